//! Random secrets for links and sessions. Only their SHA-256 is ever stored.

use crate::plumbing::fault::Fault;
use sha2::{Digest, Sha256};

/// 256 random bits as 64 hexadecimal digits. Shown once, never logged: it has no `Debug` and no `Display`.
pub struct Secret(String);

impl Secret {
    /// A new secret from the operating system.
    pub fn fresh() -> Result<Secret, Fault> {
        let mut bytes = [0u8; 32];
        getrandom::fill(&mut bytes).map_err(|_| Fault::broken("random", "the system gave no random bytes"))?;
        Ok(Secret(hex(&bytes)))
    }

    /// The secret itself, for the cookie or the link.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is stored of it.
    pub fn hash(&self) -> String {
        hash(&self.0)
    }
}

/// SHA-256 of a secret that came back, or of any text, in hexadecimal.
pub fn hash(secret: &str) -> String {
    hash_bytes(secret.as_bytes())
}

/// SHA-256 of bytes, in hexadecimal.
pub fn hash_bytes(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
