//! 公開しないところ: passages, whole blocks, names and papers of a meeting that not everybody reads, each marked once with its ground. What is
//! confirmed for everybody, what is laid open, and what is disclosed on request are made of the same marks.
//!
//! Other desks take [`store::of_meeting`], [`store::everybody_reads`] and [`rules`]. Views: none.

pub mod disclosure;
pub mod model;
pub mod rules;
pub mod store;
pub mod web;

use crate::action;
use crate::council::meeting::store::MeetingFacts;
use store::RedactionFacts;

action!(/// Looks at what of a meeting is not for everybody.
    ListRedactions, "redaction.list", MeetingFacts);
action!(/// Marks something that is not for everybody, or says that a paper is.
    MarkRedaction, "redaction.mark", MeetingFacts);
action!(/// Takes a mark back.
    WithdrawRedaction, "redaction.withdraw", RedactionFacts);
action!(/// Puts together what is disclosed of a meeting on request.
    DiscloseMeeting, "redaction.disclose", MeetingFacts);
