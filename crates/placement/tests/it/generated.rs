//! Invented towns as large as real ones: looked through by another way, on any number of threads, in any order.

use crate::small::today;
use oorandom::Rand64;
use placement::{
    Date, Input, MOST_VISITS, Options, Output, PersonReason, Size, WhatIf, WhatIfAnswer, generate, place, text, verify,
};
use std::collections::HashMap;

fn made(people: usize, rooms: usize, seed: u64) -> (Input, Output) {
    let input = generate(Size { people, rooms, seed }, today());
    input.check().unwrap();
    let output = place(&input, today(), Options { relax: 2, threads: 2 });
    (input, output)
}

#[test]
fn what_is_told_of_an_invented_town_is_so() {
    for (seed, (people, rooms)) in
        (0..).zip([(0, 0), (1, 1), (3, 0), (0, 4), (45, 30), (45, 90), (300, 200), (70, 64), (64, 65)])
    {
        let (input, output) = made(people, rooms, seed);
        assert_eq!(verify(&input, today(), &output), Ok(()), "{people} × {rooms}");
        let read: Output = serde_json::from_str(&serde_json::to_string(&output).unwrap()).unwrap();
        assert_eq!(read, output, "an output is read as it was written");
        let input_read = Input::read(serde_json::to_string(&input).unwrap().as_bytes()).unwrap();
        assert_eq!(input_read, input, "an input is read as it was written");
    }
    for seed in 10..40 {
        let (input, output) = made(45, 30, seed);
        assert_eq!(verify(&input, today(), &output), Ok(()), "town {seed}");
    }
}

#[test]
fn the_answer_depends_on_no_order_and_on_no_number_of_threads() {
    let (mut input, output) = made(120, 80, 7);
    let mut dice = Rand64::new(1);
    let mut shuffle = |count: usize| -> Vec<usize> {
        let mut order: Vec<usize> = (0..count).collect();
        for at in (1..count).rev() {
            order.swap(at, dice.rand_range(0..at as u64 + 1) as usize);
        }
        order
    };
    let order = shuffle(input.people.len());
    input.people = order.iter().map(|at| input.people[*at].clone()).collect();
    let order = shuffle(input.homes.len());
    input.homes = order.iter().map(|at| input.homes[*at].clone()).collect();
    for home in &mut input.homes {
        home.rooms.reverse();
    }
    input.visits.reverse();
    input.declined.reverse();
    input.planning.clients.reverse();
    input.planning.offices.reverse();
    for threads in [1, 2, 3, 8, 200] {
        assert_eq!(place(&input, today(), Options { relax: 2, threads }), output, "{threads} threads");
    }
}

#[test]
fn a_vacancy_past_its_last_day_leaves_the_list() {
    let (input, output) = made(45, 30, 3);
    let room = input
        .homes
        .iter()
        .flat_map(|home| &home.rooms)
        .find(|room| output.visitors.iter().any(|seen| seen.room == room.id));
    let room = room.unwrap();
    let is_listed = |day: Date| {
        let output = place(&input, day, Options::default());
        output.visitors.iter().any(|seen| seen.room == room.id)
    };
    assert!(is_listed(room.expires_on));
    assert!(!is_listed(room.expires_on.succ_opt().unwrap()));
}

#[test]
fn nobody_sees_more_than_three_rooms_and_no_room_more_than_three_people() {
    for seed in 0..20 {
        let (input, output) = made(60, 25, seed);
        let agreed = |person: &str, room: &str| {
            output.agreed.iter().filter(|visit| visit.person == person || visit.room == room).count()
        };
        assert!(output.visits.iter().all(|one| one.rooms.len() <= MOST_VISITS.max(agreed(&one.person, ""))));
        assert!(output.visitors.iter().all(|one| one.people.len() <= MOST_VISITS.max(agreed("", &one.room))));
        let seen: HashMap<&str, Vec<&str>> = output
            .visits
            .iter()
            .map(|person| (&*person.person, person.rooms.iter().map(|visit| &*visit.room).collect()))
            .collect();
        for (person, room) in &output.proof.served {
            assert!(seen[&**person].contains(&&**room), "town {seed}: {person} never sees {room}");
        }
        for declined in &input.declined {
            let of_home = |room: &&str| room.starts_with(&format!("{}-", declined.home));
            let agreed =
                |room: &&str| input.visits.iter().any(|visit| visit.person == declined.person && visit.room == *room);
            let seen = seen.get(&*declined.person).into_iter().flatten();
            assert!(seen.filter(|room| of_home(room)).all(agreed), "who said no is not asked again");
        }
    }
}

#[test]
fn so_many_contend_for_one_room_less() {
    let mut seen = 0;
    for seed in 0..20 {
        let (_, output) = made(150, 30, seed);
        for one in &output.unserved {
            if let PersonReason::Contention { at } = one.reason {
                let told = &output.contentions[at];
                assert_eq!(told.rooms.len(), told.holders.len());
                assert!(!told.holders.contains(&one.person));
                seen += 1;
            }
        }
    }
    assert!(seen > 100, "{seen}");
}

#[test]
fn what_closes_and_who_withdraws_is_told_as_if_it_had_been() {
    for seed in 0..20 {
        let (mut input, output) = made(60, 30, seed);
        let (WhatIf::Closes { home }, WhatIfAnswer::Homes { served, open, seeking, .. }) =
            (&input.what_if[0].clone(), &output.what_if[0])
        else {
            panic!("the first is of a home");
        };
        input.homes.retain(|other| other.id != *home);
        for person in &mut input.people {
            person.prefers.retain(|wish| wish != home);
            if person.lives_in.as_ref() == Some(home) && person.state == placement::PersonState::Housed {
                person.state = placement::PersonState::Seeking;
            }
            person.lives_in = None;
        }
        input.declined.retain(|declined| declined.home != *home);
        input.talked.retain(|talked| talked.home != *home);
        input.visits.retain(|visit| !visit.room.starts_with(&format!("{home}-")));
        input.what_if.clear();
        input.check().unwrap();
        let then = place(&input, today(), Options::default());
        assert_eq!((then.council.served, then.council.open, then.council.seeking), (*served, *open, *seeking));
        let WhatIfAnswer::Office { clients, taken, taken_at_most, full, confined, .. } = &output.what_if[1] else {
            panic!("the second is of an office");
        };
        let spare =
            |code: &String| input.planning.offices.iter().find(|office| office.id == *code).unwrap().spare as usize;
        assert_eq!(
            confined - full.iter().map(spare).sum::<usize>(),
            clients - taken,
            "the cut is as tight as the flow"
        );
        assert!(taken <= taken_at_most && taken_at_most <= clients);
    }
}

#[test]
fn the_council_reads_no_code_of_a_person_or_a_room() {
    let (_, output) = made(45, 30, 1);
    let council = serde_json::to_string(&output.council).unwrap();
    for person in &output.visits {
        assert!(!council.contains(&person.person));
    }
    for room in &output.visitors {
        assert!(!council.contains(&room.room));
    }
    assert!(text(&output).contains("住まいは、本人と事業所の契約です"));
}
