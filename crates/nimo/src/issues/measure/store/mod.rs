//! The SQL of measures: facts here, then one file for each kind of row.

mod measure;
mod progress;
mod serve;

pub use measure::{Measure, add, find, list, list_aside, meets_on, of_issue, of_programme, pressing, set, unserved};
pub use progress::{Advance, advance, advances};
pub use serve::{Serves, let_go, serve, served};

use crate::access::Facts;
use crate::council::model::CouncilId;
use crate::issues::measure::model::MeasureId;
use crate::issues::model::IssueId;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use cedar_policy::RestrictedExpression as Value;
use sqlx::Row;

/// What the gate knows about a measure: it is as open as the council of the issue for which it was first thought of.
#[derive(Clone)]
pub struct MeasureFacts {
    office: OfficeId,
    council: CouncilId,
    issue: IssueId,
    measure: MeasureId,
}

impl MeasureFacts {
    /// The council to which it belongs.
    pub fn council(&self) -> CouncilId {
        self.council
    }

    /// The issue for which it was first thought of.
    pub fn issue(&self) -> IssueId {
        self.issue
    }
}

impl Facts for MeasureFacts {
    type Id = MeasureId;
    const KIND: &'static str = "Measure";

    async fn load(tx: &mut Tx, measure: MeasureId) -> Result<Option<Self>, Fault> {
        let row = sqlx::query("select council, issue from measure where office = $1 and id = $2")
            .bind(tx.office().0)
            .bind(measure.to_string())
            .fetch_optional(tx.sql())
            .await?;
        let Some(row) = row else { return Ok(None) };
        let council = CouncilId::parse(row.try_get("council")?).ok_or_else(unreadable)?;
        let issue = IssueId::parse(row.try_get("issue")?).ok_or_else(unreadable)?;
        Ok(Some(MeasureFacts { office: tx.office(), council, issue, measure }))
    }

    fn office(&self) -> OfficeId {
        self.office
    }

    fn id(&self) -> MeasureId {
        self.measure
    }

    fn spelled(&self) -> String {
        self.measure.to_string()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        vec![("office", Value::new_long(self.office.0)), ("council", Value::new_string(self.council.to_string()))]
    }
}

fn unreadable() -> Fault {
    Fault::broken("measures", "a row that cannot be read")
}
