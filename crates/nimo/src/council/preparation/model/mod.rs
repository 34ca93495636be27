//! Words of what is made ready before a meeting. Pure.

mod form;

pub use form::{PreparationForm, SHAPE};

/// 傍聴の決め方: who may listen when more come than there are chairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ObserverWay {
    /// 先着順.
    First,
    /// 抽選.
    Lot,
}

impl ObserverWay {
    /// In the order of the form.
    pub const ALL: [ObserverWay; 2] = [ObserverWay::First, ObserverWay::Lot];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            ObserverWay::First => "first",
            ObserverWay::Lot => "lot",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<ObserverWay> {
        ObserverWay::ALL.into_iter().find(|way| way.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            ObserverWay::First => "先着順",
            ObserverWay::Lot => "定員をこえたときは抽選",
        }
    }
}

/// 机の並べ方.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableShape {
    /// ロの字: four sides, the secretariat opposite the chair.
    Square,
    /// コの字: three sides, open towards the secretariat.
    Horseshoe,
    /// 教室型: rows that look at the chair.
    Rows,
}

impl TableShape {
    /// In the order of the form.
    pub const ALL: [TableShape; 3] = [TableShape::Square, TableShape::Horseshoe, TableShape::Rows];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            TableShape::Square => "square",
            TableShape::Horseshoe => "horseshoe",
            TableShape::Rows => "rows",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<TableShape> {
        TableShape::ALL.into_iter().find(|shape| shape.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            TableShape::Square => "ロの字",
            TableShape::Horseshoe => "コの字",
            TableShape::Rows => "教室型",
        }
    }
}
