//! The one place that reads the clock. Rules are given the time; they never ask for it.

use chrono::{DateTime, Duration, FixedOffset, NaiveDate, NaiveDateTime, Timelike, Utc};
use std::time::{SystemTime, UNIX_EPOCH};

/// A moment, to the second, as stored: `2026-11-25T09:00:00Z`, which also sorts as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(DateTime<Utc>);

impl Moment {
    /// The present moment.
    pub fn now() -> Moment {
        let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs() as i64);
        Moment::from_seconds(seconds)
    }

    /// From seconds since 1970.
    pub fn from_seconds(seconds: i64) -> Moment {
        Moment(DateTime::from_timestamp(seconds, 0).unwrap_or_default())
    }

    /// As stored; `None` for anything else.
    pub fn parse(text: &str) -> Option<Moment> {
        DateTime::parse_from_rfc3339(text).ok().map(|at| Moment(at.with_timezone(&Utc)))
    }

    /// Seconds since 1970.
    pub fn seconds(self) -> i64 {
        self.0.timestamp()
    }

    /// So many minutes later.
    pub fn plus_minutes(self, minutes: i64) -> Moment {
        Moment(self.0 + Duration::minutes(minutes))
    }

    /// The day in Japan.
    pub fn day(self) -> NaiveDate {
        self.in_japan().date_naive()
    }

    /// 「令和8年11月25日 18:00」 in Japan's time.
    pub fn in_words(self) -> String {
        format!("{} {}", self.day_in_words(), self.in_japan().format("%H:%M"))
    }

    /// 「令和8年11月25日」 in Japan's time.
    pub fn day_in_words(self) -> String {
        almanac::in_words(self.day())
    }

    /// The moment in Japan's time, for the properties of a paper.
    pub fn at_japan(self) -> NaiveDateTime {
        self.in_japan().naive_local()
    }

    /// The minute on the clock in Japan.
    pub fn clock(self) -> Option<almanac::ClockTime> {
        let at = self.in_japan();
        almanac::ClockTime::new(at.hour(), at.minute())
    }

    /// The moment in UTC, for entries of calendars.
    pub fn utc(self) -> DateTime<Utc> {
        self.0
    }

    fn in_japan(self) -> DateTime<FixedOffset> {
        const NINE_HOURS: i32 = 9 * 3600;
        FixedOffset::east_opt(NINE_HOURS).map_or_else(|| self.0.fixed_offset(), |japan| self.0.with_timezone(&japan))
    }
}

impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%dT%H:%M:%SZ"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_stored_in_utc_and_read_in_japan() {
        let late = Moment::parse("2026-11-25T15:30:00Z").unwrap();
        assert_eq!(late.to_string(), "2026-11-25T15:30:00Z");
        assert_eq!(late.in_words(), "令和8年11月26日 00:30");
        assert!(Moment::parse("きのう").is_none());
    }
}
