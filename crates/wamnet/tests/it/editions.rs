//! Edition after edition: nothing is lost, nothing is made up, and what has moved is asked about.

use crate::{reading, towns, wanted};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use wamnet::{Answer, Answers, Diff, Known, Listing, Reading, generate};

/// What is kept of the editions, as a table would: by id.
#[derive(Default)]
struct Kept {
    rows: BTreeMap<usize, Known<usize>>,
}

impl Kept {
    fn known(&self) -> Vec<Known<usize>> {
        self.rows.values().cloned().collect()
    }

    fn take(&mut self, listings: &[Listing], diff: &Diff<usize>) {
        let known = |id, branch, listing: &Listing| Known {
            id,
            number: listing.number,
            service: listing.service,
            branch,
            prefecture: listing.prefecture,
            address_hash: listing.address_hash,
            line_hash: listing.line_hash,
            spot: listing.spot,
            is_absent: false,
        };
        for id in &diff.vanished {
            self.rows.get_mut(id).unwrap().is_absent = true;
        }
        for (at, id) in diff.changed.iter().chain(&diff.back) {
            let branch = self.rows[id].branch;
            self.rows.insert(*id, known(*id, branch, &listings[*at]));
        }
        for (at, branch) in &diff.new {
            let id = self.rows.len();
            self.rows.insert(id, known(id, *branch, &listings[*at]));
        }
    }

    /// Those that stand, and their number.
    fn standing(&self) -> BTreeSet<(String, u8, i64, i64)> {
        let standing = self.rows.values().filter(|one| !one.is_absent);
        standing.map(|one| (one.number.to_string(), one.service.code(), one.address_hash, one.line_hash)).collect()
    }
}

/// A reading with these lines.
fn of(listings: Vec<Listing>) -> Reading {
    let mut reading = Reading::default();
    reading.listings = listings;
    reading
}

fn compare(listings: &[Listing], known: &[Known<usize>]) -> Diff<usize> {
    of(listings.to_vec()).compare(known)
}

fn all(rest: Answer) -> Answers<usize> {
    Answers { each: HashMap::new(), rest }
}

fn says(listings: &[Listing]) -> BTreeSet<(String, u8, i64, i64)> {
    listings.iter().map(|one| (one.number.to_string(), one.service.code(), one.address_hash, one.line_hash)).collect()
}

fn edition(lines: usize, step: u32, faults: bool) -> Vec<Listing> {
    let towns = towns();
    reading("mihon.csv", &generate::csv(&wanted(&towns, lines, step, faults)).unwrap()).unwrap().listings
}

#[test]
fn after_every_edition_what_stands_is_what_the_file_says() {
    for rest in [Answer::Same, Answer::Other] {
        let mut kept = Kept::default();
        for step in 0..5 {
            let listings = edition(1500, step, true);
            let diff = compare(&listings, &kept.known()).settled(&all(rest));
            kept.take(&listings, &diff);
            assert_eq!(kept.standing(), says(&listings), "edition {step}, {rest:?}");
            let branches: BTreeSet<_> = kept.rows.values().map(|one| (one.number, one.service, one.branch)).collect();
            assert_eq!(branches.len(), kept.rows.len(), "no two rows have the same number, service and branch");
            let again = compare(&listings, &kept.known());
            assert_eq!(
                (again.same, again.new.len(), again.moved.len()),
                (listings.len(), 0, 0),
                "once more changes nothing"
            );
        }
    }
}

#[test]
fn an_address_that_is_only_written_in_another_way_is_a_change_and_no_move() {
    let first = edition(3000, 0, false);
    let mut kept = Kept::default();
    kept.take(&first, &compare(&first, &[]));
    let second = edition(3000, 1, false);
    let diff = compare(&second, &kept.known());
    // Of 1,000 offices 15 go, 10 move, 30 are written anew, 20 have another capacity, 10 another telephone; 20 come.
    let share = |count: usize, per_mille: usize| {
        let expected = 3000 * per_mille / 1000;
        assert!(count.abs_diff(expected) <= expected / 2 + 5, "{count} for {expected}");
    };
    share(diff.vanished.len(), 15);
    share(diff.moved.len(), 10);
    share(diff.changed.len(), 60);
    share(diff.new.len(), 20);
    assert!(diff.moved.iter().all(|moved| moved.metres.is_some_and(|metres| metres > 100.0)));
    assert_eq!(diff.back.len(), 0);
}

#[test]
fn who_is_missing_from_a_file_is_missed_only_where_the_file_tells() {
    let first = edition(2000, 0, false);
    let mut kept = Kept::default();
    kept.take(&first, &compare(&first, &[]));
    let of_tokyo: Vec<Listing> =
        first.iter().filter(|one| one.prefecture == 13 && one.service.code() == 33).cloned().collect();
    let diff = compare(&of_tokyo[1..], &kept.known());
    assert_eq!(diff.vanished.len(), 1, "those of 神奈川県 and other services are not in question");
    kept.take(&of_tokyo[1..], &diff);
    let diff = compare(&first, &kept.known());
    assert_eq!((diff.back.len(), diff.same), (1, first.len() - 1), "and it is itself again when it comes back");
}

#[test]
fn a_move_is_asked_of_the_nearest_address_and_the_answer_decides() {
    let first = edition(400, 0, false);
    let mut kept = Kept::default();
    kept.take(&first, &compare(&first, &[]));
    let mut second = first.clone();
    second[7].address_hash += 1;
    let diff = compare(&second, &kept.known());
    let moved = &diff.moved[0];
    assert_eq!((diff.moved.len(), moved.listing, moved.known, moved.metres), (1, 7, 7, Some(0.0)));
    let one = Answers { each: HashMap::from([(7, Answer::Other)]), rest: Answer::Same };
    let settled = diff.clone().settled(&one);
    assert_eq!(
        (settled.new.as_slice(), settled.vanished.as_slice()),
        (&[(7, 1)][..], &[7][..]),
        "a second branch of its number"
    );
    assert_eq!(diff.settled(&all(Answer::Same)).changed, [(7, 7)]);
}

#[test]
fn who_was_missing_and_comes_back_elsewhere_is_asked_about_and_a_line_that_was_refused_misses_nobody() {
    let first = edition(300, 0, false);
    let mut kept = Kept::default();
    kept.take(&first, &compare(&first, &[]));
    kept.take(&first[1..], &compare(&first[1..], &kept.known()));
    let mut second = first.clone();
    second[0].address_hash += 1;
    let diff = compare(&second, &kept.known());
    assert!(diff.moved[0].was_absent && diff.moved.len() == 1);
    assert_eq!(diff.clone().settled(&all(Answer::Same)).back, [(0, 0)], "its note and its history go on");
    assert_eq!(diff.settled(&all(Answer::Other)).vanished, [0usize; 0], "who is missing does not go again");
    let mut reading = of(first[1..5].iter().chain(&first[6..]).cloned().collect());
    reading.unread = [(first[5].number, first[5].service)].into();
    assert_eq!(reading.compare(&kept.known()).vanished, [0usize; 0], "it stands there, if nobody can read it");
}

#[test]
fn a_file_that_tells_of_few_where_many_were_known_is_doubted() {
    let first = edition(1500, 0, false);
    let mut kept = Kept::default();
    kept.take(&first, &compare(&first, &[]));
    assert_eq!(compare(&edition(1500, 1, false), &kept.known()).thin(&kept.known()), []);
    let few: Vec<Listing> = first
        .iter()
        .enumerate()
        .filter(|(at, one)| one.service.code() != 33 || at % 3 == 0)
        .map(|(_, one)| one.clone())
        .collect();
    let thin = compare(&few, &kept.known()).thin(&kept.known());
    assert!(!thin.is_empty() && thin.iter().all(|thin| thin.service.code() == 33), "{thin:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn every_line_and_every_known_one_is_told_of_exactly_once(
        before in proptest::collection::vec((0usize..6, 0i64..4, 0i64..3, any::<bool>()), 0..14),
        now in proptest::collection::vec((0usize..6, 0i64..4, 0i64..3), 1..14),
    ) {
        let patterns = edition(12, 0, false);
        let listing = |office: usize, address: i64, line: i64| Listing { address_hash: address, line_hash: line, ..patterns[office].clone() };
        let mut seen = BTreeSet::new();
        let listings: Vec<Listing> = now.iter().filter(|(office, address, _)| seen.insert((patterns[*office].number, patterns[*office].service, *address)))
            .map(|(office, address, line)| listing(*office, *address, *line)).collect();
        let known: Vec<Known<usize>> = before.iter().enumerate().map(|(id, (office, address, line, is_absent))| {
            let one = listing(*office, *address, *line);
            Known { id, number: one.number, service: one.service, branch: id as i64, prefecture: one.prefecture,
                address_hash: one.address_hash, line_hash: one.line_hash, spot: one.spot, is_absent: *is_absent }
        }).collect();
        for rest in [Answer::Same, Answer::Other] {
            let diff = compare(&listings, &known).settled(&all(rest));
            let mut lines: Vec<usize> = diff.new.iter().map(|(at, _)| *at).collect();
            lines.extend(diff.changed.iter().chain(&diff.back).map(|(at, _)| *at));
            lines.sort_unstable();
            lines.dedup();
            prop_assert_eq!(lines.len() + diff.same, listings.len());
            let mut ids: Vec<usize> = diff.changed.iter().chain(&diff.back).map(|(_, id)| *id).chain(diff.vanished.iter().copied()).collect();
            let count = ids.len();
            ids.sort_unstable();
            ids.dedup();
            prop_assert_eq!(ids.len(), count, "nobody has two fates");
            prop_assert!(diff.vanished.iter().all(|id| !known[*id].is_absent));
        }
    }
}
