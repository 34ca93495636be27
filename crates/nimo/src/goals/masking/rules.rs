//! Which figures may stand on a paper for everybody. What is hidden cannot be reckoned from what is shown, on one paper or on all.

use crate::goals::indicator::model::{Amount, Area, Figure, MaskingRule};
use crate::goals::masking::model::{Exemption, PublicFigure, Shown};
use almanac::{Date, FiscalYear};

/// Whatever it is, for the reason that its exemption names.
pub fn exempt(figure: Figure, _because: Exemption) -> PublicFigure {
    // What the source hides stays hidden.
    PublicFigure(figure.known().map_or(Shown::Hidden, Shown::Figure))
}

/// Nothing is told.
pub fn hidden() -> PublicFigure {
    PublicFigure(Shown::Hidden)
}

fn is_small(amount: Amount, threshold: i64) -> bool {
    amount < Amount::whole(threshold)
}

/// A count of people as it stands: hidden below the threshold, nought too, since it says of all the others where they are.
pub fn counted(figure: Figure, threshold: i64) -> PublicFigure {
    match figure {
        Figure::Known(amount) if !is_small(amount, threshold) => PublicFigure(Shown::Figure(amount)),
        Figure::Known(_) | Figure::Masked => hidden(),
    }
}

/// A count that grows from month to month, while its 年度 runs: in steps of the threshold. Two papers of two months would tell
/// otherwise how many came between them.
pub fn grown(figure: Figure, threshold: i64) -> PublicFigure {
    match figure {
        Figure::Known(amount) if !is_small(amount, threshold) => {
            let step = Amount::whole(threshold).0;
            PublicFigure(Shown::AtLeast(Amount(amount.0 / step * step)))
        }
        Figure::Known(_) | Figure::Masked => hidden(),
    }
}

/// What a whole is, and of when.
#[derive(Debug, Clone, Copy)]
pub struct Whole {
    /// The figure.
    pub figure: Figure,
    /// The 年度 for which it stands.
    pub year: FiscalYear,
    /// 時点: a figure that grows is its year's whole only when it is told as of its end.
    pub as_of: Date,
    /// Of whom it tells.
    pub area: Area,
    /// Does it grow from month to month until the end of the 年度?
    pub accumulates: bool,
}

/// Is the year over, and the figure that of its whole? One of September is not the year's total because April has come.
pub fn is_told_whole(year: FiscalYear, accumulates: bool, as_of: Date, today: Date) -> bool {
    year.last_day() < today && (!accumulates || as_of >= year.last_day())
}

/// The whole of an indicator or a goal on a paper of this day.
pub fn whole(rule: MaskingRule, of: Whole, threshold: i64, today: Date) -> PublicFigure {
    let is_over = is_told_whole(of.year, of.accumulates, of.as_of, today);
    match rule {
        MaskingRule::Meetings => exempt(of.figure, Exemption::Meetings),
        MaskingRule::Attendance => exempt(of.figure, Exemption::Attendance),
        // A share of the few people of one town tells of each of them, and of how many they are nothing is known here.
        MaskingRule::Rate if of.area == Area::Own => hidden(),
        MaskingRule::Rate => exempt(of.figure, Exemption::PrefectureRate),
        MaskingRule::Plan | MaskingRule::YearTotal if is_over => exempt(of.figure, Exemption::PlanTotal),
        _ if of.accumulates && !is_over => grown(of.figure, threshold),
        // No paper for everybody tells of towns yet: what is published elsewhere is treated like the smallest here.
        MaskingRule::Plan | MaskingRule::YearTotal | MaskingRule::SmallCells | MaskingRule::Published => {
            counted(of.figure, threshold)
        }
    }
}

/// A part of a whole that stands beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<T> {
    /// One that must not be told: it is small, or nobody here knows it.
    Small,
    /// One that may be, of this size.
    Other(T),
    /// One that says nothing of anybody, and is told wherever anything is.
    Open,
}

/// Which parts of a whole are told: the small ones are not, and with them the smallest of the others, be they several of one size, so that
/// none of the small ones follows from the rest; neither for who knows this rule. Where there is no other one, nothing is told. In the
/// order in which they came.
pub fn told<T: Ord + Copy>(parts: &[Part<T>]) -> Vec<bool> {
    if parts.iter().all(|part| !matches!(part, Part::Small)) {
        return vec![true; parts.len()];
    }
    // One alone is what the others leave of the whole; and several of which each is known to be small may all be just as small as can be.
    let size = |part: &Part<T>| if let Part::Other(size) = part { Some(*size) } else { None };
    let Some(smallest) = parts.iter().filter_map(size).min() else { return vec![false; parts.len()] };
    parts.iter().map(|part| !matches!(part, Part::Small) && size(part) != Some(smallest)).collect()
}

/// The parts of a whole on a paper for everybody, nought hidden like all that is small.
pub fn parts(figures: &[Figure], threshold: i64) -> Vec<PublicFigure> {
    let part = |figure: &Figure| match figure {
        Figure::Known(amount) if !is_small(*amount, threshold) => Part::Other(*amount),
        Figure::Known(_) | Figure::Masked => Part::Small,
    };
    let told = told(&figures.iter().map(part).collect::<Vec<_>>());
    let tell = |(figure, told): (&Figure, bool)| if told { counted(*figure, threshold) } else { hidden() };
    figures.iter().zip(told).map(tell).collect()
}

/// A figure that is a part of another (うち75歳以上): hidden too where the rest between both would be small.
pub fn within(figure: Figure, outer: Figure, threshold: i64) -> PublicFigure {
    let told = counted(figure, threshold);
    match (figure, outer) {
        (Figure::Known(inner), Figure::Known(outer)) if is_small(Amount(outer.0 - inner.0), threshold) => hidden(),
        _ => told,
    }
}

/// Who knows the whole and the rule, and tries every way in which the parts could be.
#[cfg(test)]
pub(crate) mod reader {
    use std::collections::{BTreeMap, BTreeSet};

    /// All ways to make a whole of so many parts.
    fn ways(whole: i64, count: usize) -> Vec<Vec<i64>> {
        if count == 1 {
            return vec![vec![whole]];
        }
        let with =
            |first: i64| ways(whole - first, count - 1).into_iter().map(move |rest| [vec![first], rest].concat());
        (0..=whole).flat_map(with).collect()
    }

    /// Holds every way that would look the same for possible; no part that is small is then known.
    pub fn learns_nothing(shown: impl Fn(&[i64], i64) -> Vec<Option<i64>>, is_small: impl Fn(i64, i64) -> bool) {
        for (threshold, most_parts, most) in [(3, 5, 14), (4, 4, 16), (10, 3, 26)] {
            for (count, whole) in (2..=most_parts).flat_map(|count| (threshold..=most).map(move |whole| (count, whole)))
            {
                let mut seen: BTreeMap<Vec<Option<i64>>, Vec<Vec<i64>>> = BTreeMap::new();
                for way in ways(whole, count) {
                    seen.entry(shown(&way, threshold)).or_default().push(way);
                }
                for (shown, ways) in seen {
                    for at in 0..count {
                        let could: BTreeSet<i64> = ways.iter().map(|way| way[at]).collect();
                        let is_known = could.len() == 1 && could.iter().all(|only| is_small(*only, threshold));
                        assert!(!is_known, "{shown:?}: {ways:?}");
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn known(number: i64) -> Figure {
        Figure::Known(Amount::whole(number))
    }

    fn words(figures: &[PublicFigure]) -> Vec<String> {
        figures.iter().map(|figure| figure.in_words()).collect()
    }

    #[test]
    fn a_running_whole_is_told_in_steps_and_at_the_years_end_as_it_is() {
        let day = |text: &str| almanac::read_date(text).unwrap();
        let of = |number, accumulates| Whole {
            figure: known(number),
            year: FiscalYear(2026),
            as_of: day("R9.3.31"),
            area: Area::Own,
            accumulates,
        };
        let rule = MaskingRule::YearTotal;
        let told = |number, accumulates, today| whole(rule, of(number, accumulates), 10, day(today)).in_words();
        assert_eq!(told(3, true, "R8.11.29"), "＊");
        assert_eq!(told(13, true, "R8.11.29"), "10以上");
        assert_eq!(told(3, true, "R9.3.31"), "＊", "the last day still belongs to the year");
        assert_eq!(told(3, true, "R9.4.1"), "3", "the whole of a year that is over is the plan's total");
        assert_eq!((told(9, false, "R8.11.29"), told(43, false, "R8.11.29")), ("＊".into(), "43".into()));
        let half = Whole { as_of: day("R8.9.30"), ..of(3, true) };
        assert_eq!(whole(rule, half, 10, day("R9.4.1")).in_words(), "＊", "September's figure is not the year's");
        let plan = whole(MaskingRule::Plan, of(2, false), 10, day("R8.11.29"));
        assert_eq!(plan.in_words(), "＊", "a plan's total is told when its year is over");
        let as_of = day("R8.3.31");
        let of = |area| Whole { figure: known(80), year: FiscalYear(2025), as_of, area, accumulates: false };
        let rate = |area| whole(MaskingRule::Rate, of(area), 10, day("R8.11.29")).in_words();
        assert_eq!((rate(Area::Own), rate(Area::Prefecture)), ("＊".into(), "80".into()));
        let crossed = whole(MaskingRule::SmallCells, Whole { figure: known(4), ..of(Area::Own) }, 10, day("R8.11.29"));
        assert_eq!(crossed.in_words(), "＊", "crossed with age it stays hidden after its year");
        assert_eq!(exempt(Figure::Masked, Exemption::Meetings).in_words(), "＊", "what the source hides stays hidden");
    }

    #[test]
    fn one_hidden_part_takes_another_with_it() {
        assert_eq!(words(&parts(&[known(3), known(12), known(40)], 10)), ["＊", "＊", "40"]);
        assert_eq!(words(&parts(&[known(1), known(2)], 10)), ["＊", "＊"]);
        assert_eq!(
            words(&parts(&[known(1), known(2), known(30), known(50)], 10)),
            ["＊", "＊", "＊", "50"],
            "1 and 2 make 3"
        );
        assert_eq!(
            words(&parts(&[known(9), known(9), known(30)], 10)),
            ["＊", "＊", "＊"],
            "9 and 9 make 18, and nothing else of two that are small"
        );
        assert_eq!(words(&parts(&[known(3), known(30), known(30), known(50)], 10)), ["＊", "＊", "＊", "50"]);
        assert_eq!(words(&parts(&[known(12), known(40)], 10)), ["12", "40"]);
        assert_eq!(words(&parts(&[known(0), known(40)], 10)), ["＊", "＊"], "nought says where all the others are");
        assert_eq!(parts(&[], 10), []);
    }

    #[test]
    fn who_knows_the_whole_and_the_rule_learns_no_small_part() {
        let shown = |way: &[i64], threshold: i64| {
            let figures: Vec<Figure> = way.iter().map(|number| known(*number)).collect();
            parts(&figures, threshold).iter().map(|one| one.exact().map(|amount| amount.0 / 1000)).collect()
        };
        super::reader::learns_nothing(shown, |number, threshold| number < threshold);
    }

    #[test]
    fn what_lies_within_another_is_hidden_with_the_small_rest_between_them() {
        let told = |inner, outer| within(known(inner), known(outer), 10).in_words();
        assert_eq!((told(120, 200), told(195, 200), told(4, 200)), ("120".into(), "＊".into(), "＊".into()));
        assert_eq!(
            within(known(120), Figure::Masked, 10).in_words(),
            "120",
            "nothing can be taken from what is not told"
        );
    }

    proptest! {
        /// Whoever knows the whole and what is shown knows of each hidden part no more than that it lies in a span of the threshold,
        /// unless the whole itself, told for its own reason, leaves less.
        #[test]
        fn no_hidden_part_can_be_reckoned_from_the_whole(
            numbers in proptest::collection::vec(0i64..60, 1..7), threshold in 3i64..20) {
            let figures: Vec<Figure> = numbers.iter().map(|number| known(*number)).collect();
            let told = parts(&figures, threshold);
            let whole: i64 = numbers.iter().sum();
            let shown: i64 = told.iter().filter_map(|one| one.exact()).map(|amount| amount.0 / 1000).sum();
            let hidden: Vec<i64> = numbers.iter().zip(&told).filter(|(_, one)| one.is_hidden()).map(|(number, _)| *number).collect();
            for (number, one) in numbers.iter().zip(&told) {
                prop_assert!(one.is_hidden() || (one.exact() == Some(Amount::whole(*number)) && *number >= threshold));
            }
            if !hidden.is_empty() && numbers.len() > 1 {
                // Each lies between nought and what is left, so that many values of it fit what is shown.
                let left = whole - shown;
                prop_assert!(hidden.len() > 1, "one alone is what is left: {numbers:?}");
                prop_assert!(left >= threshold || hidden.len() == numbers.len(), "{numbers:?}");
            }
        }
    }
}
