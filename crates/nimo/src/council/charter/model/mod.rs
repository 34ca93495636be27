//! Words of the rules of a council. Pure.

mod choice;
mod form;
mod kind;

pub use choice::{Confirmation, DayCount, NameDisplay, Openness, QuorumRule, SecrecyBasis, Spelling};
pub use form::{CharterForm, MOST_CATEGORIES, Quorum, SHAPE, SeatCategory};
pub use kind::StakeholderKind;

crate::id!(
    /// An edition of a council's rules (協議会の決まり).
    CharterId
);
