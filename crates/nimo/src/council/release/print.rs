//! Papers that are laid open of a council: its face, and the list of a meeting's papers. Pure.

use super::model::ReleasedPaper;
use crate::council::charter::model::CharterForm;
use crate::council::model::Basis;
use chrono::NaiveDateTime;
use press::{Align, Block, Cell, Column, Document, Entry, Foot, Grid, PageForm, Paragraph, Row, Sheet, Width};

/// What the face of a council is made of.
pub struct Face<'a> {
    /// The town.
    pub office: &'a str,
    /// The council.
    pub name: &'a str,
    /// Under which council, where it is a part.
    pub parent: Option<&'a str>,
    /// On what it rests, where its rules do not say it closer.
    pub basis: Basis,
    /// The rules that hold today.
    pub charter: Option<&'a CharterForm>,
    /// Members in office today.
    pub members: u32,
    /// Who answers for it, as typed; may have lines.
    pub contact: &'a str,
    /// The moment of the request, in Japan.
    pub dated: NaiveDateTime,
}

/// The row of a face that says who answers for the council.
pub const CONTACT: &str = "contact";

/// 協議会の案内.
pub fn face(face: &Face<'_>) -> Document {
    let row = |id: &str, label: &str, words: &str| Row {
        first: Entry { id: id.into(), label: label.into(), body: vec![Paragraph::plain(&format!("{id}-1"), words)] },
        second: None,
    };
    let basis = face.charter.map_or(face.basis, |charter| charter.basis).label();
    let basis = match face.charter.map(|charter| charter.basis_title.as_str()).unwrap_or_default() {
        "" => basis.to_string(),
        title => title.to_string(),
    };
    let mut rows = vec![row("name", "名称", face.name)];
    if let Some(parent) = face.parent {
        rows.push(row("parent", "上の協議会", parent));
    }
    rows.push(row("basis", "設置の根拠", &basis));
    if face.members > 0 {
        rows.push(row("members", "委員", &format!("{}人", face.members)));
    }
    if let Some(charter) = face.charter {
        if let Some(years) = charter.term_years {
            rows.push(row("term", "任期", &format!("{years}年")));
        }
        if let Some(openness) = charter.openness {
            let ground = match charter.openness_ground.as_str() {
                "" => String::new(),
                ground => format!("（{ground}）"),
            };
            rows.push(row("openness", "会議の公開", &format!("{}{ground}", openness.label())));
        }
    }
    if !face.contact.is_empty() {
        rows.push(row(CONTACT, "問い合わせ先", face.contact));
    }
    let sheet =
        Block::Sheet(Sheet { caption: "協議会の案内".into(), label_width: 32.0, side_widths: [0.0, 0.0], rows });
    paper((face.office, face.dated), format!("{}　案内", face.name), vec![sheet])
}

/// 会議資料の一覧: what of a meeting's papers is laid open, and why not the rest.
pub fn papers(office: &str, meeting: &str, papers: &[ReleasedPaper], dated: NaiveDateTime) -> Document {
    let column = |head: &str, width| Column { head: head.into(), width, align: Align::Start };
    let text = |words: &str| Cell::Text(words.into());
    let row = |paper: &ReleasedPaper| {
        let state = if paper.file.is_some() { "公開" } else { "非公開" };
        vec![text(&paper.mark), text(&paper.title), text(state), text(&paper.ground)]
    };
    let grid = Block::Grid(Grid {
        id: "papers".into(),
        caption: "会議資料".into(),
        columns: vec![
            column("番号", Width::Letters(6)),
            column("資料", Width::Share(1)),
            column("公開", Width::Letters(5)),
            column("公開しない理由", Width::Share(1)),
        ],
        rows: papers.iter().map(row).collect(),
    });
    paper((office, dated), format!("{meeting}　会議資料"), vec![grid])
}

fn paper((office, dated): (&str, NaiveDateTime), title: String, body: Vec<Block>) -> Document {
    Document {
        title: title.clone(),
        language: "ja".into(),
        author: Some(office.into()),
        dated,
        foot: Foot { left: title.clone(), page_numbers: true },
        page: PageForm::a4(),
        body: std::iter::once(Block::heading("title", 1, &title)).chain(body).collect(),
    }
}
