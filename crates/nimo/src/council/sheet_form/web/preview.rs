//! The sheet as the typed form would print it: a part of the page for the script, or the whole page for the button.

use super::edit::{begun_of, from_some_day, show};
use super::sample::Sample;
use crate::access::Facts;
use crate::council::model::CouncilId;
use crate::council::sheet_form::AddSheetForm;
use crate::council::sheet_form::model::{SHAPE, SheetFormEdition, SheetFormId};
use crate::council::sheet_form::store;
use crate::editing::act::Looking;
use crate::editing::shape::{Texts, Wrong};
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

/// What the script lays beside the form: words, and the paper where there is one.
#[derive(Template)]
#[template(path = "council/sheet_form/views/preview.html")]
struct Part {
    told: String,
    paper: String,
}

/// Nothing is written: the form comes back as typed, with the sheet in it.
pub async fn preview(ask: Ask) -> Answer {
    let permit = ask.may::<AddSheetForm>(crate::council::web::id(&ask)?).await?;
    let texts = crate::editing::view::fields(&SHAPE.names(), &ask.typed);
    let council = permit.facts().id();
    let read = SheetFormEdition::parse(&from_some_day(&texts));
    if ask.typed.get("whole") == "1" {
        let editions = ask.read(async |tx| store::list(tx, &permit).await).await?;
        let edition = editions.into_iter().find(|edition| edition.id.to_string() == ask.typed.get("edition"));
        return whole(&ask, council, edition, texts, read.err().unwrap_or_default()).await;
    }
    match read {
        Ok(edition) => {
            let shown = Sample::of(&ask, council).await?.shown(&ask, &edition).await?;
            Reply::page(&Part { told: shown.told, paper: shown.paper })
        }
        Err(wrongs) => {
            let sentences: String = wrongs.iter().map(|wrong| wrong.sentence.as_str()).collect();
            let told = format!("前の見本のままです。直すところ: {sentences}");
            Reply::page_with(422, &Part { told, paper: String::new() })
        }
    }
}

/// Without the script: the same page anew. What is typed is kept in it and nowhere else.
async fn whole(
    ask: &Ask,
    council: CouncilId,
    edition: Option<store::Edition>,
    texts: Texts,
    wrongs: Vec<Wrong>,
) -> Answer {
    let id: Option<SheetFormId> = edition.as_ref().map(|edition| edition.id);
    let good = match edition {
        Some(edition) => edition.form,
        None => begun_of(&texts)?,
    };
    let version = ask.typed.get("version").parse().unwrap_or(0);
    if id.is_some() && version < 1 {
        return Err(Fault::Unreadable("画面が古いか、途中で切れています。一覧から開き直してください。"));
    }
    show(ask, council, id, Looking { version, texts, wrongs, drafted: None }, &good).await
}
