//! 住居: what a home is and what it accepts.

use super::{Barrier, Criterion, Disability, GroupHomeKind, Help, Night, Sex, Skill, Smoking, Yes, level_in_words};
use crate::editing::coded::codes_of;
use crate::editing::read::{code, codes, lines, one_line};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use placement::Ground;
use std::collections::BTreeMap;

/// The highest 障害支援区分.
pub const MOST_LEVEL: i64 = 6;

/// The fields of the form.
pub const HOME: Shape = Shape {
    kind: "Home",
    fields: &[
        ("name", "住居の名"),
        ("kind", "型"),
        ("area", "町名"),
        ("contact", "見学の申し込み先"),
        ("sex", "性別"),
        ("disabilities", "受け入れる障害"),
        ("level_from", "区分はいくつから"),
        ("level_to", "区分はいくつまで"),
        ("night", "夜間の支援"),
        ("term_years", "入居の期限"),
        ("day_out", "日中に出かける人に限る"),
        ("helps", "できる手伝い"),
        ("smoking", "たばこ"),
        ("guarantor", "保証人が要る"),
        ("talks", "先に話し合いたいこと"),
        ("skills", "あれば広げられる研修や助け"),
        ("rules", "そのほかのきまり"),
        ("ground_sex", "性別のわけ"),
        ("ground_disabilities", "受け入れる障害のわけ"),
        ("ground_level", "区分のわけ"),
        ("ground_night", "夜間の支援のわけ"),
        ("ground_term", "期限のわけ"),
        ("ground_day_out", "日中のわけ"),
        ("ground_helps", "手伝いのわけ"),
        ("ground_smoking", "たばこのわけ"),
        ("ground_guarantor", "保証人のわけ"),
    ],
};

/// What the form holds, understood. What nobody has told is unknown, never no.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HomeForm {
    /// 住居の名.
    pub name: String,
    /// 型.
    pub kind: Option<GroupHomeKind>,
    /// 町名.
    pub area: String,
    /// 見学の申し込み先: an office and its telephone, no resident.
    pub contact: String,
    /// 性別.
    pub sex: Option<Sex>,
    /// 受け入れる障害; empty where nobody has told.
    pub disabilities: Vec<Disability>,
    /// 障害支援区分: from, to, each from 0 (none) to 6.
    pub level: (Option<i64>, Option<i64>),
    /// 夜間の支援.
    pub night: Option<Night>,
    /// 入居の期限 (通過型); `None` where nobody has told.
    pub term: Option<Term>,
    /// Only who goes out by day?
    pub day_out: Option<Yes>,
    /// できる手伝い.
    pub helps: Vec<Help>,
    /// たばこ.
    pub smoking: Option<Smoking>,
    /// Is a guarantor needed?
    pub guarantor: Option<Yes>,
    /// 先に話し合いたいこと.
    pub talks: Vec<Barrier>,
    /// あれば広げられる研修や助け.
    pub skills: Vec<Skill>,
    /// そのほかのきまり.
    pub rules: String,
    /// On what ground each criterion stands, where it is not the usual one.
    pub grounds: BTreeMap<Criterion, Ground>,
}

/// 入居の期限.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Term {
    /// 期限なし (滞在型).
    Endless,
    /// 期限 in years (通過型).
    Years(i64),
}

impl Term {
    /// As kept.
    fn text(self) -> String {
        match self {
            Term::Endless => "なし".into(),
            Term::Years(years) => years.to_string(),
        }
    }

    /// As shown.
    fn in_words(self) -> String {
        match self {
            Term::Endless => "期限なし".into(),
            Term::Years(years) => format!("{years}年まで"),
        }
    }
}

const MOST_LINE: usize = 100;
const MOST_LINES: usize = 2000;
const MOST_YEARS: i64 = 30;

impl HomeForm {
    /// Reads the fields.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts) -> Result<HomeForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let form = HomeForm {
            name: one_line("name", texts, MOST_LINE, w),
            kind: code("kind", texts, GroupHomeKind::parse, w),
            area: one_line("area", texts, MOST_LINE, w),
            contact: one_line("contact", texts, MOST_LINE, w),
            sex: code("sex", texts, Sex::parse, w),
            disabilities: codes("disabilities", texts, Disability::parse, w),
            level: (level("level_from", texts, w), level("level_to", texts, w)),
            night: code("night", texts, Night::parse, w),
            term: term("term_years", texts, w),
            day_out: code("day_out", texts, Yes::parse, w),
            helps: codes("helps", texts, Help::parse, w),
            smoking: code("smoking", texts, Smoking::parse, w),
            guarantor: code("guarantor", texts, Yes::parse, w),
            talks: codes("talks", texts, Barrier::parse, w),
            skills: codes("skills", texts, Skill::parse, w),
            rules: lines("rules", texts, MOST_LINES, w),
            grounds: grounds(texts, w),
        };
        if form.name.is_empty() {
            w.push(Wrong::new("name", "住居の名を入れてください。例: すみれの家 1号"));
        }
        if let (Some(from), Some(to)) = form.level
            && from > to
        {
            w.push(Wrong::new(
                "level_to",
                "区分の「から」が「まで」より大きくなっています。どちらかを直してください。",
            ));
        }
        if wrongs.is_empty() { Ok(form) } else { Err(wrongs) }
    }

    /// The fields as texts, for a version.
    pub fn texts(&self) -> Texts {
        let number = |number: Option<i64>| number.map_or_else(String::new, |number| number.to_string());
        let mut texts: Vec<(&str, String)> = vec![
            ("name", self.name.clone()),
            ("kind", self.kind.map_or("", GroupHomeKind::code).into()),
            ("area", self.area.clone()),
            ("contact", self.contact.clone()),
            ("sex", self.sex.map_or("", Sex::code).into()),
            ("disabilities", codes_of(&self.disabilities, Disability::code)),
            ("level_from", number(self.level.0)),
            ("level_to", number(self.level.1)),
            ("night", self.night.map_or("", Night::code).into()),
            ("term_years", self.term.map_or_else(String::new, Term::text)),
            ("day_out", self.day_out.map_or("", Yes::code).into()),
            ("helps", codes_of(&self.helps, Help::code)),
            ("smoking", self.smoking.map_or("", Smoking::code).into()),
            ("guarantor", self.guarantor.map_or("", Yes::code).into()),
            ("talks", codes_of(&self.talks, Barrier::code)),
            ("skills", codes_of(&self.skills, Skill::code)),
            ("rules", self.rules.clone()),
        ];
        for criterion in Criterion::ALL {
            let place = self.grounds.get(criterion).and_then(|ground| place_of(*criterion, *ground));
            texts.push((criterion.field(), place.map_or_else(String::new, |place| place.to_string())));
        }
        texts.into_iter().map(|(name, value)| (name.to_string(), value)).collect()
    }

    /// On what ground a criterion stands here: the told one, else the usual one.
    pub fn ground(&self, criterion: Criterion) -> Ground {
        self.grounds.get(&criterion).copied().unwrap_or(criterion.grounds()[0])
    }

    /// What is known of a criterion, in words; `None` where nobody has told.
    pub fn told(&self, criterion: Criterion) -> Option<String> {
        let words = |labels: Vec<&str>| (!labels.is_empty()).then(|| labels.join("、"));
        match criterion {
            Criterion::Sex => self.sex.map(|sex| sex.label().into()),
            Criterion::Disabilities => words(self.disabilities.iter().map(|one| one.label()).collect()),
            Criterion::Level => match self.level {
                (None, None) => None,
                (from, to) => {
                    let side = |level: Option<i64>| level.map_or_else(String::new, level_in_words);
                    Some(format!("{}〜{}", side(from), side(to)))
                }
            },
            Criterion::Night => self.night.map(|night| night.label().into()),
            Criterion::Term => self.term.map(Term::in_words),
            Criterion::DayOut => self.day_out.map(|yes| match yes {
                Yes::Yes => "日中に出かける人に限る".into(),
                Yes::No => "日中も居られる".into(),
            }),
            Criterion::Helps => words(self.helps.iter().map(|help| help.label()).collect()),
            Criterion::Smoking => self.smoking.map(|smoking| smoking.label().into()),
            Criterion::Guarantor => self.guarantor.map(|yes| match yes {
                Yes::Yes => "要る".into(),
                Yes::No => "なくてもよい".into(),
            }),
        }
    }
}

/// 障害支援区分, from 0 (区分なし) to 6.
pub fn level(field: &'static str, texts: &Texts, wrongs: &mut Vec<Wrong>) -> Option<i64> {
    let typed: String = text(texts, field).trim().chars().map(glyphs::plain).collect();
    if typed.is_empty() {
        return None;
    }
    let number = if typed == "なし" { Some(0) } else { typed.trim_start_matches("区分").parse().ok() };
    let number = number.filter(|level| (0..=MOST_LEVEL).contains(level));
    if number.is_none() {
        wrongs.push(Wrong::new(field, "区分として読めません。0（区分なし）から6までの数を入れてください。"));
    }
    number
}

/// 期限: none, or so many years.
fn term(field: &'static str, texts: &Texts, wrongs: &mut Vec<Wrong>) -> Option<Term> {
    let typed: String = text(texts, field).trim().chars().map(glyphs::plain).collect();
    if typed.is_empty() {
        return None;
    }
    let years = || typed.trim_end_matches('年').parse().ok().filter(|years| (1..=MOST_YEARS).contains(years));
    let term = if matches!(&*typed, "なし" | "無し" | "期限なし") {
        Some(Term::Endless)
    } else {
        years().map(Term::Years)
    };
    if term.is_none() {
        wrongs.push(Wrong::new(
            field,
            "年数として読めません。1から30までの数か、期限がなければ「なし」を入れてください。例: 3",
        ));
    }
    term
}

/// The place of a ground among those of its criterion, as a form sends it.
fn place_of(criterion: Criterion, ground: Ground) -> Option<usize> {
    criterion.grounds().iter().position(|one| *one == ground)
}

fn grounds(texts: &Texts, wrongs: &mut Vec<Wrong>) -> BTreeMap<Criterion, Ground> {
    let mut grounds = BTreeMap::new();
    for criterion in Criterion::ALL.iter().copied() {
        let typed = text(texts, criterion.field()).trim();
        if typed.is_empty() {
            continue;
        }
        match typed.parse::<usize>().ok().and_then(|place| criterion.grounds().get(place)) {
            Some(ground) => drop(grounds.insert(criterion, *ground)),
            None => wrongs.push(Wrong::new(criterion.field(), "一覧から選んでください。")),
        }
    }
    grounds
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(pairs: &[(&str, &str)]) -> Texts {
        pairs.iter().map(|(name, value)| ((*name).to_string(), (*value).to_string())).collect()
    }

    #[test]
    fn a_home_tells_what_it_accepts_and_what_nobody_told_is_unknown() {
        let texts = typed(&[
            ("name", "すみれの家"),
            ("disabilities", "mental intellectual"),
            ("level_from", "なし"),
            ("level_to", "区分４"),
            ("day_out", "no"),
            ("term_years", "3年"),
            ("ground_disabilities", "1"),
        ]);
        let home = HomeForm::parse(&texts).unwrap();
        assert_eq!(home.told(Criterion::Disabilities).as_deref(), Some("精神、知的"));
        assert_eq!(home.told(Criterion::Level).as_deref(), Some("区分なし〜区分4"));
        assert_eq!(home.told(Criterion::Term).as_deref(), Some("3年まで"));
        let endless = HomeForm::parse(&typed(&[("name", "家"), ("term_years", "なし")])).unwrap();
        assert_eq!(endless.told(Criterion::Term).as_deref(), Some("期限なし"), "which is not what nobody told");
        assert_eq!(home.told(Criterion::Night), None, "nobody has told");
        assert_eq!(home.ground(Criterion::Disabilities), Ground::Staffing);
        assert_eq!(home.ground(Criterion::Night), Ground::Staffing, "the usual one");
        assert_eq!(HomeForm::parse(&home.texts()), Ok(home));
    }

    #[test]
    fn what_a_home_cannot_be_is_refused_in_a_sentence() {
        for (field, pairs) in [
            ("name", &[][..]),
            ("level_to", &[("name", "家"), ("level_from", "5"), ("level_to", "2")]),
            ("level_from", &[("name", "家"), ("level_from", "7")]),
            ("sex", &[("name", "家"), ("sex", "x")]),
            ("helps", &[("name", "家"), ("helps", "medicine x")]),
            ("term_years", &[("name", "家"), ("term_years", "ずっと")]),
            ("term_years", &[("name", "家"), ("term_years", "31")]),
            ("ground_sex", &[("name", "家"), ("ground_sex", "9")]),
        ] {
            assert_eq!(HomeForm::parse(&typed(pairs)).unwrap_err()[0].field, field);
        }
    }

    #[test]
    fn no_criterion_stands_on_the_wish_of_a_person_or_on_history() {
        for criterion in Criterion::ALL {
            assert!(criterion.grounds().iter().all(|ground| !matches!(ground, Ground::Wish | Ground::Talk)));
        }
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics_and_what_is_understood_stays(field in 0..HOME.fields.len(), value in "\\PC{0,30}") {
            let texts = typed(&[("name", "家"), (HOME.fields[field].0, &value)]);
            if let Ok(form) = HomeForm::parse(&texts) {
                prop_assert_eq!(HomeForm::parse(&form.texts()), Ok(form));
            }
        }
    }
}
