//! What every room stands on: the two doors to the database, ids, the clock, typed forms, routes and answers.
//!
//! No duty of a municipality lives here. Others may call everything that is public; the two doors are [`db::Db`].

pub mod bulk;
pub mod clock;
pub mod db;
pub mod desk;
pub mod engine;
pub mod fault;
pub mod frozen;
pub mod gather;
pub mod guard;
pub mod ids;
pub mod listen;
pub mod migrate;
pub mod origin;
pub mod papers;
pub mod secret;
pub mod table;
pub mod tiles;
pub mod typed;
pub mod upload;
pub mod web;
