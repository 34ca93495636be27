//! What every tally holds, whatever was typed.

use super::*;
use proptest::prelude::*;

fn point(figure: u8) -> Option<Point> {
    Point::of(i64::from(figure))
}

fn covered(count: usize) -> Vec<Covered> {
    let one = |n: usize| Covered {
        issue: IssueId::fresh().to_string(),
        number: format!("R6-{:03}", n + 1),
        title: format!("課題{}", n + 1),
    };
    (0..count).map(one).collect()
}

/// Sheets from figures: a row for each member, (feasibility, effect) for each issue, 0 is 「まだ」.
fn sheets(covered: &[Covered], rows: &[Vec<(u8, u8)>]) -> Vec<Scores> {
    let row = |(n, row): (usize, &Vec<(u8, u8)>)| {
        let scores = covered.iter().zip(row).map(|(covered, (feasibility, effect))| {
            let score = Score { feasibility: point(*feasibility), effect: point(*effect), remark: format!("声{n}") };
            (IssueId::parse(&covered.issue).unwrap(), score)
        });
        scores.collect()
    };
    rows.iter().enumerate().map(row).collect()
}

#[test]
fn the_headline_names_what_can_be_done_first_and_where_the_members_differ() {
    let covered = covered(3);
    let rows: Vec<Vec<(u8, u8)>> =
        vec![vec![(4, 5), (1, 4), (2, 2)], vec![(4, 4), (5, 4), (2, 2)], vec![(5, 5), (2, 4), (2, 3)]];
    let told = tally(&covered, 4, &sheets(&covered, &rows));
    assert_eq!((told.asked, told.scored), (4, 3));
    assert_eq!(headline(&told), "先に取り組めるのはR6-001。意見が割れたのはR6-002。");
    assert_eq!(told.issues[0].effect.map(Spread::median_twice).map(half).unwrap(), "5");
    assert_eq!(told.issues[1].beside, Axis::Feasibility);
    let points: Vec<Option<u8>> = told.issues[1].remarks.iter().map(|remark| remark.point).collect();
    assert_eq!(points, [Some(5), Some(2), Some(1)], "by point");
    let even = tally(&covered, 4, &sheets(&covered, &[rows.clone(), vec![vec![(5, 5), (2, 4), (3, 3)]]].concat()));
    assert_eq!(half(even.issues[0].feasibility.unwrap().median_twice()), "4.5");
}

#[test]
fn ties_are_told_and_what_nobody_thinks_feasible_is_called_no_first_one() {
    let one = |figures: &[(u8, u8)]| {
        let covered = covered(figures.len());
        headline(&tally(&covered, 3, &sheets(&covered, &[figures.to_vec(), figures.to_vec(), figures.to_vec()])))
    };
    assert_eq!(one(&[(4, 4), (4, 5), (3, 5)]), "先に取り組めるのはR6-001とR6-002。大きく割れた意見はありません。");
    assert_eq!(
        one(&[(4, 4); 6]),
        "先に取り組めるのはR6-001、R6-002、R6-003、R6-004とほか2件。大きく割れた意見はありません。"
    );
    assert_eq!(
        one(&[(2, 5), (5, 1)]),
        "実現性と効果がともに3点に届いた課題はありません。大きく割れた意見はありません。"
    );
    assert_eq!(
        one(&[(4, 0)]),
        "どの課題も、両方の点を入れた人が少なく、比べられません。大きく割れた意見はありません。"
    );
    assert_eq!(one(&[(0, 0)]), TOO_FEW);
}

#[test]
fn points_are_given_while_a_round_is_open_and_nothing_follows_the_freezing() {
    use RoundState::{Closed, Frozen, Open};
    use Wish::{Close, Freeze, Reopen, Score};
    for (state, allowed) in [(Open, vec![Score, Close]), (Closed, vec![Reopen, Freeze]), (Frozen, vec![])] {
        for wish in [Score, Close, Reopen, Freeze] {
            assert_eq!(may(state, wish).is_ok(), allowed.contains(&wish), "{state:?} {wish:?}");
        }
    }
    assert_eq!(may(Frozen, Score), Err(RoundRefusal::IsFrozen));
}

proptest! {
    #[test]
    fn the_median_and_the_ends_are_those_of_the_points_in_order(figures in proptest::collection::vec(1u8..=5, 1..40)) {
        let spread = Spread::of(figures.iter().filter_map(|figure| point(*figure)));
        let mut sorted: Vec<u32> = figures.iter().map(|figure| u32::from(*figure)).collect();
        sorted.sort_unstable();
        let n = sorted.len();
        prop_assert_eq!(spread.median_twice(), sorted[(n - 1) / 2] + sorted[n / 2]);
        prop_assert_eq!(spread.ends(), (sorted[0] as u8, sorted[n - 1] as u8));
        prop_assert_eq!(spread.people() as usize, n);
        prop_assert_eq!(spread.is_split(), sorted[n - 1] - sorted[0] >= 3);
        prop_assert!((1..=5).any(|figure| spread.is_middle(figure)));
    }

    /// What is told is always of three or more, and neither who came first nor who is who can be read out of it.
    #[test]
    fn no_figure_of_fewer_than_three_is_told_and_the_order_of_the_sheets_is_not_seen(
        rows in proptest::collection::vec(proptest::collection::vec((0u8..=5, 0u8..=5), 4), 0..9), turn in 0usize..9,
    ) {
        let covered = covered(4);
        let all = sheets(&covered, &rows);
        let told = tally(&covered, 9, &all);
        for (n, issue) in told.issues.iter().enumerate() {
            for axis in Axis::ALL {
                let given = rows.iter().filter(|row| if axis == Axis::Effect { row[n].1 } else { row[n].0 } > 0).count();
                prop_assert_eq!(issue.on(axis).map(Spread::people), (given >= 3).then_some(given as u32));
            }
            let crowd = rows.iter().filter(|row| row[n] != (0, 0)).count();
            prop_assert!(issue.remarks.is_empty() || crowd >= 3);
            prop_assert!(issue.remarks.iter().all(|remark| remark.point.is_none() || issue.on(issue.beside).is_some()));
        }
        if told.scored < LEAST_PEOPLE {
            prop_assert!(!is_told(&told) && headline(&told) == TOO_FEW);
            prop_assert!(told.issues.iter().all(|issue| issue.feasibility.is_none() && issue.effect.is_none() && issue.remarks.is_empty()));
        }
        let mut turned = all;
        let by = turn.min(turned.len());
        turned.rotate_left(by);
        prop_assert_eq!(&tally(&covered, 9, &turned), &told);
        let json = serde_json::to_string(&told).unwrap();
        prop_assert_eq!(serde_json::from_str::<Tally>(&json).unwrap(), told);
    }
}
