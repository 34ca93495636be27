//! Proposed visits (見学の案): for each person up to three rooms, for each room up to three people. It places nobody.
//!
//! First all that was agreed and still stands, be it more; then the room that is theirs in the joint reading, so that whoever could
//! be served sees it, unless three others were promised it; then, person by person in order of priority and room by room, the nearest to the wishes, the one that suits
//! fewest others, the smaller code. Where nothing holds for certain, what may hold once it is asked. They are shown in the order
//! of the wishes, what was agreed first and what has to be asked last.

use crate::asks::{asks, failing, unknown};
use crate::bits::{Grid, full, has, ones, take};
use crate::board::Board;
use crate::input::{AgreedVisit, Input};
use crate::output::{Agreed, Because, PersonVisits, RoomVisitors, Visit};
use crate::reading::Serving;
use crate::sentence;
use crate::town::{Closed, Town};
use std::collections::HashMap;

/// The most rooms of a person, and the most people of a room.
pub const MOST_VISITS: usize = 3;

/// Who sees what, and why: places by person, in the order in which they are to be looked at.
pub(crate) type Plan = Vec<Vec<(usize, Because)>>;

/// What is asked of a pair to make a plan.
pub(crate) trait Known {
    fn yes(&self) -> &Grid;
    fn possible(&self) -> &Grid;
    fn open_questions(&self, person: usize, places: &[usize]) -> Vec<u32>;
}

impl Known for Board<'_, '_> {
    fn yes(&self) -> &Grid {
        &self.pairs.yes
    }

    fn possible(&self) -> &Grid {
        &self.pairs.possible
    }

    fn open_questions(&self, person: usize, places: &[usize]) -> Vec<u32> {
        let (mut row, mut masks) = self.sieve.room();
        self.sieve.masks(person, &mut row, &mut masks);
        places.iter().map(|place| masks.unknown[*place].count_ones()).collect()
    }
}

/// Who sees what.
pub(crate) fn plan(town: &Town, serving: &Serving, known: &impl Known) -> Plan {
    let suits = known.yes().by_column();
    let mut load = vec![0; town.places.len()];
    let mut open = full(town.places.len());
    let mut plan: Plan = vec![vec![]; town.people.len()];
    let mut propose = |plan: &mut Plan, open: &mut Vec<u64>, person: usize, place: usize, because| {
        plan[person].push((place, because));
        load[place] += 1;
        if load[place] >= MOST_VISITS {
            take(open, place);
        }
    };
    for (person, place) in town.agreed.iter().copied() {
        if failing(town, person, place) == 0 {
            propose(&mut plan, &mut open, person, place, Because::Agreed);
        }
    }
    for (person, place) in serving.pairs() {
        let is_there = plan[person].iter().any(|(other, _)| *other == place);
        if !is_there && plan[person].len() < MOST_VISITS && has(&open, place) {
            propose(&mut plan, &mut open, person, place, Because::Reading);
        }
    }
    for round in 1..=MOST_VISITS {
        for person in 0..town.people.len() {
            if plan[person].len() < round
                && let Some((place, because)) = next(town, known, (&open, &suits), person, &plan[person])
            {
                propose(&mut plan, &mut open, person, place, because);
            }
        }
    }
    for (person, places) in plan.iter_mut().enumerate() {
        places.sort_by_key(|(place, because)| {
            let last = *because == Because::Maybe;
            (*because != Because::Agreed, last, town.wish(person, *place))
        });
    }
    plan
}

/// The next room to look at for a person.
fn next(
    town: &Town,
    known: &impl Known,
    (open, suits): (&[u64], &[usize]),
    person: usize,
    before: &[(usize, Because)],
) -> Option<(usize, Because)> {
    let among = |row: &[u64]| -> Vec<usize> {
        let row: Vec<u64> = row.iter().zip(open).map(|(row, open)| row & open).collect();
        ones(&row).filter(|place| before.iter().all(|(other, _)| other != place)).collect()
    };
    let wish = |place: usize| town.wish(person, place);
    let sure = among(known.yes().row(person)).into_iter().min_by_key(|place| (wish(*place), suits[*place], *place));
    if let Some(place) = sure {
        return Some((place, Because::Fits));
    }
    let maybe = among(known.possible().row(person));
    if maybe.is_empty() {
        return None;
    }
    let questions = known.open_questions(person, &maybe);
    let best = maybe
        .iter()
        .zip(questions)
        .min_by_key(|(place, questions)| (wish(**place), *questions, suits[**place], **place));
    best.map(|(place, _)| (*place, Because::Maybe))
}

/// The plan by person and by room, in words.
pub(crate) fn told(town: &Town, plan: &Plan) -> (Vec<PersonVisits>, Vec<RoomVisitors>) {
    let mut visitors: Vec<Vec<String>> = vec![vec![]; town.places.len()];
    let people = plan.iter().enumerate().map(|(person, places)| {
        let id = town.people[person].id.to_string();
        let rooms = places.iter().map(|(place, because)| {
            visitors[*place].push(id.clone());
            visit(town, person, *place, *because)
        });
        PersonVisits { rooms: rooms.collect(), person: id.clone() }
    });
    let people: Vec<PersonVisits> = people.collect();
    let rooms = visitors.into_iter().enumerate();
    (people, rooms.map(|(place, people)| RoomVisitors { room: town.places[place].id.to_string(), people }).collect())
}

fn visit(town: &Town, person: usize, place: usize, because: Because) -> Visit {
    let ask: Vec<_> = asks(town, person, place, unknown(town, person, place)).into_iter().collect();
    let wish = town.wish(person, place).map(|wish| wish + 1);
    Visit {
        room: town.places[place].id.to_string(),
        because,
        wish,
        says: sentence::visit(town, because, wish, &ask),
        ask,
    }
}

/// The visits that were agreed, by code of the person and the room, and whether they stand.
pub(crate) fn agreed(input: &Input, town: &Town) -> Vec<Agreed> {
    let at: HashMap<&str, usize> = town.people.iter().enumerate().map(|(at, person)| (person.id, at)).collect();
    let closed: HashMap<&str, Closed> = town.closed.iter().copied().collect();
    let told = |visit: &AgreedVisit| {
        let place = town.places.binary_search_by(|place| place.id.cmp(&visit.room)).ok();
        let why = match (at.get(&*visit.person), place, closed.get(&*visit.room)) {
            (None, ..) => Some(sentence::seeks_no_more()),
            (_, None, Some(closed)) => Some(sentence::closed(*closed)),
            (Some(person), Some(place), _) => {
                let fails = failing(town, *person, place);
                (fails != 0).then(|| sentence::fails_now(town, fails))
            }
            (_, None, None) => None,
        };
        Agreed {
            person: visit.person.clone(),
            room: visit.room.clone(),
            stands: why.is_none(),
            says: why.unwrap_or_else(sentence::stands),
        }
    };
    let mut agreed: Vec<Agreed> = input.visits.iter().map(told).collect();
    agreed.sort_by(|a, b| (&a.person, &a.room).cmp(&(&b.person, &b.room)));
    agreed
}
