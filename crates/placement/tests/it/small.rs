//! Small towns in which any pair can be possible, impossible or unknown.

use oorandom::Rand64;
use placement::{
    AgreedVisit, Answer, Answers, Criterion, Date, Declined, DeclinedBy, Ground, Home, INPUT, Input, Of, Person,
    PersonState, Priority, Room, RoomState, Rule, Talked,
};
use std::collections::BTreeSet;

/// The day of all small towns.
pub fn today() -> Date {
    Date::from_ymd_opt(2026, 11, 28).unwrap()
}

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub fn below(dice: &mut Rand64, most: u64) -> usize {
    dice.rand_range(0..most) as usize
}

pub fn criterion(id: &str, ground: Ground, rule: Rule) -> Criterion {
    Criterion::new(id, &format!("{id}のこと"), ground, rule)
}

pub fn accepts(name: &str) -> Rule {
    Rule::Accepts { person: name.into(), place: name.into() }
}

pub fn room(id: &str) -> Room {
    Room {
        id: id.into(),
        state: RoomState::Vacant,
        as_of: day("2026-11-20"),
        expires_on: day("2026-12-20"),
        answers: Answers::new(),
    }
}

pub fn person(id: &str) -> Person {
    Person {
        id: id.into(),
        state: PersonState::Seeking,
        since: None,
        class: None,
        lives_in: None,
        prefers: vec![],
        answers: Answers::new(),
    }
}

pub fn empty() -> Input {
    serde_json::from_str(&format!(r#"{{"format": "{INPUT}"}}"#)).unwrap()
}

/// Up to 8 × 8; each person is a word of their own, so that each pair is set by itself.
pub fn town(seed: u64) -> Input {
    let mut dice = Rand64::new(u128::from(seed));
    let mut input = empty();
    input.priority = Priority {
        rule: "先の人から".into(),
        decided_on: Some(day("2026-04-01")),
        classes: vec!["先".into(), "後".into()],
    };
    let custom = |id: &str| criterion(id, Ground::Custom, accepts(id));
    let cost = Rule::AtMost { person: "budget".into(), place: "cost".into(), of: Of::Cost };
    let provides = Rule::Provides { person: "care".into(), place: "care".into() };
    input.criteria = vec![
        custom("a"),
        criterion("b", Ground::Staffing, accepts("b")),
        criterion("law", Ground::Law, accepts("law")),
        criterion("rent", Ground::Money, cost),
        criterion("care", Ground::Skill, provides),
        criterion("talk", Ground::Talk, accepts("talk")),
    ];
    input.aid_yen = vec![1_000, 2_000];
    let (people, rooms) = (1 + below(&mut dice, 8), 1 + below(&mut dice, 8));
    let density = 20 + below(&mut dice, 75);
    let (ties, wishes) = (below(&mut dice, 4), below(&mut dice, 4));
    for at in 0..people {
        let mut one = person(&format!("S{at}"));
        one.class = Some(1 + u32::from(below(&mut dice, 3) == 0));
        one.since = [Some(day("2024-01-01")), Some(day("2025-01-01")), None][below(&mut dice, ties as u64 + 1).min(2)];
        for name in ["a", "b", "law", "talk"] {
            if below(&mut dice, 20) > 0 {
                one.answers.insert(name.into(), Answer::Word(one.id.clone()));
            }
        }
        one.answers.insert("budget".into(), Answer::Number(50_000 + 1_000 * below(&mut dice, 3) as i64));
        let cares: BTreeSet<String> =
            ["薬", "針"].into_iter().filter(|_| below(&mut dice, 5) == 0).map(str::to_string).collect();
        one.answers.insert("care".into(), Answer::Words(cares));
        input.people.push(one);
    }
    for at in 0..rooms {
        if at == 0 || below(&mut dice, 2) == 0 {
            input.homes.push(Home { id: format!("H{at}"), answers: Answers::new(), rooms: vec![] });
        }
        let mut one = room(&format!("R{at}"));
        for name in ["a", "b", "law", "talk"] {
            let share = if name == "a" { density } else { 85 };
            let words = (0..people).filter(|_| below(&mut dice, 100) < share).map(|at| format!("S{at}"));
            let words = words.collect();
            if below(&mut dice, 20) > 0 {
                one.answers.insert(name.into(), Answer::Words(words));
            }
        }
        one.answers.insert("cost".into(), Answer::Number(49_000 + 1_000 * below(&mut dice, 4) as i64));
        let cares: BTreeSet<String> =
            ["薬", "針"].into_iter().filter(|_| below(&mut dice, 2) == 0).map(str::to_string).collect();
        one.answers.insert("care".into(), Answer::Words(cares));
        input.homes.last_mut().unwrap().rooms.push(one);
    }
    let codes: Vec<String> = input
        .homes
        .iter()
        .flat_map(|home| home.rooms.iter().map(|room| room.id.clone()).chain([home.id.clone()]))
        .collect();
    for one in &mut input.people {
        for _ in 0..below(&mut dice, wishes as u64 + 2) {
            let code = codes[below(&mut dice, codes.len() as u64)].clone();
            if !one.prefers.contains(&code) {
                one.prefers.push(code);
            }
        }
    }
    for person in &mut input.people {
        let home = input.homes[below(&mut dice, input.homes.len() as u64)].id.clone();
        match below(&mut dice, 16) {
            0 => person.lives_in = Some(home),
            1 => input.declined.push(Declined { person: person.id.clone(), home, by: DeclinedBy::Home }),
            2 => input.declined.push(Declined { person: person.id.clone(), home, by: DeclinedBy::Person }),
            3 => input.talked.push(Talked { person: person.id.clone(), home, criterion: "talk".into() }),
            _ => {}
        }
    }
    for _ in 0..below(&mut dice, 4) {
        let visit = AgreedVisit {
            person: format!("S{}", below(&mut dice, people as u64)),
            room: format!("R{}", below(&mut dice, rooms as u64)),
        };
        if !input.visits.contains(&visit) {
            input.visits.push(visit);
        }
    }
    input.check().unwrap();
    input
}
