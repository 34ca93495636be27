//! 記録のしかたの決まり: the method is a decision with a date. What was decided, which kept minutes left it, and which of
//! them were consented to.
//!
//! Others may call [`replay`] and the reads of [`store`].

pub mod rules;
pub mod store;
pub mod web;

pub use rules::{Keeps, replay};

use crate::action;
use crate::council::meeting::store::BlockFacts;

action!(/// Lets a decision in kept minutes settle how minutes are written, or let minutes stand that left the rule.
    DecideRecord, "record.decide", BlockFacts);
