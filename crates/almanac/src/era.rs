//! 和暦: the eras, their boundary days, and the way between them and the Gregorian calendar.

use crate::{Date, Refusal};
use chrono::Datelike;
use std::fmt;

/// An era (元号) whose calendar agrees with ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Era {
    /// 明治, here from 明治6年 (1873-01-01): until 明治5年12月2日 the calendar was lunisolar.
    Meiji,
    /// 大正, from 1912-07-30.
    Taisho,
    /// 昭和, from 1926-12-25.
    Showa,
    /// 平成, from 1989-01-08.
    Heisei,
    /// 令和, from 2019-05-01.
    Reiwa,
}

/// The first day that 和暦 is given for: 明治6年1月1日, when the Gregorian calendar began in Japan.
///
/// Law: 明治5年太政官布告第337号（改暦ノ布告）
pub const FIRST_DAY: Date = day(1873, 1, 1);

/// The last day that is accepted. Past it, too, a year of 令和 would be a guess.
pub const LAST_DAY: Date = day(2100, 12, 31);

const fn day(year: i32, month: u32, day: u32) -> Date {
    match Date::from_ymd_opt(year, month, day) {
        Some(date) => date,
        None => Date::MIN,
    }
}

impl Era {
    /// All eras, oldest first.
    pub const ALL: [Era; 5] = [Era::Meiji, Era::Taisho, Era::Showa, Era::Heisei, Era::Reiwa];

    /// The first day of the era. The day of a change belongs to the new era.
    ///
    /// Law: 元号法; 元号を改める政令（昭和64年政令第1号、平成31年政令第143号）; 詔書（大正・昭和）
    #[must_use]
    pub const fn first_day(self) -> Date {
        match self {
            Era::Meiji => FIRST_DAY,
            Era::Taisho => day(1912, 7, 30),
            Era::Showa => day(1926, 12, 25),
            Era::Heisei => day(1989, 1, 8),
            Era::Reiwa => day(2019, 5, 1),
        }
    }

    /// The Gregorian year that is year 1 (元年) of the era.
    #[must_use]
    pub const fn first_year(self) -> i32 {
        match self {
            Era::Meiji => 1868,
            Era::Taisho => 1912,
            Era::Showa => 1926,
            Era::Heisei => 1989,
            Era::Reiwa => 2019,
        }
    }

    /// The last day of the era; of 令和 [`LAST_DAY`].
    #[must_use]
    pub fn last_day(self) -> Date {
        let next = Era::ALL.into_iter().find(|era| *era > self);
        next.and_then(|era| era.first_day().pred_opt()).unwrap_or(LAST_DAY)
    }

    /// 明治, 大正, 昭和, 平成, 令和.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Era::Meiji => "明治",
            Era::Taisho => "大正",
            Era::Showa => "昭和",
            Era::Heisei => "平成",
            Era::Reiwa => "令和",
        }
    }

    /// M, T, S, H, R.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Era::Meiji => 'M',
            Era::Taisho => 'T',
            Era::Showa => 'S',
            Era::Heisei => 'H',
            Era::Reiwa => 'R',
        }
    }

    /// The era of a day between [`FIRST_DAY`] and [`LAST_DAY`].
    #[must_use]
    pub fn of(date: Date) -> Option<Era> {
        if date > LAST_DAY {
            return None;
        }
        Era::ALL.into_iter().rev().find(|era| date >= era.first_day())
    }
}

/// A day in 和暦. Only [`wareki`] and [`Wareki::to_date`] lead in and out, so it always names a real day of its era.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wareki {
    /// The era.
    pub era: Era,
    /// The year of the era, 1 is 元年.
    pub year: u32,
    /// 1–12.
    pub month: u32,
    /// 1–31.
    pub day: u32,
}

/// The day in 和暦.
///
/// # Errors
/// A day before 明治6年1月1日 or after 2100-12-31.
pub fn wareki(date: Date) -> Result<Wareki, Refusal> {
    let Some(era) = Era::of(date) else {
        return Err(out_of_range(date));
    };
    let year = (date.year() - era.first_year() + 1).unsigned_abs();
    Ok(Wareki { era, year, month: date.month(), day: date.day() })
}

fn out_of_range(date: Date) -> Refusal {
    if date < FIRST_DAY {
        Refusal::new(
            "明治5年までは今と違う暦（旧暦）のため、西暦に直せません。",
            "明治6年1月1日（1873-01-01）以後の日付を入れるか、旧暦のまま備考に書いてください。",
        )
    } else {
        Refusal::new(
            format!("{}年は扱える範囲の外です。", date.year()),
            "2100年12月31日（令和82年12月31日）までの日付を入れてください。",
        )
    }
}

impl Wareki {
    /// The Gregorian day of an era, year, month and day as somebody wrote them.
    ///
    /// # Errors
    /// Days that the calendar does not have (令和6年2月30日), years that the era does not have (平成35年1月1日), 明治1–5年.
    /// Each names the day that was probably meant.
    pub fn to_date(era: Era, year: u32, month: u32, day: u32) -> Result<Date, Refusal> {
        let written = format!("{}{}月{}日", year_name(era, year), month, day);
        if year == 0 {
            return Err(Refusal::new(
                format!("{}0年はありません。", era.name()),
                format!("最初の年は{}元年です。", era.name()),
            ));
        }
        if era == Era::Meiji && year <= 5 {
            return Err(out_of_range(Date::MIN));
        }
        let western = i32::try_from(year).ok().and_then(|year| era.first_year().checked_add(year - 1));
        let Some(western) = western.filter(|year| *year <= 9999) else {
            return Err(Refusal::new(
                format!("{written}は扱える範囲の外です。"),
                "令和82年12月31日までの日付を入れてください。",
            ));
        };
        let date = gregorian(western, month, day, &written)?;
        match Era::of(date) {
            Some(of_that_day) if of_that_day == era => Ok(date),
            Some(_) => Err(Refusal::new(
                format!(
                    "{written}はありません（{}は{}から{}まで）。",
                    era.name(),
                    ja(era.first_day()),
                    ja(era.last_day())
                ),
                format!("{}ではありませんか。", ja(date)),
            )),
            None => Err(out_of_range(date)),
        }
    }

    /// 令和6年5月23日（木）
    #[must_use]
    pub fn with_weekday(self) -> String {
        let letter = Wareki::to_date(self.era, self.year, self.month, self.day).map(weekday_letter);
        letter.map_or_else(|_| self.to_string(), |letter| format!("{self}（{letter}）"))
    }

    /// R6.5.23
    #[must_use]
    pub fn short(self) -> String {
        format!("{}{}.{}.{}", self.era.letter(), self.year, self.month, self.day)
    }
}

impl fmt::Display for Wareki {
    /// 令和6年5月23日, 令和元年5月1日
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}月{}日", year_name(self.era, self.year), self.month, self.day)
    }
}

pub(crate) fn year_name(era: Era, year: u32) -> String {
    if year == 1 { format!("{}元年", era.name()) } else { format!("{}{year}年", era.name()) }
}

/// A Gregorian day; a month or day that does not exist is refused with the nearest one that does.
pub(crate) fn gregorian(year: i32, month: u32, day: u32, written: &str) -> Result<Date, Refusal> {
    if let Some(date) = Date::from_ymd_opt(year, month, day) {
        return Ok(date);
    }
    if !(1..=12).contains(&month) {
        return Err(Refusal::new(format!("{month}月はありません（{written}）。"), "月は1から12までで入れてください。"));
    }
    let last = last_day_of(year, month);
    if day == 0 {
        return Err(Refusal::new(format!("{written}はありません。"), format!("{month}月1日ではありませんか。")));
    }
    Err(Refusal::new(
        format!("{written}はありません。"),
        format!(
            "{month}月は{last}日までです。{}ではありませんか。",
            Date::from_ymd_opt(year, month, last).map_or(String::new(), ja)
        ),
    ))
}

pub(crate) fn last_day_of(year: i32, month: u32) -> u32 {
    (28..=31).rev().find(|day| Date::from_ymd_opt(year, month, *day).is_some()).unwrap_or(28)
}

fn ja(date: Date) -> String {
    wareki(date).map_or_else(|_| date.to_string(), |wareki| wareki.to_string())
}

/// The day of the week as the letter sheets print: 月火水木金土日.
#[must_use]
pub fn weekday_letter(date: Date) -> char {
    const LETTERS: [char; 7] = ['月', '火', '水', '木', '金', '土', '日'];
    LETTERS[date.weekday().num_days_from_monday() as usize]
}

/// The weekday of a printed letter, counted from Monday (0) to Sunday (6).
#[must_use]
pub fn weekday(letter: char) -> Option<u32> {
    "月火水木金土日".chars().position(|c| c == letter).map(|at| at as u32)
}

/// A day in words: 令和6年5月23日; ISO where 和暦 does not reach.
#[must_use]
pub fn in_words(date: Date) -> String {
    wareki(date).map_or_else(|_| date.to_string(), |day| day.to_string())
}

/// A day in words with its weekday: 令和6年5月23日（木）; ISO where 和暦 does not reach.
#[must_use]
pub fn with_weekday(date: Date) -> String {
    wareki(date).map_or_else(|_| date.to_string(), Wareki::with_weekday)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(iso: &str) -> Date {
        iso.parse().unwrap()
    }

    #[test]
    fn the_eras_change_on_their_boundary_days() {
        for (iso, name) in [
            ("1873-01-01", "明治6年1月1日"),
            ("1912-07-29", "明治45年7月29日"),
            ("1912-07-30", "大正元年7月30日"),
            ("1926-12-24", "大正15年12月24日"),
            ("1926-12-25", "昭和元年12月25日"),
            ("1989-01-07", "昭和64年1月7日"),
            ("1989-01-08", "平成元年1月8日"),
            ("2019-04-30", "平成31年4月30日"),
            ("2019-05-01", "令和元年5月1日"),
            ("2024-05-23", "令和6年5月23日"),
            ("2100-12-31", "令和82年12月31日"),
        ] {
            assert_eq!(wareki(date(iso)).unwrap().to_string(), name);
        }
        assert_eq!(wareki(date("2024-05-23")).unwrap().with_weekday(), "令和6年5月23日（木）");
        assert_eq!(wareki(date("2024-05-23")).unwrap().short(), "R6.5.23");
    }

    #[test]
    fn every_day_of_two_centuries_goes_there_and_back() {
        let mut day = FIRST_DAY;
        let mut before = None;
        while day <= LAST_DAY {
            let there = wareki(day).unwrap();
            assert_eq!(Wareki::to_date(there.era, there.year, there.month, there.day).unwrap(), day);
            assert_eq!(weekday(weekday_letter(day)), Some(day.weekday().num_days_from_monday()));
            if let Some((era, year)) = before {
                assert!((there.era, there.year) >= (era, year), "和暦 never runs backwards: {day}");
            }
            before = Some((there.era, there.year));
            day = day.succ_opt().unwrap();
        }
    }

    #[test]
    fn a_day_that_was_not_is_refused_with_the_one_that_was_meant() {
        let refused = |era, y, m, d| Wareki::to_date(era, y, m, d).unwrap_err().to_string();
        assert_eq!(
            refused(Era::Heisei, 35, 4, 1),
            "平成35年4月1日はありません（平成は平成元年1月8日から平成31年4月30日まで）。令和5年4月1日ではありませんか。"
        );
        assert!(refused(Era::Reiwa, 6, 2, 30).contains("2月は29日までです。令和6年2月29日ではありませんか。"));
        assert!(refused(Era::Reiwa, 1, 4, 30).contains("平成31年4月30日ではありませんか。"));
        assert!(refused(Era::Meiji, 5, 12, 2).contains("旧暦"));
        assert!(refused(Era::Reiwa, 6, 13, 1).contains("月は1から12まで"));
        assert!(refused(Era::Reiwa, 0, 1, 1).contains("令和元年"));
        assert!(refused(Era::Reiwa, 83, 1, 1).contains("2100年12月31日"));
        assert!(Wareki::to_date(Era::Reiwa, u32::MAX, 1, 1).is_err());
    }
}
