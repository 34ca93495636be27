//! What is frozen: stored whole as a text with its hash, and read only while both still fit.

use crate::plumbing::fault::Fault;
use crate::plumbing::secret::hash;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The text that is stored of it, and its SHA-256.
///
/// # Errors
/// None that a paper of ours has.
pub fn freeze<T: Serialize>(said: &T) -> Result<(String, String), Fault> {
    let body = serde_json::to_string(said).map_err(|_| Fault::broken("frozen", "unwritable"))?;
    let sha256 = hash(&body);
    Ok((body, sha256))
}

/// What was frozen, from the text that is stored.
///
/// # Errors
/// When it is not the text that was frozen, or cannot be read.
pub fn thaw<T: DeserializeOwned>(body: &str, sha256: &str) -> Result<T, Fault> {
    if hash(body) != sha256 {
        return Err(Fault::broken("frozen", "what stands there is not what was frozen"));
    }
    serde_json::from_str(body).map_err(|_| Fault::broken("frozen", "a text that cannot be read"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_frozen_is_read_as_it_was_and_nothing_else_is() {
        let (body, sha256) = freeze(&["会議録", "第1版"]).unwrap();
        assert_eq!(thaw::<Vec<String>>(&body, &sha256).unwrap(), ["会議録", "第1版"]);
        assert!(thaw::<Vec<String>>(&body.replace('1', "2"), &sha256).is_err());
        assert!(thaw::<u32>(&body, &sha256).is_err());
    }
}
