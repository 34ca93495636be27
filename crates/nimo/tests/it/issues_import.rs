//! An old 資料3: a town's own table becomes issues, line by line, and what cannot is said.

use crate::behind::hand;
use crate::on_both;
use crate::town::{Browser, Page, Town};
use nimo::accounts::model::Role;
use nimo::council::model::CouncilId;
use nimo::plumbing::engine::Engine;
use nimo::plumbing::ids::OfficeId;
use press::{Align, Cell, Column, Grid, Width};
use sqlx::{AssertSqlSafe, Executor};

/// As Excel copies it: a title above the heads, a merged element, a cell with a line break.
const TABLE: &str = "資料３　課題の一覧\n\n分野\t課題\t現状\t実施主体\t担当\t状況\t方策\n\
住まい\t空き家を使えない\t\"持ち主が\nわからない\"\t市・県\t相談係\t検討中\t窓口を置く\n\
\t保証人がいない\t\t圏域\t\t完了\t\n医療\t夜の相談先がない\t\t\t\t\t\n";

struct Clerk {
    office: OfficeId,
    browser: Browser,
    council: String,
}

impl Clerk {
    async fn of(town: &Town) -> Clerk {
        let office = town.office("999999", "みほん市").await;
        let mut browser = town.signed_in(office, "imamura", Role::Secretariat, &[]).await;
        let council = browser.place("みほん市連絡協議会", "").await;
        Clerk { office, browser, council }
    }

    fn path(&self, act: &str) -> String {
        format!("/councils/{}/issues/{act}", self.council)
    }

    async fn preview(&mut self, text: &str) -> Page {
        let path = self.path("import");
        self.browser.post(&path, &[("text", text)]).await
    }

    async fn take(&mut self, text: &str) -> Page {
        let path = self.path("take");
        self.browser.post(&path, &[("text", text)]).await
    }

    async fn put(&mut self, name: &str, bytes: &[u8]) -> Page {
        let head = format!("--t\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
        let body = [head.as_bytes(), bytes, b"\r\n--t--\r\n"].concat();
        let heads = [("sec-fetch-site", "same-origin"), ("content-type", "multipart/form-data; boundary=t")];
        self.browser.send("POST", &self.path("import"), &heads, body).await
    }

    async fn list(&mut self) -> String {
        words(&self.browser.get("/issues?stage=all").await.body)
    }
}

/// What a person reads, cell by cell.
fn words(html: &str) -> String {
    crate::town::words(&html.replace('<', " <"))
}

/// What stands in the textarea of a page.
fn left(page: &Page) -> String {
    let text = page.body.split("name=\"text\"").nth(1).and_then(|rest| rest.split_once('>')).expect("a textarea").1;
    let text = text.split("</textarea>").next().unwrap_or("").trim_start_matches('\n');
    text.replace("&#34;", "\"").replace("&#38;", "&").replace("&#60;", "<")
}

fn book(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let column = |head: &&str| Column { head: (*head).into(), width: Width::Share(1), align: Align::Start };
    let grid = |(name, rows): &(&str, &[&[&str]])| Grid {
        id: "t".into(),
        caption: (*name).into(),
        columns: rows[0].iter().map(column).collect(),
        rows: rows[1..].iter().map(|row| row.iter().map(|cell| Cell::Text((*cell).into())).collect()).collect(),
    };
    let dated = chrono::NaiveDate::from_ymd_opt(2026, 11, 25).unwrap().and_hms_opt(10, 0, 0).unwrap();
    press::xlsx("課題", dated, &sheets.iter().map(grid).collect::<Vec<_>>()).unwrap()
}

on_both! {
    async fn a_table_pasted_from_excel_is_looked_at_and_taken_once(town) {
        let mut clerk = Clerk::of(&town).await;
        let page = clerk.preview(TABLE).await;
        let seen = words(&page.body);
        assert_eq!(page.status, 200, "{seen}");
        assert!(seen.contains("3行を、すべて取り込めます。") && seen.contains("持ち主が わからない 方策：窓口を置く"), "{seen}");
        assert!(!clerk.list().await.contains("空き家を使えない"), "looking keeps nothing");
        let text = left(&page);
        let taken = clerk.take(&text).await;
        assert_eq!(taken.location(), "/issues?said=imported", "{}", words(&taken.body));
        assert!(words(&clerk.browser.get(&taken.location()).await.body).contains("すべて課題として取り込みました。"));
        let list = clerk.list().await;
        for wanted in ["R8-001 空き家を使えない 検討中 住まい 市、県 相談係", "R8-002 保証人がいない 終えた 住まい 圏域", "R8-003 夜の相談先がない 起こした 医療"] {
            assert!(list.contains(wanted), "{wanted}: {list}");
        }
        let page = clerk.browser.get("/issues?stage=closed").await.body;
        let id = page.split("href=\"/issues/").find(|rest| rest.contains("保証人がいない</a>")).unwrap().split('"').next().unwrap();
        assert!(words(&clerk.browser.get(&format!("/issues/{id}")).await.body).contains("取り込んだ表で終わっていたもの"));
        let again = clerk.take(&text).await;
        assert_eq!(again.status, 422, "twice makes no doubles");
        let seen = words(&again.body);
        assert!(seen.contains("3行とも、まだ取り込めません。") && seen.contains("同じ題の課題 R8-001 が、もうあります。") && seen.contains("R8-002 を、もう終えています。"), "{seen}");
        assert!(!clerk.list().await.contains("R8-004"));
    }
}

on_both! {
    async fn each_line_that_cannot_be_taken_says_why_and_stays_in_the_form(town) {
        let mut clerk = Clerk::of(&town).await;
        let long = "あ".repeat(121);
        let table = format!("課題\t要素\t状態\n空き家\t住まい\t\n\t\tさあ\n交通がない\t交通\t\n空 き 家\t\t\n{long}\t医療\t\n");
        let seen = words(&clerk.preview(&table).await.body);
        for wanted in ["5行のうち1行を取り込めます。4行は直すか、外してください。", "3行目 （空） 題が空です。", "「さあ」は、状態のことばとして読めません。",
            "4行目 交通がない 「交通」は要素の一覧にありません。", "この表の2行目にもあります。", "題が長すぎます（121文字）。"] {
            assert!(seen.contains(wanted), "{wanted}: {seen}");
        }
        let taken = clerk.take(&table).await;
        let seen = words(&taken.body);
        assert!(taken.status == 200 && seen.contains("1件を取り込みました。残り4行です。"), "{seen}");
        let rest = left(&taken);
        assert!(rest.starts_with("課題\t要素\t状態\n") && rest.contains("空 き 家\t交通\n"), "what a cell took from above stays: {rest}");
        assert!(!rest.contains("空き家\t住まい"));
        let mended = "課題\t要素\t状態\n交通がない\t社会参加\t取組中\n";
        assert_eq!(clerk.take(mended).await.status, 303);
        assert!(clerk.list().await.contains("R8-002 交通がない 取り組み中 社会参加（就労など）"));
    }
}

on_both! {
    async fn how_columns_were_read_is_remembered_for_this_council(town) {
        let mut clerk = Clerk::of(&town).await;
        let page = clerk.preview("論点\tことがら\n交通\tバスがない\n").await;
        assert_eq!(page.status, 422);
        assert!(words(&page.body).contains("「課題の題」の列を1つ選んでください。"));
        let heads = page.body.split("name=\"heads\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_string();
        let named = [("text", "論点\tことがら\n交通\tバスがない\n"), ("heads", &heads), ("column.0", "unused"), ("column.1", "title")];
        let page = clerk.browser.post(&clerk.path("import"), &named).await;
        assert!(words(&page.body).contains("1行を取り込めます。"), "{}", words(&page.body));
        assert_eq!(clerk.browser.post(&clerk.path("take"), &named).await.status, 303);
        let next = clerk.preview("ことがら\t論点\n窓口が遠い\t交通\n").await;
        assert!(next.status == 200 && words(&next.body).contains("2行目 窓口が遠い"), "{}", words(&next.body));
        let other = clerk.browser.place("みほん市自立支援協議会", "").await;
        let other = clerk.browser.post(&format!("/councils/{other}/issues/import"), &[("text", "ことがら\t論点\na\tb\n")]).await;
        assert_eq!(other.status, 422, "another council has its own table");
    }
}

on_both! {
    async fn a_workbook_is_read_sheet_by_sheet_and_nothing_in_it_is_reckoned(town) {
        let mut clerk = Clerk::of(&town).await;
        let first: &[&[&str]] = &[&["課題", "要素"], &["=1+1", "住まい"], &["@家賃", ""]];
        let second: &[&[&str]] = &[&["項目", "現状"], &["夜の相談", "電話がつながらない"]];
        let page = clerk.put("資料3.xlsx", &book(&[("課題", first), ("ほか", second)])).await;
        let seen = words(&page.body);
        assert!(page.status == 200 && seen.contains("2行を、すべて取り込めます。") && seen.contains("2行目 =1+1"), "{seen}");
        let carried: Vec<String> = page.body.split("name=\"sheet.").skip(1).map(|rest| rest.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_string()).collect();
        let text = left(&page);
        let turned = [("text", text.as_str()), ("shown", "0"), ("sheet", "1"), ("sheet.0", &carried[0]), ("sheet.1", &carried[1])];
        let seen = words(&clerk.browser.post(&clerk.path("import"), &turned).await.body);
        assert!(seen.contains("夜の相談 電話がつながらない"), "{seen}");
        assert_eq!(clerk.take(&text).await.status, 303);
        assert!(clerk.list().await.contains("R8-001 =1+1 起こした 住まい"));
    }
}

on_both! {
    async fn what_is_no_table_or_too_long_gets_a_sentence_and_nothing_is_kept(town) {
        let mut clerk = Clerk::of(&town).await;
        let one = "Excelの「名前を付けて保存」で .xlsx にするか、表を選んでコピーし、ここに貼り付けてください。";
        for (name, bytes, wanted) in [
            ("old.xls", &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0][..], one),
            ("paper.pdf", &b"%PDF-1.7\n"[..], one),
            ("photo.xlsx", &[0xff, 0xd8, 0xff, 0xe0, 0, 16, b'J', b'F', b'I', b'F', 0], one),
            ("paper.docx", &b"PK\x03\x04\x14\x00word/document.xml"[..], one),
            ("empty.xlsx", &b""[..], "ファイルが空です。"),
        ] {
            let page = clerk.put(name, bytes).await;
            assert!(page.status == 422 && words(&page.body).contains(wanted), "{name}: {}", words(&page.body));
        }
        let lines = |count: usize| format!("課題\t要素\n{}", (0..count).map(|n| format!("課題{n}\t\n")).collect::<String>());
        let page = clerk.take(&lines(2001)).await;
        assert!(page.status == 422 && words(&page.body).contains("2,000行までにして"), "{}", words(&page.body));
        assert!(page.body.contains("課題2000"), "what was pasted stays");
        assert_eq!(clerk.preview(&lines(2000)).await.status, 200);
        let blank = clerk.preview(" \n\t\n").await;
        assert!(blank.status == 422 && words(&blank.body).contains("まだ何も入っていません。"));
        assert!(clerk.list().await.contains("課題は、まだありません。"));
    }
}

on_both! {
    async fn where_one_line_fails_in_the_act_no_line_is_kept(town) {
        let mut clerk = Clerk::of(&town).await;
        let mut hand = hand(&town).await;
        let broken: &[&str] = match town.engine {
            Engine::Sqlite => &["create trigger broken before insert on issue when new.fields like '%保証人%' begin select raise(abort, 'broken'); end"],
            Engine::Postgres => &[
                "create function broken() returns trigger language plpgsql as $$ begin if new.fields like '%保証人%' then raise exception 'broken'; end if; return new; end $$",
                "create trigger broken before insert on issue for each row execute function broken()",
            ],
        };
        for sql in broken {
            hand.execute(AssertSqlSafe((*sql).to_string())).await.unwrap();
        }
        let page = clerk.take(TABLE).await;
        assert_eq!(page.status, 500, "{}", words(&page.body));
        assert!(clerk.list().await.contains("課題は、まだありません。"), "the first line went with the second");
        let known = crate::behind::texts(&mut hand, "select head from issue_columns").await;
        assert!(known.is_empty(), "{known:?}");
    }
}

on_both! {
    async fn a_member_takes_no_table_in(town) {
        let clerk = Clerk::of(&town).await;
        let own = [CouncilId::parse(&clerk.council).unwrap()];
        let mut member = town.signed_in(clerk.office, "iin", Role::Member, &own).await;
        assert_eq!(member.get(&clerk.path("import")).await.status, 403);
        for act in ["import", "take"] {
            assert_eq!(member.post(&clerk.path(act), &[("text", TABLE)]).await.status, 403, "{act}");
        }
        let mut outsider = town.signed_in(clerk.office, "tsuge", Role::Secretariat, &[]).await;
        assert_eq!(outsider.post(&clerk.path("take"), &[("text", TABLE)]).await.status, 403, "of no council");
    }
}
