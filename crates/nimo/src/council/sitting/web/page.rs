//! The page of the room: the agenda on the left, the lines of one item and the entry in the middle, who is there on the right. The hands
//! stay on the keyboard.

use super::beside::Beside;
use super::entry::Entry;
use super::shown::{LineRow, PlanRow, WhoRow, lines, plan, who};
use crate::access::{Action, Facts, Permit};
use crate::council::meeting::model::{BlockId, ItemId, MeetingId, State};
use crate::council::meeting::store::{self as meetings, Block, Item, Meeting, MeetingFacts};
use crate::council::meeting::web::id;
use crate::council::meeting::{EditMeeting, ReadMeeting};
use crate::council::model::RecordMethod;
use crate::council::seat::rules::Roster;
use crate::council::seat::store::everybody;
use crate::council::sitting::TakeLine;
use crate::council::sitting::model::{
    AttendanceMode, AttendanceStep, PersonKind, Sitting, SittingPerson, SittingWay, TakenLine,
};
use crate::council::sitting::rules::{Progress, QuorumRuleNow, Verdict, heading, progress, told};
use crate::council::sitting::store::{self, Writer};
use crate::council::{ReadCouncil, store as councils};
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use almanac::ClockTime;
use askama::Template;

/// Everything that stands in the room.
pub struct Kept {
    /// The meeting.
    pub meeting: Meeting,
    /// Its agenda.
    pub items: Vec<Item>,
    /// What was taken down.
    pub blocks: Vec<Block>,
    /// And how.
    pub taken: Vec<TakenLine>,
    /// What was struck.
    pub struck: Vec<(BlockId, String)>,
    /// How it stands.
    pub sitting: Sitting,
    /// Who may be there.
    pub people: Vec<SittingPerson>,
    /// And is.
    pub steps: Vec<AttendanceStep>,
    /// When the council came to each item.
    pub begins: Vec<(ItemId, ClockTime)>,
    /// Who writes.
    pub writers: Vec<Writer>,
    /// The rule of 定足数, with the members of this meeting.
    pub quorum: QuorumRuleNow,
    /// On what the rule stands, in words.
    pub quorum_basis: String,
    /// The council decided on 要点記録: no line names a speaker.
    pub names_nobody: bool,
}

#[derive(Template)]
#[template(path = "council/sitting/views/room.html")]
struct RoomPage {
    frame: Frame,
    id: MeetingId,
    title: String,
    opened: String,
    is_written: bool,
    /// It was closed: lines that were typed before are still taken.
    is_closed: bool,
    /// The account and the meeting, under which the browser keeps what has no line.
    store: String,
    now: String,
    item: Option<ItemId>,
    heading: String,
    /// Since when the council is at the item, or was.
    since: Option<String>,
    plan: Vec<PlanRow>,
    lines: Vec<LineRow>,
    struck: Vec<(BlockId, String)>,
    entry: Entry,
    members: Vec<WhoRow>,
    invited: Vec<WhoRow>,
    here: usize,
    observers: u32,
    secretariat: usize,
    verdict: Verdict,
    basis: String,
    /// What may be said of somebody while it goes on.
    modes: [AttendanceMode; 5],
    is_closed_item: bool,
    beside: Beside,
}

impl RoomPage {
    /// The address of this page under its item.
    fn address(&self) -> String {
        let item = self.item.map_or_else(|| "none".into(), |item| item.to_string());
        format!("/meetings/{}/sitting?item={item}", self.id)
    }
}

/// The page. It stays when the meeting was closed, for lines that were typed before; whoever comes to a meeting that was never in the room,
/// or is kept, is led to where it stands.
pub async fn page(ask: Ask) -> Answer {
    let meeting = id(&ask)?;
    let Some(permit) = ask.if_may::<TakeLine>(meeting).await? else { return elsewhere(&ask, meeting).await };
    if ask.read(async |tx| store::find(tx, &permit, meeting).await).await?.is_none() {
        return elsewhere(&ask, meeting).await;
    }
    let kept = kept(&ask, &permit).await?;
    let open = BlockId::parse(ask.query.get("line"));
    let open = open.and_then(|open| kept.blocks.iter().find(|block| block.id == open));
    let beside = ask.read(async |tx| Beside::of(&ask, tx, &permit).await).await?;
    let entry = match (open, beside.picked(&ask)) {
        (Some(block), _) => Entry::of(block.id, block.version, &block.form),
        (None, Some((text, cue))) => Entry { text, cue: Some(cue), ..Entry::fresh() },
        (None, None) => Entry::fresh(),
    };
    let item = open.map_or_else(|| chosen(&ask, &kept), |block| block.form.item);
    show(&ask, &permit, &kept, item, entry, beside)
}

/// Where a meeting stands that is not in the room, or is in it already: somebody else was first.
pub(super) async fn elsewhere(ask: &Ask, meeting: MeetingId) -> Answer {
    let permit = ask.may::<ReadMeeting>(meeting).await?;
    let edits = ask.would::<EditMeeting>(permit.facts())?;
    match permit.facts().state() {
        State::Sitting if edits => Ok(Reply::see(format!("/meetings/{meeting}/sitting"))),
        State::Drafted if edits => Ok(Reply::see(format!("/meetings/{meeting}/correct"))),
        _ => Ok(Reply::see(format!("/meetings/{meeting}"))),
    }
}

/// The page again, with what was typed.
pub async fn again(ask: &Ask, meeting: MeetingId, entry: Entry) -> Answer {
    let permit = ask.may::<TakeLine>(meeting).await?;
    let kept = kept(ask, &permit).await?;
    let item = super::entry::item(ask).filter(|item| kept.items.iter().any(|known| known.id == *item));
    let beside = ask.read(async |tx| Beside::of(ask, tx, &permit).await).await?;
    show(ask, &permit, &kept, item, entry, beside)
}

/// Under which item one writes: the one that was asked for, else where the council is, else the first that holds no others.
fn chosen(ask: &Ask, kept: &Kept) -> Option<ItemId> {
    let asked = ask.query.get("item");
    if asked == "none" {
        return None;
    }
    let known = |id: &ItemId| kept.items.iter().any(|item| item.id == *id);
    let stands = progress(&kept.items, &kept.begins, None);
    let here = stands.iter().position(|stands| matches!(stands, Progress::Here(_))).map(|at| kept.items[at].id);
    let is_leaf = |at: &usize| kept.items.get(at + 1).is_none_or(|next| next.line.depth <= kept.items[*at].line.depth);
    let first = (0..kept.items.len()).find(is_leaf).map(|at| kept.items[at].id);
    ItemId::parse(asked).filter(known).or(here).or(first)
}

/// What stands in the room of the permit's meeting.
pub async fn kept<A: Action<On = MeetingFacts>>(ask: &Ask, permit: &Permit<A>) -> Result<Kept, Fault> {
    let council = ask.may::<ReadCouncil>(permit.facts().council()).await?;
    let id = permit.facts().id();
    let read = async |tx: &mut Tx| {
        let sitting = store::find(tx, permit, id).await?.ok_or(Fault::Missing)?;
        let (meeting, items) = (meetings::find(tx, permit).await?, meetings::items(tx, permit).await?);
        let (blocks, taken) = (meetings::blocks(tx, permit).await?, store::taken(tx, permit).await?);
        let (people, steps) = (store::people(tx, permit, id).await?, store::steps(tx, permit, id).await?);
        let all = everybody(tx, permit, permit.facts().council()).await?;
        let roster = Roster::of(&all, meeting.form.held_on.unwrap_or(ask.now.day()));
        let rule = councils::find(tx, &council).await?.form.record_rule;
        Ok(Kept {
            quorum: QuorumRuleNow::of(roster.charter, &people, sitting.starts_at),
            quorum_basis: roster.charter.map_or_else(String::new, |charter| charter.basis_title.clone()),
            names_nobody: rule.is_some_and(|rule| {
                rule.method == RecordMethod::Summary && meeting.form.held_on.is_none_or(|day| day >= rule.from_on)
            }),
            struck: store::struck(tx, permit).await?,
            begins: store::begins(tx, permit).await?,
            writers: store::writers(tx, permit).await?,
            meeting,
            items,
            blocks,
            taken,
            sitting,
            people,
            steps,
        })
    };
    ask.read(read).await
}

fn show(
    ask: &Ask,
    permit: &Permit<TakeLine>,
    kept: &Kept,
    item: Option<ItemId>,
    entry: Entry,
    beside: Beside,
) -> Answer {
    let me = permit.actor().spelled();
    let members = who(kept, PersonKind::Member);
    let stands = progress(&kept.items, &kept.begins, None);
    let place = kept.items.iter().position(|known| Some(known.id) == item);
    let (since, until) = match place.map(|at| stands[at]) {
        Some(Progress::Done(from, until)) => (Some(from), Some(until)),
        Some(Progress::Here(from)) => (Some(from), None),
        _ => (None, None),
    };
    // Of an item that is over, all of it; of any other, what holds now.
    let last = kept.steps.iter().map(|step| step.from).max();
    let from = match (since, until) {
        (Some(since), Some(_)) => since,
        _ => ask.now.clock().into_iter().chain(last).max().unwrap_or(kept.sitting.starts_at),
    };
    let closed = crate::council::meeting::model::closed(kept.items.iter().map(|item| &item.line));
    let has_wrong = !entry.wrongs.is_empty();
    let page = RoomPage {
        frame: Frame::of(format!("会議中 {}", kept.meeting.form.short()), ask.actor.signed_in(), Place::Councils),
        id: kept.meeting.id,
        title: kept.meeting.form.title(),
        opened: opened(kept),
        is_written: kept.sitting.way == SittingWay::Written,
        is_closed: kept.sitting.closed.is_some(),
        store: format!("{me}.{}", kept.meeting.id),
        now: ask.now.clock().map(told).unwrap_or_default(),
        item,
        heading: place.map_or_else(|| "議題の前".into(), |at| heading(&kept.items, at)),
        since: since.map(told),
        plan: plan(kept, item, &me, ask.now),
        lines: lines(kept, item, entry.block.map(|(block, _)| block), &me),
        struck: kept.struck.clone(),
        entry,
        here: members.iter().filter(|row| row.is_here()).count(),
        members,
        invited: who(kept, PersonKind::Invited),
        observers: kept.sitting.observers,
        secretariat: kept.meeting.form.secretariat.as_ref().map_or(0, Vec::len),
        verdict: kept.quorum.verdict(&kept.people, &kept.steps, from, until),
        basis: kept.quorum_basis.clone(),
        modes: AttendanceMode::IN_THE_ROOM,
        beside,
        is_closed_item: place.is_some_and(|at| closed[at]),
    };
    Reply::page_with(if has_wrong { 422 } else { 200 }, &page)
}

/// 11月14日（木）9:00 開会.
fn opened(kept: &Kept) -> String {
    let day = kept.meeting.form.held_on.map(almanac::with_weekday).unwrap_or_default();
    match kept.sitting.way {
        SittingWay::Together => format!("{day}　{} 開会", told(kept.sitting.starts_at)),
        SittingWay::Written => format!("{day}　書面開催"),
    }
}
