//! An indicator's figures as they stand on a paper for everybody.

use crate::goals::indicator::model::{Aggregation, Area, Figure, IndicatorDefinition};
use crate::goals::indicator::rules::Cell;
use crate::goals::masking::model::{Exemption, PublicFigure};
use crate::goals::masking::rules::{Whole, exempt, whole, within};
use almanac::{Date, FiscalYear};

/// 目標 of a 年度: what a plan says may be said.
pub fn public_target(cell: &Cell) -> PublicFigure {
    exempt(cell.figure, Exemption::PlanTarget)
}

/// 実績 of a 年度. `outer` is the cell of the indicator of which this one is a part; `aggregation` that by which it was counted.
pub fn public_actual(
    of: &IndicatorDefinition,
    (area, year, aggregation): (Area, FiscalYear, Aggregation),
    (cell, outer): (&Cell, Option<&Cell>),
    (threshold, today): (i64, Date),
) -> PublicFigure {
    if of.within.is_some() {
        // Where the outer figure is not known here, others may know it.
        return within(cell.figure, outer.map_or(Figure::Masked, |outer| outer.figure), threshold);
    }
    let accumulates = matches!(aggregation, Aggregation::YearUnique | Aggregation::EventCount);
    whole(of.masking, Whole { figure: cell.figure, year, as_of: cell.as_of, area, accumulates }, threshold, today)
}
