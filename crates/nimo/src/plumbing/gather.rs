//! Many rows as one. SQLite stands behind a thread of its own and hands rows over one by one, which for a list of a thousand costs
//! more than the query; so a list comes as one text, and both engines write it.

use crate::plumbing::db::Tx;
use crate::plumbing::engine::Engine;
use crate::plumbing::fault::Fault;
use serde::de::DeserializeOwned;
use sqlx::{AssertSqlSafe, Row};

/// The rows of `select`, in its order, of which these columns are taken, each as a field of its name. A column called `fields`
/// holds the texts of a form and comes as an object. `$1` is the office; the texts are `$2` and on.
///
/// # Errors
/// What the database says, and rows that are none of `T`.
pub async fn gather<T: DeserializeOwned>(
    tx: &mut Tx,
    columns: &[&str],
    select: &str,
    texts: &[String],
) -> Result<Vec<T>, Fault> {
    let engine = tx.engine();
    let pair = |column: &&str| match (*column, engine) {
        ("fields", Engine::Sqlite) => "'fields', json(q.fields)".to_string(),
        ("fields", Engine::Postgres) => "'fields', q.fields::json".to_string(),
        (column, _) => format!("'{column}', q.{column}"),
    };
    let pairs = columns.iter().map(pair).collect::<Vec<_>>().join(", ");
    let sql = match engine {
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
    serde_json::from_str(row.try_get("gathered")?).map_err(|_| Fault::broken("gather", "a row that cannot be read"))
}
