//! The issues that a measure serves beside the one for which it was first thought of.

use super::{MeasureFacts, unreadable};
use crate::access::{Action, Facts, Permit};
use crate::issues::measure::ServeIssue;
use crate::issues::measure::model::SHAPE;
use crate::issues::model::IssueId;
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::trail::{self, Line, Nameless};
use sqlx::Row;
use sqlx::any::AnyRow;

/// A further issue that a measure serves.
#[derive(Clone)]
pub struct Serves {
    /// The issue.
    pub issue: IssueId,
    /// Since when.
    pub at: Moment,
    /// Who said so, the name as it was then.
    pub by: String,
}

/// The further issues of the permit's measure, oldest first.
pub async fn served<A: Action<On = MeasureFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<Serves>, Fault> {
    let rows = sqlx::query(
        "select issue, at, by_name from measure_issue where office = $1 and measure = $2 order by at, issue",
    )
    .bind(tx.office().0)
    .bind(permit.facts().spelled())
    .fetch_all(tx.sql())
    .await?;
    let serves = |row: &AnyRow| {
        Ok(Serves {
            issue: IssueId::parse(row.try_get("issue")?).ok_or_else(unreadable)?,
            at: Moment::parse(row.try_get("at")?).ok_or_else(unreadable)?,
            by: row.try_get("by_name")?,
        })
    };
    rows.iter().map(serves).collect()
}

/// The permit's measure serves this issue too, from now on; it came of it.
pub async fn serve(tx: &mut Tx, permit: &Permit<ServeIssue>, issue: IssueId) -> Result<(), Fault> {
    sqlx::query(
        "insert into measure_issue (office, measure, issue, at, by_name) values ($1, $2, $3, $4, $5)
         on conflict (office, measure, issue) do nothing",
    )
    .bind(tx.office().0)
    .bind(permit.facts().spelled())
    .bind(issue.to_string())
    .bind(permit.now().to_string())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    let mut line = Line::<Nameless>::new("measure.serves", SHAPE.kind, permit.facts().id()).detail(issue.to_string());
    if let Some(cause) = trail::first::<Nameless>(tx, "Issue", &issue.to_string()).await? {
        line = line.because(cause);
    }
    trail::record(tx, permit, line).await?;
    Ok(())
}

/// The permit's measure no longer serves this further issue.
pub async fn let_go(tx: &mut Tx, permit: &Permit<ServeIssue>, issue: IssueId) -> Result<(), Fault> {
    sqlx::query("delete from measure_issue where office = $1 and measure = $2 and issue = $3")
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .bind(issue.to_string())
        .execute(tx.sql())
        .await?;
    let line = Line::<Nameless>::new("measure.let_go", SHAPE.kind, permit.facts().id()).detail(issue.to_string());
    trail::record(tx, permit, line).await?;
    Ok(())
}
