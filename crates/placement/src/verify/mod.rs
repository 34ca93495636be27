//! Whether an output is what its input calls for: looked at by another way than the one by which it was made.
//!
//! Every pair is looked at by itself ([`Town::fit`]), without the rows of bits of the sieve. That the joint reading is the best
//! one is not found again but seen from its proof, in time that grows with the number of pairs: no way leads from somebody
//! without a room to a free one or to somebody who comes later, the prices leave nobody a better place, and every part of the
//! town that is told as full is closed. Each named change is made, and its proof looked at. What has no short proof is weighed
//! again: that no other change is better, and how many a good answer could house. The plan of visits and the sentences are made
//! again of what was seen; the code that makes them is the same.

mod claim;
mod offices;
mod pairs;
mod reading;
mod told;

use crate::input::Input;
use crate::output::Output;
use crate::town::Town;
use almanac::Date;
use pairs::Judged;
use std::fmt;

/// What an output says that is not so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The place in the output.
    pub path: String,
    /// What is wrong.
    pub sentence: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.sentence)
    }
}

impl std::error::Error for Fault {}

type Seen<T = ()> = Result<T, Fault>;

fn fault<T>(path: impl Into<String>, sentence: impl Into<String>) -> Seen<T> {
    Err(Fault { path: path.into(), sentence: sentence.into() })
}

/// Refuses where something does not hold.
fn hold(holds: bool, path: &str, sentence: &str) -> Seen {
    if holds { Ok(()) } else { fault(path, sentence) }
}

/// Refuses where something is told otherwise than it is.
fn same<T: PartialEq>(told: &T, is: &T, path: &str) -> Seen {
    hold(told == is, path, "入力から出るものと違います。")
}

/// Looks through an output. The input is one that [`Input::check`] takes.
///
/// # Errors
/// The first thing that is not so.
pub fn verify(input: &Input, today: Date, output: &Output) -> Result<(), Fault> {
    same(&output.format, &crate::OUTPUT.to_string(), "format")?;
    same(&output.today, &today, "today")?;
    let town = Town::of(input, today);
    let judged = Judged::of(&town);
    let serving = reading::check(&town, &judged.yes, &output.proof)?;
    let at_most = claim::serving(&town, &judged.possible, &output.proof.served_at_most, "proof.served_at_most")?;
    claim::is_most(&judged.possible, &at_most, "proof.served_at_most")?;
    told::figures(&town, &judged, (&serving, at_most.count()), input, output)?;
    told::changes(input, today, &town, &serving, &output.changes)?;
    hold(output.what_if.len() == input.what_if.len(), "what_if", "数が入力と違います。")?;
    for (at, (what, answer)) in input.what_if.iter().zip(&output.what_if).enumerate() {
        offices::what_if(input, today, (what, answer), output.council.served, &format!("what_if[{at}]"))?;
    }
    Ok(())
}
