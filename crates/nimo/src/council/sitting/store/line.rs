//! Lines as they are taken down. The blocks themselves are kept by `meeting::store`.

use super::{begin_item, clock, unreadable};
use crate::access::{Action, Facts, Permit};
use crate::council::meeting::model::{BLOCK_SHAPE, BlockForm, BlockId, State};
use crate::council::meeting::store as meetings;
use crate::council::meeting::store::MeetingFacts;
use crate::council::sitting::model::{Cue, TakenLine};
use crate::council::sitting::{ArrangeLine, TakeLine};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::trail::{self, Line, Nameless};
use almanac::ClockTime;
use sqlx::Row;
use sqlx::any::AnyRow;

/// A line that was typed.
pub struct NewLine {
    /// Made where it was typed: what is sent twice stands once.
    pub key: String,
    /// Its kind, item and words.
    pub form: BlockForm,
    /// When it was typed.
    pub said_at: ClockTime,
    /// Its place in a transcript.
    pub cue: Option<Cue>,
}

/// Takes a line down at the end of its item. Gives its id and version, also where it was there already.
///
/// # Errors
/// [`Fault::Missing`] for an item of another meeting.
pub async fn take(tx: &mut Tx, permit: &Permit<TakeLine>, line: &NewLine) -> Result<(BlockId, i64), Fault> {
    let meeting = permit.facts().id();
    super::was_opened(tx, permit, meeting).await?;
    let before = sqlx::query(
        "select t.block, b.version from block_taken t join block b on b.office = t.office and b.id = t.block
         where t.office = $1 and t.meeting = $2 and t.key = $3",
    )
    .bind(tx.office().0)
    .bind(meeting.to_string())
    .bind(line.key.as_str())
    .fetch_optional(tx.sql())
    .await?;
    if let Some(row) = before {
        return Ok((BlockId::parse(row.try_get("block")?).ok_or_else(unreadable)?, row.try_get("version")?));
    }
    let block = meetings::add_block(tx, permit, &line.form).await?;
    sqlx::query(
        "insert into block_taken (office, block, meeting, key, said_at, cue_of, cue, cue_at, name_stays, by_account, by_name, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9, $10, $11)",
    )
    .bind(tx.office().0)
    .bind(block.to_string())
    .bind(meeting.to_string())
    .bind(line.key.as_str())
    .bind(line.said_at.to_string())
    .bind(line.cue.as_ref().map(|cue| cue.of.as_str()))
    .bind(line.cue.as_ref().map(|cue| i64::from(cue.number)))
    .bind(line.cue.as_ref().map_or("", |cue| cue.at.as_str()))
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .bind(permit.now().to_string())
    .execute(tx.sql())
    .await?;
    match (permit.facts().state(), line.form.item) {
        (State::Sitting, Some(item)) => begin_item(tx, permit, meeting, item, line.said_at, false).await?,
        // It arrived after the meeting was closed.
        (State::Drafted, _) => meetings::arrange_by_items(tx, permit, meeting).await?,
        _ => {}
    }
    Ok((block, 1))
}

/// How the lines of the permit's meeting came down.
pub async fn taken<A: Action<On = MeetingFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<TakenLine>, Fault> {
    let rows = sqlx::query(
        "select block, said_at, cue_of, cue, cue_at, name_stays, by_account, by_name from block_taken
         where office = $1 and meeting = $2",
    )
    .bind(tx.office().0)
    .bind(permit.facts().spelled())
    .fetch_all(tx.sql())
    .await?;
    let taken = |row: &AnyRow| {
        let (of, number): (Option<String>, Option<i64>) = (row.try_get("cue_of")?, row.try_get("cue")?);
        let cue = of.zip(number.and_then(|number| u32::try_from(number).ok()));
        let at: String = row.try_get("cue_at")?;
        Ok(TakenLine {
            block: BlockId::parse(row.try_get("block")?).ok_or_else(unreadable)?,
            said_at: Some(clock(row.try_get("said_at")?)?),
            cue: cue.map(|(of, number)| Cue { of, number, at }),
            name_stays: row.try_get::<i64, _>("name_stays")? == 1,
            by: (row.try_get("by_account")?, row.try_get("by_name")?),
        })
    };
    rows.iter().map(taken).collect()
}

/// Moves the permit's line before or behind its neighbour under the same item. At an end nothing happens.
pub async fn move_line(tx: &mut Tx, permit: &Permit<ArrangeLine>, up: bool) -> Result<(), Fault> {
    super::was_opened(tx, permit, permit.facts().meeting().id()).await?;
    if meetings::swap(tx, permit, up).await? {
        let detail = if up { "up" } else { "down" };
        trail::record(
            tx,
            permit,
            Line::<Nameless>::new("block.moved", BLOCK_SHAPE.kind, permit.facts().id()).detail(detail),
        )
        .await?;
    }
    Ok(())
}

/// Strikes the permit's line.
pub async fn strike(tx: &mut Tx, permit: &Permit<ArrangeLine>) -> Result<(), Fault> {
    super::was_opened(tx, permit, permit.facts().meeting().id()).await?;
    sqlx::query(
        "insert into block_strike (office, id, by_account, by_name, at) values ($1, $2, $3, $4, $5)
         on conflict (office, id) do nothing",
    )
    .bind(tx.office().0)
    .bind(permit.facts().spelled())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .bind(permit.now().to_string())
    .execute(tx.sql())
    .await?;
    trail::record(tx, permit, Line::<Nameless>::new("block.struck", BLOCK_SHAPE.kind, permit.facts().id())).await?;
    Ok(())
}

/// Brings the permit's line back.
pub async fn restore(tx: &mut Tx, permit: &Permit<ArrangeLine>) -> Result<(), Fault> {
    super::was_opened(tx, permit, permit.facts().meeting().id()).await?;
    sqlx::query("delete from block_strike where office = $1 and id = $2")
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .execute(tx.sql())
        .await?;
    trail::record(tx, permit, Line::<Nameless>::new("block.restored", BLOCK_SHAPE.kind, permit.facts().id())).await?;
    Ok(())
}

/// The name before the words of the permit's line stays: somebody looked.
pub async fn stay(tx: &mut Tx, permit: &Permit<ArrangeLine>) -> Result<(), Fault> {
    super::was_opened(tx, permit, permit.facts().meeting().id()).await?;
    sqlx::query("update block_taken set name_stays = 1 where office = $1 and block = $2")
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .execute(tx.sql())
        .await?;
    trail::record(tx, permit, Line::<Nameless>::new("block.name_stays", BLOCK_SHAPE.kind, permit.facts().id())).await?;
    Ok(())
}

/// What was struck in the permit's meeting: id and words, the last one first.
pub async fn struck<A: Action<On = MeetingFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
) -> Result<Vec<(BlockId, String)>, Fault> {
    let rows = sqlx::query(
        "select b.id, b.text from block b join block_strike s on s.office = b.office and s.id = b.id
         where b.office = $1 and b.meeting = $2 order by s.at desc, s.id desc",
    )
    .bind(tx.office().0)
    .bind(permit.facts().spelled())
    .fetch_all(tx.sql())
    .await?;
    rows.iter()
        .map(|row| Ok((BlockId::parse(row.try_get("id")?).ok_or_else(unreadable)?, row.try_get("text")?)))
        .collect()
}
