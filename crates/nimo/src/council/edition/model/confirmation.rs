//! What members are asked, and who confirmed.

use crate::editing::read::{code, day, lines, one_line};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use almanac::Date;

/// The fields of a window.
pub const CONFIRMATION: Shape = Shape {
    kind: "Confirmation",
    fields: &[
        ("asked_on", "求めた日"),
        ("due_on", "確認の期限"),
        ("silence", "返事のない人"),
        ("reply_to", "返事の宛先"),
        ("words", "お願いの文"),
    ],
};

const MOST_LINES: usize = 400;
const MOST_WORDS: usize = 2_000;
const MOST_NAME: usize = 80;

/// What the form of a window holds, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfirmationForm {
    /// The day on which members were asked.
    pub asked_on: Date,
    /// Until this day they look, the day itself among them.
    pub due_on: Date,
    /// Who says nothing until then counts as having nothing to correct.
    pub silence_confirms: bool,
    /// Where answers go; may have lines.
    pub reply_to: String,
    /// The words of the letter; the usual ones where it is empty.
    pub words: String,
}

impl ConfirmationForm {
    /// Reads the fields.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts) -> Result<ConfirmationForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let needed = |field: &'static str, sentence: &str, w: &mut Vec<Wrong>| {
            let found = day(field, texts, w);
            if found.is_none() && text(texts, field).trim().is_empty() {
                w.push(Wrong::new(field, sentence));
            }
            found
        };
        let asked_on = needed("asked_on", "空です。委員に求めた日を入れてください。例: 令和8年12月1日", w);
        let due_on = needed("due_on", "空です。いつまでに確かめてもらうかを入れてください。例: 令和8年12月15日", w);
        if let (Some(asked), Some(due)) = (asked_on, due_on)
            && due < asked
        {
            w.push(Wrong::new("due_on", "確認の期限が、求めた日より前です。日付を確かめてください。"));
        }
        let silence = code("silence", texts, |typed| ["confirms", "waits"].into_iter().find(|code| *code == typed), w);
        let reply_to = lines("reply_to", texts, MOST_LINES, w);
        let words = lines("words", texts, MOST_WORDS, w);
        match (asked_on, due_on) {
            (Some(asked_on), Some(due_on)) if wrongs.is_empty() => Ok(ConfirmationForm {
                asked_on,
                due_on,
                silence_confirms: silence == Some("confirms"),
                reply_to,
                words,
            }),
            _ => Err(wrongs),
        }
    }

    /// As kept in a version.
    pub fn texts(&self) -> Texts {
        [
            ("asked_on", self.asked_on.to_string()),
            ("due_on", self.due_on.to_string()),
            ("silence", if self.silence_confirms { "confirms" } else { "waits" }.to_string()),
            ("reply_to", self.reply_to.clone()),
            ("words", self.words.clone()),
        ]
        .map(|(name, value)| (name.to_string(), value))
        .into()
    }
}

/// 確認のしかた: how somebody confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConfirmingWay {
    /// 署名.
    Signature,
    /// メール、電話など.
    Word,
    /// 次の会議で.
    Meeting,
}

impl ConfirmingWay {
    /// In the order of the form.
    pub const ALL: [ConfirmingWay; 3] = [ConfirmingWay::Signature, ConfirmingWay::Word, ConfirmingWay::Meeting];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            ConfirmingWay::Signature => "signature",
            ConfirmingWay::Word => "word",
            ConfirmingWay::Meeting => "meeting",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<ConfirmingWay> {
        ConfirmingWay::ALL.into_iter().find(|one| one.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            ConfirmingWay::Signature => "署名",
            ConfirmingWay::Word => "メール・電話など",
            ConfirmingWay::Meeting => "会議で",
        }
    }
}

/// Who confirmed: the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfirmingForm {
    /// The name, as in the minutes; 協議会 where the council did so in a meeting.
    pub name: String,
    /// As chair, or for the chair.
    pub is_chair: bool,
    /// How.
    pub way: ConfirmingWay,
    /// On which day.
    pub on: Date,
}

impl ConfirmingForm {
    /// Its fields.
    pub const NAMES: [&'static str; 4] = ["name", "role", "way", "on"];

    /// Reads the fields; `asked` is the day on which members were asked, and nobody confirms before it or after `today`.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts, asked: Date, today: Date) -> Result<ConfirmingForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let name = one_line("name", texts, MOST_NAME, w);
        if name.is_empty() {
            w.push(Wrong::new("name", "空です。確認した人を選んでください。"));
        }
        let is_chair = text(texts, "role") == "chair";
        let way = code("way", texts, ConfirmingWay::parse, w);
        if way.is_none() && text(texts, "way").is_empty() {
            w.push(Wrong::new("way", "確認のしかたを選んでください。"));
        }
        let on = day("on", texts, w);
        match on {
            None if text(texts, "on").trim().is_empty() => {
                w.push(Wrong::new("on", "空です。確認した日を入れてください。例: 令和8年12月3日"));
            }
            Some(on) if on > today => w.push(Wrong::new("on", "まだ来ていない日です。確認した日を入れてください。")),
            Some(on) if on < asked => {
                w.push(Wrong::new("on", "確認を求めた日より前です。日付を確かめてください。"));
            }
            _ => {}
        }
        match (way, on) {
            (Some(way), Some(on)) if wrongs.is_empty() => Ok(ConfirmingForm { name, is_chair, way, on }),
            _ => Err(wrongs),
        }
    }
}

/// Somebody who confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmed {
    /// The row.
    pub id: super::ConfirmingId,
    /// Who, how and when.
    pub form: ConfirmingForm,
    /// Who wrote it down.
    pub by: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(pairs: &[(&str, &str)]) -> Texts {
        pairs.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect()
    }

    #[test]
    fn a_window_is_read_from_its_form_and_written_back_the_same() {
        let form = ConfirmationForm::parse(&typed(&[
            ("asked_on", "R8.12.1"),
            ("due_on", "令和8年12月15日"),
            ("silence", "confirms"),
            ("reply_to", "障害福祉課\n電話 00-0000"),
        ]))
        .unwrap();
        assert!(form.silence_confirms);
        assert_eq!(ConfirmationForm::parse(&form.texts()), Ok(form));
        let wrong = |pairs: &[(&str, &str)]| ConfirmationForm::parse(&typed(pairs)).unwrap_err()[0].field;
        assert_eq!(wrong(&[("due_on", "R8.12.1")]), "asked_on");
        assert_eq!(wrong(&[("asked_on", "R8.12.1"), ("due_on", "R8.11.30")]), "due_on");
        assert_eq!(wrong(&[("asked_on", "R8.12.1"), ("due_on", "R8.12.2"), ("silence", "?")]), "silence");
    }

    #[test]
    fn nobody_confirms_before_he_was_asked_or_tomorrow() {
        let day = |typed: &str| almanac::read_date(typed).unwrap();
        let parse = |on: &str| {
            let texts = typed(&[("name", "髙梨 一郎"), ("role", "chair"), ("way", "signature"), ("on", on)]);
            ConfirmingForm::parse(&texts, day("R8.12.1"), day("R8.12.10"))
        };
        assert!(parse("R8.12.1").unwrap().is_chair);
        assert!(parse("R8.12.10").is_ok());
        for on in ["", "R8.11.30", "R8.12.11", "春"] {
            assert_eq!(parse(on).unwrap_err().iter().map(|wrong| wrong.field).collect::<Vec<_>>(), ["on"], "{on}");
        }
        let wrongs = ConfirmingForm::parse(&typed(&[("on", "R8.12.2")]), day("R8.12.1"), day("R8.12.10")).unwrap_err();
        assert_eq!(wrongs.iter().map(|wrong| wrong.field).collect::<Vec<_>>(), ["name", "way"]);
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics(one in "\\PC{0,30}", other in "(\\PC|\n){0,30}") {
            let texts = typed(&[("asked_on", &one), ("due_on", &other), ("words", &other), ("name", &one), ("on", &one)]);
            let _ = ConfirmationForm::parse(&texts);
            let today = almanac::read_date("R8.12.1").unwrap();
            let _ = ConfirmingForm::parse(&texts, today, today);
        }
    }
}
