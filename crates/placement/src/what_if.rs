//! What would be if a home closed or opened, or a planning office withdrew: the town is read again, with that done.

use crate::board::codes;
use crate::flow::Flow;
use crate::input::{Home, Input, PersonState, WhatIf};
use crate::output::WhatIfAnswer;
use crate::reading::serve;
use crate::sentence;
use crate::sieve::Sieve;
use crate::town::Town;
use almanac::Date;
use std::collections::HashSet;

/// Every "what if" of an input; `served` is how many have a room without it.
pub(crate) fn answers(input: &Input, today: Date, threads: usize, served: usize) -> Vec<WhatIfAnswer> {
    let answer = |what: &WhatIf| match what {
        WhatIf::Closes { home } => homes(input, &closed(input, home), today, threads, (served, what)),
        WhatIf::Opens { home } => homes(input, &opened(input, home, today), today, threads, (served, what)),
        WhatIf::Withdraws { office } => withdrawn(input, office, threads),
    };
    input.what_if.iter().map(answer).collect()
}

/// The input with a home less: who lives there seeks, whoever rested, too.
pub(crate) fn closed(input: &Input, home: &str) -> Input {
    let mut then = input.clone();
    then.homes.retain(|other| other.id != home);
    for person in &mut then.people {
        if person.lives_in.as_deref() == Some(home) {
            person.state = PersonState::Seeking;
        }
    }
    then
}

/// The input with a home more.
pub(crate) fn opened(input: &Input, home: &Home, today: Date) -> Input {
    let mut then = input.clone();
    let mut home = home.clone();
    for room in &mut home.rooms {
        // What would be if it were open now: a plan is told with days to come.
        (room.as_of, room.expires_on) = (today, room.expires_on.max(today));
    }
    then.homes.push(home);
    then
}

fn homes(input: &Input, then: &Input, today: Date, threads: usize, (before, what): (usize, &WhatIf)) -> WhatIfAnswer {
    let town = Town::of(then, today);
    let serving = serve(&Sieve::of(&town).pairs(threads).yes);
    let proof = codes(&town, serving.pairs());
    told(input, &town, what, before, |person| serving.is_served(person), proof)
}

/// What is told of a town in which a home has closed or opened.
pub(crate) fn told(
    input: &Input,
    town: &Town,
    what: &WhatIf,
    before: usize,
    is_served: impl Fn(usize) -> bool,
    proof: Vec<(String, String)>,
) -> WhatIfAnswer {
    let lived: HashSet<&str> = match what {
        WhatIf::Closes { home } => {
            // Who lives there and seeks is among those who seek already.
            let there = input.people.iter().filter(|person| person.lives_in.as_ref() == Some(home));
            there.filter(|person| person.state != PersonState::Seeking).map(|person| &*person.id).collect()
        }
        _ => HashSet::new(),
    };
    let seek = |person: &usize| lived.contains(town.people[*person].id);
    let residents = (0..town.people.len()).filter(seek).count();
    let served_of_residents = (0..town.people.len()).filter(seek).filter(|person| is_served(*person)).count();
    let (seeking, open, served) = (town.people.len(), town.places.len(), proof.len());
    let others = (before, served - served_of_residents, seeking - residents);
    let says = sentence::homes(what, open, others, (residents, served_of_residents));
    WhatIfAnswer::Homes { seeking, open, served, residents, served_of_residents, says, proof }
}

fn withdrawn(input: &Input, office: &str, threads: usize) -> WhatIfAnswer {
    let (town, spare) = Town::of_clients(&input.planning, office);
    let pairs = Sieve::of(&town).pairs(threads);
    let (sure, best) = (Flow::most(&pairs.yes, &spare), Flow::most(&pairs.possible, &spare));
    let cut = sure.cut(&pairs.yes);
    let full: Vec<&str> = cut.offices.iter().map(|office| town.places[*office].id).collect();
    let room: u32 = cut.offices.iter().map(|office| spare[*office]).sum();
    let nowhere = (0..town.people.len()).filter(|client| pairs.yes.row(*client).iter().all(|word| *word == 0)).count();
    let taken = (codes(&town, sure.pairs()), codes(&town, best.pairs()));
    offices(office, town.people.len(), taken, (&full, room), (cut.clients, nowhere))
}

/// Client and office, by client.
type Taken = Vec<(String, String)>;

/// What is told of an office that has withdrawn: who is taken for certain, and who could be.
pub(crate) fn offices(
    office: &str,
    clients: usize,
    (proof, proof_at_most): (Taken, Taken),
    (full, spare): (&[&str], u32),
    (confined, nowhere): (usize, usize),
) -> WhatIfAnswer {
    let (taken, taken_at_most) = (proof.len(), proof_at_most.len());
    let says = sentence::office(office, (clients, taken, taken_at_most), (full, spare), confined - nowhere);
    let full = full.iter().map(|office| (*office).to_string()).collect();
    WhatIfAnswer::Office { clients, taken, taken_at_most, full, confined, nowhere, says, proof, proof_at_most }
}
