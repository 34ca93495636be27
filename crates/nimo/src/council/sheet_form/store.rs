//! Where the forms of minutes are kept, and which of them a meeting is printed in.

use crate::access::{Action, Permit};
use crate::council::dated::model::Edition as DatedEdition;
use crate::council::dated::store::{self as dated, Dated, DatedFacts, Plain};
use crate::council::meeting::print::usual_form;
use crate::council::meeting::store::Meeting;
use crate::council::model::CouncilId;
use crate::council::seat::rules::{Roster, RosterCopy};
use crate::council::seat::store::everybody;
use crate::council::sheet_form::model::{SHAPE, SheetFormEdition, SheetFormId};
use crate::council::sheet_form::rules::{in_force, known};
use crate::council::sheet_form::{AddSheetForm, EditSheetForm};
use crate::council::store::CouncilFacts;
use crate::editing::shape::{Shape, Texts};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::trail::Nameless;
use almanac::Date;
use minutes::{Known, SheetForm};

pub use dated::{add, find, set};

/// What the gate knows about an edition: whose it is.
pub type SheetFormFacts = DatedFacts<SheetFormEdition>;

/// An edition of a council's form.
pub type Edition = DatedEdition<SheetFormId, SheetFormEdition>;

impl Dated for SheetFormEdition {
    type Id = SheetFormId;
    type Edit = EditSheetForm;
    type Plane = Nameless;
    const TABLE: &'static str = "sheet_form";
    const SHAPE: &'static Shape = &SHAPE;
    const VERBS: [&'static str; 3] = ["sheet_form.added", "sheet_form.changed", "sheet_form.put_back"];

    fn begins_on(&self) -> Date {
        self.from_on
    }

    fn texts(&self) -> Texts {
        SheetFormEdition::texts(self)
    }

    fn stored(texts: &Texts) -> Option<Self> {
        SheetFormEdition::parse(texts).ok()
    }
}

impl Plain for SheetFormEdition {
    type Add = AddSheetForm;
}

/// The editions of the permit's council, newest first.
pub async fn list<A: Action<On = CouncilFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<Edition>, Fault> {
    dated::list(tx, permit).await
}

/// The editions of a council that the permit's thing belongs to, newest first.
pub(crate) async fn of_council<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    council: CouncilId,
) -> Result<Vec<Edition>, Fault> {
    dated::of_council(tx, permit, council).await
}

/// The form in which a meeting of the permit's council is printed, and what is known beside its rows. Without an edition on its day
/// it is the usual form, and nothing is asked of the roster. For the secretariat and the members.
pub(crate) async fn of_meeting<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    meeting: &Meeting,
) -> Result<(SheetForm, Known), Fault> {
    let on = meeting.form.held_on.unwrap_or_else(|| permit.now().day());
    let editions = of_council(tx, permit, meeting.council).await?;
    let method = meeting.form.record_method;
    match in_force(editions.iter().map(|edition| &edition.form), on) {
        None => Ok((usual_form(method), Known::default())),
        Some(edition) => {
            Ok((edition.for_method(method), known_beside(tx, permit, meeting, RosterCopy::Council).await?))
        }
    }
}

/// What the roster and the rules of its day tell the readers of this copy beside the sheet of a meeting of the permit's council.
pub(crate) async fn known_beside<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    meeting: &Meeting,
    copy: RosterCopy,
) -> Result<Known, Fault> {
    let on = meeting.form.held_on.unwrap_or_else(|| permit.now().day());
    let all = everybody(tx, permit, meeting.council).await?;
    Ok(known(&meeting.form, &Roster::of(&all, on), copy))
}
