//! Words of proposals. Pure.

mod act;
mod form;
mod returned;
mod rule;
mod seal;

pub use act::{ApprovalAct, Disclosure};
pub use form::{ProposalForm, SHAPE};
pub use returned::{RETURN, ReturnForm};
pub use rule::{ApprovalRuleForm, RULE};
pub use seal::{Asked, Seal};

use crate::plumbing::clock::Moment;
use almanac::Date;

crate::id!(
    /// A proposal (伺い).
    ApprovalId
);
crate::id!(
    /// A rule of whether an act wants one.
    ApprovalRuleId
);

/// 戻った: number and day of the town's own system, and who entered them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    /// 決裁の番号.
    pub number: String,
    /// 決裁の日.
    pub decided_on: Date,
    /// When it was entered.
    pub at: Moment,
    /// By whom.
    pub by: String,
}

/// 取り下げ: why a proposal holds no longer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApprovalWithdrawal {
    /// Why.
    pub reason: String,
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: String,
}

/// A proposal as it is kept. How far it came is told by what stands beside it.
#[derive(Debug, Clone)]
pub struct Approval {
    /// The id.
    pub id: ApprovalId,
    /// What it asks for.
    pub act: ApprovalAct,
    /// About what: a meeting, or the first day of a term.
    pub subject: String,
    /// The facts that it asks about, as they were.
    pub seal: Seal,
    /// What it says.
    pub form: ProposalForm,
    /// The version of the row.
    pub version: i64,
    /// When it was prepared.
    pub made_at: Moment,
    /// By whom.
    pub by: String,
    /// It came back.
    pub returned: Option<Returned>,
    /// It was withdrawn.
    pub withdrawn: Option<ApprovalWithdrawal>,
}

impl Approval {
    /// It asks for this act about this subject, and was not withdrawn.
    pub fn stands_for(&self, act: ApprovalAct, subject: &str) -> bool {
        self.withdrawn.is_none() && self.act == act && self.subject == subject
    }

    /// The state in a word, and its mark.
    pub fn state(&self) -> (&'static str, &'static str) {
        match (&self.withdrawn, &self.returned) {
            (Some(_), _) => ("out", "取り下げ"),
            (None, Some(_)) => ("tied", "戻った"),
            (None, None) => ("going", "準備した"),
        }
    }
}

/// A rule as it is kept.
#[derive(Debug, Clone)]
pub struct ApprovalRule {
    /// The id.
    pub id: ApprovalRuleId,
    /// For which act.
    pub act: ApprovalAct,
    /// What it says.
    pub form: ApprovalRuleForm,
    /// The version of the row.
    pub version: i64,
}
