//! By what a council pays today, and the editions before and after.

use super::scale::say;
use crate::access::Facts;
use crate::council::model::CouncilId;
use crate::council::payment::model::{PayScaleForm, PayScaleId, SCALE};
use crate::council::payment::store::{self, PayScale};
use crate::council::payment::{AddPayScale, EditPayScale, ListPayScales};
use crate::council::{ReadCouncil, store as councils};
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

/// An edition in the list.
struct Edition {
    id: PayScaleId,
    from: String,
    basis: String,
    mark: &'static str,
    word: &'static str,
}

#[derive(Template)]
#[template(path = "council/payment/views/scales.html")]
struct ScalesPage {
    frame: Frame,
    council_id: CouncilId,
    council: String,
    sentence: String,
    /// The lines of the columns that hold today.
    columns: Vec<Vec<String>>,
    /// Label and words of the rest.
    facts: Vec<(&'static str, String)>,
    editions: Vec<Edition>,
    can_add: bool,
    can_edit: bool,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ListPayScales>(crate::council::web::id(&ask)?).await?;
    let naming = ask.may::<ReadCouncil>(permit.facts().id()).await?;
    let read = async |tx: &mut Tx| Ok((councils::find(tx, &naming).await?, store::list_scales(tx, &permit).await?));
    let (council, scales) = ask.read(read).await?;
    let today = ask.now.day();
    let now = scales.iter().position(|scale| scale.form.from_on <= today);
    let form = now.map(|at| &scales[at].form);
    let can_edit = match scales.first() {
        Some(scale) => ask.could::<EditPayScale>(scale.id).await?,
        None => false,
    };
    let page = ScalesPage {
        frame: Frame::of(format!("{}の報酬の決まり", council.form.name), ask.actor.signed_in(), Place::Councils)
            .saying(ask.query.get("said")),
        council_id: council.id,
        council: council.form.name,
        sentence: sentence(form),
        columns: form.map_or_else(Vec::new, columns),
        facts: form.map_or_else(Vec::new, facts),
        editions: scales.iter().enumerate().map(|(at, scale)| edition(at, now, scale)).collect(),
        can_add: ask.could::<AddPayScale>(council.id).await?,
        can_edit,
    };
    Reply::page(&page)
}

fn sentence(form: Option<&PayScaleForm>) -> String {
    match form {
        Some(form) => format!("{}から、{}列の一覧で払います", almanac::in_words(form.from_on), form.columns().len()),
        None => "いま効いている報酬の決まりは、ありません".into(),
    }
}

fn columns(form: &PayScaleForm) -> Vec<Vec<String>> {
    let line = |line: &str| -> Vec<String> {
        let mut cells: Vec<String> = line.split('\t').map(str::to_string).collect();
        cells.resize(4, String::new());
        cells
    };
    form.texts()["columns"].lines().map(line).collect()
}

fn facts(form: &PayScaleForm) -> Vec<(&'static str, String)> {
    let texts = form.texts();
    let rest = SCALE.fields.iter().filter(|(name, _)| !matches!(*name, "from_on" | "columns"));
    rest.map(|(name, label)| (*label, say(name, &texts[*name]))).filter(|(_, words)| !words.is_empty()).collect()
}

fn edition(at: usize, now: Option<usize>, scale: &PayScale) -> Edition {
    let (mark, word) = match now {
        Some(now) if at == now => ("tied", "いま効いている"),
        Some(now) if at > now => ("out", "前の決まり"),
        _ => ("going", "これから"),
    };
    Edition { id: scale.id, from: almanac::in_words(scale.form.from_on), basis: scale.form.basis.clone(), mark, word }
}
