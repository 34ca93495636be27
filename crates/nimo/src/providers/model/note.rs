//! 町の知っていること: what somebody told the town of a provider, and when.

use crate::editing::read::{code, day, lines, one_line};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use almanac::Date;
use wamnet::Spot;

/// いまの様子: does it take people in? The open data does not say so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Intake {
    /// 受け入れている.
    Taking,
    /// 新規を止めている.
    Paused,
    /// 休止している.
    Suspended,
    /// 廃止が決まっている.
    Closing,
    /// 廃止した.
    Closed,
}

impl Intake {
    /// Each, in the order of the form.
    pub const ALL: [Intake; 5] = [Intake::Taking, Intake::Paused, Intake::Suspended, Intake::Closing, Intake::Closed];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            Intake::Taking => "taking",
            Intake::Paused => "paused",
            Intake::Suspended => "suspended",
            Intake::Closing => "closing",
            Intake::Closed => "closed",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<Intake> {
        Intake::ALL.into_iter().find(|one| one.code() == code)
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            Intake::Taking => "受け入れている",
            Intake::Paused => "新規を止めている",
            Intake::Suspended => "休止している",
            Intake::Closing => "廃止が決まっている",
            Intake::Closed => "廃止した",
        }
    }

    /// Can somebody begin there now? Who closes soon takes nobody in any more.
    pub fn takes_people(self) -> bool {
        self == Intake::Taking
    }

    /// The mark beside the word: tied, going, late, out.
    pub fn mark(self) -> &'static str {
        match self {
            Intake::Taking => "tied",
            Intake::Paused | Intake::Suspended => "going",
            Intake::Closing => "late",
            Intake::Closed => "out",
        }
    }
}

/// The fields of the form.
pub const SHAPE: Shape = Shape {
    kind: "Provider",
    fields: &[
        ("intake", "いまの様子"),
        ("since", "その様子になった日"),
        ("as_of", "確かめた日"),
        ("told_by", "だれから聞いたか"),
        ("spot", "地図の位置"),
        ("note", "覚え書き"),
    ],
};

/// What the form holds, understood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NoteForm {
    /// いまの様子; `None` where nobody has asked.
    pub intake: Option<Intake>,
    /// その様子になった日, or will be.
    pub since: Option<Date>,
    /// 確かめた日: on which somebody said so.
    pub as_of: Option<Date>,
    /// だれから聞いたか: a role or an office; no resident's name belongs here.
    pub told_by: String,
    /// 地図の位置, where the open data has none or a wrong one.
    pub spot: Option<Spot>,
    /// 覚え書き.
    pub note: String,
}

const MOST_LINE: usize = 100;
const MOST_LINES: usize = 2000;

impl NoteForm {
    /// Reads the fields.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts) -> Result<NoteForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let form = NoteForm {
            intake: code("intake", texts, Intake::parse, w),
            since: day("since", texts, w),
            as_of: day("as_of", texts, w),
            told_by: one_line("told_by", texts, MOST_LINE, w),
            spot: spot("spot", texts, w),
            note: lines("note", texts, MOST_LINES, w),
        };
        let is_wrong = |wrongs: &[Wrong], field| wrongs.iter().any(|wrong| wrong.field == field);
        if form.intake.is_some() && form.as_of.is_none() && !is_wrong(&wrongs, "as_of") {
            let what = "確かめた日を入れてください。古くなったかどうかが、あとで分かります。例: R8.11.25";
            wrongs.push(Wrong::new("as_of", what));
        }
        if form.intake.is_some() && form.told_by.is_empty() && !is_wrong(&wrongs, "told_by") {
            let what = "だれから聞いたかを入れてください。例: 事業所の管理者に電話で、県の廃止届の一覧";
            wrongs.push(Wrong::new("told_by", what));
        }
        if form.intake.is_none() && (form.since.is_some() || form.as_of.is_some()) && !is_wrong(&wrongs, "intake") {
            wrongs.push(Wrong::new("intake", "日が入っています。その日にどんな様子かを選んでください。"));
        }
        if wrongs.is_empty() { Ok(form) } else { Err(wrongs) }
    }

    /// The fields as texts, for a version.
    pub fn texts(&self) -> Texts {
        let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
        let texts = [
            ("intake", self.intake.map_or("", Intake::code).to_string()),
            ("since", day(self.since)),
            ("as_of", day(self.as_of)),
            ("told_by", self.told_by.clone()),
            ("spot", self.spot.map_or_else(String::new, spot_in_words)),
            ("note", self.note.clone()),
        ];
        texts.into_iter().map(|(name, value)| (name.to_string(), value)).collect()
    }

    /// What was heard cannot have been heard after today.
    pub fn wrong_on(&self, today: Date) -> Option<Wrong> {
        let what = "きょうより先の日です。聞いた日か、確かめた日を入れてください。";
        self.as_of.filter(|day| *day > today).map(|_| Wrong::new("as_of", what))
    }
}

fn spot(field: &'static str, texts: &Texts, wrongs: &mut Vec<Wrong>) -> Option<Spot> {
    let typed = text(texts, field);
    if typed.trim().is_empty() {
        return None;
    }
    let spot = read_spot(typed);
    if spot.is_none() {
        wrongs
            .push(Wrong::new(field, "位置として読めません。緯度、経度の順に、度で入れてください。例: 35.699, 139.503"));
    }
    spot
}

/// 35.699, 139.503: degrees, as maps copy them; in Japan.
pub fn read_spot(typed: &str) -> Option<Spot> {
    let plain: String = typed.chars().map(glyphs::plain).map(|c| if c == '、' { ',' } else { c }).collect();
    let (latitude, longitude) = plain.trim().split_once([',', ' '])?;
    let degrees =
        |part: &str| part.trim().trim_start_matches(',').trim().parse::<f64>().ok().filter(|number| number.is_finite());
    Some(Spot::of(degrees(latitude)?, degrees(longitude)?)).filter(|spot| spot.is_in_japan())
}

/// 35.699, 139.503.
pub fn spot_in_words(spot: Spot) -> String {
    let (latitude, longitude) = spot.degrees();
    format!("{latitude}, {longitude}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(pairs: &[(&str, &str)]) -> Texts {
        pairs.iter().map(|(name, value)| ((*name).to_string(), (*value).to_string())).collect()
    }

    #[test]
    fn what_is_said_of_a_provider_has_a_day_and_somebody_who_said_it() {
        let wrong = |pairs: &[(&str, &str)]| {
            NoteForm::parse(&typed(pairs)).unwrap_err().iter().map(|wrong| wrong.field).collect::<Vec<_>>()
        };
        assert_eq!(wrong(&[("intake", "paused")]), ["as_of", "told_by"]);
        assert_eq!(wrong(&[("as_of", "R8.11.1")]), ["intake"]);
        assert_eq!(wrong(&[("intake", "open")]), ["intake"]);
        assert_eq!(wrong(&[("spot", "小金井")]), ["spot"]);
        assert_eq!(wrong(&[("as_of", "きのう"), ("intake", "paused"), ("told_by", "管理者")]), ["as_of"]);
        let form = NoteForm::parse(&typed(&[("intake", "paused"), ("as_of", "R8.11.1"), ("told_by", "管理者に電話")]));
        let form = form.unwrap();
        assert_eq!((form.intake, form.wrong_on("2026-10-31".parse().unwrap()).is_some()), (Some(Intake::Paused), true));
        assert_eq!(NoteForm::parse(&typed(&[("note", "入口は北側")])).unwrap().intake, None, "a note needs no state");
    }

    #[test]
    fn a_place_is_typed_as_maps_copy_it() {
        for text in [
            "35.699, 139.503", "35.699,139.503", "３５．６９９、１３９．５０３", "35.699 139.503", " 35.699 , 139.503 ",
        ] {
            assert_eq!(read_spot(text), Some(Spot::of(35.699, 139.503)), "{text}");
        }
        for odd in ["", "35.699", "139.503, 35.699", "0, 0", "NaN, 139", "35.6,139.5,2"] {
            assert_eq!(read_spot(odd), None, "{odd}");
        }
        assert_eq!(read_spot(&spot_in_words(Spot::of(35.699_012, 139.5))), Some(Spot::of(35.699_012, 139.5)));
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics_and_what_is_understood_stays(field in 0usize..6, value in "\\PC{0,30}") {
            let texts = typed(&[("intake", "taking"), ("as_of", "R8.11.1"), ("told_by", "x"), (SHAPE.fields[field].0, &value)]);
            if let Ok(form) = NoteForm::parse(&texts) {
                prop_assert_eq!(NoteForm::parse(&form.texts()), Ok(form));
            }
        }
    }
}
