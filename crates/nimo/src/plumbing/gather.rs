//! Many rows as one. SQLite stands behind a thread of its own and hands rows over one by one, which for a list of a thousand costs
//! more than the query; so a list comes as one text, and both engines write it.

use crate::plumbing::db::Tx;
use crate::plumbing::engine::Engine;
use crate::plumbing::fault::Fault;
use serde_json::{Map, Value};
use sqlx::{AssertSqlSafe, Row};

/// A row of a list, by the names of its columns.
pub struct Gathered(Map<String, Value>);

impl Gathered {
    /// A text that is always there.
    ///
    /// # Errors
    /// When it is not.
    pub fn text(&self, column: &str) -> Result<&str, Fault> {
        self.0.get(column).and_then(Value::as_str).ok_or_else(unreadable)
    }

    /// A text, or none.
    pub fn maybe(&self, column: &str) -> Option<&str> {
        self.0.get(column).and_then(Value::as_str)
    }

    /// A whole number that is always there.
    ///
    /// # Errors
    /// When it is not.
    pub fn number(&self, column: &str) -> Result<i64, Fault> {
        self.0.get(column).and_then(Value::as_i64).ok_or_else(unreadable)
    }
}

/// The rows of `select`, in its order, of which these columns are taken. `$1` is the office; the texts are `$2` and on.
///
/// # Errors
/// What the database says.
pub async fn gather(tx: &mut Tx, columns: &[&str], select: &str, texts: &[String]) -> Result<Vec<Gathered>, Fault> {
    let pairs: Vec<String> = columns.iter().map(|column| format!("'{column}', q.{column}")).collect();
    let pairs = pairs.join(", ");
    let sql = match tx.engine() {
        Engine::Sqlite => format!("select json_group_array(json_object({pairs})) as gathered from ({select}) q"),
        Engine::Postgres => {
            format!("select coalesce(json_agg(json_build_object({pairs}))::text, '[]') as gathered from ({select}) q")
        }
    };
    let mut query = sqlx::query(AssertSqlSafe(sql)).bind(tx.office().0);
    for text in texts {
        query = query.bind(text.as_str());
    }
    let row = query.fetch_one(tx.sql()).await?;
    let rows: Vec<Map<String, Value>> = serde_json::from_str(row.try_get("gathered")?).map_err(|_| unreadable())?;
    Ok(rows.into_iter().map(Gathered).collect())
}

fn unreadable() -> Fault {
    Fault::broken("gather", "a row that cannot be read")
}
