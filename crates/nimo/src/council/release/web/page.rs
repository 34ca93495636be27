//! 公表: what of a council stands open, and what could be laid open next.

use super::current::current;
use super::lay::{NAMES, wanted};
use crate::access::{Facts, Permit};
use crate::council::approval::web::{StandingLine, line};
use crate::council::edition::model::EditionStage;
use crate::council::edition::store as editions;
use crate::council::handout::store as handouts;
use crate::council::meeting::model::{MeetingId, State};
use crate::council::meeting::store::{self as meetings, Meeting};
use crate::council::model::CouncilId;
use crate::council::redaction::store as redactions;
use crate::council::release::model::{PublicReleaseId, ReleaseKind, Released};
use crate::council::release::print::CONTACT;
use crate::council::release::rules::{papers, seen};
use crate::council::release::store::{self, PublicRelease};
use crate::council::release::{ListReleases, MakeRelease};
use crate::council::store as councils;
use crate::council::telling::model::Audience;
use crate::editing::shape::{Texts, Wrong, text};
use crate::layout::{Control, Field, Frame, Place, error_of};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;
use press::Block;

/// So many meetings are listed at first.
const MOST_MEETINGS: usize = 12;

/// How something stands: its mark, a word, and its day.
struct Standing {
    state: (&'static str, &'static str),
    day: String,
    /// Where it is laid open; nothing where it cannot be.
    path: Option<String>,
    /// What the link says.
    verb: &'static str,
}

struct Row {
    id: MeetingId,
    name: String,
    day: String,
    /// The notice, the minutes and the papers, each with its name.
    cells: [(&'static str, Standing); 3],
}

/// What was laid open, as the register shows it.
struct Laid {
    id: PublicReleaseId,
    name: String,
    number: i64,
    on: String,
    by: String,
    /// It stands open now.
    stands: bool,
    withdrawn: Option<String>,
}

/// What is about to be laid open.
struct Laying {
    kind: &'static str,
    label: &'static str,
    meeting: String,
    name: String,
    /// As it would be read.
    told: String,
    lacks: Vec<String>,
    seen: String,
    contact: Option<Field>,
    on: Field,
    approval: Option<StandingLine>,
    /// Where what is lacking is settled, and what the link says.
    settle: (String, &'static str),
}

#[derive(Template)]
#[template(path = "council/release/views/page.html")]
struct ReleasesPage {
    frame: Frame,
    id: CouncilId,
    name: String,
    public: String,
    may_make: bool,
    wrongs: Vec<Wrong>,
    open: usize,
    stale: usize,
    face: Standing,
    roster: Standing,
    laying: Option<Laying>,
    rows: Vec<Row>,
    more: usize,
    register: Vec<Laid>,
    reason_error: Option<String>,
}

/// The page.
pub(super) async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ListReleases>(crate::council::web::id(&ask)?).await?;
    let texts = ask.query.only(&NAMES);
    show(&ask, &permit, texts, vec![]).await
}

/// The page, perhaps with what was typed and what is wrong with it.
pub(super) async fn show(ask: &Ask, permit: &Permit<ListReleases>, texts: Texts, wrongs: Vec<Wrong>) -> Answer {
    let read = async |tx: &mut Tx| {
        let council = councils::find(tx, permit).await?;
        Ok((council, store::list(tx, permit).await?, meetings::numbered(tx, permit).await?.len()))
    };
    let (council, releases, count) = ask.read(read).await?;
    let may_make = ask.would::<MakeRelease>(permit.facts())?;
    let most = if ask.query.get("all") == "1" { usize::MAX } else { MOST_MEETINGS };
    let rows = rows(ask, permit, &releases, (most, may_make)).await?;
    let face = of_council(ask, permit, &releases, ReleaseKind::Council).await?;
    let roster = of_council(ask, permit, &releases, ReleaseKind::Roster).await?;
    let every = rows.iter().flat_map(|row| &row.cells).map(|(_, one)| one).chain([&face, &roster]);
    let states: Vec<&str> = every.map(|one| one.state.0).collect();
    let page = ReleasesPage {
        frame: Frame::of("公表", ask.actor.signed_in(), Place::Councils).saying(ask.query.get("said")),
        id: permit.facts().id(),
        public: format!("/public/{}/", ask.signed_in()?.office_code),
        name: council.form.name,
        may_make,
        open: states.iter().filter(|state| matches!(**state, "tied" | "late")).count(),
        stale: states.iter().filter(|state| **state == "late").count(),
        face,
        roster,
        laying: laying(ask, permit, &releases, (&texts, &wrongs)).await?.filter(|_| may_make),
        more: count.saturating_sub(rows.len()),
        rows,
        register: releases.iter().map(|one| laid(one, &releases)).collect(),
        reason_error: error_of("reason", &wrongs),
        wrongs,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}

/// The one of its kind and meeting that stands open.
fn standing(releases: &[PublicRelease], kind: ReleaseKind, meeting: Option<MeetingId>) -> Option<&PublicRelease> {
    let newest = releases.iter().filter(|one| one.kind == kind && one.meeting == meeting).max_by_key(|one| one.number);
    newest.filter(|one| one.withdrawn.is_none())
}

/// Who answers for the council, as the newest face of it says.
fn contact(releases: &[PublicRelease]) -> String {
    let rows = |block: &Block| if let Block::Sheet(sheet) = block { sheet.rows.clone() } else { vec![] };
    let said = |one: &PublicRelease| {
        let mut rows = one.body.document.body.iter().flat_map(rows);
        let row = rows.find(|row| row.first.id == CONTACT)?;
        let words = |paragraph: &press::Paragraph| paragraph.text.words();
        Some(row.first.body.iter().map(words).collect::<Vec<_>>().join("\n"))
    };
    releases.iter().find(|one| one.kind == ReleaseKind::Council).and_then(said).unwrap_or_default()
}

async fn of_council(
    ask: &Ask,
    permit: &Permit<ListReleases>,
    releases: &[PublicRelease],
    kind: ReleaseKind,
) -> Result<Standing, Fault> {
    let now = current(ask, permit, (kind, None), &contact(releases)).await?;
    let path = format!("/councils/{}/releases?kind={}#lay", permit.facts().id(), kind.code());
    Ok(match (standing(releases, kind, None), now) {
        (Some(one), Ok((now, _))) if !says_the_same(kind, one, &now) => {
            Standing {
                state: ("late", "変わっています"), day: day(one), path: Some(path), verb: "載せかえる"
            }
        }
        (Some(one), _) => {
            Standing { state: ("tied", "公表中"), day: day(one), path: Some(path), verb: "載せかえる" }
        }
        (None, Ok(_)) => {
            Standing { state: ("open", "まだ"), day: String::new(), path: Some(path), verb: "公表する" }
        }
        (None, Err(_)) => Standing { state: ("open", "まだ"), day: String::new(), path: None, verb: "" },
    })
}

/// A roster is as of a day, and is no other one because the day went by.
fn says_the_same(kind: ReleaseKind, one: &PublicRelease, now: &Released) -> bool {
    if kind != ReleaseKind::Roster {
        return seen(&one.body) == seen(now);
    }
    let grid = |released: &Released| {
        let is_grid = |block: &&Block| matches!(block, Block::Grid(_));
        released.document.body.iter().filter(is_grid).cloned().collect::<Vec<_>>()
    };
    grid(&one.body) == grid(now)
}

fn day(one: &PublicRelease) -> String {
    almanac::in_words(one.on)
}

async fn rows(
    ask: &Ask,
    permit: &Permit<ListReleases>,
    releases: &[PublicRelease],
    (most, sees_all): (usize, bool),
) -> Result<Vec<Row>, Fault> {
    let all = ask.read(async |tx: &mut Tx| meetings::newest(tx, permit, most).await).await?;
    let mut rows = vec![];
    // What is planned or put right is the secretariat's.
    for meeting in all.into_iter().filter(|meeting| sees_all || meeting.state == State::Kept) {
        rows.push(Row {
            id: meeting.id,
            name: meeting.form.short(),
            day: meeting.form.held_on.map(almanac::in_words).unwrap_or_default(),
            cells: [
                ("開催のお知らせ", notice(ask, permit, releases, &meeting).await?),
                ("会議録", minutes(ask, permit, &meeting).await?),
                ("会議資料", of_papers(ask, permit, releases, &meeting).await?),
            ],
        });
    }
    Ok(rows)
}

async fn notice(
    ask: &Ask,
    permit: &Permit<ListReleases>,
    releases: &[PublicRelease],
    meeting: &Meeting,
) -> Result<Standing, Fault> {
    let kind = ReleaseKind::Notice;
    let path = format!("/councils/{}/releases?kind={}&meeting={}#lay", permit.facts().id(), kind.code(), meeting.id);
    let is_ahead = meeting.state == State::Planned;
    let one = standing(releases, kind, Some(meeting.id));
    if let (Some(one), true) = (one, is_ahead)
        && let Ok((now, _)) = current(ask, permit, (kind, Some(meeting.id)), "").await?
        && !says_the_same(kind, one, &now)
    {
        return Ok(Standing {
            state: ("late", "変わっています"), day: day(one), path: Some(path), verb: "載せかえる"
        });
    }
    Ok(match one {
        Some(one) => {
            Standing {
                state: ("tied", "公表中"), day: day(one), path: is_ahead.then_some(path), verb: "載せかえる"
            }
        }
        None if is_ahead => {
            Standing { state: ("open", "まだ"), day: String::new(), path: Some(path), verb: "公表する" }
        }
        None => Standing { state: ("out", "なし"), day: String::new(), path: None, verb: "" },
    })
}

async fn minutes(ask: &Ask, permit: &Permit<ListReleases>, meeting: &Meeting) -> Result<Standing, Fault> {
    let all = ask.read(async |tx: &mut Tx| editions::editions(tx, permit, meeting.id).await).await?;
    let public = all.iter().filter(|one| one.stage == EditionStage::Final && one.audience == Audience::Public);
    let newest = public.max_by_key(|one| one.number);
    let at = |id| Some(format!("/editions/{id}#kohyo"));
    Ok(match newest.map(|one| (one.id, one.published.as_ref())) {
        Some((id, Some(published))) => {
            Standing {
                state: ("tied", "公表中"), day: almanac::in_words(published.on), path: at(id), verb: "版を見る"
            }
        }
        Some((id, None)) => {
            Standing { state: ("open", "まだ"), day: String::new(), path: at(id), verb: "公表する" }
        }
        None if meeting.state == State::Kept => Standing {
            state: ("open", "確定していません"),
            day: String::new(),
            path: Some(format!("/meetings/{}/confirmation", meeting.id)),
            verb: "確定へ",
        },
        None => Standing { state: ("out", "なし"), day: String::new(), path: None, verb: "" },
    })
}

async fn of_papers(
    ask: &Ask,
    permit: &Permit<ListReleases>,
    releases: &[PublicRelease],
    meeting: &Meeting,
) -> Result<Standing, Fault> {
    let read = async |tx: &mut Tx| {
        Ok((handouts::of_meeting(tx, permit, meeting.id).await?, redactions::of_meeting(tx, permit, meeting.id).await?))
    };
    let (all, marks) = ask.read(read).await?;
    let kind = ReleaseKind::Papers;
    let lay = format!("/councils/{}/releases?kind={}&meeting={}#lay", permit.facts().id(), kind.code(), meeting.id);
    let decide = || Some(format!("/meetings/{}/redactions#shiryo", meeting.id));
    Ok(match (standing(releases, kind, Some(meeting.id)), papers(&all, &marks)) {
        (Some(one), Ok((now, _))) if one.body.papers == now => {
            Standing { state: ("tied", "公表中"), day: day(one), path: None, verb: "" }
        }
        (Some(one), Ok(_)) => {
            Standing {
                state: ("late", "変わっています"), day: day(one), path: Some(lay), verb: "載せかえる"
            }
        }
        (Some(one), Err(_)) => {
            Standing {
                state: ("late", "変わっています"), day: day(one), path: decide(), verb: "資料を決める"
            }
        }
        (None, _) if all.is_empty() => Standing { state: ("out", "なし"), day: String::new(), path: None, verb: "" },
        (None, Ok(_)) => {
            Standing { state: ("open", "まだ"), day: String::new(), path: Some(lay), verb: "公表する" }
        }
        (None, Err(_)) => {
            Standing { state: ("open", "まだ"), day: String::new(), path: decide(), verb: "資料を決める" }
        }
    })
}

async fn laying(
    ask: &Ask,
    permit: &Permit<ListReleases>,
    releases: &[PublicRelease],
    (texts, wrongs): (&Texts, &[Wrong]),
) -> Result<Option<Laying>, Fault> {
    let Some(kind) = ReleaseKind::parse(text(texts, "kind")) else { return Ok(None) };
    let meeting = MeetingId::parse(text(texts, "meeting")).filter(|_| kind.is_of_meeting());
    let is_typed = !ask.typed.fields().is_empty();
    let typed = if is_typed { text(texts, "contact").to_string() } else { contact(releases) };
    let on = match text(texts, "on") {
        "" => ask.now.day().to_string(),
        on => on.to_string(),
    };
    let now = current(ask, permit, (kind, meeting), &typed).await?;
    let (name, told, mark, lacks) = match now {
        Ok((now, _)) => {
            let name = if now.meeting.is_empty() { now.council.clone() } else { now.meeting.clone() };
            (name, press::text(&now.document), seen(&now), vec![])
        }
        Err(lacks) => (String::new(), String::new(), String::new(), lacks),
    };
    let approval = match wanted(kind).zip(meeting) {
        Some((act, meeting)) => line(ask, permit, permit.facts().id(), act, &meeting.to_string()).await?,
        None => None,
    };
    let of = meeting.map_or_else(String::new, |id| format!("/meetings/{id}"));
    let settle = match kind {
        ReleaseKind::Papers => (format!("{of}/redactions#shiryo"), "資料を公開するか決める"),
        ReleaseKind::Notice => (format!("{of}/edit"), "会議の日、場所、傍聴の可否を入れる"),
        _ => (format!("/councils/{}/roster", permit.facts().id()), "名簿を入れる"),
    };
    let help = "課の名、電話、メールなど。載せたとおりに、だれでも読めます。";
    Ok(Some(Laying {
        kind: kind.code(),
        label: kind.label(),
        meeting: meeting.map_or_else(String::new, |id| id.to_string()),
        name,
        told,
        lacks,
        seen: mark,
        contact: (kind == ReleaseKind::Council)
            .then(|| Field::line("contact", "問い合わせ先", typed).as_a(Control::Area(3)).help(help).checked(wrongs)),
        on: Field::day("on", "公表する日", &on).required().checked(wrongs),
        approval,
        settle,
    }))
}

fn laid(one: &PublicRelease, all: &[PublicRelease]) -> Laid {
    let of = if one.body.meeting.is_empty() { String::new() } else { format!("　{}", one.body.meeting) };
    Laid {
        id: one.id,
        name: format!("{}{of}", one.kind.label()),
        number: one.number,
        on: day(one),
        by: one.by.clone(),
        stands: standing(all, one.kind, one.meeting).is_some_and(|standing| standing.id == one.id),
        withdrawn: one.withdrawn.clone(),
    }
}
