//! 届かせる方策・もとの課題: a goal is tied to measures and issues.

use crate::access::{Action, Facts, Permit};
use crate::editing::shape::Wrong;
use crate::goals::TieGoal;
use crate::goals::store::{self, Goal, GoalFacts, Tied, Ties};
use crate::goals::web::id;
use crate::issues::measure::model::MeasureId;
use crate::issues::measure::store as measures;
use crate::issues::measure::{ListMeasures, ReadMeasure};
use crate::issues::model::Stage;
use crate::issues::store as issues;
use crate::issues::web::{Hop, issue_hop};
use crate::issues::{ListIssues, ReadIssue};
use crate::layout::{Frame, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

#[derive(Template)]
#[template(path = "goals/views/tie.html")]
struct TiePage {
    frame: Frame,
    id: String,
    name: String,
    measures: Vec<Option3>,
    issues: Vec<Option3>,
    /// What it is tied to: as a form names it, and as it is read.
    tied: Vec<(String, Hop)>,
    wrongs: Vec<Wrong>,
}

/// What stands for a measure that the person may not read.
const CLOSED_MEASURE: &str = "見る権限のない方策";

/// A measure as the person sees it.
///
/// # Errors
/// What the database says.
pub async fn measure_hop(ask: &Ask, id: MeasureId) -> Result<Hop, Fault> {
    let Some(permit) = ask.if_may::<ReadMeasure>(id).await? else {
        return Ok(Hop { name: CLOSED_MEASURE.into(), path: None, day: String::new(), on: None });
    };
    let measure = ask.read(async |tx| measures::find(tx, &permit).await).await?;
    let name = format!("{} {}", measure.number, measure.form.title);
    Ok(Hop { name, path: Some(format!("/measures/{id}")), day: String::new(), on: None })
}

/// The measures and issues of a goal as the person sees them.
///
/// # Errors
/// What the database says.
pub async fn hops<A: Action<On = GoalFacts>>(
    ask: &Ask,
    permit: &Permit<A>,
) -> Result<(Vec<Hop>, Vec<Hop>, Ties), Fault> {
    let ties = ask.read(async |tx| store::ties(tx, permit).await).await?;
    let (mut measures, mut issues) = (vec![], vec![]);
    for id in &ties.measures {
        measures.push(measure_hop(ask, *id).await?);
    }
    for id in &ties.issues {
        issues.push(issue_hop(ask, *id).await?);
    }
    Ok((measures, issues, ties))
}

/// The form.
pub async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<TieGoal>(id(&ask)?).await?;
    show(&ask, &permit, vec![]).await
}

/// Ties it: may you · to what · may you read that · its row with its because.
pub async fn tie(ask: Ask) -> Answer {
    let permit = ask.may::<TieGoal>(id(&ask)?).await?;
    let Some(tied) = Tied::parse(ask.typed.get("tied")) else {
        return show(&ask, &permit, vec![Wrong::new("tied", "方策か課題を、一覧から選んでください。")]).await;
    };
    match tied {
        Tied::Measure(measure) => ask.may::<ReadMeasure>(measure).await.map(|_| ())?,
        Tied::Issue(issue) => ask.may::<ReadIssue>(issue).await.map(|_| ())?,
    }
    ask.write(&permit, async |tx: &mut Tx, permit| store::tie(tx, permit, tied).await).await?;
    Ok(Reply::see(format!("/goals/{}?said=goal-tied", permit.facts().id())))
}

/// Lets it go again.
pub async fn let_go(ask: Ask) -> Answer {
    let permit = ask.may::<TieGoal>(id(&ask)?).await?;
    let tied = Tied::parse(ask.typed.get("tied")).ok_or(Fault::Missing)?;
    let ties = ask.read(async |tx| store::ties(tx, &permit).await).await?;
    let is_tied = match tied {
        Tied::Measure(measure) => ties.measures.contains(&measure),
        Tied::Issue(issue) => ties.issues.contains(&issue),
    };
    let page = format!("/goals/{}", permit.facts().id());
    if !is_tied {
        return Ok(Reply::see(format!("{page}?said=unchanged")));
    }
    ask.write(&permit, async |tx: &mut Tx, permit| store::let_go(tx, permit, tied).await).await?;
    Ok(Reply::see(format!("{page}?said=goal-let-go")))
}

/// The measures and issues of the goal's council that are under way and not tied yet.
async fn others(ask: &Ask, goal: &Goal, ties: &Ties) -> Result<(Vec<Option3>, Vec<Option3>), Fault> {
    let office = ask.office()?;
    let (listing, reading) = (ask.may::<ListMeasures>(office).await?, ask.may::<ListIssues>(office).await?);
    let read = async |tx: &mut Tx| Ok((measures::list(tx, &listing).await?, issues::list(tx, &reading).await?));
    let (measures, issues) = ask.read(read).await?;
    let is_open = |one: &&measures::Measure| {
        one.council == goal.council && !one.progress.is_over() && !ties.measures.contains(&one.id)
    };
    let measures = measures.iter().filter(is_open);
    let measures =
        measures.map(|one| Option3(format!("measure:{}", one.id), format!("{} {}", one.number, one.form.title), false));
    let is_open = |one: &&issues::Issue| {
        one.council == goal.council
            && one.into.is_none()
            && one.stage != Stage::Closed
            && !ties.issues.contains(&one.id)
    };
    let issues = issues.iter().filter(is_open);
    let issues =
        issues.map(|one| Option3(format!("issue:{}", one.id), format!("{} {}", one.number, one.form.title), false));
    Ok((measures.collect(), issues.collect()))
}

async fn show(ask: &Ask, permit: &Permit<TieGoal>, wrongs: Vec<Wrong>) -> Answer {
    let goal = ask.read(async |tx| store::find(tx, permit).await).await?;
    let (of_measures, of_issues, ties) = hops(ask, permit).await?;
    let (measures, issues) = others(ask, &goal, &ties).await?;
    let names = ties.measures.iter().map(|id| format!("measure:{id}")).zip(of_measures);
    let tied = names.chain(ties.issues.iter().map(|id| format!("issue:{id}")).zip(of_issues)).collect();
    let page = TiePage {
        frame: Frame::of("方策と課題に結ぶ", ask.actor.signed_in(), Place::Goals),
        id: goal.id.to_string(),
        name: format!("{} {}", goal.year, goal.current()?.title),
        measures,
        issues,
        tied,
        wrongs,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}
