//! argon2id in a bounded pool, so that many sign-ins at once cannot take the machine's memory.

use crate::plumbing::fault::Fault;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, PasswordHash, Version};
use std::sync::{Arc, OnceLock};
use tokio::sync::Semaphore;

/// 19 MiB.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
const AT_ONCE: usize = 2;
const MOST_WAITING: usize = 64;

/// The pool: the places, and the queue before them.
#[derive(Clone)]
pub struct Hasher(Arc<(Semaphore, Semaphore)>);

impl Default for Hasher {
    fn default() -> Self {
        Hasher(Arc::new((Semaphore::new(AT_ONCE), Semaphore::new(AT_ONCE + MOST_WAITING))))
    }
}

impl Hasher {
    /// The hash to be stored, in PHC form with its salt and parameters.
    ///
    /// # Errors
    /// [`Fault::Busy`] when the queue is full; when the system gives no random bytes.
    pub async fn hash(&self, password: &str) -> Result<String, Fault> {
        let password = password.to_string();
        self.run(move || hash(&password)).await?
    }

    /// Is it the password? Without a hash the same work is done and the answer is no, so that time tells nobody which
    /// sign-in names there are.
    ///
    /// # Errors
    /// [`Fault::Busy`] when the queue is full.
    pub async fn verify(&self, password: &str, stored: Option<&str>) -> Result<bool, Fault> {
        let (password, stored) = (password.to_string(), stored.map(str::to_string));
        self.run(move || {
            static NOBODY: OnceLock<String> = OnceLock::new();
            let known = stored.is_some();
            let nobody = || NOBODY.get_or_init(|| hash("nobody has this password").unwrap_or_default()).clone();
            let stored = stored.unwrap_or_else(nobody);
            let Ok(parsed) = PasswordHash::new(&stored) else { return false };
            argon2().is_ok_and(|argon2| argon2.verify_password(password.as_bytes(), &parsed).is_ok()) && known
        })
        .await
    }

    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Fault> {
        let (places, queue) = &*self.0;
        let _turn = queue.try_acquire().map_err(|_| Fault::Busy)?;
        let _place = places.acquire().await.map_err(|_| Fault::Busy)?;
        tokio::task::spawn_blocking(work).await.map_err(|_| Fault::broken("argon2", "the task ended early"))
    }
}

fn argon2() -> Result<Argon2<'static>, Fault> {
    let params =
        Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|error| Fault::broken("argon2", error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn hash(password: &str) -> Result<String, Fault> {
    let hashed = argon2()?.hash_password(password.as_bytes());
    hashed.map(|hash| hash.to_string()).map_err(|error| Fault::broken("argon2", error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_kept_as_argon2id_with_the_promised_cost() {
        let hasher = Hasher::default();
        let stored = hasher.hash("みほん 市役所 二階 相談窓口").await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert!(hasher.verify("みほん 市役所 二階 相談窓口", Some(&stored)).await.unwrap());
        assert!(!hasher.verify("みほん 市役所 二階", Some(&stored)).await.unwrap());
        assert!(!hasher.verify("nobody has this password", None).await.unwrap());
    }

    #[tokio::test]
    async fn a_full_queue_before_the_pool_turns_people_away() {
        let hasher = Hasher::default();
        let everybody = hasher.0.1.try_acquire_many((AT_ONCE + MOST_WAITING) as u32).unwrap();
        assert!(matches!(hasher.verify("x", None).await, Err(Fault::Busy)));
        drop(everybody);
        assert!(!hasher.verify("x", None).await.unwrap());
    }
}
