//! Every opinion of a meeting with its sentence, and what is still to do until they go out.

use crate::access::Permit;
use crate::council::meeting::model::{BlockId, MeetingId, PublicAccess};
use crate::layout::{Frame, Place};
use crate::packet::outcome::PrepareOutcome;
use crate::packet::outcome::model::{OutcomeForm, OutcomeKind, OutcomeRow};
use crate::packet::outcome::rules::{Standing, is_out, refusal, sentence, standing};
use crate::packet::outcome::store;
use crate::packet::outcome::web::collect::{Opinion, Seen, approved, seen, suggestions};
use crate::packet::outcome::web::id;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;
use std::collections::BTreeMap;

struct Row {
    place: usize,
    block: BlockId,
    is_promise: bool,
    opinion: String,
    /// What went out: how far, the sentence, its approval; and why it is not out now.
    released: Option<(OutcomeKind, String, String, Option<&'static str>)>,
    /// What waits: how far and the sentence.
    proposed: Option<(OutcomeKind, String)>,
    /// Where there is neither: what the records suggest.
    suggested: Option<(OutcomeKind, String)>,
    /// Where it was taken down: when, by whom, and why.
    withdrawn: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "packet/outcome/views/prepare.html")]
struct PreparePage {
    frame: Frame,
    id: MeetingId,
    name: String,
    sentence: String,
    rows: Vec<Row>,
    /// The sentences of what the minutes count as no opinion any more.
    left: Vec<String>,
    proposed: usize,
    /// For how many what is suggested can be kept at once.
    fillable: usize,
    refusal: Option<&'static str>,
    is_partly: bool,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<PrepareOutcome>(id(&ask)?).await?;
    let seen = seen(&ask, &permit).await?;
    let rows = rows(&ask, &permit, &seen).await?;
    let (out, proposed) = (seen.out().len(), seen.proposed().len());
    let released = rows.iter().filter(|row| row.released.is_some()).count();
    let page = PreparePage {
        frame: Frame::of("ご意見のその後をつくる", ask.actor.signed_in(), Place::Councils)
            .saying(ask.query.get("said")),
        id: seen.meeting.id,
        name: format!("{}会議", seen.meeting.form.short()),
        sentence: sentence(seen.opinions.len(), (out, released), proposed),
        fillable: if fills(&seen) { rows.iter().filter(|row| row.is_fillable()).count() } else { 0 },
        rows,
        left: seen.left().into_iter().map(|row| row.form.words.clone()).collect(),
        proposed,
        refusal: refusal(seen.meeting.form.public_access),
        is_partly: seen.meeting.form.public_access == Some(PublicAccess::Partly),
    };
    Reply::page(&page)
}

/// May what is suggested be kept for all at once? Not where nothing may go out, nor where a part was closed and a person has to say
/// which opinions belong to it.
fn fills(seen: &Seen) -> bool {
    seen.meeting.form.public_access == Some(PublicAccess::Open)
}

/// Why a sentence that went out is not out now.
fn why_not_out(seen: &Seen, row: &OutcomeRow, opinion: &str) -> Option<&'static str> {
    if !row.meeting_stands {
        Some("決めた会議が取り下げられました。文を直して、もう一度決裁を受けてください。")
    } else if refusal(seen.meeting.form.public_access).is_some() {
        Some("傍聴の可否から、公表できない会議です。")
    } else if !is_out(row, opinion) {
        Some("会議録のことばが、決裁のあとで直されました。文を直して、もう一度決裁を受けてください。")
    } else {
        None
    }
}

impl Row {
    /// May its suggestion be kept as it is? Not an ending, which names its decision, nor what was taken down before.
    fn is_fillable(&self) -> bool {
        self.withdrawn.is_none() && self.suggested.as_ref().is_some_and(|(kind, _)| *kind != OutcomeKind::Ended)
    }
}

async fn rows(ask: &Ask, permit: &Permit<PrepareOutcome>, seen: &Seen) -> Result<Vec<Row>, Fault> {
    let has_none = |now: &Standing<'_>| now.released.is_none() && now.proposed.is_none() && now.fallen.is_none();
    let is_wanted = seen.opinions.iter().any(|one| has_none(&standing(&seen.rows, one.block)));
    let mut suggested = if is_wanted { suggestions(ask, permit, seen).await? } else { BTreeMap::new() };
    let row = |one: &Opinion| {
        let now = standing(&seen.rows, one.block);
        let released = |row: &OutcomeRow| {
            (row.form.kind, row.form.words.clone(), approved(row), why_not_out(seen, row, &one.text))
        };
        let withdrawn = |row: &OutcomeRow| (format!("{}　{}", row.at.day_in_words(), row.by), row.reason.clone());
        Row {
            place: one.place,
            block: one.block,
            is_promise: one.is_promise,
            opinion: one.text.clone(),
            released: now.released.or(now.fallen).map(released),
            proposed: now.proposed.map(|row| (row.form.kind, row.form.words.clone())),
            suggested: suggested.remove(&one.block).filter(|_| has_none(&now)),
            withdrawn: now.withdrawn.map(withdrawn),
        }
    };
    Ok(seen.opinions.iter().map(row).collect())
}

/// Keeps what the records suggest, for every opinion that has no sentence: may you, and of this meeting · what is suggested · the rows,
/// each with its because.
pub async fn suggest(ask: Ask) -> Answer {
    let permit = ask.may::<PrepareOutcome>(id(&ask)?).await?;
    let before = seen(&ask, &permit).await?;
    let page = format!("/meetings/{}/outcomes/prepare", before.meeting.id);
    if !fills(&before) {
        return Ok(Reply::see(page));
    }
    let rows = rows(&ask, &permit, &before).await?;
    let write = async |tx: &mut Tx, permit: &Permit<PrepareOutcome>| {
        let now = store::of(tx, permit).await?;
        for row in rows.iter().filter(|row| row.is_fillable()) {
            // Somebody may have written one in between.
            let is_new = now.iter().all(|one| one.stands != row.block) || now.len() == before.rows.len();
            if let (Some((kind, words)), true) = (&row.suggested, is_new) {
                let form = OutcomeForm { kind: *kind, words: words.clone(), decided: None };
                store::propose(tx, permit, (row.block, &row.opinion), &form).await?;
            }
        }
        Ok(())
    };
    ask.write(&permit, write).await?;
    Ok(Reply::see(format!("{page}?said=outcome-suggested")))
}
