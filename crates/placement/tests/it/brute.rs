//! The joint reading beside trying everything, on 10,000 small towns.

use crate::small::{today, town};
use placement::{Input, Options, Output, place, verify};
use std::collections::{BTreeMap, HashMap};

/// What a reading is worth, best first: served by block, farness from the wishes, agreed visits kept, smaller codes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Worth {
    by_block: Vec<usize>,
    near: i64,
    kept: usize,
    who: Vec<bool>,
}

/// A small town with numbers, read from nothing but its input.
struct Small {
    people: Vec<(String, usize, Vec<String>)>,
    blocks: usize,
    rooms: Vec<(String, String)>,
    yes: Vec<Vec<bool>>,
    agreed: Vec<(String, String)>,
}

fn small(input: &Input) -> Small {
    let mut people: Vec<_> = input.people.iter().collect();
    people.sort_by_key(|person| (person.class, person.since.is_none(), person.since, person.id.clone()));
    let mut blocks: BTreeMap<_, usize> = BTreeMap::new();
    for person in &people {
        let next = blocks.len();
        blocks.entry((person.class, person.since.is_none(), person.since)).or_insert(next);
    }
    let rooms: Vec<_> = input.homes.iter().flat_map(|home| home.rooms.iter().map(move |room| (room, home))).collect();
    let holds = |person: &placement::Person, room: &placement::Room, home: &str| {
        let declined = input.declined.iter().any(|declined| declined.person == person.id && declined.home == home);
        let is_apart = declined || person.lives_in.as_deref() == Some(home);
        let talked = |criterion: &placement::Criterion| {
            let is = |talked: &placement::Talked| talked.person == person.id && talked.home == home;
            input.talked.iter().any(|talked| is(talked) && talked.criterion == criterion.id)
        };
        let mut asked = input.criteria.iter().filter(|criterion| !talked(criterion));
        !is_apart
            && asked.all(|criterion| {
                let answers: Vec<_> = criterion.rule.of_person().iter().map(|name| person.answers.get(*name)).collect();
                criterion.rule.fit(&answers, room.answers.get(criterion.rule.of_place()), 0, &[]) == placement::Fit::Yes
            })
    };
    Small {
        yes: people
            .iter()
            .map(|person| rooms.iter().map(|(room, home)| holds(person, room, &home.id)).collect())
            .collect(),
        rooms: rooms.iter().map(|(room, home)| (room.id.clone(), home.id.clone())).collect(),
        blocks: blocks.len(),
        agreed: input.visits.iter().map(|visit| (visit.person.clone(), visit.room.clone())).collect(),
        people: people
            .iter()
            .map(|person| {
                let block = blocks[&(person.class, person.since.is_none(), person.since)];
                (person.id.clone(), block, person.prefers.clone())
            })
            .collect(),
    }
}

impl Small {
    fn nothing(&self) -> Worth {
        Worth { by_block: vec![0; self.blocks], near: 0, kept: 0, who: vec![false; self.people.len()] }
    }

    /// What it adds that a person has a room.
    fn with(&self, worth: &Worth, person: usize, room: usize) -> Worth {
        let (id, block, prefers) = &self.people[person];
        let (code, home) = &self.rooms[room];
        let mut worth = worth.clone();
        worth.by_block[*block] += 1;
        let wish = prefers.iter().position(|wish| wish == code || wish == home).unwrap_or(3).min(3);
        worth.near -= wish as i64;
        worth.kept += usize::from(self.agreed.contains(&(id.clone(), code.clone())));
        worth.who[person] = true;
        worth
    }

    /// The best of all ways, room set by room set.
    fn best(&self) -> Worth {
        let mut best: HashMap<u32, Worth> = HashMap::from([(0, self.nothing())]);
        for person in 0..self.people.len() {
            let mut next = best.clone();
            for (taken, worth) in &best {
                for room in (0..self.rooms.len()).filter(|room| self.yes[person][*room] && taken >> room & 1 == 0) {
                    let worth = self.with(worth, person, room);
                    let there = next.entry(taken | 1 << room).or_insert_with(|| worth.clone());
                    if worth > *there {
                        *there = worth;
                    }
                }
            }
            best = next;
        }
        best.into_values().max().unwrap()
    }

    fn told(&self, pairs: &[(String, String)]) -> Worth {
        let mut worth = self.nothing();
        for (person, room) in pairs {
            let person = self.people.iter().position(|(id, ..)| id == person).unwrap();
            let room = self.rooms.iter().position(|(id, _)| id == room).unwrap();
            assert!(self.yes[person][room], "a room that does not hold");
            worth = self.with(&worth, person, room);
        }
        worth
    }
}

/// What the reading of an output is worth, and the best there is.
pub fn worth(input: &Input, output: &Output) -> (Worth, Worth) {
    let small = small(input);
    (small.told(&output.proof.served), small.best())
}

#[test]
fn the_joint_reading_is_the_best_of_all_on_10000_small_towns() {
    let (mut unserved, mut ties) = (0, 0);
    for seed in 0..10_000 {
        let input = town(seed);
        let output = place(&input, today(), Options { relax: 0, threads: 1 });
        let (told, best) = worth(&input, &output);
        assert_eq!(told, best, "town {seed}");
        assert_eq!(verify(&input, today(), &output), Ok(()), "town {seed}");
        unserved += usize::from(!output.unserved.is_empty());
        ties += usize::from(!output.proof.without_prices.is_empty());
    }
    assert!(unserved > 3_000 && ties > 1_000, "the towns are not all easy: {unserved}, {ties}");
}

#[test]
fn what_is_agreed_from_the_reading_does_not_move_it() {
    for seed in 0..500 {
        let mut input = town(seed);
        let before = place(&input, today(), Options { relax: 0, threads: 1 });
        input.visits = before
            .proof
            .served
            .iter()
            .map(|(person, room)| placement::AgreedVisit { person: person.clone(), room: room.clone() })
            .collect();
        let after = place(&input, today(), Options { relax: 0, threads: 1 });
        assert_eq!(after.proof.served, before.proof.served, "town {seed}");
        assert_eq!(after.council.visits_kept, before.council.served);
    }
}
