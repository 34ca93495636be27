//! A goal that is one number of the plan reads the figures of its indicator.

use crate::goals::indicator::model::{IndicatorDefinition, IndicatorValue, Told, ValueKind};
use crate::goals::indicator::rules::{cell, known_on};
use crate::goals::model::{Actual, ActualId, ActualState};
use almanac::FiscalYear;

/// The actuals of a 年度 as figures of a goal. What the source hides is no figure; parts of the plan are told as their sum.
pub fn from_indicator(of: &IndicatorDefinition, rows: &[IndicatorValue], year: FiscalYear) -> Vec<Actual> {
    let own = |row: &&IndicatorValue| {
        row.slot.area == of.usual_area() && row.slot.kind == ValueKind::Actual && row.slot.year == year
    };
    let rows: Vec<IndicatorValue> = rows.iter().filter(own).cloned().collect();
    let mut actuals: Vec<Actual> = rows.iter().filter(|row| row.slot.part.is_empty()).filter_map(actual).collect();
    let sum = cell(of, &known_on(&rows, None), (of.usual_area(), ValueKind::Actual, year));
    let newest = rows.iter().filter(|row| !row.slot.part.is_empty()).max_by_key(|row| row.id);
    if let (Some(sum), Some(newest)) = (sum.filter(|sum| sum.added.is_some()), newest)
        && let Some(amount) = sum.figure.known()
        && let Some(row) = actual(newest)
    {
        actuals.push(Actual { as_of: sum.as_of, amount, source: sum.source, state: ActualState::Figure, ..row });
    }
    actuals
}

fn actual(row: &IndicatorValue) -> Option<Actual> {
    let amount = match row.told {
        Told::Figure(figure) => Some(figure.known()?),
        Told::Withdrawn => None,
    };
    Some(Actual {
        // The same id under the name that this room gives it: it says which row came later.
        id: ActualId::parse(&row.id.to_string())?,
        part: String::new(),
        as_of: row.as_of,
        state: if amount.is_some() { ActualState::Figure } else { ActualState::Withdrawn },
        amount: amount.unwrap_or(crate::goals::indicator::model::Amount(0)),
        source: row.source.clone(),
        reason: row.reason.clone(),
        at: row.at,
        by: row.by.clone(),
    })
}
