//! The form of an issue. Pure.

use super::Solver;
use crate::council::model::CouncilId;
use crate::editing::read::{code, codes, day, lines, one_line};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use almanac::Date;
use serde::Deserialize;
use std::borrow::Cow;

/// The fields of an issue that are edited.
pub const SHAPE: Shape = Shape {
    kind: "Issue",
    fields: &[
        ("title", "課題"),
        ("matter", "何が問題か"),
        ("elements", "要素"),
        ("solvers", "だれが解けるか"),
        ("owner", "受けもち"),
        ("part", "付託した部会"),
        ("return_on", "部会から戻る日"),
    ],
};

/// What an issue's form holds, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssueForm {
    /// 課題: the issue in one line, as typed but for outer spaces.
    pub title: String,
    /// 何が問題か: what is the matter, in any number of lines.
    pub matter: String,
    /// 要素: codes of the office's elements, in their order.
    pub elements: Vec<String>,
    /// だれが解けるか.
    pub solvers: Vec<Solver>,
    /// 受けもち: a post, in words.
    pub owner: String,
    /// 部会付託: the part of the council that examines it.
    pub part: Option<CouncilId>,
    /// 部会から戻る日.
    pub return_on: Option<Date>,
}

/// The fields as a row holds them.
#[derive(Deserialize)]
struct Kept<'a> {
    #[serde(borrow)]
    title: Cow<'a, str>,
    #[serde(borrow, default)]
    matter: Cow<'a, str>,
    #[serde(borrow, default)]
    elements: Cow<'a, str>,
    #[serde(borrow, default)]
    solvers: Cow<'a, str>,
    #[serde(borrow, default)]
    owner: Cow<'a, str>,
    #[serde(borrow, default)]
    part: Cow<'a, str>,
    #[serde(borrow, default)]
    return_on: Cow<'a, str>,
}

const MOST_TITLE: usize = 120;
const MOST_MATTER: usize = 4000;
const MOST_OWNER: usize = 80;

impl IssueForm {
    /// An issue of which only the title is known.
    pub fn titled(title: impl Into<String>) -> IssueForm {
        IssueForm {
            title: title.into(),
            matter: String::new(),
            elements: vec![],
            solvers: vec![],
            owner: String::new(),
            part: None,
            return_on: None,
        }
    }

    /// Reads the fields.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts) -> Result<IssueForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let title = one_line("title", texts, MOST_TITLE, &mut wrongs);
        if title.is_empty() && wrongs.is_empty() {
            let example = "空です。課題を1行で入れてください。例: 退院後の暮らしのことが、入院している人に届いていない";
            wrongs.push(Wrong::new("title", example));
        }
        let matter = lines("matter", texts, MOST_MATTER, &mut wrongs);
        let owner = one_line("owner", texts, MOST_OWNER, &mut wrongs);
        let elements = codes("elements", texts, |code| Some(code.to_string()), &mut wrongs);
        let solvers = codes("solvers", texts, Solver::parse, &mut wrongs);
        let part = code("part", texts, CouncilId::parse, &mut wrongs);
        let return_on = day("return_on", texts, &mut wrongs);
        if return_on.is_some() && text(texts, "part").trim().is_empty() {
            wrongs.push(Wrong::new("part", "戻る日を入れたときは、付託した部会も選んでください。"));
        }
        if !wrongs.is_empty() {
            return Err(wrongs);
        }
        Ok(IssueForm { title, matter, elements, solvers, owner, part, return_on })
    }

    /// A form from its row, which holds what [`IssueForm::texts`] wrote. A list of a thousand is read in a third of the time that it
    /// takes to ask each field what somebody may have typed.
    pub fn kept(fields: &str) -> Option<IssueForm> {
        let Kept { title, matter, elements, solvers, owner, part, return_on } = serde_json::from_str(fields).ok()?;
        let maybe = |text: &str| (!text.is_empty()).then(|| text.to_string());
        Some(IssueForm {
            title: title.into_owned(),
            matter: matter.into_owned(),
            elements: elements.split_whitespace().map(str::to_string).collect(),
            solvers: solvers.split_whitespace().map(Solver::parse).collect::<Option<_>>()?,
            owner: owner.into_owned(),
            part: maybe(&part).map(|part| CouncilId::parse(&part).ok_or(())).transpose().ok()?,
            return_on: maybe(&return_on).map(|day| day.parse()).transpose().ok()?,
        })
    }

    /// The fields as texts, for a version.
    pub fn texts(&self) -> Texts {
        let solvers: Vec<&str> = self.solvers.iter().map(|solver| solver.code()).collect();
        let texts = [
            ("title", self.title.clone()),
            ("matter", self.matter.clone()),
            ("elements", self.elements.join(" ")),
            ("solvers", solvers.join(" ")),
            ("owner", self.owner.clone()),
            ("part", self.part.map_or_else(String::new, |part| part.to_string())),
            ("return_on", self.return_on.map_or_else(String::new, |day| day.to_string())),
        ];
        texts.into_iter().map(|(name, value)| (name.to_string(), value)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(pairs: &[(&str, &str)]) -> Texts {
        pairs.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect()
    }

    #[test]
    fn an_issue_is_read_as_clerks_type_it_and_written_back_the_same() {
        let part = CouncilId::fresh().to_string();
        let form = IssueForm::parse(&typed(&[
            ("title", "　退院後のことが届いていない "),
            ("matter", "病棟で聞く機会がない。\n家族も知らない。\n"),
            ("elements", "awareness welfare_care"),
            ("solvers", "town area"),
            ("owner", "相談支援係"),
            ("part", &part),
            ("return_on", "Ｒ６．１１．１"),
        ]))
        .unwrap();
        assert_eq!((form.title.as_str(), form.solvers.len()), ("退院後のことが届いていない", 2));
        assert_eq!(form.return_on.unwrap().to_string(), "2024-11-01");
        assert_eq!(IssueForm::parse(&form.texts()), Ok(form));
    }

    #[test]
    fn every_wrong_field_gets_its_own_sentence() {
        for (field, value) in [
            ("title", ""),
            ("title", "1行目\n2行目"),
            ("solvers", "village"),
            ("part", "退院促進部会"),
            ("return_on", "令和6年2月30日"),
        ] {
            let mut texts = typed(&[("title", "題"), ("part", &CouncilId::fresh().to_string())]);
            texts.insert(field.into(), value.into());
            let wrongs = IssueForm::parse(&texts).unwrap_err();
            assert_eq!(wrongs.iter().map(|w| w.field).collect::<Vec<_>>(), [field], "{value}");
        }
        let alone = typed(&[("title", "題"), ("return_on", "R6.11.1")]);
        assert_eq!(IssueForm::parse(&alone).unwrap_err()[0].field, "part");
        let long = typed(&[("title", "題"), ("matter", &"あ".repeat(4001))]);
        assert_eq!(IssueForm::parse(&long).unwrap_err()[0].field, "matter");
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics_and_what_is_understood_stays(field in 0usize..7, value in "\\PC{0,40}") {
            let mut texts = typed(&[("title", "題")]);
            texts.insert(SHAPE.fields[field].0.into(), value);
            if let Ok(form) = IssueForm::parse(&texts) {
                let kept = IssueForm::kept(&serde_json::to_string(&form.texts()).unwrap());
                prop_assert_eq!(kept.as_ref(), Some(&form));
                prop_assert_eq!(IssueForm::parse(&form.texts()), Ok(form));
            }
        }
    }
}
