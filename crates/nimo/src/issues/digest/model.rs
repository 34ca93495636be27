//! What stands in the paper, and how it is laid out. Pure: it is stored whole when it is frozen.

use serde::{Deserialize, Serialize};

crate::id!(
    /// A frozen paper (固めた版).
    DigestId
);

/// まとめ: everything that the paper says, with no setting of how.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Digest {
    /// The council.
    pub council: String,
    /// The issues, by number.
    pub issues: Vec<DigestIssue>,
    /// The meeting whose opinions are told, as people call it; empty where the council has no kept minutes.
    pub meeting: String,
    /// What became of each opinion of that meeting, in the order in which it was said.
    pub opinions: Vec<DigestOpinion>,
}

/// An issue as the paper tells it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DigestIssue {
    /// Its id, by which two papers are held against each other.
    pub issue: String,
    /// R6-003.
    pub number: String,
    /// The issue in one line.
    pub title: String,
    /// 何が問題か.
    pub matter: String,
    /// The elements as the office calls them.
    pub elements: Vec<String>,
    /// 市、圏域.
    pub solvers: String,
    /// 受けもち, or the part that examines it.
    pub owner: String,
    /// The code of its stage.
    pub stage: String,
    /// What came of it, when it is closed.
    pub ending: String,
    /// How many things led to it.
    pub led: usize,
    /// 実現性 and 効果: twice the medians of the newest frozen round that covers it.
    pub scores: Option<[Option<u32>; 2]>,
    /// What is done about it.
    pub measures: Vec<DigestMeasure>,
}

/// A measure as the paper tells it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DigestMeasure {
    /// R6-003-1.
    pub number: String,
    /// The measure in one line.
    pub title: String,
    /// 普及啓発事業（組みかえ）.
    pub uses: String,
    /// 440,000円（令和9年度）.
    pub budget: String,
    /// 担当.
    pub owner: String,
    /// The next step with its day.
    pub next: String,
    /// The code of its progress.
    pub progress: String,
    /// 今年度、市にできるか.
    pub reach: String,
}

/// An opinion, or an answer that promises, and what became of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DigestOpinion {
    /// Its block.
    pub block: String,
    /// Its place among them, from 1.
    pub place: usize,
    /// Is it an answer that promises?
    pub is_promise: bool,
    /// The words.
    pub text: String,
    /// What became of it; empty while it is open.
    pub fates: Vec<String>,
    /// Does it lead to an issue?
    pub leads: bool,
}

/// 並べ方: by what the issues are grouped.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grouping {
    /// 要素ごと: under the first element of each.
    #[default]
    Element,
    /// 状態ごと.
    Stage,
}

impl Grouping {
    /// In the order of the form: code and label.
    pub const ALL: [(Grouping, &'static str, &'static str); 2] =
        [(Grouping::Element, "element", "要素ごと"), (Grouping::Stage, "stage", "状態ごと")];

    /// From an address; by element where it does not say.
    pub fn parse(code: &str) -> Grouping {
        Grouping::ALL.iter().find(|(_, known, _)| *known == code).map_or(Grouping::Element, |(one, _, _)| *one)
    }

    /// As in an address.
    pub fn code(self) -> &'static str {
        if self == Grouping::Stage { "stage" } else { "element" }
    }
}

/// 用紙.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperSize {
    /// A4 横.
    #[default]
    A4,
    /// A3 横.
    A3,
}

impl PaperSize {
    /// From an address; A4 where it does not say.
    pub fn parse(code: &str) -> PaperSize {
        if code == "a3" { PaperSize::A3 } else { PaperSize::A4 }
    }

    /// As in an address.
    pub fn code(self) -> &'static str {
        if self == PaperSize::A3 { "a3" } else { "a4" }
    }
}

/// How a paper is laid out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout {
    /// 並べ方.
    pub grouping: Grouping,
    /// 用紙.
    pub size: PaperSize,
}
