//! What the planning offices of the sample town answered for two quarters, all but two of them, and what the town counted.

use crate::access::{Action, Actor, Facts};
use crate::app::App;
use crate::demo::seed::{OFFICE, may};
use crate::planning::model::{
    Closing, Hundredths, LoadForm, NewClients, PlanLoadId, Quarter, QuarterForm, SelfPlans, planning_services,
};
use crate::planning::store::kept::{self, Kept};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::providers::ListProviders;
use crate::providers::model::{ProviderId, SearchArea, Sought, Standing, TownCode};
use crate::providers::store;
use almanac::Date;

/// 常勤換算 in hundredths, 者, 児, 新規, あと何人 (者, 児), 待ち with its longest, 6か月の件数.
type Sample = (i64, i64, i64, NewClients, (i64, i64), (i64, i64), i64);

const SAMPLES: [Sample; 6] = [
    (300, 214, 62, NewClients::Refused, (0, 0), (7, 96), 738),
    (117, 58, 12, NewClients::Conditional, (2, 0), (2, 31), 290),
    (150, 61, 9, NewClients::Taken, (6, 2), (0, 0), 171),
    (100, 44, 0, NewClients::Conditional, (3, 0), (4, 60), 132),
    (50, 17, 6, NewClients::Taken, (4, 1), (0, 0), 57),
    (80, 33, 21, NewClients::Refused, (0, 0), (5, 74), 118),
];

/// Keeps what both quarters tell.
pub async fn answer(app: &App, clerk: &Actor) -> Result<(), Fault> {
    let today = app.now().day();
    let now = Quarter::of(today);
    let offices = offices(app).await?;
    let asked = offices.len().saturating_sub(2);
    for (quarter, as_of, fewer) in [(now.before(), now.before().last_day(), 4), (now, today, 0)] {
        for (at, office) in offices.iter().take(asked).enumerate() {
            let id = PlanLoadId::of(*office, quarter).ok_or_else(ours)?;
            keep(app, clerk, id, &load(at, as_of, fewer, quarter == now)).await?;
        }
        keep(app, clerk, quarter, &counted(as_of, fewer)).await?;
    }
    Ok(())
}

fn load(at: usize, as_of: Date, fewer: i64, is_now: bool) -> LoadForm {
    let (planners, adults, children, intake, spare, (waiting, longest), cases) = SAMPLES[at % SAMPLES.len()];
    // Who comes round again is smaller.
    let part = i64::try_from(at / SAMPLES.len()).unwrap_or(0) * 3;
    let closes = is_now && at == 3;
    LoadForm {
        as_of: Some(as_of),
        told_by: "管理者に電話で".into(),
        planners: Some(Hundredths(planners)),
        heads: Some(planners.div_euclid(100) + 1),
        senior: (at == 0).then_some(true),
        adults: (adults - fewer - part).max(0),
        children: (children - part).max(0),
        mental: Some((adults - fewer - part).max(0) / 3),
        intake: Some(intake),
        spare_adults: Some(spare.0),
        spare_children: Some(spare.1),
        waiting: Some(waiting),
        longest: (waiting > 0).then_some(longest),
        half_cases: Some(cases),
        half_planners: Some(Hundredths(planners * 6)),
        closing: if closes { Closing::Decided } else { Closing::No },
        closing_on: closes.then(|| Quarter::of(as_of).next().last_day()),
        note: if closes {
            "専門員が退職するため。いまの人の引き継ぎ先を、いっしょに探している。".into()
        } else {
            String::new()
        },
    }
}

fn counted(as_of: Date, fewer: i64) -> QuarterForm {
    QuarterForm {
        as_of: Some(as_of),
        source: "支給決定の台帳".into(),
        adults: Some(742 - fewer * 3),
        children: Some(236 - fewer),
        own_adults: SelfPlans { wanted: Some(41), lacking: Some(68 + fewer) },
        own_children: SelfPlans { wanted: Some(57), lacking: Some(49) },
    }
}

async fn keep<F: Kept>(app: &App, clerk: &Actor, id: <F::On as Facts>::Id, form: &F) -> Result<(), Fault>
where
    F::Act: Action<On = F::On>,
{
    let permit = may::<F::Act>(app, clerk, id).await?;
    app.db().write(&permit, async |tx: &mut Tx, permit| kept::set(tx, permit, 0, form, None).await).await
}

/// The offices of the sample town that make plans.
async fn offices(app: &App) -> Result<Vec<ProviderId>, Fault> {
    let permit = may::<ListProviders>(app, &Actor::Operator, OFFICE).await?;
    let sought = Sought {
        words: vec![],
        services: planning_services(),
        area: SearchArea::Town(TownCode(999_999)),
        standing: Standing::Standing,
    };
    let points = app.db().read(OFFICE, async |tx| store::points(tx, &permit, &sought).await).await?;
    Ok(points.into_iter().map(|point| point.id).collect())
}

fn ours() -> Fault {
    Fault::broken("demo", "the sample loads")
}
