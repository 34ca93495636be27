//! What went out, as all who read the minutes read it.

use crate::council::meeting::model::MeetingId;
use crate::layout::{Frame, Place};
use crate::packet::outcome::print::Told;
use crate::packet::outcome::rules::refusal;
use crate::packet::outcome::web::collect::{seen, told_to_everybody};
use crate::packet::outcome::web::id;
use crate::packet::outcome::{PrepareOutcome, ReadOutcome};
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

#[derive(Template)]
#[template(path = "packet/outcome/views/page.html")]
struct OutcomesPage {
    frame: Frame,
    id: MeetingId,
    name: String,
    rows: Vec<Told>,
    refusal: Option<&'static str>,
    may_prepare: bool,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ReadOutcome>(id(&ask)?).await?;
    let seen = seen(&ask, &permit).await?;
    let page = OutcomesPage {
        frame: Frame::of("ご意見のその後", ask.actor.signed_in(), Place::Councils).saying(ask.query.get("said")),
        id: seen.meeting.id,
        name: format!("{}会議", seen.meeting.form.short()),
        rows: told_to_everybody(&ask, &seen).await?,
        refusal: refusal(seen.meeting.form.public_access),
        may_prepare: ask.could::<PrepareOutcome>(seen.meeting.id).await?,
    };
    Reply::page(&page)
}
