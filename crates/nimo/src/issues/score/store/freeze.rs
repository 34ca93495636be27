//! What all together said: added up while a round is closed, read from the frozen row after.

use super::sheet::nameless;
use super::{RoundFacts, round, unreadable};
use crate::access::{Action, Facts, Permit};
use crate::council::meeting::ReadMeeting;
use crate::council::meeting::model::MeetingId;
use crate::council::store::CouncilFacts;
use crate::issues::ReadIssue;
use crate::issues::score::model::{Axis, RoundId, RoundState};
use crate::issues::score::rules::{RoundRefusal, Spread, Tally, Wish, may, tally};
use crate::issues::score::{FreezeRound, ReadRound};
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::secret::hash;
use crate::trail::{self, Line, Nameless};
use sqlx::Row;
use sqlx::any::AnyRow;
use std::collections::BTreeMap;

/// By whom, when and for which meeting a result was frozen.
pub struct Seal {
    /// The meeting in whose paper it stands.
    pub meeting: MeetingId,
    /// SHA-256 of the tally as stored.
    pub sha256: String,
    /// When.
    pub at: Moment,
    /// By whom, the name as it was then.
    pub by: String,
}

/// What all together said.
pub struct Outcome {
    /// The figures, as far as they may be told.
    pub tally: Tally,
    /// Once it is frozen.
    pub seal: Option<Seal>,
}

/// The outcome of the permit's round; none while it takes points.
pub async fn outcome(tx: &mut Tx, permit: &Permit<ReadRound>) -> Result<Option<Outcome>, Fault> {
    match permit.facts().state() {
        RoundState::Open => Ok(None),
        RoundState::Closed => Ok(Some(Outcome { tally: added_up(tx, permit).await?, seal: None })),
        RoundState::Frozen => frozen(tx, permit.facts().id()).await.map(Some),
    }
}

async fn added_up<A: Action<On = RoundFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Tally, Fault> {
    let round = round::find(tx, permit).await?;
    let asked = u32::try_from(round.members.len()).map_err(|_| unreadable())?;
    Ok(tally(&round.issues, asked, &nameless(tx, permit).await?))
}

async fn frozen(tx: &mut Tx, id: RoundId) -> Result<Outcome, Fault> {
    let row =
        sqlx::query("select meeting, tally, sha256, at, by_name from round_freeze where office = $1 and round = $2")
            .bind(tx.office().0)
            .bind(id.to_string())
            .fetch_one(tx.sql())
            .await?;
    let (stored, sha256): (String, String) = (row.try_get("tally")?, row.try_get("sha256")?);
    if hash(&stored) != sha256 {
        return Err(Fault::broken("scores", "a frozen tally is not what was frozen"));
    }
    let seal = Seal {
        meeting: MeetingId::parse(row.try_get("meeting")?).ok_or_else(unreadable)?,
        sha256,
        at: Moment::parse(row.try_get("at")?).ok_or_else(unreadable)?,
        by: row.try_get("by_name")?,
    };
    Ok(Outcome { tally: serde_json::from_str(&stored).map_err(|_| unreadable())?, seal: Some(seal) })
}

/// Freezes the permit's round for a meeting: the tally as it is now, and its line, which came of the meeting.
///
/// # Errors
/// [`Fault::Taken`] when it was frozen in this very moment.
pub async fn freeze(
    tx: &mut Tx,
    permit: &Permit<FreezeRound>,
    meeting: MeetingId,
) -> Result<Result<(), RoundRefusal>, Fault> {
    if let Err(refusal) = may(permit.facts().state(), Wish::Freeze) {
        return Ok(Err(refusal));
    }
    let id = permit.facts().id();
    let stored = serde_json::to_string(&added_up(tx, permit).await?).map_err(|_| unreadable())?;
    sqlx::query(
        "insert into round_freeze (office, round, meeting, tally, sha256, at, by_account, by_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(tx.office().0)
    .bind(id.to_string())
    .bind(meeting.to_string())
    .bind(stored.as_str())
    .bind(hash(&stored))
    .bind(permit.now().to_string())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    round::insert_step(tx, permit, id, "frozen").await?;
    let mut line = Line::<Nameless>::new("round.frozen", RoundFacts::KIND, id);
    for (kind, thing) in [("Meeting", meeting.to_string()), (RoundFacts::KIND, id.to_string())] {
        if let Some(cause) = trail::first::<Nameless>(tx, kind, &thing).await? {
            line = line.because(cause);
        }
    }
    trail::record(tx, permit, line).await?;
    Ok(Ok(()))
}

/// The frozen rounds that cover the permit's issue, newest first. Whether the actor may read each is the gate's to say.
pub async fn of_issue(tx: &mut Tx, permit: &Permit<ReadIssue>) -> Result<Vec<RoundId>, Fault> {
    let rows = sqlx::query(
        "select f.round from round_freeze f join round_issue i on i.office = f.office and i.round = f.round
         where f.office = $1 and i.issue = $2 order by f.at desc, f.round desc",
    )
    .bind(tx.office().0)
    .bind(permit.facts().spelled())
    .fetch_all(tx.sql())
    .await?;
    rows.iter().map(id).collect()
}

/// The rounds that were frozen for the permit's meeting, newest first. Whether the actor may read each is the gate's to say.
pub async fn of_meeting(tx: &mut Tx, permit: &Permit<ReadMeeting>) -> Result<Vec<RoundId>, Fault> {
    let rows =
        sqlx::query("select round from round_freeze where office = $1 and meeting = $2 order by at desc, round desc")
            .bind(tx.office().0)
            .bind(permit.facts().spelled())
            .fetch_all(tx.sql())
            .await?;
    rows.iter().map(id).collect()
}

/// Twice the medians of 実現性 and 効果 of each issue, from the newest frozen round of the permit's council that covers it; none where
/// too few gave a point.
pub async fn medians<A: Action<On = CouncilFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
) -> Result<BTreeMap<String, [Option<u32>; 2]>, Fault> {
    let rows = sqlx::query(
        "select f.round from round_freeze f join round r on r.office = f.office and r.id = f.round
         where f.office = $1 and r.council = $2 order by f.at, f.round",
    )
    .bind(tx.office().0)
    .bind(permit.facts().spelled())
    .fetch_all(tx.sql())
    .await?;
    let mut medians = BTreeMap::new();
    for row in &rows {
        for issue in frozen(tx, id(row)?).await?.tally.issues {
            let axes = Axis::ALL.map(|axis| issue.on(axis).map(Spread::median_twice));
            medians.insert(issue.covered.issue, axes);
        }
    }
    Ok(medians)
}

fn id(row: &AnyRow) -> Result<RoundId, Fault> {
    RoundId::parse(row.try_get("round")?).ok_or_else(unreadable)
}
