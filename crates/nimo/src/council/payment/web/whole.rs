//! Everything that the list of a meeting rests on, read in one transaction.

use crate::access::Facts;
use crate::access::{Action, Permit};
use crate::council::meeting::model::{MeetingForm, MeetingId};
use crate::council::meeting::store::{self as meetings, MeetingFacts};
use crate::council::payment::model::{PayScaleForm, PayTable};
use crate::council::payment::rules::{Came, Head, Record, came, in_force, known, table};
use crate::council::payment::store::{self, PayList, Settled};
use crate::council::seat::rules::Roster;
use crate::council::seat::store::everybody;
use crate::council::sitting::store as sittings;
use crate::council::{ReadCouncil, store as councils};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::Ask;
use almanac::Date;
use std::collections::BTreeSet;

/// The meeting, who came, by what they are paid, the list that was kept, and what was paid.
pub(super) struct Whole {
    /// What the form of the meeting holds.
    pub form: MeetingForm,
    /// The scale in force on its day.
    pub scale: Option<PayScaleForm>,
    /// Who came.
    pub came: Vec<Came>,
    /// The names that the list may hold, folded.
    pub known: BTreeSet<String>,
    /// The list, once it was begun.
    pub list: Option<PayList>,
    /// What was paid, newest first, with what was taken back.
    pub settled: Vec<Settled>,
}

impl Whole {
    /// As the rows stand in this transaction.
    pub async fn of<A: Action>(
        tx: &mut Tx,
        permit: &Permit<A>,
        meeting: &MeetingFacts,
        today: Date,
    ) -> Result<Whole, Fault> {
        let (id, council) = (meeting.id(), meeting.council());
        let form = meetings::form_of(tx, permit, id).await?;
        let on = form.held_on.unwrap_or(today);
        let all = everybody(tx, permit, council).await?;
        let roster = Roster::of(&all, on);
        let people = sittings::people(tx, permit, id).await?;
        let steps = sittings::steps(tx, permit, id).await?;
        let scales: Vec<PayScaleForm> =
            store::of_council(tx, permit, council).await?.into_iter().map(|one| one.form).collect();
        let sitting = sittings::find(tx, permit, id).await?;
        let is_closed = sitting.is_some_and(|sitting| sitting.closed.is_some());
        let came = came(&Record { people: &people, steps: &steps, is_closed, roster: &roster, form: &form });
        Ok(Whole {
            scale: in_force(&scales, on).cloned(),
            known: known(&came, &roster),
            list: store::of_meeting(tx, permit, id).await?,
            settled: store::settled(tx, permit, id).await?,
            came,
            form,
        })
    }

    /// What holds as paid.
    pub fn standing(&self) -> Option<&Settled> {
        self.settled.iter().find(|one| one.withdrawn.is_none())
    }

    /// The list with its sums; none before there are a list and a scale.
    pub fn table(&self, around: &Names) -> Option<Result<PayTable, String>> {
        let (scale, list) = (self.scale.as_ref()?, self.list.as_ref()?);
        let head = Head {
            office: around.office.clone(),
            council: around.council.clone(),
            meeting: self.form.title(),
            held_on: self.form.held_on,
        };
        Some(table(head, scale, &list.form))
    }
}

/// The names above a list.
pub(super) struct Names {
    office: String,
    council: String,
}

impl Names {
    pub async fn of(ask: &Ask, meeting: &MeetingFacts) -> Result<Names, Fault> {
        let naming = ask.may::<ReadCouncil>(meeting.council()).await?;
        let council = ask.read(async |tx| councils::find(tx, &naming).await).await?.form.name;
        Ok(Names { office: ask.signed_in()?.office_name.clone(), council })
    }
}

/// The page of the list.
pub(super) fn home(meeting: MeetingId) -> String {
    format!("/meetings/{meeting}/pay")
}

/// What is said to whoever edits a list that was paid.
pub(super) const CLOSED: &str =
    "支払いずみの一覧なので、直せません。直すときは、先に「支払った」を取り下げてください。";
