//! A list with its sums, in the words of a page.

use crate::council::payment::model::{PayKind, PayTable};
use crate::editing::read::grouped;

/// Somebody on the page.
pub(super) struct ShownRow {
    pub name: String,
    pub body: String,
    pub role: String,
    pub mode: String,
    pub unpaid: String,
    pub cells: Vec<String>,
}

/// The list on the page.
pub(super) struct Shown {
    pub heads: Vec<String>,
    pub rows: Vec<ShownRow>,
    pub sums: Vec<String>,
}

impl Shown {
    pub fn of(table: &PayTable) -> Shown {
        let yen = |yen: &Option<i64>| yen.map_or_else(String::new, grouped);
        let row = |row: &crate::council::payment::model::PaidRow| ShownRow {
            name: row.shown(),
            body: row.body.clone(),
            role: row.role.clone(),
            mode: row.mode.clone(),
            unpaid: row.unpaid.clone(),
            cells: row.cells.iter().map(yen).collect(),
        };
        let head = |column: &crate::council::payment::model::TableColumn| match column.kind {
            PayKind::Deduction => format!("{}（引く）", column.name),
            _ => column.name.clone(),
        };
        Shown {
            heads: table.columns.iter().map(head).collect(),
            rows: table.rows.iter().map(row).collect(),
            sums: table.sums.iter().map(yen).collect(),
        }
    }
}

/// 12人に、合計141,210円.
pub(super) fn sentence(table: &PayTable) -> String {
    format!("{}人に、合計{}円", table.paid(), grouped(table.net))
}
