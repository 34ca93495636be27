//! Codes that are named and have to be there.

use super::Checked;
use crate::criterion::{Criterion, Ground};
use crate::input::Input;
use crate::refusal::Refusal;
use std::collections::HashSet;

/// Refuses a code that nothing has.
pub(super) fn there(path: String, code: &str, is_there: bool, what: &str) -> Checked {
    let sentence = || format!("「{code}」という{what}がありません。番号を確かめてください。");
    if is_there { Ok(()) } else { Err(Refusal::new(path, sentence())) }
}

/// Wishes, homes of people, visits, noes and talks name what is there.
pub(super) fn links(input: &Input) -> Checked {
    let people: HashSet<&str> = input.people.iter().map(|person| &*person.id).collect();
    let homes: HashSet<&str> = input.homes.iter().map(|home| &*home.id).collect();
    let rooms: HashSet<&str> = input.homes.iter().flat_map(|home| &home.rooms).map(|room| &*room.id).collect();
    for (at, person) in input.people.iter().enumerate() {
        if let Some(home) = &person.lives_in {
            there(format!("people[{at}].lives_in"), home, homes.contains(&**home), "住居")?;
        }
        for (wish, code) in person.prefers.iter().enumerate() {
            let known = homes.contains(&**code) || rooms.contains(&**code);
            there(format!("people[{at}].prefers[{wish}]"), code, known, "住居・部屋")?;
            if person.prefers[..wish].contains(code) {
                let sentence = format!("「{code}」が2回あります。1つにしてください。");
                return Err(Refusal::new(format!("people[{at}].prefers[{wish}]"), sentence));
            }
        }
    }
    let mut agreed = HashSet::new();
    for (at, visit) in input.visits.iter().enumerate() {
        there(format!("visits[{at}].person"), &visit.person, people.contains(&*visit.person), "人")?;
        there(format!("visits[{at}].room"), &visit.room, rooms.contains(&*visit.room), "部屋")?;
        if !agreed.insert((&visit.person, &visit.room)) {
            return Err(Refusal::new(format!("visits[{at}]"), "同じ見学が2つあります。1つにしてください。"));
        }
    }
    for (at, declined) in input.declined.iter().enumerate() {
        there(format!("declined[{at}].person"), &declined.person, people.contains(&*declined.person), "人")?;
        there(format!("declined[{at}].home"), &declined.home, homes.contains(&*declined.home), "住居")?;
    }
    for (at, talked) in input.talked.iter().enumerate() {
        there(format!("talked[{at}].person"), &talked.person, people.contains(&*talked.person), "人")?;
        there(format!("talked[{at}].home"), &talked.home, homes.contains(&*talked.home), "住居")?;
        let talk = |criterion: &&Criterion| criterion.ground == Ground::Talk && criterion.id == talked.criterion;
        let is_talk = input.criteria.iter().any(|criterion| talk(&criterion));
        there(format!("talked[{at}].criterion"), &talked.criterion, is_talk, "話し合いの条件")?;
    }
    Ok(())
}
