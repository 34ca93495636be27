//! Rules of the tree: how it grows from what is known, how it is read as a list, how it is drawn. Pure.

mod draw;
mod grow;
mod layers;
mod outline;
mod wrap;

pub use draw::{Drawing, Knot, Text, draw};
pub use grow::{Family, Known, Saying, Step, grow};
pub use outline::{Turn, outline};
pub use wrap::{line, wrap};

/// How many nodes of a column are drawn; the list names all.
pub const MOST: usize = 12;
