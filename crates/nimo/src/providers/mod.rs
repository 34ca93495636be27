//! 事業所: who offers which service where, from the open data that somebody carries in (commons, read by every office), and what the town
//! knows beyond it: whether an office takes people in now, since when, and who said so.
//!
//! Others may name [`model`] and [`store::ProviderFacts`], and call [`store::named`].

pub mod model;
pub mod rules;
pub mod store;
pub mod web;

use crate::access::{CommonsFacts, OfficeFacts};
use crate::action;
use store::ProviderFacts;

action!(/// Looks at the directory, on the screen, on paper and as files.
    ListProviders, "provider.list", OfficeFacts);
action!(/// Reads a provider.
    ReadProvider, "provider.read", ProviderFacts);
action!(/// Keeps what the town knows of a provider.
    NoteProvider, "provider.note", ProviderFacts);
action!(/// Reads the versions of what the town knew.
    ReadProviderHistory, "provider.history", ProviderFacts);
action!(/// Takes an edition of the open data in.
    ImportProviders, "provider.import", CommonsFacts);
