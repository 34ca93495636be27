//! An output that says anything else than its input calls for is refused.

use crate::brute::worth;
use crate::small::{below, today, town};
use oorandom::Rand64;
use placement::{Input, Options, Output, PersonReason, Size, generate, place, verify};
use serde_json::Value;

/// Every place of a JSON value.
fn places(value: &Value, at: Vec<Step>, found: &mut Vec<Vec<Step>>) {
    found.push(at.clone());
    let deeper = |step: Step| [at.clone(), vec![step]].concat();
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(n, item)| places(item, deeper(Step::Item(n)), found))
        }
        Value::Object(fields) => {
            fields.iter().for_each(|(name, field)| places(field, deeper(Step::Field(name.clone())), found));
        }
        _ => {}
    }
}

#[derive(Debug, Clone)]
enum Step {
    Item(usize),
    Field(String),
}

fn at<'v>(value: &'v mut Value, path: &[Step]) -> &'v mut Value {
    path.iter().fold(value, |value, step| match step {
        Step::Item(n) => &mut value[*n],
        Step::Field(name) => &mut value[name.as_str()],
    })
}

/// Changes one place of a value; false where nothing can be changed there.
fn change(value: &mut Value, dice: &mut Rand64) -> bool {
    match value {
        Value::Number(number) => {
            let by = [-1, 1, 2, -3, 1_000_000, i64::MAX, i64::MIN][below(dice, 7)];
            *value = number.as_i64().unwrap_or(0).saturating_add(by).into();
        }
        Value::String(text) => match below(dice, 3) {
            0 => text.push('x'),
            1 if !text.is_empty() => {
                text.pop();
            }
            _ => *text = "S1".to_string() + text,
        },
        Value::Bool(is) => *is = !*is,
        Value::Array(items) => match (below(dice, 3), items.len()) {
            (_, 0) => return false,
            (0, count) => {
                items.remove(below(dice, count as u64));
            }
            (1, count) => {
                let again = items[below(dice, count as u64)].clone();
                items.push(again);
            }
            (_, count) => {
                let (a, b) = (below(dice, count as u64), below(dice, count as u64));
                if items[a] == items[b] {
                    return false;
                }
                items.swap(a, b);
            }
        },
        Value::Object(fields) => {
            let Some(name) = fields.keys().nth(below(dice, fields.len().max(1) as u64)).cloned() else { return false };
            fields.remove(&name);
        }
        Value::Null => return false,
    }
    true
}

/// Is a mutated output right after all? Several prices can prove the same, and where nobody is without a room the answer is the
/// same however many changes were asked for.
fn is_right_in_another_way(output: &Output, mutated: &Output) -> bool {
    let mut other = mutated.clone();
    if output.changes.weighed == 0 && mutated.changes.asked <= 2 {
        other.changes.asked = output.changes.asked;
    }
    other.proof.person_prices.clone_from(&output.proof.person_prices);
    other.proof.room_prices.clone_from(&output.proof.room_prices);
    other.proof.without_prices.clone_from(&output.proof.without_prices);
    other == *output
}

#[test]
fn ten_thousand_mutated_outputs_are_refused() {
    let towns: Vec<Input> =
        (0..40).map(town).chain((0..10).map(|seed| generate(Size { people: 25, rooms: 15, seed }, today()))).collect();
    let outputs: Vec<(Input, Output)> = towns
        .into_iter()
        .map(|input| {
            let output = place(&input, today(), Options { relax: 2, threads: 1 });
            (input, output)
        })
        .collect();
    let mut dice = Rand64::new(6);
    let (mut refused, mut unread, mut other_prices) = (0, 0, 0);
    while refused < 10_000 {
        let (input, output) = &outputs[below(&mut dice, outputs.len() as u64)];
        let mut value = serde_json::to_value(output).unwrap();
        let mut all = vec![];
        places(&value, vec![], &mut all);
        let path = all[below(&mut dice, all.len() as u64)].clone();
        if !change(at(&mut value, &path), &mut dice) {
            continue;
        }
        let Ok(mutated) = serde_json::from_value::<Output>(value) else {
            unread += 1;
            continue;
        };
        if mutated == *output {
            continue;
        }
        if verify(input, today(), &mutated).is_err() {
            refused += 1;
        } else {
            assert!(is_right_in_another_way(output, &mutated), "taken in spite of {path:?}");
            other_prices += 1;
        }
    }
    assert!(unread > 100, "some are no output at all: {unread}");
    assert!(other_prices < 500, "prices are rarely others: {other_prices}");
}

/// A reading that holds in itself and is not the best one: somebody is left out, or has a room farther from their wishes.
#[test]
fn a_reading_that_is_not_the_best_is_refused_whatever_prices_it_brings() {
    let mut dice = Rand64::new(7);
    let mut seen = 0;
    for seed in 0..3_000 {
        let input = town(seed);
        let output = place(&input, today(), Options { relax: 0, threads: 1 });
        let mut other = output.clone();
        let rooms: Vec<String> = output.visitors.iter().map(|room| room.room.clone()).collect();
        if output.proof.served.is_empty() || rooms.is_empty() {
            continue;
        }
        // Another room for somebody, or none.
        let at = below(&mut dice, output.proof.served.len() as u64);
        let room = rooms[below(&mut dice, rooms.len() as u64)].clone();
        match other.proof.served.iter().position(|(_, taken)| *taken == room) {
            Some(holder) if holder == at => {
                other.proof.served.remove(at);
            }
            Some(holder) => {
                let left = std::mem::replace(&mut other.proof.served[at].1, room);
                other.proof.served[holder].1 = left;
            }
            None => other.proof.served[at].1 = room,
        }
        let fits = std::panic::catch_unwind(|| worth(&input, &other));
        let Ok((told, best)) = fits else {
            assert!(verify(&input, today(), &other).is_err(), "town {seed}: a room that does not hold");
            continue;
        };
        if told < best {
            seen += 1;
            assert!(verify(&input, today(), &other).is_err(), "town {seed}");
        }
    }
    assert!(seen > 400, "{seen}");
}

/// Two parts of the town told as one: it is closed and full, and still says something false of who comes first.
#[test]
fn parts_of_the_town_that_are_told_as_one_are_refused() {
    let mut seen = 0;
    for seed in 0..400 {
        let input = generate(Size { people: 120, rooms: 40, seed }, today());
        let output = place(&input, today(), Options { relax: 0, threads: 1 });
        let [first, second, ..] = &output.contentions[..] else { continue };
        if first.rooms.iter().any(|room| second.rooms.contains(room)) {
            continue;
        }
        let mut other = output.clone();
        let order = |holder: &String| output.visits.iter().position(|one| one.person == *holder);
        let merged = &mut other.contentions[0];
        merged.rooms.extend(second.rooms.clone());
        merged.rooms.sort();
        merged.holders.extend(second.holders.clone());
        merged.holders.sort_by_key(order);
        let says = |rooms: usize| format!("人と合わせて{}人に対し、{rooms}室", rooms + 1);
        let (before, after) = (first.rooms.len(), other.contentions[0].rooms.len());
        for one in &mut other.unserved {
            if one.reason == (PersonReason::Contention { at: 0 }) {
                one.says = one.says.replace(&format!("{before}{}", says(before)), &format!("{after}{}", says(after)));
            }
        }
        assert!(verify(&input, today(), &other).is_err(), "town {seed}");
        seen += 1;
    }
    assert!(seen > 20, "{seen}");
}
