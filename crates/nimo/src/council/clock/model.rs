//! 段取り: the steps that have a deadline, and what people write beside them. Pure.

use crate::council::meeting::model::MeetingId;
use crate::editing::read::{day, lines};
use crate::editing::shape::{Shape, Texts, Wrong};
use almanac::Date;

/// The fields that are written by hand.
pub const SHAPE: Shape =
    Shape { kind: "Deadline", fields: &[("done_on", "済んだ日"), ("note", "理由・覚え書き")] };

/// So long is the longest note.
pub const MOST_NOTE: usize = 400;

/// 段取り: a step before or after a meeting that has a deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DeadlineStep {
    /// 開催通知.
    Notice,
    /// 会議の概要.
    Outline,
    /// 会議録.
    Minutes,
    /// 会議録の確認.
    Confirmation,
    /// 会議録の公表.
    Publication,
}

impl DeadlineStep {
    /// In their order.
    pub const ALL: [DeadlineStep; 5] = [
        DeadlineStep::Notice,
        DeadlineStep::Outline,
        DeadlineStep::Minutes,
        DeadlineStep::Confirmation,
        DeadlineStep::Publication,
    ];

    /// As stored, and in paths.
    pub fn code(self) -> &'static str {
        match self {
            DeadlineStep::Notice => "notice",
            DeadlineStep::Outline => "outline",
            DeadlineStep::Minutes => "minutes",
            DeadlineStep::Confirmation => "confirmation",
            DeadlineStep::Publication => "publication",
        }
    }

    /// From what is stored, or from a path.
    pub fn parse(code: &str) -> Option<DeadlineStep> {
        DeadlineStep::ALL.into_iter().find(|step| step.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            DeadlineStep::Notice => "開催通知",
            DeadlineStep::Outline => "会議の概要",
            DeadlineStep::Minutes => "会議録",
            DeadlineStep::Confirmation => "会議録の確認",
            DeadlineStep::Publication => "会議録の公表",
        }
    }
}

/// 期限: a step of a meeting. Every meeting has all five, whether or not anything was written beside them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeadlineId {
    /// The meeting.
    pub meeting: MeetingId,
    /// The step.
    pub step: DeadlineStep,
}

impl std::fmt::Display for DeadlineId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.meeting, self.step.code())
    }
}

/// What people write beside a step.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MarkForm {
    /// 済んだ日.
    pub done_on: Option<Date>,
    /// Why it was late, or what else to remember.
    pub note: String,
}

impl MarkForm {
    /// Reads the fields.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts) -> Result<MarkForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let form = MarkForm { done_on: day("done_on", texts, w), note: lines("note", texts, MOST_NOTE, w) };
        if wrongs.is_empty() { Ok(form) } else { Err(wrongs) }
    }

    /// The fields as texts, for a version.
    pub fn texts(&self) -> Texts {
        [("done_on", self.done_on.map_or_else(String::new, |day| day.to_string())), ("note", self.note.clone())]
            .map(|(name, value)| (name.to_string(), value))
            .into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(done_on: &str, note: &str) -> Texts {
        [("done_on", done_on), ("note", note)].map(|(name, value)| (name.to_string(), value.to_string())).into()
    }

    #[test]
    fn a_day_and_a_reason_are_read_from_the_form_and_written_back_the_same() {
        let form = MarkForm::parse(&typed("令和８年７月２４日", " 市長決裁が遅れたため。\n")).unwrap();
        assert_eq!(
            (form.done_on.unwrap().to_string(), form.note.as_str()),
            ("2026-07-24".into(), "市長決裁が遅れたため。")
        );
        assert_eq!(MarkForm::parse(&form.texts()), Ok(form));
        assert_eq!(MarkForm::parse(&typed(" ", "\n")), Ok(MarkForm::default()));
        let field = |done_on: &str, note: &str| MarkForm::parse(&typed(done_on, note)).unwrap_err()[0].field;
        assert_eq!((field("平成35年2月3日", ""), field("", &"あ".repeat(401))), ("done_on", "note"));
    }

    #[test]
    fn every_step_is_stored_under_a_code_of_its_own() {
        assert!(DeadlineStep::ALL.iter().all(|step| DeadlineStep::parse(step.code()) == Some(*step)));
        assert_eq!(DeadlineStep::parse("meeting"), None);
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics_and_what_is_understood_stays(day in "(\\PC|[\t\n]){0,20}", note in "(\\PC|[\t\n]){0,60}") {
            if let Ok(form) = MarkForm::parse(&typed(&day, &note)) {
                prop_assert_eq!(MarkForm::parse(&form.texts()), Ok(form));
            }
        }
    }
}
