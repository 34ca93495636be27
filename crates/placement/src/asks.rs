//! What is not known of a pair, as questions to somebody.

use crate::answer::Answer;
use crate::criterion::{By, Ground, Rule};
use crate::fit::Fit;
use crate::output::Ask;
use crate::town::Town;
use std::collections::BTreeSet;

/// The questions that a pair leaves open.
pub(crate) fn asks(town: &Town, person: usize, place: usize, unknown: u64) -> BTreeSet<Ask> {
    crate::bits::Ones(unknown).flat_map(|criterion| of(town, criterion, person, place)).collect()
}

/// What is missing where one criterion of a pair is unknown.
fn of(town: &Town, criterion: usize, person: usize, place: usize) -> Vec<Ask> {
    let told = town.criteria[criterion];
    let home = town.homes[town.places[place].home].to_string();
    let names = told.rule.of_person();
    let answers = town.of_person(criterion, person);
    let lacking = names.iter().zip(answers).filter(|(_, answer)| answer.is_none());
    let id = || town.people[person].id.to_string();
    let mut asks: Vec<Ask> =
        lacking.map(|(name, _)| Ask::Person { person: id(), answer: (*name).to_string() }).collect();
    if is_untold(&told.rule, answers, town.of_places[criterion][place]) {
        asks.push(Ask::Home { home: home.clone(), answer: told.rule.of_place().to_string() });
    }
    if asks.is_empty() && told.ground == Ground::Talk {
        asks.push(Ask::Talk { person: id(), home, criterion: told.id.clone() });
    }
    asks
}

/// Has the home not told what is asked? Minutes can be told from one place and not from another.
fn is_untold(rule: &Rule, of_person: &[Option<&Answer>], of_place: Option<&Answer>) -> bool {
    match (rule, of_person.first(), of_place) {
        (_, _, None) => true,
        (Rule::Within { by: By::Minutes, .. }, Some(Some(Answer::Word(from))), Some(Answer::Minutes(told))) => {
            !told.minutes.contains_key(from)
        }
        _ => false,
    }
}

/// The criteria of a pair that have a value, of one pair and without any index.
fn of_value(town: &Town, person: usize, place: usize, value: Fit) -> u64 {
    let is = |criterion: &usize| town.fit(*criterion, person, place) == value;
    (0..town.criteria.len()).filter(is).fold(0, |bits, criterion| bits | 1 << criterion)
}

/// The criteria of a pair that are unknown.
pub(crate) fn unknown(town: &Town, person: usize, place: usize) -> u64 {
    of_value(town, person, place, Fit::Unknown)
}

/// What fails in a pair: criteria, and why it is apart.
pub(crate) fn failing(town: &Town, person: usize, place: usize) -> u64 {
    let apart = town.apart(person, place).map_or(0, |apart| 1 << apart.bit());
    apart | of_value(town, person, place, Fit::No)
}
