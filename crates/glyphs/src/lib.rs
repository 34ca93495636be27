//! Characters (文字) as Japanese municipalities type, print and lose them.
//!
//! Text of people is stored as typed; everything here makes *second* copies: keys for search, plain forms for
//! reading, lists of what an older encoding cannot hold. Nothing here changes what is stored or shown.

mod cp932;
mod enclosed;
mod fold;
mod plain;
mod radicals;
mod variants;

pub use cp932::{Gap, cp932_gaps, private_use};
pub use enclosed::{Enclosed, EnclosedStyle, enclosed};
pub use fold::{bigrams, fold, fold_name};
pub use plain::{is_blank, is_dash, is_tilde, plain};
pub use radicals::unified;
pub use variants::usual_form;
