//! The rows of an indicator: figures as they became known, and how the town counts.

use super::{Aggregation, Figure, IndicatorDefinition};
use crate::council::meeting::model::MeetingId;
use crate::goals::town::model::{Municipalities, MunicipalityCode};
use crate::plumbing::clock::Moment;
use almanac::{Date, FiscalYear};

crate::id!(
    /// One recording of a figure (記録).
    ValueId
);

/// Of whom a figure tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Area {
    /// The office's own municipality.
    Own,
    /// The whole prefecture.
    Prefecture,
    /// Another municipality, whose published figure stands beside one's own; no list and no paper of one's own counts it.
    Other(MunicipalityCode),
}

impl Area {
    /// As it is stored: another municipality by its national code.
    pub fn code(self) -> String {
        match self {
            Area::Own => "own".into(),
            Area::Prefecture => "prefecture".into(),
            Area::Other(code) => code.to_string(),
        }
    }

    /// As it is read.
    pub fn label(self) -> String {
        match self {
            Area::Own => "この市町村".into(),
            Area::Prefecture => "県全体".into(),
            Area::Other(code) => Municipalities::shipped().full_name(code),
        }
    }

    /// From its code.
    pub fn parse(code: &str) -> Option<Area> {
        match code {
            "own" => Some(Area::Own),
            "prefecture" => Some(Area::Prefecture),
            code => MunicipalityCode::parse(code).map(Area::Other),
        }
    }
}

/// 目標 or 実績.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ValueKind {
    /// 目標: what the plan says.
    Target,
    /// 実績: what was.
    Actual,
}

impl ValueKind {
    /// As it is stored.
    pub fn code(self) -> &'static str {
        match self {
            ValueKind::Target => "target",
            ValueKind::Actual => "actual",
        }
    }

    /// As it is read.
    pub fn label(self) -> &'static str {
        match self {
            ValueKind::Target => "目標",
            ValueKind::Actual => "実績",
        }
    }

    /// From its code.
    pub fn parse(code: &str) -> Option<ValueKind> {
        [ValueKind::Target, ValueKind::Actual].into_iter().find(|one| one.code() == code)
    }
}

/// For what a figure stands: one cell of the sheet, or a part of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot {
    /// Of whom it tells.
    pub area: Area,
    /// 目標 or 実績.
    pub kind: ValueKind,
    /// The 年度.
    pub year: FiscalYear,
    /// 内訳; empty for the whole.
    pub part: String,
}

/// Where a figure came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Typed into the form.
    Typed,
    /// Taken from a table.
    Imported,
    /// Counted by nimo from the town's own rows.
    Tallied,
}

impl Origin {
    /// As it is stored.
    pub fn code(self) -> &'static str {
        match self {
            Origin::Typed => "typed",
            Origin::Imported => "imported",
            Origin::Tallied => "tallied",
        }
    }

    /// As it is read.
    pub fn label(self) -> &'static str {
        match self {
            Origin::Typed => "入力",
            Origin::Imported => "表から",
            Origin::Tallied => "記録から数えた",
        }
    }

    /// From its code.
    pub fn parse(code: &str) -> Option<Origin> {
        [Origin::Typed, Origin::Imported, Origin::Tallied].into_iter().find(|one| one.code() == code)
    }
}

/// What a row says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// A figure.
    Figure(Figure),
    /// 取り消し: what stood for this slot and day no longer holds.
    Withdrawn,
}

impl Told {
    /// The figure, if it is one.
    pub fn figure(self) -> Option<Figure> {
        match self {
            Told::Figure(figure) => Some(figure),
            Told::Withdrawn => None,
        }
    }
}

/// 記録: one row, which stays as it is. A later row of the same slot and day takes its place from then on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndicatorValue {
    /// The id; ids grow.
    pub id: ValueId,
    /// For what it stands.
    pub slot: Slot,
    /// 数え方, by its version; 0 for another town's figure, whose way nobody here knows.
    pub counting: i64,
    /// 時点: the day of which it tells.
    pub as_of: Date,
    /// What it says.
    pub told: Told,
    /// 出典.
    pub source: String,
    /// Its address; empty where there is none.
    pub address: String,
    /// When the source was seen.
    pub seen_on: Option<Date>,
    /// Why it took another's place; empty for a first one.
    pub reason: String,
    /// Where it came from.
    pub origin: Origin,
    /// The meetings that were counted.
    pub counted: Vec<MeetingId>,
    /// When it became known here.
    pub at: Moment,
    /// By whom, the name as it was then.
    pub by: String,
}

/// 数え方: how a town counts an indicator from a 年度 on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counting {
    /// 1 is the shipped one, the town's own are 2 and on.
    pub version: i64,
    /// From this 年度 on; the shipped one from the beginning.
    pub from: Option<FiscalYear>,
    /// What one figure counts.
    pub aggregation: Aggregation,
    /// In words.
    pub words: String,
    /// Why it was changed, and by whom and when; empty for the shipped one.
    pub because: String,
}

impl Counting {
    /// The way that is shipped.
    pub fn shipped(definition: &IndicatorDefinition) -> Counting {
        Counting {
            version: 1,
            from: None,
            aggregation: definition.aggregation,
            words: definition.method.clone(),
            because: String::new(),
        }
    }

    /// The way that holds in a 年度: the last said of those that have begun.
    pub fn of_year(all: &[Counting], year: FiscalYear) -> Option<&Counting> {
        all.iter().filter(|one| one.from.is_none_or(|from| from <= year)).max_by_key(|one| one.version)
    }

    /// The version that holds in a 年度, of the town's own ways; 1 where it has none for it.
    pub fn version_of(own: &[Counting], year: FiscalYear) -> i64 {
        Counting::of_year(own, year).map_or(1, |counting| counting.version)
    }
}

/// 時点 where nobody says one: today, or the end of a 年度 that is over; none for one that has not begun.
pub fn today_or_year_end(year: FiscalYear, today: Date) -> Option<Date> {
    (year.first_day() <= today).then(|| year.last_day().min(today))
}
