//! Words of what is paid: the columns of a town, a list of people, and a list with its sums. Pure.

mod lines;
mod list;
mod refused;
mod scale;
mod table;

pub use lines::{amount, rate_in_words};
pub(super) use list::MOST_WORDS;
pub use list::{FIXED_HEADS, LIST, MODES, MOST_ROWS, PayListForm, PayRole, PayRow, list_names_account, mode_of};
pub use refused::{NO_ACCOUNTS, names_account, names_account_of_body};
pub use scale::{
    MOST_COLUMNS, MOST_YEN, PayColumn, PayKind, PayRate, PayScaleForm, Payee, SCALE, ScaleLine, ScaleWorth, mode_code,
    scale_names_account,
};
pub use table::{PaidRow, PayTable, TableColumn};

crate::id!(
    /// An edition of what a council pays (報酬の決まり).
    PayScaleId
);
crate::id!(
    /// A list as it was paid (支払).
    PaySettlementId
);
