//! What would be laid open now.

use crate::access::{Action, Facts, Permit};
use crate::council::charter::rules::in_force;
use crate::council::handout::model::HandoutFile;
use crate::council::handout::store as handouts;
use crate::council::meeting::model::{MeetingId, State};
use crate::council::preparation::web::announcement;
use crate::council::redaction::rules::{Cover, CoverStyle};
use crate::council::redaction::store as redactions;
use crate::council::release::model::{ReleaseKind, Released};
use crate::council::release::print::{self, Face};
use crate::council::release::rules::papers;
use crate::council::seat::print::{Head, document as roster};
use crate::council::seat::rules::{Roster, RosterCopy};
use crate::council::seat::store::everybody;
use crate::council::store::{self as councils, CouncilFacts};
use crate::council::{ReadCouncil, meeting};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::Ask;

/// What would be laid open, with the files of papers; or what is lacking, a sentence each.
pub(super) type Current = Result<(Released, Vec<HandoutFile>), Vec<String>>;

/// What of the permit's council would be laid open.
pub(super) async fn current<A: Action<On = CouncilFacts>>(
    ask: &Ask,
    permit: &Permit<A>,
    (kind, of): (ReleaseKind, Option<MeetingId>),
    contact: &str,
) -> Result<Current, Fault> {
    match (kind, of) {
        (ReleaseKind::Council, _) => face(ask, permit, contact).await,
        (ReleaseKind::Roster, _) => members(ask, permit).await,
        (ReleaseKind::Notice, Some(meeting)) => notice(ask, permit, meeting).await,
        (ReleaseKind::Papers, Some(meeting)) => of_meeting(ask, permit, meeting).await,
        (_, None) => Err(Fault::Missing),
    }
}

async fn face<A: Action<On = CouncilFacts>>(ask: &Ask, permit: &Permit<A>, contact: &str) -> Result<Current, Fault> {
    let id = permit.facts().id();
    let read = async |tx: &mut Tx| Ok((councils::find(tx, permit).await?, everybody(tx, permit, id).await?));
    let (council, all) = ask.read(read).await?;
    let above = match council.form.parent {
        Some(parent) => ask.if_may::<ReadCouncil>(parent).await?,
        None => None,
    };
    let parent = match above {
        Some(above) => Some(ask.read(async |tx| councils::find(tx, &above).await).await?.form.name),
        None => None,
    };
    let (office, today) = (ask.signed_in()?.office_name.clone(), ask.now.day());
    let face = Face {
        office: &office,
        name: &council.form.name,
        parent: parent.as_deref(),
        basis: council.form.basis,
        charter: in_force(&all.charters, today),
        members: Roster::of(&all, today).count(),
        contact,
        dated: ask.now.at_japan(),
    };
    let document = print::face(&face);
    Ok(Ok((
        Released { office, council: council.form.name, meeting: String::new(), day: None, document, papers: vec![] },
        vec![],
    )))
}

async fn members<A: Action<On = CouncilFacts>>(ask: &Ask, permit: &Permit<A>) -> Result<Current, Fault> {
    let id = permit.facts().id();
    let read = async |tx: &mut Tx| Ok((councils::find(tx, permit).await?, everybody(tx, permit, id).await?));
    let (council, all) = ask.read(read).await?;
    let (office, today) = (ask.signed_in()?.office_name.clone(), ask.now.day());
    let now = Roster::of(&all, today);
    if now.lines.is_empty() {
        return Ok(Err(vec!["きょうの名簿に、委員の席がありません。".into()]));
    }
    let head = Head { office: &office, council: &council.form.name, dated: ask.now.at_japan() };
    let document = roster(&now, RosterCopy::Public, &head);
    let council = council.form.name;
    Ok(Ok((Released { office, council, meeting: String::new(), day: Some(today), document, papers: vec![] }, vec![])))
}

async fn notice<A: Action<On = CouncilFacts>>(
    ask: &Ask,
    permit: &Permit<A>,
    meeting: MeetingId,
) -> Result<Current, Fault> {
    let told = announcement(ask, meeting).await?;
    if told.council != permit.facts().id() {
        return Err(Fault::Missing);
    }
    if !told.unsettled.is_empty() {
        return Ok(Err(told.unsettled));
    }
    let read = async |tx: &mut Tx| {
        Ok((councils::find(tx, permit).await?.form.name, redactions::of_meeting(tx, permit, meeting).await?))
    };
    let (council, marks) = ask.read(read).await?;
    let office = ask.signed_in()?.office_name.clone();
    let mut document = told.document;
    Cover::new(&marks, CoverStyle::Public).document(&mut document);
    Ok(Ok((Released { office, council, meeting: told.name, day: told.day, document, papers: vec![] }, vec![])))
}

async fn of_meeting<A: Action<On = CouncilFacts>>(
    ask: &Ask,
    permit: &Permit<A>,
    id: MeetingId,
) -> Result<Current, Fault> {
    let reading = ask.may::<meeting::ReadMeeting>(id).await?;
    if reading.facts().council() != permit.facts().id() {
        return Err(Fault::Missing);
    }
    let read = async |tx: &mut Tx| {
        let council = councils::find(tx, permit).await?;
        let meeting = meeting::store::find(tx, &reading).await?;
        Ok((
            council,
            meeting,
            handouts::of_meeting(tx, permit, id).await?,
            redactions::of_meeting(tx, permit, id).await?,
        ))
    };
    let (council, meeting, handouts, marks) = ask.read(read).await?;
    if meeting.state == State::Withdrawn {
        return Ok(Err(vec!["この会議は、取り下げられています。".into()]));
    }
    let (office, dated) = (ask.signed_in()?.office_name.clone(), ask.now.at_japan());
    Ok(papers(&handouts, &marks).map(|(papers, files)| {
        let title = meeting.form.title();
        let document = print::papers(&office, &title, &papers, dated);
        let council = council.form.name;
        (Released { office, council, meeting: title, day: meeting.form.held_on, document, papers }, files)
    }))
}
