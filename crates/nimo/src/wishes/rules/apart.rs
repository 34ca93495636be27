//! Two readings that lie too near: what differs between them would be the answers of few.

use crate::plumbing::secret::hash;
use crate::wishes::model::WishId;
use crate::wishes::rules::matched::Matched;
use std::collections::BTreeMap;

/// What a reading was made of: a seal of the answers of each who sought. It is kept beside the reading and never shown.
pub type Seen = BTreeMap<String, String>;

/// What a reading is made of.
pub fn seen(matched: &Matched) -> Seen {
    let seal = |person: usize| {
        let id: WishId = matched.question.people[person];
        let said = format!("{:?}", matched.question.said[person]);
        (id.to_string(), hash(&said))
    };
    matched.seeking().into_iter().map(seal).collect()
}

/// In how many wishes two readings differ: those that came, those that went, and those that answer otherwise.
pub fn between(before: &Seen, now: &Seen) -> usize {
    let other = |(id, seal): &(&String, &String)| before.get(*id) != Some(*seal);
    let gone = before.keys().filter(|id| !now.contains_key(*id)).count();
    now.iter().filter(other).count() + gone
}

/// Do two readings tell the answers of fewer than so many people by what differs?
pub fn is_too_near(before: &Seen, now: &Seen, threshold: i64) -> bool {
    let between = between(before, now);
    between > 0 && i64::try_from(between).is_ok_and(|between| between < threshold)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(all: &[(&str, &str)]) -> Seen {
        all.iter().map(|(id, seal)| ((*id).to_string(), (*seal).to_string())).collect()
    }

    #[test]
    fn who_came_went_or_answers_otherwise_is_what_two_readings_tell() {
        let before = seen(&[("a", "1"), ("b", "1"), ("c", "1")]);
        assert_eq!(between(&before, &before), 0);
        let now = seen(&[("a", "1"), ("b", "2"), ("d", "1")]);
        assert_eq!(between(&before, &now), 3, "b answers otherwise, c went, d came");
        assert!(!is_too_near(&before, &now, 3) && is_too_near(&before, &now, 4) && !is_too_near(&before, &before, 4));
    }
}
