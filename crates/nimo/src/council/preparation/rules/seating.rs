//! 席次: who sits where around the table. Names and bodies as the members' copy of the roster prints them; the order tells of
//! nobody as whom he takes part. Pure.

use crate::council::preparation::model::PreparationForm;
use crate::council::seat::model::CouncilRole;
use crate::council::seat::rules::{Roster, RosterCopy};

/// A place at the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// 氏名.
    pub name: String,
    /// 所属.
    pub body: String,
    /// 会長, 副会長, 委員.
    pub role: &'static str,
}

/// 席の並び of a meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seating {
    /// At the head: the chair first, then who sits beside him.
    pub head: Vec<Place>,
    /// At the chair's left hand, from the head down. Seen from the foot of the table it is the right side.
    pub left: Vec<Place>,
    /// At the chair's right hand, from the head down.
    pub right: Vec<Place>,
    /// All who do not sit at the head, in their order: for tables in rows, the first row first.
    pub order: Vec<Place>,
}

impl Seating {
    /// Does nobody sit anywhere?
    pub fn is_empty(&self) -> bool {
        self.head.is_empty() && self.order.is_empty()
    }
}

/// Who sits where. Without an order that was typed: the chair and the vice chairs at the head, the others as the members' copy
/// of the roster has them, by turns at the chair's left and right. With one: from the chair's left around the table, and whom it
/// does not name at its end. The chair always sits at the head; a vice chair who is named sits where he is named.
pub fn seating(roster: &Roster<'_>, preparation: &PreparationForm) -> Seating {
    let mut places = places(roster);
    let is_typed = !preparation.table_order.is_empty();
    let mut order = vec![];
    for typed in &preparation.table_order {
        let key = key_of(typed);
        let named = places.iter().position(|place| place.role != CHAIR && key_of(&place.name) == key);
        order.extend(named.map(|at| places.remove(at)));
    }
    let (mut head, rest): (Vec<Place>, Vec<Place>) = places.into_iter().partition(is_head);
    head.sort_by_key(|place| place.role != CHAIR);
    order.extend(rest);
    let (left, right) = if is_typed {
        // Down the chair's left, and up again at his right.
        let half = order.len().div_ceil(2);
        (order[..half].to_vec(), order[half..].iter().rev().cloned().collect())
    } else {
        let side = |start: usize| order.iter().skip(start).step_by(2).cloned().collect();
        (side(0), side(1))
    };
    Seating { head, left, right, order }
}

/// Who sits in the council and is not named in the order that was typed; nobody where none was. Who sits at the head by what he
/// is needs not be named.
pub fn unseated(roster: &Roster<'_>, preparation: &PreparationForm) -> Vec<String> {
    if preparation.table_order.is_empty() {
        return vec![];
    }
    let mut typed: Vec<String> = preparation.table_order.iter().map(|line| key_of(line)).collect();
    let mut is_missing = |place: &Place| match typed.iter().position(|key| *key == key_of(&place.name)) {
        Some(at) => {
            typed.remove(at);
            false
        }
        None => !is_head(place),
    };
    places(roster).into_iter().filter(|place| is_missing(place)).map(|place| place.name).collect()
}

/// Lines of the order that was typed that name nobody of the roster, or somebody a second time.
pub fn strangers(roster: &Roster<'_>, preparation: &PreparationForm) -> Vec<String> {
    let mut known: Vec<String> = places(roster).iter().map(|place| key_of(&place.name)).collect();
    let mut is_strange = |line: &&String| match known.iter().position(|key| *key == key_of(line)) {
        Some(at) => {
            known.remove(at);
            false
        }
        None => true,
    };
    preparation.table_order.iter().filter(|line| is_strange(line)).cloned().collect()
}

const CHAIR: &str = "会長";

fn is_head(place: &Place) -> bool {
    [CouncilRole::Chair.label(), CouncilRole::ViceChair.label()].contains(&place.role)
}

/// Everybody in office, in the order of the members' copy.
fn places(roster: &Roster<'_>) -> Vec<Place> {
    let printed = roster.printed(RosterCopy::Council).into_iter().filter(|line| !line.is_vacant);
    printed.map(|line| Place { name: line.name, body: line.body, role: line.role }).collect()
}

/// A name without what may be typed differently: blanks, 異体字, （会長） behind it.
fn key_of(typed: &str) -> String {
    let mut bare = String::new();
    let mut depth = 0_usize;
    for c in typed.chars() {
        match c {
            '（' => depth += 1,
            '）' => depth = depth.saturating_sub(1),
            _ if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    glyphs::fold_name(&bare)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::council::seat::model::Everybody;
    use crate::council::seat::rules::roster_samples as samples;

    fn council() -> Everybody {
        let people = [
            ("平井 花", "ひらい", CouncilRole::Member, "家族"),
            ("髙梨 一郎", "たかなし", CouncilRole::Chair, "医療"),
            ("石川 環", "いしかわ", CouncilRole::Member, "医療"),
            ("三好 学", "みよし", CouncilRole::ViceChair, "家族"),
            ("大野 光", "おおの", CouncilRole::Member, "福祉"),
        ];
        let mut all = Everybody { charters: vec![samples::charter(&[])], ..Everybody::default() };
        for ((name, kana, role, category), place) in people.into_iter().zip(1..) {
            let seat = samples::seat(place, "推薦", category);
            let mut form = samples::form(name, "R8.4.1", "R10.3.31");
            (form.kana, form.role, form.body) = (kana.into(), role, format!("{category}の会"));
            all.members.push(samples::member(&seat, form));
            all.seats.push(seat);
        }
        all.seats.push(samples::seat(9, "空いた席", "福祉"));
        all
    }

    fn typed(lines: &[&str]) -> PreparationForm {
        let table_order = lines.iter().map(ToString::to_string).collect();
        PreparationForm { table_order, ..PreparationForm::default() }
    }

    fn names(places: &[Place]) -> Vec<&str> {
        places.iter().map(|place| place.name.as_str()).collect()
    }

    #[test]
    fn the_chair_sits_at_the_head_and_the_others_by_turns_in_an_order_that_tells_nothing() {
        let all = council();
        let seating = seating(&Roster::of(&all, samples::day("R8.11.12")), &PreparationForm::default());
        assert_eq!(names(&seating.head), ["髙梨 一郎", "三好 学"]);
        assert_eq!(names(&seating.order), ["石川 環", "大野 光", "平井 花"], "by かな, not by the place of the seat");
        assert_eq!((names(&seating.left), names(&seating.right)), (vec!["石川 環", "平井 花"], vec!["大野 光"]));
    }

    #[test]
    fn a_typed_order_goes_around_the_table_and_nobody_is_left_without_a_place() {
        let all = council();
        let roster = Roster::of(&all, samples::day("R8.11.12"));
        let order = typed(&["平井　花", "高梨一郎（会長）", "三好学（副会長）", "石川環", "山田 太郎", "石川 環"]);
        let seating = seating(&roster, &order);
        assert_eq!(names(&seating.head), ["髙梨 一郎"], "who is named sits where he is named, the chair at the head");
        assert_eq!(names(&seating.left), ["平井 花", "三好 学"]);
        assert_eq!(names(&seating.right), ["大野 光", "石川 環"], "up again from the foot");
        assert_eq!(unseated(&roster, &order), ["大野 光"]);
        assert_eq!(strangers(&roster, &order), ["山田 太郎", "石川 環"], "one does not sit twice");
    }

    #[test]
    fn nothing_typed_leaves_nobody_out_and_names_no_stranger() {
        let all = council();
        let roster = Roster::of(&all, samples::day("R8.11.12"));
        let nothing = PreparationForm::default();
        assert!(unseated(&roster, &nothing).is_empty() && strangers(&roster, &nothing).is_empty());
        assert_eq!(unseated(&roster, &typed(&["平井 花"])), ["石川 環", "大野 光"], "those at the head need no line");
        let empty = Everybody::default();
        assert!(seating(&Roster::of(&empty, samples::day("R8.11.12")), &nothing).is_empty());
    }
}
