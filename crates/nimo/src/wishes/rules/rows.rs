//! The rows behind a figure of the reading: which people, and which rooms.

use crate::wishes::rules::figure::Figure;
use crate::wishes::rules::matched::Matched;
use crate::wishes::rules::question::place_of;
use placement::{Fit, PersonState, RoomState, Weighed};
use std::collections::BTreeSet;

/// People and rooms behind a figure, by their places in the question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    /// The people.
    pub people: Vec<usize>,
    /// The rooms.
    pub rooms: Vec<usize>,
}

impl Matched {
    /// What a figure counts; `None` where there is no such figure.
    pub fn rows(&self, figure: &Figure) -> Option<Rows> {
        let people = |people: Vec<usize>| Some(Rows { people, rooms: vec![] });
        let rooms = |rooms: Vec<usize>| Some(Rows { people: vec![], rooms });
        let seeking = || self.seeking().into_iter();
        match figure {
            Figure::Seeking => people(self.seeking()),
            Figure::Resting => people(self.people_in(PersonState::Resting)),
            Figure::Served => people(seeking().filter(|person| self.is_served(*person)).collect()),
            Figure::AtMost => {
                let at_most = self.output.proof.served_at_most.iter();
                let at_most: BTreeSet<usize> = at_most.filter_map(|(person, _)| place_of(person)).collect();
                people(at_most.into_iter().collect())
            }
            Figure::Without(why) => people(seeking().filter(|person| self.why(*person) == Some(*why)).collect()),
            Figure::Classless => people(self.question.classless.clone()),
            Figure::Open => rooms(self.open.iter().map(|(room, _)| *room).collect()),
            Figure::Empty => rooms(self.empty()),
            Figure::Stale => rooms(self.closed(|state| matches!(state, RoomState::Vacant | RoomState::Visiting))),
            Figure::Held => rooms(self.closed(|state| !matches!(state, RoomState::Vacant | RoomState::Visiting))),
            Figure::Alone(id) => self.alone(id),
            Figure::Gain(at) => self.gained(self.output.changes.singles.get(*at)?),
            Figure::GainOfPair => self.gained(self.output.changes.pair.as_ref()?),
            Figure::Side(matter, at) => {
                let sides = self.sides().into_iter().find(|(one, _)| one == matter)?.1;
                let side = sides.into_iter().nth(*at)?;
                Some(Rows { people: side.people, rooms: side.rooms.into_iter().chain(side.ask).collect() })
            }
        }
    }

    /// Who would have a room after a change and has none now, and the rooms that they would have.
    fn gained(&self, weighed: &Weighed) -> Option<Rows> {
        let pairs = weighed.proof.iter().filter_map(|(person, room)| Some((place_of(person)?, place_of(room)?)));
        let (people, rooms) = pairs.filter(|(person, _)| !self.is_served(*person)).unzip();
        Some(Rows { people, rooms })
    }

    /// The open rooms that nobody has in the reading.
    fn empty(&self) -> Vec<usize> {
        let had: BTreeSet<usize> = self.served.values().copied().collect();
        self.open.iter().map(|(room, _)| *room).filter(|room| !had.contains(room)).collect()
    }

    /// The rooms that others may not look at, those of a state.
    fn closed(&self, is: impl Fn(RoomState) -> bool) -> Vec<usize> {
        let open: BTreeSet<usize> = self.open.iter().map(|(room, _)| *room).collect();
        let all = self.question.input.homes.iter().flat_map(|home| &home.rooms);
        let told = all.filter_map(|room| Some((place_of(&room.id)?, room.state)));
        told.filter(|(room, state)| !open.contains(room) && is(*state)).map(|(room, _)| room).collect()
    }

    /// People without a room and empty rooms between whom this criterion alone does not hold.
    fn alone(&self, id: &str) -> Option<Rows> {
        let criterion = self.question.input.criteria.iter().position(|one| one.id == id)?;
        let is_alone = |person: usize, place: (usize, usize)| {
            let mut fails = self.between(person, place).into_iter().filter(|line| line.fit == Fit::No);
            self.said_no(person, place.1).is_none()
                && fails.next().is_some_and(|line| line.criterion == criterion)
                && fails.next().is_none()
        };
        let without: Vec<usize> = self.seeking().into_iter().filter(|person| !self.is_served(*person)).collect();
        let people = without.iter().filter(|person| self.open.iter().any(|place| is_alone(**person, *place)));
        let people = people.copied().collect();
        let empty: BTreeSet<usize> = self.empty().into_iter().collect();
        let stands = self.open.iter().filter(|(room, _)| empty.contains(room));
        let rooms = stands.filter(|place| without.iter().any(|person| is_alone(*person, **place)));
        Some(Rows { people, rooms: rooms.map(|(room, _)| *room).collect() })
    }
}
