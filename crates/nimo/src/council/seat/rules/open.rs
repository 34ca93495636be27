//! What hangs open in a roster.

use crate::council::charter::model::SecrecyBasis;
use crate::council::seat::model::{Everybody, LetterKind, Member, MemberId, Seat};
use crate::council::seat::rules::Roster;
use almanac::Date;
use chrono::Days;
use std::collections::BTreeSet;

/// So many days before its end a term is named: time to ask bodies for their people and to write letters.
pub const TERM_NOTICE_DAYS: u64 = 90;

/// What hangs open, with how many members or seats it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Open {
    /// Seats in which nobody sits.
    Vacant(usize),
    /// Terms that end within [`TERM_NOTICE_DAYS`] with nobody to follow: how many, and the first last day.
    Ending(usize, Date),
    /// Members without the letter that their seat asks for.
    Unlettered(usize),
    /// Members without a pledge where one is asked.
    Unpledged(usize),
    /// Members who were not asked what may be published.
    Unasked(usize),
}

impl Open {
    /// One sentence.
    pub fn in_words(&self) -> String {
        match self {
            Open::Vacant(count) => format!("欠員が{count}席あります"),
            Open::Ending(count, first) => format!(
                "任期が終わり、次が決まっていない委員が{count}人います（早い人は{}まで）",
                almanac::in_words(*first)
            ),
            Open::Unlettered(count) => format!("委嘱状・任命書がまだの委員が{count}人います"),
            Open::Unpledged(count) => format!("守秘の誓約がまだの委員が{count}人います"),
            Open::Unasked(count) => format!("公表してよいかを聞いていない委員が{count}人います"),
        }
    }

    /// Does it press, or can it wait for the next letter to the members?
    pub fn presses(&self) -> bool {
        matches!(self, Open::Vacant(_) | Open::Ending(..))
    }
}

/// What hangs open on this day. `lettered` are those who have a letter that holds.
pub fn open_ends(all: &Everybody, today: Date, lettered: &BTreeSet<MemberId>) -> Vec<Open> {
    let roster = Roster::of(all, today);
    let count = |is_open: &dyn Fn(&Seat, &Member) -> bool| {
        let lines = roster.lines.iter().filter_map(|line| Some((line.seat, line.member?)));
        lines.filter(|(seat, member)| is_open(seat, member)).count()
    };
    let notice = today.checked_add_days(Days::new(TERM_NOTICE_DAYS)).unwrap_or(today);
    let ends = |seat: &Seat, member: &Member| {
        let last = member.form.held().until_on.filter(|last| *last <= notice)?;
        let next = last.succ_opt()?;
        let is_followed = all.of_seat(seat.id).any(|other| other.form.term.from_on > last);
        (seat.form.stands_on(next) && !is_followed).then_some(last)
    };
    let lines = roster.lines.iter().filter_map(|line| ends(line.seat, line.member?));
    let ending: Vec<Date> = lines.collect();
    let asks = roster.charter.and_then(|charter| charter.secrecy).is_some_and(SecrecyBasis::asks_a_pledge);
    let unlettered = count(&|seat, member| seat.form.letter != LetterKind::Nothing && !lettered.contains(&member.id));
    let unpledged = if asks { count(&|_, member| member.form.pledged_on.is_none()) } else { 0 };
    let unasked = count(&|_, member| member.form.agreed_on.is_none());
    let vacant = roster.vacant();
    [
        (vacant > 0).then_some(Open::Vacant(vacant)),
        ending.iter().min().map(|first| Open::Ending(ending.len(), *first)),
        (unlettered > 0).then_some(Open::Unlettered(unlettered)),
        (unpledged > 0).then_some(Open::Unpledged(unpledged)),
        (unasked > 0).then_some(Open::Unasked(unasked)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::council::seat::rules::roster::tests::{charter, day, form, member, seat};

    #[test]
    fn what_hangs_open_is_told_on_its_day_and_the_turn_of_the_year_hides_nothing() {
        let seats = vec![seat(1, "席1", ""), seat(2, "席2", "")];
        let members = vec![member(&seats[0], form("髙梨 一郎", "R6.4.1", "R8.3.31"))];
        let mut all = Everybody { seats, members, charters: vec![charter(&[("secrecy", "act_89_3")])] };
        let on = |all: &Everybody, typed: &str| open_ends(all, day(typed), &BTreeSet::new());
        let always = [Open::Vacant(1), Open::Unlettered(1), Open::Unpledged(1), Open::Unasked(1)];
        assert_eq!(on(&all, "R7.12.30"), always, "ninety-two days before");
        assert_eq!(on(&all, "R8.1.1")[1], Open::Ending(1, day("R8.3.31")), "ninety days and less");
        assert_eq!(
            on(&all, "R8.4.1"),
            [Open::Vacant(2)],
            "nobody looked in March: on the first of April the seat is empty"
        );
        let next = member(&all.seats[0], form("渡邉 悟", "R8.4.1", "R10.3.31"));
        all.members.push(next);
        assert!(on(&all, "R8.1.1").iter().all(|open| !matches!(open, Open::Ending(..))), "somebody follows");
        all.seats[1].form.until_on = Some(day("R7.3.31"));
        assert_eq!(on(&all, "R8.1.1").len(), 3, "a seat that ended is not vacant");
    }
}
