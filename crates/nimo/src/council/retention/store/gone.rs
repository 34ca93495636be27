//! Since when a thing is gone.

use super::unreadable;
use crate::access::{Action, Permit};
use crate::council::retention::model::RetentionKind;
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use almanac::Date;
use sqlx::Row;

/// The day on which a thing that the permit's thing belongs to was disposed of, if it was.
pub(crate) async fn gone<A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    (kind, thing): (RetentionKind, &str),
) -> Result<Option<Date>, Fault> {
    let row = sqlx::query(
        "select d.at from disposal_line l join disposal d on d.office = l.office and d.id = l.disposal
         where l.office = $1 and l.kind = $2 and l.thing = $3",
    )
    .bind(tx.office().0)
    .bind(kind.code())
    .bind(thing)
    .fetch_optional(tx.sql())
    .await?;
    row.map(|row| Ok(Moment::parse(row.try_get("at")?).ok_or_else(unreadable)?.day())).transpose()
}

/// The fault for a thing whose content is empty: gone since its day, and broken where no disposal says so.
pub(crate) async fn disposed<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    what: (RetentionKind, &str),
) -> Result<Fault, Fault> {
    let day = gone(tx, permit, what).await?;
    Ok(day.map_or_else(|| Fault::broken("retention", "empty, and nobody disposed of it"), Fault::Disposed))
}
