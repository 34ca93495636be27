//! The writers, held by papers as they are printed.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where it fails")]

mod again;
mod hostile;
mod labelled;
mod office;
mod paper;
mod sheet;
