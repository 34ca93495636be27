//! What is kept longer.

use super::unreadable;
use crate::access::{Action, Facts, Permit};
use crate::council::retention::HoldRetained;
use crate::council::retention::model::{Hold, HoldForm, HoldId, RetentionKind};
use crate::council::store::CouncilFacts;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::trail::{self, Line, Nameless};
use sqlx::Row;
use sqlx::any::AnyRow;

/// The holds of the permit's council that nobody ended, the newest first, those whose day is over among them.
pub async fn holds<A: Action<On = CouncilFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<Hold>, Fault> {
    let rows = sqlx::query(
        "select h.id, h.kind, h.thing, h.reason, h.until_on, h.by_name from retention_hold h
         where h.office = $1 and h.council = $2 and not exists
           (select 1 from retention_hold_end e where e.office = h.office and e.hold = h.id)
         order by h.id desc",
    )
    .bind(tx.office().0)
    .bind(permit.facts().spelled())
    .fetch_all(tx.sql())
    .await?;
    rows.iter().map(held).collect()
}

/// Keeps a thing of the permit's council longer.
pub async fn hold(
    tx: &mut Tx,
    permit: &Permit<HoldRetained>,
    (kind, thing): (RetentionKind, &str),
    form: &HoldForm,
) -> Result<(), Fault> {
    let id = HoldId::fresh();
    sqlx::query(
        "insert into retention_hold (office, id, council, kind, thing, reason, until_on, at, by_account, by_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(tx.office().0)
    .bind(id.to_string())
    .bind(permit.facts().spelled())
    .bind(kind.code())
    .bind(thing)
    .bind(form.reason.as_str())
    .bind(form.until_on.to_string())
    .bind(permit.now().to_string())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    tell(tx, permit, id, "retention.held", format!("{} {thing} {}", kind.code(), form.until_on)).await
}

/// Ends a hold of the permit's council; nothing happens where it was ended already.
///
/// # Errors
/// [`Fault::Missing`] for a hold of another council.
pub async fn end(tx: &mut Tx, permit: &Permit<HoldRetained>, id: HoldId) -> Result<(), Fault> {
    let row = sqlx::query("select kind, thing from retention_hold where office = $1 and id = $2 and council = $3")
        .bind(tx.office().0)
        .bind(id.to_string())
        .bind(permit.facts().spelled())
        .fetch_optional(tx.sql())
        .await?
        .ok_or(Fault::Missing)?;
    let ended = sqlx::query(
        "insert into retention_hold_end (office, hold, at, by_account, by_name) values ($1, $2, $3, $4, $5)
         on conflict (office, hold) do nothing returning hold",
    )
    .bind(tx.office().0)
    .bind(id.to_string())
    .bind(permit.now().to_string())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .fetch_optional(tx.sql())
    .await?;
    let (kind, thing): (String, String) = (row.try_get("kind")?, row.try_get("thing")?);
    match ended {
        Some(_) => tell(tx, permit, id, "retention.hold_ended", format!("{kind} {thing}")).await,
        None => Ok(()),
    }
}

async fn tell(
    tx: &mut Tx,
    permit: &Permit<HoldRetained>,
    id: HoldId,
    verb: &'static str,
    detail: String,
) -> Result<(), Fault> {
    trail::record(tx, permit, Line::<Nameless>::new(verb, "Hold", id).detail(detail)).await?;
    Ok(())
}

fn held(row: &AnyRow) -> Result<Hold, Fault> {
    let until: &str = row.try_get("until_on")?;
    let until_on = until.parse().map_err(|_| unreadable())?;
    Ok(Hold {
        id: HoldId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
        kind: RetentionKind::parse(row.try_get("kind")?).ok_or_else(unreadable)?,
        thing: row.try_get("thing")?,
        form: HoldForm { reason: row.try_get("reason")?, until_on },
        by: row.try_get("by_name")?,
    })
}
