//! What is asked: people who seek a home, homes with their rooms, what must hold, and what is weighed. Ids only; no name enters.

use crate::answer::{Answers, read_answers};
use crate::check;
use crate::criterion::Criterion;
use crate::refusal::Refusal;
use almanac::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The code of the form of an input.
pub const INPUT: &str = "nimo-placement/1";

/// One question to the whole of a town.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// `nimo-placement/1`.
    pub format: String,
    /// The day on which it is read, if the reader names none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub today: Option<Date>,
    /// The town's written rule of who comes first.
    #[serde(default)]
    pub priority: Priority,
    /// What must hold between a person and a room.
    #[serde(default)]
    pub criteria: Vec<Criterion>,
    /// The people.
    #[serde(default)]
    pub people: Vec<Person>,
    /// The homes with their rooms that were told as vacant.
    #[serde(default)]
    pub homes: Vec<Home>,
    /// Visits that were agreed and are still to come.
    #[serde(default)]
    pub visits: Vec<AgreedVisit>,
    /// Who said no after all, to a home or to a person.
    #[serde(default)]
    pub declined: Vec<Declined>,
    /// What was talked about and settled: the home takes this person in spite of a criterion of ground `talk`.
    #[serde(default)]
    pub talked: Vec<Talked>,
    /// Steps of monthly rent aid to weigh, in yen.
    #[serde(default)]
    pub aid_yen: Vec<i64>,
    /// Changes that are made before anything is read.
    #[serde(default)]
    pub changes: Vec<Change>,
    /// Planning offices with the people whose plans they make.
    #[serde(default)]
    pub planning: Planning,
    /// What would be if.
    #[serde(default)]
    pub what_if: Vec<WhatIf>,
}

/// Who comes first (優先順位): the town's written, dated rule. Without one: no classes. Within a class the earlier wish comes first,
/// who has no day last.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Priority {
    /// The rule in the town's words.
    #[serde(default)]
    pub rule: String,
    /// The day on which it was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_on: Option<Date>,
    /// The names of its classes, first to last. A person's `class` counts from 1.
    #[serde(default)]
    pub classes: Vec<String>,
}

/// One person, as a number and answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// A code that tells nothing about the person.
    pub id: String,
    /// Seeking, resting, or living in a home.
    #[serde(default)]
    pub state: PersonState,
    /// The day of the wish; nobody waits longer than who has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Date>,
    /// The class of the priority rule, from 1; where there is more than one, all but those who rest have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<u32>,
    /// The home in which somebody lives, if in one; its rooms are not proposed to them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lives_in: Option<String>,
    /// Homes or rooms in the order of the wish. The first three count; every other one comes fourth.
    #[serde(default)]
    pub prefers: Vec<String>,
    /// What is known.
    #[serde(default, deserialize_with = "read_answers")]
    pub answers: Answers,
}

/// Whether somebody seeks a home.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PersonState {
    /// 探している.
    #[default]
    Seeking,
    /// 今は探していない.
    Resting,
    /// 住んでいる: seeks only if the home closes.
    Housed,
}

/// One home (住居) with its rooms.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Home {
    /// Its code.
    pub id: String,
    /// What holds for all its rooms.
    #[serde(default, deserialize_with = "read_answers")]
    pub answers: Answers,
    /// The rooms that were told.
    #[serde(default)]
    pub rooms: Vec<Room>,
}

/// One room that was told as vacant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Room {
    /// Its code.
    pub id: String,
    /// How far it has come.
    #[serde(default)]
    pub state: RoomState,
    /// The day on which it was told.
    pub as_of: Date,
    /// The last day on which it is believed.
    pub expires_on: Date,
    /// What holds for this room alone; goes before the home's answer of the same name.
    #[serde(default, deserialize_with = "read_answers")]
    pub answers: Answers,
}

/// How far a room has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RoomState {
    /// 空.
    #[default]
    Vacant,
    /// 見学中: others may still look at it.
    Visiting,
    /// 予約.
    Reserved,
    /// 体験中.
    Trial,
    /// 成約.
    Taken,
    /// 取下げ.
    Withdrawn,
}

/// A visit (見学) that was agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreedVisit {
    /// The person's code.
    pub person: String,
    /// The room's code.
    pub room: String,
}

/// A no that was said after people met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Declined {
    /// The person's code.
    pub person: String,
    /// The home's code.
    pub home: String,
    /// Who said it.
    pub by: DeclinedBy,
}

/// Who said no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeclinedBy {
    /// 本人.
    Person,
    /// 事業所.
    Home,
}

/// What was talked about and settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Talked {
    /// The person's code.
    pub person: String,
    /// The home's code.
    pub home: String,
    /// A criterion of ground `talk`.
    pub criterion: String,
}

/// One change (見直し) that somebody could make.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Change {
    /// A criterion is no longer asked for where it fails, at one home or everywhere. What is provided or paid is not lifted: it is
    /// taught, or aided.
    Lift {
        /// The criterion's code.
        criterion: String,
        /// The home's code; everywhere without one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        home: Option<String>,
    },
    /// A skill is taught: the place provides one more thing, at one home or everywhere.
    Teach {
        /// A criterion of the rule `provides` and the ground `skill`.
        criterion: String,
        /// What is provided from then on.
        word: String,
        /// The home's code; everywhere without one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        home: Option<String>,
    },
    /// Everybody's budget grows by a monthly rent aid.
    Aid {
        /// A criterion of the rule `at_most` (a cost) and the ground `money`.
        criterion: String,
        /// Yen a month.
        yen: i64,
    },
}

/// Planning offices (計画相談) and the people whose plans they make.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Planning {
    /// What must hold between a person and an office.
    #[serde(default)]
    pub criteria: Vec<Criterion>,
    /// The offices.
    #[serde(default)]
    pub offices: Vec<PlanningOffice>,
    /// The people.
    #[serde(default)]
    pub clients: Vec<Client>,
}

/// One planning office.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanningOffice {
    /// Its code.
    pub id: String,
    /// How many more people it could take.
    pub spare: u32,
    /// What is known of it.
    #[serde(default, deserialize_with = "read_answers")]
    pub answers: Answers,
}

/// Somebody whose plan an office makes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Client {
    /// A code that tells nothing about the person.
    pub id: String,
    /// The office's code.
    pub office: String,
    /// What is known.
    #[serde(default, deserialize_with = "read_answers")]
    pub answers: Answers,
}

/// What would be if (もし).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum WhatIf {
    /// A home closes: its rooms leave, and who lives there seeks.
    Closes {
        /// The home's code.
        home: String,
    },
    /// A home opens.
    Opens {
        /// The home with its rooms.
        home: Home,
    },
    /// A planning office withdraws.
    Withdraws {
        /// The office's code.
        office: String,
    },
}

impl Input {
    /// An input from the bytes of a JSON file, checked.
    ///
    /// # Errors
    /// The first thing that is wrong, with its path and what to do.
    pub fn read(json: &[u8]) -> Result<Self, Refusal> {
        let mut reader = serde_json::Deserializer::from_slice(json);
        let input: Self = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
            let path = error.path().to_string();
            let inner = error.into_inner();
            let what = format!("ここが読めません（{inner}）。形は docs/placement-input.schema.json にあります。");
            Refusal::new(if path == "." { String::new() } else { path }, what)
        })?;
        reader.end().map_err(|error| Refusal::new("", format!("JSONのあとに余分なものがあります（{error}）。")))?;
        input.check()?;
        Ok(input)
    }

    /// Looks through all that the types cannot say.
    ///
    /// # Errors
    /// The first thing that is wrong, with its path and what to do.
    pub fn check(&self) -> Result<(), Refusal> {
        check::input(self)
    }

    /// Names of answers that no criterion asks for, of people and of places, ascending.
    pub(crate) fn unasked(&self) -> Vec<String> {
        let of_people: BTreeSet<&str> = self.criteria.iter().flat_map(|criterion| criterion.rule.of_person()).collect();
        let of_places: BTreeSet<&str> = self.criteria.iter().map(|criterion| criterion.rule.of_place()).collect();
        let rooms = self.homes.iter().flat_map(|home| home.rooms.iter().map(|room| &room.answers));
        let places = self.homes.iter().map(|home| &home.answers).chain(rooms).flat_map(|answers| answers.keys());
        let people = self.people.iter().flat_map(|person| person.answers.keys());
        let unasked = people.filter(|name| !of_people.contains(&***name));
        let unasked = unasked.chain(places.filter(|name| !of_places.contains(&***name)));
        unasked.cloned().collect::<BTreeSet<String>>().into_iter().collect()
    }
}
