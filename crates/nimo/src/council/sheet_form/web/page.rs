//! In which form the minutes of a council are printed today, and the editions before and after.

use super::fields::begun;
use crate::access::Facts;
use crate::council::model::CouncilId;
use crate::council::sheet_form::model::{NAMES, SheetFormId};
use crate::council::sheet_form::store::{self, Edition};
use crate::council::sheet_form::{AddSheetForm, EditSheetForm, ListSheetForms};
use crate::council::{ReadCouncil, store as councils};
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;
use minutes::SheetForm;

/// An edition in the list.
struct Row {
    id: SheetFormId,
    from: String,
    heading: String,
    begun: &'static str,
    names: &'static str,
    mark: &'static str,
    word: &'static str,
}

#[derive(Template)]
#[template(path = "council/sheet_form/views/page.html")]
struct FormsPage {
    frame: Frame,
    council_id: CouncilId,
    council: String,
    sentence: String,
    editions: Vec<Row>,
    /// Code and name of each form that ships.
    shipped: Vec<(&'static str, &'static str)>,
    can_add: bool,
    can_edit: bool,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ListSheetForms>(crate::council::web::id(&ask)?).await?;
    let reading = ask.may::<ReadCouncil>(permit.facts().id()).await?;
    let read = async |tx: &mut Tx| Ok((councils::find(tx, &reading).await?, store::list(tx, &permit).await?));
    let (council, editions) = ask.read(read).await?;
    let today = ask.now.day();
    let now = editions.iter().position(|edition| edition.form.from_on <= today);
    let can_edit = match editions.first() {
        Some(edition) => ask.could::<EditSheetForm>(edition.id).await?,
        None => false,
    };
    let page = FormsPage {
        frame: Frame::of(format!("{}の会議録の様式", council.form.name), ask.actor.signed_in(), Place::Councils)
            .saying(ask.query.get("said")),
        council_id: council.id,
        council: council.form.name,
        sentence: sentence(now.map(|at| &editions[at])),
        editions: editions.iter().enumerate().map(|(at, edition)| row(at, now, edition)).collect(),
        shipped: SheetForm::SHIPPED.iter().map(|(code, name, _)| (*code, *name)).collect(),
        can_add: ask.would::<AddSheetForm>(permit.facts())?,
        can_edit,
    };
    Reply::page(&page)
}

fn sentence(now: Option<&Edition>) -> String {
    let Some(now) = now else { return "要点記録の様式で印刷しています。".into() };
    let form = &now.form;
    format!("{}から、「{}」の様式で印刷しています。", almanac::in_words(form.from_on), form.form.heading)
}

fn row(at: usize, now: Option<usize>, edition: &Edition) -> Row {
    let (mark, word) = match now {
        Some(now) if at == now => ("tied", "いま使っている"),
        Some(now) if at > now => ("out", "前の様式"),
        _ => ("going", "これから"),
    };
    let form = &edition.form;
    Row {
        id: edition.id,
        from: almanac::in_words(form.from_on),
        heading: form.form.heading.clone(),
        begun: begun(&form.begun_from),
        names: NAMES.iter().find(|(.., names)| *names == form.form.names).map_or("", |(_, label, _)| label),
        mark,
        word,
    }
}
