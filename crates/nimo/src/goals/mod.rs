//! 目標・指標: what the plan wants to reach, in figures, and what was reached.
//!
//! Others may name what [`indicator`] shows.

pub mod indicator;
