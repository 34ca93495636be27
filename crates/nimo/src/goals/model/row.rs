//! What was decided, known and said of a goal, as rows that stay. Pure.

use super::GoalPart;
use crate::council::meeting::model::{BlockId, MeetingId};
use crate::goals::indicator::model::Amount;
use crate::plumbing::clock::Moment;
use almanac::Date;
use serde::{Deserialize, Serialize};

/// 決まり方: how far the setting of a goal has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingState {
    /// 会議に出す案.
    Proposed,
    /// 会議で決まった.
    Decided,
    /// 取り消した: what was said of that meeting no longer holds.
    Withdrawn,
}

impl SettingState {
    /// In the order of the form.
    pub const ALL: &'static [SettingState] = &[SettingState::Proposed, SettingState::Decided, SettingState::Withdrawn];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            SettingState::Proposed => "proposed",
            SettingState::Decided => "decided",
            SettingState::Withdrawn => "withdrawn",
        }
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            SettingState::Proposed => "会議に出す案",
            SettingState::Decided => "会議で決まった",
            SettingState::Withdrawn => "取り消す",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<SettingState> {
        SettingState::ALL.iter().copied().find(|one| one.code() == code)
    }
}

/// 評価の決まり方.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EvaluationState {
    /// 会議に出す案.
    Proposed,
    /// 会議で決まった.
    Decided,
    /// 取り消した: what was said of that meeting no longer holds.
    Withdrawn,
}

impl EvaluationState {
    /// In the order of the form.
    pub const ALL: &'static [EvaluationState] =
        &[EvaluationState::Proposed, EvaluationState::Decided, EvaluationState::Withdrawn];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            EvaluationState::Proposed => "proposed",
            EvaluationState::Decided => "decided",
            EvaluationState::Withdrawn => "withdrawn",
        }
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            EvaluationState::Proposed => "会議に出す案",
            EvaluationState::Decided => "会議で決まった",
            EvaluationState::Withdrawn => "取り消す",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<EvaluationState> {
        EvaluationState::ALL.iter().copied().find(|one| one.code() == code)
    }
}

/// 判断: what becomes of a goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// 続ける.
    GoOn,
    /// 変える.
    Change,
    /// 終える.
    Finish,
}

impl Verdict {
    /// In the order of the form.
    pub const ALL: &'static [Verdict] = &[Verdict::GoOn, Verdict::Change, Verdict::Finish];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            Verdict::GoOn => "go_on",
            Verdict::Change => "change",
            Verdict::Finish => "finish",
        }
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            Verdict::GoOn => "続ける",
            Verdict::Change => "変える",
            Verdict::Finish => "終える",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<Verdict> {
        Verdict::ALL.iter().copied().find(|one| one.code() == code)
    }
}

/// Does a figure stand, or was it taken back?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActualState {
    /// A figure.
    Figure,
    /// 取り消し.
    Withdrawn,
}

impl ActualState {
    /// In the order of the form.
    pub const ALL: &'static [ActualState] = &[ActualState::Figure, ActualState::Withdrawn];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            ActualState::Figure => "figure",
            ActualState::Withdrawn => "withdrawn",
        }
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            ActualState::Figure => "数",
            ActualState::Withdrawn => "取り消し",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<ActualState> {
        ActualState::ALL.iter().copied().find(|one| one.code() == code)
    }
}

/// 決めた会議: the meeting, and the words of its minutes that say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decided {
    /// The meeting.
    pub meeting: MeetingId,
    /// The decision in its minutes, where they are kept.
    pub block: Option<BlockId>,
}

impl Decided {
    /// As a form chooses it.
    pub fn code(&self) -> String {
        self.block.map_or_else(|| self.meeting.to_string(), |block| format!("{}:{block}", self.meeting))
    }
}

/// 目標の設定: the number and its parts, by a proposal or a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// How far it has come.
    pub state: SettingState,
    /// 目標 in one line.
    pub title: String,
    /// How many.
    pub target: Amount,
    /// 内わけ; none where it is one number.
    pub parts: Vec<GoalPart>,
    /// The meeting; none for a proposal that names none yet.
    pub decided: Option<Decided>,
    /// The day of that meeting.
    pub met_on: Option<Date>,
    /// Was the meeting not put aside since? True where there is none.
    pub meeting_stands: bool,
    /// Why it was changed; empty for a first one.
    pub reason: String,
    /// When it was kept.
    pub at: Moment,
    /// By whom, the name as it was then.
    pub by: String,
}

crate::id!(
    /// One figure of a goal's progress (実績の記録).
    ActualId
);

/// 実績: how many until a day, of a part or of the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actual {
    /// The id; ids grow.
    pub id: ActualId,
    /// The name of the part; empty for the whole.
    pub part: String,
    /// 時点.
    pub as_of: Date,
    /// Does it stand?
    pub state: ActualState,
    /// How many since the 年度 began, or on that day, as the yardstick counts.
    pub amount: Amount,
    /// 出典.
    pub source: String,
    /// Why it took another's place.
    pub reason: String,
    /// When it became known here.
    pub at: Moment,
    /// By whom, the name as it was then.
    pub by: String,
}

/// What was known of a part when a meeting judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenPart {
    /// Its name; empty for the whole.
    pub name: String,
    /// In thousandths; none where nothing was known.
    pub thousandths: Option<i64>,
    /// 時点.
    pub as_of: Option<Date>,
}

/// 評価: what a meeting says of a goal, with what was known then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evaluation {
    /// Proposed or decided.
    pub state: EvaluationState,
    /// 続ける, 変える, 終える.
    pub verdict: Verdict,
    /// The sentence that stands in the minutes.
    pub reason: String,
    /// 根拠: what it rests on.
    pub evidence: String,
    /// What was known then, by part.
    pub seen: Vec<SeenPart>,
    /// The meeting.
    pub decided: Decided,
    /// Its day.
    pub met_on: Option<Date>,
    /// Was it not put aside since?
    pub meeting_stands: bool,
    /// When it was kept.
    pub at: Moment,
    /// By whom, the name as it was then.
    pub by: String,
}
