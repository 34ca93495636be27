//! 年度: the fiscal year of a municipality, 1 April to 31 March.

use crate::era::{Era, wareki};
use crate::numeral::Cursor;
use crate::{Date, Refusal};
use chrono::Datelike;
use std::fmt;

/// A fiscal year (年度), by the Gregorian year in which it begins.
///
/// Law: 地方自治法 第208条第1項
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FiscalYear(
    /// The year of its 1 April.
    pub i32,
);

impl FiscalYear {
    /// The fiscal year of a day.
    #[must_use]
    pub fn of(date: Date) -> FiscalYear {
        FiscalYear(if date.month() >= 4 { date.year() } else { date.year() - 1 })
    }

    /// 1 April.
    #[must_use]
    pub fn first_day(self) -> Date {
        Date::from_ymd_opt(self.0, 4, 1).unwrap_or(Date::MIN)
    }

    /// 31 March of the next year.
    #[must_use]
    pub fn last_day(self) -> Date {
        Date::from_ymd_opt(self.0 + 1, 3, 31).unwrap_or(Date::MAX)
    }

    /// Short form of numbers: R6.
    #[must_use]
    pub fn short(self) -> String {
        self.era_year().map_or_else(|| self.0.to_string(), |(era, year)| format!("{}{year}", era.letter()))
    }

    /// The era is that of the year's last day, as practice has it: the year from 2019-04-01 is 令和元年度.
    fn era_year(self) -> Option<(Era, u32)> {
        let last = wareki(self.last_day()).ok()?;
        let year = u32::try_from(self.0 - last.era.first_year() + 1).ok()?;
        if year == 0 {
            let first = wareki(self.first_day()).ok()?;
            return Some((first.era, first.year));
        }
        Some((last.era, year))
    }
}

impl fmt::Display for FiscalYear {
    /// 令和6年度, 令和元年度
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.era_year() {
            Some((era, 1)) => write!(f, "{}元年度", era.name()),
            Some((era, year)) => write!(f, "{}{year}年度", era.name()),
            None => write!(f, "{}年度", self.0),
        }
    }
}

/// A fiscal year found in running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FiscalYearMention {
    /// First scalar.
    pub start: usize,
    /// One past the last scalar (after 度).
    pub end: usize,
    /// Which year; 平成31年度 and 令和元年度 are one.
    pub year: FiscalYear,
    /// As printed, with half-width digits and no blanks: 平成31年度.
    pub printed: String,
}

/// Every 「○○n年度」 of a text in plain scalars (see [`glyphs::plain`]), in order.
#[must_use]
pub fn scan_fiscal_years(plain: &[char]) -> Vec<FiscalYearMention> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < plain.len() {
        match fiscal_year_at(plain, at) {
            Some(mention) => {
                at = mention.end;
                found.push(mention);
            }
            None => at += 1,
        }
    }
    found
}

fn fiscal_year_at(plain: &[char], start: usize) -> Option<FiscalYearMention> {
    let mut cursor = Cursor::new(plain, start);
    if let Some(era) = crate::mention::era_at(&mut cursor) {
        let year = if cursor.take('元') { 1 } else { cursor.number(2)? };
        if year == 0 || !cursor.take('年') || !cursor.take('度') {
            return None;
        }
        let printed =
            if year == 1 { format!("{}元年度", era.name()) } else { format!("{}{year}年度", era.name()) };
        let year = FiscalYear(era.first_year() + year as i32 - 1);
        return Some(FiscalYearMention { start, end: cursor.at, year, printed });
    }
    let digit_here = plain[start].is_ascii_digit() && (start == 0 || !plain[start - 1].is_ascii_digit());
    if !digit_here {
        return None;
    }
    let year = cursor.number(4).filter(|year| (1873..=2100).contains(year))?;
    if !cursor.take('年') || !cursor.take('度') {
        return None;
    }
    Some(FiscalYearMention { start, end: cursor.at, year: FiscalYear(year as i32), printed: format!("{year}年度") })
}

/// A fiscal year typed into a field: 令和6年度, R6, R6年度, 2024年度, 令和元年度.
///
/// # Errors
/// Anything else, with an example.
pub fn read_fiscal_year(typed: &str) -> Result<FiscalYear, Refusal> {
    let mut plain: Vec<char> = typed.chars().map(glyphs::plain).filter(|c| *c != ' ').collect();
    while plain.last().is_some_and(|c| matches!(c, '度' | '年')) {
        plain.pop();
    }
    plain.extend(['年', '度']);
    match fiscal_year_at(&plain, 0) {
        Some(mention) if mention.end == plain.len() => Ok(mention.year),
        _ => Err(Refusal::new(
            format!("「{}」は年度として読めません。", typed.trim()),
            "「令和6年度」「R6」「2024年度」のように入れてください。",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Vec<char> {
        text.chars().map(glyphs::plain).collect()
    }

    #[test]
    fn the_year_runs_from_april_to_march() {
        let of = |iso: &str| FiscalYear::of(iso.parse().unwrap()).to_string();
        assert_eq!(of("2024-05-23"), "令和6年度");
        assert_eq!(of("2027-03-31"), "令和8年度");
        assert_eq!(of("2027-04-01"), "令和9年度");
        assert_eq!(of("2019-04-26"), "令和元年度");
        assert_eq!(of("1989-01-07"), "昭和63年度");
        assert_eq!(of("2010-03-19"), "平成21年度");
        assert_eq!(FiscalYear(2024).short(), "R6");
    }

    #[test]
    fn a_title_gives_its_year_as_printed() {
        let found = scan_fiscal_years(&plain("平成 31 年度と令和元年度は同じ、２０２４年度は別、12024年度は年でない"));
        let read: Vec<(&str, i32)> = found.iter().map(|m| (m.printed.as_str(), m.year.0)).collect();
        assert_eq!(read, [("平成31年度", 2019), ("令和元年度", 2019), ("2024年度", 2024)]);
    }

    #[test]
    fn a_typed_year_is_read_or_refused_with_an_example() {
        for typed in ["令和6年度", "R6", "Ｒ６年度", "2024年度", "2024", "令和六年度"] {
            assert_eq!(read_fiscal_year(typed).unwrap(), FiscalYear(2024), "{typed}");
        }
        assert!(read_fiscal_year("来年度").unwrap_err().to_string().contains("令和6年度"));
    }

    #[test]
    fn every_fiscal_year_is_named_once_and_read_back() {
        for year in 1873..2100 {
            assert_eq!(read_fiscal_year(&FiscalYear(year).to_string()).unwrap(), FiscalYear(year));
        }
    }
}
