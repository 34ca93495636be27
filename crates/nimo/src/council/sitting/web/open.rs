//! 開会: who is there when it begins. A meeting held in writing begins when its ballots go out.

use super::page::elsewhere;
use crate::access::{Facts, Permit};
use crate::council::meeting::model::{MeetingForm, MeetingId, Person};
use crate::council::meeting::store as meetings;
use crate::council::meeting::web::id;
use crate::council::preparation::rules::last_before;
use crate::council::seat::rules::Roster;
use crate::council::seat::store::everybody;
use crate::council::sitting::OpenSitting;
use crate::council::sitting::model::{AttendanceMode, SittingPerson, SittingWay};
use crate::council::sitting::rules::{candidates, of_minutes, told};
use crate::council::sitting::store::{self, AtOpening};
use crate::council::{ReadCouncil, store as councils};
use crate::editing::shape::Wrong;
use crate::layout::{Frame, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use almanac::ClockTime;
use askama::Template;

/// Two fields for each, and those around them.
const MOST_PEOPLE: usize = 95;
const MOST_NAME: usize = 60;

/// Somebody of the form.
struct Row {
    person: SittingPerson,
    modes: Vec<Option3>,
    proxy: String,
}

#[derive(Template)]
#[template(path = "council/sitting/views/open.html")]
struct OpenPage {
    frame: Frame,
    id: MeetingId,
    title: String,
    council: (String, String),
    wrongs: Vec<Wrong>,
    is_written: bool,
    starts_at: String,
    rows: Vec<Row>,
    /// From the roster, or from the minutes of a meeting.
    from: String,
    /// Names that were typed where nobody is known.
    names: String,
    has_roster: bool,
}

/// Who may come, as the form shows them.
struct Known {
    form: MeetingForm,
    council: (String, String),
    people: Vec<SittingPerson>,
    from: String,
    has_roster: bool,
}

/// The form.
pub async fn form(ask: Ask) -> Answer {
    let meeting = id(&ask)?;
    let Some(permit) = ask.if_may::<OpenSitting>(meeting).await? else { return elsewhere(&ask, meeting).await };
    let known = known(&ask, &permit).await?;
    show(&ask, &permit, known, vec![]).await
}

/// Opens it: may you · who is there · the rows with their because.
pub async fn open(ask: Ask) -> Answer {
    let meeting = id(&ask)?;
    let Some(permit) = ask.if_may::<OpenSitting>(meeting).await? else { return elsewhere(&ask, meeting).await };
    let known = known(&ask, &permit).await?;
    let (way, starts_at, people) = match typed(&ask, &known) {
        Ok(typed) => typed,
        Err(wrongs) => return show(&ask, &permit, known, wrongs).await,
    };
    let write =
        async |tx: &mut Tx, permit: &Permit<OpenSitting>| store::open(tx, permit, way, starts_at, &people).await;
    match ask.write(&permit, write).await {
        // Somebody else opened it: both are in the room.
        Ok(()) | Err(Fault::Taken) => Ok(Reply::see(format!("/meetings/{}/sitting", permit.facts().id()))),
        Err(other) => Err(other),
    }
}

async fn known(ask: &Ask, permit: &Permit<OpenSitting>) -> Result<Known, Fault> {
    let council = ask.may::<ReadCouncil>(permit.facts().council()).await?;
    let read = async |tx: &mut Tx| {
        let all = everybody(tx, permit, permit.facts().council()).await?;
        let (meeting, others) = (meetings::find(tx, permit).await?, meetings::numbered(tx, &council).await?);
        Ok((all, meeting.form, others, councils::find(tx, &council).await?))
    };
    let (all, form, others, council) = ask.read(read).await?;
    let roster = Roster::of(&all, form.held_on.unwrap_or(ask.now.day()));
    let others = others.iter().filter(|other| other.has_sheet && other.form.present.is_some());
    let last = last_before(others, |one| &one.form, form.held_on).map(|one| &one.form);
    let named: Vec<Person> =
        last.map(|last| last.present.iter().chain(&last.absent).flatten().cloned().collect()).unwrap_or_default();
    let has_roster = roster.count() > 0;
    let from = match (has_roster, last) {
        (true, _) => "その日の委員名簿".to_string(),
        (false, Some(last)) if !named.is_empty() => format!("{}の会議録", last.short()),
        _ => String::new(),
    };
    let mut people = candidates(&roster, &named);
    people.truncate(MOST_PEOPLE);
    Ok(Known { form, council: (council.id.to_string(), council.form.name), people, from, has_roster })
}

/// What was typed, understood. Names are typed where neither a roster nor minutes know anybody.
fn typed(ask: &Ask, known: &Known) -> Result<(SittingWay, ClockTime, Vec<AtOpening>), Vec<Wrong>> {
    let mut wrongs = vec![];
    let way = SittingWay::parse(ask.typed.get("way"));
    if way.is_none() {
        wrongs.push(Wrong::new("way", "会して開くか、書面で開くかを選んでください。"));
    }
    let starts_at = almanac::read_clock_span(ask.typed.get("starts_at")).map(|span| span.starts_at);
    if starts_at.is_err() {
        wrongs.push(Wrong::new("starts_at", "開会の時刻を「9:00」のように入れてください。"));
    }
    let people = people(ask, known, way == Some(SittingWay::Written), &mut wrongs);
    match (way, starts_at) {
        (Some(way), Ok(starts_at)) if wrongs.is_empty() => Ok((way, starts_at, people)),
        _ => Err(wrongs),
    }
}

fn people(ask: &Ask, known: &Known, is_written: bool, wrongs: &mut Vec<Wrong>) -> Vec<AtOpening> {
    if known.people.is_empty() {
        return typed_names(ask, is_written, wrongs);
    }
    if ask.typed.get("roster") != print_of(&known.people) {
        wrongs.push(Wrong::new("people", "開いているあいだに名簿が変わりました。下の出欠を、もう一度見てください。"));
    }
    let one = |(at, person): (usize, &SittingPerson)| {
        let (mode, proxy) = mode_of(ask, at, is_written);
        if mode == Some(AttendanceMode::Proxy) && proxy.is_empty() {
            let sentence = format!("{}さんの代理の人の名を入れてください。", person.name);
            wrongs.push(Wrong::new("people", sentence));
        }
        if proxy.chars().count() > MOST_NAME {
            wrongs.push(Wrong::new(
                "people",
                format!("{}さんの代理の人の名を、{MOST_NAME}文字までにしてください。", person.name),
            ));
        }
        let proxy = if mode == Some(AttendanceMode::Proxy) { proxy } else { String::new() };
        AtOpening { person: person.clone(), mode: mode.unwrap_or(AttendanceMode::Absent), proxy }
    };
    known.people.iter().take(MOST_PEOPLE).enumerate().map(one).collect()
}

fn typed_names(ask: &Ask, is_written: bool, wrongs: &mut Vec<Wrong>) -> Vec<AtOpening> {
    let lines: Vec<&str> = ask.typed.get("names").lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let people: Vec<Person> = lines.iter().filter_map(|line| Person::read(line)).collect();
    let is_wrong = people.is_empty() || people.len() < lines.len() || people.len() > MOST_PEOPLE;
    if is_wrong || lines.iter().any(|line| line.chars().count() > MOST_NAME) {
        let sentence =
            "委員の名を、1人1行で入れてください。例: 髙梨 恒一（会長）。来ていない人は、開いてから「欠席」にできます。";
        wrongs.push(Wrong::new("names", sentence));
    }
    let one = |person: &Person| AtOpening {
        person: of_minutes(person),
        mode: if is_written { AttendanceMode::Absent } else { AttendanceMode::InPerson },
        proxy: String::new(),
    };
    people.iter().map(one).collect()
}

/// A ballot that is out is not back yet.
fn mode_of(ask: &Ask, at: usize, is_written: bool) -> (Option<AttendanceMode>, String) {
    if is_written {
        return (Some(AttendanceMode::Absent), String::new());
    }
    let mode = AttendanceMode::parse(ask.typed.get(&format!("mode.{at}")));
    let mode = mode.filter(|mode| AttendanceMode::AT_OPENING.contains(mode));
    (mode, ask.typed.get(&format!("proxy.{at}")).trim().replace('\n', " "))
}

/// By what a roster is known again.
fn print_of(people: &[SittingPerson]) -> String {
    let line = |person: &SittingPerson| {
        format!("{}\t{}", person.member.map_or_else(String::new, |member| member.to_string()), person.name)
    };
    crate::plumbing::secret::hash(&people.iter().map(line).collect::<Vec<_>>().join("\n"))
}

async fn show(ask: &Ask, permit: &Permit<OpenSitting>, known: Known, wrongs: Vec<Wrong>) -> Answer {
    let was_typed = !ask.typed.get("way").is_empty() || !wrongs.is_empty();
    let row = |(at, person): (usize, SittingPerson)| {
        let (mode, proxy) = mode_of(ask, at, false);
        let mode = mode.filter(|_| was_typed).unwrap_or(AttendanceMode::InPerson);
        let option = |one: AttendanceMode| Option3(one.code().into(), one.label().into(), one == mode);
        Row { person, modes: AttendanceMode::AT_OPENING.map(option).into(), proxy }
    };
    let planned = known.form.starts_at.clone();
    let now = ask.now.clock().map(told).unwrap_or_default();
    let page = OpenPage {
        frame: Frame::of(format!("{}を開く", known.form.short()), ask.actor.signed_in(), Place::Councils),
        id: permit.facts().id(),
        title: known.form.title(),
        council: known.council,
        is_written: if was_typed { ask.typed.get("way") == "written" } else { known.form.held_until.is_some() },
        starts_at: if was_typed { ask.typed.get("starts_at").into() } else { planned.unwrap_or(now) },
        names: ask.typed.get("names").into(),
        from: known.from,
        has_roster: known.has_roster,
        rows: known.people.into_iter().take(MOST_PEOPLE).enumerate().map(row).collect(),
        wrongs,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}

impl OpenPage {
    /// By what the roster of this page is known again.
    fn print(&self) -> String {
        print_of(&self.rows.iter().map(|row| row.person.clone()).collect::<Vec<_>>())
    }

    fn has_wrong(&self, field: &str) -> bool {
        self.wrongs.iter().any(|wrong| wrong.field == field)
    }
}
