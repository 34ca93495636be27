//! What follows from what was told: how long a notice is believed, and what the mismatches say together. Pure.

pub mod fade;
pub mod sought;
pub mod tally;
