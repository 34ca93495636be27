//! DOCX and XLSX as other programs open them.

use crate::{again, sheet};
use minutes::SheetForm;
use press::{Align, Cell, Column, Document, Grid, Width};
use std::io::Read as _;
use std::path::Path;
use std::process::Command;

fn mihon() -> Document {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/mihon-r6-1.txt");
    sheet::document(&minutes::read(&std::fs::read_to_string(path).unwrap()), &SheetForm::key_points())
}

fn part(file: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_docx_names_the_fonts_of_windows_and_numbers_its_pages() {
    let file = press::docx(&mihon()).unwrap();
    let body = part(&file, "word/document.xml");
    assert!(body.contains("<w:tbl>") && body.contains("w:gridSpan w:val=\"3\""));
    assert!(body.contains("w:jc w:val=\"distribute\""), "labels are set over their column");
    assert!(body.contains("w:eastAsia=\"ＭＳ ゴシック\""));
    assert!(part(&file, "word/styles.xml").contains("w:eastAsia=\"ＭＳ 明朝\""));
    assert!(part(&file, "word/styles.xml").contains("w:eastAsia=\"ja-JP\""));
    let foot = part(&file, "word/footer1.xml");
    assert!(foot.contains("会議録（要点記録）") && foot.contains("PAGE") && foot.contains("NUMPAGES"));
    let core = part(&file, "docProps/core.xml");
    assert!(core.contains("第1回みほん市精神保健福祉連絡協議会") && core.contains("2024-06-03T00:00:00Z"));
    assert_eq!(file, press::docx(&mihon()).unwrap(), "the same paper gives the same bytes");
}

/// What LibreOffice reads in each paper's DOCX, in one start of the program; `None` where it is not installed.
fn opened(papers: &[Document]) -> Option<Vec<String>> {
    let folder = tempfile::tempdir().unwrap();
    let names: Vec<String> = (0..papers.len()).map(|at| format!("sheet{at:03}")).collect();
    for (name, paper) in names.iter().zip(papers) {
        std::fs::write(folder.path().join(format!("{name}.docx")), press::docx(paper).unwrap()).unwrap();
    }
    let run = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}/profile", folder.path().display()))
        .args(["--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir"])
        .arg(folder.path())
        .args(names.iter().map(|name| folder.path().join(format!("{name}.docx"))))
        .output();
    let Ok(run) = run else {
        println!("press: soffice is not installed (scripts/setup.sh libreoffice); no DOCX was opened");
        return None;
    };
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let text = |name: &String| std::fs::read_to_string(folder.path().join(format!("{name}.txt"))).unwrap();
    Some(names.iter().map(|name| text(name).trim_start_matches('\u{feff}').to_string()).collect())
}

#[test]
fn libreoffice_opens_the_docx_and_reads_the_same_words() {
    let Some(text) = opened(&[mihon()]) else { return };
    let solid = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != '：').collect::<String>();
    assert_eq!(solid(&text[0]), solid(&press::text(&mihon())));
}

#[test]
fn the_sheets_of_the_corpus_are_read_again_from_their_docx() {
    if let Some(now) = again::table(opened) {
        again::golden("again-docx.txt", &now);
    }
}

fn list() -> Grid {
    let column = |head: &str, width, align| Column { head: head.into(), width, align };
    let day = |on: &str, shown: &str| Cell::Day { on: on.parse().unwrap(), shown: shown.into() };
    Grid {
        id: "list".into(),
        caption: "課題の一覧（令和6年度）".into(),
        columns: vec![
            column("課題", Width::Share(1), Align::Start),
            column("受けた日", Width::Letters(9), Align::Start),
            column("予算（円）", Width::Letters(6), Align::End),
        ],
        rows: vec![
            vec![Cell::Text("住まいが足りない".into()), day("2024-05-23", "令和6年5月23日"), Cell::Number(1_234_567)],
            vec![
                Cell::Text("=HYPERLINK(\"http://example.jp\")".into()),
                day("1868-01-25", "明治元年1月25日"),
                Cell::Blank,
            ],
            vec![Cell::Text("+81 @ -1".into())],
        ],
    }
}

fn cells(file: &[u8]) -> calamine::Range<calamine::Data> {
    use calamine::Reader as _;
    let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(file.to_vec())).unwrap();
    book.worksheet_range_at(0).unwrap().unwrap()
}

#[test]
fn a_list_in_xlsx_has_real_dates_and_never_a_formula() {
    let at = "2024-06-03T09:00:00".parse().unwrap();
    let file = press::xlsx("課題の一覧", at, &[list(), list()]).unwrap();
    let sheet = part(&file, "xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("<f>") && !sheet.contains("mergeCell") && sheet.contains("state=\"frozen\""));
    assert!(part(&file, "xl/workbook.xml").contains("課題の一覧（令和6年度） (2)"));
    let range = cells(&file);
    let cell = |row, column| range.get_value((row, column)).cloned().unwrap_or_default();
    use calamine::DataType as _;
    assert_eq!(cell(1, 1).as_date().unwrap().to_string(), "2024-05-23");
    assert_eq!(cell(1, 2).as_i64(), Some(1_234_567));
    assert_eq!(cell(2, 0).get_string(), Some("=HYPERLINK(\"http://example.jp\")"));
    assert_eq!(cell(2, 1).get_string(), Some("明治元年1月25日"), "before 1900 a day is words");
    assert_eq!(file, press::xlsx("課題の一覧", at, &[list(), list()]).unwrap());
}

#[test]
fn a_list_repeats_its_head_on_each_page_of_a_docx() {
    let paper = Document { body: vec![press::Block::Grid(list())], ..mihon() };
    let body = part(&press::docx(&paper).unwrap(), "word/document.xml");
    assert_eq!(body.matches("<w:tblHeader />").count(), 1);
}
