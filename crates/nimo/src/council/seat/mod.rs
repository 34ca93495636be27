//! 委員の席・委員・名簿: a seat stays, the person in it changes. From both comes the roster of any day.
//!
//! Other desks of the room take [`store::everybody`] and [`rules::Roster`]. Views: none.

pub mod model;
pub mod print;
pub mod rules;
pub mod store;
pub mod web;

use crate::action;
use crate::council::store::CouncilFacts;
use store::{MemberFacts, SeatFacts};

action!(/// Reads the roster of a council: the secretariat all of it, its members without kinds, others as each member agreed.
    ReadRoster, "roster.read", CouncilFacts);
action!(/// Sees and prints all that is kept of the members.
    KeepRoster, "roster.keep", CouncilFacts);
action!(/// Takes a table of members in.
    ImportRoster, "roster.import", CouncilFacts);
action!(/// Takes those who go on into the next term.
    RenewRoster, "roster.renew", CouncilFacts);
action!(/// Adds a seat.
    AddSeat, "seat.add", CouncilFacts);
action!(/// Reads a seat and who sat in it.
    ReadSeat, "seat.read", SeatFacts);
action!(/// Edits a seat.
    EditSeat, "seat.edit", SeatFacts);
action!(/// Reads the versions of a seat.
    ReadSeatHistory, "seat.history", SeatFacts);
action!(/// Takes a seat, or somebody in it, back: put in by mistake.
    WithdrawSeat, "seat.withdraw", SeatFacts);
action!(/// Puts a person into a seat.
    SeatMember, "member.seat", SeatFacts);
action!(/// Edits a member: a correction, a role, a pledge, the day on which he leaves.
    EditMember, "member.edit", MemberFacts);
action!(/// Reads the versions of a member.
    ReadMemberHistory, "member.history", MemberFacts);
