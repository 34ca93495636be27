//! One criterion for all people and places: what it knows, and its row of yes and no for one person.

use crate::answer::{Answer, chord, chord_of};
use crate::bits::{full, ones, put, where_, words};
use crate::criterion::{By, Ground, Of, Rule};
use crate::town::Town;
use std::collections::HashMap;
use std::hash::Hash;

/// Rows of yes and no of one criterion for one person.
pub(crate) struct Row {
    pub(crate) yes: Vec<u64>,
    pub(crate) no: Vec<u64>,
}

impl Row {
    pub(super) fn new(columns: usize) -> Self {
        Self { yes: vec![0; words(columns)], no: vec![0; words(columns)] }
    }
}

/// What a criterion knows of all places and people.
pub(super) struct Lens<'a> {
    what: What<'a>,
    /// Places at which the criterion is lifted.
    lifted: Vec<u64>,
    /// Places with no bound.
    any: Vec<u64>,
    /// Places whose answer is known.
    known: Vec<u64>,
    is_talk: bool,
    /// Rows that were made before, by class of person: yes, then no.
    kept: Vec<u64>,
    /// The class of each person; empty where rows are made anew.
    class: Vec<u32>,
}

enum What<'a> {
    /// Words: the places that hold each of them.
    Words { of_word: HashMap<&'a str, Vec<u64>>, wanted: Vec<Wanted<'a>> },
    /// A number from `low` to `high`.
    Numbers { low: Vec<i64>, high: Vec<i64>, number: Vec<Value> },
    /// Metres between points.
    Metres { at: Vec<[f64; 3]>, from: Vec<Value<[f64; 3]>>, limit: Vec<Value<f64>> },
    /// Minutes from named places.
    Minutes { from: HashMap<&'a str, Vec<(usize, i64)>>, start: Vec<Value<&'a str>>, limit: Vec<Value> },
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Value<T = i64> {
    Missing,
    Any,
    Is(T),
}

#[derive(Clone, PartialEq, Eq, Hash)]
enum Wanted<'a> {
    Missing,
    Any,
    Words(Vec<&'a str>),
}

impl<'a> Lens<'a> {
    /// When rows of it are laid: what is kept first, distances last.
    pub(super) fn turn(&self) -> (bool, bool) {
        (self.class.is_empty(), matches!(self.what, What::Metres { .. }))
    }

    pub(super) fn of(town: &Town<'a>, criterion: usize, most_kept: usize) -> Self {
        let count = town.places.len();
        let places = &town.of_places[criterion];
        let told = town.criteria[criterion];
        let mut lens = Self {
            what: what(town, criterion),
            lifted: where_(count, |place| town.is_lifted(criterion, town.places[place].home)),
            any: where_(count, |place| matches!(places[place], Some(Answer::Any(_)))),
            known: where_(count, |place| places[place].is_some()),
            is_talk: told.ground == Ground::Talk,
            kept: vec![],
            class: vec![],
        };
        match &lens.what {
            What::Words { wanted, .. } => lens.keep(&wanted.clone(), count, most_kept),
            What::Numbers { number, .. } => lens.keep(&number.clone(), count, most_kept),
            What::Minutes { start, limit, .. } => {
                let both: Vec<_> = start.iter().copied().zip(limit.iter().copied()).collect();
                lens.keep(&both, count, most_kept);
            }
            What::Metres { .. } => {}
        }
        lens
    }

    /// Makes the row of each class of people once, if all of them are not too large.
    fn keep<K: Eq + Hash>(&mut self, keys: &[K], columns: usize, most: usize) {
        let (mut seen, mut first) = (HashMap::new(), vec![]);
        let class = keys.iter().enumerate().map(|(person, key)| {
            *seen.entry(key).or_insert_with(|| {
                first.push(person);
                first.len() as u32 - 1
            })
        });
        let class: Vec<u32> = class.collect();
        if first.len() * words(columns) * 16 > most {
            return;
        }
        let (mut row, all) = (Row::new(columns), full(columns));
        for person in first {
            self.row(person, &all, &mut row);
            self.kept.extend_from_slice(&row.yes);
            self.kept.extend_from_slice(&row.no);
        }
        self.class = class;
    }

    /// The row that is kept, if it is.
    pub(super) fn kept(&self, person: usize, width: usize) -> Option<(&[u64], &[u64])> {
        let class = *self.class.get(person)? as usize;
        Some(self.kept[class * 2 * width..][..2 * width].split_at(width))
    }

    /// Yes and no for one person, at the places that are asked for.
    pub(super) fn row(&self, person: usize, asked: &[u64], row: &mut Row) {
        if let Some((yes, no)) = self.kept(person, row.yes.len()) {
            row.yes.copy_from_slice(yes);
            row.no.copy_from_slice(no);
            return;
        }
        match &self.what {
            What::Words { of_word, wanted } => self.words(of_word, &wanted[person], row),
            What::Numbers { low, high, number } => self.numbers((low, high), number[person], row),
            What::Metres { at, from, limit } => self.metres(at, from[person], limit[person], asked, row),
            What::Minutes { from, start, limit } => self.minutes(from, start[person], limit[person], row),
        }
        for at in 0..row.yes.len() {
            let lifted = row.no[at] & self.lifted[at];
            row.yes[at] |= lifted;
            row.no[at] = if self.is_talk { 0 } else { row.no[at] & !lifted };
        }
    }

    fn all_yes(&self, row: &mut Row) {
        row.yes.fill(u64::MAX);
        row.no.fill(0);
    }

    /// Only places without a bound are sure.
    fn only_any(&self, row: &mut Row) {
        row.yes.copy_from_slice(&self.any);
        row.no.fill(0);
    }

    fn words(&self, of_word: &HashMap<&str, Vec<u64>>, wanted: &Wanted, row: &mut Row) {
        match wanted {
            Wanted::Any => self.all_yes(row),
            Wanted::Missing => self.only_any(row),
            Wanted::Words(wanted) if wanted.is_empty() => self.all_yes(row),
            Wanted::Words(wanted) => {
                row.yes.iter_mut().zip(&self.known).for_each(|(yes, known)| *yes = *known);
                for word in wanted {
                    let there = of_word.get(word);
                    for at in 0..row.yes.len() {
                        row.yes[at] &= there.map_or(0, |there| there[at]) | self.any[at];
                    }
                }
                for at in 0..row.yes.len() {
                    row.no[at] = self.known[at] & !row.yes[at];
                }
            }
        }
    }

    fn numbers(&self, (low, high): (&[i64], &[i64]), number: Value, row: &mut Row) {
        match number {
            Value::Any => self.all_yes(row),
            Value::Missing => self.only_any(row),
            Value::Is(number) => {
                for (at, (low, high)) in low.chunks(64).zip(high.chunks(64)).enumerate() {
                    let holds = low.iter().zip(high).map(|(low, high)| (*low <= number) & (number <= *high));
                    let within = holds.enumerate().fold(0, |bits, (bit, holds)| bits | u64::from(holds) << bit);
                    row.yes[at] = within & self.known[at];
                    row.no[at] = self.known[at] & !within;
                }
            }
        }
    }

    fn metres(&self, to: &[[f64; 3]], from: Value<[f64; 3]>, limit: Value<f64>, asked: &[u64], row: &mut Row) {
        match (from, limit) {
            (_, Value::Any) | (Value::Any, _) => self.all_yes(row),
            (Value::Is(from), Value::Is(limit)) => {
                for at in 0..row.yes.len() {
                    let measured = asked[at] & self.known[at] & !self.any[at];
                    let mut near = self.any[at];
                    for bit in ones(&[measured]) {
                        near |= u64::from(chord(from, to[at * 64 + bit]) <= limit) << bit;
                    }
                    row.yes[at] = near;
                    row.no[at] = measured & !near;
                }
            }
            _ => self.only_any(row),
        }
    }

    fn minutes(&self, from: &HashMap<&str, Vec<(usize, i64)>>, start: Value<&str>, limit: Value, row: &mut Row) {
        match (start, limit) {
            (_, Value::Any) | (Value::Any, _) => self.all_yes(row),
            (Value::Is(start), Value::Is(limit)) => {
                self.only_any(row);
                for (place, minutes) in from.get(start).into_iter().flatten() {
                    put(if *minutes <= limit { &mut row.yes } else { &mut row.no }, *place);
                }
            }
            _ => self.only_any(row),
        }
    }
}

fn value(answer: Option<&Answer>) -> Value {
    match answer {
        None => Value::Missing,
        Some(Answer::Number(number)) => Value::Is(*number),
        Some(_) => Value::Any,
    }
}

fn what<'a>(town: &Town<'a>, criterion: usize) -> What<'a> {
    let people = town.people.len();
    let person = |at: usize, answer: usize| town.of_person(criterion, at)[answer];
    let places = &town.of_places[criterion];
    let made = &town.made.by_criterion[criterion];
    let rule = &town.criteria[criterion].rule;
    match rule {
        Rule::Accepts { .. } | Rule::Provides { .. } => {
            let wanted: Vec<Wanted> = (0..people).map(|at| wanted(person(at, 0))).collect();
            What::Words { of_word: of_word(town, criterion, &wanted), wanted }
        }
        Rule::Range { .. } | Rule::AtMost { .. } => {
            let aid = if matches!(rule, Rule::AtMost { of: Of::Cost, .. }) { made.aid } else { 0 };
            let spans: Vec<(i64, i64)> =
                places.iter().map(|answer| answer.map_or((i64::MAX, i64::MIN), |answer| rule.span(answer))).collect();
            let number = (0..people).map(|at| match value(person(at, 0)) {
                Value::Is(number) => Value::Is(number.saturating_add(aid)),
                other => other,
            });
            let number = number.collect();
            let (low, high) = spans.into_iter().unzip();
            What::Numbers { low, high, number }
        }
        Rule::Within { by: By::Metres, .. } => What::Metres {
            at: places
                .iter()
                .map(|answer| if let Some(Answer::Point(point)) = answer { point.on_ball() } else { [0.0; 3] })
                .collect(),
            from: (0..people)
                .map(|at| match person(at, 0) {
                    None => Value::Missing,
                    Some(Answer::Point(point)) => Value::Is(point.on_ball()),
                    Some(_) => Value::Any,
                })
                .collect(),
            limit: (0..people)
                .map(|at| match value(person(at, 1)) {
                    Value::Is(metres) => Value::Is(chord_of(metres)),
                    Value::Any => Value::Any,
                    Value::Missing => Value::Missing,
                })
                .collect(),
        },
        Rule::Within { by: By::Minutes, .. } => {
            let mut from: HashMap<&str, Vec<(usize, i64)>> = HashMap::new();
            for (place, answer) in places.iter().enumerate() {
                if let Some(Answer::Minutes(told)) = answer {
                    told.minutes
                        .iter()
                        .for_each(|(start, minutes)| from.entry(start).or_default().push((place, *minutes)));
                }
            }
            let start = (0..people).map(|at| match person(at, 0) {
                None => Value::Missing,
                Some(Answer::Word(word)) => Value::Is(&**word),
                Some(_) => Value::Any,
            });
            What::Minutes { from, start: start.collect(), limit: (0..people).map(|at| value(person(at, 1))).collect() }
        }
    }
}

fn wanted(answer: Option<&Answer>) -> Wanted<'_> {
    match answer {
        None => Wanted::Missing,
        Some(Answer::Word(word)) => Wanted::Words(vec![word]),
        Some(Answer::Words(words)) => Wanted::Words(words.iter().map(|word| &**word).collect()),
        Some(_) => Wanted::Any,
    }
}

/// For each word that somebody wants, the places that hold it, or that were taught it.
fn of_word<'a>(town: &Town<'a>, criterion: usize, wanted: &[Wanted<'a>]) -> HashMap<&'a str, Vec<u64>> {
    let places = &town.of_places[criterion];
    let each = wanted.iter().filter_map(|wanted| if let Wanted::Words(words) = wanted { Some(words) } else { None });
    let mut of_word: HashMap<&'a str, Vec<u64>> = each.flatten().map(|word| (*word, vec![])).collect();
    let mut hold = |word: &str, place: usize| {
        if let Some(there) = of_word.get_mut(word) {
            there.resize(words(places.len()), 0);
            put(there, place);
        }
    };
    let taught: Vec<Vec<&str>> =
        town.homes.iter().map(|home| town.made.by_criterion[criterion].taught_at(home)).collect();
    for (place, answer) in places.iter().enumerate() {
        match answer {
            Some(Answer::Word(word)) => hold(word, place),
            Some(Answer::Words(words)) => words.iter().for_each(|word| hold(word, place)),
            _ => {}
        }
        taught[town.places[place].home].iter().for_each(|word| hold(word, place));
    }
    of_word.retain(|_, there| !there.is_empty());
    of_word
}
