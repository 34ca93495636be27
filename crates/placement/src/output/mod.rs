//! What is answered. Codes for programs, sentences (`says`) for people; a proof for whoever does not believe it.

mod change;
mod council;

pub use change::{Changes, Weighed, WhatIfAnswer};
pub(crate) use council::council;
pub use council::{ByClass, ByWish, Council, Tally};

use crate::input::RoomState;
use almanac::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The code of the form of an output.
pub const OUTPUT: &str = "nimo-placement-output/1";

/// The answer to one input on one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Output {
    /// `nimo-placement-output/1`.
    pub format: String,
    /// The day on which it was read.
    pub today: Date,
    /// For the council: no code of a person and no code of a room.
    pub council: Council,
    /// Visits that were agreed, whether they still stand.
    pub agreed: Vec<Agreed>,
    /// Proposed visits (見学の案) of each person, in order of priority, with those that were agreed and stand.
    pub visits: Vec<PersonVisits>,
    /// The same visits by room.
    pub visitors: Vec<RoomVisitors>,
    /// Why somebody who seeks has no room in the joint reading, in order of priority; who rests, last.
    pub unserved: Vec<Unserved>,
    /// Why a room that was told is empty in the joint reading, by code.
    pub empty: Vec<EmptyRoom>,
    /// Parts of the town in which more people than rooms meet.
    pub contentions: Vec<Contention>,
    /// What to ask, the question that could open most first.
    pub questions: Questions,
    /// The changes that would open most doors.
    pub changes: Changes,
    /// What would be if, in the order of the input.
    pub what_if: Vec<WhatIfAnswer>,
    /// Answers that were given and that no criterion asks for, by name: perhaps a slip of the pen.
    pub unasked: Vec<String>,
    /// What proves it.
    pub proof: Proof,
}

/// A visit that was agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Agreed {
    /// The person's code.
    pub person: String,
    /// The room's code.
    pub room: String,
    /// Does the person seek, is the room open, and does nothing fail?
    pub stands: bool,
    /// The same, as a sentence.
    pub says: String,
}

/// The visits of one person: up to three, or as many as were agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonVisits {
    /// The person's code.
    pub person: String,
    /// The rooms, the first to look at first.
    pub rooms: Vec<Visit>,
}

/// One proposed visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Visit {
    /// The room's code.
    pub room: String,
    /// Why this room.
    pub because: Because,
    /// How far down the list of wishes it stands, from 1; 4 for every other room; nothing for who named none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wish: Option<usize>,
    /// What to ask first.
    pub ask: Vec<Ask>,
    /// All that, as one sentence.
    pub says: String,
}

/// Why a visit is proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// It was agreed.
    Agreed,
    /// In the joint reading it is theirs.
    Reading,
    /// Everything holds.
    Fits,
    /// It would hold if what is not known turns out well.
    Maybe,
}

/// The visitors of one room: up to three, or as many as were agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RoomVisitors {
    /// The room's code.
    pub room: String,
    /// The people, in order of priority.
    pub people: Vec<String>,
}

/// Somebody without a room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Unserved {
    /// The person's code.
    pub person: String,
    /// Why.
    pub reason: PersonReason,
    /// The same, as a sentence.
    pub says: String,
}

/// Why somebody has no room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum PersonReason {
    /// They do not seek now.
    Resting,
    /// No room is open.
    NothingOpen,
    /// Rooms hold, and as many people as there are such rooms come first or as early.
    Contention {
        /// The part of the town, counted from 0 in `contentions`.
        at: usize,
    },
    /// No room holds for certain; some may, once it is asked.
    Ask {
        /// How many.
        rooms: usize,
    },
    /// Every open room fails: the smallest sets of criteria that fail together.
    Fails {
        /// No set holds another one.
        sets: Vec<FailingSet>,
    },
}

/// A smallest set of criteria that fail together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FailingSet {
    /// Their codes, in the order of the input.
    pub criteria: Vec<String>,
    /// At how many rooms (or for how many people) exactly these fail.
    pub count: usize,
}

/// A room that stays empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EmptyRoom {
    /// The room's code.
    pub room: String,
    /// Why.
    pub reason: RoomReason,
    /// People for whom everything holds; they have another room in the reading.
    pub suits: usize,
    /// The same, as a sentence.
    pub says: String,
}

/// Why a room stays empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum RoomReason {
    /// It is said to be told on a day that is still to come.
    NotYet {
        /// That day.
        on: Date,
    },
    /// Its last day is over: it has left the list.
    Expired {
        /// The last day.
        on: Date,
    },
    /// It has come too far to be looked at.
    State {
        /// How far.
        state: RoomState,
    },
    /// Nobody who seeks is without a room.
    AllServed,
    /// It may hold for somebody without a room, once it is asked.
    Ask {
        /// How many people.
        people: usize,
    },
    /// It fails for everybody without a room: the smallest sets of criteria that fail together.
    Fails {
        /// No set holds another one.
        sets: Vec<FailingSet>,
    },
}

/// Some people and as many rooms: nothing else holds for these people. Whoever points here has no room, comes no earlier than any
/// of them, and makes one too many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contention {
    /// The rooms, by code.
    pub rooms: Vec<String>,
    /// Who has them in the reading, in order of priority.
    pub holders: Vec<String>,
}

/// What to ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Questions {
    /// How many questions are open in all.
    pub in_all: usize,
    /// The first of them.
    pub first: Vec<Question>,
}

/// One question, and what a good answer could open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The question.
    pub ask: Ask,
    /// How many people more could have a room in the reading with this answer alone; nothing where there are too many pairs to
    /// weigh.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub houses: Option<usize>,
    /// Pairs that this answer alone could open.
    pub pairs: usize,
    /// Pairs in which it is open, others beside it.
    pub among: usize,
    /// The question, as a sentence.
    pub says: String,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Ask {
    /// To a person.
    Person {
        /// The person's code.
        person: String,
        /// The name of the answer.
        answer: String,
    },
    /// To a home.
    Home {
        /// The home's code.
        home: String,
        /// The name of the answer.
        answer: String,
    },
    /// Something to talk about, with the person's consent.
    Talk {
        /// The person's code.
        person: String,
        /// The home's code.
        home: String,
        /// The criterion's code.
        criterion: String,
    },
}

/// What proves the joint reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Proof {
    /// Who would have which room, in order of priority: nobody is placed by it.
    pub served: Vec<(String, String)>,
    /// The same if all that is not known turned out well.
    pub served_at_most: Vec<(String, String)>,
    /// Prices of people, in order of priority; in units of 1 ÷ (people + 1) of a step down the list of wishes.
    pub person_prices: Vec<i64>,
    /// Prices of rooms, by code; never above 0.
    pub room_prices: Vec<i64>,
    /// Prices of staying without, of each run of people equal in priority of whom only some are served.
    pub without_prices: Vec<(usize, i64)>,
}
