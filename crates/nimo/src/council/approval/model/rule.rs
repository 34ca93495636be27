//! What a rule of approval says.

use super::Disclosure;
use super::form::{MOST_LINE, MOST_POST, reason, stamps};
use crate::editing::read::{code, day, lines, one_line};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use almanac::Date;

/// The fields of a rule that are edited. Its act stays: another act has a rule of its own.
pub const RULE: Shape = Shape {
    kind: "ApprovalRule",
    fields: &[
        ("from_on", "いつから"),
        ("needed", "決裁"),
        ("post", "決裁する職"),
        ("stamps", "決裁欄の職"),
        ("disclosure", "公開区分"),
        ("disclosure_reason", "公開区分の理由"),
        ("note", "覚え書き"),
    ],
};

/// What a rule holds, understood. What is empty is typed anew in each proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApprovalRuleForm {
    /// From this day.
    pub from_on: Date,
    /// Does the act want a proposal that came back?
    pub needed: bool,
    /// 決裁する職, as a proposal begins with it.
    pub post: String,
    /// The posts over the boxes for stamps.
    pub stamps: Vec<String>,
    /// 公開区分, as a proposal begins with it.
    pub disclosure: Option<Disclosure>,
    /// Why it is not open to all.
    pub disclosure_reason: String,
    /// On what it rests: the town's own rules of who decides what.
    pub note: String,
}

impl ApprovalRuleForm {
    /// Reads the fields.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts) -> Result<ApprovalRuleForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let from_on = day("from_on", texts, w);
        if text(texts, "from_on").trim().is_empty() {
            w.push(Wrong::new("from_on", "空です。この決まりが効き始める日を入れてください。例: 令和9年4月1日"));
        }
        let is_needed = |code: &str| match code {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        let needed = code("needed", texts, is_needed, w);
        if text(texts, "needed").trim().is_empty() {
            w.push(Wrong::new("needed", "選ばれていません。決裁が要るか、要らないかを選んでください。"));
        }
        let post = one_line("post", texts, MOST_POST, w);
        let stamps = stamps(texts, w);
        let disclosure = code("disclosure", texts, Disclosure::parse, w);
        let disclosure_reason = reason(texts, w);
        if disclosure.is_none() && !disclosure_reason.is_empty() && w.is_empty() {
            w.push(Wrong::new("disclosure", "理由だけが入っています。公開区分を選んでください。"));
        }
        let note = lines("note", texts, MOST_LINE, w);
        match (from_on, needed) {
            (Some(from_on), Some(needed)) if wrongs.is_empty() => {
                Ok(ApprovalRuleForm { from_on, needed, post, stamps, disclosure, disclosure_reason, note })
            }
            _ => Err(wrongs),
        }
    }

    /// The fields as texts, for a version.
    pub fn texts(&self) -> Texts {
        [
            ("from_on", self.from_on.to_string()),
            ("needed", if self.needed { "yes" } else { "no" }.to_string()),
            ("post", self.post.clone()),
            ("stamps", self.stamps.join("、")),
            ("disclosure", self.disclosure.map_or("", Disclosure::code).to_string()),
            ("disclosure_reason", self.disclosure_reason.clone()),
            ("note", self.note.clone()),
        ]
        .map(|(name, value)| (name.to_string(), value))
        .into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(pairs: &[(&str, &str)]) -> Texts {
        let base = [("from_on", "R8.4.1"), ("needed", "yes")];
        base.iter().chain(pairs).map(|(name, value)| (name.to_string(), value.to_string())).collect()
    }

    #[test]
    fn a_rule_is_read_from_its_form_and_written_back_the_same() {
        let form = ApprovalRuleForm::parse(&typed(&[
            ("post", "障がい福祉課長"),
            ("stamps", "係長、課長"),
            ("disclosure", "timed"),
            ("disclosure_reason", "開催の日まで"),
        ]))
        .unwrap();
        assert!(form.needed && form.disclosure == Some(Disclosure::Timed));
        assert_eq!(ApprovalRuleForm::parse(&form.texts()), Ok(form));
    }

    #[test]
    fn every_wrong_field_of_a_rule_gets_its_own_sentence() {
        for (field, value) in [
            ("from_on", ""),
            ("from_on", "春"),
            ("needed", ""),
            ("needed", "perhaps"),
            ("post", "1\n2"),
            ("disclosure", "secret"),
        ] {
            let wrongs = ApprovalRuleForm::parse(&typed(&[(field, value)])).unwrap_err();
            assert_eq!(wrongs.iter().map(|wrong| wrong.field).collect::<Vec<_>>(), [field], "{field}: {value}");
        }
        let wrong = |pairs: &[(&str, &str)]| ApprovalRuleForm::parse(&typed(pairs)).unwrap_err()[0].field;
        assert_eq!(wrong(&[("disclosure_reason", "個人に関する情報")]), "disclosure");
        assert_eq!(wrong(&[("disclosure", "closed")]), "disclosure_reason");
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics_and_what_is_understood_stays(field in 0usize..7, value in "(\\PC|[\t\n]){0,40}") {
            let mut texts = typed(&[]);
            texts.insert(RULE.fields[field].0.into(), value);
            if let Ok(form) = ApprovalRuleForm::parse(&texts) {
                prop_assert_eq!(ApprovalRuleForm::parse(&form.texts()), Ok(form));
            }
        }
    }
}
