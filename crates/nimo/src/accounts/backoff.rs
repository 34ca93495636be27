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
    /// A try begins. It counts as failed until [`Backoff::succeeded`] says otherwise, so that many tries at once count
    /// like as many in a row.
    ///
    /// # Errors
    /// How many seconds to wait before a try is heard.
    pub fn count_try(&self, login: &str, from: &str, now: Moment) -> Result<(), i64> {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let wait = |(failures, last): &(u32, Moment)| last.seconds() + wait_seconds(*failures) - now.seconds();
        match counts.get(&key(login, from)).map(wait) {
            Some(seconds) if seconds > 0 => return Err(seconds),
            _ => {}
        }
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
        Ok(())
    }

    /// A try that began was never answered, since we were busy: it does not count.
    pub fn unanswered(&self, login: &str, from: &str) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&key(login, from)) {
            count.0 = count.0.saturating_sub(1);
        }
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
        for n in 0..8 {
            assert_eq!(backoff.count_try("imamura", "198.51.100.9", now.plus_minutes(n)), Ok(()));
        }
        let last = now.plus_minutes(7);
        assert_eq!(backoff.count_try("imamura", "198.51.100.9", last), Err(16));
        assert_eq!(backoff.count_try("imamura", "192.0.2.5", last), Ok(()));
        assert_eq!(backoff.count_try("imamura", "198.51.100.9", last.plus_minutes(1)), Ok(()));
        backoff.succeeded("imamura", "198.51.100.9");
        assert_eq!(backoff.count_try("imamura", "198.51.100.9", last), Ok(()));
    }

    #[test]
    fn tries_at_once_count_before_they_are_answered_and_an_unanswered_one_does_not() {
        let (backoff, now) = (Backoff::default(), Moment::from_seconds(1_800_000_000));
        let heard = (0..50).filter(|_| backoff.count_try("imamura", "198.51.100.9", now).is_ok()).count();
        assert_eq!(heard, 5);
        backoff.unanswered("imamura", "198.51.100.9");
        assert_eq!(backoff.count_try("imamura", "198.51.100.9", now), Ok(()), "four are free");
    }
}
