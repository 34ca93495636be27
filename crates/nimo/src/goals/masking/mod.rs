//! ふせる数: which small figures about people may not stand on papers for everybody, and from how many people on they may.
//!
//! Papers marked 公開用 print [`model::PublicFigure`] and no other figure; [`rules`] alone make one. Others may name both.

pub mod model;
pub mod rules;
pub mod store;
pub mod web;

use crate::access::OfficeFacts;
use crate::action;

action!(/// Looks at the thresholds of the office.
    ReadMasking, "masking.read", OfficeFacts);
action!(/// Says from how many people on a figure may stand on a paper for everybody.
    SetMasking, "masking.set", OfficeFacts);
