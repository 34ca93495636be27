//! iCalendar of a meeting (RFC 5545): a file that every calendar takes in, and takes in again when the plan changes. Pure.
//!
//! Its lines are put together here and written as properties by the crate icalendar, which escapes them. That crate writes
//! a random id and the present moment into every component of its own, a time zone among them, and lets the last line of a
//! folded text run to 76 octets: so components and folds are ours.

use crate::council::meeting::model::{MeetingForm, NumberOf};
use almanac::Date;
use chrono::{DateTime, Days, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use icalendar::Property;

/// A meeting as it stands in a calendar.
pub struct Entry<'a> {
    /// Stays the same for as long as the meeting exists: its id.
    pub uid: &'a str,
    /// Grows with every change: the version of the row.
    pub sequence: u64,
    /// 中止.
    pub is_cancelled: bool,
    /// When the plan last changed; not the moment of the request, so that bytes are the same each time.
    pub stamped: DateTime<Utc>,
    /// The meeting as planned.
    pub meeting: &'a MeetingForm,
    /// The council.
    pub council: &'a str,
    /// The town.
    pub office: &'a str,
    /// What else stands there, in lines; nothing personal.
    pub description: String,
}

/// So many octets of a line, its end not counted.
const MOST_OCTETS: usize = 75;
const ZONE: &str = "Asia/Tokyo";
/// So long is a meeting whose end is not settled.
const USUAL_HOURS: i64 = 2;

/// The file; `None` without a day. Nobody is invited by it (PUBLISH): it is handed around, and asks for no reply.
pub fn calendar(entry: &Entry<'_>) -> Option<String> {
    let (times, is_open_ended) = times(entry.meeting)?;
    let method = if entry.is_cancelled { "CANCEL" } else { "PUBLISH" };
    let mut lines = vec![begin("VCALENDAR"), one("VERSION", "2.0"), one("PRODID", "-//nimo//JP")];
    lines.extend([one("CALSCALE", "GREGORIAN"), one("METHOD", method)]);
    lines.extend(zone());
    lines.extend([
        begin("VEVENT"),
        one("UID", &format!("{}@nimo.invalid", entry.uid)),
        one("DTSTAMP", &entry.stamped.format("%Y%m%dT%H%M%SZ").to_string()),
        one("SEQUENCE", &entry.sequence.to_string()),
        one("STATUS", if entry.is_cancelled { "CANCELLED" } else { "CONFIRMED" }),
    ]);
    lines.extend(times);
    lines.push(one("SUMMARY", &summary(entry)));
    if !entry.meeting.venue.is_empty() {
        lines.push(one("LOCATION", &entry.meeting.venue));
    }
    lines.push(one("DESCRIPTION", &description(entry, is_open_ended)));
    lines.extend([end("VEVENT"), end("VCALENDAR")]);
    Some(lines.into_iter().map(|line| written(line) + "\r\n").collect())
}

fn begin(component: &str) -> Property {
    Property::new("BEGIN", component)
}

fn end(component: &str) -> Property {
    Property::new("END", component)
}

/// A property without characters that no calendar may hold.
fn one(name: &str, words: &str) -> Property {
    let words = words.replace("\r\n", "\n").replace('\r', "\n");
    let words: String = words.chars().filter(|c| *c == '\n' || !c.is_control()).collect();
    Property::new(name, words)
}

/// Japan's time: nine hours before UTC all year.
fn zone() -> [Property; 8] {
    [
        begin("VTIMEZONE"),
        one("TZID", ZONE),
        begin("STANDARD"),
        one("DTSTART", "19700101T000000"),
        one("TZOFFSETFROM", "+0900"),
        one("TZOFFSETTO", "+0900"),
        end("STANDARD"),
        end("VTIMEZONE"),
    ]
}

/// Start and end, and whether the end is not settled. Days where no hour is known or a range of days is meant.
fn times(meeting: &MeetingForm) -> Option<(Vec<Property>, bool)> {
    let first = meeting.held_on?;
    let last = meeting.held_until.filter(|last| *last > first);
    let start = meeting.starts_at.as_deref().and_then(|typed| at(first, typed));
    let Some(start) = start.filter(|_| last.is_none()) else {
        let whole = |name: &str, on: Date| {
            Property::new(name, on.format("%Y%m%d").to_string()).add_parameter("VALUE", "DATE").done()
        };
        // The last day is the one before the end.
        let behind = last.unwrap_or(first).checked_add_days(Days::new(1))?;
        return Some((vec![whole("DTSTART", first), whole("DTEND", behind)], false));
    };
    let end = meeting.ends_at.as_deref().and_then(|typed| at(first, typed)).filter(|end| *end > start);
    let until = end.unwrap_or(start + TimeDelta::hours(USUAL_HOURS));
    let timed = |name: &str, on: NaiveDateTime| {
        Property::new(name, on.format("%Y%m%dT%H%M%S").to_string()).add_parameter("TZID", ZONE).done()
    };
    Some((vec![timed("DTSTART", start), timed("DTEND", until)], end.is_none()))
}

fn at(on: Date, typed: &str) -> Option<NaiveDateTime> {
    let minutes = almanac::read_clock_span(typed).ok()?.starts_at.minutes();
    Some(on.and_time(NaiveTime::from_num_seconds_from_midnight_opt(minutes * 60, 0)?))
}

/// 令和8年度第2回　みほん市…協議会.
fn summary(entry: &Entry<'_>) -> String {
    let meeting = entry.meeting;
    let cancelled = if entry.is_cancelled { "【中止】" } else { "" };
    let number = meeting.number.map_or_else(String::new, |number| match meeting.number_of {
        Some(NumberOf::Total) => format!("通算第{number}回　"),
        _ => format!("{}第{number}回　", meeting.fiscal_year.map_or_else(String::new, |year| year.to_string())),
    });
    format!("{cancelled}{number}{}", entry.council)
}

fn description(entry: &Entry<'_>, is_open_ended: bool) -> String {
    let open = if is_open_ended { "（終了時刻は未定）" } else { "" };
    let parts = [open, entry.description.trim(), entry.office];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

/// A property as lines: escaped, folded at 75 octets, no character split.
fn written(property: Property) -> String {
    let written: String = property.try_into().unwrap_or_default();
    let line = written.trim_end_matches(['\r', '\n']).replace("\r\n ", "");
    let mut folded = String::with_capacity(line.len() + line.len() / 20);
    let mut octets = 0;
    for c in line.chars() {
        if octets + c.len_utf8() > MOST_OCTETS {
            folded.push_str("\r\n ");
            octets = 1;
        }
        folded.push(c);
        octets += c.len_utf8();
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use almanac::FiscalYear;
    use icalendar::{CalendarComponent, Component};
    use proptest::prelude::*;

    fn meeting() -> MeetingForm {
        MeetingForm {
            fiscal_year: Some(FiscalYear(2026)),
            number: Some(2),
            held_on: almanac::read_date("R8.11.12").ok(),
            starts_at: Some("10:00".into()),
            ends_at: Some("12:00".into()),
            venue: "市役所, 大会議室; 3階".into(),
            ..MeetingForm::default()
        }
    }

    fn entry(meeting: &MeetingForm) -> Entry<'_> {
        Entry {
            uid: "0198c0de-0000-7000-8000-000000000001",
            sequence: 3,
            is_cancelled: false,
            stamped: DateTime::from_timestamp(1_790_000_000, 0).unwrap(),
            meeting,
            council: "みほん市精神障害にも対応した地域包括ケアシステム推進協議会",
            office: "みほん市",
            description: "資料は、C:\\会議 に置きます。\n傍聴できます。".into(),
        }
    }

    /// As another program reads it.
    fn read(text: &str) -> icalendar::Event {
        let calendar: icalendar::Calendar = text.parse().unwrap();
        let event = |component| match component {
            CalendarComponent::Event(event) => Some(event),
            _ => None,
        };
        calendar.components.into_iter().find_map(event).unwrap()
    }

    #[test]
    fn a_meeting_stands_in_the_calendar_with_its_hours_in_japan() {
        let meeting = meeting();
        let text = calendar(&entry(&meeting)).unwrap();
        for line in [
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//nimo//JP\r\n",
            "\r\nMETHOD:PUBLISH\r\n",
            "\r\nBEGIN:VTIMEZONE\r\nTZID:Asia/Tokyo\r\nBEGIN:STANDARD\r\n",
            "\r\nUID:0198c0de-0000-7000-8000-000000000001@nimo.invalid\r\n",
            "\r\nDTSTAMP:20260921T",
            "\r\nSEQUENCE:3\r\n",
            "\r\nDTSTART;TZID=Asia/Tokyo:20261112T100000\r\n",
            "\r\nDTEND;TZID=Asia/Tokyo:20261112T120000\r\n",
            "\r\nLOCATION:市役所\\, 大会議室\\; 3階\r\n",
        ] {
            assert!(text.contains(line), "{line:?} in {text}");
        }
        assert!(text.ends_with("END:VEVENT\r\nEND:VCALENDAR\r\n"));
        assert_eq!(text.matches("DTSTAMP").count(), 1, "a time zone has none");
        assert_eq!(calendar(&entry(&meeting)).unwrap(), text, "the same bytes each time");
    }

    #[test]
    fn another_program_reads_what_was_said() {
        let meeting = meeting();
        let event = read(&calendar(&entry(&meeting)).unwrap());
        let summary = "令和8年度第2回　みほん市精神障害にも対応した地域包括ケアシステム推進協議会";
        assert_eq!(event.get_summary(), Some(summary));
        assert_eq!(event.get_description(), Some("資料は、C:\\会議 に置きます。\n傍聴できます。\nみほん市"));
        assert_eq!(event.property_value("LOCATION"), Some("市役所, 大会議室; 3階"));
    }

    #[test]
    fn what_is_not_settled_is_left_open() {
        let mut form = meeting();
        form.ends_at = None;
        let text = calendar(&entry(&form)).unwrap();
        assert!(text.contains("DTEND;TZID=Asia/Tokyo:20261112T120000") && text.contains("（終了時刻は未定）"));
        form.starts_at = None;
        let text = calendar(&entry(&form)).unwrap();
        assert!(text.contains("\r\nDTSTART;VALUE=DATE:20261112\r\nDTEND;VALUE=DATE:20261113\r\n"), "{text}");
        form.held_until = almanac::read_date("R8.11.20").ok();
        form.starts_at = Some("10:00".into());
        assert!(calendar(&entry(&form)).unwrap().contains("\r\nDTEND;VALUE=DATE:20261121\r\n"), "a range of days");
        form.held_on = None;
        assert_eq!(calendar(&entry(&form)), None);
    }

    #[test]
    fn a_meeting_that_is_called_off_is_taken_out_of_calendars() {
        let meeting = meeting();
        let text = calendar(&Entry { is_cancelled: true, sequence: 4, ..entry(&meeting) }).unwrap();
        for line in ["\r\nMETHOD:CANCEL\r\n", "\r\nSTATUS:CANCELLED\r\n", "\r\nSEQUENCE:4\r\n", "\r\nSUMMARY:【中止】"]
        {
            assert!(text.contains(line), "{line:?} in {text}");
        }
    }

    proptest! {
        #[test]
        fn no_line_is_too_long_and_no_words_are_lost(description in "[ -~あ-ん𠮷\\n,;]{0,200}", venue in "\\PC{0,80}") {
            let meeting = MeetingForm { venue: venue.clone(), ..meeting() };
            let text = calendar(&Entry { description: description.clone(), ..entry(&meeting) }).unwrap();
            prop_assert!(text.split("\r\n").all(|line| line.len() <= MOST_OCTETS));
            prop_assert!(!text.replace("\r\n", "").contains(['\r', '\n']));
            let event = read(&text);
            let said = [description.trim(), "みほん市"].into_iter().filter(|part| !part.is_empty());
            let said = said.collect::<Vec<_>>().join("\n");
            prop_assert_eq!(event.get_description(), Some(said.as_str()));
        }

        #[test]
        fn a_line_break_in_a_place_begins_no_property(venue in "[a-z:\\r\\n;]{0,40}") {
            let meeting = MeetingForm { venue, ..meeting() };
            let text = calendar(&entry(&meeting)).unwrap();
            prop_assert_eq!(text.matches("\r\nBEGIN:").count(), 3);
            let names = ["BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "METHOD", "TZID", "DTSTART", "DTEND", "TZOFFSETFROM",
                "TZOFFSETTO", "UID", "DTSTAMP", "SEQUENCE", "STATUS", "SUMMARY", "LOCATION", "DESCRIPTION", " "];
            prop_assert!(text.split_terminator("\r\n").all(|line| names.iter().any(|name| line.starts_with(name))));
        }
    }
}
