//! つながる課題: a measure serves further issues.

use crate::access::Permit;
use crate::editing::shape::Wrong;
use crate::issues::measure::ServeIssue;
use crate::issues::measure::store::{self, Measure};
use crate::issues::measure::web::id;
use crate::issues::model::{IssueId, Stage};
use crate::issues::store as issues;
use crate::issues::store::Issue;
use crate::issues::web::{Hop, choices, issue_hop};
use crate::issues::{ListIssues, ReadIssue};
use crate::layout::{Frame, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

#[derive(Template)]
#[template(path = "issues/measure/views/serve.html")]
struct ServePage {
    frame: Frame,
    id: String,
    name: String,
    choices: Vec<Option3>,
    served: Vec<(IssueId, Hop)>,
    wrongs: Vec<Wrong>,
}

/// The form.
pub async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<ServeIssue>(id(&ask)?).await?;
    show(&ask, &permit, vec![]).await
}

/// Ties it: may you · which issue · may you read that · its row with its because.
pub async fn serve(ask: Ask) -> Answer {
    let permit = ask.may::<ServeIssue>(id(&ask)?).await?;
    let measure = ask.read(async |tx| store::find(tx, &permit).await).await?;
    let chosen = IssueId::parse(ask.typed.get("issue"));
    let Some(issue) = others(&ask, &measure).await?.into_iter().find(|issue| Some(issue.id) == chosen) else {
        return show(&ask, &permit, vec![Wrong::new("issue", "課題を、一覧から選んでください。")]).await;
    };
    ask.may::<ReadIssue>(issue.id).await?;
    let write = async |tx: &mut Tx, permit: &Permit<ServeIssue>| store::serve(tx, permit, issue.id).await;
    ask.write(&permit, write).await?;
    Ok(Reply::see(format!("/measures/{}?said=serves", measure.id)))
}

/// Takes a further issue away again.
pub async fn let_go(ask: Ask) -> Answer {
    let permit = ask.may::<ServeIssue>(id(&ask)?).await?;
    let issue = IssueId::parse(ask.typed.get("issue")).ok_or(Fault::Missing)?;
    let served = ask.read(async |tx| store::served(tx, &permit).await).await?;
    if served.iter().all(|serves| serves.issue != issue) {
        return Ok(Reply::see(format!("/measures/{}?said=unchanged", id(&ask)?)));
    }
    let write = async |tx: &mut Tx, permit: &Permit<ServeIssue>| store::let_go(tx, permit, issue).await;
    ask.write(&permit, write).await?;
    Ok(Reply::see(format!("/measures/{}?said=let-go", id(&ask)?)))
}

/// The issues that the measure might serve and does not yet: open, standing on their own.
async fn others(ask: &Ask, measure: &Measure) -> Result<Vec<Issue>, Fault> {
    let listing = ask.may::<ListIssues>(ask.office()?).await?;
    let permit = ask.may::<ServeIssue>(measure.id).await?;
    let read = async |tx: &mut Tx| Ok((issues::list(tx, &listing).await?, store::served(tx, &permit).await?));
    let (all, served) = ask.read(read).await?;
    let is_new = |issue: &Issue| {
        issue.id != measure.issue
            && issue.into.is_none()
            && issue.stage != Stage::Closed
            && served.iter().all(|serves| serves.issue != issue.id)
    };
    Ok(all.into_iter().filter(is_new).collect())
}

async fn show(ask: &Ask, permit: &Permit<ServeIssue>, wrongs: Vec<Wrong>) -> Answer {
    let read = async |tx: &mut Tx| Ok((store::find(tx, permit).await?, store::served(tx, permit).await?));
    let (measure, tied) = ask.read(read).await?;
    let mut served = vec![];
    for serves in tied {
        served.push((serves.issue, issue_hop(ask, serves.issue).await?));
    }
    let page = ServePage {
        frame: Frame::of(format!("方策 {} につながる課題", measure.number), ask.actor.signed_in(), Place::Measures),
        id: measure.id.to_string(),
        name: format!("{} {}", measure.number, measure.form.title),
        choices: choices(&others(ask, &measure).await?, ask.typed.get("issue")),
        served,
        wrongs,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}
