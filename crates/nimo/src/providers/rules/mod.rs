//! What follows from the lines of the open data and from what the town knows. Pure.

pub mod coverage;
pub mod draw;
pub mod hsds;
pub mod import;
pub mod way;
