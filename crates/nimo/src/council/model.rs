//! Words of a council. Pure.

use crate::editing::shape::{Shape, Texts, Wrong, text};

crate::id!(
    /// A council (協議会) or one of its parts (部会).
    CouncilId
);

/// 設置の根拠: on what a council rests. It decides about pay and publication.
///
/// Law: 地方自治法 第138条の4第3項 (docs/law.md#chihojichi-138-4-3): a body attached to the executive (附属機関) is made by
/// law or ordinance; what rests on a guideline (要綱) is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// 条例.
    Ordinance,
    /// 要綱.
    Guideline,
}

impl Basis {
    /// In the order of the form.
    pub const ALL: [Basis; 2] = [Basis::Ordinance, Basis::Guideline];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            Basis::Ordinance => "ordinance",
            Basis::Guideline => "guideline",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<Basis> {
        Basis::ALL.into_iter().find(|basis| basis.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            Basis::Ordinance => "条例",
            Basis::Guideline => "要綱",
        }
    }
}

/// 記録のしかた: how the minutes of a meeting are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordMethod {
    /// 全文記録.
    Verbatim,
    /// 発言ごとの要点記録.
    PerSpeechSummary,
    /// 要点記録.
    Summary,
}

impl RecordMethod {
    /// In the order of the form.
    pub const ALL: [RecordMethod; 3] = [RecordMethod::Summary, RecordMethod::PerSpeechSummary, RecordMethod::Verbatim];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            RecordMethod::Verbatim => "verbatim",
            RecordMethod::PerSpeechSummary => "per_speech_summary",
            RecordMethod::Summary => "summary",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<RecordMethod> {
        RecordMethod::ALL.into_iter().find(|method| method.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            RecordMethod::Verbatim => "全文記録",
            RecordMethod::PerSpeechSummary => "発言ごとの要点記録",
            RecordMethod::Summary => "要点記録",
        }
    }
}

/// 記録のしかたの決まり: the method that the council decided on, and from when it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordRule {
    /// The method.
    pub method: RecordMethod,
    /// The day of the meeting from which it holds.
    pub from_on: almanac::Date,
    /// That meeting as people call it (令和3年度第1回); may be empty.
    pub from_meeting: String,
}

/// The fields of a council that are edited.
pub const SHAPE: Shape = Shape {
    kind: "Council",
    fields: &[
        ("name", "名称"),
        ("basis", "設置の根拠"),
        ("parent", "上の協議会"),
        ("record_method", "記録のしかた"),
        ("record_from_on", "いつの会議から"),
        ("record_from_meeting", "どの会議から"),
    ],
};

/// What a council's form holds, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CouncilForm {
    /// 名称, as typed but for outer spaces.
    pub name: String,
    /// 設置の根拠.
    pub basis: Basis,
    /// 上の協議会: a council with a parent is a 部会 of it.
    pub parent: Option<CouncilId>,
    /// 記録のしかた, once it was decided.
    pub record_rule: Option<RecordRule>,
}

impl CouncilForm {
    /// Reads the fields.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts) -> Result<CouncilForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let mut keep = |wrong: Wrong| wrongs.push(wrong);
        let name = line("name", text(texts, "name"), 80).map_err(&mut keep).ok();
        if name.as_deref() == Some("") {
            keep(Wrong::new("name", "空です。名称を入れてください。例: みほん市精神保健福祉連絡協議会"));
        }
        let basis = Basis::parse(text(texts, "basis"));
        if basis.is_none() {
            keep(Wrong::new("basis", "条例か要綱のどちらかを選んでください。"));
        }
        let parent = match text(texts, "parent") {
            "" => Some(None),
            id => CouncilId::parse(id).map(Some),
        };
        if parent.is_none() {
            keep(Wrong::new("parent", "上の協議会は、一覧から選んでください。"));
        }
        let record_rule = record_rule(texts, &mut keep);
        match (name, basis, parent, record_rule) {
            (Some(name), Some(basis), Some(parent), Some(record_rule)) if wrongs.is_empty() => {
                Ok(CouncilForm { name, basis, parent, record_rule })
            }
            _ => Err(wrongs),
        }
    }

    /// As kept in a version: what was understood, dates in ISO.
    pub fn texts(&self) -> Texts {
        let rule = self.record_rule.as_ref();
        [
            ("name", self.name.clone()),
            ("basis", self.basis.code().into()),
            ("parent", self.parent.map_or_else(String::new, |id| id.to_string())),
            ("record_method", rule.map_or_else(String::new, |rule| rule.method.code().into())),
            ("record_from_on", rule.map_or_else(String::new, |rule| rule.from_on.to_string())),
            ("record_from_meeting", rule.map_or_else(String::new, |rule| rule.from_meeting.clone())),
        ]
        .map(|(name, value)| (name.to_string(), value))
        .into()
    }
}

fn record_rule(texts: &Texts, keep: &mut impl FnMut(Wrong)) -> Option<Option<RecordRule>> {
    let (method, on) = (text(texts, "record_method"), text(texts, "record_from_on").trim());
    let from_meeting = line("record_from_meeting", text(texts, "record_from_meeting"), 60).map_err(&mut *keep).ok();
    if method.is_empty() {
        if !on.is_empty() || from_meeting.as_deref().is_some_and(|meeting| !meeting.is_empty()) {
            keep(Wrong::new(
                "record_method",
                "いつから、だけが入っています。記録のしかたを選ぶか、いつから、を空にしてください。",
            ));
            return None;
        }
        return Some(None);
    }
    let Some(method) = RecordMethod::parse(method) else {
        keep(Wrong::new("record_method", "記録のしかたは、一覧から選んでください。"));
        return None;
    };
    match almanac::read_date(on) {
        Ok(from_on) => from_meeting.map(|from_meeting| Some(RecordRule { method, from_on, from_meeting })),
        Err(refusal) => {
            keep(Wrong::new("record_from_on", refusal.to_string()));
            None
        }
    }
}

fn line(field: &'static str, typed: &str, most: usize) -> Result<String, Wrong> {
    let line = typed.trim();
    if line.chars().count() > most || line.contains(['\n', '\t']) {
        return Err(Wrong::new(field, format!("1行、{most}文字までにしてください。")));
    }
    Ok(line.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(pairs: &[(&str, &str)]) -> Texts {
        pairs.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect()
    }

    #[test]
    fn a_council_is_read_from_its_form_and_written_back_the_same() {
        let form = CouncilForm::parse(&typed(&[
            ("name", "　みほん市精神保健福祉連絡協議会 "),
            ("basis", "ordinance"),
            ("record_method", "summary"),
            ("record_from_on", "Ｒ３．７．１５"),
            ("record_from_meeting", "令和3年度第1回"),
        ]))
        .unwrap();
        assert_eq!(form.name, "みほん市精神保健福祉連絡協議会");
        assert_eq!(form.texts()["record_from_on"], "2021-07-15");
        assert_eq!(CouncilForm::parse(&form.texts()), Ok(form));
    }

    #[test]
    fn every_wrong_field_gets_its_own_sentence() {
        let wrong = |pairs: &[(&str, &str)]| {
            CouncilForm::parse(&typed(pairs)).unwrap_err().iter().map(|wrong| wrong.field).collect::<Vec<_>>()
        };
        assert_eq!(wrong(&[]), ["name", "basis"]);
        let good = [("name", "部会"), ("basis", "guideline")];
        let with = |more: &[(&'static str, &'static str)]| wrong(&[&good[..], more].concat());
        assert_eq!(with(&[("parent", "1 or 1=1")]), ["parent"]);
        assert_eq!(with(&[("record_method", "summary")]), ["record_from_on"]);
        assert_eq!(with(&[("record_method", "summary"), ("record_from_on", "令和6年2月30日")]), ["record_from_on"]);
        assert_eq!(with(&[("record_from_on", "R6.5.23")]), ["record_method"]);
        assert_eq!(with(&[("record_method", "poem")]), ["record_method"]);
    }

    /// Law: 地方自治法 第138条の4第3項
    #[test]
    fn a_council_rests_on_an_ordinance_or_on_a_guideline_and_says_which() {
        assert_eq!(Basis::ALL.map(Basis::label), ["条例", "要綱"]);
        for basis in Basis::ALL {
            let form = CouncilForm::parse(&typed(&[("name", "協議会"), ("basis", basis.code())])).unwrap();
            assert_eq!(form.basis, basis);
        }
        assert!(CouncilForm::parse(&typed(&[("name", "協議会"), ("basis", "custom")])).is_err());
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics(
            name in "\\PC{0,90}", basis in "\\PC{0,10}", parent in "\\PC{0,40}", on in "\\PC{0,20}",
        ) {
            let texts = typed(&[("name", &name), ("basis", &basis), ("parent", &parent), ("record_from_on", &on)]);
            if let Err(wrongs) = CouncilForm::parse(&texts) {
                prop_assert!(wrongs.iter().all(|wrong| wrong.sentence.ends_with('。')
                    || wrong.sentence.contains('例')), "{:?}", wrongs);
            }
        }
    }
}
