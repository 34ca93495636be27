//! Blocks of minutes, for life.

use super::meeting::{Item, json};
use super::{BlockFacts, unreadable};
use crate::access::{Action, Facts, Permit};
use crate::council::meeting::model::{
    BLOCK_SHAPE, BlockForm, BlockId, BlockKind, DecisionKind, ItemId, MeetingId, State, said_by,
};
use crate::council::meeting::reading::{ReadBlock, Spans};
use crate::council::meeting::store::MeetingFacts;
use crate::council::meeting::{EditBlock, ImportSheet};
use crate::council::redaction::store as redaction;
use crate::council::telling::store as telling;
use crate::editing::store::keep_revision;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::search;
use crate::trail::{self, Line, Nameless};
use sqlx::Row;
use sqlx::any::AnyRow;

/// A block as a page shows it.
#[derive(Clone)]
pub struct Block {
    /// The id.
    pub id: BlockId,
    /// What its form holds.
    pub form: BlockForm,
    /// Where it stood on the sheet; empty when it stood nowhere.
    pub spans: Spans,
    /// The version of the row.
    pub version: i64,
    /// Its place.
    position: i64,
}

const COLUMNS: &str =
    "select b.id, b.item, b.kind, b.decision, b.speaker, b.text, b.spans, b.version, b.position from block b";
/// The same of kept minutes, with the words that members read.
const TOLD: &str = "select b.id, b.item, b.kind, b.decision, b.speaker, v.text, b.spans, b.version, b.position
    from block b join v_council_block v on v.office = b.office and v.block = b.id";
const STANDS: &str = "not exists (select 1 from block_alias a where a.office = b.office and a.id = b.id)
    and not exists (select 1 from block_strike s where s.office = b.office and s.id = b.id)";

/// Every block of the permit's meeting, in order.
pub async fn blocks<A: Action<On = MeetingFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<Block>, Fault> {
    blocks_of(tx, permit.facts().id()).await
}

async fn blocks_of(tx: &mut Tx, meeting: MeetingId) -> Result<Vec<Block>, Fault> {
    let sql = format!("{COLUMNS} where b.office = $1 and b.meeting = $2 and {STANDS} order by b.position, b.id");
    let rows =
        sqlx::query(sqlx::AssertSqlSafe(sql)).bind(tx.office().0).bind(meeting.to_string()).fetch_all(tx.sql()).await?;
    rows.iter().map(block).collect()
}

/// The blocks of the permit's kept minutes as members read them, in order.
pub async fn blocks_told<A: Action<On = MeetingFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<Block>, Fault> {
    let sql = format!("{TOLD} where b.office = $1 and b.meeting = $2 order by b.position, b.id");
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_all(tx.sql())
        .await?;
    rows.iter().map(block).collect()
}

/// The permit's block as members read it; none where they do not.
pub async fn block_told<A: Action<On = BlockFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Option<Block>, Fault> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!("{TOLD} where b.office = $1 and b.id = $2")))
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_optional(tx.sql())
        .await?;
    row.as_ref().map(block).transpose()
}

/// The permit's block.
///
/// # Errors
/// [`Fault::Missing`] for one that was struck.
pub async fn find_block<A: Action<On = BlockFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Block, Fault> {
    block_of(tx, permit, permit.facts().id()).await
}

/// A block that the permit's thing belongs to.
///
/// # Errors
/// [`Fault::Missing`] for one that was struck.
pub(crate) async fn block_of<A: Action>(tx: &mut Tx, _permit: &Permit<A>, id: BlockId) -> Result<Block, Fault> {
    let sql = format!("{COLUMNS} where b.office = $1 and b.id = $2 and {STANDS}");
    let row =
        sqlx::query(sqlx::AssertSqlSafe(sql)).bind(tx.office().0).bind(id.to_string()).fetch_optional(tx.sql()).await?;
    block(&row.ok_or(Fault::Missing)?)
}

/// The items under which the permit's block may stand.
pub async fn item_choices<A: Action<On = BlockFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<Item>, Fault> {
    super::meeting::items_of(tx, permit, permit.facts().meeting().id()).await
}

/// Writes the blocks of a sheet that was just read.
pub(super) async fn place_all(
    tx: &mut Tx,
    permit: &Permit<ImportSheet>,
    meeting: MeetingId,
    items: &[Item],
    blocks: &[ReadBlock],
) -> Result<(), Fault> {
    for (position, read) in blocks.iter().enumerate() {
        let form = BlockForm {
            kind: read.kind,
            decision: None,
            item: read.item.and_then(|at| items.get(at)).map(|item| item.id),
            speaker: read.speaker.clone(),
            text: read.text.clone(),
        };
        let position = i64::try_from(position + 1).map_err(|_| unreadable())?;
        place(tx, permit, meeting, position, &form, &read.spans).await?;
    }
    Ok(())
}

async fn place<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    meeting: MeetingId,
    position: i64,
    form: &BlockForm,
    spans: &Spans,
) -> Result<BlockId, Fault> {
    let id = BlockId::fresh();
    sqlx::query(
        "insert into block (office, id, meeting, position, item, kind, decision, speaker, text, spans, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1)",
    )
    .bind(tx.office().0)
    .bind(id.to_string())
    .bind(meeting.to_string())
    .bind(position)
    .bind(form.item.map(|item| item.to_string()))
    .bind(form.kind.code())
    .bind(form.decision.map_or("", DecisionKind::code))
    .bind(form.speaker.as_str())
    .bind(form.text.as_str())
    .bind(json(spans)?)
    .execute(tx.sql())
    .await?;
    keep_revision(tx, permit, &BLOCK_SHAPE, &id.to_string(), (1, &form.texts(), None)).await?;
    Ok(id)
}

/// Puts a block at the end of the permit's meeting. While it is in the room its blocks are read item by item; see [`arrange_by_items`].
///
/// # Errors
/// [`Fault::Missing`] for an item of another meeting.
pub(crate) async fn add_block<A: Action<On = MeetingFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
    form: &BlockForm,
) -> Result<BlockId, Fault> {
    let meeting = permit.facts().id();
    if let Some(item) = form.item {
        let known = super::meeting::items_of(tx, permit, meeting).await?;
        known.iter().find(|known| known.id == item).ok_or(Fault::Missing)?;
    }
    let row = sqlx::query("select coalesce(max(position), 0) as last from block where office = $1 and meeting = $2")
        .bind(tx.office().0)
        .bind(meeting.to_string())
        .fetch_one(tx.sql())
        .await?;
    let last: i64 = row.try_get("last")?;
    place(tx, permit, meeting, last + 1, form, &Spans::new()).await
}

/// Puts the blocks of a meeting in the order of its agenda, each item's in their own; what stands under no item comes first.
pub(crate) async fn arrange_by_items<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    meeting: MeetingId,
) -> Result<(), Fault> {
    let items = super::meeting::items_of(tx, permit, meeting).await?;
    let place = |block: &Block| block.form.item.and_then(|id| items.iter().position(|item| item.id == id));
    // Struck ones, too: a line that comes back stands where it stood.
    let sql = format!("{COLUMNS} where b.office = $1 and b.meeting = $2 order by b.position, b.id");
    let rows =
        sqlx::query(sqlx::AssertSqlSafe(sql)).bind(tx.office().0).bind(meeting.to_string()).fetch_all(tx.sql()).await?;
    let mut blocks: Vec<Block> = rows.iter().map(block).collect::<Result<_, _>>()?;
    blocks.sort_by_key(|block| (place(block), block.position));
    for (position, block) in (1..).zip(&blocks).filter(|(position, block)| *position != block.position) {
        set_position(tx, block.id, position).await?;
    }
    Ok(())
}

/// The permit's block changes places with its neighbour under the same item. `false` at an end.
pub(crate) async fn swap<A: Action<On = BlockFacts>>(tx: &mut Tx, permit: &Permit<A>, up: bool) -> Result<bool, Fault> {
    let all = blocks_of(tx, permit.facts().meeting().id()).await?;
    let here = all.iter().position(|block| block.id == permit.facts().id()).ok_or(Fault::Missing)?;
    let is_near = |block: &&Block| block.form.item == all[here].form.item;
    let other = if up { all[..here].iter().rev().find(is_near) } else { all[here + 1..].iter().find(is_near) };
    let Some(other) = other else { return Ok(false) };
    set_position(tx, all[here].id, other.position).await?;
    set_position(tx, other.id, all[here].position).await?;
    Ok(true)
}

async fn set_position(tx: &mut Tx, block: BlockId, position: i64) -> Result<(), Fault> {
    sqlx::query("update block set position = $3 where office = $1 and id = $2")
        .bind(tx.office().0)
        .bind(block.to_string())
        .bind(position)
        .execute(tx.sql())
        .await?;
    Ok(())
}

/// Changes the permit's block, if it still has the version that was edited.
///
/// # Errors
/// [`Fault::Lost`] when somebody saved first; [`Fault::Missing`] for an item of another meeting.
pub async fn set_block(
    tx: &mut Tx,
    permit: &Permit<EditBlock>,
    version: i64,
    form: &BlockForm,
    reverted_to: Option<i64>,
) -> Result<(), Fault> {
    write(tx, permit, version, form, "block.changed", reverted_to).await
}

async fn write(
    tx: &mut Tx,
    permit: &Permit<EditBlock>,
    version: i64,
    form: &BlockForm,
    verb: &'static str,
    reverted_to: Option<i64>,
) -> Result<(), Fault> {
    if let Some(item) = form.item {
        let known = super::meeting::items_of(tx, permit, permit.facts().meeting().id()).await?;
        known.iter().find(|known| known.id == item).ok_or(Fault::Missing)?;
    }
    let before = find_block(tx, permit).await?;
    let row = sqlx::query(
        "update block set item = $4, kind = $5, decision = $6, speaker = $7, text = $8, version = version + 1
         where office = $1 and id = $2 and version = $3 returning version",
    )
    .bind(tx.office().0)
    .bind(permit.facts().spelled())
    .bind(version)
    .bind(form.item.map(|item| item.to_string()))
    .bind(form.kind.code())
    .bind(form.decision.map_or("", DecisionKind::code))
    .bind(form.speaker.as_str())
    .bind(form.text.as_str())
    .fetch_optional(tx.sql())
    .await?
    .ok_or(Fault::Lost)?;
    let (old, new) = (before.form.texts(), form.texts());
    keep_revision(tx, permit, &BLOCK_SHAPE, &permit.facts().spelled(), (row.try_get("version")?, &new, reverted_to))
        .await?;
    let changed: Vec<&str> = BLOCK_SHAPE.names().into_iter().filter(|name| old.get(*name) != new.get(*name)).collect();
    let line = Line::<Nameless>::new(verb, BLOCK_SHAPE.kind, permit.facts().id()).detail(changed.join(","));
    trail::record(tx, permit, line).await?;
    if before.form.words() != form.words() {
        telling::words_changed(tx, permit, permit.facts().id()).await?;
    }
    let meeting = permit.facts().meeting().id();
    if before.form.item != form.item && !has_sheet(tx, permit, meeting).await? {
        // What was taken down in the room has no other order than that of the agenda.
        arrange_by_items(tx, permit, meeting).await?;
    }
    index_told(tx, permit, permit.facts().meeting(), permit.facts().id()).await
}

/// Was a sheet read into the meeting, whose order is that of the paper?
pub(super) async fn has_sheet<A: Action>(tx: &mut Tx, _permit: &Permit<A>, meeting: MeetingId) -> Result<bool, Fault> {
    let row = sqlx::query("select count(*) as n from sheet where office = $1 and meeting = $2")
        .bind(tx.office().0)
        .bind(meeting.to_string())
        .fetch_one(tx.sql())
        .await?;
    Ok(row.try_get::<i64, _>("n")? > 0)
}

/// Splits the permit's block before the scalar `at` of its text: the first part keeps the id.
///
/// # Errors
/// [`Fault::Lost`] when somebody saved first; [`Fault::Missing`] when nothing would stand on one of the sides.
pub async fn split(tx: &mut Tx, permit: &Permit<EditBlock>, version: i64, at: usize) -> Result<BlockId, Fault> {
    let block = find_block(tx, permit).await?;
    let chars: Vec<char> = block.form.text.chars().collect();
    let side = |chars: &[char]| chars.iter().collect::<String>().trim().to_string();
    let (first, second) = (side(&chars[..at.min(chars.len())]), side(&chars[at.min(chars.len())..]));
    if first.is_empty() || second.is_empty() {
        return Err(Fault::Missing);
    }
    let meeting = permit.facts().meeting().id();
    let first = BlockForm { text: first, ..block.form.clone() };
    write(tx, permit, version, &first, "block.split", None).await?;
    sqlx::query("update block set position = position + 1 where office = $1 and meeting = $2 and position > $3")
        .bind(tx.office().0)
        .bind(meeting.to_string())
        .bind(block.position)
        .execute(tx.sql())
        .await?;
    let second = BlockForm { text: second, ..block.form };
    let id = place(tx, permit, meeting, block.position + 1, &second, &block.spans).await?;
    telling::follow_split(tx, permit, (meeting, permit.facts().id(), id)).await?;
    redaction::follow_split(tx, permit, (permit.facts().meeting(), permit.facts().id(), id)).await?;
    index_told(tx, permit, permit.facts().meeting(), id).await?;
    Ok(id)
}

/// Joins the block that follows to the permit's block; the other one's id leads here from now on.
///
/// # Errors
/// [`Fault::Lost`] when somebody saved first; [`Fault::Missing`] when no block follows.
pub async fn merge(tx: &mut Tx, permit: &Permit<EditBlock>, version: i64) -> Result<(), Fault> {
    let all = blocks_of(tx, permit.facts().meeting().id()).await?;
    let here = all.iter().position(|block| block.id == permit.facts().id()).ok_or(Fault::Missing)?;
    let next = all.get(here + 1).ok_or(Fault::Missing)?;
    let speaker =
        if all[here].form.speaker.is_empty() { next.form.speaker.clone() } else { all[here].form.speaker.clone() };
    let form =
        BlockForm { speaker, text: format!("{}\n{}", all[here].form.text, next.form.text), ..all[here].form.clone() };
    write(tx, permit, version, &form, "block.merged", None).await?;
    // Ids that led to the one that goes lead here in one step.
    sqlx::query("update block_alias set block = $3 where office = $1 and block = $2")
        .bind(tx.office().0)
        .bind(next.id.to_string())
        .bind(permit.facts().spelled())
        .execute(tx.sql())
        .await?;
    sqlx::query("insert into block_alias (office, id, block, at) values ($1, $2, $3, $4)")
        .bind(tx.office().0)
        .bind(next.id.to_string())
        .bind(permit.facts().spelled())
        .bind(permit.now().to_string())
        .execute(tx.sql())
        .await?;
    let spans: Spans = all[here].spans.iter().chain(&next.spans).copied().collect();
    sqlx::query("update block set spans = $3 where office = $1 and id = $2")
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .bind(json(&spans)?)
        .execute(tx.sql())
        .await?;
    let meeting = permit.facts().meeting();
    let texts = (all[here].form.text.as_str(), next.form.text.as_str());
    telling::follow_merge(tx, permit, (meeting.id(), permit.facts().id(), next.id), texts).await?;
    redaction::follow_merge(tx, permit, (permit.facts().meeting(), permit.facts().id(), next.id)).await?;
    search::store::remove(tx, permit, &meeting.spelled(), &next.id.to_string()).await?;
    index_told(tx, permit, meeting, permit.facts().id()).await
}

/// A block of kept minutes is found by the words that members read; one that they do not read is not found.
pub(crate) async fn index_told<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    meeting: &MeetingFacts,
    id: BlockId,
) -> Result<(), Fault> {
    if meeting.state() != State::Kept {
        return Ok(());
    }
    let row = sqlx::query(
        "select coalesce(held_on, '') as held_on, speaker, text from v_council_block where office = $1 and block = $2",
    )
    .bind(tx.office().0)
    .bind(id.to_string())
    .fetch_optional(tx.sql())
    .await?;
    let (thing, section) = (meeting.spelled(), id.to_string());
    let Some(row) = row else { return search::store::remove(tx, permit, &thing, &section).await };
    let (held_on, speaker, text): (String, String, String) =
        (row.try_get("held_on")?, row.try_get("speaker")?, row.try_get("text")?);
    let section = search::store::Section {
        council: meeting.council(),
        thing: &thing,
        section: &section,
        held_on: &held_on,
        text: &said_by(&speaker, &text),
    };
    search::store::put(tx, permit, section).await
}

fn block(row: &AnyRow) -> Result<Block, Fault> {
    let item: Option<String> = row.try_get("item")?;
    Ok(Block {
        id: BlockId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
        form: BlockForm {
            kind: BlockKind::parse(row.try_get("kind")?).ok_or_else(unreadable)?,
            decision: DecisionKind::parse(row.try_get("decision")?),
            item: item.map(|item| ItemId::parse(&item).ok_or_else(unreadable)).transpose()?,
            speaker: row.try_get("speaker")?,
            text: row.try_get("text")?,
        },
        spans: serde_json::from_str(row.try_get("spans")?).map_err(|_| unreadable())?,
        version: row.try_get("version")?,
        position: row.try_get("position")?,
    })
}
