//! 課題に結ぶ: a card is tied to issues, and lets them go.

use crate::access::{Facts, Permit};
use crate::editing::shape::Wrong;
use crate::issues::ListIssues;
use crate::issues::elsewhere::model::CaseId;
use crate::issues::elsewhere::store;
use crate::issues::elsewhere::web::form::named;
use crate::issues::elsewhere::web::id;
use crate::issues::elsewhere::web::page::{Tied, tied};
use crate::issues::elsewhere::{NoteCase, TieCase};
use crate::issues::model::IssueId;
use crate::issues::store as issues;
use crate::issues::store::Issue;
use crate::issues::web::choices;
use crate::layout::{Frame, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

#[derive(Template)]
#[template(path = "issues/elsewhere/views/tie.html")]
struct TiePage {
    frame: Frame,
    id: CaseId,
    name: String,
    title: String,
    choices: Vec<Option3>,
    tied: Tied,
    wrongs: Vec<Wrong>,
}

/// The form.
pub async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<TieCase>(id(&ask)?).await?;
    show(&ask, &permit, vec![]).await
}

/// Ties it: may you · which issue · may you work on that · its row with its because. Once is enough.
pub async fn tie(ask: Ask) -> Answer {
    let permit = ask.may::<TieCase>(id(&ask)?).await?;
    let case = permit.facts().id();
    let chosen = IssueId::parse(ask.typed.get("issue"));
    let Some(issue) = standing(&ask).await?.into_iter().find(|issue| Some(issue.id) == chosen) else {
        return show(&ask, &permit, vec![Wrong::new("issue", "課題を、一覧から選んでください。")]).await;
    };
    let noting = ask.may::<NoteCase>(issue.id).await?;
    let write = async |tx: &mut Tx, permit: &Permit<NoteCase>| store::tie(tx, permit, case).await;
    let is_new = ask.write(&noting, write).await?;
    Ok(Reply::see(format!("/cases/{case}?said={}", if is_new { "case-tied" } else { "unchanged" })))
}

/// Lets an issue go again.
pub async fn untie(ask: Ask) -> Answer {
    let permit = ask.may::<TieCase>(id(&ask)?).await?;
    let case = permit.facts().id();
    let issue = IssueId::parse(ask.typed.get("issue")).ok_or(Fault::Missing)?;
    let noting = ask.may::<NoteCase>(issue).await?;
    let write = async |tx: &mut Tx, permit: &Permit<NoteCase>| store::untie(tx, permit, case).await;
    let was_tied = ask.write(&noting, write).await?;
    Ok(Reply::see(format!("/cases/{case}?said={}", if was_tied { "let-go" } else { "unchanged" })))
}

/// The issues to which a card might be tied: those that stand on their own, the closed ones too.
async fn standing(ask: &Ask) -> Result<Vec<Issue>, Fault> {
    let permit = ask.may::<ListIssues>(ask.office()?).await?;
    let all = ask.read(async |tx| issues::list(tx, &permit).await).await?;
    Ok(all.into_iter().filter(|issue| issue.into.is_none()).collect())
}

async fn show(ask: &Ask, permit: &Permit<TieCase>, wrongs: Vec<Wrong>) -> Answer {
    let read = async |tx: &mut Tx| Ok((store::find(tx, permit).await?, store::issues_of(tx, permit).await?));
    let (case, issues) = ask.read(read).await?;
    let mut others = standing(ask).await?;
    others.retain(|issue| !issues.contains(&issue.id));
    let page = TiePage {
        frame: Frame::of(format!("{}を課題に結ぶ", named(&case.form)), ask.actor.signed_in(), Place::Issues),
        id: case.id,
        name: named(&case.form),
        title: case.form.title,
        choices: choices(&others, ask.typed.get("issue")),
        tied: tied(ask, &issues).await?,
        wrongs,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}
