//! Rules of meetings and of keeping minutes. Pure.

mod number;

pub use number::{Row, misplaced, numbered as renumbered};

use crate::council::meeting::model::{BlockKind, MeetingForm, MeetingId};

/// The sentence that a clerk reads first: what was read, and how many places want her eyes.
pub fn first_sentence(kinds: &[BlockKind], present: Option<usize>, doubts: usize) -> (String, String) {
    let told = |(kind, word): &(BlockKind, &str)| {
        let count = kinds.iter().filter(|k| *k == kind).count();
        (count > 0).then(|| format!("{word}{count}件"))
    };
    let main = [(BlockKind::Opinion, "意見"), (BlockKind::Decision, "決定")];
    let rest = [(BlockKind::Question, "質問"), (BlockKind::Explanation, "説明"), (BlockKind::Statement, "発言")];
    let mut parts: Vec<String> = main.iter().filter_map(told).collect();
    if parts.is_empty() {
        parts = rest.iter().filter_map(told).collect();
    }
    if let Some(present) = present {
        parts.push(format!("出席{present}人"));
    }
    let read = match parts.as_slice() {
        [] => "会議録のまとまりは見つかりませんでした。".to_string(),
        parts => format!("{}を読みました。", parts.join("、")),
    };
    let look = match doubts {
        0 => "見てほしいところはありません。".to_string(),
        doubts => format!("見てほしいのは{doubts}か所です。"),
    };
    (read, look)
}

/// A meeting of the same council that carries a number.
pub struct Numbered {
    /// The meeting.
    pub id: MeetingId,
    /// What its form holds.
    pub form: MeetingForm,
    /// Are its minutes kept, or is a sheet being corrected in it?
    pub has_sheet: bool,
}

/// Do these two forms name the same meeting? By number within the same year (or by running number), else by the day. What one
/// of them does not say parts nothing.
pub fn is_same_meeting(one: &MeetingForm, other: &MeetingForm) -> bool {
    let may_be = |a: Option<_>, b: Option<_>| a.is_none() || b.is_none() || a == b;
    let is_one_day = one.held_on.is_some() && one.held_on == other.held_on;
    match (one.number, other.number) {
        (Some(a), Some(b)) if a != b => false,
        (Some(_), Some(_)) => {
            let years = (one.fiscal_year, other.fiscal_year);
            let is_one_year = matches!(years, (Some(a), Some(b)) if a == b);
            (is_one_year || (may_be(years.0.map(|y| y.0), years.1.map(|y| y.0)) && is_one_day))
                && (one.number_of.is_none() || other.number_of.is_none() || one.number_of == other.number_of)
        }
        _ => is_one_day,
    }
}

/// What a newly read sheet is to the meetings that stand: the plan of one waits for it, or one has its minutes already.
#[derive(Debug, PartialEq, Eq)]
pub enum Meets {
    /// Nothing: a meeting of its own.
    Nobody,
    /// A planned or held meeting without a sheet.
    Plan(MeetingId),
    /// One that has its sheet: a question for the clerk.
    Sheet(MeetingId),
}

/// Looks for the meeting of a newly read sheet.
pub fn meets(form: &MeetingForm, standing: &[Numbered]) -> Meets {
    let same = || standing.iter().filter(|meeting| is_same_meeting(form, &meeting.form));
    match (same().find(|m| !m.has_sheet), same().find(|m| m.has_sheet)) {
        (Some(plan), _) => Meets::Plan(plan.id),
        (None, Some(sheet)) => Meets::Sheet(sheet.id),
        (None, None) => Meets::Nobody,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::council::meeting::model::NumberOf;
    use almanac::FiscalYear;

    #[test]
    fn the_first_sentence_says_what_was_read_and_where_to_look() {
        use BlockKind::{Decision, Opinion, Statement};
        let kinds = [&[Opinion; 13][..], &[Decision; 2], &[Statement; 3]].concat();
        let (read, look) = first_sentence(&kinds, Some(11), 1);
        assert_eq!(
            (read.as_str(), look.as_str()),
            ("意見13件、決定2件、出席11人を読みました。", "見てほしいのは1か所です。")
        );
        assert_eq!(first_sentence(&[], None, 0).0, "会議録のまとまりは見つかりませんでした。");
        assert_eq!(first_sentence(&[Statement; 4], None, 0).0, "発言4件を読みました。");
    }

    #[test]
    fn a_sheet_finds_the_plan_that_waits_for_it_and_asks_about_one_that_has_its_minutes() {
        let form = |year: i32, number| MeetingForm {
            fiscal_year: Some(FiscalYear(year)),
            number: Some(number),
            ..MeetingForm::default()
        };
        let [plan, sheet] = [(); 2].map(|()| MeetingId::fresh());
        let standing = [
            Numbered { id: sheet, form: form(2024, 1), has_sheet: true },
            Numbered { id: plan, form: form(2024, 2), has_sheet: false },
        ];
        assert_eq!(meets(&form(2024, 2), &standing), Meets::Plan(plan));
        assert_eq!(meets(&form(2024, 1), &standing), Meets::Sheet(sheet));
        assert_eq!(meets(&form(2025, 1), &standing), Meets::Nobody);
        assert_eq!(meets(&MeetingForm::default(), &standing), Meets::Nobody);
        let counted = MeetingForm { number_of: Some(NumberOf::FiscalYear), ..form(2024, 2) };
        assert_eq!(meets(&counted, &standing), Meets::Plan(plan), "a plan that does not say how it counts");
        let running = MeetingForm { number_of: Some(NumberOf::Total), ..form(2024, 2) };
        assert!(!is_same_meeting(&running, &counted));
    }
}
