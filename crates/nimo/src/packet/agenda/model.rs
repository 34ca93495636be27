//! Words of the open ends that a meeting begins with. Pure.

use crate::plumbing::clock::Moment;

/// 未了の種類, in the order of an agenda.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EndKind {
    /// 前回の会議録の確認.
    Minutes,
    /// 回答の約束.
    Promise,
    /// 行き先のない意見.
    Opinion,
    /// 方策のない課題.
    Issue,
    /// 期限を過ぎた方策, 目標のない方策.
    Measure,
    /// 決定や実績や評価を待つ目標.
    Goal,
}

impl EndKind {
    /// In the order of an agenda.
    pub const ALL: [EndKind; 6] =
        [EndKind::Minutes, EndKind::Promise, EndKind::Opinion, EndKind::Issue, EndKind::Measure, EndKind::Goal];

    /// As a heading on the page.
    pub fn label(self) -> &'static str {
        match self {
            EndKind::Minutes => "前回の会議録",
            EndKind::Promise => "回答の約束",
            EndKind::Opinion => "行き先のない意見",
            EndKind::Issue => "方策のない課題",
            EndKind::Measure => "方策の期限と目標",
            EndKind::Goal => "目標",
        }
    }

    /// As an item of the agenda.
    pub fn item(self) -> &'static str {
        match self {
            EndKind::Minutes => "前回の会議録の確認について",
            EndKind::Promise => "前回までの回答のその後について",
            EndKind::Opinion => "意見の行き先について",
            EndKind::Issue => "課題への方策について",
            EndKind::Measure => "方策の進みについて",
            EndKind::Goal => "目標の実績と評価について",
        }
    }
}

impl EndKind {
    /// By what a choice names all of a kind: `all:issue`.
    pub fn key(self) -> &'static str {
        match self {
            EndKind::Minutes => "all:minutes",
            EndKind::Promise => "all:promise",
            EndKind::Opinion => "all:opinion",
            EndKind::Issue => "all:issue",
            EndKind::Measure => "all:measure",
            EndKind::Goal => "all:goal",
        }
    }
}

/// 未了: something that waits for the next meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenEnd {
    /// By what a choice finds it again: `goal:…`.
    pub key: String,
    /// What kind.
    pub kind: EndKind,
    /// What it is, a sentence without its full stop.
    pub what: String,
    /// Where it is closed.
    pub path: String,
    /// How many things it stands for: the opinions of a meeting are one end.
    pub count: usize,
}

/// 載せる・載せない.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AgendaChoice {
    /// 次第に載せる.
    Keep,
    /// 今回は載せない.
    Strike,
}

impl AgendaChoice {
    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            AgendaChoice::Keep => "keep",
            AgendaChoice::Strike => "strike",
        }
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            AgendaChoice::Keep => "載せる",
            AgendaChoice::Strike => "載せない",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<AgendaChoice> {
        [AgendaChoice::Keep, AgendaChoice::Strike].into_iter().find(|one| one.code() == code)
    }
}

/// What the secretariat said of an open end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// Of which.
    pub key: String,
    /// Keep or strike.
    pub choice: AgendaChoice,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Moment,
    /// By whom, the name as it was then.
    pub by: String,
}
