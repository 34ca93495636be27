//! What stands in a packet. Pure: it is stored whole when it is frozen.

use crate::issues::digest::model::{Digest, Layout};
use crate::packet::support::model::SupportPaper;
use almanac::Date;
use serde::{Deserialize, Serialize};

crate::id!(
    /// A frozen packet (会議資料一式).
    PacketId
);

/// 会議資料一式: everything that its papers say.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Packet {
    /// Random: the hash of a packet is shown to all its readers, and without this it could be tried out which small numbers of the
    /// members' copy give it.
    pub seal: String,
    /// The council.
    pub council: String,
    /// 令和6年度第2回会議.
    pub meeting: String,
    /// Its day.
    pub held_on: Option<Date>,
    /// Its hours and place, in words.
    pub place: String,
    /// 次第.
    pub agenda: Vec<AgendaLine>,
    /// 資料2; none where it is not part of it.
    pub support: Option<SupportPaper>,
    /// 資料3; none where it is not part of it.
    pub digest: Option<DigestPaper>,
    /// 第n版 of the packet before, where there was one.
    pub before: Option<i64>,
    /// What changed since that one.
    pub changes: Vec<PaperChange>,
}

/// 変わったところ of one paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperChange {
    /// 次第, 資料2, 資料3.
    pub paper: String,
    /// What it is about: R6-003 退院後の…; empty for the paper as a whole.
    pub what: String,
    /// What changed, one sentence each.
    pub told: Vec<String>,
}

/// A line of 次第.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaLine {
    /// How deep it stands.
    pub depth: usize,
    /// １, ⑴; may be empty.
    pub label: String,
    /// What it is about.
    pub title: String,
}

impl AgendaLine {
    /// ⑴　目標について
    pub fn words(&self) -> String {
        if self.label.is_empty() { self.title.clone() } else { format!("{}　{}", self.label, self.title) }
    }
}

/// 資料3 in a packet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DigestPaper {
    /// What it says.
    pub digest: Digest,
    /// How it is laid out.
    pub layout: Layout,
    /// The words of the office's elements, in their order.
    pub elements: Vec<String>,
}
