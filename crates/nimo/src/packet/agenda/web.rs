//! The page of what is open before a meeting, and the act that puts it on the agenda.

use crate::access::{Facts, Permit};
use crate::council::ReadCouncil;
use crate::council::meeting::EditMeeting;
use crate::council::meeting::model::{ItemLine, MeetingForm, MeetingId, State};
use crate::council::meeting::store::{self as meetings, Meeting};
use crate::editing::act::{Saved, save_beside};
use crate::editing::shape::Wrong;
use crate::goals;
use crate::issues::measure::model::Progress;
use crate::issues::measure::store::unserved;
use crate::issues::{measure, store as issues};
use crate::layout::{Frame, Place};
use crate::packet::agenda::model::{AgendaChoice, Chosen, EndKind, OpenEnd};
use crate::packet::agenda::rules::{is_kept, items, last, seed};
use crate::packet::agenda::{PrepareAgenda, store};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply, Route};
use askama::Template;
use std::collections::BTreeMap;

/// Looked at, kept and struck, put on the agenda.
pub const ROUTES: &[Route] = &[
    Route::get("/meetings/{id}/agenda", "agenda.prepare", |ask| Box::pin(page(ask))),
    Route::post("/meetings/{id}/agenda", "agenda.prepare", |ask| Box::pin(choose(ask))),
    Route::post("/meetings/{id}/agenda/seed", "agenda.prepare", |ask| Box::pin(put_on(ask))),
];

/// So many of a kind are named; of more the rest is counted.
const MOST_OF_A_KIND: usize = 20;
const MOST_REASON: usize = 400;
/// So many meetings are looked through for the last one.
const MOST_MEETINGS: usize = 12;

/// An open end with what was said of it.
struct Row {
    key: String,
    what: String,
    path: String,
    is_kept: bool,
    said: Option<(String, String)>,
    /// What was typed, where it was refused.
    reason: String,
    error: Option<String>,
}

struct Group {
    kind: EndKind,
    rows: Vec<Row>,
    /// How many more there are.
    more: usize,
    /// How many lines it has in all.
    count: usize,
    /// What was typed for all of the kind, where it was refused.
    refused: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "packet/agenda/views/page.html")]
struct AgendaPage {
    frame: Frame,
    id: MeetingId,
    name: String,
    sentence: String,
    groups: Vec<Group>,
    lines: Vec<(usize, String, bool)>,
    wrongs: Vec<Wrong>,
}

fn id(ask: &Ask) -> Result<MeetingId, Fault> {
    MeetingId::parse(ask.param("id")).ok_or(Fault::Missing)
}

/// The page.
async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<PrepareAgenda>(id(&ask)?).await?;
    show(&ask, &permit, None).await
}

/// Keeps or strikes: may you · which, and why · is it still open · the row with its because.
async fn choose(ask: Ask) -> Answer {
    let permit = ask.may::<PrepareAgenda>(id(&ask)?).await?;
    let key = ask.typed.get("key").to_string();
    let choice = AgendaChoice::parse(ask.typed.get("choice")).ok_or(Fault::Missing)?;
    let reason: String = ask.typed.get("reason").trim().to_string();
    let sentence = match (choice, reason.chars().count()) {
        (AgendaChoice::Strike, 0) => {
            Some("空です。なぜ今回は載せないかを入れてください。例: 部会で先に話す".to_string())
        }
        (AgendaChoice::Keep, 0) => Some("空です。なぜ載せるかを入れてください。例: 期限が近い".to_string()),
        (_, count) if count > MOST_REASON => Some(format!("長すぎます。{MOST_REASON}文字までにしてください。")),
        _ => None,
    };
    if let Some(sentence) = sentence {
        return show(&ask, &permit, Some((key, reason, sentence))).await;
    }
    let ends = open_ends(&ask, permit.facts().council(), permit.facts().id()).await?;
    let page = format!("/meetings/{}/agenda", permit.facts().id());
    let whole = EndKind::ALL.into_iter().find(|kind| kind.key() == key);
    let one = ends.iter().find(|end| end.key == key).map(|end| end.what.clone());
    let Some(what) = whole.map(|kind| kind.label().to_string()).or(one) else {
        return Ok(Reply::see(format!("{page}?said=agenda-closed")));
    };
    let write = async |tx: &mut Tx, permit: &Permit<PrepareAgenda>| {
        store::choose(tx, permit, (&key, &what), choice, &reason).await
    };
    ask.write(&permit, write).await?;
    Ok(Reply::see(format!("{page}?said=agenda-chosen")))
}

/// Puts what is kept on the agenda: may you, both acts · what is kept · the agenda with it · its version with its because.
async fn put_on(ask: Ask) -> Answer {
    let permit = ask.may::<PrepareAgenda>(id(&ask)?).await?;
    let editing = ask.may::<EditMeeting>(permit.facts().id()).await?;
    let ends = open_ends(&ask, permit.facts().council(), permit.facts().id()).await?;
    for _ in 0..2 {
        let read = async |tx: &mut Tx| Ok((meetings::find(tx, &permit).await?, store::of(tx, &permit).await?));
        let (meeting, chosen) = ask.read(read).await?;
        let agenda = seed(&meeting.form.agenda, &items(&ends, &chosen));
        let form = MeetingForm { agenda, ..meeting.form };
        match save_beside(&ask, &editing, meeting.version, &form).await {
            Err(Fault::Lost) => {}
            Ok(Saved::Yes) => return Ok(Reply::see(format!("/meetings/{}?said=agenda-seeded", meeting.id))),
            Ok(_) => return Ok(Reply::see(format!("/meetings/{}?said=unchanged", meeting.id))),
            Err(other) => return Err(other),
        }
    }
    Err(Fault::Lost)
}

/// Everything of a council that waits for this meeting, in the order of an agenda.
///
/// # Errors
/// What the gate and the database say.
pub async fn open_ends(
    ask: &Ask,
    council: crate::council::model::CouncilId,
    meeting: MeetingId,
) -> Result<Vec<OpenEnd>, Fault> {
    let permit = ask.may::<ReadCouncil>(council).await?;
    let today = ask.now.day();
    let read = async |tx: &mut Tx| {
        let recent = meetings::recent(tx, &permit, MOST_MEETINGS).await?;
        let (open, unserved) = (issues::open_blocks(tx, &permit).await?, unserved(tx, &permit).await?);
        let (late, measures) = measure::open_ends_and_measures(tx, &permit, today).await?;
        let (of_goals, aims) = goals::open_ends_and_aims(tx, &permit, today).await?;
        Ok((recent, open, unserved, late, measures, aims, of_goals))
    };
    let (recent, open, unserved, late, running, aims, of_goals) = ask.read(read).await?;
    let end = |kind, key: String, what: String, path: String| OpenEnd { key, kind, what, path, count: 1 };
    let mut ends: Vec<OpenEnd> = last_minutes(&recent, meeting).into_iter().collect();
    ends.extend(said(&open, &recent));
    ends.extend(unserved.into_iter().map(|(id, number, title)| {
        let what = format!("課題 {number}「{title}」に、方策がありません");
        end(EndKind::Issue, format!("issue:{id}"), what, format!("/issues/{id}"))
    }));
    ends.extend(late.into_iter().map(|(id, one)| {
        end(EndKind::Measure, format!("measure:{id}:{}", one.kind), one.what, format!("/measures/{id}"))
    }));
    let untied = running.into_iter().filter(|one| one.progress != Progress::Proposed && !aims.contains(&one.id));
    ends.extend(untied.map(|one| {
        let what = format!("方策 {}「{}」が、いま進めている目標に結ばれていません", one.number, one.form.title);
        end(EndKind::Measure, format!("measure-goal:{}", one.id), what, format!("/measures/{}", one.id))
    }));
    ends.extend(
        of_goals
            .into_iter()
            .map(|(id, one)| end(EndKind::Goal, format!("goal:{id}"), one.what, format!("/goals/{id}"))),
    );
    ends.sort_by_key(|one| one.kind);
    Ok(ends)
}

/// The minutes of the last meeting that was held before this one.
fn last_minutes(recent: &[Meeting], here: MeetingId) -> Option<OpenEnd> {
    let was_held = |one: &&Meeting| one.id != here && matches!(one.state, State::Held | State::Drafted | State::Kept);
    let before = recent.iter().filter(was_held).max_by_key(|one| (one.form.held_on, one.id))?;
    let name = format!("{}会議", before.form.short());
    let what = match before.state {
        State::Kept => format!("{name}の会議録を、確かめます"),
        State::Drafted => format!("{name}の会議録が、まだ下書きです"),
        _ => format!("{name}の会議録が、まだありません"),
    };
    let path = format!("/meetings/{}", before.id);
    Some(OpenEnd { key: format!("minutes:{}", before.id), kind: EndKind::Minutes, what, path, count: 1 })
}

/// Promises one by one, opinions by their meeting.
fn said(open: &[issues::Picked], recent: &[Meeting]) -> Vec<OpenEnd> {
    use crate::council::meeting::model::BlockKind;
    let name = |meeting: MeetingId| {
        let known = recent.iter().find(|one| one.id == meeting);
        known.map_or_else(|| "前の会議".to_string(), |one| format!("{}会議", one.form.short()))
    };
    let mut ends = vec![];
    let mut opinions: BTreeMap<MeetingId, usize> = BTreeMap::new();
    for one in open {
        if one.kind == BlockKind::Answer {
            let short: String = one.text.chars().take(40).collect();
            let more = if short.len() < one.text.len() { "…" } else { "" };
            ends.push(OpenEnd {
                key: format!("promise:{}", one.block),
                kind: EndKind::Promise,
                what: format!("{}の回答「{short}{more}」のその後が、決まっていません", name(one.meeting)),
                path: format!("/meetings/{}/opinions", one.meeting),
                count: 1,
            });
        } else {
            *opinions.entry(one.meeting).or_default() += 1;
        }
    }
    // The newest meeting first; those that are long past, and not among the last ones, at the end.
    let mut opinions: Vec<(MeetingId, usize)> = opinions.into_iter().collect();
    opinions.sort_by_key(|(meeting, _)| recent.iter().position(|one| one.id == *meeting).unwrap_or(usize::MAX));
    ends.extend(opinions.into_iter().map(|(meeting, count)| OpenEnd {
        key: format!("opinions:{meeting}"),
        kind: EndKind::Opinion,
        what: format!("{}の意見{count}件の行き先が、決まっていません", name(meeting)),
        path: format!("/meetings/{meeting}/opinions"),
        count,
    }));
    ends
}

async fn show(ask: &Ask, permit: &Permit<PrepareAgenda>, refused: Option<(String, String, String)>) -> Answer {
    let read = async |tx: &mut Tx| Ok((meetings::find(tx, permit).await?, store::of(tx, permit).await?));
    let (meeting, chosen) = ask.read(read).await?;
    let ends = open_ends(ask, meeting.council, meeting.id).await?;
    let items = items(&ends, &chosen);
    let kept = ends.iter().filter(|end| is_kept(&chosen, end)).count();
    let group = |kind: EndKind| {
        let own: Vec<&OpenEnd> = ends.iter().filter(|end| end.kind == kind).collect();
        let rows = own.iter().take(MOST_OF_A_KIND).map(|end| row(end, &chosen, refused.as_ref())).collect();
        let of_all = refused.as_ref().filter(|(key, ..)| key == kind.key());
        Group {
            kind,
            rows,
            more: own.len().saturating_sub(MOST_OF_A_KIND),
            count: own.len(),
            refused: of_all.map(|(_, reason, sentence)| (reason.clone(), sentence.clone())),
        }
    };
    let wrongs = refused.iter().map(|(_, _, sentence)| Wrong::new("reason", sentence.clone())).collect();
    let page = AgendaPage {
        frame: Frame::of("次の会議の次第", ask.actor.signed_in(), Place::Councils).saying(ask.query.get("said")),
        id: meeting.id,
        name: format!("{}会議", meeting.form.short()),
        sentence: match ends.len() {
            0 => "未了はありません。次第は、いつもどおり入れてください。".into(),
            all => format!("未了が{all}つあります。{kept}つを、次の会議の次第に載せます。"),
        },
        groups: EndKind::ALL.into_iter().map(group).filter(|group| !group.rows.is_empty()).collect(),
        lines: preview(&meeting.form.agenda, &items),
        wrongs,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}

/// The agenda as it would be: depth, words, and is the line new?
fn preview(standing: &[ItemLine], items: &[String]) -> Vec<(usize, String, bool)> {
    let lines = seed(standing, items);
    lines.iter().map(|line| (line.depth, line.words(), !standing.contains(line))).collect()
}

fn row(end: &OpenEnd, chosen: &[Chosen], refused: Option<&(String, String, String)>) -> Row {
    let refused = refused.filter(|(key, ..)| *key == end.key);
    let said = last(chosen, end).map(|one| {
        let by = format!("{}　{}", one.at.day_in_words(), one.by);
        (one.reason.clone(), by)
    });
    Row {
        key: end.key.clone(),
        what: end.what.clone(),
        path: end.path.clone(),
        is_kept: is_kept(chosen, end),
        reason: refused.map_or_else(String::new, |(_, reason, _)| reason.clone()),
        error: refused.map(|(_, _, sentence)| sentence.clone()),
        said,
    }
}
