//! By which rule wishes are read: its editions.

use crate::access::{Action, Permit};
use crate::editing::store::{fields, json};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::trail::{self, Line, LineId, Nameless};
use crate::wishes::SetReadingRule;
use crate::wishes::model::{ReadingRule, ReadingRuleId};
use crate::wishes::store::unreadable;
use almanac::Date;
use sqlx::Row;

const KIND: &str = "ReadingRule";

/// The editions, the newest first.
pub async fn all<A: Action>(tx: &mut Tx, _permit: &Permit<A>) -> Result<Vec<ReadingRule>, Fault> {
    let rows = sqlx::query("select fields from reading_rule where office = $1 order by from_on desc")
        .bind(tx.office().0)
        .fetch_all(tx.sql())
        .await?;
    rows.iter().map(|row| ReadingRule::parse(&fields(row)?).map_err(|_| unreadable())).collect()
}

/// Adds an edition.
///
/// # Errors
/// [`Fault::Taken`] when one begins on that day already.
pub async fn add(tx: &mut Tx, permit: &Permit<SetReadingRule>, rule: &ReadingRule) -> Result<(), Fault> {
    let id = ReadingRuleId::fresh();
    sqlx::query(
        "insert into reading_rule (office, id, from_on, fields, made_at, by_name) values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(tx.office().0)
    .bind(id.to_string())
    .bind(rule.from_on.to_string())
    .bind(json(&rule.texts())?)
    .bind(permit.now().to_string())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    trail::record(tx, permit, Line::<Nameless>::new("reading_rule.added", KIND, id)).await?;
    Ok(())
}

/// The line with which the edition that holds on a day began.
pub(super) async fn because<A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    on: Date,
) -> Result<Option<LineId<Nameless>>, Fault> {
    let row =
        sqlx::query("select id from reading_rule where office = $1 and from_on <= $2 order by from_on desc limit 1")
            .bind(tx.office().0)
            .bind(on.to_string())
            .fetch_optional(tx.sql())
            .await?;
    match row {
        Some(row) => trail::first::<Nameless>(tx, KIND, row.try_get("id")?).await,
        None => Ok(None),
    }
}
