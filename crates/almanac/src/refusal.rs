use std::fmt;

/// Why a typed date, year or hour was not understood, in words for the person who typed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong, one Japanese sentence.
    pub sentence: String,
    /// What to type instead, one Japanese sentence with a value that would be accepted.
    pub fix: String,
}

impl Refusal {
    pub(crate) fn new(sentence: impl Into<String>, fix: impl Into<String>) -> Self {
        Self { sentence: sentence.into(), fix: fix.into() }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.sentence, self.fix)
    }
}

impl std::error::Error for Refusal {}
