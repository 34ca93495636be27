//! What follows from a scale and from who came: the sums, the begun list, and what is to be looked at. Pure.

mod begin;
mod came;
mod compute;
mod whom;

pub use begin::{begun, differs, doubts, fit, known, lost};
pub use came::{Came, Record, came};
pub use compute::{Head, owed, table};

use crate::council::payment::model::PayScaleForm;
use almanac::Date;

/// The scale that holds on this day: the last that has begun.
pub fn in_force<'a>(scales: impl IntoIterator<Item = &'a PayScaleForm>, on: Date) -> Option<&'a PayScaleForm> {
    scales.into_iter().filter(|scale| scale.from_on <= on).max_by_key(|scale| scale.from_on)
}

/// May a list be settled on this day? Not before the last day of the meeting, and not on a day that is still to come.
///
/// # Errors
/// A sentence that says what to type.
pub fn may_settle_on(
    day: Date,
    (held_on, held_until): (Option<Date>, Option<Date>),
    today: Date,
) -> Result<(), String> {
    if day > today {
        return Err("まだ来ていない日です。支払った日を入れてください。".into());
    }
    if held_until.or(held_on).is_some_and(|held| day < held) {
        return Err("会議の日より前です。支払った日を入れてください。".into());
    }
    Ok(())
}

#[cfg(test)]
pub(super) mod sample {
    use crate::council::payment::model::{PayListForm, PayScaleForm};
    use crate::council::seat::model::{Everybody, LetterKind, Member, MemberForm, MemberId, Seat, SeatForm, SeatId};
    use crate::editing::shape::Texts;

    pub fn scale(columns: &str, paid: &str, unpaid: &str) -> PayScaleForm {
        let texts = [("from_on", "R8.4.1"), ("columns", columns), ("paid", paid), ("unpaid", unpaid)];
        let texts: Texts = texts.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
        PayScaleForm::parse(&texts).unwrap()
    }

    /// A roster of plain members: name and body.
    pub fn everybody(people: &[(&str, &str)]) -> Everybody {
        let mut all = Everybody::default();
        for (place, (name, body)) in (1..).zip(people) {
            let seat = SeatForm {
                place,
                title: String::new(),
                category: String::new(),
                kind: None,
                letter: LetterKind::Nothing,
                from_on: None,
                until_on: None,
            };
            let seat = Seat { id: SeatId::fresh(), form: seat, version: 1 };
            let texts = [("name", "三好 花"), ("from_on", "R8.4.1"), ("until_on", "R10.3.31")];
            let texts: Texts = texts.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
            let form = MemberForm::parse(&texts).unwrap_or_else(|_| panic!("a member"));
            let form = MemberForm { name: name.to_string(), body: body.to_string(), ..form };
            all.members.push(Member { id: MemberId::fresh(), seat: seat.id, form, version: 1 });
            all.seats.push(seat);
        }
        all
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
        let may = |typed: &str| may_settle_on(day(typed), (Some(day("R8.11.10")), None), day("R8.11.25")).is_ok();
        assert_eq!(["R8.11.9", "R8.11.10", "R8.11.25", "R8.11.26"].map(may), [false, true, true, false]);
        let two_days = (Some(day("R8.11.10")), Some(day("R8.11.11")));
        assert!(may_settle_on(day("R8.11.10"), two_days, day("R8.11.25")).is_err(), "it is still held");
        assert!(may_settle_on(day("R8.11.11"), two_days, day("R8.11.25")).is_ok());
    }
}
