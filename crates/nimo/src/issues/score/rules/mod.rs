//! Rules of scoring: medians and spread, what may be shown, the headline, which state may follow. Pure.
//!
//! No mean stands here: among ten people one alone moves it. Medians are told as twice themselves, so that 4.5 is whole.

use crate::issues::model::IssueId;
use crate::issues::score::model::{Axis, Point, RoundState, Score, Scores};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Figures of fewer people than this are not told: it could be seen whose they are.
pub const LEAST_PEOPLE: u32 = 3;
/// 割れ: lowest and highest are so far apart.
pub const SPLIT: u8 = 3;
/// Twice the middle of the scale: an issue below it on either axis is called no first one.
const MIDDLE: u32 = 6;
/// So many issues are named in a sentence.
const MOST_NAMED: usize = 4;
/// What stands instead of figures that are not told.
pub const TOO_FEW: &str = "採点が2人以下のうちは、だれの点か分かってしまうため、出しません。";

/// 散らばり: how many gave 1, 2, 3, 4, 5.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spread(pub [u32; 5]);

impl Spread {
    /// Of these points.
    pub fn of(points: impl IntoIterator<Item = Point>) -> Spread {
        let mut counts = [0; 5];
        for point in points {
            counts[usize::from(point.figure() - 1)] += 1;
        }
        Spread(counts)
    }

    /// How many gave a point.
    pub fn people(self) -> u32 {
        self.0.iter().sum()
    }

    /// 中央値, twice; 0 where nobody gave a point.
    pub fn median_twice(self) -> u32 {
        let people = self.people();
        if people == 0 {
            return 0;
        }
        self.nth((people - 1) / 2) + self.nth(people / 2)
    }

    /// The point of the person at this place, from 0, when all stand in order.
    fn nth(self, place: u32) -> u32 {
        let mut passed = 0;
        for (figure, count) in (1..).zip(self.0) {
            passed += count;
            if place < passed {
                return figure;
            }
        }
        0
    }

    /// The lowest and the highest; 0 where nobody gave a point.
    pub fn ends(self) -> (u8, u8) {
        let given = || (1..=5u8).filter(|figure| self.0[usize::from(*figure - 1)] > 0);
        (given().min().unwrap_or(0), given().max().unwrap_or(0))
    }

    /// How far the ends are apart.
    pub fn width(self) -> u8 {
        let (least, most) = self.ends();
        most - least
    }

    /// 割れ?
    pub fn is_split(self) -> bool {
        self.width() >= SPLIT
    }

    /// Does a bar of this figure hold the median?
    pub fn is_middle(self, figure: u32) -> bool {
        let people = self.people();
        people > 0 && (self.nth((people - 1) / 2) == figure || self.nth(people / 2) == figure)
    }
}

/// 4 or 4.5, from twice the median.
pub fn half(twice: u32) -> String {
    if twice.is_multiple_of(2) { (twice / 2).to_string() } else { format!("{}.5", twice / 2) }
}

/// An issue as it stood when the round was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Covered {
    /// Its id.
    pub issue: String,
    /// R6-003.
    pub number: String,
    /// The issue in one line.
    pub title: String,
}

/// A remark without a name, and the point on the axis beside which it is told.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Remark {
    /// The point; none where it was left empty or is not told.
    pub point: Option<u8>,
    /// The words.
    pub text: String,
}

/// What all together said about one issue, as far as it may be told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueTally {
    /// The issue.
    #[serde(flatten)]
    pub covered: Covered,
    /// 実現性; none where too few gave a point.
    pub feasibility: Option<Spread>,
    /// 効果; none where too few gave a point.
    pub effect: Option<Spread>,
    /// The axis whose points stand beside the remarks: the one that is further apart.
    pub beside: Axis,
    /// Remarks, in an order that comes of point and words alone.
    pub remarks: Vec<Remark>,
}

impl IssueTally {
    /// The spread on one axis.
    pub fn on(&self, axis: Axis) -> Option<Spread> {
        match axis {
            Axis::Feasibility => self.feasibility,
            Axis::Effect => self.effect,
        }
    }

    /// 割れ, on either axis?
    pub fn is_split(&self) -> bool {
        Axis::ALL.iter().any(|axis| self.on(*axis).is_some_and(Spread::is_split))
    }

    /// Twice the lower of the two medians.
    fn lower(&self) -> Option<u32> {
        Some(self.feasibility?.median_twice().min(self.effect?.median_twice()))
    }
}

/// 採点のまとめ: what all together said, without a name. This is what is frozen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// How many were asked.
    pub asked: u32,
    /// How many gave at least one point.
    pub scored: u32,
    /// Each issue, in the order of the round.
    pub issues: Vec<IssueTally>,
}

/// Adds sheets up. They come without names, and their order makes no difference.
pub fn tally(covered: &[Covered], asked: u32, sheets: &[Scores]) -> Tally {
    let scored = sheets.iter().filter(|sheet| sheet.values().any(Score::has_point)).count();
    Tally {
        asked,
        scored: u32::try_from(scored).unwrap_or(u32::MAX),
        issues: covered.iter().map(|covered| of_issue(covered, sheets)).collect(),
    }
}

fn of_issue(covered: &Covered, sheets: &[Scores]) -> IssueTally {
    let issue = IssueId::parse(&covered.issue);
    let said: Vec<&Score> = sheets.iter().filter_map(|sheet| sheet.get(&issue?)).collect();
    let told = |axis: Axis| {
        let spread = Spread::of(said.iter().filter_map(|score| score.on(axis)));
        (spread.people() >= LEAST_PEOPLE).then_some(spread)
    };
    let (feasibility, effect) = (told(Axis::Feasibility), told(Axis::Effect));
    let width = |spread: Option<Spread>| spread.map(Spread::width);
    let beside = if width(effect) > width(feasibility) { Axis::Effect } else { Axis::Feasibility };
    let shows_points = if beside == Axis::Effect { effect } else { feasibility }.is_some();
    // Who gave a point stands in the crowd behind which a remark is hidden.
    let crowd = said.iter().filter(|score| score.has_point()).count();
    let is_hidden = crowd < LEAST_PEOPLE as usize;
    let remarks = said.iter().filter(|score| !is_hidden && !score.remark.is_empty());
    let mut remarks: Vec<Remark> = remarks
        .map(|score| Remark {
            point: score.on(beside).filter(|_| shows_points).map(Point::figure),
            text: score.remark.clone(),
        })
        .collect();
    remarks.sort_by(|a, b| (b.point, &a.text).cmp(&(a.point, &b.text)));
    IssueTally { covered: covered.clone(), feasibility, effect, beside, remarks }
}

/// May figures of this round be told at all?
pub fn is_told(tally: &Tally) -> bool {
    tally.scored >= LEAST_PEOPLE
}

/// 「先に取り組めるのはR6-003。意見が割れたのはR6-006とR6-008。」
pub fn headline(tally: &Tally) -> String {
    if !is_told(tally) {
        return TOO_FEW.into();
    }
    let best = tally.issues.iter().filter_map(IssueTally::lower).max();
    let first = match best {
        None => "どの課題も、両方の点を入れた人が少なく、比べられません。".to_string(),
        Some(lower) if lower < MIDDLE => "実現性と効果がともに3点に届いた課題はありません。".to_string(),
        Some(lower) => {
            let first = tally.issues.iter().filter(|issue| issue.lower() == Some(lower));
            format!("先に取り組めるのは{}。", named(first))
        }
    };
    let split = || tally.issues.iter().filter(|issue| issue.is_split());
    let second = match split().count() {
        0 => "大きく割れた意見はありません。".to_string(),
        _ => format!("意見が割れたのは{}。", named(split())),
    };
    first + &second
}

/// R6-001, R6-001とR6-002, or the first few and how many more.
fn named<'a>(issues: impl Iterator<Item = &'a IssueTally>) -> String {
    let numbers: Vec<&str> = issues.map(|issue| issue.covered.number.as_str()).collect();
    let shown = &numbers[..numbers.len().min(MOST_NAMED)];
    match numbers.len() - shown.len() {
        0 => shown.join("と"),
        more => format!("{}とほか{more}件", shown.join("、")),
    }
}

/// Why a round stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoundRefusal {
    /// It takes points no more.
    IsClosed,
    /// It still takes points.
    IsOpen,
    /// It stands in a paper.
    IsFrozen,
}

impl RoundRefusal {
    /// What to do instead.
    pub fn sentence(self) -> &'static str {
        match self {
            RoundRefusal::IsClosed => "この回は締め切られています。点を足すときは、事務局がもう一度開きます。",
            RoundRefusal::IsOpen => "この回は、まだ受け付け中です。先に締め切ってください。",
            RoundRefusal::IsFrozen => {
                "この回の結果は固めてあり、変えられません。新しく採点するときは、新しい回を始めてください。"
            }
        }
    }
}

/// What is wanted of a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// To give points.
    Score,
    /// To close it.
    Close,
    /// To open it again.
    Reopen,
    /// To freeze its result.
    Freeze,
}

/// May this be done to a round in this state?
///
/// # Errors
/// Why not.
pub fn may(state: RoundState, wish: Wish) -> Result<(), RoundRefusal> {
    match (state, wish) {
        (RoundState::Open, Wish::Score | Wish::Close) | (RoundState::Closed, Wish::Reopen | Wish::Freeze) => Ok(()),
        (RoundState::Open, Wish::Reopen | Wish::Freeze) => Err(RoundRefusal::IsOpen),
        (RoundState::Closed, Wish::Score | Wish::Close) => Err(RoundRefusal::IsClosed),
        (RoundState::Frozen, _) => Err(RoundRefusal::IsFrozen),
    }
}

/// How many issues have both points on a sheet.
pub fn whole(scores: &BTreeMap<IssueId, Score>) -> usize {
    scores.values().filter(|score| score.is_whole()).count()
}

#[cfg(test)]
mod tests;
