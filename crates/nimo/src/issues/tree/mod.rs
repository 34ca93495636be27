//! 家系: the tree of causes and results of an issue: what was said, the issues that came of it, what is done about them. It is
//! drawn here, on the server, beside a list that says the same in words.
//!
//! Others may call [`web::of_issue`] and [`web::of_measure`].

pub mod model;
pub mod rules;
mod store;
pub mod web;
