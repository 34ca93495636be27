//! Many rows as one. SQLite stands behind a thread of its own and hands rows over one by one, which for a list of a thousand costs
//! more than the query; PostgreSQL writes a thousand rows as JSON in a third of the time that it takes to find them. So a list
//! comes as one text whose cells are parted by characters that no text of ours holds (see `typed`).

use crate::editing::shape::Texts;
use crate::plumbing::db::Tx;
use crate::plumbing::engine::Engine;
use crate::plumbing::fault::Fault;
use sqlx::{AssertSqlSafe, Row as _};

/// Between two cells.
const CELL: char = '\u{1f}';
/// Between two rows.
const ROW: char = '\u{1e}';

/// Rows that came as one text.
pub struct Gathered<'a> {
    columns: &'a [&'a str],
    text: String,
}

/// A row of it, by the names of its columns.
pub struct Row<'a> {
    columns: &'a [&'a str],
    cells: Vec<&'a str>,
}

impl Gathered<'_> {
    /// Each row, understood.
    ///
    /// # Errors
    /// What `read` says, and a row that has not the cells that were asked for.
    pub fn read<T>(&self, read: impl Fn(&Row<'_>) -> Result<T, Fault>) -> Result<Vec<T>, Fault> {
        let lines = self.text.split(ROW).filter(|line| !line.is_empty());
        let row = |line| {
            let cells: Vec<&str> = str::split(line, CELL).collect();
            if cells.len() != self.columns.len() {
                return Err(unreadable());
            }
            read(&Row { columns: self.columns, cells })
        };
        lines.map(row).collect()
    }
}

impl Gathered<'static> {
    /// The same on another core, while the next query is on its way: to understand a thousand forms takes as long as to find them.
    pub fn read_aside<T: Send + 'static>(
        self,
        read: impl Fn(&Row<'_>) -> Result<T, Fault> + Send + 'static,
    ) -> ReadAside<T> {
        ReadAside(tokio::task::spawn_blocking(move || self.read(read)))
    }
}

/// Rows that are being understood.
pub struct ReadAside<T>(tokio::task::JoinHandle<Result<Vec<T>, Fault>>);

impl<T> ReadAside<T> {
    /// Waits for them.
    ///
    /// # Errors
    /// What the reading says.
    pub async fn rows(self) -> Result<Vec<T>, Fault> {
        self.0.await.map_err(|_| unreadable())?
    }
}

impl Row<'_> {
    /// A text; empty where there is none.
    ///
    /// # Errors
    /// When the column was not asked for; so do those that follow.
    pub fn text(&self, column: &str) -> Result<&str, Fault> {
        let at = self.columns.iter().position(|name| *name == column);
        at.map(|at| self.cells[at]).ok_or_else(unreadable)
    }

    /// A whole number that is always there.
    pub fn number<N: std::str::FromStr>(&self, column: &str) -> Result<N, Fault> {
        self.text(column)?.parse().map_err(|_| unreadable())
    }

    /// What a column holds in `T`'s own spelling.
    pub fn of<T>(&self, column: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T, Fault> {
        parse(self.text(column)?).ok_or_else(unreadable)
    }

    /// The same, where there may be nothing.
    pub fn maybe<T>(&self, column: &str, parse: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Fault> {
        if self.text(column)?.is_empty() { Ok(None) } else { self.of(column, parse).map(Some) }
    }

    /// The texts of a form.
    pub fn texts(&self, column: &str) -> Result<Texts, Fault> {
        serde_json::from_str(self.text(column)?).map_err(|_| unreadable())
    }
}

/// The rows of `select`, in its order, of which these columns are taken. `$1` is the office; the texts are `$2` and on.
///
/// # Errors
/// What the database says.
pub async fn gather<'a>(
    tx: &mut Tx,
    columns: &'a [&'a str],
    select: &str,
    texts: &[String],
) -> Result<Gathered<'a>, Fault> {
    let (letter, joined) = match tx.engine() {
        Engine::Sqlite => ("char", "group_concat"),
        Engine::Postgres => ("chr", "string_agg"),
    };
    let (cell, row) = (u32::from(CELL), u32::from(ROW));
    let cells = columns.iter().map(|column| format!("coalesce(cast(q.{column} as text), '')"));
    let cells = cells.collect::<Vec<_>>().join(&format!(" || {letter}({cell}) || "));
    let sql = format!("select coalesce({joined}({cells}, {letter}({row})), '') as gathered from ({select}) q");
    let mut query = sqlx::query(AssertSqlSafe(sql)).bind(tx.office().0);
    for text in texts {
        query = query.bind(text.as_str());
    }
    let text = query.fetch_one(tx.sql()).await?.try_get("gathered")?;
    Ok(Gathered { columns, text })
}

fn unreadable() -> Fault {
    Fault::broken("gather", "a row that cannot be read")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gathered(text: &str) -> Gathered<'static> {
        Gathered { columns: &["id", "n", "fields"], text: text.into() }
    }

    #[test]
    fn cells_are_found_by_their_names_and_a_row_that_lacks_one_is_a_fault() {
        let two = gathered("a\u{1f}1\u{1f}{\"title\":\"題\\u001f\"}\u{1e}\u{1f}2\u{1f}{}");
        let read = |row: &Row<'_>| {
            Ok((row.maybe("id", |id| Some(id.to_string()))?, row.number::<i64>("n")?, row.texts("fields")?))
        };
        let rows = two.read(read).unwrap();
        assert_eq!((rows[0].0.as_deref(), rows[0].1, rows[1].0.as_deref(), rows[1].1), (Some("a"), 1, None, 2));
        assert_eq!(rows[0].2["title"], "題\u{1f}", "what a form holds is written with escapes");
        assert_eq!(gathered("").read(read).unwrap().len(), 0);
        for broken in ["a\u{1f}1", "a\u{1f}1\u{1f}{}\u{1f}", "a\u{1f}x\u{1f}{}", "a\u{1f}1\u{1f}?"] {
            assert!(gathered(broken).read(read).is_err(), "{broken:?}");
        }
        assert!(two.read(|row| row.text("none").map(str::to_string)).is_err());
    }
}
