//! Who writes under which item, so that two clerks see each other.

use super::unreadable;
use crate::access::{Action, Facts, Permit};
use crate::council::meeting::model::ItemId;
use crate::council::meeting::store::MeetingFacts;
use crate::council::sitting::TakeLine;
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use sqlx::Row;
use sqlx::any::AnyRow;

/// Somebody who writes.
pub struct Writer {
    /// The account, as spelled.
    pub account: String,
    /// The name.
    pub name: String,
    /// Under which item; `None` before the first.
    pub item: Option<ItemId>,
    /// When he was last seen there.
    pub seen_at: Moment,
}

/// The actor writes under this item. Gives the key that locks what his browser holds: the one he had, or `fresh`.
///
/// # Errors
/// [`Fault::Missing`] for a meeting that was never opened.
pub async fn is_writing(
    tx: &mut Tx,
    permit: &Permit<TakeLine>,
    item: Option<ItemId>,
    fresh: &str,
) -> Result<String, Fault> {
    super::was_opened(tx, permit, permit.facts().id()).await?;
    let row = sqlx::query(
        "insert into sitting_writer (office, meeting, account, name, item, key, seen_at) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (office, meeting, account) do update set name = excluded.name, item = excluded.item, seen_at = excluded.seen_at
         returning key",
    )
    .bind(tx.office().0)
    .bind(permit.facts().spelled())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .bind(item.map(|item| item.to_string()))
    .bind(fresh)
    .bind(permit.now().to_string())
    .fetch_one(tx.sql())
    .await?;
    Ok(row.try_get("key")?)
}

/// Nobody writes any more: the keys that locked what browsers held are gone.
pub async fn forget<A: Action<On = MeetingFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<(), Fault> {
    sqlx::query("delete from sitting_writer where office = $1 and meeting = $2")
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .execute(tx.sql())
        .await?;
    Ok(())
}

/// Everybody who wrote in the permit's meeting.
pub async fn writers<A: Action<On = MeetingFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<Writer>, Fault> {
    let rows = sqlx::query(
        "select account, name, item, seen_at from sitting_writer where office = $1 and meeting = $2 order by name",
    )
    .bind(tx.office().0)
    .bind(permit.facts().spelled())
    .fetch_all(tx.sql())
    .await?;
    let writer = |row: &AnyRow| {
        let item: Option<String> = row.try_get("item")?;
        Ok(Writer {
            account: row.try_get("account")?,
            name: row.try_get("name")?,
            item: item.map(|item| ItemId::parse(&item).ok_or_else(unreadable)).transpose()?,
            seen_at: Moment::parse(row.try_get("seen_at")?).ok_or_else(unreadable)?,
        })
    };
    rows.iter().map(writer).collect()
}
