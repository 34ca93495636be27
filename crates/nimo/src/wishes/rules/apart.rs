//! Two readings that lie too near: what differs between them would be the answers of few.

use crate::plumbing::secret::hash;
use crate::wishes::model::{WishForm, WishId, WishState};
use std::collections::BTreeMap;

/// What a reading was made of: a seal of the wish of each who sought. It is kept beside the reading and never shown. The salt of a wish goes
/// when the wish is erased, and nobody can try then which answers the seal was of.
pub type Seen = BTreeMap<String, String>;

/// What a reading is made of.
pub fn seen<'a>(wishes: impl Iterator<Item = (WishId, &'a str, &'a WishForm)>) -> Seen {
    let seeking = wishes.filter(|(_, _, wish)| wish.state == WishState::Seeking);
    seeking.map(|(id, salt, wish)| (id.to_string(), hash(&format!("{salt}{:?}", wish.texts())))).collect()
}

/// Of how many people two readings tell by what differs: those who say otherwise, and those who came or went. One that went and one that
/// came may be one person, told anew under another number, and are counted once.
pub fn between(before: &Seen, now: &Seen) -> usize {
    let changed = now.iter().filter(|(id, seal)| before.get(*id).is_some_and(|other| other != *seal)).count();
    let came = now.keys().filter(|id| !before.contains_key(*id)).count();
    let gone = before.keys().filter(|id| !now.contains_key(*id)).count();
    changed + came.max(gone)
}

/// Do two readings tell of fewer than so many people by what differs?
pub fn is_too_near(before: &Seen, now: &Seen, threshold: i64) -> bool {
    let between = between(before, now);
    between > 0 && i64::try_from(between).is_ok_and(|between| between < threshold)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::editing::shape::Texts;

    fn sealed(all: &[(&str, &str)]) -> Seen {
        all.iter().map(|(id, seal)| ((*id).to_string(), (*seal).to_string())).collect()
    }

    #[test]
    fn who_came_went_or_says_otherwise_is_what_two_readings_tell() {
        let before = sealed(&[("a", "1"), ("b", "1"), ("c", "1")]);
        assert_eq!(between(&before, &before), 0);
        let now = sealed(&[("a", "1"), ("b", "2"), ("d", "1")]);
        assert_eq!(between(&before, &now), 2, "b says otherwise, c went or is d");
        let more = sealed(&[("a", "1"), ("b", "2"), ("d", "1"), ("e", "1")]);
        assert_eq!((between(&before, &more), between(&more, &before)), (3, 3), "whichever was first");
        assert!(!is_too_near(&before, &now, 2) && is_too_near(&before, &now, 3) && !is_too_near(&before, &before, 3));
    }

    #[test]
    fn all_that_a_wish_says_is_sealed_while_it_is_sought() {
        let wish = |pairs: &[(&str, &str)]| {
            let texts: Texts = pairs.iter().map(|(name, value)| ((*name).to_string(), (*value).to_string())).collect();
            WishForm::parse(&texts).unwrap()
        };
        let id = WishId::fresh();
        let of = |form: &WishForm| seen([(id, "salt", form)].into_iter());
        let plain = of(&wish(&[]));
        for other in [("since", "R8.1.1"), ("class", "A"), ("sex", "men"), ("state", "ended")] {
            assert_eq!(between(&plain, &of(&wish(&[other]))), 1, "{other:?}");
        }
        assert!(of(&wish(&[("state", "resting")])).is_empty());
        let other = seen([(id, "other", &wish(&[]))].into_iter());
        assert_eq!(between(&plain, &other), 1, "without its salt a seal is nobody's");
    }
}
