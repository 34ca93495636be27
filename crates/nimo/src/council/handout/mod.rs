//! 資料: the master of a meeting's papers, numbered by their order, each with the versions of its file.
//!
//! Others may name [`model`], call [`rules::numbered`], and read [`store::of_meeting`] and [`store::filed`]. Views: none.

pub mod model;
pub mod rules;
pub mod store;
pub mod web;

use crate::action;
use crate::council::meeting::store::MeetingFacts;
use store::HandoutFacts;

action!(/// Looks at the master of a meeting's papers.
    ListHandouts, "handout.list", MeetingFacts);
action!(/// Adds a handout.
    AddHandout, "handout.add", MeetingFacts);
action!(/// Reads a handout and its files.
    ReadHandout, "handout.read", HandoutFacts);
action!(/// Edits a handout, or its place.
    EditHandout, "handout.edit", HandoutFacts);
action!(/// Adds a version of its file.
    FileHandout, "handout.file", HandoutFacts);
action!(/// Reads the versions of its form.
    ReadHandoutHistory, "handout.history", HandoutFacts);
action!(/// Takes a handout back.
    WithdrawHandout, "handout.withdraw", HandoutFacts);
