//! The page of a council: its sentence, what it rests on, its parts, how its minutes are written.

use crate::access::Facts;
use crate::council::approval::ListApprovals;
use crate::council::charter::model::CharterForm;
use crate::council::charter::rules::in_force;
use crate::council::meeting::model::BlockId;
use crate::council::meeting::store::Meeting;
use crate::council::meeting::{self, ImportSheet};
use crate::council::model::CouncilId;
use crate::council::payment::ListPayScales;
use crate::council::record::{self, Keeps};
use crate::council::release::ListReleases;
use crate::council::retention::ReadRetention;
use crate::council::seat::rules::Roster;
use crate::council::seat::store::everybody;
use crate::council::sheet_form::ListSheetForms;
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
    /// The rules that hold today, in a sentence; none typed yet.
    charter: Option<String>,
    /// Who is in office today, in a sentence.
    roster: String,
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
    can_form: bool,
    can_support: bool,
    can_pay: bool,
    /// Packets of its meetings: page, name, day.
    packets: Vec<(String, String, String)>,
    sees_all: bool,
    can_edit: bool,
    can_place: bool,
    sees_history: bool,
    sees_approvals: bool,
    sees_releases: bool,
    sees_retention: bool,
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
        let all = everybody(tx, &permit, permit.facts().id()).await?;
        Ok((
            store::find(tx, &permit).await?,
            store::list(tx, &listing).await?,
            lines,
            first,
            meetings,
            decided_by,
            left,
            all,
        ))
    };
    let (council, readable, lines, first, meetings, decided_by, left, all) = ask.read(read).await?;
    let first_parent = CouncilId::parse(text(&first.fields, "parent"));
    let form = &council.form;
    let today = ask.now.day();
    let charter = in_force(&all.charters, today);
    let parts = readable.iter().filter(|c| c.form.parent == Some(council.id)).map(link).collect();
    let page = CouncilPage {
        frame: Frame::of(form.name.clone(), ask.actor.signed_in(), Place::Councils).saying(ask.query.get("said")),
        id: council.id,
        name: form.name.clone(),
        kind: if form.parent.is_some() { "部会" } else { "協議会" },
        basis: charter.map_or(form.basis, |charter| charter.basis).label(),
        charter: charter.map(in_words),
        roster: seated(&Roster::of(&all, today)),
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
        can_pay: ask.could::<ListPayScales>(council.id).await?,
        can_form: ask.could::<ListSheetForms>(council.id).await?,
        can_support: ask.could::<ReadSupport>(council.id).await?,
        packets: packet::web::of_council(&ask, &permit).await?,
        sees_all: store::sees_all(ask.signed_in()?),
        can_edit: ask.could::<EditCouncil>(council.id).await?,
        can_place: ask.could::<PlaceCouncil>(Some(council.id)).await?,
        sees_history: ask.could::<ReadHistory>(council.id).await?,
        sees_approvals: ask.would::<ListApprovals>(permit.facts())?,
        sees_releases: ask.would::<ListReleases>(permit.facts())?,
        sees_retention: ask.would::<ReadRetention>(permit.facts())?,
    };
    Reply::page(&page)
}

/// What the rules of today begin with.
fn in_words(charter: &CharterForm) -> String {
    let title = if charter.basis_title.is_empty() { charter.basis.label() } else { &charter.basis_title };
    format!("{title}（{}から）", day(charter.from_on))
}

fn seated(roster: &Roster<'_>) -> String {
    match (roster.lines.len(), roster.count(), roster.vacant()) {
        (0, ..) => "まだ入っていません".into(),
        (_, count, 0) => format!("委員{count}人"),
        (_, count, vacant) => format!("委員{count}人、欠員{vacant}席"),
    }
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
