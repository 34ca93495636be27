//! 資料3: the paper of issues and measures, live, frozen, and what changed between two of them.

use crate::issues::Clerk;
use crate::on_both;
use crate::printed::looks_as;
use crate::town::{Town, words};
use nimo::accounts::model::Role;
use nimo::council::model::CouncilId;

impl Clerk {
    async fn freezes(&mut self, fields: &[(&str, &str)]) -> String {
        let meeting = self.meeting.clone();
        let path = format!("/councils/{}/digest/freeze", self.council);
        let said = self.browser.post(&path, &[fields, &[("meeting", &meeting)]].concat()).await;
        let to = said.location();
        assert!(to.starts_with("/digests/"), "{}", words(&said.body));
        to.split('?').next().unwrap().to_string()
    }
}

async fn worked(town: &Town) -> (Clerk, String) {
    let mut clerk = Clerk::of(town).await;
    let issue = clerk.raise("退院後のことが届いていない", &["退院したあと", "リーフレット"]).await;
    clerk.raise("住まいが足りない", &["空き家"]).await;
    let pick = clerk.pick("ほかの町").await;
    let answer = [("pick", pick.as_str()), ("answer", "noted"), ("reason", "次回に例を出す")];
    let path = format!("/meetings/{}/answer", clerk.meeting);
    assert_eq!(clerk.browser.post(&path, &answer).await.status, 303);
    (clerk, issue)
}

on_both! {
    async fn the_paper_tells_what_stands_is_frozen_and_says_what_changed_since(town) {
        let (mut clerk, issue) = worked(&town).await;
        let live = format!("/councils/{}/digest", clerk.council);
        let page = clerk.sees(&live).await;
        assert!(page.contains("終えていない課題は2件です。方策は0件です。") && page.contains("まだ、固めた版はありません。"), "{page}");
        assert!(page.contains("令和6年度第1回会議の意見4件と回答の約束1件のうち、3件が課題につながり、1件は答えて終え、1件が残っています。"), "{page}");
        assert!(page.contains("了知: 次回に例を出す") && page.contains("未対応"), "{page}");
        let first = clerk.freezes(&[("group", "stage"), ("size", "a3")]).await;
        let page = clerk.sees(&first).await;
        assert!(page.contains("第1版") && page.contains("の資料として") && !page.contains("からの変更"), "{page}");
        let measure = [("title", "冊子を8ページで出す"), ("means", "new"), ("budget_yen", "44万円"), ("budget_year", "R9")];
        assert_eq!(clerk.browser.post(&format!("/issues/{issue}/measures"), &measure).await.status, 303);
        let meeting = clerk.meeting.clone();
        assert_eq!(clerk.browser.post(&format!("/issues/{issue}/step"), &[("stage", "adopted"), ("meeting", &meeting)]).await.status, 303);
        assert!(!clerk.sees(&first).await.contains("冊子を8ページで出す"), "a frozen paper does not change");
        let live = clerk.sees(&live).await;
        for told in ["第1版からの変更1件", "状態: 起こした → 取り組み中", "方策が加わりました: R6-001-1 冊子を8ページで出す", "440,000円（令和9年度）"] {
            assert!(live.contains(told), "{told}: {live}");
        }
        let second = clerk.freezes(&[]).await;
        let page = clerk.sees(&second).await;
        assert!(page.contains("第2版") && page.contains("状態: 起こした → 取り組み中"), "{page}");
        let third = clerk.freezes(&[]).await;
        assert!(clerk.sees(&third).await.contains("変わったところはありません。"));
        assert!(clerk.sees("/digests").await.contains("固めた版は3つです"));
        assert!(clerk.sees(&format!("/meetings/{}", clerk.meeting)).await.contains("課題・方策のまとめ 第1版"));
    }
}

on_both! {
    async fn the_paper_is_printed_in_every_form_and_a_frozen_one_is_the_same_each_time(town) {
        let (mut clerk, _) = worked(&town).await;
        let live = format!("/councils/{}/digest", clerk.council);
        for (path, begins) in [(".pdf?size=a3&group=stage", "%PDF"), (".docx", "PK"), (".xlsx", "PK")] {
            let page = clerk.browser.get(&format!("{live}{path}")).await;
            assert!(page.status == 200 && page.body.starts_with(begins), "{path}");
        }
        assert_eq!(clerk.browser.get(&format!("{live}-changes.pdf")).await.status, 404, "nothing was frozen yet");
        let first = clerk.freezes(&[("size", "a3")]).await;
        assert_eq!(clerk.browser.get(&format!("{first}/changes.pdf")).await.status, 404, "there is none before the first");
        let one = clerk.browser.get(&format!("{first}/paper.pdf")).await.bytes;
        town.wait_minutes(90);
        let mut clerk = Clerk { browser: town.signed_in(clerk.office, "second", Role::Secretariat, &[CouncilId::parse(&clerk.council).unwrap()]).await, ..clerk };
        clerk.raise("また届いていない", &["退院したあと"]).await;
        assert_eq!(clerk.browser.get(&format!("{first}/paper.pdf")).await.bytes, one, "byte for byte");
        let second = clerk.freezes(&[]).await;
        assert!(clerk.browser.get(&format!("{second}/changes.pdf")).await.body.starts_with("%PDF"));
        assert!(clerk.browser.get(&format!("{live}-changes.pdf")).await.body.starts_with("%PDF"));
    }
}

on_both! {
    async fn freezing_wants_a_meeting_and_something_to_freeze_and_two_at_once_become_two_versions(town) {
        let mut clerk = Clerk::of(&town).await;
        let path = format!("/councils/{}/digest/freeze", clerk.council);
        let meeting = clerk.meeting.clone();
        let empty = clerk.browser.post(&path, &[("meeting", &meeting)]).await;
        assert!(empty.status == 422 && words(&empty.body).contains("課題が1件もないため"), "{}", words(&empty.body));
        clerk.raise("住まいが足りない", &["空き家"]).await;
        let none = clerk.browser.post(&path, &[("meeting", "x"), ("size", "a3")]).await;
        assert!(none.status == 422 && words(&none.body).contains("どの会議の資料にするか") && none.body.contains("value=\"a3\""));
        let own = [CouncilId::parse(&clerk.council).unwrap()];
        let mut other = town.signed_in(clerk.office, "tsuge", Role::Secretariat, &own).await;
        let form = [("meeting", meeting.as_str())];
        let (one, two) = tokio::join!(clerk.browser.post(&path, &form), other.post(&path, &form));
        assert_eq!((one.status, two.status), (303, 303));
        assert!(clerk.sees("/digests").await.contains("固めた版は2つです"));
    }
}

on_both! {
    async fn a_draft_is_the_secretariats_and_names_nothing_that_its_readers_may_not_read(town) {
        let (mut clerk, _) = worked(&town).await;
        let part = clerk.browser.place("退院促進部会", &clerk.council.clone()).await;
        let foreign = clerk.browser.post(&format!("/councils/{part}/issues"), &[("title", "紺色の課題")]).await;
        let foreign = foreign.location().trim_start_matches("/issues/").split('?').next().unwrap().to_string();
        let pick = clerk.pick("連絡会").await;
        let joined = clerk.browser.post(&format!("/meetings/{}/join", clerk.meeting), &[("pick", &pick), ("issue", &foreign)]).await;
        assert_eq!(joined.status, 303, "{}", words(&joined.body));
        let live = format!("/councils/{}/digest", clerk.council);
        let page = clerk.sees(&live).await;
        assert!(page.contains("ほかの協議会の課題") && !page.contains("紺色の課題"), "{page}");
        let frozen = clerk.freezes(&[]).await;
        let own = [CouncilId::parse(&clerk.council).unwrap()];
        let mut member = town.signed_in(clerk.office, "iin", Role::Member, &own).await;
        assert_eq!(member.get(&live).await.status, 403, "a draft");
        assert_eq!(member.get(&frozen).await.status, 200);
        let elsewhere = [CouncilId::parse(&part).unwrap()];
        let mut stranger = town.signed_in(clerk.office, "betsu", Role::Member, &elsewhere).await;
        assert_eq!(stranger.get(&frozen).await.status, 403);
        assert!(words(&stranger.get("/digests").await.body).contains("固めた版は、まだありません"));
        assert!(words(&member.get("/digests").await.body).contains("固めた版は1つです"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_printed_page_looks_as_its_golden_picture() {
    let town = Town::open(nimo::plumbing::engine::Engine::Sqlite).await;
    let (mut clerk, issue) = worked(&town).await;
    let measure = [("title", "冊子を8ページで出す"), ("means", "new"), ("budget_yen", "44万円"), ("budget_year", "R9")];
    assert_eq!(clerk.browser.post(&format!("/issues/{issue}/measures"), &measure).await.status, 303);
    let frozen = clerk.freezes(&[]).await;
    let paper = clerk.browser.get(&format!("{frozen}/paper.pdf")).await.bytes;
    looks_as(&paper, "digest-page");
}
