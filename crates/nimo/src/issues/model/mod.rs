//! Words of the issues: ids, numbers, who can solve one, how far it has come, what became of an opinion. Pure.

mod form;

pub use form::{IssueForm, SHAPE};

use almanac::FiscalYear;

crate::id!(
    /// An issue (課題).
    IssueId
);
crate::id!(
    /// What became of one opinion (意見のその後): a link to an issue, or an answer.
    FateId
);

/// 課題番号: the short number by which people call an issue, R6-003.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct IssueNumber {
    /// The 年度 in which it was raised.
    pub year: FiscalYear,
    /// Its number in that year, from 1.
    pub number: u32,
}

impl IssueNumber {
    /// From what somebody typed: R6-003, Ｒ６－３, 令和6年度-3.
    pub fn read(typed: &str) -> Option<IssueNumber> {
        let plain = glyphs::fold(typed.trim());
        let (year, number) = plain.split_once('-')?;
        let year = almanac::read_fiscal_year(year.trim()).ok()?;
        let number = number.trim().parse().ok().filter(|number| *number > 0)?;
        Some(IssueNumber { year, number })
    }
}

impl std::fmt::Display for IssueNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{:03}", self.year.short(), self.number)
    }
}

/// だれが解けるか: on which level an issue can be solved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Solver {
    /// 市: the municipality itself.
    Town,
    /// 圏域: the health and welfare area with its 保健所 and hospitals.
    Area,
    /// 県.
    Prefecture,
    /// 国.
    Nation,
    /// 民間.
    Private,
}

impl Solver {
    /// In the order of the form.
    pub const ALL: [Solver; 5] = [Solver::Town, Solver::Area, Solver::Prefecture, Solver::Nation, Solver::Private];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            Solver::Town => "town",
            Solver::Area => "area",
            Solver::Prefecture => "prefecture",
            Solver::Nation => "nation",
            Solver::Private => "private",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<Solver> {
        Solver::ALL.into_iter().find(|solver| solver.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            Solver::Town => "市",
            Solver::Area => "圏域",
            Solver::Prefecture => "県",
            Solver::Nation => "国",
            Solver::Private => "民間",
        }
    }
}

/// 課題の状態: how far an issue has come. Each change is a row, so that the way is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// 起こした.
    Raised,
    /// 検討中.
    Examined,
    /// 取り組み中.
    Adopted,
    /// 見守り: known, nothing is done for now.
    Watched,
    /// 終えた, with what came of it.
    Closed,
    /// ふたたび開いた.
    Reopened,
}

impl Stage {
    /// In the order of the work.
    pub const ALL: [Stage; 6] =
        [Stage::Raised, Stage::Examined, Stage::Adopted, Stage::Watched, Stage::Closed, Stage::Reopened];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            Stage::Raised => "raised",
            Stage::Examined => "examined",
            Stage::Adopted => "adopted",
            Stage::Watched => "watched",
            Stage::Closed => "closed",
            Stage::Reopened => "reopened",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|stage| stage.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            Stage::Raised => "起こした",
            Stage::Examined => "検討中",
            Stage::Adopted => "取り組み中",
            Stage::Watched => "見守り",
            Stage::Closed => "終えた",
            Stage::Reopened => "ふたたび開いた",
        }
    }

    /// The mark beside the word.
    pub fn mark(self) -> &'static str {
        match self {
            Stage::Raised | Stage::Reopened => "open",
            Stage::Examined | Stage::Adopted => "going",
            Stage::Watched => "draft",
            Stage::Closed => "tied",
        }
    }
}

/// 答えて終える: how an opinion was answered without an issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerKind {
    /// その場で回答.
    OnTheSpot,
    /// 対象外: not for this council.
    OutOfScope,
    /// 了知: heard, nothing is to be done.
    Noted,
}

impl AnswerKind {
    /// In the order of the form.
    pub const ALL: [AnswerKind; 3] = [AnswerKind::OnTheSpot, AnswerKind::OutOfScope, AnswerKind::Noted];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            AnswerKind::OnTheSpot => "on_the_spot",
            AnswerKind::OutOfScope => "out_of_scope",
            AnswerKind::Noted => "noted",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<AnswerKind> {
        AnswerKind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            AnswerKind::OnTheSpot => "その場で回答",
            AnswerKind::OutOfScope => "対象外",
            AnswerKind::Noted => "了知",
        }
    }

    /// The mark beside the word.
    pub fn mark(self) -> &'static str {
        if self == AnswerKind::OutOfScope { "out" } else { "tied" }
    }
}

/// 意見のその後: what an opinion did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// It raised an issue (課題を起こした).
    Raised(IssueId),
    /// It joined one (加わった).
    Joined(IssueId),
    /// It was answered (答えて終えた).
    Answered(AnswerKind),
}

impl Way {
    /// The issue to which it leads.
    pub fn issue(self) -> Option<IssueId> {
        match self {
            Way::Raised(issue) | Way::Joined(issue) => Some(issue),
            Way::Answered(_) => None,
        }
    }
}

/// 構成要素: one element of the system. The six of the national portal ship; an office may rename, add and retire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// A stable code.
    pub code: String,
    /// As shown.
    pub label: String,
    /// No longer chosen for new issues; old ones keep it.
    pub is_retired: bool,
}

/// The six elements of 「精神障害にも対応した地域包括ケアシステム」: code and label, in the order of the portal of the ministry
/// (厚生労働省 精神障害にも対応した地域包括ケアシステム構築支援情報ポータル). Other papers split them otherwise, so an office
/// may edit them.
pub const ELEMENTS: [(&str, &str); 6] = [
    ("medical", "医療"),
    ("welfare_care", "障害福祉・介護"),
    ("housing", "住まい"),
    ("participation", "社会参加（就労など）"),
    ("mutual_aid", "地域の助け合い"),
    ("awareness", "普及啓発（教育など）"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issue_is_called_by_year_and_number_however_it_is_typed() {
        let number = IssueNumber { year: FiscalYear(2024), number: 3 };
        assert_eq!(number.to_string(), "R6-003");
        for typed in ["R6-003", "r6-3", "Ｒ６－００３", "令和6年度-3", " R6 - 003 "] {
            assert_eq!(IssueNumber::read(typed), Some(number), "{typed}");
        }
        for typed in ["", "R6", "R6-0", "R6-x", "-3", "退院"] {
            assert_eq!(IssueNumber::read(typed), None, "{typed}");
        }
    }

    #[test]
    fn stored_codes_are_read_back() {
        assert!(Stage::ALL.into_iter().all(|stage| Stage::parse(stage.code()) == Some(stage)));
        assert!(Solver::ALL.into_iter().all(|solver| Solver::parse(solver.code()) == Some(solver)));
        assert!(AnswerKind::ALL.into_iter().all(|kind| AnswerKind::parse(kind.code()) == Some(kind)));
    }
}
