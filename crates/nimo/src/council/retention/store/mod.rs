//! The SQL of keeping and of disposal: what the gate knows here, then one file for each kind of row.

mod disposal;
mod gone;
mod hold;
mod rule;
mod shelf;

pub use disposal::{disposals, dispose, lines};
pub(crate) use gone::{disposed, gone};
pub use hold::{end, hold, holds};
pub use rule::{add, find, list, set};
pub use shelf::{named, retained};

use crate::access::Facts;
use crate::council::model::CouncilId;
use crate::council::retention::model::RetentionRuleId;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use cedar_policy::RestrictedExpression as Value;
use sqlx::Row;

/// What the gate knows about a rule: whose it is.
#[derive(Clone)]
pub struct RetentionRuleFacts {
    office: OfficeId,
    council: CouncilId,
    rule: RetentionRuleId,
}

impl RetentionRuleFacts {
    /// Whose it is.
    pub fn council(&self) -> CouncilId {
        self.council
    }
}

impl Facts for RetentionRuleFacts {
    type Id = RetentionRuleId;
    const KIND: &'static str = "RetentionRule";

    async fn load(tx: &mut Tx, rule: RetentionRuleId) -> Result<Option<Self>, Fault> {
        let row = sqlx::query("select council from retention_rule where office = $1 and id = $2")
            .bind(tx.office().0)
            .bind(rule.to_string())
            .fetch_optional(tx.sql())
            .await?;
        let office = tx.office();
        row.map(|row| {
            let council = CouncilId::parse(row.try_get("council")?).ok_or_else(unreadable)?;
            Ok(RetentionRuleFacts { office, council, rule })
        })
        .transpose()
    }

    fn office(&self) -> OfficeId {
        self.office
    }

    fn id(&self) -> RetentionRuleId {
        self.rule
    }

    fn spelled(&self) -> String {
        self.rule.to_string()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        vec![("office", Value::new_long(self.office.0)), ("council", Value::new_string(self.council.to_string()))]
    }
}

fn unreadable() -> Fault {
    Fault::broken("retention", "a row that cannot be read")
}
