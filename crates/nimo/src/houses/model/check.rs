//! 確認: what each counter answered of a house.

use super::VacantHouseId;
use crate::editing::coded::coded;
use crate::editing::read::{code, day, lines, one_line};
use crate::editing::shape::{Shape, Texts, Wrong};
use almanac::Date;
use std::fmt;

coded! {
    /// Whom one asks.
    pub enum CheckKind {
        /// 建築.
        Building = "building", "建築";
        /// 消防.
        Fire = "fire", "消防";
        /// 都市計画.
        Planning = "planning", "都市計画";
        /// 事業者.
        Operator = "operator", "事業者";
    }
}

coded! {
    /// 確認の様子.
    pub enum CheckState {
        /// まだ.
        Open = "open", "まだ";
        /// 相談中.
        Asking = "asking", "相談中";
        /// 問題なし.
        Clear = "clear", "問題なし";
        /// 手当てが要る.
        Mend = "mend", "手当てが要る";
        /// できない.
        Barred = "barred", "できない";
    }
}

impl CheckState {
    /// The mark beside the word.
    pub fn mark(self) -> &'static str {
        match self {
            CheckState::Open => "open",
            CheckState::Asking => "going",
            CheckState::Clear => "tied",
            CheckState::Mend => "late",
            CheckState::Barred => "out",
        }
    }
}

impl CheckKind {
    /// What the page and the paper call it: 建築の確認.
    pub fn name(self) -> String {
        format!("{}の確認", self.label())
    }
}

/// One of the four checks of a house.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HouseCheckId {
    /// Of which house.
    pub house: VacantHouseId,
    /// Which.
    pub kind: CheckKind,
}

impl fmt::Display for HouseCheckId {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}:{}", self.house, self.kind.code())
    }
}

/// The fields of the form.
pub const CHECK_SHAPE: Shape = Shape {
    kind: "HouseCheck",
    fields: &[
        ("state", "様子"),
        ("asked_on", "聞いた日"),
        ("whom", "どこに聞いたか"),
        ("answer", "答え"),
        ("next", "次にすること"),
    ],
};

/// What the form holds, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckForm {
    /// 様子.
    pub state: CheckState,
    /// 聞いた日.
    pub asked_on: Option<Date>,
    /// どこに聞いたか: a section, a fire station, a provider. For secretariats alone: somebody may stand there.
    pub whom: String,
    /// 答え. For secretariats alone: it may say where the house stands.
    pub answer: String,
    /// 次にすること. For secretariats alone, who write there whom to call; others read the step that follows from the rest.
    pub next: String,
}

impl Default for CheckForm {
    fn default() -> CheckForm {
        CheckForm {
            state: CheckState::Open,
            asked_on: None,
            whom: String::new(),
            answer: String::new(),
            next: String::new(),
        }
    }
}

const MOST_LINE: usize = 100;
const MOST_LINES: usize = 2000;

impl CheckForm {
    /// Reads the fields.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts) -> Result<CheckForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let form = CheckForm {
            state: code("state", texts, CheckState::parse, w).unwrap_or(CheckState::Open),
            asked_on: day("asked_on", texts, w),
            whom: one_line("whom", texts, MOST_LINE, w),
            answer: lines("answer", texts, MOST_LINES, w),
            next: one_line("next", texts, MOST_LINE, w),
        };
        let is_free = |wrongs: &[Wrong], field| wrongs.iter().all(|wrong| wrong.field != field);
        let is_asked = form.state != CheckState::Open;
        let has_trouble = matches!(form.state, CheckState::Mend | CheckState::Barred);
        for (field, is_wrong, what) in [
            ("asked_on", is_asked && form.asked_on.is_none(), "聞いた日を入れてください。例: R8.11.25"),
            (
                "whom",
                is_asked && form.whom.is_empty(),
                "どこに聞いたかを入れてください。例: 建築指導課、みほん消防署予防係",
            ),
            (
                "answer",
                has_trouble && form.answer.is_empty(),
                "何が要るのか、なぜできないのかを、聞いたとおりに入れてください。",
            ),
            (
                "state",
                !is_asked && (form.asked_on.is_some() || !form.whom.is_empty() || !form.answer.is_empty()),
                "聞いたことが入っています。「まだ」のほかから選んでください。",
            ),
        ] {
            if is_wrong && is_free(wrongs.as_slice(), field) {
                wrongs.push(Wrong::new(field, what));
            }
        }
        if wrongs.is_empty() { Ok(form) } else { Err(wrongs) }
    }

    /// The fields as texts, for a version.
    pub fn texts(&self) -> Texts {
        let texts = [
            ("state", self.state.code().to_string()),
            ("asked_on", self.asked_on.map_or_else(String::new, |day| day.to_string())),
            ("whom", self.whom.clone()),
            ("answer", self.answer.clone()),
            ("next", self.next.clone()),
        ];
        texts.into_iter().map(|(name, value)| (name.to_string(), value)).collect()
    }

    /// What was answered was not answered after today.
    pub fn wrong_on(&self, today: Date) -> Option<Wrong> {
        let what = "きょうより先の日です。聞いた日を入れてください。";
        self.asked_on.filter(|day| *day > today).map(|_| Wrong::new("asked_on", what))
    }
}

/// A check with its version; 0 before anybody wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HouseCheck {
    /// Which.
    pub kind: CheckKind,
    /// What its form holds.
    pub form: CheckForm,
    /// The version.
    pub version: i64,
}

impl HouseCheck {
    /// Without what is for secretariats alone.
    pub fn outside(self) -> HouseCheck {
        let nothing = String::new;
        let form = CheckForm { whom: nothing(), answer: nothing(), next: nothing(), ..self.form };
        HouseCheck { form, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(pairs: &[(&str, &str)]) -> Texts {
        pairs.iter().map(|(name, value)| ((*name).to_string(), (*value).to_string())).collect()
    }

    #[test]
    fn an_answer_has_a_day_and_somebody_who_gave_it() {
        let wrong = |pairs: &[(&str, &str)]| {
            CheckForm::parse(&typed(pairs)).unwrap_err().iter().map(|wrong| wrong.field).collect::<Vec<_>>()
        };
        assert_eq!(wrong(&[("state", "clear")]), ["asked_on", "whom"]);
        assert_eq!(wrong(&[("state", "mend"), ("asked_on", "R8.11.1"), ("whom", "建築指導課")]), ["answer"]);
        assert_eq!(wrong(&[("asked_on", "R8.11.1")]), ["state"]);
        assert_eq!(wrong(&[("state", "fine")]), ["state"]);
        assert_eq!(wrong(&[("state", "asking"), ("asked_on", "きのう"), ("whom", "消防署")]), ["asked_on"]);
        let form =
            CheckForm::parse(&typed(&[("state", "asking"), ("asked_on", "R8.11.1"), ("whom", "消防署")])).unwrap();
        assert!(form.wrong_on("2026-10-31".parse().unwrap()).is_some_and(|wrong| wrong.field == "asked_on"));
        assert_eq!(CheckForm::parse(&typed(&[("next", "図面を借りる")])).unwrap().state, CheckState::Open);
    }

    #[test]
    fn what_a_clerk_wrote_in_her_own_words_is_for_secretariats_alone() {
        let inside = "持ち主の○○さんに電話";
        let pairs =
            [("state", "mend"), ("asked_on", "R8.11.1"), ("whom", inside), ("answer", inside), ("next", inside)];
        let form = CheckForm::parse(&typed(&pairs)).unwrap();
        let seen = HouseCheck { kind: CheckKind::Fire, form: form.clone(), version: 1 }.outside().form;
        assert!(seen.texts().values().all(|text| !text.contains(inside)));
        assert_eq!((seen.state, seen.asked_on), (form.state, form.asked_on));
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics_and_what_is_understood_stays(field in 0usize..5, value in "\\PC{0,30}") {
            let least = [("state", "asking"), ("asked_on", "R8.11.1"), ("whom", "x")];
            let texts = typed(&[&least[..], &[(CHECK_SHAPE.fields[field].0, &value)]].concat());
            if let Ok(form) = CheckForm::parse(&texts) {
                prop_assert_eq!(CheckForm::parse(&form.texts()), Ok(form));
            }
        }
    }
}
