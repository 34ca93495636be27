//! Nearest to the wishes: a cheapest way in which all who are served can be served, with the prices that prove it.
//!
//! Everybody who is served, and everybody of a block of which only some can be served, gets a column; for the latter there are
//! as many stand-ins for "without" as the block has unserved people, at no cost and for this block alone. Phases: from all who
//! have nothing, the shortest way by reduced cost to something free (all costs that are not wished are equal, so whole rows of
//! bits are crossed at once, one level of prices after the other), then prices move, then all ways that cost nothing are used.

use super::serve::{NONE, Serving};
use super::{Prices, Reading, cost, usual_cost};
use crate::bits::{Grid, Ones, full, has, put, take, words};
use crate::town::Town;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// Stand-ins for "without" of one block.
pub(super) struct Pool {
    pub(super) block: usize,
    /// The first word of its columns.
    from: usize,
    bits: Vec<u64>,
}

/// People, and columns of which the first are places and the others stand for "without".
pub(super) struct Market<'g> {
    yes: &'g Grid,
    pub(super) pools: Vec<Pool>,
    /// The pool of each person, or [`NONE`].
    pool_of: Vec<u32>,
    /// People who are to get something.
    active: Vec<usize>,
    /// What a place costs that is neither wished nor agreed.
    usual: i64,
    /// Places at another cost than the usual one, never above it.
    special: Vec<Vec<(u32, i64)>>,
    /// Words of a row with its stand-ins.
    width: usize,
    pub(super) person_price: Vec<i64>,
    pub(super) price: Vec<i64>,
    pub(super) serving: Serving,
    /// Columns by price, the largest (0) first.
    levels: Vec<(i64, Vec<u64>)>,
}

/// The cheapest serving of those who are served.
pub(super) fn nearest<'g>(town: &Town, yes: &'g Grid, served: &Serving) -> Market<'g> {
    let mut market = Market::open(town, yes, served);
    market.first_prices();
    let mut free = market.serving.free();
    market.use_what_costs_nothing(&mut free);
    while market.move_prices(&free) {
        market.use_what_costs_nothing(&mut free);
    }
    market
}

/// A step on the way: how far, whose, and over what.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    /// To one place.
    Special(u32),
    /// To the places of one level of prices.
    Usual(u32),
    /// To the stand-ins of one level.
    Without(u32),
}

impl<'g> Market<'g> {
    fn open(town: &Town, yes: &'g Grid, served: &Serving) -> Self {
        let people = town.people.len();
        let (mut pools, mut pool_of, mut active) = (vec![], vec![NONE; people], vec![]);
        let mut width = yes.width();
        for (block, run) in town.blocks.iter().enumerate() {
            let without = run.clone().filter(|person| !served.is_served(*person)).count();
            if without == run.len() {
                continue;
            }
            if without > 0 {
                run.clone().for_each(|person| pool_of[person] = pools.len() as u32);
                pools.push(Pool { block, from: width, bits: full(without) });
                width += words(without);
            }
            active.extend(run.clone());
        }
        Self {
            yes,
            pools,
            pool_of,
            usual: usual_cost(town),
            special: (0..people).map(|person| special(town, yes, person)).collect(),
            active,
            width,
            person_price: vec![0; people],
            price: vec![0; width * 64],
            serving: Serving::new(people, width * 64),
            levels: vec![],
        }
    }

    fn pool(&self, person: usize) -> Option<&Pool> {
        self.pools.get(self.pool_of[person] as usize)
    }

    /// Everybody pays what their nearest place costs, places cost nothing.
    fn first_prices(&mut self) {
        for person in self.active.clone() {
            let without = self.pool(person).map(|_| 0);
            let special = self.special[person].iter().map(|(_, cost)| *cost);
            let usual = Some(self.usual).filter(|_| self.yes.row(person).iter().any(|word| *word != 0));
            self.person_price[person] = special.chain(without).chain(usual).min().unwrap_or(0);
        }
        self.sort_levels();
    }

    fn sort_levels(&mut self) {
        let mut levels: BTreeMap<Reverse<i64>, Vec<u64>> = BTreeMap::new();
        for (column, price) in self.price.iter().enumerate() {
            put(levels.entry(Reverse(*price)).or_insert_with(|| vec![0; self.width]), column);
        }
        self.levels = levels.into_iter().map(|(price, bits)| (price.0, bits)).collect();
    }

    /// The columns of a price.
    fn level(&self, price: i64) -> Option<&[u64]> {
        let at = self.levels.binary_search_by_key(&Reverse(price), |(price, _)| Reverse(*price)).ok()?;
        Some(&self.levels[at].1)
    }

    /// Finds how far the nearest free column is from all who have nothing, and moves prices so that the way there costs nothing.
    /// False when everybody has something.
    fn move_prices(&mut self, free: &[u64]) -> bool {
        let mut far = vec![i64::MAX; self.person_price.len()];
        let (mut heap, mut reached) = (BinaryHeap::new(), vec![]);
        for person in self.active.iter().copied().filter(|person| !self.serving.is_served(*person)) {
            far[person] = 0;
            reached.push(person);
            self.set_out(person, 0, &mut heap);
        }
        if reached.is_empty() {
            return false;
        }
        let mut unseen = vec![u64::MAX; self.width];
        let mut new: Vec<usize> = vec![];
        while let Some(Reverse((distance, person, step))) = heap.pop() {
            new.clear();
            self.take_step(person as usize, &step, &mut unseen, &mut new);
            if new.iter().any(|column| has(free, *column)) {
                self.pay(&reached, &far, distance);
                return true;
            }
            self.next_level(person as usize, far[person as usize], step, &mut heap);
            for column in &new {
                let next = self.serving.person_of[*column] as usize;
                far[next] = distance;
                reached.push(next);
                self.set_out(next, distance, &mut heap);
            }
        }
        unreachable!("whoever is served has a place to go to")
    }

    /// The ways of a person who stands at a distance.
    fn set_out(&self, person: usize, far: i64, heap: &mut BinaryHeap<Reverse<(i64, u32, Way)>>) {
        let paid = far - self.person_price[person];
        for (place, cost) in &self.special[person] {
            heap.push(Reverse((paid + cost - self.price[*place as usize], person as u32, Way::Special(*place))));
        }
        let first = self.levels[0].0;
        heap.push(Reverse((paid + self.usual - first, person as u32, Way::Usual(0))));
        if self.pool(person).is_some() {
            heap.push(Reverse((paid - first, person as u32, Way::Without(0))));
        }
    }

    fn next_level(&self, person: usize, far: i64, step: Way, heap: &mut BinaryHeap<Reverse<(i64, u32, Way)>>) {
        let paid = far - self.person_price[person];
        let (cost, level) = match step {
            Way::Special(_) => return,
            Way::Usual(level) => (self.usual, level + 1),
            Way::Without(level) => (0, level + 1),
        };
        if let Some((price, _)) = self.levels.get(level as usize) {
            let step = if matches!(step, Way::Usual(_)) { Way::Usual(level) } else { Way::Without(level) };
            heap.push(Reverse((paid + cost - price, person as u32, step)));
        }
    }

    /// The columns that a step newly sees.
    fn take_step(&self, person: usize, step: &Way, unseen: &mut [u64], new: &mut Vec<usize>) {
        let (from, row, level) = match step {
            Way::Special(place) => {
                if has(unseen, *place as usize) {
                    take(unseen, *place as usize);
                    new.push(*place as usize);
                }
                return;
            }
            Way::Usual(level) => (0, self.yes.row(person), level),
            Way::Without(level) => match self.pool(person) {
                Some(pool) => (pool.from, &*pool.bits, level),
                None => return,
            },
        };
        let level = &self.levels[*level as usize].1[from..];
        for (at, (row, level)) in row.iter().zip(level).enumerate() {
            let seen = row & level & unseen[from + at];
            if seen != 0 {
                unseen[from + at] &= !seen;
                new.extend(Ones(seen).map(|bit| (from + at) * 64 + bit));
            }
        }
    }

    fn pay(&mut self, reached: &[usize], far: &[i64], nearest: i64) {
        if nearest == 0 {
            return;
        }
        for person in reached.iter().filter(|person| far[**person] < nearest) {
            let rise = nearest - far[*person];
            self.person_price[*person] += rise;
            if let Some(column) = self.serving.place(*person) {
                self.price[column] -= rise;
            }
        }
        self.sort_levels();
    }

    /// A column that costs a person nothing more than they pay, a free one if there is one.
    fn at_no_cost(&self, person: usize, unseen: &[u64], free: &[u64]) -> Option<usize> {
        let paid = self.person_price[person];
        let is_tight = |place: &&(u32, i64)| place.1 - paid - self.price[place.0 as usize] == 0;
        let mut special = self.special[person].iter().filter(is_tight).map(|(place, _)| *place as usize);
        if let Some(place) = special.clone().find(|place| has(free, *place) && has(unseen, *place)) {
            return Some(place);
        }
        let usual = self.level(self.usual - paid).map(|level| (0, self.yes.row(person), level));
        let without = self.pool(person).and_then(|pool| {
            let level = self.level(-paid)?;
            Some((pool.from, &*pool.bits, &level[pool.from..]))
        });
        let mut taken = None;
        for (from, row, level) in usual.into_iter().chain(without) {
            for (at, (row, level)) in row.iter().zip(level).enumerate() {
                let seen = row & level & unseen[from + at];
                if seen & free[from + at] != 0 {
                    return Ones(seen & free[from + at]).next().map(|bit| (from + at) * 64 + bit);
                }
                if taken.is_none() {
                    taken = Ones(seen).next().map(|bit| (from + at) * 64 + bit);
                }
            }
        }
        special.find(|place| has(unseen, *place)).or(taken)
    }

    /// Serves as many as one look at each column can, over ways that cost nothing.
    fn use_what_costs_nothing(&mut self, free: &mut [u64]) {
        let mut unseen = vec![u64::MAX; self.width];
        let mut line: Vec<usize> = vec![];
        for first in self.active.clone() {
            if self.serving.is_served(first) {
                continue;
            }
            line.clear();
            line.push(first);
            while let Some(person) = line.last().copied() {
                let Some(column) = self.at_no_cost(person, &unseen, free) else {
                    line.pop();
                    continue;
                };
                take(&mut unseen, column);
                match self.serving.person(column) {
                    Some(next) => line.push(next),
                    None => {
                        take(free, column);
                        self.turn(&line, column);
                        break;
                    }
                }
            }
        }
    }

    /// Each of a line gets what the next one leaves, the last one the column.
    fn turn(&mut self, line: &[usize], mut column: usize) {
        for person in line.iter().rev() {
            let left = self.serving.place_of[*person];
            self.serving.give(*person, column);
            column = left as usize;
        }
    }

    /// Everything that costs a person nothing more than they pay, among places.
    pub(super) fn all_at_no_cost(&self, person: usize, unseen: &mut [u64]) -> Vec<usize> {
        let paid = self.person_price[person];
        let mut new = vec![];
        for (place, cost) in &self.special[person] {
            if cost - paid - self.price[*place as usize] == 0 && has(unseen, *place as usize) {
                take(unseen, *place as usize);
                new.push(*place as usize);
            }
        }
        if let Some(level) = self.level(self.usual - paid) {
            for (at, (row, level)) in self.yes.row(person).iter().zip(level).enumerate() {
                let seen = row & level & unseen[at];
                unseen[at] &= !seen;
                new.extend(Ones(seen).map(|bit| at * 64 + bit));
            }
        }
        new
    }

    /// Does a person stay without?
    pub(super) fn is_without(&self, person: usize) -> bool {
        self.serving.place(person).is_none_or(|column| column >= self.yes.columns())
    }

    /// The reading, once the market has closed.
    pub(super) fn closed(self) -> Reading {
        let places = self.yes.columns();
        let mut serving = Serving::new(self.person_price.len(), places);
        for (person, column) in self.serving.pairs().filter(|(_, column)| *column < places) {
            serving.give(person, column);
        }
        let without = self.pools.iter().map(|pool| (pool.block, self.price[pool.from * 64])).collect();
        let mut places_price = self.price;
        places_price.truncate(places);
        Reading { serving, prices: Prices { people: self.person_price, places: places_price, without } }
    }
}

/// Wished and agreed places of a person that are possible, with their cost.
fn special(town: &Town, yes: &Grid, person: usize) -> Vec<(u32, i64)> {
    let agreed = town.agreed.range((person, 0)..(person + 1, 0)).map(|(_, place)| *place);
    let mut places: Vec<usize> = town.people[person].wishes.iter().map(|(place, _)| *place).chain(agreed).collect();
    places.sort_unstable();
    places.dedup();
    let possible = places.into_iter().filter(|place| yes.has(person, *place));
    possible.map(|place| (place as u32, cost(town, person, place))).collect()
}
