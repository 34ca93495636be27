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
    /// An indicator of the plan.
    Indicator(&'static IndicatorDefinition),
    /// この協議会で決めた数え方.
    Own {
        /// What is counted.
        name: String,
        /// 人, 回, 部.
        unit: String,
        /// What one figure counts.
        aggregation: Aggregation,
    },
}

impl Yardstick {
    /// From the stored code, or from the council's own words where it is empty.
    pub fn stored(code: &str, name: &str, unit: &str, aggregation: &str) -> Option<Yardstick> {
        if !code.is_empty() {
            return Catalogue::shipped().find(code).map(Yardstick::Indicator);
        }
        let aggregation = Aggregation::parse(aggregation)?;
        Some(Yardstick::Own { name: name.into(), unit: unit.into(), aggregation })
    }

    /// As stored: code, name, unit and 集計.
    pub fn texts(&self) -> (&str, &str, &str, &str) {
        match self {
            Yardstick::Indicator(of) => (&of.code, "", &of.unit, of.aggregation.code()),
            Yardstick::Own { name, unit, aggregation } => ("", name, unit, aggregation.code()),
        }
    }

    /// The indicator of the catalogue, if it is one.
    pub fn indicator(&self) -> Option<&'static IndicatorDefinition> {
        match self {
            Yardstick::Indicator(of) => Some(of),
            Yardstick::Own { .. } => None,
        }
    }

    /// What is counted.
    pub fn name(&self) -> &str {
        match self {
            Yardstick::Indicator(of) => &of.name,
            Yardstick::Own { name, .. } => name,
        }
    }

    /// 人, 回.
    pub fn unit(&self) -> &str {
        self.texts().2
    }

    /// 5人.
    pub fn with_unit(&self, amount: Amount) -> String {
        format!("{}{}", Figure::Known(amount).in_words(), self.unit())
    }

    /// What one figure counts, as it was when the goal was set.
    pub fn aggregation(&self) -> Aggregation {
        match self {
            Yardstick::Indicator(of) => of.aggregation,
            Yardstick::Own { aggregation, .. } => *aggregation,
        }
    }

    /// Which way is good; what a council counts of its own it wants more of.
    pub fn direction(&self) -> Direction {
        self.indicator().map_or(Direction::More, |of| of.direction)
    }

    /// Does a figure grow from month to month until the end of the 年度?
    pub fn accumulates(&self) -> bool {
        matches!(self.aggregation(), Aggregation::YearUnique | Aggregation::EventCount)
    }
}
