//! Words of the quarterly loads. Pure.

mod choice;
mod load;
mod quarter;
mod read;
mod rule;
mod town;

pub use choice::{Closing, NewClients};
pub use load::{LOAD, LoadForm, PlanLoadId, planning_services};
pub use quarter::Quarter;
pub use read::{Hundredths, hundredths};
pub use rule::{PlanRuleId, RULE, RuleForm, rule_on};
pub use town::{QUARTER, QuarterForm, SelfPlans};
