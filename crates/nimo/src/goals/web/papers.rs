//! The list of goals on paper: for the office and its council with every figure, and the copy for everybody.

use crate::goals::ListGoals;
use crate::goals::masking::ReadMasking;
use crate::goals::masking::model::threshold_on;
use crate::goals::masking::store as masking;
use crate::goals::model::SettingState;
use crate::goals::print::{self, GoalRow, Head, PUBLIC_TITLE, PublicRow, TITLE};
use crate::goals::rules::{project, public as public_figures};
use crate::goals::store::Goal;
use crate::goals::web::collect::{listed, meetings, told};
use crate::issues::web::{list_pdf, list_xlsx};
use crate::plumbing::fault::Fault;
use crate::plumbing::papers;
use crate::plumbing::web::{Answer, Ask};

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
    let office = ask.office()?;
    ask.may::<ListGoals>(office).await?;
    let permit = ask.may::<ReadMasking>(office).await?;
    let listed = listed(&ask).await?;
    let hops = meetings(&ask, &listed.goals).await?;
    let today = ask.now.day();
    let threshold = threshold_on(&ask.read(async |tx| masking::known(tx, &permit).await).await?, today);
    let row = |goal: &Goal| {
        let setting = goal.current().ok().filter(|setting| setting.state == SettingState::Decided)?;
        let running = goal.running();
        Some(PublicRow {
            year: goal.year,
            title: setting.title.clone(),
            name: goal.yardstick.name().to_string(),
            unit: goal.yardstick.unit().to_string(),
            figures: public_figures(&goal.yardstick, goal.year, setting, running.as_ref(), (threshold, today)),
            told: told(goal, &hops),
        })
    };
    let rows: Vec<PublicRow> = listed.goals.iter().filter_map(row).collect();
    let head = Head {
        office: ask.signed_in()?.office_name.clone(),
        dated: ask.now.at_japan(),
        as_of: format!("{}現在", almanac::in_words(today)),
        threshold,
    };
    papers::pdf(&ask, print::public(&rows, &head), PUBLIC_TITLE).await
}
