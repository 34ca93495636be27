//! 確認・確定・公表: what members and everybody read of minutes, the window, corrections, editions, what was wrong, publication.

use crate::approvals::{give_back, prepare, rule};
use crate::on_both;
use crate::paper::read_pdf;
use crate::preparation::value;
use crate::town::{Browser, SHEET, Town, words};
use nimo::accounts::model::Role;
use nimo::council::model::CouncilId;
use nimo::council::sheet_form::model::SheetFormEdition;
use nimo::plumbing::ids::OfficeId;
use nimo::plumbing::secret::hash_bytes;

/// Words that nobody but the secretariat is to read.
const OWN: &str = "妹が桔梗病院に入っていた。空室のある住まいを探す人を増やしてはどうか。";
pub const GIST: &str = "空室のある住まいを探す人を増やしてはどうか。";

/// Kept minutes of a council in which the chair confirms: office, clerk, council, meeting, its first block.
pub async fn kept(town: &Town, rules: &[(&str, &str)]) -> (OfficeId, Browser, String, String, String) {
    let office = town.office("999999", "みほん市").await;
    let mut clerk = town.signed_in(office, "toyama", Role::Secretariat, &[]).await;
    let council = clerk.place("みほん市連絡協議会", "").await;
    let rules = [&[("from_on", "R3.7.15"), ("basis", "guideline")][..], rules].concat();
    assert_eq!(clerk.post(&format!("/councils/{council}/charter"), &rules).await.status, 303);
    let meeting = clerk.read_in(&council, &SHEET.replace(GIST, OWN)).await;
    let block = clerk.first_block(&meeting).await;
    assert_eq!(clerk.post(&format!("/meetings/{meeting}/keep"), &[]).await.status, 303);
    (office, clerk, council, meeting, block)
}

async fn member(town: &Town, office: OfficeId, council: &str) -> Browser {
    town.signed_in(office, "miyoshi", Role::Member, &[CouncilId::parse(council).unwrap()]).await
}

/// Says what others read of a block.
pub async fn tell(clerk: &mut Browser, block: &str, fields: &[(&str, &str)]) {
    assert_eq!(clerk.post(&format!("/tellings/{block}/begin"), &[]).await.status, 303);
    let form = clerk.get(&format!("/tellings/{block}/edit")).await.body;
    let version = value(&form, "version");
    let fields = [&[("version", version.as_str())][..], fields].concat();
    let said = clerk.post(&format!("/tellings/{block}"), &fields).await;
    assert_eq!(said.status, 303, "{}", words(&said.body));
}

/// Puts other words into a block.
pub async fn correct(clerk: &mut Browser, block: &str, version: &str, text: &str) {
    let fields = [("version", version), ("kind", "opinion"), ("item", ""), ("speaker", ""), ("text", text)];
    let set = clerk.post(&format!("/blocks/{block}"), &fields).await;
    assert_eq!(set.status, 303, "{}", words(&set.body));
}

async fn asked(clerk: &mut Browser, meeting: &str) -> String {
    let home = format!("/meetings/{meeting}/confirmation");
    let fields =
        [("asked_on", "R8.11.10"), ("due_on", "R8.11.24"), ("silence", "confirms"), ("reply_to", "障害福祉課")];
    let asked = clerk.post(&home, &fields).await;
    assert_eq!(asked.status, 303, "{}", words(&asked.body));
    let page = clerk.get(&home).await.body;
    page.split("href=\"/confirmations/").nth(1).expect("a window").chars().take(36).collect()
}

/// Confirms what stands on the screen.
pub async fn finish(clerk: &mut Browser, meeting: &str, reason: &str) -> crate::town::Page {
    let home = format!("/meetings/{meeting}/confirmation");
    let seen = value(&clerk.get(&home).await.body, "seen");
    clerk.post(&format!("{home}/final"), &[("seen", &seen), ("reason", reason)]).await
}

/// The editions of the page, newest first, three for each number.
pub async fn editions(clerk: &mut Browser, meeting: &str) -> Vec<String> {
    let page = clerk.get(&format!("/meetings/{meeting}/confirmation")).await.body;
    let table =
        page.split("id=\"han\"").nth(1).and_then(|rest| rest.split("</table>").next()).unwrap_or("").to_string();
    let mut ids: Vec<String> =
        table.split("href=\"/editions/").skip(1).map(|rest| rest.chars().take(36).collect()).collect();
    ids.dedup();
    ids
}

/// The newest edition for everybody.
pub async fn public_of(clerk: &mut Browser, meeting: &str) -> String {
    for id in editions(clerk, meeting).await.into_iter().take(3) {
        if clerk.get(&format!("/editions/{id}")).await.body.contains("/publish\"") {
            return id;
        }
    }
    panic!("no edition for everybody")
}

on_both! {
    async fn members_read_what_was_written_for_them_wherever_minutes_are_read(town) {
        let (office, mut clerk, council, meeting, block) = kept(&town, &[]).await;
        tell(&mut clerk, &block, &[("members", "words"), ("members_words", GIST), ("everybody", "same")]).await;
        let mut member = member(&town, office, &council).await;
        let mut viewer = town.signed_in(office, "mieru", Role::Viewer, &[]).await;
        let places = [
            format!("/meetings/{meeting}"), format!("/meetings/{meeting}/form"), format!("/meetings/{meeting}/sheet.txt"),
            "/search?q=空室".into(), "/search?q=桔梗病院".into(),
        ];
        for path in &places {
            for (who, reader) in [("member", &mut member), ("viewer", &mut viewer)] {
                let page = reader.get(path).await;
                assert!(!page.body.contains("妹が"), "{who} {path}: {}", words(&page.body));
            }
        }
        assert!(words(&member.get(&places[0]).await.body).contains(GIST));
        assert!(words(&member.get("/search?q=空室").await.body).contains("住まいを探す人"));
        assert!(clerk.get(&places[0]).await.body.contains("桔梗病院"), "the secretariat reads all of it");
        let settling = clerk.get(&format!("/meetings/{meeting}/opinions")).await.body;
        assert!(settling.contains(GIST) && !settling.contains("妹が"), "what goes on from minutes is what members read");
        let list = words(&clerk.get(&format!("/meetings/{meeting}/tellings")).await.body);
        assert!(list.contains("1件の文が、読む人で違います") && list.contains("委員用と同じ"), "{list}");
        tell(&mut clerk, &block, &[("members", "left_out"), ("everybody", "same")]).await;
        assert!(!words(&member.get(&places[0]).await.body).contains("空室"), "left out is not there at all");
        assert!(!words(&member.get("/search?q=空室").await.body).contains("住まいを探す人"));
        for path in [format!("/meetings/{meeting}/tellings"), format!("/tellings/{block}/history")] {
            assert_eq!(clerk.get(&path).await.status, 200, "{path}");
            assert_eq!(member.get(&path).await.status, 403, "{path}");
            assert_eq!(viewer.get(&path).await.status, 403, "{path}");
        }
    }
}

on_both! {
    async fn words_that_change_below_what_was_written_for_members_are_closed_until_somebody_looks(town) {
        let (office, mut clerk, council, meeting, block) = kept(&town, &[]).await;
        tell(&mut clerk, &block, &[("members", "words"), ("members_words", GIST), ("everybody", "same")]).await;
        let mut member = member(&town, office, &council).await;
        let page = format!("/meetings/{meeting}");
        correct(&mut clerk, &block, "1", "姉が桔梗病院に入っていた。空室を減らしたい。").await;
        let read = words(&member.get(&page).await.body);
        assert!(!read.contains("空室") && !read.contains("桔梗"), "{read}");
        let list = clerk.get(&format!("{page}/tellings")).await.body;
        assert!(words(&list).contains("見なおす文が1件あります") && words(&list).contains("閉じている"), "{}", words(&list));
        let asked = clerk.post(&format!("{page}/confirmation"), &[("asked_on", "R8.11.10"), ("due_on", "R8.11.24")]).await;
        assert_eq!(asked.status, 422);
        assert!(words(&asked.body).contains("先に見なおしてください"), "{}", words(&asked.body));
        let late = clerk.post(&format!("/tellings/{block}/look"), &[("version", "1")]).await;
        assert!(late.location().contains("said=telling-moved"), "what was looked at is not what stands there");
        assert!(!words(&member.get(&page).await.body).contains("空室"));
        clerk.post(&format!("/tellings/{block}/look"), &[("version", "2")]).await;
        assert!(words(&member.get(&page).await.body).contains(GIST));
        let refused = [("version", "2"), ("members", "left_out"), ("everybody", "words"), ("everybody_words", "文")];
        let refused = clerk.post(&format!("/tellings/{block}"), &refused).await;
        assert!(refused.status == 422 && words(&refused.body).contains("委員にも見せない発言は、公開できません。"));
    }
}

on_both! {
    async fn minutes_are_confirmed_when_the_chair_has_and_every_correction_is_answered(town) {
        let (office, mut clerk, council, meeting, block) = kept(&town, &[("confirmation", "chair")]).await;
        tell(&mut clerk, &block, &[("members", "words"), ("members_words", GIST), ("everybody", "left_out")]).await;
        let home = format!("/meetings/{meeting}/confirmation");
        let lacks = words(&clerk.get(&home).await.body);
        assert!(lacks.contains("委員に、まだ確認を求めていません") && lacks.contains("会長が確認"), "{lacks}");
        let window = asked(&mut clerk, &meeting).await;
        let mut member = member(&town, office, &council).await;
        let drafts = words(&member.get(&format!("/meetings/{meeting}")).await.body);
        assert!(drafts.contains("会議録（委員用、確認用の案）"), "{drafts}");
        let letters = clerk.get(&format!("/confirmations/{window}/letters.pdf")).await;
        if let Some(text) = read_pdf(&letters.bytes) {
            let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            assert_eq!(text.matches("会議録の確認について（お願い）").count(), 3, "one for each who was there: {text}");
            assert!(text.contains("令和8年11月24日") && text.contains("確認していただいたものとします"), "{text}");
        }
        let wish = [("who", "三好委員"), ("came_on", "R8.11.12"), ("block", block.as_str()), ("said", "「増やす」と言った。")];
        let added = clerk.post(&format!("/confirmations/{window}/corrections"), &wish).await;
        assert_eq!(added.status, 303, "{}", words(&added.body));
        let page = clerk.get(&home).await.body;
        let lacks = words(&page);
        assert!(lacks.contains("申出のうち1件に、まだ答えていません") && lacks.contains("会長の確認が、まだ入っていません"), "{lacks}");
        assert!(!page.contains("name=\"seen\""), "nothing is confirmed meanwhile");
        let bare = clerk.post(&format!("{home}/final"), &[("seen", "x"), ("reason", "")]).await;
        assert_eq!(bare.status, 422, "nor by a form that somebody kept");
        let correction: String = page.split("href=\"/corrections/").nth(1).unwrap().chars().take(36).collect();
        let no = [&wish[..], &[("version", "1"), ("verdict", "not_taken"), ("answer", "")]].concat();
        let refused = clerk.post(&format!("/corrections/{correction}"), &no).await;
        assert!(refused.status == 422 && words(&refused.body).contains("直さないわけ"), "{}", words(&refused.body));
        let yes = [&wish[..], &[("version", "1"), ("verdict", "taken"), ("answer", "")]].concat();
        assert_eq!(clerk.post(&format!("/corrections/{correction}"), &yes).await.status, 303);
        let chair = [("name", "平井"), ("role", "chair"), ("way", "signature"), ("on", "R8.11.20")];
        assert_eq!(clerk.post(&format!("/confirmations/{window}/people"), &chair).await.status, 303);
        let twice = clerk.post(&format!("/confirmations/{window}/people"), &chair).await;
        assert!(twice.status == 422 && words(&twice.body).contains("平井の確認は、もう入っています"), "{}", words(&twice.body));
        let done = finish(&mut clerk, &meeting, "").await;
        assert_eq!(done.status, 303, "{}", words(&done.body));
        let page = clerk.get(&home).await.body;
        assert!(words(&page).contains("第1版で確定しています"), "{}", words(&page));
        let ids = editions(&mut clerk, &meeting).await;
        assert!(ids.len() == 4, "three that were confirmed, and the draft: {}", words(&page));
        let mut told = vec![];
        for id in &ids[..3] {
            let pdf = clerk.get(&format!("/editions/{id}/sheet.pdf")).await;
            assert!(page.contains(&hash_bytes(&pdf.bytes)), "the page names the hash of the very bytes");
            let text = clerk.get(&format!("/editions/{id}/sheet.txt")).await.body;
            if let Some(pdf) = read_pdf(&pdf.bytes) {
                assert_eq!(pdf.contains("桔梗病院"), text.contains("桔梗病院"));
                assert!(pdf.contains("令和8年11月25日に確定しました（第1版）。確認: 会長（令和8年11月20日、署名）"), "{pdf}");
            }
            told.push((text.contains("桔梗病院"), text.contains("空室のある"), member.get(&format!("/editions/{id}")).await.status));
        }
        told.sort_unstable();
        assert_eq!(told, [(false, false, 200), (false, true, 200), (true, true, 403)], "each reads his own");
    }
}

on_both! {
    async fn a_mistake_that_is_found_later_makes_a_new_edition_and_the_old_one_stays(town) {
        let (_, mut clerk, _, meeting, block) = kept(&town, &[]).await;
        assert_eq!(finish(&mut clerk, &meeting, "").await.status, 303);
        let first = editions(&mut clerk, &meeting).await;
        let before = clerk.get(&format!("/editions/{}/sheet.pdf", first[0])).await.bytes;
        let home = format!("/meetings/{meeting}/confirmation");
        let again = clerk.post(&format!("{home}/final"), &[("seen", ""), ("reason", "気のせい")]).await;
        assert_eq!(again.status, 422, "nothing changed");
        correct(&mut clerk, &block, "1", "空き家を減らしたい。").await;
        let page = clerk.get(&home).await.body;
        assert!(words(&page).contains("第1版のあとで、会議録が変わっています") && page.contains("<ins>"), "{}", words(&page));
        let seen = value(&page, "seen");
        let bare = clerk.post(&format!("{home}/final"), &[("seen", &seen), ("reason", " ")]).await;
        assert!(bare.status == 422 && words(&bare.body).contains("何が誤っていたのか"), "{}", words(&bare.body));
        assert_eq!(finish(&mut clerk, &meeting, "発言を書き誤っていた").await.status, 303);
        assert_eq!(clerk.get(&format!("/editions/{}/sheet.pdf", first[0])).await.bytes, before, "the old one stays");
        let ids = editions(&mut clerk, &meeting).await;
        assert_eq!(ids.len(), 6);
        let errata = clerk.get(&format!("/editions/{}/errata.pdf", ids[0])).await;
        if let Some(text) = read_pdf(&errata.bytes) {
            let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            assert!(text.contains("正誤表") && text.contains("発言を書き誤っていた") && text.contains("空き家を減らしたい。"), "{text}");
        }
        assert_eq!(clerk.get(&format!("/editions/{}/errata.pdf", first[0])).await.status, 404, "the first puts nothing right");
        assert!(words(&clerk.get(&format!("/editions/{}", first[0])).await.body).contains("前の版"));
    }
}

on_both! {
    async fn of_two_people_who_confirm_at_once_one_is_told_who_was_first(town) {
        let (office, mut clerk, council, meeting, _) = kept(&town, &[]).await;
        let mut other = town.signed_in(office, "kitagawa", Role::Secretariat, &[CouncilId::parse(&council).unwrap()]).await;
        let home = format!("/meetings/{meeting}/confirmation");
        let seen = value(&clerk.get(&home).await.body, "seen");
        let path = format!("{home}/final");
        let fields = [("seen", seen.as_str()), ("reason", "")];
        let (one, two) = tokio::join!(clerk.post(&path, &fields), other.post(&path, &fields));
        let mut statuses = [one.status, two.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 422], "{} {}", words(&one.body), words(&two.body));
        let said = if one.status == 422 { words(&one.body) } else { words(&two.body) };
        assert!(said.contains("第1版を確定しました"), "{said}");
        assert_eq!(editions(&mut clerk, &meeting).await.len(), 3);
    }
}

on_both! {
    async fn what_was_confirmed_for_everybody_is_published_once_and_taken_down_with_its_reason(town) {
        let (office, mut clerk, council, meeting, _) = kept(&town, &[]).await;
        finish(&mut clerk, &meeting, "").await;
        let mut public = String::new();
        for id in editions(&mut clerk, &meeting).await {
            let publish = clerk.post(&format!("/editions/{id}/publish"), &[("on", ""), ("place", "")]).await;
            if publish.status == 422 {
                assert!(words(&publish.body).contains("公表した日を入れてください") && words(&publish.body).contains("どこに公表したか"));
                public = id;
            } else {
                assert_eq!(publish.status, 403, "only what is for everybody");
            }
        }
        let path = format!("/editions/{public}/publish");
        for (on, sentence) in [("R8.11.24", "確定した日より前です"), ("R8.11.26", "まだ来ていない日です"), ("春", "日付")] {
            let refused = clerk.post(&path, &[("on", on), ("place", "市のホームページ")]).await;
            assert!(refused.status == 422 && words(&refused.body).contains(sentence), "{on}: {}", words(&refused.body));
            assert!(refused.body.contains("市のホームページ"), "what was typed stays");
        }
        let fields = [("on", "R8.11.25"), ("place", "市のホームページ")];
        assert_eq!(clerk.post(&path, &fields).await.status, 303);
        assert!(words(&clerk.post(&path, &fields).await.body).contains("もう入っています"));
        let mut member = member(&town, office, &council).await;
        assert!(words(&member.get(&format!("/editions/{public}")).await.body).contains("令和8年11月25日（水）"));
        assert_eq!(member.post(&path, &fields).await.status, 403);
        let down = format!("/editions/{public}/unpublish");
        assert_eq!(clerk.post(&down, &[("reason", "")]).await.status, 422);
        assert_eq!(clerk.post(&down, &[("reason", "個人の名が載っていた")]).await.status, 303);
        assert_eq!(clerk.post(&path, &fields).await.status, 303, "and it may be published again");
    }
}

on_both! {
    async fn nothing_of_confirming_is_for_others_than_the_councils_own_secretariat(town) {
        let (office, mut clerk, council, meeting, _) = kept(&town, &[("confirmation", "every_member")]).await;
        let window = asked(&mut clerk, &meeting).await;
        let other = clerk.place("べつの協議会", "").await;
        let mut stranger = town.signed_in(office, "betsu", Role::Secretariat, &[CouncilId::parse(&other).unwrap()]).await;
        let mut member = member(&town, office, &council).await;
        for path in [format!("/meetings/{meeting}/confirmation"), format!("/confirmations/{window}/letters.pdf"),
            format!("/confirmations/{window}/corrections/new"), format!("/confirmations/{window}/history")] {
            assert_eq!(clerk.get(&path).await.status, 200, "{path}");
            assert_eq!(member.get(&path).await.status, 403, "{path}");
            assert_eq!(stranger.get(&path).await.status, 403, "{path}");
        }
        let wrong = [("who", ""), ("came_on", "R8.12.1"), ("said", ""), ("block", "")];
        let refused = clerk.post(&format!("/confirmations/{window}/corrections"), &wrong).await;
        assert!(refused.status == 422 && words(&refused.body).contains("だれからの申出か"), "{}", words(&refused.body));
        let early = [("name", "平井"), ("role", "chair"), ("way", "word"), ("on", "R8.11.9")];
        let refused = clerk.post(&format!("/confirmations/{window}/people"), &early).await;
        assert!(refused.status == 422 && words(&refused.body).contains("確認を求めた日より前です"), "{}", words(&refused.body));
        let mistaken = clerk.post(&format!("/confirmations/{window}/withdraw"), &[("withdraw_reason", "")]).await;
        assert_eq!(mistaken.status, 422);
        let taken_back = clerk.post(&format!("/confirmations/{window}/withdraw"), &[("withdraw_reason", "案に抜けがあった")]).await;
        assert_eq!(taken_back.status, 303);
        let late = [("name", "平井"), ("role", "chair"), ("way", "word"), ("on", "R8.11.12")];
        let late = clerk.post(&format!("/confirmations/{window}/people"), &late).await;
        assert!(late.status == 422 && words(&late.body).contains("もう取り下げられています"), "{}", words(&late.body));
        let wish = [("who", "三好委員"), ("came_on", "R8.11.12"), ("said", "長い申出の文")];
        let late = clerk.post(&format!("/confirmations/{window}/corrections"), &wish).await;
        assert!(late.status == 422 && late.body.contains("長い申出の文"), "what was typed stays");
        assert_ne!(asked(&mut clerk, &meeting).await, window, "members may be asked anew");
    }
}

on_both! {
    async fn what_was_said_under_a_closed_item_stands_in_no_public_edition(town) {
        let (_, mut clerk, _, meeting, _) = kept(&town, &[]).await;
        let head = clerk.get(&format!("/meetings/{meeting}/correct")).await.body;
        let version = value(&head, "version");
        let agenda = "１　開会\n２　議題\n　⑴　退院の支援について【非公開: 情報公開条例 第7条】";
        let fields = [("version", version.as_str()), ("body", "みほん市連絡協議会"), ("held_on", "R6.5.23"), ("agenda", agenda)];
        let set = clerk.post(&format!("/meetings/{meeting}"), &fields).await;
        assert_eq!(set.status, 303, "{}", words(&set.body));
        assert_eq!(finish(&mut clerk, &meeting, "").await.status, 303);
        let mut open = vec![];
        for id in editions(&mut clerk, &meeting).await {
            let text = clerk.get(&format!("/editions/{id}/sheet.txt")).await.body;
            open.push((text.contains("空室"), text.contains("公開していません。根拠: 情報公開条例")));
        }
        open.sort_unstable();
        assert_eq!(open, [(false, true), (true, false), (true, false)]);
    }
}

on_both! {
    async fn publishing_waits_for_the_approval_that_the_rules_ask_for(town) {
        let (_, mut clerk, council, meeting, block) = kept(&town, &[]).await;
        rule(&mut clerk, &council, "publication", "R8.4.1", "yes").await;
        finish(&mut clerk, &meeting, "").await;
        let public = public_of(&mut clerk, &meeting).await;
        let path = format!("/editions/{public}/publish");
        let fields = [("on", "R8.11.25"), ("place", "市のホームページ")];
        let barred = clerk.post(&path, &fields).await;
        assert!(barred.status == 422 && words(&barred.body).contains("決裁"), "{}", words(&barred.body));
        assert!(words(&clerk.get(&format!("/editions/{public}")).await.body).contains("伺いを準備する"));
        let approval = prepare(&mut clerk, &council, &format!("act=publication&subject={meeting}")).await;
        assert_eq!(clerk.post(&path, &fields).await.status, 422, "it is not back");
        give_back(&mut clerk, &approval).await;
        correct(&mut clerk, &block, "1", "空き家を減らしたい。").await;
        finish(&mut clerk, &meeting, "発言を書き誤っていた").await;
        let newer = public_of(&mut clerk, &meeting).await;
        let changed = clerk.post(&format!("/editions/{newer}/publish"), &fields).await;
        assert!(changed.status == 422 && words(&changed.body).contains("決裁のあとで"), "{}", words(&changed.body));
        let again = prepare(&mut clerk, &council, &format!("act=publication&subject={meeting}")).await;
        give_back(&mut clerk, &again).await;
        let done = clerk.post(&format!("/editions/{newer}/publish"), &fields).await;
        assert_eq!(done.status, 303, "{}", words(&done.body));
    }
}

on_both! {
    async fn everybody_reads_members_as_closely_as_the_rules_name_them(town) {
        let (_, mut clerk, _, meeting, _) = kept(&town, &[("name_display", "nothing")]).await;
        finish(&mut clerk, &meeting, "").await;
        for id in editions(&mut clerk, &meeting).await {
            let page = clerk.get(&format!("/editions/{id}")).await.body;
            let text = clerk.get(&format!("/editions/{id}/sheet.txt")).await.body;
            let is_public = page.contains("/publish\"");
            for name in ["平井", "藤代", "三好"] {
                assert_eq!(text.contains(name), !is_public, "{name}: {text}");
                assert!(!is_public || !page.contains(name), "{name} on the page of what everybody reads");
            }
        }
    }
}

/// What a member reads of the page and finds.
async fn read_by(member: &mut Browser, meeting: &str) -> String {
    let page = words(&member.get(&format!("/meetings/{meeting}")).await.body);
    let found = words(&member.get("/search?q=桔梗病院").await.body);
    let listed = member.get(&format!("/meetings/{meeting}/sheet.txt")).await.body;
    format!("{page} {found} {listed}")
}

on_both! {
    async fn a_block_that_is_split_or_joined_tells_nobody_more_than_before(town) {
        let (office, mut clerk, council, meeting, block) = kept(&town, &[]).await;
        let mut member = member(&town, office, &council).await;
        tell(&mut clerk, &block, &[("members", "words"), ("members_words", GIST), ("everybody", "same")]).await;
        let second = OWN.chars().position(|c| c == '空').unwrap().to_string();
        let split = clerk.post(&format!("/blocks/{block}/split"), &[("version", "1"), ("at", &second)]).await;
        assert_eq!(split.status, 303, "{}", words(&split.body));
        let read = read_by(&mut member, &meeting).await;
        assert!(!read.contains("妹が") && !read.contains("空室のある住まい"), "both halves wait until somebody looks: {read}");
        assert!(words(&clerk.get(&format!("/meetings/{meeting}/tellings")).await.body).contains("見なおす文が2件"));
        tell(&mut clerk, &block, &[("members", "left_out"), ("everybody", "same")]).await;
        let joined = clerk.post(&format!("/blocks/{block}/merge"), &[("version", "2")]).await;
        assert_eq!(joined.status, 303, "{}", words(&joined.body));
        let read = read_by(&mut member, &meeting).await;
        assert!(!read.contains("妹が") && !read.contains("空室のある住まい"), "{read}");
    }
}

on_both! {
    async fn words_are_written_for_members_before_the_minutes_are_kept(town) {
        let office = town.office("999999", "みほん市").await;
        let mut clerk = town.signed_in(office, "toyama", Role::Secretariat, &[]).await;
        let council = clerk.place("みほん市連絡協議会", "").await;
        let meeting = clerk.read_in(&council, &SHEET.replace(GIST, OWN)).await;
        let block = clerk.first_block(&meeting).await;
        tell(&mut clerk, &block, &[("members", "left_out"), ("everybody", "same")]).await;
        assert!(clerk.get(&format!("/meetings/{meeting}/correct")).await.body.contains(&format!("/meetings/{meeting}/tellings")));
        assert_eq!(clerk.post(&format!("/meetings/{meeting}/keep"), &[]).await.status, 303);
        let mut member = member(&town, office, &council).await;
        let read = read_by(&mut member, &meeting).await;
        assert!(!read.contains("妹が") && !read.contains("空室のある"), "{read}");
        let paper = clerk.get(&format!("/meetings/{meeting}/sheet.txt")).await;
        assert!(paper.headers["content-disposition"].to_str().unwrap().contains("%E4%BA%8B%E5%8B%99%E5%B1%80%E7%94%A8"), "事務局用 in its name");
    }
}

on_both! {
    async fn what_was_taken_out_of_an_edition_is_read_in_no_later_one_and_no_older(town) {
        let (office, mut clerk, council, meeting, block) = kept(&town, &[]).await;
        let mut member = member(&town, office, &council).await;
        finish(&mut clerk, &meeting, "").await;
        let first = editions(&mut clerk, &meeting).await;
        tell(&mut clerk, &block, &[("members", "words"), ("members_words", GIST), ("everybody", "same")]).await;
        assert_eq!(finish(&mut clerk, &meeting, "桔梗病院の名が載っていた").await.status, 303);
        for id in &first {
            assert_eq!(member.get(&format!("/editions/{id}")).await.status, 403, "what was replaced is the secretariat's");
        }
        for id in editions(&mut clerk, &meeting).await.into_iter().take(3) {
            for path in [format!("/editions/{id}"), format!("/editions/{id}/sheet.txt"), format!("/editions/{id}/errata.pdf")] {
                let page = member.get(&path).await;
                let pdf = if path.ends_with("pdf") && page.status == 200 { read_pdf(&page.bytes) } else { None };
                let said = pdf.unwrap_or_else(|| page.body.clone());
                assert!(page.status == 403 || !said.contains("妹が"), "{path}: {said}");
                assert!(page.status == 403 || !said.contains("桔梗病院"), "nor does the reason tell it: {path}: {said}");
            }
        }
        let public = public_of(&mut clerk, &meeting).await;
        let fields = [("on", "R8.11.25"), ("place", "市のホームページ")];
        assert_eq!(clerk.post(&format!("/editions/{public}/publish"), &fields).await.status, 303);
        assert_eq!(member.get(&format!("/editions/{public}")).await.status, 200);
        let down = [("reason", "個人の名が載っていた")];
        assert_eq!(clerk.post(&format!("/editions/{public}/unpublish"), &down).await.status, 303);
        assert_eq!(member.get(&format!("/editions/{public}")).await.status, 403, "what was taken down is read by nobody else");
        assert_eq!(clerk.post(&format!("/editions/{public}/unpublish"), &down).await.status, 422, "it is down");
    }
}

on_both! {
    async fn after_minutes_are_confirmed_nobody_is_asked_and_the_window_stays(town) {
        let (_, mut clerk, _, meeting, _) = kept(&town, &[]).await;
        let window = asked(&mut clerk, &meeting).await;
        assert_eq!(finish(&mut clerk, &meeting, "").await.status, 303);
        let home = format!("/meetings/{meeting}/confirmation");
        let again = [("asked_on", "R8.11.25"), ("due_on", "R8.12.9")];
        let person = [("name", "平井"), ("role", "chair"), ("way", "word"), ("on", "R8.11.20")];
        for (path, fields) in [
            (home.clone(), &again[..]),
            (format!("/confirmations/{window}/withdraw"), &[("withdraw_reason", "気が変わった")]),
            (format!("/confirmations/{window}/people"), &person),
        ] {
            let refused = clerk.post(&path, fields).await;
            assert!(refused.status == 422 && words(&refused.body).contains("もう確定しています"), "{path}: {}", words(&refused.body));
        }
    }
}

on_both! {
    async fn an_edition_for_everybody_tells_no_body_that_a_member_did_not_agree_to(town) {
        let (_, mut clerk, council, meeting, _) = kept(&town, &[]).await;
        for (place, name, body, agreed) in [("1", "平井 学", "みほん大学", true), ("2", "三好 花", "みほん家族会", false)] {
            let seat = [("place", place), ("title", body), ("letter", "nothing")];
            let page = clerk.post(&format!("/councils/{council}/seats"), &seat).await;
            let seat = page.location().split("/seats/").nth(1).unwrap().chars().take(36).collect::<String>();
            let mut member = vec![("name", name), ("body", body), ("from_on", "R6.4.1"), ("role", "member")];
            member.extend(agreed.then_some([("shows", "body"), ("agreed_on", "R6.4.1")]).into_iter().flatten());
            let page = clerk.post(&format!("/seats/{seat}/members"), &member).await;
            assert_eq!(page.status, 303, "{}", words(&page.body));
        }
        let mut form = SheetFormEdition::begun("bodies_only").unwrap().texts();
        form.insert("from_on".into(), "R6.4.1".into());
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(clerk.post(&format!("/councils/{council}/forms"), &form).await.status, 303);
        finish(&mut clerk, &meeting, "").await;
        for id in editions(&mut clerk, &meeting).await {
            let is_public = clerk.get(&format!("/editions/{id}")).await.body.contains("/publish\"");
            let text = clerk.get(&format!("/editions/{id}/sheet.txt")).await.body;
            assert!(text.contains("みほん大学"), "{text}");
            assert_eq!(text.contains("みほん家族会"), !is_public, "{text}");
        }
    }
}
