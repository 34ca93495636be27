//! 前回から: with what a new meeting begins, and which of its lines are still as they were last time. Pure.

use crate::council::meeting::model::{ItemLine, Kept, MeetingForm, NumberOf, SHAPE as MEETING};
use crate::council::preparation::model::{PreparationForm, SHAPE};
use almanac::{Date, FiscalYear};

/// The fields of a meeting that go over from one to the next.
const CARRIED: [&str; 5] = ["starts_at", "ends_at", "venue", "public_access", "secretariat"];

/// The last of these meetings before a day; before any day where none is given. Meetings without a day are no last ones.
pub fn last_before<'a, T>(
    meetings: impl IntoIterator<Item = &'a T>,
    form: impl Fn(&T) -> &MeetingForm,
    before: Option<Date>,
) -> Option<&'a T> {
    let held = meetings.into_iter().filter_map(|one| form(one).held_on.map(|on| (on, one)));
    held.filter(|(on, _)| before.is_none_or(|before| *on < before)).max_by_key(|(on, _)| *on).map(|(_, one)| one)
}

/// With what the next meeting begins: the last one's hours, place and agenda; the day that its minutes set, if it is still to come;
/// and the next number.
pub fn begun(last: &MeetingForm, others: &[&MeetingForm], today: Date) -> MeetingForm {
    let is_free = |on: &Date| *on >= today && others.iter().all(|other| other.held_on != Some(*on));
    let held_on = last.next_held_on.filter(is_free);
    let fiscal_year = FiscalYear::of(held_on.unwrap_or(today));
    let was_said = held_on.is_some();
    let said = |next: &Option<String>, usual: &Option<String>| {
        next.clone().filter(|_| was_said).or_else(|| usual.clone().filter(|_| !was_said || next.is_none()))
    };
    MeetingForm {
        body: last.body.clone(),
        fiscal_year: Some(fiscal_year),
        number: next_number(last, others, fiscal_year),
        number_of: last.number_of.or(Some(NumberOf::FiscalYear)),
        held_on,
        starts_at: said(&last.next_starts_at, &last.starts_at),
        ends_at: if was_said && last.next_starts_at.is_some() { None } else { last.ends_at.clone() },
        venue: if was_said && !last.next_venue.is_empty() { last.next_venue.clone() } else { last.venue.clone() },
        public_access: last.public_access,
        secretariat: last.secretariat.clone(),
        agenda: last.agenda.clone(),
        ..MeetingForm::default()
    }
}

/// One more than the highest, counted as the council counts.
fn next_number(last: &MeetingForm, others: &[&MeetingForm], year: FiscalYear) -> Option<u32> {
    let all = others.iter().copied().chain([last]);
    let highest = match last.number_of {
        Some(NumberOf::Total) => all.filter_map(|one| one.number).max(),
        Some(NumberOf::Term) => return last.number.map(|number| number + 1),
        Some(NumberOf::FiscalYear) | None => {
            all.filter(|one| one.fiscal_year == Some(year)).filter_map(|one| one.number).max()
        }
    };
    Some(highest.unwrap_or(0) + 1)
}

/// The fields of the new meeting that say what they said last time: `meeting.venue`.
pub fn carried_fields(last: &MeetingForm, new: &MeetingForm) -> Vec<String> {
    let (old, new) = (last.texts(), new.texts());
    let same = |name: &&&str| !new[**name].is_empty() && old[**name] == new[**name];
    CARRIED.iter().filter(same).map(|name| format!("meeting.{name}")).collect()
}

/// The items of the new agenda that stood on the last one: `item.<id>`.
pub fn carried_items(last: &[ItemLine], new: &[Kept]) -> Vec<String> {
    let stood = |kept: &&Kept| last.iter().any(|line| line.title == kept.line.title);
    new.iter().filter(stood).map(|kept| format!("item.{}", kept.id)).collect()
}

/// What was made ready last time and is not empty: `preparation.sender`.
pub fn carried_preparation(form: &PreparationForm) -> Vec<String> {
    let texts = form.texts();
    SHAPE
        .names()
        .into_iter()
        .filter(|name| !texts[*name].is_empty())
        .map(|name| format!("preparation.{name}"))
        .collect()
}

/// A line that was carried over, in words: its label and what it says; none where it is there no more.
pub fn in_words(
    what: &str,
    meeting: &MeetingForm,
    items: &[Kept],
    preparation: &PreparationForm,
) -> Option<(String, String)> {
    let (plane, name) = what.split_once('.')?;
    let label =
        |fields: &[(&str, &str)]| fields.iter().find(|(known, _)| *known == name).map(|(_, label)| label.to_string());
    match plane {
        "meeting" => Some((label(MEETING.fields)?, meeting.texts().remove(name)?)),
        "preparation" => Some((label(SHAPE.fields)?, preparation.texts().remove(name)?)),
        "item" => {
            let item = items.iter().find(|item| item.id.to_string() == name)?;
            Some(("次第".into(), format!("{}{}", item.line.words(), item.line.marks())))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::council::meeting::model::{ItemId, read_items};

    fn day(typed: &str) -> Date {
        almanac::read_date(typed).unwrap()
    }

    fn last() -> MeetingForm {
        MeetingForm {
            body: "協議会".into(),
            fiscal_year: Some(FiscalYear(2026)),
            number: Some(1),
            number_of: Some(NumberOf::FiscalYear),
            held_on: Some(day("R8.5.21")),
            starts_at: Some("10:00".into()),
            ends_at: Some("11:30".into()),
            venue: "市役所 第1会議室".into(),
            agenda: read_items("１　開会\n２　議題\n　⑴　目標について【種類: 協議】\n３　閉会"),
            ..MeetingForm::default()
        }
    }

    #[test]
    fn the_next_meeting_begins_where_the_last_one_ended() {
        let mut last = last();
        let next = begun(&last, &[&last], day("R8.9.1"));
        assert_eq!((next.number, next.held_on, next.starts_at.as_deref()), (Some(2), None, Some("10:00")));
        assert_eq!(carried_fields(&last, &next), ["meeting.starts_at", "meeting.ends_at", "meeting.venue"]);
        (last.next_held_on, last.next_starts_at) = (Some(day("R8.11.12")), Some("9:00".into()));
        let next = begun(&last, &[&last], day("R8.9.1"));
        assert_eq!(next.held_on, Some(day("R8.11.12")), "as its minutes said");
        assert_eq!((next.starts_at.as_deref(), next.ends_at.as_deref()), (Some("9:00"), None));
        assert_eq!(carried_fields(&last, &next), ["meeting.venue"], "what was said is not carried over");
        assert_eq!(begun(&last, &[&last], day("R8.12.1")).held_on, None, "a day that is past is nobody's next");
    }

    #[test]
    fn numbers_begin_anew_on_the_first_of_april_where_they_are_counted_by_the_year() {
        let last = last();
        assert_eq!(begun(&last, &[&last], day("R9.3.31")).number, Some(2));
        let next = begun(&last, &[&last], day("R9.4.1"));
        assert_eq!((next.number, next.fiscal_year), (Some(1), Some(FiscalYear(2027))));
        let total = MeetingForm { number_of: Some(NumberOf::Total), number: Some(31), ..last };
        assert_eq!(begun(&total, &[&total], day("R9.4.1")).number, Some(32));
    }

    #[test]
    fn what_was_carried_over_is_named_line_by_line() {
        let last = last();
        let new: Vec<Kept> = read_items("１　開会\n２　空室について")
            .into_iter()
            .map(|line| Kept { id: ItemId::fresh(), line })
            .collect();
        assert_eq!(carried_items(&last.agenda, &new), [format!("item.{}", new[0].id)]);
        let form = PreparationForm { sender: "みほん市長".into(), ..PreparationForm::default() };
        assert_eq!(carried_preparation(&form), ["preparation.sender"]);
        let told = |what: &str| in_words(what, &last, &new, &form);
        assert_eq!(told("meeting.venue"), Some(("場所".into(), "市役所 第1会議室".into())));
        assert_eq!(told(&format!("item.{}", new[0].id)), Some(("次第".into(), "１　開会".into())));
        assert_eq!(told("item.gone"), None);
    }

    #[test]
    fn the_last_meeting_is_the_one_before_the_day() {
        let on = |typed: &str| MeetingForm { held_on: Some(day(typed)), ..MeetingForm::default() };
        let all = [on("R8.5.21"), on("R8.11.12"), MeetingForm::default()];
        let last = |before: Option<Date>| last_before(&all, |form| form, before).and_then(|form| form.held_on);
        assert_eq!(last(None), Some(day("R8.11.12")));
        assert_eq!(last(Some(day("R8.11.12"))), Some(day("R8.5.21")));
        assert_eq!(last(Some(day("R8.5.1"))), None);
    }
}
