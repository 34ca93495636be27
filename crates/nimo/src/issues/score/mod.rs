//! 委員の採点: members say in private how feasible an issue is and how much comes of it. All together is shown, with how far
//! they are apart, and frozen into the paper of a meeting.
//!
//! Others may call [`web::of_issue`], [`web::of_meeting`] and [`web::waiting`], and name [`model`]. Views: none.

pub mod model;
pub mod print;
pub mod rules;
pub mod store;
pub mod web;

use crate::access::OfficeFacts;
use crate::action;
use crate::council::store::CouncilFacts;
use store::RoundFacts;

action!(/// Lists the rounds that the actor may read or is asked in.
    ListRounds, "round.list", OfficeFacts);
action!(/// Opens a round of a council.
    OpenRound, "round.open", CouncilFacts);
action!(/// Reads who has answered, and the result as far as it may be told.
    ReadRound, "round.read", RoundFacts);
action!(/// Gives one's own points, and looks at them.
    ScoreIssues, "round.score", RoundFacts);
action!(/// Types in what a member wrote on paper.
    TypeSheet, "round.type", RoundFacts);
action!(/// Prints the empty sheet.
    PrintSheet, "round.sheet", RoundFacts);
action!(/// Closes a round, and opens it again.
    CloseRound, "round.close", RoundFacts);
action!(/// Freezes the result of a round for a meeting.
    FreezeRound, "round.freeze", RoundFacts);
