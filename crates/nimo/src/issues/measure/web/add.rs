//! A new measure of an issue.

use crate::access::Permit;
use crate::editing::form::FormPage;
use crate::editing::shape::{Texts, Wrong};
use crate::editing::view::chosen;
use crate::issues;
use crate::issues::measure::AddMeasure;
use crate::issues::measure::model::SHAPE;
use crate::issues::measure::store;
use crate::issues::measure::web::form::{FILL, groups, programmes, understood};
use crate::issues::measure::web::tasks::with_consignment;
use crate::issues::model::IssueId;
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};

/// The empty form.
pub async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<AddMeasure>(of(&ask)?).await?;
    show(&ask, &permit, &Texts::new(), vec![]).await
}

/// The form as it was typed, with the steps of a consignment.
pub async fn fill(ask: Ask) -> Answer {
    let permit = ask.may::<AddMeasure>(of(&ask)?).await?;
    let texts = with_consignment(&ask, chosen(&SHAPE, &ask.typed)).await?;
    show(&ask, &permit, &texts, vec![]).await
}

/// Adds it: may you · what was typed · does the issue take it · its row with its because.
pub async fn add(ask: Ask) -> Answer {
    let permit = ask.may::<AddMeasure>(of(&ask)?).await?;
    let texts = chosen(&SHAPE, &ask.typed);
    let form = match understood(&ask, &texts).await? {
        Ok(form) => form,
        Err(wrongs) => return show(&ask, &permit, &texts, wrongs).await,
    };
    let write = async |tx: &mut Tx, permit: &Permit<AddMeasure>| match issues::store::find(tx, permit).await?.into {
        Some(_) => Ok(None),
        None => store::add(tx, permit, &form).await.map(Some),
    };
    match ask.write_again(&permit, write).await? {
        Some(measure) => Ok(Reply::see(format!("/measures/{measure}?said=measure-added"))),
        None => show(&ask, &permit, &texts, vec![elsewhere()]).await,
    }
}

fn elsewhere() -> Wrong {
    Wrong::new("title", "ほかの課題に合わせた課題です。続きのある課題のほうに、方策を加えてください。")
}

fn of(ask: &Ask) -> Result<IssueId, Fault> {
    IssueId::parse(ask.param("id")).ok_or(Fault::Missing)
}

async fn show(ask: &Ask, permit: &Permit<AddMeasure>, texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    let issue = ask.read(async |tx| issues::store::find(tx, permit).await).await?;
    let groups = groups(texts, &wrongs, &programmes(ask).await?);
    let frame = Frame::of("方策を加える", ask.actor.signed_in(), Place::Measures);
    let because = format!("課題 {}「{}」のための方策です。", issue.number, issue.form.title);
    let heads = ("方策を加える".to_string(), "方策を加える");
    let paths = (format!("/issues/{}/measures", issue.id), format!("/issues/{}", issue.id));
    let page = FormPage::new(frame, because, heads, paths, wrongs, groups);
    page.filling(format!("/issues/{}/measures/fill", issue.id), FILL).answer()
}
