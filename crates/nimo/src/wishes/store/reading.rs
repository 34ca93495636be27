//! Readings that were kept, and the issues that were raised from them.

use crate::access::{Action, Facts, Permit};
use crate::editing::store::set_aside;
use crate::issues::RaiseIssue;
use crate::issues::model::IssueId;
use crate::issues::store::IssueFacts;
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::trail::{self, Line, Nameless};
use crate::wishes::model::{ReadingId, ReadingSheet};
use crate::wishes::rules::apart::Seen;
use crate::wishes::store::{ReadingFacts, rule, unreadable};
use crate::wishes::{KeepReading, WithdrawReading};
use almanac::Date;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};

/// A reading, as it was kept.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The id.
    pub id: ReadingId,
    /// What the council sees.
    pub sheet: ReadingSheet,
    /// When it was kept.
    pub at: Moment,
    /// By whom, the name as it was then.
    pub by: String,
    /// That it was taken back, if it was.
    pub withdrawn: Option<Withdrawn>,
}

/// That a reading was taken back.
#[derive(Debug, Clone)]
pub struct Withdrawn {
    /// Why.
    pub reason: String,
    /// When.
    pub at: Moment,
    /// By whom, the name as it was then.
    pub by: String,
}

const OF_ALL: &str =
    "select r.id, r.sheet, r.seen, r.made_at, r.by_name, w.reason, w.at as withdrawn_at, w.by_name as withdrawn_by
  from reading r left join reading_withdrawal w on w.office = r.office and w.reading = r.id where r.office = $1";

/// Those that were kept, the newest first.
pub async fn list<A: Action>(tx: &mut Tx, _permit: &Permit<A>) -> Result<Vec<Reading>, Fault> {
    every(tx).await?.iter().map(reading).collect()
}

/// The permit's reading.
pub async fn find<A: Action<On = ReadingFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Reading, Fault> {
    let row = sqlx::query(AssertSqlSafe(format!("{OF_ALL} and r.id = $2")))
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_one(tx.sql())
        .await?;
    reading(&row)
}

/// What each reading that was kept was made of, the newest first.
pub async fn seen(tx: &mut Tx, _permit: &Permit<KeepReading>) -> Result<Vec<(Reading, Seen)>, Fault> {
    let read =
        |row: &AnyRow| Ok((reading(row)?, serde_json::from_str(row.try_get("seen")?).map_err(|_| unreadable())?));
    every(tx).await?.iter().map(read).collect()
}

async fn every(tx: &mut Tx) -> Result<Vec<AnyRow>, Fault> {
    let query = AssertSqlSafe(format!("{OF_ALL} order by r.id desc"));
    Ok(sqlx::query(query).bind(tx.office().0).fetch_all(tx.sql()).await?)
}

/// Keeps a reading and what it was made of; it came of the rule of its day.
pub async fn keep(
    tx: &mut Tx,
    permit: &Permit<KeepReading>,
    sheet: &ReadingSheet,
    seen: &Seen,
) -> Result<ReadingId, Fault> {
    let id = ReadingId::fresh();
    let json = serde_json::to_string(sheet).map_err(|_| unreadable())?;
    let seen = serde_json::to_string(seen).map_err(|_| unreadable())?;
    sqlx::query(
        "insert into reading (office, id, on_day, sheet, seen, made_at, by_name) values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(tx.office().0)
    .bind(id.to_string())
    .bind(sheet.on.to_string())
    .bind(json)
    .bind(seen)
    .bind(permit.now().to_string())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    let mut line = Line::<Nameless>::new("reading.kept", ReadingFacts::KIND, id);
    if let Some(cause) = rule::because(tx, permit, sheet.on).await? {
        line = line.because(cause);
    }
    trail::record(tx, permit, line).await?;
    Ok(id)
}

/// Takes the permit's reading back. False when somebody did so before.
pub async fn withdraw(tx: &mut Tx, permit: &Permit<WithdrawReading>, reason: &str) -> Result<bool, Fault> {
    let id = permit.facts().spelled();
    let is_first = set_aside(tx, permit, ("reading_withdrawal", "reading"), (&id, reason)).await?;
    if is_first {
        let mut line = Line::<Nameless>::new("reading.withdrawn", ReadingFacts::KIND, &id);
        if let Some(cause) = trail::first::<Nameless>(tx, ReadingFacts::KIND, &id).await? {
            line = line.because(cause);
        }
        trail::record(tx, permit, line).await?;
    }
    Ok(is_first)
}

/// Says of an issue that is being raised that it came of a reading.
///
/// # Errors
/// [`Fault::Missing`] where there is no such reading that stands.
pub async fn tie(tx: &mut Tx, _permit: &Permit<RaiseIssue>, reading: ReadingId, issue: IssueId) -> Result<(), Fault> {
    let there = sqlx::query(
        "select r.id from reading r where r.office = $1 and r.id = $2 and not exists
           (select 1 from reading_withdrawal w where w.office = r.office and w.reading = r.id)",
    )
    .bind(tx.office().0)
    .bind(reading.to_string())
    .fetch_optional(tx.sql())
    .await?;
    there.ok_or(Fault::Missing)?;
    sqlx::query("insert into reading_issue (office, issue, reading) values ($1, $2, $3)")
        .bind(tx.office().0)
        .bind(issue.to_string())
        .bind(reading.to_string())
        .execute(tx.sql())
        .await?;
    Ok(())
}

/// The reading from which the permit's issue was raised, its day, and whether it was taken back.
pub async fn of_issue<A: Action<On = IssueFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
) -> Result<Option<(ReadingId, Date, bool)>, Fault> {
    let row = sqlx::query(
        "select r.id, r.on_day, case when w.reading is null then 0 else 1 end as is_withdrawn
         from reading_issue i join reading r on r.office = i.office and r.id = i.reading
         left join reading_withdrawal w on w.office = r.office and w.reading = r.id
         where i.office = $1 and i.issue = $2",
    )
    .bind(tx.office().0)
    .bind(permit.facts().spelled())
    .fetch_optional(tx.sql())
    .await?;
    let read = |row: AnyRow| {
        let id = ReadingId::parse(row.try_get("id")?).ok_or_else(unreadable)?;
        let on = row.try_get::<&str, _>("on_day")?.parse().map_err(|_| unreadable())?;
        Ok((id, on, row.try_get::<i32, _>("is_withdrawn")? == 1))
    };
    row.map(read).transpose()
}

/// The issues that were raised from the permit's reading.
pub async fn issues_of<A: Action<On = ReadingFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<IssueId>, Fault> {
    let rows = sqlx::query("select issue from reading_issue where office = $1 and reading = $2 order by issue")
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_all(tx.sql())
        .await?;
    rows.iter().map(|row| IssueId::parse(row.try_get("issue")?).ok_or_else(unreadable)).collect()
}

fn reading(row: &AnyRow) -> Result<Reading, Fault> {
    Ok(Reading {
        id: ReadingId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
        sheet: serde_json::from_str(row.try_get("sheet")?).map_err(|_| unreadable())?,
        at: Moment::parse(row.try_get("made_at")?).ok_or_else(unreadable)?,
        by: row.try_get("by_name")?,
        withdrawn: withdrawn(row)?,
    })
}

fn withdrawn(row: &AnyRow) -> Result<Option<Withdrawn>, Fault> {
    let Some(at) = row.try_get::<Option<&str>, _>("withdrawn_at")? else { return Ok(None) };
    Ok(Some(Withdrawn {
        reason: row.try_get("reason")?,
        at: Moment::parse(at).ok_or_else(unreadable)?,
        by: row.try_get("withdrawn_by")?,
    }))
}
