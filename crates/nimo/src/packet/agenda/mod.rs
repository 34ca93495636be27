//! 次の会議の次第: what is open becomes the next agenda; the secretariat keeps or strikes each, and says why.

pub mod model;
pub mod rules;
pub mod store;
pub mod web;

use crate::action;
use crate::council::meeting::store::MeetingFacts;

action!(/// Looks at what is open before a meeting, keeps and strikes, and puts it on the agenda.
    PrepareAgenda, "agenda.prepare", MeetingFacts);
