//! 方策: what will be done about an issue, with which existing programme, what money and which steps; and how far it has come.
//!
//! Others may call [`open_ends`] and name [`model`].

pub mod model;
pub mod rules;
pub mod store;
pub mod web;

use crate::access::{OfficeFacts, Permit};
use crate::action;
use crate::council::ReadCouncil;
use crate::issues::budget::{model::closes, store as deadlines};
use crate::issues::store::IssueFacts;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use almanac::Date;
use model::MeasureId;
use rules::{OpenEnd, budget_word};
use store::MeasureFacts;

action!(/// Lists the measures that the actor may read.
    ListMeasures, "measure.list", OfficeFacts);
action!(/// Adds a measure to an issue.
    AddMeasure, "measure.add", IssueFacts);
action!(/// Reads a measure's page.
    ReadMeasure, "measure.read", MeasureFacts);
action!(/// Edits a measure.
    EditMeasure, "measure.edit", MeasureFacts);
action!(/// Says how far a measure has come.
    AdvanceMeasure, "measure.advance", MeasureFacts);
action!(/// Ties a measure to further issues, and lets them go.
    ServeIssue, "measure.serve", MeasureFacts);
action!(/// Reads the versions of a measure.
    ReadMeasureHistory, "measure.history", MeasureFacts);

/// What presses of the measures of the permit's council: the measure and the sentence.
///
/// # Errors
/// What the database says.
pub async fn open_ends(
    tx: &mut Tx,
    permit: &Permit<ReadCouncil>,
    today: Date,
) -> Result<Vec<(MeasureId, OpenEnd)>, Fault> {
    Ok(open_ends_and_measures(tx, permit, today).await?.0)
}

/// The same, and the measures themselves: those of the council that are not over.
///
/// # Errors
/// What the database says.
pub async fn open_ends_and_measures(
    tx: &mut Tx,
    permit: &Permit<ReadCouncil>,
    today: Date,
) -> Result<(Vec<(MeasureId, OpenEnd)>, Vec<store::Measure>), Fault> {
    use crate::access::Facts;
    let measures = store::pressing(tx, permit).await?;
    if measures.is_empty() {
        return Ok((vec![], vec![]));
    }
    let known = deadlines::known(tx, permit).await?;
    let meets_on = store::meets_on(tx, permit, permit.facts().id(), today).await?;
    let mut ends = vec![];
    for one in &measures {
        let word = budget_word(&one.form, one.progress, |year| closes(&known, year), meets_on, today);
        let of_one = rules::open_ends(one.number, &one.form, word.as_ref(), today);
        ends.extend(of_one.into_iter().map(|end| (one.id, end)));
    }
    Ok((ends, measures))
}
