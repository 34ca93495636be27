//! 会議と会議録: meetings of a council, planned, held and kept; the sheet that became their minutes; each block for life.
//!
//! Others may name [`model`] and [`reading`]. Views: `v_council_block` (the blocks of kept minutes), `v_council_alias` (ids
//! that lead to one of them), `v_council_meeting` (meetings that were not put aside), `v_council_held` (those that were held).

pub mod model;
pub mod print;
pub mod reading;
pub mod rules;
pub mod source;
pub mod store;
pub mod web;

use crate::action;
use crate::council::store::CouncilFacts;
use store::{BlockFacts, MeetingFacts};

action!(/// Plans a meeting of a council.
    PlanMeeting, "meeting.plan", CouncilFacts);
action!(/// Reads a sheet into a council.
    ImportSheet, "sheet.import", CouncilFacts);
action!(/// Reads a meeting's page.
    ReadMeeting, "meeting.read", MeetingFacts);
action!(/// Corrects a meeting: its head, its agenda, its doubts.
    EditMeeting, "meeting.edit", MeetingFacts);
action!(/// Says that a meeting was held.
    HoldMeeting, "meeting.hold", MeetingFacts);
action!(/// Keeps the minutes.
    KeepMinutes, "minutes.keep", MeetingFacts);
action!(/// Puts a meeting aside, or takes it back.
    WithdrawMeeting, "meeting.withdraw", MeetingFacts);
action!(/// Reads the paper as it came.
    ReadSource, "sheet.source", MeetingFacts);
action!(/// Reads the versions of a meeting and its blocks.
    ReadVersions, "meeting.history", MeetingFacts);
action!(/// Looks where a block stands.
    FindBlock, "block.find", BlockFacts);
action!(/// Corrects a block.
    EditBlock, "block.edit", BlockFacts);
