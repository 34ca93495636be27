//! Which towns are near, how far each is and why, and where one stands among them. Pure.

use crate::goals::indicator::model::{Amount, Area, Feature, Step};
use crate::goals::town::model::MunicipalityCode;
use almanac::Date;
use std::collections::BTreeMap;

/// A recording of a feature; without a number where it is hidden or was taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Of whom.
    pub area: Area,
    /// 時点.
    pub as_of: Date,
    /// The number.
    pub amount: Option<Amount>,
    /// 出典.
    pub source: String,
}

/// A figure of a feature, with its day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The number.
    pub amount: Amount,
    /// 時点.
    pub as_of: Date,
    /// 出典.
    pub source: String,
}

/// What stands of each area: of each day the last recording, and of those with a number the newest day. In the order of recording.
pub fn newest(recorded: &[Recorded]) -> BTreeMap<Area, Told> {
    let stands: BTreeMap<(Area, Date), &Recorded> = recorded.iter().map(|one| ((one.area, one.as_of), one)).collect();
    let told = stands.into_iter().filter_map(|((area, as_of), one)| {
        Some((area, Told { amount: one.amount?, as_of, source: one.source.clone() }))
    });
    told.collect()
}

/// How far another town is in one feature.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// In steps of the feature; never below nought.
    pub steps: f64,
    /// 1.12倍, +1.3ポイント.
    pub words: String,
}

/// How far two towns are from each other in a feature; none where a ratio has no meaning.
pub fn gap(feature: &Feature, own: Amount, other: Amount) -> Option<Gap> {
    let (own, other) = (own.as_f64(), other.as_f64());
    match feature.step {
        Step::Ratio(step) if own > 0.0 && other > 0.0 => {
            let ratio = other / own;
            Some(Gap { steps: (ratio.ln() / step.as_f64().ln()).abs(), words: format!("{ratio:.2}倍") })
        }
        Step::Ratio(_) => None,
        Step::Difference(step) => {
            let more = other - own;
            let unit = if feature.of.unit == "%" { "ポイント" } else { feature.of.unit.as_str() };
            let sign = if more < 0.0 { "−" } else { "+" };
            Some(Gap { steps: (more / step.as_f64()).abs(), words: format!("{sign}{:.1}{unit}", more.abs()) })
        }
    }
}

/// A step of a feature in words: 人口は、1.1倍で1.
pub fn step_in_words(feature: &Feature) -> String {
    match feature.step {
        Step::Ratio(step) => format!("{}は{}倍で1", feature.of.name, step.in_words()),
        Step::Difference(step) => {
            let unit = if feature.of.unit == "%" { "ポイント" } else { feature.of.unit.as_str() };
            format!("{}は{}{unit}の差で1", feature.of.name, step.in_words())
        }
    }
}

/// へだたり of one town: the sum of its parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Distance {
    /// Which town.
    pub town: MunicipalityCode,
    /// Of each feature, in the order in which they were asked for.
    pub gaps: Vec<Gap>,
    /// Their sum.
    pub steps: f64,
}

/// The figures of one feature: one's own, and those of others.
pub type Figures<'a> = (&'a Feature, &'a BTreeMap<Area, Told>);

/// The towns in the order of their distance, and how many lack a feature. Only towns that `may` be compared are looked at, and only
/// those of which the first feature is told. Nobody is near while one's own figures are missing.
pub fn nearest(features: &[Figures<'_>], may: impl Fn(MunicipalityCode) -> bool) -> (Vec<Distance>, usize) {
    let Some((_, first)) = features.first() else { return (vec![], 0) };
    let towns = first.keys().filter_map(|area| match area {
        Area::Other(code) => Some(*code),
        Area::Own | Area::Prefecture => None,
    });
    let towns: Vec<MunicipalityCode> = towns.filter(|town| may(*town)).collect();
    let distance = |town: &MunicipalityCode| {
        let gap = |(feature, told): &Figures<'_>| {
            gap(feature, told.get(&Area::Own)?.amount, told.get(&Area::Other(*town))?.amount)
        };
        let gaps = features.iter().map(gap).collect::<Option<Vec<Gap>>>()?;
        Some(Distance { town: *town, steps: gaps.iter().map(|gap| gap.steps).sum(), gaps })
    };
    let mut near: Vec<Distance> = towns.iter().filter_map(distance).collect();
    near.sort_by(|a, b| a.steps.total_cmp(&b.steps).then(a.town.cmp(&b.town)));
    let lacking = towns.len() - near.len();
    (near, lacking)
}

/// Which place one has among others, the most first, and with how many one shares it.
pub fn place(own: Amount, others: &[Amount]) -> (usize, usize) {
    let more = others.iter().filter(|other| **other > own).count();
    (more + 1, others.iter().filter(|other| **other == own).count())
}

/// 人口10万人あたり, with one decimal; none without people.
pub fn per_100_000(amount: Amount, population: Amount) -> Option<Amount> {
    let people = i128::from(population.0);
    let tenths = (i128::from(amount.0) * 1_000_000 + people / 2).checked_div(people)?;
    i64::try_from(tenths).ok()?.checked_mul(100).map(Amount)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::goals::indicator::model::Catalogue;
    use crate::goals::town::model::Municipalities;
    use proptest::prelude::*;

    fn feature(code: &str) -> &'static Feature {
        Catalogue::shipped().features.all.iter().find(|one| one.of.code == code).unwrap()
    }

    fn told(own: i64, others: &[i64]) -> BTreeMap<Area, Told> {
        let as_of = almanac::read_date("R8.1.1").unwrap();
        let told = |amount| Told { amount: Amount::whole(amount), as_of, source: "住民基本台帳".into() };
        let towns = Municipalities::shipped().all().iter().map(|one| Area::Other(one.code));
        let others = towns.zip(others).map(|(area, amount)| (area, told(*amount)));
        std::iter::once((Area::Own, told(own))).chain(others).collect()
    }

    fn names(near: &[Distance]) -> Vec<&'static str> {
        near.iter().map(|one| Municipalities::shipped().find(one.town).unwrap().name).collect()
    }

    #[test]
    fn towns_are_near_by_the_ratio_of_their_people_whether_more_or_fewer() {
        let people = told(100_000, &[1_950_000, 121_000, 110_000, 90_909, 100_000]);
        let (near, lacking) = nearest(&[(feature("town-population"), &people)], |_| true);
        assert_eq!(names(&near), ["室蘭市", "小樽市", "旭川市", "函館市", "札幌市"]);
        let told: Vec<String> = near.iter().map(|one| format!("{:.1} {}", one.steps, one.gaps[0].words)).collect();
        assert_eq!(told[..4], ["0.0 1.00倍", "1.0 1.10倍", "1.0 0.91倍", "2.0 1.21倍"]);
        assert_eq!(lacking, 0);
    }

    #[test]
    fn a_second_feature_adds_its_steps_and_whoever_lacks_it_is_counted() {
        let people = told(100_000, &[100_000, 110_000, 121_000]);
        let mut old = told(28, &[33, 29, 0]);
        old.retain(|_, told| told.amount.0 > 0);
        let features = [(feature("town-population"), &people), (feature("town-over65"), &old)];
        let (near, lacking) = nearest(&features, |_| true);
        assert_eq!((names(&near), lacking), (vec!["函館市", "札幌市"], 1));
        assert_eq!(format!("{:.1}", near[0].steps), "2.0", "one for the people, one for the point");
        assert_eq!([near[1].gaps[1].words.as_str(), near[0].gaps[0].words.as_str()], ["+5.0ポイント", "1.10倍"]);
        let (none, _) = nearest(&features, |town| town.to_string() == "012025");
        assert_eq!(names(&none), ["函館市"], "only those that may");
        let mut without = people.clone();
        without.remove(&Area::Own);
        assert!(nearest(&[(feature("town-population"), &without)], |_| true).0.is_empty());
        assert_eq!(step_in_words(feature("town-population")), "人口は1.1倍で1");
        assert_eq!(step_in_words(feature("town-over65")), "65歳以上の割合は1ポイントの差で1");
    }

    #[test]
    fn what_was_recorded_last_of_the_newest_day_stands_and_what_was_taken_back_does_not() {
        let day = |text: &str| almanac::read_date(text).unwrap();
        let said = |as_of: &str, amount: Option<i64>| Recorded {
            area: Area::Own,
            as_of: day(as_of),
            amount: amount.map(Amount::whole),
            source: String::new(),
        };
        let told = |rows: &[Recorded]| newest(rows).get(&Area::Own).map(|told| (told.amount.0 / 1000, told.as_of));
        let mut rows = vec![said("R8.1.1", Some(5)), said("R7.1.1", Some(4)), said("R8.1.1", Some(6))];
        assert_eq!(told(&rows), Some((6, day("R8.1.1"))), "the correction of the newest day");
        rows.push(said("R8.1.1", None));
        assert_eq!(told(&rows), Some((4, day("R7.1.1"))), "the day before speaks again");
        assert_eq!(told(&[]), None);
    }

    #[test]
    fn a_place_is_that_of_the_most_and_a_rate_has_one_decimal() {
        let all = [5, 4, 4, 1].map(Amount::whole);
        assert_eq!(place(Amount::whole(4), &all), (2, 2));
        assert_eq!(place(Amount::whole(9), &[]), (1, 0));
        assert_eq!(per_100_000(Amount::whole(5), Amount::whole(126_074)).map(Amount::in_words).as_deref(), Some("4"));
        assert_eq!(per_100_000(Amount::whole(7), Amount::whole(126_074)).map(Amount::in_words).as_deref(), Some("5.6"));
        assert_eq!(per_100_000(Amount::whole(7), Amount(0)), None);
    }

    proptest! {
        #[test]
        fn every_town_is_either_near_or_lacking_in_order_and_as_far_as_it_is_from_there(
            own in 1i64..3_000_000, others in proptest::collection::vec(0i64..3_000_000, 0..12)) {
            let people = told(own, &others);
            let of = feature("town-population");
            let (near, lacking) = nearest(&[(of, &people)], |_| true);
            prop_assert_eq!(near.len() + lacking, others.len());
            prop_assert!(near.windows(2).all(|two| two[0].steps <= two[1].steps));
            for one in &near {
                let there = people[&Area::Other(one.town)].amount;
                let back = gap(of, there, Amount::whole(own)).unwrap().steps;
                prop_assert!((one.steps - back).abs() < 1e-9 && one.steps >= 0.0);
            }
        }

        #[test]
        fn no_figure_is_too_large_for_a_rate(amount in 0i64..=10_000_000_000_000, people in 0i64..=10_000_000_000_000) {
            let _ = per_100_000(Amount(amount), Amount(people));
        }
    }
}
