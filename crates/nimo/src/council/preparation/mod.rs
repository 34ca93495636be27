//! 会議の準備: what is made ready before a meeting: notice, announcement, places, script, desk, calendar.
//!
//! Others may name [`model`]. Views: none.

pub mod calendar;
pub mod model;
pub mod print;
pub mod rules;
pub mod store;
pub mod web;

use crate::action;
use crate::council::meeting::store::MeetingFacts;
use store::PreparationFacts;

action!(/// Looks at what is made ready for a meeting, prints its papers, begins it.
    PrepareMeeting, "meeting.prepare", MeetingFacts);
action!(/// Edits what is made ready.
    EditPreparation, "preparation.edit", PreparationFacts);
action!(/// Reads the versions of it.
    ReadPreparationHistory, "preparation.history", PreparationFacts);
