//! Who can be served at all: people in order of priority, each by an augmenting path if there is one.
//!
//! The sets of people who can be served together are the independent sets of a transversal matroid, so the greedy choice in
//! order of priority is the best set by priority and the largest one. A search that fails has seen a closed part of the town
//! in which every room is taken; no later path enters it, so it is never looked at again.

use crate::bits::{Grid, Ones, full, put, take, words};

/// Nobody, or no place.
pub(crate) const NONE: u32 = u32::MAX;

/// Who has which place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Serving {
    /// The place of each person, or [`NONE`].
    pub(crate) place_of: Vec<u32>,
    /// The person of each place, or [`NONE`].
    pub(crate) person_of: Vec<u32>,
}

impl Serving {
    pub(crate) fn new(people: usize, places: usize) -> Self {
        Self { place_of: vec![NONE; people], person_of: vec![NONE; places] }
    }

    /// How many people are served.
    pub(crate) fn count(&self) -> usize {
        self.place_of.iter().filter(|place| **place != NONE).count()
    }

    pub(crate) fn place(&self, person: usize) -> Option<usize> {
        Some(self.place_of[person]).filter(|place| *place != NONE).map(|place| place as usize)
    }

    pub(crate) fn person(&self, place: usize) -> Option<usize> {
        Some(self.person_of[place]).filter(|person| *person != NONE).map(|person| person as usize)
    }

    pub(crate) fn is_served(&self, person: usize) -> bool {
        self.place_of[person] != NONE
    }

    pub(crate) fn give(&mut self, person: usize, place: usize) {
        self.place_of[person] = place as u32;
        self.person_of[place] = person as u32;
    }

    /// The places that nobody has, as bits.
    pub(crate) fn free(&self) -> Vec<u64> {
        let mut free = full(self.person_of.len());
        self.place_of.iter().filter(|place| **place != NONE).for_each(|place| take(&mut free, *place as usize));
        free
    }

    /// Person and place of each served person, in order of priority.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        (0..self.place_of.len()).filter_map(|person| self.place(person).map(|place| (person, place)))
    }
}

/// Serves as many as can be, who comes first going first.
pub(crate) fn serve(yes: &Grid) -> Serving {
    let mut serving = Serving::new(yes.rows(), yes.columns());
    Search::new(yes.columns()).serve_more(yes, &mut serving);
    serving
}

/// One search after the other, with what the failed ones have learnt.
pub(crate) struct Search {
    free: Vec<u64>,
    /// Places that no failed search has seen.
    open: Vec<u64>,
    unseen: Vec<u64>,
    /// Who came to a place.
    from: Vec<u32>,
    line: Vec<u32>,
}

impl Search {
    /// A search among so many places.
    pub(crate) fn new(places: usize) -> Self {
        let width = words(places);
        Self {
            free: vec![0; width],
            open: vec![0; width],
            unseen: vec![0; width],
            from: vec![NONE; places],
            line: vec![],
        }
    }

    /// Serves more people without leaving anybody who is served; how many more.
    pub(crate) fn serve_more(&mut self, yes: &Grid, serving: &mut Serving) -> usize {
        self.free = serving.free();
        self.open = full(yes.columns());
        let lacking = (0..yes.rows()).filter(|person| !serving.is_served(*person)).collect::<Vec<_>>();
        lacking.into_iter().filter(|person| self.augment(yes, serving, *person)).count()
    }

    fn augment(&mut self, yes: &Grid, serving: &mut Serving, first: usize) -> bool {
        self.unseen.copy_from_slice(&self.open);
        self.line.clear();
        self.line.push(first as u32);
        let mut at = 0;
        while at < self.line.len() {
            let person = self.line[at];
            at += 1;
            let row = yes.row(person as usize);
            let found = row.iter().zip(&self.free).position(|(row, free)| row & free != 0);
            if let Some(word) = found {
                let place = word * 64 + (row[word] & self.free[word]).trailing_zeros() as usize;
                take(&mut self.free, place);
                self.turn(serving, person, place);
                return true;
            }
            for (word, row) in row.iter().enumerate() {
                let new = row & self.unseen[word];
                self.unseen[word] &= !new;
                for bit in Ones(new) {
                    let place = word * 64 + bit;
                    self.from[place] = person;
                    self.line.push(serving.person_of[place]);
                }
            }
        }
        self.open.copy_from_slice(&self.unseen);
        false
    }

    /// Gives each person on the way the place that was found for them, back to the first one.
    fn turn(&self, serving: &mut Serving, mut person: u32, mut place: usize) {
        loop {
            let left = serving.place_of[person as usize];
            serving.give(person as usize, place);
            if left == NONE {
                return;
            }
            place = left as usize;
            person = self.from[place];
        }
    }
}

/// The places to which some people lead, along what is possible and who has it: closed under "who is there could also go to".
pub(crate) fn reached(yes: &Grid, serving: &Serving, first: impl IntoIterator<Item = usize>) -> (Vec<usize>, Vec<u64>) {
    let mut people: Vec<usize> = first.into_iter().collect();
    let mut seen = vec![0; yes.width()];
    let mut at = 0;
    while at < people.len() {
        for (word, row) in yes.row(people[at]).iter().enumerate() {
            let new = row & !seen[word];
            for bit in Ones(new) {
                put(&mut seen, word * 64 + bit);
                people.extend(serving.person(word * 64 + bit));
            }
        }
        at += 1;
    }
    (people, seen)
}
