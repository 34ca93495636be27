//! May a seat stand, and may a person sit in it?

use crate::council::charter::model::CharterForm;
use crate::council::charter::rules::in_force;
use crate::council::seat::model::{CouncilRole, Everybody, MemberForm, MemberId, Seat, SeatForm, SeatId};
use crate::editing::shape::Wrong;
use almanac::Date;
use std::collections::BTreeSet;

/// May this seat stand in the council, as a new one or in place of `except`? Its category is one of the rules', the seats stay
/// within the number that the rules allow on every day, and nobody sits in it on a day on which it does not stand.
///
/// # Errors
/// A sentence for a field of the seat.
pub fn may_stand(all: &Everybody, form: &SeatForm, except: Option<SeatId>) -> Result<(), Wrong> {
    let others = || all.seats.iter().filter(|seat| Some(seat.id) != except);
    let charters = || all.charters.iter();
    let knows = |name: &str| charters().any(|charter| charter.category(name).is_some());
    if !form.category.is_empty() && charters().any(|charter| !charter.categories.is_empty()) && !knows(&form.category) {
        let what = format!(
            "選出区分「{}」は、協議会の決まりにありません。決まりにある区分を選ぶか、決まりに加えてください。",
            form.category
        );
        return Err(Wrong::new("category", what));
    }
    let begins = others().map(|seat| seat.form.from_on).chain([form.from_on]);
    let days: BTreeSet<Date> = begins.flatten().chain(charters().map(|charter| charter.from_on)).collect();
    for on in days.into_iter().filter(|on| form.stands_on(*on)) {
        let Some(most) = in_force(&all.charters, on).and_then(|charter| charter.most_members) else { continue };
        let seats = others().filter(|seat| seat.form.stands_on(on)).count() + 1;
        let stood = except.and_then(|seat| all.seat(seat)).is_some_and(|seat| seat.form.stands_on(on));
        // What was too much before may still be put right.
        if seats > most as usize && !stood {
            let on = almanac::in_words(on);
            let what = format!(
                "{on}には、この席を入れて{seats}席になり、定数の{most}人を超えます。席を減らすか、協議会の決まりの定数を直してください。"
            );
            return Err(Wrong::new("title", what));
        }
    }
    let sits_outside = |member: &&crate::council::seat::model::Member| {
        let held = member.form.held();
        !form.stands_on(held.from_on) || held.until_on.map_or(form.until_on.is_some(), |until| !form.stands_on(until))
    };
    match except.and_then(|seat| all.of_seat(seat).find(sits_outside)) {
        Some(member) => {
            let what = format!(
                "この席には、{}に{}さんがいます。席のある間を、その間を含むようにしてください。",
                member.form.held().in_words(),
                member.form.name
            );
            Err(Wrong::new(if form.until_on.is_some() { "until_on" } else { "from_on" }, what))
        }
        None => Ok(()),
    }
}

/// May these be the rules of the council, all editions as they would be? On no day do more seats stand than they allow.
///
/// # Errors
/// A sentence for a field of the edition.
pub fn may_rule(all: &Everybody, charters: &[CharterForm]) -> Result<(), Wrong> {
    let begins = all.seats.iter().filter_map(|seat| seat.form.from_on);
    let days: BTreeSet<Date> = begins.chain(charters.iter().map(|charter| charter.from_on)).collect();
    for on in days {
        let Some(most) = in_force(charters, on).and_then(|charter| charter.most_members) else { continue };
        let seats = all.seats.iter().filter(|seat| seat.form.stands_on(on)).count();
        if seats > most as usize {
            let on = almanac::in_words(on);
            let what = format!(
                "{on}には席が{seats}席あり、定数の{most}人を超えます。席を終わりにするか、席の「いつからある席か」を直すか、定数を直してください。"
            );
            return Err(Wrong::new("most_members", what));
        }
    }
    Ok(())
}

/// May this person sit in the seat, as a new one or in place of `except`? The seat stands all the while, nobody else sits there,
/// and nobody else is the chair.
///
/// # Errors
/// A sentence for a field of the member.
pub fn may_sit(all: &Everybody, seat: &Seat, form: &MemberForm, except: Option<MemberId>) -> Result<(), Wrong> {
    let held = form.held();
    if !seat.form.stands_on(held.from_on)
        || held.until_on.map_or(seat.form.until_on.is_some(), |until| !seat.form.stands_on(until))
    {
        let what = format!("この席は、{}の間ずっとはありません。任期か、席のある間を直してください。", held.in_words());
        return Err(Wrong::new("from_on", what));
    }
    let mut others = all.of_seat(seat.id).filter(|other| Some(other.id) != except);
    if let Some(other) = others.find(|other| other.form.held().meets(held)) {
        let words = other.form.held().in_words();
        let what = format!(
            "この席には、{words}、{}さんがいます。重ならない日にするか、先に{}さんの最後の日を入れてください。",
            other.form.name, other.form.name
        );
        return Err(Wrong::new("from_on", what));
    }
    let Some(chairs) = form.chairs().filter(|_| form.role == CouncilRole::Chair) else { return Ok(()) };
    let is_chair = |other: &&crate::council::seat::model::Member| {
        let theirs = other.form.chairs().filter(|_| other.form.role == CouncilRole::Chair);
        Some(other.id) != except && theirs.is_some_and(|theirs| theirs.meets(chairs))
    };
    match all.members.iter().find(is_chair) {
        Some(other) => {
            let what = format!("その間は、{}さんが会長です。会長は1人です。", other.form.name);
            Err(Wrong::new("role", what))
        }
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::council::seat::rules::roster::tests::{charter, day, form, member, seat};

    fn thirteen() -> Everybody {
        let seats = (1..=13).map(|n| seat(n, &format!("席{n}"), "")).collect();
        Everybody {
            seats,
            members: vec![],
            charters: vec![charter(&[("most_members", "13"), ("categories", "医療\t")])],
        }
    }

    #[test]
    fn a_fourteenth_seat_is_refused_where_the_rules_allow_thirteen() {
        let mut all = thirteen();
        let mut more = seat(14, "席14", "").form;
        let wrong = may_stand(&all, &more, None).unwrap_err();
        assert!(wrong.sentence.contains("14席になり、定数の13人を超えます"), "{}", wrong.sentence);
        assert!(may_stand(&all, &all.seats[0].form, Some(all.seats[0].id)).is_ok(), "one of the thirteen is none more");
        more.from_on = Some(day("R8.4.1"));
        assert!(may_stand(&all, &more, None).is_err());
        all.seats[0].form.until_on = Some(day("R8.3.31"));
        assert!(may_stand(&all, &more, None).is_ok(), "in the place of one that ended");
        all.seats[0].form.until_on = Some(day("R8.4.1"));
        assert!(may_stand(&all, &more, None).is_err(), "a day on which both stand is one too many");
    }

    #[test]
    fn rules_that_allow_fewer_than_there_are_wait_until_seats_end_and_what_is_too_much_may_be_put_right() {
        let mut all = thirteen();
        let mut fewer = all.charters.clone();
        fewer.push(charter(&[("from_on", "R8.4.1"), ("most_members", "12")]));
        let wrong = may_rule(&all, &fewer).unwrap_err();
        assert!(
            wrong.field == "most_members" && wrong.sentence.contains("令和8年4月1日には席が13席"),
            "{}",
            wrong.sentence
        );
        all.seats[0].form.until_on = Some(day("R8.3.31"));
        assert!(may_rule(&all, &fewer).is_ok());
        all.seats[0].form.until_on = None;
        all.charters = fewer;
        let ends = SeatForm { until_on: Some(day("R8.6.30")), ..all.seats[0].form.clone() };
        assert!(may_stand(&all, &ends, Some(all.seats[0].id)).is_ok(), "less than before");
    }

    #[test]
    fn a_category_is_one_of_the_rules() {
        let all = thirteen();
        let of = |category: &str| {
            let form = SeatForm { category: category.into(), ..all.seats[0].form.clone() };
            may_stand(&all, &form, Some(all.seats[0].id))
        };
        assert!(of("医療").is_ok() && of("").is_ok());
        assert_eq!(of("介護").unwrap_err().field, "category");
    }

    #[test]
    fn two_people_never_sit_in_one_seat_and_two_never_chair() {
        let mut all = thirteen();
        let mut first = form("髙梨 一郎", "R6.4.1", "R8.3.31");
        first.role = CouncilRole::Chair;
        all.members.push(member(&all.seats[0], first.clone()));
        let (one, two) = (&all.seats[0], &all.seats[1]);
        let wrong = may_sit(&all, one, &form("渡邉 悟", "R8.3.31", ""), None).unwrap_err();
        assert!(wrong.sentence.contains("髙梨 一郎さんがいます"), "{}", wrong.sentence);
        assert!(may_sit(&all, one, &form("渡邉 悟", "R8.4.1", ""), None).is_ok());
        assert!(may_sit(&all, one, &first, Some(all.members[0].id)).is_ok(), "himself he may edit");
        let mut other = form("渡邉 悟", "R6.4.1", "");
        other.role = CouncilRole::Chair;
        assert_eq!(may_sit(&all, two, &other, None).unwrap_err().field, "role");
        other.role_from_on = Some(day("R8.4.1"));
        assert!(may_sit(&all, two, &other, None).is_ok(), "after him");
        other.role = CouncilRole::ViceChair;
        other.role_from_on = None;
        assert!(may_sit(&all, two, &other, None).is_ok(), "beside him");
    }

    #[test]
    fn nobody_sits_where_no_seat_stands() {
        let mut all = thirteen();
        all.seats[0].form.until_on = Some(day("R7.3.31"));
        assert_eq!(may_sit(&all, &all.seats[0], &form("三好 花", "R6.4.1", ""), None).unwrap_err().field, "from_on");
        assert_eq!(
            may_sit(&all, &all.seats[0], &form("三好 花", "R6.4.1", "R8.3.31"), None).unwrap_err().field,
            "from_on"
        );
        let sits = member(&all.seats[1], form("三好 花", "R6.4.1", "R8.3.31"));
        all.members.push(sits);
        let ends = SeatForm { until_on: Some(day("R7.3.31")), ..all.seats[1].form.clone() };
        let wrong = may_stand(&all, &ends, Some(all.seats[1].id)).unwrap_err();
        assert!(wrong.field == "until_on" && wrong.sentence.contains("三好 花さん"), "{}", wrong.sentence);
    }
}
