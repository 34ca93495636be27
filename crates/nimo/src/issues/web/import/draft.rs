//! The table with its head and its columns.

use crate::issues::table::columns::{Column, guess, head_row, remembered};
use crate::plumbing::table::Row;
use crate::plumbing::typed::Typed;

/// The table with its head and its columns.
pub struct Draft {
    /// The row of heads.
    pub head: Row,
    /// What stands below it.
    pub rows: Vec<Row>,
    /// The heads, one for each column.
    pub heads: Vec<String>,
    /// What each column becomes.
    pub columns: Vec<Column>,
}

impl Draft {
    /// As chosen in the form, if the form was of these heads; else as remembered and guessed.
    pub fn of(rows: &[Row], known: &[(String, String)], typed: &Typed) -> Draft {
        let at = head_row(rows, known);
        let head = rows.get(at).cloned().unwrap_or(Row { line: 1, cells: vec![] });
        let below = rows.get(at + 1..).unwrap_or_default().to_vec();
        let width = rows.get(at..).unwrap_or_default().iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let heads: Vec<String> = (0..width).map(|column| head.cell(column).to_string()).collect();
        let mut draft = Draft { head, rows: below, columns: vec![], heads };
        draft.columns = match typed.get("heads") == draft.key() {
            true => (0..width)
                .map(|at| Column::parse(typed.get(&format!("column.{at}"))).unwrap_or(Column::Unused))
                .collect(),
            false => guess(&draft.heads, known),
        };
        draft
    }

    /// The heads as one word, by which a form knows its table again.
    pub fn key(&self) -> String {
        self.heads.iter().map(|head| remembered(head)).collect::<Vec<_>>().join("|")
    }

    /// What is remembered of the columns: each head once.
    pub fn remembered(&self) -> Vec<(String, String)> {
        let mut kept: Vec<(String, String)> = vec![];
        for (head, column) in self.heads.iter().zip(&self.columns) {
            let head = remembered(head);
            if !head.is_empty() && kept.iter().all(|(other, _)| *other != head) {
                kept.push((head, column.code().to_string()));
            }
        }
        kept
    }
}
