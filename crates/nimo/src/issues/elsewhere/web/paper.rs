//! The list of cards on paper: the same rows as on the screen, with their source, as PDF and XLSX.

use crate::issues::elsewhere::web::list::{Row, listed};
use crate::issues::web::{list_pdf, list_xlsx};
use crate::plumbing::web::{Answer, Ask};
use press::{Align, Cell, Column, Grid, Width};

const TITLE: &str = "ほかの自治体の取り組み";

/// The list as XLSX.
pub async fn xlsx(ask: Ask) -> Answer {
    let rows = listed(&ask).await?.rows;
    list_xlsx(&ask, TITLE, grid(&rows)).await
}

/// The list as PDF; a character that no font has stands as 〓.
pub async fn pdf(ask: Ask) -> Answer {
    let rows = listed(&ask).await?.rows;
    list_pdf(&ask, TITLE, grid(&rows)).await
}

fn grid(rows: &[Row]) -> Grid {
    let column = |head: &str, width, align| Column { head: head.into(), width, align };
    let text = |text: &str| Cell::Text(text.to_string().into());
    let row = |row: &Row| {
        let source = [&row.form.source, &row.form.address].into_iter().filter(|text| !text.is_empty());
        vec![
            text(&row.form.town),
            row.form.population.map_or(Cell::Blank, Cell::Number),
            text(&row.form.title),
            text(&row.form.result),
            text(&source.cloned().collect::<Vec<_>>().join("　")),
            row.form.seen_on.map_or(Cell::Blank, |on| Cell::Day { on, shown: row.seen.clone() }),
        ]
    };
    Grid {
        id: "cases".into(),
        caption: format!("{TITLE}（{}件）", rows.len()),
        columns: vec![
            column("自治体", Width::Letters(7), Align::Start),
            column("人口", Width::Letters(6), Align::End),
            column("取り組み", Width::Share(3), Align::Start),
            column("結果", Width::Share(3), Align::Start),
            column("出典", Width::Share(2), Align::Start),
            column("見た日", Width::Letters(9), Align::Start),
        ],
        rows: rows.iter().map(row).collect(),
    }
}
