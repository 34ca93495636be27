//! 版の履歴: every version of an issue with what it changed, and the way back to each.

use crate::editing;
use crate::editing::history::{Past, walk};
use crate::editing::merge::Piece;
use crate::editing::view::version;
use crate::issues::model::{IssueForm, SHAPE};
use crate::issues::web::form::{Words, meet, save};
use crate::issues::web::id;
use crate::issues::{EditIssue, ReadIssueHistory, store};
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

#[derive(Template)]
#[template(path = "issues/views/history.html")]
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
    let permit = ask.may::<ReadIssueHistory>(id(&ask)?).await?;
    let read = async |tx: &mut Tx| Ok((store::find(tx, &permit).await?, editing::store::revisions(tx, &permit).await?));
    let (issue, revisions) = ask.read(read).await?;
    let words = Words::of(&ask).await?;
    let say = |field: &str, value: &str| words.say(field, value);
    let mut steps = walk(&revisions, &SHAPE, issue.version, "起こした", true, &say);
    steps.reverse();
    let page = HistoryPage {
        frame: Frame::of(format!("課題 {} の版の履歴", issue.number), ask.actor.signed_in(), Place::Issues)
            .saying(ask.query.get("said")),
        id: issue.id.to_string(),
        name: format!("{} {}", issue.number, issue.form.title),
        version: issue.version,
        can_edit: ask.could::<EditIssue>(issue.id).await?,
        steps,
    };
    Reply::page(&page)
}

/// Puts a version back: a new version with the old texts. Nothing in between is lost.
pub async fn put_back(ask: Ask) -> Answer {
    let permit = ask.may::<EditIssue>(id(&ask)?).await?;
    let to: i64 = ask.typed.get("to").parse().map_err(|_| Fault::Missing)?;
    let old = ask.read(async |tx| editing::store::find_revision(tx, &permit, to).await).await?;
    let form = IssueForm::parse(&old.fields).map_err(|_| Fault::broken("issues", "a version that cannot be read"))?;
    match save(&ask, &permit, version(&ask)?, &form, Some(to)).await {
        Ok(_) => Ok(Reply::see(format!("/issues/{}/history?said=put-back", id(&ask)?))),
        Err(Fault::Lost) => meet(&ask, &permit, version(&ask)?, &form.texts()).await,
        Err(other) => Err(other),
    }
}
