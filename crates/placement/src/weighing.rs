//! How many more could be served if some pairs held: pairs are added to a reading and taken away again.

use crate::bits::{Grid, has, put, words};
use crate::reading::{Search, Serving, reached};

/// A person and a place.
pub(crate) type Pair = (u32, u32);

/// A reading to which pairs are added and from which they are taken away again.
#[derive(Clone)]
pub(crate) struct Weighing<'b> {
    base: &'b Serving,
    yes: Grid,
    pub(crate) serving: Serving,
    added: Vec<Pair>,
}

impl<'b> Weighing<'b> {
    pub(crate) fn of(yes: &Grid, base: &'b Serving) -> Self {
        Self { base, yes: yes.clone(), serving: base.clone(), added: vec![] }
    }

    /// Takes away all that was added.
    pub(crate) fn reset(&mut self) {
        self.serving.clone_from(self.base);
        self.added.drain(..).for_each(|(person, place)| self.yes.take(person as usize, place as usize));
    }

    /// Takes away what was added since it was a copy of another one.
    pub(crate) fn back_to(&mut self, other: &Self) {
        self.serving.clone_from(&other.serving);
        let since = self.added.split_off(other.added.len());
        since.into_iter().for_each(|(person, place)| self.yes.take(person as usize, place as usize));
    }

    /// Adds pairs for good; how many more are served then.
    pub(crate) fn with(&mut self, pairs: &[Pair]) -> usize {
        for (person, place) in pairs {
            if !self.yes.has(*person as usize, *place as usize) {
                self.yes.put(*person as usize, *place as usize);
                self.added.push((*person, *place));
            }
        }
        Search::new(self.yes.columns()).serve_more(&self.yes, &mut self.serving)
    }

    pub(crate) fn reach(&self) -> Reach {
        let lacking = (0..self.yes.rows()).filter(|person| !self.serving.is_served(*person));
        let (people, places) = reached(&self.yes, &self.serving, lacking);
        let mut set = vec![0; words(self.yes.rows())];
        people.into_iter().for_each(|person| put(&mut set, person));
        Reach { people: set, places }
    }
}

/// People to whom those without a room lead, and the rooms of these people: only a pair from there to elsewhere houses more.
pub(crate) struct Reach {
    people: Vec<u64>,
    places: Vec<u64>,
}

impl Reach {
    pub(crate) fn helps(&self, pairs: &[Pair]) -> bool {
        pairs.iter().any(|(person, place)| has(&self.people, *person as usize) && !has(&self.places, *place as usize))
    }
}
