//! What follows from a scale and from who came: the sums, the begun list, and what is to be looked at. Pure.

mod begin;
mod compute;

pub use begin::{Came, begun, came, differs, doubts, fit, known};
pub use compute::{Head, owed, table};

use crate::council::payment::model::PayScaleForm;
use almanac::Date;

/// The scale that holds on this day: the last that has begun.
pub fn in_force<'a>(scales: impl IntoIterator<Item = &'a PayScaleForm>, on: Date) -> Option<&'a PayScaleForm> {
    scales.into_iter().filter(|scale| scale.from_on <= on).max_by_key(|scale| scale.from_on)
}

/// May a list be settled on this day? Not before the meeting, and not on a day that is still to come.
///
/// # Errors
/// A sentence that says what to type.
pub fn may_settle_on(day: Date, held_on: Option<Date>, today: Date) -> Result<(), String> {
    if day > today {
        return Err("まだ来ていない日です。支払った日を入れてください。".into());
    }
    if held_on.is_some_and(|held| day < held) {
        return Err("会議の日より前です。支払った日を入れてください。".into());
    }
    Ok(())
}

#[cfg(test)]
pub(super) mod sample {
    use crate::council::payment::model::{PayListForm, PayScaleForm};
    use crate::editing::shape::Texts;

    pub fn scale(columns: &str, paid: &str, unpaid: &str) -> PayScaleForm {
        let texts = [("from_on", "R8.4.1"), ("columns", columns), ("paid", paid), ("unpaid", unpaid)];
        let texts: Texts = texts.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
        PayScaleForm::parse(&texts).unwrap()
    }

    pub fn list(heads: &str, lines: &[&str]) -> PayListForm {
        let head = format!("氏名\t代理の人\t所属\t役\t出席\t払わないわけ\t{heads}");
        let lines: Vec<&str> = [head.as_str()].into_iter().chain(lines.iter().copied()).collect();
        PayListForm::parse(&[("people".to_string(), lines.join("\n"))].into()).unwrap()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_march_meeting_is_paid_by_the_scale_of_march() {
        let from = |typed: &str| PayScaleForm {
            from_on: almanac::read_date(typed).unwrap(),
            ..sample::scale("報酬\t定額\t1", "in_person", "")
        };
        let scales = [from("R9.4.1"), from("R3.7.15")];
        let held = |on: &str| in_force(&scales, almanac::read_date(on).unwrap()).map(|scale| scale.from_on.to_string());
        assert_eq!(held("R3.7.14"), None);
        assert_eq!([held("R9.3.31"), held("R9.4.1")], [Some("2021-07-15".into()), Some("2027-04-01".into())]);
    }

    #[test]
    fn a_list_is_paid_between_its_meeting_and_today() {
        let day = |typed: &str| almanac::read_date(typed).unwrap();
        let may = |typed: &str| may_settle_on(day(typed), Some(day("R8.11.10")), day("R8.11.25")).is_ok();
        assert_eq!(["R8.11.9", "R8.11.10", "R8.11.25", "R8.11.26"].map(may), [false, true, true, false]);
    }
}
