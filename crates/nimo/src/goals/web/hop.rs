//! A goal in a sentence of another page, as far as the person may see it.

use crate::access::{Action, Permit};
use crate::goals::model::GoalId;
use crate::goals::rules::{Standing, then};
use crate::goals::store;
use crate::issues::ReadIssue;
use crate::issues::measure::ReadMeasure;
use crate::issues::measure::model::MeasureId;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::Ask;

/// What stands for a goal that the person may not read.
pub const CLOSED_GOAL: &str = "見る権限のない目標";

/// 令和8年度 地域移行支援を使う人を5人に: a goal with how it stands.
pub struct GoalLine {
    /// Its 年度 and words, or what stands for one that is closed to him.
    pub name: String,
    /// Its page; none where it is closed to him.
    pub path: Option<String>,
    /// How it stands; none where it is closed to him.
    pub standing: Option<Standing>,
    /// How far it has come, in a sentence; empty where it is closed to him.
    pub then: String,
}

/// The goals that a measure is to reach.
///
/// # Errors
/// What the database says.
pub async fn of_measure(ask: &Ask, permit: &Permit<ReadMeasure>) -> Result<Vec<GoalLine>, Fault> {
    let goals = ask.read(async |tx| store::of_measure(tx, permit).await).await?;
    lines(ask, permit, &goals).await
}

/// The goals that stand for an issue, themselves or by its measures.
///
/// # Errors
/// What the database says.
pub async fn of_issue(ask: &Ask, permit: &Permit<ReadIssue>, measures: &[MeasureId]) -> Result<Vec<GoalLine>, Fault> {
    let goals = ask.read(async |tx| store::of_issue(tx, permit, measures).await).await?;
    lines(ask, permit, &goals).await
}

/// Read together: an issue may have many.
async fn lines<A: Action>(ask: &Ask, permit: &Permit<A>, ids: &[GoalId]) -> Result<Vec<GoalLine>, Fault> {
    let goals = ask.read(async |tx| store::some(tx, permit, ids).await).await?;
    let mut lines = vec![];
    for goal in &goals {
        let setting = goal.current()?;
        lines.push(GoalLine {
            name: format!("{} {}", goal.year, setting.title),
            path: Some(format!("/goals/{}", goal.id)),
            standing: Some(goal.standing(ask.now.day())),
            then: then(&goal.yardstick, setting.target, goal.running().as_ref()),
        });
    }
    let closed = || GoalLine { name: CLOSED_GOAL.into(), path: None, standing: None, then: String::new() };
    lines.extend(std::iter::repeat_with(closed).take(ids.len() - goals.len()));
    Ok(lines)
}
