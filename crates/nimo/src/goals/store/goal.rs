//! Goals: set, found, listed, each with its rows.

use super::row::{actuals, evaluations, settings};
use super::{GoalFacts, unreadable};
use crate::access::{Action, Facts, OfficeFacts, Permit};
use crate::council::ReadCouncil;
use crate::council::model::CouncilId;
use crate::council::store::sees_all;
use crate::goals::SetGoal;
use crate::goals::indicator::model::{Counting, IndicatorDefinition, IndicatorValue};
use crate::goals::indicator::store as indicators;
use crate::goals::model::{Actual, Evaluation, GoalForm, GoalId, Setting, SettingForm, Yardstick};
use crate::goals::rules::{GoalEnd, Running, Standing, current, from_indicator, open_end, running, standing};
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::gather::{Row, gather};
use almanac::{Date, FiscalYear};
use std::collections::BTreeMap;

/// A goal with all its rows, in order.
#[derive(Clone)]
pub struct Goal {
    /// The id.
    pub id: GoalId,
    /// The council that set it.
    pub council: CouncilId,
    /// 何で測るか.
    pub yardstick: Yardstick,
    /// The 年度 at whose end it should be reached.
    pub year: FiscalYear,
    /// When it was first written down.
    pub at: Moment,
    /// What was proposed and decided, oldest first; at least one.
    pub settings: Vec<Setting>,
    /// What became known, oldest first.
    pub actuals: Vec<Actual>,
    /// What meetings said, oldest first.
    pub evaluations: Vec<Evaluation>,
}

impl Goal {
    /// How many settings it has: what a form was shown with.
    pub fn version(&self) -> i64 {
        i64::try_from(self.settings.len()).unwrap_or(i64::MAX)
    }

    /// The setting that holds.
    ///
    /// # Errors
    /// A goal without one is broken.
    pub fn current(&self) -> Result<&Setting, Fault> {
        current(&self.settings).ok_or_else(unreadable)
    }

    /// The indicator whose figures are those of the goal: it is one number of the plan, so nobody keeps it twice.
    pub fn read_from(&self) -> Option<&'static IndicatorDefinition> {
        let has_parts = current(&self.settings).is_some_and(|setting| !setting.parts.is_empty());
        self.yardstick.indicator().filter(|_| !has_parts)
    }

    /// How it stands.
    pub fn standing(&self, today: Date) -> Standing {
        standing(&self.settings, &self.evaluations, self.year, today)
    }

    /// How far it has come.
    pub fn running(&self) -> Option<Running> {
        let parts = current(&self.settings).map_or(&[][..], |setting| &setting.parts);
        running(&self.actuals, parts, None)
    }

    /// What it still needs.
    pub fn open_end(&self, today: Date) -> Option<GoalEnd> {
        let title = current(&self.settings)?.title.as_str();
        open_end((title, self.year), self.standing(today), self.running().as_ref(), today)
    }
}

const NAMES: [&str; 9] =
    ["id", "council", "code", "name", "unit", "aggregation", "direction", "fiscal_year", "made_at"];
const COLUMNS: &str =
    "select g.id, g.council, g.code, g.name, g.unit, g.aggregation, g.direction, g.fiscal_year, g.made_at from goal g";
const ORDER: &str = "order by g.fiscal_year desc, g.made_at, g.id";

/// The permit's goal.
pub async fn find<A: Action<On = GoalFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Goal, Fault> {
    let select = format!("{COLUMNS} where g.office = $1 and g.id = $2");
    let own = [permit.facts().spelled()];
    let rows = gather(tx, &NAMES, &select, &own).await?.read(goal)?;
    with_rows(tx, permit, rows, "r.goal = $2", &own).await?.pop().ok_or(Fault::Missing)
}

/// The goals that the actor may read, the newest 年度 first. The gate says the same of each one; a test holds both together.
pub async fn list<A: Action<On = OfficeFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<Goal>, Fault> {
    let person = permit.actor().signed_in().ok_or(Fault::SignedOut)?;
    let select = format!("{COLUMNS} where g.office = $1 {ORDER}");
    let rows = gather(tx, &NAMES, &select, &[]).await?.read(goal)?;
    let may = |goal: &Goal| sees_all(person) || person.councils.contains(&goal.council);
    with_rows(tx, permit, rows.into_iter().filter(may).collect(), "true", &[]).await
}

/// These goals, as far as the actor may read them, the newest 年度 first. The gate says the same of each one.
pub async fn some<A: Action>(tx: &mut Tx, permit: &Permit<A>, ids: &[GoalId]) -> Result<Vec<Goal>, Fault> {
    if ids.is_empty() {
        return Ok(vec![]);
    }
    let person = permit.actor().signed_in().ok_or(Fault::SignedOut)?;
    let texts: Vec<String> = ids.iter().map(ToString::to_string).collect();
    let places = (2..texts.len() + 2).map(|at| format!("${at}")).collect::<Vec<_>>().join(", ");
    let rows =
        gather(tx, &NAMES, &format!("{COLUMNS} where g.office = $1 and g.id in ({places}) {ORDER}"), &texts).await?;
    let may = |goal: &Goal| sees_all(person) || person.councils.contains(&goal.council);
    let rows = rows.read(goal)?.into_iter().filter(may).collect();
    with_rows(tx, permit, rows, &format!("r.goal in ({places})"), &texts).await
}

/// Is there a goal that is measured by this indicator?
pub async fn measures_by<A: Action>(tx: &mut Tx, _permit: &Permit<A>, code: &str) -> Result<bool, Fault> {
    let select = "select g.id from goal g where g.office = $1 and g.code = $2 limit 1";
    let rows = gather(tx, &["id"], select, &[code.to_string()]).await?;
    Ok(!rows.read(|row| Ok(row.text("id")?.to_string()))?.is_empty())
}

/// The goals of the permit's council.
pub async fn of_council(tx: &mut Tx, permit: &Permit<ReadCouncil>) -> Result<Vec<Goal>, Fault> {
    let select = format!("{COLUMNS} where g.office = $1 and g.council = $2 {ORDER}");
    let own = [permit.facts().spelled()];
    let rows = gather(tx, &NAMES, &select, &own).await?.read(goal)?;
    let of_council = "r.goal in (select id from goal where office = $1 and council = $2)";
    with_rows(tx, permit, rows, of_council, &own).await
}

/// The goals with their rows, those of which `which` holds. A goal that is one number of the plan has the figures of its indicator.
async fn with_rows<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    goals: Vec<Goal>,
    which: &str,
    texts: &[String],
) -> Result<Vec<Goal>, Fault> {
    if goals.is_empty() {
        return Ok(goals);
    }
    let place: BTreeMap<GoalId, usize> = goals.iter().enumerate().map(|(at, goal)| (goal.id, at)).collect();
    let mut goals = goals;
    for (id, setting) in settings(tx, permit, which, texts).await? {
        if let Some(at) = place.get(&id) {
            goals[*at].settings.push(setting)
        }
    }
    for (id, actual) in actuals(tx, permit, which, texts).await? {
        if let Some(at) = place.get(&id) {
            goals[*at].actuals.push(actual)
        }
    }
    for (id, evaluation) in evaluations(tx, permit, which, texts).await? {
        if let Some(at) = place.get(&id) {
            goals[*at].evaluations.push(evaluation)
        }
    }
    if goals.iter().any(|goal| goal.yardstick.indicator().is_some()) {
        let countings = indicators::own_countings(tx, permit).await?;
        for goal in &mut goals {
            let own = goal.yardstick.indicator().and_then(|of| countings.get(&of.code));
            if let Some(way) = own.and_then(|own| Counting::of_year(own, goal.year)) {
                goal.yardstick = goal.yardstick.clone().counted_as(way.aggregation);
            }
        }
    }
    let mut known: BTreeMap<&str, Vec<IndicatorValue>> = BTreeMap::new();
    for goal in &mut goals {
        let Some(of) = goal.read_from() else { continue };
        if !known.contains_key(of.code.as_str()) {
            known.insert(&of.code, indicators::of(tx, permit, of, indicators::Whose::House).await?);
        }
        goal.actuals = from_indicator(of, &known[of.code.as_str()], goal.year);
    }
    Ok(goals)
}

/// Sets a goal of the permit's council, or proposes one: its row, its first setting and their line.
///
/// # Errors
/// [`Fault::Taken`] when the council has a goal for the same thing and 年度.
pub async fn set(
    tx: &mut Tx,
    permit: &Permit<SetGoal>,
    form: &GoalForm,
    setting: &SettingForm,
) -> Result<GoalId, Fault> {
    let id = GoalId::fresh();
    let (code, [name, unit, aggregation, direction]) = form.yardstick.texts();
    sqlx::query(
        "insert into goal (office, id, council, code, name, unit, aggregation, direction, fiscal_year, made_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(tx.office().0)
    .bind(id.to_string())
    .bind(permit.facts().spelled())
    .bind(code)
    .bind(name)
    .bind(unit)
    .bind(aggregation)
    .bind(direction)
    .bind(i64::from(form.year.0))
    .bind(permit.now().to_string())
    .execute(tx.sql())
    .await?;
    super::row::add_setting(tx, permit, (id, permit.facts().id()), setting, ("goal.set", &setting.title)).await?;
    Ok(id)
}

fn goal(row: &Row<'_>) -> Result<Goal, Fault> {
    let of = [row.text("name")?, row.text("unit")?, row.text("aggregation")?, row.text("direction")?];
    Ok(Goal {
        id: row.of("id", GoalId::parse)?,
        council: row.of("council", CouncilId::parse)?,
        yardstick: Yardstick::stored(row.text("code")?, of).ok_or_else(unreadable)?,
        year: FiscalYear(row.number("fiscal_year")?),
        at: row.of("made_at", Moment::parse)?,
        settings: vec![],
        actuals: vec![],
        evaluations: vec![],
    })
}
