//! What is wrong with an input, where, and what to do.

use std::fmt;

/// Why an input is not taken: where (`people[3].answers.rent`), and a Japanese sentence that says what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The place in the JSON, empty for the whole.
    pub path: String,
    /// What is wrong and what to do.
    pub sentence: String,
}

impl Refusal {
    pub(crate) fn new(path: impl Into<String>, sentence: impl Into<String>) -> Self {
        Self { path: path.into(), sentence: sentence.into() }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            write!(f, "{}", self.sentence)
        } else {
            write!(f, "{}: {}", self.path, self.sentence)
        }
    }
}

impl std::error::Error for Refusal {}
