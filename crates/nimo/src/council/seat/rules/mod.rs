//! Rules of seats: who sits where on a day, who may, what changed, what hangs open, what a table says. Pure.

mod change;
mod fit;
mod open;
mod renew;
mod roster;
mod table;

pub use change::{Change, changes};
pub use fit::{may_rule, may_sit, may_stand};
pub use open::{Open, TERM_NOTICE_DAYS, open_ends};
pub use renew::{Leaving, last_day, leaving, renewed};
pub use roster::{Line, Printed, Roster, RosterCopy};
pub use table::{Defaults, Entry, HEADS, Judged, Pick, Refused, Table, judge};

#[cfg(test)]
pub(in crate::council) use roster::tests as roster_samples;
