//! Dates in running text, with what was printed and what it means.

use crate::era::{Era, Wareki, gregorian, weekday};
use crate::numeral::Cursor;
use crate::{Date, Refusal};

/// A date found in running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateMention {
    /// First scalar.
    pub start: usize,
    /// One past the last scalar, the weekday in parentheses included.
    pub end: usize,
    /// The printed era; `None` where the year is Gregorian or none is printed.
    pub era: Option<Era>,
    /// The Gregorian year; `None` where no year is printed (5月23日).
    pub year: Option<i32>,
    /// As printed; 13 is possible, see `date`.
    pub month: u32,
    /// As printed; 31 of February is possible, see `date`. `None` for 令和6年5月.
    pub day: Option<u32>,
    /// The printed weekday, from Monday (0) to Sunday (6).
    pub weekday: Option<u32>,
    /// The year carries neither era nor four digits (6年5月23日, 6.5.23).
    pub is_era_missing: bool,
    /// The day; an error where a year, month and day are printed that no calendar has. `None` where no day can be told.
    pub date: Option<Result<Date, Refusal>>,
}

impl DateMention {
    /// The day, where one is printed that exists.
    #[must_use]
    pub fn day_printed(&self) -> Option<Date> {
        self.date.as_ref().and_then(|date| date.as_ref().ok()).copied()
    }
}

/// Every date of a text in plain scalars (see [`glyphs::plain`]), in order and without overlap: 令和6年5月23日（木）,
/// R6.11.14(木), 2024年5月23日, 2024/5/23, 平成 28 年 7 月 14 日 (木曜日), 5月23日, 令和6年5月.
#[must_use]
pub fn scan_dates(plain: &[char]) -> Vec<DateMention> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < plain.len() {
        match date_at(plain, at) {
            Some(mention) => {
                at = mention.end;
                found.push(mention);
            }
            None => at += 1,
        }
    }
    found
}

/// The date that is all of a typed field.
pub(crate) fn date_at_start(plain: &[char]) -> Option<DateMention> {
    let mention = plain.first().and_then(|_| date_at(plain, 0))?;
    (mention.end == plain.len()).then_some(mention)
}

/// Takes an era: its name, its letter or its one-scalar form (㋿).
pub(crate) fn era_at(cursor: &mut Cursor<'_>) -> Option<Era> {
    let first = cursor.peek()?;
    for era in Era::ALL {
        if era.name().starts_with(first) && cursor.take_word(era.name()) {
            return Some(era);
        }
    }
    let composed = match first {
        '㍾' => Era::Meiji,
        '㍽' => Era::Taisho,
        '㍼' => Era::Showa,
        '㍻' => Era::Heisei,
        '㋿' => Era::Reiwa,
        _ => {
            let era = Era::ALL.into_iter().find(|era| era.letter() == first.to_ascii_uppercase())?;
            let parted = cursor.at == 0 || !cursor.plain[cursor.at - 1].is_ascii_alphanumeric();
            let mut ahead = Cursor::new(cursor.plain, cursor.at + 1);
            ahead.take('.');
            if !parted || !(ahead.number(2).is_some() || ahead.take('元')) {
                return None;
            }
            cursor.at += 1;
            cursor.take('.');
            return Some(era);
        }
    };
    cursor.at += 1;
    Some(composed)
}

fn date_at(plain: &[char], start: usize) -> Option<DateMention> {
    let first = plain[start];
    let starts_here = first.is_ascii_alphanumeric() || "明大昭平令㍾㍽㍼㍻㋿一二三四五六七八九十".contains(first);
    if !starts_here || (start > 0 && first.is_ascii_digit() && plain[start - 1].is_ascii_digit()) {
        return None;
    }
    with_era(plain, start).or_else(|| gregorian_or_bare(plain, start)).map(|mut mention| {
        let mut cursor = Cursor::new(plain, mention.end);
        if mention.day.is_some() {
            mention.weekday = weekday_at(&mut cursor);
            mention.end = cursor.at;
        }
        mention
    })
}

fn with_era(plain: &[char], start: usize) -> Option<DateMention> {
    let mut cursor = Cursor::new(plain, start);
    let era = era_at(&mut cursor)?;
    let year = if cursor.take('元') { 1 } else { cursor.number(2)? };
    let western = era.first_year() + year as i32 - 1;
    let (month, day) = month_and_day(&mut cursor, western)?;
    let date = day.map(|day| Wareki::to_date(era, year, month, day));
    let mention = DateMention {
        start,
        end: cursor.at,
        era: Some(era),
        year: Some(western),
        month,
        day,
        weekday: None,
        is_era_missing: false,
        date,
    };
    Some(mention)
}

fn gregorian_or_bare(plain: &[char], start: usize) -> Option<DateMention> {
    let mut cursor = Cursor::new(plain, start);
    let first = cursor.number(4)?;
    let bare = DateMention {
        start,
        end: cursor.at,
        era: None,
        year: None,
        month: first,
        day: None,
        weekday: None,
        is_era_missing: false,
        date: None,
    };
    if first >= 1873 {
        let (month, day) = month_and_day(&mut cursor, first as i32)?;
        let written = format!("{first}年{month}月{}日", day.unwrap_or(1));
        let date = day.map(|day| gregorian(first as i32, month, day, &written));
        return Some(DateMention { end: cursor.at, year: Some(first as i32), month, day, date, ..bare });
    }
    if first > 0 && first < 100 {
        let mut ahead = cursor;
        if ahead.take('年') {
            // 6年5月23日: a year of some era. 「3年2か月」 is a length of time, so the day must follow.
            let month = ahead.number(2)?;
            let day = (ahead.take('月')).then(|| ahead.number(2)).flatten()?;
            if !ahead.take('日') {
                return None;
            }
            return Some(DateMention { end: ahead.at, month, day: Some(day), is_era_missing: true, ..bare });
        }
        if cursor.take('月') {
            let day = cursor.number(2)?;
            if !cursor.take('日') || cursor.take('間') {
                return None;
            }
            return Some(DateMention { end: cursor.at, month: first, day: Some(day), ..bare });
        }
    }
    None
}

/// 令和元年（2019年）, 2019年（令和元年）: the same year in the other calendar, in parentheses. One that disagrees is left alone.
fn same_year_again(cursor: &mut Cursor<'_>, western: i32) {
    let mut ahead = *cursor;
    if !ahead.take('(') {
        return;
    }
    let year = match era_at(&mut ahead) {
        Some(era) if ahead.take('元') => Some(era.first_year()),
        Some(era) => ahead.number(2).map(|year| era.first_year() + year as i32 - 1),
        None => ahead.number(4).map(|year| year as i32),
    };
    ahead.take('年');
    if ahead.take(')') && year == Some(western) {
        *cursor = ahead;
    }
}

/// After the year: 年5月23日, 年（2024年）5月23日, 年5月, .5.23, /5/23, -05-23.
fn month_and_day(cursor: &mut Cursor<'_>, western: i32) -> Option<(u32, Option<u32>)> {
    if cursor.take('年') {
        same_year_again(cursor, western);
        let month = cursor.number(2)?;
        if !cursor.take('月') {
            return None;
        }
        let mut ahead = *cursor;
        if let Some(day) = ahead.number(2)
            && ahead.take('日')
        {
            *cursor = ahead;
            return Some((month, Some(day)));
        }
        return Some((month, None));
    }
    let separator = cursor.take_any(&['.', '/', '-'])?;
    let month = cursor.number(2)?;
    if !cursor.take(separator) {
        return None;
    }
    let day = cursor.number(2)?;
    Some((month, Some(day)))
}

/// （木） (木曜日) ［木］, or 木曜日 without parentheses.
fn weekday_at(cursor: &mut Cursor<'_>) -> Option<u32> {
    let mut ahead = *cursor;
    let opened = ahead.take_any(&['(', '[', '〔', '【', '<']);
    ahead.blanks();
    let letter = ahead.peek().and_then(weekday)?;
    ahead.at += 1;
    let named = ahead.take('曜');
    if named {
        ahead.take('日');
    }
    if opened.is_some() {
        // （木・祝）, (土祝)
        while ahead.take_any(&['・', '祝', '休', '振', ',']).is_some() {}
        ahead.take_any(&[')', ']', '〕', '】', '>'])?;
    } else if !named {
        return None;
    }
    *cursor = ahead;
    Some(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, Option<Date>, Option<u32>)> {
        let plain: Vec<char> = text.chars().map(glyphs::plain).collect();
        let scalars: Vec<char> = text.chars().collect();
        scan_dates(&plain)
            .into_iter()
            .map(|m| (scalars[m.start..m.end].iter().collect(), m.day_printed(), m.weekday))
            .collect()
    }

    #[test]
    fn dates_are_found_as_sheets_print_them() {
        let day = Some("2024-11-14".parse().unwrap());
        for text in [
            "令和６年１１月１４日（木）", "R6.11.14(木)", "Ｒ６．１１．１４（木）", "令和 6 年 11 月 14 日 (木曜日)",
            "2024年11月14日（木・祝）", "令和六年十一月十四日木曜日", "㋿6年11月14日[木]",
        ] {
            assert_eq!(read(&format!("次回は{text}９時～")), [(text.to_string(), day, Some(3))], "{text}");
        }
        assert_eq!(read("2024/11/14"), [("2024/11/14".into(), day, None)]);
        assert_eq!(read("2024-11-14 10:00"), [("2024-11-14".into(), day, None)]);
    }

    #[test]
    fn what_is_no_date_is_left_alone() {
        for text in [
            "3年2か月", "10月中", "第3回", "1/4", "R6-003", "資料4-1", "令和6年度", "20241114", "5月3日間", "3.5.2",
            "令和元年（2018年）",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }

    #[test]
    fn a_date_without_its_year_or_era_says_so() {
        let plain: Vec<char> = "5月23日（木）、6年5月23日".chars().map(glyphs::plain).collect();
        let found = scan_dates(&plain);
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].year, found[0].is_era_missing, found[0].weekday), (None, false, Some(3)));
        assert!(found[1].is_era_missing);
        assert!(found.iter().all(|m| m.date.is_none()));
    }

    #[test]
    fn an_impossible_date_is_found_and_explained() {
        let plain: Vec<char> = "令和6年2月30日".chars().collect();
        let found = scan_dates(&plain);
        assert!(found[0].date.clone().unwrap().unwrap_err().to_string().contains("2月29日"));
    }
}
