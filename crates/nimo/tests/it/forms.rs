//! 様式: a council's own form of minutes, begun from one that ships, edited with the sheet beside it, from its day on.

use crate::on_both;
use crate::paper::read_pdf;
use crate::town::{Browser, SHEET, Town, words};
use nimo::accounts::model::Role;
use nimo::council::model::CouncilId;
use nimo::council::sheet_form::model::SheetFormEdition;
use nimo::plumbing::ids::OfficeId;
use std::io::Read;

/// A council with one kept meeting of 23 May 2024, and who sat in it.
async fn council(town: &Town) -> (OfficeId, Browser, String, String) {
    let office = town.office("999999", "みほん市").await;
    let mut clerk = town.signed_in(office, "imamura", Role::Secretariat, &[]).await;
    let council = clerk.place("みほん市連絡協議会", "").await;
    for (place, name, body) in
        [("1", "平井 学", "みほん大学"), ("2", "藤代 環", "みほん病院"), ("3", "三好 花", "みほん家族会")]
    {
        let seat = [("place", place), ("title", body), ("letter", "nothing")];
        let page = clerk.post(&format!("/councils/{council}/seats"), &seat).await;
        let seat = page.location().split("/seats/").nth(1).unwrap().chars().take(36).collect::<String>();
        let member = [("name", name), ("body", body), ("from_on", "R6.4.1"), ("role", "member")];
        let page = clerk.post(&format!("/seats/{seat}/members"), &member).await;
        assert_eq!(page.status, 303, "{}", words(&page.body));
    }
    let sheet = SHEET.replace("・空室", "○三好委員　空室").replace("・部会で", "○平井会長　部会で");
    let meeting = clerk.read_in(&council, &sheet).await;
    assert_eq!(clerk.post(&format!("/meetings/{meeting}/keep"), &[]).await.status, 303);
    (office, clerk, council, meeting)
}

/// What is typed when somebody begins from a form that ships.
fn typed(code: &str, pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut texts = SheetFormEdition::begun(code).unwrap().texts();
    texts.extend(pairs.iter().map(|(name, value)| (name.to_string(), value.to_string())));
    texts.into_iter().collect()
}

async fn send(browser: &mut Browser, path: &str, fields: &[(String, String)]) -> crate::town::Page {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(path, &fields).await
}

fn first_edition(page: &str) -> String {
    page.split("href=\"/forms/").nth(1).expect("an edition").chars().take(36).collect()
}

pub fn unzipped(docx: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    let mut text = String::new();
    for at in 0..archive.len() {
        let mut part = String::new();
        if archive.by_index(at).unwrap().read_to_string(&mut part).is_ok() {
            text.push_str(&words(&part));
        }
    }
    text
}

on_both! {
    async fn a_council_without_a_form_prints_key_points_and_begins_from_each_that_ships(town) {
        let (_, mut clerk, council, meeting) = council(&town).await;
        let home = format!("/councils/{council}/forms");
        assert!(clerk.get(&format!("/councils/{council}")).await.body.contains(&format!("href=\"{home}\"")));
        let empty = words(&clerk.get(&home).await.body);
        assert!(empty.contains("要点記録の様式で印刷しています。"), "{empty}");
        let before = clerk.get(&format!("/meetings/{meeting}/sheet.txt")).await.body;
        for (at, code) in ["key_points", "ten_items", "by_groups", "bodies_only"].into_iter().enumerate() {
            let page = clerk.get(&format!("{home}/new?from={code}")).await;
            assert_eq!(page.status, 200, "{}", words(&page.body));
            assert!(page.body.contains("id=\"preview-sheet\"") && page.body.contains("class=\"press"), "the sheet stands beside it");
            assert!(page.body.contains(&format!("<option value=\"{code}\" selected>")), "{code}");
            let from = format!("R9.{}.1", at + 1);
            let added = send(&mut clerk, &home, &typed(code, &[("from_on", &from)])).await;
            assert_eq!(added.status, 303, "{}", words(&added.body));
        }
        let all = words(&clerk.get(&home).await.body);
        assert!(all.contains("4件、新しい順") && all.contains("令和9年4月1日") && all.contains("所属だけを書く（氏名なし）"), "{all}");
        let after = clerk.get(&format!("/meetings/{meeting}/sheet.txt")).await.body;
        assert_eq!(before, after, "a form of next year changes no paper of this one");
    }
}

on_both! {
    async fn a_form_is_refused_with_its_sentences_and_keeps_what_was_typed(town) {
        let (_, mut clerk, council, _) = council(&town).await;
        let home = format!("/councils/{council}/forms");
        for (field, value, sentence) in [
            ("rows", "日時\t日時", "「会議の内容」の行がありません。"),
            ("rows", "会議の内容\t結果\n会議の内容\t経過", "「会議の内容」が2つあります。"),
            ("margins", "22 20 22 200", "上、右、下、左の余白を"),
            ("heading", "", "紙のいちばん上に書くことばを入れてください。"),
            ("label_width", "ひろく", "15から60までのミリで入れてください。"),
            ("label_width", "58", "右に並ぶ項目の書くところが、25ミリより狭くなります。"),
            ("names", "", "委員の書きかたを選んでください。"),
        ] {
            let page = send(&mut clerk, &home, &typed("key_points", &[("from_on", "R9.4.1"), (field, value)])).await;
            let said = words(&page.body);
            assert!(page.status == 422 && said.contains(sentence), "{field}: {said}");
            assert!(said.contains("直す前の様式で作っています。"), "{said}");
        }
        let first = send(&mut clerk, &home, &typed("key_points", &[("from_on", "R9.4.1")])).await;
        assert_eq!(first.status, 303);
        let twice = send(&mut clerk, &home, &typed("ten_items", &[("from_on", "令和9年4月1日")])).await;
        assert!(twice.status == 422 && words(&twice.body).contains("この日からの様式は、もうあります。"));
    }
}

on_both! {
    async fn an_edition_of_april_does_not_change_the_paper_of_march(town) {
        let (_, mut clerk, council, meeting) = council(&town).await;
        let later = SHEET.replace("令和６年５月２３日（水）", "令和６年８月２２日（木）").replace("第２回", "第３回");
        let august = clerk.read_in(&council, &later).await;
        assert_eq!(clerk.post(&format!("/meetings/{august}/keep"), &[]).await.status, 303);
        let home = format!("/councils/{council}/forms");
        let may = clerk.get(&format!("/meetings/{meeting}/sheet.pdf")).await.bytes;
        let rows = [("from_on", "R6.8.1"), ("heading", "議事の記録（［記録のしかた］）"), ("font", "gothic"), ("margins", "30 30 30 30")];
        assert_eq!(send(&mut clerk, &home, &typed("key_points", &rows)).await.status, 303);
        assert_eq!(clerk.get(&format!("/meetings/{meeting}/sheet.pdf")).await.bytes, may, "byte for byte");
        let page = words(&clerk.get(&format!("/meetings/{august}/form")).await.body);
        assert!(page.contains("議事の記録（要点記録）"), "{page}");
        let now = words(&clerk.get(&home).await.body);
        assert!(now.contains("令和6年8月1日から、「議事の記録（［記録のしかた］）」の様式で印刷しています。"), "{now}");
    }
}

on_both! {
    async fn two_clerks_at_once_see_both_texts(town) {
        let (office, mut clerk, council, _) = council(&town).await;
        let own = CouncilId::parse(&council).unwrap();
        let mut other = town.signed_in(office, "kita", Role::Secretariat, &[own]).await;
        let home = format!("/councils/{council}/forms");
        assert_eq!(send(&mut clerk, &home, &typed("key_points", &[("from_on", "R6.4.1")])).await.status, 303);
        let id = first_edition(&clerk.get(&home).await.body);
        let edit = |heading: &str| typed("key_points", &[("version", "1"), ("from_on", "R6.4.1"), ("heading", heading)]);
        assert_eq!(send(&mut clerk, &format!("/forms/{id}"), &edit("会議要録")).await.status, 303);
        let met = send(&mut other, &format!("/forms/{id}"), &edit("議事要旨")).await;
        let both = words(&met.body);
        assert!(met.status == 409 && both.contains("要録") && both.contains("要旨"), "{both}");
        let history = words(&clerk.get(&format!("/forms/{id}/history")).await.body);
        assert!(history.contains("表題"), "{history}");
        let back = clerk.post(&format!("/forms/{id}/put-back"), &[("version", "2"), ("to", "1")]).await;
        assert_eq!(back.status, 303);
        assert!(words(&clerk.get(&home).await.body).contains("会議録（［記録のしかた］）"));
    }
}

on_both! {
    async fn the_sheet_is_seen_while_the_form_is_typed_and_what_is_wrong_is_said(town) {
        let (_, mut clerk, council, _) = council(&town).await;
        let path = format!("/councils/{council}/forms/preview");
        let good = send(&mut clerk, &path, &typed("ten_items", &[("from_on", "")])).await;
        let said = words(&good.body);
        assert!(good.status == 200 && said.contains("令和6年度第2回の会議録を、この様式で印刷した見本です。"), "{said}");
        assert!(said.contains("９ 発言の内容") && said.contains("空室のある住まい"), "{said}");
        assert!(!good.body.contains("<main") && !good.body.contains("<html"), "a part of a page");
        let unread = send(&mut clerk, &path, &typed("key_points", &[("rows", "日時\tひらいた日\n会議の内容\t会議結果")])).await;
        assert!(words(&unread.body).contains("見出し「ひらいた日」は、この紙をもう一度読み取るときに分からないことばです。印刷はできます。"));
        let wrong = send(&mut clerk, &path, &typed("key_points", &[("size", "大きく")])).await;
        let said = words(&wrong.body);
        assert!(wrong.status == 422 && said.contains("前の見本のままです。直すところ: 8から14までのポイント"), "{said}");
        assert!(!wrong.body.contains("press"), "the last good one stays on the screen");
        let whole = send(&mut clerk, &path, &typed("bodies_only", &[("whole", "1"), ("heading", "ためしの表題"), ("from_on", "")])).await;
        assert!(whole.status == 200 && whole.body.contains("<html") && whole.body.contains("value=\"ためしの表題\""), "without a script");
        let nasty = send(&mut clerk, &path, &typed("key_points", &[("heading", "<script>alert(1)</script>")])).await;
        assert!(!nasty.body.contains("<script>"), "typing stays typing");
        let empty = clerk.place("みほん市ほかの協議会", "").await;
        let invented = send(&mut clerk, &format!("/councils/{empty}/forms/preview"), &typed("key_points", &[])).await;
        let said = words(&invented.body);
        assert!(said.contains("作りものの会議の見本です。") && said.contains("見本会長"), "{said}");
        let script = clerk.get("/form-preview.js").await;
        assert!(script.status == 200 && script.body.contains("isComposing") && script.body.contains("AbortController"));
    }
}

on_both! {
    async fn a_paper_of_bodies_alone_holds_no_members_name(town) {
        let (_, mut clerk, council, meeting) = council(&town).await;
        let home = format!("/councils/{council}/forms");
        assert_eq!(send(&mut clerk, &home, &typed("bodies_only", &[("from_on", "R6.4.1")])).await.status, 303);
        let mut told = vec![
            clerk.get(&format!("/meetings/{meeting}/sheet.txt")).await.body,
            words(&clerk.get(&format!("/meetings/{meeting}/form")).await.body),
            unzipped(&clerk.get(&format!("/meetings/{meeting}/sheet.docx")).await.bytes),
        ];
        told.extend(read_pdf(&clerk.get(&format!("/meetings/{meeting}/sheet.pdf")).await.bytes));
        for text in told {
            let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            for name in ["平井", "藤代", "三好"] {
                assert!(!text.contains(name), "{name}: {text}");
            }
            for body in ["みほん大学（会長）", "みほん病院", "委員（みほん家族会）"] {
                assert!(text.contains(body), "{body}: {text}");
            }
        }
    }
}

on_both! {
    async fn only_the_councils_own_secretariat_keeps_its_form(town) {
        let (office, mut clerk, council, _) = council(&town).await;
        let home = format!("/councils/{council}/forms");
        assert_eq!(send(&mut clerk, &home, &typed("key_points", &[("from_on", "R6.4.1")])).await.status, 303);
        let id = first_edition(&clerk.get(&home).await.body);
        let other = CouncilId::parse(&clerk.place("みほん市ほかの協議会", "").await).unwrap();
        let own = CouncilId::parse(&council).unwrap();
        for (login, role, councils) in [
            ("hoka", Role::Secretariat, vec![other]),
            ("iin", Role::Member, vec![own]),
            ("miru", Role::Viewer, vec![]),
            ("kanri", Role::Administrator, vec![]),
        ] {
            let mut browser = town.signed_in(office, login, role, &councils).await;
            for path in [home.clone(), format!("{home}/new"), format!("/forms/{id}/edit"), format!("/forms/{id}/history")] {
                assert_eq!(browser.get(&path).await.status, 403, "{login} {path}");
            }
            for path in [home.clone(), format!("{home}/preview"), format!("/forms/{id}")] {
                let fields = typed("key_points", &[("version", "1"), ("from_on", "R7.4.1")]);
                assert_eq!(send(&mut browser, &path, &fields).await.status, 403, "{login} {path}");
            }
        }
    }
}
