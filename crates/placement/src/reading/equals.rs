//! Among equals of whom only some can be served, and with all else being equal, the smaller codes.

use super::prefer::Market;
use crate::town::Town;
use std::collections::HashMap;

/// Lets people of a block change places with "without", as far as that costs nothing, until nobody who stays without could
/// take the turn of somebody of the block with a larger code.
pub(super) fn smaller_codes_first(town: &Town, market: &mut Market) {
    for at in 0..market.pools.len() {
        let run = town.blocks[market.pools[at].block].clone();
        let mut unseen = vec![u64::MAX; market.price.len() / 64];
        for first in run.clone() {
            if market.is_without(first) {
                change_turns(market, first, run.end, &mut unseen);
            }
        }
    }
}

/// Looks for a way that costs nothing from somebody without to somebody of the block who comes later and could stay without,
/// and lets them change turns. What a failed search has seen is closed, and is not looked at again.
fn change_turns(market: &mut Market, first: usize, end: usize, open: &mut [u64]) {
    let Some(without) = market.serving.place(first) else { return };
    let mut unseen = open.to_vec();
    let mut line: Vec<(usize, usize)> = vec![];
    let (mut at, mut person) = (0, first);
    loop {
        for place in market.all_at_no_cost(person, &mut unseen) {
            let Some(holder) = market.serving.person(place) else { continue };
            line.push((person, place));
            let is_later = first < holder && holder < end;
            if is_later && market.person_price[holder] + market.price[without] == 0 {
                turn(market, &line, first);
                market.serving.give(holder, without);
                return;
            }
        }
        let Some((_, place)) = line.get(at) else {
            open.copy_from_slice(&unseen);
            return;
        };
        at += 1;
        person = market.serving.person(*place).unwrap_or(first);
    }
}

/// Gives each one on the way the place that they found, from the last one back to the first.
fn turn(market: &mut Market, line: &[(usize, usize)], first: usize) {
    let came_from: HashMap<usize, usize> = line.iter().map(|(person, place)| (*place, *person)).collect();
    let Some((mut person, mut place)) = line.last().copied() else { return };
    while person != first {
        let left = market.serving.place_of[person] as usize;
        market.serving.give(person, place);
        place = left;
        person = came_from[&left];
    }
    market.serving.give(first, place);
}
