//! 様式: the form in which a council's minutes are written, as data, from a day on.
//!
//! Others may call nothing yet. Views: none.

pub mod web;
