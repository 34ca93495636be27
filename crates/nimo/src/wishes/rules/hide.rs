//! ふせる: which counts of people the council sees, below the number that the town's rule says (docs/decisions/0042). Nought is told: which
//! answers there could be is known to everybody, and that nobody gives one says nothing of anybody. (Papers for everybody hide it, too:
//! `goals::masking`.)

use crate::goals::masking::rules::{Part, told};

fn is_small(count: usize, threshold: i64) -> bool {
    count > 0 && i64::try_from(count).is_ok_and(|count| count < threshold)
}

/// A count that is no part of a whole.
pub fn one(count: usize, threshold: i64) -> Option<usize> {
    (!is_small(count, threshold)).then_some(count)
}

/// The parts of a whole that stands beside them, all that there could be: so that who knows the whole, and this rule, learns of no small
/// part how many it is.
pub fn parts(counts: &[usize], threshold: i64) -> Vec<Option<usize>> {
    let part = |count: &usize| match *count {
        0 => Part::Open,
        count if is_small(count, threshold) => Part::Small,
        count => Part::Other(count),
    };
    let told = told(&counts.iter().map(part).collect::<Vec<_>>());
    counts.iter().zip(told).map(|(count, told)| told.then_some(*count)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::goals::masking::rules::reader::learns_nothing;

    #[test]
    fn who_knows_the_whole_and_the_rule_learns_no_small_part() {
        let shown = |way: &[i64], threshold: i64| {
            let counts: Vec<usize> = way.iter().map(|number| usize::try_from(*number).unwrap()).collect();
            parts(&counts, threshold).into_iter().map(|told| told.map(|count| i64::try_from(count).unwrap())).collect()
        };
        learns_nothing(shown, |number, threshold| (1..threshold).contains(&number));
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
