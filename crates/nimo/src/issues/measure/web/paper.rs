//! The list of measures on paper: the same rows as on the screen, as PDF and XLSX.

use crate::issues::measure::web::list::listed;
use crate::issues::measure::web::page::Row;
use crate::issues::web::{list_pdf, list_xlsx};
use crate::plumbing::web::{Answer, Ask};
use press::{Align, Cell, Column, Grid, Width};

const TITLE: &str = "方策の一覧";

/// The list as XLSX.
pub async fn xlsx(ask: Ask) -> Answer {
    let rows = listed(&ask).await?.shown();
    list_xlsx(&ask, TITLE, grid(&rows)).await
}

/// The list as PDF; a character that no font has stands as 〓.
pub async fn pdf(ask: Ask) -> Answer {
    let rows = listed(&ask).await?.shown();
    list_pdf(&ask, TITLE, grid(&rows)).await
}

fn grid(rows: &[Row]) -> Grid {
    let column = |head: &str, width| Column { head: head.into(), width, align: Align::Start };
    let text = |text: &str| Cell::Text(text.to_string().into());
    let row = |row: &Row| {
        vec![
            text(&row.number),
            text(&row.title),
            text(row.progress.label()),
            text(row.reach.label()),
            text(&row.uses),
            text(&row.budget),
            text(&row.owner),
            text(&row.next),
            row.due_on.map_or(Cell::Blank, |on| Cell::Day { on, shown: almanac::in_words(on) }),
        ]
    };
    Grid {
        id: "measures".into(),
        caption: format!("{TITLE}（{}件）", rows.len()),
        columns: vec![
            column("番号", Width::Letters(6)),
            column("方策", Width::Share(4)),
            column("状態", Width::Letters(6)),
            column("今年度", Width::Share(2)),
            column("使う事業", Width::Share(2)),
            column("要る予算", Width::Share(2)),
            column("担当", Width::Share(2)),
            column("次の手順", Width::Share(2)),
            column("期限", Width::Letters(9)),
        ],
        rows: rows.iter().map(row).collect(),
    }
}
