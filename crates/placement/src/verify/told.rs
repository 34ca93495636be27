//! Figures, visits, reasons, questions and changes.

use super::pairs::Judged;
use super::{Seen, claim, fault, hold, same};
use crate::asks::{failing, unknown};
use crate::bits::{ones, where_};
use crate::board::{Board, is_within};
use crate::check;
use crate::input::Input;
use crate::output::{self, Changes, Contention, Output, PersonReason, RoomReason, Weighed};
use crate::questions::Gathered;
use crate::reading::{Serving, reached};
use crate::reasons::{MOST_SMALLEST, empty_told, room_reason, smallest, tally, unserved_told};
use crate::relax;
use crate::town::Town;
use crate::visits;
use almanac::Date;
use std::collections::HashMap;

/// Everything that is told of the town as it is.
pub(super) fn figures(
    town: &Town,
    judged: &Judged,
    (serving, at_most): (&Serving, usize),
    input: &Input,
    output: &Output,
) -> Seen {
    let (seen_people, seen_rooms) = visits::told(town, &visits::plan(town, serving, judged));
    same(&output.visits, &seen_people, "visits")?;
    same(&output.visitors, &seen_rooms, "visitors")?;
    contentions(town, judged, serving, output)?;
    let people = people(town, judged, serving, output)?;
    let rooms = rooms(town, serving);
    same(&output.questions, &questions(town, judged, serving), "questions")?;
    let pairs = (judged.yes.count(), judged.possible.count());
    let agreed = visits::agreed(input, town);
    same(&output.agreed, &agreed, "agreed")?;
    same(&output.unasked, &input.unasked(), "unasked")?;
    let tally = tally(town, people.iter().map(|(.., counted)| counted), rooms.iter().map(|(.., counted)| counted));
    let council = output::council(town, &input.priority, serving, at_most, pairs, &agreed, tally);
    same(&output.council, &council, "council")?;
    let people = people.into_iter().map(|(person, reason, _)| (person, reason)).collect();
    let rooms = rooms.into_iter().map(|(place, reason, _)| (place, reason)).collect();
    same(&output.unserved, &unserved_told(town, people, &output.contentions), "unserved")?;
    same(&output.empty, &empty_told(town, rooms, &judged.yes.by_column()), "empty")
}

/// Each part that is told as full is closed and full, and somebody points to it.
fn contentions(town: &Town, judged: &Judged, serving: &Serving, output: &Output) -> Seen {
    let points = |at: usize| {
        output.unserved.iter().any(|one| matches!(one.reason, PersonReason::Contention { at: told } if told == at))
    };
    for (at, told) in output.contentions.iter().enumerate() {
        let path = format!("contentions[{at}]");
        hold(points(at), &path, "だれのわけでもありません。")?;
        let (rooms, holders) = part(town, serving, told, &path)?;
        let is_closed = |person: &usize| is_within(&judged.yes, *person, &rooms);
        hold(holders.iter().all(is_closed), &path, "ほかにも合う部屋があります。")?;
    }
    Ok(())
}

/// The rooms of a part as bits, and who has them.
fn part(town: &Town, serving: &Serving, told: &Contention, path: &str) -> Seen<(Vec<u64>, Vec<usize>)> {
    let mut rooms = vec![];
    for room in &told.rooms {
        match town.places.binary_search_by(|place| place.id.cmp(room)) {
            Ok(place) if rooms.last().is_none_or(|last| *last < place) => rooms.push(place),
            _ => return fault(path, "部屋の並びが違います。"),
        }
    }
    let mut holders = vec![];
    for room in &rooms {
        match serving.person(*room) {
            Some(holder) => holders.push(holder),
            None => return fault(path, "空いている部屋が入っています。"),
        }
    }
    holders.sort_unstable();
    let codes: Vec<&str> = holders.iter().map(|person| town.people[*person].id).collect();
    hold(told.holders == codes, path, "部屋に入る人が違います。")?;
    Ok((where_(town.places.len(), |place| rooms.binary_search(&place).is_ok()), holders))
}

/// How often each set of criteria fails.
type Counted = HashMap<u64, usize>;

/// Why each one has no room, with what the output points to where that proves it, and what fails for them.
fn people(
    town: &Town,
    judged: &Judged,
    serving: &Serving,
    output: &Output,
) -> Seen<Vec<(usize, PersonReason, Counted)>> {
    let told: HashMap<&str, &PersonReason> = output.unserved.iter().map(|one| (&*one.person, &one.reason)).collect();
    let mut people = vec![];
    for person in (0..town.people.len()).filter(|person| !serving.is_served(*person)) {
        let mut counted = Counted::new();
        (0..town.places.len()).for_each(|place| *counted.entry(failing(town, person, place)).or_default() += 1);
        let reason = if town.places.is_empty() {
            PersonReason::NothingOpen
        } else if ones(judged.yes.row(person)).next().is_some() {
            match told.get(town.people[person].id) {
                Some(PersonReason::Contention { at }) if *at < output.contentions.len() => {
                    one_too_many(town, judged, serving, person, &output.contentions[*at])?;
                    PersonReason::Contention { at: *at }
                }
                _ => return fault("unserved", "わけが違います。"),
            }
        } else {
            match counted.get(&0) {
                Some(rooms) => PersonReason::Ask { rooms: *rooms },
                None => PersonReason::Fails { sets: smallest(town, &counted) },
            }
        };
        people.push((person, reason, counted));
    }
    Ok(people)
}

/// Somebody has no room because a part of the town is full: they go nowhere else, nobody in it comes later than they do, and where
/// each one's own smallest part is told it is that one.
fn one_too_many(town: &Town, judged: &Judged, serving: &Serving, person: usize, told: &Contention) -> Seen {
    let (rooms, holders) = part(town, serving, told, "contentions")?;
    hold(is_within(&judged.yes, person, &rooms), "unserved", "ほかにも合う部屋があります。")?;
    let block = |person: usize| town.blocks.partition_point(|run| run.end <= person);
    let is_first = holders.iter().all(|holder| block(*holder) <= block(person));
    hold(is_first, "contentions", "優先順位の後の人が入っています。")?;
    if town.people.len() <= MOST_SMALLEST {
        let (_, smallest) = reached(&judged.yes, serving, [person]);
        hold(rooms == smallest, "contentions", "いちばん小さいまとまりではありません。")?;
    }
    Ok(())
}

/// Why each room is empty, and what fails at it for those without a room.
fn rooms(town: &Town, serving: &Serving) -> Vec<(usize, RoomReason, Counted)> {
    let lacking: Vec<usize> = (0..town.people.len()).filter(|person| !serving.is_served(*person)).collect();
    let empty = (0..town.places.len()).filter(|place| serving.person(*place).is_none());
    let reason = |place| {
        let mut counted = Counted::new();
        lacking.iter().for_each(|person| *counted.entry(failing(town, *person, place)).or_default() += 1);
        (place, room_reason(town, &counted), counted)
    };
    empty.map(reason).collect()
}

fn questions(town: &Town, judged: &Judged, serving: &Serving) -> output::Questions {
    let mut gathered = Gathered::default();
    for person in 0..town.people.len() {
        for place in ones(judged.possible.row(person)) {
            if !judged.yes.has(person, place) {
                gathered.take(town, (person, place), unknown(town, person, place));
            }
        }
    }
    gathered.told(town, &judged.yes, serving)
}

/// Each named change is made and its proof looked at; where there are few enough, all are weighed again.
pub(super) fn changes(input: &Input, today: Date, town: &Town, serving: &Serving, told: &Changes) -> Seen {
    let named = told
        .singles
        .iter()
        .map(|one| ("changes.singles", one, 1))
        .chain(told.pair.iter().map(|pair| ("changes.pair", pair, 2)));
    for (path, weighed, count) in named {
        hold(weighed.changes.len() == count, path, "見直しの数が違います。")?;
        made(input, today, (town, serving), weighed, path)?;
    }
    hold(told.asked <= 2, "changes.asked", "0から2までです。")?;
    // That no other one is better has no short proof.
    let board = Board::of(town, 1);
    same(told, &relax::changes(&board, input, told.asked), "changes")
}

/// Makes a change and looks whether it houses what it says.
fn made(input: &Input, today: Date, (before, serving): (&Town, &Serving), weighed: &Weighed, path: &str) -> Seen {
    let mut then = input.clone();
    for change in &weighed.changes {
        if let Err(refusal) = check::change(input, change, path) {
            return fault(path, refusal.sentence);
        }
        then.changes.push(change.clone());
    }
    let town = Town::of(&then, today);
    let judged = Judged::of(&town);
    let path = format!("{path}.proof");
    let served = claim::serving(&town, &judged.yes, &weighed.proof, &path)?;
    claim::is_most(&judged.yes, &served, &path)?;
    hold(served.count().checked_sub(serving.count()) == Some(weighed.gain), &path, "増える人数が違います。")?;
    let again = relax::said(before, weighed.changes.clone(), weighed.gain, weighed.proof.clone());
    same(weighed, &again, &path)
}
