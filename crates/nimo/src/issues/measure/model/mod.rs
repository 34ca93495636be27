//! Words of the measures: ids, numbers, with which means, how far one has come, whether the town can do it. Pure.

mod form;
mod task;

pub use form::{MeasureForm, SHAPE};
pub use task::{CONSIGNMENT, Task};

use crate::issues::model::IssueNumber;

crate::id!(
    /// A measure (方策).
    MeasureId
);

/// 方策番号: the number of the issue for which a measure was first thought of, and its own number there, R6-003-1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct MeasureNumber {
    /// The number of the issue.
    pub issue: IssueNumber,
    /// Its number there, from 1.
    pub number: u32,
}

impl MeasureNumber {
    /// From what somebody typed: R6-003-1, Ｒ６－３－１.
    pub fn read(typed: &str) -> Option<MeasureNumber> {
        let plain = glyphs::fold(typed.trim());
        let (issue, number) = plain.rsplit_once('-')?;
        let number = number.trim().parse().ok().filter(|number| *number > 0)?;
        Some(MeasureNumber { issue: IssueNumber::read(issue)?, number })
    }
}

impl std::fmt::Display for MeasureNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.issue, self.number)
    }
}

/// 事業の使い方: with which means a measure is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Means {
    /// 既存の事業をそのまま使う.
    AsIs,
    /// 既存の事業を組みかえる.
    Reshaped,
    /// 新しく始める.
    New,
}

impl Means {
    /// In the order of the form.
    pub const ALL: [Means; 3] = [Means::AsIs, Means::Reshaped, Means::New];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            Means::AsIs => "as_is",
            Means::Reshaped => "reshaped",
            Means::New => "new",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<Means> {
        Means::ALL.into_iter().find(|means| means.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            Means::AsIs => "既存の事業をそのまま使う",
            Means::Reshaped => "既存の事業を組みかえる",
            Means::New => "新しく始める",
        }
    }

    /// As a list shows it.
    pub fn short(self) -> &'static str {
        match self {
            Means::AsIs => "そのまま",
            Means::Reshaped => "組みかえ",
            Means::New => "新規",
        }
    }
}

/// 方策の状態: how far a measure has come. Each change is a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Progress {
    /// 案.
    Proposed,
    /// 採用.
    Adopted,
    /// 取り組み中.
    Running,
    /// できた, with what came of it.
    Finished,
    /// 取りやめ, with the reason.
    Dropped,
}

impl Progress {
    /// In the order of the work.
    pub const ALL: [Progress; 5] =
        [Progress::Proposed, Progress::Adopted, Progress::Running, Progress::Finished, Progress::Dropped];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            Progress::Proposed => "proposed",
            Progress::Adopted => "adopted",
            Progress::Running => "running",
            Progress::Finished => "finished",
            Progress::Dropped => "dropped",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<Progress> {
        Progress::ALL.into_iter().find(|progress| progress.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            Progress::Proposed => "案",
            Progress::Adopted => "採用",
            Progress::Running => "取り組み中",
            Progress::Finished => "できた",
            Progress::Dropped => "取りやめ",
        }
    }

    /// The mark beside the word.
    pub fn mark(self) -> &'static str {
        match self {
            Progress::Proposed => "draft",
            Progress::Adopted | Progress::Running => "going",
            Progress::Finished => "tied",
            Progress::Dropped => "out",
        }
    }

    /// 終わった: nothing more is asked of it.
    pub fn is_over(self) -> bool {
        matches!(self, Progress::Finished | Progress::Dropped)
    }
}

/// 今年度、市にできるか: what stands between the town and a measure in this budget year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// 手もとの手段でできる.
    AtHand,
    /// 組みかえればできる.
    Reshaping,
    /// 来年度以降の予算があればできる.
    NextBudget,
    /// 市のことではない.
    NotOurs,
    /// まだ分からない: nobody has said with which means.
    Unknown,
}

impl Reach {
    /// In the order of the filter.
    pub const ALL: [Reach; 5] = [Reach::AtHand, Reach::Reshaping, Reach::NextBudget, Reach::NotOurs, Reach::Unknown];

    /// As in an address.
    pub fn code(self) -> &'static str {
        match self {
            Reach::AtHand => "at_hand",
            Reach::Reshaping => "reshaping",
            Reach::NextBudget => "next_budget",
            Reach::NotOurs => "not_ours",
            Reach::Unknown => "unknown",
        }
    }

    /// From an address.
    pub fn parse(code: &str) -> Option<Reach> {
        Reach::ALL.into_iter().find(|reach| reach.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            Reach::AtHand => "手もとの手段でできる",
            Reach::Reshaping => "組みかえればできる",
            Reach::NextBudget => "来年度以降の予算が要る",
            Reach::NotOurs => "市だけのことではない",
            Reach::Unknown => "まだ分からない",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use almanac::FiscalYear;

    #[test]
    fn a_measure_is_called_by_its_issue_and_number_however_it_is_typed() {
        let number = MeasureNumber { issue: IssueNumber { year: FiscalYear(2024), number: 3 }, number: 1 };
        assert_eq!(number.to_string(), "R6-003-1");
        for typed in ["R6-003-1", "r6-3-1", "Ｒ６－００３－１", " 令和6年度-3-1 "] {
            assert_eq!(MeasureNumber::read(typed), Some(number), "{typed}");
        }
        for typed in ["", "R6-003", "R6-003-0", "R6-003-x", "退院-1"] {
            assert_eq!(MeasureNumber::read(typed), None, "{typed}");
        }
    }

    #[test]
    fn stored_codes_are_read_back() {
        assert!(Means::ALL.into_iter().all(|means| Means::parse(means.code()) == Some(means)));
        assert!(Progress::ALL.into_iter().all(|progress| Progress::parse(progress.code()) == Some(progress)));
        assert!(Reach::ALL.into_iter().all(|reach| Reach::parse(reach.code()) == Some(reach)));
    }
}
