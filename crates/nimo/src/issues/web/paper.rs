//! The list of issues on paper: the same rows as on the screen, as PDF and XLSX.

use crate::issues::web::list::{Listed, Row, listed};
use crate::plumbing::papers;
use crate::plumbing::web::{Answer, Ask};
use press::{Align, Block, Cell, Column, Document, Foot, Grid, Heading, PageForm, Width};

const TITLE: &str = "課題の一覧";

/// The list as XLSX.
pub async fn xlsx(ask: Ask) -> Answer {
    let listed = listed(&ask).await?;
    list_xlsx(&ask, TITLE, grid(&listed)).await
}

/// The list as PDF.
pub async fn pdf(ask: Ask) -> Answer {
    let listed = listed(&ask).await?;
    list_pdf(&ask, TITLE, grid(&listed)).await
}

/// A list of this room as XLSX.
///
/// # Errors
/// When the paper cannot be set.
pub async fn list_xlsx(ask: &Ask, title: &'static str, grid: Grid) -> Answer {
    papers::xlsx(ask, title.into(), ask.now.at_japan(), vec![grid], title).await
}

/// A list of this room as PDF, on a wide A4; a character that no font has stands as 〓.
///
/// # Errors
/// When the paper cannot be set.
pub async fn list_pdf(ask: &Ask, title: &'static str, grid: Grid) -> Answer {
    let office = ask.signed_in()?.office_name.clone();
    let document = Document {
        title: title.into(),
        language: "ja".into(),
        author: Some(office.clone()),
        dated: ask.now.at_japan(),
        foot: Foot { left: format!("{office}　{title}　{}", almanac::in_words(ask.now.day())), page_numbers: true },
        page: PageForm::a4_wide(),
        body: vec![Block::Heading(Heading { id: "title".into(), level: 1, text: title.into() }), Block::Grid(grid)],
    };
    papers::pdf(ask, document, title).await
}

fn grid(listed: &Listed) -> Grid {
    let column = |head: &str, width, align| Column { head: head.into(), width, align };
    let row = |row: &Row| {
        vec![
            Cell::Text(row.number.clone().into()),
            Cell::Text(row.title.clone().into()),
            Cell::Text(row.stage.label().into()),
            Cell::Text(row.elements.clone().into()),
            Cell::Text(row.solvers.clone().into()),
            Cell::Text(row.owner.clone().into()),
            Cell::Number(i64::try_from(row.led).unwrap_or(i64::MAX)),
        ]
    };
    Grid {
        id: "issues".into(),
        caption: format!("{TITLE}（{}件）", listed.rows.len()),
        columns: vec![
            column("番号", Width::Letters(5), Align::Start),
            column("課題", Width::Share(4), Align::Start),
            column("状態", Width::Letters(7), Align::Start),
            column("要素", Width::Share(2), Align::Start),
            column("だれが解けるか", Width::Share(1), Align::Start),
            column("受けもち", Width::Share(2), Align::Start),
            column("意見", Width::Letters(3), Align::End),
        ],
        rows: listed.rows.iter().map(row).collect(),
    }
}
