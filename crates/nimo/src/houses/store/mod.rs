//! The SQL of empty houses.

mod check;
mod facts;
mod house;
mod rule;
mod step;

pub use check::{check, checks, checks_of_all, house_of, set as set_check};
pub use facts::{HouseCheckFacts, HouseRuleFacts, VacantHouseFacts};
pub use house::{add, find, list, set};
pub use rule::{add as add_rule, find as find_rule, list as rules, set as set_rule};
pub use step::step;

use crate::plumbing::fault::Fault;

fn unreadable() -> Fault {
    Fault::broken("houses", "a row that cannot be read")
}
