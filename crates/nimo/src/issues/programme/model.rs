//! Words of the catalogue of existing programmes (既存の事業). Pure.

use crate::editing::read::{fiscal_year, lines, one_line, yen};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use almanac::FiscalYear;

crate::id!(
    /// An existing programme (既存の事業).
    ProgrammeId
);

/// The fields of a programme that are edited.
pub const SHAPE: Shape = Shape {
    kind: "Programme",
    fields: &[
        ("name", "事業の名"),
        ("section", "所管課"),
        ("law", "根拠"),
        ("users", "だれが使えるか"),
        ("budget_yen", "予算額"),
        ("budget_year", "予算の年度"),
        ("note", "覚え書き"),
        ("retired", "終わった事業"),
    ],
};

/// What a programme's form holds, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgrammeForm {
    /// 事業の名, as typed but for outer spaces.
    pub name: String,
    /// 所管課.
    pub section: String,
    /// 根拠: law, ordinance or guideline, in words.
    pub law: String,
    /// だれが使えるか.
    pub users: String,
    /// 予算額, in yen.
    pub budget_yen: Option<i64>,
    /// The 年度 of that budget.
    pub budget_year: Option<FiscalYear>,
    /// 覚え書き.
    pub note: String,
    /// No longer chosen for new measures; old ones keep it.
    pub is_retired: bool,
}

const MOST_NAME: usize = 80;
const MOST_LINE: usize = 200;
const MOST_NOTE: usize = 2000;

impl ProgrammeForm {
    /// Reads the fields.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts) -> Result<ProgrammeForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let form = ProgrammeForm {
            name: one_line("name", texts, MOST_NAME, w),
            section: one_line("section", texts, MOST_NAME, w),
            law: one_line("law", texts, MOST_LINE, w),
            users: lines("users", texts, MOST_LINE, w),
            budget_yen: yen("budget_yen", texts, w),
            budget_year: fiscal_year("budget_year", texts, w),
            note: lines("note", texts, MOST_NOTE, w),
            is_retired: !text(texts, "retired").trim().is_empty(),
        };
        if form.name.is_empty() && wrongs.is_empty() {
            let example = "空です。事業の名を、予算書のとおりに入れてください。例: 地域活動支援センター事業";
            wrongs.push(Wrong::new("name", example));
        }
        if wrongs.is_empty() { Ok(form) } else { Err(wrongs) }
    }

    /// The fields as texts, for a version.
    pub fn texts(&self) -> Texts {
        let texts = [
            ("name", self.name.clone()),
            ("section", self.section.clone()),
            ("law", self.law.clone()),
            ("users", self.users.clone()),
            ("budget_yen", self.budget_yen.map_or_else(String::new, |yen| yen.to_string())),
            ("budget_year", self.budget_year.map_or_else(String::new, |year| year.to_string())),
            ("note", self.note.clone()),
            ("retired", if self.is_retired { "retired".into() } else { String::new() }),
        ];
        texts.into_iter().map(|(name, value)| (name.to_string(), value)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_wrong_field_gets_its_own_sentence() {
        for (field, value) in [("name", ""), ("name", "1\n2"), ("budget_yen", "少し"), ("budget_year", "去年")] {
            let mut texts = Texts::from([("name".to_string(), "地域活動支援センター事業".to_string())]);
            texts.insert(field.into(), value.into());
            let wrongs = ProgrammeForm::parse(&texts).unwrap_err();
            assert_eq!(wrongs.iter().map(|w| w.field).collect::<Vec<_>>(), [field], "{value}");
        }
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics_and_what_is_understood_stays(field in 0usize..8, value in "\\PC{0,40}") {
            let mut texts = Texts::from([("name".to_string(), "事業".to_string())]);
            texts.insert(SHAPE.fields[field].0.into(), value);
            if let Ok(form) = ProgrammeForm::parse(&texts) {
                prop_assert_eq!(ProgrammeForm::parse(&form.texts()), Ok(form));
            }
        }
    }
}
