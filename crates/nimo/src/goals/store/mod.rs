//! The SQL of goals: facts here, then one file for each kind of row.

mod goal;
mod meeting;
mod row;
mod tie;

pub use goal::{Goal, find, list, measures_by, of_council, set, some};
pub use meeting::decisions;
pub use row::{change, evaluate, take_back, tell};
pub use tie::{Tied, Ties, let_go, of_issue, of_measure, tie, tied_measures, ties};

use crate::access::Facts;
use crate::council::model::CouncilId;
use crate::goals::model::GoalId;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use cedar_policy::RestrictedExpression as Value;
use sqlx::Row;

/// What the gate knows about a goal: it is as open as the council that set it.
#[derive(Clone)]
pub struct GoalFacts {
    office: OfficeId,
    council: CouncilId,
    goal: GoalId,
}

impl GoalFacts {
    /// The council that set it.
    pub fn council(&self) -> CouncilId {
        self.council
    }
}

impl Facts for GoalFacts {
    type Id = GoalId;
    const KIND: &'static str = "Goal";

    async fn load(tx: &mut Tx, goal: GoalId) -> Result<Option<Self>, Fault> {
        let row = sqlx::query("select council from goal where office = $1 and id = $2")
            .bind(tx.office().0)
            .bind(goal.to_string())
            .fetch_optional(tx.sql())
            .await?;
        let Some(row) = row else { return Ok(None) };
        let council = CouncilId::parse(row.try_get("council")?).ok_or_else(unreadable)?;
        Ok(Some(GoalFacts { office: tx.office(), council, goal }))
    }

    fn office(&self) -> OfficeId {
        self.office
    }

    fn id(&self) -> GoalId {
        self.goal
    }

    fn spelled(&self) -> String {
        self.goal.to_string()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        vec![("office", Value::new_long(self.office.0)), ("council", Value::new_string(self.council.to_string()))]
    }
}

fn unreadable() -> Fault {
    Fault::broken("goals", "a row that cannot be read")
}
