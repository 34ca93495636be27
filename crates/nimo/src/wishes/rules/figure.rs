//! A figure of the reading, by the code with which its rows are asked for. Pure.

use crate::wishes::model::Matter;
use placement::PersonReason;

/// What a figure counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Figure {
    /// 探している人.
    Seeking,
    /// 休んでいる人.
    Resting,
    /// 条件がすべて合う部屋のある人.
    Served,
    /// 確かめていない答えがすべてよければ、部屋のある人.
    AtMost,
    /// 部屋のない人, by why.
    Without(Why),
    /// 見学できる部屋.
    Open,
    /// 聞き直す部屋, of which something was told before.
    Stale,
    /// 取り置き・体験中の部屋.
    Held,
    /// この読みで空いている部屋.
    Empty,
    /// 区分が、いまのきまりにない人.
    Classless,
    /// People, and rooms, between whom one criterion alone stands: its code.
    Alone(String),
    /// People whom a single change would house, by its place among the changes.
    Gain(usize),
    /// People whom the best two changes together would house.
    GainOfPair,
    /// People who answer so to a matter, and rooms that suit them: its place among the answers.
    Side(Matter, usize),
}

/// Why somebody has no room in the reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// 合う部屋より、人が多い.
    Contention,
    /// 先に確かめることがある.
    Ask,
    /// どの部屋にも、合わない条件がある.
    Fails,
    /// 見学できる部屋がない.
    NothingOpen,
}

impl Why {
    /// In the order of the page.
    pub const ALL: [Why; 4] = [Why::Ask, Why::Fails, Why::Contention, Why::NothingOpen];

    /// As an address names it.
    fn code(self) -> &'static str {
        match self {
            Why::Contention => "contention",
            Why::Ask => "ask",
            Why::Fails => "fails",
            Why::NothingOpen => "nothing",
        }
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            Why::Contention => "合う部屋はあるが、先に読む人で埋まる",
            Why::Ask => "まだ確かめていないことがあり、合うかもしれない",
            Why::Fails => "どの部屋にも、合わない条件がある",
            Why::NothingOpen => "見学できる部屋が、1つもない",
        }
    }

    /// The reason of somebody who seeks; `None` for who rests.
    pub fn of(reason: &PersonReason) -> Option<Why> {
        match reason {
            PersonReason::Resting => None,
            PersonReason::NothingOpen => Some(Why::NothingOpen),
            PersonReason::Contention { .. } => Some(Why::Contention),
            PersonReason::Ask { .. } => Some(Why::Ask),
            PersonReason::Fails { .. } => Some(Why::Fails),
        }
    }
}

impl Figure {
    /// As an address names it: `seeking`, `without.ask`, `alone.night:0`, `side.cost.2`.
    pub fn code(&self) -> String {
        match self {
            Figure::Seeking => "seeking".into(),
            Figure::Resting => "resting".into(),
            Figure::Served => "served".into(),
            Figure::AtMost => "at-most".into(),
            Figure::Without(why) => format!("without.{}", why.code()),
            Figure::Open => "open".into(),
            Figure::Stale => "stale".into(),
            Figure::Held => "held".into(),
            Figure::Empty => "empty".into(),
            Figure::Classless => "classless".into(),
            Figure::Alone(criterion) => format!("alone.{criterion}"),
            Figure::Gain(at) => format!("gain.{at}"),
            Figure::GainOfPair => "gain-of-pair".into(),
            Figure::Side(matter, at) => format!("side.{}.{at}", matter.code()),
        }
    }

    /// From an address.
    pub fn parse(code: &str) -> Option<Figure> {
        let plain = [
            Figure::Seeking,
            Figure::Resting,
            Figure::Served,
            Figure::AtMost,
            Figure::Open,
            Figure::Stale,
            Figure::Held,
            Figure::Empty,
            Figure::Classless,
            Figure::GainOfPair,
        ];
        if let Some(figure) = plain.into_iter().find(|figure| figure.code() == code) {
            return Some(figure);
        }
        let (kind, rest) = code.split_once('.')?;
        match kind {
            "without" => Why::ALL.into_iter().find(|why| why.code() == rest).map(Figure::Without),
            "gain" => rest.parse().ok().map(Figure::Gain),
            "alone" => Some(Figure::Alone(rest.to_string())),
            "side" => {
                let (matter, at) = rest.split_once('.')?;
                Some(Figure::Side(Matter::parse(matter)?, at.parse().ok()?))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_figure_is_found_by_its_code() {
        let some = [
            Figure::AtMost,
            Figure::Gain(3),
            Figure::GainOfPair,
            Figure::Alone("night:0".into()),
            Figure::Side(Matter::Cost, 2),
        ];
        for figure in some.into_iter().chain(Why::ALL.map(Figure::Without)) {
            assert_eq!(Figure::parse(&figure.code()), Some(figure));
        }
        for odd in ["", "x", "side.cost", "side.cost.x", "without.x"] {
            assert_eq!(Figure::parse(odd), None, "{odd}");
        }
    }

    proptest! {
        #[test]
        fn arbitrary_codes_never_panic(code in "\\PC{0,20}") {
            let _ = Figure::parse(&code);
        }
    }
}
