//! Words of what is sent before a meeting. Pure: it is stored whole when it is frozen.

use crate::council::handout::model::Timing;
use crate::packet::model::AgendaLine;
use almanac::Date;
use serde::{Deserialize, Serialize};

crate::id!(
    /// What was sent (資料の送付).
    DispatchId
);
crate::id!(
    /// A link through which one person fetches it.
    DispatchLinkId
);

/// 送る範囲.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// 事前送付の資料.
    Ahead,
    /// 事前送付と当日配付の資料.
    OnDay,
    /// 事務局の控え: what is collected after the meeting, too. It goes to nobody.
    Whole,
}

impl Scope {
    /// In the order of the form.
    pub const ALL: [Scope; 3] = [Scope::Ahead, Scope::OnDay, Scope::Whole];

    /// As chosen in the form.
    pub fn code(self) -> &'static str {
        match self {
            Scope::Ahead => "ahead",
            Scope::OnDay => "on_day",
            Scope::Whole => "whole",
        }
    }

    /// From what is chosen.
    pub fn parse(code: &str) -> Option<Scope> {
        Scope::ALL.into_iter().find(|scope| scope.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            Scope::Ahead => "事前に送る（事前送付の資料）",
            Scope::OnDay => "当日に配る（事前送付と当日配付の資料）",
            Scope::Whole => "事務局の控え（机上配付・回収の資料も）",
        }
    }

    /// In a word or two.
    pub fn word(self) -> &'static str {
        match self {
            Scope::Ahead => "事前送付",
            Scope::OnDay => "当日配付",
            Scope::Whole => "事務局の控え",
        }
    }

    /// Does a paper of this kind belong to it?
    pub fn holds(self, timing: Timing) -> bool {
        match self {
            Scope::Ahead => timing == Timing::Ahead,
            Scope::OnDay => timing != Timing::Collected,
            Scope::Whole => true,
        }
    }

    /// Does it go to members? Then there may be a link to it.
    pub fn goes_out(self) -> bool {
        self != Scope::Whole
    }
}

/// 一式: everything that a sending holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispatch {
    /// Of which scope.
    pub scope: Scope,
    /// The town, as it was called.
    pub office: String,
    /// The council.
    pub council: String,
    /// 令和8年度第2回会議.
    pub meeting: String,
    /// Its day.
    pub held_on: Option<Date>,
    /// Its hours and place, in words.
    pub place: String,
    /// 次第.
    pub agenda: Vec<AgendaLine>,
    /// The papers, in their order.
    pub papers: Vec<SentPaper>,
    /// To whom; empty for what stays with the secretariat.
    pub people: Vec<Recipient>,
    /// The number of the one that members had before; for what stays with the secretariat, of the one before of its kind.
    pub before: Option<i64>,
    /// What changed since that one, a sentence each.
    pub changes: Vec<String>,
}

/// A paper that was sent, in its version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentPaper {
    /// 資料1-2.
    pub mark: String,
    /// What it is called.
    pub title: String,
    /// 事前送付, 当日配付, 机上配付・回収.
    pub timing: String,
    /// The handout.
    pub handout: String,
    /// The file.
    pub file: String,
    /// Which version of the handout's files it was.
    pub number: i64,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Its pages.
    pub pages: i64,
    /// Its bytes.
    pub size: i64,
    /// The frozen packet of which nimo made it; empty where of none.
    #[serde(default)]
    pub packet: String,
}

impl SentPaper {
    /// 資料1-2　目標（案）.
    pub fn words(&self) -> String {
        if self.mark.is_empty() { self.title.clone() } else { format!("{}　{}", self.mark, self.title) }
    }
}

/// Somebody who gets it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// 氏名.
    pub name: String,
    /// 所属.
    pub body: String,
}
