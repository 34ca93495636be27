//! 保存と廃棄: how long a council's secretariat keeps what it made, by the town's own rule; what is due; and its disposal, an act with an
//! approval that takes the content away and leaves a line in the register.
//!
//! Rooms whose things are disposed of give each as a [`model::Retained`], empty it when it is in the register, and ask [`store::gone`]
//! since when it is. Views: none.

pub mod model;
pub mod print;
pub mod rules;
pub mod store;
pub mod web;

use crate::action;
use crate::council::store::CouncilFacts;
use store::RetentionRuleFacts;

action!(/// Reads how long a council's things are kept, how many there are, and what was disposed of.
    ReadRetention, "retention.read", CouncilFacts);
action!(/// Looks at the things of a kind and a 年度 one by one, and prints what is due.
    LookRetained, "retention.look", CouncilFacts);
action!(/// Keeps a thing longer, or no longer.
    HoldRetained, "retention.hold", CouncilFacts);
action!(/// Disposes of what is due.
    DisposeRetained, "retention.dispose", CouncilFacts);
action!(/// Adds a rule.
    AddRetentionRule, "retention_rule.add", CouncilFacts);
action!(/// Edits a rule: a slip of the pen, not a new one.
    EditRetentionRule, "retention_rule.edit", RetentionRuleFacts);
action!(/// Reads the versions of a rule.
    ReadRetentionRuleHistory, "retention_rule.history", RetentionRuleFacts);
