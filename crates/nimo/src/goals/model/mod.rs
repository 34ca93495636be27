//! Words of the goals: ids, by what one measures, parts, what was decided, known and said. Pure.

mod form;
mod part;
mod row;

pub use form::{ActualForm, EvaluationForm, GoalForm, Pick, SettingForm, named};
pub use part::{GoalPart, MOST_PARTS, PartKind, sum_in_words};
pub use row::{
    Actual, ActualId, ActualState, Decided, Evaluation, EvaluationState, SeenPart, Setting, SettingState, Verdict,
};

use crate::goals::indicator::model::{Aggregation, Amount, Catalogue, Direction, Figure, IndicatorDefinition};

crate::id!(
    /// A goal (目標).
    GoalId
);

/// 何で測るか: an indicator of the catalogue, or something that the council counts of its own.
#[derive(Debug, Clone)]
pub enum Yardstick {
    /// An indicator of the plan, as the town counts it in the goal's 年度.
    Indicator(&'static IndicatorDefinition, Aggregation),
    /// この協議会で決めた数え方.
    Own {
        /// What is counted.
        name: String,
        /// 人, 回, 部.
        unit: String,
        /// What one figure counts.
        aggregation: Aggregation,
        /// Which way is good.
        direction: Direction,
    },
}

impl Yardstick {
    /// An indicator as the guideline counts it.
    pub fn of(of: &'static IndicatorDefinition) -> Yardstick {
        Yardstick::Indicator(of, of.aggregation)
    }

    /// From the stored code, or from the council's own words where it is empty.
    pub fn stored(code: &str, [name, unit, aggregation, direction]: [&str; 4]) -> Option<Yardstick> {
        if !code.is_empty() {
            return Catalogue::shipped().find(code).map(Yardstick::of);
        }
        let (aggregation, direction) = (Aggregation::parse(aggregation)?, Direction::parse(direction)?);
        Some(Yardstick::Own { name: name.into(), unit: unit.into(), aggregation, direction })
    }

    /// The same, as the town counts it.
    pub fn counted_as(self, way: Aggregation) -> Yardstick {
        match self {
            Yardstick::Indicator(of, _) => Yardstick::Indicator(of, way),
            own @ Yardstick::Own { .. } => own,
        }
    }

    /// As stored: code, and name, unit, 集計 and よい向き.
    pub fn texts(&self) -> (&str, [&str; 4]) {
        let ways = [self.aggregation().code(), self.direction().code()];
        match self {
            Yardstick::Indicator(of, _) => (&of.code, ["", &of.unit, ways[0], ways[1]]),
            Yardstick::Own { name, unit, .. } => ("", [name, unit, ways[0], ways[1]]),
        }
    }

    /// The indicator of the catalogue, if it is one.
    pub fn indicator(&self) -> Option<&'static IndicatorDefinition> {
        match self {
            Yardstick::Indicator(of, _) => Some(of),
            Yardstick::Own { .. } => None,
        }
    }

    /// What is counted.
    pub fn name(&self) -> &str {
        match self {
            Yardstick::Indicator(of, _) => &of.name,
            Yardstick::Own { name, .. } => name,
        }
    }

    /// 人, 回.
    pub fn unit(&self) -> &str {
        match self {
            Yardstick::Indicator(of, _) => &of.unit,
            Yardstick::Own { unit, .. } => unit,
        }
    }

    /// 5人.
    pub fn with_unit(&self, amount: Amount) -> String {
        format!("{}{}", Figure::Known(amount).in_words(), self.unit())
    }

    /// What one figure counts.
    pub fn aggregation(&self) -> Aggregation {
        match self {
            Yardstick::Indicator(_, aggregation) | Yardstick::Own { aggregation, .. } => *aggregation,
        }
    }

    /// Which way is good.
    pub fn direction(&self) -> Direction {
        match self {
            Yardstick::Indicator(of, _) => of.direction,
            Yardstick::Own { direction, .. } => *direction,
        }
    }

    /// Does a figure grow from month to month until the end of the 年度?
    pub fn accumulates(&self) -> bool {
        matches!(self.aggregation(), Aggregation::YearUnique | Aggregation::EventCount)
    }
}
