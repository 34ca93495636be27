//! Words of the indicators: definitions, figures, and the rows in which they are kept. Pure.

mod amount;
mod catalogue;
mod form;
mod value;

pub use amount::{Amount, Figure, HIDDEN, NoFigure, read_figure};
pub use catalogue::{
    Aggregation, Bound, Breakdown, Catalogue, Direction, IndicatorDefinition, IndicatorKind, MaskingRule, National,
    PlanPeriod, SetBy,
};
pub use form::{CountingForm, ValueForm};
pub use value::{Area, Counting, IndicatorValue, Origin, Slot, Told, ValueId, ValueKind, today_or_year_end};
