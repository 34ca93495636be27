//! 前回から: a meeting begins with what was made ready for the last one, and each line keeps its mark until somebody touches it.

use crate::access::{Action, Facts, Permit};
use crate::council::ReadCouncil;
use crate::council::handout::model::{HandoutForm, HandoutSource};
use crate::council::handout::store as handouts;
use crate::council::meeting::model::{MeetingForm, MeetingId};
use crate::council::meeting::store as meetings;
use crate::council::meeting::{self, EditMeeting};
use crate::council::model::CouncilId;
use crate::council::preparation::model::PreparationForm;
use crate::council::preparation::rules::{carried_fields, carried_items, carried_preparation, last_before};
use crate::council::preparation::store;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};

/// Begins what is made ready for a meeting that was planned without it, from the last one if there is one.
pub async fn begin(ask: Ask) -> Answer {
    let permit = ask.may::<EditMeeting>(meeting::web::id(&ask)?).await?;
    let (id, council) = (permit.facts().id(), permit.facts().council());
    let reading = ask.may::<ReadCouncil>(council).await?;
    let write = async |tx: &mut Tx, permit: &Permit<EditMeeting>| {
        let found = meetings::find(tx, permit).await?;
        let all = meetings::list(tx, &reading).await?;
        let others: Vec<_> = all.into_iter().filter(|one| one.id != id && one.stands()).collect();
        let last = last_before(&others, |one| &one.form, found.form.held_on);
        carry_over(tx, permit, (council, id), &found.form, last.map(|last| (last.id, &last.form))).await
    };
    match ask.write(&permit, write).await {
        // Somebody else pressed first: it is begun.
        Ok(()) | Err(Fault::Taken) => Ok(Reply::see(format!("/meetings/{id}/preparation?said=preparation-begun"))),
        Err(other) => Err(other),
    }
}

/// What is made ready for a new meeting: the last one's words, and those of its papers that nimo makes itself, with their marks.
pub(crate) async fn carry_over<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    (council, meeting): (CouncilId, MeetingId),
    form: &MeetingForm,
    last: Option<(MeetingId, &MeetingForm)>,
) -> Result<(), Fault> {
    let Some((last, before)) = last else {
        return store::begin(tx, permit, meeting, &PreparationForm::default()).await;
    };
    let found = store::of_meeting(tx, permit, last).await?;
    let preparation = found.map_or_else(PreparationForm::default, |(form, _)| form.carried());
    store::begin(tx, permit, meeting, &preparation).await?;
    let items = meetings::items_of(tx, permit, meeting).await?;
    let mut carried = carried_fields(before, form);
    carried.extend(carried_items(&before.agenda, &items));
    carried.extend(carried_preparation(&preparation));
    meetings::mark_carried(tx, permit, (meeting, last), &carried).await?;
    if !handouts::of_meeting(tx, permit, meeting).await?.is_empty() {
        return Ok(());
    }
    for handout in
        handouts::of_meeting(tx, permit, last).await?.into_iter().filter(|one| one.source != HandoutSource::Upload)
    {
        let form = HandoutForm { item: None, ..handout.form };
        handouts::place(tx, permit, (council, meeting), handout.source, &form).await?;
    }
    Ok(())
}

/// これでよい: one line, or all of them, was looked at and stays.
pub async fn touch(ask: Ask) -> Answer {
    let permit = ask.may::<EditMeeting>(meeting::web::id(&ask)?).await?;
    let id = permit.facts().id();
    // すべて is all that stood on the page, and nothing that came since.
    let typed = if ask.typed.get("what") == "all" { "shown" } else { "what" };
    let looked: Vec<&str> = ask.typed.all(typed).collect();
    let write = async |tx: &mut Tx, permit: &Permit<EditMeeting>| {
        let all = meetings::carried(tx, permit, id).await?.into_iter().map(|one| one.what);
        let touched: Vec<String> = all.filter(|what| looked.contains(&what.as_str())).collect();
        meetings::looked(tx, permit, &touched).await
    };
    ask.write(&permit, write).await?;
    Ok(Reply::see(format!("/meetings/{id}/preparation?said=carried-touched#zenkai")))
}
