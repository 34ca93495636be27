//! Everything that the page and the papers of a meeting are made of, read in one snapshot.

use crate::access::Permit;
use crate::council::handout::model::{Handout, Listed};
use crate::council::handout::{rules::numbered, store as handouts};
use crate::council::meeting::store::{self as meetings, Carried, Item, Meeting};
use crate::council::preparation::model::PreparationForm;
use crate::council::preparation::print::Occasion;
use crate::council::preparation::{PrepareMeeting, store};
use crate::council::seat::model::Everybody;
use crate::council::seat::rules::Roster;
use crate::council::seat::store::everybody;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::Ask;
use chrono::NaiveDateTime;

/// What was read.
pub(super) struct Gathered {
    pub office: String,
    pub meeting: Meeting,
    pub items: Vec<Item>,
    /// None where it was not begun.
    pub preparation: Option<(PreparationForm, i64)>,
    pub everybody: Everybody,
    pub handouts: Vec<Handout>,
    pub listed: Vec<Listed>,
    pub carried: Vec<Carried>,
    dated: NaiveDateTime,
    usual: PreparationForm,
}

impl Gathered {
    /// The permit's meeting.
    pub async fn of(ask: &Ask, permit: &Permit<PrepareMeeting>) -> Result<Gathered, Fault> {
        let council = permit.facts().council();
        let id = crate::access::Facts::id(permit.facts());
        let read = async |tx: &mut Tx| {
            let handouts = handouts::list(tx, permit).await?;
            Ok(Gathered {
                office: ask.signed_in()?.office_name.clone(),
                meeting: meetings::find(tx, permit).await?,
                items: meetings::items(tx, permit).await?,
                preparation: store::of_meeting(tx, permit, id).await?,
                everybody: everybody(tx, permit, council).await?,
                listed: numbered(&handouts),
                handouts,
                carried: meetings::carried(tx, permit, id).await?,
                dated: ask.now.at_japan(),
                usual: PreparationForm::default(),
            })
        };
        ask.read(read).await
    }

    /// The roster of the day of the meeting, or of today where it has no day yet.
    pub fn roster(&self) -> Roster<'_> {
        Roster::of(&self.everybody, self.meeting.form.held_on.unwrap_or(self.dated.date()))
    }

    /// What was made ready, or nothing of it.
    pub fn form(&self) -> &PreparationForm {
        self.preparation.as_ref().map_or(&self.usual, |(form, _)| form)
    }

    /// What the papers are made of.
    pub fn occasion<'a>(&'a self, roster: &'a Roster<'a>) -> Occasion<'a> {
        Occasion {
            office: &self.office,
            council: &self.meeting.form.body,
            dated: self.dated,
            meeting: &self.meeting.form,
            items: &self.items,
            preparation: self.form(),
            roster,
            handouts: &self.listed,
        }
    }
}
