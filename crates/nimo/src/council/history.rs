//! 履歴: every version of a council with what it changed, and the way back to each.

use crate::council::model::{CouncilForm, SHAPE};
use crate::council::store;
use crate::council::web::{id, names, put_back_answer, say, version};
use crate::council::{EditCouncil, ReadHistory};
use crate::editing;
use crate::editing::merge::{Piece, diff};
use crate::editing::shape::{Texts, text};
use crate::editing::store::Revision;
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

struct Change {
    label: &'static str,
    pieces: Vec<Piece>,
}

struct Step {
    version: i64,
    at: String,
    by: String,
    verb: String,
    changes: Vec<Change>,
    is_present: bool,
}

#[derive(Template)]
#[template(path = "council/views/history.html")]
struct HistoryPage {
    frame: Frame,
    id: String,
    name: String,
    version: i64,
    can_edit: bool,
    steps: Vec<Step>,
}

/// The page, newest version first.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ReadHistory>(id(&ask)?).await?;
    let read = async |tx: &mut Tx| Ok((store::find(tx, &permit).await?, editing::store::revisions(tx, &permit).await?));
    let (council, revisions) = ask.read(read).await?;
    let names = names(&ask).await?;
    let empty = Texts::new();
    let before = std::iter::once(&empty).chain(revisions.iter().map(|revision| &revision.fields));
    let mut steps: Vec<Step> = revisions
        .iter()
        .zip(before)
        .map(|(revision, before)| step(revision, before, council.version, &|field, value| say(field, value, &names)))
        .collect();
    steps.reverse();
    let page = HistoryPage {
        frame: Frame::of(format!("{}の履歴", council.form.name), ask.actor.signed_in(), Place::Councils)
            .saying(ask.query.get("said")),
        id: council.id.to_string(),
        name: council.form.name,
        version: council.version,
        can_edit: ask.could::<EditCouncil>(council.id).await?,
        steps,
    };
    Reply::page(&page)
}

/// Puts a version back: a new version with the old texts. Nothing in between is lost.
pub async fn put_back(ask: Ask) -> Answer {
    let permit = ask.may::<EditCouncil>(id(&ask)?).await?;
    let wanted: i64 = ask.typed.get("to").parse().map_err(|_| Fault::Missing)?;
    let old = ask.read(async |tx| editing::store::find_revision(tx, &permit, wanted).await).await?;
    let form =
        CouncilForm::parse(&old.fields).map_err(|_| Fault::broken("council", "a version that cannot be read"))?;
    put_back_answer(&ask, &permit, version(&ask)?, &form, wanted).await
}

fn step(revision: &Revision, before: &Texts, present: i64, say: &dyn Fn(&str, &str) -> String) -> Step {
    let changed = SHAPE.fields.iter().filter(|(name, _)| text(before, name) != text(&revision.fields, name));
    let words = |texts: &Texts, name: &str| if texts.is_empty() { String::new() } else { say(name, text(texts, name)) };
    Step {
        version: revision.version,
        at: revision.at.in_words(),
        by: revision.by.clone(),
        verb: match revision.reverted_to {
            Some(to) => format!("第{to}版に戻した"),
            None if revision.version == 1 => "置いた".into(),
            None => "直した".into(),
        },
        changes: changed
            .map(|(name, label)| Change { label, pieces: diff(&words(before, name), &words(&revision.fields, name)) })
            .collect(),
        is_present: revision.version == present,
    }
}
