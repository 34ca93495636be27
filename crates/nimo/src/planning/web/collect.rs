//! All that is known of a quarter: who was asked, what they answered, what the town counted, and by which figures it is seen.

use crate::access::Permit;
use crate::planning::model::{LoadForm, PlanLoadId, Quarter, QuarterForm, RuleForm, planning_services, rule_on};
use crate::planning::rules::desk::desks;
use crate::planning::rules::figures::Office;
use crate::planning::rules::mask::Mask;
use crate::planning::rules::presence::{Presence, presence};
use crate::planning::{CountPlanQuarter, ListPlans, store};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::Ask;
use crate::providers::model::{Intake, Provider, ProviderId, SearchArea, Sought, Standing, TownCode};
use crate::providers::rules::way::middle;
use crate::providers::store as providers;
use almanac::Date;
use std::collections::{BTreeMap, HashMap, HashSet};

/// An office that is there no more.
pub struct Gone {
    /// Which one.
    pub id: ProviderId,
    /// Its name.
    pub name: String,
    /// 廃止した, or since when it is not listed.
    pub told: String,
    /// What it carried in the quarter before, if it answered then.
    pub clients: Option<i64>,
}

/// All of a quarter.
pub struct Collected {
    /// Which one.
    pub quarter: Quarter,
    /// From which day on these figures hold, and which.
    pub rule: (Date, RuleForm),
    /// The days from which on the town put its own.
    pub own_rules: Vec<Date>,
    /// What is masked.
    pub mask: Mask,
    /// The offices that are asked: those that answered, with most clients first, then the others.
    pub offices: Vec<Office>,
    /// What the directory says of them.
    pub named: HashMap<ProviderId, Provider>,
    /// Those who are gone since.
    pub gone: Vec<Gone>,
    /// Those of other towns nearby who were not asked.
    pub near: Vec<Provider>,
    /// What the town counted, now and in the quarter before.
    pub town: [Option<QuarterForm>; 2],
    /// The name of the town.
    pub town_name: String,
    /// Its code.
    pub town_code: TownCode,
    /// Does this person keep the figures?
    pub keeps: bool,
}

/// So far from the middle of the town's offices others are offered, and so many of them.
const NEAR: f64 = 10_000.0;
const MOST_NEAR: usize = 12;

/// The quarter of the address: of the path, else of the query, else the one that runs.
///
/// # Errors
/// [`Fault::Missing`] for a path of none, or of one to come.
pub fn quarter(ask: &Ask) -> Result<Quarter, Fault> {
    let now = Quarter::of(ask.now.day());
    let is_known = |quarter: &Quarter| *quarter <= now;
    match ask.param("id") {
        "" => Ok(Quarter::parse(ask.query.get("quarter")).filter(is_known).unwrap_or(now)),
        id => Quarter::parse(id).filter(is_known).ok_or(Fault::Missing),
    }
}

/// All of a quarter, for the screen, or as a paper for others.
///
/// # Errors
/// What the gate and the database say.
pub async fn collect(ask: &Ask, on_paper: bool) -> Result<Collected, Fault> {
    let permit = ask.may::<ListPlans>(ask.office()?).await?;
    let quarter = quarter(ask)?;
    let keeps = ask.could::<CountPlanQuarter>(quarter).await?;
    let town_code = TownCode::of_office(&ask.signed_in()?.office_code);
    let found = ask.read(async |tx| found(tx, &permit, quarter, town_code).await).await?;
    let rule = rule_on(&found.rules, quarter.last_day());
    let listed: HashMap<ProviderId, &Provider> = found.all.iter().map(|one| (one.id, one)).collect();
    let (mut offices, mut gone) = (vec![], vec![]);
    for id in found.desks() {
        let Some(one) = listed.get(&id) else { continue };
        let load = |of: &BTreeMap<ProviderId, LoadForm>| of.get(&id).cloned();
        let [answer, before] = [load(&found.loads[0]), load(&found.loads[1])];
        let presence = presence(one.stands(), gone_on(one), quarter);
        if answer.is_some() || presence == Presence::There {
            offices.push(Office { id, name: one.name().into(), answer, before });
        } else if presence != Presence::Long || before.is_some() {
            let clients = before.map(|form| form.clients());
            gone.push(Gone { id, name: one.name().into(), told: since(one), clients });
        }
    }
    let order = |office: &Office| {
        let clients = office.answer.as_ref().map(|form| std::cmp::Reverse(form.clients()));
        (clients.is_none(), clients, office.id)
    };
    offices.sort_by_key(order);
    let asked: HashSet<ProviderId> = offices.iter().map(|office| office.id).collect();
    let mut near = found.near;
    near.retain(|one| !asked.contains(&one.id));
    near.truncate(MOST_NEAR);
    Ok(Collected {
        quarter,
        mask: Mask((on_paper || !keeps).then_some(rule.1.mask_below)),
        rule,
        own_rules: found.rules.iter().map(|(from, _)| *from).collect(),
        offices,
        named: found.all.into_iter().map(|one| (one.id, one)).collect(),
        gone,
        near,
        town: found.town,
        town_name: ask.signed_in()?.office_name.clone(),
        town_code,
        keeps,
    })
}

/// What the database knows.
struct FoundAll {
    all: Vec<Provider>,
    near: Vec<Provider>,
    loads: [BTreeMap<ProviderId, LoadForm>; 2],
    town: [Option<QuarterForm>; 2],
    rules: Vec<(Date, RuleForm)>,
}

impl FoundAll {
    fn desks(&self) -> Vec<ProviderId> {
        let name = |one: &Provider| (one.id, format!("{} {}", one.name(), one.cells.address()));
        let named: Vec<_> = self.all.iter().map(name).collect();
        desks(&named, &self.loads.iter().flat_map(|of| of.keys().copied()).collect())
    }
}

async fn found(tx: &mut Tx, permit: &Permit<ListPlans>, quarter: Quarter, town: TownCode) -> Result<FoundAll, Fault> {
    let sought = |area, standing| Sought { words: vec![], services: planning_services(), area, standing };
    let home = if town.is_prefecture() { SearchArea::Prefecture(town.prefecture()) } else { SearchArea::Town(town) };
    let points = providers::points(tx, permit, &sought(home, Standing::All)).await?;
    let mut loads = [BTreeMap::new(), BTreeMap::new()];
    for (of, when) in loads.iter_mut().zip([quarter, quarter.before()]) {
        let all: Vec<(PlanLoadId, _)> = store::loads(tx, permit, when).await?;
        of.extend(all.into_iter().map(|(id, form)| (id.provider, form)));
    }
    let mut ids: Vec<ProviderId> = points.iter().map(|point| point.id).collect();
    let own: HashSet<ProviderId> = ids.iter().copied().collect();
    let told: std::collections::BTreeSet<ProviderId> = loads.iter().flat_map(|of| of.keys().copied()).collect();
    ids.extend(told.into_iter().filter(|id| !own.contains(id)));
    let near = match middle(points.iter().filter_map(|point| point.spot).collect()) {
        Some(spot) => {
            let near = sought(SearchArea::Near(spot, NEAR), Standing::Standing);
            let near = providers::points(tx, permit, &near).await?.into_iter().map(|point| point.id);
            let near: Vec<ProviderId> = near.filter(|id| !ids.contains(id)).take(MOST_NEAR).collect();
            providers::named(tx, permit, &near).await?
        }
        None => vec![],
    };
    Ok(FoundAll {
        all: providers::named(tx, permit, &ids).await?,
        near,
        loads,
        town: [store::of_town(tx, permit, quarter).await?, store::of_town(tx, permit, quarter.before()).await?],
        rules: store::rules(tx, permit).await?,
    })
}

/// From which day on an office is there no more, as far as anybody knows.
fn gone_on(one: &Provider) -> Option<Date> {
    let missing = || {
        let edition = one.missing_since?;
        Date::from_ymd_opt(edition.year().into(), edition.month().into(), 1)
    };
    (one.intake() == Some(Intake::Closed)).then_some(one.note.0.since).flatten().or_else(missing)
}

fn since(one: &Provider) -> String {
    match (one.intake(), one.note.0.since) {
        (Some(Intake::Closed), Some(day)) => format!("{}に廃止", almanac::in_words(day)),
        _ => one.standing().1,
    }
}
