//! Words of the forms of minutes. Pure.

mod edition;
mod rows;
mod word;

pub use edition::{METHOD, SHAPE, SheetFormEdition, unread_labels};
pub use rows::{MOST_LABEL, MOST_ROWS};
pub use word::{Choice, DRESSES, FONTS, NAMES, YES_NO, field_name, field_of, group_name};

crate::id!(
    /// An edition of a council's form (様式).
    SheetFormId
);
