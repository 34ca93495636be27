//! The forms of a goal, understood. Pure.

mod actual;
mod evaluation;
mod goal;
mod pick;
mod setting;

pub use actual::ActualForm;
pub use evaluation::EvaluationForm;
pub use goal::GoalForm;
pub use pick::{Pick, named};
pub use setting::SettingForm;

const MOST_TITLE: usize = 80;
const MOST_LINE: usize = 200;
const MOST_LINES: usize = 1000;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::council::meeting::model::MeetingId;
    use crate::editing::shape::{Texts, Wrong};
    use crate::goals::indicator::model::{Amount, Catalogue};
    use crate::goals::model::{Decided, GoalPart, PartKind, Yardstick};
    use almanac::FiscalYear;
    use proptest::prelude::*;

    fn typed(pairs: &[(&str, &str)]) -> Texts {
        pairs.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect()
    }

    fn with(least: &[(&str, &str)], more: &[(&str, &str)]) -> Texts {
        typed(&[least, more].concat())
    }

    fn transition() -> Yardstick {
        Yardstick::of(Catalogue::shipped().find("7-transition").unwrap())
    }

    fn picks() -> [Pick; 2] {
        [true, false].map(|is_held| Pick {
            decided: Decided { meeting: MeetingId::fresh(), block: None },
            name: "第1回会議".into(),
            is_held,
        })
    }

    fn fields(wrongs: &[Wrong]) -> Vec<&str> {
        wrongs.iter().map(|wrong| wrong.field).collect()
    }

    #[test]
    fn a_goal_is_five_people_of_one_and_four_by_a_meeting_that_was_held() {
        let picks = picks();
        let held = picks[0].decided.code();
        let least = [("state", "decided"), ("target", "５人"), ("decided", held.as_str())];
        let parts = "すでに支給決定\t1\tすでに\n新たに働きかける長期入院の人\t4\tこれから";
        let form = SettingForm::parse(&with(&least, &[("parts", parts)]), &transition(), &picks).unwrap();
        assert_eq!((form.target, form.parts.len()), (Amount::whole(5), 2));
        assert_eq!(form.title, "精神障害者の地域移行支援の利用者数を5人に", "nobody has to type what is plain");
        let off = with(&least, &[("parts", "a\t1\nb\t3")]);
        let wrongs = SettingForm::parse(&off, &transition(), &picks).unwrap_err();
        assert_eq!(wrongs[0].sentence, "内わけを足すと 1 ＋ 3 ＝ 4 で、目標の5になりません。");
        let planned = picks[1].decided.code();
        for (field, value) in [
            ("state", ""),
            ("target", ""),
            ("target", "0"),
            ("target", "＊"),
            ("target", "5回"),
            ("parts", "a\t5"),
            ("title", "1\n2"),
            ("decided", ""),
            ("decided", "x"),
            ("decided", &planned),
        ] {
            let wrongs = SettingForm::parse(&with(&least, &[(field, value)]), &transition(), &picks).unwrap_err();
            assert_eq!(fields(&wrongs), [field], "{value}");
        }
        let proposal = with(&least, &[("state", "proposed"), ("decided", &planned)]);
        assert!(SettingForm::parse(&proposal, &transition(), &picks).is_ok(), "a proposal is for a meeting to come");
    }

    #[test]
    fn a_yardstick_is_of_its_period_or_ones_own() {
        let form = GoalForm::parse(&typed(&[("indicator", "7-transition"), ("fiscal_year", "R6")])).unwrap();
        assert_eq!((form.yardstick.unit(), form.year), ("人", FiscalYear(2024)));
        let own = [
            ("indicator", "own"),
            ("fiscal_year", "R8"),
            ("name", "病院での説明会"),
            ("unit", "回"),
            ("aggregation", "event_count"),
        ];
        assert!(GoalForm::parse(&typed(&own)).unwrap().yardstick.accumulates());
        for (field, value) in
            [("name", ""), ("unit", ""), ("aggregation", ""), ("fiscal_year", ""), ("fiscal_year", "秋")]
        {
            assert_eq!(fields(&GoalForm::parse(&with(&own, &[(field, value)])).unwrap_err()), [field], "{value}");
        }
        let late = typed(&[("indicator", "7-transition"), ("fiscal_year", "R9")]);
        assert_eq!(fields(&GoalForm::parse(&late).unwrap_err()), ["fiscal_year"], "another period");
        assert_eq!(fields(&GoalForm::parse(&typed(&[("fiscal_year", "R8")])).unwrap_err()), ["indicator"]);
    }

    #[test]
    fn progress_is_of_a_day_of_the_year_and_of_parts_that_are_told() {
        let today = almanac::read_date("R8.11.29").unwrap();
        let parts = [("a", 1), ("b", 4)].map(|(name, target)| GoalPart {
            name: name.into(),
            target: Amount::whole(target),
            kind: PartKind::Ahead,
        });
        let of = (&transition(), FiscalYear(2024));
        let read = |pairs: &[(&str, &str)]| {
            ActualForm::parse(&with(&[("source", "台帳"), ("figure2", "2人")], pairs), of, &parts, today)
        };
        let form = read(&[("as_of", "R6.9.30")]).unwrap();
        assert_eq!(form.figures, [("b".to_string(), Amount::whole(2))]);
        assert_eq!(read(&[]).unwrap().as_of.to_string(), "2025-03-31", "a year that is over");
        for (field, value) in [
            ("figure2", "＊"),
            ("figure2", "2回"),
            ("as_of", "R7.4.1"),
            ("as_of", "R8.12.1"),
            ("as_of", "秋"),
            ("source", " "),
        ] {
            assert_eq!(fields(&read(&[(field, value)]).unwrap_err()), [field], "{value}");
        }
        assert_eq!(fields(&read(&[("figure2", "")]).unwrap_err()), ["figure1"]);
        let ahead =
            ActualForm::parse(&typed(&[("source", "台帳"), ("figure1", "1")]), (of.0, FiscalYear(2027)), &parts, today);
        assert_eq!(fields(&ahead.unwrap_err()), ["as_of"], "it has not begun");
    }

    #[test]
    fn an_evaluation_is_a_whole_sentence_with_what_it_rests_on() {
        let picks = picks();
        let held = picks[0].decided.code();
        let least = [
            ("state", "decided"),
            ("verdict", "go_on"),
            ("reason", "申請が2件あったため、続ける。"),
            ("evidence", "台帳"),
            ("decided", held.as_str()),
        ];
        assert!(EvaluationForm::parse(&typed(&least), &picks).is_ok());
        for (field, value) in [
            ("state", ""),
            ("verdict", "well"),
            ("reason", ""),
            ("reason", "説明会のあとに申請が"),
            ("evidence", ""),
            ("decided", ""),
            ("decided", &picks[1].decided.code()),
        ] {
            assert_eq!(
                fields(&EvaluationForm::parse(&with(&least, &[(field, value)]), &picks).unwrap_err()),
                [field],
                "{value}"
            );
        }
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics(at in 0usize..20, value in "(\\PC|\\t|\\n){0,40}") {
            let all = [&SettingForm::FIELDS[..], &GoalForm::FIELDS, &ActualForm::FIELDS, &EvaluationForm::FIELDS].concat();
            let texts = typed(&[("indicator", "own"), ("source", "a"), (all[at], &value), ("figure1", &value)]);
            let _ = SettingForm::parse(&texts, &transition(), &picks());
            let _ = GoalForm::parse(&texts);
            let _ = EvaluationForm::parse(&texts, &picks());
            let _ = ActualForm::parse(&texts, (&transition(), FiscalYear(2024)), &[], almanac::read_date("R8.11.29").unwrap());
        }
    }
}
