//! 書面表決: what a council that meets in writing sends out, and what came back. A meeting that is opened as a written one has a ballot
//! for each member; which items are voted on follows from the agenda, and what the ballots say together is a sentence, never a decision.
//!
//! Other desks of the room take [`store::remarks`] and [`rules`]; `sitting::store::open` lays the ballots out. Views: none.

pub mod model;
pub mod print;
pub mod rules;
pub mod store;
pub mod web;

use crate::action;
use crate::council::meeting::store::MeetingFacts;
use store::BallotFacts;

action!(/// Looks at what came back.
    ListBallots, "ballot.list", MeetingFacts);
action!(/// Prints the papers that go out, also before the meeting is opened.
    PrintBallots, "ballot.paper", MeetingFacts);
action!(/// Types a ballot that came back, or puts it right, while the meeting goes on.
    EditBallot, "ballot.edit", BallotFacts);
action!(/// Reads the versions of a ballot.
    ReadBallotHistory, "ballot.history", BallotFacts);
