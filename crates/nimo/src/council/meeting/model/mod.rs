//! Words of a meeting and its sheet. Pure.

mod agenda;
mod block;
mod decision;
mod form;
mod person;

pub use agenda::{DEEPEST, ItemKind, ItemLine, Kept, align, closed, lines_of, read_items};
pub(crate) use block::said_by;
pub use block::{BLOCK_SHAPE, BlockForm, BlockKind, starts_of_parts};
pub use decision::DecisionKind;
pub use form::{MeetingForm, NumberOf, PublicAccess, SHAPE, label_of};
pub use person::{Mode, Person};

crate::id!(
    /// A meeting (会議), from its plan to its kept minutes.
    MeetingId
);
crate::id!(
    /// An item of the agenda (議題・次第の項目).
    ItemId
);
crate::id!(
    /// A block of minutes (発言のまとまり), for life.
    BlockId
);

/// 会議の状態: how far a meeting has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// 予定.
    Planned,
    /// 会議中: in the room, or its ballots are out.
    Sitting,
    /// 開催ずみ: held, its minutes not yet read in.
    Held,
    /// 下書き: a sheet was read into it, or it was taken down in the room; the secretariat corrects it.
    Drafted,
    /// 会議録あり: the minutes are kept.
    Kept,
    /// 取り下げ: put aside; it can be taken back.
    Withdrawn,
}

impl State {
    /// As the gate and the pages know it.
    pub fn code(self) -> &'static str {
        match self {
            State::Planned => "planned",
            State::Sitting => "sitting",
            State::Held => "held",
            State::Drafted => "drafted",
            State::Kept => "kept",
            State::Withdrawn => "withdrawn",
        }
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            State::Planned => "予定",
            State::Sitting => "会議中",
            State::Held => "開催ずみ",
            State::Drafted => "下書き",
            State::Kept => "会議録あり",
            State::Withdrawn => "取り下げ",
        }
    }

    /// The mark beside the word.
    pub fn mark(self) -> &'static str {
        match self {
            State::Planned | State::Sitting => "going",
            State::Held => "open",
            State::Drafted => "draft",
            State::Kept => "tied",
            State::Withdrawn => "out",
        }
    }
}
