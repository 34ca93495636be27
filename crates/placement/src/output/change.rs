//! What could be changed, and what would be if.

use crate::criterion::Cost;
use crate::input::Change;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The changes that would open most doors.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Changes {
    /// How many at a time were asked for: 0, 1 or 2.
    pub asked: u8,
    /// How many single changes there are.
    pub weighed: usize,
    /// The best ones, the one that houses most first.
    pub singles: Vec<Weighed>,
    /// How many more single changes would house somebody.
    pub unnamed: usize,
    /// The best pair, if pairs were asked for and one houses more than the best single change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pair: Option<Weighed>,
    /// Was every single change weighed to the end?
    pub singles_exact: bool,
    /// Was every pair weighed to the end, or shown to be no better?
    pub pairs_exact: bool,
    /// No pair houses more than this many people more.
    pub pair_at_most: usize,
}

/// One change, or two together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Weighed {
    /// What is changed.
    pub changes: Vec<Change>,
    /// How many people more have a room in the reading.
    pub gain: usize,
    /// Who could do it, for each change.
    pub who: Vec<String>,
    /// What it costs, for each change.
    pub cost: Vec<Cost>,
    /// All that, as one sentence.
    pub says: String,
    /// Who would have which room: person and room, in order of priority.
    pub proof: Vec<(String, String)>,
}

/// What would be if.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum WhatIfAnswer {
    /// A home closed or opened.
    Homes {
        /// People who seek then.
        seeking: usize,
        /// Rooms that are open then.
        open: usize,
        /// How many have a room in the reading then.
        served: usize,
        /// How many live in the home that closes.
        residents: usize,
        /// How many of them have one.
        served_of_residents: usize,
        /// The same, as a sentence.
        says: String,
        /// Who would have which room then, in order of priority.
        proof: Vec<(String, String)>,
    },
    /// A planning office withdrew.
    Office {
        /// Its clients.
        clients: usize,
        /// How many of them others could take for certain.
        taken: usize,
        /// How many of them others could take if all that is not known turned out well.
        taken_at_most: usize,
        /// Offices that would be full and hold the others up (the minimum cut), by code.
        full: Vec<String>,
        /// Clients for whom nothing but these offices holds for certain, those for whom none does among them.
        confined: usize,
        /// Clients for whom no office holds for certain.
        nowhere: usize,
        /// The same, as a sentence.
        says: String,
        /// Who would go where: client and office, by client.
        proof: Vec<(String, String)>,
        /// Who would go where if all that is not known turned out well.
        proof_at_most: Vec<(String, String)>,
    },
}
