//! What holds in a council today, and the editions before and after.

use super::form::say;
use crate::council::charter::model::{CharterForm, CharterId, SHAPE};
use crate::council::charter::store::{self, Charter};
use crate::council::charter::{AddCharter, EditCharter};
use crate::council::model::{Basis, CouncilId};
use crate::council::{ReadCouncil, store as councils};
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

/// An edition in the list.
struct Edition {
    id: CharterId,
    from: String,
    basis: &'static str,
    title: String,
    mark: &'static str,
    word: &'static str,
}

#[derive(Template)]
#[template(path = "council/charter/views/page.html")]
struct CharterPage {
    frame: Frame,
    council_id: CouncilId,
    council: String,
    sentence: String,
    /// Label and words of what is settled.
    facts: Vec<(&'static str, String)>,
    /// Labels of what is not.
    open: Vec<&'static str>,
    editions: Vec<Edition>,
    can_add: bool,
    can_edit: bool,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ReadCouncil>(crate::council::web::id(&ask)?).await?;
    let read = async |tx: &mut Tx| Ok((councils::find(tx, &permit).await?, store::list(tx, &permit).await?));
    let (council, charters) = ask.read(read).await?;
    let can_add = ask.would::<AddCharter>(permit.facts())?;
    let today = ask.now.day();
    let now = charters.iter().position(|charter| charter.form.from_on <= today);
    let form = now.map(|at| &charters[at].form);
    let can_edit = match charters.first() {
        Some(charter) => ask.could::<EditCharter>(charter.id).await?,
        None => false,
    };
    let page = CharterPage {
        frame: Frame::of(format!("{}の決まり", council.form.name), ask.actor.signed_in(), Place::Councils)
            .saying(ask.query.get("said")),
        council_id: council.id,
        council: council.form.name,
        sentence: sentence(form, council.form.basis),
        facts: form.map_or_else(Vec::new, |form| facts(form, can_add)),
        open: form.map_or_else(Vec::new, unsettled),
        editions: charters.iter().enumerate().map(|(at, charter)| edition(at, now, charter)).collect(),
        can_add,
        can_edit,
    };
    Reply::page(&page)
}

/// What holds, in one sentence.
fn sentence(form: Option<&CharterForm>, placed: Basis) -> String {
    let Some(form) = form else {
        return format!("根拠は{}です。ほかの決まりは、まだ入っていません。", placed.label());
    };
    let title = form.basis.label();
    let most = form.most_members.map_or_else(String::new, |most| format!("委員は{most}人まで。"));
    let years = form.term_years.map_or_else(String::new, |years| format!("任期は{years}年。"));
    format!("{}から、{title}によります。{most}{years}", almanac::in_words(form.from_on))
}

/// What is settled. As whom the members of a category come, only those see who keep the roster.
fn facts(form: &CharterForm, keeps: bool) -> Vec<(&'static str, String)> {
    let texts = form.texts();
    let fields = SHAPE.fields.iter().filter(|(name, _)| *name != "from_on");
    let told = fields.map(|(name, label)| match *name {
        "categories" if !keeps => {
            let names = form.categories.iter().map(|category| category.name.as_str());
            (*label, names.collect::<Vec<_>>().join("\n"))
        }
        name => (*label, say(name, &texts[name])),
    });
    told.filter(|(_, words)| !words.is_empty()).collect()
}

/// What is empty though the year will ask for it.
fn unsettled(form: &CharterForm) -> Vec<&'static str> {
    let texts = form.texts();
    let may_be_empty = ["counts", "openness_ground", "day_count", "letter_words"];
    let empty = SHAPE.fields.iter().filter(|(name, _)| texts[*name].is_empty() && !may_be_empty.contains(name));
    empty.map(|(_, label)| *label).collect()
}

fn edition(at: usize, now: Option<usize>, charter: &Charter) -> Edition {
    let (mark, word) = match now {
        Some(now) if at == now => ("tied", "いま効いている"),
        Some(now) if at > now => ("out", "前の決まり"),
        _ => ("going", "これから"),
    };
    Edition {
        id: charter.id,
        from: almanac::in_words(charter.form.from_on),
        basis: charter.form.basis.label(),
        title: charter.form.basis_title.clone(),
        mark,
        word,
    }
}
