//! 記録のしかた and きょう: a decision settles how minutes are written, a later one lets stand what left it, and the day
//! begins with what is open.

use crate::on_both;
use crate::town::{Browser, SHEET, Town, words};
use nimo::accounts::model::Role;
use nimo::council::model::CouncilId;
use nimo::plumbing::ids::OfficeId;

/// The sheets that leave the rule of r3-1.
const LEAVING: [&str; 4] = ["令和4年度第2回", "令和4年度第3回", "令和5年度第1回", "令和5年度第2回"];

const FLAG: &str = "決まった書き方から離れています";

fn sheet(name: &str) -> String {
    let folder = if name.starts_with("mihon") { "../../corpus" } else { "src/demo/sheets" };
    let path = format!("{}/{folder}/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A clerk and her council.
struct Clerk {
    office: OfficeId,
    browser: Browser,
    council: String,
}

impl Clerk {
    async fn of(town: &Town) -> Clerk {
        let office = town.office("999999", "みほん市").await;
        let mut browser = town.signed_in(office, "imamura", Role::Secretariat, &[]).await;
        let council = browser.place("みほん市精神保健福祉連絡協議会", "").await;
        Clerk { office, browser, council }
    }

    /// Another person of the same council.
    async fn member(&self, town: &Town) -> Browser {
        town.signed_in(self.office, "iin", Role::Member, &[CouncilId::parse(&self.council).unwrap()]).await
    }

    async fn keep(&mut self, text: &str) -> String {
        let meeting = self.browser.read_in(&self.council, text).await;
        let kept = self.browser.post(&format!("/meetings/{meeting}/keep"), &[]).await;
        assert_eq!(kept.location(), format!("/meetings/{meeting}?said=kept"), "{}", words(&kept.body));
        meeting
    }

    /// The block of a kept meeting that holds these words.
    async fn block(&mut self, meeting: &str, text: &str) -> String {
        let page = self.browser.get(&format!("/meetings/{meeting}")).await.body;
        let articles: Vec<&str> = page.split("<article class=\"utter\" id=\"b-").skip(1).collect();
        let found = articles.iter().find(|article| article.contains(text)).unwrap_or_else(|| panic!("{text}: {page}"));
        found.split('"').next().unwrap().to_string()
    }

    /// The first meeting, kept, whose decision made 要点記録 the rule.
    async fn decides(&mut self) -> (String, String) {
        let meeting = self.keep(&sheet("r3-1")).await;
        let block = self.block(&meeting, "要点記録で作成することに決定した").await;
        let decided = self.browser.post(&format!("/blocks/{block}/record"), &[("method", "summary")]).await;
        assert_eq!(
            decided.location(),
            format!("/councils/{}/record?said=decided", self.council),
            "{}",
            words(&decided.body)
        );
        (meeting, block)
    }

    /// The years after it, each looked at before it is kept; the meetings by their short names.
    async fn years(&mut self) -> Vec<(String, String)> {
        let mut flagged = vec![];
        let mut meetings = vec![];
        for name in ["r3-2", "r4-1", "r4-2", "r4-3", "r5-1", "r5-2", "r5-3", "mihon-r6-1"] {
            let meeting = self.browser.read_in(&self.council, &sheet(name)).await;
            let short = short(name);
            let draft = self.browser.get(&format!("/meetings/{meeting}/correct")).await.body;
            if draft.contains(FLAG) {
                assert!(words(&draft).contains("この会議録は発言ごとの要点記録と読みました"), "{}", words(&draft));
                flagged.push(short.clone());
            }
            let kept = self.browser.post(&format!("/meetings/{meeting}/keep"), &[]).await;
            assert_eq!(kept.status, 303, "{short} is kept all the same");
            meetings.push((short, meeting));
        }
        assert_eq!(flagged, LEAVING, "flagged while they are corrected");
        meetings
    }

    async fn record(&mut self) -> String {
        self.browser.get(&format!("/councils/{}/record", self.council)).await.body
    }

    async fn today(&mut self) -> String {
        words(&self.browser.get("/today").await.body)
    }

    /// The decision in 令和6年度第1回 that let the four stand, and their ids.
    async fn consents(&mut self, meetings: &[(String, String)]) -> (String, Vec<String>) {
        let block = self.block(&id_of(meetings, "令和6年度第1回"), "（意見なし。承諾された。）").await;
        let left = LEAVING.map(|name| id_of(meetings, name));
        let fields: Vec<(&str, &str)> = left.iter().map(|id| ("left", id.as_str())).collect();
        let said = self.browser.post(&format!("/blocks/{block}/consent"), &fields).await;
        assert_eq!(
            said.location(),
            format!("/councils/{}/record?said=consented", self.council),
            "{}",
            words(&said.body)
        );
        (block, left.to_vec())
    }
}

/// 「r4-2」 is 「令和4年度第2回」.
fn short(name: &str) -> String {
    let (year, number) = name.trim_start_matches("mihon-").trim_start_matches('r').split_once('-').unwrap();
    format!("令和{year}年度第{number}回")
}

fn id_of(meetings: &[(String, String)], name: &str) -> String {
    meetings.iter().find(|(short, _)| short == name).unwrap_or_else(|| panic!("no {name}")).1.clone()
}

/// The row of a meeting on the page of the record rule.
fn row(page: &str, meeting: &str) -> String {
    let at = page.find(&format!("<a href=\"/meetings/{meeting}\">")).unwrap_or_else(|| panic!("no row: {page}"));
    page[at..].split("</tr>").next().unwrap().to_string()
}

/// The names of the rows that say this.
fn rows_saying(page: &str, what: &str) -> Vec<String> {
    let rows = page.split("<tr><th scope=\"row\">").skip(1).filter(|row| row.contains(what));
    rows.map(|row| words(row.split("</a>").next().unwrap_or(""))).collect()
}

on_both! {
    async fn a_decision_in_kept_minutes_settles_how_minutes_are_written(town) {
        let mut clerk = Clerk::of(&town).await;
        let before = words(&clerk.record().await);
        assert!(before.contains("書き方がまだ決まっていません") && before.contains("「記録のしかたに使う」"), "{before}");
        let (meeting, block) = clerk.decides().await;
        let decision = format!("<a href=\"/blocks/{block}\">会議での決定</a>");
        let page = clerk.browser.get(&format!("/councils/{}", clerk.council)).await.body;
        assert!(page.contains(&decision), "{page}");
        assert!(words(&page).contains("会議録は、令和3年度第1回（令和3年7月15日）から要点記録です"), "{}", words(&page));
        let page = clerk.record().await;
        let said = words(&page);
        assert!(page.contains(&decision), "{page}");
        assert!(said.contains("令和3年度第1回（令和3年7月15日）から要点記録です") && said.contains("そのあとに残した1回は、どれも守っています"), "{said}");
        assert_eq!(clerk.browser.get(&format!("/blocks/{block}")).await.location(), format!("/meetings/{meeting}#b-{block}"));
        let settled = words(&clerk.browser.get(&format!("/blocks/{block}/record")).await.body);
        assert!(settled.contains("いまは、令和3年度第1回（令和3年7月15日）から要点記録"), "{settled}");
        assert!(settled.contains("承諾を待つ会議録はありません"), "{settled}");
        let history = words(&clerk.browser.get(&format!("/councils/{}/history", clerk.council)).await.body);
        assert!(history.contains("2版"), "the rule is a version of the council: {history}");
        let again = clerk.browser.post(&format!("/blocks/{block}/record"), &[("method", "summary")]).await;
        assert_eq!(again.status, 303, "twice is once");
        let unsaid = clerk.browser.post(&format!("/blocks/{block}/record"), &[]).await;
        assert!(unsaid.status == 422 && unsaid.body.contains("記録のしかたを1つ選んでください"), "{}", words(&unsaid.body));
    }
}

on_both! {
    async fn four_meetings_left_the_rule_and_a_later_decision_lets_them_stand(town) {
        let mut clerk = Clerk::of(&town).await;
        clerk.decides().await;
        let meetings = clerk.years().await;
        let page = clerk.record().await;
        assert_eq!(rows_saying(&page, "離れている"), LEAVING);
        assert_eq!(rows_saying(&page, "守っている").len(), 5);
        let said = words(&page);
        assert!(said.contains("そのあとに残した9回のうち4回が離れました。承諾されていないのは4回です。"), "{said}");
        let today = clerk.today().await;
        assert!(today.contains("4回みほん市精神保健福祉連絡協議会の会議録が、決まった書き方から離れたままです"), "{today}");
        let (block, left) = clerk.consents(&meetings).await;
        let page = clerk.record().await;
        assert!(rows_saying(&page, "離れている").is_empty());
        assert_eq!(rows_saying(&page, "承諾ずみ"), LEAVING);
        for meeting in &left {
            assert!(row(&page, meeting).contains(&format!("<a href=\"/blocks/{block}\">承諾した決定</a>")), "{page}");
        }
        assert!(words(&page).contains("4回とも、あとの会議で承諾されています"), "{}", words(&page));
        assert!(!clerk.today().await.contains("離れたまま"), "nothing is open");
        let council = words(&clerk.browser.get(&format!("/councils/{}", clerk.council)).await.body);
        assert!(!council.contains("承諾されていない"), "{council}");
    }
}

on_both! {
    async fn what_keeps_the_rule_is_not_consented_to_and_what_is_no_decision_settles_nothing(town) {
        let mut clerk = Clerk::of(&town).await;
        let (first, decision) = clerk.decides().await;
        let leaving = clerk.keep(&sheet("r4-2")).await;
        let path = |block: &str, end: &str| format!("/blocks/{block}/{end}");
        let post = async |clerk: &mut Clerk, path: String, fields: &[(&str, &str)]| clerk.browser.post(&path, fields).await;
        for left in [first.as_str(), &clerk.council.clone()] {
            let said = post(&mut clerk, path(&decision, "consent"), &[("left", left)]).await;
            assert_eq!(said.status, 404, "it left nothing");
        }
        let both = post(&mut clerk, path(&decision, "consent"), &[("left", &leaving), ("left", &first)]).await;
        assert_eq!(both.status, 404);
        let page = clerk.record().await;
        assert_eq!(rows_saying(&page, "離れている"), ["令和4年度第2回"], "all or none");
        let none = post(&mut clerk, path(&decision, "consent"), &[]).await;
        assert!(none.status == 422 && none.body.contains("承諾された会議録を、1つ以上選んでください"), "{}", words(&none.body));
        let opinion = clerk.block(&first, "一つあるだけで").await;
        let page = clerk.browser.get(&path(&opinion, "record")).await;
        assert!(page.status == 200 && page.body.contains("これは「決定」ではありません") && !page.body.contains("<button class=\"btn pri\">"));
        for (end, field, value) in [("record", "method", "verbatim"), ("consent", "left", leaving.as_str())] {
            let said = post(&mut clerk, path(&opinion, end), &[(field, value)]).await;
            assert!(said.status == 400 && said.body.contains("これは「決定」ではありません"), "{} {}", said.status, words(&said.body));
        }
        let said = words(&clerk.record().await);
        assert!(said.contains("から要点記録です") && !said.contains("承諾ずみ"), "{said}");
        let draft = clerk.browser.read_in(&clerk.council.clone(), SHEET).await;
        let block = clerk.browser.first_block(&draft).await;
        assert_eq!(clerk.browser.get(&path(&block, "record")).await.status, 403, "a draft decides nothing");
    }
}

on_both! {
    async fn a_member_reads_how_minutes_are_written_and_presses_nothing(town) {
        let mut clerk = Clerk::of(&town).await;
        let (meeting, block) = clerk.decides().await;
        let leaving = clerk.keep(&sheet("r4-2")).await;
        let mut member = clerk.member(&town).await;
        let page = member.get(&format!("/councils/{}/record", clerk.council)).await;
        assert_eq!(page.status, 200);
        assert_eq!(rows_saying(&page.body, "離れている"), ["令和4年度第2回"]);
        let main = page.body.split("<main").nth(1).unwrap();
        assert!(!main.contains("<button") && !main.contains("<form"), "{main}");
        assert!(!member.get(&format!("/meetings/{meeting}")).await.body.contains("記録のしかたに使う"));
        let mut other = town.signed_in(clerk.office, "hoka", Role::Secretariat, &[]).await;
        for (who, browser) in [("member", &mut member), ("another council's secretariat", &mut other)] {
            assert_eq!(browser.get(&format!("/blocks/{block}/record")).await.status, 403, "{who}");
            assert_eq!(browser.post(&format!("/blocks/{block}/record"), &[("method", "verbatim")]).await.status, 403, "{who}");
            assert_eq!(browser.post(&format!("/blocks/{block}/consent"), &[("left", &leaving)]).await.status, 403, "{who}");
        }
        assert_eq!(other.get(&format!("/councils/{}/record", clerk.council)).await.status, 403);
        assert!(words(&clerk.record().await).contains("から要点記録です"));
    }
}

on_both! {
    async fn the_replay_follows_what_is_corrected_and_the_rule_keeps_its_day(town) {
        let mut clerk = Clerk::of(&town).await;
        let (first, _) = clerk.decides().await;
        let leaving = clerk.keep(&sheet("r4-2")).await;
        correct(&mut clerk.browser, &leaving, "record_method", "summary").await;
        assert!(rows_saying(&clerk.record().await, "離れている").is_empty(), "it was 要点記録 after all");
        correct(&mut clerk.browser, &leaving, "record_method", "verbatim").await;
        let page = clerk.record().await;
        assert_eq!(rows_saying(&page, "離れている"), ["令和4年度第2回"]);
        assert!(row(&page, &leaving).contains("全文記録"), "{page}");
        correct(&mut clerk.browser, &leaving, "held_on", "令和3年6月1日").await;
        assert!(row(&clerk.record().await, &leaving).contains("決まる前"), "judged by no later rule");
        correct(&mut clerk.browser, &first, "held_on", "令和3年7月22日").await;
        let page = clerk.record().await;
        assert!(words(&page).contains("令和3年度第1回（令和3年7月15日）から要点記録です"), "the rule was made on its day: {}", words(&page));
        assert!(page.contains("会議での決定</a>"), "{page}");
    }
}

/// Corrects one field of a meeting's head.
async fn correct(browser: &mut Browser, meeting: &str, field: &str, value: &str) {
    let page = browser.get(&format!("/meetings/{meeting}/correct")).await;
    let mut fields = crate::behind::form(&page.body, &format!("/meetings/{meeting}"));
    fields.iter_mut().find(|(name, _)| name == field).unwrap_or_else(|| panic!("no field {field}")).1 = value.into();
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let saved = browser.post(&format!("/meetings/{meeting}"), &fields).await;
    assert_eq!(saved.status, 303, "{}", words(&saved.body));
}

on_both! {
    async fn the_day_begins_with_one_sentence(town) {
        let office = town.office("999999", "みほん市").await;
        let mut browser = town.signed_in(office, "imamura", Role::Secretariat, &[]).await;
        assert_eq!(browser.get("/").await.location(), "/today");
        let page = browser.get("/today").await.body;
        assert!(words(&page).contains("協議会が、まだありません。まず1つ置いてください。") && page.contains("href=\"/councils/new\""), "{page}");
        let mut viewer = town.signed_in(office, "miru", Role::Viewer, &[]).await;
        let page = viewer.get("/today").await.body;
        assert!(words(&page).contains("見られる協議会が、まだありません。") && !page.contains("/councils/new"), "{page}");
        let rule = [("record_method", "summary"), ("record_from_on", "R3.7.15")];
        let council = [&[("name", "みほん市連絡協議会"), ("basis", "ordinance")][..], &rule].concat();
        assert_eq!(browser.post("/councils", &council).await.status, 303);
        let said = words(&browser.get("/today").await.body);
        for text in ["令和8年11月25日（水）", "きょう急ぐものはありません。", "未了はありません。", "1会議録を1枚入れる", "残した会議録は、まだありません"] {
            assert!(said.contains(text), "{text}: {said}");
        }
        assert!(words(&viewer.get("/today").await.body).contains("きょう急ぐものはありません。"));
    }
}

on_both! {
    async fn what_is_open_is_said_to_the_secretariat_and_not_to_a_member(town) {
        let mut clerk = Clerk::of(&town).await;
        let council = clerk.council.clone();
        let plan = |number: &'static str, day: &'static str| [("fiscal_year", "R8"), ("number", number), ("number_of", "fiscal_year"), ("held_on", day)];
        for form in [plan("3", "R8.12.9"), plan("4", "R9.2.10")] {
            assert_eq!(clerk.browser.post(&format!("/councils/{council}/meetings"), &form).await.status, 303);
        }
        let said = clerk.today().await;
        assert!(said.contains("次の会議まで、あと14日です。") && said.contains("令和8年度第3回 令和8年12月9日（水） あと14日"), "{said}");
        let held = clerk.browser.post(&format!("/councils/{council}/meetings"), &plan("2", "R8.11.20")).await.location();
        let held = held.split('?').next().unwrap().to_string();
        assert!(clerk.today().await.contains("過ぎた令和8年度第2回の開催日が過ぎています"));
        assert_eq!(clerk.browser.post(&format!("{held}/hold"), &[]).await.status, 303);
        clerk.keep(&SHEET.replace("第２回", "第１回")).await;
        clerk.browser.read_in(&council, &SHEET.replace("空室", "空き部屋")).await;
        let open = ["下書き令和6年度第2回の読み取りを、まだ残していません", "未了令和8年度第2回の会議録が、まだありません",
            "未了みほん市精神保健福祉連絡協議会の会議録の書き方が、決まっていません", "1件みほん市精神保健福祉連絡協議会の意見の行き先が、決まっていません"];
        let said = clerk.today().await;
        for text in open {
            assert!(said.contains(text), "{text}: {said}");
        }
        assert!(said.contains("片づいていないものが4つあります"), "{said}");
        let mut member = clerk.member(&town).await;
        let said = words(&member.get("/today").await.body);
        assert!(said.contains("きょう急ぐものはありません。") && said.contains("令和6年度第1回"), "{said}");
        for text in [&open[..], &["未了", "あと14日", "会議録をここに入れる", "はじめての人へ"]].concat() {
            assert!(!said.contains(text), "{text}: {said}");
        }
    }
}

on_both! {
    async fn the_first_steps_of_the_tour_get_done(town) {
        let mut clerk = Clerk::of(&town).await;
        let (first, second) = ("会議録を1枚入れる", "見てほしいところを確かめて、残す");
        let said = clerk.today().await;
        assert!(said.contains(&format!("1{first}")) && said.contains(&format!("2{second}")), "{said}");
        let meeting = clerk.browser.read_in(&clerk.council.clone(), SHEET).await;
        let page = clerk.browser.get("/today").await.body;
        let said = words(&page);
        assert!(said.contains(&format!("できた{first}")) && said.contains(&format!("2{second}")), "{said}");
        assert!(page.contains(&format!("href=\"/meetings/{meeting}/correct\">{second}")), "{page}");
        clerk.browser.post(&format!("/meetings/{meeting}/keep"), &[]).await;
        let page = clerk.browser.get("/today").await.body;
        assert!(words(&page).contains(&format!("できた{second}")), "{}", words(&page));
        assert!(page.contains(&format!("href=\"/meetings/{meeting}/form\">正式な様式で見て")), "{page}");
    }
}
