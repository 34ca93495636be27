//! Many rows at once. A statement for each row costs more than the row: a few hundred go in one, and their values as they are.

use crate::plumbing::db::Tx;
use crate::plumbing::engine::Engine;
use crate::plumbing::fault::Fault;
use sqlx::any::AnyArguments;
use sqlx::query::Query;
use sqlx::{Any, AssertSqlSafe};

/// A value of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A text.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A whole number, or nothing.
    Maybe(Option<i64>),
}

/// So many values go in one statement. PostgreSQL takes 65,535; the time that SQLite needs to read a statement grows with it.
const MOST_VALUES: usize = 4000;

/// Inserts rows: `head` is `insert into t (a, b)`, `tail` what follows the values. Every row has as many values as the others.
///
/// # Errors
/// What the database says.
pub async fn insert(
    tx: &mut Tx,
    head: &str,
    rows: impl IntoIterator<Item = Vec<Value>>,
    tail: &str,
) -> Result<(), Fault> {
    let mut rows = rows.into_iter().peekable();
    let Some(width) = rows.peek().map(Vec::len) else { return Ok(()) };
    let at_once = (MOST_VALUES / width.max(1)).max(1);
    let engine = tx.engine();
    let whole = statement(engine, head, (width, at_once), tail);
    let mut next = || {
        let part: Vec<Vec<Value>> = rows.by_ref().take(at_once).collect();
        let is_whole = part.len() == at_once;
        let sql = || if is_whole { whole.clone() } else { statement(engine, head, (width, part.len()), tail) };
        (!part.is_empty()).then(|| bound(sql(), part.iter().flatten()))
    };
    let mut waiting = next();
    while let Some(query) = waiting {
        // The next statement is made ready while the database is at work.
        let (done, upcoming) = tokio::join!(query.execute(tx.sql()), async { next() });
        done?;
        waiting = upcoming;
    }
    Ok(())
}

fn bound<'a>(sql: String, values: impl Iterator<Item = &'a Value>) -> Query<'static, Any, AnyArguments> {
    values.fold(sqlx::query(AssertSqlSafe(sql)), |query, value| match value {
        Value::Text(text) => query.bind(text.clone()),
        Value::Number(number) => query.bind(*number),
        Value::Maybe(number) => query.bind(*number),
    })
}

/// SQLite looks for the number of a named place at each value, so its places have no names.
fn statement(engine: Engine, head: &str, (width, count): (usize, usize), tail: &str) -> String {
    let place = |at: usize| match engine {
        Engine::Sqlite => "?".to_string(),
        Engine::Postgres => format!("${}", at + 1),
    };
    let row = |row: usize| {
        let places: Vec<String> = (0..width).map(|column| place(row * width + column)).collect();
        format!("({})", places.join(", "))
    };
    let rows: Vec<String> = (0..count).map(row).collect();
    format!("{head} values {} {tail}", rows.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_has_a_place_for_each_value() {
        let sql = |engine| statement(engine, "insert into t (a, b)", (2, 2), "on conflict do nothing");
        assert_eq!(sql(Engine::Sqlite), "insert into t (a, b) values (?, ?), (?, ?) on conflict do nothing");
        assert_eq!(sql(Engine::Postgres), "insert into t (a, b) values ($1, $2), ($3, $4) on conflict do nothing");
    }
}
