//! What to ask, the question that could open most first.

use crate::asks::asks;
use crate::bits::Ones;
use crate::output::{Ask, Question, Questions};
use crate::sentence;
use crate::town::Town;
use std::collections::{BTreeMap, BTreeSet};

/// How many questions are named.
pub const MOST_QUESTIONS: usize = 50;

/// What good answers could open, gathered pair by pair.
#[derive(Default)]
pub(crate) struct Gathered {
    by_ask: BTreeMap<Ask, Could>,
}

#[derive(Default)]
struct Could {
    people: BTreeSet<usize>,
    pairs: usize,
    among: usize,
}

impl Gathered {
    /// A pair in which nothing fails and something is unknown.
    pub(crate) fn take(&mut self, town: &Town, (person, place): (usize, usize), unknown: u64, is_served: bool) {
        debug_assert!(Ones(unknown).next().is_some());
        let asks = asks(town, person, place, unknown);
        let is_alone = asks.len() == 1;
        for ask in asks {
            let could = self.by_ask.entry(ask).or_default();
            if is_alone {
                could.pairs += 1;
                if !is_served {
                    could.people.insert(person);
                }
            } else {
                could.among += 1;
            }
        }
    }

    /// The questions, the one that could open most first.
    pub(crate) fn told(self, town: &Town) -> Questions {
        let in_all = self.by_ask.len();
        let mut all: Vec<(Ask, Could)> = self.by_ask.into_iter().collect();
        let weight = |could: &Could| (could.people.len(), could.pairs, could.among);
        all.sort_by(|(a, one), (b, other)| weight(other).cmp(&weight(one)).then_with(|| a.cmp(b)));
        all.truncate(MOST_QUESTIONS);
        let first = all.into_iter().map(|(ask, could)| Question {
            says: sentence::question(town, &ask, could.people.len(), could.pairs),
            ask,
            people: could.people.len(),
            pairs: could.pairs,
            among: could.among,
        });
        Questions { in_all, first: first.collect() }
    }
}
