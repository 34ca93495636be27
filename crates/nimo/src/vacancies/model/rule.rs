//! 空室の知らせの決まり: for how many days a notice is believed. It is the town's own practice and holds from a day on.

use crate::editing::read::{day, one_line};
use crate::editing::shape::{Texts, Wrong, text};
use almanac::Date;

/// So many days a notice is believed where the town has said nothing: practice, 未確認.
pub const USUAL_DAYS: i64 = 30;
const MOST_DAYS: i64 = 366;
const MOST_LINE: usize = 200;

/// An edition of the rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VacancyRule {
    /// From which day on.
    pub from_on: Date,
    /// For how many days a notice is believed.
    pub days: i64,
    /// Why: who decided it.
    pub source: String,
}

impl VacancyRule {
    /// Reads `from_on`, `days` and `source`.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts) -> Result<VacancyRule, Vec<Wrong>> {
        let mut wrongs = vec![];
        let from_on = day("from_on", texts, &mut wrongs);
        let source = one_line("source", texts, MOST_LINE, &mut wrongs);
        let plain: String = text(texts, "days").trim().trim_end_matches('日').chars().map(glyphs::plain).collect();
        let days = plain.parse().ok().filter(|days| (1..=MOST_DAYS).contains(days));
        if days.is_none() {
            wrongs.push(Wrong::new("days", "日数として読めません。1から366までの数を入れてください。例: 30"));
        }
        if from_on.is_none() && wrongs.iter().all(|wrong| wrong.field != "from_on") {
            wrongs.push(Wrong::new("from_on", "いつからの決まりかを入れてください。例: R9.4.1"));
        }
        if source.is_empty() && wrongs.iter().all(|wrong| wrong.field != "source") {
            wrongs.push(Wrong::new("source", "だれが、どう決めたかを入れてください。例: 居住支援部会の申し合わせ"));
        }
        match (from_on, days) {
            (Some(from_on), Some(days)) if wrongs.is_empty() => Ok(VacancyRule { from_on, days, source }),
            _ => Err(wrongs),
        }
    }

    /// For how many days a notice of this day is believed: by the newest edition that holds on it, else the usual days.
    pub fn days_on(editions: &[VacancyRule], day: Date) -> i64 {
        let holds = editions.iter().filter(|edition| edition.from_on <= day);
        holds.max_by_key(|edition| edition.from_on).map_or(USUAL_DAYS, |edition| edition.days)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(pairs: &[(&str, &str)]) -> Texts {
        pairs.iter().map(|(name, value)| ((*name).to_string(), (*value).to_string())).collect()
    }

    #[test]
    fn an_old_notice_is_judged_by_the_rule_of_its_day() {
        let rule = |from: &str, days: &str| {
            VacancyRule::parse(&typed(&[("from_on", from), ("days", days), ("source", "部会")])).unwrap()
        };
        let editions = [rule("R8.4.1", "14日"), rule("R9.4.1", "２１")];
        let days = |day: &str| VacancyRule::days_on(&editions, day.parse().unwrap());
        assert_eq!((days("2026-03-31"), days("2026-04-01"), days("2027-04-01")), (USUAL_DAYS, 14, 21));
        for (field, pairs) in [
            ("days", &[("from_on", "R8.4.1"), ("days", "0"), ("source", "部会")]),
            ("from_on", &[("from_on", ""), ("days", "3"), ("source", "部会")]),
            ("source", &[("from_on", "R8.4.1"), ("days", "3"), ("source", "")]),
        ] {
            assert_eq!(VacancyRule::parse(&typed(pairs)).unwrap_err()[0].field, field);
        }
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics(from in "\\PC{0,20}", days in "\\PC{0,10}", source in "\\PC{0,20}") {
            let _ = VacancyRule::parse(&typed(&[("from_on", &from), ("days", &days), ("source", &source)]));
        }
    }
}
