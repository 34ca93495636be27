//! 「地域移行支援」支援状況（資料2）: how many people stand where on a day, as tallies without a name; the copy for members, which is
//! collected after the meeting, and the copy for everybody, from the same tally.
//!
//! Others may name [`model`], and call [`store::newest`] and what prints it.

pub mod model;
pub mod print;
pub mod rules;
pub mod store;
pub mod web;

use crate::action;
use crate::council::store::CouncilFacts;

action!(/// Reads the tallies of a council.
    ReadSupport, "support.read", CouncilFacts);
action!(/// Tells a tally.
    TellSupport, "support.tell", CouncilFacts);
