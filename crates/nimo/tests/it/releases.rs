//! 公表: the face of a council, its roster, the notice of a meeting and its papers, laid open as they are, and taken down.

use crate::approvals::{give_back, prepare, rule};
use crate::handouts::files;
use crate::on_both;
use crate::preparation::{council, plan, value};
use crate::town::{Browser, Page, words};
use nimo::accounts::model::Role;

/// Lays something open as its page shows it.
async fn lay(clerk: &mut Browser, council: &str, kind: &str, meeting: &str, more: &[(&str, &str)]) -> Page {
    let home = format!("/councils/{council}/releases");
    let form = clerk.get(&format!("{home}?kind={kind}&meeting={meeting}")).await.body;
    let seen = value(&form, "seen");
    let fields =
        [&[("kind", kind), ("meeting", meeting), ("seen", seen.as_str()), ("on", "R8.11.25")][..], more].concat();
    clerk.post(&home, &fields).await
}

fn release(page: &str) -> String {
    page.split("href=\"/releases/").nth(1).expect("something laid open").chars().take(36).collect()
}

on_both! {
    async fn a_council_and_its_roster_are_laid_open_as_they_are_and_a_change_is_told(town) {
        let (mut clerk, council, _) = council(&town).await;
        let home = format!("/councils/{council}/releases");
        assert!(clerk.get(&format!("/councils/{council}")).await.body.contains(&format!("href=\"{home}\"")));
        assert!(words(&clerk.get(&home).await.body).contains("まだ、何も公表していません"));
        let face = lay(&mut clerk, &council, "council", "", &[("contact", "障害福祉課　電話 00-0000")]).await;
        assert_eq!(face.status, 303, "{}", words(&face.body));
        let roster = lay(&mut clerk, &council, "roster", "", &[]).await;
        assert_eq!(roster.status, 303, "{}", words(&roster.body));
        let page = clerk.get(&home).await.body;
        assert!(words(&page).contains("2件を公表しています"), "{}", words(&page));
        let form = clerk.get(&format!("{home}?kind=council")).await.body;
        assert!(form.contains("障害福祉課　電話 00-0000"), "the contact is there again");
        let paper = clerk.get(&format!("/releases/{}/paper.pdf", release(&page))).await;
        assert!(paper.status == 200 && paper.bytes.starts_with(b"%PDF"));
        let rules = [("from_on", "R8.11.1"), ("basis", "ordinance"), ("basis_title", "みほん市連絡協議会条例")];
        assert_eq!(clerk.post(&format!("/councils/{council}/charter"), &rules).await.status, 303);
        let page = words(&clerk.get(&home).await.body);
        assert!(page.contains("1件は、いまの内容と違います") && page.contains("載せかえる"), "{page}");
    }
}

on_both! {
    async fn what_was_laid_open_is_taken_down_with_a_reason_and_stays_in_the_register(town) {
        let (mut clerk, council, _) = council(&town).await;
        let home = format!("/councils/{council}/releases");
        assert_eq!(lay(&mut clerk, &council, "roster", "", &[]).await.status, 303);
        let id = release(&clerk.get(&home).await.body);
        let bare = clerk.post(&format!("/releases/{id}/withdraw"), &[("reason", "")]).await;
        assert!(bare.status == 422 && words(&bare.body).contains("取りやめるわけを入れてください"));
        for _ in 0..2 {
            let gone = clerk.post(&format!("/releases/{id}/withdraw"), &[("reason", "承諾が取り消された")]).await;
            assert_eq!(gone.status, 303, "who comes second finds it done: {}", words(&gone.body));
        }
        let page = words(&clerk.get(&home).await.body);
        assert!(page.contains("まだ、何も公表していません") && page.contains("取りやめた承諾が取り消された"), "{page}");
    }
}

on_both! {
    async fn papers_are_laid_open_once_each_is_decided_as_the_very_files_that_were_looked_at(town) {
        let (mut clerk, council, meeting) = council(&town).await;
        rule(&mut clerk, &council, "publication", "R8.4.1", "no").await;
        let (pdf, _) = files(&mut clerk, &meeting).await;
        for title in ["調査の結果", "事業所の一覧"] {
            let added = clerk.upload(&format!("/meetings/{meeting}/handouts"), &[("title", title)], &[("a.pdf", &pdf)]).await;
            assert_eq!(added.status, 303, "{}", words(&added.body));
        }
        let home = format!("/councils/{council}/releases");
        let form = words(&clerk.get(&format!("{home}?kind=papers&meeting={meeting}")).await.body);
        assert!(form.contains("「資料1 調査の結果」: 公開するかどうかが、まだ決まっていません"), "{form}");
        let marks = format!("/meetings/{meeting}/redactions");
        let list = clerk.get(&marks).await.body;
        let ids: Vec<String> = list.split("href=\"/handouts/").skip(1).map(|rest| rest.chars().take(36).collect()).collect();
        let unseen = clerk.post(&marks, &[("kind", "open_paper"), ("about", &ids[0]), ("seen", "x")]).await;
        assert!(unseen.status == 422 && words(&unseen.body).contains("ファイルが新しくなりました"), "{}", words(&unseen.body));
        let file = nimo::plumbing::secret::hash_bytes(&pdf);
        assert_eq!(clerk.post(&marks, &[("kind", "open_paper"), ("about", &ids[0]), ("seen", &file)]).await.status, 303);
        assert_eq!(clerk.post(&marks, &[("kind", "paper"), ("about", &ids[1]), ("ground", "business")]).await.status, 303);
        let form = words(&clerk.get(&format!("{home}?kind=papers&meeting={meeting}")).await.body);
        assert!(form.contains("事業所の一覧") && form.contains("法人等に関する情報"), "what would be read: {form}");
        assert_eq!(lay(&mut clerk, &council, "papers", &meeting, &[]).await.status, 303);
        assert!(words(&clerk.get(&home).await.body).contains("会議資料 令和8年度第1回"));
        // A newer file was looked at by nobody.
        let newer = clerk.upload(&format!("/handouts/{}/files", ids[0]), &[], &[("b.pdf", &[&pdf[..], b"\n%newer\n"].concat())]).await;
        assert_eq!(newer.status, 303, "{}", words(&newer.body));
        assert!(words(&clerk.get(&home).await.body).contains("いまの内容と違います"));
        let page = words(&clerk.get(&marks).await.body);
        assert!(page.contains("新しい版を見て、決めなおしてください"), "{page}");
    }
}

on_both! {
    async fn the_notice_for_everybody_waits_for_the_proposal_and_is_told_when_its_day_moved(town) {
        let (mut clerk, council, first) = council(&town).await;
        rule(&mut clerk, &council, "notice", "R8.4.1", "yes").await;
        let form = words(&clerk.get(&format!("/councils/{council}/releases?kind=notice&meeting={first}")).await.body);
        assert!(form.contains("公開・非公開の別）が、まだ決まっていません"), "{form}");
        let second = [
            ("fiscal_year", "R8"), ("number", "2"), ("number_of", "fiscal_year"), ("held_on", "R9.2.10"), ("venue", "市役所 第1会議室"),
            ("agenda", "１　開会"),
        ];
        let meeting = plan(&mut clerk, &council, &second).await;
        let open = [&second[..], &[("version", "1"), ("body", "みほん市精神保健福祉連絡協議会"), ("public_access", "open")]].concat();
        assert_eq!(clerk.post(&format!("/meetings/{meeting}"), &open).await.status, 303);
        let barred = lay(&mut clerk, &council, "notice", &meeting, &[]).await;
        assert!(barred.status == 422 && words(&barred.body).contains("開催通知には決裁が要ります"), "{}", words(&barred.body));
        assert!(barred.body.contains("伺いを準備する"), "the way to it");
        let approval = prepare(&mut clerk, &council, &format!("act=notice&subject={meeting}")).await;
        give_back(&mut clerk, &approval).await;
        let laid = lay(&mut clerk, &council, "notice", &meeting, &[]).await;
        assert_eq!(laid.status, 303, "{}", words(&laid.body));
        let stale = [("kind", "notice"), ("meeting", &meeting), ("seen", "x"), ("on", "R8.11.25")];
        let stale = clerk.post(&format!("/councils/{council}/releases"), &stale).await;
        assert!(stale.status == 422 && words(&stale.body).contains("載せるものが変わりました"));
        let tomorrow = [("kind", "council"), ("on", "R20.1.1"), ("contact", "障害福祉課")];
        let tomorrow = clerk.post(&format!("/councils/{council}/releases"), &tomorrow).await;
        assert!(tomorrow.status == 422 && words(&tomorrow.body).contains("まだ来ていない日です"));
        assert!(tomorrow.body.contains("障害福祉課") && tomorrow.body.contains("R20.1.1"), "what was typed stays");
    }
}

on_both! {
    async fn who_oversees_sees_what_stands_open_and_lays_nothing_open(town) {
        let (mut clerk, council, _) = council(&town).await;
        assert_eq!(lay(&mut clerk, &council, "roster", "", &[]).await.status, 303);
        let home = format!("/councils/{council}/releases");
        let mut viewer = town.signed_in(nimo::plumbing::ids::OfficeId(1), "mieru", Role::Viewer, &[]).await;
        let page = viewer.get(&home).await;
        assert!(page.status == 200 && !page.body.contains("<button class=\"btn xs\">取りやめる"), "{}", words(&page.body));
        assert_eq!(viewer.post(&home, &[("kind", "roster")]).await.status, 403);
        let mut other = town.signed_in(nimo::plumbing::ids::OfficeId(1), "hoka", Role::Secretariat, &[]).await;
        assert_eq!(other.get(&home).await.status, 403, "the secretariat of another council");
    }
}
