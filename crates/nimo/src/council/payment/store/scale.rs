//! Where the editions of what a council pays are kept.

use crate::access::{Action, Permit};
use crate::council::dated::model::Edition;
use crate::council::dated::store::{self as dated, Dated, DatedFacts, Plain};
use crate::council::model::CouncilId;
use crate::council::payment::model::{PayScaleForm, PayScaleId, SCALE};
use crate::council::payment::{AddPayScale, EditPayScale};
use crate::council::store::CouncilFacts;
use crate::editing::shape::{Shape, Texts};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::trail::Named;
use almanac::Date;

/// What the gate knows about an edition: whose it is.
pub type PayScaleFacts = DatedFacts<PayScaleForm>;

/// An edition as it is kept.
pub type PayScale = Edition<PayScaleId, PayScaleForm>;

impl Dated for PayScaleForm {
    type Id = PayScaleId;
    type Edit = EditPayScale;
    type Plane = Named;
    const TABLE: &'static str = "pay_scale";
    const SHAPE: &'static Shape = &SCALE;
    const VERBS: [&'static str; 3] = ["pay_scale.added", "pay_scale.changed", "pay_scale.put_back"];

    fn begins_on(&self) -> Date {
        self.from_on
    }

    fn texts(&self) -> Texts {
        PayScaleForm::texts(self)
    }

    fn stored(texts: &Texts) -> Option<Self> {
        PayScaleForm::stored(texts).ok()
    }
}

impl Plain for PayScaleForm {
    type Add = AddPayScale;
}

/// The editions of the permit's council, newest first.
pub async fn list<A: Action<On = CouncilFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<PayScale>, Fault> {
    dated::list(tx, permit).await
}

/// The editions of a council that the permit's thing belongs to, newest first.
pub(crate) async fn of_council<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    council: CouncilId,
) -> Result<Vec<PayScale>, Fault> {
    dated::of_council(tx, permit, council).await
}
