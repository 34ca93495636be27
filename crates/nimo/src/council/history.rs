//! 履歴: every version of a council with what it changed, and the way back to each.

use crate::council::model::{CouncilForm, SHAPE};
use crate::council::store;
use crate::council::web::{id, names, put_back_answer, say, version};
use crate::council::{EditCouncil, ReadHistory};
use crate::editing;
use crate::editing::history::{Past, walk};
use crate::editing::merge::Piece;
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

#[derive(Template)]
#[template(path = "council/views/history.html")]
struct HistoryPage {
    frame: Frame,
    id: String,
    name: String,
    version: i64,
    can_edit: bool,
    steps: Vec<Past>,
}

/// The page, newest version first.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ReadHistory>(id(&ask)?).await?;
    let read = async |tx: &mut Tx| Ok((store::find(tx, &permit).await?, editing::store::revisions(tx, &permit).await?));
    let (council, revisions) = ask.read(read).await?;
    let names = names(&ask).await?;
    let say = |field: &str, value: &str| say(field, value, &names);
    let mut steps = walk(&revisions, &SHAPE, council.version, "置いた", true, &say);
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
