//! Why a paper was not printed.

use crate::glyph::MissingGlyph;
use std::fmt;

/// Why a paper was not printed; its text is a Japanese sentence that says what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PressError {
    /// No font has these characters.
    Missing(Vec<MissingGlyph>),
    /// The typesetter or a file writer refused; the words are its own.
    Refused(String),
}

impl fmt::Display for PressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PressError::Missing(missing) => {
                let mut letters: Vec<&str> = missing.iter().map(|glyph| glyph.text.as_str()).collect();
                letters.dedup();
                let more = if letters.len() > 5 { "ほか" } else { "" };
                letters.truncate(5);
                write!(
                    f,
                    "印刷の書体にない文字があります（{}{more}）。ほかの文字に直すか、〓で印刷することを選んでください。",
                    letters.join(" ")
                )
            }
            PressError::Refused(words) => {
                write!(f, "紙面を作れませんでした。この文を添えて、システムの担当者に知らせてください：{words}")
            }
        }
    }
}

impl std::error::Error for PressError {}
