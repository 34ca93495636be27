//! 委員用・公開用の文: what members, and what everybody reads of a block of minutes where it is not the words themselves. What nobody has
//! looked at since its words changed is closed to them.
//!
//! Other desks of the room take [`store::of_meeting`] and [`rules::told`]; the view `v_council_block` of the desk of meetings gives what
//! members read. Views: none.

pub mod model;
pub mod rules;
pub mod store;
pub mod web;

use crate::action;
use crate::council::meeting::store::MeetingFacts;
use store::TellingFacts;

action!(/// Sees all words of a meeting beside what members and everybody read.
    ListTellings, "telling.list", MeetingFacts);
action!(/// Says what members and everybody read of a block.
    EditTelling, "telling.edit", TellingFacts);
action!(/// Reads the versions of that.
    ReadTellingHistory, "telling.history", TellingFacts);
