//! How figures of a form are read that are no whole numbers. Pure.

use crate::editing::read::count;
use crate::editing::shape::{Texts, Wrong, text};

/// 常勤換算 and sums of it, in hundredths: 117 is 1.17人.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Hundredths(pub i64);

/// So much is the most that one office has.
const MOST: i64 = 100_000;

impl Hundredths {
    /// 1.17, 2.
    pub fn in_words(self) -> String {
        match (self.0 / 100, self.0 % 100) {
            (whole, 0) => whole.to_string(),
            (whole, rest) if rest % 10 == 0 => format!("{whole}.{}", rest / 10),
            (whole, rest) => format!("{whole}.{rest:02}"),
        }
    }

    /// From 1.17, １．５人, 2. `None` for more than two decimals.
    pub fn parse(typed: &str) -> Option<Hundredths> {
        let plain: String = typed.chars().map(glyphs::plain).filter(|c| !c.is_whitespace() && *c != ',').collect();
        let plain = plain.strip_suffix('人').unwrap_or(&plain);
        let (whole, rest) = plain.split_once('.').unwrap_or((plain, "0"));
        let are_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !are_digits(whole) || !are_digits(rest) || whole.len() > 5 || rest.len() > 2 {
            return None;
        }
        let hundredths = whole.parse::<i64>().ok()? * 100 + format!("{rest:0<2}").parse::<i64>().ok()?;
        (hundredths <= MOST).then_some(Hundredths(hundredths))
    }
}

/// A number of at most two decimals, if one was typed.
pub fn hundredths(field: &'static str, texts: &Texts, wrongs: &mut Vec<Wrong>) -> Option<Hundredths> {
    let typed = text(texts, field);
    if typed.trim().is_empty() {
        return None;
    }
    let number = Hundredths::parse(typed);
    if number.is_none() {
        wrongs.push(Wrong::new(field, "数として読めません。小数は2けたまでで入れてください。例: 1.17、2.5"));
    }
    number
}

/// So many people is the most that one form counts.
const MOST_PEOPLE: i64 = 9_999;

/// A count of people of one office or town, if one was typed.
pub(super) fn people(field: &'static str, texts: &Texts, wrongs: &mut Vec<Wrong>) -> Option<i64> {
    let number = count(field, texts, wrongs)?;
    if number > MOST_PEOPLE {
        wrongs.push(Wrong::new(field, "多すぎます。9,999人までで入れてください。"));
    }
    Some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_share_of_a_post_has_two_decimals() {
        for (typed, number) in [("1.17", 117), ("１．５人", 150), ("2", 200), (" 0.05 ", 5), ("12.3", 1230)] {
            assert_eq!(Hundredths::parse(typed), Some(Hundredths(number)), "{typed}");
        }
        for odd in ["", "1.167", ".5", "1.", "-1", "一人", "1.5.2", "1001"] {
            assert_eq!(Hundredths::parse(odd), None, "{odd}");
        }
        assert_eq!([117, 150, 200, 5].map(|number| Hundredths(number).in_words()), ["1.17", "1.5", "2", "0.05"]);
    }

    proptest! {
        #[test]
        fn what_is_said_of_a_share_is_read_back(number in 0..=MOST) {
            prop_assert_eq!(Hundredths::parse(&Hundredths(number).in_words()), Some(Hundredths(number)));
        }

        #[test]
        fn arbitrary_shares_never_panic(typed in "\\PC{0,12}") {
            let _ = Hundredths::parse(&typed);
        }
    }
}
