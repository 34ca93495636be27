//! 段取りの帯: the steps of a meeting on a line, the meeting itself among them as a square. The table of the clock says the same.

use crate::council::clock::model::DeadlineStep;
use crate::council::clock::rules::{Deadline, DeadlineStanding};
use crate::council::meeting::model::MeetingForm;
use almanac::Date;
use askama::Template;

/// A stop on the line.
struct Stop {
    name: &'static str,
    /// done, now, ahead, day: the shape.
    shape: &'static str,
    /// It is what one does next.
    is_next: bool,
    iso: String,
    /// 11月12日（木）; empty where the day is not known.
    day: String,
    /// 済, あと3日; empty where nothing is to be said.
    word: String,
}

/// The line.
#[derive(Template)]
#[template(path = "council/clock/views/strip.html")]
pub(crate) struct Strip {
    label: String,
    stops: Vec<Stop>,
}

impl askama::filters::HtmlSafe for Strip {}

impl Strip {
    /// The line of a meeting. A step that no rule names and nobody did is left out.
    pub(crate) fn of(form: &MeetingForm, deadlines: &[Deadline], today: Date) -> Strip {
        let is_ahead = form.held_until.or(form.held_on).is_none_or(|last| last >= today);
        let is_shown = |one: &&Deadline| one.standing != DeadlineStanding::NoRule || one.done.is_some();
        let mut is_next_found = false;
        let mut stops = vec![];
        let (before, after) = deadlines.split_at(usize::from(!deadlines.is_empty()));
        for one in before.iter().filter(is_shown) {
            is_next_found |= one.standing.waits();
            stops.push(stop(one, one.standing.waits()));
        }
        stops.push(meeting(form.held_on, is_ahead, is_ahead && !is_next_found));
        is_next_found |= is_ahead;
        for one in after.iter().filter(is_shown) {
            let is_next = !is_next_found && one.standing.waits();
            is_next_found |= is_next;
            stops.push(stop(one, is_next));
        }
        Strip { label: format!("{}の段取り", form.short()), stops }
    }
}

fn meeting(held_on: Option<Date>, is_ahead: bool, is_next: bool) -> Stop {
    let word = if is_ahead { String::new() } else { "済".into() };
    let (iso, day) = days(held_on);
    Stop { name: "会議", shape: "day", is_next, iso, day, word }
}

fn stop(one: &Deadline, is_next: bool) -> Stop {
    let (iso, day) = days(one.done.or(one.due));
    let word = match one.standing {
        DeadlineStanding::Late(days) => format!("済　{days}日おくれ"),
        _ if one.done.is_some() => "済".into(),
        DeadlineStanding::Ahead(_) | DeadlineStanding::Unknown if !is_next => String::new(),
        standing => standing.word(),
    };
    let shape = match (one.done.is_some(), is_next) {
        (true, _) => "done",
        (false, true) => "now",
        (false, false) => "ahead",
    };
    let name = if one.step == DeadlineStep::Outline { "概要" } else { one.step.label() };
    Stop { name, shape, is_next, iso, day, word }
}

/// A day for machines, and without its year for people: the line spans months, the table has the years.
fn days(day: Option<Date>) -> (String, String) {
    let short = |day: Date| {
        let long = almanac::with_weekday(day);
        long.split_once('年').map_or_else(|| long.clone(), |(_, rest)| rest.to_string())
    };
    (day.map_or_else(String::new, |day| day.to_string()), day.map_or_else(String::new, short))
}
