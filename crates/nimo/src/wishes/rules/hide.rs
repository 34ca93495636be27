//! ふせる: which counts of people the council sees, below the number that the town's rule says (docs/decisions/0042). Nought is told: which
//! answers there could be is known to everybody, and that nobody gives one says nothing of anybody. (Papers for everybody hide it, too:
//! `goals::masking`.)

fn is_small(count: usize, threshold: i64) -> bool {
    count > 0 && i64::try_from(count).is_ok_and(|count| count < threshold)
}

/// A count that is no part of a whole.
pub fn one(count: usize, threshold: i64) -> Option<usize> {
    (!is_small(count, threshold)).then_some(count)
}

/// The parts of a whole that stands beside them, all that there could be: the small ones are hidden, and with them the smallest of the
/// others, be they several of one size; where there is no other one, nothing is told. So who knows the whole, and this rule, learns of no
/// small part how many it is.
pub fn parts(counts: &[usize], threshold: i64) -> Vec<Option<usize>> {
    if !counts.iter().any(|count| is_small(*count, threshold)) {
        return counts.iter().copied().map(Some).collect();
    }
    let others = counts.iter().copied().filter(|count| *count > 0 && !is_small(*count, threshold));
    let Some(smallest) = others.min() else { return vec![None; counts.len()] };
    counts.iter().map(|count| one(*count, threshold).filter(|count| *count != smallest)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    /// All ways to make a whole of so many parts.
    fn ways(whole: usize, count: usize) -> Vec<Vec<usize>> {
        if count == 1 {
            return vec![vec![whole]];
        }
        let with =
            |first: usize| ways(whole - first, count - 1).into_iter().map(move |rest| [vec![first], rest].concat());
        (0..=whole).flat_map(with).collect()
    }

    #[test]
    fn who_knows_the_whole_and_the_rule_learns_no_small_part() {
        for (threshold, most_parts, most) in [(3, 5, 14), (4, 4, 16), (10, 3, 26)] {
            for count in 2..=most_parts {
                for whole in threshold..=most {
                    let mut seen: BTreeMap<Vec<Option<usize>>, Vec<Vec<usize>>> = BTreeMap::new();
                    for way in ways(whole, count) {
                        seen.entry(parts(&way, i64::try_from(threshold).unwrap())).or_default().push(way);
                    }
                    for (shown, ways) in seen {
                        for at in 0..count {
                            let could: BTreeSet<usize> = ways.iter().map(|way| way[at]).collect();
                            let is_known = could.len() == 1 && could.iter().all(|only| (1..threshold).contains(only));
                            assert!(!is_known, "{shown:?}: {ways:?}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn nobody_is_told_and_one_or_two_are_not() {
        assert_eq!(parts(&[0, 13], 3), [Some(0), Some(13)]);
        assert_eq!(parts(&[15, 11, 0], 3), [Some(15), Some(11), Some(0)]);
        assert_eq!(parts(&[15, 2, 4, 4, 0], 3), [Some(15), None, None, None, Some(0)]);
        assert_eq!(parts(&[1, 2, 0], 3), [None, None, None], "nothing else could be hidden with them");
        assert_eq!([one(0, 3), one(2, 3), one(3, 3)], [Some(0), None, Some(3)]);
    }
}
