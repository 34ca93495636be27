//! What is done to reach a goal, and for which issues it stands.

use super::GoalFacts;
use crate::access::{Action, Facts, Permit};
use crate::council::ReadCouncil;
use crate::goals::TieGoal;
use crate::goals::model::GoalId;
use crate::issues::ReadIssue;
use crate::issues::measure::ReadMeasure;
use crate::issues::measure::model::MeasureId;
use crate::issues::model::IssueId;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::gather::gather;
use crate::trail::{self, Line, Nameless};
use sqlx::AssertSqlSafe;

/// The measures and issues of a goal, in the order in which they were tied.
#[derive(Default, Clone)]
pub struct Ties {
    /// 届かせる方策.
    pub measures: Vec<MeasureId>,
    /// The issues for which it stands.
    pub issues: Vec<IssueId>,
}

/// A measure or an issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tied {
    /// A measure.
    Measure(MeasureId),
    /// An issue.
    Issue(IssueId),
}

impl Tied {
    /// As a form names it: measure:…, issue:….
    pub fn parse(typed: &str) -> Option<Tied> {
        match typed.split_once(':')? {
            ("measure", id) => MeasureId::parse(id).map(Tied::Measure),
            ("issue", id) => IssueId::parse(id).map(Tied::Issue),
            _ => None,
        }
    }

    fn place(self) -> (&'static str, &'static str, String) {
        match self {
            Tied::Measure(id) => ("measure", "Measure", id.to_string()),
            Tied::Issue(id) => ("issue", "Issue", id.to_string()),
        }
    }
}

/// What the permit's goal is tied to.
pub async fn ties<A: Action<On = GoalFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Ties, Fault> {
    let own = [permit.facts().spelled()];
    let select = "select t.measure from goal_measure t where t.office = $1 and t.goal = $2 order by t.at, t.measure";
    let measures = gather(tx, &["measure"], select, &own).await?.read(|row| row.of("measure", MeasureId::parse))?;
    let select = "select t.issue from goal_issue t where t.office = $1 and t.goal = $2 order by t.at, t.issue";
    let issues = gather(tx, &["issue"], select, &own).await?.read(|row| row.of("issue", IssueId::parse))?;
    Ok(Ties { measures, issues })
}

/// The goals that a measure is to reach, oldest first.
pub async fn of_measure(tx: &mut Tx, permit: &Permit<ReadMeasure>) -> Result<Vec<GoalId>, Fault> {
    let select = "select t.goal from goal_measure t where t.office = $1 and t.measure = $2 order by t.goal";
    gather(tx, &["goal"], select, &[permit.facts().spelled()]).await?.read(|row| row.of("goal", GoalId::parse))
}

/// The goals that stand for an issue, themselves or by a measure of it, oldest first.
pub async fn of_issue(tx: &mut Tx, permit: &Permit<ReadIssue>, measures: &[MeasureId]) -> Result<Vec<GoalId>, Fault> {
    let texts: Vec<String> =
        [permit.facts().spelled()].into_iter().chain(measures.iter().map(ToString::to_string)).collect();
    let mut select = "select t.goal from goal_issue t where t.office = $1 and t.issue = $2".to_string();
    // No list is empty in SQL.
    if texts.len() > 1 {
        let places: Vec<String> = (3..texts.len() + 2).map(|at| format!("${at}")).collect();
        let by =
            format!("select b.goal from goal_measure b where b.office = $1 and b.measure in ({})", places.join(", "));
        select = format!("{select} union {by}");
    }
    gather(tx, &["goal"], &format!("{select} order by goal"), &texts).await?.read(|row| row.of("goal", GoalId::parse))
}

/// The goals of the permit's council with the measures that are to reach them.
pub async fn tied_measures(tx: &mut Tx, permit: &Permit<ReadCouncil>) -> Result<Vec<(GoalId, MeasureId)>, Fault> {
    let select = "select t.goal, t.measure from goal_measure t join goal g on g.office = t.office and g.id = t.goal
        where t.office = $1 and g.council = $2";
    let rows = gather(tx, &["goal", "measure"], select, &[permit.facts().spelled()]).await?;
    rows.read(|row| Ok((row.of("goal", GoalId::parse)?, row.of("measure", MeasureId::parse)?)))
}

/// Ties the permit's goal to a measure or an issue, from now on; the goal came of it.
pub async fn tie(tx: &mut Tx, permit: &Permit<TieGoal>, tied: Tied) -> Result<(), Fault> {
    let (column, kind, id) = tied.place();
    let sql = format!(
        "insert into goal_{column} (office, goal, {column}, at, by_name) values ($1, $2, $3, $4, $5)
         on conflict (office, goal, {column}) do nothing"
    );
    sqlx::query(AssertSqlSafe(sql))
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .bind(id.as_str())
        .bind(permit.now().to_string())
        .bind(permit.actor().name())
        .execute(tx.sql())
        .await?;
    let mut line = Line::<Nameless>::new("goal.tied", "Goal", permit.facts().id()).detail(id.clone());
    if let Some(cause) = trail::first::<Nameless>(tx, kind, &id).await? {
        line = line.because(cause);
    }
    trail::record(tx, permit, line).await?;
    Ok(())
}

/// The permit's goal no longer stands for it.
pub async fn let_go(tx: &mut Tx, permit: &Permit<TieGoal>, tied: Tied) -> Result<(), Fault> {
    let (column, _, id) = tied.place();
    sqlx::query(AssertSqlSafe(format!("delete from goal_{column} where office = $1 and goal = $2 and {column} = $3")))
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .bind(id.as_str())
        .execute(tx.sql())
        .await?;
    trail::record(tx, permit, Line::<Nameless>::new("goal.let_go", "Goal", permit.facts().id()).detail(id)).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_tied_is_a_measure_or_an_issue_and_nothing_else() {
        let measure = MeasureId::fresh();
        assert_eq!(Tied::parse(&format!("measure:{measure}")), Some(Tied::Measure(measure)));
        for typed in ["", "issue:", "measure", &format!("goal:{measure}"), "issue:x; delete"] {
            assert_eq!(Tied::parse(typed), None, "{typed}");
        }
    }
}
