//! A sheet comes in: as a file, as pasted text, or as the sample.

use crate::access::{Facts, Permit};
use crate::council;
use crate::council::meeting::model::{ItemId, ItemLine, MeetingForm, MeetingId, align};
use crate::council::meeting::reading::{ReadSheet, take_in};
use crate::council::meeting::rules::{Meets, meets};
use crate::council::meeting::store::{self, MeetingFacts, Paper};
use crate::council::meeting::{EditMeeting, ImportSheet};
use crate::editing::shape::Wrong;
use crate::layout::{Control, Field, Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::secret;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

/// 見本の1枚: an invented sheet of みほん市.
const SAMPLE: &str = include_str!("../../../../../../corpus/mihon-r6-1.txt");
const SAMPLE_NAME: &str = "見本.txt";

#[derive(Template)]
#[template(path = "council/meeting/views/import.html")]
struct ImportPage {
    frame: Frame,
    council: String,
    council_id: String,
    wrongs: Vec<Wrong>,
    text: Field,
}

/// The page on which a sheet is dropped or pasted.
pub async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<ImportSheet>(council::web::id(&ask)?).await?;
    import_page(&ask, &permit, vec![]).await
}

/// Reads it: may you · which text is it · what does it say · its rows with their because. The same sheet twice opens the
/// meeting that it became.
pub async fn import(ask: Ask) -> Answer {
    let permit = ask.may::<ImportSheet>(council::web::id(&ask)?).await?;
    let (file, decoded, bytes_hash) = match text_of(&ask) {
        Ok(text) => text,
        Err(sentence) => return import_page(&ask, &permit, vec![Wrong::new("text", sentence)]).await,
    };
    let name = ask.read(async |tx| council::store::find(tx, &permit).await).await?.form.name;
    let paper = Paper { file: &file, bytes_hash, folded_hash: secret::hash(&glyphs::fold(&decoded)), text: &decoded };
    let read = read_aside(&ask, decoded.clone(), name).await?;
    let write = async |tx: &mut Tx, permit: &Permit<ImportSheet>| {
        if let Some(same) = store::find_same(tx, permit, &paper).await? {
            return Ok((same, true));
        }
        let into = match meets(&read.form, &store::numbered(tx, permit).await?) {
            Meets::Plan(plan) => Some(fill_plan(&ask, tx, permit, plan, &read).await?),
            Meets::Sheet(_) | Meets::Nobody => None,
        };
        Ok((store::adopt(tx, permit, into, &paper, &read).await?, false))
    };
    match ask.write(&permit, write).await? {
        (meeting, true) => Ok(Reply::see(format!("/meetings/{meeting}?said=same-sheet"))),
        (meeting, false) => Ok(Reply::see(format!("/meetings/{meeting}/correct"))),
    }
}

/// The head of the sheet takes the place of the plan's; the plan stays in the versions.
async fn fill_plan(
    ask: &Ask,
    tx: &mut Tx,
    permit: &Permit<ImportSheet>,
    plan: MeetingId,
    read: &ReadSheet,
) -> Result<MeetingId, Fault> {
    let facts = MeetingFacts::load(tx, plan).await?.ok_or(Fault::Missing)?;
    let editing = ask.app.gate().permit::<EditMeeting>(permit.actor(), facts, permit.now())?;
    let version = store::find(tx, &editing).await?.version;
    let form = with_marks(&store::items(tx, &editing).await?, &read.form);
    store::set(tx, &editing, version, &form, None).await?;
    Ok(plan)
}

/// No sheet says what the council did with an item, and on what ground it was closed: that stays as it was planned.
fn with_marks(planned: &[store::Item], read: &MeetingForm) -> MeetingForm {
    let marked = |(line, id): (&ItemLine, Option<ItemId>)| {
        // Another item in the same place is another item.
        let is_same = |item: &&store::Item| {
            Some(item.id) == id
                && glyphs::fold(&item.line.title) == glyphs::fold(&line.title)
                && line.marks().is_empty()
        };
        let same = planned.iter().find(is_same);
        let marks = same.map_or((line.kind, line.closed.clone()), |same| (same.line.kind, same.line.closed.clone()));
        ItemLine { kind: marks.0, closed: marks.1, ..line.clone() }
    };
    let agenda = read.agenda.iter().zip(align(planned, &read.agenda)).map(marked).collect();
    MeetingForm { agenda, ..read.clone() }
}

/// File, paste or sample, decoded; its name and the hash of its bytes.
fn text_of(ask: &Ask) -> Result<(String, String, String), String> {
    if ask.typed.get("sample") == "1" {
        return Ok((SAMPLE_NAME.into(), SAMPLE.into(), secret::hash(SAMPLE)));
    }
    if let Some(file) = ask.files.iter().find(|file| !file.bytes.is_empty()) {
        let decoded = minutes::decode(&file.bytes)?;
        return Ok((file.name.clone(), decoded.text, secret::hash_bytes(&file.bytes)));
    }
    if !ask.files.is_empty() && ask.typed.get("text").trim().is_empty() {
        // A file was chosen and it is empty.
        return Err(minutes::decode(b"").err().unwrap_or_default());
    }
    let pasted = ask.typed.get("text");
    if pasted.trim().is_empty() {
        return Err("まだ何も入っていません。ファイルを選ぶか、会議録の全文を貼り付けてください。".into());
    }
    let decoded = minutes::decode(pasted.as_bytes())?;
    Ok((String::new(), decoded.text, secret::hash(pasted)))
}

/// A long sheet is read beside the desk, so that nobody else waits for it.
async fn read_aside(ask: &Ask, text: String, name: String) -> Result<ReadSheet, Fault> {
    let read = move || take_in(&minutes::read(&text), &name);
    ask.aside(read).await
}

async fn import_page(ask: &Ask, permit: &Permit<ImportSheet>, wrongs: Vec<Wrong>) -> Answer {
    let council = ask.read(async |tx| council::store::find(tx, permit).await).await?;
    let text = Field::line("text", "または、全文を貼り付ける", ask.typed.get("text"))
        .help("Word や PDF は、開いて全文を選び、コピーして貼り付けてください。")
        .as_a(Control::Area(8))
        .checked(&wrongs);
    let status = if wrongs.is_empty() { 200 } else { 422 };
    let page = ImportPage {
        frame: Frame::of("会議録を入れる", ask.actor.signed_in(), Place::Councils),
        council: council.form.name,
        council_id: council.id.to_string(),
        wrongs,
        text,
    };
    Reply::page_with(status, &page)
}
