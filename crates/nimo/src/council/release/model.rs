//! What is laid open of a council, stored whole. Pure.

use almanac::Date;
use press::Document;
use serde::{Deserialize, Serialize};

crate::id!(
    /// Something that was laid open (公表したもの).
    PublicReleaseId
);

/// 公表するもの: what is laid open beside minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReleaseKind {
    /// 協議会の案内: what the council is, and who answers for it.
    Council,
    /// 委員名簿, as each member agreed.
    Roster,
    /// 開催のお知らせ of a meeting, with how to listen.
    Notice,
    /// 会議資料 of a meeting.
    Papers,
}

impl ReleaseKind {
    /// In the order of the page.
    pub const ALL: [ReleaseKind; 4] =
        [ReleaseKind::Council, ReleaseKind::Roster, ReleaseKind::Notice, ReleaseKind::Papers];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            ReleaseKind::Council => "council",
            ReleaseKind::Roster => "roster",
            ReleaseKind::Notice => "notice",
            ReleaseKind::Papers => "papers",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<ReleaseKind> {
        ReleaseKind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            ReleaseKind::Council => "協議会の案内",
            ReleaseKind::Roster => "委員名簿",
            ReleaseKind::Notice => "開催のお知らせ",
            ReleaseKind::Papers => "会議資料",
        }
    }

    /// Is it of one meeting?
    pub fn is_of_meeting(self) -> bool {
        matches!(self, ReleaseKind::Notice | ReleaseKind::Papers)
    }
}

/// What was laid open, as it was then.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Released {
    /// The town, as it was called.
    pub office: String,
    /// The council, as it was called.
    pub council: String,
    /// 令和8年度第2回みほん市…協議会, where it is of a meeting; else empty.
    pub meeting: String,
    /// The day of the meeting, or the day of which a roster is.
    pub day: Option<Date>,
    /// The paper. Of the papers of a meeting, their list.
    pub document: Document,
    /// The papers of a meeting, in the order of their master.
    pub papers: Vec<ReleasedPaper>,
}

/// A paper of a meeting: laid open, or the ground on which it is not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleasedPaper {
    /// 資料1; empty where it has no number.
    pub mark: String,
    /// Its title.
    pub title: String,
    /// The file, where it is laid open.
    pub file: Option<ReleasedFile>,
    /// Why it is not, else.
    pub ground: String,
}

/// A file as it was laid open. Its bytes stand beside it, under the same place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleasedFile {
    /// Among the files of what was laid open, from 1 on.
    pub place: i64,
    /// Its media type, and the end of its name without the dot.
    pub media: String,
    /// `pdf`, `docx` …
    pub ending: String,
    /// Pages of a PDF.
    pub pages: Option<u32>,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of its bytes.
    pub sha256: String,
}
