//! The page of a council: its sentence, what it rests on, its parts, how its minutes are written.

use crate::council::meeting::model::BlockId;
use crate::council::meeting::store::Meeting;
use crate::council::meeting::{self, ImportSheet};
use crate::council::model::CouncilId;
use crate::council::record::{self, Keeps};
use crate::council::store::{self, Council};
use crate::council::web::edit::id;
use crate::council::web::form::HIDDEN;
use crate::council::web::list::day;
use crate::council::{EditCouncil, ListCouncils, PlaceCouncil, ReadCouncil, ReadHistory};
use crate::editing;
use crate::editing::shape::text;
use crate::layout::{Frame, Place};
use crate::packet;
use crate::packet::support::ReadSupport;
use crate::plumbing::db::Tx;
use crate::plumbing::web::{Answer, Ask, Reply};
use crate::trail::{self, Nameless, Told};
use askama::Template;

struct Link {
    id: CouncilId,
    name: String,
}

/// The council above: its name, and its page where the person may read it.
struct Above {
    name: String,
    link: Option<CouncilId>,
}

/// A meeting of the council, as its row.
struct MeetingRow {
    path: String,
    name: String,
    day: String,
    mark: &'static str,
    state: &'static str,
}

struct Rule {
    method: &'static str,
    from: String,
}

#[derive(Template)]
#[template(path = "council/views/page.html")]
struct CouncilPage {
    frame: Frame,
    id: CouncilId,
    name: String,
    kind: &'static str,
    basis: &'static str,
    /// Under what it was placed, which need not be where it hangs today.
    first_above: Option<Above>,
    above: Option<Above>,
    has_moved: bool,
    placed: Option<(String, String)>,
    changed: Option<(String, String)>,
    version: i64,
    rule: Option<Rule>,
    decided_by: Option<BlockId>,
    left: usize,
    parts: Vec<Link>,
    meetings: Vec<MeetingRow>,
    can_import: bool,
    can_support: bool,
    /// Packets of its meetings: page, name, day.
    packets: Vec<(String, String, String)>,
    sees_all: bool,
    can_edit: bool,
    can_place: bool,
    sees_history: bool,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ReadCouncil>(id(&ask)?).await?;
    let listing = ask.may::<ListCouncils>(ask.office()?).await?;
    let read = async |tx: &mut Tx| {
        let lines = trail::history::<Nameless, _>(tx, &permit).await?;
        let first = editing::store::find_revision(tx, &permit, 1).await?;
        let meetings = meeting::store::list(tx, &permit).await?;
        let (_, under, decided_by) = record::web::under_rule(tx, &permit).await?;
        let left = under.iter().filter(|row| row.keeps == Keeps::Leaves && row.consent.is_none()).count();
        Ok((
            store::find(tx, &permit).await?,
            store::list(tx, &listing).await?,
            lines,
            first,
            meetings,
            decided_by,
            left,
        ))
    };
    let (council, readable, lines, first, meetings, decided_by, left) = ask.read(read).await?;
    let first_parent = CouncilId::parse(text(&first.fields, "parent"));
    let form = &council.form;
    let parts = readable.iter().filter(|c| c.form.parent == Some(council.id)).map(link).collect();
    let page = CouncilPage {
        frame: Frame::of(form.name.clone(), ask.actor.signed_in(), Place::Councils).saying(ask.query.get("said")),
        id: council.id,
        name: form.name.clone(),
        kind: if form.parent.is_some() { "部会" } else { "協議会" },
        basis: form.basis.label(),
        first_above: first_parent.map(|parent| above(parent, &readable)),
        above: form.parent.map(|parent| above(parent, &readable)),
        has_moved: first_parent != form.parent,
        placed: lines.iter().find(|line| line.verb == "council.placed").map(said),
        changed: lines.iter().rfind(|line| line.verb != "council.placed").map(said),
        version: council.version,
        rule: form.record_rule.as_ref().map(|rule| Rule {
            method: rule.method.label(),
            from: if rule.from_meeting.is_empty() {
                format!("{}の会議", day(rule.from_on))
            } else {
                format!("{}（{}）", rule.from_meeting, day(rule.from_on))
            },
        }),
        parts,
        decided_by,
        left,
        meetings: meetings.iter().map(meeting_row).collect(),
        can_import: ask.could::<ImportSheet>(council.id).await?,
        can_support: ask.could::<ReadSupport>(council.id).await?,
        packets: packet::web::of_council(&ask, &permit).await?,
        sees_all: store::sees_all(ask.signed_in()?),
        can_edit: ask.could::<EditCouncil>(council.id).await?,
        can_place: ask.could::<PlaceCouncil>(Some(council.id)).await?,
        sees_history: ask.could::<ReadHistory>(council.id).await?,
    };
    Reply::page(&page)
}

fn meeting_row(meeting: &Meeting) -> MeetingRow {
    MeetingRow {
        path: format!("/meetings/{}", meeting.id),
        name: meeting.form.short(),
        day: meeting.form.held_on.map(day).unwrap_or_default(),
        mark: meeting.state.mark(),
        state: meeting.state.label(),
    }
}

fn link(council: &Council) -> Link {
    Link { id: council.id, name: council.form.name.clone() }
}

/// A hop that the person may not see has no name.
fn above(parent: CouncilId, readable: &[Council]) -> Above {
    match readable.iter().find(|council| council.id == parent) {
        Some(council) => Above { name: council.form.name.clone(), link: Some(council.id) },
        None => Above { name: HIDDEN.into(), link: None },
    }
}

fn said(line: &Told<Nameless>) -> (String, String) {
    (line.at.day_in_words(), line.by.clone())
}
