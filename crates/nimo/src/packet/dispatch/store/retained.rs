//! What of sendings is kept, and their emptying.

use super::sent::WHOLE;
use super::unreadable;
use crate::access::{Action, Facts, Permit};
use crate::council::meeting::model::MeetingId;
use crate::council::meeting::store::MeetingFacts;
use crate::council::model::CouncilId;
use crate::council::retention::DisposeRetained;
use crate::council::retention::model::{Retained, RetentionKind};
use crate::packet::dispatch::model::DispatchId;
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use sqlx::Row;
use sqlx::any::AnyRow;

/// The sendings of a council that the permit's thing belongs to whose words are there.
pub(crate) async fn retained<A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    council: CouncilId,
) -> Result<Vec<Retained>, Fault> {
    let rows = sqlx::query(
        "select d.id, d.meeting, d.number, d.sha256, d.at from dispatch d where d.office = $1 and d.council = $2
           and d.body not in ('', $3)",
    )
    .bind(tx.office().0)
    .bind(council.to_string())
    .bind(WHOLE)
    .fetch_all(tx.sql())
    .await?;
    rows.iter().map(sending).collect()
}

fn sending(row: &AnyRow) -> Result<Retained, Fault> {
    Ok(Retained {
        kind: RetentionKind::Dispatch,
        thing: row.try_get("id")?,
        meeting: Some(MeetingId::parse(row.try_get("meeting")?).ok_or_else(unreadable)?),
        name: format!("送付した一式　第{}便", row.try_get::<i64, _>("number")?),
        done_on: Moment::parse(row.try_get("at")?).ok_or_else(unreadable)?.day(),
        sha256: row.try_get("sha256")?,
        is_open: false,
    })
}

/// A sending whose words are gone: its number, when it was sent and by whom.
pub type GoneSending = (DispatchId, i64, Moment, String);

/// The sendings of the permit's meeting whose words are gone, newest first.
pub(crate) async fn gone<A: Action<On = MeetingFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
) -> Result<Vec<GoneSending>, Fault> {
    let rows = sqlx::query(
        "select id, number, at, by_name from dispatch where office = $1 and meeting = $2 and body in ('', $3)
         order by number desc",
    )
    .bind(tx.office().0)
    .bind(permit.facts().spelled())
    .bind(WHOLE)
    .fetch_all(tx.sql())
    .await?;
    let one = |row: &AnyRow| {
        let at = Moment::parse(row.try_get("at")?).ok_or_else(unreadable)?;
        let id = DispatchId::parse(row.try_get("id")?).ok_or_else(unreadable)?;
        Ok((id, row.try_get("number")?, at, row.try_get("by_name")?))
    };
    rows.iter().map(one).collect()
}

/// Empties a sending that stands in the register of disposals. Whether it went to members stays known: it is promised by a day.
pub(crate) async fn empty(tx: &mut Tx, _permit: &Permit<DisposeRetained>, dispatch: &str) -> Result<(), Fault> {
    sqlx::query("update dispatch set body = case when body like $3 then $4 else '' end where office = $1 and id = $2")
        .bind(tx.office().0)
        .bind(dispatch)
        .bind(format!("{WHOLE}%"))
        .bind(WHOLE)
        .execute(tx.sql())
        .await?;
    sqlx::query("update dispatch_withdrawal set reason = '' where office = $1 and dispatch = $2")
        .bind(tx.office().0)
        .bind(dispatch)
        .execute(tx.sql())
        .await?;
    Ok(())
}
