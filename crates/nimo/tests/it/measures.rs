//! 方策: what will be done about an issue, with which programme, money and steps, and how far it has come.

use crate::issues::Clerk;
use crate::on_both;
use crate::town::{Browser, Town, words};
use almanac::{Date, FiscalYear};
use chrono::Days;
use nimo::accounts::model::Role;
use nimo::council::model::CouncilId;

impl Clerk {
    /// Adds a measure to an issue; its id.
    async fn adds(&mut self, issue: &str, fields: &[(&str, &str)]) -> String {
        let said = self.browser.post(&format!("/issues/{issue}/measures"), fields).await;
        id_in(&said.location(), "/measures/").unwrap_or_else(|| panic!("{}", words(&said.body)))
    }

    async fn programme(&mut self, name: &str) -> String {
        let said = self.browser.post("/programmes", &[("name", name), ("section", "健康課")]).await;
        id_in(&said.location(), "/programmes/").unwrap_or_else(|| panic!("{}", words(&said.body)))
    }

    async fn reads(&mut self, path: &str) -> String {
        let page = self.browser.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        words(&page.body)
    }
}

fn id_in(location: &str, before: &str) -> Option<String> {
    location.strip_prefix(before)?.split('?').next().map(str::to_string)
}

fn ahead(town: &Town, days: u64) -> Date {
    town.app.now().day().checked_add_days(Days::new(days)).unwrap()
}

/// A 年度 whose budget is still asked for, and a day before its meeting on which it closes. Both days lie in one 年度.
fn autumn(town: &Town) -> (FiscalYear, Date, Date) {
    let year = FiscalYear::of(ahead(town, 5));
    (FiscalYear(year.0 + 1), ahead(town, 5), ahead(town, 9))
}

async fn other_clerk(town: &Town, clerk: &Clerk, login: &str) -> Browser {
    let own = [CouncilId::parse(&clerk.council).unwrap()];
    town.signed_in(clerk.office, login, Role::Secretariat, &own).await
}

on_both! {
    async fn a_measure_is_followed_from_its_first_thought_to_what_came_of_it(town) {
        let mut clerk = Clerk::of(&town).await;
        let issue = clerk.raise("退院後のことが届いていない", &["退院したあと", "リーフレット"]).await;
        let programme = clerk.programme("普及啓発事業").await;
        let measure = clerk.adds(&issue, &[
            ("title", "病院での説明会を年4回ひらく"), ("means", "reshaped"), ("programme", &programme), ("budget_yen", "０"),
            ("doers", "town"), ("doers", "area"), ("outcome", "使う人が5人になる"),
            ("tasks.0.0", "1回目をひらく"), ("tasks.0.1", "R6.7.18"), ("tasks.1.0", "2回目をひらく"), ("tasks.2.0", ""),
        ]).await;
        let page = clerk.reads(&format!("/measures/{measure}")).await;
        let because = "この方策は、令和6年度第1回会議（令和6年5月23日）の意見2件から生まれた課題「R6-001 退院後のことが届いていない」のためのものです。";
        assert!(page.contains(because), "{page}");
        assert!(page.contains("まだ案です。手順は2つです。次は「1回目をひらく」（令和6年7月18日まで、過ぎています）です。"), "{page}");
        assert!(page.contains("組みかえればできる") && page.contains("市、圏域") && page.contains("普及啓発事業"), "{page}");
        let advance = format!("/measures/{measure}/advance");
        let meeting = clerk.meeting.clone();
        assert_eq!(clerk.browser.post(&advance, &[("progress", "running"), ("meeting", &meeting)]).await.status, 303);
        let bad = clerk.browser.post(&advance, &[("progress", "finished"), ("reason", " ")]).await;
        assert_eq!(bad.status, 422);
        assert!(words(&bad.body).contains("できたときは、何がどうなったかを書きます。"));
        assert_eq!(clerk.browser.post(&advance, &[("progress", "proposed"), ("reason", "また")]).await.status, 422);
        let done = [("at", "0"), ("title", "1回目をひらく")];
        let said = clerk.browser.post(&format!("/measures/{measure}/done"), &done).await;
        assert_eq!(said.location(), format!("/measures/{measure}?said=task-done"));
        let twice = clerk.browser.post(&format!("/measures/{measure}/done"), &done).await;
        assert_eq!(twice.location(), format!("/measures/{measure}?said=unchanged"), "once only");
        let stale = clerk.browser.post(&format!("/measures/{measure}/done"), &[("at", "1"), ("title", "ほかの手順")]).await;
        assert_eq!(stale.location(), format!("/measures/{measure}?said=unchanged"), "the step that was seen, or none");
        assert!(clerk.reads(&format!("/measures/{measure}")).await.contains("手順2つのうち1つがすみました。次は「2回目をひらく」です。"));
        assert_eq!(clerk.browser.post(&advance, &[("progress", "finished"), ("reason", "60人が聞いた")]).await.status, 303);
        let page = clerk.reads(&format!("/measures/{measure}")).await;
        assert!(page.contains("にできました（60人が聞いた）。") && page.contains("「取り組み中」にした"), "{page}");
        assert!(clerk.page(&issue).await.contains("方策1件が生まれました。"));
        assert!(clerk.reads(&format!("/programmes/{programme}")).await.contains("方策1件が使っています。"));
        assert!(clerk.reads(&format!("/measures/{measure}/history")).await.contains("1回目をひらく 令和6年7月18日まで"));
    }
}

on_both! {
    async fn a_budget_that_closes_before_the_next_meeting_is_told_until_it_was_asked_for(town) {
        let mut clerk = Clerk::of(&town).await;
        let (year, closes_on, meets_on) = autumn(&town);
        let issue = clerk.raise("配るものがない", &["リーフレット"]).await;
        let form = [("title", "リーフレット"), ("means", "new"), ("budget_yen", "44万円"), ("budget_year", &year.to_string()), ("matter", "退院後の暮らし")];
        let measure = clerk.adds(&issue, &form).await;
        let path = format!("/measures/{measure}");
        assert!(clerk.reads("/budget").await.contains("未確認"));
        assert_eq!(clerk.browser.post("/budget", &[("closes.1", &closes_on.to_string())]).await.status, 303);
        assert!(clerk.reads(&path).await.contains("次の会議の日が入っていないため"));
        let plan = [("number", "9"), ("number_of", "fiscal_year"), ("held_on", &meets_on.to_string()), ("agenda", "１　開会")];
        let council = clerk.council.clone();
        let planned = clerk.browser.post(&format!("/councils/{council}/meetings"), &plan).await;
        assert_eq!(planned.status, 303, "{}", words(&planned.body));
        let told = format!("{year}の予算要求のしめきり（{}）が、次の会議（{}）より先に来ます", almanac::with_weekday(closes_on), almanac::with_weekday(meets_on));
        for page in [path.as_str(), "/measures", "/today", &format!("/issues/{issue}")] {
            let read = clerk.reads(page).await;
            assert!(read.contains(&told), "{page}: {read}");
        }
        assert!(clerk.reads("/measures?reach=next_budget").await.contains("リーフレット"));
        assert!(clerk.reads("/measures?reach=at_hand").await.contains("この条件に合う方策はありません。"));
        let (today, later) = (ahead(&town, 0).to_string(), ahead(&town, 2).to_string());
        let asked = [&form[..], &[("version", "1"), ("asked_on", &today)]].concat();
        assert_eq!(clerk.browser.post(&path, &asked).await.status, 303);
        for page in [path.as_str(), "/today"] {
            assert!(!clerk.reads(page).await.contains("より先に来ます"), "{page}");
        }
        let early = [&form[..], &[("version", "2"), ("asked_on", &later)]].concat();
        let said = clerk.browser.post(&path, &early).await;
        assert!(said.status == 422 && words(&said.body).contains("きょうより先の日です。"));
        let wrong = clerk.browser.post("/budget", &[("closes.1", &year.first_day().to_string())]).await;
        assert!(wrong.status == 422 && words(&wrong.body).contains("その前の年度のうちに要求します"), "{}", words(&wrong.body));
    }
}

on_both! {
    async fn every_refusal_keeps_what_was_typed(town) {
        let mut clerk = Clerk::of(&town).await;
        let issue = clerk.raise("配るものがない", &["リーフレット"]).await;
        let kept = [("matter", "菫色の説明"), ("tasks.0.0", "契約する"), ("tasks.0.1", "令和9年4月")];
        for (field, value, sentence) in [
            ("title", "", "方策を1行で入れてください。"),
            ("budget_yen", "たくさん", "金額として読めません。"),
            ("budget_year", "来年", "年度として読めません。"),
            ("means", "as_is", "どの事業を使うかを選んでください。"),
            ("programme", "019375f0-0000-7000-8000-000000000000", "一覧から選んでください。"),
            ("tasks.1.0", &"あ".repeat(81), "手順の2行目: 長すぎます。"),
            ("tasks.1.1", "R9.5.1", "手順の2行目: 何をするかが空です。"),
            ("tasks.0.2", "R90.1.1", "手順の1行目: できた日を、"),
            ("doers", "village", "一覧から選んでください。"),
        ] {
            let title = if field == "title" { value } else { "リーフレット" };
            let fields = [&kept[..], &[("title", title), (field, value)]].concat();
            let said = clerk.browser.post(&format!("/issues/{issue}/measures"), &fields).await;
            assert_eq!(said.status, 422, "{field}");
            assert!(words(&said.body).contains(sentence), "{field}: {}", words(&said.body));
            for typed in ["菫色の説明", "契約する", "令和9年4月"] {
                assert!(said.body.contains(typed), "{field}: 「{typed}」 stays");
            }
        }
        let future = [("title", "リーフレット"), ("tasks.0.0", "契約"), ("tasks.0.2", &ahead(&town, 3).to_string())];
        let said = clerk.browser.post(&format!("/issues/{issue}/measures"), &future).await;
        assert!(said.status == 422 && words(&said.body).contains("きょうより先の日があります。"));
        assert!(clerk.reads("/measures").await.contains("方策は、まだありません。"), "nothing half-kept");
        let named = clerk.browser.post("/programmes", &[("name", ""), ("law", "藍色の根拠")]).await;
        assert!(named.status == 422 && named.body.contains("藍色の根拠"));
    }
}

on_both! {
    async fn two_clerks_edit_one_measure_and_meet(town) {
        let mut clerk = Clerk::of(&town).await;
        let issue = clerk.raise("配るものがない", &["リーフレット"]).await;
        let measure = clerk.adds(&issue, &[("title", "リーフレット")]).await;
        let path = format!("/measures/{measure}");
        let mut other = other_clerk(&town, &clerk, "tsuge").await;
        let first = [("version", "1"), ("title", "リーフレット"), ("tasks.0.0", "見積りを取る"), ("owner", "相談支援係")];
        assert_eq!(clerk.browser.post(&path, &first).await.status, 303);
        let second = [("version", "1"), ("title", "リーフレット"), ("tasks.0.0", "契約する"), ("tasks.0.1", "R9.4.30")];
        let met = other.post(&path, &second).await;
        assert_eq!(met.status, 409);
        let both = words(&met.body);
        assert!(both.contains("見積りを取る") && both.contains("契約する 令和9年4月30日まで"), "{both}");
        let mine = [("version", "2"), ("title", "リーフレット"), ("owner", "相談支援係"), ("choose.tasks", "mine"), ("mine.tasks", "契約する\t2027-04-30")];
        assert_eq!(other.post(&path, &mine).await.status, 303);
        let page = clerk.reads(&path).await;
        assert!(page.contains("契約する") && page.contains("相談支援係") && !page.contains("見積りを取る"), "{page}");
        let back = clerk.browser.post(&format!("{path}/put-back"), &[("version", "3"), ("to", "2")]).await;
        assert_eq!(back.location(), format!("{path}/history?said=put-back"));
        assert!(clerk.reads(&path).await.contains("見積りを取る"));
        let draft = [("version", "4"), ("title", "リーフ"), ("tasks.0.0", "まだ途中"), ("tasks.0.1", "そのうち")];
        assert_eq!(clerk.browser.post(&format!("{path}/draft"), &draft).await.status, 303);
        let form = clerk.browser.get(&format!("{path}/edit")).await.body;
        assert!(form.contains("まだ途中") && form.contains("そのうち") && words(&form).contains("下書きの続きです"));
        assert!(!other.get(&format!("{path}/edit")).await.body.contains("まだ途中"), "a draft is its writer's");
    }
}

on_both! {
    async fn two_measures_added_at_once_get_two_numbers(town) {
        let mut clerk = Clerk::of(&town).await;
        let issue = clerk.raise("配るものがない", &["リーフレット"]).await;
        let mut other = other_clerk(&town, &clerk, "tsuge").await;
        let path = format!("/issues/{issue}/measures");
        let (one, two) = tokio::join!(clerk.browser.post(&path, &[("title", "一つめ")]), other.post(&path, &[("title", "二つめ")]));
        assert_eq!((one.status, two.status), (303, 303));
        let list = clerk.reads("/measures").await;
        assert!(list.contains("R6-001-1") && list.contains("R6-001-2"), "{list}");
        assert!(clerk.reads("/measures?q=r6-1-2").await.contains("R6-001-2"));
        assert!(!clerk.reads("/measures?q=R6-001-2").await.contains("R6-001-1"));
    }
}

on_both! {
    async fn the_steps_of_a_consignment_come_with_one_press_and_lose_nothing(town) {
        let mut clerk = Clerk::of(&town).await;
        let issue = clerk.raise("配るものがない", &["リーフレット"]).await;
        let typed = [("title", "リーフレット"), ("matter", "菫色の説明"), ("tasks.0.0", "当事者の話を聞く"), ("tasks.1.0", "確定"), ("tasks.1.1", "いつか")];
        let filled = clerk.browser.post(&format!("/issues/{issue}/measures/fill"), &typed).await;
        assert_eq!(filled.status, 200);
        for word in ["菫色の説明", "当事者の話を聞く", "いつか", "予算の要求", "委託先を決めて契約", "案を受け取る", "部会で検討"] {
            assert!(filled.body.contains(word), "{word}");
        }
        assert_eq!(filled.body.matches("value=\"確定\"").count(), 1, "what stands there already is not put twice");
        assert!(clerk.reads("/measures").await.contains("方策は、まだありません。"), "nothing is saved");
        let measure = clerk.adds(&issue, &[("title", "リーフレット")]).await;
        let again = clerk.browser.post(&format!("/measures/{measure}/fill"), &[("version", "1"), ("title", "朱色の題")]).await;
        assert!(again.status == 200 && again.body.contains("朱色の題") && again.body.contains("name=\"version\" value=\"1\""));
    }
}

on_both! {
    async fn a_measure_serves_further_issues_and_follows_an_issue_into_another(town) {
        let mut clerk = Clerk::of(&town).await;
        let one = clerk.raise("届いていない", &["退院したあと"]).await;
        let other = clerk.raise("配るものがない", &["リーフレット"]).await;
        let third = clerk.raise("住まいが足りない", &["空き家"]).await;
        let measure = clerk.adds(&other, &[("title", "冊子をつくる")]).await;
        let serve = format!("/measures/{measure}/serve");
        assert_eq!(clerk.browser.post(&serve, &[("issue", &other)]).await.status, 422, "it serves that one already");
        assert_eq!(clerk.browser.post(&serve, &[("issue", &third)]).await.status, 303);
        assert_eq!(clerk.browser.post(&serve, &[("issue", &third)]).await.status, 422, "once");
        assert!(clerk.page(&third).await.contains("冊子をつくる"));
        assert!(clerk.reads(&format!("/measures/{measure}")).await.contains("「R6-003 住まいが足りない」のためにも行います。"));
        assert_eq!(clerk.browser.post(&format!("/issues/{other}/join"), &[("into", &one)]).await.status, 303);
        assert!(clerk.page(&one).await.contains("冊子をつくる"), "an issue that lives on elsewhere takes its measures along");
        let late = clerk.browser.post(&format!("/issues/{other}/measures"), &[("title", "もう一つ")]).await;
        assert!(late.status == 422 && words(&late.body).contains("続きのある課題のほうに"), "{}", words(&late.body));
        let let_go = format!("/measures/{measure}/let-go");
        assert_eq!(clerk.browser.post(&let_go, &[("issue", &third)]).await.location(), format!("/measures/{measure}?said=let-go"));
        assert_eq!(clerk.browser.post(&let_go, &[("issue", &third)]).await.location(), format!("/measures/{measure}?said=unchanged"));
        assert!(!clerk.page(&third).await.contains("冊子をつくる"));
    }
}

on_both! {
    async fn a_measure_is_as_open_as_its_council_on_every_page(town) {
        let mut clerk = Clerk::of(&town).await;
        let council = clerk.browser.place("みほん市居住支援協議会", "").await;
        let said = clerk.browser.post(&format!("/councils/{council}/issues"), &[("title", "部屋を貸す人が見つからない")]).await;
        let issue = id_in(&said.location(), "/issues/").unwrap();
        let programme = clerk.programme("住宅入居等支援事業").await;
        let closed = clerk.raise("住まいが足りない", &["空き家"]).await;
        let measure = clerk.adds(&closed, &[("title", "紺色の方策"), ("means", "as_is"), ("programme", &programme)]).await;
        assert_eq!(clerk.browser.post(&format!("/measures/{measure}/serve"), &[("issue", &issue)]).await.status, 303);
        let own = [CouncilId::parse(&council).unwrap()];
        let mut member = town.signed_in(clerk.office, "iin", Role::Member, &own).await;
        assert_eq!(member.get(&format!("/measures/{measure}")).await.status, 403);
        for (page, told) in [
            (format!("/issues/{issue}"), "見る権限のない方策が1件あります。"),
            (format!("/programmes/{programme}"), "見る権限のない方策が1件あります。"),
            ("/measures".to_string(), "方策は、まだありません。"),
            ("/search?q=紺色".to_string(), ""),
            ("/today".to_string(), ""),
        ] {
            let seen = member.get(&page).await;
            assert!(seen.status == 200 && words(&seen.body).contains(told), "{page}: {}", words(&seen.body));
            assert!(!seen.body.contains("紺色の方策") && !seen.body.contains(&measure), "{page}");
        }
        let mut viewer = town.signed_in(clerk.office, "miru", Role::Viewer, &[]).await;
        assert!(words(&viewer.get("/measures").await.body).contains("紺色の方策"));
        assert!(words(&viewer.get("/search?q=紺色").await.body).contains("方策 R6-001-1"));
        let own = [CouncilId::parse(&clerk.council).unwrap()];
        let mut here = town.signed_in(clerk.office, "iin2", Role::Member, &own).await;
        let page = words(&here.get(&format!("/measures/{measure}")).await.body);
        assert!(page.contains("見る権限のない課題") && !page.contains("部屋を貸す人"), "{page}");
    }
}

on_both! {
    async fn the_list_is_printed_as_it_stands(town) {
        let mut clerk = Clerk::of(&town).await;
        let issue = clerk.raise("配るものがない", &["リーフレット"]).await;
        clerk.adds(&issue, &[("title", "リーフレット"), ("means", "new"), ("budget_yen", "0")]).await;
        clerk.adds(&issue, &[("title", "県に頼む"), ("doers", "prefecture")]).await;
        for (path, begins) in [("/measures/list.pdf?reach=not_ours", "%PDF"), ("/measures/list.xlsx", "PK")] {
            let page = clerk.browser.get(path).await;
            assert!(page.status == 200 && page.body.starts_with(begins), "{path}");
        }
        let retired = clerk.programme("終わる事業").await;
        let form = [("version", "1"), ("name", "終わる事業"), ("retired", "retired")];
        assert_eq!(clerk.browser.post(&format!("/programmes/{retired}"), &form).await.status, 303);
        let form = clerk.browser.get(&format!("/issues/{issue}/measures/new")).await.body;
        assert!(!form.contains("終わる事業"), "what has ended is not chosen any more");
    }
}
