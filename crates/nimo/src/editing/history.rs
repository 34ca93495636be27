//! 履歴: the versions of one form with what each changed, as a page lists them.

use crate::editing::merge::{Piece, diff};
use crate::editing::shape::{Shape, Texts, text};
use crate::editing::store::Revision;

/// A field that a save changed.
pub struct Change {
    /// Its label.
    pub label: &'static str,
    /// What went and what came.
    pub pieces: Vec<Piece>,
}

/// One save.
pub struct Past {
    /// The number of the version, from 1.
    pub version: i64,
    /// When, in words.
    pub at: String,
    /// When, to sort by.
    pub seconds: i64,
    /// By whom, the name as it was then.
    pub by: String,
    /// What was done.
    pub verb: String,
    /// What changed; nothing for the first version where `begins_blank` is false.
    pub changes: Vec<Change>,
    /// Is it what holds today?
    pub is_present: bool,
}

/// The versions, oldest first. `made` is the verb of the first one; `tells_first` shows what it began with.
pub fn walk(
    revisions: &[Revision],
    shape: &Shape,
    present: i64,
    made: &str,
    tells_first: bool,
    say: &dyn Fn(&str, &str) -> String,
) -> Vec<Past> {
    let empty = Texts::new();
    let before = std::iter::once(&empty).chain(revisions.iter().map(|revision| &revision.fields));
    let past = |(revision, before): (&Revision, &Texts)| Past {
        version: revision.version,
        at: revision.at.in_words(),
        seconds: revision.at.seconds(),
        by: revision.by.clone(),
        verb: match revision.reverted_to {
            Some(to) => format!("第{to}版に戻した"),
            None if revision.version == 1 => made.to_string(),
            None => "直した".into(),
        },
        changes: if revision.version > 1 || tells_first {
            changes(shape, before, &revision.fields, say)
        } else {
            vec![]
        },
        is_present: revision.version == present,
    };
    revisions.iter().zip(before).map(past).collect()
}

fn changes(shape: &Shape, before: &Texts, after: &Texts, say: &dyn Fn(&str, &str) -> String) -> Vec<Change> {
    let words = |texts: &Texts, name: &str| if texts.is_empty() { String::new() } else { say(name, text(texts, name)) };
    let changed = shape.fields.iter().filter(|(name, _)| text(before, name) != text(after, name));
    let change = |(name, label): &(&'static str, &'static str)| Change {
        label,
        pieces: diff(&words(before, name), &words(after, name)),
    };
    changed.map(change).collect()
}
