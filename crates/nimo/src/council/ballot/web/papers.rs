//! The papers that go out: as PDF, as Word file, as text. Before the meeting is opened they go to the roster of its day, afterwards to
//! those who were asked when it was opened.

use super::TOGETHER;
use crate::access::Facts;
use crate::council::ballot::PrintBallots;
use crate::council::ballot::print::{self, Addressee, document};
use crate::council::ballot::rules::voted_on;
use crate::council::meeting::{self, model::closed, store as meetings};
use crate::council::preparation::store as preparations;
use crate::council::seat::rules::{Printed, Roster, RosterCopy};
use crate::council::seat::store::everybody;
use crate::council::sitting::model::{PersonKind, SittingPerson, SittingWay};
use crate::council::sitting::store as sittings;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::papers;
use crate::plumbing::web::{Answer, Ask, Reply};
use press::Document;

/// As PDF.
pub(super) async fn pdf(ask: Ask) -> Answer {
    let (document, name) = paper(&ask).await?;
    papers::pdf(&ask, document, &name).await
}

/// As DOCX.
pub(super) async fn docx(ask: Ask) -> Answer {
    let (document, name) = paper(&ask).await?;
    papers::docx(&ask, document, &name).await
}

/// As text.
pub(super) async fn txt(ask: Ask) -> Answer {
    let (document, name) = paper(&ask).await?;
    Ok(Reply::paper("text/plain; charset=utf-8", format!("{name}.txt"), press::text(&document).into_bytes()))
}

const NOTHING: Fault = Fault::Unreadable(
    "表決する議題が、次第にありません。「次第を組む」で、議題の種類を「承認」か「協議」にしてから、もう一度出してください。",
);

/// The papers of the meeting, and the name of their file without the ending.
async fn paper(ask: &Ask) -> Result<(Document, String), Fault> {
    let permit = ask.may::<PrintBallots>(meeting::web::id(ask)?).await?;
    let (id, council) = (permit.facts().id(), permit.facts().council());
    let read = async |tx: &mut Tx| {
        let (found, items) = (meetings::find(tx, &permit).await?, meetings::items(tx, &permit).await?);
        let prepared = preparations::of_meeting(tx, &permit, id).await?;
        let sitting = sittings::find(tx, &permit, id).await?;
        let people = sittings::people(tx, &permit, id).await?;
        Ok((found.form, items, prepared, sitting, people, everybody(tx, &permit, council).await?))
    };
    let (form, items, prepared, sitting, people, everybody) = ask.read(read).await?;
    if sitting.as_ref().is_some_and(|sitting| sitting.way == SittingWay::Together) {
        return Err(TOGETHER);
    }
    let voted = voted_on(&items);
    if voted.is_empty() {
        return Err(NOTHING);
    }
    let members = match sitting {
        Some(_) => people.into_iter().filter(|person| person.kind == PersonKind::Member).map(asked).collect(),
        None => in_office(&Roster::of(&everybody, form.held_on.unwrap_or(ask.now.day()))),
    };
    let all = items.iter().zip(closed(items.iter().map(|item| &item.line)));
    let voted: Vec<_> = all.filter(|(item, _)| voted.iter().any(|one| one.id == item.id)).collect();
    let document = document(&print::Ask {
        office: &ask.signed_in()?.office_name,
        council: &form.body,
        title: &form.title(),
        dated: ask.now.at_japan(),
        items: &voted,
        by: form.held_until.or(form.held_on),
        to: prepared.as_ref().map_or("", |(prepared, _)| prepared.reply_to.as_str()),
        members: &members,
    });
    Ok((document, format!("{}　{}", form.short(), print::TITLE)))
}

fn asked(person: SittingPerson) -> Addressee {
    Addressee { name: person.name, body: person.body }
}

/// Who sits in the council that day, in the order of the members' copy of the roster.
fn in_office(roster: &Roster<'_>) -> Vec<Addressee> {
    let addressee = |line: Printed| {
        let body = [line.body, line.post].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("　");
        Addressee { name: line.name, body }
    };
    roster.printed(RosterCopy::Council).into_iter().filter(|line| !line.is_vacant).map(addressee).collect()
}
