//! Words of scoring: the round and how far it has come, a point, what one member says about one issue. Pure.

mod form;
mod sheet;

pub use form::{MOST_ISSUES, RoundForm};
pub use sheet::{Part, Scores, SheetWrong, TypedScore, field, parse, typed, with_saved};

use serde::{Deserialize, Serialize};

crate::id!(
    /// A round of scoring (採点の回).
    RoundId
);

/// 実現性・効果: what is scored about an issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Axis {
    /// 実現性: can it be done?
    Feasibility,
    /// 効果: how much comes of it?
    Effect,
}

impl Axis {
    /// In the order of the sheet.
    pub const ALL: [Axis; 2] = [Axis::Feasibility, Axis::Effect];

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            Axis::Feasibility => "実現性",
            Axis::Effect => "効果",
        }
    }
}

/// 点: 1 to 5, and nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Point(u8);

impl Point {
    /// The lowest and the highest.
    pub const ENDS: (u8, u8) = (1, 5);

    /// From a figure; none outside 1 to 5.
    pub fn of(figure: i64) -> Option<Point> {
        let figure = u8::try_from(figure).ok()?;
        (Point::ENDS.0..=Point::ENDS.1).contains(&figure).then_some(Point(figure))
    }

    /// From what was typed: 3, ３, 3点.
    pub fn read(typed: &str) -> Option<Point> {
        let plain = glyphs::fold(typed.trim());
        plain.trim_end_matches('点').trim().parse().ok().and_then(Point::of)
    }

    /// The figure.
    pub fn figure(self) -> u8 {
        self.0
    }
}

/// 採点: what one member says about one issue. Nothing in it has to be there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Score {
    /// 実現性; none is 「まだ」.
    pub feasibility: Option<Point>,
    /// 効果; none is 「まだ」.
    pub effect: Option<Point>,
    /// ひとこと: at most [`Score::MOST_REMARK`] letters, as typed but for outer spaces.
    pub remark: String,
}

impl Score {
    /// So many letters a remark may have.
    pub const MOST_REMARK: usize = 500;

    /// The point on one axis.
    pub fn on(&self, axis: Axis) -> Option<Point> {
        match axis {
            Axis::Feasibility => self.feasibility,
            Axis::Effect => self.effect,
        }
    }

    /// Was a point given at all?
    pub fn has_point(&self) -> bool {
        self.feasibility.is_some() || self.effect.is_some()
    }

    /// Were both points given?
    pub fn is_whole(&self) -> bool {
        self.feasibility.is_some() && self.effect.is_some()
    }

    /// Was nothing said?
    pub fn is_empty(&self) -> bool {
        !self.has_point() && self.remark.is_empty()
    }
}

/// 採点の回の状態: how far a round has come. Each change is a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoundState {
    /// 受け付け中: opened, or opened again.
    Open,
    /// 締め切った: no more points are taken, and the figures are shown to the secretariat.
    Closed,
    /// 固めた: stands in the paper of a meeting; nothing changes after.
    Frozen,
}

impl RoundState {
    /// From the last step as stored: `opened`, `closed`, `reopened`, `frozen`.
    pub fn parse(step: &str) -> Option<RoundState> {
        match step {
            "opened" | "reopened" => Some(RoundState::Open),
            "closed" => Some(RoundState::Closed),
            "frozen" => Some(RoundState::Frozen),
            _ => None,
        }
    }

    /// The word for the gate.
    pub fn code(self) -> &'static str {
        match self {
            RoundState::Open => "open",
            RoundState::Closed => "closed",
            RoundState::Frozen => "frozen",
        }
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            RoundState::Open => "受け付け中",
            RoundState::Closed => "締め切った",
            RoundState::Frozen => "固めた",
        }
    }

    /// The mark beside the word.
    pub fn mark(self) -> &'static str {
        match self {
            RoundState::Open => "open",
            RoundState::Closed => "going",
            RoundState::Frozen => "tied",
        }
    }
}

/// 採点の入り方: how a sheet came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// 画面: the member's own hand.
    Screen,
    /// 紙: typed in by the secretariat from a printed sheet.
    Paper,
}

impl Source {
    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            Source::Screen => "screen",
            Source::Paper => "paper",
        }
    }

    /// From what is stored.
    pub fn parse(code: &str) -> Option<Source> {
        [Source::Screen, Source::Paper].into_iter().find(|source| source.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            Source::Screen => "画面",
            Source::Paper => "紙",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_is_one_to_five_however_a_clerk_types_it() {
        for (typed, figure) in [("1", 1), (" ５ ", 5), ("3点", 3), ("４点", 4)] {
            assert_eq!(Point::read(typed).map(Point::figure), Some(figure), "{typed}");
        }
        for typed in ["", "0", "6", "-1", "2.5", "点", "よい", "99999999999999999999", "1 2"] {
            assert_eq!(Point::read(typed), None, "{typed}");
        }
    }

    #[test]
    fn steps_lead_to_states_and_a_reopened_round_is_open() {
        assert_eq!(RoundState::parse("reopened"), Some(RoundState::Open));
        assert_eq!(RoundState::parse("frozen").map(RoundState::code), Some("frozen"));
        assert_eq!(RoundState::parse("lost"), None);
        assert_eq!(Source::parse("paper").map(Source::label), Some("紙"));
    }
}
