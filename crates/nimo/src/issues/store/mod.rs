//! The SQL of issues: facts here, then one file for each kind of row.

mod element;
mod fate;
mod issue;
mod kin;
mod step;

pub use element::{elements, set_element};
pub(in crate::issues) use fate::places;
pub use fate::{
    Fate, Picked, Told, answer, counts, fates_of, fates_of_block, fates_of_meeting, join_opinions, open_blocks,
    open_count, picked, withdraw,
};
pub use issue::{Issue, find, keep_columns, known_columns, list, list_aside, raise, readable, set, titles};
pub(in crate::issues) use kin::family_of;
pub use kin::{Kin, Tie, join, joined, kin, part, split};
pub use step::{Step, step, steps};

use crate::access::Facts;
use crate::council::model::CouncilId;
use crate::issues::model::IssueId;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use cedar_policy::RestrictedExpression as Value;
use sqlx::Row;

/// What the gate knows about an issue: it is as open as its council.
#[derive(Clone)]
pub struct IssueFacts {
    office: OfficeId,
    council: CouncilId,
    issue: IssueId,
}

impl IssueFacts {
    /// The council to which it belongs.
    pub fn council(&self) -> CouncilId {
        self.council
    }
}

impl Facts for IssueFacts {
    type Id = IssueId;
    const KIND: &'static str = "Issue";

    async fn load(tx: &mut Tx, issue: IssueId) -> Result<Option<Self>, Fault> {
        let row = sqlx::query("select council from issue where office = $1 and id = $2")
            .bind(tx.office().0)
            .bind(issue.to_string())
            .fetch_optional(tx.sql())
            .await?;
        let Some(row) = row else { return Ok(None) };
        let council = CouncilId::parse(row.try_get("council")?).ok_or_else(unreadable)?;
        Ok(Some(IssueFacts { office: tx.office(), council, issue }))
    }

    fn office(&self) -> OfficeId {
        self.office
    }

    fn id(&self) -> IssueId {
        self.issue
    }

    fn spelled(&self) -> String {
        self.issue.to_string()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        vec![("office", Value::new_long(self.office.0)), ("council", Value::new_string(self.council.to_string()))]
    }
}

fn unreadable() -> Fault {
    Fault::broken("issues", "a row that cannot be read")
}
