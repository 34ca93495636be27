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
        WhatIf::Closes { home } => homes(&closed(input, home), today, threads, served, what),
        WhatIf::Opens { home } => homes(&opened(input, home), today, threads, served, what),
        WhatIf::Withdraws { office } => withdrawn(input, office, threads),
    };
    input.what_if.iter().map(answer).collect()
}

/// The input with a home less: who lives there seeks.
pub(crate) fn closed(input: &Input, home: &str) -> Input {
    let mut then = input.clone();
    then.homes.retain(|other| other.id != home);
    for person in &mut then.people {
        if person.state == PersonState::Housed && person.lives_in.as_deref() == Some(home) {
            person.state = PersonState::Seeking;
        }
    }
    then
}

/// The input with a home more.
pub(crate) fn opened(input: &Input, home: &Home) -> Input {
    let mut then = input.clone();
    then.homes.push(home.clone());
    then
}

/// What is done, as a condition.
pub(crate) fn done(what: &WhatIf) -> String {
    match what {
        WhatIf::Closes { home } => format!("{home}が閉じる"),
        WhatIf::Opens { home } => format!("{}が開く", home.id),
        WhatIf::Withdraws { office } => format!("{office}が手を引く"),
    }
}

fn homes(then: &Input, today: Date, threads: usize, before: usize, what: &WhatIf) -> WhatIfAnswer {
    let town = Town::of(then, today);
    let serving = serve(&Sieve::of(&town).pairs(threads).yes);
    let residents = residents_served(then, what, &town, |person| serving.is_served(person));
    let (seeking, open, served) = (town.people.len(), town.places.len(), serving.count());
    WhatIfAnswer::Homes {
        seeking,
        open,
        served,
        served_of_residents: residents,
        says: sentence::homes(&done(what), before, (seeking, open, served, residents)),
        proof: codes(&town, serving.pairs()),
    }
}

/// How many of those who lived in a home that closes have a room then. Who lives there and seeks already counts, too.
pub(crate) fn residents_served(then: &Input, what: &WhatIf, town: &Town, is_served: impl Fn(usize) -> bool) -> usize {
    let WhatIf::Closes { home } = what else { return 0 };
    let there = then.people.iter().filter(|person| person.lives_in.as_ref() == Some(home));
    let lived: HashSet<&str> = there.map(|person| &*person.id).collect();
    (0..town.people.len()).filter(|person| is_served(*person) && lived.contains(town.people[*person].id)).count()
}

fn withdrawn(input: &Input, office: &str, threads: usize) -> WhatIfAnswer {
    let (town, spare) = Town::of_clients(&input.planning, office);
    let pairs = Sieve::of(&town).pairs(threads);
    let (sure, best) = (Flow::most(&pairs.yes, &spare), Flow::most(&pairs.possible, &spare));
    let cut = sure.cut(&pairs.yes);
    let full: Vec<String> = cut.offices.iter().map(|office| town.places[*office].id.to_string()).collect();
    let (clients, taken, at_most) = (town.people.len(), sure.pairs().count(), best.pairs().count());
    WhatIfAnswer::Office {
        clients,
        taken,
        taken_at_most: at_most,
        says: sentence::office(office, (clients, taken, at_most), &full, cut.clients),
        confined: cut.clients,
        full,
        proof: codes(&town, sure.pairs()),
        proof_at_most: codes(&town, best.pairs()),
    }
}
