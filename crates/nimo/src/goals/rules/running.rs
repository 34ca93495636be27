//! How many were reached until a day, as far as it was known on another. What was known stays known, whatever is said later.

use crate::goals::indicator::model::Amount;
use crate::goals::model::{Actual, ActualState, GoalPart, PartKind, SeenPart};
use almanac::Date;
use std::collections::{BTreeMap, BTreeSet};

/// The figures that stood at the end of a day, or stand now: of each part and 時点 the last one, unless it takes back.
pub fn known_on(rows: &[Actual], on: Option<Date>) -> Vec<&Actual> {
    let mut newest: BTreeMap<(&str, Date), &Actual> = BTreeMap::new();
    for row in rows.iter().filter(|row| on.is_none_or(|on| row.at.day() <= on)) {
        let place = newest.entry((&row.part, row.as_of)).or_insert(row);
        if (place.at, place.id) <= (row.at, row.id) {
            *place = row;
        }
    }
    newest.into_values().filter(|row| row.state == ActualState::Figure).collect()
}

/// The row whose place a new one would take.
pub fn replaced<'a>(rows: &'a [Actual], part: &str, as_of: Date) -> Option<&'a Actual> {
    known_on(rows, None).into_iter().find(|row| row.part == part && row.as_of == as_of)
}

/// いま: the newest figure of each part, and what they make together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Running {
    /// 時点: the day until which every part that still grows was told; one that was told later may have grown since.
    pub as_of: Date,
    /// The newest day of which any part tells.
    pub newest: Date,
    /// The figures, in the order of the parts; none where a part was never told. One for a goal without parts.
    pub parts: Vec<Option<Amount>>,
    /// The sum of what is told.
    pub total: Amount,
}

impl Running {
    /// Is any part never told?
    pub fn is_whole(&self) -> bool {
        self.parts.iter().all(Option::is_some)
    }
}

/// The names of the parts; the whole alone where there are none.
fn names(parts: &[GoalPart]) -> Vec<&str> {
    if parts.is_empty() { vec![""] } else { parts.iter().map(|part| part.name.as_str()).collect() }
}

fn newest<'a>(standing: &[&'a Actual], part: &str, until: Option<Date>) -> Option<&'a Actual> {
    let own = |row: &&&Actual| row.part == part && until.is_none_or(|until| row.as_of <= until);
    standing.iter().filter(own).max_by_key(|row| row.as_of).copied()
}

fn at(standing: &[&Actual], parts: &[GoalPart], until: Option<Date>) -> Option<Running> {
    let rows: Vec<Option<&Actual>> = names(parts).iter().map(|name| newest(standing, name, until)).collect();
    let days = || rows.iter().flatten().map(|row| row.as_of);
    // What was reached when the goal was set stays as it is: its day does not hold the others back.
    let ahead = parts.iter().zip(&rows).filter(|(part, _)| part.kind == PartKind::Ahead);
    let as_of = ahead.filter_map(|(_, row)| Some((*row)?.as_of)).min().or_else(|| days().min())?;
    let newest = days().max()?;
    let amounts: Vec<Option<Amount>> = rows.iter().map(|row| row.map(|row| row.amount)).collect();
    let total = Amount(amounts.iter().flatten().map(|amount| amount.0).fold(0, i64::saturating_add));
    Some(Running { as_of, newest, parts: amounts, total })
}

/// How far a goal has come, as far as it was known at the end of a day, or is known now.
pub fn running(rows: &[Actual], parts: &[GoalPart], on: Option<Date>) -> Option<Running> {
    at(&known_on(rows, on), parts, None)
}

/// How far it had come on the day of a meeting: as it was known then; or, where nothing was and figures of those days came later,
/// as it is known now, which is said.
pub fn at_meeting(rows: &[Actual], parts: &[GoalPart], met_on: Date) -> Option<(Running, bool)> {
    let until = |known: &[&Actual]| at(known, parts, Some(met_on));
    let then = until(&known_on(rows, Some(met_on))).map(|one| (one, true));
    then.or_else(|| until(&known_on(rows, None)).map(|one| (one, false)))
}

/// What is known now of each 時点, in order: each part as it was told until then.
pub fn walk(rows: &[Actual], parts: &[GoalPart]) -> Vec<Running> {
    let standing = known_on(rows, None);
    let own = names(parts);
    let days = standing.iter().filter(|row| own.contains(&row.part.as_str())).map(|row| row.as_of);
    let days: BTreeSet<Date> = days.collect();
    days.into_iter().filter_map(|day| at(&standing, parts, Some(day))).collect()
}

/// What is known now, part by part, to be kept with an evaluation.
pub fn seen(rows: &[Actual], parts: &[GoalPart]) -> Vec<SeenPart> {
    let standing = known_on(rows, None);
    let part = |name: &str| {
        let row = newest(&standing, name, None);
        SeenPart { name: name.to_string(), thousandths: row.map(|row| row.amount.0), as_of: row.map(|row| row.as_of) }
    };
    names(parts).into_iter().map(part).collect()
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::goals::model::ActualId;
    use crate::plumbing::clock::Moment;
    use proptest::prelude::*;

    pub fn day(text: &str) -> Date {
        almanac::read_date(text).unwrap()
    }

    pub fn part(name: &str, target: i64, kind: PartKind) -> GoalPart {
        GoalPart { name: name.into(), target: Amount::whole(target), kind }
    }

    pub fn one_and_four() -> Vec<GoalPart> {
        vec![part("すでに支給決定", 1, PartKind::Already), part("新たな人", 4, PartKind::Ahead)]
    }

    /// 2024-10-01 and on.
    const AT: i64 = 1_727_740_800;
    const DAY: i64 = 86_400;

    pub fn told(part: &str, as_of: &str, number: i64, days: i64) -> Actual {
        Actual {
            id: ActualId::fresh(),
            part: part.into(),
            as_of: day(as_of),
            state: ActualState::Figure,
            amount: Amount::whole(number),
            source: "台帳".into(),
            reason: String::new(),
            at: Moment::from_seconds(AT + days * DAY),
            by: "今村".into(),
        }
    }

    #[test]
    fn each_part_runs_on_its_own_and_together_they_are_the_whole() {
        let parts = one_and_four();
        let rows = [
            told("すでに支給決定", "R6.6.30", 1, 0),
            told("新たな人", "R6.6.30", 1, 0),
            told("新たな人", "R6.9.30", 2, 1),
        ];
        let now = running(&rows, &parts, None).unwrap();
        assert_eq!((now.total, now.as_of, now.is_whole()), (Amount::whole(3), day("R6.9.30"), true));
        let late = [rows[1].clone(), told("すでに支給決定", "R6.11.30", 1, 0)];
        let late = running(&late, &parts, None).unwrap();
        assert_eq!(
            (late.as_of, late.newest),
            (day("R6.6.30"), day("R6.11.30")),
            "nobody told of the others since June"
        );
        let steps: Vec<i64> = walk(&rows, &parts).iter().map(|one| one.total.0 / 1000).collect();
        assert_eq!(steps, [2, 3]);
        assert!(!running(&rows[1..], &parts, None).unwrap().is_whole(), "nobody told of the first part");
        assert_eq!(running(&[], &parts, None), None);
    }

    #[test]
    fn what_was_known_at_a_meeting_stays_when_it_is_put_right_later() {
        let parts = one_and_four();
        let mut rows = vec![
            told("すでに支給決定", "R6.9.30", 1, 0),
            told("新たな人", "R6.9.30", 3, 0),
            told("新たな人", "R6.9.30", 2, 20),
        ];
        let total =
            |rows: &[Actual], on: Option<&str>| running(rows, &parts, on.map(day)).map(|one| one.total.0 / 1000);
        assert_eq!(total(&rows, Some("R6.10.5")), Some(4));
        assert_eq!(total(&rows, None), Some(3));
        assert_eq!(total(&rows, Some("R6.9.30")), None);
        rows.push(Actual { state: ActualState::Withdrawn, ..told("新たな人", "R6.9.30", 0, 21) });
        assert_eq!(total(&rows, None), Some(1));
        assert_eq!(replaced(&rows, "新たな人", day("R6.9.30")), None);
    }

    #[test]
    fn a_meeting_saw_what_was_known_on_its_day_and_what_came_later_says_so() {
        let parts = one_and_four();
        let rows = [told("新たな人", "R6.6.30", 1, 0), told("新たな人", "R6.9.30", 2, 0)];
        let at = |day_of: &str| {
            at_meeting(&rows, &parts, day(day_of)).map(|(one, was_known)| (one.total.0 / 1000, was_known))
        };
        assert_eq!(at("R6.10.17"), Some((2, true)));
        assert_eq!(at("R6.7.18"), Some((1, false)), "typed in October");
        assert_eq!(at("R6.5.23"), None);
    }

    proptest! {
        #[test]
        fn whatever_is_said_later_what_was_known_on_a_day_stays(
            said in proptest::collection::vec((0i64..20, 0usize..3, 0usize..2, 0i64..9, prop::bool::ANY), 1..12), on in 0i64..20) {
            let parts = one_and_four();
            let mut said = said;
            said.sort_by_key(|(at, ..)| *at);
            let rows: Vec<Actual> = said.iter().map(|(at, as_of, name, number, is_back)| {
                let mut row = told(&parts[*name].name, ["R6.6.30", "R6.8.31", "R6.9.30"][*as_of], *number, *at);
                if *is_back { row.state = ActualState::Withdrawn; }
                row
            }).collect();
            let end = Moment::from_seconds(AT + on * DAY).day();
            let until: Vec<Actual> = rows.iter().filter(|row| row.at.day() <= end).cloned().collect();
            prop_assert_eq!(running(&rows, &parts, Some(end)), running(&until, &parts, None));
            if let Some(last) = walk(&rows, &parts).pop() {
                prop_assert_eq!(Some(last), running(&rows, &parts, None), "the walk ends where it stands now");
            }
        }
    }
}
