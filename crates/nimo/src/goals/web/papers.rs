//! The list of goals on paper: for the office and its council with every figure, and the copy for everybody.

use crate::access::Permit;
use crate::council::ReadCouncil;
use crate::goals::ListGoals;
use crate::goals::masking::model::Thresholds;
use crate::goals::masking::web::thresholds;
use crate::goals::model::SettingState;
use crate::goals::print::{self, GoalRow, Head, PUBLIC_TITLE, PublicRow, TITLE};
use crate::goals::rules::{project, public as public_figures};
use crate::goals::store::{self, Goal};
use crate::goals::web::collect::{listed, meetings, told};
use crate::issues::web::{list_pdf, list_xlsx};
use crate::plumbing::fault::Fault;
use crate::plumbing::papers;
use crate::plumbing::web::{Answer, Ask};
use almanac::FiscalYear;

/// The list as PDF; a character that no font has stands as 〓.
pub async fn pdf(ask: Ask) -> Answer {
    let rows = rows(&ask).await?;
    list_pdf(&ask, TITLE, print::list(&rows)).await
}

/// The list as XLSX.
pub async fn xlsx(ask: Ask) -> Answer {
    let rows = rows(&ask).await?;
    list_xlsx(&ask, TITLE, print::list(&rows)).await
}

async fn rows(ask: &Ask) -> Result<Vec<GoalRow>, Fault> {
    let listed = listed(ask).await?;
    let hops = meetings(ask, &listed.goals).await?;
    let today = ask.now.day();
    let row = |goal: &Goal| {
        let setting = goal.current()?;
        let running = goal.running();
        let of = (setting.target, setting.parts.as_slice());
        Ok(GoalRow {
            year: goal.year,
            title: setting.title.clone(),
            target: setting.target,
            parts: setting.parts.clone(),
            projection: project(&goal.yardstick, goal.year, of, running.as_ref(), today).lead,
            standing: goal.standing(today),
            told: told(goal, &hops),
            yardstick: goal.yardstick.clone(),
            running,
        })
    };
    listed.goals.iter().map(row).collect()
}

/// The copy for everybody: what meetings decided, with no figure that is hidden.
pub async fn public(ask: Ask) -> Answer {
    ask.may::<ListGoals>(ask.office()?).await?;
    let (thresholds, listed) = (thresholds(&ask).await?, listed(&ask).await?);
    let threshold = thresholds.of_year(listed.year);
    let rows = public_rows(&ask, &listed.goals, &thresholds).await?;
    let head = Head {
        office: ask.signed_in()?.office_name.clone(),
        dated: ask.now.at_japan(),
        as_of: format!("{}現在", almanac::in_words(ask.now.day())),
        threshold,
    };
    papers::pdf(&ask, print::public(&rows, &head), PUBLIC_TITLE).await
}

/// The goals of the permit's council for this 年度, as a paper for everybody tells them.
///
/// # Errors
/// What the database says.
pub async fn public_of_council(
    ask: &Ask,
    permit: &Permit<ReadCouncil>,
    (thresholds, year): (&Thresholds, FiscalYear),
) -> Result<Vec<PublicRow>, Fault> {
    let mut goals = ask.read(async |tx| store::of_council(tx, permit).await).await?;
    goals.retain(|goal| goal.year == year);
    public_rows(ask, &goals, thresholds).await
}

async fn public_rows(ask: &Ask, goals: &[Goal], thresholds: &Thresholds) -> Result<Vec<PublicRow>, Fault> {
    let hops = meetings(ask, goals).await?;
    let today = ask.now.day();
    let row = |goal: &Goal| {
        let setting = goal.current().ok().filter(|setting| setting.state == SettingState::Decided)?;
        let running = goal.running();
        let at = (thresholds.of_year(goal.year), today);
        Some(PublicRow {
            year: goal.year,
            title: setting.title.clone(),
            name: goal.yardstick.name().to_string(),
            unit: goal.yardstick.unit().to_string(),
            figures: public_figures(&goal.yardstick, goal.year, setting, running.as_ref(), at),
            told: told(goal, &hops),
        })
    };
    Ok(goals.iter().filter_map(row).collect())
}
