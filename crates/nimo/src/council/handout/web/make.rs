//! A handout that nimo itself can make: from the roster, the last minutes, or a frozen packet. It is kept as a version like any other.

use super::file::{Looked, kept};
use super::page;
use crate::access::{Facts, Permit};
use crate::council::handout::model::{Handout, HandoutForm, HandoutSource, Made, Timing};
use crate::council::handout::{FileHandout, ReadHandout, rules, store};
use crate::council::meeting::ReadMeeting;
use crate::council::meeting::model::{MeetingForm, MeetingId, State};
use crate::council::meeting::print as sheets;
use crate::council::meeting::store as meetings;
use crate::council::seat::print as rosters;
use crate::council::seat::rules::{Roster, RosterCopy};
use crate::council::seat::store::everybody;
use crate::council::sheet_form;
use crate::council::{ReadCouncil, store as councils};
use crate::editing::act::Edited;
use crate::editing::shape::Wrong;
use crate::packet;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask};
use press::{Document, Fonts, OnMissing};

/// Makes it: may you · from what · as PDF · its row. Where there is nothing to make it of, the page says what is missing.
pub async fn make(ask: Ask) -> Answer {
    let permit = ask.may::<FileHandout>(HandoutForm::id(&ask)?).await?;
    let reading = ask.may::<ReadHandout>(permit.facts().id()).await?;
    let read = async |tx: &mut Tx| {
        let all = store::of_meeting(tx, &permit, permit.facts().meeting().id()).await?;
        let mark = rules::numbered(&all).into_iter().find(|one| one.id == permit.facts().id()).map(|one| one.mark);
        Ok((store::find(tx, &permit).await?, mark.unwrap_or_default()))
    };
    let (handout, mark) = ask.read(read).await?;
    let (document, made) = match document(&ask, &permit, &handout, &mark).await? {
        Ok(made) => made,
        Err(sentence) => return page::show(&ask, &reading, vec![Wrong::new("make", sentence)]).await,
    };
    let set = move || {
        let bytes = press::pdf(&document, Fonts::embedded(), OnMissing::Geta).map_err(|error| error.to_string())?;
        let pages = binder::check_pdf(&bytes).map_err(|refusal| refusal.to_string())?.pages;
        Ok::<_, String>((bytes, pages))
    };
    let (bytes, pages) = ask.aside(set).await?.map_err(|what| Fault::broken("press", what))?;
    kept(&ask, &permit, &Looked::ours(format!("{}.pdf", handout.form.title), bytes, pages, made)).await
}

async fn document(
    ask: &Ask,
    permit: &Permit<FileHandout>,
    handout: &Handout,
    mark: &str,
) -> Result<Result<(Document, Made), String>, Fault> {
    let meeting = permit.facts().meeting().id();
    let reading = ask.may::<ReadMeeting>(meeting).await?;
    let found = ask.read(async |tx| meetings::find(tx, &reading).await).await?;
    let is_collected = handout.form.timing == Timing::Collected;
    match handout.source {
        HandoutSource::Upload => Ok(Err("この資料は、ファイルを入れてください。".into())),
        HandoutSource::Roster => {
            let made = roster(ask, permit, &found.form).await?;
            let on = found.form.held_on;
            Ok(made.map(|document| (document, Made { on, ..Made::default() })))
        }
        HandoutSource::Minutes => {
            let made = minutes(ask, permit, meeting, &found.form).await?;
            Ok(made.map(|document| (document, Made::default())))
        }
        HandoutSource::Support => {
            let made = packet::web::support(ask, &reading, mark, is_collected).await?;
            let of = |(document, packet)| {
                (document, Made { mark: Some(mark.into()), on: None, is_for_members: is_collected, packet })
            };
            Ok(made.map(of).ok_or_else(|| NOT_FROZEN.into()))
        }
        HandoutSource::Digest => {
            let made = packet::web::digest(ask, &reading, mark).await?;
            let of = |(document, packet)| {
                (document, Made { mark: Some(mark.into()), on: None, is_for_members: false, packet })
            };
            Ok(made.map(of).ok_or_else(|| NOT_FROZEN.into()))
        }
    }
}

const NOT_FROZEN: &str = "この会議のために固めた会議資料に、この表がありません。会議のページの「会議資料一式」で固めてから、もう一度つくってください。";

/// The members' copy of the roster, on the day of the meeting.
async fn roster(
    ask: &Ask,
    permit: &Permit<FileHandout>,
    form: &MeetingForm,
) -> Result<Result<Document, String>, Fault> {
    let Some(on) = form.held_on else {
        return Ok(Err(
            "開催日が、まだ入っていません。名簿は、会議の日のものをつくります。先に開催日を入れてください。".into(),
        ));
    };
    let council = permit.facts().meeting().council();
    let all = ask.read(async |tx| everybody(tx, permit, council).await).await?;
    let office = ask.signed_in()?.office_name.clone();
    let head = rosters::Head { office: &office, council: &form.body, dated: ask.now.at_japan() };
    Ok(Ok(rosters::document(&Roster::of(&all, on), RosterCopy::Council, &head)))
}

/// The newest kept minutes before the meeting.
async fn minutes(
    ask: &Ask,
    permit: &Permit<FileHandout>,
    meeting: MeetingId,
    form: &MeetingForm,
) -> Result<Result<Document, String>, Fault> {
    let council = ask.may::<ReadCouncil>(permit.facts().meeting().council()).await?;
    let (all, council) = ask
        .read(async |tx: &mut Tx| Ok((meetings::list(tx, &council).await?, councils::find(tx, &council).await?)))
        .await?;
    let is_before = |other: &MeetingForm| other.held_on.is_some_and(|held| form.held_on.is_none_or(|on| held < on));
    let kept = |one: &&meetings::Meeting| one.id != meeting && one.state == State::Kept && is_before(&one.form);
    let Some(last) = all.iter().find(kept) else {
        return Ok(Err(format!("{}の、残した会議録が、まだありません。", council.form.name)));
    };
    let reading = ask.may::<ReadMeeting>(last.id).await?;
    let read = async |tx: &mut Tx| {
        let form = sheet_form::store::of_meeting(tx, &reading, last).await?;
        Ok((meetings::items(tx, &reading).await?, meetings::blocks_told(tx, &reading).await?, form))
    };
    let (items, blocks, (form, known)) = ask.read(read).await?;
    let office = ask.signed_in()?.office_name.clone();
    Ok(Ok(sheets::sheet(last, &items, &blocks, &form, &known, &office, ask.now.at_japan())))
}
