//! The page of what is made ready: what to look at again, what is still as it was last time, the papers, the places at the table.

use super::edit::say;
use super::gather::Gathered;
use crate::access::Permit;
use crate::council::approval::model::ApprovalAct;
use crate::council::approval::web::{StandingLine, line};
use crate::council::ballot::{PrintBallots, rules::voted_on};
use crate::council::handout::AddHandout;
use crate::council::handout::rules::missing;
use crate::council::meeting::model::{MeetingId, PublicAccess, SHAPE as MEETING, State};
use crate::council::meeting::{self, EditMeeting, store as meetings};
use crate::council::preparation::model::SHAPE;
use crate::council::preparation::print::Paper;
use crate::council::preparation::rules::{self, Other, Place as Chair, Planned, Seating, seating, strangers, unseated};
use crate::council::preparation::{EditPreparation, PrepareMeeting, ReadPreparationHistory};
use crate::council::seat::model::Everybody;
use crate::council::seat::rules::{Roster, changes};
use crate::council::seat::store::everybody;
use crate::council::{ListCouncils, ReadCouncil, store as councils};
use crate::layout::{Frame, Place};
use crate::packet::dispatch::PrepareDispatch;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use almanac::OfficeCalendar;
use askama::Template;

/// A line that is as it was last time.
struct Carried {
    what: String,
    label: String,
    words: String,
}

#[derive(Template)]
#[template(path = "council/preparation/views/page.html")]
struct PreparationPage {
    frame: Frame,
    id: MeetingId,
    title: String,
    when: String,
    is_begun: bool,
    /// Nothing is written for the chair yet, and there is an agenda to write it from.
    lacks_script: bool,
    warnings: Vec<String>,
    carried: Vec<Carried>,
    /// The meeting from which they came.
    from: String,
    /// Who came and went since then.
    changed: Vec<String>,
    /// Words of the papers, and what each of them still lacks.
    papers: Vec<(Paper, String)>,
    /// Words of each handout, and what it waits for.
    handouts: Vec<(String, Option<String>)>,
    seating: Seating,
    clerks: Vec<String>,
    seat_notes: Vec<String>,
    state: State,
    /// How the proposal for the notice stands.
    approval: Option<StandingLine>,
    /// So many papers have a gap.
    lacking: usize,
    may: May,
}

/// What may be done here.
struct May {
    begin: bool,
    edit: bool,
    history: bool,
    add: bool,
    send: bool,
    /// There is something to vote on, should the council meet in writing.
    vote: bool,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<PrepareMeeting>(meeting::web::id(&ask)?).await?;
    let gathered = Gathered::of(&ask, &permit).await?;
    let roster = gathered.roster();
    let form = gathered.form();
    let found = &gathered.meeting.form;
    let (from, changed) = since_last(&ask, &permit, &gathered, &roster).await?;
    let clerks =
        if form.clerks.is_empty() { found.secretariat.clone().unwrap_or_default() } else { form.clerks.clone() };
    let is_ahead = matches!(gathered.meeting.state, State::Planned | State::Held);
    let papers: Vec<(Paper, String)> = Paper::ALL.iter().map(|paper| (*paper, lacks(*paper, &gathered))).collect();
    let page = PreparationPage {
        frame: Frame::of(format!("{}の準備", found.short()), ask.actor.signed_in(), Place::Councils)
            .saying(ask.query.get("said")),
        id: gathered.meeting.id,
        title: found.title(),
        when: when(&gathered),
        is_begun: gathered.preparation.is_some(),
        lacks_script: form.script.is_empty() && !gathered.items.is_empty(),
        warnings: warnings(&ask, &permit, &gathered, &roster).await?,
        carried: if is_ahead { carried(&gathered) } else { vec![] },
        from,
        changed,
        state: gathered.meeting.state,
        approval: line(&ask, &permit, permit.facts().council(), ApprovalAct::Notice, &gathered.meeting.id.to_string())
            .await?,
        lacking: papers.iter().filter(|(_, lacks)| !lacks.is_empty()).count(),
        papers,
        handouts: gathered
            .handouts
            .iter()
            .zip(&gathered.listed)
            .map(|(handout, listed)| (listed.words(), missing(handout, listed).map(|missing| missing.sentence())))
            .collect(),
        seating: seating(&roster, form),
        clerks,
        seat_notes: seat_notes(&roster, &gathered),
        may: may(&ask, &permit, &gathered, is_ahead).await?,
    };
    Reply::page(&page)
}

async fn may(ask: &Ask, permit: &Permit<PrepareMeeting>, gathered: &Gathered, is_ahead: bool) -> Result<May, Fault> {
    let is_planned = gathered.meeting.state == State::Planned;
    Ok(May {
        begin: ask.would::<EditMeeting>(permit.facts())? && is_ahead,
        add: ask.would::<AddHandout>(permit.facts())?,
        send: ask.would::<PrepareDispatch>(permit.facts())?,
        edit: ask.could::<EditPreparation>(gathered.meeting.id).await?,
        history: ask.could::<ReadPreparationHistory>(gathered.meeting.id).await?,
        vote: is_planned && !voted_on(&gathered.items).is_empty() && ask.would::<PrintBallots>(permit.facts())?,
    })
}

/// The day, the hours and the place.
fn when(gathered: &Gathered) -> String {
    let form = &gathered.meeting.form;
    let day = form.held_on.map_or_else(|| "開催日は、まだ決まっていません".to_string(), almanac::with_weekday);
    let parts = [day, rules::hours_words(form.starts_at.as_deref(), form.ends_at.as_deref()), form.venue.clone()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("　")
}

/// What the plan runs into, held against the other councils that this person keeps.
async fn warnings(
    ask: &Ask,
    permit: &Permit<PrepareMeeting>,
    gathered: &Gathered,
    roster: &Roster<'_>,
) -> Result<Vec<String>, Fault> {
    if !matches!(gathered.meeting.state, State::Planned) {
        return Ok(vec![]);
    }
    let listing = ask.may::<ListCouncils>(ask.office()?).await?;
    let all = ask.read(async |tx| councils::list(tx, &listing).await).await?;
    let mut near: Vec<(String, bool, Vec<meetings::Meeting>, Everybody)> = vec![];
    for council in all {
        let Some(reading) = ask.if_may::<ReadCouncil>(council.id).await? else { continue };
        let read = async |tx: &mut Tx| {
            let others = meetings::list(tx, &reading).await?;
            Ok((others, everybody(tx, &reading, council.id).await?))
        };
        let (others, people) = ask.read(read).await?;
        let is_own = council.id == permit.facts().council();
        let others = others.into_iter().filter(|one| one.id != gathered.meeting.id && one.stands()).collect();
        near.push((council.form.name, is_own, others, people));
    }
    let names = |roster: &Roster<'_>| roster.members().map(|member| member.form.name.clone()).collect::<Vec<_>>();
    let others: Vec<(&str, bool, &meetings::Meeting, Vec<String>)> = near
        .iter()
        .flat_map(|(council, is_own, meetings, people)| {
            meetings.iter().map(move |one| {
                let is_near = one.form.held_on.is_some() && one.form.held_on == gathered.meeting.form.held_on;
                let on = one.form.held_on.filter(|_| is_near);
                let members = on.map_or_else(Vec::new, |on| names(&Roster::of(people, on)));
                (council.as_str(), *is_own, one, members)
            })
        })
        .collect();
    let planned = Planned {
        form: &gathered.meeting.form,
        preparation: gathered.form(),
        notice: roster.charter.and_then(|charter| Some((charter.notice_days?, charter.counts_in()))),
        today: ask.now.day(),
        members: roster.members().map(|member| member.form.name.as_str()).collect(),
        others: others
            .iter()
            .map(|(council, is_own_council, one, members)| Other {
                council,
                is_own_council: *is_own_council,
                form: &one.form,
                members: members.iter().map(String::as_str).collect(),
            })
            .collect(),
    };
    Ok(rules::warnings(&planned, &OfficeCalendar::default()))
}

/// The lines that nobody touched yet, in words.
fn carried(gathered: &Gathered) -> Vec<Carried> {
    let told = |one: &meetings::Carried| {
        let (label, words) = rules::in_words(&one.what, &gathered.meeting.form, &gathered.items, gathered.form())?;
        let words = match one.what.split_once('.') {
            Some(("preparation", name)) => say(name, &words),
            Some(("meeting", name)) => meeting::web::say(name, &words),
            _ => words,
        };
        Some(Carried { what: one.what.clone(), label, words })
    };
    // In the order in which one reads them: day and place, agenda, then the form.
    let place = |one: &&meetings::Carried| {
        let (plane, name) = one.what.split_once('.').unwrap_or_default();
        let among = |fields: &[(&str, &str)]| fields.iter().position(|(known, _)| *known == name);
        match plane {
            "meeting" => (0, among(MEETING.fields)),
            "item" => (1, gathered.items.iter().position(|item| item.id.to_string() == name)),
            _ => (2, among(SHAPE.fields)),
        }
    };
    let mut lines: Vec<&meetings::Carried> = gathered.carried.iter().collect();
    lines.sort_by_key(place);
    lines.into_iter().filter_map(told).collect()
}

/// The meeting from which lines came, and who came and went between its day and this one.
async fn since_last(
    ask: &Ask,
    permit: &Permit<PrepareMeeting>,
    gathered: &Gathered,
    roster: &Roster<'_>,
) -> Result<(String, Vec<String>), Fault> {
    let reading = ask.may::<ReadCouncil>(permit.facts().council()).await?;
    let all = ask.read(async |tx| meetings::list(tx, &reading).await).await?;
    let others: Vec<_> = all.into_iter().filter(|one| one.id != gathered.meeting.id && one.stands()).collect();
    // Where lines were carried over from is told by them; else it is the one before.
    let origin = gathered.carried.first().and_then(|one| others.iter().find(|other| other.id == one.from));
    let before = || rules::last_before(&others, |one| &one.form, gathered.meeting.form.held_on);
    let Some(last) = origin.or_else(before) else {
        return Ok((String::new(), vec![]));
    };
    let then = Roster::of(&gathered.everybody, last.form.held_on.unwrap_or(roster.on));
    let told =
        changes(&then, roster).into_iter().map(|(_, change)| format!("{}: {}", change.label(), change.in_words()));
    Ok((last.form.short(), told.collect()))
}

/// What a paper still lacks, so that it does not go out with a gap.
fn lacks(paper: Paper, gathered: &Gathered) -> String {
    let (form, meeting) = (gathered.form(), &gathered.meeting.form);
    let is_closed = meeting.public_access == Some(PublicAccess::Closed);
    let is_open = matches!(meeting.public_access, Some(PublicAccess::Open | PublicAccess::Partly));
    let wants_ground = matches!(meeting.public_access, Some(PublicAccess::Closed | PublicAccess::Partly));
    let has_ground = gathered.items.iter().any(|item| !item.line.closed.is_empty());
    let day = (meeting.held_on.is_none(), "開催日");
    let place = (meeting.venue.is_empty(), "場所");
    let agenda = (gathered.items.is_empty(), "次第");
    let asked: Vec<(bool, &str)> = match paper {
        Paper::Agenda => vec![day, place, agenda],
        Paper::Notice => vec![
            day,
            place,
            agenda,
            (form.notice_number.is_empty(), "文書番号"),
            (form.notice_on.is_none(), "通知の日付"),
            (form.sender.is_empty(), "差出人"),
            (form.reply_by.is_none(), "返信の期限"),
            (form.reply_to.is_empty(), "返信先"),
        ],
        Paper::Announcement => vec![
            day,
            place,
            agenda,
            (meeting.public_access.is_none(), "傍聴の可否"),
            (!is_closed && form.observers_most.is_none(), "傍聴の定員"),
            (wants_ground && !has_ground, "非公開とする根拠（次第の行に）"),
            (is_open && form.observers_from.is_none(), "傍聴の受付の時刻"),
            (form.contact.is_empty(), "問い合わせ先"),
        ],
        Paper::Seating => vec![(form.table_shape.is_none(), "机の並べ方")],
        Paper::Script => vec![agenda, (form.script.is_empty(), "進行の言葉")],
        Paper::Reception => vec![day],
        Paper::Observers => vec![day, (!is_closed && form.observers_most.is_none(), "傍聴の定員")],
    };
    let lacking: Vec<&str> = asked.into_iter().filter(|(is_lacking, _)| *is_lacking).map(|(_, what)| what).collect();
    lacking.join("、")
}

/// Names that the order of the seats and the roster do not share.
fn seat_notes(roster: &Roster<'_>, gathered: &Gathered) -> Vec<String> {
    let form = gathered.form();
    if form.table_order.is_empty() {
        return vec![];
    }
    let told = |names: Vec<String>, what: &str| (!names.is_empty()).then(|| format!("{what}: {}", names.join("、")));
    let left = told(unseated(roster, form), "席の並びにない委員（終わりに座ります）");
    let strange = told(strangers(roster, form), "席の並びにあるが、この日の名簿にいない人（座りません）");
    left.into_iter().chain(strange).collect()
}

impl PreparationPage {
    /// Left and right row by row, as one looks at the table from its foot.
    fn rows(&self) -> Vec<(Option<&Chair>, Option<&Chair>)> {
        let (left, right) = (&self.seating.right, &self.seating.left);
        (0..left.len().max(right.len())).map(|at| (left.get(at), right.get(at))).collect()
    }
}
