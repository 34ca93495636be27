//! 市区町村 by their national codes: a list that nimo ships, with its credit. Pure.

mod code;
mod list;
mod refusal;

pub use code::{Municipality, MunicipalityCode, MunicipalityKind};
pub use list::{Municipalities, is_short, key};
pub use refusal::NoMunicipality;
