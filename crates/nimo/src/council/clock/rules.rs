//! What falls due when, and whether it was kept. Pure; today is given.
//!
//! A meeting is judged by the charter of its own day. Of what fell due before the meeting was entered nimo saw nothing, and only what
//! people write counts; papers that it sent itself it saw.

use crate::council::charter::model::{CharterForm, Confirmation, DayCount};
use crate::council::charter::rules::in_force;
use crate::council::clock::model::{DeadlineStep, MarkForm};
use crate::council::meeting::model::MeetingForm;
use almanac::{Date, OfficeCalendar, in_words, with_weekday};
use chrono::Days;
use std::collections::BTreeMap;

/// What the office itself knows of when the steps of a meeting were done. Days are days in Japan.
#[derive(Debug, Clone, Default)]
pub struct Traces {
    /// When the meeting was entered.
    pub entered_on: Date,
    /// When papers first went out to its members.
    pub sent_on: Option<Date>,
    /// When its minutes were kept.
    pub kept_on: Option<Date>,
    /// Until when members were asked to look at the minutes, before they became final.
    pub asked_until: Option<Date>,
    /// When the minutes first became final.
    pub confirmed_on: Option<Date>,
    /// When they were first published.
    pub published_on: Option<Date>,
    /// What people wrote, and the version of it.
    pub marks: BTreeMap<DeadlineStep, (MarkForm, i64)>,
}

/// How a deadline stands. Delays are counted in working days, at least one; what is ahead in days of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeadlineStanding {
    /// It was done in time.
    Kept,
    /// It was done so many working days late.
    Late(u32),
    /// It is not done, so many working days after its day.
    Overdue(u32),
    /// It was done, and no day is known by which it should have been.
    Done,
    /// It is due in so many days.
    Ahead(i64),
    /// It is due today.
    Today,
    /// No rule says when.
    NoRule,
    /// The day from which it runs is not known yet.
    Unknown,
    /// It fell due before the meeting was entered, and nobody wrote when it was done.
    Unseen,
}

/// So near is what is shown before it is late.
const NEAR: i64 = 7;

impl DeadlineStanding {
    /// The shape beside the word.
    pub fn mark(self) -> &'static str {
        match self {
            DeadlineStanding::Kept | DeadlineStanding::Done => "tied",
            DeadlineStanding::Late(_) | DeadlineStanding::Overdue(_) => "late",
            DeadlineStanding::Ahead(_) | DeadlineStanding::Today => "going",
            DeadlineStanding::NoRule | DeadlineStanding::Unknown | DeadlineStanding::Unseen => "out",
        }
    }

    /// As shown.
    pub fn word(self) -> String {
        match self {
            DeadlineStanding::Kept => "守れた".into(),
            DeadlineStanding::Done => "済んだ".into(),
            DeadlineStanding::Late(days) => format!("{days}日おくれて済んだ"),
            DeadlineStanding::Overdue(days) => format!("{days}日おくれ"),
            DeadlineStanding::Ahead(days) => format!("あと{days}日"),
            DeadlineStanding::Today => "きょうまで".into(),
            DeadlineStanding::NoRule => "決まりなし".into(),
            DeadlineStanding::Unknown => "まだ決まらない".into(),
            DeadlineStanding::Unseen => "記録なし".into(),
        }
    }

    /// Somebody has to do it, some day.
    pub fn waits(self) -> bool {
        matches!(self, DeadlineStanding::Overdue(_) | DeadlineStanding::Ahead(_) | DeadlineStanding::Today)
    }

    /// Somebody has to do it now: it is late or due within a week.
    pub fn presses(self) -> bool {
        self.waits() && !matches!(self, DeadlineStanding::Ahead(days) if days > NEAR)
    }
}

/// A step with its rule, its day, and how it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// The step.
    pub step: DeadlineStep,
    /// On what it rests, a sentence; empty where no rule says anything.
    pub rule: String,
    /// The last day.
    pub due: Option<Date>,
    /// The day on which it was done.
    pub done: Option<Date>,
    /// The day that people wrote, where nimo knows another.
    pub also: Option<Date>,
    /// How it stands.
    pub standing: DeadlineStanding,
    /// Why it was late.
    pub note: String,
    /// The version of what people wrote; 0 where they wrote nothing.
    pub version: i64,
}

/// The last day for what is done so many days before a day: not a day on which the office is closed, and none after it.
pub fn due_before(calendar: &OfficeCalendar, from: Date, (days, count): (u32, DayCount)) -> Option<Date> {
    match count {
        DayCount::Working => Some(calendar.after(from, -i32::try_from(days).ok()?)),
        DayCount::Calendar => {
            let day = from.checked_sub_days(Days::new(days.into()))?;
            Some(if calendar.is_working_day(day) { day } else { calendar.after(day, -1) })
        }
    }
}

/// The last day for what is done within so many days after a day, which is not counted itself; where the office is closed that day, the
/// next on which it is open.
pub fn due_after(calendar: &OfficeCalendar, from: Date, (days, count): (u32, DayCount)) -> Option<Date> {
    match count {
        DayCount::Working => Some(calendar.after(from, i32::try_from(days).ok()?)),
        DayCount::Calendar => Some(calendar.on_or_after(from.checked_add_days(Days::new(days.into()))?)),
    }
}

/// How a deadline stands that has a rule.
fn standing(calendar: &OfficeCalendar, due: Option<Date>, done: Option<Date>, today: Date) -> DeadlineStanding {
    let delay = |due: Date, on: Date| calendar.between(due, on).max(1);
    match (due, done) {
        (None, Some(_)) => DeadlineStanding::Done,
        (None, None) => DeadlineStanding::Unknown,
        (Some(due), Some(done)) if done <= due => DeadlineStanding::Kept,
        (Some(due), Some(done)) => DeadlineStanding::Late(delay(due, done)),
        (Some(due), None) if today < due => DeadlineStanding::Ahead((due - today).num_days()),
        (Some(due), None) if today == due => DeadlineStanding::Today,
        (Some(due), None) => DeadlineStanding::Overdue(delay(due, today)),
    }
}

/// A meeting as its deadlines see it.
struct Judged<'a> {
    form: &'a MeetingForm,
    charter: Option<&'a CharterForm>,
    traces: &'a Traces,
    today: Date,
    calendar: &'a OfficeCalendar,
}

/// The five deadlines of a meeting, in their order.
pub fn deadlines(
    form: &MeetingForm,
    charters: &[CharterForm],
    traces: &Traces,
    today: Date,
    calendar: &OfficeCalendar,
) -> Vec<Deadline> {
    let charter = in_force(charters, form.held_on.unwrap_or(today));
    let judged = Judged { form, charter, traces, today, calendar };
    let last = form.held_until.or(form.held_on);
    let notice = judged.before();
    let outline = judged.after(DeadlineStep::Outline, last, None);
    let minutes = judged.after(DeadlineStep::Minutes, last, traces.kept_on);
    let confirmation = match traces.asked_until {
        Some(until) => judged.asked(until),
        None => judged.after(DeadlineStep::Confirmation, minutes.done, traces.confirmed_on),
    };
    let from = if judged.awaits() { confirmation.done } else { minutes.done.or(confirmation.done) };
    let publication = judged.after(DeadlineStep::Publication, from, traces.published_on);
    vec![notice, outline, minutes, confirmation, publication]
}

impl Judged<'_> {
    fn before(&self) -> Deadline {
        let rule = self.rule(DeadlineStep::Notice);
        let held_on = self.form.held_on;
        let due = rule.as_ref().zip(held_on).and_then(|((_, rule), on)| due_before(self.calendar, on, *rule));
        // What goes out after the meeting is no notice of it.
        let last = self.form.held_until.or(held_on);
        let sent = self.traces.sent_on.filter(|sent| last.is_none_or(|last| *sent <= last));
        // A letter that was posted before the papers went out is the notice.
        let posted = self.traces.marks.get(&DeadlineStep::Notice).and_then(|(mark, _)| mark.done_on);
        let sent = sent.map(|sent| posted.map_or(sent, |posted| posted.min(sent)));
        self.judge(DeadlineStep::Notice, rule.map(|(words, _)| words), due, sent)
    }

    fn after(&self, step: DeadlineStep, from: Option<Date>, seen: Option<Date>) -> Deadline {
        let rule = self.rule(step);
        let due = rule.as_ref().zip(from).and_then(|((_, rule), from)| due_after(self.calendar, from, *rule));
        self.judge(step, rule.map(|(words, _)| words), due, seen)
    }

    /// Members were told a day until which they look; when it is over the minutes are confirmed, whatever the charter says.
    fn asked(&self, until: Date) -> Deadline {
        let rule = format!("委員に伝えた期限（{}）の、次の開庁日まで", with_weekday(until));
        let due = Some(self.calendar.after(until, 1));
        self.judge(DeadlineStep::Confirmation, Some(rule), due, self.traces.confirmed_on)
    }

    /// Publication waits until somebody confirmed the minutes; where nobody has to, it is counted from the minutes.
    fn awaits(&self) -> bool {
        let is_ruled = self.charter.is_some_and(|rules| match rules.confirmation {
            Some(who) => who != Confirmation::Nothing,
            None => rules.confirmation_days.is_some(),
        });
        is_ruled || self.traces.asked_until.is_some()
    }

    /// The rule of a step, as a sentence and as days.
    fn rule(&self, step: DeadlineStep) -> Option<(String, (u32, DayCount))> {
        let charter = self.charter?;
        let days = match step {
            DeadlineStep::Notice => charter.notice_days,
            DeadlineStep::Outline => charter.outline_days,
            DeadlineStep::Minutes => charter.minutes_days,
            DeadlineStep::Confirmation => charter.confirmation_days,
            DeadlineStep::Publication => charter.publication_days,
        }?;
        let counted = charter.counts_in().days(days);
        let words = match step {
            DeadlineStep::Notice => format!("開催の{counted}前まで"),
            DeadlineStep::Outline | DeadlineStep::Minutes => format!("会議のあと{counted}以内"),
            DeadlineStep::Confirmation => format!("会議録を残してから{counted}"),
            DeadlineStep::Publication if self.awaits() => format!("確認のあと{counted}以内"),
            DeadlineStep::Publication => format!("会議録を残してから{counted}以内"),
        };
        let words = format!("協議会の決まり（{}から）: {words}", in_words(charter.from_on));
        Some((words, (days, charter.counts_in())))
    }

    fn judge(&self, step: DeadlineStep, rule: Option<String>, due: Option<Date>, seen: Option<Date>) -> Deadline {
        let entered_on = self.traces.entered_on;
        let fell_before = due.is_some_and(|due| due < entered_on);
        // Minutes of a meeting that was entered afterwards were written before they were kept here.
        let last = self.form.held_until.or(self.form.held_on);
        let is_old_sheet = step == DeadlineStep::Minutes && due.is_none() && last.is_some_and(|last| last < entered_on);
        let (mark, version) = self.traces.marks.get(&step).cloned().unwrap_or_default();
        let was_seen = step != DeadlineStep::Minutes || !fell_before && !is_old_sheet;
        let seen = seen.filter(|_| was_seen);
        let done = seen.or(mark.done_on);
        let standing = match rule {
            None => DeadlineStanding::NoRule,
            Some(_) if done.is_none() && fell_before => DeadlineStanding::Unseen,
            Some(_) => standing(self.calendar, due, done, self.today),
        };
        let also = mark.done_on.filter(|day| seen.is_some_and(|seen| seen != *day));
        Deadline { step, rule: rule.unwrap_or_default(), due, done, also, standing, note: mark.note, version }
    }
}

#[cfg(test)]
mod tests;
