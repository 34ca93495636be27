//! Which offices are asked: one that makes plans for 者 and for 児 at one address is one desk, and is asked once.

use crate::providers::model::ProviderId;
use std::collections::{HashMap, HashSet};
use wamnet::Service;

/// An office as the directory names it: its id, and name with address.
pub type Named = (ProviderId, String);

/// The offices that are asked, in the order in which they came. Of two with one name and address the one of 計画相談支援 stands for both, unless
/// the other answered for itself.
pub fn desks(all: &[Named], answered: &HashSet<ProviderId>) -> Vec<ProviderId> {
    let is_first = |id: ProviderId| id.service() == Some(Service::PLANNING);
    let mut adult: HashMap<String, ProviderId> = HashMap::new();
    for (id, name) in all.iter().filter(|(id, _)| is_first(*id)) {
        adult.entry(folded(name)).or_insert(*id);
    }
    let stands = |(id, name): &&Named| is_first(*id) || answered.contains(id) || !adult.contains_key(&folded(name));
    all.iter().filter(stands).map(|(id, _)| *id).collect()
}

fn folded(name: &str) -> String {
    name.chars().map(glyphs::plain).filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_desk_that_plans_for_both_is_asked_once_unless_it_answered_twice() {
        let id = |text: &str| ProviderId::parse(text).unwrap();
        let (adult, child, other) = (id("991000002552000"), id("997000003370000"), id("997000004170000"));
        let all = [
            (adult, "すみれ相談 本町1-2-3".to_string()),
            (child, "すみれ相談　本町１-２-３".to_string()),
            (other, "こども相談 栄町4".to_string()),
        ];
        assert_eq!(desks(&all, &HashSet::new()), [adult, other]);
        assert_eq!(desks(&all, &HashSet::from([child])), [adult, child, other]);
    }
}
