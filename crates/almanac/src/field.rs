//! One forgiving date field.

use crate::era::{Wareki, gregorian, weekday_letter};
use crate::mention::date_at_start;
use crate::{Date, Era, Refusal};
use chrono::Datelike;

/// A date as a clerk types it: `R6.5.23`, `令和6年5月23日（木）`, `20240523`, `２０２４／５／２３`, `6/5/23` (a two-figure year
/// is 令和).
///
/// # Errors
/// What no calendar has, what is no date, and a weekday that is not the day's, each with the value that would do.
pub fn read_date(typed: &str) -> Result<Date, Refusal> {
    let plain: Vec<char> = typed.trim().chars().map(glyphs::plain).collect();
    if let Some(mention) = date_at_start(&plain)
        && let Some(date) = mention.date
    {
        let date = date?;
        if date.year() > crate::LAST_DAY.year() || date < crate::FIRST_DAY {
            return crate::wareki(date).map(|_| date);
        }
        return match mention.weekday {
            Some(printed) if printed != date.weekday().num_days_from_monday() => Err(Refusal::new(
                "日付と曜日が合いません。",
                format!("{}は（{}）です。日付か曜日のどちらかを直してください。", ja(date), weekday_letter(date)),
            )),
            _ => Ok(date),
        };
    }
    let compact: String = plain.iter().filter(|c| **c != ' ').collect();
    if compact.len() == 8 && compact.bytes().all(|b| b.is_ascii_digit()) {
        let number = |from: usize, to: usize| compact[from..to].parse::<u32>().unwrap_or(0);
        let (year, month, day) = (number(0, 4), number(4, 6), number(6, 8));
        let date = gregorian(year as i32, month, day, &format!("{year}年{month}月{day}日"))?;
        return crate::wareki(date).map(|_| date);
    }
    let parts: Vec<&str> = compact.split(['/', '.', '-']).collect();
    if let [year, month, day] = parts[..]
        && let (Ok(year), Ok(month), Ok(day)) = (year.parse::<u32>(), month.parse(), day.parse())
        && year < 100
    {
        return Wareki::to_date(Era::Reiwa, year, month, day);
    }
    Err(Refusal::new(
        if compact.is_empty() {
            "日付が空です。".to_string()
        } else {
            format!("「{}」は日付として読めません。", typed.trim())
        },
        "「令和6年5月23日」「R6.5.23」「20240523」のように入れてください。",
    ))
}

fn ja(date: Date) -> String {
    crate::wareki(date).map_or_else(|_| date.to_string(), |w| w.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_field_takes_every_way_of_typing_a_day() {
        let day = "2024-05-23".parse().unwrap();
        for typed in [
            "R6.5.23", "r6.5.23", "令和6年5月23日", "令和６年５月２３日（木）", "20240523", "２０２４／５／２３",
            "6/5/23", "2024-05-23", " 2024.5.23 ", "令和六年五月二十三日", "2024年5月23日木曜日",
        ] {
            assert_eq!(read_date(typed), Ok(day), "{typed}");
        }
    }

    #[test]
    fn what_cannot_be_is_refused_with_what_could() {
        for (typed, fix) in [
            ("令和6年5月23日（水）", "（木）です"),
            ("平成35年1月1日", "令和5年1月1日ではありませんか"),
            ("令和6年2月30日", "令和6年2月29日ではありませんか"),
            ("20240230", "令和6年2月29日ではありませんか"),
            ("明治5年1月1日", "明治6年1月1日"),
            ("きのう", "令和6年5月23日"),
            ("", "令和6年5月23日"),
            ("18500101", "明治6年1月1日"),
            ("令和6年5月23日から", "令和6年5月23日"),
        ] {
            let refusal = read_date(typed).unwrap_err();
            assert!(refusal.to_string().contains(fix), "{typed}: {refusal}");
        }
    }

    proptest! {
        #[test]
        fn every_day_is_read_back_from_every_form(offset in 0i64..83_000) {
            let day = crate::FIRST_DAY + chrono::Days::new(offset as u64);
            let wareki = crate::wareki(day).unwrap();
            for typed in [wareki.to_string(), wareki.with_weekday(), wareki.short(), day.to_string(), day.format("%Y%m%d").to_string()] {
                prop_assert_eq!(read_date(&typed), Ok(day), "{}", typed);
            }
        }

        #[test]
        fn arbitrary_typing_never_panics_and_is_refused_with_a_fix(typed in "\\PC{0,20}") {
            if let Err(refusal) = read_date(&typed) {
                prop_assert!(!refusal.fix.is_empty());
            }
        }
    }
}
