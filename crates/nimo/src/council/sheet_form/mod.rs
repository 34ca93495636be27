//! 様式: the form in which a council's minutes are written, as data, each edition from its day. A meeting is printed in the form of
//! its own day, so a later edition changes no earlier paper.
//!
//! Others may call [`store::of_meeting`], [`store::of_council`], [`rules::in_force`] and [`rules::known`]. Views: none.

pub mod model;
pub mod rules;
pub mod store;
pub mod web;

use crate::action;
use crate::council::store::CouncilFacts;
use store::SheetFormFacts;

action!(/// Lists the forms of a council.
    ListSheetForms, "sheet_form.list", CouncilFacts);
action!(/// Adds an edition of a council's form, and looks at it before.
    AddSheetForm, "sheet_form.add", CouncilFacts);
action!(/// Edits an edition: a slip of the pen, not a new form.
    EditSheetForm, "sheet_form.edit", SheetFormFacts);
action!(/// Reads the versions of an edition.
    ReadSheetFormHistory, "sheet_form.history", SheetFormFacts);
