//! Towns small enough to try everything, and large ones that are looked through by another way.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod brute;
mod changes;
mod example;
mod generated;
mod mutated;
mod refusals;
mod schemas;
mod small;
mod told;
mod values;
