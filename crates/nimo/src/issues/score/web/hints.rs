//! What the pages of an issue, of a meeting and of きょう say of scoring.

use crate::access::{Facts, Permit};
use crate::council::meeting::ReadMeeting;
use crate::issues::ReadIssue;
use crate::issues::score::model::{Axis, RoundId, RoundState};
use crate::issues::score::rules::{IssueTally, Spread, half};
use crate::issues::score::store::{self, Listed};
use crate::issues::score::{ListRounds, ReadRound};
use crate::plumbing::fault::Fault;
use crate::plumbing::web::Ask;
use almanac::Date;

/// What the members said about an issue in a round that is frozen.
pub struct Scored {
    /// The round's page.
    pub path: String,
    /// What the round is called.
    pub title: String,
    /// 実現性 4（2〜5）、効果 4.5（4〜5）.
    pub words: String,
    /// 割れ?
    pub is_split: bool,
}

/// The frozen rounds that cover the permit's issue and that the person may read, newest first.
///
/// # Errors
/// What the database says.
pub async fn of_issue(ask: &Ask, permit: &Permit<ReadIssue>) -> Result<Vec<Scored>, Fault> {
    let rounds = ask.read(async |tx| store::of_issue(tx, permit).await).await?;
    let issue = permit.facts().id().to_string();
    let mut scored = vec![];
    for (path, title, tallies) in readable(ask, rounds).await? {
        let Some(tally) = tallies.into_iter().find(|tally| tally.covered.issue == issue) else { continue };
        scored.push(Scored { path, title, words: words(&tally), is_split: tally.is_split() });
    }
    Ok(scored)
}

/// The rounds that were frozen for the permit's meeting and that the person may read: page and name.
///
/// # Errors
/// What the database says.
pub async fn of_meeting(ask: &Ask, permit: &Permit<ReadMeeting>) -> Result<Vec<(String, String)>, Fault> {
    let rounds = ask.read(async |tx| store::of_meeting(tx, permit).await).await?;
    Ok(readable(ask, rounds).await?.into_iter().map(|(path, title, _)| (path, title)).collect())
}

async fn readable(ask: &Ask, rounds: Vec<RoundId>) -> Result<Vec<(String, String, Vec<IssueTally>)>, Fault> {
    let mut readable = vec![];
    for id in rounds {
        if !ask.could::<ReadRound>(id).await? {
            continue;
        }
        let permit = ask.may::<ReadRound>(id).await?;
        let read = ask.read(async |tx| Ok((store::find(tx, &permit).await?, store::outcome(tx, &permit).await?)));
        let (round, outcome) = read.await?;
        let issues = outcome.map_or_else(Vec::new, |outcome| outcome.tally.issues);
        readable.push((format!("/rounds/{id}"), round.title, issues));
    }
    Ok(readable)
}

/// 実現性 4（2〜5）、効果 4.5（4〜5）.
fn words(tally: &IssueTally) -> String {
    let axis = |axis: Axis| match tally.on(axis) {
        Some(spread) => format!("{} {}", axis.label(), figures(spread)),
        None => format!("{}は、点が2人以下のため出しません", axis.label()),
    };
    Axis::ALL.map(axis).join("、")
}

fn figures(spread: Spread) -> String {
    let (least, most) = spread.ends();
    format!("{}（{least}〜{most}）", half(spread.median_twice()))
}

/// A round that waits for the person's points.
pub struct Waiting {
    /// His sheet.
    pub path: String,
    /// What the round is called.
    pub title: String,
    /// あと3日, きょうまで, 過ぎた.
    pub word: String,
}

/// The open rounds that ask for the person's points and do not have them all.
///
/// # Errors
/// What the database says.
pub async fn waiting(ask: &Ask) -> Result<Vec<Waiting>, Fault> {
    let permit = ask.may::<ListRounds>(ask.office()?).await?;
    let rounds = ask.read(async |tx| store::list(tx, &permit).await).await?;
    let today = ask.now.day();
    let waits = rounds.into_iter().filter(is_waiting);
    Ok(waits
        .map(|round| Waiting {
            path: format!("/rounds/{}/mine", round.id),
            title: round.title,
            word: left(round.due_on, today),
        })
        .collect())
}

/// Does it wait for the actor's points?
pub(super) fn is_waiting(round: &Listed) -> bool {
    round.state == RoundState::Open && round.mine.is_some_and(|whole| whole < round.issues)
}

/// あと3日, きょうまで, しめきり過ぎ.
pub(super) fn left(due_on: Date, today: Date) -> String {
    match (due_on - today).num_days() {
        0 => "きょうまで".into(),
        days if days > 0 => format!("あと{days}日"),
        _ => "しめきり過ぎ".into(),
    }
}
