//! A town that has been read: who could live where, and the joint reading. Everything else is told from it.

use crate::bits::{Grid, ones};
use crate::reading::{Reading, read};
use crate::sieve::{Pairs, Sieve};
use crate::town::Town;

/// A town that has been read.
pub(crate) struct Board<'t, 'a> {
    pub(crate) town: &'t Town<'a>,
    pub(crate) sieve: Sieve<'t, 'a>,
    pub(crate) pairs: Pairs,
    pub(crate) reading: Reading,
}

impl<'t, 'a> Board<'t, 'a> {
    pub(crate) fn of(town: &'t Town<'a>, threads: usize) -> Self {
        let sieve = Sieve::of(town);
        let pairs = sieve.pairs(threads);
        let reading = read(town, &pairs.yes);
        Self { town, sieve, pairs, reading }
    }

    /// People without a room, in order of priority.
    pub(crate) fn unserved(&self) -> Vec<usize> {
        (0..self.town.people.len()).filter(|person| !self.reading.serving.is_served(*person)).collect()
    }

    /// Open rooms that nobody has, by code.
    pub(crate) fn empty(&self) -> Vec<usize> {
        ones(&self.reading.serving.free()).collect()
    }
}

/// Codes of person and place.
pub(crate) fn codes(town: &Town, pairs: impl Iterator<Item = (usize, usize)>) -> Vec<(String, String)> {
    pairs.map(|(person, place)| (town.people[person].id.to_string(), town.places[place].id.to_string())).collect()
}

/// Does a person of a grid go nowhere but to a set of places?
pub(crate) fn is_within(grid: &Grid, person: usize, set: &[u64]) -> bool {
    grid.row(person).iter().zip(set).all(|(row, set)| row & !set == 0)
}
