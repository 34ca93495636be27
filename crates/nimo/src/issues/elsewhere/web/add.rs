//! A new card: on its own, or begun on an issue's page and tied to it at once.

use crate::access::Permit;
use crate::editing::form::FormPage;
use crate::editing::shape::{Texts, Wrong};
use crate::issues;
use crate::issues::elsewhere::model::SHAPE;
use crate::issues::elsewhere::store;
use crate::issues::elsewhere::web::form::{groups, understood};
use crate::issues::elsewhere::{AddCase, NoteCase};
use crate::issues::model::IssueId;
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};

const HEADING: &str = "ほかの自治体の取り組みを残す";

/// The empty form.
pub async fn form(ask: Ask) -> Answer {
    ask.may::<AddCase>(ask.office()?).await?;
    show(&ask, &Texts::new(), vec![])
}

/// Adds it: may you · what was typed · its row.
pub async fn add(ask: Ask) -> Answer {
    let permit = ask.may::<AddCase>(ask.office()?).await?;
    let texts = ask.typed.only(&SHAPE.names());
    let form = match understood(&ask, &texts) {
        Ok(form) => form,
        Err(wrongs) => return show(&ask, &texts, wrongs),
    };
    let write = async |tx: &mut Tx, permit: &Permit<AddCase>| store::add(tx, permit, &form).await;
    let case = ask.write(&permit, write).await?;
    Ok(Reply::see(format!("/cases/{case}?said=case-added")))
}

/// The empty form on an issue.
pub async fn note_form(ask: Ask) -> Answer {
    let permit = ask.may::<NoteCase>(of(&ask)?).await?;
    show_noting(&ask, &permit, &Texts::new(), vec![]).await
}

/// Adds it and ties it to the issue: may you · what was typed · does the issue take it · its rows with their because.
pub async fn note(ask: Ask) -> Answer {
    let permit = ask.may::<NoteCase>(of(&ask)?).await?;
    let texts = ask.typed.only(&SHAPE.names());
    let form = match understood(&ask, &texts) {
        Ok(form) => form,
        Err(wrongs) => return show_noting(&ask, &permit, &texts, wrongs).await,
    };
    let write = async |tx: &mut Tx, permit: &Permit<NoteCase>| match issues::store::find(tx, permit).await?.into {
        Some(_) => Ok(None),
        None => store::note(tx, permit, &form).await.map(Some),
    };
    match ask.write(&permit, write).await? {
        Some(case) => Ok(Reply::see(format!("/cases/{case}?said=case-added"))),
        None => show_noting(&ask, &permit, &texts, vec![lives_elsewhere()]).await,
    }
}

fn lives_elsewhere() -> Wrong {
    Wrong::new("title", "ほかの課題に合わせた課題です。続きのある課題のほうに残してください。")
}

fn of(ask: &Ask) -> Result<IssueId, Fault> {
    IssueId::parse(ask.param("id")).ok_or(Fault::Missing)
}

fn show(ask: &Ask, texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let because = "町の名前と取り組みの1行から残せます。課題には、残したあとで結べます。".to_string();
    page(ask, because, ("/cases".to_string(), "/cases".to_string()), texts, wrongs)
}

async fn show_noting(ask: &Ask, permit: &Permit<NoteCase>, texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let issue = ask.read(async |tx| issues::store::find(tx, permit).await).await?;
    let because = format!("課題 {}「{}」の参考にする取り組みです。", issue.number, issue.form.title);
    let paths = (format!("/issues/{}/cases", issue.id), format!("/issues/{}", issue.id));
    page(ask, because, paths, texts, wrongs)
}

fn page(ask: &Ask, because: String, paths: (String, String), texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let groups = groups(texts, &wrongs);
    let frame = Frame::of(HEADING, ask.actor.signed_in(), Place::Issues);
    FormPage::new(frame, because, (HEADING.to_string(), "残す"), paths, wrongs, groups).answer()
}
