//! 見本の市: みほん市 with its council, its people, its roster and nine kept minutes, made anew each time `nimo demo` starts. Loopback
//! only, no password that anybody knows, a banner on every page. Everything in it is invented.
//!
//! Nothing outside `cli` calls it.

mod cases;
mod goals;
mod houses;
mod indicators;
mod issues;
mod measures;
mod packet;
mod planning;
mod providers;
mod roster;
mod seed;
mod vacancies;
pub mod web;
mod wishes;

pub use seed::seed;

use crate::accounts::model::AccountId;
use crate::plumbing::ids::OfficeId;

/// What an office's name ends with when it is the sample town: its pages carry the banner.
pub const MARK: &str = "（見本）";

/// Who may be entered as, with one click.
pub struct Demo {
    /// The office of the sample town.
    pub office: OfficeId,
    /// Its people, in the order of the page.
    pub people: Vec<Person>,
}

/// One person of the sample town.
pub struct Person {
    /// The account.
    pub account: AccountId,
    /// The code in the form.
    pub code: &'static str,
    /// The name.
    pub name: &'static str,
    /// What this person does here, one sentence.
    pub duty: &'static str,
}
