//! The rules of the house, read off the source tree. Each says its sentence, where it is broken and what to do about it; each
//! is tried on a small bad sample first, so that a rule that cannot fail is noticed.

mod papers;
mod public;
mod size;
mod source;
mod states;
mod tables;
mod walls;

use std::collections::BTreeSet;

/// Fails with every place at which a rule is broken.
fn told(rule: &str, broken: Vec<String>) {
    assert!(broken.is_empty(), "{rule}\n{}", broken.join("\n"));
}

/// Exceptions by name, each with its reason. The list may only shrink: an entry that nobody needs fails, and so does one more
/// than `most`; who mends one lowers the number.
fn only_shrinks(list: &[(&str, &str)], most: usize, needed: &BTreeSet<String>) {
    for (name, reason) in list {
        println!("excepted: {name}: {reason}");
        assert!(needed.contains(*name), "「{name}」 is excepted and keeps the rule by now: take it off the list");
    }
    assert_eq!(list.len(), most, "the list of exceptions may only shrink, and then its number with it");
}

#[test]
fn a_list_of_exceptions_notices_growth_and_what_is_mended() {
    let fails = |list: &'static [(&str, &str)], most, needed: &[&str]| {
        let needed = needed.iter().map(|name| (*name).to_string()).collect();
        std::panic::catch_unwind(|| only_shrinks(list, most, &needed)).is_err()
    };
    assert!(!fails(&[("a", "a sample")], 1, &["a", "b"]));
    assert!(fails(&[("a", "a sample"), ("b", "a sample")], 1, &["a", "b"]), "it grew");
    assert!(fails(&[("a", "a sample")], 1, &["b"]), "it was mended");
}
