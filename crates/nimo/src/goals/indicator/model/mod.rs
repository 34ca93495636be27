//! Words of the indicators: definitions, figures, and the rows in which they are kept. Pure.

mod amount;
mod catalogue;
mod form;
mod value;
mod words;

pub use amount::{Amount, Figure, HIDDEN, NoFigure, read_figure};
pub use catalogue::{Bound, Breakdown, Catalogue, Feature, Features, IndicatorDefinition, National, PlanPeriod, Step};
pub use form::{CountingForm, ValueForm};
pub use value::{Area, Counting, IndicatorValue, Origin, Slot, Told, ValueId, ValueKind, today_or_year_end};
pub use words::{Aggregation, Direction, IndicatorKind, MaskingRule, SetBy};
