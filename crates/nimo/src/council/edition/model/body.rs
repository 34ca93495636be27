//! What an edition says, stored whole.

use chrono::NaiveDateTime;
use minutes::Outline;
use serde::{Deserialize, Serialize};

/// Minutes as one audience reads them: the sheet in the town's form, and each part of it for comparing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// The sheet.
    pub outline: Outline,
    /// Its parts, the head's first.
    pub said: Vec<Said>,
    /// So many blocks are not in it.
    pub left_out: usize,
    /// So many say something else than they said.
    pub rewritten: usize,
    /// What is kept back, by its ground.
    #[serde(default)]
    pub withheld: Vec<Withheld>,
}

/// A ground on which words are kept back, and in how many places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withheld {
    /// 個人に関する情報（…条例第7条第1号）.
    pub ground: String,
    /// So many places.
    pub count: usize,
}

/// A part of minutes: a row of the head, or a block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The block, or the label of the row.
    pub id: String,
    /// Where it stands: the row's label, or the item with its number.
    pub place: String,
    /// The words.
    pub words: String,
}

/// An edition: what was written, and what stands around it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// The town, as it was called.
    pub office: String,
    /// 委員用, 公開用.
    pub audience: String,
    /// 第n版.
    pub number: i64,
    /// The moment, in Japan.
    pub dated: NaiveDateTime,
    /// What stands below the table: who confirmed, what is left out, what was wrong.
    pub notes: Vec<String>,
    /// The minutes.
    pub written: Written,
}
