//! The reading as the council sees it.

use crate::vacancies::rules::tally::who_changes;
use crate::wishes::model::{AloneLine, ChangeLine, Matter, NamedLine, ReadingSheet, SideLine, SideTable, few};
use crate::wishes::rules::figure::{Figure, Why};
use crate::wishes::rules::hide::{one, parts};
use crate::wishes::rules::matched::{Matched, in_words};
use crate::wishes::rules::sides::{Side, is_whole};
use placement::{Criterion, Weighed};

/// The first of those who have a room in the reading.
pub const SERVED: &str = "条件がすべて合う部屋のある人";
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
    if council.seeking > 0 {
        sheet.alone = alone(matched, threshold);
        sheet.changes = matched.singles().into_iter().map(|one| change(one, threshold)).collect();
        sheet.pair = matched.output.changes.pair.as_ref().map(|one| change(one, threshold));
    }
    // A part of a whole that is not told would say how much the whole is at least.
    if sheet.seeking.is_some() {
        sheet.outcome = outcome(matched, threshold);
        // Of a whole that is not told no part is, and so on.
        if sheet.outcome.iter().all(|line| line.people.is_some()) {
            sheet.whys = whys(matched, threshold);
            sheet.at_most = at_most(matched, threshold);
        }
        let table = |(matter, sides): (Matter, Vec<Side>)| table(matter.label(), is_whole(matter), &sides, threshold);
        sheet.sides = matched.sides().into_iter().map(table).collect();
    }
    sheet
}

/// Who comes first, in words: the sentences of the reading that say so.
pub fn order(matched: &Matched) -> Vec<String> {
    let says = matched.output.council.says.iter();
    says.take_while(|line| !line.starts_with("探している人")).cloned().collect()
}

fn outcome(matched: &Matched, threshold: i64) -> Vec<NamedLine> {
    let council = &matched.output.council;
    named(&[(SERVED, council.served), (WITHOUT, council.seeking - council.served)], threshold)
}

fn whys(matched: &Matched, threshold: i64) -> Vec<NamedLine> {
    // Nobody can be without a room for a reason that this town cannot have today.
    let can_be = |why: Why| (why == Why::NothingOpen) == (matched.output.council.open == 0);
    let whys: Vec<(&str, usize)> =
        matched.whys().into_iter().filter(|(why, _)| can_be(*why)).map(|(why, people)| (why.label(), people)).collect();
    named(&whys, threshold)
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

/// The criteria that alone stand between, most people first.
fn alone(matched: &Matched, threshold: i64) -> Vec<AloneLine> {
    let mut tally: Vec<&placement::Tally> = matched.output.council.tally.iter().collect();
    tally.sort_by_key(|one| std::cmp::Reverse((one.people, one.rooms)));
    let line = |tally: &placement::Tally| {
        let criterion: &Criterion = matched.by_code(&tally.criterion)?;
        let people = one(tally.people, threshold);
        Some(AloneLine {
            label: criterion.label.clone(),
            ground: criterion.ground.word().into(),
            who: who_changes(criterion.ground),
            people,
            rooms: people.map(|_| tally.rooms),
        })
    };
    tally.into_iter().filter_map(line).collect()
}

fn table(label: &str, is_whole: bool, sides: &[Side], threshold: i64) -> SideTable {
    let counts: Vec<usize> = sides.iter().map(|side| side.people.len()).collect();
    // Somebody may give several answers of some matters: a small one among them would follow from how many give none.
    let is_hidden = counts.iter().any(|count| one(*count, threshold).is_none());
    let shown = if is_whole {
        parts(&counts, threshold)
    } else {
        counts.into_iter().map(|count| (!is_hidden).then_some(count)).collect()
    };
    let line = |(side, people): (&Side, Option<usize>)| SideLine {
        label: side.label.clone(),
        people,
        rooms: (!side.is_unasked).then_some((side.rooms.len(), side.ask.len())),
    };
    SideTable { label: label.to_string(), lines: sides.iter().zip(shown).map(line).collect() }
}

/// A change without the name of its home: the council talks about what could change, not about who does not.
fn change(weighed: &Weighed, threshold: i64) -> ChangeLine {
    let told = in_words(&weighed.says, |letter, _| match letter {
        'H' => "ある住居".into(),
        'R' => "ある部屋".into(),
        _ => "ある人".into(),
    });
    // The sentence ends with how many more and by whom; both stand beside it.
    let says = told.split("、この読みで部屋のある人が").next().unwrap_or(&told).to_string();
    ChangeLine { says, who: who(weighed), gain: one(weighed.gain, threshold) }
}

/// Who could make a change, and what it costs.
pub fn who(weighed: &Weighed) -> String {
    let each = weighed.who.iter().zip(&weighed.cost).map(|(who, cost)| format!("{who}（{}）", cost.word()));
    each.collect::<Vec<_>>().join("、")
}

/// What a reading says first.
pub fn sentence(sheet: &ReadingSheet) -> String {
    let open = sheet.open;
    match (sheet.seeking, sheet.outcome.first()) {
        (Some(seeking), Some(served)) => format!(
            "{seeking}人が探し、{open}室が空いています。全員が同時に移るとすれば、条件がすべて合う部屋のある人は{}です。",
            few(served.people)
        ),
        _ => format!("見学できる部屋は{open}室です。探している人は少ないため、数を出していません。"),
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
        lines.push(format!("見直しの例: {}（{}）。", best.says, best.who));
    }
    ("空いている部屋があるのに、探している人に合わない".into(), lines.join("\n"))
}
