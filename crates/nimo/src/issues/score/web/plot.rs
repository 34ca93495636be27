//! 散らばりの図: where each issue lies, how far the points reach, and where its number stands. Pure; lengths are units of the
//! drawing.

use crate::issues::score::model::Axis;
use crate::issues::score::rules::{Spread, Tally, half};

/// One issue on the drawing.
pub struct Dot {
    /// Its middle.
    pub x: i32,
    /// Its middle.
    pub y: i32,
    /// The line from the lowest to the highest 実現性.
    pub across: String,
    /// Is that a 割れ?
    pub is_wide: bool,
    /// The line from the lowest to the highest 効果.
    pub up: String,
    /// Is that a 割れ?
    pub is_tall: bool,
    /// The number, or nothing where a neighbour says it.
    pub label: String,
    /// Where the label begins or ends.
    pub label_x: i32,
    /// Its base line.
    pub label_y: i32,
    /// `start` or `end`.
    pub anchor: &'static str,
}

/// A line of the grid with its figure.
pub struct Line {
    /// 1 to 5.
    pub figure: i32,
    /// Where it crosses the lower axis.
    pub x: i32,
    /// Where it crosses the left axis.
    pub y: i32,
}

/// From one point to the next, across and up.
const STEP: (i32, i32) = (118, 100);
/// Where 1 lies.
const FIRST: (i32, i32) = (56, 452);
/// So many numbers are written beside one place; more are counted.
const MOST_LABELS: usize = 6;
/// Numbers right of this stand on the left of their dot.
const TURNS: i32 = 470;

fn across(twice: i32) -> i32 {
    FIRST.0 + (twice - 2) * STEP.0 / 2
}

fn up(twice: i32) -> i32 {
    FIRST.1 - (twice - 2) * STEP.1 / 2
}

/// The lines of the grid.
pub fn lines() -> Vec<Line> {
    (1..=5).map(|figure| Line { figure, x: across(figure * 2), y: up(figure * 2) }).collect()
}

/// The issues whose medians may be told on both axes. Those that lie on one place are moved apart a little.
pub fn dots(tally: &Tally) -> Vec<Dot> {
    let spreads =
        |issue: usize| Some((tally.issues[issue].on(Axis::Feasibility)?, tally.issues[issue].on(Axis::Effect)?));
    let placed: Vec<(usize, Spread, Spread)> =
        (0..tally.issues.len()).filter_map(|n| spreads(n).map(|(wide, tall)| (n, wide, tall))).collect();
    let place = |wide: &Spread, tall: &Spread| (twice(*wide), twice(*tall));
    let mut dots = vec![];
    for (at, (issue, wide, tall)) in placed.iter().enumerate() {
        let here = place(wide, tall);
        let is_here = |(_, wide, tall): &&(usize, Spread, Spread)| place(wide, tall) == here;
        let (count, before) = (placed.iter().filter(is_here).count(), placed[..at].iter().filter(is_here).count());
        let (x, y) = (across(here.0) + moved(before, count, 5), up(here.1) + moved(before, count, 8));
        let turns = across(here.0) > TURNS;
        dots.push(Dot {
            x,
            y,
            across: {
                let (from, to) = ends(*wide, across);
                format!("M{from} {}v10m0-5H{to}m0-5v10", y - 5)
            },
            is_wide: wide.is_split(),
            up: {
                let (from, to) = ends(*tall, up);
                format!("M{} {from}h10m-5 0V{to}m-5 0h10", x - 5)
            },
            is_tall: tall.is_split(),
            label: label(&tally.issues[*issue].covered.number, before, count),
            label_x: if turns { x - 11 } else { x + 11 },
            label_y: if turns { y + 20 } else { y - 10 },
            anchor: if turns { "end" } else { "start" },
        });
    }
    dots
}

fn twice(spread: Spread) -> i32 {
    i32::try_from(spread.median_twice()).unwrap_or(2)
}

fn ends(spread: Spread, scale: fn(i32) -> i32) -> (i32, i32) {
    let (least, most) = spread.ends();
    (scale(i32::from(least) * 2), scale(i32::from(most) * 2))
}

/// How far the nth of so many is moved: evenly around the place, and never further than half way to the next.
fn moved(nth: usize, count: usize, step: i32) -> i32 {
    let (nth, count) = (i32::try_from(nth).unwrap_or(0), i32::try_from(count).unwrap_or(1));
    (2 * nth - (count - 1)) * step * 5 / (count - 1).max(5)
}

fn label(number: &str, before: usize, count: usize) -> String {
    match (before, count) {
        (_, count) if count <= MOST_LABELS => number.to_string(),
        (0, count) => format!("{number} ほか{}件", count - 1),
        _ => String::new(),
    }
}

/// A bar of the little drawing in the table.
pub struct Bar {
    /// Its left edge.
    pub x: u32,
    /// Its upper edge.
    pub y: u32,
    /// How high.
    pub height: u32,
    /// Does it hold the median?
    pub is_middle: bool,
}

/// What the table says of one axis.
pub struct Told {
    /// 4.5.
    pub median: String,
    /// 2〜5.
    pub ends: String,
    /// How many gave each point.
    pub bars: Vec<Bar>,
    /// The same in words.
    pub words: String,
    /// Is it a 割れ?
    pub is_split: bool,
}

/// One axis of an issue, in figures, bars and words.
pub fn told(axis: Axis, spread: Spread) -> Told {
    let most = spread.0.iter().copied().max().unwrap_or(0).max(1);
    let bar = |(n, count): (u32, u32)| {
        let height = (count * 22).div_ceil(most);
        Bar { x: 3 + n * 14, y: 26 - height, height, is_middle: spread.is_middle(n + 1) }
    };
    let (least, highest) = spread.ends();
    let counts = spread.0.map(|count| count.to_string()).join("、");
    Told {
        median: half(spread.median_twice()),
        ends: if least == highest { least.to_string() } else { format!("{least}〜{highest}") },
        bars: (0..).zip(spread.0).filter(|(_, count)| *count > 0).map(bar).collect(),
        words: format!("{} 1点から5点まで順に {counts}人", axis.label()),
        is_split: spread.is_split(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::issues::model::IssueId;
    use crate::issues::score::rules::{Covered, IssueTally};
    use proptest::prelude::*;

    fn tally_of(spreads: &[([u32; 5], [u32; 5])]) -> Tally {
        let one = |(n, (wide, tall)): (usize, &([u32; 5], [u32; 5]))| IssueTally {
            covered: Covered { issue: IssueId::fresh().to_string(), number: format!("R6-{n:03}"), title: "題".into() },
            feasibility: Some(Spread(*wide)),
            effect: Some(Spread(*tall)),
            beside: Axis::Feasibility,
            remarks: vec![],
        };
        Tally { asked: 3, scored: 3, issues: spreads.iter().enumerate().map(one).collect() }
    }

    #[test]
    fn a_median_of_four_and_a_half_lies_between_the_lines() {
        let dots = dots(&tally_of(&[([0, 0, 0, 2, 2], [3, 0, 0, 0, 1])]));
        assert_eq!((dots[0].x, dots[0].y), (56 + 59 * 7, 452));
        assert!(dots[0].is_tall && !dots[0].is_wide && dots[0].up.contains("V52"), "{}", dots[0].up);
        assert_eq!(told(Axis::Effect, Spread([3, 0, 0, 0, 1])).words, "効果 1点から5点まで順に 3、0、0、0、1人");
    }

    proptest! {
        #[test]
        fn no_two_dots_lie_on_one_place_and_none_leaves_the_drawing(
            spreads in proptest::collection::vec((proptest::array::uniform5(0u32..3), proptest::array::uniform5(0u32..3)), 0..20),
        ) {
            let spreads: Vec<_> = spreads.into_iter().filter(|(a, b)| a.iter().sum::<u32>() > 0 && b.iter().sum::<u32>() > 0).collect();
            let dots = dots(&tally_of(&spreads));
            prop_assert_eq!(dots.len(), spreads.len());
            for (n, dot) in dots.iter().enumerate() {
                prop_assert!((0..=568).contains(&dot.x) && (0..=500).contains(&dot.y), "{} {}", dot.x, dot.y);
                prop_assert!(dots[..n].iter().all(|other| (other.x, other.y) != (dot.x, dot.y)));
            }
        }
    }
}
