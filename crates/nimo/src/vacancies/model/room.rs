//! 部屋: what a room is.

use super::Yes;
use crate::editing::coded::coded;
use crate::editing::read::{code, day, lines, one_line, yen};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use almanac::Date;

coded! {
    /// 風呂・トイレ.
    pub enum Bath {
        /// 専用.
        Own = "own", "専用";
        /// 共用.
        Shared = "shared", "共用";
    }
}

/// The fields of the form.
pub const ROOM: Shape = Shape {
    kind: "Vacancy",
    fields: &[
        ("name", "部屋"),
        ("vacant_from", "空く日"),
        ("floor", "階"),
        ("lift", "エレベーター"),
        ("bath", "風呂・トイレ"),
        ("rent_yen", "家賃"),
        ("other_yen", "食費・光熱費など"),
        ("aid_yen", "家賃の補助"),
        ("trial", "体験できる"),
        ("note", "覚え書き"),
    ],
};

/// What the form holds, understood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RoomForm {
    /// 部屋: 101, 2階の東.
    pub name: String,
    /// 空いた日、空く日.
    pub vacant_from: Option<Date>,
    /// 階; 0 and below are under the ground.
    pub floor: Option<i64>,
    /// エレベーター.
    pub lift: Option<Yes>,
    /// 風呂・トイレ.
    pub bath: Option<Bath>,
    /// 家賃, yen a month.
    pub rent_yen: Option<i64>,
    /// 食費・光熱費・日用品, yen a month.
    pub other_yen: Option<i64>,
    /// 家賃の補助 (特定障害者特別給付費, the town's own), yen a month.
    pub aid_yen: Option<i64>,
    /// Can somebody try it?
    pub trial: Option<Yes>,
    /// 覚え書き.
    pub note: String,
}

const MOST_LINE: usize = 60;
const MOST_LINES: usize = 1000;
const MOST_FLOOR: i64 = 60;

impl RoomForm {
    /// Reads the fields.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts) -> Result<RoomForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let form = RoomForm {
            name: one_line("name", texts, MOST_LINE, w),
            vacant_from: day("vacant_from", texts, w),
            floor: floor("floor", texts, w),
            lift: code("lift", texts, Yes::parse, w),
            bath: code("bath", texts, Bath::parse, w),
            rent_yen: yen("rent_yen", texts, w),
            other_yen: yen("other_yen", texts, w),
            aid_yen: yen("aid_yen", texts, w),
            trial: code("trial", texts, Yes::parse, w),
            note: lines("note", texts, MOST_LINES, w),
        };
        if form.name.is_empty() {
            w.push(Wrong::new("name", "部屋の名を入れてください。例: 101、2階の東"));
        }
        if wrongs.is_empty() { Ok(form) } else { Err(wrongs) }
    }

    /// The fields as texts, for a version.
    pub fn texts(&self) -> Texts {
        let number = |number: Option<i64>| number.map_or_else(String::new, |number| number.to_string());
        let texts = [
            ("name", self.name.clone()),
            ("vacant_from", self.vacant_from.map_or_else(String::new, |day| day.to_string())),
            ("floor", number(self.floor)),
            ("lift", self.lift.map_or("", Yes::code).into()),
            ("bath", self.bath.map_or("", Bath::code).into()),
            ("rent_yen", number(self.rent_yen)),
            ("other_yen", number(self.other_yen)),
            ("aid_yen", number(self.aid_yen)),
            ("trial", self.trial.map_or("", Yes::code).into()),
            ("note", self.note.clone()),
        ];
        texts.into_iter().map(|(name, value)| (name.to_string(), value)).collect()
    }

    /// What somebody pays in a month: the rent less the aid, which pays for nothing else, and the rest. `None` until rent and rest are both told.
    pub fn cost_yen(&self) -> Option<i64> {
        let rent = (self.rent_yen? - self.aid_yen.unwrap_or(0)).max(0);
        Some(rent.saturating_add(self.other_yen?))
    }
}

fn floor(field: &'static str, texts: &Texts, wrongs: &mut Vec<Wrong>) -> Option<i64> {
    let typed: String = text(texts, field).trim().chars().map(glyphs::plain).collect();
    if typed.is_empty() {
        return None;
    }
    let floor = typed.trim_end_matches('階').parse().ok().filter(|floor| (-5..=MOST_FLOOR).contains(floor));
    if floor.is_none() {
        wrongs.push(Wrong::new(field, "階として読めません。数を入れてください。例: 2"));
    }
    floor
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(pairs: &[(&str, &str)]) -> Texts {
        pairs.iter().map(|(name, value)| ((*name).to_string(), (*value).to_string())).collect()
    }

    #[test]
    fn what_somebody_pays_is_known_when_all_of_it_is_told() {
        let room = |pairs: &[(&str, &str)]| RoomForm::parse(&typed(&[&[("name", "101")], pairs].concat())).unwrap();
        assert_eq!(room(&[("rent_yen", "5万円")]).cost_yen(), None, "food and light are not told");
        assert_eq!(room(&[("rent_yen", "50000"), ("other_yen", "4万"), ("aid_yen", "10000")]).cost_yen(), Some(80_000));
        assert_eq!(
            room(&[("rent_yen", "5000"), ("other_yen", "30000"), ("aid_yen", "10000")]).cost_yen(),
            Some(30_000)
        );
        let room = room(&[("floor", "２階"), ("vacant_from", "R8.12.1"), ("lift", "no"), ("trial", "yes")]);
        assert_eq!((room.floor, RoomForm::parse(&room.texts())), (Some(2), Ok(room)));
    }

    #[test]
    fn what_a_room_cannot_be_is_refused_in_a_sentence() {
        for (field, pairs) in [
            ("name", &[][..]),
            ("floor", &[("name", "1"), ("floor", "屋根裏")]),
            ("rent_yen", &[("name", "1"), ("rent_yen", "安い")]),
            ("vacant_from", &[("name", "1"), ("vacant_from", "そのうち")]),
            ("bath", &[("name", "1"), ("bath", "x")]),
        ] {
            assert_eq!(RoomForm::parse(&typed(pairs)).unwrap_err()[0].field, field);
        }
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics_and_what_is_understood_stays(field in 0..ROOM.fields.len(), value in "\\PC{0,30}") {
            let texts = typed(&[("name", "1"), (ROOM.fields[field].0, &value)]);
            if let Ok(form) = RoomForm::parse(&texts) {
                prop_assert_eq!(RoomForm::parse(&form.texts()), Ok(form));
            }
        }
    }
}
