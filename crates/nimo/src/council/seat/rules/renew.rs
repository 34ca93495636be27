//! The next term: who goes on, and until when.

use crate::council::seat::model::{CouncilRole, Everybody, Member, MemberForm, Seat, Term};
use almanac::Date;
use chrono::{Datelike, Months};
use std::collections::BTreeMap;

/// Somebody whose term ends, with his seat and the last day.
#[derive(Debug, Clone, Copy)]
pub struct Leaving<'a> {
    /// The seat.
    pub seat: &'a Seat,
    /// Who sits there.
    pub member: &'a Member,
    /// His last day.
    pub last_on: Date,
}

/// So many months after its end a term is still offered to go on: whoever comes back to it in April, or in summer, finds it.
const MONTHS_AFTER: u32 = 12;

/// Whose terms end with nobody to follow, by the first day of the next one; those that ended within the last months too. Who left
/// before his term ended does not go on.
pub fn leaving(all: &Everybody, today: Date) -> BTreeMap<Date, Vec<Leaving<'_>>> {
    let earliest = today.checked_sub_months(Months::new(MONTHS_AFTER)).unwrap_or(today);
    let ends = |member: &'_ Member| {
        let last_on = member.form.term.until_on.filter(|last| *last >= earliest && member.form.left_on.is_none())?;
        let next = last_on.succ_opt()?;
        let is_followed = all.of_seat(member.seat).any(|other| other.form.term.from_on > last_on);
        all.seat(member.seat).filter(|seat| seat.form.stands_on(next) && !is_followed).map(|seat| (seat, last_on, next))
    };
    let mut groups: BTreeMap<Date, Vec<Leaving<'_>>> = BTreeMap::new();
    for member in &all.members {
        if let Some((seat, last_on, next)) = ends(member) {
            groups.entry(next).or_default().push(Leaving { seat, member, last_on });
        }
    }
    for people in groups.values_mut() {
        people.sort_by_key(|one| (one.seat.form.place, one.seat.id));
    }
    groups
}

/// The last day of a term of so many years: 令和6年4月1日 and two years → 令和8年3月31日.
///
/// Law: 民法 第143条第2項 (docs/law.md#minpo-143-2): a period of years ends on the day before the one that answers to its first day;
/// where the last month has no such day, on the last day of that month.
pub fn last_day(from_on: Date, years: u32) -> Option<Date> {
    let answering = from_on.checked_add_months(Months::new(years * 12))?;
    if answering.day() == from_on.day() { answering.pred_opt() } else { Some(answering) }
}

/// 再任: the same person in the next term. A new term finds its chair anew; what was agreed and pledged stays with its day.
pub fn renewed(before: &MemberForm, term: Term) -> MemberForm {
    MemberForm {
        term,
        role: CouncilRole::Member,
        role_from_on: None,
        role_until_on: None,
        left_on: None,
        left_reason: String::new(),
        ..before.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::council::seat::rules::roster::tests::{day, form, member, seat};

    #[test]
    fn who_goes_on_is_asked_by_the_day_on_which_the_next_term_begins() {
        let seats: Vec<_> = (1..=4).map(|n| seat(5 - n, &format!("席{n}"), "")).collect();
        let members = vec![
            member(&seats[0], form("髙梨 一郎", "R6.4.1", "R8.3.31")),
            member(&seats[1], form("渡邉 悟", "R6.4.1", "R8.3.31")),
            member(&seats[2], form("三好 花", "R6.4.1", "R8.3.31")),
            member(&seats[2], form("平井 学", "R8.4.1", "R10.3.31")),
            member(&seats[3], form("古賀 順", "R6.4.1", "")),
        ];
        let all = Everybody { seats, members, charters: vec![] };
        let names = |today: &str| -> Vec<(Date, Vec<String>)> {
            let name = |one: &Leaving<'_>| one.member.form.name.clone();
            leaving(&all, day(today)).into_iter().map(|(from, who)| (from, who.iter().map(name).collect())).collect()
        };
        let both = vec!["渡邉 悟".to_string(), "髙梨 一郎".to_string()];
        let groups = [(day("R8.4.1"), both), (day("R10.4.1"), vec!["平井 学".to_string()])];
        for today in ["R8.3.31", "R8.4.2", "R9.3.31"] {
            assert_eq!(names(today), groups, "on {today}, before the turn of the year and after");
        }
        assert_eq!(names("R9.4.1"), groups[1..], "a year later it is over");
        let mut all = all.clone();
        all.members[0].form.left_on = Some(day("R8.2.28"));
        let going = leaving(&all, day("R8.3.31"));
        assert_eq!(going[&day("R8.4.1")].len(), 1, "who left does not go on by himself");
        assert!(!going.contains_key(&day("R8.3.1")));
    }

    /// Law: 民法 第143条第2項
    #[test]
    fn a_term_of_years_ends_the_day_before() {
        assert_eq!(last_day(day("R6.4.1"), 2), Some(day("R8.3.31")));
        assert_eq!(last_day(day("R6.2.29"), 1), Some(day("R7.2.28")), "there is no 29th");
        let mut chair = form("髙梨 一郎", "R6.4.1", "R8.3.31");
        (chair.role, chair.pledged_on) = (CouncilRole::Chair, Some(day("R6.5.23")));
        let next = renewed(&chair, Term { from_on: day("R8.4.1"), until_on: None });
        assert_eq!((next.role, next.pledged_on), (CouncilRole::Member, Some(day("R6.5.23"))));
    }
}
