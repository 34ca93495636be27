//! ふせる: which counts of people the council sees, by the town's masking threshold (docs/decisions/0023).

use crate::goals::indicator::model::{Amount, Figure};
use crate::goals::masking::model::PublicFigure;
use crate::goals::masking::rules;

fn figure(count: usize) -> Figure {
    Figure::Known(Amount::whole(i64::try_from(count).unwrap_or(i64::MAX)))
}

/// The count, where it may be told.
fn told(count: usize, figure: PublicFigure) -> Option<usize> {
    figure.exact().map(|_| count)
}

/// A count that is no part of a whole.
pub fn one(count: usize, threshold: i64) -> Option<usize> {
    told(count, rules::counted(figure(count), threshold))
}

/// The parts of a whole that stands beside them.
pub fn parts(counts: &[usize], threshold: i64) -> Vec<Option<usize>> {
    let figures: Vec<Figure> = counts.iter().map(|count| figure(*count)).collect();
    counts.iter().zip(rules::parts(&figures, threshold)).map(|(count, figure)| told(*count, figure)).collect()
}
