//! What きょう takes from the clock: the line of the next meeting, what presses, and what was not kept in the last year. Only those ask
//! who keep the council.

use super::Strip;
use crate::access::Permit;
use crate::council::ReadCouncil;
use crate::council::charter::store as charters;
use crate::council::clock::model::{DeadlineId, DeadlineStep, MarkForm};
use crate::council::clock::rules::{Deadline, DeadlineStanding, deadlines};
use crate::council::clock::store;
use crate::council::meeting::model::{MeetingForm, MeetingId, State};
use crate::council::meeting::store as meetings;
use crate::editing::act::Edited;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::Ask;
use almanac::{Date, OfficeCalendar, in_words};
use chrono::Months;

/// A meeting with its deadlines.
pub(crate) struct MeetingClock {
    /// The meeting.
    pub(crate) meeting: MeetingId,
    form: MeetingForm,
    state: State,
    deadlines: Vec<Deadline>,
}

/// A step that is late, or due within a week.
pub(crate) struct Pressing {
    /// The shape.
    pub(crate) mark: &'static str,
    /// 2日おくれ, あと3日.
    pub(crate) word: String,
    /// Of what.
    pub(crate) what: String,
    /// Where its clock stands.
    pub(crate) path: String,
}

/// 守れなかったもの: a step that was done late, or never and nobody does it any more.
pub(crate) struct Unkept {
    due: Date,
    /// 2日おくれ.
    pub(crate) word: String,
    /// 令和8年度第1回の会議の概要.
    pub(crate) what: String,
    /// 期限は…、済んだのは….
    pub(crate) days: String,
    /// Why; empty where nobody said.
    pub(crate) note: String,
    /// Where it is written.
    pub(crate) path: String,
}

/// What was not kept, as far as it is named.
pub(crate) struct UnkeptList {
    /// The newest.
    pub(crate) named: Vec<Unkept>,
    /// So many more there are.
    pub(crate) more: usize,
}

/// So many are named.
const MOST_NAMED: usize = 10;

/// So long after a meeting its last step may fall due.
const LONGEST: Months = Months::new(24);
const A_YEAR: Months = Months::new(12);
/// So many days after its day a notice or an outline presses no more.
const LONG_OVERDUE: i64 = 60;

/// The meetings of the permit's council that somebody may still owe something, with their deadlines.
pub(crate) async fn look(ask: &Ask, permit: &Permit<ReadCouncil>) -> Result<Vec<MeetingClock>, Fault> {
    let today = ask.now.day();
    let from = today.checked_sub_months(LONGEST).unwrap_or(today);
    let read = async |tx: &mut Tx| {
        let council = crate::access::Facts::id(permit.facts());
        let rules = charters::of_council(tx, permit, council).await?;
        let (all, traces) = (meetings::since(tx, permit, from).await?, store::of_council(tx, permit, from).await?);
        Ok((rules.into_iter().map(|one| one.form).collect::<Vec<_>>(), all, traces))
    };
    let (rules, all, mut traces) = ask.read(read).await?;
    let calendar = OfficeCalendar::default();
    let clock = |one: meetings::Meeting| {
        let traces = traces.remove(&one.id)?;
        let deadlines = deadlines(&one.form, &rules, &traces, today, &calendar);
        Some(MeetingClock { meeting: one.id, form: one.form, state: one.state, deadlines })
    };
    Ok(all.into_iter().filter(meetings::Meeting::stands).filter_map(clock).collect())
}

impl MeetingClock {
    /// The line of the meeting.
    pub(crate) fn strip(&self, today: Date) -> Strip {
        Strip::of(&self.form, &self.deadlines, today)
    }

    /// Of a meeting whose day went by and which nobody said to be held, nothing follows yet.
    fn is_followed(&self, today: Date) -> bool {
        self.state != State::Planned || !self.is_over(today)
    }

    fn is_over(&self, today: Date) -> bool {
        self.form.held_until.or(self.form.held_on).is_some_and(|last| last < today)
    }

    /// Nobody does it any more: the notice of a meeting that was held, an outline that is overdue for long.
    fn is_past(&self, one: &Deadline, today: Date) -> bool {
        if !matches!(one.standing, DeadlineStanding::Overdue(_)) {
            return false;
        }
        let is_held = self.is_over(today) || !matches!(self.state, State::Planned | State::Sitting);
        let is_old = one.due.is_some_and(|due| (today - due).num_days() > LONG_OVERDUE);
        match one.step {
            DeadlineStep::Notice => is_held || is_old,
            DeadlineStep::Outline => is_old,
            _ => false,
        }
    }

    fn what(&self, one: &Deadline) -> String {
        format!("{}の{}", self.form.short(), one.step.label())
    }
}

/// What presses: today and what comes first, then what fell due last.
pub(crate) fn pressing(clocks: &[MeetingClock], today: Date) -> Vec<Pressing> {
    let followed = clocks.iter().filter(|clock| clock.is_followed(today));
    let all = followed.flat_map(|clock| clock.deadlines.iter().map(move |one| (clock, one)));
    let mut pressing: Vec<_> =
        all.filter(|(clock, one)| one.standing.presses() && !clock.is_past(one, today)).collect();
    pressing.sort_by_key(|(clock, one)| {
        let days = one.due.map_or(0, |due| (due - today).num_days());
        (days < 0, days.abs(), clock.meeting, one.step)
    });
    let told = |(clock, one): (&MeetingClock, &Deadline)| {
        let due = one.due.map_or_else(String::new, |due| format!("（期限{}）", in_words(due)));
        Pressing {
            mark: one.standing.mark(),
            word: one.standing.word(),
            what: format!("{}{due}", clock.what(one)),
            path: format!("/meetings/{}/clock", clock.meeting),
        }
    };
    pressing.into_iter().map(told).collect()
}

/// What fell due in the last year and was done late, or is past doing, the newest first.
pub(crate) fn unkept<'a>(clocks: impl Iterator<Item = &'a MeetingClock>, today: Date) -> UnkeptList {
    let from = today.checked_sub_months(A_YEAR).unwrap_or(today);
    let all = clocks.flat_map(|clock| clock.deadlines.iter().map(move |one| (clock, one)));
    let late = all.filter_map(|(clock, one)| match one.standing {
        DeadlineStanding::Late(days) => Some((clock, one, one.due?, days)),
        DeadlineStanding::Overdue(days) if clock.is_followed(today) && clock.is_past(one, today) => {
            Some((clock, one, one.due?, days))
        }
        _ => None,
    });
    let told = |(clock, one, due, days): (&MeetingClock, &Deadline, Date, u32)| Unkept {
        due,
        word: format!("{days}日おくれ"),
        what: clock.what(one),
        days: match one.done {
            Some(done) => format!("期限は{}、済んだのは{}", in_words(due), in_words(done)),
            None => format!("期限は{}、済んだ日は書かれていません", in_words(due)),
        },
        note: one.note.clone(),
        path: MarkForm::form_path(DeadlineId { meeting: clock.meeting, step: one.step }),
    };
    let mut unkept: Vec<Unkept> = late.filter(|(_, _, due, ..)| *due >= from).map(told).collect();
    unkept.sort_by_key(|one| std::cmp::Reverse(one.due));
    let more = unkept.len().saturating_sub(MOST_NAMED);
    unkept.truncate(MOST_NAMED);
    UnkeptList { named: unkept, more }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(typed: &str) -> Date {
        almanac::read_date(typed).unwrap()
    }

    fn clock(state: State, held_on: &str, steps: &[(DeadlineStep, &str)]) -> MeetingClock {
        let today = day("R8.11.25");
        let one = |(step, due): &(DeadlineStep, &str)| {
            let due = day(due);
            let standing = match (due - today).num_days() {
                0 => DeadlineStanding::Today,
                days if days > 0 => DeadlineStanding::Ahead(days),
                days => DeadlineStanding::Overdue(u32::try_from(-days).unwrap()),
            };
            let (rule, note) = (String::new(), String::new());
            Deadline { step: *step, rule, due: Some(due), done: None, also: None, standing, note, version: 0 }
        };
        let form = MeetingForm { held_on: Some(day(held_on)), ..MeetingForm::default() };
        MeetingClock { meeting: MeetingId::fresh(), form, state, deadlines: steps.iter().map(one).collect() }
    }

    #[test]
    fn today_comes_first_and_what_nobody_does_any_more_presses_no_longer() {
        use DeadlineStep::{Confirmation, Minutes, Notice, Outline, Publication};
        let clocks = [
            clock(State::Kept, "R8.10.30", &[(Notice, "R8.10.15"), (Outline, "R8.11.1"), (Confirmation, "R8.11.25")]),
            clock(State::Held, "R8.8.31", &[(Outline, "R8.9.2"), (Minutes, "R8.9.10"), (Publication, "R8.11.27")]),
        ];
        let told = pressing(&clocks, day("R8.11.25"));
        let words: Vec<&str> = told.iter().map(|one| one.word.as_str()).collect();
        assert_eq!(words, ["きょうまで", "あと2日", "24日おくれ", "76日おくれ"], "minutes are owed for ever");
        let unkept = unkept(clocks.iter(), day("R8.11.25"));
        let days: Vec<&str> = unkept.named.iter().map(|one| one.days.as_str()).collect();
        assert_eq!(
            days,
            ["期限は令和8年10月15日、済んだ日は書かれていません", "期限は令和8年9月2日、済んだ日は書かれていません"]
        );
    }
}
