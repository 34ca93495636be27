//! Which rows stand, now or on a day that is past, and what they say of a 年度.

use crate::council::meeting::model::MeetingId;
use crate::goals::indicator::model::{
    Amount, Area, Direction, Figure, IndicatorDefinition, IndicatorValue, Slot, Told, ValueForm, ValueKind,
};
use almanac::{Date, FiscalYear};
use std::collections::BTreeMap;

/// The rows that stood at the end of a day, or stand now: of each slot and 時点 the last one, unless it takes back. A plan has one
/// target, so of a target the last one whatever its day. What was known then stays known, whatever was said later.
pub fn known_on(rows: &[IndicatorValue], on: Option<Date>) -> Vec<&IndicatorValue> {
    let mut newest: BTreeMap<(&Slot, Option<Date>), &IndicatorValue> = BTreeMap::new();
    for row in rows.iter().filter(|row| on.is_none_or(|on| row.at.day() <= on)) {
        let day = (row.slot.kind == ValueKind::Actual).then_some(row.as_of);
        let place = newest.entry((&row.slot, day)).or_insert(row);
        if (place.at, place.id) <= (row.at, row.id) {
            *place = row;
        }
    }
    newest.into_values().filter(|row| row.told != Told::Withdrawn).collect()
}

/// The row whose place a new one would take: of the same slot and, for an actual, the same 時点.
pub fn replaced<'a>(rows: &'a [IndicatorValue], slot: &Slot, as_of: Date) -> Option<&'a IndicatorValue> {
    replaced_of(&known_on(rows, None), slot, as_of)
}

/// The same, of the rows that stand.
pub fn replaced_of<'a>(standing: &[&'a IndicatorValue], slot: &Slot, as_of: Date) -> Option<&'a IndicatorValue> {
    let takes = |row: &&&IndicatorValue| row.slot == *slot && (slot.kind == ValueKind::Target || row.as_of == as_of);
    standing.iter().find(takes).copied()
}

/// Does a new recording say nothing that does not stand already: the figure, its day, its source and what was counted?
pub fn says_the_same(row: &IndicatorValue, form: &ValueForm, counting: i64, counted: &[MeetingId]) -> bool {
    let source = (&row.source, &row.address, row.seen_on) == (&form.source, &form.address, form.seen_on);
    let day = row.as_of == form.as_of || row.slot.kind == ValueKind::Target;
    let way = row.counting == counting && row.counted == counted;
    row.told == Told::Figure(form.figure) && day && source && way
}

/// What stands in one cell of the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The figure.
    pub figure: Figure,
    /// Of which day it tells; of parts the oldest.
    pub as_of: Date,
    /// By which way of counting.
    pub counting: i64,
    /// 出典; of parts each once.
    pub source: String,
    /// How many parts were added up, and how many there are; none for a figure of the whole.
    pub added: Option<(usize, usize)>,
}

fn newest<'a>(
    standing: &[&'a IndicatorValue],
    area: Area,
    kind: ValueKind,
    year: FiscalYear,
    part: &str,
) -> Option<&'a IndicatorValue> {
    let own = |row: &&&IndicatorValue| {
        let slot = &row.slot;
        (slot.area, slot.kind, slot.year, slot.part.as_str()) == (area, kind, year, part)
    };
    standing.iter().filter(own).max_by_key(|row| row.as_of).copied()
}

fn figure(row: &IndicatorValue) -> Figure {
    // What was taken back is never among what stands.
    row.told.figure().unwrap_or(Figure::Masked)
}

/// The figures of the parts of a 年度, in the order of the definition.
pub fn parts<'a>(
    of: &'a IndicatorDefinition,
    standing: &[&IndicatorValue],
    (area, kind, year): (Area, ValueKind, FiscalYear),
) -> Vec<(&'a str, Figure)> {
    let told = |code: &str| newest(standing, area, kind, year, code).map(figure);
    of.parts.iter().filter_map(|part| Some((part.name.as_str(), told(&part.code)?))).collect()
}

/// The cell of a 年度: the newest figure of the whole, or the sum of the parts where all that are told are newer, or there is no
/// whole. Parts that were counted in an older way are not added to those of the newest.
pub fn cell(
    of: &IndicatorDefinition,
    standing: &[&IndicatorValue],
    (area, kind, year): (Area, ValueKind, FiscalYear),
) -> Option<Cell> {
    let rows = of.parts.iter().filter_map(|part| newest(standing, area, kind, year, &part.code));
    let mut rows: Vec<&IndicatorValue> = rows.collect();
    let counting = rows.iter().map(|row| row.counting).max();
    rows.retain(|row| Some(row.counting) == counting);
    let whole = newest(standing, area, kind, year, "");
    if let Some(whole) = whole.filter(|whole| rows.is_empty() || rows.iter().any(|row| row.as_of <= whole.as_of)) {
        let (figure, source) = (figure(whole), whole.source.clone());
        return Some(Cell { figure, as_of: whole.as_of, counting: whole.counting, source, added: None });
    }
    let mut sources: Vec<&str> = vec![];
    for row in &rows {
        if !sources.contains(&row.source.as_str()) {
            sources.push(&row.source);
        }
    }
    Some(Cell {
        figure: Figure::sum(rows.iter().map(|row| figure(row)))?,
        as_of: rows.iter().map(|row| row.as_of).min()?,
        counting: counting?,
        source: sources.join("、"),
        added: Some((rows.len(), of.parts.len())),
    })
}

/// The way of counting of another town's figures, which nobody here knows.
pub const UNKNOWN_WAY: i64 = 0;

/// How an actual stands to its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// 届いた.
    Met,
    /// あと so much; for what should be small, so much too many.
    Short(Amount),
    /// One of both is hidden, or no way is good.
    Unsaid,
    /// There is no target or no actual.
    Open,
}

/// How the actual stands to the target of the same 年度.
pub fn reach(direction: Direction, target: Option<&Cell>, actual: Option<&Cell>) -> Reach {
    let (Some(target), Some(actual)) = (target, actual) else { return Reach::Open };
    // Counted in two ways, two figures do not say which is more.
    let (Some(wanted), Some(is)) = (target.figure.known(), actual.figure.known()) else { return Reach::Unsaid };
    if target.counting != actual.counting || actual.counting == UNKNOWN_WAY {
        return Reach::Unsaid;
    }
    match direction {
        Direction::Tell => Reach::Unsaid,
        Direction::More if is >= wanted => Reach::Met,
        Direction::Less if is <= wanted => Reach::Met,
        Direction::More | Direction::Less => Reach::Short(Amount((wanted.0 - is.0).abs())),
    }
}

/// What is told otherwise now than on a day that is past.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// For what it stands.
    pub slot: Slot,
    /// What was known then; none if nothing was.
    pub then: Option<Figure>,
    /// What is known now; none if it was taken back.
    pub now: Option<Figure>,
    /// Why: 「令和7年10月20日に木下が直した: 転居した1人を引いた」.
    pub because: String,
}

/// The differences between what was known at the end of a day and what is known now, each with its reason.
pub fn changes(rows: &[IndicatorValue], on: Date) -> Vec<Change> {
    let (then, now) = (known_on(rows, Some(on)), known_on(rows, None));
    let slots: std::collections::BTreeSet<&Slot> = then.iter().chain(&now).map(|row| &row.slot).collect();
    let of = |rows: &[&IndicatorValue], slot: &Slot| {
        newest(rows, slot.area, slot.kind, slot.year, &slot.part).map(|row| (figure(row), row.as_of))
    };
    let mut changes = vec![];
    for slot in slots {
        let (before, after) = (of(&then, slot), of(&now, slot));
        // The same number of a later day is nothing that anybody has to explain.
        if before.map(|(figure, _)| figure) == after.map(|(figure, _)| figure) {
            continue;
        }
        let because: Vec<String> =
            rows.iter().filter(|row| row.slot == *slot && row.at.day() > on).map(|row| because(row, before)).collect();
        changes.push(Change {
            slot: slot.clone(),
            then: before.map(|(figure, _)| figure),
            now: after.map(|(figure, _)| figure),
            because: because.join("\n"),
        });
    }
    changes
}

fn because(row: &IndicatorValue, before: Option<(Figure, Date)>) -> String {
    let (day, by) = (row.at.day_in_words(), &row.by);
    let why = if row.reason.is_empty() { String::new() } else { format!(": {}", row.reason) };
    match (row.told, before) {
        (Told::Withdrawn, _) => format!("{day}に{by}が取り消した{why}"),
        (Told::Figure(_), Some((_, as_of))) if as_of == row.as_of || row.slot.kind == ValueKind::Target => {
            format!("{day}に{by}が直した{why}")
        }
        (Told::Figure(_), Some(_)) => {
            format!("{day}に{by}が{}現在の数を加えた{why}", almanac::in_words(row.as_of))
        }
        (Told::Figure(_), None) => format!("{day}に{by}が入れた{why}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::goals::indicator::model::{Catalogue, Origin, ValueId};
    use crate::plumbing::clock::Moment;
    use proptest::prelude::*;

    fn day(text: &str) -> Date {
        almanac::read_date(text).unwrap()
    }

    fn row(year: i32, part: &str, as_of: &str, number: i64, at: i64) -> IndicatorValue {
        IndicatorValue {
            id: ValueId::fresh(),
            slot: Slot { area: Area::Own, kind: ValueKind::Actual, year: FiscalYear(year), part: part.into() },
            counting: 1,
            as_of: day(as_of),
            told: Told::Figure(Figure::Known(Amount::whole(number))),
            source: "事務局の記録".into(),
            address: String::new(),
            seen_on: None,
            reason: String::new(),
            origin: Origin::Typed,
            counted: vec![],
            at: Moment::from_seconds(at),
            by: "木下".into(),
        }
    }

    /// 2025-10-10 and on, a day each.
    const AT: i64 = 1_760_054_400;
    const DAY: i64 = 86_400;

    fn told(rows: &[IndicatorValue], on: Option<&str>) -> Option<Figure> {
        let of = Catalogue::shipped().find("7-transition").unwrap();
        let standing = known_on(rows, on.map(day));
        cell(of, &standing, (Area::Own, ValueKind::Actual, FiscalYear(2025))).map(|cell| cell.figure)
    }

    #[test]
    fn a_later_correction_leaves_what_was_known_before_and_the_difference_has_its_reason() {
        let first = row(2025, "", "R7.9.30", 4, AT);
        let mut second = row(2025, "", "R7.9.30", 3, AT + 10 * DAY);
        second.reason = "転居した1人を引いた".into();
        let rows = [first, second];
        let known = |number| Some(Figure::Known(Amount::whole(number)));
        assert_eq!(told(&rows, Some("R7.10.9")), None);
        assert_eq!(told(&rows, Some("R7.10.10")), known(4));
        assert_eq!(told(&rows, None), known(3));
        let changed = changes(&rows, day("R7.10.15"));
        assert_eq!((changed[0].then, changed[0].now), (known(4), known(3)));
        assert_eq!(changed[0].because, "令和7年10月20日に木下が直した: 転居した1人を引いた");
        assert!(changes(&rows, day("R7.10.20")).is_empty());
    }

    #[test]
    fn the_newest_day_speaks_for_the_year_and_what_is_taken_back_speaks_no_more() {
        let (june, september) = (row(2025, "", "R7.6.30", 2, AT + DAY), row(2025, "", "R7.9.30", 4, AT));
        let mut back = row(2025, "", "R7.9.30", 0, AT + 2 * DAY);
        back.told = Told::Withdrawn;
        assert_eq!(told(&[june.clone(), september.clone()], None), Some(Figure::Known(Amount::whole(4))));
        assert_eq!(told(&[june, september, back], None), Some(Figure::Known(Amount::whole(2))));
    }

    #[test]
    fn parts_are_added_up_and_one_that_is_hidden_hides_the_sum() {
        let of = Catalogue::shipped().find("7-people").unwrap();
        let mut rows = vec![row(2025, "health", "R7.9.30", 5, AT), row(2025, "lived", "R7.6.30", 2, AT)];
        let at = (Area::Own, ValueKind::Actual, FiscalYear(2025));
        let sum = cell(of, &known_on(&rows, None), at).unwrap();
        assert_eq!((sum.figure, sum.as_of, sum.added), (Figure::Known(Amount::whole(7)), day("R7.6.30"), Some((2, 8))));
        rows[1].told = Told::Figure(Figure::Masked);
        assert_eq!(cell(of, &known_on(&rows, None), at).unwrap().figure, Figure::Masked);
        rows.push(row(2025, "", "R7.6.30", 9, AT));
        assert_eq!(cell(of, &known_on(&rows, None), at).unwrap().figure, Figure::Known(Amount::whole(9)));
        rows[1].told = Told::Figure(Figure::Known(Amount::whole(3)));
        rows[1].as_of = day("R7.9.30");
        assert_eq!(
            cell(of, &known_on(&rows, None), at).unwrap().figure,
            Figure::Known(Amount::whole(8)),
            "parts of a later day"
        );
        rows[0].counting = 2;
        let newest = cell(of, &known_on(&rows[..2], None), at).unwrap();
        assert_eq!((newest.figure, newest.counting, newest.added), (Figure::Known(Amount::whole(5)), 2, Some((1, 8))));
    }

    #[test]
    fn a_plan_has_one_target_whatever_its_day() {
        let of = Catalogue::shipped().find("7-meetings").unwrap();
        let mut rows = vec![row(2025, "", "R7.9.30", 4, AT), row(2025, "", "R6.3.25", 5, AT + DAY)];
        for row in &mut rows {
            row.slot.kind = ValueKind::Target;
        }
        let at = (Area::Own, ValueKind::Target, FiscalYear(2025));
        assert_eq!(cell(of, &known_on(&rows, None), at).unwrap().figure, Figure::Known(Amount::whole(5)));
        assert_eq!(replaced(&rows, &rows[0].slot, day("R8.1.1")).map(|row| row.as_of), Some(day("R6.3.25")));
    }

    #[test]
    fn a_target_is_reached_from_its_own_side_and_never_across_two_ways_of_counting() {
        let cell = |number, counting| Cell {
            figure: Figure::Known(Amount(number)),
            as_of: day("R7.9.30"),
            counting,
            source: String::new(),
            added: None,
        };
        let (low, high) = (cell(10_300, 1), cell(12_000, 1));
        assert_eq!(reach(Direction::More, Some(&low), Some(&high)), Reach::Met);
        assert_eq!(reach(Direction::Less, Some(&low), Some(&high)), Reach::Short(Amount(1700)));
        assert_eq!(reach(Direction::Less, Some(&high), Some(&low)), Reach::Met);
        assert_eq!(reach(Direction::More, Some(&low), Some(&cell(12_000, 2))), Reach::Unsaid);
        let unknown = [cell(12_000, UNKNOWN_WAY), cell(10_300, UNKNOWN_WAY)];
        assert_eq!(reach(Direction::More, Some(&unknown[1]), Some(&unknown[0])), Reach::Unsaid, "another town's");
        assert_eq!(reach(Direction::Tell, Some(&low), Some(&high)), Reach::Unsaid);
        assert_eq!(reach(Direction::More, None, Some(&high)), Reach::Open);
    }

    proptest! {
        #[test]
        fn whatever_is_said_later_what_was_known_on_a_day_stays(
            said in proptest::collection::vec((0i64..20, 0u32..3, 0i64..9, prop::bool::ANY), 1..12), on in 0i64..20) {
            let mut said = said;
            said.sort_by_key(|(at, ..)| *at);
            let rows: Vec<IndicatorValue> = said.iter().map(|(at, as_of, number, is_back)| {
                let mut row = row(2025, "", ["R7.6.30", "R7.9.30", "R7.10.1"][*as_of as usize], *number, AT + at * DAY);
                if *is_back { row.told = Told::Withdrawn; }
                row
            }).collect();
            let end = Moment::from_seconds(AT + on * DAY).day();
            let until: Vec<IndicatorValue> = rows.iter().filter(|row| row.at.day() <= end).cloned().collect();
            prop_assert_eq!(known_on(&rows, Some(end)), known_on(&until, None));
        }

        #[test]
        fn each_difference_is_explained(said in proptest::collection::vec((0i64..20, 0u32..3, 0i64..9), 1..12), on in 0i64..20) {
            let rows: Vec<IndicatorValue> = said.iter().map(|(at, as_of, number)| {
                row(2025, "", ["R7.6.30", "R7.9.30", "R7.10.1"][*as_of as usize], *number, AT + at * DAY)
            }).collect();
            let end = Moment::from_seconds(AT + on * DAY).day();
            for change in changes(&rows, end) {
                prop_assert!(!change.because.is_empty());
            }
        }
    }
}
