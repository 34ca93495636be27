//! What would be if a home closed or opened, or a planning office withdrew.

use super::claim;
use super::pairs::Judged;
use super::{Seen, fault, hold, same};
use crate::bits::{Grid, ones};
use crate::input::{Input, WhatIf};
use crate::output::WhatIfAnswer;
use crate::reading::NONE;
use crate::town::Town;
use crate::what_if::{self, closed, opened, told};
use almanac::Date;
use std::collections::HashMap;

pub(super) fn what_if(
    input: &Input,
    today: Date,
    (what, answer): (&WhatIf, &WhatIfAnswer),
    before: usize,
    path: &str,
) -> Seen {
    match (what, answer) {
        (WhatIf::Closes { home }, WhatIfAnswer::Homes { .. }) => {
            homes(input, &closed(input, home), today, (what, answer), (before, path))
        }
        (WhatIf::Opens { home }, WhatIfAnswer::Homes { .. }) => {
            homes(input, &opened(input, home, today), today, (what, answer), (before, path))
        }
        (WhatIf::Withdraws { office }, WhatIfAnswer::Office { .. }) => withdrawn(input, office, answer, path),
        _ => fault(path, "問いと答えが合いません。"),
    }
}

fn homes(
    input: &Input,
    then: &Input,
    today: Date,
    (what, answer): (&WhatIf, &WhatIfAnswer),
    (before, path): (usize, &str),
) -> Seen {
    let WhatIfAnswer::Homes { proof, .. } = answer else { return fault(path, "問いと答えが合いません。") };
    let town = Town::of(then, today);
    let judged = Judged::of(&town);
    let path = format!("{path}.homes");
    let serving = claim::serving(&town, &judged.yes, proof, &path)?;
    claim::is_first(&judged.yes, &serving, |person| person, &path)?;
    let is = told(input, &town, what, before, |person| serving.is_served(person), proof.clone());
    same(answer, &is, &path)
}

/// Clients by office, as told.
struct Told {
    office_of: Vec<u32>,
    load: Vec<u32>,
}

fn taken(town: &Town, grid: &Grid, spare: &[u32], pairs: &[(String, String)], path: &str) -> Seen<Told> {
    let at: HashMap<&str, usize> = town.people.iter().enumerate().map(|(at, client)| (client.id, at)).collect();
    let mut told = Told { office_of: vec![NONE; town.people.len()], load: vec![0; town.places.len()] };
    let mut last = None;
    for (client, office) in pairs {
        let (Some(client), Ok(office)) =
            (at.get(&**client), town.places.binary_search_by(|place| place.id.cmp(office)))
        else {
            return fault(path, "ない利用者か、ない事業所です。");
        };
        hold(last.is_none_or(|last| last < *client), path, "利用者の並びが違います。")?;
        last = Some(*client);
        hold(grid.has(*client, office), path, "条件の合わない組です。")?;
        told.office_of[*client] = office as u32;
        told.load[office] += 1;
        hold(told.load[office] <= spare[office], path, "空きより多く受けています。")?;
    }
    Ok(told)
}

/// Who is left, and whoever they lead to: offices that must all be full, and their clients.
fn cut(grid: &Grid, spare: &[u32], told: &Told, path: &str) -> Seen<(Vec<usize>, usize)> {
    let mut of_office: Vec<Vec<usize>> = vec![vec![]; grid.columns()];
    let taken = told.office_of.iter().enumerate().filter(|(_, office)| **office != NONE);
    taken.for_each(|(client, office)| of_office[*office as usize].push(client));
    let mut line: Vec<usize> = (0..grid.rows()).filter(|client| told.office_of[*client] == NONE).collect();
    let (mut offices, mut clients) = (std::collections::BTreeSet::new(), line.len());
    while let Some(client) = line.pop() {
        for office in ones(grid.row(client)) {
            if offices.insert(office) {
                hold(told.load[office] == spare[office], path, "まだ引き受けられる事業所があります。")?;
                line.extend(&of_office[office]);
                clients += of_office[office].len();
            }
        }
    }
    Ok((offices.into_iter().collect(), clients))
}

fn withdrawn(input: &Input, office: &str, answer: &WhatIfAnswer, path: &str) -> Seen {
    let WhatIfAnswer::Office { proof, proof_at_most, .. } = answer else {
        return fault(path, "問いと答えが合いません。");
    };
    let (town, spare) = Town::of_clients(&input.planning, office);
    let judged = Judged::of(&town);
    let path = format!("{path}.office");
    let sure = taken(&town, &judged.yes, &spare, proof, &path)?;
    let (offices, confined) = cut(&judged.yes, &spare, &sure, &path)?;
    let best = taken(&town, &judged.possible, &spare, proof_at_most, &path)?;
    cut(&judged.possible, &spare, &best, &path)?;
    let full: Vec<&str> = offices.iter().map(|office| town.places[*office].id).collect();
    let room: u32 = offices.iter().map(|office| spare[*office]).sum();
    let nowhere = (0..town.people.len()).filter(|client| ones(judged.yes.row(*client)).next().is_none()).count();
    let proofs = (proof.clone(), proof_at_most.clone());
    let is = what_if::offices(office, town.people.len(), proofs, (&full, room), (confined, nowhere));
    same(answer, &is, &path)
}
