//! What the sample town wants to reach: five people, one and four, as its council decided; and what it proposes to the next meeting.

use crate::access::{Actor, Permit};
use crate::app::App;
use crate::council::meeting::model::MeetingId;
use crate::council::model::CouncilId;
use crate::demo::seed::may;
use crate::goals::indicator::model::{Amount, Catalogue};
use crate::goals::model::{Decided, GoalForm, GoalId, GoalPart, PartKind, SettingForm, SettingState, Yardstick};
use crate::goals::store::Tied;
use crate::goals::{SetGoal, TellProgress, TieGoal, store};
use crate::issues::measure::model::MeasureId;
use crate::issues::model::IssueId;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use almanac::FiscalYear;

const ALREADY: &str = "すでに支給決定";
const AHEAD: &str = "新たに働きかける長期入院の人";

/// Day and how many of each part until then. Invented.
const TOLD: [(&str, i64, i64); 4] =
    [("2024-04-30", 1, 0), ("2024-06-30", 1, 1), ("2024-09-30", 1, 2), ("2025-03-31", 1, 3)];

/// Sets the goal of the last kept meeting, tells how far it came, and proposes this year's to the next one.
pub async fn aim(
    app: &App,
    actor: &Actor,
    council: CouncilId,
    (decided_at, next): (MeetingId, MeetingId),
    (issue, measure): (IssueId, MeasureId),
) -> Result<(), Fault> {
    let decided = Decided { meeting: decided_at, block: None };
    let five = set(app, actor, council, ("7-transition", FiscalYear(2024)), SettingState::Decided, decided).await?;
    let telling = may::<TellProgress>(app, actor, five).await?;
    let write = async |tx: &mut Tx, permit: &Permit<TellProgress>| {
        for (day, already, ahead) in TOLD {
            let day = day.parse().map_err(|_| Fault::Missing)?;
            for (name, number) in [(ALREADY, already), (AHEAD, ahead)] {
                store::tell(tx, permit, (name, Amount::whole(number)), day, "支給決定の台帳（見本の数）", "").await?;
            }
        }
        Ok(())
    };
    app.db().write(&telling, write).await?;
    tie(app, actor, five, Tied::Issue(issue)).await?;
    tie(app, actor, five, Tied::Measure(measure)).await?;
    // A plan of the sample that has no such year on this computer's calendar proposes nothing.
    let year = FiscalYear::of(app.now().day());
    let period = Catalogue::shipped().of_year(year).map(|period| period.number);
    let code = period.map(|number| format!("{number}-transition"));
    if let Some(code) = code {
        let next = Decided { meeting: next, block: None };
        set(app, actor, council, (&code, year), SettingState::Proposed, next).await?;
    }
    Ok(())
}

async fn set(
    app: &App,
    actor: &Actor,
    council: CouncilId,
    (code, year): (&str, FiscalYear),
    state: SettingState,
    decided: Decided,
) -> Result<GoalId, Fault> {
    let of = Catalogue::shipped().find(code).ok_or(Fault::Missing)?;
    let form = GoalForm { yardstick: Yardstick::of(of), year };
    let part = |name: &str, target, kind| GoalPart { name: name.into(), target: Amount::whole(target), kind };
    let setting = SettingForm {
        state,
        title: "地域移行支援を使う人を5人に".into(),
        target: Amount::whole(5),
        parts: vec![part(ALREADY, 1, PartKind::Already), part(AHEAD, 4, PartKind::Ahead)],
        decided: Some(decided),
        reason: String::new(),
    };
    let permit = may::<SetGoal>(app, actor, council).await?;
    let write = async |tx: &mut Tx, permit: &Permit<SetGoal>| store::set(tx, permit, &form, &setting).await;
    app.db().write(&permit, write).await
}

async fn tie(app: &App, actor: &Actor, goal: GoalId, tied: Tied) -> Result<(), Fault> {
    let permit = may::<TieGoal>(app, actor, goal).await?;
    app.db().write(&permit, async |tx: &mut Tx, permit: &Permit<TieGoal>| store::tie(tx, permit, tied).await).await
}
