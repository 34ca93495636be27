//! Words of the papers of a meeting. Pure.

mod form;

pub use form::{HandoutForm, SHAPE, Series, Timing};

use crate::council::meeting::model::{ItemId, MeetingId};
use crate::plumbing::clock::Moment;
use almanac::Date;
use serde::{Deserialize, Serialize};

crate::id!(
    /// A handout (資料) of a meeting.
    HandoutId
);
crate::id!(
    /// A version of a handout, as a file.
    HandoutFileId
);

/// 資料のもと: where its file comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HandoutSource {
    /// A file that somebody made elsewhere.
    Upload,
    /// 委員名簿, as it is on the day of the meeting.
    Roster,
    /// 前回の会議録.
    Minutes,
    /// 支援状況 of the newest frozen packet.
    Support,
    /// 課題・方策のまとめ of the newest frozen packet.
    Digest,
}

impl HandoutSource {
    /// In the order of the form.
    pub const ALL: [HandoutSource; 5] = [
        HandoutSource::Upload,
        HandoutSource::Roster,
        HandoutSource::Minutes,
        HandoutSource::Support,
        HandoutSource::Digest,
    ];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            HandoutSource::Upload => "upload",
            HandoutSource::Roster => "roster",
            HandoutSource::Minutes => "minutes",
            HandoutSource::Support => "support",
            HandoutSource::Digest => "digest",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<HandoutSource> {
        HandoutSource::ALL.into_iter().find(|source| source.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            HandoutSource::Upload => "ファイルを入れる",
            HandoutSource::Roster => "委員名簿（会議の日の名簿からつくる）",
            HandoutSource::Minutes => "前回の会議録（残した会議録からつくる）",
            HandoutSource::Support => "支援状況（固めた会議資料からつくる）",
            HandoutSource::Digest => "課題・方策のまとめ（固めた会議資料からつくる）",
        }
    }

    /// The title with which such a handout begins.
    pub fn title(self) -> &'static str {
        match self {
            HandoutSource::Upload => "",
            HandoutSource::Roster => "委員名簿",
            HandoutSource::Minutes => "前回の会議録",
            HandoutSource::Support => "支援状況",
            HandoutSource::Digest => "課題・方策のまとめ",
        }
    }
}

/// ファイルの種類.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// PDF: what is printed and bound.
    Pdf,
    /// Word: it asks for its PDF.
    Word,
    /// Excel: as above.
    Excel,
    /// PowerPoint: as above.
    PowerPoint,
}

impl FileKind {
    const ALL: [FileKind; 4] = [FileKind::Pdf, FileKind::Word, FileKind::Excel, FileKind::PowerPoint];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            FileKind::Pdf => "pdf",
            FileKind::Word => "word",
            FileKind::Excel => "excel",
            FileKind::PowerPoint => "powerpoint",
        }
    }

    /// From what is stored.
    pub fn parse(code: &str) -> Option<FileKind> {
        FileKind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            FileKind::Pdf => "PDF",
            FileKind::Word => "Word",
            FileKind::Excel => "Excel",
            FileKind::PowerPoint => "PowerPoint",
        }
    }

    /// The type under which it is handed out, and the end of its name.
    pub fn media(self) -> (&'static str, &'static str) {
        match self {
            FileKind::Pdf => ("application/pdf", "pdf"),
            FileKind::Word => ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
            FileKind::Excel => ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
            FileKind::PowerPoint => {
                ("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx")
            }
        }
    }
}

/// Of what nimo made a file: what has to be so still, for it to be bound.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// The number that stands in it, perhaps none; `None` where none ever does.
    pub mark: Option<String>,
    /// The day of the meeting for which it was made, where it says how things are on that day.
    pub on: Option<Date>,
    /// It holds what is collected after the meeting (委員限り).
    pub is_for_members: bool,
    /// The frozen packet of which it was made; empty where of none.
    pub packet: String,
}

/// 版: a file as it came, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandoutFile {
    /// The id.
    pub id: HandoutFileId,
    /// 第n版 of its handout, from 1.
    pub number: i64,
    /// What kind.
    pub kind: FileKind,
    /// Its name as it came.
    pub name: String,
    /// How many pages a PDF has; 0 for others.
    pub pages: i64,
    /// Bytes.
    pub size: i64,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Of what nimo made it; none for a file that came.
    pub made: Option<Made>,
    /// When it came.
    pub at: Moment,
    /// Who brought it.
    pub by: String,
    /// The day on which its bytes were disposed of; its name went with them.
    pub gone_on: Option<Date>,
}

/// 資料: one line of the master of a meeting's papers, with its versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handout {
    /// The id.
    pub id: HandoutId,
    /// Of which meeting.
    pub meeting: MeetingId,
    /// The day of the meeting.
    pub held_on: Option<Date>,
    /// Where it stands in the order; lower first.
    pub place: i64,
    /// Where its file comes from.
    pub source: HandoutSource,
    /// What its form holds.
    pub form: HandoutForm,
    /// The version of the row.
    pub version: i64,
    /// Its files, oldest first.
    pub files: Vec<HandoutFile>,
}

/// A handout with its number: as it stands in every list and on every paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Which.
    pub id: HandoutId,
    /// 資料1-2, 参考資料1.
    pub mark: String,
    /// What it is called.
    pub title: String,
    /// When it is handed out.
    pub timing: Timing,
    /// To which item of the agenda it belongs.
    pub item: Option<ItemId>,
}

impl Listed {
    /// 資料1　委員名簿: number and title, everywhere the same.
    pub fn words(&self) -> String {
        if self.mark.is_empty() { self.title.clone() } else { format!("{}　{}", self.mark, self.title) }
    }
}
