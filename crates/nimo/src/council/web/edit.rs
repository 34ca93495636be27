//! A council that is edited, perhaps by two at once.

use crate::access::{Action, Facts, Permit};
use crate::council::model::{CouncilForm, CouncilId, SHAPE};
use crate::council::rules::may_hang_under;
use crate::council::store::{self, CouncilFacts, PlaceFacts};
use crate::council::web::form::{groups, names, parent_choices, say};
use crate::council::web::place::{foreign_parent, taken};
use crate::council::{EditCouncil, PlaceCouncil};
use crate::editing::act::{self, Around, Edited, Looking, Now};
use crate::editing::form::FormPage;
use crate::editing::shape::{Shape, Texts, Wrong};
use crate::layout::Place;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask};

impl Edited for CouncilForm {
    type On = CouncilFacts;
    type Act = EditCouncil;
    const SHAPE: &'static Shape = &SHAPE;
    const PLACE: Place = Place::Councils;
    const MADE: &'static str = "置いた";

    fn id(ask: &Ask) -> Result<CouncilId, Fault> {
        id(ask)
    }

    fn path(id: CouncilId) -> String {
        format!("/councils/{id}")
    }

    fn read(texts: &Texts) -> Result<CouncilForm, Vec<Wrong>> {
        CouncilForm::parse(texts)
    }

    fn texts(&self) -> Texts {
        CouncilForm::texts(self)
    }

    async fn now<A: Action<On = CouncilFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Now<CouncilForm>, Fault> {
        let council = store::find(tx, permit).await?;
        Ok(Now { version: council.version, form: council.form })
    }

    /// A council hangs only where its editor might place one, and never under itself.
    async fn keep(
        ask: &Ask,
        tx: &mut Tx,
        permit: &Permit<EditCouncil>,
        before: &Now<CouncilForm>,
        form: &CouncilForm,
        reverted_to: Option<i64>,
    ) -> Result<Option<Wrong>, Fault> {
        if before.form.parent != form.parent {
            let Some(place) = PlaceFacts::load(tx, form.parent).await? else {
                return Ok(Some(foreign_parent()));
            };
            match ask.app.gate().permit::<PlaceCouncil>(permit.actor(), place, permit.now()) {
                Err(Fault::Refused(_)) => return Ok(Some(foreign_parent())),
                other => other?,
            };
        }
        if let Err(wrong) = may_hang_under(permit.facts().id(), form, &store::kin(tx, permit).await?) {
            return Ok(Some(wrong));
        }
        store::set(tx, permit, before.version, form, reverted_to).await.map(|_| None)
    }

    fn taken() -> Option<Wrong> {
        Some(taken())
    }

    async fn around<A: Action<On = CouncilFacts>>(ask: &Ask, permit: &Permit<A>) -> Result<Around, Fault> {
        let council = ask.read(async |tx| store::find(tx, permit).await).await?;
        let names = names(ask).await?;
        Ok(Around {
            name: council.form.name,
            back: Self::path(council.id),
            say: Box::new(move |field, value| say(field, value, &names)),
            free: vec!["name", "record_from_on", "record_from_meeting"],
        })
    }

    async fn show(ask: &Ask, permit: &Permit<EditCouncil>, looking: Looking) -> Answer {
        let council = ask.read(async |tx| store::find(tx, permit).await).await?;
        let choices = parent_choices(ask, Some(&council)).await?;
        let groups = groups(&looking.texts, &looking.wrongs, choices);
        let frame = act::frame::<CouncilForm>(ask, &format!("{}を直す", council.form.name));
        FormPage::edit(frame, &council.form.name, Self::path(council.id), looking, groups).answer()
    }
}

/// The council that the path names.
///
/// # Errors
/// [`Fault::Missing`] for what is no id.
pub fn id(ask: &Ask) -> Result<CouncilId, Fault> {
    CouncilId::parse(ask.param("id")).ok_or(Fault::Missing)
}
