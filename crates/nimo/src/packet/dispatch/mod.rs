//! 送付: the papers of a meeting as they went out, bound as one, with the list of who got them and what changed since the last time.
//!
//! Others may call [`web::of_meeting`] and [`store::first_sent`]. Views: none.

pub mod model;
pub mod print;
pub mod rules;
pub mod store;
pub mod web;

use crate::action;
use crate::council::meeting::store::MeetingFacts;
use store::{DispatchFacts, DispatchLinkFacts};

action!(/// Looks at what would be sent, and freezes it.
    PrepareDispatch, "dispatch.prepare", MeetingFacts);
action!(/// Reads and prints what was sent.
    ReadDispatch, "dispatch.read", DispatchFacts);
action!(/// Takes back what should not have been sent.
    WithdrawDispatch, "dispatch.withdraw", DispatchFacts);
action!(/// Makes a link for one person, or ends it.
    LinkDispatch, "dispatch.link", DispatchFacts);
action!(/// Fetches what was sent, once, with a link.
    FetchDispatch, "dispatch.fetch", DispatchLinkFacts);
