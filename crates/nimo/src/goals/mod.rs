//! 目標・指標: what a council wants to reach in a year, of which parts it is the sum, how far it came and what the council said of
//! it; and the figures of the plan.
//!
//! Others may call [`open_ends`] and [`web::of_measure`], [`web::of_issue`], and name [`model`] and what [`indicator`],
//! [`masking`] and [`town`] show. Views: none.

pub mod indicator;
pub mod masking;
pub mod model;
pub mod print;
pub mod rules;
pub mod store;
pub mod town;
pub mod web;

use crate::access::{OfficeFacts, Permit};
use crate::action;
use crate::council::ReadCouncil;
use crate::council::store::CouncilFacts;
use crate::issues::measure::model::MeasureId;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use almanac::Date;
use model::GoalId;
use rules::GoalEnd;
use std::collections::BTreeSet;
use store::GoalFacts;

action!(/// Lists the goals that the actor may read.
    ListGoals, "goal.list", OfficeFacts);
action!(/// Sets a goal of a council, or proposes one.
    SetGoal, "goal.set", CouncilFacts);
action!(/// Reads a goal's page.
    ReadGoal, "goal.read", GoalFacts);
action!(/// Changes the number of a goal, or its parts.
    ChangeGoal, "goal.change", GoalFacts);
action!(/// Tells how far a goal has come.
    TellProgress, "goal.progress", GoalFacts);
action!(/// Says what a meeting made of a goal.
    EvaluateGoal, "goal.evaluate", GoalFacts);
action!(/// Ties a goal to measures and issues, and lets them go.
    TieGoal, "goal.tie", GoalFacts);

/// What presses of the goals of the permit's council: the goal and the sentence.
///
/// # Errors
/// What the database says.
pub async fn open_ends(
    tx: &mut Tx,
    permit: &Permit<ReadCouncil>,
    today: Date,
) -> Result<Vec<(GoalId, GoalEnd)>, Fault> {
    Ok(ends_of(&store::of_council(tx, permit).await?, today))
}

/// The same, and the measures that are to reach a goal that is not over.
///
/// # Errors
/// What the database says.
pub async fn open_ends_and_aims(
    tx: &mut Tx,
    permit: &Permit<ReadCouncil>,
    today: Date,
) -> Result<(Vec<(GoalId, GoalEnd)>, BTreeSet<MeasureId>), Fault> {
    let goals = store::of_council(tx, permit).await?;
    let going: BTreeSet<GoalId> =
        goals.iter().filter(|goal| !goal.standing(today).is_over()).map(|goal| goal.id).collect();
    let tied = store::tied_measures(tx, permit).await?;
    let aims = tied.into_iter().filter(|(goal, _)| going.contains(goal)).map(|(_, measure)| measure).collect();
    Ok((ends_of(&goals, today), aims))
}

fn ends_of(goals: &[store::Goal], today: Date) -> Vec<(GoalId, GoalEnd)> {
    let end = |goal: &store::Goal| Some((goal.id, goal.open_end(today)?));
    let mut ends: Vec<(GoalId, GoalEnd)> = goals.iter().filter_map(end).collect();
    ends.sort_by_key(|(_, end)| !end.is_late);
    ends
}
