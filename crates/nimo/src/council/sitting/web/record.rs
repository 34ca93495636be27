//! 会議中の記録: what stays of the room beside the minutes: who was there from which minute on, and 定足数 for each item.

use super::close::{ItemRow, item_rows};
use super::page::kept;
use crate::council::meeting::model::MeetingId;
use crate::council::meeting::web::id;
use crate::council::sitting::model::{PersonKind, SittingPerson, SittingWay};
use crate::council::sitting::rules::{told, way_of};
use crate::council::sitting::{ReadSitting, ReopenSitting};
use crate::layout::{Frame, Place};
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

/// Somebody, with each minute from which on he was there otherwise.
struct PersonRow {
    name: String,
    kind: &'static str,
    way: String,
}

#[derive(Template)]
#[template(path = "council/sitting/views/record.html")]
struct RecordPage {
    frame: Frame,
    id: MeetingId,
    title: String,
    opened: String,
    closed: Option<String>,
    is_written: bool,
    observers: u32,
    basis: String,
    needed: Option<u32>,
    items: Vec<ItemRow>,
    people: Vec<PersonRow>,
    struck: usize,
    may_reopen: bool,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ReadSitting>(id(&ask)?).await?;
    let kept = kept(&ask, &permit).await?;
    let row = |person: &SittingPerson| {
        let step = |step: &crate::council::sitting::model::AttendanceStep| {
            let proxy = if step.proxy.is_empty() { String::new() } else { format!("（{}）", step.proxy) };
            format!("{} {}{proxy}", told(step.from), step.mode.label())
        };
        PersonRow {
            name: [person.name.as_str(), person.role_text.as_str()].join("　").trim_end().into(),
            kind: if person.kind == PersonKind::Member { "委員" } else { "委員のほか" },
            way: way_of(&kept.steps, person.id).into_iter().map(step).collect::<Vec<_>>().join("　→　"),
        }
    };
    let by = |(at, by): &(crate::plumbing::clock::Moment, String)| format!("{}に{by}", at.in_words());
    let closed = kept.sitting.closed.as_ref();
    let page = RecordPage {
        frame: Frame::of(
            format!("{}の会議中の記録", kept.meeting.form.short()),
            ask.actor.signed_in(),
            Place::Councils,
        ),
        id: kept.meeting.id,
        title: kept.meeting.form.title(),
        opened: format!("{}さんが開き、開会は{}", by(&kept.sitting.opened), told(kept.sitting.starts_at)),
        closed: closed.map(|(ends_at, at, by)| format!("{}に{by}さんが閉じ、閉会は{}", at.in_words(), told(*ends_at))),
        is_written: kept.sitting.way == SittingWay::Written,
        observers: kept.sitting.observers,
        basis: kept.quorum_basis.clone(),
        needed: kept.quorum.needed(),
        items: item_rows(&kept, closed.map(|(ends_at, _, _)| *ends_at)),
        people: kept.people.iter().map(row).collect(),
        struck: kept.struck.len(),
        may_reopen: ask.would::<ReopenSitting>(permit.facts())?,
    };
    Reply::page(&page)
}
