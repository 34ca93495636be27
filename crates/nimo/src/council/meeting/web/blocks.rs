//! The rows of blocks on the page where a meeting is corrected.

use crate::council::meeting::model::{BlockId, BlockKind, DecisionKind, ItemId};
use crate::council::meeting::source::Lines;
use crate::council::meeting::store::{Block, Item};
use crate::editing::shape::{Texts, Wrong, text};
use crate::layout::{Control, Field, Option3};

/// So many blocks stand on one page.
pub const AT_ONCE: usize = 200;

/// One row: a block, its kind and item as choices, and where it stood on the sheet.
pub struct BlockRow {
    /// The id.
    pub id: BlockId,
    /// Its number in the meeting, from 1.
    pub number: usize,
    /// 種類.
    pub kind: BlockKind,
    /// The kinds, one of which holds.
    pub kinds: Vec<Option3>,
    /// The items, one of which holds.
    pub items: Vec<Option3>,
    /// 発言者.
    pub speaker: String,
    /// The kind of a decision, before words that do not say it.
    pub chip: Option<&'static str>,
    /// 本文.
    pub text: String,
    /// First and last line of the source.
    pub at: Option<(usize, usize)>,
    /// The version that is on the screen.
    pub version: i64,
    /// Is it the one that was just changed, or is being edited?
    pub is_here: bool,
    /// The form, when it is being edited.
    pub form: Option<Vec<Field>>,
    /// What is wrong in that form.
    pub wrongs: Vec<Wrong>,
    /// Does another block follow, to be joined?
    pub has_next: bool,
}

/// A block that is being edited: what stands in its form.
#[derive(Clone)]
pub struct Open {
    /// The block.
    pub block: BlockId,
    /// What stands in the fields; `None` for what is kept.
    pub texts: Option<Texts>,
    /// What is wrong with them.
    pub wrongs: Vec<Wrong>,
}

/// A page of rows.
pub struct Rows {
    /// The rows.
    pub rows: Vec<BlockRow>,
    /// The number of all blocks.
    pub count: usize,
    /// The pages: number of the first block, words, and is it this one?
    pub pages: Vec<(usize, String, bool)>,
}

/// The rows of the page that `here` stands on, or that begins with the block number `from`.
pub fn rows(
    blocks: &[Block],
    items: &[Item],
    lines: Option<&Lines>,
    here: Option<BlockId>,
    from: usize,
    open: Option<&Open>,
) -> Rows {
    let at = here.and_then(|id| blocks.iter().position(|block| block.id == id)).unwrap_or(from.saturating_sub(1));
    let first = if at < blocks.len() { at / AT_ONCE * AT_ONCE } else { 0 };
    let last = (first + AT_ONCE).min(blocks.len());
    let row = |index: usize| {
        let block = &blocks[index];
        let open = open.filter(|open| open.block == block.id);
        BlockRow {
            id: block.id,
            number: index + 1,
            kind: block.form.kind,
            kinds: kinds(Some(block.form.kind)),
            items: item_choices(items, block.form.item),
            speaker: block.form.speaker.clone(),
            chip: block.form.chip(),
            text: block.form.text.clone(),
            at: lines.and_then(|lines| lines.touched(&block.spans)),
            version: block.version,
            is_here: here == Some(block.id),
            form: open.map(|open| fields(open, block, items)),
            wrongs: open.map_or_else(Vec::new, |open| open.wrongs.clone()),
            has_next: index + 1 < blocks.len(),
        }
    };
    let pages = (0..blocks.len())
        .step_by(AT_ONCE)
        .map(|start| (start + 1, format!("{}〜{}", start + 1, (start + AT_ONCE).min(blocks.len())), start == first));
    Rows {
        rows: (first..last).map(row).collect(),
        count: blocks.len(),
        pages: if blocks.len() > AT_ONCE { pages.collect() } else { vec![] },
    }
}

fn kinds(chosen: Option<BlockKind>) -> Vec<Option3> {
    let choice = |(at, kind): (usize, BlockKind)| {
        Option3(kind.code().into(), format!("{} {}", at + 1, kind.label()), Some(kind) == chosen)
    };
    BlockKind::ALL.into_iter().enumerate().map(choice).collect()
}

/// Only of a decision; for everything else it says nothing.
fn decisions() -> impl Iterator<Item = (String, String)> {
    let none = (String::new(), "（決定でない、または決めない）".to_string());
    std::iter::once(none).chain(DecisionKind::ALL.map(|kind| (kind.code().to_string(), kind.label().to_string())))
}

fn item_choices(items: &[Item], chosen: Option<ItemId>) -> Vec<Option3> {
    let mut choices = vec![Option3(String::new(), "（議題の前）".into(), chosen.is_none())];
    choices.extend(items.iter().map(|item| {
        let words: String = item.line.words().chars().take(24).collect();
        Option3(item.id.to_string(), format!("{}{words}", "　".repeat(item.line.depth)), chosen == Some(item.id))
    }));
    choices
}

fn fields(open: &Open, block: &Block, items: &[Item]) -> Vec<Field> {
    let kept = block.form.texts();
    let texts = open.texts.as_ref().unwrap_or(&kept);
    let kind = BlockKind::parse(text(texts, "kind"));
    let item = ItemId::parse(text(texts, "item"));
    let lines = text(texts, "text").chars().count() / 36 + 2;
    vec![
        Field::line("kind", "種類", "").required().as_a(Control::Choice(kinds(kind))).checked(&open.wrongs),
        Field::select("decision", "決定の種類", text(texts, "decision"), decisions()).checked(&open.wrongs),
        Field::line("item", "議題", "").as_a(Control::Select(item_choices(items, item))).checked(&open.wrongs),
        Field::line("speaker", "発言者", text(texts, "speaker"))
            .help("会議録に名前がないときは空のまま。")
            .as_a(Control::Short)
            .checked(&open.wrongs),
        Field::line("text", "本文", text(texts, "text"))
            .required()
            .as_a(Control::Area(lines.clamp(3, 14)))
            .checked(&open.wrongs),
    ]
}
