//! What stands in the entry: a new line, or one that is being edited, with what was typed.

use crate::council::meeting::model::{BlockForm, BlockId, BlockKind, DecisionKind, ItemId};
use crate::council::sitting::model::Cue;
use crate::layout::Option3;
use crate::plumbing::web::Ask;

/// The entry.
pub struct Entry {
    /// The line that is being edited, with its version.
    pub block: Option<(BlockId, i64)>,
    /// The kind that is chosen.
    pub kind: BlockKind,
    /// The kind of a decision; `None`: as the words say.
    pub decision: Option<DecisionKind>,
    /// The words.
    pub text: String,
    /// The place in a transcript.
    pub cue: Option<Cue>,
    /// Made here, so that what is sent twice stands once.
    pub key: String,
    /// What is wrong with it.
    pub wrongs: Vec<String>,
}

impl Entry {
    /// For a new line.
    pub fn fresh() -> Entry {
        Entry {
            block: None,
            kind: BlockKind::Opinion,
            decision: None,
            text: String::new(),
            cue: None,
            key: uuid::Uuid::now_v7().to_string(),
            wrongs: vec![],
        }
    }

    /// For a line that stands.
    pub fn of(block: BlockId, version: i64, form: &BlockForm) -> Entry {
        Entry {
            block: Some((block, version)),
            kind: form.kind,
            decision: form.decision,
            text: form.text.clone(),
            ..Entry::fresh()
        }
    }

    /// As it came, with what is wrong.
    pub fn typed(ask: &Ask, block: Option<(BlockId, i64)>, wrongs: Vec<String>) -> Entry {
        Entry {
            block,
            kind: BlockKind::parse(ask.typed.get("kind")).unwrap_or(BlockKind::Opinion),
            decision: DecisionKind::parse(ask.typed.get("decision")),
            text: ask.typed.get("text").into(),
            cue: cue(ask),
            wrongs,
            ..Entry::fresh()
        }
    }

    /// Where it is sent.
    pub fn action(&self, meeting: &impl std::fmt::Display) -> String {
        match self.block {
            Some((block, _)) => format!("/lines/{block}"),
            None => format!("/meetings/{meeting}/lines"),
        }
    }

    /// The version of the line that is being edited.
    pub fn version(&self) -> String {
        self.block.map_or_else(String::new, |(_, version)| version.to_string())
    }

    /// The transcript, and the number of its line.
    pub fn place(&self) -> (String, String) {
        self.cue.as_ref().map_or_else(Default::default, |cue| (cue.of.clone(), cue.number.to_string()))
    }

    /// The kinds.
    pub fn kinds(&self) -> Vec<Option3> {
        let option = |kind: BlockKind| Option3(kind.code().into(), kind.label().into(), kind == self.kind);
        BlockKind::ALL.map(option).into()
    }

    /// The kinds of decisions.
    pub fn decisions(&self) -> Vec<Option3> {
        let option = |kind: DecisionKind| Option3(kind.code().into(), kind.label().into(), Some(kind) == self.decision);
        let mut options = vec![Option3(String::new(), "文から決める".into(), self.decision.is_none())];
        options.extend(DecisionKind::ALL.map(option));
        options
    }
}

/// The place in a transcript that came with a line. When it was said is looked up, not taken from outside.
pub fn cue(ask: &Ask) -> Option<Cue> {
    let number = ask.typed.get("cue").parse().ok()?;
    let of = ask.typed.get("cue_of");
    (!of.is_empty()).then(|| Cue { of: of.into(), number, at: String::new() })
}

/// The item that came with an act; `None` before the first.
pub fn item(ask: &Ask) -> Option<ItemId> {
    ItemId::parse(ask.typed.get("item"))
}
