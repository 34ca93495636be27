//! 似た規模の市区町村: the national codes as shipped data, and one's own figures beside those of the towns nearest by population and
//! other features. Figures of other towns are rows of [`crate::goals::indicator`], taken from tables by the same import.
//!
//! Others may name [`model`].

pub mod model;
pub mod print;
pub mod rules;
pub mod web;
