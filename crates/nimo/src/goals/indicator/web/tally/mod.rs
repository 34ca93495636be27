//! Figures that nimo counts from the town's own rows: meetings, decisions on goals, and what the goals of an indicator have reached.

mod goals;
mod meetings;

use crate::goals::ListGoals;
use crate::goals::indicator::RecordIndicator;
use crate::goals::indicator::model::IndicatorDefinition;
use crate::goals::indicator::web::named;
use crate::goals::store::measures_by;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask};
use meetings::What;

const MOST_REASON: usize = 1000;

/// What of an indicator is counted of meetings.
fn of_meetings(of: &IndicatorDefinition) -> Option<What> {
    match of.code.split_once('-')?.1 {
        "meetings" => Some(What::Held),
        "goals" => Some(What::Decided),
        _ => None,
    }
}

/// What nimo can count of an indicator, as the button says it; none where it cannot.
///
/// # Errors
/// What the database says.
pub async fn counts(ask: &Ask, of: &IndicatorDefinition) -> Result<Option<&'static str>, Fault> {
    if of_meetings(of).is_some() {
        return Ok(Some("会議の記録から数える"));
    }
    // Most indicators have no goal: one question answers for them.
    let listing = ask.may::<ListGoals>(ask.office()?).await?;
    if !ask.read(async |tx| measures_by(tx, &listing, &of.code).await).await? {
        return Ok(None);
    }
    Ok((!goals::of(ask, of).await?.is_empty()).then_some("目標の実績から入れる"))
}

/// The form: what is counted.
pub async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<RecordIndicator>(ask.office()?).await?;
    let of = named(&ask)?;
    match of_meetings(of) {
        Some(what) => meetings::form(&ask, &permit, of, what).await,
        None => goals::form(&ask, of).await,
    }
}

/// Counts and records: may you · what is counted · how many they are · the row, which came of them.
pub async fn tally(ask: Ask) -> Answer {
    let permit = ask.may::<RecordIndicator>(ask.office()?).await?;
    let of = named(&ask)?;
    match of_meetings(of) {
        Some(what) => meetings::tally(&ask, &permit, of, what).await,
        None => goals::tally(&ask, &permit, of).await,
    }
}
