//! The words of a minutes sheet (会議録) and what may be said about it.
//!
//! Serialised, [`Minutes`] is the schema `nimo-minutes/1`. `[]` means the sheet says none, `null` that it does not say;
//! nothing is guessed. Spans are half-open pairs of Unicode scalars of the decoded text, ascending.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The name of the schema that [`Minutes`] serialises to.
pub const SCHEMA: &str = "nimo-minutes/1";

/// A half-open range of Unicode scalars of the decoded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Span(
    /// First scalar.
    pub usize,
    /// One past the last scalar.
    pub usize,
);

/// One minutes sheet (会議録), read.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Minutes {
    /// Always [`SCHEMA`].
    pub schema: &'static str,
    /// The file it came from, as given; empty for pasted text.
    pub file: String,
    /// The council (会議体) as printed, without 年度, 回 and 会議録.
    pub body: Option<String>,
    /// 年度 as printed, digits normalised: 令和6年度.
    pub fiscal_year: Option<String>,
    /// 第n回.
    pub number: Option<u32>,
    /// What the number counts within.
    pub number_of: Option<NumberOf>,
    /// ISO date of the (first) day.
    pub held_on: Option<String>,
    /// ISO date of the last day, where a range of days is printed (書面開催).
    pub held_until: Option<String>,
    /// HH:MM.
    pub starts_at: Option<String>,
    /// HH:MM.
    pub ends_at: Option<String>,
    /// Place as printed, in one line.
    pub venue: Option<String>,
    /// Who of the council was there and who was not.
    pub attendance: Attendance,
    /// The printed count of members present, or `null`.
    pub present_count: Option<u32>,
    /// The printed count of members absent, or `null`.
    pub absent_count: Option<u32>,
    /// Names of members marked 遅刻.
    pub late: Option<Vec<String>>,
    /// Names of members marked 早退.
    pub left_early: Option<Vec<String>>,
    /// Members who sent somebody.
    pub proxies: Option<Vec<Proxy>>,
    /// 事務局.
    pub secretariat: Option<Vec<Clerk>>,
    /// Whether the public may attend.
    pub public_access: Option<PublicAccess>,
    /// 傍聴者数: なし is 0, あり without a number `null`.
    pub observers: Option<u32>,
    /// オブザーバー, 参考人, 説明員 and the like, as printed.
    pub invited: Option<Vec<String>>,
    /// How the sheet is written, and what speaks for it.
    pub record_method: RecordMethod,
    /// The lines that speak for `record_method`.
    pub record_method_because: Vec<Evidence>,
    /// The printed agenda (次第); where none is printed, the headings of the proceedings.
    pub agenda: Option<Vec<AgendaItem>>,
    /// Headings of the proceedings that the printed agenda lacks, each with the path that its blocks name. Where they stand
    /// is furniture.
    pub headings: Vec<AgendaItem>,
    /// The proceedings, in order.
    pub proceedings: Vec<Block>,
    /// Votes counted in the proceedings.
    pub votes: Vec<Vote>,
    /// The next meeting, as far as it is told.
    pub next_meeting: Option<NextMeeting>,
    /// The list of papers (資料).
    pub handouts: Option<Vec<Handout>>,
    /// What the sheet says in two ways.
    pub warnings: Vec<Warning>,
    /// Where lines were joined.
    pub joins: Vec<Join>,
    /// Labels, numbers, rules, page heads and feet.
    pub furniture: Vec<Span>,
    /// What found no place.
    pub unplaced: Vec<Span>,
    /// Spans of the single fields, by their path (`attendance.present`).
    pub fields: BTreeMap<String, Vec<Span>>,
    /// Union of all spans ÷ all scalars. Always 1.
    pub accounted: f64,
    /// Non-blank scalars outside `unplaced` ÷ all non-blank scalars.
    pub coverage: f64,
}

/// What 第n回 counts within.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberOf {
    /// 令和6年度第1回
    FiscalYear,
    /// 第5期第2回
    Term,
    /// 通算第30回
    Total,
}

/// 出席者・欠席者.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Attendance {
    /// Members present, those who sent a proxy included; `null` where no names are printed.
    pub present: Option<Vec<Attendee>>,
    /// Members absent; `[]` for なし.
    pub absent: Option<Vec<Attendee>>,
}

/// One member in a list of attendance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Attendee {
    /// The name without title, role and blanks, every character kept.
    pub name: String,
    /// The role in the council.
    pub role: Option<Role>,
    /// The printed role or title.
    pub role_text: Option<String>,
    /// How the member took part, where the sheet says so.
    pub mode: Option<Mode>,
}

/// A role in the council.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 会長, 委員長, 座長, 議長, 部会長.
    Chair,
    /// 副会長, 副委員長, 職務代理者.
    ViceChair,
    /// 委員.
    Member,
}

/// How a member took part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// 会場.
    InPerson,
    /// オンライン.
    Online,
    /// 代理.
    Proxy,
    /// 書面.
    Written,
}

/// 代理出席.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proxy {
    /// The member.
    pub member: String,
    /// Who came.
    pub proxy: String,
}

/// One line of the secretariat (事務局).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Clerk {
    /// 役職.
    pub post: Option<String>,
    /// 氏名.
    pub name: Option<String>,
    /// 主査（3名）.
    pub count: Option<u32>,
}

/// 公開・非公開の別.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PublicAccess {
    /// 公開, 傍聴可.
    Open,
    /// 一部公開, 一部非公開.
    Partly,
    /// 非公開.
    Closed,
}

/// 記録方法.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordMethod {
    /// 全文記録・逐語.
    Verbatim,
    /// 発言要旨: each speech's gist, with its speaker.
    PerSpeechSummary,
    /// 要点記録: no speakers.
    Summary,
    /// Too little text to tell.
    Unknown,
}

/// A line that speaks for something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// What it shows, a Japanese sentence.
    pub sentence: String,
    /// Where.
    pub spans: Vec<Span>,
}

/// A node of the agenda tree (次第・議題).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AgendaItem {
    /// Path from the top, digits normalised: `3-1`.
    pub path: String,
    /// The number as printed: ⑴, 第1号議案; `null` for a bullet.
    pub label: Option<String>,
    /// Title in one line.
    pub title: String,
    /// Where the title stands.
    pub spans: Vec<Span>,
    /// Sub-items.
    pub items: Vec<AgendaItem>,
}

/// What a block of the proceedings is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 説明・報告.
    Explanation,
    /// 意見.
    Opinion,
    /// 質問.
    Question,
    /// 回答.
    Answer,
    /// 決定.
    Decision,
    /// 進行・その他の発言.
    Statement,
    /// 注記.
    Note,
}

/// One block of the proceedings: a bullet, a speech, a cell, or a line that records an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Block {
    /// `b1`, `b2`, … in this reading.
    pub id: String,
    /// Path of the agenda item it stands under.
    pub agenda: Option<String>,
    /// What it is.
    pub kind: Kind,
    /// As printed, without marks.
    pub speaker: Option<String>,
    /// What stands in parentheses behind the speaker: オンライン, a name.
    pub speaker_note: Option<String>,
    /// The words, lines joined; paragraphs parted by a line feed.
    pub text: String,
    /// Where they stand.
    pub spans: Vec<Span>,
}

/// A vote (採決).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Vote {
    /// The block that tells of it.
    pub block: String,
    /// Path of the agenda item.
    pub agenda: Option<String>,
    /// 賛成.
    #[serde(rename = "for")]
    pub in_favour: Option<u32>,
    /// 反対.
    pub against: Option<u32>,
    /// 棄権.
    pub abstain: Option<u32>,
    /// 承認, 可決, …
    pub result: Option<String>,
}

/// 次回の開催.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NextMeeting {
    /// ISO date.
    pub held_on: Option<String>,
    /// HH:MM.
    pub starts_at: Option<String>,
    /// Place.
    pub venue: Option<String>,
    /// The block that tells it, if it is told in the proceedings.
    pub block: Option<String>,
    /// Where it stands, if it is a field of its own.
    pub spans: Vec<Span>,
}

/// A paper (資料).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Handout {
    /// 資料1, 参考資料; `null` for a paper with a title only.
    pub label: Option<String>,
    /// Title in one line.
    pub title: String,
    /// Where.
    pub spans: Vec<Span>,
}

/// Something that the sheet says in two ways.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// What kind of contradiction.
    pub code: Code,
    /// One Japanese sentence that names both sides.
    pub sentence: String,
    /// Where both sides stand.
    pub spans: Vec<Span>,
}

/// Codes of warnings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[allow(missing_docs, reason = "each code is its own sentence; the checks are documented in checks.rs")]
pub enum Code {
    WeekdayMismatch,
    FiscalYearMismatch,
    AttendeeCountMismatch,
    ChairNotInList,
    DuplicateItemNumber,
    HandoutNotListed,
    HandoutTitleMismatch,
    HeadingNotInAgenda,
    EndBeforeStart,
    NextMeetingInPast,
    DateWithoutEra,
    InvalidDate,
    AttendeeTwice,
    TwoDates,
}

/// A place where two lines were read as one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Join {
    /// Index of the first scalar of the second line.
    pub at: usize,
    /// A few scalars of both sides, ／ where the line broke: 藤／原委員.
    pub text: String,
}
