//! A list with its sums, as it stands on paper and as it is frozen when it is paid. Pure.

use super::PayKind;
use almanac::Date;
use serde::{Deserialize, Serialize};

/// A column, as it is printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableColumn {
    /// As the town calls it.
    pub name: String,
    /// What stands in it.
    pub kind: PayKind,
}

/// Somebody on the list, with what he gets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaidRow {
    /// 氏名, as typed.
    pub name: String,
    /// 代理の人; empty where none came.
    pub proxy: String,
    /// 所属.
    pub body: String,
    /// 役, as shown.
    pub role: String,
    /// 出席のしかた, as shown.
    pub mode: String,
    /// 払わないわけ; empty where he is paid.
    pub unpaid: String,
    /// Yen of each column; nothing where the column is empty on paper, and where nothing is paid.
    pub cells: Vec<Option<i64>>,
    /// 差引: what he gets in all.
    pub net: i64,
}

impl PaidRow {
    /// 古谷 正人（代理 三好 花）.
    pub fn shown(&self) -> String {
        if self.proxy.is_empty() { self.name.clone() } else { format!("{}（代理 {}）", self.name, self.proxy) }
    }
}

/// 支払の一覧 with its sums.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayTable {
    /// The town.
    pub office: String,
    /// The council.
    pub council: String,
    /// The meeting: 令和8年度第2回 みほん市…協議会.
    pub meeting: String,
    /// Its day.
    pub held_on: Option<Date>,
    /// From when the scale holds by which it is paid.
    pub scale_from: Date,
    /// On what the scale rests, in words.
    pub basis: String,
    /// The columns, in the order of the town.
    pub columns: Vec<TableColumn>,
    /// The people, in the order of the list.
    pub rows: Vec<PaidRow>,
    /// The sum of each column; nothing where there are no figures.
    pub sums: Vec<Option<i64>>,
    /// What is paid in all.
    pub net: i64,
}

impl PayTable {
    /// How many get something.
    pub fn paid(&self) -> usize {
        self.rows.iter().filter(|row| row.net > 0).count()
    }
}
