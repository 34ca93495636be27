//! The SQL of keeping and of disposal: what the gate knows here, then one file for each kind of row.

mod disposal;
mod gone;
mod hold;
mod rule;
mod shelf;

pub use crate::council::dated::store::{add, find, set};
pub use disposal::{disposals, dispose, lines};
pub(crate) use gone::{disposed, gone};
pub use hold::{end, hold, holds};
pub use rule::{RetentionRuleFacts, list};
pub use shelf::{named, retained};

use crate::plumbing::fault::Fault;

fn unreadable() -> Fault {
    Fault::broken("retention", "a row that cannot be read")
}
