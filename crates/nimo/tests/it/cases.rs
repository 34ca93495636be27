//! ほかの自治体: cards of what other towns do, with their source, tied to issues.

use crate::behind::{hand, texts};
use crate::issues::Clerk;
use crate::on_both;
use crate::town::{Town, words};
use chrono::Days;
use nimo::accounts::model::Role;
use nimo::council::model::CouncilId;

const LEAST: [(&str, &str); 2] = [("town", "かわなみ町"), ("title", "町の人が病棟をたずねる")];

impl Clerk {
    /// Adds a card at this path; its path.
    async fn notes(&mut self, at: &str, fields: &[(&str, &str)]) -> String {
        let said = self.browser.post(at, fields).await;
        let location = said.location();
        assert!(location.ends_with("?said=case-added"), "{location} {}", words(&said.body));
        location.split('?').next().unwrap().to_string()
    }

    pub async fn sees(&mut self, path: &str) -> String {
        let page = self.browser.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        words(&page.body)
    }
}

fn ahead(town: &Town, days: u64) -> String {
    town.app.now().day().checked_add_days(Days::new(days)).unwrap().to_string()
}

/// An issue of a council of which the clerk of [`Clerk::of`] is a secretary too; council and issue.
async fn other_council(clerk: &mut Clerk, title: &str) -> (String, String) {
    let council = clerk.browser.place("みほん市居住支援協議会", "").await;
    let said = clerk.browser.post(&format!("/councils/{council}/issues"), &[("title", title)]).await;
    let issue = said.location().trim_start_matches("/issues/").split('?').next().unwrap().to_string();
    (council, issue)
}

on_both! {
    async fn a_card_begun_in_one_line_on_an_issue_grows_and_serves_another(town) {
        let mut clerk = Clerk::of(&town).await;
        let issue = clerk.raise("ほかの町を知らない", &["ほかの町"]).await;
        let other = clerk.raise("住まいが足りない", &["空き家"]).await;
        let empty = clerk.page(&issue).await;
        assert!(empty.contains("似た課題の取り組みは、まだ1件もありません。見つけたら、町の名前と結果を1行から残せます。"), "{empty}");
        assert!(clerk.sees("/cases").await.contains("ほかの自治体の取り組みは、まだありません。"));
        let card = clerk.notes(&format!("/issues/{issue}/cases"), &LEAST).await;
        let page = clerk.sees(&card).await;
        assert!(page.contains("課題「R6-001 ほかの町を知らない」の参考にしています。"), "{page}");
        let more = [&LEAST[..], &[
            ("version", "1"), ("population", "４万８千２百"), ("result", "1年で3人が退院した"),
            ("address", "https://kawanami.example.jp/fukushi"), ("seen_on", "R6.5.23"),
        ]].concat();
        let refused = clerk.browser.post(&card, &more).await;
        assert!(refused.status == 422 && words(&refused.body).contains("人数として読めません。"), "百 is no unit of a form");
        let more: Vec<(&str, &str)> = more.into_iter().map(|(name, value)| (name, if name == "population" { "４．８２万人" } else { value })).collect();
        assert_eq!(clerk.browser.post(&card, &more).await.status, 303);
        let page = clerk.browser.get(&card).await.body;
        let link = "<a class=\"noprint\" href=\"https://kawanami.example.jp/fukushi\" rel=\"noreferrer noopener\">";
        assert!(page.contains(link) && words(&page).contains("人口48,200人"), "{page}");
        let told = clerk.page(&issue).await;
        for word in ["かわなみ町（48,200人）", "町の人が病棟をたずねる", "1年で3人が退院した", "令和6年5月23日に見た"] {
            assert!(told.contains(word), "{word}: {told}");
        }
        assert_eq!(clerk.browser.post(&format!("{card}/tie"), &[("issue", &other)]).await.location(), format!("{card}?said=case-tied"));
        assert_eq!(clerk.browser.post(&format!("{card}/tie"), &[("issue", &other)]).await.location(), format!("{card}?said=unchanged"), "once is enough");
        assert!(clerk.page(&other).await.contains("町の人が病棟をたずねる"));
        assert!(clerk.sees("/cases?q=%E7%97%85%E6%A3%9F+3%E4%BA%BA").await.contains("1件"), "words that stand apart");
        assert!(clerk.sees("/cases?q=%E7%A9%BA%E5%AE%A4").await.contains("このことばに合う取り組みはありません。"));
        assert_eq!(clerk.browser.post(&format!("/issues/{other}/join"), &[("into", &issue)]).await.status, 303);
        assert_eq!(clerk.browser.get(&format!("/issues/{issue}")).await.body.matches("町の人が病棟をたずねる").count(), 1, "shown once where two issues became one");
        let late = clerk.browser.post(&format!("/issues/{other}/cases"), &LEAST).await;
        assert!(late.status == 422 && words(&late.body).contains("続きのある課題のほうに"), "{}", words(&late.body));
        for end in ["case-untied", "unchanged"] {
            let said = clerk.browser.post(&format!("{card}/untie"), &[("issue", &issue)]).await;
            assert_eq!(said.location(), format!("{card}?said={}", end.replace("case-untied", "let-go")));
        }
        assert!(clerk.page(&issue).await.contains("町の人が病棟をたずねる"), "the issue that lives on here still has it");
    }
}

on_both! {
    async fn every_refusal_keeps_what_was_typed_about_another_town(town) {
        let mut clerk = Clerk::of(&town).await;
        let issue = clerk.raise("ほかの町を知らない", &["ほかの町"]).await;
        let later = ahead(&town, 1);
        for (field, value, sentence) in [
            ("town", "", "町の名前を入れてください。"),
            ("title", "", "何をしているかを1行で入れてください。"),
            ("population", "たくさん", "人数として読めません。"),
            ("address", "javascript:alert(1)", "http:// か https:// で始まるアドレスを入れてください。"),
            ("address", "https://mihon.example.jp@hoshi.example.jp/", "空白や使えない記号が入っています。"),
            ("seen_on", "", "出典を見た日を入れてください。"),
            ("seen_on", "令和8年2月30日", "2月30日"),
            ("seen_on", &later, "きょうより先の日です。"),
        ] {
            let kept = [("town", "かわなみ町"), ("title", "菫色の訪問"), ("source", "藍色の冊子"), ("seen_on", "R6.5.1"), ("note", "朱色の覚え")];
            let fields: Vec<(&str, &str)> = kept.into_iter().filter(|(name, _)| *name != field).chain([(field, value)]).collect();
            for at in ["/cases".to_string(), format!("/issues/{issue}/cases")] {
                let said = clerk.browser.post(&at, &fields).await;
                assert!(said.status == 422 && words(&said.body).contains(sentence), "{field}: {}", words(&said.body));
                let stays = ["菫色の訪問", "藍色の冊子", "朱色の覚え", value];
                assert!(stays.iter().filter(|text| **text != "菫色の訪問" || field != "title").all(|text| said.body.contains(*text)), "{field}");
                assert!(!said.body.contains("href=\"javascript"));
            }
        }
        assert!(clerk.sees("/cases").await.contains("まだありません。"), "nothing half-kept");
        let bold = [("town", "<b>ほし</b>市"), ("title", "<script>alert(1)</script>"), ("source", "\"><img src=x>"), ("seen_on", "R6.5.1")];
        let card = clerk.notes(&format!("/issues/{issue}/cases"), &bold).await;
        for page in [card, "/cases".into(), format!("/issues/{issue}")] {
            let body = clerk.browser.get(&page).await.body;
            assert!(body.contains("&#60;script&#62;") || body.contains("&lt;script&gt;"), "{page}");
            assert!(!body.contains("<script>alert") && !body.contains("<b>ほし") && !body.contains("<img src=x"), "{page}");
        }
    }
}

on_both! {
    async fn two_clerks_edit_one_card_and_meet(town) {
        let mut clerk = Clerk::of(&town).await;
        let card = clerk.notes("/cases", &LEAST).await;
        let mut other = town.signed_in(clerk.office, "tsuge", Role::Secretariat, &[]).await;
        let first = [&LEAST[..], &[("version", "1"), ("result", "3人が退院した"), ("population", "48200")]].concat();
        assert_eq!(clerk.browser.post(&card, &first).await.status, 303);
        let second = [&LEAST[..], &[("version", "1"), ("result", "まだ分からない"), ("note", "福祉課に電話で聞ける")]].concat();
        let met = other.post(&card, &second).await;
        let both = words(&met.body);
        assert!(met.status == 409 && both.contains("3人が退院した") && both.contains("まだ分からない"), "{both}");
        let mine = [&LEAST[..], &[("version", "2"), ("population", "48200"), ("choose.result", "mine"), ("mine.result", "1年で3人"), ("note", "福祉課に電話で聞ける")]].concat();
        let joined = other.post(&card, &mine).await;
        assert_eq!(joined.status, 303, "{}", words(&joined.body));
        let page = clerk.sees(&card).await;
        assert!(page.contains("1年で3人") && page.contains("電話で聞ける") && page.contains("48,200人"), "{page}");
        let back = clerk.browser.post(&format!("{card}/put-back"), &[("version", "3"), ("to", "2")]).await;
        assert_eq!(back.location(), format!("{card}/history?said=put-back"));
        let history = clerk.sees(&format!("{card}/history")).await;
        assert!(history.contains("48,200人"), "{history}");
        let draft = [("version", "4"), ("town", "かわ"), ("address", "javascript:1"), ("seen_on", "そのうち")];
        assert_eq!(clerk.browser.post(&format!("{card}/draft"), &draft).await.status, 303);
        let form = clerk.browser.get(&format!("{card}/edit")).await.body;
        assert!(form.contains("そのうち") && form.contains("value=\"javascript:1\"") && words(&form).contains("下書きの続きです"));
        assert!(!other.get(&format!("{card}/edit")).await.body.contains("そのうち"), "a draft is its writer's");
    }
}

on_both! {
    async fn an_issue_that_one_may_not_read_is_counted_on_a_card_and_not_told(town) {
        let mut clerk = Clerk::of(&town).await;
        let (council, issue) = other_council(&mut clerk, "紺色の住まいの課題").await;
        let open = clerk.raise("住まいが足りない", &["空き家"]).await;
        let card = clerk.notes(&format!("/issues/{issue}/cases"), &LEAST).await;
        assert_eq!(clerk.browser.post(&format!("{card}/tie"), &[("issue", &open)]).await.status, 303);
        let own = [CouncilId::parse(&clerk.council).unwrap()];
        let mut member = town.signed_in(clerk.office, "iin", Role::Member, &own).await;
        let mut colleague = town.signed_in(clerk.office, "tsuge", Role::Secretariat, &own).await;
        for (path, browser) in [(card.clone(), &mut member), (format!("{card}/tie"), &mut colleague)] {
            let page = browser.get(&path).await;
            assert!(page.status == 200 && words(&page.body).contains("見る権限のない課題1件にも結ばれています。"), "{path}: {}", words(&page.body));
            assert!(page.body.contains("住まいが足りない") && !page.body.contains("紺色") && !page.body.contains(&issue), "{path}");
        }
        assert_eq!(colleague.post(&format!("{card}/untie"), &[("issue", &issue)]).await.status, 403, "nor lets it go");
        assert_eq!(colleague.post(&format!("{card}/tie"), &[("issue", &issue)]).await.status, 422, "nor ties what she does not see");
        assert_eq!(colleague.get(&format!("/issues/{issue}/cases/new")).await.status, 403);
        for path in [format!("{card}/edit"), format!("{card}/tie"), format!("/issues/{open}/cases/new"), "/cases/new".into()] {
            assert_eq!(member.get(&path).await.status, 403, "{path}");
        }
        let seen = words(&member.get(&format!("/issues/{open}")).await.body);
        assert!(seen.contains("町の人が病棟をたずねる") && !seen.contains("1行で残す"), "{seen}");
        for path in ["/cases", "/cases/list.xlsx", "/cases/list.pdf"] {
            assert_eq!(member.get(path).await.status, 200, "what other towns do is read by everyone: {path}");
        }
        let lone = [CouncilId::parse(&council).unwrap()];
        let mut stranger = town.signed_in(clerk.office, "iin2", Role::Member, &lone).await;
        assert!(!words(&stranger.get(&card).await.body).contains("住まいが足りない"));
        let neighbours = town.office("999998", "となり町").await;
        let mut neighbour = town.signed_in(neighbours, "tonari", Role::Secretariat, &[]).await;
        assert_eq!(neighbour.get(&card).await.status, 404);
        assert!(!neighbour.get("/cases").await.body.contains("かわなみ町"));
    }
}

on_both! {
    async fn two_clerks_tie_one_card_to_one_issue_at_once_and_it_is_tied_once(town) {
        let mut clerk = Clerk::of(&town).await;
        let issue = clerk.raise("ほかの町を知らない", &["ほかの町"]).await;
        let card = clerk.notes("/cases", &LEAST).await;
        let own = [CouncilId::parse(&clerk.council).unwrap()];
        let mut other = town.signed_in(clerk.office, "tsuge", Role::Secretariat, &own).await;
        let (path, fields) = (format!("{card}/tie"), [("issue", issue.as_str())]);
        let (one, two) = tokio::join!(clerk.browser.post(&path, &fields), other.post(&path, &fields));
        let mut ends = [one.location(), two.location()].map(|path| path.split("?said=").nth(1).unwrap().to_string());
        ends.sort();
        assert_eq!(ends, ["case-tied", "unchanged"]);
        assert!(clerk.sees(&card).await.contains("課題「R6-001 ほかの町を知らない」の参考に"));
        assert_eq!(other.post(&format!("{card}/untie"), &fields).await.location(), format!("{card}?said=let-go"));
        let id = card.trim_start_matches("/cases/");
        let cause = "select c.verb from trail_cause t join trail c on c.office = t.office and c.id = t.cause where t.line = l.id";
        let sql = format!("select l.verb || ' of ' || coalesce(({cause}), '') from trail l where l.thing = '{id}' order by l.id");
        let lines = texts(&mut hand(&town).await, &sql).await;
        assert_eq!(lines, ["case.added of ", "case.tied of issue.raised", "case.untied of issue.raised"], "one line for each, and its because");
        for (path, begins) in [("/cases/list.pdf?q=%E7%97%85%E6%A3%9F", "%PDF"), ("/cases/list.xlsx", "PK")] {
            let page = clerk.browser.get(path).await;
            assert!(page.status == 200 && page.body.starts_with(begins), "{path}");
        }
    }
}
