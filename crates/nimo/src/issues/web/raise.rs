//! A new issue that no opinion raised: from a case, from a survey, from a reading of wishes and rooms, from the work itself.

use crate::access::{Facts, Permit};
use crate::council;
use crate::council::store as councils;
use crate::editing::shape::{Texts, Wrong};
use crate::issues::model::SHAPE;
use crate::issues::web::form::{show_new, understood};
use crate::issues::{RaiseIssue, store};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use crate::wishes;
use crate::wishes::store::ReadingFacts;
use crate::wishes::web::Raising;
use almanac::FiscalYear;

const WITHDRAWN: &str = "もとにした資料が、このあいだに取りやめられました。資料の数が書かれていれば消して、もう一度起こしてください。資料とは結ばずに起こします。";

/// The empty form, or the one that a reading begins.
pub async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<RaiseIssue>(council::web::id(&ask)?).await?;
    let reading = wishes::web::raising(&ask).await?;
    if reading.as_ref().is_some_and(|reading| reading.is_withdrawn) {
        return Err(Fault::Missing);
    }
    let texts = reading.as_ref().map(|reading| reading.texts.clone()).unwrap_or_default();
    show(&ask, &permit, reading.as_ref(), &texts, vec![]).await
}

/// Raises it: may you · what was typed · its row, and the reading from which it came.
pub async fn raise(ask: Ask) -> Answer {
    let permit = ask.may::<RaiseIssue>(council::web::id(&ask)?).await?;
    let reading = wishes::web::raising(&ask).await?;
    let texts = ask.typed.only(&SHAPE.names());
    if reading.as_ref().is_some_and(|reading| reading.is_withdrawn) {
        return show(&ask, &permit, None, &texts, vec![Wrong::new("matter", WITHDRAWN)]).await;
    }
    let form = match understood(&ask, &texts, None).await? {
        Ok(form) => form,
        Err(wrongs) => return show(&ask, &permit, reading.as_ref(), &texts, wrongs).await,
    };
    let year = FiscalYear::of(ask.now.day());
    let causes: Vec<_> = reading.iter().map(|reading| (ReadingFacts::KIND, reading.id.to_string())).collect();
    let write = async |tx: &mut Tx, permit: &Permit<RaiseIssue>| {
        let issue = store::raise(tx, permit, year, &form, &causes).await?;
        if let Some(reading) = &reading {
            wishes::store::reading::tie(tx, permit, reading.id, issue).await?;
        }
        Ok(issue)
    };
    match ask.write_again(&permit, write).await {
        Ok(issue) => Ok(Reply::see(format!("/issues/{issue}?said=issue-raised"))),
        // It was taken back in this very moment.
        Err(Fault::Missing) if reading.is_some() => {
            show(&ask, &permit, None, &texts, vec![Wrong::new("matter", WITHDRAWN)]).await
        }
        Err(other) => Err(other),
    }
}

async fn show(
    ask: &Ask,
    permit: &Permit<RaiseIssue>,
    reading: Option<&Raising>,
    texts: &Texts,
    wrongs: Vec<Wrong>,
) -> Answer {
    let name = ask.read(async |tx: &mut Tx| councils::find(tx, permit).await).await?.form.name;
    show_new(ask, (council::web::id(ask)?, name), reading, texts, wrongs).await
}
