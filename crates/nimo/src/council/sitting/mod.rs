//! 会議中: a meeting in the room: who is there from which minute on, whether it may decide, and what is said, taken down while it is said.
//! What was taken down becomes the draft of its minutes when it is closed.
//!
//! Other desks of the room take [`store::people`], [`store::find`] and [`rules`]. Views: none.

pub mod model;
pub mod rules;
pub mod store;
pub mod web;

use crate::action;
use crate::council::meeting::store::{BlockFacts, MeetingFacts};

action!(/// Opens a meeting.
    OpenSitting, "sitting.open", MeetingFacts);
action!(/// Looks into the room, says who is there, comes to an item, counts who listens.
    AttendSitting, "sitting.attend", MeetingFacts);
action!(/// Takes a line down; also one that was typed before the meeting was closed and arrives after.
    TakeLine, "line.take", MeetingFacts);
action!(/// Moves a line, strikes it, or brings it back, until the minutes are kept.
    ArrangeLine, "line.arrange", BlockFacts);
action!(/// Closes a meeting: what was taken down becomes the draft of its minutes.
    CloseSitting, "sitting.close", MeetingFacts);
action!(/// Reads what stays of the room beside the minutes.
    ReadSitting, "sitting.record", MeetingFacts);
action!(/// Goes back into a meeting that was closed by mistake.
    ReopenSitting, "sitting.reopen", MeetingFacts);
