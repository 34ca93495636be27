//! 協議会: the councils of an office, their parts (部会), on what they rest and how their minutes are written.
//!
//! Others may name [`model`] and call nothing else yet. Views: none.

pub mod appointment;
pub mod approval;
pub mod ballot;
pub mod charter;
pub mod clock;
pub mod dated;
pub mod edition;
pub mod handout;
pub mod meeting;
pub mod model;
pub mod payment;
pub mod preparation;
pub mod record;
pub mod redaction;
pub mod release;
pub mod retention;
pub mod rules;
pub mod seat;
pub mod sheet_form;
pub mod sitting;
pub mod store;
pub mod telling;
pub mod transcript;
pub mod web;

use crate::access::OfficeFacts;
use crate::action;
use crate::council::store::{CouncilFacts, PlaceFacts};

action!(/// Lists the councils that the actor may read.
    ListCouncils, "council.list", OfficeFacts);
action!(/// Fills in the form of a new council.
    DraftCouncil, "council.draft", OfficeFacts);
action!(/// Places a council, perhaps under another.
    PlaceCouncil, "council.place", PlaceFacts);
action!(/// Reads a council's page.
    ReadCouncil, "council.read", CouncilFacts);
action!(/// Reads the versions of a council.
    ReadHistory, "council.history", CouncilFacts);
action!(/// Edits a council.
    EditCouncil, "council.edit", CouncilFacts);
