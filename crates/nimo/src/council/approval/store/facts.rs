//! What the gate knows about proposals and rules: whose they are. How far a proposal came is a rule's to judge, so that whoever comes
//! second is told who was first.

use super::unreadable;
use crate::access::Facts;
use crate::council::approval::model::{ApprovalId, ApprovalRuleForm};
use crate::council::dated::store::DatedFacts;
use crate::council::model::CouncilId;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use cedar_policy::RestrictedExpression as Value;
use sqlx::Row;

/// What the gate knows about a proposal.
#[derive(Clone)]
pub struct ApprovalFacts {
    office: OfficeId,
    council: CouncilId,
    approval: ApprovalId,
}

/// What the gate knows about a rule.
pub type ApprovalRuleFacts = DatedFacts<ApprovalRuleForm>;

impl ApprovalFacts {
    /// Whose it is.
    pub fn council(&self) -> CouncilId {
        self.council
    }
}

impl Facts for ApprovalFacts {
    type Id = ApprovalId;
    const KIND: &'static str = "Approval";

    async fn load(tx: &mut Tx, approval: ApprovalId) -> Result<Option<Self>, Fault> {
        let row = sqlx::query("select council from approval where office = $1 and id = $2")
            .bind(tx.office().0)
            .bind(approval.to_string())
            .fetch_optional(tx.sql())
            .await?;
        let office = tx.office();
        row.map(|row| {
            let council = CouncilId::parse(row.try_get("council")?).ok_or_else(unreadable)?;
            Ok(ApprovalFacts { office, council, approval })
        })
        .transpose()
    }

    fn office(&self) -> OfficeId {
        self.office
    }

    fn id(&self) -> ApprovalId {
        self.approval
    }

    fn spelled(&self) -> String {
        self.approval.to_string()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        vec![("office", Value::new_long(self.office.0)), ("council", Value::new_string(self.council.to_string()))]
    }
}
