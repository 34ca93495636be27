//! The SQL of wishes and readings.

mod facts;
pub mod reading;
pub mod rule;
pub mod wish;

pub use facts::{ReadingFacts, WishFacts};
pub use reading::Reading;
pub use wish::Wish;

use crate::plumbing::fault::Fault;

fn unreadable() -> Fault {
    Fault::broken("wishes", "a row that cannot be read")
}
