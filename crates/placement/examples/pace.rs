//! How fast and how well it reads.
//!
//! `pace` prints the speed of each part; `pace experiment` holds the joint reading against a greedy one on invented towns;
//! `pace write NAME FILE` writes a problem for others, and `pace serve NAME` solves it once for each line that it is sent:
//! what `bench/place.py` needs.

use oorandom::Rand64;
use placement::measure::{Laid, lay};
use placement::{
    Answer, Change, Criterion, Date, Ground, INPUT, Input, Options, PersonState, RoomState, Rule, Size, generate,
    place, verify,
};
use std::collections::BTreeSet;
use std::io::{BufRead, BufWriter, Write};
use std::time::{Duration, Instant};

fn today() -> Date {
    Date::from_ymd_opt(2026, 11, 28).expect("a day")
}

const THREADS: usize = 2;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => speeds(),
        ["experiment"] => experiment(),
        ["write", name, file] => write(&problem(name), file).expect("written"),
        ["serve", name] => serve(&problem(name)),
        _ => eprintln!("pace | pace experiment | pace write NAME FILE | pace serve NAME"),
    }
}

/// A problem by its name: `drawn` is 2,000 × 2,000 and `large` 10,000 × 8,000 with 5 % of the pairs drawn, `town` an invented
/// town of 10,000 × 8,000.
fn problem(name: &str) -> Input {
    match name {
        "drawn" => drawn(2_000, 2_000, 5),
        "large" => drawn(10_000, 8_000, 5),
        "town" => everybody(generate(Size { people: 10_000, rooms: 8_000, seed: 1 }, today())),
        _ => panic!("drawn, large or town"),
    }
}

/// The same town with everybody seeking, every room open, and nobody equal in priority: what others can solve, too.
fn everybody(mut input: Input) -> Input {
    for (at, person) in input.people.iter_mut().enumerate() {
        (person.state, person.lives_in) = (PersonState::Seeking, None);
        person.since =
            Date::from_ymd_opt(1990, 1, 1).and_then(|day| day.checked_add_days(chrono::Days::new(at as u64)));
    }
    for room in input.homes.iter_mut().flat_map(|home| &mut home.rooms) {
        room.state = RoomState::Vacant;
        room.expires_on = today();
        room.as_of = room.as_of.min(today());
    }
    input.visits.clear();
    input.what_if.clear();
    input
}

/// Each pair is drawn by itself: a person is a word, and a room takes words.
fn drawn(people: usize, rooms: usize, percent: u64) -> Input {
    let mut dice = Rand64::new(1);
    let mut input: Input = serde_json::from_str(&format!(r#"{{"format": "{INPUT}"}}"#)).expect("an input");
    let rule = Rule::Accepts { person: "me".into(), place: "takes".into() };
    input.criteria = vec![Criterion::new("drawn", "drawn", Ground::Custom, rule)];
    let mut town = everybody(generate(Size { people, rooms, seed: 1 }, today()));
    for person in &mut town.people {
        person.answers = [("me".to_string(), Answer::Word(person.id.clone()))].into();
        person.prefers.clear();
    }
    let mut wishes: Vec<Vec<String>> = vec![vec![]; people];
    for home in &mut town.homes {
        home.answers.clear();
        for room in &mut home.rooms {
            let takes: BTreeSet<String> = (0..people)
                .filter(|_| dice.rand_range(0..100) < percent)
                .map(|person| town.people[person].id.clone())
                .collect();
            for id in &takes {
                let person = id[1..].parse::<usize>().expect("a number") - 1;
                if wishes[person].len() < 3 && dice.rand_range(0..10) == 0 {
                    wishes[person].push(room.id.clone());
                }
            }
            room.answers = [("takes".to_string(), Answer::Words(takes))].into();
        }
    }
    for (person, wishes) in town.people.iter_mut().zip(wishes) {
        person.prefers = wishes;
    }
    (input.people, input.homes, input.priority) = (town.people, town.homes, town.priority);
    input
}

fn median(mut times: Vec<Duration>) -> (f64, f64, f64) {
    times.sort_unstable();
    let ms = |time: Duration| time.as_secs_f64() * 1_000.0;
    (ms(times[times.len() / 2]), ms(times[0]), ms(times[times.len() - 1]))
}

fn timed<T>(rounds: usize, mut act: impl FnMut() -> T) -> (f64, f64, f64) {
    act();
    let each = (0..rounds).map(|_| {
        let start = Instant::now();
        std::hint::black_box(act());
        start.elapsed()
    });
    median(each.collect())
}

fn line(what: &str, (median, least, most): (f64, f64, f64)) {
    println!("| {what} | {median:.1} ms | {least:.1}–{most:.1} |");
}

fn speeds() {
    println!("| | median | min–max |\n|---|---|---|");
    let drawn = problem("drawn");
    let laid = lay(&drawn, today(), THREADS);
    line("2,000 × 2,000, 5 % drawn: solve alone", timed(11, || laid.solve()));
    let town = problem("town");
    line("10,000 × 8,000: eligibility from raw answers, 15 criteria", timed(7, || lay(&town, today(), THREADS).size()));
    line("the same and solve", timed(7, || lay(&town, today(), THREADS).solve()));
    let laid = lay(&town, today(), THREADS);
    line("the same: solve alone", timed(7, || laid.solve()));
    let options = Options { relax: 0, threads: THREADS };
    line("the same: visits, reasons, questions and all, no changes", timed(3, || place(&town, today(), options)));
    let small = everybody(generate(Size { people: 300, rooms: 200, seed: 1 }, today()));
    let pairs = Options { relax: 2, threads: THREADS };
    line("300 × 200: all, reasons and pairs of changes", timed(21, || place(&small, today(), pairs)));
    let output = place(&small, today(), pairs);
    line("300 × 200: verify that", timed(7, || verify(&small, today(), &output)));
    let change = Change::Lift { criterion: "smoking".into(), home: None };
    let changed = |input: &Input| {
        let mut then = input.clone();
        then.changes.push(change.clone());
        then
    };
    let then = changed(&small);
    line("300 × 200: one change, read again from raw answers", timed(21, || lay(&then, today(), THREADS).solve()));
    let thousands = everybody(generate(Size { people: 2_000, rooms: 1_600, seed: 1 }, today()));
    let then = changed(&thousands);
    line("2,000 × 1,600: one change, read again from raw answers", timed(11, || lay(&then, today(), THREADS).solve()));
    let output = place(&thousands, today(), Options { relax: 1, threads: THREADS });
    line("2,000 × 1,600: verify, single changes among it", timed(1, || verify(&thousands, today(), &output)));
    let limit = everybody(generate(Size { people: 200, rooms: 120, seed: 1 }, today()));
    let output = place(&limit, today(), pairs);
    line(
        &format!("200 × 120: all, pairs of {} changes", output.changes.weighed),
        timed(21, || place(&limit, today(), pairs)),
    );
    println!("\nMost memory: {} MB", most_memory() / 1024);
}

/// The most memory this process has held, in KB.
fn most_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").trim().parse().ok()).unwrap_or(0)
}

/// A problem as numbers, little-endian 64 bits: people, rooms, then for each person how many rooms, and each with its cost.
fn write(input: &Input, file: &str) -> std::io::Result<()> {
    let laid = lay(input, today(), THREADS);
    let mut out = BufWriter::new(std::fs::File::create(file)?);
    let (people, rooms) = laid.size();
    let mut put = |number: usize| out.write_all(&(number as u64).to_le_bytes());
    put(people)?;
    put(rooms)?;
    for person in 0..people {
        let rooms: Vec<_> = laid.rooms(person).collect();
        put(rooms.len())?;
        for (room, far) in rooms {
            put(room)?;
            put(far as usize)?;
        }
    }
    out.flush()
}

/// For each line one solution: nanoseconds, people served, the sum of their places in order of priority, how far from wishes.
fn serve(input: &Input) {
    let laid = lay(input, today(), THREADS);
    for _ in std::io::stdin().lock().lines() {
        let start = Instant::now();
        let pairs = laid.solve();
        let time = start.elapsed().as_nanos();
        let who: usize = pairs.iter().map(|(person, ..)| person).sum();
        let far: i64 = pairs.iter().map(|(_, _, far)| far).sum();
        println!("{time} {} {who} {far} {}", pairs.len(), most_memory());
    }
}

/// What is known of a coordinated-entry queue, written anew for this comparison: vacancies in the order in which they were
/// told, each to the first in order of priority for whom everything holds and who has none.
fn greedy(input: &Input, laid: &Laid) -> Vec<usize> {
    let (people, rooms) = laid.size();
    let mut of_room: Vec<Vec<usize>> = vec![vec![]; rooms];
    for person in 0..people {
        laid.rooms(person).for_each(|(room, _)| of_room[room].push(person));
    }
    let mut told: Vec<_> = input.homes.iter().flat_map(|home| &home.rooms).filter(|room| is_open(room)).collect();
    told.sort_by(|a, b| a.id.cmp(&b.id));
    let mut order: Vec<usize> = (0..rooms).collect();
    order.sort_by_key(|room| (told[*room].as_of, *room));
    let mut has = vec![false; people];
    for room in order {
        if let Some(person) = of_room[room].iter().find(|person| !has[**person]) {
            has[*person] = true;
        }
    }
    (0..people).filter(|person| has[*person]).collect()
}

fn is_open(room: &placement::Room) -> bool {
    matches!(room.state, RoomState::Vacant | RoomState::Visiting) && room.expires_on >= today()
}

/// On how many towns of each kind the experiment is made.
const TOWNS: u64 = 100;

fn experiment() {
    println!(
        "| people × rooms told, criteria | seek, open | greedy | joint | more | passes over | best change | best kind of rule |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    for (people, rooms, criteria) in
        [(45, 30, 15), (45, 30, 7), (60, 60, 15), (60, 60, 7), (120, 80, 15), (300, 200, 15), (300, 200, 7)]
    {
        compare(people, rooms, criteria);
    }
}

/// Towns of one kind; with fewer criteria more pairs hold.
fn compare(people: usize, rooms: usize, criteria: usize) {
    let mut sums = [0.0; 6];
    let mut passed = 0;
    for seed in 0..TOWNS {
        let mut input = generate(Size { people, rooms, seed }, today());
        input.criteria.truncate(criteria);
        input.talked.retain(|talked| input.criteria.iter().any(|criterion| criterion.id == talked.criterion));
        let laid = lay(&input, today(), 1);
        let joint: Vec<usize> = laid.solve().into_iter().map(|(person, ..)| person).collect();
        let greedy = greedy(&input, &laid);
        // Somebody whom the joint reading serves is left, and somebody who comes later is not.
        let is_passed = |person: &usize| !greedy.contains(person) && greedy.iter().any(|other| other > person);
        passed += u64::from(joint.iter().any(is_passed));
        let output = place(&input, today(), Options { relax: 1, threads: 1 });
        let best = output.changes.singles.first().map_or(0, |one| one.gain);
        let (seek, open) = laid.size();
        let figures = [seek, open, greedy.len(), joint.len(), best, best_kind(&input, joint.len())];
        sums.iter_mut().zip(figures).for_each(|(sum, figure)| *sum += figure as f64);
    }
    let [seek, open, greedy, joint, best, kind] = sums.map(|sum| sum / TOWNS as f64);
    let (more, passed) = ((joint / greedy - 1.0) * 100.0, passed * 100 / TOWNS);
    println!(
        "| {people} × {rooms}, {criteria} | {seek:.1}, {open:.1} | {greedy:.2} | {joint:.2} | {more:.1} % | {passed} % | +{best:.2} | +{kind:.2} |"
    );
}

/// How many more have a room when one kind of rule that may be changed holds nowhere any more.
fn best_kind(input: &Input, served: usize) -> usize {
    let kinds = input.criteria.iter().filter(|criterion| criterion.ground.may_be_changed());
    let gains = kinds.map(|criterion| {
        let mut then = input.clone();
        then.changes = vec![Change::Lift { criterion: criterion.id.clone(), home: None }];
        lay(&then, today(), 1).solve().len() - served
    });
    gains.max().unwrap_or(0)
}
