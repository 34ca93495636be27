//! The fields of a form and the texts in them.

use std::collections::BTreeMap;

/// The fields of one form, in the order in which they are shown.
pub struct Shape {
    /// The kind of thing it edits; the same word as the facts' kind.
    pub kind: &'static str,
    /// Name and label of each field.
    pub fields: &'static [(&'static str, &'static str)],
}

impl Shape {
    /// The names of the fields.
    pub fn names(&self) -> Vec<&'static str> {
        self.fields.iter().map(|(name, _)| *name).collect()
    }
}

/// What stood in the fields: as typed in a draft, as understood in a version.
pub type Texts = BTreeMap<String, String>;

/// The text of a field; empty when there is none.
pub fn text<'a>(texts: &'a Texts, name: &str) -> &'a str {
    texts.get(name).map_or("", String::as_str)
}

/// What is wrong with one field, and what to type instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The name of the field.
    pub field: &'static str,
    /// One Japanese sentence with what would do.
    pub sentence: String,
}

impl Wrong {
    /// For one field.
    pub fn new(field: &'static str, sentence: impl Into<String>) -> Wrong {
        Wrong { field, sentence: sentence.into() }
    }
}
