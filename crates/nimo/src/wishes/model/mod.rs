//! Words of the wishes (住まいの希望) and of the reading that is kept of them. Pure.

mod answers;
mod rule;
mod sheet;
mod wish;

pub use answers::{DayLife, Matter, NightNeed, Smokes, Stairs, Stay, UnitFor, WishState};
pub use rule::{ReadingRule, USUAL_AID_YEN, USUAL_MASK};
pub use sheet::{AloneLine, ChangeLine, NamedLine, ReadingSheet, SideLine, SideTable, few};
pub(crate) use wish::NO_HELP;
pub use wish::{OTHER_AREA, WISH, WishForm, WishNumber, place_name};

crate::id!(
    /// A wish (住まいの希望): answers of somebody, without a name.
    WishId
);
crate::id!(
    /// A reading that was kept (読み).
    ReadingId
);
crate::id!(
    /// An edition of the rule by which wishes are read.
    ReadingRuleId
);
