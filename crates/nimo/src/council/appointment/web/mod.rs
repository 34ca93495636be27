//! The pages of letters of appointment.

mod letter;
mod page;
mod papers;

use crate::access::{Facts, Permit};
use crate::council::appointment::model::Appointment;
use crate::council::appointment::rules::Reckoning;
use crate::council::appointment::{IssueAppointments, store};
use crate::council::model::CouncilId;
use crate::council::seat::model::{Everybody, MemberId};
use crate::council::seat::store::everybody;
use crate::council::{ReadCouncil, store as councils};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Ask, Route};
use almanac::Date;
use std::collections::BTreeSet;

/// What is due and what was numbered, the papers of a batch, and each letter.
pub const ROUTES: &[Route] = &[
    Route::get("/councils/{id}/appointments", "appointment.issue", |ask| Box::pin(page::page(ask))),
    Route::post("/councils/{id}/appointments", "appointment.issue", |ask| Box::pin(page::issue(ask))),
    Route::get("/councils/{id}/appointments/letters.pdf", "appointment.issue", |ask| Box::pin(papers::pdf(ask)))
        .words(),
    Route::get("/councils/{id}/appointments/letters.docx", "appointment.issue", |ask| Box::pin(papers::docx(ask)))
        .words(),
    Route::get("/councils/{id}/appointments/list.pdf", "appointment.issue", |ask| Box::pin(papers::list(ask))).words(),
    Route::get("/appointments/{id}", "appointment.read", |ask| Box::pin(letter::page(ask))),
    Route::post("/appointments/{id}/withdraw", "appointment.withdraw", |ask| Box::pin(letter::withdraw(ask))),
];

/// What a page of letters stands around.
struct Seen {
    council: CouncilId,
    name: String,
    all: Everybody,
    appointments: Vec<Appointment>,
    /// Who has a letter that holds, be its words there or gone.
    lettered: BTreeSet<MemberId>,
    /// So many letters were disposed of.
    gone: i64,
}

async fn seen(ask: &Ask, permit: &Permit<IssueAppointments>) -> Result<Seen, Fault> {
    let council = permit.facts().id();
    let reading = ask.may::<ReadCouncil>(council).await?;
    let read = async |tx: &mut Tx| {
        let name = councils::find(tx, &reading).await?.form.name;
        let appointments = store::list(tx, permit, council).await?;
        let lettered = store::lettered(tx, permit, council).await?;
        let gone = store::gone(tx, permit, council).await?;
        Ok(Seen { council, name, all: everybody(tx, permit, council).await?, appointments, lettered, gone })
    };
    ask.read(read).await
}

impl Seen {
    /// 照合 of the first day of a term, held against the letters that there are for it.
    fn reckoned(&self, from_on: Date) -> String {
        let is_it = |one: &&Appointment| one.withdrawn.is_none() && one.letter.term.from_on == from_on;
        Reckoning::of(&self.all, from_on).against(self.appointments.iter().filter(is_it).count())
    }
}
