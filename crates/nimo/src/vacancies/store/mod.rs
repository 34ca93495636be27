//! The SQL of the vacant rooms.

mod facts;
pub mod home;
pub mod mismatch;
pub mod notice;
pub mod room;
pub mod rule;

pub use facts::{HomeFacts, MismatchFacts, VacancyFacts};
pub use home::Home;
pub use room::Room;

use crate::access::{Facts, OfficeFacts};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::trail::{self, Nameless};
use crate::vacancies::model::HomeId;

fn unreadable() -> Fault {
    Fault::broken("vacancies", "a row that cannot be read")
}

/// The line of the trail with which a home began.
async fn because(tx: &mut Tx, home: HomeId) -> Result<Option<trail::LineId<Nameless>>, Fault> {
    trail::first::<Nameless>(tx, HomeFacts::KIND, &home.to_string()).await
}

/// The homes that a permit lets see: all of the office, or those of one's own offices.
pub trait SeesHomes: crate::access::Action<On = OfficeFacts> {
    /// Only those of the actor's own offices?
    const IS_OWN: bool;
}

impl SeesHomes for crate::vacancies::ListVacancies {
    const IS_OWN: bool = false;
}

impl SeesHomes for crate::vacancies::ListMismatches {
    const IS_OWN: bool = false;
}

impl SeesHomes for crate::vacancies::ListOwnHomes {
    const IS_OWN: bool = true;
}
