//! 協議会の決まり: what the ordinance or guideline says and what the council agreed on, each edition from its day.
//!
//! Other desks take from [`rules::in_force`] what holds on a day. Views: none.

pub mod model;
pub mod rules;
pub mod store;
pub mod web;

use crate::action;
use crate::council::store::CouncilFacts;
use store::CharterFacts;

action!(/// Adds an edition of a council's rules.
    AddCharter, "charter.add", CouncilFacts);
action!(/// Edits an edition: a slip of the pen, not a new rule.
    EditCharter, "charter.edit", CharterFacts);
action!(/// Reads the versions of an edition.
    ReadCharterHistory, "charter.history", CharterFacts);
