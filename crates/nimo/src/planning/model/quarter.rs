//! A quarter of a 年度.

use almanac::{Date, FiscalYear};
use chrono::Datelike;
use std::fmt;

/// 四半期: three months of a 年度. 第1四半期 begins on 1 April.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    year: FiscalYear,
    number: u32,
}

/// Before and after these years nobody asks.
const YEARS: std::ops::RangeInclusive<i32> = 2006..=2100;

impl Quarter {
    /// The quarter of a day.
    pub fn of(day: Date) -> Quarter {
        Quarter { year: FiscalYear::of(day), number: (day.month0() + 9) % 12 / 3 + 1 }
    }

    /// As an address spells it: `2026q3`. Anything else is none.
    pub fn parse(text: &str) -> Option<Quarter> {
        let (year, number) = text.split_once('q')?;
        let quarter = Quarter { year: FiscalYear(year.parse().ok()?), number: number.parse().ok()? };
        (YEARS.contains(&quarter.year.0) && (1..=4).contains(&quarter.number) && quarter.to_string() == text)
            .then_some(quarter)
    }

    /// The first of its three months.
    pub fn first_day(self) -> Date {
        let (year, month) = if self.number == 4 { (self.year.0 + 1, 1) } else { (self.year.0, self.number * 3 + 1) };
        Date::from_ymd_opt(year, month, 1).unwrap_or(Date::MIN)
    }

    /// The last day of its third month.
    pub fn last_day(self) -> Date {
        self.next().first_day().pred_opt().unwrap_or(Date::MIN)
    }

    /// The quarter after it.
    pub fn next(self) -> Quarter {
        match self.number {
            4 => Quarter { year: FiscalYear(self.year.0 + 1), number: 1 },
            number => Quarter { number: number + 1, ..self },
        }
    }

    /// The quarter before it.
    pub fn before(self) -> Quarter {
        match self.number {
            1 => Quarter { year: FiscalYear(self.year.0 - 1), number: 4 },
            number => Quarter { number: number - 1, ..self },
        }
    }

    /// 令和8年度第3四半期.
    pub fn in_words(self) -> String {
        format!("{}第{}四半期", self.year, self.number)
    }

    /// 10月から12月.
    pub fn months(self) -> String {
        format!("{}月から{}月", self.first_day().month(), self.last_day().month())
    }
}

impl fmt::Display for Quarter {
    /// 2026q3
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}q{}", self.year.0, self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_quarter_is_three_months_of_a_fiscal_year() {
        let third = Quarter::of("2026-11-30".parse().unwrap());
        assert_eq!((third.to_string().as_str(), third.in_words().as_str()), ("2026q3", "令和8年度第3四半期"));
        assert_eq!(third.months(), "10月から12月");
        let fourth = third.next();
        assert_eq!(
            (fourth.first_day(), fourth.last_day()),
            ("2027-01-01".parse().unwrap(), "2027-03-31".parse().unwrap())
        );
        assert_eq!(fourth.next().to_string(), "2027q1");
        for odd in ["", "2026", "2026q5", "2026q0", "2026Q3", "02026q3", "1999q1", "2026q03", "q1"] {
            assert_eq!(Quarter::parse(odd), None, "{odd}");
        }
    }

    proptest! {
        #[test]
        fn every_day_is_in_its_quarter_and_the_way_there_leads_back(days in 0u64..30_000) {
            let day = Date::from_ymd_opt(2010, 1, 1).unwrap() + chrono::Days::new(days);
            let quarter = Quarter::of(day);
            prop_assert!(quarter.first_day() <= day && day <= quarter.last_day());
            prop_assert_eq!(Quarter::parse(&quarter.to_string()), Some(quarter));
            prop_assert_eq!(quarter.next().before(), quarter);
        }
    }
}
