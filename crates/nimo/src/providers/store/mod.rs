//! The SQL of the directory.

pub mod delivery;
mod facts;
mod list;
pub mod note;
mod pages;
mod past;
mod take;

pub use facts::ProviderFacts;
pub use list::{Point, named, of_number, points};
pub use past::{Absence, PastLine, absences, past, since};
pub use take::{Brought, Compared, Taking, compared, counts, editions, known, take};

use crate::plumbing::fault::Fault;

fn unreadable() -> Fault {
    Fault::broken("providers", "a row that cannot be read")
}

/// The condition that a provider is of one of these services, which its id tells.
fn of_services(services: &[wamnet::Service]) -> String {
    let codes: Vec<String> = services.iter().map(ToString::to_string).collect();
    format!("(p.id / 1000) % 100 in ({})", if codes.is_empty() { "0".to_string() } else { codes.join(", ") })
}
