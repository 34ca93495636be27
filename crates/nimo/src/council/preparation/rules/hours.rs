//! Hours as papers say them, and whether two meetings lie over each other. Kept hours are HH:MM. Pure.

use almanac::ClockTime;

const HALF_DAY: u32 = 12 * 60;

/// An hour as read; `None` for what is no time.
fn clock(typed: &str) -> Option<ClockTime> {
    almanac::read_clock_span(typed).ok().map(|span| span.starts_at)
}

/// 午前10時, 正午, 午後1時30分. What cannot be read stands as typed.
pub fn clock_words(typed: &str) -> String {
    let Some(time) = clock(typed) else { return typed.into() };
    let minutes = time.minutes();
    if minutes == HALF_DAY {
        return "正午".into();
    }
    let half = if minutes < HALF_DAY { "午前" } else { "午後" };
    let (hour, minute) = ((minutes % HALF_DAY) / 60, minutes % 60);
    if minute == 0 { format!("{half}{hour}時") } else { format!("{half}{hour}時{minute}分") }
}

/// 午前10時から正午まで; as much of it as is known.
pub fn hours_words(from: Option<&str>, until: Option<&str>) -> String {
    let from = from.map_or_else(String::new, |from| format!("{}から", clock_words(from)));
    let until = until.map_or_else(String::new, |until| format!("{}まで", clock_words(until)));
    from + &until
}

/// 時刻の重なり of two meetings of one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overlap {
    /// They run at the same time.
    Yes,
    /// One is over when the other begins.
    No,
    /// An hour is not settled.
    Unknown,
}

/// Do they run at the same time? Each is its start and its end.
pub fn overlap(one: [Option<&str>; 2], other: [Option<&str>; 2]) -> Overlap {
    let [from, until] = one.map(|time| time.and_then(clock));
    let [other_from, other_until] = other.map(|time| time.and_then(clock));
    let (Some(from), Some(other_from)) = (from, other_from) else { return Overlap::Unknown };
    if from == other_from {
        return Overlap::Yes;
    }
    // Only the end of the earlier one decides.
    let (end, later) = if from < other_from { (until, other_from) } else { (other_until, from) };
    match end {
        None => Overlap::Unknown,
        Some(end) if end > later => Overlap::Yes,
        Some(_) => Overlap::No,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_said_as_letters_of_an_office_say_them() {
        let told = ["10:00", "12:00", "13:30", "00:05", "12:30", "夕方"].map(clock_words);
        assert_eq!(told, ["午前10時", "正午", "午後1時30分", "午前0時5分", "午後0時30分", "夕方"]);
        assert_eq!(hours_words(Some("10:00"), Some("12:00")), "午前10時から正午まで");
        assert_eq!((hours_words(Some("10:00"), None).as_str(), hours_words(None, None).as_str()), ("午前10時から", ""));
    }

    #[test]
    fn meetings_overlap_only_where_the_earlier_one_still_runs() {
        fn known(time: &str) -> Option<&str> {
            (!time.is_empty()).then_some(time)
        }
        let told = |one: [&'static str; 2], other: [&'static str; 2]| overlap(one.map(known), other.map(known));
        assert_eq!(told(["10:00", "12:00"], ["11:00", "13:00"]), Overlap::Yes);
        assert_eq!(told(["10:00", "12:00"], ["12:00", "13:00"]), Overlap::No, "one door, one after the other");
        assert_eq!(told(["13:00", ""], ["10:00", "12:00"]), Overlap::No);
        assert_eq!(told(["10:00", ""], ["13:00", "14:00"]), Overlap::Unknown);
        assert_eq!(told(["10:00", ""], ["10:00", ""]), Overlap::Yes);
        assert_eq!(told(["", ""], ["10:00", "12:00"]), Overlap::Unknown);
    }
}
