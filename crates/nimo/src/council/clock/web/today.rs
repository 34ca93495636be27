//! What きょう takes from the clock: the line of the next meeting, what presses, and what was not kept in the last year. Only those ask
//! who keep the council.

use super::Strip;
use crate::access::Permit;
use crate::council::ReadCouncil;
use crate::council::charter::store as charters;
use crate::council::clock::model::{DeadlineId, MarkForm};
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

/// 守れなかったもの: a step that was done late.
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

    fn what(&self, one: &Deadline) -> String {
        format!("{}の{}", self.form.short(), one.step.label())
    }
}

/// What presses, the longest due first. Of a meeting whose day went by and which nobody said to be held, nothing follows yet.
pub(crate) fn pressing(clocks: &[MeetingClock], today: Date) -> Vec<Pressing> {
    let is_open_end = |clock: &&MeetingClock| {
        clock.state == State::Planned && clock.form.held_until.or(clock.form.held_on).is_some_and(|last| last < today)
    };
    let followed = clocks.iter().filter(|clock| !is_open_end(clock));
    let all = followed.flat_map(|clock| clock.deadlines.iter().map(move |one| (clock, one)));
    let mut pressing: Vec<_> = all.filter(|(_, one)| one.standing.presses()).collect();
    pressing.sort_by_key(|(clock, one)| (one.due, clock.meeting, one.step));
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

/// What fell due in the last year and was done late, the newest first.
pub(crate) fn unkept<'a>(clocks: impl Iterator<Item = &'a MeetingClock>, today: Date) -> UnkeptList {
    let from = today.checked_sub_months(A_YEAR).unwrap_or(today);
    let all = clocks.flat_map(|clock| clock.deadlines.iter().map(move |one| (clock, one)));
    let late = all.filter_map(|(clock, one)| match one.standing {
        DeadlineStanding::Late(days) => Some((clock, one, one.due?, one.done?, days)),
        _ => None,
    });
    let told = |(clock, one, due, done, days): (&MeetingClock, &Deadline, Date, Date, u32)| Unkept {
        due,
        word: format!("{days}日おくれ"),
        what: clock.what(one),
        days: format!("期限は{}、済んだのは{}", in_words(due), in_words(done)),
        note: one.note.clone(),
        path: MarkForm::form_path(DeadlineId { meeting: clock.meeting, step: one.step }),
    };
    let mut unkept: Vec<Unkept> = late.filter(|(_, _, due, ..)| *due >= from).map(told).collect();
    unkept.sort_by_key(|one| std::cmp::Reverse(one.due));
    let more = unkept.len().saturating_sub(MOST_NAMED);
    unkept.truncate(MOST_NAMED);
    UnkeptList { named: unkept, more }
}
