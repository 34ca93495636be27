//! Partial dates: practice knows 昭和50年頃 and 令和6年5月, and they are legal values.

use crate::era::{last_day_of, wareki, year_name};
use crate::mention::era_at;
use crate::numeral::Cursor;
use crate::{Date, Refusal, read_date};
use std::fmt;

/// A day, a month or a year, perhaps about (頃).
///
/// Its ISO text is `2024-05-23`, `2024-05` or `1975`, with a `~` behind it for 頃.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PartialDate {
    year: i32,
    month: Option<u32>,
    day: Option<u32>,
    /// 頃.
    pub is_about: bool,
}

impl PartialDate {
    /// The first day it can mean.
    #[must_use]
    pub fn earliest(self) -> Date {
        Date::from_ymd_opt(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)).unwrap_or(Date::MIN)
    }

    /// The last day it can mean.
    #[must_use]
    pub fn latest(self) -> Date {
        let month = self.month.unwrap_or(12);
        let day = self.day.unwrap_or_else(|| last_day_of(self.year, month));
        Date::from_ymd_opt(self.year, month, day).unwrap_or(Date::MAX)
    }

    /// ISO text, see the type.
    #[must_use]
    pub fn iso(self) -> String {
        let about = if self.is_about { "~" } else { "" };
        match (self.month, self.day) {
            (Some(month), Some(day)) => format!("{:04}-{month:02}-{day:02}{about}", self.year),
            (Some(month), None) => format!("{:04}-{month:02}{about}", self.year),
            _ => format!("{:04}{about}", self.year),
        }
    }
}

impl fmt::Display for PartialDate {
    /// 昭和50年頃, 令和6年5月. A year in which the era changed is called by its last day.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let about = if self.is_about { "頃" } else { "" };
        let Ok(last) = wareki(self.latest()) else {
            return write!(f, "{}{about}", self.iso());
        };
        let year = year_name(last.era, last.year);
        match (self.month, self.day) {
            (Some(month), Some(day)) => write!(f, "{year}{month}月{day}日{about}"),
            (Some(month), None) => write!(f, "{year}{month}月{about}"),
            _ => write!(f, "{year}{about}"),
        }
    }
}

/// A day, month or year as a clerk types it: everything that [`read_date`] takes, 令和6年5月, R6.5, 2024-05, 昭和50年頃,
/// 1975年, and the ISO text of the type.
///
/// # Errors
/// As [`read_date`]; the fix names a partial date.
pub fn read_partial_date(typed: &str) -> Result<PartialDate, Refusal> {
    let mut plain: Vec<char> = typed.chars().map(glyphs::plain).filter(|c| *c != ' ').collect();
    let mut is_about = false;
    while plain.last().is_some_and(|c| matches!(c, '頃' | 'ろ' | 'こ' | 'ご' | '~')) {
        is_about = true;
        plain.pop();
    }
    let text: String = plain.iter().collect();
    let as_day = read_date(&text);
    if let Ok(date) = as_day {
        use chrono::Datelike;
        return Ok(PartialDate { year: date.year(), month: Some(date.month()), day: Some(date.day()), is_about });
    }
    match month_or_year(&plain) {
        Some((year, month)) if month.is_none_or(|m| (1..=12).contains(&m)) && (1873..=2100).contains(&year) => {
            Ok(PartialDate { year, month, day: None, is_about })
        }
        Some((_, Some(month))) if !(1..=12).contains(&month) => {
            Err(Refusal::new(format!("{month}月はありません。"), "月は1から12までで入れてください。"))
        }
        Some(_) => Err(Refusal::new(
            "明治5年までと2101年からは扱えません。",
            "「昭和50年頃」のように、明治6年（1873年）から2100年までで入れてください。",
        )),
        None => {
            let refusal = as_day.err().unwrap_or_else(|| Refusal::new("日付として読めません。", ""));
            Err(Refusal::new(
                refusal.sentence,
                format!("{}分からない所は「昭和50年頃」「令和6年5月」のままでかまいません。", refusal.fix),
            ))
        }
    }
}

fn month_or_year(plain: &[char]) -> Option<(i32, Option<u32>)> {
    let mut cursor = Cursor::new(plain, 0);
    let year = match era_at(&mut cursor) {
        Some(era) => {
            let year = if cursor.take('元') { 1 } else { cursor.number(2)? };
            let western = era.first_year() + i32::try_from(year).ok()? - 1;
            // 昭和64年 is a year, 平成35年 and 昭和65年 are none.
            if year == 0 || western > chrono::Datelike::year(&era.last_day()) {
                return None;
            }
            western
        }
        None => i32::try_from(cursor.number(4).filter(|year| *year >= 1000)?).ok()?,
    };
    if cursor.at == plain.len() {
        return Some((year, None));
    }
    cursor.take_any(&['年', '.', '/', '-'])?;
    if cursor.at == plain.len() {
        return Some((year, None));
    }
    let month = cursor.number(2)?;
    cursor.take('月');
    (cursor.at == plain.len()).then_some((year, Some(month)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_known_of_a_day_is_kept_and_no_more() {
        for (typed, iso, shown) in [
            ("昭和50年頃", "1975~", "昭和50年頃"),
            ("令和6年5月", "2024-05", "令和6年5月"),
            ("R6.5", "2024-05", "令和6年5月"),
            ("２０２４年", "2024", "令和6年"),
            ("令和6年5月23日", "2024-05-23", "令和6年5月23日"),
            ("昭和64年", "1989", "平成元年"),
            ("2019-04", "2019-04", "平成31年4月"),
            ("昭和五十年ごろ", "1975~", "昭和50年頃"),
        ] {
            let read = read_partial_date(typed).unwrap();
            assert_eq!((read.iso().as_str(), read.to_string().as_str()), (iso, shown), "{typed}");
        }
        let year = read_partial_date("令和6年").unwrap();
        assert_eq!(
            (year.earliest().to_string(), year.latest().to_string()),
            ("2024-01-01".into(), "2024-12-31".into())
        );
    }

    #[test]
    fn what_is_no_date_at_all_is_refused() {
        for typed in ["むかし", "令和6年13月", "平成35年", "1850年", "明治3年"] {
            let refusal = read_partial_date(typed).unwrap_err();
            assert!(!refusal.fix.is_empty(), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn its_iso_text_is_read_back(year in 1873i32..=2100, month in proptest::option::of(1u32..=12), is_about: bool) {
            let date = PartialDate { year, month, day: None, is_about };
            prop_assert_eq!(read_partial_date(&date.iso()), Ok(date));
        }
    }
}
