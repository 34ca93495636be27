//! Minutes sheets (会議録): the model, the reader of text, the self-checks, the record method. Pure: no database, no clock.
//!
//! The reader keeps three promises. Every scalar of a sheet belongs to exactly one field, block, piece of furniture or
//! to `unplaced` ([`Minutes::accounted`] is 1). Nothing is corrected in silence: what the sheet says in two ways is a
//! [`Warning`], joined lines are [`Join`]s. What the sheet does not say is `None`, never guessed.

mod agenda;
mod body;
mod checks;
mod decode;
mod form;
mod header;
mod kind;
mod label;
mod method;
mod model;
mod number;
mod page;
mod people;
mod read;
mod source;
mod speaker;
mod surname;
mod title;

pub use decode::{Decoded, MOST_BYTES, decode, too_large};
pub use form::{
    FormCell, FormField, FormFont, FormPage, FormRow, Group, Known, KnownMember, LineMark, NameDisplay, NumberDress,
    Outline, OutlineCell, OutlineLine, SheetForm, Words, is_read_again, outline,
};
pub use method::leaves;
pub use model::*;
pub use read::read;
