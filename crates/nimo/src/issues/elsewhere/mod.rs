//! 他自治体の取り組み: what other towns do about like issues, on cards with their source, linked to the issues of this office.
//! nimo opens no address of them.
//!
//! Others may call [`web::of_issue`] and name [`model`].

pub mod model;
pub mod store;
pub mod web;

use crate::access::OfficeFacts;
use crate::action;
use crate::issues::store::IssueFacts;
use store::CaseFacts;

action!(/// Looks at the cards of the office.
    ListCases, "case.list", OfficeFacts);
action!(/// Adds a card.
    AddCase, "case.add", OfficeFacts);
action!(/// Ties a card to an issue, be it a new one, and lets it go.
    NoteCase, "case.note", IssueFacts);
action!(/// Reads a card.
    ReadCase, "case.read", CaseFacts);
action!(/// Edits a card.
    EditCase, "case.edit", CaseFacts);
action!(/// Chooses the issues to which a card is tied.
    TieCase, "case.tie", CaseFacts);
action!(/// Reads the versions of a card.
    ReadCaseHistory, "case.history", CaseFacts);
