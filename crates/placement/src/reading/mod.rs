//! The joint reading (全体の読み): how many could live where they wish, if all moved at once. For the council; it places nobody.
//!
//! Which people: the set that is best by priority, class of equals by class of equals (so it is the largest one, too); among
//! those sets the one whose rooms are nearest to the wishes (first wish 0, second 1, third 2, any other 3; who names none has 3
//! everywhere, so that naming a wish costs nobody a room);
//! then the one that keeps the most agreed visits; then the smaller codes.

mod equals;
mod prefer;
mod serve;

pub(crate) use serve::{NONE, Search, Serving, reached, serve};

use crate::bits::Grid;
use crate::town::{OTHER, Town};

/// The joint reading, as numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reading {
    /// The place of each person.
    pub(crate) serving: Serving,
    /// What proves that no other choice is nearer to the wishes.
    pub(crate) prices: Prices,
}

/// Prices: nobody who is served could do better at these prices, and only taken rooms have one. In units of [`unit`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Prices {
    /// What each person pays in all, 0 for who is no part of it.
    pub(crate) people: Vec<i64>,
    /// The price of each place, never above 0.
    pub(crate) places: Vec<i64>,
    /// The price of staying without, for each block of which some are served and some are not: block and price.
    pub(crate) without: Vec<(usize, i64)>,
}

/// How much one step down the list of wishes weighs: more than all agreed visits together.
pub(crate) fn unit(people: usize) -> i64 {
    people as i64 + 1
}

/// What it costs that a person lives somewhere.
pub(crate) fn cost(town: &Town, person: usize, place: usize) -> i64 {
    let wish = town.wish(person, place).unwrap_or(OTHER) as i64;
    wish * unit(town.people.len()) - i64::from(town.agreed.contains(&(person, place)))
}

/// What a room costs that is neither wished nor agreed.
pub(crate) fn usual_cost(town: &Town) -> i64 {
    OTHER as i64 * unit(town.people.len())
}

/// Reads the whole.
pub(crate) fn read(town: &Town, yes: &Grid) -> Reading {
    let mut market = prefer::nearest(town, yes, &serve(yes));
    equals::smaller_codes_first(town, &mut market);
    market.closed()
}
