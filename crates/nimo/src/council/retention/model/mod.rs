//! Words of keeping and of disposal. Pure.

mod hold;
mod kind;
mod rule;

pub use hold::{HOLD, HoldForm};
pub use kind::{KeptFor, RetentionKind};
pub use rule::{RetentionRuleForm, SHAPE};

use crate::council::dated::model::Edition;
use crate::council::meeting::model::MeetingId;
use crate::plumbing::clock::Moment;
use almanac::{Date, FiscalYear};

crate::id!(
    /// A rule of how long what is kept (保存期間の決まり).
    RetentionRuleId
);
crate::id!(
    /// A disposal (廃棄).
    DisposalId
);
crate::id!(
    /// That a thing is kept longer (保存を続ける).
    HoldId
);

/// A rule as it is kept.
pub type RetentionRule = Edition<RetentionRuleId, RetentionRuleForm>;

/// 保存しているもの: a thing whose content is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retained {
    /// What kind.
    pub kind: RetentionKind,
    /// Its id, as spelled.
    pub thing: String,
    /// The meeting that it is of, if it is of one.
    pub meeting: Option<MeetingId>,
    /// What it is called beside its meeting; no name of a person.
    pub name: String,
    /// 完結した日: the day from whose 年度 its time counts.
    pub done_on: Date,
    /// SHA-256 of its content, where it has one.
    pub sha256: String,
    /// 公表中: everybody reads it now.
    pub is_open: bool,
}

/// 保存を続ける: a hold that was made and not ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// The id.
    pub id: HoldId,
    /// On what kind.
    pub kind: RetentionKind,
    /// On which thing.
    pub thing: String,
    /// Why, and until when.
    pub form: HoldForm,
    /// By whom.
    pub by: String,
}

/// 廃棄: an act in the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disposal {
    /// The id.
    pub id: DisposalId,
    /// What kind.
    pub kind: RetentionKind,
    /// Of which 年度.
    pub year: FiscalYear,
    /// 決裁の番号.
    pub number: String,
    /// 決裁の日.
    pub decided_on: Date,
    /// Until when it had to be kept.
    pub kept_until: Date,
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: String,
    /// So many things.
    pub count: i64,
}

/// 廃棄の記録: the line of a thing that is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisposalLine {
    /// By which act.
    pub disposal: DisposalId,
    /// What it was called.
    pub title: String,
    /// 完結した日.
    pub done_on: Date,
    /// SHA-256 of what it said, where it had one.
    pub sha256: String,
}
