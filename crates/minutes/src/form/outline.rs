//! The head of a sheet, written in the town's form.

use super::figures::{dressed, wide};
use super::proceedings::proceedings;
use super::{
    FormCell, FormField, Group, NameDisplay, NumberDress, Outline, OutlineCell, OutlineLine, SheetForm, Words,
};
use crate::model::{AgendaItem, Attendee, Block, Kind, Minutes, Mode, NumberOf, PublicAccess};
use almanac::{Date, wareki};
use std::collections::BTreeSet;

/// What offices write where there is nothing to say.
const STRUCK_OUT: &str = "－";

/// Writes a sheet in a town's form. Nothing is invented: what the sheet does not say stays empty. What is written is read
/// once more: a block whose words alone would be taken for another kind says its kind, 【決定】.
#[must_use]
pub fn outline(minutes: &Minutes, form: &SheetForm) -> Outline {
    let mut marked = BTreeSet::new();
    let mut written = write(minutes, form, &marked);
    // A mark may change how its neighbours are read, so it is looked at again, but not for ever.
    for _ in 0..MOST_READINGS {
        let count = marked.len();
        marked.extend(mistaken(minutes, &crate::read(&written.text())));
        if marked.len() == count {
            break;
        }
        written = write(minutes, form, &marked);
    }
    written
}

/// Enough for every sheet of our corpus; without an end a long sheet could be read once for each of its blocks.
const MOST_READINGS: usize = 6;

/// Blocks that are read with their words and as another kind.
fn mistaken(minutes: &Minutes, again: &Minutes) -> Vec<String> {
    let folded = |block: &Block| glyphs::fold(&block.text).chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let again: Vec<(String, Kind)> = again.proceedings.iter().map(|block| (folded(block), block.kind)).collect();
    let mut rest = again.as_slice();
    let mut mistaken = Vec::new();
    for block in &minutes.proceedings {
        let words = folded(block);
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

fn write(minutes: &Minutes, form: &SheetForm, marked: &BTreeSet<String>) -> Outline {
    let mut rows = Vec::new();
    for row in &form.rows {
        let written: Vec<(&FormCell, Vec<OutlineLine>)> =
            row.cells.iter().map(|cell| (cell, lines(minutes, form, cell.field, marked))).collect();
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
    Outline { heading: form.heading.clone(), foot: form.foot.clone(), name: name(minutes), rows }
}

fn lines(minutes: &Minutes, form: &SheetForm, field: FormField, marked: &BTreeSet<String>) -> Vec<OutlineLine> {
    let one = |text: String| if text.is_empty() { Vec::new() } else { vec![OutlineLine::of(text)] };
    match field {
        FormField::Name => one(wide(&name(minutes))),
        FormField::When => one(when(minutes)),
        FormField::Venue => one(minutes.venue.clone().unwrap_or_default()),
        FormField::Attendees => {
            form.groups.iter().flat_map(|(group, word)| people(minutes, form, *group, word)).collect()
        }
        FormField::Access => one(minutes.public_access.map_or("", access).to_string()),
        FormField::Observers => one(minutes.observers.map_or(String::new(), |count| wide(&format!("{count}人")))),
        FormField::Agenda => agenda(minutes.agenda.as_deref().unwrap_or_default(), form),
        FormField::Proceedings => proceedings(minutes, form, marked),
        FormField::Next => one(next(minutes)),
        FormField::Handouts if minutes.handouts.as_ref().is_some_and(Vec::is_empty) => one("なし".into()),
        FormField::Handouts => minutes.handouts.iter().flatten().map(paper).collect(),
    }
}

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

fn access(access: PublicAccess) -> &'static str {
    match access {
        PublicAccess::Open => "可",
        PublicAccess::Partly => "一部可",
        PublicAccess::Closed => "不可",
    }
}

fn next(minutes: &Minutes) -> String {
    let Some(next) = minutes.next_meeting.as_ref().filter(|next| next.block.is_none()) else { return String::new() };
    let day = next.held_on.as_deref().and_then(day).unwrap_or_default();
    let hour = next.starts_at.as_ref().map_or(String::new(), |hour| format!("　{hour}～"));
    let place = next.venue.as_ref().map_or(String::new(), |place| format!("　{place}"));
    format!("{}{place}", wide(&format!("{day}{hour}"))).trim_start_matches('　').to_string()
}

fn paper(handout: &crate::model::Handout) -> OutlineLine {
    match handout.label.as_deref() {
        None => OutlineLine::of(handout.title.clone()),
        Some(label) if handout.title.is_empty() => OutlineLine::of(wide(label)),
        Some(label) => OutlineLine::of(handout.title.clone()).marked(wide(label), true),
    }
}

/// 委員：髙梨会長、…、三好委員（欠席）; 事務局：…
fn people(minutes: &Minutes, form: &SheetForm, group: Group, word: &str) -> Vec<OutlineLine> {
    let listed = |names: Vec<String>| {
        let last = names.len().saturating_sub(1);
        let words = names
            .into_iter()
            .enumerate()
            .map(|(at, name)| Words { text: if at == last { name } else { format!("{name}、") }, is_name: true });
        OutlineLine { words: words.collect(), ..OutlineLine::default() }.marked(format!("{word}："), false)
    };
    match group {
        Group::Members => members(minutes, form, word, &listed),
        Group::Secretariat => {
            let Some(clerks) = minutes.secretariat.as_ref() else { return Vec::new() };
            let named = |clerk: &crate::model::Clerk| {
                let count = clerk.count.map_or(String::new(), |count| wide(&format!("（{count}名）")));
                let post = clerk.post.as_deref().unwrap_or_default();
                let between = if post.is_empty() || clerk.name.is_none() { "" } else { "　" };
                format!("{post}{between}{}{count}", clerk.name.as_deref().unwrap_or_default())
            };
            let names: Vec<String> = clerks.iter().map(named).filter(|name| !name.is_empty()).collect();
            vec![if names.is_empty() { listed(vec!["なし".into()]) } else { listed(names) }]
        }
        Group::Invited => match minutes.invited.as_deref() {
            None => Vec::new(),
            Some([]) => vec![listed(vec!["なし".into()])],
            Some(names) => vec![listed(names.to_vec())],
        },
    }
}

fn members(
    minutes: &Minutes,
    form: &SheetForm,
    word: &str,
    listed: &dyn Fn(Vec<String>) -> OutlineLine,
) -> Vec<OutlineLine> {
    let (present, absent) = (minutes.attendance.present.as_ref(), minutes.attendance.absent.as_ref());
    let counted =
        |list: Option<&Vec<Attendee>>, count: Option<u32>| count.or(list.and_then(|l| u32::try_from(l.len()).ok()));
    if form.names == NameDisplay::Counted || present.is_none() && absent.is_none() {
        let figure = |word: &str, count: Option<u32>| {
            count.map(|count| OutlineLine::of(wide(&format!("{count}人"))).marked(format!("{word}："), false))
        };
        let there = figure(word, counted(present, minutes.present_count));
        return there.into_iter().chain(figure("欠席", counted(absent, minutes.absent_count))).collect();
    }
    let all = present.into_iter().flatten().map(|who| named(minutes, who, false));
    let names: Vec<String> = all.chain(absent.into_iter().flatten().map(|who| named(minutes, who, true))).collect();
    let mut lines = Vec::new();
    if !names.is_empty() {
        lines.push(listed(names));
    }
    // The sheet says that nobody was missing; a list without （欠席） does not say so.
    if absent.is_some_and(Vec::is_empty) {
        lines.push(OutlineLine::of("なし").marked("欠席者：", false));
    }
    lines
}

fn named(minutes: &Minutes, who: &Attendee, is_absent: bool) -> String {
    let mut notes = Vec::new();
    if is_absent {
        notes.push("欠席".to_string());
    }
    if let Some(proxy) = minutes.proxies.iter().flatten().find(|proxy| proxy.member == who.name) {
        notes.push(format!("代理：{}", proxy.proxy));
    } else if who.mode == Some(Mode::Proxy) {
        notes.push("代理".into());
    }
    match who.mode {
        Some(Mode::Online) => notes.push("オンライン".into()),
        Some(Mode::Written) => notes.push("書面".into()),
        // Said of those in the room only where others were not.
        Some(Mode::InPerson) if is_hybrid(minutes) => notes.push("会場".into()),
        _ => {}
    }
    for (list, word) in [(&minutes.late, "遅刻"), (&minutes.left_early, "早退")] {
        if list.iter().flatten().any(|name| *name == who.name) {
            notes.push(word.into());
        }
    }
    let notes: String = notes.iter().map(|note| format!("（{note}）")).collect();
    format!("{}{}{notes}", who.name, who.role_text.as_deref().unwrap_or("委員"))
}

fn is_hybrid(minutes: &Minutes) -> bool {
    minutes.attendance.present.iter().flatten().any(|who| !matches!(who.mode, None | Some(Mode::InPerson)))
}

fn agenda(items: &[AgendaItem], form: &SheetForm) -> Vec<OutlineLine> {
    let lines = items.iter().flat_map(|item| {
        std::iter::once(OutlineLine { leads: false, begins: false, ..item_line(item, form) })
            .chain(agenda(&item.items, form))
    });
    lines.collect()
}

/// １　開会, ⑴　…: by its place in the tree, whatever dress it was read in.
pub(super) fn item_line(item: &AgendaItem, form: &SheetForm) -> OutlineLine {
    let depth = item.path.matches('-').count();
    let step = item.path.rsplit('-').next().unwrap_or_default();
    let dress = form.numbers.get(depth).or(form.numbers.last()).copied().unwrap_or(NumberDress::Wide);
    let label = step.parse().map_or_else(|_| step.to_string(), |number| dressed(dress, number));
    let line = OutlineLine::of(item.title.clone()).marked(label, true);
    OutlineLine { indent: u8::try_from(depth).unwrap_or(8).min(8), leads: true, begins: true, ..line }
}
