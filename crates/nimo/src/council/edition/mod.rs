//! 確認・確定・公表: the window in which members look at minutes and ask for corrections, each of which is answered; then minutes are frozen,
//! for the secretariat, for members and for everybody. A mistake found later makes a new edition, and the old one stays.
//!
//! Others may call [`web::of_meeting`]. Views: none.

pub mod model;
pub mod print;
pub mod rules;
pub mod store;
pub mod web;

use crate::action;
use crate::council::meeting::store::MeetingFacts;
use store::{ConfirmationFacts, CorrectionFacts, EditionFacts};

action!(/// Looks how far minutes are on their way to being confirmed.
    LookConfirmation, "confirmation.look", MeetingFacts);
action!(/// Asks members to look at the minutes.
    AskConfirmation, "confirmation.ask", MeetingFacts);
action!(/// Moves the day, prints the letter, records corrections and who confirmed.
    EditConfirmation, "confirmation.edit", ConfirmationFacts);
action!(/// Prints the letters to members.
    PrintConfirmation, "confirmation.print", ConfirmationFacts);
action!(/// Reads the versions of what was asked.
    ReadConfirmationHistory, "confirmation.history", ConfirmationFacts);
action!(/// Takes back what was asked.
    WithdrawConfirmation, "confirmation.withdraw", ConfirmationFacts);
action!(/// Answers a correction, or puts it right.
    EditCorrection, "correction.edit", CorrectionFacts);
action!(/// Reads the versions of a correction.
    ReadCorrectionHistory, "correction.history", CorrectionFacts);
action!(/// Confirms the minutes, or makes a new edition with what was wrong.
    ConfirmMinutes, "minutes.confirm", MeetingFacts);
action!(/// Reads an edition.
    ReadEdition, "edition.read", EditionFacts);
action!(/// Says that an edition was published.
    PublishMinutes, "minutes.publish", EditionFacts);
action!(/// Says that an edition is published no longer.
    WithdrawPublication, "publication.withdraw", EditionFacts);
