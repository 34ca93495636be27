//! Files as people send them, looked through and bound.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

mod binding;
mod hostile;
mod made;
mod measure;
mod office;
mod refusal;
mod seen;
