//! 決裁: an act that leaves the house is proposed as 伺い, comes back from the town's own approval system with number and day, and then
//! runs. Whether an act wants it is a dated rule of the council; without one it does not.
//!
//! Others may call [`store::clear`] in the closure of an act, [`store::standing`] and [`rules::may_run`] where they need the parts, and
//! [`web::line`] on its page. Views: none.

pub mod model;
pub mod print;
pub mod rules;
pub mod store;
pub mod web;

use crate::action;
use crate::council::store::CouncilFacts;
use store::{ApprovalFacts, ApprovalRuleFacts};

action!(/// Looks at the proposals of a council, and at which acts want one.
    ListApprovals, "approval.list", CouncilFacts);
action!(/// Prepares a proposal.
    PrepareApproval, "approval.prepare", CouncilFacts);
action!(/// Reads and prints a proposal.
    ReadApproval, "approval.read", ApprovalFacts);
action!(/// Edits a proposal that did not come back yet.
    EditApproval, "approval.edit", ApprovalFacts);
action!(/// Enters number and day with which a proposal came back.
    ReturnApproval, "approval.return", ApprovalFacts);
action!(/// Withdraws a proposal, whether it came back or not.
    WithdrawApproval, "approval.withdraw", ApprovalFacts);
action!(/// Reads the versions of a proposal.
    ReadApprovalHistory, "approval.history", ApprovalFacts);
action!(/// Adds a rule: whether an act wants a proposal, from a day on.
    AddApprovalRule, "approval_rule.add", CouncilFacts);
action!(/// Edits a rule: a slip of the pen, not a new rule.
    EditApprovalRule, "approval_rule.edit", ApprovalRuleFacts);
action!(/// Reads the versions of a rule.
    ReadApprovalRuleHistory, "approval_rule.history", ApprovalRuleFacts);
