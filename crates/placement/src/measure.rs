//! The two halves of the joint reading, each by itself: for measuring beside others, and for holding answers against theirs.

use crate::bits::ones;
use crate::input::Input;
use crate::reading::{cost, read, unit};
use crate::sieve::{Pairs, Sieve};
use crate::town::Town;
use almanac::Date;

/// A town of which is known who could live where.
pub struct Laid<'i> {
    town: Town<'i>,
    pairs: Pairs,
}

/// Looks at all pairs of an input, on so many threads.
#[must_use]
pub fn lay(input: &Input, today: Date, threads: usize) -> Laid<'_> {
    let town = Town::of(input, today);
    let pairs = Sieve::of(&town).pairs(threads);
    Laid { town, pairs }
}

impl Laid<'_> {
    /// People who seek, and open rooms.
    #[must_use]
    pub fn size(&self) -> (usize, usize) {
        (self.town.people.len(), self.town.places.len())
    }

    /// The rooms that hold for a person, counted in order of priority and of codes, each with how far down the list of wishes
    /// it stands (0 to 3; 3 for who names none).
    pub fn rooms(&self, person: usize) -> impl Iterator<Item = (usize, i64)> + '_ {
        ones(self.pairs.yes.row(person)).map(move |place| (place, self.far(person, place)))
    }

    fn far(&self, person: usize, place: usize) -> i64 {
        let unit = unit(self.town.people.len());
        (cost(&self.town, person, place) + unit - 1).div_euclid(unit)
    }

    /// The joint reading: person and room, with how far down the list of wishes it stands.
    #[must_use]
    pub fn solve(&self) -> Vec<(usize, usize, i64)> {
        let reading = read(&self.town, &self.pairs.yes);
        reading.serving.pairs().map(|(person, place)| (person, place, self.far(person, place))).collect()
    }
}
