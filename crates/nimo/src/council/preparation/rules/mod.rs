//! What follows from what was made ready. Pure.

mod carry;
mod hours;
mod script;
mod seating;
mod warning;

pub use carry::{begun, carried_fields, carried_items, carried_preparation, in_words, last_before};
pub use hours::{Overlap, clock_words, hours_words, overlap};
pub use script::{CLOSING, OPENING, Script, script, skeleton};
pub use seating::{Place, Seating, seating, strangers, unseated};
pub use warning::{Other, Planned, warnings};
