//! 計画相談: what the offices that make plans (計画相談支援, 障害児相談支援) answer each quarter: how much they carry, whether they take people in,
//! who waits; and what would be if one of them withdrew. Figures alone, no person.
//!
//! Others may name [`model`].

pub mod model;
pub mod rules;
pub mod store;
pub mod web;

use crate::access::OfficeFacts;
use crate::action;
use store::{PlanLoadFacts, PlanQuarterFacts, PlanRuleFacts};

action!(/// Looks at a quarter, on the screen, on paper and as a blank form.
    ListPlans, "plan.list", OfficeFacts);
action!(/// Keeps what an office answered for a quarter.
    AnswerPlanLoad, "plan.load", PlanLoadFacts);
action!(/// Reads the versions of an answer, and who gave it.
    ReadPlanLoadHistory, "plan.history", PlanLoadFacts);
action!(/// Keeps the town's own figures of a quarter.
    CountPlanQuarter, "plan.quarter", PlanQuarterFacts);
action!(/// Reads the versions of the town's figures.
    ReadPlanQuarterHistory, "plan.quarter_history", PlanQuarterFacts);
action!(/// Says from which figures on a load is told as heavy, from a day on.
    EditPlanRule, "plan_rule.edit", PlanRuleFacts);
action!(/// Reads the versions of those figures.
    ReadPlanRuleHistory, "plan_rule.history", PlanRuleFacts);
