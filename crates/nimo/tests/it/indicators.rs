//! 指標: figures as they became known, their sheet, and each way in which one comes in.

use crate::behind::{hand, refusal, texts};
use crate::issues::Clerk;
use crate::on_both;
use crate::printed::looks_as;
use crate::town::{Browser, Page, Town, words};
use nimo::accounts::model::Role;
use nimo::plumbing::engine::Engine;

const DAY: i64 = 24 * 60;

async fn figure(browser: &mut Browser, code: &str, fields: &[(&str, &str)]) -> Page {
    let least = [("kind", "actual"), ("fiscal_year", "R7"), ("source", "事務局の記録")];
    let fields: Vec<(&str, &str)> = least
        .into_iter()
        .filter(|(name, _)| fields.iter().all(|(other, _)| other != name))
        .chain(fields.iter().copied())
        .collect();
    browser.post(&format!("/indicators/{code}"), &fields).await
}

async fn sees(browser: &mut Browser, path: &str) -> String {
    let page = browser.get(path).await;
    assert_eq!(page.status, 200, "{path}: {}", words(&page.body));
    words(&page.body)
}

async fn clerk(town: &Town) -> Browser {
    let office = town.office("999999", "みほん市").await;
    town.signed_in(office, "imamura", Role::Secretariat, &[]).await
}

on_both! {
    async fn a_correction_needs_its_reason_and_what_was_known_before_stays(town) {
        let mut her = clerk(&town).await;
        let empty = sees(&mut her, "/indicators").await;
        assert!(empty.contains("第7期の15の指標に、実績はまだ1つも入っていません。"), "{empty}");
        let said = figure(&mut her, "7-transition", &[("figure", "４人"), ("as_of", "R7.9.30")]).await;
        assert_eq!(said.location(), "/indicators/7-transition?area=own&said=figure-recorded", "{}", words(&said.body));
        town.wait_minutes(3 * DAY);
        her.sign_in("imamura").await;
        let fixed = [("figure", "3"), ("as_of", "R7.9.30")];
        let refused = figure(&mut her, "7-transition", &fixed).await;
        assert!(refused.status == 422 && words(&refused.body).contains("この時点の数は、いま4人です（出典: 事務局の記録）。"), "{}", words(&refused.body));
        assert!(refused.body.contains("value=\"3\"") && refused.body.contains("value=\"R7.9.30\""), "what was typed stays");
        let fixed = [&fixed[..], &[("reason", "転居した1人を引いた")]].concat();
        assert_eq!(figure(&mut her, "7-transition", &fixed).await.status, 303);
        let again = figure(&mut her, "7-transition", &fixed).await;
        assert!(again.location().ends_with("said=figure-unchanged"), "{}", again.location());
        let page = sees(&mut her, "/indicators/7-transition").await;
        assert!(page.contains("令和7年度（R7.9.30まで）は3人です。目標はまだありません。"), "{page}");
        let then = sees(&mut her, "/indicators/7-transition?on=R8.11.26").await;
        for told in ["令和8年11月26日の終わりに分かっていた数と、いまの数は、1か所ちがいます。", "令和8年11月28日にimamuraさんが直した: 転居した1人を引いた"] {
            assert!(then.contains(told), "{told}: {then}");
        }
        assert!(sees(&mut her, "/indicators/7-transition?on=R8.11.24").await.contains("1か所ちがいます"), "nothing was known then");
        for (day, told) in [("R9.1.1", "きょうより先の日です。"), ("秋", "aria-invalid=\"true\"")] {
            let refused = her.get(&format!("/indicators/7-transition?on={}", crate::town::encode(day))).await;
            assert!(refused.status == 422 && refused.body.contains(told), "{day}: {}", words(&refused.body));
        }
    }
}

on_both! {
    async fn a_target_is_met_from_its_side_and_two_ways_of_counting_are_not_compared(town) {
        let mut her = clerk(&town).await;
        for (code, target, actual, told) in [
            ("7-meetings", "4", "4", "目標の4回に届きました。"),
            ("7-goals", "2", "1", "目標の2回に1回足りません。"),
            ("7-long65", "200", "224", "目標の200人より24人多い数です。"),
        ] {
            for (kind, number) in [("target", target), ("actual", actual)] {
                assert_eq!(figure(&mut her, code, &[("kind", kind), ("figure", number)]).await.status, 303);
            }
            let page = sees(&mut her, &format!("/indicators/{code}")).await;
            assert!(page.contains(told), "{told}: {page}");
        }
        let list = sees(&mut her, "/indicators").await;
        assert!(list.contains("第7期で目標と実績がそろった3つのうち、1つが目標に届いています。15の指標のうち、実績のないものは12です。"), "{list}");
        let way = [("from", "2025"), ("aggregation", "year_unique"), ("words", "年の実人数で数える"), ("reason", "県に合わせる")];
        assert_eq!(figure(&mut her, "7-group-home", &[("kind", "target"), ("figure", "40")]).await.status, 303);
        assert_eq!(figure(&mut her, "7-group-home", &[("fiscal_year", "R6"), ("figure", "39")]).await.status, 303);
        assert_eq!(her.post("/indicators/7-group-home/counting", &way).await.status, 303);
        assert_eq!(figure(&mut her, "7-group-home", &[("figure", "44")]).await.status, 303);
        let page = her.get("/indicators/7-group-home").await.body;
        assert!(words(&page).contains("令和7年度は44人です。目標は40人です。くらべられません。"), "{}", words(&page));
        assert!(page.contains("別の数え方") && words(&page).contains("県に合わせる"), "{}", words(&page));
        let bad = her.post("/indicators/7-group-home/counting", &[("from", "1999"), ("words", "年の数")]).await;
        assert_eq!(bad.status, 422);
        for told in ["いつから変えるかを", "集計のしかたを", "なぜ変えるかを", "年の数"] {
            assert!(bad.body.contains(told), "{told}");
        }
    }
}

on_both! {
    async fn a_hidden_figure_is_no_nought_and_hides_its_sum(town) {
        let mut her = clerk(&town).await;
        assert_eq!(figure(&mut her, "7-people", &[("part", "health"), ("figure", "9")]).await.status, 303);
        assert!(sees(&mut her, "/indicators/7-people").await.contains("内訳8のうち1の計"));
        assert_eq!(figure(&mut her, "7-people", &[("part", "lived"), ("figure", "＊")]).await.status, 303);
        let page = sees(&mut her, "/indicators/7-people").await;
        assert!(page.contains("令和7年度は＊人です。") && page.contains("当事者 ＊人"), "{page}");
        let mut hand = hand(&town).await;
        let kept = texts(&mut hand, "select state || ' ' || cast(thousandths as text) from indicator_value order by id").await;
        assert_eq!(kept, ["figure 9000", "masked 0"]);
    }
}

on_both! {
    async fn a_figure_is_taken_back_with_a_reason_and_its_record_stays(town) {
        let mut her = clerk(&town).await;
        assert_eq!(figure(&mut her, "7-meetings", &[("figure", "30")]).await.status, 303);
        let form = her.get("/indicators/7-meetings/withdraw").await.body;
        let id = form.split("<option value=\"").filter_map(|rest| rest.split('"').next()).find(|id| id.len() == 36).unwrap();
        let refused = her.post("/indicators/7-meetings/withdraw", &[("value", id)]).await;
        assert!(refused.status == 422 && refused.body.contains("なぜ取り消すかを"), "{}", words(&refused.body));
        let why = [("value", id), ("reason", "別の年度の数だった")];
        assert_eq!(her.post("/indicators/7-meetings/withdraw", &why).await.status, 303);
        let again = her.post("/indicators/7-meetings/withdraw", &why).await;
        assert!(again.status == 422 && again.body.contains("もう直されたか取り消されています"), "{}", words(&again.body));
        let page = sees(&mut her, "/indicators/7-meetings").await;
        assert!(page.contains("数はまだありません。") && page.contains("30回前の数") && page.contains("別の年度の数だった"), "{page}");
        assert_eq!(figure(&mut her, "7-meetings", &[("figure", "3")]).await.status, 303, "after that the slot is free");
        let mut hand = hand(&town).await;
        for act in ["update indicator_value set thousandths = 1", "delete from indicator_value"] {
            if town.engine == Engine::Sqlite {
                let said = refusal(&mut hand, act).await;
                assert!(said.contains("a figure stays"), "{said}");
            }
        }
    }
}

on_both! {
    async fn meetings_that_were_held_are_counted_and_each_is_named_as_far_as_one_may_see(town) {
        let mut clerk = Clerk::of(&town).await;
        let path = "/indicators/7-meetings/tally";
        let form = clerk.sees(path).await;
        assert!(form.contains("（R6 1回、R7 0回、R8 0回）"), "{form}");
        let refused = clerk.browser.post(path, &[("fiscal_year", "2024")]).await;
        assert!(refused.status == 422 && refused.body.contains("どの会議を数えるかを"), "{}", words(&refused.body));
        let council = clerk.council.clone();
        let planned = clerk.browser.post(&format!("/councils/{council}/meetings"), &[("number", "2"), ("held_on", "R6.11.14")]).await;
        assert_eq!(planned.status, 303, "{}", words(&planned.body));
        let chosen = [("fiscal_year", "2024"), ("councils", council.as_str())];
        assert_eq!(clerk.browser.post(path, &chosen).await.location(), "/indicators/7-meetings?area=own&said=figure-recorded");
        let page = clerk.browser.get("/indicators/7-meetings").await.body;
        assert!(words(&page).contains("令和6年度は1回です。"), "a planned meeting is not held: {}", words(&page));
        assert!(page.contains(&format!("<a href=\"/meetings/{}\">", clerk.meeting)), "{}", words(&page));
        assert!(clerk.browser.post(path, &chosen).await.location().ends_with("figure-unchanged"));
        let mut hand = hand(&town).await;
        let causes = texts(&mut hand, "select c.kind from trail l join trail_cause j on j.line = l.id join trail c on c.id = j.cause
            where l.verb = 'indicator.recorded'").await;
        assert_eq!(causes, ["Meeting"], "the figure came of the meeting");
        let mut stranger = town.signed_in(clerk.office, "betsu", Role::Member, &[]).await;
        let page = stranger.get("/indicators/7-meetings").await.body;
        assert!(page.contains("非公開") && !page.contains(&clerk.meeting), "{}", words(&page));
        assert_eq!(clerk.browser.get("/indicators/7-people/tally").await.status, 404, "not every figure is counted");
    }
}

on_both! {
    async fn a_table_is_looked_at_line_by_line_and_taken_twice_makes_nothing_twice(town) {
        let mut her = clerk(&town).await;
        let table = "指標\t年度\t区分\t数\t時点\n協議の場の開催回数\tR7\t目標\t4\t\n協議の場の開催回数\tR7\t実績\t3\t\n\
            地域定着支援\tR7\t実績\t2\t\n7-people\tR7\t実績\t\t\n7-settlement\tR7\t実績\t＊\tR7.9.30\n";
        let seen = her.post("/indicators/import", &[("text", table), ("source", "県の集計")]).await;
        let told = words(&seen.body);
        assert_eq!(seen.status, 200);
        for word in ["4行のうち3行を取り込めます。1行は直すか、外してください。", "一覧にありません", "数の空の行が1行", "＊人"] {
            assert!(told.contains(word), "{word}: {told}");
        }
        let mut hand = hand(&town).await;
        assert_eq!(texts(&mut hand, "select id from indicator_value").await.len(), 0, "a look keeps nothing");
        let taken = her.post("/indicators/take", &[("text", table), ("source", "県の集計")]).await;
        assert!(words(&taken.body).contains("3件を取り込みました。残り1行です。"), "{}", words(&taken.body));
        assert!(taken.body.contains("地域定着支援") && !taken.body.contains("協議の場の開催回数"), "the rest stays in the form");
        let again = her.post("/indicators/take", &[("text", table), ("source", "県の集計")]).await;
        assert!(again.status == 422 && words(&again.body).contains("もう入っている数と同じ行が3行"), "{}", words(&again.body));
        assert_eq!(texts(&mut hand, "select id from indicator_value").await.len(), 3);
        let other = "指標\t年度\t数\t出典\n7-meetings\tR7\t5\t議事録\n";
        let seen = her.post("/indicators/take", &[("text", other)]).await;
        assert!(seen.status == 422 && words(&seen.body).contains("いま入っている数（3回）とちがいます。"), "{}", words(&seen.body));
        let taken = her.post("/indicators/take", &[("text", other), ("reason", "数え落としがあった")]).await;
        assert_eq!(taken.location(), "/indicators?said=figures-imported");
        let page = sees(&mut her, "/indicators/7-meetings").await;
        assert!(page.contains("令和7年度は5回で、目標の4回に届きました。") && page.contains("数え落としがあった"), "{page}");
        for (text, told) in [("", "まだ何も入っていません"), ("協議の場\t3", "見出しの行がありません")] {
            let seen = her.post("/indicators/import", &[("text", text)]).await;
            assert!(seen.status == 422 && words(&seen.body).contains(told), "{text}: {}", words(&seen.body));
        }
    }
}

on_both! {
    async fn what_is_written_out_is_read_in_again(town) {
        let mut her = clerk(&town).await;
        for (code, fields) in [
            ("7-days", vec![("figure", "321.4")]),
            ("7-left3", vec![("figure", "0.5%")]),
            ("7-people", vec![("part", "当事者"), ("figure", "5")]),
            ("7-settlement", vec![("figure", "＊")]),
            ("7-meetings", vec![("kind", "target"), ("figure", "4")]),
        ] {
            assert_eq!(figure(&mut her, code, &fields).await.status, 303, "{code}");
        }
        let book = her.get("/indicators/sheet.xlsx").await.bytes;
        let mut other = Other { browser: town.signed_in(town.office("999998", "となり町").await, "other", Role::Secretariat, &[]).await };
        let seen = other.put(&book).await;
        assert!(words(&seen.body).contains("この表は、まだ読めません"), "the first sheet is for people: {}", words(&seen.body));
        let form = crate::behind::form(&seen.body, "/indicators/import");
        let mut fields: Vec<(&str, &str)> = form.iter().filter(|(name, _)| name != "sheet").map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let last = form.iter().filter(|(name, _)| name.starts_with("sheet.")).count() - 1;
        let last = last.to_string();
        fields.push(("sheet", &last));
        let seen = other.browser.post("/indicators/import", &fields).await;
        assert!(words(&seen.body).contains("5行を、すべて取り込めます。"), "{}", words(&seen.body));
        let blank = other.put(&her.get("/indicators/blank.xlsx?period=8").await.bytes).await;
        assert!(words(&blank.body).contains("数の入った行がありません。"), "{}", words(&blank.body));
    }
}

on_both! {
    async fn two_who_put_the_same_figure_right_at_once_both_stay_on_record(town) {
        let office = town.office("999999", "みほん市").await;
        let mut one = town.signed_in(office, "imamura", Role::Secretariat, &[]).await;
        let mut two = town.signed_in(office, "kinoshita", Role::Secretariat, &[]).await;
        assert_eq!(figure(&mut one, "7-meetings", &[("figure", "2")]).await.status, 303);
        let (three, four) = ([("figure", "3"), ("reason", "ひとり目")], [("figure", "4"), ("reason", "ふたり目")]);
        let (a, b) = tokio::join!(figure(&mut one, "7-meetings", &three), figure(&mut two, "7-meetings", &four));
        assert_eq!((a.status, b.status), (303, 303));
        let page = sees(&mut one, "/indicators/7-meetings").await;
        assert!(page.contains("ひとり目") && page.contains("ふたり目"), "{page}");
        let (way, same) = ([("from", "2026"), ("aggregation", "event_count"), ("words", "部会も数える"), ("reason", "a")], "/indicators/7-meetings/counting");
        let (a, b) = tokio::join!(one.post(same, &way), two.post(same, &way));
        assert_eq!((a.status, b.status), (303, 303));
        let mut hand = hand(&town).await;
        assert_eq!(texts(&mut hand, "select cast(version as text) from indicator_counting order by version").await, ["2", "3"]);
    }
}

on_both! {
    async fn a_target_a_source_and_a_counted_figure_change_only_with_a_reason(town) {
        let mut clerk = Clerk::of(&town).await;
        let her = &mut clerk.browser;
        let plan = [("kind", "target"), ("figure", "4"), ("source", "計画")];
        assert_eq!(figure(her, "7-meetings", &plan).await.status, 303);
        town.wait_minutes(2 * DAY);
        her.sign_in("imamura").await;
        assert!(figure(her, "7-meetings", &plan).await.location().ends_with("figure-unchanged"), "the same plan on another day");
        let other = [("kind", "target"), ("figure", "5"), ("source", "計画"), ("as_of", "R6.3.25")];
        let refused = figure(her, "7-meetings", &other).await;
        assert!(refused.status == 422 && words(&refused.body).contains("この目標は、いま4回です（出典: 計画）。"), "{}", words(&refused.body));
        let other = [&other[..], &[("reason", "見直した")]].concat();
        assert_eq!(figure(her, "7-meetings", &other).await.status, 303);
        assert!(sees(her, "/indicators").await.contains("協議の場の開催回数回・年の延べ－5－"), "the plan's one target");
        assert_eq!(figure(her, "7-goals", &[("figure", "1")]).await.status, 303);
        let source = [("figure", "1"), ("source", "会議録")];
        assert_eq!(figure(her, "7-goals", &source).await.status, 422, "another source is another figure");
        assert_eq!(figure(her, "7-goals", &[&source[..], &[("reason", "出典の誤り")]].concat()).await.status, 303);
        assert_eq!(figure(her, "7-meetings", &[("fiscal_year", "R6"), ("figure", "5")]).await.status, 303);
        let council = clerk.council.clone();
        let chosen = [("fiscal_year", "2024"), ("councils", council.as_str())];
        let refused = clerk.browser.post("/indicators/7-meetings/tally", &chosen).await;
        assert!(refused.status == 422 && words(&refused.body).contains("いま5回です"), "{}", words(&refused.body));
        let why = [&chosen[..], &[("reason", "部会を除いた")]].concat();
        assert_eq!(clerk.browser.post("/indicators/7-meetings/tally", &why).await.status, 303);
    }
}

on_both! {
    async fn the_towns_own_figure_of_a_prefectures_indicator_has_its_own_row(town) {
        let mut her = clerk(&town).await;
        let table = "指標コード\t年度\t市町村\tどこの数\t数\t出典\n7-long65\tR7\tみほん市\t\t12\t630\n7-long65\tR7\tみほん県\t県\t224\t630\n";
        assert_eq!(her.post("/indicators/take", &[("text", table)]).await.location(), "/indicators?said=figures-imported");
        let list = sees(&mut her, "/indicators").await;
        assert!(list.contains("（65歳以上）（県）人・ある日の数－224") && list.contains("（65歳以上）（市町村）人・ある日の数－12"), "{list}");
        assert!(list.contains("15の指標のうち、実績のないものは14です"), "one indicator, twice told: {list}");
    }
}

struct Other {
    browser: Browser,
}

impl Other {
    async fn put(&mut self, bytes: &[u8]) -> Page {
        let head = "--t\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.xlsx\"\r\n\r\n";
        let body = [head.as_bytes(), bytes, b"\r\n--t--\r\n"].concat();
        let heads = [("sec-fetch-site", "same-origin"), ("content-type", "multipart/form-data; boundary=t")];
        self.browser.send("POST", "/indicators/import", &heads, body).await
    }
}

/// Both periods stand on one A3, with every cell of the sheet filled.
#[tokio::test(flavor = "multi_thread")]
async fn the_sheet_of_both_periods_is_one_a3_and_looks_as_its_golden_picture() {
    let town = Town::open(Engine::Sqlite).await;
    let mut her = clerk(&town).await;
    let mut table = String::from("指標\t年度\t区分\t数\t出典\t時点\n");
    for (at, of) in nimo::goals::indicator::model::Catalogue::shipped().indicators.iter().enumerate() {
        for year in if of.period == 7 { ["R6", "R7", "R8"] } else { ["R9", "R10", "R11"] } {
            table += &format!("{}\t{year}\t目標\t{}\t第{}期の計画\t\n", of.code, 4 + at, of.period);
            if year == "R6" || year == "R7" {
                let figure = if at % 7 == 3 { "＊".to_string() } else { (3 + at).to_string() };
                table += &format!("{}\t{year}\t実績\t{figure}\t障害福祉課の請求データ\t\n", of.code);
            }
        }
    }
    let taken = her.post("/indicators/take", &[("text", &table)]).await;
    assert_eq!(taken.location(), "/indicators?said=figures-imported", "{}", words(&taken.body));
    let paper = her.get("/indicators/sheet.pdf").await.bytes;
    let text = String::from_utf8_lossy(&paper);
    assert_eq!(text.matches("/Type /Page\n").count() + text.matches("/Type/Page/").count(), 1, "one page");
    looks_as(&paper, "indicator-sheet");
}
