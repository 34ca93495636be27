//! ご意見のその後: for each opinion of kept minutes a sentence in plain Japanese about what came of it. It goes out by an approval
//! (決裁); that something ended was decided in a meeting; 検討中 may stay said; what has no sentence stays inside.

pub mod model;
pub mod print;
pub mod rules;
pub mod store;
pub mod web;

use crate::action;
use crate::council::meeting::store::MeetingFacts;

action!(/// Writes sentences, and releases those that were approved.
    PrepareOutcome, "outcome.prepare", MeetingFacts);
action!(/// Reads what was released.
    ReadOutcome, "outcome.read", MeetingFacts);
