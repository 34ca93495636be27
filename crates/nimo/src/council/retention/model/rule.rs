//! What a rule of keeping says.

use super::{KeptFor, RetentionKind};
use crate::editing::read::{day, lines, one_line};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use almanac::Date;

/// The fields of a rule that are edited; each kind has its own, named by its code.
pub const SHAPE: Shape = Shape {
    kind: "RetentionRule",
    fields: &[
        ("from_on", "いつから"),
        ("basis", "根拠"),
        ("minutes", "会議録の版とPDF"),
        ("handout", "会議資料のファイル"),
        ("dispatch", "送付した一式"),
        ("letter", "委嘱状・任命書"),
        ("pay", "報酬等の支払"),
        ("approval", "決裁の伺い"),
        ("note", "覚え書き"),
    ],
};

const MOST_BASIS: usize = 120;
const MOST_NOTE: usize = 400;

/// What a rule holds, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetentionRuleForm {
    /// From this day. What is kept then is judged by it, however old it is.
    pub from_on: Date,
    /// 根拠: the town's own rules on documents.
    pub basis: String,
    /// How long each of [`RetentionKind::ALL`] is kept.
    pub kept: [KeptFor; RetentionKind::ALL.len()],
    /// 覚え書き.
    pub note: String,
}

impl RetentionRuleForm {
    /// Reads the fields.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts) -> Result<RetentionRuleForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let from_on = day("from_on", texts, w);
        if text(texts, "from_on").trim().is_empty() {
            w.push(Wrong::new("from_on", "空です。この決まりが効き始める日を入れてください。例: 令和8年4月1日"));
        }
        let basis = one_line("basis", texts, MOST_BASIS, w);
        if basis.is_empty() {
            w.push(Wrong::new(
                "basis",
                "空です。まちの文書の決まりの名を入れてください。例: みほん市文書管理規程 別表第2",
            ));
        }
        let kept = RetentionKind::ALL.map(|kind| {
            let kept = KeptFor::read(text(texts, kind.code()));
            if kept.is_none() {
                w.push(Wrong::new(
                    kind.code(),
                    "保存期間として読めません。1から100までの年数か、永年を入れてください。例: 5年、永年",
                ));
            }
            kept.unwrap_or(KeptFor::Always)
        });
        let note = lines("note", texts, MOST_NOTE, w);
        match from_on {
            Some(from_on) if wrongs.is_empty() => Ok(RetentionRuleForm { from_on, basis, kept, note }),
            _ => Err(wrongs),
        }
    }

    /// The fields as texts, for a version.
    pub fn texts(&self) -> Texts {
        let own = [("from_on", self.from_on.to_string()), ("basis", self.basis.clone()), ("note", self.note.clone())];
        let kept = RetentionKind::ALL.into_iter().zip(&self.kept).map(|(kind, kept)| (kind.code(), kept.in_words()));
        own.into_iter().chain(kept).map(|(name, value)| (name.to_string(), value)).collect()
    }

    /// How long things of this kind are kept.
    pub fn of(&self, kind: RetentionKind) -> KeptFor {
        self.kept[kind as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(pairs: &[(&str, &str)]) -> Texts {
        let base = [("from_on", "R8.4.1"), ("basis", "みほん市文書管理規程")];
        let kept = RetentionKind::ALL.map(|kind| (kind.code(), "5"));
        let all = base.iter().chain(&kept).chain(pairs);
        all.map(|(name, value)| (name.to_string(), value.to_string())).collect()
    }

    #[test]
    fn a_rule_is_read_from_its_form_and_written_back_the_same() {
        let form = RetentionRuleForm::parse(&typed(&[("minutes", "永年"), ("pay", "７年")])).unwrap();
        let kept = [RetentionKind::Minutes, RetentionKind::Pay, RetentionKind::Approval].map(|kind| form.of(kind));
        assert_eq!(kept, [KeptFor::Always, KeptFor::Years(7), KeptFor::Years(5)]);
        assert_eq!(RetentionRuleForm::parse(&form.texts()), Ok(form));
        let fields: Vec<&str> = RetentionKind::ALL.iter().map(|kind| kind.code()).collect();
        assert!(fields.iter().all(|code| SHAPE.fields.iter().any(|(name, _)| name == code)), "each kind has its field");
    }

    #[test]
    fn every_wrong_field_of_a_rule_gets_its_own_sentence() {
        for (field, value) in [
            ("from_on", ""),
            ("from_on", "春"),
            ("basis", ""),
            ("basis", "1\n2"),
            ("minutes", ""),
            ("letter", "当分のあいだ"),
            ("pay", "0年"),
        ] {
            let wrongs = RetentionRuleForm::parse(&typed(&[(field, value)])).unwrap_err();
            assert_eq!(wrongs.iter().map(|wrong| wrong.field).collect::<Vec<_>>(), [field], "{field}: {value}");
        }
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics_and_what_is_understood_stays(field in 0usize..9, value in "(\\PC|[\t\n]){0,40}") {
            let mut texts = typed(&[]);
            texts.insert(SHAPE.fields[field].0.into(), value);
            if let Ok(form) = RetentionRuleForm::parse(&texts) {
                prop_assert_eq!(RetentionRuleForm::parse(&form.texts()), Ok(form));
            }
        }
    }
}
