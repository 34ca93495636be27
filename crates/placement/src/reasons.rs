//! Why somebody has no room and why a room stays empty: states, the smallest sets of criteria that fail together, or too many
//! people for too few rooms.

use crate::bits::{full, ones};
use crate::board::{Board, is_within};
use crate::output::{Contention, EmptyRoom, FailingSet, PersonReason, Questions, RoomReason, Tally, Unserved};
use crate::questions::Gathered;
use crate::reading::reached;
use crate::sentence;
use crate::town::{Apart, Closed, Town};
use std::collections::HashMap;

/// Up to so many people each one's own smallest part of the town is sought; above, one that was found already will do.
pub(crate) const MOST_SMALLEST: usize = 1_000;

/// Why, for all without a room and all empty rooms.
pub(crate) struct Reasons {
    pub(crate) unserved: Vec<Unserved>,
    pub(crate) empty: Vec<EmptyRoom>,
    pub(crate) contentions: Vec<Contention>,
    pub(crate) questions: Questions,
    pub(crate) tally: Vec<Tally>,
}

/// How often each set of criteria fails.
type Counted = HashMap<u64, usize>;

/// Looks at every pair once.
pub(crate) fn reasons(board: &Board) -> Reasons {
    let town = board.town;
    let (empty, all) = (board.empty(), full(town.places.len()));
    let mut at_empty: Vec<Counted> = vec![Counted::new(); empty.len()];
    let mut of_people: HashMap<usize, Counted> = HashMap::new();
    let mut gathered = Gathered::default();
    let (mut row, mut masks) = board.sieve.room();
    for person in 0..town.people.len() {
        let is_served = board.reading.serving.is_served(person);
        let (yes, possible) = (board.pairs.yes.row(person), board.pairs.possible.row(person));
        let is_all_known = yes == possible;
        if is_served && is_all_known {
            continue;
        }
        board.sieve.masks(person, &mut row, &mut masks);
        let maybe: Vec<u64> = possible.iter().zip(yes).map(|(possible, yes)| possible & !yes).collect();
        for place in ones(&maybe) {
            gathered.take(town, (person, place), masks.unknown[place]);
        }
        if is_served {
            continue;
        }
        let counted = of_people.entry(person).or_default();
        ones(&all).for_each(|place| *counted.entry(masks.no[place]).or_default() += 1);
        for (counted, place) in at_empty.iter_mut().zip(&empty) {
            *counted.entry(masks.no[*place]).or_default() += 1;
        }
    }
    let mut contentions = Contentions::of(board);
    let unserved = board.unserved();
    let reasons: Vec<(usize, PersonReason)> = unserved
        .iter()
        .map(|person| (*person, person_reason(board, *person, &of_people[person], &mut contentions)))
        .collect();
    let suits = board.pairs.yes.by_column();
    let rooms: Vec<(usize, RoomReason)> =
        empty.iter().zip(&at_empty).map(|(place, counted)| (*place, room_reason(town, counted))).collect();
    let told = contentions.told();
    Reasons {
        tally: tally(town, of_people.values(), at_empty.iter()),
        unserved: unserved_told(town, reasons, &told),
        empty: empty_told(town, rooms, &suits),
        contentions: told,
        questions: gathered.told(town, &board.pairs.yes, &board.reading.serving),
    }
}

pub(crate) fn unserved_told(town: &Town, reasons: Vec<(usize, PersonReason)>, told: &[Contention]) -> Vec<Unserved> {
    let seeking = reasons.into_iter().map(|(person, reason)| (town.people[person].id, reason));
    let resting = town.resting.iter().map(|person| (*person, PersonReason::Resting));
    let said = |(person, reason): (&str, PersonReason)| Unserved {
        says: sentence::unserved(town, &reason, told),
        person: person.to_string(),
        reason,
    };
    seeking.chain(resting).map(said).collect()
}

pub(crate) fn empty_told(town: &Town, rooms: Vec<(usize, RoomReason)>, suits: &[usize]) -> Vec<EmptyRoom> {
    let open = rooms.into_iter().map(|(place, reason)| (town.places[place].id, reason, suits[place]));
    let closed = town.closed.iter().map(|(room, closed)| {
        let reason = match closed {
            Closed::NotYet(on) => RoomReason::NotYet { on: *on },
            Closed::Expired(on) => RoomReason::Expired { on: *on },
            Closed::State(state) => RoomReason::State { state: *state },
        };
        (*room, reason, 0)
    });
    let mut all: Vec<EmptyRoom> = open
        .chain(closed)
        .map(|(room, reason, suits)| EmptyRoom {
            says: sentence::empty(town, &reason, suits),
            room: room.to_string(),
            reason,
            suits,
        })
        .collect();
    all.sort_by(|a, b| a.room.cmp(&b.room));
    all
}

fn person_reason(board: &Board, person: usize, counted: &Counted, contentions: &mut Contentions) -> PersonReason {
    if board.town.places.is_empty() {
        return PersonReason::NothingOpen;
    }
    if board.pairs.yes.row(person).iter().any(|word| *word != 0) {
        return PersonReason::Contention { at: contentions.of_person(person) };
    }
    match counted.get(&0) {
        Some(rooms) => PersonReason::Ask { rooms: *rooms },
        None => PersonReason::Fails { sets: smallest(board.town, counted) },
    }
}

pub(crate) fn room_reason(town: &Town, counted: &HashMap<u64, usize>) -> RoomReason {
    match counted.get(&0) {
        _ if counted.is_empty() => RoomReason::AllServed,
        Some(people) => RoomReason::Ask { people: *people },
        None => RoomReason::Fails { sets: smallest(town, counted) },
    }
}

/// The sets that hold no other one, the most frequent of the shortest first.
pub(crate) fn smallest(town: &Town, counted: &HashMap<u64, usize>) -> Vec<FailingSet> {
    let holds_another = |set: u64| counted.keys().any(|other| *other != set && other & set == *other);
    let mut sets: Vec<(u64, usize)> =
        counted.iter().filter(|(set, _)| !holds_another(**set)).map(|(set, count)| (*set, *count)).collect();
    sets.sort_unstable_by_key(|(set, count)| (set.count_ones(), usize::MAX - count, *set));
    sets.into_iter().map(|(set, count)| FailingSet { criteria: codes(town, set), count }).collect()
}

/// The codes of a set of criteria.
pub(crate) fn codes(town: &Town, set: u64) -> Vec<String> {
    crate::bits::Ones(set).map(|at| code(town, at).to_string()).collect()
}

fn code<'a>(town: &Town<'a>, at: usize) -> &'a str {
    match Apart::ALL.into_iter().find(|apart| apart.bit() as usize == at) {
        Some(apart) => apart.code(),
        None => &town.criteria[at].id,
    }
}

/// The code of a no that the person said.
pub const DECLINED_BY_PERSON: &str = "declined_by_person";
/// The code of a no that the home said.
pub const DECLINED_BY_HOME: &str = "declined_by_home";
/// The code of a home in which the person lives already.
pub const LIVES_THERE: &str = "lives_there";

/// How often each criterion alone stands between: of what fails for each one without a room, and at each empty room.
pub(crate) fn tally<'c>(
    town: &Town,
    people: impl Iterator<Item = &'c HashMap<u64, usize>> + Clone,
    rooms: impl Iterator<Item = &'c HashMap<u64, usize>> + Clone,
) -> Vec<Tally> {
    let alone = |at: usize| 1 << at;
    let counted = (0..town.criteria.len()).map(|at| Tally {
        criterion: town.criteria[at].id.clone(),
        people: people.clone().filter(|counted| counted.contains_key(&alone(at))).count(),
        rooms: rooms.clone().filter(|counted| counted.contains_key(&alone(at))).count(),
    });
    counted.filter(|tally| tally.people + tally.rooms > 0).collect()
}

/// Parts of the town that are full, each told once.
struct Contentions<'b, 't, 'a> {
    board: &'b Board<'t, 'a>,
    /// The places of each part, and who has them.
    parts: Vec<(Vec<u64>, Vec<usize>)>,
    at: HashMap<Vec<u64>, usize>,
}

impl<'b, 't, 'a> Contentions<'b, 't, 'a> {
    fn of(board: &'b Board<'t, 'a>) -> Self {
        Self { board, parts: vec![], at: HashMap::new() }
    }

    /// The part in which a person without a room makes one too many.
    fn of_person(&mut self, person: usize) -> usize {
        let yes = &self.board.pairs.yes;
        if self.board.town.people.len() > MOST_SMALLEST
            && let Some(at) = self.parts.iter().position(|(places, _)| is_within(yes, person, places))
        {
            return at;
        }
        let (mut people, places) = reached(yes, &self.board.reading.serving, [person]);
        let next = self.parts.len();
        let at = *self.at.entry(places.clone()).or_insert(next);
        if at == next {
            people.remove(0);
            people.sort_unstable();
            self.parts.push((places, people));
        }
        at
    }

    fn told(&self) -> Vec<Contention> {
        let town = self.board.town;
        let told = |(places, people): &(Vec<u64>, Vec<usize>)| Contention {
            rooms: ones(places).map(|place| town.places[place].id.to_string()).collect(),
            holders: people.iter().map(|person| town.people[*person].id.to_string()).collect(),
        };
        self.parts.iter().map(told).collect()
    }
}
