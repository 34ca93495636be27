//! What homes, rooms and wishes say, as answers to `placement`; and what is asked where somebody said nothing.

use crate::vacancies::model::{
    Bath, Criterion, Disability, Help, HomeForm, MOST_LEVEL, Night, RoomForm, Sex, Smoking, Term, Yes,
};
use crate::wishes::model::{
    DayLife, Matter, NightNeed, OTHER_AREA, Smokes, Stairs, Stay, UnitFor, WishForm, place_name,
};
use placement::{Answer, Any, Ground, Of, Rule, Span};

impl Matter {
    /// The criterion of a home behind it; `None` where it hangs on the room, or on the wish alone.
    pub fn of_home(self) -> Option<Criterion> {
        match self {
            Matter::Sex => Some(Criterion::Sex),
            Matter::Disabilities => Some(Criterion::Disabilities),
            Matter::Level => Some(Criterion::Level),
            Matter::Night => Some(Criterion::Night),
            Matter::Term => Some(Criterion::Term),
            Matter::DayOut => Some(Criterion::DayOut),
            Matter::Helps => Some(Criterion::Helps),
            Matter::Smoking => Some(Criterion::Smoking),
            Matter::Guarantor => Some(Criterion::Guarantor),
            Matter::Cost | Matter::Stairs | Matter::Bath | Matter::Area | Matter::Talk => None,
        }
    }

    /// The ground of what is no criterion of a home.
    pub fn own_ground(self) -> Ground {
        match self {
            Matter::Cost => Ground::Money,
            Matter::Stairs => Ground::Works,
            Matter::Talk => Ground::Talk,
            _ => Ground::Wish,
        }
    }

    /// What is compared with what, where the place's answer has this name.
    pub fn rule(self, place: String) -> Rule {
        let person = self.code().to_string();
        match self {
            Matter::Level => Rule::Range { person, place },
            Matter::Night => Rule::AtMost { person, place, of: Of::Need },
            Matter::Cost | Matter::Stairs => Rule::AtMost { person, place, of: Of::Cost },
            Matter::Helps => Rule::Provides { person, place },
            _ => Rule::Accepts { person, place },
        }
    }

    /// The question to somebody who has not answered.
    pub fn ask_person(self) -> &'static str {
        match self {
            Matter::Sex => "男性の住居と女性の住居の、どちらを探していますか。",
            Matter::Disabilities => "手帳や受給者証の障害の種別は、どれですか。",
            Matter::Level => "障害支援区分は、いくつですか（受けていなければ「なし」）。",
            Matter::Night => "夜は、どのくらいの支えが要りますか。",
            Matter::Term => "期限なく住みたいですか。",
            Matter::DayOut => "日中は出かけますか、住まいに居たいですか。",
            Matter::Helps => "要る手伝いは、何ですか（なければ「要らない」）。",
            Matter::Smoking => "たばこを吸いますか。",
            Matter::Guarantor => "保証人はいますか。",
            Matter::Cost => "住まいに、月いくらまで払えますか。",
            Matter::Stairs => "階段は上がれますか。",
            Matter::Bath => "風呂とトイレは、専用がよいですか。",
            Matter::Area => "住みたい町はありますか。",
            Matter::Talk => "住む前に話し合っておきたいことは、ありますか。",
        }
    }

    /// The question to a home that has not told.
    pub fn ask_home(self) -> &'static str {
        match self {
            Matter::Sex => "どの性別の人が住めますか。",
            Matter::Disabilities => "どの障害の人を受け入れていますか。",
            Matter::Level => "障害支援区分は、いくつからいくつまで受けられますか。",
            Matter::Night => "夜の支えは、夜勤・宿直・巡回・通報の、どれですか。",
            Matter::Term => "住める年数に期限はありますか（なければ「なし」）。",
            Matter::DayOut => "日中に出かける人に限りますか。",
            Matter::Helps => "服薬などの手伝いは、何ができますか。",
            Matter::Smoking => "たばこは、どこで吸えますか。",
            Matter::Guarantor => "保証人は要りますか。",
            Matter::Cost => "家賃と、家賃の補助（なければ0）、食費・光熱費などは、月いくらですか。",
            Matter::Stairs => "部屋は何階ですか。エレベーターはありますか。",
            Matter::Bath => "風呂とトイレは、専用ですか。",
            Matter::Area => "住居は、どの町にありますか。",
            Matter::Talk => "どのような支えがあれば受け入れられますか。",
        }
    }
}

fn any() -> Answer {
    Answer::Any(Any { any: true })
}

fn word(word: &str) -> Answer {
    Answer::Word(word.to_string())
}

fn words<'a>(words: impl IntoIterator<Item = &'a str>) -> Answer {
    Answer::Words(words.into_iter().map(str::to_string).collect())
}

/// What a home tells of one of its criteria; `None` where nobody has told.
pub fn of_home(criterion: Criterion, home: &HomeForm) -> Option<Answer> {
    match criterion {
        Criterion::Sex => home.sex.map(|sex| match sex {
            Sex::Men => words([UnitFor::Men.code()]),
            Sex::Women => words([UnitFor::Women.code()]),
            Sex::Any => any(),
        }),
        Criterion::Disabilities => {
            (!home.disabilities.is_empty()).then(|| words(home.disabilities.iter().map(|one| one.code())))
        }
        Criterion::Level => match home.level {
            (None, None) => None,
            (Some(0), Some(MOST_LEVEL)) => Some(any()),
            (from, to) => Some(Answer::Range(Span { from, to })),
        },
        Criterion::Night => home.night.map(|night| match night {
            Night::Call => Answer::Number(1),
            Night::Rounds => Answer::Number(2),
            Night::Asleep => Answer::Number(3),
            Night::Awake => any(),
        }),
        Criterion::Term => home.term.map(|term| match term {
            Term::Endless => any(),
            Term::Years(_) => words([Stay::Short.code()]),
        }),
        Criterion::DayOut => {
            home.day_out.map(|only| if only == Yes::Yes { words([DayLife::Out.code()]) } else { any() })
        }
        Criterion::Helps => (!home.helps.is_empty()).then(|| words(home.helps.iter().map(|help| help.label()))),
        Criterion::Smoking => home.smoking.map(|smoking| match smoking {
            Smoking::Inside => any(),
            Smoking::Outside => words([Smokes::Not.code(), Smokes::Outside.code()]),
            Smoking::No => words([Smokes::Not.code()]),
        }),
        Criterion::Guarantor => {
            home.guarantor.map(|needed| if needed == Yes::Yes { words([Yes::Yes.code()]) } else { any() })
        }
    }
}

/// What a room tells of what hangs on it.
pub fn of_room(matter: Matter, room: &RoomForm) -> Option<Answer> {
    match matter {
        // Until somebody told how much of the rent is aided, nobody knows what is left to pay.
        Matter::Cost => room.aid_yen.and(room.cost_yen()).map(Answer::Number),
        Matter::Stairs => climb(room).map(|floor| if floor == 1 { any() } else { Answer::Number(floor) }),
        Matter::Bath => room.bath.map(|bath| words([bath.code()])),
        _ => None,
    }
}

/// Up to which floor somebody has to climb: 1 where nobody has to. A floor below the ground is climbed, too.
fn climb(room: &RoomForm) -> Option<i64> {
    match (room.floor, room.lift) {
        (Some(1), _) | (Some(_), Some(Yes::Yes)) => Some(1),
        // Below the first floor there is no nought: B1 is one storey away.
        (Some(floor), Some(Yes::No)) => Some(if floor > 0 { floor } else { 1 + floor.abs().max(1) }),
        _ => None,
    }
}

/// What a wish answers; `None` where nobody has asked.
pub fn of_wish(matter: Matter, wish: &WishForm) -> Option<Answer> {
    match matter {
        Matter::Sex => wish.sex.map(|sex| word(sex.code())),
        Matter::Disabilities => {
            (!wish.disabilities.is_empty()).then(|| words(wish.disabilities.iter().copied().map(Disability::code)))
        }
        Matter::Level => wish.level.map(Answer::Number),
        Matter::Night => wish.night.map(|night| {
            Answer::Number(match night {
                NightNeed::Nothing => 0,
                NightNeed::Call => 1,
                NightNeed::Rounds => 2,
                NightNeed::Asleep => 3,
                NightNeed::Awake => 4,
            })
        }),
        Matter::Term => wish.stay.map(|stay| word(stay.code())),
        Matter::DayOut => wish.days.map(|days| word(days.code())),
        Matter::Helps => wish.helps.as_ref().map(|helps| words(helps.iter().copied().map(Help::label))),
        Matter::Smoking => wish.smokes.map(|smokes| word(smokes.code())),
        Matter::Guarantor => wish.guarantor.map(|yes| word(yes.code())),
        Matter::Cost => wish.cost_yen.map(Answer::Number),
        Matter::Stairs => wish.stairs.map(|stairs| match stairs {
            Stairs::Ground => Answer::Number(1),
            Stairs::Second => Answer::Number(2),
            Stairs::Any => any(),
        }),
        Matter::Bath => Some(wish.bath.map_or_else(any, |bath: Bath| word(bath.code()))),
        Matter::Area if wish.areas.is_empty() => Some(any()),
        Matter::Area => Some(words(wish.areas.iter().map(String::as_str))),
        // Nothing to talk about is an empty list: every home has that. What there is, no list has; it is asked, never refused.
        Matter::Talk => wish.talk.map(|yes| if yes == Yes::Yes { word(Matter::Talk.code()) } else { words([]) }),
    }
}

/// An answer as `placement` is asked: what suits whatever a home may say is all the same, so that nobody has to ask the home.
pub fn sent(matter: Matter, answer: &Answer) -> Answer {
    let suits_all = match (matter, answer) {
        (Matter::Term, Answer::Word(stay)) => stay == Stay::Short.code(),
        (Matter::DayOut, Answer::Word(days)) => days == DayLife::Out.code(),
        (Matter::Smoking, Answer::Word(smokes)) => smokes == Smokes::Not.code(),
        (Matter::Guarantor, Answer::Word(has)) => has == Yes::Yes.code(),
        _ => false,
    };
    match (matter, answer) {
        _ if suits_all => words([]),
        (Matter::Night, Answer::Number(0)) => any(),
        (Matter::Area, Answer::Words(areas)) => word(&key(areas.iter().map(String::as_str))),
        (Matter::Area, Answer::Word(area)) => word(&key([area.as_str()])),
        (_, other) => other.clone(),
    }
}

/// Every answer that can be given to a matter, in the order of the form; of costs each step. Places are those of the homes.
pub fn possible(matter: Matter, places: &[String]) -> Vec<Answer> {
    let codes = |codes: Vec<&str>| codes.into_iter().map(word).collect::<Vec<_>>();
    match matter {
        Matter::Sex => codes(UnitFor::ALL.iter().map(|one| one.code()).collect()),
        Matter::Disabilities => codes(Disability::ALL.iter().map(|one| one.code()).collect()),
        Matter::Level => (0..=MOST_LEVEL).map(Answer::Number).collect(),
        Matter::Night => (0..=4).map(Answer::Number).collect(),
        Matter::Term => codes(Stay::ALL.iter().map(|one| one.code()).collect()),
        Matter::DayOut => codes(DayLife::ALL.iter().map(|one| one.code()).collect()),
        Matter::Helps => std::iter::once(words([])).chain(Help::ALL.iter().map(|help| word(help.label()))).collect(),
        Matter::Smoking => codes(Smokes::ALL.iter().map(|one| one.code()).collect()),
        Matter::Guarantor => codes(Yes::ALL.iter().map(|one| one.code()).collect()),
        Matter::Cost => (LEAST_STEP..=MOST_STEP).map(|step| Answer::Number(step * STEP_YEN)).collect(),
        Matter::Stairs => vec![Answer::Number(1), Answer::Number(2), any()],
        Matter::Bath => vec![word(Bath::Own.code()), any()],
        Matter::Area => places.iter().map(|place| word(place)).chain([word(OTHER_AREA), any()]).collect(),
        Matter::Talk => vec![word(Matter::Talk.code()), words([])],
    }
}

/// Amounts are gathered by so many yen.
pub const STEP_YEN: i64 = 10_000;
/// The lowest and the highest step: below and above there is no step of its own.
pub const LEAST_STEP: i64 = 3;
/// As above.
pub const MOST_STEP: i64 = 10;

/// What an answer is counted by: each of several words, amounts by their step.
pub fn counted_by(matter: Matter, answer: &Answer) -> Vec<Answer> {
    match answer {
        Answer::Words(words) if !words.is_empty() => words.iter().map(|one| word(one)).collect(),
        Answer::Number(yen) if matter == Matter::Cost => {
            vec![Answer::Number(yen.div_euclid(STEP_YEN).clamp(LEAST_STEP, MOST_STEP) * STEP_YEN)]
        }
        other => vec![other.clone()],
    }
}

/// Places of which any will do, as one word.
pub fn key<'a>(areas: impl IntoIterator<Item = &'a str>) -> String {
    let mut areas: Vec<&str> = areas.into_iter().collect();
    areas.sort_unstable();
    areas.join("、")
}

/// Does a home in this place suit who would live in any of those? A 丁目 suits its whole, and the other way round.
pub fn is_near(home: &str, areas: &[String]) -> bool {
    let home = glyphs::fold(&place_name(home));
    let near = |area: &String| {
        let area = glyphs::fold(area);
        let (whole, part) = if home.len() < area.len() { (&home, &area) } else { (&area, &home) };
        part.strip_prefix(whole.as_str()).is_some_and(|rest| rest.is_empty() || is_block(rest))
    };
    areas.iter().any(near)
}

/// 3丁目, 三丁目.
fn is_block(rest: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    rest.split_once("丁目").is_some_and(|(number, _)| !number.is_empty() && number.chars().all(is_digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_cannot_climb_lives_on_the_ground_or_with_a_lift() {
        let room = |floor, lift| RoomForm { floor, lift, ..RoomForm::default() };
        assert_eq!(climb(&room(Some(1), None)), Some(1));
        assert_eq!(climb(&room(Some(3), Some(Yes::Yes))), Some(1));
        assert_eq!(climb(&room(Some(3), Some(Yes::No))), Some(3));
        assert_eq!([climb(&room(Some(-1), Some(Yes::No))), climb(&room(Some(-2), Some(Yes::No)))], [Some(2), Some(3)]);
        assert_eq!((climb(&room(Some(2), None)), climb(&room(None, Some(Yes::Yes)))), (None, None), "nobody told");
    }

    #[test]
    fn what_suits_every_home_is_asked_of_none() {
        let one = |matter, answer: Answer| sent(matter, &answer);
        assert_eq!(one(Matter::Smoking, word("no")), words([]));
        assert_eq!(one(Matter::Smoking, word("outside")), word("outside"));
        assert_eq!(one(Matter::Night, Answer::Number(0)), any());
        assert_eq!(one(Matter::Guarantor, word("yes")), words([]));
        assert_eq!(counted_by(Matter::Cost, &Answer::Number(21_000)), [Answer::Number(30_000)]);
        assert_eq!(counted_by(Matter::Cost, &Answer::Number(250_000)), [Answer::Number(100_000)]);
        let places = ["本町".to_string()];
        for matter in Matter::ALL {
            let all = possible(*matter, &places);
            assert!(all.len() > 1 && all.iter().all(|one| counted_by(*matter, one) == [one.clone()]), "{matter:?}");
        }
    }

    #[test]
    fn a_part_of_a_place_suits_the_whole() {
        let areas = |areas: &[&str]| areas.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert!(is_near("本町3丁目", &areas(&["緑町", "本町"])) && is_near("本町", &areas(&["本町３丁目"])));
        assert!(is_near("本町三丁目", &areas(&["本町"])));
        for (home, area) in [("東町", "本町"), ("大町西", "大町"), ("本町通", "本町")] {
            assert!(!is_near(home, &areas(&[area])), "{home} {area}");
        }
    }
}
