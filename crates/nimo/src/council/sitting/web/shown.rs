//! What the page of the room shows, from what is kept: the agenda with where the council stands, the lines of one item, who is there.

use super::page::Kept;
use crate::council::meeting::model::{BlockId, BlockKind, DecisionKind, ItemId};
use crate::council::sitting::model::{AttendanceMode, PersonKind, SittingPerson, SittingWay, TakenLine};
use crate::council::sitting::rules::{Now, Progress, Verdict, came_late, named, now_of, progress, told, without_name};
use crate::plumbing::clock::Moment;
use almanac::ClockTime;

/// An item of the agenda.
pub struct PlanRow {
    /// The item; `None` before the first.
    pub item: Option<ItemId>,
    /// Steps below the top.
    pub depth: usize,
    /// Number and title.
    pub words: String,
    /// `done`, `now` or `ahead`.
    pub state: &'static str,
    /// When, what was said, who writes there.
    pub note: String,
    /// The meeting did not stand all through it.
    pub short: Option<String>,
    /// Is it the one under which one writes?
    pub is_here: bool,
}

/// A line.
pub struct LineRow {
    /// The block.
    pub block: BlockId,
    /// The version that is on the screen.
    pub version: i64,
    /// Its number under the item, from 1.
    pub number: usize,
    /// What it is.
    pub kind: BlockKind,
    /// What kind of decision.
    pub decision: Option<DecisionKind>,
    /// A word before its words: the kind of a decision that its words do not begin with.
    pub chip: Option<&'static str>,
    /// When it was typed.
    pub time: String,
    /// 発言者.
    pub speaker: String,
    /// The words.
    pub text: String,
    /// Its place on the recording.
    pub cue: Option<String>,
    /// It names a speaker: the name, and the words without it.
    pub names: Option<(String, String)>,
    /// A decision whose kind is not told.
    pub lacks_kind: bool,
    /// Typed by whoever looks.
    pub is_own: bool,
    /// Is it being edited?
    pub is_here: bool,
}

/// Somebody who may be there.
pub struct WhoRow {
    /// Who.
    pub person: SittingPerson,
    /// How he is there now.
    pub now: Now,
    /// 9:22から, 代理 原: what is not as at the opening.
    pub note: String,
    /// More than how he was at the opening is known, so that the last step can be taken back.
    pub has_steps: bool,
}

impl WhoRow {
    /// Is he there?
    pub fn is_here(&self) -> bool {
        self.now.mode.here().is_some()
    }

    /// Is it what is usual?
    pub fn is_usual(&self) -> bool {
        self.now.mode == AttendanceMode::InPerson
    }
}

/// Somebody else was seen writing this many seconds ago at most.
const SEEN_SECONDS: i64 = 60;

/// The agenda, with where the council stands at this moment.
pub fn plan(kept: &Kept, here: Option<ItemId>, me: &str, moment: Moment) -> Vec<PlanRow> {
    let stands = progress(&kept.items, &kept.begins, None);
    let now = moment.clock();
    let before =
        (kept.items.is_empty() || kept.blocks.iter().any(|block| block.form.item.is_none())).then(|| PlanRow {
            item: None,
            depth: 0,
            words: "議題の前".into(),
            state: "done",
            note: join([String::new(), counts(kept, None), writer(kept, None, me, moment)]),
            short: None,
            is_here: here.is_none(),
        });
    let row = |(at, item): (usize, &crate::council::meeting::store::Item)| {
        let (state, hours, span) = match stands[at] {
            Progress::Done(from, until) => {
                ("done", format!("{}〜{}", told(from), told(until)), Some((from, Some(until))))
            }
            Progress::Here(from) => ("now", since(from, now), Some((from, None))),
            Progress::Ahead => ("ahead", String::new(), None),
        };
        let verdict = span.map(|(from, until)| kept.quorum.verdict(&kept.people, &kept.steps, from, until));
        let state = if state == "ahead" { below(kept, &stands, at) } else { state };
        PlanRow {
            item: Some(item.id),
            depth: item.line.depth,
            words: item.line.words(),
            state,
            note: join([hours, counts(kept, Some(item.id)), writer(kept, Some(item.id), me, moment)]),
            // Ballots come back one by one: what is still out is told beside, and is no fault of an item.
            short: verdict
                .filter(|_| kept.sitting.way == SittingWay::Together)
                .filter(|verdict| matches!(verdict, Verdict::Short { .. }))
                .map(|verdict| verdict.in_words()),
            is_here: here == Some(item.id),
        }
    };
    before.into_iter().chain(kept.items.iter().enumerate().map(row)).collect()
}

/// An item that only holds others stands as they do.
fn below(kept: &Kept, stands: &[Progress], at: usize) -> &'static str {
    let depth = kept.items[at].line.depth;
    let own = kept.items[at + 1..].iter().take_while(|item| item.line.depth > depth).count();
    let own = &stands[at + 1..at + 1 + own];
    let is_ahead = |stands: &Progress| *stands == Progress::Ahead;
    match (own.iter().all(is_ahead), own.iter().any(|stands| !matches!(stands, Progress::Done(..)))) {
        (true, _) => "ahead",
        (false, true) => "now",
        (false, false) => "done",
    }
}

fn join(parts: [String; 3]) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("　")
}

fn since(from: ClockTime, now: Option<ClockTime>) -> String {
    let minutes = now.map_or(0, |now| now.minutes().saturating_sub(from.minutes()));
    format!("{}〜　いま{minutes}分", told(from))
}

/// 説明2 意見4 決定1.
fn counts(kept: &Kept, item: Option<ItemId>) -> String {
    let count =
        |kind: BlockKind| kept.blocks.iter().filter(|block| block.form.item == item && block.form.kind == kind).count();
    let told = BlockKind::ALL.into_iter().map(|kind| (kind, count(kind))).filter(|(_, count)| *count > 0);
    told.map(|(kind, count)| format!("{}{count}", kind.label())).collect::<Vec<_>>().join(" ")
}

fn writer(kept: &Kept, item: Option<ItemId>, me: &str, now: Moment) -> String {
    let is_there = |writer: &&crate::council::sitting::store::Writer| {
        writer.item == item && writer.account != me && now.seconds() - writer.seen_at.seconds() <= SEEN_SECONDS
    };
    let names: Vec<&str> = kept.writers.iter().filter(is_there).map(|writer| writer.name.as_str()).collect();
    if names.is_empty() { String::new() } else { format!("{}さんが書いています", names.join("さん、")) }
}

/// The lines under one item.
pub fn lines(kept: &Kept, item: Option<ItemId>, open: Option<BlockId>, me: &str) -> Vec<LineRow> {
    let own = kept.blocks.iter().filter(|block| block.form.item == item);
    let row = |(at, block): (usize, &crate::council::meeting::store::Block)| {
        let taken = kept.taken.iter().find(|taken| taken.block == block.id);
        let form = &block.form;
        let may_name = kept.names_nobody && taken.is_some_and(|taken| !taken.name_stays);
        LineRow {
            block: block.id,
            version: block.version,
            number: at + 1,
            kind: form.kind,
            decision: form.decision,
            chip: form.chip(),
            time: taken.and_then(|taken| taken.said_at).map(told).unwrap_or_default(),
            speaker: form.speaker.clone(),
            text: form.text.clone(),
            cue: taken.and_then(cue),
            names: if may_name { named_in(kept, &form.text) } else { None },
            lacks_kind: form.kind == BlockKind::Decision && form.decision.is_none(),
            is_own: taken.is_some_and(|taken| taken.by.0 == me),
            is_here: open == Some(block.id),
        }
    };
    own.enumerate().map(row).collect()
}

fn named_in(kept: &Kept, text: &str) -> Option<(String, String)> {
    let (_, count) = named(text, &kept.people)?;
    Some((text.chars().take(count).collect(), without_name(text, &kept.people)?))
}

/// 録音 0:12:31, or the number of its line where the transcript has no times.
fn cue(taken: &TakenLine) -> Option<String> {
    let cue = taken.cue.as_ref()?;
    Some(if cue.at.is_empty() { format!("文字起こし {}行", cue.number) } else { format!("録音 {}", cue.at) })
}

/// Everybody of a kind, with how he is there.
pub fn who(kept: &Kept, kind: PersonKind) -> Vec<WhoRow> {
    let row = |person: &SittingPerson| {
        let now = now_of(&kept.steps, person.id, None)?;
        let late = came_late(&kept.steps, person.id, kept.sitting.starts_at);
        let left = (now.mode == AttendanceMode::Left).then(|| format!("{}まで", told(now.from)));
        let proxy = (!now.proxy.is_empty()).then(|| format!("代理 {}", now.proxy));
        let late = late.filter(|_| now.mode.here().is_some()).map(|from| format!("{}から", told(from)));
        Some(WhoRow {
            person: person.clone(),
            note: [late, left, proxy].into_iter().flatten().collect::<Vec<_>>().join("　"),
            has_steps: kept.steps.iter().filter(|step| step.person == person.id).count() > 1,
            now,
        })
    };
    kept.people.iter().filter(|person| person.kind == kind).filter_map(row).collect()
}
