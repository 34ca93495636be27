//! The reading as the council sees it.

use crate::vacancies::rules::tally::who_changes;
use crate::wishes::model::{AloneLine, ChangeLine, Matter, NamedLine, ReadingSheet, SideLine, SideTable};
use crate::wishes::rules::change::{is_wide, says, who};
use crate::wishes::rules::figure::{Figure, Why};
use crate::wishes::rules::hide::{one, parts};
use crate::wishes::rules::matched::Matched;
use crate::wishes::rules::sides::{Side, is_whole};
use placement::{Criterion, Weighed};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// The first of those who have a room in the reading.
pub const SERVED: &str = "条件がすべて合う部屋のある人（1室に1人で数えて）";
/// The others.
pub const WITHOUT: &str = "この読みで部屋のない人";

/// What the council sees, with the town's masking threshold; `long` of the open rooms have stood empty for a year.
pub fn sheet(matched: &Matched, long: usize, threshold: i64) -> ReadingSheet {
    let council = &matched.output.council;
    let count = |figure: &Figure| matched.rows(figure).map_or(0, |rows| rows.rooms.len());
    let mut sheet = ReadingSheet {
        on: matched.today,
        order: order(matched),
        threshold,
        seeking: one(council.seeking, threshold),
        open: council.open,
        long,
        ask_again: count(&Figure::Stale) + matched.question.untold,
        held: count(&Figure::Held),
        outcome: vec![],
        whys: vec![],
        at_most: None,
        alone: vec![],
        sides: vec![],
        weighed: matched.output.changes.weighed,
        changes: vec![],
        pair: None,
    };
    // So few people are each of them: nothing that they said is told.
    if sheet.seeking.is_none() {
        return sheet;
    }
    sheet.outcome = outcome(matched, threshold);
    let is_told = sheet.outcome.iter().all(|line| line.people.is_some());
    // A part of a whole that is not told would say how much the whole is at least.
    if is_told {
        sheet.whys = whys(matched, threshold);
        sheet.at_most = at_most(matched, threshold);
    }
    sheet.alone = alone(matched, threshold, is_told);
    let is_told_why = is_told && sheet.whys.iter().all(|line| line.people.is_some());
    let table = |(matter, sides): (Matter, Vec<Side>)| {
        table(matter.label(), is_whole(matter), &sides, (threshold, is_told_why))
    };
    sheet.sides = matched.sides().into_iter().map(table).collect();
    sheet.changes = changes(matched, threshold, is_told);
    // Two that do more than any one, with neither told, would be exactly two and one.
    let pair = matched.output.changes.pair.as_ref().map(|one| change(matched, one, threshold, is_told));
    sheet.pair = pair.filter(|pair| pair.gain.is_some());
    sheet
}

/// Who comes first, in words: the sentences of the reading that say so.
pub fn order(matched: &Matched) -> Vec<String> {
    let says = matched.output.council.says.iter();
    says.take_while(|line| !line.starts_with("探している人")).cloned().collect()
}

fn outcome(matched: &Matched, threshold: i64) -> Vec<NamedLine> {
    let council = &matched.output.council;
    // No more have a room than there are: of few rooms nothing is told, or what is hidden would be one of few.
    if council.open > 0 && one(council.open, threshold).is_none() {
        let hidden = |label: &str| NamedLine { label: label.to_string(), people: None };
        return vec![hidden(SERVED), hidden(WITHOUT)];
    }
    named(&[(SERVED, council.served), (WITHOUT, council.seeking - council.served)], threshold)
}

fn whys(matched: &Matched, threshold: i64) -> Vec<NamedLine> {
    // Nobody can be without a room for a reason that this town cannot have today.
    let can_be = |why: Why| (why == Why::NothingOpen) == (matched.output.council.open == 0);
    let whys = matched.whys().into_iter().filter(|(why, _)| can_be(*why));
    named(&whys.map(|(why, people)| (why.label(), people)).collect::<Vec<_>>(), threshold)
}

/// Parts of a whole that is told, with their names.
fn named(parts_of: &[(&str, usize)], threshold: i64) -> Vec<NamedLine> {
    let counts: Vec<usize> = parts_of.iter().map(|(_, people)| *people).collect();
    let shown = parts(&counts, threshold);
    parts_of.iter().zip(shown).map(|((label, _), people)| NamedLine { label: (*label).to_string(), people }).collect()
}

/// Told where neither what it is more nor what is left of all gives a small figure away.
fn at_most(matched: &Matched, threshold: i64) -> Option<usize> {
    let council = &matched.output.council;
    let counts = [council.served, council.served_at_most - council.served, council.seeking - council.served_at_most];
    parts(&counts, threshold).iter().all(Option::is_some).then_some(council.served_at_most)
}

/// The criteria that alone stand between, most people first: those that stand before few are not named. Beside an outcome that is not told
/// no count is: it would say how many are without a room at least.
fn alone(matched: &Matched, threshold: i64, is_told: bool) -> Vec<AloneLine> {
    let mut tally: Vec<&placement::Tally> = matched.output.council.tally.iter().collect();
    tally.sort_by_key(|one| std::cmp::Reverse((one.people, one.rooms)));
    let line = |tally: &placement::Tally| {
        let criterion: &Criterion = matched.by_code(&tally.criterion)?;
        let rest = matched.output.council.seeking - matched.output.council.served - tally.people;
        let people = one(tally.people, threshold).filter(|_| one(rest, threshold).is_some())?;
        Some(AloneLine {
            label: criterion.label.clone(),
            ground: criterion.ground.word().into(),
            who: who_changes(criterion.ground),
            people: is_told.then_some(people),
            rooms: is_told.then_some(tally.rooms),
        })
    };
    tally.into_iter().filter_map(line).collect()
}

fn table(label: &str, is_whole: bool, sides: &[Side], (threshold, is_outcome_told): (i64, bool)) -> SideTable {
    let counts: Vec<usize> = sides.iter().map(|side| side.people.len()).collect();
    let shown = if is_whole { parts(&counts, threshold) } else { several(sides, threshold) };
    let line = |(side, people): (&Side, Option<usize>)| SideLine {
        label: side.label.clone(),
        people,
        // Whom no room suits is without one.
        rooms: (is_outcome_told && !side.is_unasked).then_some((side.rooms.len(), side.ask.len())),
    };
    // That nobody is left to be asked needs no line; that few are has one.
    let is_told = |(side, people): &(&Side, Option<usize>)| !side.is_unasked || *people != Some(0);
    SideTable { label: label.to_string(), lines: sides.iter().zip(shown).filter(is_told).map(line).collect() }
}

/// The counts of a matter to which somebody may give several answers. How many give none, or have not been asked, and how many give any
/// are parts of all; where the last are not told, no answer of them is.
fn several(sides: &[Side], threshold: i64) -> Vec<Option<usize>> {
    let is_single = |side: &Side| side.is_unasked || side.is_single;
    let singles: Vec<usize> = sides.iter().filter(|side| is_single(side)).map(|side| side.people.len()).collect();
    let any: BTreeSet<usize> =
        sides.iter().filter(|side| !is_single(side)).flat_map(|side| side.people.iter().copied()).collect();
    let told = parts(&[singles, vec![any.len()]].concat(), threshold);
    let (any, mut singles) = (told.last().copied().flatten(), told.iter());
    let several = || sides.iter().filter(|side| !is_single(side)).map(|side| side.people.len());
    let all = any.unwrap_or(0);
    // Everybody of them gives one at least: who gives none of one answer, and who gives more than one, may be few, too.
    let twice = several().sum::<usize>().saturating_sub(all);
    let is_few = |count: usize| one(count, threshold).is_none();
    let is_hidden = is_few(twice) || several().any(|count| is_few(count) || is_few(all.saturating_sub(count)));
    let shown = sides.iter().map(|side| {
        if is_single(side) {
            return singles.next().copied().flatten();
        }
        any.and((!is_hidden).then_some(side.people.len()))
    });
    shown.collect()
}

/// The changes as the council sees them: those whose gain is told, the best first; the others by their words, since their order would tell
/// more of their gains than they do, and of those that are made everywhere none, since they do more than the best home alone.
fn changes(matched: &Matched, threshold: i64, is_told: bool) -> Vec<ChangeLine> {
    let singles = matched.singles().into_iter();
    let told = singles.filter_map(|(_, one)| {
        let line = change(matched, one, threshold, is_told);
        (line.gain.is_some() || !is_wide(one)).then_some(line)
    });
    let mut lines: Vec<ChangeLine> = told.collect();
    lines.sort_by(|a, b| {
        b.gain.cmp(&a.gain).then_with(|| if a.gain.is_none() { a.says.cmp(&b.says) } else { Ordering::Equal })
    });
    lines.dedup();
    lines
}

/// A change without the name of its home: the council talks about what could change, not about who does not.
fn change(matched: &Matched, weighed: &Weighed, threshold: i64, is_told: bool) -> ChangeLine {
    let gain = one(weighed.gain, threshold).filter(|_| is_told);
    let says = says(matched, weighed, |_| "ある住居".into(), gain.is_some());
    ChangeLine { says, who: who(weighed), gain }
}

/// What a reading says first.
pub fn sentence(sheet: &ReadingSheet) -> String {
    let open = sheet.open;
    let Some(seeking) = sheet.seeking else {
        return format!("見学できる部屋は{open}室です。探している人は少ないため、数を出していません。");
    };
    let begins = format!("{seeking}人が探し、{open}室が空いています。");
    match sheet.outcome.first().and_then(|served| served.people) {
        _ if open == 0 => format!("{seeking}人が探していますが、見学できる部屋がありません。"),
        Some(served) => format!("{begins}全員が同時に移るとすれば、条件がすべて合う部屋のある人は{served}人です。"),
        None => format!("{begins}条件がすべて合う部屋のある人の数は、少ない数が分かってしまうため、出していません。"),
    }
}

/// So many criteria are named in the words of an issue.
const MOST_NAMED: usize = 3;

/// With what an issue that is raised from a reading begins: a title, and what is the matter.
pub fn matter(sheet: &ReadingSheet) -> (String, String) {
    let mut lines = vec![format!("{}の読み。{}", almanac::in_words(sheet.on), sentence(sheet))];
    let named = |line: &AloneLine| match line.people {
        Some(people) => format!("「{}」（{}、{people}人）", line.label, line.ground),
        None => format!("「{}」（{}）", line.label, line.ground),
    };
    let alone: Vec<String> = sheet.alone.iter().take(MOST_NAMED).map(named).collect();
    if !alone.is_empty() {
        lines.push(format!("それ1つだけが合わない条件で多いのは、{}です。", alone.join("、")));
    }
    if let Some(best) = sheet.changes.first().or(sheet.pair.as_ref()) {
        lines.push(format!("見直しの例: {}こと。変えられる人: {}。", best.says, best.who));
    }
    ("空いている部屋があるのに、探している人に合わない".into(), lines.join("\n"))
}
