//! Which changes would open most doors: every single change, and the best two together.
//!
//! A change only adds pairs, so what it houses is found by augmenting from the joint reading. Pairs of which something is not
//! known are not among them: they are asked first. Of two changes at different homes each mends its own pairs; of two that meet
//! at a place there are pairs that only both together mend. A pair of changes is weighed only where it may beat the best one:
//! what it adds is at most what one houses and, beside it, as many as the new pairs of the other have people and rooms.

use crate::board::{Board, codes};
use crate::change::{Step, options, who_and_cost};
use crate::criterion::Cost;
use crate::input::{Change, Input};
use crate::output::{Changes, Weighed};
use crate::sentence;
use crate::town::Town;
use crate::weighing::{Pair, Weighing};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

/// Up to so many pairs of people and open rooms are looked through for what fails; above, no change is weighed.
pub(crate) const MOST_WEIGHED: usize = 5_000_000;
/// So many pairs of changes are weighed at most.
pub(crate) const MOST_PAIRS: usize = 200_000;
/// Above so many single changes no pair of them is weighed.
pub(crate) const MOST_STEPS: usize = 3_000;
/// How many single changes are named.
pub(crate) const MOST_NAMED: usize = 10;

/// What one change adds.
struct Adds {
    pairs: Vec<Pair>,
    people: usize,
    places: usize,
    gain: usize,
    cost: Cost,
    /// Is it done everywhere? What is done at one home comes first where it houses as many.
    is_wide: bool,
}

/// Weighs changes: none, single ones, or two at a time.
pub(crate) fn changes(board: &Board, input: &Input, asked: u8) -> Changes {
    let most = board.unserved().len().min(board.empty().len());
    let size = board.town.people.len() * board.town.places.len();
    let none = |exact| Changes {
        asked,
        weighed: 0,
        singles: vec![],
        unnamed: 0,
        pair: None,
        singles_exact: exact,
        pairs_exact: exact,
        pair_at_most: if exact { 0 } else { most },
    };
    match asked {
        0 => none(most == 0),
        _ if most == 0 => none(true),
        _ if size > MOST_WEIGHED => none(false),
        _ => Relax::of(board, input).told(asked, most),
    }
}

/// Everything that fails, and every change.
struct Relax<'b, 't, 'a> {
    board: &'b Board<'t, 'a>,
    steps: Vec<Step<'a>>,
    adds: Vec<Adds>,
    /// Pairs of which nothing is unknown and one or two criteria fail, by those and by home.
    failing: BTreeMap<(u64, usize), Vec<Pair>>,
}

impl<'b, 't, 'a> Relax<'b, 't, 'a> {
    fn of(board: &'b Board<'t, 'a>, input: &'a Input) -> Self {
        let town = board.town;
        let (mut row, mut masks) = board.sieve.room();
        let mut failing: BTreeMap<(u64, usize), Vec<Pair>> = BTreeMap::new();
        for person in 0..town.people.len() {
            board.sieve.masks(person, &mut row, &mut masks);
            for (place, (no, unknown)) in masks.no.iter().zip(&masks.unknown).enumerate() {
                if *unknown == 0 && (1..=2).contains(&no.count_ones()) {
                    failing.entry((*no, town.places[place].home)).or_default().push((person as u32, place as u32));
                }
            }
        }
        let steps = options(input, town, &failing);
        let mut relax = Self { board, steps, adds: vec![], failing };
        let mut weighing = Weighing::of(&board.pairs.yes, &board.reading.serving);
        relax.adds = (0..relax.steps.len()).map(|at| relax.adds(at, &mut weighing)).collect();
        relax
    }

    /// Pairs at some homes of which just these criteria fail.
    fn failing(&self, criteria: u64, homes: RangeInclusive<usize>) -> impl Iterator<Item = Pair> + '_ {
        let at = self.failing.range((criteria, *homes.start())..=(criteria, *homes.end()));
        at.flat_map(|(_, pairs)| pairs.iter().copied())
    }

    /// What a change alone adds, and houses.
    fn adds(&self, at: usize, weighing: &mut Weighing) -> Adds {
        let (step, town) = (&self.steps[at], self.board.town);
        let alone = self.failing(1 << step.criterion, step.homes());
        let pairs: Vec<Pair> =
            alone.filter(|(person, place)| step.mends(town, *person as usize, *place as usize)).collect();
        let (people, places) = sides(&pairs);
        let cost = who_and_cost(town.criteria[step.criterion]).1;
        weighing.reset();
        let gain = weighing.with(&pairs);
        Adds { pairs, people, places, gain, cost, is_wide: step.is_wide() }
    }

    /// What only both of two changes add.
    fn together(&self, one: usize, two: usize) -> Vec<Pair> {
        let (a, b, town) = (&self.steps[one], &self.steps[two], self.board.town);
        let Some(homes) = a.homes_with(b) else { return vec![] };
        let both = |(person, place): &Pair| {
            let (person, place) = (*person as usize, *place as usize);
            if a.criterion == b.criterion {
                a.mends_with(b, town, person, place)
            } else {
                a.mends(town, person, place) && b.mends(town, person, place)
            }
        };
        self.failing(1 << a.criterion | 1 << b.criterion, homes).filter(both).collect()
    }

    fn told(self, asked: u8, most: usize) -> Changes {
        let mut order: Vec<usize> = (0..self.steps.len()).collect();
        let key = |at: &usize| (Reverse(self.adds[*at].gain), self.adds[*at].cost, self.adds[*at].is_wide, *at);
        order.sort_by_key(key);
        let helping = order.iter().filter(|at| self.adds[**at].gain > 0);
        let unnamed = helping.clone().count().saturating_sub(MOST_NAMED);
        let singles = helping.take(MOST_NAMED).map(|at| self.weighed(&[*at], &self.adds[*at].pairs)).collect();
        let best = order.first().map_or(0, |at| self.adds[*at].gain);
        let (pair, pairs_exact, pair_at_most) = if asked < 2 || self.steps.len() > MOST_STEPS {
            (None, false, most)
        } else {
            let found = self.best_pair(&order, most);
            let gain = found.best.as_ref().map_or(best, |best| best.0.gain);
            let told = found.best.map(|(_, one, two, pairs)| self.weighed(&[one, two], &pairs));
            (told, found.left_at_most.is_none(), found.left_at_most.unwrap_or(0).max(gain))
        };
        Changes {
            asked,
            weighed: self.steps.len(),
            singles,
            unnamed,
            pair,
            singles_exact: true,
            pairs_exact,
            pair_at_most,
        }
    }

    fn weighed(&self, which: &[usize], pairs: &[Pair]) -> Weighed {
        let town = self.board.town;
        let changes: Vec<Change> = which.iter().map(|at| self.steps[*at].change.clone()).collect();
        let mut weighing = Weighing::of(&self.board.pairs.yes, &self.board.reading.serving);
        let gain = weighing.with(pairs);
        said(town, changes, gain, codes(town, weighing.serving.pairs()))
    }
}

/// A weighed change in words.
pub(crate) fn said(town: &Town, changes: Vec<Change>, gain: usize, proof: Vec<(String, String)>) -> Weighed {
    let of = |change: &Change| {
        let (Change::Lift { criterion, .. } | Change::Teach { criterion, .. } | Change::Aid { criterion, .. }) = change;
        let criterion = town.criteria.iter().find(|other| other.id == *criterion);
        criterion.map_or((String::new(), Cost::High), |criterion| who_and_cost(criterion))
    };
    let (who, cost): (Vec<String>, Vec<Cost>) = changes.iter().map(of).unzip();
    let words: Vec<&str> = cost.iter().map(|cost| cost.word()).collect();
    let says = sentence::weighed(town, &changes, gain, &who, &words);
    Weighed { changes, gain, who, cost, says, proof }
}

/// Distinct people and distinct places of pairs.
fn sides(pairs: &[Pair]) -> (usize, usize) {
    let people: BTreeSet<u32> = pairs.iter().map(|(person, _)| *person).collect();
    let places: BTreeSet<u32> = pairs.iter().map(|(_, place)| *place).collect();
    (people.len(), places.len())
}

/// What the order of two pairs of changes is: more people, then less cost, then fewer homes, then what comes first.
#[derive(PartialEq, Eq, PartialOrd, Ord, Clone, Copy)]
struct Worth {
    gain: usize,
    cheap: Reverse<(Cost, Cost)>,
    narrow: Reverse<usize>,
    early: Reverse<(usize, usize)>,
}

struct Found {
    best: Option<(Worth, usize, usize, Vec<Pair>)>,
    /// What the pairs that were not weighed could house at most.
    left_at_most: Option<usize>,
}

impl Relax<'_, '_, '_> {
    fn worth(&self, one: usize, two: usize, gain: usize) -> Worth {
        let (a, b) = (self.adds[one].cost, self.adds[two].cost);
        let narrow = Reverse([one, two].iter().filter(|at| self.adds[**at].is_wide).count());
        Worth { gain, cheap: Reverse((a.max(b), a.min(b))), narrow, early: Reverse((one.min(two), one.max(two))) }
    }

    /// The best two changes together that house more than any one: all pairs of them, the ones that house most alone first.
    fn best_pair(&self, order: &[usize], most: usize) -> Found {
        let mut found = Found { best: None, left_at_most: None };
        let mut weighed = 0;
        let alone = order.first().map_or(0, |at| self.adds[*at].gain);
        let mut first = Weighing::of(&self.board.pairs.yes, &self.board.reading.serving);
        for (rank, one) in order.iter().enumerate() {
            first.reset();
            first.with(&self.adds[*one].pairs);
            let mut second: Option<Weighing> = None;
            let reach = first.reach();
            for two in &order[rank + 1..] {
                if self.steps[*one].excludes(&self.steps[*two]) {
                    continue;
                }
                let together = self.together(*one, *two);
                let bound = self.bound(*one, *two, &together).min(most);
                let is_better =
                    |gain| gain > alone && found.best.as_ref().is_none_or(|best| self.worth(*one, *two, gain) > best.0);
                if !is_better(bound) {
                    continue;
                }
                if weighed == MOST_PAIRS {
                    found.left_at_most = found.left_at_most.max(Some(bound));
                    continue;
                }
                let gain = if reach.helps(&self.adds[*two].pairs) || reach.helps(&together) {
                    weighed += 1;
                    let second = second.get_or_insert_with(|| first.clone());
                    second.back_to(&first);
                    let all = self.adds[*two].pairs.iter().chain(&together);
                    self.adds[*one].gain + second.with(&all.copied().collect::<Vec<_>>())
                } else {
                    self.adds[*one].gain
                };
                if is_better(gain) {
                    let mut pairs = self.adds[*one].pairs.clone();
                    pairs.extend(&self.adds[*two].pairs);
                    pairs.extend(&together);
                    found.best = Some((self.worth(*one, *two, gain), *one, *two, pairs));
                }
            }
        }
        found
    }

    fn bound(&self, one: usize, two: usize, together: &[Pair]) -> usize {
        let (a, b) = (&self.adds[one], &self.adds[two]);
        let (people, places) = if together.is_empty() { (0, 0) } else { sides(together) };
        let beside = |first: &Adds, second: &Adds| first.gain + (second.people + people).min(second.places + places);
        beside(a, b).min(beside(b, a))
    }
}
