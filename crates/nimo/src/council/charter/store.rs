//! Where the rules of councils are kept.

use crate::access::{Action, Permit};
use crate::council::charter::model::{CharterForm, CharterId, SHAPE};
use crate::council::charter::{AddCharter, EditCharter};
use crate::council::dated::model::Edition;
use crate::council::dated::store::{self as dated, Dated, DatedFacts, Plain};
use crate::council::model::CouncilId;
use crate::council::store::CouncilFacts;
use crate::editing::shape::{Shape, Texts};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::trail::Nameless;
use almanac::Date;

pub use dated::{add, find, set};

/// What the gate knows about an edition: whose it is.
pub type CharterFacts = DatedFacts<CharterForm>;

/// An edition of a council's rules.
pub type Charter = Edition<CharterId, CharterForm>;

impl Dated for CharterForm {
    type Id = CharterId;
    type Edit = EditCharter;
    type Plane = Nameless;
    const TABLE: &'static str = "council_charter";
    const SHAPE: &'static Shape = &SHAPE;
    const VERBS: [&'static str; 3] = ["charter.added", "charter.changed", "charter.put_back"];

    fn begins_on(&self) -> Date {
        self.from_on
    }

    fn texts(&self) -> Texts {
        CharterForm::texts(self)
    }

    fn stored(texts: &Texts) -> Option<Self> {
        CharterForm::parse(texts).ok()
    }
}

impl Plain for CharterForm {
    type Add = AddCharter;
}

/// The editions of the permit's council, newest first.
pub async fn list<A: Action<On = CouncilFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<Charter>, Fault> {
    dated::list(tx, permit).await
}

/// The editions of a council that the permit's thing belongs to, newest first.
pub(crate) async fn of_council<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    council: CouncilId,
) -> Result<Vec<Charter>, Fault> {
    dated::of_council(tx, permit, council).await
}
