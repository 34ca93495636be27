//! Words of masking: the threshold as a dated setting, what is exempt by name, and a figure that may stand on a paper for everybody.
//! Pure.

use crate::editing::read::{day, lines};
use crate::editing::shape::{Texts, Wrong, text};
use crate::goals::indicator::model::{Amount, Figure, read_figure};
use crate::plumbing::clock::Moment;
use almanac::{Date, FiscalYear};

/// ふせないもの: what may stand on a paper for everybody however small it is, each by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exemption {
    /// 計画の目標: what a plan or a council wants to reach.
    PlanTarget,
    /// 会議で決めた内わけ: 5 ＝ 1 ＋ 4.
    CouncilParts,
    /// 計画の総数: the whole of a plan's figure, of a 年度 that is over.
    PlanTotal,
    /// 会議の回数.
    Meetings,
    /// 会議の参加者数.
    Attendance,
    /// 県全体の割合・平均.
    PrefectureRate,
}

impl Exemption {
    /// All of them, in the order of the page.
    pub const ALL: [Exemption; 6] = [
        Exemption::PlanTarget,
        Exemption::CouncilParts,
        Exemption::PlanTotal,
        Exemption::Meetings,
        Exemption::Attendance,
        Exemption::PrefectureRate,
    ];

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            Exemption::PlanTarget => "計画と協議会の目標の数",
            Exemption::CouncilParts => "会議で決めた目標の内わけ（5 ＝ 1 ＋ 4）",
            Exemption::PlanTotal => "終わった年度の、計画の総数",
            Exemption::Meetings => "会議の回数、目標設定と評価の回数",
            Exemption::Attendance => "会議や講座の参加者数",
            Exemption::PrefectureRate => "県全体の割合・平均",
        }
    }
}

/// 公開用の数: a figure as it may stand on a paper for everybody. Only the rules of this room make one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublicFigure(pub(super) Shown);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    Figure(Amount),
    AtLeast(Amount),
    Hidden,
}

impl PublicFigure {
    /// 5, 10以上, ＊.
    pub fn in_words(self) -> String {
        match self.0 {
            Shown::Figure(amount) => amount.in_words(),
            Shown::AtLeast(amount) => format!("{}以上", amount.in_words()),
            Shown::Hidden => "＊".into(),
        }
    }

    /// The number, where it stands as it is.
    pub fn exact(self) -> Option<Amount> {
        match self.0 {
            Shown::Figure(amount) => Some(amount),
            Shown::AtLeast(_) | Shown::Hidden => None,
        }
    }

    /// Is nothing told?
    pub fn is_hidden(self) -> bool {
        self.0 == Shown::Hidden
    }
}

/// ふせる数のきまり: below so many people a figure is hidden, from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MaskingThreshold {
    /// From this day on.
    pub from_on: Date,
    /// Below this number a figure is hidden.
    pub number: i64,
    /// Why.
    pub reason: String,
    /// When it was said.
    pub at: Moment,
    /// By whom, the name as it was then.
    pub by: String,
}

/// Where nobody has said a number: figures below ten are hidden, as statistics of few people usually are. 未確認 for this town.
pub const USUAL: i64 = 10;

/// The thresholds of an office. A figure is masked by the number that held on the first day of its 年度, on whatever day it is
/// printed: two papers with two numbers would narrow it between them.
#[derive(Debug, Clone, Default)]
pub struct Thresholds(Vec<MaskingThreshold>);

impl Thresholds {
    /// Those that the office has said.
    pub fn of(known: Vec<MaskingThreshold>) -> Thresholds {
        Thresholds(known)
    }

    /// One number for all years.
    pub fn always(number: i64) -> Thresholds {
        Thresholds(vec![MaskingThreshold {
            from_on: Date::MIN,
            number,
            reason: String::new(),
            at: Moment::from_seconds(0),
            by: String::new(),
        }])
    }

    /// The number that holds on a day: that of the newest day until then, of two of one day the one that was said last.
    pub fn on(&self, day: Date) -> i64 {
        let begun = self.0.iter().filter(|one| one.from_on <= day);
        begun.max_by_key(|one| (one.from_on, one.at)).map_or(USUAL, |one| one.number)
    }

    /// The number by which the figures of a 年度 are masked.
    pub fn of_year(&self, year: FiscalYear) -> i64 {
        self.on(year.first_day())
    }

    /// The rows, as they were said.
    pub fn rows(&self) -> &[MaskingThreshold] {
        &self.0
    }
}

/// What the form of a threshold holds, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThresholdForm {
    /// From this day on.
    pub from_on: Date,
    /// Below this number.
    pub number: i64,
    /// Why.
    pub reason: String,
}

const MOST_LINES: usize = 1000;
const ENDS: (i64, i64) = (3, 100);

impl ThresholdForm {
    /// The fields of the form.
    pub const FIELDS: [&'static str; 3] = ["number", "from_on", "reason"];

    /// Reads the fields.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts, known: &Thresholds, today: Date) -> Result<ThresholdForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let number = match read_figure(text(texts, "number"), "人") {
            Ok(Figure::Known(amount)) if amount.0 % 1000 == 0 && (ENDS.0..=ENDS.1).contains(&(amount.0 / 1000)) => {
                Some(amount.0 / 1000)
            }
            _ => {
                let what = format!("{}から{}までの数を入れてください。例: 10", ENDS.0, ENDS.1);
                w.push(Wrong::new("number", what));
                None
            }
        };
        let before = w.len();
        let from_on = day("from_on", texts, w);
        let is_first_day = from_on.is_some_and(|day| FiscalYear::of(day).first_day() == day);
        // To confirm the number that holds changes nothing, and may be said on any day.
        let confirms =
            number.is_some_and(|number| number == known.on(today)) && from_on.is_some_and(|day| day >= today);
        if w.len() == before && !confirms && !(is_first_day && from_on.is_some_and(|day| day > today)) {
            let next = FiscalYear(FiscalYear::of(today).0 + 1).first_day();
            let what = format!(
                "数は、これからの年度のはじめの日から変えられます。例: {}。途中で変えると、2枚の資料のちがいから人数が分かるためです。",
                almanac::in_words(next)
            );
            w.push(Wrong::new("from_on", what));
        }
        let reason = lines("reason", texts, MOST_LINES, w);
        if reason.is_empty() {
            w.push(Wrong::new("reason", "空です。なぜこの数にするかを入れてください。例: 県の公表の基準に合わせる"));
        }
        match (number, from_on) {
            (Some(number), Some(from_on)) if wrongs.is_empty() => Ok(ThresholdForm { from_on, number, reason }),
            _ => Err(wrongs),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day_of(text: &str) -> Date {
        almanac::read_date(text).unwrap()
    }

    fn typed(pairs: &[(&str, &str)]) -> Texts {
        pairs.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect()
    }

    #[test]
    fn ten_holds_until_the_office_says_another_number_and_a_figure_keeps_that_of_its_year() {
        let said = |from: &str, number, at| MaskingThreshold {
            from_on: day_of(from),
            number,
            reason: "県に合わせる".into(),
            at: Moment::from_seconds(at),
            by: "今村".into(),
        };
        let known = Thresholds::of(vec![said("R8.4.1", 5, 2), said("R9.4.1", 8, 1), said("R9.4.1", 7, 3)]);
        assert_eq!(["R8.3.31", "R8.4.1", "R9.12.1"].map(|day| known.on(day_of(day))), [10, 5, 7]);
        assert_eq!([2025, 2026, 2027].map(|year| known.of_year(FiscalYear(year))), [10, 5, 7]);
        assert_eq!(Thresholds::always(12).of_year(FiscalYear(2020)), 12);
    }

    #[test]
    fn every_wrong_field_gets_its_own_sentence() {
        let least = [("number", "８人"), ("from_on", "R9.4.1"), ("reason", "県に合わせる")];
        let (known, today) = (Thresholds::default(), day_of("R8.11.29"));
        assert_eq!(ThresholdForm::parse(&typed(&least), &known, today).unwrap().number, 8);
        for (field, value) in [
            ("number", ""),
            ("number", "2"),
            ("number", "101"),
            ("number", "9.5"),
            ("number", "＊"),
            ("from_on", ""),
            ("from_on", "R8.12.1"),
            ("from_on", "R8.4.1"),
            ("from_on", "秋"),
            ("reason", " "),
        ] {
            let texts = typed(&[&least[..], &[(field, value)]].concat());
            let wrongs = ThresholdForm::parse(&texts, &known, today).unwrap_err();
            assert_eq!(wrongs.iter().map(|w| w.field).collect::<Vec<_>>(), [field], "{value}");
        }
        let same = typed(&[&least[..], &[("number", "10"), ("from_on", "R8.11.29")]].concat());
        assert!(ThresholdForm::parse(&same, &known, today).is_ok(), "what holds is confirmed on any day");
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics(at in 0usize..3, value in "\\PC{0,30}") {
            let texts = typed(&[(ThresholdForm::FIELDS[at], &value)]);
            let _ = ThresholdForm::parse(&texts, &Thresholds::default(), day_of("R8.11.29"));
        }
    }
}
