//! 目標: what a council wants to reach, in parts, by the decision of a meeting; how far it came, and what meetings said of it.

use crate::behind::{hand, refusal, texts};
use crate::issues::Clerk;
use crate::on_both;
use crate::town::{Browser, Page, SHEET, Town, words};
use nimo::accounts::model::Role;
use nimo::council::model::CouncilId;
use nimo::plumbing::engine::Engine;

pub const FIVE: &[(&str, &str)] = &[
    ("indicator", "7-transition"),
    ("fiscal_year", "R6"),
    ("target", "５人"),
    ("title", "地域移行支援を使う人を5人に"),
    ("parts.0.0", "すでに支給決定"),
    ("parts.0.1", "1"),
    ("parts.0.2", "すでに"),
    ("parts.1.0", "新たに働きかける長期入院の人"),
    ("parts.1.1", "4"),
    ("parts.1.2", "これから"),
];

fn with<'a>(least: &[(&'a str, &'a str)], more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let own = least.iter().filter(|(name, _)| more.iter().all(|(other, _)| other != name));
    own.chain(more).copied().collect()
}

fn id_in(page: &Page) -> String {
    let location = page.location();
    let id = location.strip_prefix("/goals/").and_then(|rest| rest.split('?').next()).map(str::to_string);
    id.unwrap_or_else(|| panic!("{location}: {}", words(&page.body)))
}

impl Clerk {
    /// Sets a goal of five people, by the decision of her meeting; its id.
    pub async fn sets(&mut self, more: &[(&str, &str)]) -> String {
        let meeting = self.meeting.clone();
        let decided = [("state", "decided"), ("decided", meeting.as_str())];
        let fields = with(&[FIVE, &decided].concat(), more);
        let path = format!("/councils/{}/goals", self.council);
        id_in(&self.browser.post(&path, &fields).await)
    }

    /// The second meeting of R6, kept, with a decision in its minutes.
    async fn meets_again(&mut self) -> String {
        let sheet = SHEET.replace("５月２３日（水）", "１１月１４日（木）");
        let meeting = self.browser.read_in(&self.council.clone(), &sheet).await;
        assert_eq!(self.browser.post(&format!("/meetings/{meeting}/keep"), &[]).await.status, 303);
        meeting
    }

    /// The number that the forms of a goal carry.
    async fn version(&mut self, goal: &str) -> String {
        let form = self.browser.get(&format!("/goals/{goal}/change")).await.body;
        form.split("name=\"version\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_string()
    }

    async fn tells(&mut self, goal: &str, as_of: &str, already: &str, ahead: &str) -> Page {
        let version = self.version(goal).await;
        let told = [("figure1", already), ("figure2", ahead), ("as_of", as_of), ("source", "支給決定の台帳")];
        let fields = [&[("version", version.as_str())][..], &told].concat();
        self.browser.post(&format!("/goals/{goal}/progress"), &fields).await
    }
}

async fn refused(browser: &mut Browser, path: &str, fields: &[(&str, &str)], told: &str) -> Page {
    let page = browser.post(path, fields).await;
    assert!(page.status == 422 && words(&page.body).contains(told), "{told}: {} {}", page.status, words(&page.body));
    page
}

async fn member(town: &Town, clerk: &Clerk, login: &str) -> Browser {
    town.signed_in(clerk.office, login, Role::Member, &[CouncilId::parse(&clerk.council).unwrap()]).await
}

on_both! {
    async fn five_people_are_one_and_four_by_the_decision_of_a_meeting(town) {
        let mut clerk = Clerk::of(&town).await;
        assert!(clerk.sees("/goals").await.contains("令和8年度の目標は、まだありません。"));
        let (path, held) = (format!("/councils/{}/goals", clerk.council), clerk.meeting.clone());
        let planned = clerk.browser.post(&format!("/councils/{}/meetings", clerk.council), &[("number", "3")]).await;
        let planned = planned.location().trim_start_matches("/meetings/").split('?').next().unwrap().to_string();
        let decided = [FIVE, &[("state", "decided"), ("decided", held.as_str())]].concat();
        let off = refused(&mut clerk.browser, &path, &with(&decided, &[("parts.1.1", "3")]), "内わけを足すと 1 ＋ 3 ＝ 4 で、目標の5になりません。").await;
        assert!(off.body.contains("value=\"５人\"") && off.body.contains("value=\"すでに支給決定\""), "what was typed stays");
        refused(&mut clerk.browser, &path, &with(&decided, &[("decided", &planned)]), "まだ開かれていません").await;
        refused(&mut clerk.browser, &path, &with(&decided, &[("decided", "")]), "どの会議で決まったかを選んでください。").await;
        refused(&mut clerk.browser, &path, &with(&decided, &[("fiscal_year", "R9")]), "この指標の年度は令和6年度、令和7年度、令和8年度です。").await;
        let goal = clerk.sets(&[]).await;
        refused(&mut clerk.browser, &path, &decided, "目標は、もうあります。").await;
        let page = clerk.sees(&format!("/goals/{goal}")).await;
        for told in [
            "この目標は、令和6年度第1回会議の決定（令和6年5月23日）で置かれました。", "5 ＝ 1 ＋ 4", "実績は、まだありません。",
            "目標を置いた: 5 ＝ 1 ＋ 4人",
        ] {
            assert!(page.contains(told), "{told}: {page}");
        }
        let list = clerk.sees("/goals").await;
        assert!(list.contains("令和6年度の目標は1つで、届いたものはまだありません。評価を待つものが1つあります。"), "{list}");
        let mut hand = hand(&town).await;
        let causes = texts(&mut hand, "select c.kind from trail l join trail_cause j on j.line = l.id join trail c on c.id = j.cause
            where l.verb = 'goal.set'").await;
        assert_eq!(causes, ["Meeting"], "the goal came of the meeting");
        assert!(clerk.sees(&format!("/search?q={}", crate::town::encode("地域移行支援を使う"))).await.contains("令和6年度の目標"));
    }
}

on_both! {
    async fn each_part_runs_on_its_own_and_what_was_known_stays(town) {
        let mut clerk = Clerk::of(&town).await;
        let goal = clerk.sets(&[("fiscal_year", "R8")]).await;
        let page = format!("/goals/{goal}");
        assert!(clerk.tells(&goal, "R8.6.30", "1", "１人").await.location().ends_with("goal-told"));
        assert!(clerk.tells(&goal, "R8.9.30", "1", "2").await.location().ends_with("goal-told"));
        assert!(clerk.tells(&goal, "R8.9.30", "1", "2").await.location().ends_with("figure-unchanged"));
        let told = clerk.sees(&page).await;
        for words in [
            "令和8年9月30日現在で3人。のこり2人です。", "同じ進み方なら、年度末は5人で、目標に届く見込みです。",
            "新たに働きかける長期入院の人は6か月で2人なので、12か月では4人。すでに支給決定の1人と合わせて5人です。", "1 ＋ 2 ÷ 6 × 12 ＝ 5",
            "数が小さいため、1人の前後で結論は変わります。", "令和8年6月30日112令和8年9月30日123",
        ] {
            assert!(told.contains(words), "{words}: {told}");
        }
        let form = format!("{page}/progress");
        let fixed = [("version", "1"), ("figure2", "3"), ("as_of", "R8.9.30"), ("source", "支給決定の台帳")];
        let again = refused(&mut clerk.browser, &form, &fixed, "この時点の「新たに働きかける長期入院の人」の数は、いま2人です（出典: 支給決定の台帳）。").await;
        assert!(again.body.contains("value=\"R8.9.30\"") && again.body.contains("value=\"3\""), "what was typed stays");
        let less = [("version", "1"), ("figure1", "0"), ("as_of", "R8.10.31"), ("source", "台帳")];
        refused(&mut clerk.browser, &form, &less, "年度のはじめからの数がへっています。").await;
        for (fields, told) in [
            (&[("version", "1"), ("figure1", "＊"), ("as_of", "R8.9.30"), ("source", "台帳")], "ここはふせない数を入れるところです。"),
            (&[("version", "1"), ("figure1", "1"), ("as_of", "R8.3.31"), ("source", "台帳")], "令和8年度の日ではありません。"),
            (&[("version", "1"), ("figure1", ""), ("as_of", "R8.9.30"), ("source", "")], "分かった数を1つ以上"),
        ] {
            refused(&mut clerk.browser, &form, fields, told).await;
        }
        let fixed = [&fixed[..], &[("reason", "9月の決定を1件落としていた")]].concat();
        assert_eq!(clerk.browser.post(&form, &fixed).await.status, 303);
        let told = clerk.sees(&page).await;
        assert!(told.contains("2人前の数") && told.contains("9月の決定を1件落としていた") && told.contains("現在で4人"), "{told}");
        let withdraw = format!("{page}/withdraw");
        let body = clerk.browser.get(&withdraw).await.body;
        let row = body.split("<option value=\"").filter_map(|rest| rest.split('"').next()).find(|id| id.len() == 36).unwrap().to_string();
        refused(&mut clerk.browser, &withdraw, &[("actual", &row)], "なぜ取り消すかを").await;
        let back = [("actual", row.as_str()), ("reason", "別の目標の数だった")];
        assert!(clerk.browser.post(&withdraw, &back).await.location().ends_with("figure-withdrawn"));
        refused(&mut clerk.browser, &withdraw, &back, "もう直されたか取り消されています").await;
        assert!(clerk.sees(&page).await.contains("取り消し"));
        let mut hand = hand(&town).await;
        let tables = ["goal", "goal_setting", "goal_actual"];
        for (table, told) in tables.into_iter().zip(["a goal stays", "what was decided stays", "a figure stays"]) {
            if town.engine == Engine::Sqlite {
                let said = refusal(&mut hand, &format!("delete from {table}")).await;
                assert!(said.contains(told), "{said}");
            }
        }
    }
}

on_both! {
    async fn a_meeting_judges_a_goal_with_what_was_known_and_each_is_counted_once(town) {
        let mut clerk = Clerk::of(&town).await;
        let goal = clerk.sets(&[]).await;
        let path = format!("/goals/{goal}/evaluate");
        clerk.tells(&goal, "R6.9.30", "1", "2").await;
        let second = clerk.meets_again().await;
        let least = [
            ("state", "decided"), ("verdict", "go_on"), ("reason", "説明会のあとに申請が2件あったため、続ける。"),
            ("evidence", "支給決定の台帳"), ("decided", second.as_str()),
        ];
        for (name, value, told) in [
            ("reason", "説明会のあとに申請が", "文が途中です。"),
            ("evidence", "", "何を見てそう決めたかを"),
            ("verdict", "", "続ける、変える、終えるの"),
            ("decided", "", "どの会議で決まったかを"),
        ] {
            let page = refused(&mut clerk.browser, &path, &with(&least, &[(name, value)]), told).await;
            assert!(name == "reason" || page.body.contains("申請が2件あったため"), "what was typed stays");
        }
        let proposed = with(&least, &[("state", "proposed"), ("evidence", "")]);
        assert_eq!(clerk.browser.post(&path, &proposed).await.status, 303);
        let form = clerk.browser.get(&path).await.body;
        assert!(form.contains("申請が2件あったため") && form.contains("checked"), "what was proposed stands in the form: {}", words(&form));
        assert!(clerk.sees(&format!("/goals/{goal}")).await.contains("評価の案「続ける」"));
        assert_eq!(clerk.browser.post(&path, &least).await.location(), format!("/goals/{goal}?said=goal-evaluated"));
        let page = clerk.sees(&format!("/goals/{goal}")).await;
        for told in [
            "評価「続ける」", "根拠: 支給決定の台帳", "そのときの実績: すでに支給決定 1人、新たに働きかける長期入院の人 2人（令和6年9月30日現在）",
            "数は、会議のあとで入れたもの", "令和6年度第2回会議令和6年11月14日123続ける",
        ] {
            assert!(page.contains(told), "{told}: {page}");
        }
        let list = clerk.browser.get("/goals").await.body;
        assert!(words(&list).contains("評価を待つ") && words(&list).contains("年度が終わり、評価がまだです"), "{}", words(&list));
        let tally = clerk.sees("/indicators/7-goals/tally").await;
        assert!(tally.contains("（R6 設定1回・評価1回、R7 設定0回・評価0回"), "{tally}");
        let council = clerk.council.clone();
        let chosen = [("fiscal_year", "2024"), ("councils", council.as_str())];
        assert!(clerk.browser.post("/indicators/7-goals/tally", &chosen).await.location().ends_with("figure-recorded"));
        let page = clerk.browser.get("/indicators/7-goals").await.body;
        assert!(words(&page).contains("令和6年度は2回です。") && page.contains(&format!("<a href=\"/meetings/{second}\">")), "{}", words(&page));
        // 変える leads on to the form of the new number; what was decided stays until a meeting decides otherwise.
        let change = with(&least, &[("verdict", "change"), ("reason", "2人が転出したため、変える。")]);
        assert_eq!(clerk.browser.post(&path, &change).await.location(), format!("/goals/{goal}/change?said=goal-evaluated"));
        let path = format!("/goals/{goal}/change");
        let form = clerk.browser.get(&path).await.body;
        assert!(form.contains("value=\"すでに支給決定\"") && form.contains("部会で続けて検討すること"), "its minutes' decision may be chosen: {}", words(&form));
        let block = form.split(&format!("value=\"{second}:")).nth(1).unwrap().split('"').next().unwrap();
        let decided = format!("{second}:{block}");
        let four = with(&FIVE[2..], &[("version", "1"), ("target", "3"), ("title", "3人に"), ("parts.1.1", "2"), ("state", "decided"), ("decided", &decided)]);
        refused(&mut clerk.browser, &path, &four, "なぜ変えるかを入れてください").await;
        refused(&mut clerk.browser, &path, &with(&four, &[("parts.1.0", "新たな人"), ("reason", "a")]), "「新たに働きかける長期入院の人」には実績があります。").await;
        assert_eq!(clerk.browser.post(&path, &with(&four, &[("reason", "2人が転出した")])).await.status, 303);
        let page = clerk.browser.get(&format!("/goals/{goal}")).await.body;
        assert!(words(&page).contains("目標に届いています") && page.contains(&format!("href=\"/blocks/{block}\"")), "{}", words(&page));
        assert!(words(&page).contains("目標を置いた: 5 ＝ 1 ＋ 4人") && words(&page).contains("目標を3 ＝ 1 ＋ 2人と決めた"), "{}", words(&page));
    }
}

on_both! {
    async fn what_was_typed_of_the_wrong_meeting_is_taken_back_and_an_old_page_changes_nothing(town) {
        let mut clerk = Clerk::of(&town).await;
        let goal = clerk.sets(&[]).await;
        let second = clerk.meets_again().await;
        let path = format!("/goals/{goal}/change");
        let held = clerk.meeting.clone();
        let six = [
            ("version", "1"), ("target", "6"), ("title", "6人に"), ("state", "decided"), ("reason", "会議で変えた"),
            ("decided", second.as_str()),
        ];
        assert_eq!(clerk.browser.post(&path, &six).await.status, 303);
        let old = refused(&mut clerk.browser, &path, &with(&six, &[("target", "7"), ("title", "7人に")]), "ほかの人が先に変えました。いまは「6人に」（6人）です。").await;
        assert!(old.body.contains("value=\"7人に\"") && old.body.contains("name=\"version\" value=\"2\""), "what was typed stays: {}", words(&old.body));
        let page = clerk.sees(&format!("/goals/{goal}")).await;
        assert!(page.contains("令和6年度第1回会議の決定（令和6年5月23日）で置かれ、令和6年度第2回会議で変わりました。"), "{page}");
        assert!(clerk.sees("/indicators/7-goals/tally").await.contains("（R6 設定2回・評価0回"));
        let back = [("version", "2"), ("state", "withdrawn"), ("decided", second.as_str()), ("reason", "会議を選びまちがえた")];
        assert_eq!(clerk.browser.post(&path, &with(&six, &back)).await.status, 303);
        let page = clerk.sees(&format!("/goals/{goal}")).await;
        assert!(page.contains("5 ＝ 1 ＋ 4") && page.contains("会議を選びまちがえた") && !page.contains("で変わりました"), "{page}");
        assert!(clerk.sees("/indicators/7-goals/tally").await.contains("（R6 設定1回・評価0回"), "what was taken back is not counted");
        assert_eq!(clerk.browser.post(&format!("/meetings/{held}/withdraw"), &[]).await.status, 303);
        assert!(clerk.sees("/goals?year=2024").await.contains("取り下げた案"), "no meeting stands that decided it");
    }
}

on_both! {
    async fn a_goal_that_is_one_number_of_the_plan_has_the_figures_of_its_indicator(town) {
        let mut clerk = Clerk::of(&town).await;
        let (path, meeting) = (format!("/councils/{}/goals", clerk.council), clerk.meeting.clone());
        let decided = [("state", "decided"), ("decided", meeting.as_str())];
        let meetings = [("indicator", "7-meetings"), ("fiscal_year", "R6"), ("target", "2")];
        let goal = id_in(&clerk.browser.post(&path, &[&meetings[..], &decided].concat()).await);
        let form = clerk.browser.get(&format!("/goals/{goal}/progress")).await;
        assert_eq!(form.location(), "/indicators/7-meetings/new?fiscal_year=R6&area=own", "nobody types it twice");
        let there = clerk.browser.get(&form.location()).await.body;
        assert!(there.contains("<option value=\"令和6年度\" selected>"), "the year of the goal, not this one: {}", words(&there));
        let figure = [("kind", "actual"), ("fiscal_year", "R6"), ("figure", "1"), ("as_of", "R6.9.30"), ("source", "会議録")];
        assert_eq!(clerk.browser.post("/indicators/7-meetings", &figure).await.status, 303);
        let page = clerk.sees(&format!("/goals/{goal}")).await;
        for told in ["協議の場の開催回数を2回に", "令和6年9月30日現在で1回。のこり1回です。", "令和6年度は終わりましたが、年度末の実績がまだありません。", "計画の指標そのものです。"] {
            assert!(page.contains(told), "{told}: {page}");
        }
        // In parts it is told here, and the sum becomes the figure of the indicator.
        let five = clerk.sets(&[]).await;
        assert_eq!(clerk.browser.get("/indicators/7-transition/tally").await.status, 404, "nothing is told yet");
        clerk.tells(&five, "R6.9.30", "1", "2").await;
        assert!(clerk.sees("/indicators/7-transition").await.contains("目標の実績から入れる"));
        refused(&mut clerk.browser, "/indicators/7-transition/tally", &[("goal", "x")], "目標を、一覧から選んでください。").await;
        assert!(clerk.browser.post("/indicators/7-transition/tally", &[("goal", &five)]).await.location().ends_with("figure-recorded"));
        let page = clerk.sees("/indicators/7-transition").await;
        assert!(page.contains("（R6.9.30まで）は3人です。") && page.contains("目標の実績から") && !page.contains("使う人を5人に"), "{page}");
        // Something that no plan counts.
        let own = [("indicator", "own"), ("fiscal_year", "R6"), ("name", "病院での説明会"), ("unit", "回"), ("aggregation", "event_count"), ("target", "4")];
        refused(&mut clerk.browser, &path, &with(&[&own[..], &decided].concat(), &[("unit", "")]), "単位を入れてください").await;
        let talks = id_in(&clerk.browser.post(&path, &[&own[..], &decided].concat()).await);
        let told = clerk.browser.post(&format!("/goals/{talks}/progress"), &[("version", "1"), ("figure1", "4回"), ("source", "事務局の記録")]).await;
        assert!(told.location().ends_with("goal-told"), "{}", words(&told.body));
        assert!(clerk.sees(&format!("/goals/{talks}")).await.contains("令和6年度は4回で、目標の4回に届きました。"));
    }
}

on_both! {
    async fn a_goal_names_its_measures_and_issues_and_they_name_it(town) {
        let mut clerk = Clerk::of(&town).await;
        let issue = clerk.raise("退院後のことが届いていない", &["退院したあと"]).await;
        let said = clerk.browser.post(&format!("/issues/{issue}/measures"), &[("title", "病院での説明会")]).await;
        let measure = said.location().trim_start_matches("/measures/").split('?').next().unwrap().to_string();
        let goal = clerk.sets(&[]).await;
        let path = format!("/goals/{goal}/tie");
        refused(&mut clerk.browser, &path, &[("tied", "goal:x")], "一覧から選んでください。").await;
        for tied in [format!("measure:{measure}"), format!("issue:{issue}")] {
            assert_eq!(clerk.browser.post(&path, &[("tied", &tied)]).await.location(), format!("/goals/{goal}?said=goal-tied"));
        }
        let page = clerk.sees(&format!("/goals/{goal}")).await;
        assert!(page.contains("もとになった課題は「R6-001 退院後のことが届いていない」、届かせる方策は「R6-001-1 病院での説明会」です。"), "{page}");
        for path in [format!("/measures/{measure}"), format!("/issues/{issue}")] {
            let page = clerk.sees(&path).await;
            assert!(page.contains("令和6年度 地域移行支援を使う人を5人に 評価を待つ実績は、まだありません。"), "{page}");
        }
        let mut hand = hand(&town).await;
        let causes = texts(&mut hand, "select c.kind from trail l join trail_cause j on j.line = l.id join trail c on c.id = j.cause
            where l.verb = 'goal.tied' order by l.id").await;
        assert_eq!(causes, ["Measure", "Issue"]);
        let tied = format!("measure:{measure}");
        assert!(clerk.browser.post(&format!("/goals/{goal}/let-go"), &[("tied", &tied)]).await.location().ends_with("goal-let-go"));
        assert!(clerk.browser.post(&format!("/goals/{goal}/let-go"), &[("tied", &tied)]).await.location().ends_with("unchanged"));
        assert!(clerk.sees(&format!("/issues/{issue}")).await.contains("地域移行支援を使う人を5人に"), "it is tied to the issue itself");
        assert!(!clerk.sees(&format!("/measures/{measure}")).await.contains("地域移行支援を使う人を5人に"));
        let mut his = member(&town, &clerk, "fujishiro").await;
        assert!(words(&his.get(&format!("/goals/{goal}")).await.body).contains("5 ＝ 1 ＋ 4"), "its members read it");
        let mut stranger = town.signed_in(clerk.office, "betsu", Role::Member, &[]).await;
        assert_eq!(stranger.get(&format!("/goals/{goal}")).await.status, 403);
        let list = stranger.get("/goals").await.body;
        assert!(!list.contains(&goal) && !words(&list).contains("5人に"), "{}", words(&list));
    }
}

on_both! {
    async fn two_who_work_at_once_lose_nothing(town) {
        let mut clerk = Clerk::of(&town).await;
        let own = [CouncilId::parse(&clerk.council).unwrap()];
        let mut other = town.signed_in(clerk.office, "kinoshita", Role::Secretariat, &own).await;
        let (path, meeting) = (format!("/councils/{}/goals", clerk.council), clerk.meeting.clone());
        let fields = [FIVE, &[("state", "decided"), ("decided", meeting.as_str())]].concat();
        let (a, b) = tokio::join!(clerk.browser.post(&path, &fields), other.post(&path, &fields));
        let mut statuses = [a.status, b.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 422], "one goal for one thing: {} {}", words(&a.body), words(&b.body));
        let goal = id_in(if a.status == 303 { &a } else { &b });
        let told = |number: &'static str| [("version", "1"), ("figure2", number), ("as_of", "R6.9.30"), ("source", "台帳"), ("reason", number)];
        let path = format!("/goals/{goal}/progress");
        let (two, three) = (told("2"), told("3"));
        let (a, b) = tokio::join!(clerk.browser.post(&path, &two), other.post(&path, &three));
        assert_eq!((a.status, b.status), (303, 303));
        let page = clerk.sees(&format!("/goals/{goal}")).await;
        assert!(page.contains("前の数") && page.contains("2人") && page.contains("3人"), "both stay on record: {page}");
    }
}

on_both! {
    async fn the_copy_for_everybody_hides_what_is_small_and_shows_no_proposal(town) {
        let mut clerk = Clerk::of(&town).await;
        let (path, meeting) = (format!("/councils/{}/goals", clerk.council), clerk.meeting.clone());
        let five = [("fiscal_year", "R8"), ("title", "移行を5人に")];
        let goal = clerk.sets(&five).await;
        clerk.tells(&goal, "R8.10.31", "1", "2").await;
        let settled = [("indicator", "7-settlement"), ("fiscal_year", "R8"), ("target", "9"), ("title", "紅色の案"), ("state", "proposed")];
        id_in(&clerk.browser.post(&path, &settled).await);
        let group = [("indicator", "7-group-home"), ("fiscal_year", "R8"), ("target", "44"), ("state", "decided"), ("decided", &meeting)];
        id_in(&clerk.browser.post(&path, &group).await);
        for (code, figure, kind) in [("7-group-home", "43", "actual"), ("7-independent", "7", "actual"), ("7-transition", "3", "actual")] {
            let fields = [("kind", kind), ("fiscal_year", "R8"), ("figure", figure), ("as_of", "R8.10.31"), ("source", "請求データ3人分")];
            assert_eq!(clerk.browser.post(&format!("/indicators/{code}"), &fields).await.status, 303);
        }
        let mut his = member(&town, &clerk, "fujishiro").await;
        let full = crate::paper::read_pdf(&his.get("/goals/list.pdf?year=2026").await.bytes);
        let Some(full) = full else { return };
        let squeeze = |text: &str| text.split_whitespace().collect::<String>();
        assert!(squeeze(&full).contains("紅色の案") && full.contains("3人"), "members see it: {full}");
        let public = squeeze(&crate::paper::read_pdf(&his.get("/goals/public.pdf?year=2026").await.bytes).unwrap());
        for told in ["目標と実績（公開用）", "移行を5人に", "10より少ない人数は「＊」にした", "43"] {
            assert!(public.contains(told), "{told}: {public}");
        }
        // One in the sentence at the head, one for the whole of five people, and one for each of its parts.
        assert!(!public.contains("紅色の案") && public.matches('＊').count() == 4, "{public}");
        let sheet = squeeze(&crate::paper::read_pdf(&his.get("/indicators/public.pdf").await.bytes).unwrap());
        assert!(sheet.contains("43") && sheet.contains("（＊）") && !sheet.contains("（3）") && !sheet.contains("（7）"), "{sheet}");
        assert_eq!(sheet.matches("請求データ").count(), 1, "the source of what is hidden is not printed: {sheet}");
    }
}

on_both! {
    async fn the_threshold_is_a_dated_setting_with_its_reason(town) {
        let mut clerk = Clerk::of(&town).await;
        let page = clerk.sees("/masking").await;
        assert!(page.contains("10より少ない人数を「＊」にします。") && page.contains("未確認") && page.contains("会議で決めた目標の内わけ（5 ＝ 1 ＋ 4）"), "{page}");
        let five = [("number", "5"), ("from_on", "R9.4.1"), ("reason", "県の基準に合わせる")];
        refused(&mut clerk.browser, "/masking", &with(&five, &[("from_on", "R8.12.1")]), "これからの年度のはじめの日から変えられます。").await;
        refused(&mut clerk.browser, "/masking", &with(&five, &[("number", "1"), ("reason", "")]), "3から100までの数を").await;
        assert_eq!(clerk.browser.post("/masking", &five).await.location(), "/masking?said=saved");
        assert!(clerk.sees("/masking").await.contains("10より少ない人数を「＊」にします。"), "its day has not come");
        town.wait_minutes(140 * 24 * 60);
        clerk.browser.sign_in("imamura").await;
        let page = clerk.sees("/masking").await;
        assert!(page.contains("5より少ない人数を「＊」にします。") && page.contains("県の基準に合わせる"), "{page}");
        let mut his = member(&town, &clerk, "fujishiro").await;
        assert_eq!(his.post("/masking", &five).await.status, 403);
    }
}

on_both! {
    async fn what_a_goal_still_needs_stands_on_the_page_of_today(town) {
        let mut clerk = Clerk::of(&town).await;
        let goal = clerk.sets(&[("title", "五人に")]).await;
        let running = clerk.sets(&[("title", "今年の五人に"), ("fiscal_year", "R8")]).await;
        let page = clerk.browser.get("/today").await.body;
        for told in ["令和6年度の目標「五人に」の年度が終わり、評価がまだです", "令和8年度の目標「今年の五人に」に、実績がまだありません"] {
            assert!(words(&page).contains(told), "{told}: {}", words(&page));
        }
        assert!(page.contains(&format!("/goals/{goal}")) && page.contains(&format!("/goals/{running}")));
        clerk.tells(&running, "R8.10.31", "1", "1").await;
        assert!(!words(&clerk.browser.get("/today").await.body).contains("今年の五人に"));
        let path = format!("/councils/{}/goals", clerk.council);
        let proposal = [("indicator", "7-settlement"), ("fiscal_year", "R8"), ("target", "9"), ("title", "定着を9人に"), ("state", "proposed")];
        let proposal = id_in(&clerk.browser.post(&path, &proposal).await);
        assert!(words(&clerk.browser.get("/today").await.body).contains("「定着を9人に」が、案のままです"));
        let judge = [("state", "proposed"), ("verdict", "go_on"), ("reason", "続ける。"), ("decided", &clerk.meeting.clone())];
        refused(&mut clerk.browser, &format!("/goals/{proposal}/evaluate"), &judge, "会議で決まっていない目標です。").await;
        let out = [("version", "1"), ("reason", "見送る"), ("state", "withdrawn"), ("target", "9"), ("title", "定着を9人に")];
        assert_eq!(clerk.browser.post(&format!("/goals/{proposal}/change"), &out).await.status, 303);
        assert!(!words(&clerk.browser.get("/today").await.body).contains("定着を9人に"));
    }
}
