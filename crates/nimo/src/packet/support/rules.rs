//! What a tally says, to members and to everybody. Pure.

use crate::goals::indicator::model::{Amount, Figure};
use crate::goals::masking::model::PublicFigure;
use crate::goals::masking::rules::{grown, parts};
use crate::packet::support::model::{SupportLine, SupportPaper, SupportStage, SupportTally};
use almanac::Date;

/// The tally that holds: of the newest day of which one stands.
pub fn newest(all: &[SupportTally]) -> Option<&SupportTally> {
    all.iter().filter(|one| replaced(all, one.as_of) == Some(*one)).max_by_key(|one| one.as_of)
}

/// The tally of a day that stands: the one that was told last, where it was not taken back.
pub fn replaced(all: &[SupportTally], as_of: Date) -> Option<&SupportTally> {
    all.iter().rev().find(|one| one.as_of == as_of).filter(|one| !one.is_withdrawn)
}

/// How many stand in each stage, in the order of the way.
pub fn by_stage(lines: &[SupportLine]) -> Vec<(SupportStage, i64)> {
    let of = |stage| lines.iter().filter(|line| line.stage == stage).map(|line| line.count).sum();
    SupportStage::ALL.into_iter().map(|stage| (stage, of(stage))).collect()
}

/// How many people there are.
pub fn total(lines: &[SupportLine]) -> i64 {
    lines.iter().map(|line| line.count).sum()
}

/// For everybody, in steps of the threshold: people come and go from copy to copy, and two exact figures of two months would tell
/// who. The stages as far as none can be reckoned from the whole.
pub fn public(lines: &[SupportLine], threshold: i64) -> (PublicFigure, Vec<(SupportStage, PublicFigure)>) {
    let stages = by_stage(lines);
    let figures: Vec<Figure> = stages.iter().map(|(_, count)| Figure::Known(Amount::whole(*count))).collect();
    let step =
        |(figure, told): (&Figure, PublicFigure)| if told.is_hidden() { told } else { grown(*figure, threshold) };
    let told: Vec<PublicFigure> = figures.iter().zip(parts(&figures, threshold)).map(step).collect();
    let whole = grown(Figure::Known(Amount::whole(total(lines))), threshold);
    (whole, stages.into_iter().map(|(stage, _)| stage).zip(told).collect())
}

/// 資料2 of a tally, with the goals that meetings decided on as everybody may read them.
pub fn paper(tally: &SupportTally, goals: Vec<Vec<String>>, threshold: i64) -> SupportPaper {
    let (whole, stages) = public(&tally.lines, threshold);
    let stage = |(stage, figure): (SupportStage, PublicFigure)| (stage.label().to_string(), figure.in_words());
    let mut public: Vec<(String, String)> = stages.into_iter().map(stage).collect();
    public.push(("計".into(), whole.in_words()));
    let lines = tally.lines.clone();
    SupportPaper { as_of: tally.as_of, source: tally.source.clone(), lines, threshold, public, goals }
}

/// 「令和8年10月31日現在、6人を支えています。支給決定は3人です。退院した人は1人、とまった人は2人です。」
pub fn sentence(tally: &SupportTally) -> String {
    let day = almanac::in_words(tally.as_of);
    let all = total(&tally.lines);
    if all == 0 {
        return format!("{day}現在、支えている人はいません。");
    }
    let stages = by_stage(&tally.lines);
    let of = |wanted| stages.iter().find(|(stage, _)| *stage == wanted).map_or(0, |(_, count)| *count);
    let (granted, left, stopped) = (of(SupportStage::Granted), of(SupportStage::Left), of(SupportStage::Stopped));
    let ended = format!("退院した人は{left}人、とまった人は{stopped}人です。");
    format!("{day}現在、{}人を支えています。支給決定は{granted}人です。{ended}", all - left - stopped)
}

/// What changed from one tally to the next, stage by stage; nothing of what did not.
pub fn changes(before: &[SupportLine], after: &[SupportLine]) -> Vec<String> {
    let pairs = by_stage(before).into_iter().zip(by_stage(after));
    let changed = pairs.filter(|((_, old), (_, new))| old != new);
    changed.map(|((stage, old), (_, new))| format!("{}: {old}人 → {new}人", stage.label())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::packet::support::model::{AgeBand, MonthBand};
    use crate::plumbing::clock::Moment;
    use proptest::prelude::*;

    fn line(stage: SupportStage, age: AgeBand, count: i64) -> SupportLine {
        SupportLine { stage, age, months: MonthBand::Upto3, count }
    }

    fn tally(as_of: &str, count: i64) -> SupportTally {
        SupportTally {
            as_of: almanac::read_date(as_of).unwrap(),
            is_withdrawn: false,
            lines: vec![
                line(SupportStage::Granted, AgeBand::Under65, count),
                line(SupportStage::Left, AgeBand::From75, 1),
            ],
            source: "台帳".into(),
            reason: String::new(),
            at: Moment::from_seconds(0),
            by: "今村".into(),
        }
    }

    #[test]
    fn the_newest_day_holds_and_of_one_day_what_was_told_last() {
        let mut all = vec![tally("R8.9.30", 2), tally("R8.10.31", 3), tally("R8.9.30", 4)];
        assert_eq!(newest(&all), Some(&all[1]));
        assert_eq!(replaced(&all, all[0].as_of), Some(&all[2]));
        assert_eq!(
            sentence(&all[1]),
            "令和8年10月31日現在、3人を支えています。支給決定は3人です。退院した人は1人、とまった人は0人です。"
        );
        assert_eq!(changes(&all[0].lines, &all[1].lines), ["支給決定: 2人 → 3人"]);
        all.push(SupportTally { is_withdrawn: true, lines: vec![], ..tally("R8.10.31", 0) });
        assert_eq!(
            (newest(&all), replaced(&all, all[1].as_of)),
            (Some(&all[2]), None),
            "a day that was taken back says nothing"
        );
        all.push(tally("R8.10.31", 5));
        assert_eq!(newest(&all), Some(&all[4]));
    }

    #[test]
    fn a_small_town_shows_nothing_but_that_it_is_small() {
        let (whole, stages) = public(&tally("R8.10.31", 3).lines, 10);
        assert_eq!(whole.in_words(), "＊");
        assert!(stages.iter().all(|(_, figure)| figure.is_hidden()));
    }

    proptest! {
        #[test]
        fn no_stage_can_be_reckoned_from_the_whole(counts in proptest::collection::vec(0i64..40, 6), threshold in 3i64..15) {
            let lines: Vec<SupportLine> = SupportStage::ALL.into_iter().zip(&counts).filter(|(_, count)| **count > 0)
                .map(|(stage, count)| line(stage, AgeBand::Unknown, *count)).collect();
            let (whole, stages) = public(&lines, threshold);
            let hidden: Vec<usize> = (0..6).filter(|at| stages[*at].1.is_hidden()).collect();
            prop_assert!(hidden.len() != 1, "one alone is what the others leave");
            prop_assert!(whole.exact().is_none() && stages.iter().all(|(_, figure)| figure.exact().is_none()), "in steps");
            prop_assert_eq!(whole.is_hidden(), total(&lines) < threshold);
            for at in (0..6).filter(|at| counts[*at] < threshold) {
                prop_assert!(hidden.contains(&at), "a small one");
            }
            let behind: i64 = hidden.iter().map(|at| counts[*at]).sum();
            prop_assert!(hidden.is_empty() || behind >= threshold || hidden.len() == 6, "{} behind the hidden", behind);
        }
    }
}
