//! 住まいの希望: what somebody who seeks a home answers, under a number that tells nothing. There is no field for a name, and none for
//! free words in which one could stand.

use super::{DayLife, NightNeed, Smokes, Stairs, Stay, UnitFor, WishState};
use crate::editing::coded::codes_of;
use crate::editing::read::{code, codes, day, one_line, yen};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use crate::vacancies::model::{Bath, Disability, Help, HomeId, Yes, level};
use almanac::Date;

/// The fields of the form.
pub const WISH: Shape = Shape {
    kind: "Wish",
    fields: &[
        ("state", "いま"),
        ("since", "希望した日"),
        ("class", "優先順位の区分"),
        ("sex", "どちらの住居か"),
        ("disabilities", "障害の種別"),
        ("level", "障害支援区分"),
        ("night", "夜の支え"),
        ("stay", "いつまで住みたいか"),
        ("days", "日中の過ごし方"),
        ("helps", "要る手伝い"),
        ("smokes", "たばこ"),
        ("guarantor", "保証人がいるか"),
        ("cost_yen", "月に払える額"),
        ("stairs", "階段"),
        ("bath", "専用の風呂・トイレ"),
        ("areas", "住みたい町"),
        ("talk", "先に話し合いたいことがあるか"),
        ("prefers_1", "第1希望"),
        ("prefers_2", "第2希望"),
        ("prefers_3", "第3希望"),
        ("declined", "本人が断った住居"),
        ("refused", "住居が断った"),
        ("talked", "話し合いが済んだ住居"),
    ],
};

/// 希望の番号: a number of the town's own list. It holds a digit and no letter of a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct WishNumber(String);

/// The most characters of a number: one by which somebody is known elsewhere (受給者証, マイナンバー, a day of birth) is longer.
const MOST_NUMBER: usize = 5;
/// The most characters of the name of a class.
const MOST_CLASS: usize = 40;
/// The most characters of the wished places.
const MOST_AREAS: usize = 200;
/// For who would live where no home is.
pub const OTHER_AREA: &str = "ほかの町";

impl WishNumber {
    /// From what was typed: 12, S-3, Ｓ３.
    ///
    /// # Errors
    /// A sentence for what is no such number.
    pub fn read(typed: &str) -> Result<WishNumber, String> {
        let plain: String = typed.trim().chars().map(glyphs::plain).collect::<String>().to_ascii_uppercase();
        if plain.is_empty() {
            return Err("番号を入れてください。町の一覧だけで使う番号です。例: 12、S-3".into());
        }
        // S-003 and S-3 are one number: a spreadsheet drops the noughts.
        let (letter, digits) = plain.split_at(plain.find(|c: char| c.is_ascii_digit()).unwrap_or(plain.len()));
        let is_number = matches!(letter.trim_end_matches('-').len(), 0 | 1)
            && letter.chars().all(|c| c.is_ascii_alphabetic() || c == '-')
            && letter != "-"
            && !letter.contains("--")
            && !digits.is_empty()
            && digits.chars().all(|c| c.is_ascii_digit() || c == '-')
            && !digits.ends_with('-')
            && plain.len() <= MOST_NUMBER;
        if is_number {
            let digits = digits.trim_start_matches('0');
            let digits =
                if digits.is_empty() || digits.starts_with('-') { format!("0{digits}") } else { digits.into() };
            Ok(WishNumber(format!("{letter}{digits}")))
        } else {
            Err(format!(
                "番号は、{MOST_NUMBER}文字までの数字にしてください。頭に英字を1つ付けられます。名前や頭文字、受給者証の番号は使わないでください。例: 12、S-3"
            ))
        }
    }
}

impl std::fmt::Display for WishNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// What the form holds, understood. What nobody has asked is unknown; bath and place that nobody wished for are all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WishForm {
    /// 探しているか.
    pub state: WishState,
    /// 希望した日.
    pub since: Option<Date>,
    /// 優先順位の区分, as the rule names it; empty where there is none.
    pub class: String,
    /// どちらの住居か.
    pub sex: Option<UnitFor>,
    /// 障害の種別.
    pub disabilities: Vec<Disability>,
    /// 障害支援区分, from 0 (none) to 6.
    pub level: Option<i64>,
    /// 夜の支え.
    pub night: Option<NightNeed>,
    /// いつまで.
    pub stay: Option<Stay>,
    /// 日中.
    pub days: Option<DayLife>,
    /// 要る手伝い; an empty list says that none is needed.
    pub helps: Option<Vec<Help>>,
    /// たばこ.
    pub smokes: Option<Smokes>,
    /// 保証人がいるか.
    pub guarantor: Option<Yes>,
    /// 月に払える額, yen.
    pub cost_yen: Option<i64>,
    /// 階段.
    pub stairs: Option<Stairs>,
    /// 専用の風呂・トイレ; `None` where it is all the same.
    pub bath: Option<Bath>,
    /// 住みたい町, any of which will do; empty where it is all the same.
    pub areas: Vec<String>,
    /// Is there something to talk about first? What it is stays with the person.
    pub talk: Option<Yes>,
    /// 第1〜第3希望, each home once.
    pub prefers: Vec<HomeId>,
    /// The homes that the person said no to after a visit.
    pub declined: Vec<HomeId>,
    /// The homes that said no after a visit.
    pub refused: Vec<HomeId>,
    /// The homes that take this person after they talked.
    pub talked: Vec<HomeId>,
}

/// That no help is needed, as a form sends it.
pub(crate) const NO_HELP: &str = "none";

impl WishForm {
    /// Reads the fields; a wish of `today` cannot have been told later.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts) -> Result<WishForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let form = WishForm {
            state: code("state", texts, WishState::parse, w).unwrap_or(WishState::Seeking),
            since: day("since", texts, w),
            class: one_line("class", texts, MOST_CLASS, w),
            sex: code("sex", texts, UnitFor::parse, w),
            disabilities: codes("disabilities", texts, Disability::parse, w),
            level: level("level", texts, w),
            night: code("night", texts, NightNeed::parse, w),
            stay: code("stay", texts, Stay::parse, w),
            days: code("days", texts, DayLife::parse, w),
            helps: helps(texts, w),
            smokes: code("smokes", texts, Smokes::parse, w),
            guarantor: code("guarantor", texts, Yes::parse, w),
            cost_yen: yen("cost_yen", texts, w),
            stairs: code("stairs", texts, Stairs::parse, w),
            bath: code("bath", texts, Bath::parse, w).filter(|bath| *bath == Bath::Own),
            areas: areas(texts, w),
            talk: code("talk", texts, Yes::parse, w),
            prefers: prefers(texts, w),
            declined: codes("declined", texts, HomeId::parse, w),
            refused: codes("refused", texts, HomeId::parse, w),
            talked: codes("talked", texts, HomeId::parse, w),
        };
        let twice = form.declined.iter().chain(&form.refused).any(|home| form.prefers.contains(home));
        if twice {
            w.push(Wrong::new("prefers_1", "断った住居が、希望にも入っています。どちらかから外してください。"));
        }
        if form.talked.iter().any(|home| form.declined.contains(home) || form.refused.contains(home)) {
            w.push(Wrong::new(
                "talked",
                "断った住居が、受け入れることになった住居にも入っています。どちらかから外してください。",
            ));
        }
        if wrongs.is_empty() { Ok(form) } else { Err(wrongs) }
    }

    /// A wish cannot have been told after today.
    pub fn wrong_on(&self, today: Date) -> Option<Wrong> {
        let what = "きょうより先の日です。希望を聞いた日を入れてください。";
        self.since.filter(|day| *day > today).map(|_| Wrong::new("since", what))
    }

    /// The fields as texts, for a version.
    pub fn texts(&self) -> Texts {
        let number = |number: Option<i64>| number.map_or_else(String::new, |number| number.to_string());
        let homes = |homes: &[HomeId]| homes.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        let prefers = |at: usize| self.prefers.get(at).map_or_else(String::new, ToString::to_string);
        let texts = [
            ("state", self.state.code().into()),
            ("since", self.since.map_or_else(String::new, |day| day.to_string())),
            ("class", self.class.clone()),
            ("sex", self.sex.map_or("", UnitFor::code).into()),
            ("disabilities", codes_of(&self.disabilities, Disability::code)),
            ("level", number(self.level)),
            ("night", self.night.map_or("", NightNeed::code).into()),
            ("stay", self.stay.map_or("", Stay::code).into()),
            ("days", self.days.map_or("", DayLife::code).into()),
            ("helps", self.helps.as_ref().map_or_else(String::new, |helps| helps_text(helps))),
            ("smokes", self.smokes.map_or("", Smokes::code).into()),
            ("guarantor", self.guarantor.map_or("", Yes::code).into()),
            ("cost_yen", number(self.cost_yen)),
            ("stairs", self.stairs.map_or("", Stairs::code).into()),
            ("bath", self.bath.map_or("", Bath::code).into()),
            ("areas", self.areas.join("、")),
            ("talk", self.talk.map_or("", Yes::code).into()),
            ("prefers_1", prefers(0)),
            ("prefers_2", prefers(1)),
            ("prefers_3", prefers(2)),
            ("declined", homes(&self.declined)),
            ("refused", homes(&self.refused)),
            ("talked", homes(&self.talked)),
        ];
        texts.into_iter().map(|(name, value): (&str, String)| (name.to_string(), value)).collect()
    }

    /// How many of the questions nobody has asked yet.
    pub fn unasked(&self) -> usize {
        let asked = [
            self.since.is_some(),
            self.sex.is_some(),
            !self.disabilities.is_empty(),
            self.level.is_some(),
            self.night.is_some(),
            self.stay.is_some(),
            self.days.is_some(),
            self.helps.is_some(),
            self.smokes.is_some(),
            self.guarantor.is_some(),
            self.cost_yen.is_some(),
            self.stairs.is_some(),
            self.talk.is_some(),
        ];
        asked.iter().filter(|asked| !**asked).count()
    }
}

fn helps_text(helps: &[Help]) -> String {
    if helps.is_empty() { NO_HELP.into() } else { codes_of(helps, Help::code) }
}

fn helps(texts: &Texts, wrongs: &mut Vec<Wrong>) -> Option<Vec<Help>> {
    let typed = text(texts, "helps");
    let says_none = typed.split_whitespace().any(|one| one == NO_HELP);
    let rest: Vec<&str> = typed.split_whitespace().filter(|one| *one != NO_HELP).collect();
    if says_none && !rest.is_empty() {
        let what = "「手伝いは要らない」と、ほかの手伝いの、両方が選ばれています。どちらかを外してください。";
        wrongs.push(Wrong::new("helps", what));
    }
    let rest: Texts = [("helps".to_string(), rest.join(" "))].into();
    let helps = codes("helps", &rest, Help::parse, wrongs);
    (says_none || !helps.is_empty()).then_some(helps)
}

/// A place as it stands in a list of places: nothing in it that parts two of them.
pub fn place_name(area: &str) -> String {
    area.chars().filter(|c| !c.is_whitespace()).map(|c| if is_parting(c) { '／' } else { c }).collect()
}

fn is_parting(c: char) -> bool {
    matches!(c, '、' | '，' | ',' | '・')
}

/// Names of places with 「、」 or a blank between. Whether there are such places is for who knows the homes.
fn areas(texts: &Texts, wrongs: &mut Vec<Wrong>) -> Vec<String> {
    let typed = one_line("areas", texts, MOST_AREAS, wrongs);
    let mut areas: Vec<String> = vec![];
    let each = typed.split(|c: char| c.is_whitespace() || is_parting(c)).filter(|area| !area.is_empty());
    for area in each {
        if !areas.iter().any(|other| other == area) {
            areas.push(area.to_string());
        }
    }
    areas
}

impl WishForm {
    /// A class that is none of the rule's cannot be kept: it would be words of somebody.
    pub fn wrong_class(&self, known: &[String]) -> Option<Wrong> {
        let is_odd = !self.class.is_empty() && !known.contains(&self.class);
        is_odd.then(|| Wrong::new("class", "いまの「読みのきまり」の区分から選んでください。"))
    }

    /// A place that is none of these cannot be kept: it would be words of somebody.
    pub fn wrong_places(&self, known: &[String]) -> Option<Wrong> {
        let is_known = |area: &String| area == OTHER_AREA || known.contains(area);
        let odd = self.areas.iter().any(|area| !is_known(area));
        let all = known.iter().map(String::as_str).chain([OTHER_AREA]).collect::<Vec<_>>().join("、");
        odd.then(|| Wrong::new("areas", format!("住居のある町から選んでください。次のどれかです。{all}")))
    }
}

fn prefers(texts: &Texts, wrongs: &mut Vec<Wrong>) -> Vec<HomeId> {
    let mut homes = vec![];
    for name in ["prefers_1", "prefers_2", "prefers_3"] {
        let Some(home) = code(name, texts, HomeId::parse, wrongs) else { continue };
        if homes.contains(&home) {
            wrongs.push(Wrong::new(name, "同じ住居が、希望に2つ入っています。どちらかを変えてください。"));
        } else {
            homes.push(home);
        }
    }
    homes
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(pairs: &[(&str, &str)]) -> Texts {
        pairs.iter().map(|(name, value)| ((*name).to_string(), (*value).to_string())).collect()
    }

    #[test]
    fn a_number_tells_nothing_of_a_name() {
        for (typed, number) in
            [("12", "12"), (" Ｓ－３ ", "S-3"), ("s003", "S3"), ("S-003", "S-3"), ("0", "0"), ("3-2", "3-2")]
        {
            assert_eq!(WishNumber::read(typed).unwrap().to_string(), number);
        }
        for odd in [
            "", "山田", "TY", "TY1", "T-Y1", "やまだ1", "123456", "600312", "S60312", "1234567890", "1 2", "12さん",
            "-1", "3-", "1A",
        ] {
            assert!(WishNumber::read(odd).is_err(), "{odd}");
        }
    }

    #[test]
    fn what_nobody_asked_is_unknown_and_no_help_is_an_answer() {
        let form = WishForm::parse(&typed(&[])).unwrap();
        assert_eq!((form.state, form.helps.as_ref(), form.unasked()), (WishState::Seeking, None, 13));
        let form = WishForm::parse(&typed(&[("helps", "none"), ("level", "なし"), ("bath", "shared")])).unwrap();
        assert_eq!((form.helps, form.level, form.bath), (Some(vec![]), Some(0), None));
        let helps = WishForm::parse(&typed(&[("helps", "medicine clinic")])).unwrap().helps;
        assert_eq!(helps, Some(vec![Help::Medicine, Help::Clinic]));
    }

    #[test]
    fn what_a_wish_cannot_be_is_refused_in_a_sentence() {
        let (a, b) = (HomeId::fresh().to_string(), HomeId::fresh().to_string());
        for (field, pairs) in [
            ("helps", &[("helps", "none medicine")][..]),
            ("prefers_2", &[("prefers_1", &a), ("prefers_2", &a)]),
            ("prefers_1", &[("prefers_1", &a), ("declined", &a)]),
            ("prefers_3", &[("prefers_3", "すみれの家")]),
            ("sex", &[("sex", "any")]),
            ("cost_yen", &[("cost_yen", "少し")]),
            ("since", &[("since", "R8.2.30")]),
        ] {
            assert_eq!(WishForm::parse(&typed(pairs)).unwrap_err()[0].field, field);
        }
        let form =
            WishForm::parse(&typed(&[("areas", "本町3丁目、緑町 本町3丁目"), ("since", "R8.11.30"), ("refused", &b)]));
        let form = form.unwrap();
        assert_eq!(form.areas, ["本町3丁目", "緑町"]);
        let known = ["本町3丁目", "緑町"].map(str::to_string);
        assert!(form.wrong_places(&known).is_none() && form.wrong_places(&known[1..]).is_some());
        let other = WishForm { areas: vec![OTHER_AREA.into()], ..form.clone() };
        assert!(other.wrong_places(&[]).is_none(), "where no home is");
        assert_eq!(place_name(" 本町 ３丁目・緑町"), "本町３丁目／緑町");
        assert!(form.wrong_on("2026-11-29".parse().unwrap()).is_some());
        assert!(form.wrong_on("2026-11-30".parse().unwrap()).is_none());
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics_and_what_is_understood_stays(field in 0..WISH.fields.len(), value in "\\PC{0,40}") {
            let texts = typed(&[(WISH.fields[field].0, &value)]);
            if let Ok(form) = WishForm::parse(&texts) {
                prop_assert_eq!(WishForm::parse(&form.texts()), Ok(form));
            }
            if let Ok(number) = WishNumber::read(&value) {
                prop_assert_eq!(WishNumber::read(&number.to_string()), Ok(number));
            }
        }
    }
}
