//! The papers around a meeting. An occasion in, documents out. Pure.

mod agenda;
mod announcement;
mod notice;
mod occasion;
mod reception;
mod script;
mod seating;
#[cfg(test)]
mod tests;

pub use announcement::unsettled;

use crate::council::handout::model::Listed;
use crate::council::meeting::model::{Kept, MeetingForm};
use crate::council::preparation::model::PreparationForm;
use crate::council::seat::rules::Roster;
use chrono::NaiveDateTime;
use press::{Block, Document, Foot, PageForm};

/// Everything that the papers around a meeting are made of.
pub struct Occasion<'a> {
    /// The town.
    pub office: &'a str,
    /// The council.
    pub council: &'a str,
    /// The moment of the request, in Japan.
    pub dated: NaiveDateTime,
    /// The meeting as planned: day, hours, place.
    pub meeting: &'a MeetingForm,
    /// Its agenda, each item with its id.
    pub items: &'a [Kept],
    /// Notice, places, script.
    pub preparation: &'a PreparationForm,
    /// Who sits in the council on the day.
    pub roster: &'a Roster<'a>,
    /// The papers with their numbers.
    pub handouts: &'a [Listed],
}

/// 紙: the papers around a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// 次第.
    Agenda,
    /// 開催通知と返信票: for each member a letter and a slip.
    Notice,
    /// 開催のお知らせ: for everybody. It knows nothing of the roster.
    Announcement,
    /// 席次表.
    Seating,
    /// 進行シナリオ.
    Script,
    /// 受付簿.
    Reception,
    /// 傍聴受付簿.
    Observers,
}

impl Paper {
    /// In the order in which they are used.
    pub const ALL: [Paper; 7] = [
        Paper::Agenda,
        Paper::Notice,
        Paper::Announcement,
        Paper::Seating,
        Paper::Script,
        Paper::Reception,
        Paper::Observers,
    ];

    /// As it stands in the address.
    pub fn code(self) -> &'static str {
        match self {
            Paper::Agenda => "agenda",
            Paper::Notice => "notice",
            Paper::Announcement => "announcement",
            Paper::Seating => "seating",
            Paper::Script => "script",
            Paper::Reception => "reception",
            Paper::Observers => "observers",
        }
    }

    /// From the address.
    pub fn parse(code: &str) -> Option<Paper> {
        Paper::ALL.into_iter().find(|paper| paper.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            Paper::Agenda => "次第",
            Paper::Notice => "開催通知と返信票",
            Paper::Announcement => "開催のお知らせ（公表用）",
            Paper::Seating => "席次表",
            Paper::Script => "進行シナリオ",
            Paper::Reception => "受付簿",
            Paper::Observers => "傍聴受付簿",
        }
    }

    /// As it stands on the paper and in a file's name.
    fn title(self) -> &'static str {
        match self {
            Paper::Notice => "開催通知",
            Paper::Announcement => "開催のお知らせ",
            other => other.label(),
        }
    }
}

/// The paper, ready for every writer.
pub fn document(paper: Paper, occasion: &Occasion<'_>) -> Document {
    match paper {
        Paper::Agenda => agenda::document(occasion),
        Paper::Notice => notice::document(occasion),
        Paper::Announcement => announcement::document(occasion),
        Paper::Seating => seating::document(occasion),
        Paper::Script => script::document(occasion),
        Paper::Reception => reception::members(occasion),
        Paper::Observers => reception::observers(occasion),
    }
}

/// 令和8年度第2回　開催通知: the name of its file without the ending.
pub fn file_name(paper: Paper, occasion: &Occasion<'_>) -> String {
    format!("{}　{}", occasion.meeting.short(), paper.title())
}

/// A paper with its heading and its foot.
fn sheet(paper: Paper, occasion: &Occasion<'_>, page: PageForm, body: Vec<Block>) -> Document {
    let title = occasion.titled(paper.title());
    let heading = occasion.heading(paper.title());
    let page = occasion::fitted(page, &heading);
    Document {
        foot: Foot { left: title.clone(), page_numbers: true },
        title,
        language: "ja".into(),
        author: Some(occasion.office.into()),
        dated: occasion.dated,
        page,
        body: std::iter::once(Block::heading("title", 1, &heading)).chain(body).collect(),
    }
}
