//! さがす: exact search over what is kept, on both engines. The index proposes, the folded text decides: a query of one
//! character or more finds exactly the sections whose folded text holds the folded query.
//!
//! Others may call [`store::put`] and [`store::remove`] in the closure that changes the words. Names of lists and closed
//! words are never put here.

pub mod store;
pub mod web;

use crate::access::OfficeFacts;
use crate::action;

action!(/// Searches what the actor may read.
    Search, "search.find", OfficeFacts);
