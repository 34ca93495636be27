//! Until when the words of a transcript stay.

use crate::council::transcript::model::Transcript;
use almanac::Date;
use chrono::{Days, Months};

/// So many days after its meeting a transcript is disposed of, where nobody says otherwise. No law says so: it is what municipalities
/// do that keep recordings only until the minutes are confirmed. The day of each transcript can be changed.
pub const DAYS_KEPT: u64 = 90;
/// A day of disposal lies at most so many years ahead.
pub const MOST_YEARS: u32 = 5;

/// The day of disposal with which a transcript begins: counted from the day of its meeting; from today where there is none, or where
/// that day has come already.
pub fn first_day(held_on: Option<Date>, today: Date) -> Date {
    let after = |day: Date| day.checked_add_days(Days::new(DAYS_KEPT)).unwrap_or(day);
    held_on.map(after).filter(|day| *day > today).unwrap_or_else(|| after(today))
}

/// A day of disposal as it was typed.
///
/// # Errors
/// A sentence that says which day would do.
pub fn read_day(typed: &str, today: Date) -> Result<Date, String> {
    let day = almanac::read_date(typed).map_err(|refusal| refusal.to_string())?;
    let last = today.checked_add_months(Months::new(12 * MOST_YEARS)).unwrap_or(today);
    if day < today {
        return Err(format!("過ぎた日です。きょう（{}）か、そのあとの日を入れてください。", almanac::in_words(today)));
    }
    if day > last {
        let last = almanac::in_words(last);
        return Err(format!("先の日すぎます。{MOST_YEARS}年先（{last}）までの日を入れてください。"));
    }
    Ok(day)
}

/// Has its day come, and are its words still there?
pub fn is_due(transcript: &Transcript, today: Date) -> bool {
    transcript.disposed.is_none() && today >= transcript.dispose_on
}

/// May its words go today?
///
/// # Errors
/// A sentence that names the day.
pub fn may_dispose(transcript: &Transcript, today: Date) -> Result<(), String> {
    if today >= transcript.dispose_on {
        return Ok(());
    }
    let day = almanac::in_words(transcript.dispose_on);
    Err(format!("廃棄できるのは、{day}からです。早めるときは、先に「廃棄する日」を変えてください。"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::council::transcript::model::{TranscriptFormat, TranscriptId};
    use crate::plumbing::clock::Moment;

    fn day(typed: &str) -> Date {
        almanac::read_date(typed).unwrap()
    }

    #[test]
    fn a_transcript_stays_for_ninety_days_from_its_meeting() {
        let today = day("R8.11.25");
        assert_eq!(first_day(Some(day("R8.11.20")), today), day("R9.2.18"));
        assert_eq!(first_day(Some(day("R8.12.10")), today), day("R9.3.10"), "a meeting that is still to come");
        assert_eq!(first_day(None, today), day("R9.2.23"));
        assert_eq!(first_day(Some(day("R8.8.27")), today), day("R9.2.23"), "its day would be today");
    }

    #[test]
    fn a_day_of_disposal_lies_neither_behind_nor_too_far_ahead() {
        let today = day("R8.11.25");
        assert_eq!(read_day("令和８年１１月２５日", today), Ok(today));
        assert_eq!(read_day("R13.11.25", today), Ok(day("R13.11.25")));
        for (typed, said) in
            [("R8.11.24", "過ぎた日"), ("R13.11.26", "令和13年11月25日"), ("来月", "読めません"), ("", "空です")]
        {
            assert!(read_day(typed, today).unwrap_err().contains(said), "{typed}");
        }
    }

    #[test]
    fn words_go_from_their_day_on_and_not_before() {
        let transcript = Transcript {
            id: TranscriptId::fresh(),
            file: String::new(),
            format: TranscriptFormat::Text,
            sha256: String::new(),
            line_count: 1,
            dispose_on: day("R9.3.10"),
            version: 1,
            at: Moment::from_seconds(0),
            by: String::new(),
            disposed: None,
        };
        let before = may_dispose(&transcript, day("R9.3.9"));
        assert!(before.is_err_and(|sentence| sentence.contains("令和9年3月10日")));
        assert!(may_dispose(&transcript, day("R9.3.10")).is_ok() && is_due(&transcript, day("R9.3.11")));
        assert!(!is_due(&transcript, day("R9.3.9")));
        let gone = Transcript { disposed: Some((Moment::from_seconds(0), "外山".into())), ..transcript };
        assert!(!is_due(&gone, day("R9.3.11")));
    }
}
