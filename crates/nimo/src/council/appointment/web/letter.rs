//! One letter as it was numbered, and the way to take it back.

use crate::access::{Facts, Permit};
use crate::council::appointment::model::{Appointment, AppointmentId};
use crate::council::appointment::{ReadAppointment, WithdrawAppointment, store};
use crate::council::model::CouncilId;
use crate::council::seat::store::everybody;
use crate::council::{ReadCouncil, store as councils};
use crate::editing::read::lines;
use crate::editing::shape::Wrong;
use crate::layout::{Field, Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

#[derive(Template)]
#[template(path = "council/appointment/views/letter.html")]
struct LetterPage {
    frame: Frame,
    id: AppointmentId,
    council_id: CouncilId,
    council: String,
    one: Appointment,
    term: String,
    dated: String,
    differs: String,
    wrongs: Vec<Wrong>,
    reason: Field,
    may_withdraw: bool,
}

/// A letter as it was numbered, and the way to take it back.
pub(super) async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ReadAppointment>(id(&ask)?).await?;
    show(&ask, &permit, vec![]).await
}

fn id(ask: &Ask) -> Result<AppointmentId, Fault> {
    AppointmentId::parse(ask.param("id")).ok_or(Fault::Missing)
}

async fn show(ask: &Ask, permit: &Permit<ReadAppointment>, wrongs: Vec<Wrong>) -> Answer {
    let council = permit.facts().council();
    let reading = ask.may::<ReadCouncil>(council).await?;
    let read = async |tx: &mut Tx| {
        let one = store::find(tx, permit).await?;
        Ok((one, everybody(tx, permit, council).await?, councils::find(tx, &reading).await?.form.name))
    };
    let (one, all, name) = ask.read(read).await?;
    let member = all.members.iter().find(|member| member.id == one.member);
    let page = LetterPage {
        frame: Frame::of(
            format!("{}の{}", one.letter.name, one.letter.kind.title()),
            ask.actor.signed_in(),
            Place::Councils,
        )
        .saying(ask.query.get("said")),
        id: one.id,
        council_id: council,
        council: name,
        term: one.letter.term.in_words(),
        dated: almanac::in_words(one.letter.dated_on),
        differs: member.map_or_else(String::new, |member| one.letter.differs(member).join("と")),
        reason: Field::line("reason", "取り消すわけ", ask.typed.get("reason"))
            .required()
            .help("例: 氏名の字が違っていたため、出し直す")
            .checked(&wrongs),
        may_withdraw: one.withdrawn.is_none() && ask.could::<WithdrawAppointment>(one.id).await?,
        one,
        wrongs,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}

/// Takes a letter back: may you · why · its row. Its number stays used up in the register; here it may be given again.
pub(super) async fn withdraw(ask: Ask) -> Answer {
    let permit = ask.may::<WithdrawAppointment>(id(&ask)?).await?;
    let texts = ask.typed.only(&["reason"]);
    let mut wrongs = vec![];
    let reason = lines("reason", &texts, 200, &mut wrongs);
    if reason.is_empty() {
        wrongs
            .push(Wrong::new("reason", "空です。取り消すわけを入れてください。例: 氏名の字が違っていたため、出し直す"));
    }
    if !wrongs.is_empty() {
        let reading = ask.may::<ReadAppointment>(permit.facts().id()).await?;
        return show(&ask, &reading, wrongs).await;
    }
    match ask.write(&permit, async |tx, permit| store::withdraw(tx, permit, &reason).await).await {
        // Whoever presses twice has taken it back once; the first reason stands and is shown.
        Ok(()) | Err(Fault::Taken) => {
            Ok(Reply::see(format!("/appointments/{}?said=appointment-withdrawn", permit.facts().id())))
        }
        Err(other) => Err(other),
    }
}
