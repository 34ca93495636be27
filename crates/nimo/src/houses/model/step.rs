//! 様子: how far a house has come, one row for each change.

use crate::editing::coded::coded;
use crate::editing::read::{code, day, lines};
use crate::editing::shape::{Texts, Wrong};
use crate::plumbing::clock::Moment;
use almanac::Date;

coded! {
    /// 様子 of a house.
    pub enum HouseStage {
        /// 話が来た.
        Heard = "heard", "話が来た";
        /// 調べている.
        Looking = "looking", "調べている";
        /// 事業者と話している.
        Talking = "talking", "事業者と話している";
        /// 使うことになった.
        Used = "used", "使うことになった";
        /// 見送り.
        Dropped = "dropped", "見送り";
    }
}

coded! {
    /// 見送りのわけ, so that the council can count them.
    pub enum DropReason {
        /// The house itself.
        Building = "building", "建物や設備の条件";
        /// Money.
        Cost = "cost", "改修の費用";
        /// The owner.
        Owner = "owner", "持ち主の意向";
        /// Nobody to run it.
        Operator = "operator", "使う事業者がいない";
        /// The place.
        Place = "place", "用途地域・ハザード";
        /// The neighbours.
        Neighbours = "neighbours", "近隣との話し合い";
        /// Something else.
        Other = "other", "ほか";
    }
}

impl HouseStage {
    /// Is it over?
    pub fn is_over(self) -> bool {
        matches!(self, HouseStage::Used | HouseStage::Dropped)
    }

    /// The mark beside the word.
    pub fn mark(self) -> &'static str {
        match self {
            HouseStage::Heard => "open",
            HouseStage::Looking | HouseStage::Talking => "going",
            HouseStage::Used => "tied",
            HouseStage::Dropped => "out",
        }
    }
}

/// A step.
#[derive(Debug, Clone, PartialEq)]
pub struct HouseStep {
    /// What it is now.
    pub stage: HouseStage,
    /// Since when.
    pub on: Date,
    /// Why it was given up; the whole office reads this.
    pub dropped_for: Option<DropReason>,
    /// Why, in words; for secretariats alone.
    pub why: String,
    /// When it was written.
    pub at: Moment,
    /// By whom, the name as it was then.
    pub by: String,
}

/// The fields of the form of a step.
pub const STEP_FIELDS: [&str; 4] = ["stage", "on", "dropped_for", "why"];

/// What that form holds, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepForm {
    /// What it is from that day on.
    pub stage: HouseStage,
    /// Since when.
    pub on: Date,
    /// Why it was given up.
    pub dropped_for: Option<DropReason>,
    /// Why, in words.
    pub why: String,
}

const MOST_LINES: usize = 1000;

impl StepForm {
    /// Reads the fields, on a house that is `now` since a day.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood or does not follow.
    pub fn parse(texts: &Texts, now: (HouseStage, Date), today: Date) -> Result<StepForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let stage = code("stage", texts, HouseStage::parse, w);
        let on = day("on", texts, w);
        let dropped_for = code("dropped_for", texts, DropReason::parse, w);
        let why = lines("why", texts, MOST_LINES, w);
        let is_free = |wrongs: &[Wrong], field| wrongs.iter().all(|wrong| wrong.field != field);
        let drops = stage == Some(HouseStage::Dropped);
        for (field, is_wrong, what) in [
            ("stage", stage.is_none(), "これからの様子を1つ選んでください。"),
            ("stage", stage == Some(now.0), "いまと同じ様子です。変わるときだけ残してください。"),
            ("stage", stage == Some(HouseStage::Heard), "「話が来た」は、初めの様子です。ほかから選んでください。"),
            ("on", on.is_none(), "その様子になった日を入れてください。例: R8.11.25"),
            ("on", on.is_some_and(|day| day > today), "きょうより先の日です。その様子になった日を入れてください。"),
            (
                "on",
                on.is_some_and(|day| day < now.1),
                "いまの様子になった日より前です。それより後の日を入れてください。",
            ),
            ("dropped_for", drops && dropped_for.is_none(), "見送りのわけを1つ選んでください。協議会で数えられます。"),
            (
                "dropped_for",
                stage.is_some() && !drops && dropped_for.is_some(),
                "見送りのわけは、「見送り」のときだけ選びます。",
            ),
            ("why", now.0.is_over() && why.is_empty(), "終わった話を、また始めます。なぜかを入れてください。"),
        ] {
            if is_wrong && is_free(wrongs.as_slice(), field) {
                wrongs.push(Wrong::new(field, what));
            }
        }
        match (stage, on) {
            (Some(stage), Some(on)) if wrongs.is_empty() => Ok(StepForm { stage, on, dropped_for, why }),
            _ => Err(wrongs),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day_of(text: &str) -> Date {
        almanac::read_date(text).unwrap()
    }

    fn typed(pairs: &[(&str, &str)]) -> Texts {
        pairs.iter().map(|(name, value)| ((*name).to_string(), (*value).to_string())).collect()
    }

    #[test]
    fn a_house_goes_on_from_what_it_is_and_is_given_up_for_a_reason() {
        let now = (HouseStage::Looking, day_of("R8.11.1"));
        let today = day_of("R8.11.20");
        let wrong = |pairs: &[(&str, &str)], now| {
            let wrongs = StepForm::parse(&typed(pairs), now, today).unwrap_err();
            wrongs.iter().map(|wrong| wrong.field).collect::<Vec<_>>()
        };
        assert_eq!(wrong(&[], now), ["stage", "on"]);
        for (stage, on, field) in [
            ("looking", "R8.11.2", "stage"),
            ("heard", "R8.11.2", "stage"),
            ("sold", "R8.11.2", "stage"),
            ("talking", "R8.10.31", "on"),
            ("talking", "R8.11.21", "on"),
            ("talking", "きのう", "on"),
            ("dropped", "R8.11.2", "dropped_for"),
        ] {
            assert_eq!(wrong(&[("stage", stage), ("on", on)], now), [field], "{stage} {on}");
        }
        assert_eq!(wrong(&[("stage", "talking"), ("on", "R8.11.2"), ("dropped_for", "cost")], now), ["dropped_for"]);
        let dropped = (HouseStage::Dropped, day_of("R8.11.5"));
        assert_eq!(wrong(&[("stage", "looking"), ("on", "R8.11.6")], dropped), ["why"]);
        let again = typed(&[("stage", "looking"), ("on", "R8.11.6"), ("why", "持ち主からまた話があった")]);
        assert_eq!(StepForm::parse(&again, dropped, today).unwrap().stage, HouseStage::Looking);
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics(stage in "\\PC{0,10}", on in "\\PC{0,10}", dropped_for in "\\PC{0,10}", why in "\\PC{0,20}") {
            let texts = typed(&[("stage", &stage), ("on", &on), ("dropped_for", &dropped_for), ("why", &why)]);
            let _ = StepForm::parse(&texts, (HouseStage::Heard, day_of("R8.11.1")), day_of("R8.11.20"));
        }
    }
}
