//! What somebody asked to be put right, and the answer.

use crate::council::meeting::model::BlockId;
use crate::editing::read::{code, day, lines, one_line};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use almanac::Date;

/// The fields of a correction.
pub const CORRECTION: Shape = Shape {
    kind: "Correction",
    fields: &[
        ("who", "だれから"),
        ("came_on", "来た日"),
        ("block", "どの発言"),
        ("said", "申出の内容"),
        ("verdict", "どうしたか"),
        ("answer", "答え"),
    ],
};

const MOST_NAME: usize = 80;
const MOST_WORDS: usize = 4_000;

/// どうしたか: what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CorrectionVerdict {
    /// 直した.
    Taken,
    /// 一部を直した.
    Partly,
    /// 直さない.
    NotTaken,
}

impl CorrectionVerdict {
    /// In the order of the form.
    pub const ALL: [CorrectionVerdict; 3] =
        [CorrectionVerdict::Taken, CorrectionVerdict::Partly, CorrectionVerdict::NotTaken];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            CorrectionVerdict::Taken => "taken",
            CorrectionVerdict::Partly => "partly",
            CorrectionVerdict::NotTaken => "not_taken",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<CorrectionVerdict> {
        CorrectionVerdict::ALL.into_iter().find(|one| one.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            CorrectionVerdict::Taken => "直した",
            CorrectionVerdict::Partly => "一部を直した",
            CorrectionVerdict::NotTaken => "直さない",
        }
    }
}

/// What the form of a correction holds, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectionForm {
    /// Who asked, as named in the minutes or otherwise.
    pub who: String,
    /// On which day it came.
    pub came_on: Date,
    /// Which block, where it is about one.
    pub block: Option<BlockId>,
    /// What was asked, as it came.
    pub said: String,
    /// What became of it; none while it waits for an answer.
    pub verdict: Option<CorrectionVerdict>,
    /// The answer that the person gets. It is given where something was not put right as asked.
    pub answer: String,
}

impl CorrectionForm {
    /// Reads the fields.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts) -> Result<CorrectionForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let who = one_line("who", texts, MOST_NAME, w);
        if who.is_empty() {
            w.push(Wrong::new("who", "空です。だれからの申出かを入れてください。例: 山﨑委員"));
        }
        let came_on = day("came_on", texts, w);
        if came_on.is_none() && text(texts, "came_on").trim().is_empty() {
            w.push(Wrong::new("came_on", "空です。申出が来た日を入れてください。例: 令和8年12月3日"));
        }
        let block = code("block", texts, BlockId::parse, w);
        let said = lines("said", texts, MOST_WORDS, w);
        if said.is_empty() {
            w.push(Wrong::new("said", "空です。何を直してほしいのかを、来たとおりに入れてください。"));
        }
        let verdict = code("verdict", texts, CorrectionVerdict::parse, w);
        let answer = lines("answer", texts, MOST_WORDS, w);
        match verdict {
            None if !answer.is_empty() && text(texts, "verdict").is_empty() => {
                w.push(Wrong::new("verdict", "答えが入っています。どうしたかも選んでください。"));
            }
            Some(CorrectionVerdict::Partly | CorrectionVerdict::NotTaken) if answer.is_empty() => {
                w.push(Wrong::new(
                    "answer",
                    "空です。申出のとおりに直さないわけを、その人への答えとして入れてください。",
                ));
            }
            _ => {}
        }
        match came_on {
            Some(came_on) if wrongs.is_empty() => Ok(CorrectionForm { who, came_on, block, said, verdict, answer }),
            _ => Err(wrongs),
        }
    }

    /// As kept in a version.
    pub fn texts(&self) -> Texts {
        [
            ("who", self.who.clone()),
            ("came_on", self.came_on.to_string()),
            ("block", self.block.map_or_else(String::new, |id| id.to_string())),
            ("said", self.said.clone()),
            ("verdict", self.verdict.map_or("", CorrectionVerdict::code).to_string()),
            ("answer", self.answer.clone()),
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
        let base = [("who", "山﨑委員"), ("came_on", "R8.12.3"), ("said", "「不足」ではなく「足りない」と言った。")];
        base.iter().chain(pairs).map(|(name, value)| (name.to_string(), value.to_string())).collect()
    }

    #[test]
    fn a_correction_waits_until_it_is_answered_and_a_no_says_why() {
        let form = CorrectionForm::parse(&typed(&[])).unwrap();
        assert_eq!(form.verdict, None);
        assert_eq!(CorrectionForm::parse(&form.texts()), Ok(form));
        let no = CorrectionForm::parse(&typed(&[("verdict", "not_taken"), ("answer", "録音のとおりです。")])).unwrap();
        assert_eq!(CorrectionForm::parse(&no.texts()), Ok(no));
        assert!(CorrectionForm::parse(&typed(&[("verdict", "taken")])).is_ok());
        for (field, value, at) in [
            ("who", " ", "who"),
            ("came_on", "", "came_on"),
            ("came_on", "きのう", "came_on"),
            ("block", "1 or 1=1", "block"),
            ("said", "", "said"),
            ("verdict", "later", "verdict"),
            ("verdict", "not_taken", "answer"),
            ("verdict", "partly", "answer"),
            ("answer", "ありがとうございます。", "verdict"),
        ] {
            let wrongs = CorrectionForm::parse(&typed(&[(field, value)])).unwrap_err();
            assert_eq!(wrongs.iter().map(|wrong| wrong.field).collect::<Vec<_>>(), [at], "{field}: {value}");
        }
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics_and_what_is_understood_stays(field in 0usize..6, value in "(\\PC|[\t\n]){0,40}") {
            let mut texts = typed(&[]);
            texts.insert(CORRECTION.fields[field].0.into(), value);
            if let Ok(form) = CorrectionForm::parse(&texts) {
                prop_assert_eq!(CorrectionForm::parse(&form.texts()), Ok(form));
            }
        }
    }
}
