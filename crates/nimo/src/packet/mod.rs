//! 会議資料: what a council looks at. The next agenda begins with what is open; 資料2, 資料3 and the agenda are frozen together for a
//! meeting; and whoever said something is told what came of it.
//!
//! Others may call [`web::of_meeting`]. People's rooms give tallies, never an id.

pub mod agenda;
pub mod dispatch;
pub mod model;
pub mod outcome;
pub mod print;
pub mod rules;
pub mod store;
pub mod support;
pub mod web;

use crate::action;
use crate::council::meeting::store::MeetingFacts;
use store::PacketFacts;

action!(/// Looks at what a packet would hold, and freezes it.
    PreparePacket, "packet.prepare", MeetingFacts);
action!(/// Reads a frozen packet.
    ReadPacket, "packet.read", PacketFacts);
action!(/// Takes back a packet that should not have been frozen.
    WithdrawPacket, "packet.withdraw", PacketFacts);
action!(/// Prints the packet with the members' copies that are collected after the meeting.
    PrintPacket, "packet.print", PacketFacts);
