//! What is typed when a thing is kept longer.

use crate::editing::read::{day, lines};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use almanac::Date;

/// The fields of a hold.
pub const HOLD: Shape = Shape { kind: "Hold", fields: &[("reason", "続けるわけ"), ("until_on", "いつまで")] };

const MOST_REASON: usize = 200;

/// Why, and until when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldForm {
    /// 続けるわけ: a request for disclosure, a suit, an audit.
    pub reason: String,
    /// Through this day.
    pub until_on: Date,
}

impl HoldForm {
    /// Reads the fields on this day.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood, and for a day that is over.
    pub fn parse(texts: &Texts, today: Date) -> Result<HoldForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let reason = lines("reason", texts, MOST_REASON, w);
        if reason.is_empty() {
            w.push(Wrong::new("reason", "空です。続けるわけを入れてください。例: 開示請求の審査が続いている"));
        }
        let until_on = day("until_on", texts, w);
        if text(texts, "until_on").trim().is_empty() {
            w.push(Wrong::new("until_on", "空です。いつまで続けるかを入れてください。例: 令和9年3月31日"));
        }
        if until_on.is_some_and(|until| until < today) {
            w.push(Wrong::new("until_on", "もう過ぎた日です。きょうか、これからの日を入れてください。"));
        }
        match until_on {
            Some(until_on) if wrongs.is_empty() => Ok(HoldForm { reason, until_on }),
            _ => Err(wrongs),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(reason: &str, until: &str) -> Texts {
        [("reason", reason), ("until_on", until)].map(|(name, value)| (name.to_string(), value.to_string())).into()
    }

    #[test]
    fn a_hold_wants_its_reason_and_a_day_that_is_not_over() {
        let today = almanac::read_date("R8.11.25").unwrap();
        assert_eq!(HoldForm::parse(&typed(" 監査 ", "R8.11.25"), today).unwrap().reason, "監査");
        for (reason, until, field) in [
            ("", "R9.3.31", "reason"),
            ("監査", "", "until_on"),
            ("監査", "春", "until_on"),
            ("監査", "R8.11.24", "until_on"),
        ] {
            assert_eq!(HoldForm::parse(&typed(reason, until), today).unwrap_err()[0].field, field, "{reason} {until}");
        }
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics(reason in "(\\PC|\n){0,210}", until in "\\PC{0,20}") {
            let _ = HoldForm::parse(&typed(&reason, &until), almanac::read_date("R8.11.25").unwrap());
        }
    }
}
