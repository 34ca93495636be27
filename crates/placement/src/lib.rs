//! People who seek a home and rooms that stand empty: who could live where, why not, and what would open most doors.
//!
//! A place is a contract between a person and a home. This crate places nobody: it proposes visits (見学), tells the council how
//! many could live where they wish if all moved at once, names a reason for everybody without a room and every empty room, and
//! weighs the few changes that would open most doors. Pure: it reads no clock (the day is handed in) and knows codes and
//! answers, no names.
//!
//! ```
//! let input = placement::Input::read(br#"{
//!   "format": "nimo-placement/1",
//!   "criteria": [{"id": "sex", "label": "\u6027\u5225", "ground": "safety",
//!                 "rule": {"accepts": {"person": "sex", "place": "takes"}}}],
//!   "people": [{"id": "S1", "answers": {"sex": "f"}}],
//!   "homes": [{"id": "H1", "answers": {"takes": ["f"]},
//!              "rooms": [{"id": "H1-1", "as_of": "2026-11-01", "expires_on": "2026-12-01"}]}]
//! }"#)?;
//! let today = placement::Date::from_ymd_opt(2026, 11, 28).expect("a day");
//! let output = placement::place(&input, today, placement::Options::default());
//! assert_eq!(output.council.served, 1);
//! assert_eq!(placement::verify(&input, today, &output), Ok(()));
//! # Ok::<(), placement::Refusal>(())
//! ```

mod answer;
mod asks;
mod bits;
mod board;
mod change;
mod check;
mod criterion;
mod fit;
mod flow;
mod generate;
mod input;
pub mod measure;
mod output;
mod questions;
mod reading;
mod reasons;
mod refusal;
mod relax;
mod sentence;
mod sieve;
mod text;
mod town;
mod verify;
mod visits;
mod weighing;
mod what_if;

pub use almanac::Date;
pub use answer::{Answer, Answers, Any, MinutesFrom, Point, Span};
pub use check::MOST;
pub use criterion::{By, Cost, Criterion, Ground, Of, Rule};
pub use fit::Fit;
pub use generate::{Size, generate};
pub use input::{
    AgreedVisit, Change, Client, Declined, DeclinedBy, Home, INPUT, Input, Person, PersonState, Planning,
    PlanningOffice, Priority, Room, RoomState, Talked, WhatIf,
};
pub use output::{
    Agreed, Ask, Because, ByClass, ByWish, Changes, Contention, Council, EmptyRoom, FailingSet, OUTPUT, Output,
    PersonReason, PersonVisits, Proof, Question, Questions, RoomReason, RoomVisitors, Tally, Unserved, Visit, Weighed,
    WhatIfAnswer,
};
pub use reasons::{DECLINED_BY_HOME, DECLINED_BY_PERSON, LIVES_THERE};
pub use refusal::Refusal;
pub use text::text;
pub use verify::{Fault, verify};
pub use visits::MOST_VISITS;

use board::{Board, codes};
use town::Town;

/// How it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// How many changes are weighed at a time: 0, 1 or 2.
    pub relax: u8,
    /// On how many threads pairs are looked at. The answer does not depend on it.
    pub threads: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { relax: 1, threads: std::thread::available_parallelism().map_or(1, usize::from) }
    }
}

/// The whole answer to an input on a day. The input is one that [`Input::check`] takes.
#[must_use]
pub fn place(input: &Input, today: Date, options: Options) -> Output {
    let town = Town::of(input, today);
    let board = Board::of(&town, options.threads);
    let served_at_most = reading::serve(&board.pairs.possible);
    let reasons = reasons::reasons(&board);
    let plan = visits::plan(&town, &board.reading.serving, &board);
    let (visits, visitors) = visits::told(&town, &plan);
    let pairs = (board.pairs.yes.count(), board.pairs.possible.count());
    let serving = &board.reading.serving;
    let agreed = visits::agreed(input, &town);
    let council =
        output::council(&town, &input.priority, serving, served_at_most.count(), pairs, &agreed, reasons.tally);
    let prices = &board.reading.prices;
    Output {
        format: OUTPUT.to_string(),
        today,
        agreed,
        visits,
        visitors,
        unserved: reasons.unserved,
        empty: reasons.empty,
        contentions: reasons.contentions,
        questions: reasons.questions,
        changes: relax::changes(&board, input, options.relax.min(2)),
        what_if: what_if::answers(input, today, options.threads, council.served),
        council,
        unasked: input.unasked(),
        proof: Proof {
            served: codes(&town, serving.pairs()),
            served_at_most: codes(&town, served_at_most.pairs()),
            person_prices: prices.people.clone(),
            room_prices: prices.places.clone(),
            without_prices: prices.without.clone(),
        },
    }
}
