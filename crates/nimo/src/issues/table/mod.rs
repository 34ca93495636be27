//! An old 資料3 as issues: what its columns are, what each line becomes. Rows in, verdicts out. Pure.

pub mod columns;
pub mod lines;
mod words;
