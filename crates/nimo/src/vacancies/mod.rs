//! 空室: the homes of the town's providers and what they accept, their rooms, what was told of each room and how long that is believed, and
//! why people and rooms did not meet (ミスマッチ). It places nobody and knows no person.
//!
//! Others may name [`model`] and call [`web::to_ask_again`].

pub mod model;
pub mod rules;
pub mod store;
pub mod web;

use crate::access::OfficeFacts;
use crate::action;
use crate::providers::store::ProviderFacts;
use store::{HomeFacts, MismatchFacts, VacancyFacts};

action!(/// Looks at the vacant rooms of the town.
    ListVacancies, "vacancy.list", OfficeFacts);
action!(/// Looks at the homes of one's own offices.
    ListOwnHomes, "vacancy.own", OfficeFacts);
action!(/// Says for how long a notice is believed, from a day on.
    SetVacancyRule, "vacancy_rule.set", OfficeFacts);
action!(/// Adds a home to a provider.
    AddHome, "home.add", ProviderFacts);
action!(/// Reads a home with its rooms.
    ReadHome, "home.read", HomeFacts);
action!(/// Edits what a home accepts.
    EditHome, "home.edit", HomeFacts);
action!(/// Reads the versions of a home.
    ReadHomeHistory, "home.history", HomeFacts);
action!(/// Adds a room to a home.
    AddVacancy, "vacancy.add", HomeFacts);
action!(/// Tells how the rooms of a home are.
    TellHome, "home.tell", HomeFacts);
action!(/// Reads a room with all that was told of it.
    ReadVacancy, "vacancy.read", VacancyFacts);
action!(/// Edits a room.
    EditVacancy, "vacancy.edit", VacancyFacts);
action!(/// Reads the versions of a room.
    ReadVacancyHistory, "vacancy.history", VacancyFacts);
action!(/// Counts why people and rooms did not meet.
    ListMismatches, "mismatch.list", OfficeFacts);
action!(/// Keeps why a home and somebody, or nobody in particular, did not meet.
    RecordMismatch, "mismatch.record", HomeFacts);
action!(/// Takes such a record back.
    WithdrawMismatch, "mismatch.withdraw", MismatchFacts);
