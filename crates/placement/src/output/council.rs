//! What the council reads: counts and sentences, no code of a person and no code of a room.

use crate::input::Priority;
use crate::output::Agreed;
use crate::reading::Serving;
use crate::sentence;
use crate::town::{Closed, Town};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The joint reading for the council.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Council {
    /// The rule of who comes first, as it was given.
    pub priority: Priority,
    /// People who seek.
    pub seeking: usize,
    /// People who do not seek now.
    pub resting: usize,
    /// Rooms that are open on the day.
    pub open: usize,
    /// Rooms that were told and whose last day is over, or whose day is still to come.
    pub out_of_date: usize,
    /// Rooms that were told and have come too far to be looked at.
    pub spoken_for: usize,
    /// Pairs of a person and an open room of which everything holds.
    pub pairs_yes: u64,
    /// Pairs of which something is not known and nothing fails.
    pub pairs_unknown: u64,
    /// Pairs of which something fails.
    pub pairs_no: u64,
    /// How many could live where everything holds, if all moved at once.
    pub served: usize,
    /// The same, if all that is not known turned out well.
    pub served_at_most: usize,
    /// By class of the priority rule, first to last.
    pub by_class: Vec<ByClass>,
    /// By how far down their list of wishes the room stands.
    pub by_wish: ByWish,
    /// Visits that were agreed.
    pub visits_agreed: usize,
    /// Those of them of which the person seeks, the room is open, and nothing fails.
    pub visits_standing: usize,
    /// Those of them in which the person has that room in the reading.
    pub visits_kept: usize,
    /// How often a criterion alone is known to stand between. Exact figures, for the secretariat: the sentences name none below
    /// three.
    pub tally: Vec<Tally>,
    /// All that, as sentences.
    pub says: Vec<String>,
}

/// One class of the priority rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ByClass {
    /// From 1.
    pub class: u32,
    /// People who seek.
    pub seeking: usize,
    /// Those who have a room in the reading.
    pub served: usize,
}

/// People who have a room in the reading, by their wish.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ByWish {
    /// 第1希望.
    pub first: usize,
    /// 第2希望.
    pub second: usize,
    /// 第3希望.
    pub third: usize,
    /// Somewhere else, though they named wishes.
    pub other: usize,
    /// They named none; every room is as near to them as any other one.
    pub none_named: usize,
}

/// How often one criterion alone stands between.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    /// The criterion's code.
    pub criterion: String,
    /// People without a room for whom, at some open room, this criterion fails and nothing else does.
    pub people: usize,
    /// Empty rooms at which, for somebody without a room, this criterion fails and nothing else does.
    pub rooms: usize,
}

/// The figures of the council from a reading; `pairs` are those of which everything holds, and those of which nothing fails.
pub(crate) fn council(
    town: &Town,
    priority: &Priority,
    serving: &Serving,
    served_at_most: usize,
    (pairs_yes, pairs_possible): (u64, u64),
    agreed: &[Agreed],
    tally: Vec<Tally>,
) -> Council {
    let mut by_wish = ByWish::default();
    for (person, place) in serving.pairs() {
        match town.wish(person, place) {
            Some(0) => by_wish.first += 1,
            Some(1) => by_wish.second += 1,
            Some(2) => by_wish.third += 1,
            Some(_) => by_wish.other += 1,
            None => by_wish.none_named += 1,
        }
    }
    let classes = priority.classes.len().max(1);
    let mut by_class: Vec<ByClass> =
        (1..=classes as u32).map(|class| ByClass { class, seeking: 0, served: 0 }).collect();
    for (person, seeker) in town.people.iter().enumerate() {
        let class = &mut by_class[(seeker.class as usize - 1).min(classes - 1)];
        class.seeking += 1;
        class.served += usize::from(serving.is_served(person));
    }
    let is_out_of_date = |closed: &Closed| matches!(closed, Closed::Expired(_) | Closed::NotYet(_));
    let mut council = Council {
        priority: priority.clone(),
        seeking: town.people.len(),
        resting: town.resting.len(),
        open: town.places.len(),
        out_of_date: town.closed.iter().filter(|(_, closed)| is_out_of_date(closed)).count(),
        spoken_for: town.closed.iter().filter(|(_, closed)| !is_out_of_date(closed)).count(),
        pairs_yes,
        pairs_unknown: pairs_possible - pairs_yes,
        pairs_no: (town.people.len() * town.places.len()) as u64 - pairs_possible,
        served: serving.count(),
        served_at_most,
        by_class,
        by_wish,
        visits_agreed: agreed.len(),
        visits_standing: agreed.iter().filter(|visit| visit.stands).count(),
        visits_kept: town.agreed.iter().filter(|(person, place)| serving.place(*person) == Some(*place)).count(),
        tally,
        says: vec![],
    };
    council.says = sentence::council(town, &council);
    council
}
