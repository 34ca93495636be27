//! Progress: how far a measure has come, one row for each change.

use super::{MeasureFacts, unreadable};
use crate::access::{Action, Facts, Permit};
use crate::council::meeting::model::MeetingId;
use crate::issues::measure::AdvanceMeasure;
use crate::issues::measure::model::{MeasureId, Progress, SHAPE};
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::trail::{self, Line, Nameless};
use sqlx::Row;
use sqlx::any::AnyRow;

/// A change of a measure's progress.
#[derive(Clone)]
pub struct Advance {
    /// What it is now.
    pub progress: Progress,
    /// Why, or what came of it.
    pub reason: String,
    /// The meeting that decided it.
    pub meeting: Option<MeetingId>,
    /// When.
    pub at: Moment,
    /// By whom, the name as it was then.
    pub by: String,
}

/// The progress of the permit's measure, oldest first.
pub async fn advances<A: Action<On = MeasureFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<Advance>, Fault> {
    let rows = sqlx::query(
        "select progress, reason, meeting, at, by_name from measure_progress where office = $1 and measure = $2 order by id",
    )
    .bind(tx.office().0)
    .bind(permit.facts().spelled())
    .fetch_all(tx.sql())
    .await?;
    let advance = |row: &AnyRow| {
        let meeting: Option<String> = row.try_get("meeting")?;
        Ok(Advance {
            progress: Progress::parse(row.try_get("progress")?).ok_or_else(unreadable)?,
            reason: row.try_get("reason")?,
            meeting: meeting.map(|id| MeetingId::parse(&id).ok_or_else(unreadable)).transpose()?,
            at: Moment::parse(row.try_get("at")?).ok_or_else(unreadable)?,
            by: row.try_get("by_name")?,
        })
    };
    rows.iter().map(advance).collect()
}

/// The permit's measure goes on, or ends.
pub async fn advance(
    tx: &mut Tx,
    permit: &Permit<AdvanceMeasure>,
    progress: Progress,
    reason: &str,
    meeting: Option<MeetingId>,
) -> Result<(), Fault> {
    insert(tx, permit, permit.facts().id(), progress, reason, meeting).await?;
    let mut line = Line::<Nameless>::new("measure.advanced", SHAPE.kind, permit.facts().id()).detail(progress.code());
    if let Some(meeting) = meeting
        && let Some(cause) = trail::first::<Nameless>(tx, "Meeting", &meeting.to_string()).await?
    {
        line = line.because(cause);
    }
    trail::record(tx, permit, line).await?;
    Ok(())
}

/// The progress with which a measure begins; its line is that of the adding.
pub(super) async fn first<A: Action>(tx: &mut Tx, permit: &Permit<A>, measure: MeasureId) -> Result<(), Fault> {
    insert(tx, permit, measure, Progress::Proposed, "", None).await
}

async fn insert<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    measure: MeasureId,
    progress: Progress,
    reason: &str,
    meeting: Option<MeetingId>,
) -> Result<(), Fault> {
    sqlx::query(
        "insert into measure_progress (office, id, measure, progress, reason, meeting, at, by_account, by_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(tx.office().0)
    .bind(uuid::Uuid::now_v7().to_string())
    .bind(measure.to_string())
    .bind(progress.code())
    .bind(reason)
    .bind(meeting.map(|meeting| meeting.to_string()))
    .bind(permit.now().to_string())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    Ok(())
}
