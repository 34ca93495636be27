//! ふせる: counts of very few people on papers and for members. Nought says nothing of anybody and stands.

use crate::planning::model::{LoadForm, QuarterForm, SelfPlans};

/// Below how many people a count is masked; `None` for those who keep the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mask(pub Option<i64>);

/// The sum of counts of which some may be masked: those are left out of it, so that nobody can subtract his way to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sum {
    /// The sum of what is shown.
    pub shown: i64,
    /// How many counts are left out.
    pub left_out: usize,
}

impl Mask {
    /// Is this count masked?
    pub fn hides(self, count: i64) -> bool {
        self.0.is_some_and(|below| count > 0 && count < below)
    }

    /// 12人, 3人未満.
    pub fn people(self, count: i64) -> String {
        match self.0.filter(|_| self.hides(count)) {
            Some(below) => format!("{below}人未満"),
            None => format!("{}人", crate::editing::read::grouped(count)),
        }
    }

    /// The sum of these counts.
    pub fn sum(self, counts: impl IntoIterator<Item = i64>) -> Sum {
        counts.into_iter().fold(Sum::default(), |sum, count| {
            if self.hides(count) {
                Sum { left_out: sum.left_out + 1, ..sum }
            } else {
                Sum { shown: sum.shown + count, ..sum }
            }
        })
    }

    /// 12人, 12人（ほかに、3人未満の事業所が2か所）.
    pub fn sum_in_words(self, sum: Sum) -> String {
        let shown = format!("{}人", crate::editing::read::grouped(sum.shown));
        match (self.0, sum) {
            (Some(below), Sum { left_out, shown: 0 }) if left_out > 0 => {
                format!("{below}人未満の事業所が{left_out}か所")
            }
            (Some(below), Sum { left_out, .. }) if left_out > 0 => {
                format!("{shown}（ほかに、{below}人未満の事業所が{left_out}か所）")
            }
            _ => shown,
        }
    }

    /// 者 and 児 of an office; `None` where one of them is so few that both are told as one.
    pub fn parted(self, form: &LoadForm) -> Option<(i64, i64)> {
        let is_few = self.hides(form.adults) || self.hides(form.children);
        (!is_few).then_some((form.adults, form.children))
    }
}

/// セルフプラン as far as they may be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnPlans {
    /// Each of the four, 者 and 児.
    Each(SelfPlans, SelfPlans),
    /// 望んで and 事業所がないため, 者 and 児 together.
    ByReason(SelfPlans),
    /// All together.
    Whole(Option<i64>),
    /// So few that nothing is told.
    Few,
}

/// How much of the town's own figures may be told: as much as leaves no small count to be reckoned from the rest. A sum is known where each
/// of its counts is.
pub fn own_plans(form: &QuarterForm, mask: Mask) -> OwnPlans {
    let (adults, children) = (form.own_adults, form.own_children);
    let sum = |one: Option<i64>, other: Option<i64>| Some(one? + other?);
    let both =
        SelfPlans { wanted: sum(adults.wanted, children.wanted), lacking: sum(adults.lacking, children.lacking) };
    let hides = |count: Option<i64>| count.is_some_and(|count| mask.hides(count));
    let is_few = |plans: SelfPlans| hides(plans.wanted) || hides(plans.lacking);
    if !is_few(adults) && !is_few(children) {
        OwnPlans::Each(adults, children)
    } else if !is_few(both) {
        OwnPlans::ByReason(both)
    } else if !hides(both.all()) {
        OwnPlans::Whole(both.all())
    } else {
        OwnPlans::Few
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FEW: Mask = Mask(Some(3));

    #[test]
    fn one_or_two_people_are_masked_and_nought_is_not() {
        assert_eq!([0, 1, 2, 3, 1200].map(|count| FEW.people(count)), ["0人", "3人未満", "3人未満", "3人", "1,200人"]);
        assert_eq!(Mask(None).people(1), "1人");
        assert_eq!(FEW.sum_in_words(FEW.sum([5, 7, 0])), "12人");
        assert_eq!(FEW.sum_in_words(FEW.sum([5, 2, 7, 1])), "12人（ほかに、3人未満の事業所が2か所）");
        assert_eq!(FEW.sum_in_words(FEW.sum([2, 0])), "3人未満の事業所が1か所");
        assert_eq!(Mask(None).sum_in_words(Mask(None).sum([2, 1])), "3人");
    }

    #[test]
    fn self_plans_are_told_as_far_as_no_small_count_can_be_reckoned() {
        let plans = |wanted, lacking| SelfPlans { wanted: Some(wanted), lacking: Some(lacking) };
        let told = |adults, children| {
            own_plans(&QuarterForm { own_adults: adults, own_children: children, ..QuarterForm::default() }, FEW)
        };
        assert_eq!(told(plans(12, 0), plans(3, 31)), OwnPlans::Each(plans(12, 0), plans(3, 31)));
        assert_eq!(told(plans(12, 2), plans(3, 31)), OwnPlans::ByReason(plans(15, 33)));
        assert_eq!(told(plans(1, 12), plans(1, 31)), OwnPlans::Whole(Some(45)));
        assert_eq!(told(plans(1, 0), plans(1, 0)), OwnPlans::Few);
        let unknown = SelfPlans { wanted: None, lacking: Some(31) };
        assert_eq!(told(plans(12, 0), unknown), OwnPlans::Each(plans(12, 0), unknown));
        assert_eq!(
            told(plans(2, 12), unknown),
            OwnPlans::ByReason(SelfPlans { wanted: None, lacking: Some(43) }),
            "a small count beside an unknown one is in no sum"
        );
    }

    proptest! {
        #[test]
        fn no_masked_count_follows_from_a_sum_and_what_stands_beside_it(counts in proptest::collection::vec(0i64..9, 0..9), other in 1i64..3, at in 0usize..9) {
            let sum = FEW.sum(counts.iter().copied());
            let mut changed = counts.clone();
            if let Some(few) = changed.get_mut(at).filter(|count| FEW.hides(**count)) {
                *few = other;
            }
            prop_assert_eq!(FEW.sum(changed), sum, "another small count looks the same");
        }
    }
}
