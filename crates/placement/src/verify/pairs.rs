//! Every pair, looked at by itself.

use crate::asks::unknown;
use crate::bits::Grid;
use crate::fit::Fit;
use crate::town::Town;
use crate::visits::Known;

/// What every pair is.
pub(super) struct Judged<'t, 'a> {
    pub(super) town: &'t Town<'a>,
    pub(super) yes: Grid,
    pub(super) possible: Grid,
}

impl<'t, 'a> Judged<'t, 'a> {
    pub(super) fn of(town: &'t Town<'a>) -> Self {
        let (people, places) = (town.people.len(), town.places.len());
        let (mut yes, mut possible) = (Grid::new(people, places), Grid::new(people, places));
        for person in 0..people {
            for place in 0..places {
                match fit(town, person, place) {
                    Fit::Yes => {
                        yes.put(person, place);
                        possible.put(person, place);
                    }
                    Fit::Unknown => possible.put(person, place),
                    Fit::No => {}
                }
            }
        }
        Self { town, yes, possible }
    }
}

fn fit(town: &Town, person: usize, place: usize) -> Fit {
    if town.apart(person, place).is_some() {
        return Fit::No;
    }
    let mut fit = Fit::Yes;
    for criterion in 0..town.criteria.len() {
        fit = fit.and(town.fit(criterion, person, place));
        if fit == Fit::No {
            break;
        }
    }
    fit
}

impl Known for Judged<'_, '_> {
    fn yes(&self) -> &Grid {
        &self.yes
    }

    fn possible(&self) -> &Grid {
        &self.possible
    }

    fn open_questions(&self, person: usize, places: &[usize]) -> Vec<u32> {
        places.iter().map(|place| unknown(self.town, person, *place).count_ones()).collect()
    }
}
