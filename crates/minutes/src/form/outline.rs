//! The head of a sheet, written in the town's form.

use super::figures::{dressed, wide};
use super::naming::{Naming, folded};
use super::people::People;
use super::proceedings::{decisions, is_event, proceedings};
use super::{FormCell, FormField, Known, NumberDress, Outline, OutlineCell, OutlineLine, SheetForm};
use crate::model::{AgendaItem, Block, Kind, Minutes, NumberOf, PublicAccess};
use almanac::{Date, wareki};
use std::collections::BTreeSet;

/// What offices write where there is nothing to say.
const STRUCK_OUT: &str = "－";

/// Writes a sheet in a town's form. Nothing is invented: what neither the sheet nor `known` says stays empty. What is written is read
/// once more: a block whose words alone would be taken for another kind says its kind, 【決定】.
#[must_use]
pub fn outline(minutes: &Minutes, form: &SheetForm, known: &Known) -> Outline {
    let writer = Writer { minutes, form, known, naming: Naming::of(minutes, form.names, known) };
    let mut marked = BTreeSet::new();
    let mut written = writer.write(&marked);
    // A mark may change how its neighbours are read, so it is looked at again, but not for ever.
    for _ in 0..MOST_READINGS {
        let count = marked.len();
        marked.extend(mistaken(&writer, &crate::read(&written.text())));
        if marked.len() == count {
            break;
        }
        written = writer.write(&marked);
    }
    written
}

/// Enough for every sheet of our corpus; without an end a long sheet could be read once for each of its blocks.
const MOST_READINGS: usize = 6;

/// Blocks that are read with their words and as another kind.
fn mistaken(writer: &Writer<'_>, again: &Minutes) -> Vec<String> {
    let again: Vec<(String, Kind)> = again.proceedings.iter().map(|block| (folded(&block.text), block.kind)).collect();
    let mut rest = again.as_slice();
    let mut mistaken = Vec::new();
    for block in &writer.minutes.proceedings {
        let words = folded(&writer.told(block));
        let Some(at) = rest.iter().take(REACH).position(|(text, _)| *text == words) else { continue };
        if rest[at].1 != block.kind {
            mistaken.push(block.id.clone());
        }
        rest = &rest[at + 1..];
    }
    mistaken
}

/// So many blocks that were read otherwise may stand between two that were read alike.
const REACH: usize = 20;

/// A sheet, the form that it is written in, and how people stand on it.
pub(super) struct Writer<'a> {
    pub(super) minutes: &'a Minutes,
    pub(super) form: &'a SheetForm,
    pub(super) known: &'a Known,
    pub(super) naming: Naming<'a>,
}

impl Writer<'_> {
    fn write(&self, marked: &BTreeSet<String>) -> Outline {
        let mut rows = Vec::new();
        for row in &self.form.rows {
            let written: Vec<(&FormCell, Vec<OutlineLine>)> =
                row.cells.iter().map(|cell| (cell, self.lines(cell, marked))).collect();
            if written.iter().any(|(cell, lines)| cell.shown_when_empty || !lines.is_empty()) {
                let is_split = written.len() > 1;
                let cell = |(cell, lines): (&FormCell, Vec<OutlineLine>)| {
                    // An empty cell beside a filled one is struck out, so that nobody takes the next label for its words.
                    let lines = if is_split && lines.is_empty() { vec![OutlineLine::of(STRUCK_OUT)] } else { lines };
                    OutlineCell { field: cell.field, label: cell.label.clone(), lines }
                };
                rows.push(written.into_iter().map(cell).collect());
            }
        }
        let SheetForm { heading, foot, page, .. } = self.form;
        Outline { heading: heading.clone(), foot: foot.clone(), name: name(self.minutes), rows, page: *page }
    }

    fn lines(&self, cell: &FormCell, marked: &BTreeSet<String>) -> Vec<OutlineLine> {
        let (minutes, known) = (self.minutes, self.known);
        let one = |text: String| if text.is_empty() { Vec::new() } else { vec![OutlineLine::of(text)] };
        let told = |words: &Option<String>| one(self.naming.without_names(words.as_deref().unwrap_or_default()));
        match cell.field {
            FormField::Name => one(wide(&name(minutes))),
            FormField::When => one(when(minutes)),
            FormField::Venue => told(&minutes.venue),
            FormField::Attendees => People::of(self).listed(),
            FormField::Present => People::of(self).present(),
            FormField::Absent => People::of(self).absent(),
            FormField::Clerks => People::of(self).clerks(),
            FormField::Invited => People::of(self).invited(),
            FormField::Quorum => told(&known.quorum),
            FormField::Access => one(minutes.public_access.map_or("", |of| access(of, &cell.label)).to_string()),
            FormField::Observers => one(minutes.observers.map_or(String::new(), |count| wide(&format!("{count}人")))),
            FormField::Agenda => self.agenda(minutes.agenda.as_deref().unwrap_or_default()),
            FormField::Decisions => decisions(self),
            FormField::Proceedings => proceedings(self, marked),
            FormField::Next => one(self.next()),
            FormField::Handouts if minutes.handouts.as_ref().is_some_and(Vec::is_empty) => one("なし".into()),
            FormField::Handouts => minutes.handouts.iter().flatten().map(|paper| self.paper(paper)).collect(),
            FormField::Audio => one(known.audio.map_or("", |made| if made { "有" } else { "無" }).to_string()),
            FormField::Judgement => one(known.judgement.map_or("", judged).to_string()),
            FormField::ClosedGround if self.is_open() => Vec::new(),
            FormField::ClosedGround => told(&known.closed_ground),
            FormField::Contact => told(&known.contact),
            FormField::Signatures => known.signatures.iter().map(|who| self.signature(who)).collect(),
        }
    }

    /// Nothing of the meeting or its minutes is closed, or nobody says so: no ground is given.
    fn is_open(&self) -> bool {
        let is_closed = |access: Option<PublicAccess>| access.is_some_and(|access| access != PublicAccess::Open);
        !is_closed(self.minutes.public_access) && !is_closed(self.known.judgement)
    }

    /// What a block says. What people said stands as they said it; what nobody said names people as headings do.
    pub(super) fn told(&self, block: &Block) -> String {
        let is_ours =
            block.speaker.is_none() && (matches!(block.kind, Kind::Note | Kind::Decision) || is_event(&block.text));
        if is_ours { self.naming.without_names(&block.text) } else { block.text.clone() }
    }

    fn next(&self) -> String {
        let next = self.minutes.next_meeting.as_ref().filter(|next| next.block.is_none());
        let Some(next) = next else { return String::new() };
        let day = next.held_on.as_deref().and_then(day).unwrap_or_default();
        let hour = next.starts_at.as_ref().map_or(String::new(), |hour| format!("　{hour}～"));
        let place =
            next.venue.as_ref().map_or(String::new(), |place| format!("　{}", self.naming.without_names(place)));
        format!("{}{place}", wide(&format!("{day}{hour}"))).trim_start_matches('　').to_string()
    }

    /// Room for a hand: 会長　　　　　　　　　　（署名）
    fn signature(&self, who: &str) -> OutlineLine {
        let who = self.naming.without_names(who);
        let room = "　".repeat(SIGNED.saturating_sub(who.chars().count()).max(6));
        OutlineLine { begins: true, ..OutlineLine::of(format!("{who}{room}（署名）")) }
    }

    fn paper(&self, handout: &crate::model::Handout) -> OutlineLine {
        let title = self.naming.without_names(&handout.title);
        match handout.label.as_deref() {
            None => OutlineLine::of(title),
            Some(label) if title.is_empty() => OutlineLine::of(wide(label)),
            Some(label) => OutlineLine::of(title).marked(wide(label), true),
        }
    }

    fn agenda(&self, items: &[AgendaItem]) -> Vec<OutlineLine> {
        let lines = items.iter().flat_map(|item| {
            std::iter::once(OutlineLine { leads: false, begins: false, ..self.item_line(item) })
                .chain(self.agenda(&item.items))
        });
        lines.collect()
    }

    /// １　開会, ⑴　…: by its place in the tree, whatever dress it was read in.
    pub(super) fn item_line(&self, item: &AgendaItem) -> OutlineLine {
        let depth = item.path.matches('-').count();
        let step = item.path.rsplit('-').next().unwrap_or_default();
        let numbers = &self.form.numbers;
        let dress = numbers.get(depth).or(numbers.last()).copied().unwrap_or(NumberDress::Wide);
        let label = step.parse().map_or_else(|_| step.to_string(), |number| dressed(dress, number));
        let line = OutlineLine::of(self.naming.without_names(&item.title)).marked(label, true);
        OutlineLine { indent: u8::try_from(depth).unwrap_or(8).min(8), leads: true, begins: true, ..line }
    }
}

/// So many characters from the edge stands （署名）.
const SIGNED: usize = 24;

/// 令和6年度　第1回みほん市精神保健福祉連絡協議会
fn name(minutes: &Minutes) -> String {
    let year = minutes.fiscal_year.as_deref().unwrap_or_default();
    let number = match (minutes.number, minutes.number_of) {
        (Some(number), Some(NumberOf::Total)) => format!("通算第{number}回"),
        (Some(number), _) => format!("第{number}回"),
        (None, _) => String::new(),
    };
    let rest = format!("{number}{}", minutes.body.as_deref().unwrap_or_default());
    if year.is_empty() || rest.is_empty() { format!("{year}{rest}") } else { format!("{year}　{rest}") }
}

/// 令和６年５月２３日（木）１０：００～１１：１２
fn when(minutes: &Minutes) -> String {
    let first = minutes.held_on.as_deref().and_then(day);
    let last = minutes.held_until.as_deref().filter(|last| Some(*last) != minutes.held_on.as_deref()).and_then(day);
    let start = minutes.starts_at.clone().unwrap_or_default();
    let until = |from: String, to: String| if to.is_empty() { from } else { format!("{from}～{to}") };
    let end = minutes.ends_at.clone().unwrap_or_default();
    let hours = if start.is_empty() && end.is_empty() { String::new() } else { format!("{start}～{end}") };
    let days = until(first.unwrap_or_default(), last.unwrap_or_default());
    wide(&format!("{days}{hours}"))
}

fn day(iso: &str) -> Option<String> {
    let date: Date = iso.parse().ok()?;
    Some(wareki(date).map_or_else(|_| iso.to_string(), |day| day.with_weekday()))
}

/// May the public listen, in the words that fit the label: 傍聴の可否 or 会議の公開.
fn access(access: PublicAccess, label: &str) -> &'static str {
    if label.contains("公開") {
        return judged(access);
    }
    match access {
        PublicAccess::Open => "可",
        PublicAccess::Partly => "一部可",
        PublicAccess::Closed => "不可",
    }
}

fn judged(access: PublicAccess) -> &'static str {
    match access {
        PublicAccess::Open => "公開",
        PublicAccess::Partly => "一部公開",
        PublicAccess::Closed => "非公開",
    }
}
