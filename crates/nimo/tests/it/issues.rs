//! 課題: what was said raises an issue, joins one or is answered; issues are edited, joined, split and followed to their end.

use crate::behind::{hand, texts};
use crate::on_both;
use crate::town::{Browser, SHEET, Town, words};
use nimo::accounts::model::Role;
use nimo::council::model::CouncilId;
use nimo::plumbing::engine::Engine;
use nimo::plumbing::ids::OfficeId;
use sqlx::Executor;

/// A sheet with four opinions and an answer that promises.
pub const OPINIONS: &str = "会議録\n会議名称　令和６年度第１回みほん市連絡協議会\n開催日時　令和６年５月２３日（木）午前１０時から１１時まで\n\
開催場所　市役所３階会議室\n出席者　平井会長、藤代委員、三好委員\n欠席者　なし\n会議次第\n１　開会\n２　議題\n　⑴　退院の支援について\n\
会議結果\n１　開会\n２　議題\n　⑴　退院の支援について\n（以下意見要旨）\n・退院したあとの暮らしが、入院している人に伝わっていないのではないか。\n\
・入院している人に配るリーフレットをつくるべきである。\n・空き家を住まいに使ってほしい。\n・ほかの町の取り組みを調べるべきである。\n\
（質疑）\n・相談の窓口は決まっているか。\n⇒障害福祉課が窓口になる。庁内の連絡会を検討している。\n";

/// A clerk, her council and a kept meeting.
pub struct Clerk {
    pub office: OfficeId,
    pub browser: Browser,
    pub council: String,
    pub meeting: String,
}

impl Clerk {
    pub async fn of(town: &Town) -> Clerk {
        let office = town.office("999999", "みほん市").await;
        let mut browser = town.signed_in(office, "imamura", Role::Secretariat, &[]).await;
        let council = browser.place("みほん市連絡協議会", "").await;
        let meeting = browser.read_in(&council, OPINIONS).await;
        let kept = browser.post(&format!("/meetings/{meeting}/keep"), &[]).await;
        assert_eq!(kept.status, 303, "{}", words(&kept.body));
        Clerk { office, browser, council, meeting }
    }

    /// What stands before each block on the page of the opinions: the value that picks it, and its words.
    pub async fn picks(&mut self) -> Vec<(String, String)> {
        let page = self.browser.get(&format!("/meetings/{}/opinions", self.meeting)).await.body;
        let rows = page.split("name=\"pick\" value=\"").skip(1);
        rows.map(|row| (row.split('"').next().unwrap().to_string(), words(row))).collect()
    }

    pub async fn pick(&mut self, text: &str) -> String {
        let picks = self.picks().await;
        let found = picks.iter().find(|(_, words)| words.contains(text));
        found.unwrap_or_else(|| panic!("{text}: {picks:?}")).0.clone()
    }

    /// Raises an issue from what holds these words; its id.
    pub async fn raise(&mut self, title: &str, texts: &[&str]) -> String {
        let mut fields = vec![("title", title.to_string())];
        for text in texts {
            fields.push(("pick", self.pick(text).await));
        }
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let said = self.browser.post(&format!("/meetings/{}/raise", self.meeting), &fields).await;
        assert_eq!(
            said.location(),
            format!("/meetings/{}/opinions?said=raised", self.meeting),
            "{}",
            words(&said.body)
        );
        self.issue(title).await
    }

    /// The id of the issue with this title.
    pub async fn issue(&mut self, title: &str) -> String {
        let page = self.browser.get("/issues?stage=all").await.body;
        let at = page.find(&format!(">{title}</a>")).unwrap_or_else(|| panic!("{title}: {}", words(&page)));
        page[..at].rsplit("href=\"/issues/").next().unwrap().trim_end_matches('"').to_string()
    }

    pub async fn page(&mut self, issue: &str) -> String {
        words(&self.browser.get(&format!("/issues/{issue}")).await.body)
    }
}

on_both! {
    async fn an_opinion_raises_an_issue_joins_one_or_is_answered_and_what_is_left_is_seen(town) {
        let mut clerk = Clerk::of(&town).await;
        let page = words(&clerk.browser.get(&format!("/meetings/{}/opinions", clerk.meeting)).await.body);
        assert!(page.contains("意見4件と、回答の約束1件は、まだどれも行き先がありません。"), "{page}");
        let issue = clerk.raise("退院後のことが届いていない", &["退院したあと", "リーフレット"]).await;
        assert!(clerk.page(&issue).await.contains("令和6年度第1回会議（令和6年5月23日）の意見2件から生まれました。"), "{}", clerk.page(&issue).await);
        let pick = clerk.pick("ほかの町").await;
        let answered = clerk.browser.post(&format!("/meetings/{}/answer", clerk.meeting), &[("pick", &pick), ("answer", "on_the_spot"), ("reason", "次回に3つの町の例を出す。")]).await;
        assert_eq!(answered.status, 303);
        let pick = clerk.pick("検討している").await;
        let joined = clerk.browser.post(&format!("/meetings/{}/join", clerk.meeting), &[("pick", &pick), ("issue", &issue)]).await;
        assert_eq!(joined.status, 303, "{}", words(&joined.body));
        let page = words(&clerk.browser.get(&format!("/meetings/{}/opinions", clerk.meeting)).await.body);
        assert!(page.contains("意見4件と、回答の約束1件のうち、3件が1つの課題につながり、1件は答えて終え、1件が残っています。"), "{page}");
        let meeting = words(&clerk.browser.get(&format!("/meetings/{}", clerk.meeting)).await.body);
        assert!(meeting.contains("R6-001 退院後のことが届いていない") && meeting.contains("その場で回答") && meeting.contains("未対応"), "{meeting}");
        assert!(words(&clerk.browser.get("/opinions").await.body).contains("行き先のない意見が、1回の会議に1件あります。"));
        assert!(words(&clerk.browser.get("/today").await.body).contains("1件みほん市連絡協議会の意見の行き先が、決まっていません"));
        assert!(words(&clerk.browser.get("/search?q=%E5%B1%8A%E3%81%84%E3%81%A6").await.body).contains("課題 R6-001"));
    }
}

on_both! {
    async fn a_joined_issue_keeps_its_name_beside_its_opinion_and_a_reason_ends_once(town) {
        let mut clerk = Clerk::of(&town).await;
        let one = clerk.raise("住まいが足りない", &["空き家"]).await;
        let other = clerk.raise("ほかの町を知らない", &["ほかの町"]).await;
        let joined = clerk.browser.post(&format!("/issues/{one}/join"), &[("into", &other)]).await;
        assert_eq!(joined.status, 303);
        let page = clerk.browser.get(&format!("/meetings/{}/opinions", clerk.meeting)).await.body;
        assert!(words(&page).contains("R6-001 住まいが足りない"), "{}", words(&page));
        assert!(!page.contains(&format!("<option value=\"{one}\"")), "what lives on in another takes no more opinions");
        assert!(clerk.page(&one).await.contains("ほかの課題に合わせた"), "its state is where it went");
        let ended = clerk.browser.post(&format!("/issues/{other}/step"), &[("stage", "closed"), ("reason", "3つの町を訪ねた。")]).await;
        assert_eq!(ended.status, 303);
        assert!(clerk.page(&other).await.contains("に終えました（3つの町を訪ねた）。"), "{}", clerk.page(&other).await);
    }
}

on_both! {
    async fn enter_in_a_field_of_the_opinions_page_never_takes_anything_back(town) {
        let mut clerk = Clerk::of(&town).await;
        clerk.raise("住まいが足りない", &["空き家"]).await;
        let page = clerk.browser.get(&format!("/meetings/{}/opinions", clerk.meeting)).await.body;
        let form = page.split("id=\"settle\"").nth(1).expect("the form of the acts");
        let first = form.split("<button").nth(1).expect("its first button").split("</button>").next().unwrap();
        assert!(first.ends_with("課題を起こす"), "{first}");
        let undo = page.split("<button").find(|button| button.contains("/unsettle")).expect("a fate to take back");
        assert!(undo.contains("form=\"undo\""), "it belongs to another form: {undo}");
    }
}

on_both! {
    async fn a_part_that_is_not_among_the_choices_stays_when_the_issue_is_saved(town) {
        let mut clerk = Clerk::of(&town).await;
        let issue = clerk.raise("住まいが足りない", &["空き家"]).await;
        let part = clerk.browser.place("住まい部会", &clerk.council.clone()).await;
        let path = format!("/issues/{issue}");
        let saved = clerk.browser.post(&path, &[("title", "住まいが足りない"), ("part", &part), ("version", "1")]).await;
        assert_eq!(saved.status, 303, "{}", words(&saved.body));
        let mut other = town.signed_in(clerk.office, "tonomura", Role::Secretariat, &[CouncilId::parse(&clerk.council).unwrap()]).await;
        let form = other.get(&format!("{path}/edit")).await.body;
        assert!(form.contains(&format!("<option value=\"{part}\" selected>（見る権限のない部会）")), "{}", words(&form));
        let again = other.post(&path, &[("title", "住まいがとても足りない"), ("part", &part), ("version", "2")]).await;
        assert_eq!(again.status, 303, "{}", words(&again.body));
    }
}

on_both! {
    async fn nothing_is_settled_without_a_pick_a_title_or_a_reason_and_what_was_typed_stays(town) {
        let mut clerk = Clerk::of(&town).await;
        let pick = clerk.pick("空き家").await;
        let meeting = clerk.meeting.clone();
        for (path, fields, sentence) in [
            ("raise", vec![("title", "住まい")], "意見を1つ以上選んでください。"),
            ("raise", vec![("pick", pick.as_str())], "課題を1行で入れてください。"),
            ("join", vec![("pick", pick.as_str()), ("issue", "x")], "加える課題を、一覧から選んでください。"),
            ("answer", vec![("pick", pick.as_str()), ("reason", "済み")], "その場で回答、対象外、了知のどれかを選んでください。"),
            ("answer", vec![("pick", pick.as_str()), ("answer", "noted")], "何と答えたか、なぜ対象外かを1行で入れてください。"),
        ] {
            let said = clerk.browser.post(&format!("/meetings/{meeting}/{path}"), &fields).await;
            assert_eq!(said.status, 422, "{path}");
            assert!(words(&said.body).contains(sentence), "{path}: {}", words(&said.body));
            for (name, value) in fields.iter().filter(|(name, _)| matches!(*name, "title" | "reason")) {
                assert!(said.body.contains(value), "{name} stays");
            }
            if fields.iter().any(|(name, _)| *name == "pick") {
                assert!(said.body.contains(&format!("value=\"{pick}\" checked")), "{path}: the pick stays");
            }
        }
        let issue = clerk.raise("住まいが足りない", &["空き家"]).await;
        let twice = clerk.browser.post(&format!("/meetings/{meeting}/join"), &[("pick", &pick), ("issue", &issue)]).await;
        assert_eq!(twice.status, 422);
        let answered = clerk.browser.post(&format!("/meetings/{meeting}/answer"), &[("pick", &pick), ("answer", "noted"), ("reason", "聞いた")]).await;
        assert_eq!(answered.status, 422, "what leads to an issue is not answered away");
    }
}

on_both! {
    async fn a_fate_is_taken_back_and_the_opinion_is_open_again(town) {
        let mut clerk = Clerk::of(&town).await;
        let issue = clerk.raise("住まいが足りない", &["空き家"]).await;
        let page = clerk.browser.get(&format!("/meetings/{}/opinions", clerk.meeting)).await.body;
        let act = page.split("formaction=\"/blocks/").nth(1).expect("a fate to take back");
        let (block, fate) = (act.split('/').next().unwrap(), act.split("value=\"").nth(1).unwrap().split('"').next().unwrap());
        let said = clerk.browser.post(&format!("/blocks/{block}/unsettle"), &[("fate", fate)]).await;
        assert_eq!(said.status, 303);
        assert!(clerk.page(&issue).await.contains("もとになった意見は、結ばれていません。"));
        let again = clerk.browser.post(&format!("/blocks/{block}/unsettle"), &[("fate", fate)]).await;
        assert_eq!(again.status, 404, "once only");
    }
}

on_both! {
    async fn an_issue_goes_its_way_step_by_step_and_says_why_it_ends(town) {
        let mut clerk = Clerk::of(&town).await;
        let issue = clerk.raise("住まいが足りない", &["空き家"]).await;
        let step = format!("/issues/{issue}/step");
        let bad = clerk.browser.post(&step, &[("stage", "closed"), ("reason", "")]).await;
        assert_eq!(bad.status, 422);
        assert!(words(&bad.body).contains("終えるときは、何がどうなったかを書きます。"));
        let meeting = clerk.meeting.clone();
        assert_eq!(clerk.browser.post(&step, &[("stage", "adopted"), ("meeting", &meeting)]).await.status, 303);
        assert_eq!(clerk.browser.post(&step, &[("stage", "closed"), ("reason", "空き家2軒が住まいになった")]).await.status, 303);
        let page = clerk.page(&issue).await;
        assert!(page.contains("に終えました（空き家2軒が住まいになった）。") && page.contains("「取り組み中」にした"), "{page}");
        assert_eq!(clerk.browser.post(&step, &[("stage", "adopted")]).await.status, 422, "it is reopened first");
        assert!(!words(&clerk.browser.get("/issues").await.body).contains("住まいが足りない"));
        assert!(words(&clerk.browser.get("/issues?stage=closed").await.body).contains("住まいが足りない"));
        assert_eq!(clerk.browser.post(&step, &[("stage", "reopened"), ("reason", "また空いた")]).await.status, 303);
    }
}

on_both! {
    async fn issues_are_joined_and_parted_and_split_and_each_opinion_is_still_reached(town) {
        let mut clerk = Clerk::of(&town).await;
        let one = clerk.raise("届いていない", &["退院したあと"]).await;
        let other = clerk.raise("配るものがない", &["リーフレット", "空き家"]).await;
        assert_eq!(clerk.browser.post(&format!("/issues/{other}/join"), &[("into", &one)]).await.status, 303);
        let page = clerk.page(&one).await;
        assert!(page.contains("意見3件から生まれました。") && page.contains("この課題に合わせた課題"), "{page}");
        assert!(clerk.page(&other).await.contains("に合わせました。続きはそちらにあります。"));
        let step = clerk.browser.post(&format!("/issues/{other}/step"), &[("stage", "examined")]).await;
        assert_eq!(step.status, 422, "the one in which it lives on takes the steps");
        let back = clerk.browser.post(&format!("/issues/{one}/join"), &[("into", &other)]).await;
        assert_eq!(back.status, 422, "no ring");
        assert_eq!(clerk.browser.post(&format!("/issues/{other}/part"), &[]).await.status, 303);
        assert!(clerk.page(&one).await.contains("意見1件から生まれました。"));
        let form = clerk.browser.get(&format!("/issues/{other}/kin")).await.body;
        let picks: Vec<&str> = form.split("name=\"pick\" value=\"").skip(1).map(|row| row.split('"').next().unwrap()).collect();
        assert_eq!(picks.len(), 2);
        let all = clerk.browser.post(&format!("/issues/{other}/split"), &[("pick", picks[0]), ("pick", picks[1]), ("title", "別のこと")]).await;
        assert_eq!(all.status, 422, "a part, not all");
        let split = clerk.browser.post(&format!("/issues/{other}/split"), &[("pick", picks[1]), ("title", "空き家を使う")]).await;
        assert_eq!(split.status, 303, "{}", words(&split.body));
        let new = clerk.issue("空き家を使う").await;
        assert!(clerk.page(&new).await.contains("R6-002 配るものがないから分かれました。"), "{}", clerk.page(&new).await);
        assert!(clerk.page(&new).await.contains("意見1件") && clerk.page(&other).await.contains("意見1件"));
    }
}

on_both! {
    async fn two_clerks_edit_one_issue_and_meet(town) {
        let mut clerk = Clerk::of(&town).await;
        let issue = clerk.raise("住まいが足りない", &["空き家"]).await;
        let path = format!("/issues/{issue}");
        let own = [CouncilId::parse(&clerk.council).unwrap()];
        let mut other = town.signed_in(clerk.office, "tsuge", Role::Secretariat, &own).await;
        let first = [("version", "1"), ("title", "住まいが足りない"), ("owner", "相談支援係"), ("elements", "housing"), ("solvers", "town")];
        assert_eq!(clerk.browser.post(&path, &first).await.status, 303);
        let second = [("version", "1"), ("title", "住まいが足りない"), ("owner", "障害福祉課")];
        let met = other.post(&path, &second).await;
        assert_eq!(met.status, 409);
        assert!(words(&met.body).contains("相談支援係") && words(&met.body).contains("障害福祉課"));
        assert!(clerk.page(&issue).await.contains("住まい") && clerk.page(&issue).await.contains("相談支援係"));
        let bad = clerk.browser.post(&path, &[("version", "2"), ("title", "住まい"), ("elements", "nothing")]).await;
        assert_eq!(bad.status, 422);
        let history = words(&clerk.browser.get(&format!("{path}/history")).await.body);
        assert!(history.contains("相談支援係") && history.contains("第2版"), "{history}");
        let back = clerk.browser.post(&format!("{path}/put-back"), &[("version", "2"), ("to", "1")]).await;
        assert_eq!(back.status, 303);
        assert!(!clerk.page(&issue).await.contains("相談支援係"));
    }
}

on_both! {
    async fn what_was_said_where_somebody_may_not_look_is_counted_and_not_told(town) {
        let mut clerk = Clerk::of(&town).await;
        let part = clerk.browser.place("退院促進部会", &clerk.council.clone()).await;
        let meeting = clerk.browser.read_in(&part, SHEET).await;
        assert_eq!(clerk.browser.post(&format!("/meetings/{meeting}/keep"), &[]).await.status, 303);
        let issue = clerk.raise("住まいが足りない", &["空き家"]).await;
        clerk.meeting.clone_from(&meeting);
        let pick = clerk.pick("空室").await;
        assert_eq!(clerk.browser.post(&format!("/meetings/{meeting}/join"), &[("pick", &pick), ("issue", &issue)]).await.status, 303);
        let own = [CouncilId::parse(&clerk.council).unwrap()];
        let mut member = town.signed_in(clerk.office, "iin", Role::Member, &own).await;
        let page = words(&member.get(&format!("/issues/{issue}")).await.body);
        assert!(page.contains("非公開の議題の意見1件"), "{page}");
        assert!(!page.contains("空室") && page.contains("空き家"), "{page}");
        assert!(clerk.page(&issue).await.contains("空室"));
    }
}

on_both! {
    async fn an_opinion_that_was_joined_to_another_carries_its_issue_there(town) {
        let mut clerk = Clerk::of(&town).await;
        let issue = clerk.raise("配るものがない", &["リーフレット"]).await;
        let first = clerk.pick("退院したあと").await.split('.').next().unwrap().to_string();
        for (version, _) in [("1", "リーフレット"), ("2", "空き家")] {
            let joined = clerk.browser.post(&format!("/blocks/{first}/merge"), &[("version", version)]).await;
            assert_eq!(joined.status, 303, "{}", words(&joined.body));
        }
        let page = clerk.page(&issue).await;
        assert!(page.contains("意見1件から生まれました。") && page.contains("退院したあと"), "{page}");
        assert!(page.contains("結んだあとで文が直された"), "{page}");
        let opinions = words(&clerk.browser.get(&format!("/meetings/{}/opinions", clerk.meeting)).await.body);
        assert!(opinions.contains("意見2件と、回答の約束1件のうち、1件が1つの課題につながり、2件が残っています。"), "{opinions}");
    }
}

on_both! {
    async fn the_list_and_the_steps_say_the_same_of_an_issue_whatever_came_when(town) {
        let mut clerk = Clerk::of(&town).await;
        let issue = clerk.raise("退院後のことが届いていない", &["退院したあと"]).await;
        let measure = clerk.browser.post(&format!("/issues/{issue}/measures"), &[("title", "冊子を出す")]).await.location();
        for stage in ["examined", "watched", "examined", "closed"] {
            let step = [("stage", stage), ("meeting", &clerk.meeting.clone()), ("reason", "見た")];
            assert_eq!(clerk.browser.post(&format!("/issues/{issue}/step"), &step).await.status, 303, "{stage}");
        }
        let advance = format!("{}/advance", measure.split('?').next().unwrap());
        assert_eq!(clerk.browser.post(&advance, &[("progress", "adopted"), ("meeting", &clerk.meeting.clone())]).await.status, 303);
        let mut hand = hand(&town).await;
        // A step that another machine, whose clock is behind, adds after the last one.
        let late = "insert into issue_step (office, id, issue, stage, reason, meeting, at, by_account, by_name)
            select office, '00000000-0000-7000-8000-000000000000', id, 'watched', '', null, made_at, '', '' from issue";
        hand.execute(late).await.unwrap();
        let apart = "select i.id from issue i where i.stage <> (select s.stage from issue_step s where s.office = i.office
            and s.issue = i.id order by s.id desc limit 1)
            union all select m.id from measure m where m.progress <> (select p.progress from measure_progress p
            where p.office = m.office and p.measure = m.id order by p.id desc limit 1)";
        assert_eq!(texts(&mut hand, apart).await, [""; 0]);
        // A database that was filled before nimo kept the copy is filled with it.
        for undone in [
            "drop trigger issue_step_told", "drop trigger measure_progress_told", "alter table issue drop column stage",
            "alter table measure drop column progress", "delete from nimo_step where name = '0011_stage'",
        ] {
            let undone = match (town.engine, undone.strip_prefix("drop trigger ")) {
                (Engine::Postgres, Some(told)) => format!("drop function {told} cascade"),
                _ => undone.to_string(),
            };
            hand.execute(sqlx::AssertSqlSafe(undone)).await.unwrap();
        }
        nimo::plumbing::migrate::migrate(&town.owner_database, &town.database).await.unwrap();
        assert_eq!(texts(&mut hand, apart).await, [""; 0]);
        assert_eq!(texts(&mut hand, "select stage from issue union all select progress from measure").await, ["closed", "adopted"]);
    }
}
