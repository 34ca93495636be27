//! Changes that somebody could make: which there are, and what each of them mends.

use crate::answer::Answer;
use crate::bits::Ones;
use crate::check::{is_aided, is_taught};
use crate::criterion::{Cost, Criterion};
use crate::fit::Fit;
use crate::input::{Change, Input};
use crate::town::Town;
use std::collections::BTreeSet;

/// One change with numbers instead of codes.
pub(crate) struct Step<'a> {
    pub(crate) change: Change,
    pub(crate) criterion: usize,
    /// The home at which it holds; everywhere without one.
    home: Option<usize>,
    what: What<'a>,
}

enum What<'a> {
    Lift,
    Teach(&'a str),
    Aid(i64),
}

impl Step<'_> {
    /// Does it, alone, make its criterion hold for a pair?
    pub(crate) fn mends(&self, town: &Town, person: usize, place: usize) -> bool {
        if self.home.is_some_and(|home| home != town.places[place].home) {
            return false;
        }
        let criterion = self.criterion;
        let made = &town.made.by_criterion[criterion];
        let rule = &town.criteria[criterion].rule;
        let fit = |aid: i64, taught: &[&str]| {
            let of_place = town.of_places[criterion][place];
            rule.fit(town.of_person(criterion, person), of_place, made.aid.saturating_add(aid), taught) == Fit::Yes
        };
        match self.what {
            What::Lift => true,
            What::Aid(yen) => fit(yen, &[]),
            What::Teach(word) => fit(0, &self.with(town, place, &[word])),
        }
    }

    /// Do two skills that are taught, only together, make their criterion hold for a pair?
    pub(crate) fn mends_with(&self, other: &Self, town: &Town, person: usize, place: usize) -> bool {
        let (What::Teach(one), What::Teach(two)) = (&self.what, &other.what) else { return false };
        let home = town.places[place].home;
        let is_here = |option: &Self| option.home.is_none_or(|at| at == home);
        if self.criterion != other.criterion || one == two || !is_here(self) || !is_here(other) {
            return false;
        }
        let taught = self.with(town, place, &[one, two]);
        let rule = &town.criteria[self.criterion].rule;
        let of_place = town.of_places[self.criterion][place];
        rule.fit(town.of_person(self.criterion, person), of_place, 0, &taught) == Fit::Yes
    }

    fn with<'w>(&self, town: &Town<'w>, place: usize, words: &[&'w str]) -> Vec<&'w str> {
        let home = town.homes[town.places[place].home];
        let mut taught = town.made.by_criterion[self.criterion].taught_at(home);
        taught.extend(words);
        taught
    }

    /// Do the two exclude each other: the same step taken twice?
    pub(crate) fn excludes(&self, other: &Self) -> bool {
        self.criterion == other.criterion && matches!((&self.what, &other.what), (What::Aid(_), What::Aid(_)))
    }

    /// Could both be at work at the same place?
    pub(crate) fn meets(&self, other: &Self) -> bool {
        self.home.is_none() || other.home.is_none() || self.home == other.home
    }
}

/// Who could do a change and what it costs.
pub(crate) fn who_and_cost(criterion: &Criterion) -> (String, Cost) {
    let (who, cost) = criterion.ground.usual_change().unwrap_or(("", Cost::High));
    (criterion.who.clone().unwrap_or_else(|| who.to_string()), criterion.cost.unwrap_or(cost))
}

/// All changes that mend something of some pair, in the order of the criteria; everywhere first, then home by home.
/// `failing` are the pairs of which something does not hold, with the criteria that do not.
pub(crate) fn options<'a>(
    input: &'a Input,
    town: &Town<'a>,
    failing: impl Iterator<Item = (usize, usize, u64)>,
) -> Vec<Step<'a>> {
    let mut homes: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); town.criteria.len()];
    let mut words: Vec<BTreeSet<(&'a str, usize)>> = vec![BTreeSet::new(); town.criteria.len()];
    let may: u64 = (0..town.criteria.len())
        .filter(|at| town.criteria[*at].ground.may_be_changed())
        .fold(0, |bits, at| bits | 1 << at);
    for (person, place, fails) in failing.filter(|(_, _, fails)| fails & !may == 0) {
        let home = town.places[place].home;
        for criterion in Ones(fails) {
            homes[criterion].insert(home);
            if is_taught(town.criteria[criterion]) {
                let lacking = lacking(town, criterion, person, place);
                words[criterion].extend(lacking.into_iter().map(|word| (word, home)));
            }
        }
    }
    let mut options = vec![];
    for (at, criterion) in town.criteria.iter().enumerate().filter(|(at, _)| !homes[*at].is_empty()) {
        let code = || criterion.id.clone();
        let mut add = |change, home, what| options.push(Step { change, criterion: at, home, what });
        if is_aided(criterion) {
            let steps: BTreeSet<i64> = input.aid_yen.iter().copied().collect();
            for yen in steps {
                add(Change::Aid { criterion: code(), yen }, None, What::Aid(yen));
            }
        } else if is_taught(criterion) {
            let everywhere: BTreeSet<&str> = words[at].iter().map(|(word, _)| *word).collect();
            for word in everywhere {
                let change = Change::Teach { criterion: code(), word: word.to_string(), home: None };
                add(change, None, What::Teach(word));
            }
            for (word, home) in &words[at] {
                let there = Some(town.homes[*home].to_string());
                let change = Change::Teach { criterion: code(), word: (*word).to_string(), home: there };
                add(change, Some(*home), What::Teach(word));
            }
        } else {
            add(Change::Lift { criterion: code(), home: None }, None, What::Lift);
            for home in &homes[at] {
                let there = Some(town.homes[*home].to_string());
                add(Change::Lift { criterion: code(), home: there }, Some(*home), What::Lift);
            }
        }
    }
    options
}

/// The words that a person needs and a place does not provide.
fn lacking<'a>(town: &Town<'a>, criterion: usize, person: usize, place: usize) -> Vec<&'a str> {
    let needed: Vec<&'a str> = match town.of_person(criterion, person).first().copied().flatten() {
        Some(Answer::Words(words)) => words.iter().map(|word| &**word).collect(),
        Some(Answer::Word(word)) => vec![word],
        _ => return vec![],
    };
    let taught = town.made.by_criterion[criterion].taught_at(town.homes[town.places[place].home]);
    let there = |word: &&&str| match town.of_places[criterion][place] {
        Some(Answer::Words(words)) => words.contains(**word),
        Some(Answer::Word(own)) => own == **word,
        _ => false,
    };
    needed.iter().filter(|word| !taught.contains(word) && !there(word)).copied().collect()
}
