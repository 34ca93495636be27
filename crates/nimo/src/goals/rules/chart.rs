//! The picture of a goal: what was reached, month by month of its 年度, beside the line of the goal and where it leads.

use crate::goals::indicator::model::Amount;
use crate::goals::rules::{Projection, Running};
use almanac::{Date, FiscalYear};

/// A day with what was reached until then.
#[derive(Debug, Clone, PartialEq)]
pub struct GoalDot {
    /// From the left.
    pub x: i64,
    /// From the top.
    pub y: i64,
    /// 3; empty where the same stands to its left.
    pub told: String,
}

/// 図: places in a field of 816 × 250.
#[derive(Debug, Clone, PartialEq)]
pub struct GoalChart {
    /// The lines of the scale: from the top, and the number.
    pub scale: Vec<(i64, String)>,
    /// The months: from the left, and the name.
    pub months: Vec<(i64, &'static str)>,
    /// The line of the goal, from the top.
    pub aim: i64,
    /// What was reached.
    pub dots: Vec<GoalDot>,
    /// The steps between them.
    pub path: String,
    /// From the last dot to where it leads: the path, its end, and the number.
    pub ahead: Option<(String, GoalDot)>,
}

const LEFT: i64 = 40;
const RIGHT: i64 = 790;
const TOP: i64 = 32;
const FLOOR: i64 = 212;
const MONTHS: [&str; 12] = ["4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月", "1月", "2月", "3月"];

/// The end of a day between the ends of the 年度.
fn across(year: FiscalYear, day: Date) -> i64 {
    let days = (day - year.first_day()).num_days() + 1;
    let all = (year.last_day() - year.first_day()).num_days() + 1;
    LEFT + (RIGHT - LEFT) * days.clamp(0, all) / all
}

/// The largest round number at or above the highest, and the step of the scale.
fn round_up(highest: i64) -> (i64, i64) {
    let highest = highest.max(1000);
    let mut step = 1000;
    let mut factor = [2, 5, 10].into_iter().cycle();
    let mut base = 1000;
    while highest > step * 5 {
        let next = factor.next().unwrap_or(10);
        step = base * next;
        if next == 10 {
            base = step;
        }
    }
    ((highest + step - 1) / step * step, step)
}

/// The picture; none where nothing is told.
pub fn chart(year: FiscalYear, target: Amount, walk: &[Running], projection: &Projection) -> Option<GoalChart> {
    walk.first()?;
    let highest =
        walk.iter().map(|one| one.total.0).chain([target.0]).chain(projection.at_end.map(|end| end.0)).max()?;
    let (top, step) = round_up(highest);
    let down = |amount: i64| FLOOR - (FLOOR - TOP) * amount.clamp(0, top) / top;
    let mut dots: Vec<GoalDot> = vec![];
    let mut last = None;
    for one in walk {
        let told = if last == Some(one.total) { String::new() } else { one.total.in_words() };
        last = Some(one.total);
        dots.push(GoalDot { x: across(year, one.newest), y: down(one.total.0), told });
    }
    let mut path = String::new();
    for (at, dot) in dots.iter().enumerate() {
        path += &if at == 0 { format!("M{} {}", dot.x, dot.y) } else { format!("H{}V{}", dot.x, dot.y) };
    }
    let ahead = projection.at_end.and_then(|end| {
        let from = dots.last()?;
        let to = GoalDot { x: RIGHT, y: down(end.0), told: end.in_words() };
        Some((format!("M{} {}L{} {}", from.x, from.y, to.x, to.y), to))
    });
    let scale = (0..=top / step).map(|at| (down(at * step), Amount(at * step).in_words())).collect();
    let width = (RIGHT - LEFT) / 12;
    let months = MONTHS.into_iter().zip(0..).map(|(name, at)| (LEFT + width * at + width / 2, name)).collect();
    Some(GoalChart { scale, months, aim: down(target.0), dots, path, ahead })
}

#[cfg(test)]
mod tests {
    use super::super::running::tests::{day, one_and_four, told};
    use super::super::{project, walk};
    use super::*;
    use crate::goals::indicator::model::Catalogue;
    use crate::goals::model::Yardstick;

    #[test]
    fn a_picture_rises_with_what_was_reached_and_leads_on_dashed() {
        let of = Yardstick::of(Catalogue::shipped().find("7-transition").unwrap());
        let parts = one_and_four();
        let rows = [
            told("すでに支給決定", "R6.4.30", 1, 0),
            told("新たな人", "R6.4.30", 0, 0),
            told("新たな人", "R6.9.30", 2, 0),
        ];
        let (walk, year, target) = (walk(&rows, &parts), FiscalYear(2024), Amount::whole(5));
        let projection = project(&of, year, (target, &parts), walk.last(), day("R6.10.17"));
        let one = chart(year, target, &walk, &projection).unwrap();
        assert_eq!(one.scale.len(), 6);
        assert_eq!((one.aim, one.dots[0].told.as_str(), one.dots[1].told.as_str()), (TOP, "1", "3"));
        assert!(one.dots[1].x < RIGHT && one.dots[1].y < one.dots[0].y);
        assert_eq!(one.ahead.unwrap().1, GoalDot { x: RIGHT, y: TOP, told: "5".into() });
        assert_eq!(chart(year, target, &[], &projection), None);
    }

    #[test]
    fn a_scale_has_a_handful_of_round_lines() {
        for (highest, top, step) in
            [(0, 1, 1), (5, 5, 1), (6, 6, 2), (23, 25, 5), (44, 50, 10), (99, 100, 20), (260, 300, 100)]
        {
            assert_eq!(round_up(highest * 1000), (top * 1000, step * 1000), "{highest}");
        }
    }
}
