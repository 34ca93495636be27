//! 空き家: empty houses that somebody offers, what stands between each and a use (確認), and the dated settings (目安) by which nimo says
//! what to ask at which counter and why. The owner's name is not kept; where the house stands exactly and who knows the owner is read by
//! secretariats alone.
//!
//! Others may name [`model`].

pub mod model;
pub mod rules;
pub mod store;
pub mod web;

use crate::access::OfficeFacts;
use crate::action;
use store::{HouseCheckFacts, HouseRuleFacts, VacantHouseFacts};

action!(/// Looks at the list, on the screen, on paper and as a file.
    ListHouses, "house.list", OfficeFacts);
action!(/// Adds a house of which somebody spoke.
    AddHouse, "house.add", OfficeFacts);
action!(/// Reads a house, without what is for secretariats alone.
    ReadHouse, "house.read", VacantHouseFacts);
action!(/// Reads where it stands exactly, who knows the owner, and the notes.
    ReadHouseInside, "house.inside", VacantHouseFacts);
action!(/// Edits what is known of a house.
    EditHouse, "house.edit", VacantHouseFacts);
action!(/// Reads the versions of a house.
    ReadHouseHistory, "house.history", VacantHouseFacts);
action!(/// Says how far a house has come.
    StepHouse, "house.step", VacantHouseFacts);
action!(/// Keeps what a counter answered.
    EditHouseCheck, "house_check.edit", HouseCheckFacts);
action!(/// Reads the versions of a check.
    ReadHouseCheckHistory, "house_check.history", HouseCheckFacts);
action!(/// Looks at the settings and where they come from.
    ListHouseRules, "house_rule.list", OfficeFacts);
action!(/// Adds settings that hold from a day on.
    AddHouseRule, "house_rule.add", OfficeFacts);
action!(/// Edits an edition of the settings.
    EditHouseRule, "house_rule.edit", HouseRuleFacts);
action!(/// Reads the versions of an edition.
    ReadHouseRuleHistory, "house_rule.history", HouseRuleFacts);
