//! 住まいの希望と、空室との読み: what people who seek a home answer, without a name; what a joint reading with the vacant rooms would be and
//! why some meet no room; and the reading that is kept for the council, from which an issue can be raised. It places nobody.
//!
//! Others may call [`store::reading::tie`] and [`web::of_issue`], and name [`model`].

pub mod model;
pub mod rules;
pub mod store;
pub mod web;

use crate::access::OfficeFacts;
use crate::action;
use store::{ReadingFacts, WishFacts};

action!(/// Lists the wishes, each with its number.
    ListWishes, "wish.list", OfficeFacts);
action!(/// Adds wishes, one or a table of them.
    AddWishes, "wish.add", OfficeFacts);
action!(/// Reads a wish with the rooms that it is held against.
    ReadWish, "wish.read", WishFacts);
action!(/// Edits a wish.
    EditWish, "wish.edit", WishFacts);
action!(/// Erases wishes that ended.
    EraseWishes, "wish.erase", OfficeFacts);
action!(/// Reads the versions of a wish.
    ReadWishHistory, "wish.history", WishFacts);
action!(/// Says by which rule wishes are read, from a day on.
    SetReadingRule, "reading_rule.set", OfficeFacts);
action!(/// Reads wishes and rooms together, figure by figure.
    ReadTogether, "reading.open", OfficeFacts);
action!(/// Keeps what the council may see of a reading.
    KeepReading, "reading.keep", OfficeFacts);
action!(/// Takes a reading back that was kept.
    WithdrawReading, "reading.withdraw", ReadingFacts);
action!(/// Lists the readings that were kept.
    ListReadings, "reading.list", OfficeFacts);
action!(/// Reads a reading that was kept.
    ReadReading, "reading.read", ReadingFacts);
