//! Words of what others read of a block. Pure.

use crate::council::meeting::model::BlockId;
use crate::editing::read::{code, lines};
use crate::editing::shape::{Shape, Texts, Wrong};

/// 読む人: for whom minutes are written out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Audience {
    /// 事務局用: everything.
    Internal,
    /// 委員用: what members read and confirm.
    Members,
    /// 公開用: what everybody reads.
    Public,
}

impl Audience {
    /// From the narrowest on.
    pub const ALL: [Audience; 3] = [Audience::Internal, Audience::Members, Audience::Public];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            Audience::Internal => "internal",
            Audience::Members => "members",
            Audience::Public => "public",
        }
    }

    /// From what is stored.
    pub fn parse(code: &str) -> Option<Audience> {
        Audience::ALL.into_iter().find(|one| one.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            Audience::Internal => "事務局用",
            Audience::Members => "委員用",
            Audience::Public => "公開用",
        }
    }
}

/// The fields of a block's telling. Its kind is that of no other form of the block.
pub const SHAPE: Shape = Shape {
    kind: "Telling",
    fields: &[
        ("members", "委員が読むもの"),
        ("members_words", "委員用の文"),
        ("everybody", "みなが読むもの"),
        ("everybody_words", "公開用の文"),
    ],
};

/// So long may words be.
pub const MOST_WORDS: usize = 20_000;

/// What one of them reads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum AudienceText {
    /// 同じ: members the words themselves, everybody what members read.
    #[default]
    Same,
    /// 書きかえる.
    Words(String),
    /// 載せない.
    LeftOut,
}

impl AudienceText {
    /// As stored.
    pub fn code(&self) -> &'static str {
        match self {
            AudienceText::Same => "same",
            AudienceText::Words(_) => "words",
            AudienceText::LeftOut => "left_out",
        }
    }

    /// Its own words; empty where there are none.
    pub fn words(&self) -> &str {
        if let AudienceText::Words(words) = self { words } else { "" }
    }

    fn read((how, words): (&'static str, &'static str), texts: &Texts, wrongs: &mut Vec<Wrong>) -> AudienceText {
        let typed = lines(words, texts, MOST_WORDS, wrongs);
        let known = |typed: &str| ["same", "words", "left_out"].contains(&typed).then(|| typed.to_string());
        match code(how, texts, known, wrongs).as_deref() {
            Some("words") if typed.is_empty() => {
                wrongs.push(Wrong::new(words, "空です。書きかえた文を入れるか、「載せない」を選んでください。"));
                AudienceText::Same
            }
            Some("words") => AudienceText::Words(typed),
            Some("left_out") => AudienceText::LeftOut,
            _ if typed.is_empty() => AudienceText::Same,
            _ => {
                wrongs.push(Wrong::new(
                    how,
                    "文が入っています。使うなら「書きかえる」を選び、使わないなら文を消してください。",
                ));
                AudienceText::Same
            }
        }
    }
}

/// What the form of a block's telling holds, understood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TellingForm {
    /// What members read.
    pub members: AudienceText,
    /// What everybody reads.
    pub everybody: AudienceText,
}

impl TellingForm {
    /// Reads the fields.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts) -> Result<TellingForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let members = AudienceText::read(("members", "members_words"), texts, &mut wrongs);
        let everybody = AudienceText::read(("everybody", "everybody_words"), texts, &mut wrongs);
        let asks_more = members == AudienceText::LeftOut && matches!(everybody, AudienceText::Words(_));
        if asks_more && wrongs.is_empty() {
            wrongs.push(Wrong::new(
                "everybody",
                "委員にも見せない発言は、公開できません。委員用の文を入れるか、公開用も「載せない」にしてください。",
            ));
        }
        if wrongs.is_empty() { Ok(TellingForm { members, everybody }) } else { Err(wrongs) }
    }

    /// As kept in a version.
    pub fn texts(&self) -> Texts {
        [
            ("members", self.members.code()),
            ("members_words", self.members.words()),
            ("everybody", self.everybody.code()),
            ("everybody_words", self.everybody.words()),
        ]
        .map(|(name, value)| (name.to_string(), value.to_string()))
        .into()
    }
}

/// A value of a field in words.
pub fn say(field: &str, value: &str) -> String {
    match (field, value) {
        ("members", "same") => "もとの発言のまま".into(),
        ("everybody", "same") => "委員用と同じ".into(),
        ("members" | "everybody", "words") => "書きかえる".into(),
        ("members" | "everybody", "left_out") => "載せない".into(),
        _ => value.into(),
    }
}

/// A telling as it is kept.
#[derive(Debug, Clone)]
pub struct Telling {
    /// Of which block.
    pub block: BlockId,
    /// What it says.
    pub form: TellingForm,
    /// The words for which it was written (see [`seen`]).
    pub seen: String,
    /// The version of the row.
    pub version: i64,
}

/// The words of a block as a telling remembers them, parted by a character that no text of ours holds. The view `v_council_block` spells
/// them alike.
pub fn seen(speaker: &str, text: &str) -> String {
    format!("{speaker}\u{1f}{text}")
}

/// The form as it lies before anybody typed.
pub fn empty() -> Texts {
    TellingForm::default().texts()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(pairs: &[(&str, &str)]) -> Texts {
        pairs.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect()
    }

    #[test]
    fn a_telling_is_read_from_its_form_and_written_back_the_same() {
        let texts =
            typed(&[("members", "words"), ("members_words", " 体調の話があった。 "), ("everybody", "left_out")]);
        let form = TellingForm::parse(&texts).unwrap();
        assert_eq!(
            form,
            TellingForm {
                members: AudienceText::Words("体調の話があった。".into()), everybody: AudienceText::LeftOut
            }
        );
        assert_eq!(TellingForm::parse(&form.texts()), Ok(form));
        assert_eq!(TellingForm::parse(&typed(&[])), Ok(TellingForm::default()));
        assert_eq!(TellingForm::parse(&empty()), Ok(TellingForm::default()));
    }

    #[test]
    fn every_wrong_field_gets_its_own_sentence() {
        let wrong = |pairs: &[(&str, &str)]| TellingForm::parse(&typed(pairs)).unwrap_err()[0].field;
        assert_eq!(wrong(&[("members", "poem")]), "members");
        assert_eq!(wrong(&[("members", "words"), ("members_words", " ")]), "members_words");
        assert_eq!(wrong(&[("everybody_words", "だれでも読める文")]), "everybody", "words that nothing uses");
        let secret = [("members", "left_out"), ("everybody", "words"), ("everybody_words", "文")];
        assert_eq!(wrong(&secret), "everybody", "nobody reads more than the members");
        assert!(Audience::ALL.iter().all(|one| Audience::parse(one.code()) == Some(*one)));
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics(how in "(same|words|left_out|\\PC{0,6})", words in "(\\PC|\n){0,40}") {
            let texts = typed(&[("members", &how), ("members_words", &words), ("everybody", &how)]);
            if let Ok(form) = TellingForm::parse(&texts) {
                prop_assert_eq!(TellingForm::parse(&form.texts()), Ok(form));
            }
        }
    }
}
