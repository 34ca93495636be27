//! 計画相談の調査票: what one office answers for one quarter.

use super::Quarter;
use super::choice::{Closing, NewClients};
use super::read::{Hundredths, hundredths, people};
use crate::editing::read::{code, day, lines, one_line};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use crate::providers::model::ProviderId;
use almanac::Date;
use std::fmt;
use wamnet::Service;

/// Which answer: the office, and the quarter for which it was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlanLoadId {
    /// The office, with the service that makes plans.
    pub provider: ProviderId,
    /// The quarter.
    pub quarter: Quarter,
}

/// 障害児相談支援.
const CHILD_PLANNING: i64 = 70;

/// The services of those who are asked: 計画相談支援, 障害児相談支援.
pub fn planning_services() -> Vec<Service> {
    std::iter::once(Service::PLANNING).chain(Service::of_code(CHILD_PLANNING)).collect()
}

impl PlanLoadId {
    /// Of its parts; `None` where the office makes no plans.
    pub fn of(provider: ProviderId, quarter: Quarter) -> Option<PlanLoadId> {
        let service = provider.service()?;
        planning_services().contains(&service).then_some(PlanLoadId { provider, quarter })
    }

    /// As an address spells it: `991000002552000-2026q3`.
    pub fn parse(text: &str) -> Option<PlanLoadId> {
        let (provider, quarter) = text.split_once('-')?;
        PlanLoadId::of(ProviderId::parse(provider)?, Quarter::parse(quarter)?)
    }
}

impl fmt::Display for PlanLoadId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.provider, self.quarter)
    }
}

/// The fields of the form.
pub const LOAD: Shape = Shape {
    kind: "PlanLoad",
    fields: &[
        ("as_of", "いつの時点"),
        ("told_by", "だれから聞いたか"),
        ("planners", "相談支援専門員（常勤換算）"),
        ("heads", "相談支援専門員（実人数）"),
        ("senior", "主任相談支援専門員"),
        ("adults", "いまの利用者（者）"),
        ("children", "いまの利用者（児）"),
        ("mental", "うち精神障害のある人"),
        ("intake", "新しい人を受けるか"),
        ("spare_adults", "あと何人受けられるか（者）"),
        ("spare_children", "あと何人受けられるか（児）"),
        ("waiting", "待っている人"),
        ("longest", "最も長い待ちの日数"),
        ("half_cases", "直近6か月の件数の合計"),
        ("half_planners", "直近6か月の専門員（常勤換算）の合計"),
        ("closing", "閉じる・減らす予定"),
        ("closing_on", "その日"),
        ("note", "覚え書き"),
    ],
};

/// What the form holds, understood. Counts that were left empty are `None`, but for clients, where empty is nought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadForm {
    /// いつの時点: a day of the quarter.
    pub as_of: Option<Date>,
    /// だれから: a post, no name of a client.
    pub told_by: String,
    /// 相談支援専門員, 常勤換算.
    pub planners: Option<Hundredths>,
    /// 実人数.
    pub heads: Option<i64>,
    /// 主任がいるか; `None` where nobody said.
    pub senior: Option<bool>,
    /// いまの利用者, 者.
    pub adults: i64,
    /// いまの利用者, 児.
    pub children: i64,
    /// うち精神.
    pub mental: Option<i64>,
    /// 新規を受けるか.
    pub intake: Option<NewClients>,
    /// あと何人, 者.
    pub spare_adults: Option<i64>,
    /// あと何人, 児.
    pub spare_children: Option<i64>,
    /// 待っている人.
    pub waiting: Option<i64>,
    /// 最も長い待ち, in days.
    pub longest: Option<i64>,
    /// 直近6か月の計画作成・モニタリングの件数, the sum of six months.
    pub half_cases: Option<i64>,
    /// 直近6か月の専門員（常勤換算）, the sum of six months.
    pub half_planners: Option<Hundredths>,
    /// 閉じる・減らす予定.
    pub closing: Closing,
    /// その日, where it is decided.
    pub closing_on: Option<Date>,
    /// 覚え書き.
    pub note: String,
}

impl Default for LoadForm {
    fn default() -> LoadForm {
        LoadForm {
            as_of: None,
            told_by: String::new(),
            planners: None,
            heads: None,
            senior: None,
            adults: 0,
            children: 0,
            mental: None,
            intake: None,
            spare_adults: None,
            spare_children: None,
            waiting: None,
            longest: None,
            half_cases: None,
            half_planners: None,
            closing: Closing::No,
            closing_on: None,
            note: String::new(),
        }
    }
}

const MOST_LINE: usize = 100;
const MOST_LINES: usize = 1000;

impl LoadForm {
    /// Reads the fields.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts) -> Result<LoadForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let (adults, children) = (people("adults", texts, w), people("children", texts, w));
        let form = LoadForm {
            as_of: day("as_of", texts, w),
            told_by: one_line("told_by", texts, MOST_LINE, w),
            planners: hundredths("planners", texts, w),
            heads: people("heads", texts, w),
            senior: code(
                "senior",
                texts,
                |code| match code {
                    "yes" => Some(true),
                    "no" => Some(false),
                    _ => None,
                },
                w,
            ),
            adults: adults.unwrap_or(0),
            children: children.unwrap_or(0),
            mental: people("mental", texts, w),
            intake: code("intake", texts, NewClients::parse, w),
            spare_adults: people("spare_adults", texts, w),
            spare_children: people("spare_children", texts, w),
            waiting: people("waiting", texts, w),
            longest: people("longest", texts, w),
            half_cases: people("half_cases", texts, w),
            half_planners: hundredths("half_planners", texts, w),
            closing: code("closing", texts, Closing::parse, w).unwrap_or(Closing::No),
            closing_on: day("closing_on", texts, w),
            note: lines("note", texts, MOST_LINES, w),
        };
        let told = adults.is_some() || children.is_some();
        for wrong in form.lacks(told).into_iter().chain(form.contradictions()) {
            if wrongs.iter().all(|known| known.field != wrong.field) {
                wrongs.push(wrong);
            }
        }
        if wrongs.is_empty() { Ok(form) } else { Err(wrongs) }
    }

    /// What an answer needs. `told` says whether clients were counted at all.
    fn lacks(&self, told: bool) -> Vec<Wrong> {
        let wanted = [
            (self.as_of.is_none(), "as_of", "いつの時点の数かを入れてください。この四半期の、きょうまでの日です。"),
            (
                self.told_by.is_empty(),
                "told_by",
                "だれから聞いたかを入れてください。例: 事業所の管理者に電話で、ファクスの返信",
            ),
            (
                self.planners.is_none(),
                "planners",
                "相談支援専門員の人数を、常勤換算で入れてください。兼務は時間で割ります。例: 1.5",
            ),
            (!told, "adults", "いまの利用者の人数を、者か児のどちらかに入れてください。いなければ0です。"),
            (self.intake.is_none(), "intake", "新しい人を受けるかを選んでください。"),
        ];
        wanted.into_iter().filter(|(lacks, ..)| *lacks).map(|(_, field, what)| Wrong::new(field, what)).collect()
    }

    /// What cannot be true together.
    fn contradictions(&self) -> Vec<Wrong> {
        let clients = self.adults + self.children;
        let planners = self.planners.unwrap_or_default();
        let refuses = self.intake == Some(NewClients::Refused);
        let is_decided = self.closing == Closing::Decided;
        let odd = [
            (
                self.heads.is_some_and(|heads| planners.0 > heads * 100),
                "heads",
                "常勤換算より少ない人数です。実人数は、常勤換算と同じか、それより多くなります。",
            ),
            (
                self.mental.is_some_and(|mental| mental > clients),
                "mental",
                "いまの利用者より多い人数です。者と児の合計のうちの人数を入れてください。",
            ),
            (
                refuses && self.spare().is_some_and(|(adults, children)| adults + children > 0),
                "spare_adults",
                "新しい人を受けないのに、受けられる人数が入っています。どちらかを直してください。",
            ),
            (
                self.longest.is_some_and(|days| days > 0) && self.waiting.unwrap_or(0) == 0,
                "waiting",
                "待ちの日数があるのに、待っている人が0人か空です。どちらかを直してください。",
            ),
            (
                self.half_planners.is_some() && self.half_cases.is_none(),
                "half_cases",
                "専門員の合計が入っています。同じ6か月の件数の合計も入れてください。",
            ),
            (
                self.half_planners == Some(Hundredths(0)) && self.half_cases.unwrap_or(0) > 0,
                "half_planners",
                "件数があるのに、専門員が0人です。6か月の常勤換算を足した数を入れてください。",
            ),
            (
                is_decided && self.closing_on.is_none(),
                "closing_on",
                "閉じる日か、減らす日を入れてください。例: R9.3.31",
            ),
            (
                !is_decided && self.closing_on.is_some(),
                "closing",
                "日が入っています。予定が決まっているなら「決まっている」を選び、まだなら日を消してください。",
            ),
        ];
        odd.into_iter().filter(|(is_odd, ..)| *is_odd).map(|(_, field, what)| Wrong::new(field, what)).collect()
    }

    /// The fields as texts, for a version.
    pub fn texts(&self) -> Texts {
        let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
        let count = |count: Option<i64>| count.map_or_else(String::new, |count| count.to_string());
        let part = |part: Option<Hundredths>| part.map_or_else(String::new, Hundredths::in_words);
        // Of an office that nobody asked yet nothing is nought.
        let told = |count: i64| if self.as_of.is_some() { count.to_string() } else { String::new() };
        let senior = self.senior.map_or("", |senior| if senior { "yes" } else { "no" });
        let texts = [
            ("as_of", day(self.as_of)),
            ("told_by", self.told_by.clone()),
            ("planners", part(self.planners)),
            ("heads", count(self.heads)),
            ("senior", senior.to_string()),
            ("adults", told(self.adults)),
            ("children", told(self.children)),
            ("mental", count(self.mental)),
            ("intake", self.intake.map_or("", NewClients::code).to_string()),
            ("spare_adults", count(self.spare_adults)),
            ("spare_children", count(self.spare_children)),
            ("waiting", count(self.waiting)),
            ("longest", count(self.longest)),
            ("half_cases", count(self.half_cases)),
            ("half_planners", part(self.half_planners)),
            ("closing", self.closing.code().to_string()),
            ("closing_on", day(self.closing_on)),
            ("note", self.note.clone()),
        ];
        texts.into_iter().map(|(name, value)| (name.to_string(), value)).collect()
    }

    /// The day is one of the quarter, and none to come.
    pub fn wrong_on(&self, quarter: Quarter, today: Date) -> Option<Wrong> {
        let day = self.as_of?;
        let what = if day > today {
            "きょうより先の日です。聞いた日か、事業所が数えた日を入れてください。".to_string()
        } else if Quarter::of(day) != quarter {
            format!(
                "{}の日ではありません。{}から{}までの日を入れてください。",
                quarter.in_words(),
                almanac::in_words(quarter.first_day()),
                almanac::in_words(quarter.last_day())
            )
        } else {
            return None;
        };
        Some(Wrong::new("as_of", what))
    }

    /// いまの利用者, 者 and 児.
    pub fn clients(&self) -> i64 {
        self.adults + self.children
    }

    /// あと何人, 者 and 児: of two that which was left empty is nought, and so are both where nobody is taken; `None` where nobody knows how
    /// many an office takes.
    pub fn spare(&self) -> Option<(i64, i64)> {
        match (self.spare_adults, self.spare_children) {
            (None, None) if self.intake != Some(NewClients::Refused) => None,
            (adults, children) => Some((adults.unwrap_or(0), children.unwrap_or(0))),
        }
    }
}

/// The text of a field, empty where nothing stands.
pub(super) fn stands<'a>(texts: &'a Texts, field: &str) -> &'a str {
    text(texts, field).trim()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(pairs: &[(&str, &str)]) -> Texts {
        let least = [
            ("as_of", "R8.11.20"),
            ("told_by", "管理者に電話で"),
            ("planners", "1.5"),
            ("adults", "60"),
            ("intake", "taken"),
        ];
        least.iter().chain(pairs).map(|(name, value)| ((*name).to_string(), (*value).to_string())).collect()
    }

    fn wrong(pairs: &[(&str, &str)]) -> Vec<&'static str> {
        LoadForm::parse(&typed(pairs)).unwrap_err().iter().map(|wrong| wrong.field).collect()
    }

    #[test]
    fn an_answer_is_short_and_says_who_gave_it_and_as_of_when() {
        let form = LoadForm::parse(&typed(&[])).unwrap();
        assert_eq!((form.clients(), form.waiting, form.half_cases, form.closing), (60, None, None, Closing::No));
        for field in ["as_of", "told_by", "planners", "adults", "intake"] {
            assert_eq!(wrong(&[(field, "")]), [field]);
        }
        assert_eq!(LoadForm::parse(&typed(&[("adults", ""), ("children", "12")])).unwrap().clients(), 12);
    }

    #[test]
    fn how_many_an_office_takes_is_unknown_where_nobody_said_it() {
        let spare = |pairs: &[(&str, &str)]| LoadForm::parse(&typed(pairs)).unwrap().spare();
        assert_eq!(spare(&[]), None);
        assert_eq!(spare(&[("intake", "conditional")]), None);
        assert_eq!(spare(&[("intake", "refused")]), Some((0, 0)));
        assert_eq!(spare(&[("spare_adults", "0")]), Some((0, 0)));
        assert_eq!(spare(&[("spare_children", "2")]), Some((0, 2)));
        let again = LoadForm::parse(&typed(&[])).unwrap().texts();
        assert_eq!(text(&again, "spare_adults"), "", "what was left empty stays empty");
    }

    #[test]
    fn what_cannot_be_true_together_is_asked_about() {
        assert_eq!(wrong(&[("heads", "1")]), ["heads"]);
        assert_eq!(wrong(&[("mental", "61")]), ["mental"]);
        assert_eq!(wrong(&[("intake", "refused"), ("spare_children", "2")]), ["spare_adults"]);
        assert_eq!(wrong(&[("longest", "30")]), ["waiting"]);
        assert_eq!(wrong(&[("half_planners", "7")]), ["half_cases"]);
        assert_eq!(wrong(&[("half_planners", "0"), ("half_cases", "12")]), ["half_planners"]);
        assert_eq!(wrong(&[("closing", "decided")]), ["closing_on"]);
        assert_eq!(wrong(&[("closing_on", "R9.3.31")]), ["closing"]);
    }

    #[test]
    fn every_wrong_field_gets_its_own_sentence() {
        for (field, value) in [
            ("as_of", "きのう"),
            ("planners", "多い"),
            ("heads", "多い"),
            ("senior", "x"),
            ("adults", "20000"),
            ("children", "x"),
            ("intake", "x"),
            ("waiting", "たくさん"),
            ("longest", "3か月"),
            ("half_planners", "x"),
            ("closing", "x"),
            ("closing_on", "x"),
            ("told_by", "1\n2"),
        ] {
            assert_eq!(wrong(&[(field, value)])[0], field, "{value}");
        }
    }

    #[test]
    fn an_answer_is_of_its_quarter_and_not_of_a_day_to_come() {
        let form = LoadForm::parse(&typed(&[])).unwrap();
        let third = Quarter::parse("2026q3").unwrap();
        let today: Date = "2026-11-30".parse().unwrap();
        assert_eq!(form.wrong_on(third, today), None);
        let sentence = form.wrong_on(third.before(), today).unwrap().sentence;
        assert!(sentence.contains("令和8年7月1日から令和8年9月30日まで"), "{sentence}");
        assert!(form.wrong_on(third, "2026-11-19".parse().unwrap()).is_some());
    }

    #[test]
    fn an_answer_is_of_an_office_that_makes_plans() {
        let id = PlanLoadId::parse("991000002552000-2026q3").unwrap();
        assert_eq!(id.to_string(), "991000002552000-2026q3");
        assert!(PlanLoadId::parse("991000002570000-2026q3").is_some(), "障害児相談支援");
        for odd in ["", "991000002533000-2026q3", "991000002552000", "991000002552000-2026q5", "-2026q3"] {
            assert_eq!(PlanLoadId::parse(odd), None, "{odd}");
        }
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics_and_what_is_understood_stays(field in 0usize..18, value in "\\PC{0,30}|[0-9.]{0,6}") {
            let texts = typed(&[("waiting", "4"), (LOAD.fields[field].0, &value)]);
            if let Ok(form) = LoadForm::parse(&texts) {
                prop_assert_eq!(LoadForm::parse(&form.texts()), Ok(form));
            }
        }
    }
}
