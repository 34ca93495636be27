//! 決裁: an act that leaves the house is proposed, comes back with number and day, and then runs.
//!
//! Others may call nothing yet. Views: none.

pub mod web;
