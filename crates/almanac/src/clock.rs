//! Clock times as sheets write them.

use crate::Refusal;
use crate::numeral::Cursor;
use std::fmt;

/// A time of day, 00:00–23:59.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClockTime {
    hour: u8,
    minute: u8,
}

impl ClockTime {
    /// A time; `None` past 23:59.
    #[must_use]
    pub fn new(hour: u32, minute: u32) -> Option<ClockTime> {
        (hour < 24 && minute < 60).then_some(ClockTime { hour: hour as u8, minute: minute as u8 })
    }

    /// Minutes since midnight.
    #[must_use]
    pub fn minutes(self) -> u32 {
        u32::from(self.hour) * 60 + u32::from(self.minute)
    }
}

impl fmt::Display for ClockTime {
    /// HH:MM
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)
    }
}

/// A time found in running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeMention {
    /// First scalar.
    pub start: usize,
    /// One past the last scalar.
    pub end: usize,
    /// The time.
    pub time: ClockTime,
    /// 午前, 午後 or 正午 is printed.
    pub has_half_of_day: bool,
}

/// Start and end of a sitting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockSpan {
    /// When it starts.
    pub starts_at: ClockTime,
    /// When it ends, where that is written.
    pub ends_at: Option<ClockTime>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
}

/// Every time of a text in plain scalars (see [`glyphs::plain`]), in order: 午前10時30分, 10:00, 11時半, 正午, 午後0時15分.
/// A time without 午前/午後 right after 「午後…から」 inherits it where the sheet cannot mean otherwise
/// (午後1時30分から3時まで is 15:00).
#[must_use]
pub fn scan_times(plain: &[char]) -> Vec<TimeMention> {
    let mut found: Vec<TimeMention> = Vec::new();
    let mut half_before: Option<Half> = None;
    let mut at = 0;
    while at < plain.len() {
        let Some((mut mention, hour, half)) = time_at(plain, at) else {
            at += 1;
            continue;
        };
        let follows = found.last().is_some_and(|last| joins_a_range(&plain[last.end..mention.start]));
        match half {
            Some(half) => half_before = Some(half),
            None if follows && half_before == Some(Half::Afternoon) && hour < 12 => {
                if let Some(time) = ClockTime::new(hour + 12, u32::from(mention.time.minute)) {
                    mention.time = time;
                }
            }
            None if !follows => half_before = None,
            None => {}
        }
        at = mention.end;
        found.push(mention);
    }
    found
}

/// The start and end printed first in a text.
///
/// # Errors
/// Where no time is printed, with an example.
pub fn read_clock_span(text: &str) -> Result<ClockSpan, Refusal> {
    let plain: Vec<char> = text.chars().map(glyphs::plain).collect();
    let times = scan_times(&plain);
    let Some(first) = times.first() else {
        return Err(Refusal::new(
            if text.trim().is_empty() {
                "時刻が空です。".into()
            } else {
                format!("「{}」に時刻が見つかりません。", text.trim())
            },
            "「10:00～11:30」「午後1時30分から3時まで」のように入れてください。",
        ));
    };
    let second = times.get(1).filter(|second| joins_a_range(&plain[first.end..second.start]));
    Ok(ClockSpan { starts_at: first.time, ends_at: second.map(|second| second.time) })
}

/// ～, から, - and blanks: what stands between a start and its end.
fn joins_a_range(between: &[char]) -> bool {
    let bare: String = between.iter().filter(|c| !glyphs::is_blank(**c)).collect();
    matches!(
        bare.as_str(),
        "~" | "-"
            | "から"
            | "より"
            | "~("
            | "→"
            | "--"
            | "開会~"
            | "開会,"
            | "開会、"
            | "~同"
            | "から同"
            | "開会"
            | "開会、閉会"
            | "から("
    )
}

fn time_at(plain: &[char], start: usize) -> Option<(TimeMention, u32, Option<Half>)> {
    let mut cursor = Cursor::new(plain, start);
    let first = cursor.peek()?;
    if first == '正' && cursor.take_word("正午") {
        let time = ClockTime::new(12, 0)?;
        return Some((TimeMention { start, end: cursor.at, time, has_half_of_day: true }, 12, Some(Half::Afternoon)));
    }
    let half = match first {
        '午' if cursor.take_word("午前") => Some(Half::Morning),
        '午' if cursor.take_word("午後") => Some(Half::Afternoon),
        'A' | 'a' if cursor.take_word("AM") || cursor.take_word("am") => Some(Half::Morning),
        'P' | 'p' if cursor.take_word("PM") || cursor.take_word("pm") => Some(Half::Afternoon),
        _ => None,
    };
    if half.is_none()
        && start > 0
        && (plain[start - 1].is_ascii_digit() || matches!(plain[start - 1], ':' | '.' | '第'))
    {
        return None;
    }
    let hour = cursor.number(2)?;
    let minute = if cursor.take('時') {
        if cursor.take('間') || cursor.take('点') {
            return None;
        }
        let mut ahead = cursor;
        if ahead.take('半') {
            cursor = ahead;
            30
        } else {
            match ahead.number(2) {
                Some(minute) if ahead.take('分') => {
                    cursor = ahead;
                    minute
                }
                _ => 0,
            }
        }
    } else if cursor.take_any(&[':', '：', '∶']).is_some() {
        let digits = cursor.plain.get(cursor.at..).unwrap_or(&[]).iter().take_while(|c| c.is_ascii_digit()).count();
        if digits != 2 {
            return None;
        }
        cursor.number(2)?
    } else {
        return None;
    };
    let on_the_day = match half {
        Some(Half::Afternoon) if hour < 12 => hour + 12,
        Some(Half::Morning) if hour == 12 => 12,
        _ => hour,
    };
    let time = ClockTime::new(if on_the_day == 24 && minute == 0 { 0 } else { on_the_day }, minute)?;
    Some((TimeMention { start, end: cursor.at, time, has_half_of_day: half.is_some() }, hour, half))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn span(text: &str) -> (String, Option<String>) {
        let span = read_clock_span(text).unwrap();
        (span.starts_at.to_string(), span.ends_at.map(|t| t.to_string()))
    }

    #[test]
    fn the_hours_of_a_sitting_are_read_as_printed() {
        for (text, starts, ends) in [
            ("午前10時30分", "10:30", None),
            ("１０：００～１１：１２", "10:00", Some("11:12")),
            ("午後1時30分から3時まで", "13:30", Some("15:00")),
            ("正午", "12:00", None),
            ("11時半", "11:30", None),
            ("午後0時15分", "12:15", None),
            ("午前10時から正午", "10:00", Some("12:00")),
            ("午前 10 時 00 分から午後 0 時 15 分まで", "10:00", Some("12:15")),
            ("午後7時30分~午後8時45分", "19:30", Some("20:45")),
            ("10時00分〜12時00分", "10:00", Some("12:00")),
            ("18:30-20:00", "18:30", Some("20:00")),
            ("午前11時から1時", "11:00", Some("01:00")),
            ("午後一時三十分～同三時", "13:30", Some("15:00")),
            ("午後七時", "19:00", None),
            ("9時～", "09:00", None),
            ("PM1:30～3:00", "13:30", Some("15:00")),
        ] {
            assert_eq!(span(text), (starts.to_string(), ends.map(str::to_string)), "{text}");
        }
    }

    #[test]
    fn lengths_of_time_and_ratios_are_no_times() {
        for text in ["2時間", "資料1:2部", "25:10", "比は1:5", "90分"] {
            assert!(read_clock_span(text).is_err(), "{text}");
        }
        assert!(read_clock_span("").unwrap_err().to_string().contains("10:00～11:30"));
    }

    proptest! {
        #[test]
        fn every_minute_is_read_back(minutes in 0u32..1440) {
            let time = ClockTime::new(minutes / 60, minutes % 60).unwrap();
            prop_assert_eq!(read_clock_span(&time.to_string()).unwrap().starts_at, time);
            let half = if minutes < 720 { "午前" } else { "午後" };
            let typed = format!("{half}{}時{}分", time.hour % 12, time.minute);
            prop_assert_eq!(read_clock_span(&typed).unwrap().starts_at, time);
        }

        #[test]
        fn arbitrary_text_never_panics(text in "[0-9時分半午前後:：~ 正]{0,16}") {
            let _ = read_clock_span(&text);
        }
    }
}
