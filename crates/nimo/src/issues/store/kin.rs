//! Kin: issues that live on in another, and issues that were split from one.

use super::{IssueFacts, unreadable};
use crate::access::{Action, Facts, Permit};
use crate::issues::KinIssue;
use crate::issues::model::{IssueId, SHAPE};
use crate::issues::rules::{Joined, family, may_join};
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::trail::{self, Line, Nameless};
use sqlx::Row;
use sqlx::any::AnyRow;

/// A tie of the permit's issue to another.
#[derive(Clone)]
pub struct Kin {
    /// The other one.
    pub other: IssueId,
    /// When.
    pub at: Moment,
    /// By whom, the name as it was then.
    pub by: String,
    /// What the tie is.
    pub tie: Tie,
}

/// What ties two issues.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tie {
    /// This one took the other in (合わせた).
    TookIn,
    /// This one lives on in the other (合わさった).
    LivesIn,
    /// This one was split from the other (分かれた).
    SplitFrom,
    /// The other was split from this one (分けた).
    SplitInto,
}

/// Which issues of the office live on in which.
pub async fn joined<A: Action>(tx: &mut Tx, _permit: &Permit<A>) -> Result<Joined, Fault> {
    let rows = sqlx::query("select issue, into_issue from issue_join where office = $1")
        .bind(tx.office().0)
        .fetch_all(tx.sql())
        .await?;
    rows.iter().map(|row| Ok((id(row, "issue")?, id(row, "into_issue")?))).collect()
}

/// The ties of the permit's issue, oldest first.
pub async fn kin<A: Action<On = IssueFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<Kin>, Fault> {
    let rows = sqlx::query(
        "select issue as one, into_issue as other, at, by_name, 'join' as tie from issue_join
           where office = $1 and (issue = $2 or into_issue = $2)
         union all
         select issue as one, from_issue as other, at, by_name, 'split' as tie from issue_split
           where office = $1 and (issue = $2 or from_issue = $2)
         order by at, one",
    )
    .bind(tx.office().0)
    .bind(permit.facts().spelled())
    .fetch_all(tx.sql())
    .await?;
    let here = permit.facts().id();
    let tie = |row: &AnyRow| {
        let (one, other) = (id(row, "one")?, id(row, "other")?);
        let is_join = row.try_get::<String, _>("tie")? == "join";
        let tie = match (is_join, one == here) {
            (true, true) => Tie::LivesIn,
            (true, false) => Tie::TookIn,
            (false, true) => Tie::SplitFrom,
            (false, false) => Tie::SplitInto,
        };
        let at = Moment::parse(row.try_get("at")?).ok_or_else(unreadable)?;
        Ok(Kin { other: if one == here { other } else { one }, at, by: row.try_get("by_name")?, tie })
    };
    rows.iter().map(tie).collect()
}

/// The permit's issue lives on in another from now on. Its opinions stay with it and are read there too.
///
/// # Errors
/// [`Fault::Lost`] when it lives on somewhere already, or the other one lives on in it.
pub async fn join(tx: &mut Tx, permit: &Permit<KinIssue>, into: IssueId) -> Result<(), Fault> {
    let issue = permit.facts().id();
    if !may_join(issue, into, &joined(tx, permit).await?) {
        return Err(Fault::Lost);
    }
    tie(
        tx,
        permit,
        "insert into issue_join (office, issue, into_issue, at, by_name) values ($1, $2, $3, $4, $5)",
        issue,
        into,
    )
    .await?;
    let line = Line::<Nameless>::new("issue.joined", SHAPE.kind, issue).detail(into.to_string());
    record(tx, permit, line, into).await
}

/// The permit's issue stands on its own again.
///
/// # Errors
/// [`Fault::Lost`] when it does already.
pub async fn part(tx: &mut Tx, permit: &Permit<KinIssue>) -> Result<(), Fault> {
    let done = sqlx::query("delete from issue_join where office = $1 and issue = $2")
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .execute(tx.sql())
        .await?;
    if done.rows_affected() == 0 {
        return Err(Fault::Lost);
    }
    trail::record(tx, permit, Line::<Nameless>::new("issue.parted", SHAPE.kind, permit.facts().id())).await?;
    Ok(())
}

/// Says that an issue which was just raised was split from the permit's issue.
pub async fn split(tx: &mut Tx, permit: &Permit<KinIssue>, issue: IssueId) -> Result<(), Fault> {
    let from = permit.facts().id();
    tie(
        tx,
        permit,
        "insert into issue_split (office, issue, from_issue, at, by_name) values ($1, $2, $3, $4, $5)",
        issue,
        from,
    )
    .await?;
    let line = Line::<Nameless>::new("issue.split", SHAPE.kind, issue).detail(from.to_string());
    record(tx, permit, line, from).await
}

/// The ids under which the opinions of the permit's issue are read: its own and those of all that live on in it.
pub(in crate::issues) async fn family_of<A: Action<On = IssueFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
) -> Result<Vec<IssueId>, Fault> {
    Ok(family(permit.facts().id(), &joined(tx, permit).await?).into_iter().collect())
}

async fn tie(
    tx: &mut Tx,
    permit: &Permit<KinIssue>,
    insert: &'static str,
    one: IssueId,
    other: IssueId,
) -> Result<(), Fault> {
    sqlx::query(insert)
        .bind(tx.office().0)
        .bind(one.to_string())
        .bind(other.to_string())
        .bind(permit.now().to_string())
        .bind(permit.actor().name())
        .execute(tx.sql())
        .await?;
    Ok(())
}

async fn record(tx: &mut Tx, permit: &Permit<KinIssue>, line: Line<Nameless>, cause: IssueId) -> Result<(), Fault> {
    let line = match trail::first::<Nameless>(tx, SHAPE.kind, &cause.to_string()).await? {
        Some(cause) => line.because(cause),
        None => line,
    };
    trail::record(tx, permit, line).await?;
    Ok(())
}

fn id(row: &AnyRow, column: &str) -> Result<IssueId, Fault> {
    IssueId::parse(row.try_get(column)?).ok_or_else(unreadable)
}
