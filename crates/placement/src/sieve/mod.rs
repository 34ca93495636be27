//! Who could live where, for all pairs at once: each criterion becomes rows of bits, and rows are laid over each other.
//!
//! It says of every pair what [`Town::fit`] says of one; a property test holds both together.

mod lens;

use crate::bits::{Grid, full, ones, put, take};
use crate::town::{Apart, Town};
use lens::{Lens, Row};

/// Rows that all criteria keep at most, in bytes.
const KEPT: usize = 256 << 20;
/// The most threads.
const MOST_THREADS: usize = 64;

/// All criteria of a town, made ready.
pub(crate) struct Sieve<'t, 'a> {
    town: &'t Town<'a>,
    lenses: Vec<Lens<'a>>,
    /// Criteria in the order in which they are laid over each other: what is kept first, distances last.
    order: Vec<usize>,
    /// Homes from which somebody is apart, by person.
    apart: Vec<Vec<(usize, Apart)>>,
    /// What was settled by talking, by person: criterion and home.
    talked: Vec<Vec<(usize, usize)>>,
}

/// Who could live where: for certain, and if what is not known turns out well.
pub(crate) struct Pairs {
    pub(crate) yes: Grid,
    pub(crate) possible: Grid,
}

/// Failing criteria of the pairs of one person, as bits by place.
pub(crate) struct Masks {
    pub(crate) no: Vec<u64>,
    pub(crate) unknown: Vec<u64>,
}

impl<'t, 'a> Sieve<'t, 'a> {
    pub(crate) fn of(town: &'t Town<'a>) -> Self {
        let kept = KEPT / town.criteria.len().max(1);
        let lenses: Vec<Lens> = (0..town.criteria.len()).map(|criterion| Lens::of(town, criterion, kept)).collect();
        let mut order: Vec<usize> = (0..lenses.len()).collect();
        order.sort_by_key(|at| lenses[*at].turn());
        let mut apart = vec![vec![]; town.people.len()];
        for ((person, home), why) in &town.apart {
            apart[*person].push((*home, *why));
        }
        let mut talked = vec![vec![]; town.people.len()];
        for (person, home, criterion) in &town.talked {
            talked[*person].push((*criterion, *home));
        }
        Self { town, lenses, order, apart, talked }
    }

    /// All pairs, on so many threads; the answer does not depend on their number.
    pub(crate) fn pairs(&self, threads: usize) -> Pairs {
        let (people, places) = (self.town.people.len(), self.town.places.len());
        let (mut yes, mut possible) = (Grid::new(people, places), Grid::new(people, places));
        let width = yes.width();
        if people == 0 || width == 0 {
            return Pairs { yes, possible };
        }
        let each = people.div_ceil(threads.clamp(1, MOST_THREADS));
        std::thread::scope(|scope| {
            let parts = yes.cells_mut().chunks_mut(each * width).zip(possible.cells_mut().chunks_mut(each * width));
            for (at, (yes, possible)) in parts.enumerate() {
                scope.spawn(move || {
                    let mut row = Row::new(places);
                    let all = full(places);
                    for (person, (yes, possible)) in yes.chunks_mut(width).zip(possible.chunks_mut(width)).enumerate() {
                        self.lay(at * each + person, &all, &mut row, yes, possible);
                    }
                });
            }
        });
        Pairs { yes, possible }
    }

    /// Lays all criteria of one person over each other.
    fn lay(&self, person: usize, all: &[u64], row: &mut Row, yes: &mut [u64], possible: &mut [u64]) {
        yes.copy_from_slice(all);
        possible.copy_from_slice(all);
        for (home, _) in &self.apart[person] {
            self.at_home(*home).for_each(|place| take(possible, place));
        }
        for criterion in &self.order {
            let lens = &self.lenses[*criterion];
            let (is, is_not): (&[u64], &[u64]) = match lens.kept(person, yes.len()) {
                Some(kept) if self.talked[person].is_empty() => kept,
                _ => {
                    self.row(*criterion, person, possible, row);
                    (&row.yes, &row.no)
                }
            };
            for at in 0..yes.len() {
                yes[at] &= is[at];
                possible[at] &= !is_not[at];
            }
        }
        yes.iter_mut().zip(possible.iter()).for_each(|(yes, possible)| *yes &= possible);
    }

    /// Yes and no of one criterion for one person, at the places that are still in question.
    pub(crate) fn row(&self, criterion: usize, person: usize, asked: &[u64], row: &mut Row) {
        self.lenses[criterion].row(person, asked, row);
        for (settled, home) in &self.talked[person] {
            if *settled == criterion {
                for place in self.at_home(*home) {
                    put(&mut row.yes, place);
                    take(&mut row.no, place);
                }
            }
        }
    }

    fn at_home(&self, home: usize) -> impl Iterator<Item = usize> + '_ {
        self.town.at_home[home].iter().copied()
    }

    /// What fails in each pair of a person.
    pub(crate) fn masks(&self, person: usize, row: &mut Row, masks: &mut Masks) {
        let places = self.town.places.len();
        let all = full(places);
        masks.no.clear();
        masks.no.resize(places, 0);
        masks.unknown.clear();
        masks.unknown.resize(places, 0);
        for (home, apart) in &self.apart[person] {
            self.at_home(*home).for_each(|place| masks.no[place] |= 1 << apart.bit());
        }
        for criterion in 0..self.lenses.len() {
            self.row(criterion, person, &all, row);
            for place in ones(&row.no) {
                masks.no[place] |= 1 << criterion;
            }
            for (at, (yes, no)) in row.yes.iter().zip(&row.no).enumerate() {
                for place in ones(&[all[at] & !yes & !no]) {
                    masks.unknown[at * 64 + place] |= 1 << criterion;
                }
            }
        }
    }

    /// Room for the rows of one person.
    pub(crate) fn room(&self) -> (Row, Masks) {
        (Row::new(self.town.places.len()), Masks { no: vec![], unknown: vec![] })
    }
}
