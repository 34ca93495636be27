//! A council made, edited by two at once, merged, put back, and its history read.

use crate::on_both;
use crate::town::words;
use nimo::accounts::model::Role;

on_both! {
    async fn a_council_is_placed_with_a_part_and_tells_where_it_came_from(town) {
        let office = town.office("999999", "みほん市").await;
        let mut browser = town.signed_in(office, "imamura", Role::Secretariat, &[]).await;
        assert!(words(&browser.get("/councils").await.body).contains("まだ1つもありません"));
        let council = browser.place("みほん市精神保健福祉連絡協議会", "").await;
        let page = words(&browser.get(&format!("/councils/{council}")).await.body);
        assert!(page.contains("この協議会は、令和8年11月25日にimamuraさんが置きました"), "{page}");
        assert!(page.contains("まだ決まっていません") && page.contains("記録のしかたが未了です"), "{page}");
        let part = browser.place("退院促進部会", &council).await;
        let page = words(&browser.get(&format!("/councils/{part}")).await.body);
        assert!(page.contains("この部会は、みほん市精神保健福祉連絡協議会のもとに"), "{page}");
        let list = words(&browser.get("/councils").await.body);
        assert!(list.contains("部会 退院促進部会") && list.contains("2件"), "{list}");
        let taken = browser.post("/councils", &[("name", "退院促進部会"), ("basis", "ordinance"), ("parent", &council)]).await;
        assert_eq!(taken.status, 422);
        assert!(taken.body.contains("同じ名称の協議会が"), "a sentence, and what was typed: {}", taken.body.contains("退院促進部会"));
        let edit = [("version", "1"), ("name", "みほん市精神保健福祉連絡協議会"), ("basis", "ordinance"), ("parent", part.as_str())];
        let loops = browser.post(&format!("/councils/{council}"), &edit).await;
        assert_eq!(loops.status, 422);
        assert!(loops.body.contains("自分や自分の部会の下には置けません"));
    }
}

on_both! {
    async fn a_wrong_field_keeps_everything_that_was_typed(town) {
        let office = town.office("999999", "みほん市").await;
        let mut browser = town.signed_in(office, "imamura", Role::Secretariat, &[]).await;
        let typed = [("name", "髙橋記念⑴協議会"), ("basis", ""), ("record_method", "summary"), ("record_from_on", "令和6年2月30日"),
            ("record_from_meeting", "令和5年度第3回")];
        let page = browser.post("/councils", &typed).await;
        assert_eq!(page.status, 422);
        for kept in ["髙橋記念⑴協議会", "令和6年2月30日", "令和5年度第3回", "value=\"summary\" selected"] {
            assert!(page.body.contains(kept), "{kept}");
        }
        let said = words(&page.body);
        assert!(said.contains("直すところが2か所あります") && said.contains("令和6年2月29日ではありませんか"), "{said}");
        assert!(page.body.contains("href=\"#record_from_on\"") && page.body.contains("aria-describedby=\"record_from_on-help record_from_on-err\""));
    }
}

on_both! {
    async fn two_at_once_lose_nothing_and_merge(town) {
        let office = town.office("999999", "みほん市").await;
        let mut first = town.signed_in(office, "imamura", Role::Secretariat, &[]).await;
        let council = first.place("みほん市連絡協議会", "").await;
        let id = nimo::council::model::CouncilId::parse(&council).unwrap();
        let mut second = town.signed_in(office, "toyama", Role::Secretariat, &[id]).await;
        let path = format!("/councils/{council}");
        let rule = [("record_method", "summary"), ("record_from_on", "R3.7.15"), ("record_from_meeting", "令和3年度第1回")];
        let mine = [&[("version", "1"), ("name", "みほん市精神保健連絡協議会"), ("basis", "ordinance")][..], &rule].concat();
        assert_eq!(first.post(&path, &mine).await.status, 303);
        let theirs = [("version", "1"), ("name", "みほん市福祉連絡協議会"), ("basis", "guideline")];
        let meet = second.post(&path, &theirs).await;
        assert_eq!(meet.status, 409);
        let said = words(&meet.body);
        for text in ["精神保健", "福祉", "もとの文 みほん市連絡協議会", "1か所で重なっています", "要綱", "要点記録"] {
            assert!(said.contains(text), "{text}: {said}");
        }
        let again = second.get(&format!("{path}/edit")).await;
        assert_eq!(again.status, 409, "leaving the page lost nothing: the draft meets what was saved");
        assert!(words(&again.body).contains("福祉"));
        let choice = [("version", "2"), ("choose.name", "other"), ("mine.name", "みほん市福祉連絡協議会"),
            ("theirs.name", "みほん市精神保健連絡協議会"), ("other.name", "みほん市精神保健福祉連絡協議会"), ("basis", "guideline"),
            ("record_method", "summary"), ("record_from_on", "2021-07-15"), ("record_from_meeting", "令和3年度第1回")];
        assert_eq!(second.post(&path, &choice).await.location(), format!("{path}?said=saved"));
        let page = words(&first.get(&path).await.body);
        assert!(page.contains("みほん市精神保健福祉連絡協議会") && page.contains("設置の根拠は要綱") && page.contains("要点記録"), "{page}");
        assert_eq!(second.get(&format!("{path}/edit")).await.status, 200, "the draft is gone once saved");
        let history = words(&first.get(&format!("{path}/history")).await.body);
        for text in ["第3版 toyamaさんが直した", "第2版 imamuraさんが直した", "第1版 imamuraさんが置いた", "3版"] {
            assert!(history.contains(text), "{text}: {history}");
        }
    }
}

on_both! {
    async fn any_version_can_be_put_back_and_nothing_between_is_lost(town) {
        let office = town.office("999999", "みほん市").await;
        let mut browser = town.signed_in(office, "imamura", Role::Secretariat, &[]).await;
        let council = browser.place("協議会その一", "").await;
        let path = format!("/councils/{council}");
        browser.post(&path, &[("version", "1"), ("name", "協議会その二"), ("basis", "guideline")]).await;
        let back = browser.post(&format!("{path}/put-back"), &[("version", "2"), ("to", "1")]).await;
        assert_eq!(back.location(), format!("{path}/history?said=put-back"));
        let history = words(&browser.get(&format!("{path}/history")).await.body);
        assert!(history.contains("第3版 imamuraさんが第1版に戻した") && history.contains("その二"), "{history}");
        assert!(browser.get(&path).await.body.contains("協議会その一"));
        let late = browser.post(&format!("{path}/put-back"), &[("version", "2"), ("to", "2")]).await;
        assert_eq!(late.status, 409, "a lost race here too shows both texts");
        assert_eq!(browser.post(&format!("{path}/put-back"), &[("version", "3"), ("to", "99")]).await.status, 404);
        let same = [("version", "3"), ("name", "協議会その一"), ("basis", "ordinance")];
        assert_eq!(browser.post(&path, &same).await.location(), format!("{path}?said=unchanged"));
        assert!(words(&browser.get(&format!("{path}/history")).await.body).contains("3版"), "no version for nothing");
    }
}

on_both! {
    async fn a_draft_is_its_writers_alone_and_takes_anything(town) {
        let office = town.office("999999", "みほん市").await;
        let mut browser = town.signed_in(office, "imamura", Role::Secretariat, &[]).await;
        let council = browser.place("協議会", "").await;
        let id = nimo::council::model::CouncilId::parse(&council).unwrap();
        let mut colleague = town.signed_in(office, "toyama", Role::Secretariat, &[id]).await;
        let path = format!("/councils/{council}");
        let typed = [("version", "1"), ("name", "書きかけの協議"), ("basis", ""), ("record_from_on", "令和3年7月の")];
        assert_eq!(browser.post(&format!("{path}/draft"), &typed).await.location(), format!("{path}/edit?said=drafted"));
        let page = browser.get(&format!("{path}/edit")).await.body;
        assert!(page.contains("書きかけの協議") && page.contains("令和3年7月の") && page.contains("下書きの続きです"));
        assert!(!colleague.get(&format!("{path}/edit")).await.body.contains("書きかけ"));
        assert!(!browser.get(&path).await.body.contains("書きかけ"));
        browser.post(&format!("{path}/discard"), &[]).await;
        assert!(!browser.get(&format!("{path}/edit")).await.body.contains("書きかけ"));
        browser.post("/councils/new/draft", &[("name", "まだ無い協議会")]).await;
        assert!(browser.get("/councils/new").await.body.contains("まだ無い協議会"));
        assert!(!colleague.get("/councils/new").await.body.contains("まだ無い協議会"));
        browser.place("まだ無い協議会", "").await;
        assert!(!browser.get("/councils/new").await.body.contains("value=\"まだ無い協議会\""), "placed, so the draft is gone");
    }
}

on_both! {
    async fn the_name_of_a_council_one_may_not_read_is_not_told(town) {
        let office = town.office("999999", "みほん市").await;
        let mut browser = town.signed_in(office, "imamura", Role::Secretariat, &[]).await;
        let above = browser.place("内密の親協議会", "").await;
        let part = browser.place("見える部会", &above).await;
        let id = nimo::council::model::CouncilId::parse(&part).unwrap();
        let mut member = town.signed_in(office, "iin", Role::Member, &[id]).await;
        let page = member.get(&format!("/councils/{part}")).await.body;
        assert!(page.contains("見える部会") && page.contains("（見る権限のない協議会）") && !page.contains("内密"));
        let mut clerk = town.signed_in(office, "toyama", Role::Secretariat, &[id]).await;
        let edit = clerk.get(&format!("/councils/{part}/edit")).await.body;
        assert!(edit.contains(&format!("value=\"{above}\" selected")) && !edit.contains("内密"));
        let kept = [("version", "1"), ("name", "見える部会・改"), ("basis", "ordinance"), ("parent", above.as_str())];
        assert_eq!(clerk.post(&format!("/councils/{part}"), &kept).await.status, 303, "the parent may stay");
        assert!(!clerk.get(&format!("/councils/{part}/history")).await.body.contains("内密"));
    }
}

on_both! {
    async fn a_part_that_moved_says_where_it_was_placed_and_where_it_is_now(town) {
        let office = town.office("999999", "みほん市").await;
        let mut browser = town.signed_in(office, "imamura", Role::Secretariat, &[]).await;
        let old = browser.place("内密の旧協議会", "").await;
        let new = browser.place("新しい協議会", "").await;
        let part = browser.place("退院促進部会", &old).await;
        let path = format!("/councils/{part}");
        let form = |version, parent: &str| {
            [("version", version), ("name", "退院促進部会"), ("basis", "ordinance"), ("parent", parent)].map(|(n, v)| (n, v.to_string()))
        };
        let moved = form("1", &new);
        let moved: Vec<(&str, &str)> = moved.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(browser.post(&path, &moved).await.status, 303);
        let page = words(&browser.get(&path).await.body);
        assert!(page.contains("この部会は、内密の旧協議会のもとに、令和8年11月25日に"), "{page}");
        assert!(page.contains("それからいまは、新しい協議会のもとにあります"), "{page}");
        let ids = [&part, &new].map(|id| nimo::council::model::CouncilId::parse(id).unwrap());
        let mut member = town.signed_in(office, "iin", Role::Member, &ids).await;
        let page = member.get(&path).await.body;
        assert!(page.contains("（見る権限のない協議会）") && !page.contains("内密"), "{page}");
    }
}

on_both! {
    async fn who_does_not_see_all_parts_is_not_told_that_there_are_none(town) {
        let office = town.office("999999", "みほん市").await;
        let mut browser = town.signed_in(office, "imamura", Role::Secretariat, &[]).await;
        let council = browser.place("みほん市連絡協議会", "").await;
        let path = format!("/councils/{council}");
        let mut viewer = town.signed_in(office, "miru", Role::Viewer, &[]).await;
        assert!(words(&viewer.get(&path).await.body).contains("部会 部会はありません"));
        browser.place("退院促進部会", &council).await;
        let id = nimo::council::model::CouncilId::parse(&council).unwrap();
        let mut member = town.signed_in(office, "iin", Role::Member, &[id]).await;
        assert!(words(&member.get(&path).await.body).contains("見られる部会はありません"));
    }
}

on_both! {
    async fn a_parent_of_other_people_is_a_wrong_field_and_loses_no_typing(town) {
        let office = town.office("999999", "みほん市").await;
        let mut other = town.signed_in(office, "toyama", Role::Secretariat, &[]).await;
        let theirs = other.place("よその協議会", "").await;
        let mut browser = town.signed_in(office, "imamura", Role::Secretariat, &[]).await;
        let own = browser.place("みほん市連絡協議会", "").await;
        let typed = [("version", "1"), ("name", "書いたばかりの部会"), ("basis", "guideline"), ("parent", theirs.as_str())];
        for path in ["/councils".to_string(), format!("/councils/{own}")] {
            let page = browser.post(&path, &typed).await;
            assert_eq!(page.status, 422, "{path}");
            assert!(page.body.contains("書いたばかりの部会") && page.body.contains("この協議会の下には置けません"), "{path}");
            assert!(!page.body.contains("よその"), "{path}");
        }
    }
}

on_both! {
    async fn on_the_merge_page_a_lone_change_can_be_left_out_and_the_draft_thrown_away(town) {
        let office = town.office("999999", "みほん市").await;
        let mut first = town.signed_in(office, "imamura", Role::Secretariat, &[]).await;
        let council = first.place("みほん市連絡協議会", "").await;
        let id = nimo::council::model::CouncilId::parse(&council).unwrap();
        let mut second = town.signed_in(office, "toyama", Role::Secretariat, &[id]).await;
        let path = format!("/councils/{council}");
        first.post(&path, &[("version", "1"), ("name", "みほん市協議会"), ("basis", "ordinance")]).await;
        let meet = second.post(&path, &[("version", "1"), ("name", "みほん市連絡協議会"), ("basis", "guideline")]).await;
        assert_eq!(meet.status, 409);
        assert!(meet.body.contains("name=\"choose.basis\" value=\"theirs\""), "{}", meet.body);
        assert!(meet.body.contains(&format!("formaction=\"{path}/discard\">下書きを捨てる")));
        let left_out = [("version", "2"), ("name", "みほん市協議会"), ("choose.basis", "theirs"), ("mine.basis", "guideline"),
            ("theirs.basis", "ordinance")];
        assert_eq!(second.post(&path, &left_out).await.location(), format!("{path}?said=unchanged"));
        let late = second.post(&format!("{path}/put-back"), &[("version", "1"), ("to", "1")]).await;
        assert_eq!(late.status, 409);
        let said = words(&late.body);
        assert!(said.contains("戻そうとした版は、履歴に残っています") && !said.contains("下書き"), "nothing was typed: {said}");
    }
}
