//! A goal as it stands on a paper for everybody.

use crate::goals::indicator::model::{Area, Figure, MaskingRule};
use crate::goals::masking::model::{Exemption, PublicFigure};
use crate::goals::masking::rules::{Whole, exempt, hidden, is_told_whole, parts, whole};
use crate::goals::model::{Setting, Yardstick};
use crate::goals::rules::Running;
use almanac::{Date, FiscalYear};

/// What a paper for everybody says of a goal in figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicGoal {
    /// 目標.
    pub target: PublicFigure,
    /// 内わけ.
    pub parts: Vec<PublicPart>,
    /// 実績 of the whole; none where nothing is known.
    pub actual: Option<PublicFigure>,
}

/// What it says of a part of a goal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicPart {
    /// The part's name.
    pub name: String,
    /// How many of the goal.
    pub target: PublicFigure,
    /// How many were reached; none where nothing is known.
    pub reached: Option<PublicFigure>,
}

/// What is plainly no count of people; everything else that a council counts of its own is taken for one.
const NO_PEOPLE: [&str; 6] = ["回", "部", "か所", "箇所", "団体", "社"];
/// Shares and means of a town's few people tell of each of them.
const RATES: [&str; 6] = ["%", "％", "割", "日", "点", "歳"];

/// How the figures of a goal are masked; none where nothing of them is told.
pub fn public_rule(of: &Yardstick) -> Option<MaskingRule> {
    match of.indicator() {
        // What is a part of another figure is told on the sheet, beside that figure.
        Some(of) => Some(of.masking).filter(|_| of.within.is_none()),
        None if RATES.contains(&of.unit()) => None,
        None if NO_PEOPLE.contains(&of.unit()) => Some(MaskingRule::Meetings),
        None => Some(MaskingRule::SmallCells),
    }
}

/// The goal as the council set it, and its actual as far as it may be told on this day. Parts are told when the 年度 is over.
pub fn public(
    of: &Yardstick,
    year: FiscalYear,
    setting: &Setting,
    running: Option<&Running>,
    (threshold, today): (i64, Date),
) -> PublicGoal {
    let told_whole = |running: &Running| is_told_whole(year, of.accumulates(), running.as_of, today);
    let tell = |running: &Running| match public_rule(of) {
        // The sum of some parts is not the whole.
        Some(rule) if running.is_whole() => {
            let figure = Figure::Known(running.total);
            let as_of = running.as_of;
            whole(rule, Whole { figure, year, as_of, area: Area::Own, accumulates: of.accumulates() }, threshold, today)
        }
        _ => hidden(),
    };
    let reached: Vec<Option<PublicFigure>> = match running {
        Some(running) => {
            told_parts(public_rule(of), running, told_whole(running), threshold).into_iter().map(Some).collect()
        }
        None => vec![None; setting.parts.len()],
    };
    let part = |(part, reached): (&crate::goals::model::GoalPart, Option<PublicFigure>)| PublicPart {
        name: part.name.clone(),
        target: exempt(Figure::Known(part.target), Exemption::CouncilParts),
        reached,
    };
    PublicGoal {
        target: exempt(Figure::Known(setting.target), Exemption::PlanTarget),
        parts: setting.parts.iter().zip(reached).map(part).collect(),
        actual: running.map(tell),
    }
}

fn told_parts(rule: Option<MaskingRule>, running: &Running, is_over: bool, threshold: i64) -> Vec<PublicFigure> {
    let figures: Vec<Figure> = running.parts.iter().map(|told| told.map_or(Figure::Masked, Figure::Known)).collect();
    match rule {
        Some(MaskingRule::Meetings | MaskingRule::Attendance) => {
            figures.into_iter().map(|figure| exempt(figure, Exemption::Meetings)).collect()
        }
        // While the year runs the whole is told in steps, and a part in steps beside it would narrow the others.
        Some(_) if is_over && running.is_whole() => parts(&figures, threshold),
        _ => vec![hidden(); figures.len()],
    }
}

#[cfg(test)]
mod tests {
    use super::super::running::running;
    use super::super::running::tests::{day, one_and_four, told};
    use super::*;
    use crate::goals::indicator::model::{Aggregation, Amount, Catalogue, Direction};
    use crate::goals::model::SettingState;
    use crate::plumbing::clock::Moment;

    #[test]
    fn the_goal_and_its_parts_are_told_and_the_actual_when_the_year_is_over() {
        let of = Yardstick::of(Catalogue::shipped().find("7-transition").unwrap());
        let setting = Setting {
            state: SettingState::Decided,
            title: "利用者を5人に".into(),
            target: Amount::whole(5),
            parts: one_and_four(),
            decided: None,
            met_on: None,
            meeting_stands: true,
            reason: String::new(),
            at: Moment::from_seconds(0),
            by: String::new(),
        };
        let rows = [told("すでに支給決定", "R6.9.30", 1, 0), told("新たな人", "R6.9.30", 2, 0)];
        let now = running(&rows, &setting.parts, None);
        let words = |now: Option<&Running>, today| {
            let one = public(&of, FiscalYear(2024), &setting, now, (10, day(today)));
            let parts = one.parts.iter().map(|PublicPart { target, reached, .. }| {
                format!("{} {}", target.in_words(), reached.map_or("－".into(), PublicFigure::in_words))
            });
            let actual = one.actual.map_or("－".into(), PublicFigure::in_words);
            format!("{} ＝ {} | {actual}", one.target.in_words(), parts.collect::<Vec<_>>().join(" ＋ "))
        };
        assert_eq!(words(now.as_ref(), "R6.10.17"), "5 ＝ 1 ＊ ＋ 4 ＊ | ＊");
        assert_eq!(words(now.as_ref(), "R7.4.1"), "5 ＝ 1 ＊ ＋ 4 ＊ | ＊", "September's figure is not the year's");
        let end =
            ["すでに支給決定", "新たな人"].map(|name| told(name, "R7.3.31", if name == "新たな人" { 2 } else { 1 }, 0));
        let end = running(&end, &setting.parts, None);
        assert_eq!(words(end.as_ref(), "R7.4.1"), "5 ＝ 1 ＊ ＋ 4 ＊ | 3");
        assert_eq!(words(None, "R6.6.1"), "5 ＝ 1 － ＋ 4 － | －");
        let half = running(&rows[1..], &setting.parts, None);
        assert_eq!(words(half.as_ref(), "R7.4.1"), "5 ＝ 1 ＊ ＋ 4 ＊ | ＊", "the sum of some parts would tell them");
        let own = |unit: &str| Yardstick::Own {
            name: "移行を使う65歳以上の人".into(),
            unit: unit.into(),
            aggregation: Aggregation::YearUnique,
            direction: Direction::More,
        };
        let told_of = |of: &Yardstick| {
            public(of, FiscalYear(2024), &setting, end.as_ref(), (10, day("R7.5.1"))).actual.unwrap().in_words()
        };
        assert_eq!(
            ["人", "件", "%", "日"].map(|unit| told_of(&own(unit))),
            ["＊"; 4],
            "a council's own people stay few"
        );
        assert_eq!(told_of(&own("回")), "3");
        let inner = Yardstick::of(Catalogue::shipped().find("8-long75").unwrap());
        assert_eq!(told_of(&inner), "＊", "it lies within another figure of the sheet");
    }
}
