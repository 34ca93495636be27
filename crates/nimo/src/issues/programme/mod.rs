//! 既存の事業: the catalogue of what the town does already, from which measures take what they can use or re-shape.

pub mod model;
pub mod store;
pub mod web;

use crate::access::OfficeFacts;
use crate::action;
use store::ProgrammeFacts;

action!(/// Looks at the catalogue.
    ListProgrammes, "programme.list", OfficeFacts);
action!(/// Adds a programme to the catalogue.
    AddProgramme, "programme.add", OfficeFacts);
action!(/// Reads a programme's page.
    ReadProgramme, "programme.read", ProgrammeFacts);
action!(/// Edits a programme.
    EditProgramme, "programme.edit", ProgrammeFacts);
action!(/// Reads the versions of a programme.
    ReadProgrammeHistory, "programme.history", ProgrammeFacts);
