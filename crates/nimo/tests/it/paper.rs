//! 紙: the official sheet before and after keeping, as page, PDF, DOCX, text and list.

use crate::on_both;
use crate::town::{Browser, Page, SHEET, Town, words};
use nimo::accounts::model::Role;

async fn kept(town: &Town, sheet: &str) -> (Browser, String) {
    let office = town.office("999999", "みほん市").await;
    let mut browser = town.signed_in(office, "imamura", Role::Secretariat, &[]).await;
    let council = browser.place("みほん市連絡協議会", "").await;
    let meeting = browser.read_in(&council, sheet).await;
    browser.post(&format!("/meetings/{meeting}/keep"), &[]).await;
    (browser, meeting)
}

fn visible(page: &Page) -> Option<String> {
    read_pdf(&page.bytes)
}

/// The visible text of a PDF, if the tool is there.
pub fn read_pdf(bytes: &[u8]) -> Option<String> {
    let folder = crate::town::fresh_folder();
    let file = folder.join("sheet.pdf");
    std::fs::write(&file, bytes).unwrap();
    let told = std::process::Command::new("pdftotext").arg("-layout").arg(&file).arg("-").output();
    let _ = std::fs::remove_dir_all(&folder);
    match told {
        Ok(told) => Some(String::from_utf8(told.stdout).unwrap()),
        Err(_) => {
            println!("pdftotext: not there, the text of the PDF was not read");
            None
        }
    }
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

on_both! {
    async fn the_official_sheet_comes_out_as_it_was_kept(town) {
        let (mut browser, meeting) = kept(&town, &SHEET.replace("三好委員", "髙𠮷委員").replace("探す人", "<b>#*_$@\\ 探す人")).await;
        let page = browser.get(&format!("/meetings/{meeting}/form")).await;
        let said = bare(&words(&page.body));
        for text in ["会議録（要点記録）", "会議名称", "令和６年度　第２回みほん市連絡協議会", "開催日時", "１０：００～１１：００", "平井会長、", "髙𠮷委員",
            "傍聴の可否", "会議次第", "⑴　退院の支援について", "会議結果", "決定した。"] {
            assert!(said.contains(&bare(text)), "{text}: {said}");
        }
        assert!(page.body.contains("&lt;b&gt;#*_$@\\ 探す人") && !page.body.contains("<b>#"), "typing stays typing");
        let pdf = browser.get(&format!("/meetings/{meeting}/sheet.pdf")).await;
        assert_eq!((pdf.status, pdf.headers["content-type"].to_str().unwrap()), (200, "application/pdf"));
        assert!(pdf.bytes.starts_with(b"%PDF-"));
        let name = pdf.headers["content-disposition"].to_str().unwrap();
        assert!(name.starts_with("attachment; filename=\"nimo.pdf\"; filename*=UTF-8''%E4%BB%A4%E5%92%8C6"), "{name}");
        if let Some(text) = visible(&pdf) {
            for line in ["空室のある住まいを<b>#*_$@\\ 探す人を増やしてはどうか。", "髙𠮷委員", "会議録（要点記録）"] {
                assert!(bare(&text).contains(&bare(line)), "{line}: {text}");
            }
        }
        let again = browser.get(&format!("/meetings/{meeting}/sheet.pdf")).await;
        assert_eq!(pdf.bytes, again.bytes, "the same minutes are the same bytes");
        let docx = browser.get(&format!("/meetings/{meeting}/sheet.docx")).await;
        let xlsx = browser.get(&format!("/meetings/{meeting}/blocks.xlsx")).await;
        assert!(docx.bytes.starts_with(b"PK") && xlsx.bytes.starts_with(b"PK"));
        let text = browser.get(&format!("/meetings/{meeting}/sheet.txt")).await.body;
        assert!(text.starts_with('\u{feff}') && text.contains("\r\n") && text.contains("探す人を増やしてはどうか。"), "{text}");
        let read = nimo::council::meeting::reading::take_in(&minutes::read(&text), "");
        assert_eq!(read.form.title(), "令和6年度第2回 みほん市連絡協議会", "the reader reads what the writer wrote");
    }
}

on_both! {
    async fn a_character_that_no_font_has_is_named_before_printing(town) {
        let (mut browser, meeting) = kept(&town, &SHEET.replace("決定した。", "決定した🎉。")).await;
        let page = browser.get(&format!("/meetings/{meeting}/sheet.pdf")).await;
        assert_eq!(page.status, 409);
        let said = words(&page.body);
        assert!(said.contains("🎉 発言2 直す") && said.contains("このまま印刷する"), "{said}");
        let pdf = browser.get(&format!("/meetings/{meeting}/sheet.pdf?geta=1")).await;
        assert!(pdf.status == 200 && visible(&pdf).is_none_or(|text| text.contains('〓')));
        assert!(browser.get(&format!("/meetings/{meeting}/sheet.txt")).await.body.contains("🎉"), "the words are as typed");
    }
}

on_both! {
    async fn a_draft_is_seen_in_the_official_form_before_it_is_kept(town) {
        let office = town.office("999999", "みほん市").await;
        let mut browser = town.signed_in(office, "imamura", Role::Secretariat, &[]).await;
        let council = browser.place("みほん市連絡協議会", "").await;
        let meeting = browser.read_in(&council, SHEET).await;
        let page = browser.get(&format!("/meetings/{meeting}/form")).await;
        assert!(page.status == 200 && page.body.contains(&format!("href=\"/meetings/{meeting}/correct\"")));
        let id = nimo::council::model::CouncilId::parse(&council).unwrap();
        let mut member = town.signed_in(office, "iin", Role::Member, &[id]).await;
        for end in ["form", "sheet.pdf", "sheet.docx", "sheet.txt", "blocks.xlsx"] {
            assert_eq!(member.get(&format!("/meetings/{meeting}/{end}")).await.status, 403, "{end}");
        }
        browser.post(&format!("/meetings/{meeting}/keep"), &[]).await;
        for end in ["form", "sheet.pdf", "sheet.docx", "sheet.txt", "blocks.xlsx"] {
            assert_eq!(member.get(&format!("/meetings/{meeting}/{end}")).await.status, 200, "{end}");
        }
    }
}
