//! How the fields of every form are read. Pure.

use crate::editing::shape::{Texts, Wrong, text};
use almanac::{Date, FiscalYear};

/// One line of at most `most` characters; outer spaces go.
pub fn one_line(field: &'static str, texts: &Texts, most: usize, wrongs: &mut Vec<Wrong>) -> String {
    let line = text(texts, field).trim();
    if line.contains('\n') {
        wrongs.push(Wrong::new(field, "改行が入っています。1行にしてください。"));
    } else if line.chars().count() > most {
        wrongs.push(Wrong::new(field, format!("長すぎます。{most}文字までにしてください。")));
    }
    line.to_string()
}

/// Any number of lines, together of at most `most` characters; outer spaces go.
pub fn lines(field: &'static str, texts: &Texts, most: usize, wrongs: &mut Vec<Wrong>) -> String {
    let lines = text(texts, field).trim();
    if lines.chars().count() > most {
        wrongs.push(Wrong::new(field, format!("長すぎます。{most}文字までにしてください。")));
    }
    lines.to_string()
}

/// A day, if one was typed.
pub fn day(field: &'static str, texts: &Texts, wrongs: &mut Vec<Wrong>) -> Option<Date> {
    let typed = text(texts, field);
    if typed.trim().is_empty() {
        return None;
    }
    almanac::read_date(typed).map_err(|refusal| wrongs.push(Wrong::new(field, refusal.to_string()))).ok()
}

/// A 年度, if one was typed.
pub fn fiscal_year(field: &'static str, texts: &Texts, wrongs: &mut Vec<Wrong>) -> Option<FiscalYear> {
    let typed = text(texts, field);
    if typed.trim().is_empty() {
        return None;
    }
    let refuse = |wrongs: &mut Vec<Wrong>| {
        wrongs.push(Wrong::new(field, "年度として読めません。例: 令和9年度、R9、2027"));
    };
    almanac::read_fiscal_year(typed).map_err(|_| refuse(wrongs)).ok()
}

/// An amount of money in yen, if one was typed.
pub fn yen(field: &'static str, texts: &Texts, wrongs: &mut Vec<Wrong>) -> Option<i64> {
    let typed = text(texts, field);
    if typed.trim().is_empty() {
        return None;
    }
    let amount = read_yen(typed);
    if amount.is_none() {
        wrongs.push(Wrong::new(field, "金額として読めません。円で入れてください。例: 440000、44万円、1,200千円"));
    }
    amount
}

/// A count of people, if one was typed.
pub fn count(field: &'static str, texts: &Texts, wrongs: &mut Vec<Wrong>) -> Option<i64> {
    let typed = text(texts, field);
    if typed.trim().is_empty() {
        return None;
    }
    let count = read_count(typed);
    if count.is_none() {
        wrongs.push(Wrong::new(field, "人数として読めません。数を入れてください。例: 48200、4万8千、12万人"));
    }
    count
}

/// Codes of a list of which any number holds; each once, in the order in which they came.
pub fn codes<T: PartialEq>(
    field: &'static str,
    texts: &Texts,
    parse: impl Fn(&str) -> Option<T>,
    wrongs: &mut Vec<Wrong>,
) -> Vec<T> {
    let mut chosen = vec![];
    for code in text(texts, field).split_whitespace() {
        match parse(code) {
            Some(one) if !chosen.contains(&one) => chosen.push(one),
            Some(_) => {}
            None => {
                wrongs.push(Wrong::new(field, "一覧から選んでください。"));
                return chosen;
            }
        }
    }
    chosen
}

/// One code of a list, or none.
pub fn code<T>(
    field: &'static str,
    texts: &Texts,
    parse: impl Fn(&str) -> Option<T>,
    wrongs: &mut Vec<Wrong>,
) -> Option<T> {
    let typed = text(texts, field).trim();
    let known = parse(typed);
    if known.is_none() && !typed.is_empty() {
        wrongs.push(Wrong::new(field, "一覧から選んでください。"));
    }
    known
}

/// So much is the most that a municipality's form takes: a trillion yen.
const MOST_YEN: i64 = 1_000_000_000_000;

/// So many people is the most that a municipality has.
const MOST_PEOPLE: i64 = 100_000_000;

/// Yen as clerks type them: 440000, ４４０，０００円, 44万円, 1億2,000万, 1,200千円, 1.5万円.
pub fn read_yen(typed: &str) -> Option<i64> {
    let plain = plain(typed);
    let plain = plain.strip_prefix(['¥', '￥']).unwrap_or(&plain);
    amount(plain.strip_suffix('円').unwrap_or(plain), MOST_YEN)
}

/// A count of people as clerks type it: 123,456人, 12万, １２万３千, 約48,000人.
pub fn read_count(typed: &str) -> Option<i64> {
    let plain = plain(typed);
    let plain = plain.strip_prefix('約').unwrap_or(&plain);
    amount(plain.strip_suffix('人').unwrap_or(plain), MOST_PEOPLE)
}

/// Without blanks and the commas between digits, in plain characters.
fn plain(typed: &str) -> String {
    typed.chars().map(glyphs::plain).filter(|c| !c.is_whitespace() && *c != ',').collect()
}

/// Digits and units: 440000, 44万, 1億2000万, 1.5万; at most `most`.
fn amount(mut rest: &str, most: i64) -> Option<i64> {
    let mut sum: i64 = 0;
    let mut last = i64::MAX;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let (number, after) = rest.split_at(end);
        let (unit, width) = match after.chars().next() {
            Some('億') => (100_000_000, '億'.len_utf8()),
            Some('万') => (10_000, '万'.len_utf8()),
            Some('千') => (1_000, '千'.len_utf8()),
            None => (1, 0),
            Some(_) => return None,
        };
        // 万 after 億, never the other way round, and none twice.
        if unit >= last {
            return None;
        }
        last = unit;
        sum = sum.checked_add(times(number, unit)?)?;
        rest = &after[width..];
    }
    (last < i64::MAX && sum <= most).then_some(sum)
}

/// A number with perhaps a fraction, times a unit; only a whole number comes out.
fn times(number: &str, unit: i64) -> Option<i64> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    if whole.is_empty() || whole.len() > 13 || fraction.len() > 8 || number.ends_with('.') {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    let mut sum = whole.checked_mul(unit)?;
    if !fraction.is_empty() {
        let parts = 10_i64.checked_pow(u32::try_from(fraction.len()).ok()?)?;
        let product = fraction.parse::<i64>().ok()?.checked_mul(unit)?;
        if product % parts != 0 {
            return None;
        }
        sum = sum.checked_add(product / parts)?;
    }
    Some(sum)
}

/// 440,000円.
pub fn yen_in_words(yen: i64) -> String {
    format!("{}円", grouped(yen))
}

/// 123,456人.
pub fn count_in_words(count: i64) -> String {
    format!("{}人", grouped(count))
}

/// 440,000.
pub fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{}{grouped}", if number < 0 { "−" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn yen_are_read_as_clerks_type_them() {
        let known = [
            ("440000", 440_000),
            ("４４０，０００円", 440_000),
            ("44万円", 440_000),
            ("44万5千", 445_000),
            ("1億2,000万", 120_000_000),
            ("1,200千円", 1_200_000),
            ("1.5万円", 15_000),
            ("0", 0),
            (" ¥ 300 ", 300),
        ];
        for (typed, yen) in known {
            assert_eq!(read_yen(typed), Some(yen), "{typed}");
        }
        for typed in
            ["", "円", "万円", "44万1億", "44万万", "-5", "1.55555円", "1..5", "5.", "四十万", "9999999999999999"]
        {
            assert_eq!(read_yen(typed), None, "{typed}");
        }
        assert_eq!(yen_in_words(1_234_567), "1,234,567円");
        assert_eq!(yen_in_words(0), "0円");
    }

    #[test]
    fn people_are_counted_as_clerks_type_them() {
        let known = [
            ("48200", 48_200),
            ("123,456人", 123_456),
            ("12万", 120_000),
            ("１２万３千", 123_000),
            ("約4.8万人", 48_000),
            ("137万人", 1_370_000),
        ];
        for (typed, count) in known {
            assert_eq!(read_count(typed), Some(count), "{typed}");
        }
        for typed in ["", "人", "12万円", "¥300", "多い", "-5人", "0.5人", "2億", "12万人くらい"] {
            assert_eq!(read_count(typed), None, "{typed}");
        }
        assert_eq!(count_in_words(48_200), "48,200人");
    }

    proptest! {
        #[test]
        fn what_is_said_of_a_count_is_read_back(count in 0..MOST_PEOPLE) {
            prop_assert_eq!(read_count(&count_in_words(count)), Some(count));
        }

        #[test]
        fn what_is_said_of_an_amount_is_read_back(yen in 0..MOST_YEN) {
            prop_assert_eq!(read_yen(&yen_in_words(yen)), Some(yen));
        }

        #[test]
        fn arbitrary_amounts_never_panic(typed in "\\PC{0,20}") {
            let _ = (read_yen(&typed), read_count(&typed));
        }

        #[test]
        fn arbitrary_digits_and_units_never_panic(typed in "[0-9.,万億千円]{0,30}") {
            let _ = read_yen(&typed);
        }
    }
}
