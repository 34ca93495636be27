//! The town's own figures of a quarter: who has a plan made by an office, and who makes one alone.

use super::Quarter;
use super::load::stands;
use super::read::people;
use crate::editing::read::{day, one_line};
use crate::editing::shape::{Shape, Texts, Wrong};
use almanac::Date;

/// The fields of the form.
pub const QUARTER: Shape = Shape {
    kind: "PlanQuarter",
    fields: &[
        ("as_of", "いつの時点"),
        ("source", "出典"),
        ("adults", "計画相談の利用者（者）"),
        ("children", "計画相談の利用者（児）"),
        ("wanted_adults", "望んでセルフプラン（者）"),
        ("wanted_children", "望んでセルフプラン（児）"),
        ("lacking_adults", "事業所がなくてセルフプラン（者）"),
        ("lacking_children", "事業所がなくてセルフプラン（児）"),
    ],
};

/// セルフプラン of one kind of people: those who wished it, and those for whom there was no office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SelfPlans {
    /// 望んで; `None` where nobody counted.
    pub wanted: Option<i64>,
    /// 事業所がないため; `None` where nobody counted.
    pub lacking: Option<i64>,
}

impl SelfPlans {
    /// Both, where both are known.
    pub fn all(self) -> Option<i64> {
        Some(self.wanted? + self.lacking?)
    }
}

/// What the form holds, understood. A count that was left empty is `None`: nobody knows it, and it is not nought.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QuarterForm {
    /// いつの時点; `None` before anybody counted.
    pub as_of: Option<Date>,
    /// 出典.
    pub source: String,
    /// 計画相談の利用者, 者: without those who make their plan alone.
    pub adults: Option<i64>,
    /// 計画相談の利用者, 児.
    pub children: Option<i64>,
    /// セルフプラン, 者.
    pub own_adults: SelfPlans,
    /// セルフプラン, 児.
    pub own_children: SelfPlans,
}

const MOST_LINE: usize = 200;

impl QuarterForm {
    /// Reads the fields.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts) -> Result<QuarterForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let mut number = |field: &'static str| people(field, texts, w);
        let form = QuarterForm {
            adults: number("adults"),
            children: number("children"),
            own_adults: SelfPlans { wanted: number("wanted_adults"), lacking: number("lacking_adults") },
            own_children: SelfPlans { wanted: number("wanted_children"), lacking: number("lacking_children") },
            as_of: day("as_of", texts, w),
            source: one_line("source", texts, MOST_LINE, w),
        };
        let is_wrong = |wrongs: &[Wrong], field| wrongs.iter().any(|wrong| wrong.field == field);
        if form.as_of.is_none() && !is_wrong(&wrongs, "as_of") {
            wrongs.push(Wrong::new("as_of", "いつの時点の数かを入れてください。この四半期の、きょうまでの日です。"));
        }
        if form.source.is_empty() {
            wrongs.push(Wrong::new("source", "空です。どこで数えたかを入れてください。例: 支給決定の台帳"));
        }
        if QUARTER.fields[2..].iter().all(|(field, _)| stands(texts, field).is_empty()) {
            wrongs.push(Wrong::new("adults", "人数が1つも入っていません。分かる数から入れてください。"));
        }
        if wrongs.is_empty() { Ok(form) } else { Err(wrongs) }
    }

    /// The fields as texts, for a version.
    pub fn texts(&self) -> Texts {
        let told = |count: Option<i64>| count.map_or_else(String::new, |count| count.to_string());
        let texts = [
            ("as_of", self.as_of.map_or_else(String::new, |day| day.to_string())),
            ("source", self.source.clone()),
            ("adults", told(self.adults)),
            ("children", told(self.children)),
            ("wanted_adults", told(self.own_adults.wanted)),
            ("wanted_children", told(self.own_children.wanted)),
            ("lacking_adults", told(self.own_adults.lacking)),
            ("lacking_children", told(self.own_children.lacking)),
        ];
        texts.into_iter().map(|(name, value)| (name.to_string(), value)).collect()
    }

    /// The day is one of the quarter, and none to come.
    pub fn wrong_on(&self, quarter: Quarter, today: Date) -> Option<Wrong> {
        let day = self.as_of?;
        if day > today {
            return Some(Wrong::new("as_of", "きょうより先の日です。数えた日を入れてください。"));
        }
        (Quarter::of(day) != quarter).then(|| {
            let last = almanac::in_words(quarter.last_day());
            Wrong::new(
                "as_of",
                format!("{}の日ではありません。{last}までの3か月の日を入れてください。", quarter.in_words()),
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::editing::shape::text;
    use proptest::prelude::*;

    fn typed(pairs: &[(&str, &str)]) -> Texts {
        let least = [("as_of", "R8.11.20"), ("source", "支給決定の台帳"), ("adults", "320")];
        least.iter().chain(pairs).map(|(name, value)| ((*name).to_string(), (*value).to_string())).collect()
    }

    #[test]
    fn a_town_counts_those_who_wished_it_apart_from_those_who_found_no_office() {
        let form = QuarterForm::parse(&typed(&[("wanted_adults", "12人"), ("lacking_adults", "31")])).unwrap();
        assert_eq!((form.own_adults.all(), form.own_children.all()), (Some(43), None));
        let texts = form.texts();
        assert_eq!(text(&texts, "children"), "", "what nobody counted is not nought when the form is opened again");
        assert_eq!(QuarterForm::parse(&typed(&[("children", "0")])).unwrap().children, Some(0));
        let wrong = |pairs: &[(&str, &str)]| {
            QuarterForm::parse(&typed(pairs)).unwrap_err().iter().map(|wrong| wrong.field).collect::<Vec<_>>()
        };
        for (field, value) in [("as_of", ""), ("as_of", "x"), ("source", ""), ("adults", ""), ("lacking_children", "x")]
        {
            assert_eq!(wrong(&[(field, value)]), [field], "{value}");
        }
        let third = Quarter::parse("2026q3").unwrap();
        let today: Date = "2026-11-30".parse().unwrap();
        assert_eq!(form.wrong_on(third, today), None);
        assert!(form.wrong_on(third.next(), today).is_some());
        assert!(form.wrong_on(third, "2026-11-01".parse().unwrap()).is_some());
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics_and_what_is_understood_stays(field in 0usize..8, value in "\\PC{0,30}") {
            let texts = typed(&[(QUARTER.fields[field].0, &value)]);
            if let Ok(form) = QuarterForm::parse(&texts) {
                prop_assert_eq!(QuarterForm::parse(&form.texts()), Ok(form));
            }
        }
    }
}
