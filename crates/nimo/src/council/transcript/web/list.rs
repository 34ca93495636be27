//! The register of a meeting's transcripts, and a new one.

use crate::access::{Facts, Permit};
use crate::council::meeting;
use crate::council::meeting::model::MeetingId;
use crate::council::meeting::store as meetings;
use crate::council::transcript::model::{Transcript, TranscriptId};
use crate::council::transcript::rules::{self, DAYS_KEPT, ReadTranscript, first_day, is_due};
use crate::council::transcript::store::{self, NewTranscript};
use crate::council::transcript::{AddTranscript, ListTranscripts};
use crate::editing::shape::Wrong;
use crate::layout::{Control, Field, Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::secret::hash_bytes;
use crate::plumbing::web::{Answer, Ask, Reply};
use almanac::Date;
use askama::Template;

/// A line of the register.
struct Line {
    id: TranscriptId,
    name: String,
    format: &'static str,
    count: u32,
    came: String,
    day: String,
    mark: &'static str,
    word: &'static str,
    /// Who disposed of it, and when.
    gone: String,
}

#[derive(Template)]
#[template(path = "council/transcript/views/list.html")]
struct ListPage {
    frame: Frame,
    meeting: MeetingId,
    title: String,
    lines: Vec<Line>,
    /// So many still have their words.
    kept: usize,
    due: usize,
    first_day: String,
    days: u64,
    wrongs: Vec<Wrong>,
    text: Field,
    file_error: Option<String>,
    may_add: bool,
}

/// The list.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ListTranscripts>(meeting::web::id(&ask)?).await?;
    show(&ask, &permit, vec![]).await
}

/// Adds: may you · what came · what it says · its rows. The same file leads to the one that is there.
pub async fn add(ask: Ask) -> Answer {
    let permit = ask.may::<AddTranscript>(meeting::web::id(&ask)?).await?;
    let came = match came(&ask) {
        Ok(came) => came,
        Err(wrong) => return again(&ask, &permit, wrong).await,
    };
    let (field, file, bytes) = came;
    let sha256 = hash_bytes(&bytes);
    let name = file.clone();
    let read: Result<ReadTranscript, String> = ask.aside(move || rules::read(&bytes, &name)).await?;
    let read = match read {
        Ok(read) => read,
        Err(sentence) => return again(&ask, &permit, Wrong::new(field, sentence)).await,
    };
    let write = async |tx: &mut Tx, permit: &Permit<AddTranscript>| {
        let held_on = meetings::find(tx, permit).await?.form.held_on;
        let dispose_on = first_day(held_on, permit.now().day());
        store::add(tx, permit, &NewTranscript { file: &file, sha256: &sha256, read: &read, dispose_on }).await
    };
    let (id, is_same) = ask.write(&permit, write).await?;
    Ok(Reply::see(format!("/transcripts/{id}?said={}", if is_same { "transcript-same" } else { "transcript-added" })))
}

/// What came, as its field, the name of its file and its bytes: one file, or what was pasted.
fn came(ask: &Ask) -> Result<(&'static str, String, Vec<u8>), Wrong> {
    let files: Vec<_> = ask.files.iter().filter(|file| !file.bytes.is_empty()).collect();
    let pasted = ask.typed.get("text");
    let has_pasted = !pasted.trim().is_empty();
    match files[..] {
        [_, _, ..] => Err(Wrong::new("file", "ファイルが2つ以上あります。1つずつ入れてください。")),
        [_] if has_pasted => {
            let sentence = "ファイルと、貼り付けた文の両方があります。入れるほうだけにして、もう一度押してください。";
            Err(Wrong::new("text", sentence))
        }
        [file] => Ok(("file", file.name.clone(), file.bytes.clone())),
        [] if has_pasted => Ok(("text", String::new(), pasted.as_bytes().to_vec())),
        // A file was chosen and it is empty.
        [] if !ask.files.is_empty() => Err(Wrong::new("file", "ファイルが空です。別のファイルを選んでください。")),
        [] => {
            Err(Wrong::new("file", "まだ何も入っていません。ファイルを選ぶか、文字起こしの全文を貼り付けてください。"))
        }
    }
}

async fn again(ask: &Ask, permit: &Permit<AddTranscript>, wrong: Wrong) -> Answer {
    let listing = ask.may::<ListTranscripts>(permit.facts().id()).await?;
    show(ask, &listing, vec![wrong]).await
}

async fn show(ask: &Ask, permit: &Permit<ListTranscripts>, wrongs: Vec<Wrong>) -> Answer {
    let read = async |tx: &mut Tx| Ok((meetings::find(tx, permit).await?, store::of_meeting(tx, permit).await?));
    let (meeting, all): (_, Vec<Transcript>) = ask.read(read).await?;
    let today = ask.now.day();
    let page = ListPage {
        frame: Frame::of(format!("{}の文字起こし", meeting.form.short()), ask.actor.signed_in(), Place::Councils)
            .saying(ask.query.get("said")),
        meeting: meeting.id,
        title: meeting.form.title(),
        kept: all.iter().filter(|one| one.disposed.is_none()).count(),
        due: all.iter().filter(|one| is_due(one, today)).count(),
        lines: all.iter().map(|one| line(one, today)).collect(),
        first_day: almanac::in_words(first_day(meeting.form.held_on, today)),
        days: DAYS_KEPT,
        text: Field::line("text", "または、全文を貼り付ける", ask.typed.get("text"))
            .help("Word や PDF は、開いて全文を選び、コピーして貼り付けてください。")
            .as_a(Control::Area(6))
            .checked(&wrongs),
        file_error: crate::layout::error_of("file", &wrongs),
        may_add: ask.would::<AddTranscript>(permit.facts())?,
        wrongs,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}

fn line(one: &Transcript, today: Date) -> Line {
    let (mark, word) = match one.disposed {
        Some(_) => ("out", "廃棄ずみ"),
        None if is_due(one, today) => ("late", "廃棄の日が来ています"),
        None => ("going", "残している"),
    };
    Line {
        id: one.id,
        name: one.name(),
        format: one.format.label(),
        count: one.line_count,
        came: format!("{}　{}", one.at.in_words(), one.by),
        day: almanac::in_words(one.dispose_on),
        mark,
        word,
        gone: one.disposed.as_ref().map_or_else(String::new, |(at, by)| format!("{}　{by}", at.in_words())),
    }
}
