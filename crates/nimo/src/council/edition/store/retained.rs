//! What of frozen minutes is kept, and its emptying.

use super::unreadable;
use crate::access::{Action, Permit};
use crate::council::edition::model::EditionStage;
use crate::council::meeting::model::MeetingId;
use crate::council::model::CouncilId;
use crate::council::retention::DisposeRetained;
use crate::council::retention::model::{Retained, RetentionKind};
use crate::council::telling::model::Audience;
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use sqlx::Row;
use sqlx::any::AnyRow;

/// The editions of a council that the permit's thing belongs to whose words are there, drafts that were looked at among them. One in whose
/// place a later one was published stands open no longer.
pub(crate) async fn retained<A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    council: CouncilId,
) -> Result<Vec<Retained>, Fault> {
    let rows = sqlx::query(
        "select e.id, e.meeting, e.audience, e.stage, e.number, e.sha256, e.at,
           (select count(*) from publication p where p.office = e.office and p.edition = e.id and not exists
             (select 1 from publication_withdrawal w where w.office = p.office and w.publication = p.id)
             and not exists (select 1 from edition n join publication q on q.office = n.office and q.edition = n.id
               where n.office = e.office and n.meeting = e.meeting and n.audience = e.audience and n.stage = e.stage
                 and n.number > e.number)) as open
         from edition e where e.office = $1 and e.council = $2 and not exists
           (select 1 from disposal_line l where l.office = e.office and l.kind = 'minutes' and l.thing = e.id)",
    )
    .bind(tx.office().0)
    .bind(council.to_string())
    .fetch_all(tx.sql())
    .await?;
    rows.iter().map(edition).collect()
}

fn edition(row: &AnyRow) -> Result<Retained, Fault> {
    let audience = Audience::parse(row.try_get("audience")?).ok_or_else(unreadable)?;
    let stage = EditionStage::parse(row.try_get("stage")?).ok_or_else(unreadable)?;
    let number: i64 = row.try_get("number")?;
    Ok(Retained {
        kind: RetentionKind::Minutes,
        thing: row.try_get("id")?,
        meeting: Some(MeetingId::parse(row.try_get("meeting")?).ok_or_else(unreadable)?),
        name: format!("会議録（{}、{}第{number}版）", audience.label(), stage.label()),
        done_on: Moment::parse(row.try_get("at")?).ok_or_else(unreadable)?.day(),
        sha256: row.try_get("sha256")?,
        is_open: row.try_get::<i64, _>("open")? > 0,
    })
}

/// Empties an edition that stands in the register of disposals. Why it was made may name somebody, and goes, too.
pub(crate) async fn empty(tx: &mut Tx, _permit: &Permit<DisposeRetained>, edition: &str) -> Result<(), Fault> {
    sqlx::query("update edition set body = '', pdf = $3, reason = '' where office = $1 and id = $2")
        .bind(tx.office().0)
        .bind(edition)
        .bind(&b""[..])
        .execute(tx.sql())
        .await?;
    Ok(())
}
