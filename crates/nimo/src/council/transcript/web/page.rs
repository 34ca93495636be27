//! A transcript: until when it stays, its lines, and a search in them. When its words are gone, its line in the register.

use super::id;
use crate::access::{Facts, Permit};
use crate::council::meeting::model::MeetingId;
use crate::council::meeting::store as meetings;
use crate::council::transcript::model::{Transcript, TranscriptId, TranscriptLine};
use crate::council::transcript::rules::{DAYS_KEPT, MOST_LINES, is_due};
use crate::council::transcript::{DisposeTranscript, EditTranscript, OpenTranscript, store};
use crate::editing::shape::Wrong;
use crate::layout::{Field, Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

/// So many lines stand on a page.
const MOST: u32 = 200;
/// All lines of any transcript.
const ALL: u32 = MOST_LINES as u32;

#[derive(Template)]
#[template(path = "council/transcript/views/page.html")]
struct TranscriptPage {
    frame: Frame,
    id: TranscriptId,
    meeting: MeetingId,
    meeting_title: String,
    name: String,
    facts: Vec<(&'static str, String)>,
    until: String,
    /// Who disposed of its words, and when.
    gone: Option<String>,
    is_due: bool,
    shown: Shown,
    days: u64,
    version: i64,
    day: Field,
    wrongs: Vec<Wrong>,
    may_edit: bool,
    may_dispose: bool,
}

/// The lines on the page.
#[derive(Default)]
struct Shown {
    /// What was searched; empty where nothing was.
    words: String,
    /// So many were found.
    found: usize,
    lines: Vec<TranscriptLine>,
    /// Where the page before and the next one begin: at a line, or at so many found before.
    before: Option<u32>,
    next: Option<u32>,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<OpenTranscript>(id(&ask)?).await?;
    show(&ask, &permit, (200, vec![])).await
}

/// The page, perhaps with what is wrong.
pub(super) async fn show(ask: &Ask, permit: &Permit<OpenTranscript>, (status, wrongs): (u16, Vec<Wrong>)) -> Answer {
    let meeting = permit.facts().meeting().id();
    let read = async |tx: &mut Tx| Ok((store::find(tx, permit).await?, meetings::title_of(tx, permit, meeting).await?));
    let (transcript, meeting_title) = ask.read(read).await?;
    let is_there = transcript.disposed.is_none();
    let (may_edit, may_dispose) =
        (ask.would::<EditTranscript>(permit.facts())?, ask.would::<DisposeTranscript>(permit.facts())?);
    let typed = match ask.typed.get("dispose_on") {
        "" if wrongs.iter().all(|wrong| wrong.field != "dispose_on") => transcript.dispose_on.to_string(),
        typed => typed.into(),
    };
    let page = TranscriptPage {
        frame: Frame::of(transcript.name(), ask.actor.signed_in(), Place::Councils).saying(ask.query.get("said")),
        id: transcript.id,
        meeting,
        meeting_title,
        name: transcript.name(),
        facts: facts(&transcript),
        until: almanac::in_words(transcript.dispose_on),
        gone: transcript.disposed.as_ref().map(|(at, by)| format!("{}に、{by}が廃棄しました。", at.day_in_words())),
        is_due: is_due(&transcript, ask.now.day()),
        shown: if is_there { shown(ask, permit, transcript.line_count).await? } else { Shown::default() },
        days: DAYS_KEPT,
        version: transcript.version,
        day: Field::day("dispose_on", "廃棄する日", &typed)
            .required()
            .help("例: R9.3.10。きょうから5年先までの日にできます。")
            .checked(&wrongs),
        wrongs,
        may_edit: may_edit && is_there,
        may_dispose: may_dispose && is_there,
    };
    Reply::page_with(status, &page)
}

fn facts(transcript: &Transcript) -> Vec<(&'static str, String)> {
    let gone = transcript.disposed.as_ref().map(|(at, by)| ("廃棄した時", format!("{}　{by}", at.in_words())));
    [
        ("形式", transcript.format.label().to_string()),
        ("行の数", format!("{}行", transcript.line_count)),
        ("入れた時", format!("{}　{}", transcript.at.in_words(), transcript.by)),
        ("廃棄する日", almanac::with_weekday(transcript.dispose_on)),
    ]
    .into_iter()
    .chain(gone)
    .collect()
}

/// The lines from the one that was asked for, or what was found of the words.
async fn shown(ask: &Ask, permit: &Permit<OpenTranscript>, count: u32) -> Result<Shown, Fault> {
    let words: String = ask.query.get("q").trim().chars().take(100).collect();
    let from: u32 = ask.query.get("from").parse().unwrap_or(0).min(ALL);
    if words.is_empty() {
        let from = from.clamp(1, count.max(1));
        let lines = ask.read(async |tx| store::lines(tx, permit, from, MOST).await).await?;
        let next = Some(from + MOST).filter(|next| *next <= count);
        let before = (from > 1).then(|| from.saturating_sub(MOST).max(1));
        return Ok(Shown { lines, before, next, ..Shown::default() });
    }
    let all = ask.read(async |tx| store::lines(tx, permit, 1, ALL).await).await?;
    let wanted = words.clone();
    let found = ask.aside(move || found(all, &wanted)).await?;
    let next = Some(from + MOST).filter(|next| (*next as usize) < found.len());
    let before = (from > 0).then(|| from.saturating_sub(MOST));
    let (count, skipped) = (found.len(), from as usize);
    Ok(Shown {
        words,
        found: count,
        lines: found.into_iter().skip(skipped).take(MOST as usize).collect(),
        before,
        next,
    })
}

/// The lines that hold the words, folded as a search folds them.
fn found(lines: Vec<TranscriptLine>, words: &str) -> Vec<TranscriptLine> {
    let wanted = glyphs::fold(words);
    let holds = |line: &TranscriptLine| {
        glyphs::fold(&line.text).contains(&wanted) || glyphs::fold(&line.speaker).contains(&wanted)
    };
    lines.into_iter().filter(holds).collect()
}
