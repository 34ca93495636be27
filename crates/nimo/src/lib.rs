//! nimo follows what was said in a council to what came of it. This crate is the application; the rooms are duties, and
//! `tests/it/house_rules.rs` keeps their walls.

pub mod access;
pub mod accounts;
pub mod app;
pub mod cli;
pub mod council;
pub mod demo;
pub mod editing;
pub mod goals;
pub mod houses;
pub mod issues;
pub mod layout;
pub mod packet;
pub mod planning;
pub mod plumbing;
pub mod providers;
pub mod public;
pub mod router;
pub mod search;
pub mod trail;
pub mod vacancies;
pub mod wishes;
