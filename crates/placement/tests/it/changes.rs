//! What a change is said to house is what it houses when it is made; the best one is the best one.

use crate::small::{empty, today, town};
use placement::{Change, Ground, Input, Options, Rule, generate, place};
use std::collections::BTreeSet;

fn served(input: &Input, changes: &[&Change]) -> usize {
    let mut then = input.clone();
    then.changes.extend(changes.iter().map(|change| (*change).clone()));
    then.check().unwrap();
    place(&then, today(), Options { relax: 0, threads: 1 }).council.served
}

/// Every change that anybody could think of, whether it mends anything or not.
fn all_changes(input: &Input) -> Vec<Change> {
    let homes = || input.homes.iter().map(|home| Some(home.id.clone())).chain([None]);
    let mut all = vec![];
    for criterion in input.criteria.iter().filter(|criterion| criterion.ground.may_be_changed()) {
        let code = criterion.id.clone();
        match (&criterion.rule, criterion.ground) {
            (Rule::AtMost { .. }, Ground::Money) => {
                all.extend(input.aid_yen.iter().map(|yen| Change::Aid { criterion: code.clone(), yen: *yen }));
            }
            (Rule::Provides { .. }, Ground::Skill) => {
                for word in ["薬", "針"] {
                    let word = word.to_string();
                    all.extend(homes().map(|home| Change::Teach { criterion: code.clone(), word: word.clone(), home }));
                }
            }
            _ => all.extend(homes().map(|home| Change::Lift { criterion: code.clone(), home })),
        }
    }
    all
}

fn excluded(one: &Change, two: &Change) -> bool {
    matches!((one, two), (Change::Aid { .. }, Change::Aid { .. }))
}

#[test]
fn the_best_change_and_the_best_two_are_those_that_trying_all_finds() {
    let (mut pairs, mut beyond) = (0, 0);
    for seed in 0..250 {
        let input = town(seed);
        let output = place(&input, today(), Options { relax: 2, threads: 1 });
        let before = output.council.served;
        let all = all_changes(&input);
        let gains: Vec<usize> = all.iter().map(|change| served(&input, &[change]) - before).collect();
        let best = gains.iter().max().copied().unwrap_or(0);
        assert_eq!(output.changes.singles.first().map_or(0, |one| one.gain), best, "town {seed}");
        for told in output.changes.singles.iter().chain(&output.changes.pair) {
            let changes: Vec<&Change> = told.changes.iter().collect();
            assert_eq!(served(&input, &changes), before + told.gain, "town {seed}: {}", told.says);
        }
        let mut both = best;
        for (at, one) in all.iter().enumerate() {
            for two in all[at + 1..].iter().filter(|two| !excluded(one, two)) {
                both = both.max(served(&input, &[one, two]) - before);
            }
        }
        assert_eq!(output.changes.pair.as_ref().map_or(best, |pair| pair.gain), both, "town {seed}");
        assert!(output.changes.pairs_exact && output.changes.pair_at_most == both, "town {seed}");
        pairs += usize::from(output.changes.pair.is_some());
        let sum: BTreeSet<usize> = output.changes.singles.iter().map(|one| one.gain).collect();
        beyond += usize::from(both > 2 * sum.last().copied().unwrap_or(0));
    }
    assert!(
        pairs > 40 && beyond > 10,
        "two together often house more than one, sometimes more than both: {pairs}, {beyond}"
    );
}

#[test]
fn nothing_that_may_not_be_changed_is_ever_proposed() {
    for seed in 0..60 {
        let input = generate(placement::Size { people: 60, rooms: 30, seed }, today());
        let output = place(&input, today(), Options { relax: 2, threads: 1 });
        assert!(output.changes.weighed > 10);
        for told in output.changes.singles.iter().chain(&output.changes.pair) {
            for change in &told.changes {
                let (Change::Lift { criterion, .. } | Change::Teach { criterion, .. } | Change::Aid { criterion, .. }) =
                    change;
                let ground = input.criteria.iter().find(|other| other.id == *criterion).unwrap().ground;
                assert!(ground.may_be_changed(), "town {seed}: {}", told.says);
            }
        }
    }
}

#[test]
fn where_everybody_has_a_room_no_change_is_weighed() {
    let output = place(&empty(), today(), Options { relax: 2, threads: 1 });
    assert_eq!((output.changes.weighed, output.changes.pair_at_most), (0, 0));
    assert!(output.changes.pairs_exact && output.changes.singles.is_empty());
}
