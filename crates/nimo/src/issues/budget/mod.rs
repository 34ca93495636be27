//! 予算要求のしめきり: until when the money of a 年度 may be asked for in this office, so that a measure is told in time.

pub mod model;
pub mod store;
pub mod web;

use crate::access::OfficeFacts;
use crate::action;

action!(/// Looks at the deadlines.
    ListDeadlines, "budget.list", OfficeFacts);
action!(/// Says the deadlines of the office.
    EditDeadlines, "budget.edit", OfficeFacts);
