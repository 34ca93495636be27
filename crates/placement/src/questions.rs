//! What to ask, the question that could open most first: how many more could be served if its answer were a good one, then how
//! many pairs it alone could open. An answer of 不問 could open more than is counted: where both sides are not known, one of them
//! is counted as open beside the other.

use crate::asks::asks;
use crate::bits::Grid;
use crate::output::{Ask, Question, Questions};
use crate::reading::Serving;
use crate::relax::MOST_WEIGHED;
use crate::sentence;
use crate::town::Town;
use crate::weighing::{Pair, Weighing};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// How many questions are named.
pub(crate) const MOST_QUESTIONS: usize = 50;

/// What good answers could open, gathered pair by pair.
#[derive(Default)]
pub(crate) struct Gathered {
    by_ask: BTreeMap<Ask, Could>,
}

#[derive(Default)]
struct Could {
    /// Pairs that this answer alone could open.
    alone: Vec<Pair>,
    among: usize,
}

impl Gathered {
    /// A pair in which nothing fails and something is unknown.
    pub(crate) fn take(&mut self, town: &Town, (person, place): (usize, usize), unknown: u64) {
        let asks = asks(town, person, place, unknown);
        let is_alone = asks.len() == 1;
        for ask in asks {
            let could = self.by_ask.entry(ask).or_default();
            if is_alone {
                could.alone.push((person as u32, place as u32));
            } else {
                could.among += 1;
            }
        }
    }

    /// The questions, the one that could open most first.
    pub(crate) fn told(self, town: &Town, yes: &Grid, serving: &Serving) -> Questions {
        let in_all = self.by_ask.len();
        let is_weighed = town.people.len() * town.places.len() <= MOST_WEIGHED;
        let mut weighing = is_weighed.then(|| Weighing::of(yes, serving));
        let reach = weighing.as_ref().map(Weighing::reach);
        let mut houses = |could: &Could| {
            let weighing = weighing.as_mut()?;
            weighing.reset();
            let helps = reach.as_ref().is_some_and(|reach| reach.helps(&could.alone));
            Some(if helps { weighing.with(&could.alone) } else { 0 })
        };
        let mut all: Vec<(Ask, Could, Option<usize>)> = self
            .by_ask
            .into_iter()
            .map(|(ask, could)| {
                let houses = houses(&could);
                (ask, could, houses)
            })
            .collect();
        all.sort_by(|(a, one, houses), (b, other, others)| {
            let key = |could: &Could, houses: &Option<usize>| Reverse((*houses, could.alone.len(), could.among));
            key(one, houses).cmp(&key(other, others)).then_with(|| a.cmp(b))
        });
        all.truncate(MOST_QUESTIONS);
        let first = all.into_iter().map(|(ask, could, houses)| Question {
            says: sentence::question(town, &ask, houses.unwrap_or(0), could.alone.len()),
            ask,
            houses,
            pairs: could.alone.len(),
            among: could.among,
        });
        Questions { in_all, first: first.collect() }
    }
}
