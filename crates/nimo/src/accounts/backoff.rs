//! Failed sign-ins, counted by sign-in name *and* network address, so that nobody locks out the real person from her own
//! desk. In memory only; a restart forgets.

use crate::accounts::rules::wait_seconds;
use crate::plumbing::clock::Moment;
use crate::plumbing::secret;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

const MOST_REMEMBERED: usize = 10_000;
const FORGET_AFTER_MINUTES: i64 = 60;

/// The counts.
#[derive(Default)]
pub struct Backoff(Mutex<HashMap<String, (u32, Moment)>>);

impl Backoff {
    /// How many seconds to wait before a try would be heard; 0 = now.
    pub fn wait(&self, login: &str, from: &str, now: Moment) -> i64 {
        let counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        counts
            .get(&key(login, from))
            .map_or(0, |(failures, last)| (last.seconds() + wait_seconds(*failures) - now.seconds()).max(0))
    }

    /// A try failed.
    pub fn failed(&self, login: &str, from: &str, now: Moment) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.len() >= MOST_REMEMBERED {
            counts.retain(|_, (_, last)| last.plus_minutes(FORGET_AFTER_MINUTES) > now);
        }
        if counts.len() >= MOST_REMEMBERED
            && let Some(oldest) = counts.iter().min_by_key(|(_, (_, last))| *last).map(|(key, _)| key.clone())
        {
            counts.remove(&oldest);
        }
        let count = counts.entry(key(login, from)).or_insert((0, now));
        *count = (count.0.saturating_add(1), now);
    }

    /// A try succeeded: the count of this name from this address starts anew.
    pub fn succeeded(&self, login: &str, from: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&key(login, from));
    }
}

/// Neither name nor address is kept readable.
fn key(login: &str, from: &str) -> String {
    secret::hash(&format!("{login}\n{from}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guesser_waits_and_the_real_person_at_her_desk_does_not() {
        let (backoff, now) = (Backoff::default(), Moment::from_seconds(1_800_000_000));
        for _ in 0..8 {
            backoff.failed("imamura", "198.51.100.9", now);
        }
        assert_eq!(backoff.wait("imamura", "198.51.100.9", now), 16);
        assert_eq!(backoff.wait("imamura", "192.0.2.5", now), 0);
        assert_eq!(backoff.wait("imamura", "198.51.100.9", now.plus_minutes(1)), 0);
        backoff.succeeded("imamura", "198.51.100.9");
        assert_eq!(backoff.wait("imamura", "198.51.100.9", now), 0);
    }
}
