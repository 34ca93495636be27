//! Both papers: for everybody as PDF, and the draft that goes through the approval as Word.

use crate::council;
use crate::council::ReadCouncil;
use crate::packet::outcome::print::{self, Head, TITLE};
use crate::packet::outcome::rules::refusal;
use crate::packet::outcome::web::collect::{Seen, seen, told, told_to_everybody};
use crate::packet::outcome::web::id;
use crate::packet::outcome::{PrepareOutcome, ReadOutcome};
use crate::plumbing::fault::Fault;
use crate::plumbing::papers;
use crate::plumbing::web::{Answer, Ask};

/// The paper for everybody: none of a meeting of which nothing may go out.
pub async fn public(ask: Ask) -> Answer {
    let permit = ask.may::<ReadOutcome>(id(&ask)?).await?;
    let seen = seen(&ask, &permit).await?;
    if refusal(seen.meeting.form.public_access).is_some() {
        return Err(Fault::Missing);
    }
    let rows = told_to_everybody(&ask, &seen).await?;
    let document = print::public(&rows, &head(&ask, &seen).await?);
    papers::pdf(&ask, document, &format!("{}会議 {TITLE}", seen.meeting.form.short())).await
}

/// The draft with what waits.
pub async fn approval(ask: Ask) -> Answer {
    let permit = ask.may::<PrepareOutcome>(id(&ask)?).await?;
    let seen = seen(&ask, &permit).await?;
    let rows = told(&ask, &seen.proposed()).await?;
    if rows.is_empty() {
        return Err(Fault::Missing);
    }
    let document = print::approval(&rows, &head(&ask, &seen).await?);
    papers::docx(&ask, document, &format!("{}会議 {TITLE}（伺い）", seen.meeting.form.short())).await
}

async fn head(ask: &Ask, seen: &Seen) -> Result<Head, Fault> {
    let permit = ask.may::<ReadCouncil>(seen.meeting.council).await?;
    let council = ask.read(async |tx| council::store::find(tx, &permit).await).await?.form.name;
    let day = seen.meeting.form.held_on.map_or_else(String::new, |day| format!("（{}）", almanac::in_words(day)));
    Ok(Head {
        office: ask.signed_in()?.office_name.clone(),
        council,
        meeting: format!("{}{day}", seen.meeting.form.short()),
        dated: ask.now.at_japan(),
        as_of: format!("{}現在", almanac::in_words(ask.now.day())),
    })
}
