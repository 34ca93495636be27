//! What is wrong or doubtful in a file: lines that are refused, and cells that are kept but not believed.

use std::fmt;

/// A line about which something must be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// The name of the file.
    pub file: String,
    /// The number of the line in the file, from 1 (the head); a line break inside a cell counts.
    pub line: u64,
    /// What it is.
    pub kind: DoubtKind,
    /// What stands there.
    pub told: String,
}

/// What is wrong with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DoubtKind {
    /// Refused: not 29 cells.
    Cells,
    /// Refused: no 事業所番号 of ten digits.
    Number,
    /// Refused: a サービス種別 that nobody knows.
    Service,
    /// Refused: no name.
    Name,
    /// Refused: the same office and address a second time.
    Twice,
    /// Kept: nine digits, of which a spreadsheet swallowed the nought.
    Nought,
    /// Kept: no place on the map (緯度・経度 are 0, or nothing).
    NoPlace,
    /// Kept: a place outside of Japan, or no number.
    FarPlace,
    /// Kept, read crosswise: 緯度 and 経度 had changed places.
    Crosswise,
    /// Kept: nothing that can be dialled.
    Phone,
    /// Kept: no address of the web.
    Url,
    /// Kept: 定員 is no number.
    Capacity,
    /// Kept: 法人番号 has not 13 digits.
    CorporationNumber,
}

impl DoubtKind {
    /// Each, the refusals first.
    pub const ALL: [DoubtKind; 13] = [
        DoubtKind::Cells,
        DoubtKind::Number,
        DoubtKind::Service,
        DoubtKind::Name,
        DoubtKind::Twice,
        DoubtKind::Nought,
        DoubtKind::NoPlace,
        DoubtKind::FarPlace,
        DoubtKind::Crosswise,
        DoubtKind::Phone,
        DoubtKind::Url,
        DoubtKind::Capacity,
        DoubtKind::CorporationNumber,
    ];

    /// Is the line left out?
    pub fn refuses(self) -> bool {
        self <= DoubtKind::Twice
    }

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            DoubtKind::Cells => "cells",
            DoubtKind::Number => "number",
            DoubtKind::Service => "service",
            DoubtKind::Name => "name",
            DoubtKind::Twice => "twice",
            DoubtKind::Nought => "nought",
            DoubtKind::NoPlace => "no-place",
            DoubtKind::FarPlace => "far-place",
            DoubtKind::Crosswise => "crosswise",
            DoubtKind::Phone => "phone",
            DoubtKind::Url => "url",
            DoubtKind::Capacity => "capacity",
            DoubtKind::CorporationNumber => "corporation-number",
        }
    }

    /// From what is stored.
    pub fn parse(code: &str) -> Option<DoubtKind> {
        DoubtKind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// What it means, as a sentence of a list.
    pub fn label(self) -> &'static str {
        match self {
            DoubtKind::Cells => "列の数が見出しと合わない",
            DoubtKind::Number => "事業所番号が10けたの数字ではない",
            DoubtKind::Service => "サービス種別が分からない",
            DoubtKind::Name => "事業所の名称が空",
            DoubtKind::Twice => "同じ事業所・サービス・住所の行が、前にもある",
            DoubtKind::Nought => "事業所番号の先頭の0が落ちている（0を補った）",
            DoubtKind::NoPlace => "緯度・経度がない（地図に出ない）",
            DoubtKind::FarPlace => "緯度・経度が日本の外か、数ではない（地図に出ない）",
            DoubtKind::Crosswise => "緯度と経度が逆（入れ替えて読んだ）",
            DoubtKind::Phone => "電話番号として読めない（書いてあるまま残す）",
            DoubtKind::Url => "URLとして読めない（書いてあるまま残し、リンクにしない）",
            DoubtKind::Capacity => "定員が数ではない（書いてあるまま残す）",
            DoubtKind::CorporationNumber => "法人番号が13けたの数字ではない（書いてあるまま残す）",
        }
    }
}

impl fmt::Display for DoubtKind {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(self.label())
    }
}
