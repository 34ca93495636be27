//! The goals of a 年度, for the list and its papers.

use crate::council::meeting::model::MeetingId;
use crate::council::model::CouncilId;
use crate::council::web::names;
use crate::goals::ListGoals;
use crate::goals::model::{EvaluationState, SettingState};
use crate::goals::rules::evaluations_that_stand;
use crate::goals::store::{self, Goal};
use crate::issues::web::{Hop, meeting_hop};
use crate::plumbing::fault::Fault;
use crate::plumbing::web::Ask;
use almanac::FiscalYear;
use std::collections::{BTreeMap, BTreeSet};

/// What a list needs.
pub struct Listed {
    /// The 年度 that is shown.
    pub year: FiscalYear,
    /// Those that have goals, newest first.
    pub years: Vec<FiscalYear>,
    /// The council that was chosen.
    pub council: Option<CouncilId>,
    /// The councils whose names the person may read.
    pub councils: Vec<(CouncilId, String)>,
    /// The goals of that 年度 and council.
    pub goals: Vec<Goal>,
}

impl Listed {
    /// The address of this list, for its papers.
    pub fn query(&self) -> String {
        let council = self.council.map_or_else(String::new, |council| format!("&council={council}"));
        format!("year={}{council}", self.year.0)
    }

    /// The name of a council.
    pub fn name_of(&self, council: CouncilId) -> String {
        let known = self.councils.iter().find(|(id, _)| *id == council);
        known.map_or_else(String::new, |(_, name)| name.clone())
    }
}

/// What the address chooses; what it does not know is as if it were not there.
///
/// # Errors
/// What the database says.
pub async fn listed(ask: &Ask) -> Result<Listed, Fault> {
    let permit = ask.may::<ListGoals>(ask.office()?).await?;
    let mut goals = ask.read(async |tx| store::list(tx, &permit).await).await?;
    let council = CouncilId::parse(ask.query.get("council"));
    goals.retain(|goal| council.is_none_or(|council| goal.council == council));
    let years: BTreeSet<FiscalYear> = goals.iter().map(|goal| goal.year).collect();
    let this_year = FiscalYear::of(ask.now.day());
    let named = ask.query.get("year").parse().ok().map(FiscalYear).filter(|year| years.contains(year));
    let newest = || years.contains(&this_year).then_some(this_year).or(years.last().copied());
    let year = named.or_else(newest).unwrap_or(this_year);
    goals.retain(|goal| goal.year == year);
    let years = years.into_iter().rev().collect();
    Ok(Listed { year, years, council, councils: names(ask).await?, goals })
}

/// The meetings that goals name, each once, as far as the person may see them.
///
/// # Errors
/// What the database says.
pub async fn meetings(ask: &Ask, goals: &[Goal]) -> Result<BTreeMap<MeetingId, Hop>, Fault> {
    let set = goals.iter().flat_map(|goal| &goal.settings).filter_map(|setting| setting.decided);
    let judged = goals.iter().flat_map(|goal| &goal.evaluations).map(|evaluation| evaluation.decided);
    let mut hops = BTreeMap::new();
    for meeting in set.chain(judged).map(|decided| decided.meeting).collect::<BTreeSet<_>>() {
        hops.insert(meeting, meeting_hop(ask, meeting).await?);
    }
    Ok(hops)
}

/// 「令和6年度第1回会議で決定。令和6年度第2回会議で「続ける」」
pub fn told(goal: &Goal, hops: &BTreeMap<MeetingId, Hop>) -> String {
    let name = |meeting: MeetingId| hops.get(&meeting).map_or("", |hop| hop.name.as_str());
    let set = goal.current().ok().filter(|setting| setting.state == SettingState::Decided);
    let set = set.and_then(|setting| setting.decided).map(|decided| decided.meeting);
    let mut told: Vec<String> = set.map(|meeting| format!("{}で決定", name(meeting))).into_iter().collect();
    let judged = evaluations_that_stand(&goal.evaluations).into_iter();
    let judged = judged.filter(|one| one.state == EvaluationState::Decided);
    told.extend(judged.map(|one| format!("{}で「{}」", name(one.decided.meeting), one.verdict.label())));
    told.join("。")
}
