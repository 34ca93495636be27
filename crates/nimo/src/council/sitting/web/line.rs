//! Lines: taken down, corrected, moved, struck, brought back. Each is one short act, so that two clerks never wait for each other.

use super::beside::placed;
use super::entry::{self, Entry};
use super::page::again;
use super::quick::{JSON, done, is_script, wrong};
use crate::access::{Facts, Permit};
use crate::council::meeting::EditBlock;
use crate::council::meeting::model::{BlockForm, BlockId, BlockKind, DecisionKind};
use crate::council::meeting::store as meetings;
use crate::council::meeting::web::id;
use crate::council::sitting::model::marked;
use crate::council::sitting::store::{self, NewLine};
use crate::council::sitting::{ArrangeLine, TakeLine};
use crate::editing;
use crate::editing::shape::{Texts, Wrong, text};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::secret::{Secret, hash};
use crate::plumbing::web::{Answer, Ask, Reply};
use serde_json::json;

const MOST_KEY: usize = 64;

/// Takes a line down.
pub async fn take(ask: Ask) -> Answer {
    let permit = ask.may::<TakeLine>(id(&ask)?).await?;
    let meeting = permit.facts().id();
    let form = match understood(&ask, Texts::new()) {
        Ok(form) => form,
        Err(wrongs) => return refused(&ask, meeting, None, wrongs).await,
    };
    let typed_at = almanac::read_clock_span(ask.typed.get("said_at")).ok().map(|span| span.starts_at);
    let said_at = typed_at.or(ask.now.clock()).ok_or(Fault::Missing)?;
    let key = ask.typed.get("key");
    let is_key = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if key.is_empty() || key.len() > MOST_KEY || !key.chars().all(is_key) {
        return Err(Fault::Missing);
    }
    let cue = ask.read(async |tx| placed(tx, &permit, entry::cue(&ask)).await).await?;
    // The same key with other words is another line: a page that came back, typed on.
    let key = hash(&[key, &permit.actor().spelled(), &form.words()].join("\n"));
    let line = NewLine { key, form, said_at, cue };
    let lock = Secret::fresh()?;
    let write = async |tx: &mut Tx, permit: &Permit<TakeLine>| {
        store::is_writing(tx, permit, line.form.item, lock.reveal()).await?;
        store::take(tx, permit, &line).await
    };
    let (block, version) = ask.write(&permit, write).await?;
    Ok(done(&ask, meeting, &json!({ "id": block.to_string(), "version": version })))
}

/// Corrects a line, or shows what somebody else made of it meanwhile.
pub async fn edit(ask: Ask) -> Answer {
    let permit = ask.may::<EditBlock>(block_id(&ask)?).await?;
    let meeting = permit.facts().meeting().id();
    let version: i64 = ask.typed.get("version").parse().map_err(|_| Fault::Missing)?;
    let before = ask.read(async |tx| meetings::find_block(tx, &permit).await).await?;
    let form = match understood(&ask, before.form.texts()) {
        Ok(form) => form,
        Err(wrongs) => return refused(&ask, meeting, Some((before.id, version)), wrongs).await,
    };
    let write = async |tx: &mut Tx, permit: &Permit<EditBlock>| {
        let now = meetings::find_block(tx, permit).await?;
        match (now.form == form, now.version == version) {
            // It stands so already: perhaps the answer to the first try was lost.
            (true, _) => Ok(now.version),
            (false, false) => Err(Fault::Lost),
            (false, true) => {
                meetings::set_block(tx, permit, version, &form, None).await?;
                Ok(version + 1)
            }
        }
    };
    match ask.write(&permit, write).await {
        Ok(version) => Ok(done(&ask, meeting, &json!({ "id": before.id.to_string(), "version": version }))),
        Err(Fault::Lost) => lost(&ask, &permit).await,
        Err(other) => Err(other),
    }
}

/// The line that the path names itself: one that was joined to another is not struck or moved through its old name.
async fn arranging(ask: &Ask) -> Result<Permit<ArrangeLine>, Fault> {
    let named = block_id(ask)?;
    let permit = ask.may::<ArrangeLine>(named).await?;
    if permit.facts().id() == named { Ok(permit) } else { Err(Fault::Missing) }
}

/// Moves a line before or behind its neighbour.
pub async fn arrange(ask: Ask) -> Answer {
    let permit = arranging(&ask).await?;
    let up = match ask.typed.get("to") {
        "up" => true,
        "down" => false,
        _ => return Err(Fault::Missing),
    };
    ask.write(&permit, async |tx, permit| store::move_line(tx, permit, up).await).await?;
    Ok(done(&ask, permit.facts().meeting().id(), &json!({})))
}

/// Strikes a line.
pub async fn strike(ask: Ask) -> Answer {
    let permit = arranging(&ask).await?;
    ask.write(&permit, async |tx, permit| store::strike(tx, permit).await).await?;
    Ok(done(&ask, permit.facts().meeting().id(), &json!({})))
}

/// Brings a line back.
pub async fn restore(ask: Ask) -> Answer {
    let permit = arranging(&ask).await?;
    ask.write(&permit, async |tx, permit| store::restore(tx, permit).await).await?;
    Ok(done(&ask, permit.facts().meeting().id(), &json!({})))
}

/// The name before the words of a line stays.
pub async fn stay(ask: Ask) -> Answer {
    let permit = arranging(&ask).await?;
    ask.write(&permit, async |tx, permit| store::stay(tx, permit).await).await?;
    Ok(done(&ask, permit.facts().meeting().id(), &json!({})))
}

/// Somebody writes under an item. Answers with the key that locks what his browser holds while it has no line.
pub async fn writing(ask: Ask) -> Answer {
    let permit = ask.may::<TakeLine>(id(&ask)?).await?;
    let (item, lock) = (entry::item(&ask), Secret::fresh()?);
    let write = async |tx: &mut Tx, permit: &Permit<TakeLine>| store::is_writing(tx, permit, item, lock.reveal()).await;
    let lock = ask.write(&permit, write).await?;
    Ok(Reply::file(JSON, &json!({ "lock": lock }).to_string()))
}

/// What was typed, understood: a mark before the words says the kind, and the words of a decision say what kind of decision it is where
/// nobody chose one. What the form does not say stays as it stands.
fn understood(ask: &Ask, stands: Texts) -> Result<BlockForm, Vec<Wrong>> {
    let chosen =
        BlockKind::parse(ask.typed.get("kind")).ok_or_else(|| vec![Wrong::new("kind", "種類を1つ選んでください。")])?;
    let (kind, words) = marked(chosen, ask.typed.get("text"));
    let told = |words: &str| DecisionKind::told_by(words).map_or("", DecisionKind::code);
    // A kind that the words before told says nothing of the words now.
    let before = text(&stands, "text");
    let was_told = before != words && ask.typed.get("decision") == told(before);
    let decision = match ask.typed.get("decision") {
        typed if kind == BlockKind::Decision && (typed.is_empty() || was_told) => told(words),
        typed => typed,
    };
    let mut texts = stands.clone();
    for (field, value) in
        [("kind", kind.code()), ("decision", decision), ("item", ask.typed.get("item")), ("text", words)]
    {
        texts.insert(field.into(), value.into());
    }
    if words.is_empty() {
        return Err(vec![Wrong::new("text", "行が空です。言葉を入れてください。")]);
    }
    BlockForm::parse(&texts)
}

async fn refused(
    ask: &Ask,
    meeting: crate::council::meeting::model::MeetingId,
    block: Option<(BlockId, i64)>,
    wrongs: Vec<Wrong>,
) -> Answer {
    let sentences: Vec<String> = wrongs.into_iter().map(|wrong| wrong.sentence).collect();
    match is_script(ask) {
        true => wrong(422, &json!({ "wrongs": sentences })),
        false => again(ask, meeting, Entry::typed(ask, block, sentences)).await,
    }
}

/// Somebody was first: his words beside one's own, and the version with which one's own would stand after his.
async fn lost(ask: &Ask, permit: &Permit<EditBlock>) -> Answer {
    let read = async |tx: &mut Tx| {
        let block = meetings::find_block(tx, permit).await?;
        let by = editing::store::find_revision(tx, permit, block.version).await?.by;
        Ok((block, by))
    };
    let (block, by) = ask.read(read).await?;
    if is_script(ask) {
        let told = json!({ "lost": true, "version": block.version, "text": block.form.text, "by": by });
        return wrong(409, &told);
    }
    let sentence = format!(
        "{by}さんが先に直しました。いまの文:「{}」。あなたの文で残すなら、もう一度「直す」を押してください。",
        block.form.text
    );
    let entry = Entry::typed(ask, Some((block.id, block.version)), vec![sentence]);
    again(ask, permit.facts().meeting().id(), entry).await
}

fn block_id(ask: &Ask) -> Result<BlockId, Fault> {
    BlockId::parse(ask.param("id")).ok_or(Fault::Missing)
}
