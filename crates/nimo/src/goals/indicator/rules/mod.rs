//! What the figures say: which of them stand, how far they are from their target, what may be joined by a line. Pure.

mod chart;
mod lines;
mod public;
mod standing;
mod table;
mod whose;

pub use chart::{Chart, Point, chart};
pub use lines::{Beside, Judged, Line, Refused, judge};
pub use public::{public_actual, public_target};
pub use standing::{Cell, Change, Reach, UNKNOWN_WAY, cell, changes, known_on, parts, reach, replaced, says_the_same};
pub use table::Table;
pub use whose::Town;
