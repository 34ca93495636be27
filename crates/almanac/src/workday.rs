//! Working days (開庁日) of a municipal office.

use crate::Date;
use chrono::{Datelike, Days, Weekday};
use jpholiday::jpholiday::JPHoliday;

/// Holidays that were moved for 2021 alone, which the crate jpholiday 0.1 does not know: (month, day, name or `None` for a
/// usual day that was no holiday).
///
/// Law: 平成三十二年東京オリンピック競技大会・東京パラリンピック競技大会特別措置法 第32条（令和2年法律第68号による改正後）
const MOVED_IN_2021: [(u32, u32, Option<&str>); 7] = [
    (7, 19, None),
    (7, 22, Some("海の日")),
    (7, 23, Some("スポーツの日")),
    (8, 8, Some("山の日")),
    (8, 9, Some("山の日 振替休日")),
    (8, 11, None),
    (10, 11, None),
];

/// Which days an office is closed. Saturdays, Sundays, national holidays and the turn of the year are closed; days that a
/// town adds (its foundation day) are data.
///
/// Law: 地方自治法 第4条の2; 国民の祝日に関する法律 第3条. The turn of the year (12月29日–1月3日) is set by each town's ordinance.
pub struct OfficeCalendar {
    holidays: JPHoliday<'static>,
    turn_of_year: Option<((u32, u32), (u32, u32))>,
    also_closed: Vec<Date>,
}

impl Default for OfficeCalendar {
    fn default() -> Self {
        OfficeCalendar { holidays: JPHoliday::new(), turn_of_year: Some(((12, 29), (1, 3))), also_closed: Vec::new() }
    }
}

impl OfficeCalendar {
    /// The same office, closed on `days` too.
    #[must_use]
    pub fn closed_also_on(mut self, days: impl IntoIterator<Item = Date>) -> Self {
        self.also_closed.extend(days);
        self
    }

    /// The same office with another turn of the year (年末年始): first and last day as (month, day); `None` for an office
    /// that stays open.
    #[must_use]
    pub fn with_turn_of_year(mut self, days: Option<((u32, u32), (u32, u32))>) -> Self {
        self.turn_of_year = days;
        self
    }

    /// The name of the national holiday of a day, 振替休日 and 国民の休日 included.
    #[must_use]
    pub fn holiday(&self, date: Date) -> Option<String> {
        if date.year() == 2021
            && let Some((.., name)) =
                MOVED_IN_2021.iter().find(|(month, day, _)| (*month, *day) == (date.month(), date.day()))
        {
            return name.map(str::to_string);
        }
        self.holidays.is_holiday_name(&date)
    }

    /// True if the office is open on that day.
    #[must_use]
    pub fn is_working_day(&self, date: Date) -> bool {
        let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
        let at_turn = self.turn_of_year.is_some_and(|(first, last)| {
            let day = (date.month(), date.day());
            if first <= last { day >= first && day <= last } else { day >= first || day <= last }
        });
        !(weekend || at_turn || self.also_closed.contains(&date) || self.holiday(date).is_some())
    }

    /// The day `count` working days after (before, if negative) `from`; `from` itself is not counted, as a period that
    /// runs from a day begins with the next.
    ///
    /// Law: 民法 第140条（初日不算入）
    #[must_use]
    pub fn after(&self, from: Date, count: i32) -> Date {
        let mut day = from;
        let mut left = count.unsigned_abs();
        while left > 0 {
            let next = if count > 0 { day.checked_add_days(Days::new(1)) } else { day.checked_sub_days(Days::new(1)) };
            let Some(next) = next else { return day };
            day = next;
            if self.is_working_day(day) {
                left -= 1;
            }
        }
        day
    }

    /// The day itself if the office is open, else the next day that it is.
    ///
    /// Law: 地方自治法 第4条の2第4項（期限が休日に当たるときは翌日）
    #[must_use]
    pub fn on_or_after(&self, date: Date) -> Date {
        if self.is_working_day(date) { date } else { self.after(date, 1) }
    }

    /// Working days after `from` up to and with `to`; 0 if `to` is not later.
    #[must_use]
    pub fn between(&self, from: Date, to: Date) -> u32 {
        from.iter_days().skip(1).take_while(|day| *day <= to).filter(|day| self.is_working_day(*day)).count() as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(iso: &str) -> Date {
        iso.parse().unwrap()
    }

    #[test]
    fn the_office_is_closed_when_a_clerk_would_say_so() {
        let office = OfficeCalendar::default();
        for closed in [
            "2024-05-06", "2024-09-22", "2024-09-23", "2024-12-29", "2025-01-03", "2026-09-22", "2021-07-22",
            "2024-05-25",
        ] {
            assert!(!office.is_working_day(date(closed)), "{closed}");
        }
        for open in ["2024-05-07", "2024-12-27", "2025-01-06", "2021-07-19", "2021-10-11", "2020-10-12", "2024-05-23"] {
            assert!(office.is_working_day(date(open)), "{open}");
        }
        assert_eq!(office.holiday(date("2026-09-22")).as_deref(), Some("国民の休日"));
    }

    #[test]
    fn a_period_begins_with_the_next_day() {
        let office = OfficeCalendar::default();
        assert_eq!(office.after(date("2024-04-26"), 1), date("2024-04-30"));
        assert_eq!(office.after(date("2024-05-02"), 1), date("2024-05-07"));
        assert_eq!(office.after(date("2024-05-07"), -1), date("2024-05-02"));
        assert_eq!(office.on_or_after(date("2024-12-28")), date("2025-01-06"));
        assert_eq!(office.between(date("2024-05-02"), date("2024-05-07")), 1);
    }

    #[test]
    fn a_town_adds_its_own_days() {
        let office =
            OfficeCalendar::default().closed_also_on([date("2024-10-01")]).with_turn_of_year(Some(((12, 28), (1, 4))));
        assert!(!office.is_working_day(date("2024-10-01")));
        assert!(!office.is_working_day(date("2023-12-28")));
        assert!(OfficeCalendar::default().with_turn_of_year(None).is_working_day(date("2024-12-30")));
    }

    proptest! {
        #[test]
        fn going_there_and_back_counts_the_same(offset in 0u64..40_000, count in 1i32..40) {
            let office = OfficeCalendar::default();
            let from = office.on_or_after(date("1990-01-01") + Days::new(offset));
            let to = office.after(from, count);
            prop_assert!(office.is_working_day(to));
            prop_assert_eq!(office.between(from, to), count as u32);
            prop_assert_eq!(office.after(to, -count), from);
        }
    }
}
