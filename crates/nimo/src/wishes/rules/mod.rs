//! What follows from wishes and rooms: the question to `placement`, its answer by figure and by row, and what the council may see. Pure.

pub mod answers;
pub mod apart;
pub mod change;
pub mod figure;
pub mod hide;
pub mod matched;
pub mod paste;
pub mod question;
pub mod rows;
pub mod sheet;
pub mod sides;
