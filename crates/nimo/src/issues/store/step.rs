//! Steps: how far an issue has come, one row for each change.

use super::{IssueFacts, unreadable};
use crate::access::{Action, Facts, Permit};
use crate::council::meeting::model::MeetingId;
use crate::issues::StepIssue;
use crate::issues::model::{IssueId, SHAPE, Stage};
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::trail::{self, Line, Nameless};
use sqlx::Row;
use sqlx::any::AnyRow;

/// A step of an issue.
#[derive(Clone)]
pub struct Step {
    /// What it is now.
    pub stage: Stage,
    /// Why.
    pub reason: String,
    /// The meeting that looked at it.
    pub meeting: Option<MeetingId>,
    /// When.
    pub at: Moment,
    /// By whom, the name as it was then.
    pub by: String,
}

/// The steps of the permit's issue, oldest first.
pub async fn steps<A: Action<On = IssueFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<Step>, Fault> {
    let rows = sqlx::query(
        "select stage, reason, meeting, at, by_name from issue_step where office = $1 and issue = $2 order by id",
    )
    .bind(tx.office().0)
    .bind(permit.facts().spelled())
    .fetch_all(tx.sql())
    .await?;
    let step = |row: &AnyRow| {
        let meeting: Option<String> = row.try_get("meeting")?;
        Ok(Step {
            stage: Stage::parse(row.try_get("stage")?).ok_or_else(unreadable)?,
            reason: row.try_get("reason")?,
            meeting: meeting.map(|id| MeetingId::parse(&id).ok_or_else(unreadable)).transpose()?,
            at: Moment::parse(row.try_get("at")?).ok_or_else(unreadable)?,
            by: row.try_get("by_name")?,
        })
    };
    rows.iter().map(step).collect()
}

/// The permit's issue takes a step.
pub async fn step(
    tx: &mut Tx,
    permit: &Permit<StepIssue>,
    stage: Stage,
    reason: &str,
    meeting: Option<MeetingId>,
) -> Result<(), Fault> {
    insert(tx, permit, permit.facts().id(), stage, reason, meeting).await?;
    let mut line = Line::<Nameless>::new("issue.stepped", SHAPE.kind, permit.facts().id()).detail(stage.code());
    if let Some(meeting) = meeting
        && let Some(cause) = trail::first::<Nameless>(tx, "Meeting", &meeting.to_string()).await?
    {
        line = line.because(cause);
    }
    trail::record(tx, permit, line).await?;
    Ok(())
}

/// The step with which an issue begins; its line is that of the raising.
pub(super) async fn first<A: Action>(tx: &mut Tx, permit: &Permit<A>, issue: IssueId) -> Result<(), Fault> {
    insert(tx, permit, issue, Stage::Raised, "", None).await
}

async fn insert<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    issue: IssueId,
    stage: Stage,
    reason: &str,
    meeting: Option<MeetingId>,
) -> Result<(), Fault> {
    sqlx::query(
        "insert into issue_step (office, id, issue, stage, reason, meeting, at, by_account, by_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(tx.office().0)
    .bind(uuid::Uuid::now_v7().to_string())
    .bind(issue.to_string())
    .bind(stage.code())
    .bind(reason)
    .bind(meeting.map(|meeting| meeting.to_string()))
    .bind(permit.now().to_string())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    Ok(())
}
