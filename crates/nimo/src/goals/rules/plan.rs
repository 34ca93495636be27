//! A goal that is one number of the plan reads the figures of its indicator.

use crate::goals::indicator::model::{Amount, Area, Figure, IndicatorDefinition, IndicatorValue, ValueKind};
use crate::goals::indicator::rules::{cell, known_on};
use crate::goals::model::{Actual, ActualId, ActualState};
use almanac::FiscalYear;

/// The town's own actuals of a 年度 as figures of a goal; parts of the plan are told as their sum. Where the newest is hidden by its
/// source, nothing is known: an older figure would give it away.
pub fn from_indicator(of: &IndicatorDefinition, rows: &[IndicatorValue], year: FiscalYear) -> Vec<Actual> {
    let own = |row: &&IndicatorValue| {
        row.slot.area == Area::Own && row.slot.kind == ValueKind::Actual && row.slot.year == year
    };
    let rows: Vec<IndicatorValue> = rows.iter().filter(own).cloned().collect();
    let sum = cell(of, &known_on(&rows, None), (Area::Own, ValueKind::Actual, year));
    if sum.as_ref().is_some_and(|sum| sum.figure == Figure::Masked) {
        return vec![];
    }
    let mut actuals: Vec<Actual> = rows.iter().filter(|row| row.slot.part.is_empty()).filter_map(actual).collect();
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
    // One that its source hides takes the place of what stood there, as one that was taken back.
    let amount = row.told.figure().and_then(Figure::known);
    Some(Actual {
        // The same id under the name that this room gives it: it says which row came later.
        id: ActualId::parse(&row.id.to_string())?,
        part: String::new(),
        as_of: row.as_of,
        state: if amount.is_some() { ActualState::Figure } else { ActualState::Withdrawn },
        amount: amount.unwrap_or(Amount(0)),
        source: row.source.clone(),
        reason: row.reason.clone(),
        at: row.at,
        by: row.by.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::goals::indicator::model::{Catalogue, Origin, Slot, Told, ValueId};
    use crate::plumbing::clock::Moment;

    fn row(area: Area, as_of: &str, told: Figure, at: i64) -> IndicatorValue {
        IndicatorValue {
            id: ValueId::fresh(),
            slot: Slot { area, kind: ValueKind::Actual, year: FiscalYear(2026), part: String::new() },
            counting: 1,
            as_of: almanac::read_date(as_of).unwrap(),
            told: Told::Figure(told),
            source: "台帳".into(),
            address: String::new(),
            seen_on: None,
            reason: String::new(),
            origin: Origin::Typed,
            counted: vec![],
            at: Moment::from_seconds(1_790_000_000 + at),
            by: "木下".into(),
        }
    }

    #[test]
    fn what_its_source_hides_does_not_come_back_as_an_older_figure() {
        let of = Catalogue::shipped().find("7-transition").unwrap();
        let seven = row(Area::Own, "R8.9.30", Figure::Known(Amount::whole(7)), 0);
        let year = FiscalYear(2026);
        assert_eq!(from_indicator(of, std::slice::from_ref(&seven), year).len(), 1);
        for later in [row(Area::Own, "R8.9.30", Figure::Masked, 1), row(Area::Own, "R8.10.31", Figure::Masked, 1)] {
            assert_eq!(from_indicator(of, &[seven.clone(), later], year), []);
        }
        let prefecture = row(Area::Prefecture, "R8.9.30", Figure::Known(Amount::whole(224)), 0);
        assert_eq!(from_indicator(of, &[prefecture], year), [], "a town's goal does not read its prefecture's figure");
    }
}
