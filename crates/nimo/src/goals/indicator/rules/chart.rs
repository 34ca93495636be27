//! The picture of an indicator: bars of actuals, marks of targets. A line joins the targets of one plan period counted in one way,
//! never two.

use super::standing::Cell;
use crate::goals::indicator::model::Figure;
use almanac::FiscalYear;

/// One 年度 of the picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// R6.
    pub label: String,
    /// The middle of its column.
    pub x: i64,
    /// The top of its bar, for an actual that is told.
    pub bar: Option<i64>,
    /// Where its target stands.
    pub target: Option<i64>,
    /// The actual in words; ＊ for a hidden one, － for none.
    pub told: String,
    /// A break stands before it: another period or another way of counting begins here.
    pub breaks: bool,
    /// What begins there: 第8期, 数え方.
    pub why: String,
}

/// The picture, in units of its own box.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// Each 年度, oldest first.
    pub marks: Vec<Mark>,
    /// The paths that join targets, each within one period and one way of counting.
    pub paths: Vec<String>,
    /// The widths of the box.
    pub width: i64,
    /// Where nought is.
    pub floor: i64,
    /// The greatest figure, and where it stands.
    pub top: (String, i64),
}

/// One 年度 as it goes in: period, year, target, actual.
pub type Point = (i64, FiscalYear, Option<Cell>, Option<Cell>);

const LEFT: i64 = 64;
const STEP: i64 = 84;
const TOP: i64 = 36;
const FLOOR: i64 = 196;

/// The picture; none while nothing is told.
pub fn chart(points: &[Point]) -> Option<Chart> {
    let known = |cell: &Option<Cell>| cell.as_ref().and_then(|cell| cell.figure.known());
    let all = points.iter().flat_map(|(_, _, target, actual)| [known(target), known(actual)]);
    let most = all.flatten().max()?;
    let height = |cell: &Option<Cell>| {
        let share = known(cell)?.as_f64() / most.as_f64().max(0.001);
        #[allow(clippy::cast_possible_truncation, reason = "between nought and the height of the box")]
        Some(FLOOR - (share * (FLOOR - TOP) as f64).round() as i64)
    };
    let (mut marks, mut paths, mut path): (Vec<Mark>, Vec<String>, Vec<(i64, i64)>) = (vec![], vec![], vec![]);
    let mut before: Option<(i64, [Option<i64>; 2])> = None;
    for ((period, year, target, actual), n) in points.iter().zip(0..) {
        let x = LEFT + STEP / 2 + n * STEP;
        let now = [target, actual].map(|cell| cell.as_ref().map(|cell| cell.counting));
        let other_period = before.is_some_and(|(before, _)| before != *period);
        let last = before.filter(|_| !other_period).map_or([None; 2], |(_, last)| last);
        let other_counting = last.iter().zip(&now).any(|(last, now)| last.is_some() && now.is_some() && last != now);
        let breaks = other_period || other_counting;
        if breaks {
            close(&mut paths, &mut path);
        }
        before = Some((*period, [now[0].or(last[0]), now[1].or(last[1])]));
        match height(target) {
            Some(y) => path.push((x, y)),
            None => close(&mut paths, &mut path),
        }
        marks.push(Mark {
            label: year.short(),
            x,
            bar: height(actual),
            target: height(target),
            told: actual.as_ref().map_or_else(|| "－".into(), |cell| cell.figure.in_words()),
            breaks,
            why: match (other_period, other_counting) {
                (true, _) => format!("第{period}期"),
                (_, true) => "別の数え方".into(),
                _ => String::new(),
            },
        });
    }
    close(&mut paths, &mut path);
    let width = LEFT + STEP * i64::try_from(points.len()).unwrap_or(0) + 16;
    Some(Chart { marks, paths, width, floor: FLOOR, top: (Figure::Known(most).in_words(), TOP) })
}

/// A path of one point joins nothing.
fn close(paths: &mut Vec<String>, path: &mut Vec<(i64, i64)>) {
    if path.len() > 1 {
        let steps: Vec<String> = path.iter().map(|(x, y)| format!("{x} {y}")).collect();
        paths.push(format!("M{}", steps.join("L")));
    }
    path.clear();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::goals::indicator::model::Amount;
    use proptest::prelude::*;

    fn cell(number: i64, counting: i64) -> Option<Cell> {
        let figure = Figure::Known(Amount::whole(number));
        let as_of = almanac::read_date("R7.9.30").unwrap();
        Some(Cell { figure, as_of, counting, source: String::new(), added: None })
    }

    #[test]
    fn one_line_stays_within_one_period_and_one_way_of_counting() {
        let point = |period, year, number, counting| (period, FiscalYear(year), cell(number, counting), None);
        let one = chart(&[point(7, 2024, 4, 1), point(7, 2025, 5, 1), point(7, 2026, 6, 1)]).unwrap();
        assert_eq!((one.paths.len(), one.marks.iter().filter(|mark| mark.breaks).count()), (1, 0));
        let two = chart(&[point(7, 2025, 4, 1), point(7, 2026, 5, 1), point(8, 2027, 5, 1), point(8, 2028, 6, 1)]);
        assert_eq!(two.unwrap().paths.len(), 2);
        let counted = chart(&[point(7, 2024, 4, 1), point(7, 2025, 5, 2), point(7, 2026, 6, 2)]).unwrap();
        assert_eq!(counted.paths.len(), 1, "the first is joined to nothing");
        assert_eq!(counted.marks[1].why, "別の数え方");
    }

    #[test]
    fn a_year_without_a_figure_is_no_nought_and_a_hidden_one_has_no_bar() {
        let mut hidden = cell(0, 1);
        hidden.as_mut().unwrap().figure = Figure::Masked;
        let drawn =
            chart(&[(7, FiscalYear(2024), cell(5, 1), None), (7, FiscalYear(2025), cell(5, 1), hidden)]).unwrap();
        assert_eq!(
            drawn.marks.iter().map(|mark| (mark.bar, mark.told.as_str())).collect::<Vec<_>>(),
            [(None, "－"), (None, "＊")]
        );
        assert_eq!(chart(&[(7, FiscalYear(2024), None, None)]), None);
    }

    proptest! {
        #[test]
        fn no_path_crosses_a_break(points in proptest::collection::vec((7i64..9, 0i64..9, 1i64..3, prop::bool::ANY), 1..7)) {
            let mut points = points;
            points.sort_by_key(|point| point.0);
            let points: Vec<Point> = points.iter().zip(2024..).map(|((period, number, counting, is_there), year)| {
                (*period, FiscalYear(year), if *is_there { cell(*number, *counting) } else { None }, None)
            }).collect();
            if let Some(drawn) = chart(&points) {
                for path in &drawn.paths {
                    let xs: Vec<i64> = path[1..].split('L').map(|step| step.split(' ').next().unwrap().parse().unwrap()).collect();
                    let at: Vec<usize> = xs.iter().map(|x| drawn.marks.iter().position(|mark| mark.x == *x).unwrap()).collect();
                    for pair in at.windows(2) {
                        let (a, b) = (&points[pair[0]], &points[pair[1]]);
                        prop_assert_eq!(a.0, b.0);
                        prop_assert_eq!(a.2.as_ref().unwrap().counting, b.2.as_ref().unwrap().counting);
                    }
                }
            }
        }
    }
}
