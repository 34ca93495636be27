//! 会議の期限: what was promised for a meeting (notice, outline, minutes, their confirmation and publication), on which day each falls
//! due, and whether it was kept. The day is never stored: it follows from the charter in force on the day of the meeting.
//!
//! Others may call [`rules::due_before`] (the last day for a notice) and `web::today` (what presses on きょう). Views: none.

pub mod model;
pub mod rules;
pub mod store;
pub mod web;

use crate::action;
use crate::council::meeting::store::MeetingFacts;
use store::DeadlineFacts;

action!(/// Looks at what was promised for a meeting, and whether it was kept.
    ReadClock, "clock.read", MeetingFacts);
action!(/// Writes by hand when a step was done, or why it was late.
    EditDeadline, "deadline.edit", DeadlineFacts);
action!(/// Reads the versions of what was written.
    ReadDeadlineHistory, "deadline.history", DeadlineFacts);
