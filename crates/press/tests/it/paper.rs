//! The official sheet of the sample town, as it lies on the table.

use crate::again::{golden, visible_text};
use crate::sheet;
use minutes::{Kind, Minutes, SheetForm};
use press::{Block, Document, Fonts, OnMissing};
use std::path::Path;

fn mihon() -> Minutes {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/mihon-r6-1.txt");
    minutes::read(&std::fs::read_to_string(path).unwrap())
}

fn pages(paper: &Document) -> Option<Vec<String>> {
    let text = visible_text(&press::pdf(paper, Fonts::embedded(), OnMissing::Refuse).unwrap())?;
    Some(text.split('\u{c}').filter(|page| !page.trim().is_empty()).map(str::to_string).collect())
}

#[test]
fn the_sheet_as_html_and_as_text_is_as_it_was() {
    let paper = sheet::document(&mihon(), &SheetForm::key_points());
    golden("mihon.html", &press::html(&paper, Some("sheet.css")));
    golden("mihon.txt", &press::text(&paper));
}

#[test]
fn a_paper_laid_into_a_page_has_its_headings_below_those_of_the_page_and_a_link_where_one_is_wanted() {
    let paper = sheet::document(&mihon(), &SheetForm::key_points());
    let link = |id: &str| {
        let (to, heard) = (format!("#{id}"), "リンク「<退院>」".to_string());
        (id == "venue-1").then(|| press::Permalink { to, shown: "リンク".into(), heard })
    };
    let html = press::Laid { below: 1, link: &link }.html(&paper);
    assert!(html.starts_with("<div class=\"press\">\n<h2 id=\"title\">") && html.ends_with("</div>\n"));
    assert!(!html.contains("<main") && !html.contains("<h1"));
    let link = "<a class=\"here\" href=\"#venue-1\" aria-label=\"リンク「&lt;退院&gt;」\">リンク</a></p>";
    assert_eq!((html.matches(link).count(), html.matches("class=\"here\"").count()), (1, 1));
    let alone = press::fragment(&paper);
    let bare = press::Laid { below: 0, link: &|_| None }.html(&paper);
    assert_eq!(alone.replace("<main", "<div").replace("</main>", "</div>"), bare, "the same paper");
}

#[test]
fn html_has_no_script_and_no_style_of_its_own() {
    let html = press::html(&sheet::document(&mihon(), &SheetForm::key_points()), Some("sheet.css"));
    assert!(!html.contains("<script") && !html.contains(" style=") && !html.contains("<style"));
    let classes = html.split("class=\"").skip(1).flat_map(|rest| rest.split('"').next().unwrap().split(' '));
    let unknown: Vec<&str> =
        classes.filter(|class| *class != "leads" && !press::SHEET_CSS.contains(&format!(".{class} "))).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

#[test]
fn each_page_of_the_sample_sheet_has_its_foot() {
    let Some(pages) = pages(&sheet::document(&mihon(), &SheetForm::key_points())) else { return };
    assert_eq!(pages.len(), 3);
    assert!(pages[2].contains("次第") && pages[2].contains("資料３"), "a short row is not parted: {}", pages[2]);
    for (at, page) in pages.iter().enumerate() {
        let foot = page.trim_end().lines().last().unwrap();
        assert!(foot.contains("会議録（要点記録）") && foot.contains(&format!("{}／3", at + 1)), "{foot}");
    }
}

#[test]
fn a_heading_is_never_the_last_line_of_a_page() {
    let mut minutes = mihon();
    let opinion = minutes.proceedings.iter().find(|block| block.kind == Kind::Opinion).unwrap().clone();
    for more in 0..24 {
        minutes.proceedings.insert(5, minutes::Block { id: format!("more{more}"), ..opinion.clone() });
        let paper = sheet::document(&minutes, &SheetForm::key_points());
        let Block::Sheet(table) = &paper.body[1] else { panic!("the sheet is a table") };
        let body = table.rows.iter().flat_map(|row| &row.first.body);
        let heads: Vec<String> = body
            .filter(|part| part.leads)
            .map(|part| part.text.words().chars().filter(|c| !c.is_whitespace()).collect())
            .collect();
        let Some(pages) = pages(&paper) else { return };
        for page in &pages {
            let lines: Vec<&str> = page.trim_end().lines().filter(|line| !line.trim().is_empty()).collect();
            let last: String = lines[lines.len() - 2].chars().filter(|c| !c.is_whitespace()).collect();
            let is_head = heads
                .iter()
                .any(|head| last.ends_with(head.as_str()) && last.chars().count() <= head.chars().count() + 2);
            assert!(!is_head || last.ends_with("閉会"), "{more}: {last}");
        }
    }
}
