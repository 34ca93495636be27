//! A new issue that no opinion raised: from a case, from a survey, from the work itself.

use crate::access::Permit;
use crate::council;
use crate::council::store as councils;
use crate::editing::shape::Texts;
use crate::issues::model::SHAPE;
use crate::issues::web::form::{show_new, understood};
use crate::issues::{RaiseIssue, store};
use crate::plumbing::db::Tx;
use crate::plumbing::web::{Answer, Ask, Reply};
use almanac::FiscalYear;

/// The empty form.
pub async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<RaiseIssue>(council::web::id(&ask)?).await?;
    let name = ask.read(async |tx| councils::find(tx, &permit).await).await?.form.name;
    show_new(&ask, (council::web::id(&ask)?, name), &Texts::new(), vec![]).await
}

/// Raises it.
pub async fn raise(ask: Ask) -> Answer {
    let permit = ask.may::<RaiseIssue>(council::web::id(&ask)?).await?;
    let texts = ask.typed.only(&SHAPE.names());
    let form = match understood(&ask, &texts, None).await? {
        Ok(form) => form,
        Err(wrongs) => {
            let name = ask.read(async |tx| councils::find(tx, &permit).await).await?.form.name;
            return show_new(&ask, (council::web::id(&ask)?, name), &texts, wrongs).await;
        }
    };
    let year = FiscalYear::of(ask.now.day());
    let write = async |tx: &mut Tx, permit: &Permit<RaiseIssue>| store::raise(tx, permit, year, &form, &[]).await;
    let issue = ask.write_again(&permit, write).await?;
    Ok(Reply::see(format!("/issues/{issue}?said=issue-raised")))
}
