//! What a plan of a meeting runs into: closed days, other meetings, notices that come too late. Pure; today is given.

use super::hours::{Overlap, clock_words, hours_words, overlap};
use crate::council::charter::model::DayCount;
use crate::council::clock::rules::due_before;
use crate::council::meeting::model::{MeetingForm, NumberOf};
use crate::council::preparation::model::PreparationForm;
use almanac::{Date, FiscalYear, OfficeCalendar, with_weekday};
use chrono::{Datelike, Weekday};

/// A meeting as planned, and what stands around it.
pub struct Planned<'a> {
    /// The meeting.
    pub form: &'a MeetingForm,
    /// What is made ready for it.
    pub preparation: &'a PreparationForm,
    /// So many days before the meeting its notice is to be sent, and in which days they count, by the rules of the council.
    pub notice: Option<(u32, DayCount)>,
    /// Today, in Japan.
    pub today: Date,
    /// Names of those in office on the day.
    pub members: Vec<&'a str>,
    /// The other meetings of the office, without this one.
    pub others: Vec<Other<'a>>,
}

/// Another meeting of the office.
pub struct Other<'a> {
    /// The council.
    pub council: &'a str,
    /// It is the same council.
    pub is_own_council: bool,
    /// The meeting.
    pub form: &'a MeetingForm,
    /// Names of those in office on its day.
    pub members: Vec<&'a str>,
}

/// What to look at again, a sentence for each; nothing where all is well.
pub fn warnings(planned: &Planned<'_>, calendar: &OfficeCalendar) -> Vec<String> {
    let mut found = vec![];
    day(planned, calendar, &mut found);
    fiscal_year(planned, &mut found);
    for other in &planned.others {
        number(planned, other, &mut found);
        clash(planned, other, &mut found);
    }
    notice(planned, calendar, &mut found);
    replies_and_listeners(planned, &mut found);
    found
}

/// Why the office is closed on a day: 土曜日, 文化の日, 年末年始の休み.
fn closed_for(calendar: &OfficeCalendar, on: Date) -> Option<String> {
    if calendar.is_working_day(on) {
        return None;
    }
    let weekend = match on.weekday() {
        Weekday::Sat => Some("土曜日"),
        Weekday::Sun => Some("日曜日"),
        _ => None,
    };
    let is_turn = (on.month() == 12 && on.day() >= 28) || (on.month() == 1 && on.day() <= 4);
    let other = if is_turn { "年末年始の休み" } else { "役所が休みの日" };
    Some(calendar.holiday(on).unwrap_or_else(|| weekend.unwrap_or(other).into()))
}

fn day(planned: &Planned<'_>, calendar: &OfficeCalendar, found: &mut Vec<String>) {
    let Some(on) = planned.form.held_on else { return };
    if is_past(planned) {
        found.push(format!("開催日の{}は、もう過ぎています。日を確かめてください。", with_weekday(on)));
    }
    if let Some(reason) = closed_for(calendar, on) {
        found.push(format!(
            "開催日の{}は、{reason}です。この日でよいか、会場が開いているかを確かめてください。",
            with_weekday(on)
        ));
    }
}

fn is_past(planned: &Planned<'_>) -> bool {
    planned.form.held_until.or(planned.form.held_on).is_some_and(|last| last < planned.today)
}

fn fiscal_year(planned: &Planned<'_>, found: &mut Vec<String>) {
    if let (Some(on), Some(year)) = (planned.form.held_on, planned.form.fiscal_year)
        && FiscalYear::of(on) != year
    {
        found.push(format!(
            "開催日の{}は{}ですが、年度が{year}になっています。どちらかを直してください。",
            with_weekday(on),
            FiscalYear::of(on)
        ));
    }
}

fn number(planned: &Planned<'_>, other: &Other<'_>, found: &mut Vec<String>) {
    let year_of = |form: &MeetingForm| form.fiscal_year.or_else(|| form.held_on.map(FiscalYear::of));
    let way_of = |form: &MeetingForm| form.number_of.unwrap_or(NumberOf::FiscalYear);
    let (form, there) = (planned.form, other.form);
    let is_total = way_of(form) == NumberOf::Total;
    let is_same_year = is_total || (year_of(form).is_some() && year_of(form) == year_of(there));
    if other.is_own_council
        && form.number.is_some()
        && form.number == there.number
        && way_of(form) == way_of(there)
        && is_same_year
    {
        let year = year_of(form).filter(|_| !is_total).map_or_else(|| "通算".into(), |year| year.to_string());
        let number = form.number.unwrap_or_default();
        let on = there.held_on.map_or_else(String::new, |on| format!("（{}）", with_weekday(on)));
        found.push(format!("{year}第{number}回の会議は、ほかにもあります{on}。回の番号を確かめてください。"));
    }
}

fn clash(planned: &Planned<'_>, other: &Other<'_>, found: &mut Vec<String>) {
    let (form, there) = (planned.form, other.form);
    let span = |form: &MeetingForm| form.held_on.map(|first| (first, form.held_until.unwrap_or(first)));
    let (Some((first, last)), Some((other_first, other_last))) = (span(form), span(there)) else { return };
    if last < other_first || other_last < first {
        return;
    }
    let hours = |form: &'_ MeetingForm| (form.starts_at.clone(), form.ends_at.clone());
    let ((from, until), (other_from, other_until)) = (hours(form), hours(there));
    let over = overlap([from.as_deref(), until.as_deref()], [other_from.as_deref(), other_until.as_deref()]);
    if over == Overlap::No {
        return;
    }
    let name = named(other);
    let place = glyphs::fold(&form.venue);
    if !place.is_empty() && place == glyphs::fold(&there.venue) {
        found.push(if over == Overlap::Yes {
            format!("同じ場所（{}）を、時刻の重なる{name}も使います。会場を確かめてください。", form.venue)
        } else {
            format!("同じ場所（{}）を、同じ日の{name}も使います。時刻が重ならないか確かめてください。", form.venue)
        });
    }
    let keys: Vec<String> = other.members.iter().map(|member| glyphs::fold_name(member)).collect();
    let mut both: Vec<&str> = vec![];
    for member in planned.members.iter().filter(|member| keys.contains(&glyphs::fold_name(member))) {
        if !both.contains(member) {
            both.push(member);
        }
    }
    // That one council's members sit in both of its meetings says nothing.
    if !both.is_empty() && other.is_own_council {
        found.push(format!("同じ日に、{name}もあります。どちらかの日を確かめてください。"));
    } else if !both.is_empty() {
        let people = both.iter().map(|name| format!("{name}さん")).collect::<Vec<_>>().join("、");
        let at = if over == Overlap::Yes { "時刻の重なる" } else { "同じ日の" };
        found.push(format!("{people}は、{at}{name}の委員でもあります。出席できるか確かめてください。"));
    }
}

/// 「…部会」（午前10時から正午まで）.
fn named(other: &Other<'_>) -> String {
    let hours = hours_words(other.form.starts_at.as_deref(), other.form.ends_at.as_deref());
    if hours.is_empty() { format!("「{}」", other.council) } else { format!("「{}」（{hours}）", other.council) }
}

fn notice(planned: &Planned<'_>, calendar: &OfficeCalendar, found: &mut Vec<String>) {
    let notice_on = planned.preparation.notice_on;
    if let Some((on, reason)) = notice_on.and_then(|on| Some((on, closed_for(calendar, on)?))) {
        found.push(format!("通知の日付の{}は、{reason}です。役所が開いている日にしてください。", with_weekday(on)));
    }
    let Some(held_on) = planned.form.held_on else { return };
    let deadline = planned.notice.and_then(|rule| Some((rule.1.days(rule.0), due_before(calendar, held_on, rule)?)));
    let Some((days, deadline)) = deadline else {
        if let Some(on) = notice_on.filter(|on| *on > held_on) {
            found.push(format!("通知の日付の{}が、開催日より後です。", with_weekday(on)));
        }
        return;
    };
    let rule = format!("開催通知は{}までに出す決まりです（{days}前）。", with_weekday(deadline));
    match notice_on {
        Some(on) if on > deadline => found.push(format!(
            "{rule}通知の日付の{}は、それより後です。日付か、開催日を見直してください。",
            with_weekday(on)
        )),
        None if planned.today > deadline && !is_past(planned) => {
            found.push(format!("{rule}その日を過ぎています。すぐに出すか、開催日を見直してください。"));
        }
        _ => {}
    }
}

fn replies_and_listeners(planned: &Planned<'_>, found: &mut Vec<String>) {
    let (form, preparation) = (planned.form, planned.preparation);
    if let Some(by) = preparation.reply_by {
        if form.held_on.is_some_and(|on| by > on) {
            found.push(format!("返信の期限の{}が、開催日より後です。", with_weekday(by)));
        }
        if preparation.notice_on.is_some_and(|on| by < on) {
            found.push(format!("返信の期限の{}が、通知の日付より前です。", with_weekday(by)));
        }
    }
    if let Some(on) = preparation.posted_on
        && form.held_on.is_some_and(|held_on| on > held_on)
    {
        found.push(format!("開催を公表する日の{}が、開催日より後です。", with_weekday(on)));
    }
    let late = |time: &&String| form.starts_at.as_ref().is_some_and(|start| *time > start);
    let desk = [("始まり", &preparation.observers_from), ("終わり", &preparation.observers_until)];
    if let Some((end, time)) = desk.into_iter().find_map(|(end, time)| Some((end, time.as_ref().filter(late)?))) {
        let start = form.starts_at.as_deref().map_or_else(String::new, clock_words);
        found.push(format!(
            "傍聴の受付の{end}（{}）が、会議の開始（{start}）より後です。時刻を確かめてください。",
            clock_words(time)
        ));
    }
}

#[cfg(test)]
mod tests;
