//! Words of a form as choices: one of them holds, or any number; and codes in words.

use crate::layout::Option3;

/// Words as choices, those whose codes stand in `chosen` chosen; what none of them would mean stands first.
pub fn one_of<T: Copy>(all: &[T], (code, label): (Words<T>, Words<T>), none: &str, chosen: &str) -> Vec<Option3> {
    let nothing = Option3(String::new(), none.into(), chosen.is_empty());
    std::iter::once(nothing).chain(some_of(all, (code, label), chosen)).collect()
}

/// Words as choices, any number of which holds.
pub fn some_of<T: Copy>(all: &[T], (code, label): (Words<T>, Words<T>), chosen: &str) -> Vec<Option3> {
    let is = |value: &str| chosen.split_whitespace().any(|one| one == value);
    all.iter().map(|one| Option3(code(*one).into(), label(*one).into(), is(code(*one)))).collect()
}

/// A word of one of them.
pub type Words<T> = fn(T) -> &'static str;

/// Codes in words, for diffs: what is no code stays.
pub fn in_words<T: Copy>(parse: fn(&str) -> Option<T>, label: Words<T>, value: &str) -> String {
    value.split_whitespace().map(|code| parse(code).map_or(code, label)).collect::<Vec<_>>().join("、")
}
