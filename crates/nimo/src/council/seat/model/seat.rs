//! A seat: what stays when people change.

use crate::council::charter::model::StakeholderKind;
use crate::editing::read::{code, day, one_line};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use almanac::Date;

/// 委嘱か任命か: by which letter a person is put into the seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterKind {
    /// 委嘱状: somebody from outside.
    Commission,
    /// 任命書: one of the town's own staff.
    Assignment,
    /// 文書なし.
    Nothing,
}

impl LetterKind {
    /// In the order of the form.
    pub const ALL: [LetterKind; 3] = [LetterKind::Commission, LetterKind::Assignment, LetterKind::Nothing];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            LetterKind::Commission => "commission",
            LetterKind::Assignment => "assignment",
            LetterKind::Nothing => "nothing",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<LetterKind> {
        LetterKind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            LetterKind::Commission => "委嘱",
            LetterKind::Assignment => "任命",
            LetterKind::Nothing => "なし",
        }
    }

    /// The title of the letter.
    pub fn title(self) -> &'static str {
        match self {
            LetterKind::Commission => "委嘱状",
            LetterKind::Assignment => "任命書",
            LetterKind::Nothing => "",
        }
    }
}

/// The fields of a seat that are edited.
pub const SEAT: Shape = Shape {
    kind: "Seat",
    fields: &[
        ("place", "名簿の順"),
        ("title", "席の名"),
        ("category", "選出区分"),
        ("kind", "関係者の種別"),
        ("letter", "文書"),
        ("from_on", "いつからある席か"),
        ("until_on", "いつまでの席か"),
    ],
};

const MOST_PLACE: u32 = 999;
const MOST_NAME: usize = 80;

/// What a seat's form holds, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatForm {
    /// Its place in the roster, from 1.
    pub place: u32,
    /// 席の名: whom it is for, such as a body that names somebody.
    pub title: String,
    /// 選出区分, a name of the rules; may be empty.
    pub category: String,
    /// As whom the person takes part, where the seat says it more closely than its category.
    pub kind: Option<StakeholderKind>,
    /// By which letter.
    pub letter: LetterKind,
    /// Its first day; none: as long as the council.
    pub from_on: Option<Date>,
    /// Its last day; none: it goes on.
    pub until_on: Option<Date>,
}

impl SeatForm {
    /// Reads the fields.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts) -> Result<SeatForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let place = place(text(texts, "place"));
        if place.is_none() {
            w.push(Wrong::new("place", format!("1から{MOST_PLACE}までの数を入れてください。名簿はこの順に並びます。")));
        }
        let title = one_line("title", texts, MOST_NAME, w);
        if title.is_empty() {
            w.push(Wrong::new("title", "空です。だれのための席かを入れてください。例: みほん市医師会の推薦"));
        }
        let letter = code("letter", texts, LetterKind::parse, w);
        if letter.is_none() && w.iter().all(|wrong| wrong.field != "letter") {
            w.push(Wrong::new("letter", "委嘱か任命か、文書なしかを選んでください。"));
        }
        let (from_on, until_on) = (day("from_on", texts, w), day("until_on", texts, w));
        if from_on.zip(until_on).is_some_and(|(from, until)| until < from) {
            w.push(Wrong::new("until_on", "席の終わりの日が、始まりの日より前です。どちらかを直してください。"));
        }
        let form = SeatForm {
            place: place.unwrap_or(1),
            title,
            category: one_line("category", texts, MOST_NAME, w),
            kind: code("kind", texts, StakeholderKind::parse, w),
            letter: letter.unwrap_or(LetterKind::Nothing),
            from_on,
            until_on,
        };
        if wrongs.is_empty() { Ok(form) } else { Err(wrongs) }
    }

    /// The fields as texts, for a version.
    pub fn texts(&self) -> Texts {
        let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
        [
            ("place", self.place.to_string()),
            ("title", self.title.clone()),
            ("category", self.category.clone()),
            ("kind", self.kind.map_or("", StakeholderKind::code).into()),
            ("letter", self.letter.code().into()),
            ("from_on", day(self.from_on)),
            ("until_on", day(self.until_on)),
        ]
        .map(|(name, value)| (name.to_string(), value))
        .into()
    }

    /// Does it stand on this day?
    pub fn stands_on(&self, on: Date) -> bool {
        self.from_on.is_none_or(|from| from <= on) && self.until_on.is_none_or(|until| on <= until)
    }
}

fn place(typed: &str) -> Option<u32> {
    let typed: String = typed.chars().map(glyphs::plain).filter(|c| !c.is_whitespace()).collect();
    typed.parse().ok().filter(|place| (1..=MOST_PLACE).contains(place))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(pairs: &[(&str, &str)]) -> Texts {
        let base = [("place", "3"), ("title", "みほん市医師会の推薦"), ("letter", "commission")];
        base.iter().chain(pairs).map(|(name, value)| (name.to_string(), value.to_string())).collect()
    }

    #[test]
    fn every_wrong_field_gets_its_own_sentence() {
        for (field, value) in [
            ("place", ""),
            ("place", "0"),
            ("title", "　"),
            ("letter", ""),
            ("letter", "mail"),
            ("kind", "doctor"),
            ("from_on", "むかし"),
        ] {
            let wrongs = SeatForm::parse(&typed(&[(field, value)])).unwrap_err();
            assert_eq!(wrongs.iter().map(|wrong| wrong.field).collect::<Vec<_>>(), [field], "{field}: {value}");
        }
        let ends_first = SeatForm::parse(&typed(&[("from_on", "R6.4.1"), ("until_on", "R6.3.31")])).unwrap_err();
        assert_eq!(ends_first[0].field, "until_on");
    }

    #[test]
    fn a_seat_stands_from_its_first_day_to_its_last() {
        let seat = SeatForm::parse(&typed(&[("from_on", "R6.4.1"), ("until_on", "R8.3.31")])).unwrap();
        let on = |day: &str| seat.stands_on(almanac::read_date(day).unwrap());
        assert_eq!(["R6.3.31", "R6.4.1", "R8.3.31", "R8.4.1"].map(on), [false, true, true, false]);
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics_and_what_is_understood_stays(field in 0usize..7, value in "\\PC{0,40}") {
            let mut texts = typed(&[]);
            texts.insert(SEAT.fields[field].0.into(), value);
            if let Ok(form) = SeatForm::parse(&texts) {
                prop_assert_eq!(SeatForm::parse(&form.texts()), Ok(form));
            }
        }
    }
}
