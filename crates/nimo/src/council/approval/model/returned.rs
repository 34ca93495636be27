//! What is typed when a proposal came back.

use crate::editing::read::{day, one_line};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use almanac::Date;

/// The fields with which a proposal came back.
pub const RETURN: Shape =
    Shape { kind: "Return", fields: &[("number", "決裁の番号"), ("decided_on", "決裁の日")] };

const MOST_NUMBER: usize = 40;

/// Number and day, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnForm {
    /// As the town's own system has it.
    pub number: String,
    /// The day on which it was decided.
    pub decided_on: Date,
}

impl ReturnForm {
    /// Reads the fields.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts) -> Result<ReturnForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let number = one_line("number", texts, MOST_NUMBER, w);
        if number.is_empty() {
            w.push(Wrong::new("number", "空です。戻った伺いの番号を入れてください。例: 8みほ障第210号"));
        }
        let decided_on = day("decided_on", texts, w);
        if text(texts, "decided_on").trim().is_empty() {
            w.push(Wrong::new("decided_on", "空です。決裁の日を入れてください。例: 令和8年11月25日"));
        }
        match decided_on {
            Some(decided_on) if wrongs.is_empty() => Ok(ReturnForm { number, decided_on }),
            _ => Err(wrongs),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(number: &str, day: &str) -> Texts {
        [("number", number), ("decided_on", day)].map(|(name, value)| (name.to_string(), value.to_string())).into()
    }

    #[test]
    fn number_and_day_are_both_wanted() {
        let read = |number, day| ReturnForm::parse(&typed(number, day));
        assert_eq!(read(" 8みほ障第210号 ", "R8.11.25").unwrap().number, "8みほ障第210号");
        for (number, day, field) in [
            ("", "R8.11.25", "number"),
            ("1\n2", "R8.11.25", "number"),
            ("1", "", "decided_on"),
            ("1", "春", "decided_on"),
        ] {
            assert_eq!(read(number, day).unwrap_err()[0].field, field, "{number} {day}");
        }
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics(number in "(\\PC|\n){0,50}", day in "\\PC{0,20}") {
            let _ = ReturnForm::parse(&typed(&number, &day));
        }
    }
}
