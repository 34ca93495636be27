//! Changes that somebody could make: which there are, and what each of them mends.

use crate::answer::Answer;
use crate::bits::Ones;
use crate::check::{is_aided, is_taught};
use crate::criterion::{Cost, Criterion};
use crate::fit::Fit;
use crate::input::{Change, Input};
use crate::town::Town;
use crate::weighing::Pair;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

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
    /// Is it done at every home?
    pub(crate) fn is_wide(&self) -> bool {
        self.home.is_none()
    }

    /// The homes at which it is at work.
    pub(crate) fn homes(&self) -> RangeInclusive<usize> {
        self.home.map_or(0..=usize::MAX, |home| home..=home)
    }

    /// The homes at which it is at work together with another one.
    pub(crate) fn homes_with(&self, other: &Self) -> Option<RangeInclusive<usize>> {
        match (self.home, other.home) {
            (Some(one), Some(two)) if one != two => None,
            (Some(home), _) | (None, Some(home)) => Some(home..=home),
            (None, None) => Some(0..=usize::MAX),
        }
    }

    /// Does it, alone, make its criterion hold for a pair at one of its homes?
    pub(crate) fn mends(&self, town: &Town, person: usize, place: usize) -> bool {
        match self.what {
            What::Lift => true,
            What::Aid(yen) => self.holds(town, (person, place), yen, &[]),
            What::Teach(word) => self.holds(town, (person, place), 0, &[word]),
        }
    }

    /// Do two skills that are taught, only together, make their criterion hold for a pair at one of their homes?
    pub(crate) fn mends_with(&self, other: &Self, town: &Town, person: usize, place: usize) -> bool {
        let (What::Teach(one), What::Teach(two)) = (&self.what, &other.what) else { return false };
        one != two && self.holds(town, (person, place), 0, &[one, two])
    }

    /// Does its criterion hold for a pair with so much aid and these words besides what was done before?
    fn holds(&self, town: &Town, (person, place): (usize, usize), aid: i64, words: &[&str]) -> bool {
        let made = &town.made.by_criterion[self.criterion];
        let mut taught: Vec<&str> = made.taught_at(town.homes[town.places[place].home]);
        taught.extend(words);
        let rule = &town.criteria[self.criterion].rule;
        let of_place = town.of_places[self.criterion][place];
        let aid = made.aid.saturating_add(aid);
        rule.fit(town.of_person(self.criterion, person), of_place, aid, &taught) == Fit::Yes
    }

    /// Are the two steps of aid for the same thing? One of them is enough.
    pub(crate) fn excludes(&self, other: &Self) -> bool {
        self.criterion == other.criterion && matches!((&self.what, &other.what), (What::Aid(_), What::Aid(_)))
    }
}

/// Who could do a change and what it costs.
pub(crate) fn who_and_cost(criterion: &Criterion) -> (String, Cost) {
    let (who, cost) = criterion.ground.usual_change().unwrap_or(("", Cost::High));
    (criterion.who.clone().unwrap_or_else(|| who.to_string()), criterion.cost.unwrap_or(cost))
}

/// All changes that mend something of some pair, be it with another one, in the order of the criteria; everywhere first, then home by home.
/// `failing` are pairs by the criteria that do not hold and by home.
pub(crate) fn options<'a>(
    input: &'a Input,
    town: &Town<'a>,
    failing: &BTreeMap<(u64, usize), Vec<Pair>>,
) -> Vec<Step<'a>> {
    let mut homes: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); town.criteria.len()];
    let mut words: Vec<BTreeSet<(&'a str, usize)>> = vec![BTreeSet::new(); town.criteria.len()];
    let may: u64 = (0..town.criteria.len())
        .filter(|at| town.criteria[*at].ground.may_be_changed())
        .fold(0, |bits, at| bits | 1 << at);
    for ((fails, home), pairs) in failing.iter().filter(|((fails, _), _)| fails & !may == 0) {
        for criterion in Ones(*fails) {
            homes[criterion].insert(*home);
            if is_taught(town.criteria[criterion]) {
                for (person, place) in pairs {
                    let lacking = lacking(town, criterion, *person as usize, *place as usize);
                    words[criterion].extend(lacking.into_iter().map(|word| (word, *home)));
                }
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
