//! A goal as it stands on a paper for everybody.

use crate::goals::indicator::model::{Area, Figure, MaskingRule};
use crate::goals::masking::model::{Exemption, PublicFigure};
use crate::goals::masking::rules::{Whole, exempt, hidden, parts, whole};
use crate::goals::model::{Setting, Yardstick};
use crate::goals::rules::Running;
use almanac::{Date, FiscalYear};

/// What a paper for everybody says of a goal in figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicGoal {
    /// 目標.
    pub target: PublicFigure,
    /// 内わけ: name, how many of the goal, how many were reached.
    pub parts: Vec<(String, PublicFigure, Option<PublicFigure>)>,
    /// 実績 of the whole; none where nothing is known.
    pub actual: Option<PublicFigure>,
}

/// What a council counts of its own is people unless its unit says that it is not.
const NO_PEOPLE: [&str; 8] = ["回", "件", "部", "か所", "箇所", "団体", "社", "日"];

fn rule(of: &Yardstick) -> MaskingRule {
    match of.indicator() {
        Some(of) => of.masking,
        None if NO_PEOPLE.contains(&of.unit()) => MaskingRule::Meetings,
        None => MaskingRule::YearTotal,
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
    let rule = rule(of);
    let area = of.indicator().map_or(Area::Own, |of| of.usual_area());
    let figure = |running: &Running| Figure::Known(running.total);
    let tell = |running: &Running| {
        // The sum of some parts is not the whole.
        if !running.is_whole() {
            return hidden();
        }
        whole(rule, Whole { figure: figure(running), year, area, accumulates: of.accumulates() }, threshold, today)
    };
    let reached: Vec<Option<PublicFigure>> = match running {
        Some(running) => told_parts(rule, running, year, threshold, today).into_iter().map(Some).collect(),
        None => vec![None; setting.parts.len()],
    };
    let part = |(part, reached): (&crate::goals::model::GoalPart, Option<PublicFigure>)| {
        (part.name.clone(), exempt(Figure::Known(part.target), Exemption::CouncilParts), reached)
    };
    PublicGoal {
        target: exempt(Figure::Known(setting.target), Exemption::PlanTarget),
        parts: setting.parts.iter().zip(reached).map(part).collect(),
        actual: running.map(tell),
    }
}

fn told_parts(
    rule: MaskingRule,
    running: &Running,
    year: FiscalYear,
    threshold: i64,
    today: Date,
) -> Vec<PublicFigure> {
    let figures: Vec<Figure> = running.parts.iter().map(|told| told.map_or(Figure::Masked, Figure::Known)).collect();
    match rule {
        MaskingRule::Meetings | MaskingRule::Attendance | MaskingRule::Plan => {
            figures.into_iter().map(|figure| exempt(figure, Exemption::Meetings)).collect()
        }
        // While the year runs the whole is told in steps, and a part in steps beside it would narrow the others.
        _ if year.last_day() >= today || !running.is_whole() => vec![hidden(); figures.len()],
        _ => parts(&figures, threshold),
    }
}

#[cfg(test)]
mod tests {
    use super::super::running::running;
    use super::super::running::tests::{day, one_and_four, told};
    use super::*;
    use crate::goals::indicator::model::{Amount, Catalogue};
    use crate::goals::model::SettingState;
    use crate::plumbing::clock::Moment;

    #[test]
    fn the_goal_and_its_parts_are_told_and_the_actual_when_the_year_is_over() {
        let of = Yardstick::Indicator(Catalogue::shipped().find("7-transition").unwrap());
        let setting = Setting {
            state: SettingState::Decided,
            title: "利用者を5人に".into(),
            target: Amount::whole(5),
            parts: one_and_four(),
            decided: None,
            met_on: None,
            reason: String::new(),
            at: Moment::from_seconds(0),
            by: String::new(),
        };
        let rows = [told("すでに支給決定", "R6.9.30", 1, 0), told("新たな人", "R6.9.30", 2, 0)];
        let now = running(&rows, &setting.parts, None);
        let words = |now: Option<&Running>, today| {
            let one = public(&of, FiscalYear(2024), &setting, now, (10, day(today)));
            let parts = one.parts.iter().map(|(_, target, reached)| {
                format!("{} {}", target.in_words(), reached.map_or("－".into(), PublicFigure::in_words))
            });
            let actual = one.actual.map_or("－".into(), PublicFigure::in_words);
            format!("{} ＝ {} | {actual}", one.target.in_words(), parts.collect::<Vec<_>>().join(" ＋ "))
        };
        assert_eq!(words(now.as_ref(), "R6.10.17"), "5 ＝ 1 ＊ ＋ 4 ＊ | ＊");
        assert_eq!(words(now.as_ref(), "R7.4.1"), "5 ＝ 1 ＊ ＋ 4 ＊ | 3");
        assert_eq!(words(None, "R6.6.1"), "5 ＝ 1 － ＋ 4 － | －");
        let half = running(&rows[1..], &setting.parts, None);
        assert_eq!(words(half.as_ref(), "R7.4.1"), "5 ＝ 1 ＊ ＋ 4 ＊ | ＊", "the sum of some parts would tell them");
    }
}
