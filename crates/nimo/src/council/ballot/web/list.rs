//! What came back: members by items, the sum of each item as a figure, and whether enough are back.

use super::only_in_writing;
use crate::access::{Facts, Permit};
use crate::council::ballot::model::{Ballot, BallotChoice};
use crate::council::ballot::rules::{Tally, Verdict, tally, verdict, voted_on};
use crate::council::ballot::store;
use crate::council::ballot::{EditBallot, ListBallots, PrintBallots, ReadBallotHistory};
use crate::council::charter::model::CharterForm;
use crate::council::charter::rules::in_force;
use crate::council::charter::store as charters;
use crate::council::meeting::model::{Kept, MeetingForm, MeetingId};
use crate::council::meeting::{self, store as meetings};
use crate::council::sitting::model::SittingPersonId;
use crate::council::sitting::store as sittings;
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use almanac::Date;
use askama::Template;

/// Everything that the page is made of, read in one snapshot.
struct Seen {
    form: MeetingForm,
    items: Vec<Kept>,
    ballots: Vec<Ballot>,
    charters: Vec<CharterForm>,
}

/// A member on the page.
struct Line {
    id: SittingPersonId,
    name: String,
    /// 会長, and the body.
    about: String,
    /// The day; empty while the ballot is out.
    received: String,
    is_late: bool,
    /// What he says of each item, as a word.
    said: Vec<&'static str>,
    remark: String,
}

/// A bar of a figure.
struct Bar {
    label: &'static str,
    count: u32,
    y: usize,
    width: u32,
    is_out: bool,
}

/// An item with its sum.
struct Figure {
    words: String,
    sentence: String,
    proposal: String,
    bars: Vec<Bar>,
}

#[derive(Template)]
#[template(path = "council/ballot/views/list.html")]
struct BallotsPage {
    frame: Frame,
    id: MeetingId,
    title: String,
    by: String,
    verdict: Verdict,
    heads: Vec<String>,
    lines: Vec<Line>,
    figures: Vec<Figure>,
    /// Whose ballots are out.
    waiting: Vec<String>,
    may: May,
}

/// What may be done here.
struct May {
    edit: bool,
    history: bool,
    print: bool,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ListBallots>(meeting::web::id(&ask)?).await?;
    let seen = seen(&ask, &permit).await?;
    let voted = voted_on(&seen.items);
    let by = seen.form.held_until.or(seen.form.held_on);
    let on = seen.form.held_on.unwrap_or(ask.now.day());
    let verdict = verdict(&seen.ballots, in_force(&seen.charters, on).and_then(|charter| charter.quorum));
    let page = BallotsPage {
        frame: Frame::of(format!("{}の書面表決", seen.form.short()), ask.actor.signed_in(), Place::Councils)
            .saying(ask.query.get("said")),
        id: permit.facts().id(),
        title: seen.form.title(),
        by: by.map_or_else(String::new, almanac::with_weekday),
        verdict,
        heads: voted.iter().map(|item| item.line.words()).collect(),
        lines: seen.ballots.iter().map(|ballot| line(ballot, &voted, by)).collect(),
        figures: tally(&voted, &seen.ballots).iter().map(|tally| figure(tally, verdict)).collect(),
        waiting: seen.ballots.iter().filter(|one| !one.form.is_back()).map(|one| one.person.name.clone()).collect(),
        may: may(&ask, &permit, &seen.ballots).await?,
    };
    Reply::page(&page)
}

async fn seen(ask: &Ask, permit: &Permit<ListBallots>) -> Result<Seen, Fault> {
    let (id, council) = (permit.facts().id(), permit.facts().council());
    let read = async |tx: &mut Tx| {
        only_in_writing(sittings::find(tx, permit, id).await?.as_ref())?;
        Ok(Seen {
            form: meetings::find(tx, permit).await?.form,
            items: meetings::items(tx, permit).await?,
            ballots: store::list(tx, permit).await?,
            charters: charters::of_council(tx, permit, council).await?.into_iter().map(|one| one.form).collect(),
        })
    };
    ask.read(read).await
}

/// All ballots of a meeting are as open as it is: one tells of all.
async fn may(ask: &Ask, permit: &Permit<ListBallots>, ballots: &[Ballot]) -> Result<May, Fault> {
    let Some(first) = ballots.first().map(|ballot| ballot.person.id) else {
        return Ok(May { edit: false, history: false, print: false });
    };
    Ok(May {
        edit: ask.could::<EditBallot>(first).await?,
        history: ask.could::<ReadBallotHistory>(first).await?,
        print: ask.would::<PrintBallots>(permit.facts())?,
    })
}

fn line(ballot: &Ballot, voted: &[&Kept], by: Option<Date>) -> Line {
    let Ballot { person, form, .. } = ballot;
    let about = [person.role_text.as_str(), person.body.as_str()];
    let said = |item: &&Kept| match form.choices.get(&item.id).copied().map(BallotChoice::label) {
        _ if !form.is_back() => "未着",
        said => said.unwrap_or("記入なし"),
    };
    Line {
        id: person.id,
        name: person.name.clone(),
        about: about.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("　"),
        received: form.received_on.map_or_else(String::new, almanac::in_words),
        is_late: form.received_on.zip(by).is_some_and(|(day, by)| day > by),
        said: voted.iter().map(said).collect(),
        remark: form.remark.clone(),
    }
}

/// So long is the bar of all members.
const WHOLE: u32 = 480;

fn figure(tally: &Tally, verdict: Verdict) -> Figure {
    let bar = |(at, (label, count)): (usize, (&'static str, u32))| Bar {
        label,
        count,
        y: at * 28,
        width: count * WHOLE / verdict.members.max(1),
        is_out: label == "未着",
    };
    Figure {
        words: tally.words.clone(),
        sentence: tally.sentence(),
        proposal: verdict.proposal(tally),
        bars: tally.parts().into_iter().enumerate().map(bar).collect(),
    }
}
