//! The form of a measure. Pure.

use super::{Means, Task};
use crate::editing::read::{code, codes, day, fiscal_year, lines, one_line, yen};
use crate::editing::shape::{Shape, Texts, Wrong, text};
use crate::issues::model::Solver;
use crate::issues::programme::model::ProgrammeId;
use almanac::{Date, FiscalYear};

/// The fields of a measure that are edited.
pub const SHAPE: Shape = Shape {
    kind: "Measure",
    fields: &[
        ("title", "方策"),
        ("matter", "何をするか"),
        ("doers", "だれが行うか"),
        ("owner", "担当"),
        ("means", "事業の使い方"),
        ("programme", "使う事業"),
        ("budget_yen", "要る予算"),
        ("budget_year", "予算の年度"),
        ("asked_on", "予算を要求した日"),
        ("cost_yen", "かかった費用"),
        ("cost_note", "費用の内訳"),
        ("input", "投入"),
        ("activity", "活動"),
        ("output", "活動の結果"),
        ("outcome", "目ざす変化"),
        ("tasks", "手順"),
    ],
};

/// What a measure's form holds, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeasureForm {
    /// 方策: the measure in one line, as typed but for outer spaces.
    pub title: String,
    /// 何をするか.
    pub matter: String,
    /// だれが行うか: on which levels it is done; none where nobody has said.
    pub doers: Vec<Solver>,
    /// 担当: a post, in words.
    pub owner: String,
    /// 事業の使い方.
    pub means: Option<Means>,
    /// 使う事業: an existing programme.
    pub programme: Option<ProgrammeId>,
    /// 要る予算, in yen; 0 says that none is needed.
    pub budget_yen: Option<i64>,
    /// 予算の年度: the 年度 whose budget it is.
    pub budget_year: Option<FiscalYear>,
    /// 予算を要求した日.
    pub asked_on: Option<Date>,
    /// かかった費用, in yen.
    pub cost_yen: Option<i64>,
    /// 費用の内訳・根拠, one line.
    pub cost_note: String,
    /// 投入 (input): people, money, places.
    pub input: String,
    /// 活動 (activity): what is done with them.
    pub activity: String,
    /// 活動の結果 (output): what can be counted at once.
    pub output: String,
    /// 目ざす変化 (outcome): what becomes of it for people.
    pub outcome: String,
    /// 手順, in their order.
    pub tasks: Vec<Task>,
}

const MOST_TITLE: usize = 120;
const MOST_MATTER: usize = 4000;
const MOST_LINE: usize = 80;
const MOST_CHAIN: usize = 500;

impl MeasureForm {
    /// A measure of which only the title is known.
    pub fn titled(title: impl Into<String>) -> MeasureForm {
        MeasureForm {
            title: title.into(),
            matter: String::new(),
            doers: vec![],
            owner: String::new(),
            means: None,
            programme: None,
            budget_yen: None,
            budget_year: None,
            asked_on: None,
            cost_yen: None,
            cost_note: String::new(),
            input: String::new(),
            activity: String::new(),
            output: String::new(),
            outcome: String::new(),
            tasks: vec![],
        }
    }

    /// Reads the fields.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood.
    pub fn parse(texts: &Texts) -> Result<MeasureForm, Vec<Wrong>> {
        let mut wrongs = vec![];
        let w = &mut wrongs;
        let form = MeasureForm {
            title: one_line("title", texts, MOST_TITLE, w),
            matter: lines("matter", texts, MOST_MATTER, w),
            doers: codes("doers", texts, Solver::parse, w),
            owner: one_line("owner", texts, MOST_LINE, w),
            means: code("means", texts, Means::parse, w),
            programme: code("programme", texts, ProgrammeId::parse, w),
            budget_yen: yen("budget_yen", texts, w),
            budget_year: fiscal_year("budget_year", texts, w),
            asked_on: day("asked_on", texts, w),
            cost_yen: yen("cost_yen", texts, w),
            cost_note: one_line("cost_note", texts, MOST_MATTER / 10, w),
            input: lines("input", texts, MOST_CHAIN, w),
            activity: lines("activity", texts, MOST_CHAIN, w),
            output: lines("output", texts, MOST_CHAIN, w),
            outcome: lines("outcome", texts, MOST_CHAIN, w),
            tasks: Task::read("tasks", text(texts, "tasks"), w),
        };
        if wrongs.is_empty() {
            wrongs.extend(form.contradictions());
        }
        if wrongs.is_empty() { Ok(form) } else { Err(wrongs) }
    }

    /// What is understood and does not go together.
    fn contradictions(&self) -> Vec<Wrong> {
        let mut wrongs = vec![];
        if self.title.is_empty() {
            let example = "空です。方策を1行で入れてください。例: 入院している人へのリーフレットをつくる";
            wrongs.push(Wrong::new("title", example));
        }
        if self.means == Some(Means::New) && self.programme.is_some() {
            let what = "新しく始めるときは「なし」にしてください。今ある事業を使うときは、使い方を選び直してください。";
            wrongs.push(Wrong::new("programme", what));
        }
        let needs_programme = matches!(self.means, Some(Means::AsIs | Means::Reshaped));
        if needs_programme && self.programme.is_none() {
            let what = "どの事業を使うかを選んでください。一覧にないときは、先に「既存の事業」に加えられます。";
            wrongs.push(Wrong::new("programme", what));
        }
        let needs_money = self.budget_yen.is_some_and(|yen| yen > 0);
        if self.asked_on.is_some() && !(needs_money && self.budget_year.is_some()) {
            let what = "要求した日を入れたときは、要る予算とその年度も入れてください。";
            wrongs.push(Wrong::new("asked_on", what));
        }
        wrongs
    }

    /// The fields as texts, for a version.
    pub fn texts(&self) -> Texts {
        let doers: Vec<&str> = self.doers.iter().map(|doer| doer.code()).collect();
        let tasks: Vec<String> = self.tasks.iter().map(Task::line).collect();
        let number = |yen: Option<i64>| yen.map_or_else(String::new, |yen| yen.to_string());
        let texts = [
            ("title", self.title.clone()),
            ("matter", self.matter.clone()),
            ("doers", doers.join(" ")),
            ("owner", self.owner.clone()),
            ("means", self.means.map_or_else(String::new, |means| means.code().into())),
            ("programme", self.programme.map_or_else(String::new, |programme| programme.to_string())),
            ("budget_yen", number(self.budget_yen)),
            ("budget_year", self.budget_year.map_or_else(String::new, |year| year.to_string())),
            ("asked_on", self.asked_on.map_or_else(String::new, |day| day.to_string())),
            ("cost_yen", number(self.cost_yen)),
            ("cost_note", self.cost_note.clone()),
            ("input", self.input.clone()),
            ("activity", self.activity.clone()),
            ("output", self.output.clone()),
            ("outcome", self.outcome.clone()),
            ("tasks", tasks.join("\n")),
        ];
        texts.into_iter().map(|(name, value)| (name.to_string(), value)).collect()
    }

    /// The next step that is not done, the earliest due first; among those without a day, in their order.
    pub fn next_task(&self) -> Option<&Task> {
        let open = self.tasks.iter().filter(|task| task.done.is_none());
        open.min_by_key(|task| task.due.unwrap_or(Date::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(pairs: &[(&str, &str)]) -> Texts {
        pairs.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect()
    }

    #[test]
    fn a_measure_is_read_as_clerks_type_it_and_written_back_the_same() {
        let programme = ProgrammeId::fresh().to_string();
        let form = MeasureForm::parse(&typed(&[
            ("title", "　入院している人へのリーフレット "),
            ("doers", "town area"),
            ("means", "reshaped"),
            ("programme", &programme),
            ("budget_yen", "４４万円"),
            ("budget_year", "Ｒ９"),
            ("asked_on", "R8.10.28"),
            ("tasks", "予算の要求\tR8.10.31\tR8.10.28\n確定"),
        ]))
        .unwrap();
        assert_eq!((form.title.as_str(), form.budget_yen), ("入院している人へのリーフレット", Some(440_000)));
        assert_eq!((form.budget_year, form.tasks.len()), (Some(FiscalYear(2027)), 2));
        assert_eq!(form.next_task().unwrap().title, "確定");
        assert_eq!(MeasureForm::parse(&form.texts()), Ok(form));
    }

    #[test]
    fn every_wrong_field_gets_its_own_sentence() {
        for (field, value) in [
            ("title", ""),
            ("title", "1行目\n2行目"),
            ("doers", "village"),
            ("means", "borrowed"),
            ("means", "x"),
            ("programme", "普及啓発事業"),
            ("budget_yen", "たくさん"),
            ("budget_year", "来年"),
            ("asked_on", "令和6年2月30日"),
            ("cost_yen", "-1"),
            ("tasks", "契約\tそのうち"),
        ] {
            let mut texts = typed(&[("title", "題")]);
            texts.insert(field.into(), value.into());
            let wrongs = MeasureForm::parse(&texts).unwrap_err();
            assert_eq!(wrongs.iter().map(|w| w.field).collect::<Vec<_>>(), [field], "{value}");
        }
    }

    #[test]
    fn what_does_not_go_together_is_said() {
        let programme = ProgrammeId::fresh().to_string();
        let new = typed(&[("title", "題"), ("means", "new"), ("programme", &programme)]);
        assert_eq!(MeasureForm::parse(&new).unwrap_err()[0].field, "programme");
        let of_none = typed(&[("title", "題"), ("means", "as_is")]);
        assert_eq!(MeasureForm::parse(&of_none).unwrap_err()[0].field, "programme");
        let asked = typed(&[("title", "題"), ("budget_yen", "0"), ("budget_year", "R9"), ("asked_on", "R8.10.1")]);
        assert_eq!(MeasureForm::parse(&asked).unwrap_err()[0].field, "asked_on");
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics_and_what_is_understood_stays(field in 0usize..16, value in "\\PC{0,40}") {
            let mut texts = typed(&[("title", "題")]);
            texts.insert(SHAPE.fields[field].0.into(), value);
            if let Ok(form) = MeasureForm::parse(&texts) {
                prop_assert_eq!(MeasureForm::parse(&form.texts()), Ok(form));
            }
        }
    }
}
