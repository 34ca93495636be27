//! 指標: the definitions of both plan periods, and the figures of this town as they became known, each with its day, its source
//! and who recorded it. Rows only grow: what was known last quarter stays known.
//!
//! Others may name [`model`] and call [`rules`].

pub mod model;
pub mod print;
pub mod rules;
pub mod store;
pub mod web;

use crate::access::OfficeFacts;
use crate::action;

action!(/// Looks at the indicators and their figures, on the screen and on paper.
    ListIndicators, "indicator.list", OfficeFacts);
action!(/// Records a figure, puts one right, takes one back.
    RecordIndicator, "indicator.record", OfficeFacts);
action!(/// Takes figures from a table.
    ImportIndicators, "indicator.import", OfficeFacts);
action!(/// Says how the town counts.
    CountIndicator, "indicator.count", OfficeFacts);
