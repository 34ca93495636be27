//! 起案用紙: the proposal on one sheet, with room for stamps. Pure.

use crate::council::approval::model::Approval;
use almanac::in_words;
use chrono::NaiveDateTime;
use press::{Align, Block, Cell, Column, Document, Entry, Foot, Grid, PageForm, Paragraph, Row, Sheet, Width};

/// What stands around the paper.
pub struct Head<'a> {
    /// The town.
    pub office: &'a str,
    /// The council.
    pub council: &'a str,
    /// The moment of the request, in Japan.
    pub dated: NaiveDateTime,
}

/// As it stands over the paper.
const TITLE: &str = "伺い";

/// The paper. Number and day of the decision stand on it once it came back; before, there is room for them.
pub fn document(approval: &Approval, head: &Head<'_>) -> Document {
    let form = &approval.form;
    let title = format!("{TITLE}　{}", form.title);
    let body = vec![
        Block::heading("title", 1, TITLE),
        Block::Sheet(sheet("起案", about(approval, head))),
        Block::Spacer(0.3),
        Block::Grid(stamps(&form.stamps, &form.post)),
        Block::Spacer(0.3),
        Block::paragraph("asking", &format!("　{}", form.asking)),
        Block::Spacer(0.3),
        Block::Sheet(sheet("伺う内容", asked(approval))),
    ];
    Document {
        foot: Foot { left: title.clone(), page_numbers: true },
        title,
        language: "ja".into(),
        author: Some(head.office.into()),
        dated: head.dated,
        page: PageForm { line: 1.5, ..PageForm::a4() },
        body,
    }
}

fn sheet(caption: &str, rows: Vec<Row>) -> Sheet {
    Sheet { caption: caption.into(), label_width: 28.0, side_widths: [0.0, 0.0], rows }
}

fn row(part: &str, label: &str, words: &str) -> Row {
    let line = |(words, at): (&str, usize)| Paragraph::plain(&format!("{part}-{at}"), words);
    let body = if words.is_empty() { vec![line(("", 1))] } else { words.lines().zip(1..).map(line).collect() };
    Row { first: Entry { id: part.into(), label: label.into(), body }, second: None }
}

fn about(approval: &Approval, head: &Head<'_>) -> Vec<Row> {
    let form = &approval.form;
    let returned = approval.returned.as_ref();
    let number = returned.map_or_else(String::new, |back| back.number.clone());
    let day = returned.map_or_else(|| "令和　　年　　月　　日".to_string(), |back| in_words(back.decided_on));
    let mut rows = vec![
        row("subject", "件名", &form.title),
        row("council", "協議会", head.council),
        row("drafted", "起案の日", &in_words(form.drafted_on)),
        row("drafter", "起案する人", &form.drafter),
        row("post", "決裁する職", &form.post),
        row("disclosure", "公開区分", &form.disclosure_words()),
        row("number", "決裁の番号", &number),
        row("decided", "決裁の日", &day),
    ];
    if let Some(withdrawn) = &approval.withdrawn {
        let words = format!("{}に取り下げました。{}", withdrawn.at.day_in_words(), withdrawn.reason);
        rows.push(row("withdrawn", "取り下げ", &words));
    }
    rows
}

fn asked(approval: &Approval) -> Vec<Row> {
    let form = &approval.form;
    let mut rows = vec![row("what", "内容", &form.what), row("why", "理由", &form.why)];
    if !form.annexes.is_empty() {
        rows.push(row("annexes", "別紙", &form.annexes));
    }
    rows
}

/// 決裁欄: an empty box under each post; who decides has one at least.
fn stamps(posts: &[String], deciding: &str) -> Grid {
    let posts: Vec<&str> = if posts.is_empty() { vec![deciding] } else { posts.iter().map(String::as_str).collect() };
    Grid {
        id: "stamps".into(),
        caption: "決裁欄".into(),
        columns: posts.iter().map(|post| Column::new(post, Width::Share(1), Align::Middle)).collect(),
        rows: vec![posts.iter().map(|_| Cell::words("\n\n")).collect()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::council::approval::model::Seal;
    use crate::council::approval::rules::tests::prepared;
    use press::Fonts;

    fn paper(approval: &Approval) -> Document {
        let dated = almanac::read_date("R8.11.25").unwrap().and_hms_opt(10, 0, 0).unwrap();
        document(approval, &Head { office: "みほん市", council: "みほん市協議会", dated })
    }

    #[test]
    fn the_paper_says_every_field_and_has_a_box_for_each_post() {
        let mut approval = prepared(Seal::default());
        approval.form.stamps = vec!["係長".into(), "課長補佐".into(), "課長".into()];
        approval.form.what = "開催日時　令和8年12月10日（木）\n次第\n　１　開会".into();
        approval.form.annexes = "開催通知（案）".into();
        let text = press::text(&paper(&approval));
        for said in [
            "伺い", "件名：開催について", "決裁する職：課長", "公開区分：公開", "起案の日：令和8年11月20日", "係長：",
            "課長補佐：", "１　開会", "理由：予定した会議です。", "開催通知（案）", "決裁の日：令和　　年",
        ] {
            assert!(text.contains(said), "{said}\n{text}");
        }
        approval.form.stamps.clear();
        assert!(press::text(&paper(&approval)).contains("課長："), "who decides has a box");
    }

    #[test]
    fn the_paper_is_set_as_pdf_and_word() {
        let document = paper(&prepared(Seal::default()));
        assert!(press::pdf(&document, Fonts::embedded(), press::OnMissing::Geta).unwrap().starts_with(b"%PDF"));
        assert!(press::docx(&document).unwrap().starts_with(b"PK"));
    }
}
