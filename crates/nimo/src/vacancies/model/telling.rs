//! What is told of the rooms of one home at once: one day, one teller, and of each room how it is or that nobody asked.

use super::{NoticeForm, NoticeId, VacancyId, VacancyState};
use crate::editing::shape::{Texts, Wrong, text};
use almanac::Date;
use std::collections::BTreeSet;

/// A room of which may be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TellableRoom {
    /// The room.
    pub id: VacancyId,
    /// 101.
    pub name: String,
    /// How it is as far as is known.
    pub state: Option<VacancyState>,
    /// The notice that says so.
    pub notice: Option<NoticeId>,
}

impl TellableRoom {
    /// What the form holds of what was known when it was shown.
    pub fn known(&self) -> String {
        self.notice.map_or_else(|| "none".into(), |notice| notice.to_string())
    }
}

/// What was told of the rooms of a home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HomeTelling {
    /// Of each room of which something was told.
    pub notices: Vec<(VacancyId, NoticeForm)>,
}

impl HomeTelling {
    /// The names of the fields: `as_of` and `told_by`, and `state`, `held_until`, `holder` and `known` of each room, each with a dot and its id.
    pub fn names(rooms: &[TellableRoom]) -> Vec<String> {
        let of = |room: &TellableRoom| {
            ["state", "held_until", "holder", "known"].map(|name| HomeTelling::name(name, room.id))
        };
        let all = ["as_of", "told_by"].map(String::from).into_iter();
        all.chain(rooms.iter().flat_map(of)).collect()
    }

    /// The name of a room's field.
    pub fn name(field: &str, room: VacancyId) -> String {
        format!("{field}.{room}")
    }

    /// The rooms of which something is told and somebody else told since the form was shown: what it would overwrite nobody has seen.
    pub fn overtaken<'a>(&self, texts: &Texts, rooms: &'a [TellableRoom]) -> Vec<&'a TellableRoom> {
        let is_told = |room: &&TellableRoom| self.notices.iter().any(|(id, _)| *id == room.id);
        let knew = |room: &TellableRoom| text(texts, &HomeTelling::name("known", room.id)).to_string();
        rooms.iter().filter(is_told).filter(|room| !knew(room).is_empty() && knew(room) != room.known()).collect()
    }

    /// Reads the fields. A room of which nothing is chosen was not asked about; a room that is gone and stays so says nothing new.
    ///
    /// # Errors
    /// A sentence for each field that cannot be understood, and of which room it is, where it is of one.
    pub fn parse(
        texts: &Texts,
        rooms: &[TellableRoom],
        today: Date,
    ) -> Result<HomeTelling, Vec<(Option<VacancyId>, Wrong)>> {
        let (mut notices, mut wrongs) = (vec![], vec![]);
        for room in rooms.iter().filter(|room| !text(texts, &HomeTelling::name("state", room.id)).is_empty()) {
            match NoticeForm::parse(&of_room(texts, room), today) {
                Ok(form) if is_nothing_new(room, form.state) => {}
                Ok(form) => notices.push((room.id, form)),
                Err(odd) => wrongs.extend(odd.into_iter().map(|wrong| placed(room, wrong))),
            }
        }
        // The day and the teller are one for all, so what is wrong with them is said once, and first.
        let (mut once, of_rooms): (Vec<_>, Vec<_>) = wrongs.into_iter().partition(|(of, _)| of.is_none());
        let mut said = BTreeSet::new();
        once.retain(|(_, wrong): &(_, Wrong)| said.insert(wrong.field));
        let mut wrongs: Vec<(Option<VacancyId>, Wrong)> = once.into_iter().chain(of_rooms).collect();
        if wrongs.is_empty() && notices.is_empty() {
            wrongs.push((None, Wrong::new("state", "残す様子が、まだありません。聞いた部屋の様子を選んでください。")));
        }
        if wrongs.is_empty() { Ok(HomeTelling { notices }) } else { Err(wrongs) }
    }
}

fn of_room(texts: &Texts, room: &TellableRoom) -> Texts {
    let own = ["state", "held_until", "holder"].map(|name| (name, text(texts, &HomeTelling::name(name, room.id))));
    let all = ["as_of", "told_by"].map(|name| (name, text(texts, name)));
    own.into_iter().chain(all).map(|(name, value)| (name.to_string(), value.to_string())).collect()
}

fn is_nothing_new(room: &TellableRoom, state: VacancyState) -> bool {
    room.state == Some(state) && !state.is_open() && !state.is_held()
}

/// A sentence about the day or the teller is one for all; one about a room leads to the rooms and names it.
fn placed(room: &TellableRoom, wrong: Wrong) -> (Option<VacancyId>, Wrong) {
    match wrong.field {
        "as_of" | "told_by" => (None, wrong),
        _ => (Some(room.id), Wrong::new("state", format!("{}: {}", room.name, wrong.sentence))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rooms() -> Vec<TellableRoom> {
        let room = |name: &str, state| TellableRoom {
            id: VacancyId::fresh(),
            name: name.into(),
            state,
            notice: state.map(|_| NoticeId::fresh()),
        };
        vec![room("101", Some(VacancyState::Vacant)), room("102", Some(VacancyState::Taken)), room("201", None)]
    }

    fn told(
        rooms: &[TellableRoom],
        states: [&str; 3],
        more: &[(&str, &str)],
    ) -> Result<HomeTelling, Vec<(Option<VacancyId>, Wrong)>> {
        let of_rooms =
            rooms.iter().zip(states).map(|(room, state)| (HomeTelling::name("state", room.id), state.to_string()));
        let more = more.iter().map(|(name, value)| ((*name).to_string(), (*value).to_string()));
        HomeTelling::parse(&of_rooms.chain(more).collect(), rooms, "2026-11-30".parse().unwrap())
    }

    #[test]
    fn what_nobody_asked_is_not_told_and_what_stays_gone_is_nothing_new() {
        let rooms = rooms();
        let both = [("as_of", "R8.11.30"), ("told_by", "管理者")];
        let telling = told(&rooms, ["vacant", "taken", ""], &both).unwrap();
        let ids: Vec<VacancyId> = telling.notices.iter().map(|(id, _)| *id).collect();
        assert_eq!(ids, [rooms[0].id], "101 is vacant still, which is news; 102 stays taken; nobody asked about 201");
        assert_eq!(told(&rooms, ["", "taken", ""], &both).unwrap_err()[0].1.field, "state");
        assert_eq!(told(&rooms, ["", "vacant", ""], &both).unwrap().notices.len(), 1, "102 is offered again");
    }

    #[test]
    fn a_room_of_which_somebody_else_told_meanwhile_is_named() {
        let rooms = rooms();
        let known = HomeTelling::name("known", rooms[0].id);
        let both = [("as_of", "R8.11.30"), ("told_by", "管理者")];
        let telling = told(&rooms, ["vacant", "", "vacant"], &both).unwrap();
        let overtaken = |known_then: &str| {
            let texts = [(known.clone(), known_then.to_string())].into();
            telling.overtaken(&texts, &rooms).len()
        };
        assert_eq!([overtaken(&rooms[0].known()), overtaken("none"), overtaken("")], [0, 1, 0]);
    }

    #[test]
    fn a_day_that_is_wrong_is_said_once_and_what_is_wrong_with_a_room_names_it() {
        let rooms = rooms();
        let wrongs = told(&rooms, ["vacant", "", "x"], &[("as_of", "R8.12.24"), ("told_by", "")]).unwrap_err();
        let fields: Vec<&str> = wrongs.iter().map(|(_, wrong)| wrong.field).collect();
        assert_eq!(fields, ["as_of", "told_by", "state"]);
        assert_eq!(wrongs[2].0, Some(rooms[2].id));
        assert!(wrongs[2].1.sentence.starts_with("201: "), "{}", wrongs[2].1.sentence);
    }

    proptest! {
        #[test]
        fn arbitrary_typing_never_panics(states in proptest::array::uniform3("\\PC{0,12}"), day in "\\PC{0,20}", until in "\\PC{0,20}") {
            let rooms = rooms();
            let until_of = HomeTelling::name("held_until", rooms[0].id);
            let [one, two, three] = &states;
            let _ = told(&rooms, [one, two, three], &[("as_of", &day), ("told_by", "管理者"), (until_of.as_str(), &until)]);
        }
    }
}
