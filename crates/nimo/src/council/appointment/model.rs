//! Words of letters of appointment. Pure.

use crate::council::seat::model::{LetterKind, Member, MemberId, Term};
use crate::editing::read::{code, day, one_line};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use almanac::Date;

crate::id!(
    /// A letter of appointment (委嘱状・任命書).
    AppointmentId
);
crate::id!(
    /// Letters that were numbered together.
    BatchId
);

/// 番号の付け方: how the letters of a batch are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbering {
    /// 8みほ障第120号の1, 8みほ障第120号の2.
    Branch,
    /// 8みほ障第120号, 8みほ障第121号.
    Run,
    /// All the same.
    Same,
}

impl Numbering {
    /// In the order of the form.
    pub const ALL: [Numbering; 3] = [Numbering::Branch, Numbering::Run, Numbering::Same];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            Numbering::Branch => "branch",
            Numbering::Run => "run",
            Numbering::Same => "same",
        }
    }

    /// From what is chosen.
    pub fn parse(code: &str) -> Option<Numbering> {
        Numbering::ALL.into_iter().find(|one| one.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            Numbering::Branch => "枝番（第120号の1、第120号の2…）",
            Numbering::Run => "続き番号（第120号、第121号…）",
            Numbering::Same => "みな同じ番号",
        }
    }
}

/// The fields with which a batch is numbered.
pub const BATCH: Shape = Shape {
    kind: "Batch",
    fields: &[
        ("number", "文書番号"),
        ("numbering", "番号の付け方"),
        ("dated_on", "委嘱状の日付"),
        ("appointer", "委嘱する人"),
    ],
};

/// What the form of a batch holds, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchForm {
    /// The first number, or the one of all, as the town's register has it.
    pub number: String,
    /// How the others follow.
    pub numbering: Numbering,
    /// The day that the letters bear.
    pub dated_on: Date,
    /// Post and name of who appoints, as the letters print it.
    pub appointer: String,
}

const MOST_NUMBER: usize = 40;
const MOST_NAME: usize = 80;

impl BatchForm {
    /// Reads the fields.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts) -> Result<BatchForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let number = one_line("number", texts, MOST_NUMBER, w);
        if number.is_empty() {
            w.push(Wrong::new("number", "空です。文書管理で取った番号を入れてください。例: 8みほ障第120号"));
        }
        let numbering = code("numbering", texts, Numbering::parse, w);
        if numbering.is_none() && w.iter().all(|wrong| wrong.field != "numbering") {
            w.push(Wrong::new("numbering", "番号の付け方を選んでください。"));
        }
        let dated_on = day("dated_on", texts, w);
        if dated_on.is_none() && text(texts, "dated_on").trim().is_empty() {
            w.push(Wrong::new("dated_on", "空です。委嘱状に書く日付を入れてください。例: 令和8年4月1日"));
        }
        let appointer = one_line("appointer", texts, MOST_NAME, w);
        if appointer.is_empty() {
            w.push(Wrong::new("appointer", "空です。委嘱する人の職と氏名を入れてください。例: みほん市長　見本 太郎"));
        }
        match (numbering, dated_on) {
            (Some(numbering), Some(dated_on)) if wrongs.is_empty() => {
                Ok(BatchForm { number, numbering, dated_on, appointer })
            }
            _ => Err(wrongs),
        }
    }
}

/// What a letter says, for ever.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// 委嘱状 or 任命書.
    pub kind: LetterKind,
    /// 文書番号.
    pub number: String,
    /// The day that it bears.
    pub dated_on: Date,
    /// To whom.
    pub name: String,
    /// ふりがな, for the list of delivery; the letter does not print it.
    pub kana: String,
    /// 所属, for the list of delivery.
    pub body: String,
    /// The sentence.
    pub words: String,
    /// 任期.
    pub term: Term,
    /// Who appoints.
    pub appointer: String,
}

impl Letter {
    /// As kept.
    pub fn texts(&self) -> Texts {
        [
            ("kind", self.kind.code().to_string()),
            ("number", self.number.clone()),
            ("dated_on", self.dated_on.to_string()),
            ("name", self.name.clone()),
            ("kana", self.kana.clone()),
            ("body", self.body.clone()),
            ("words", self.words.clone()),
            ("from_on", self.term.from_on.to_string()),
            ("until_on", self.term.until_on.map_or_else(String::new, |until| until.to_string())),
            ("appointer", self.appointer.clone()),
        ]
        .map(|(name, value)| (name.to_string(), value))
        .into()
    }

    /// From what is kept.
    pub fn parse(texts: &Texts) -> Option<Letter> {
        let said = |name: &str| texts.get(name).cloned();
        let until = said("until_on")?;
        Some(Letter {
            kind: LetterKind::parse(&said("kind")?)?,
            number: said("number")?,
            dated_on: said("dated_on")?.parse().ok()?,
            name: said("name")?,
            kana: said("kana")?,
            body: said("body")?,
            words: said("words")?,
            term: Term {
                from_on: said("from_on")?.parse().ok()?,
                until_on: if until.is_empty() { None } else { Some(until.parse().ok()?) },
            },
            appointer: said("appointer")?,
        })
    }

    /// What the roster says otherwise by now; a letter that was handed out is not changed by it.
    pub fn differs(&self, member: &Member) -> Vec<&'static str> {
        let form = &member.form;
        let found = [(self.name != form.name).then_some("氏名"), (self.term != form.term).then_some("任期")];
        found.into_iter().flatten().collect()
    }
}

/// 取り消し: why a letter holds no longer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// Why.
    pub reason: String,
    /// When, in words.
    pub at: String,
    /// By whom.
    pub by: String,
}

/// A letter as it is kept.
#[derive(Debug, Clone)]
pub struct Appointment {
    /// The id.
    pub id: AppointmentId,
    /// Whose.
    pub member: MemberId,
    /// With which others it was numbered.
    pub batch: BatchId,
    /// Its place among them, from 1.
    pub place: i64,
    /// What it says.
    pub letter: Letter,
    /// When it was numbered, in words.
    pub at: String,
    /// By whom.
    pub by: String,
    /// Why it holds no longer.
    pub withdrawn: Option<Withdrawal>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::council::seat::rules::roster_samples as samples;
    use proptest::prelude::*;

    pub fn letter() -> Letter {
        let form = samples::form("髙梨 一郎", "R6.4.1", "R8.3.31");
        Letter {
            kind: LetterKind::Commission,
            number: "6みほ障第120号の1".into(),
            dated_on: samples::day("R6.4.1"),
            name: form.name,
            kana: String::new(),
            body: String::new(),
            words: "委員を委嘱します".into(),
            term: form.term,
            appointer: "みほん市長".into(),
        }
    }

    #[test]
    fn a_letter_says_for_ever_what_it_said_and_a_later_correction_is_noticed() {
        let letter = letter();
        assert_eq!(Letter::parse(&letter.texts()), Some(letter.clone()));
        let seat = samples::seat(1, "席", "");
        let mut member = samples::member(&seat, samples::form("髙梨 一郎", "R6.4.1", "R8.3.31"));
        assert!(letter.differs(&member).is_empty());
        (member.form.name, member.form.term.until_on) = ("高梨 一郎".into(), None);
        assert_eq!(letter.differs(&member), ["氏名", "任期"], "a name is another when one character is");
        member.form.left_on = Some(samples::day("R7.3.31"));
        member.form.term.until_on = letter.term.until_on;
        member.form.name = letter.name.clone();
        assert!(letter.differs(&member).is_empty(), "who left early was appointed for the whole term");
    }

    #[test]
    fn every_wrong_field_of_a_batch_gets_its_own_sentence() {
        let good = [("number", "第1号"), ("numbering", "run"), ("dated_on", "R8.4.1"), ("appointer", "市長")];
        for (field, value) in [
            ("number", ""),
            ("numbering", ""),
            ("numbering", "x"),
            ("dated_on", ""),
            ("dated_on", "春"),
            ("appointer", "\n"),
        ] {
            let mut texts: Texts = good.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
            texts.insert(field.into(), value.into());
            let wrongs = BatchForm::parse(&texts).unwrap_err();
            assert_eq!(wrongs.iter().map(|wrong| wrong.field).collect::<Vec<_>>(), [field], "{field}: {value}");
        }
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics(number in "\\PC{0,50}", day in "\\PC{0,20}", who in "\\PC{0,90}") {
            let texts = [("number", number), ("numbering", "run".into()), ("dated_on", day), ("appointer", who)];
            let _ = BatchForm::parse(&texts.into_iter().map(|(name, value)| (name.to_string(), value)).collect());
        }
    }
}
