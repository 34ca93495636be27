//! Three values: taking an answer away turns nothing into yes or no.

use crate::small::{accepts, criterion, empty, person, room, today};
use placement::{
    Answer, Answers, Any, By, Fit, Ground, Home, MinutesFrom, Of, Options, Point, Rule, Size, Span, generate, place,
};
use proptest::prelude::*;

fn words() -> impl Strategy<Value = Answer> {
    prop_oneof![
        Just(Answer::Any(Any { any: true })),
        proptest::sample::select(vec!["a", "b", "c"]).prop_map(|word| Answer::Word(word.into())),
        proptest::collection::btree_set("[abc]", 0..3).prop_map(Answer::Words),
    ]
}

fn number() -> impl Strategy<Value = Answer> {
    prop_oneof![4 => (-3i64..6).prop_map(Answer::Number), 1 => Just(Answer::Any(Any { any: true }))]
}

fn span() -> impl Strategy<Value = Answer> {
    prop_oneof![
        ((-3i64..3), (0i64..4))
            .prop_map(|(from, more)| Answer::Range(Span { from: Some(from), to: Some(from + more) })),
        (-3i64..3).prop_map(|from| Answer::Range(Span { from: Some(from), to: None })),
        number(),
    ]
}

fn point() -> impl Strategy<Value = Answer> {
    prop_oneof![
        6 => (0u8..5, 0u8..5).prop_map(|(lat, lng)| {
            Answer::Point(Point { lat: 35.0 + f64::from(lat) / 1000.0, lng: 139.0 + f64::from(lng) / 1000.0 })
        }),
        1 => Just(Answer::Any(Any { any: true })),
    ]
}

fn from() -> impl Strategy<Value = Answer> {
    prop_oneof![
        3 => proptest::sample::select(vec!["a", "b", "c"]).prop_map(|word| Answer::Word(word.into())),
        1 => Just(Answer::Any(Any { any: true })),
    ]
}

fn minutes() -> impl Strategy<Value = Answer> {
    prop_oneof![
        5 => proptest::collection::btree_map("[ab]", 0i64..60, 0..3)
            .prop_map(|minutes| Answer::Minutes(MinutesFrom { minutes })),
        1 => Just(Answer::Any(Any { any: true })),
    ]
}

fn limit() -> impl Strategy<Value = Answer> {
    prop_oneof![4 => (0i64..60).prop_map(Answer::Number), 1 => Just(Answer::Any(Any { any: true }))]
}

/// A rule with the person's answers and that of the place.
fn asked() -> impl Strategy<Value = (Rule, Vec<Answer>, Answer)> {
    let n = || "n".to_string();
    let within = move |by| Rule::Within { person: n(), place: n(), limit: "limit".into(), by };
    prop_oneof![
        (words(), words()).prop_map(move |(a, b)| (accepts("n"), vec![a], b)),
        (words(), words()).prop_map(move |(a, b)| (Rule::Provides { person: n(), place: n() }, vec![a], b)),
        (number(), span()).prop_map(move |(a, b)| (Rule::Range { person: n(), place: n() }, vec![a], b)),
        (number(), number(), any::<bool>()).prop_map(move |(a, b, need)| {
            let of = if need { Of::Need } else { Of::Cost };
            (Rule::AtMost { person: n(), place: n(), of }, vec![a], b)
        }),
        (point(), (0i64..600).prop_map(Answer::Number), point()).prop_map(move |(a, l, b)| (
            within(By::Metres),
            vec![a, l],
            b
        )),
        (from(), limit(), minutes()).prop_map(move |(a, l, b)| (within(By::Minutes), vec![a, l], b)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn an_answer_taken_away_turns_nothing_into_yes_or_no((rule, person, place) in asked(), gone in 0usize..3) {
        let mut known: Vec<Option<&Answer>> = person.iter().map(Some).collect();
        let mut of_place = Some(&place);
        let before = rule.fit(&known, of_place, 0, &[]);
        match known.get_mut(gone) {
            Some(answer) => *answer = None,
            None => of_place = None,
        }
        let after = rule.fit(&known, of_place, 0, &[]);
        prop_assert!(after == before || after == Fit::Unknown, "{before:?} became {after:?}");
        let nothing = vec![None; person.len()];
        prop_assert_eq!(rule.fit(&nothing, None, 0, &[]), Fit::Unknown);
    }

    #[test]
    fn one_no_is_a_no_and_else_one_unknown_is_unknown(fits in proptest::collection::vec(0u8..3, 0..6)) {
        let fits: Vec<Fit> = fits.iter().map(|fit| [Fit::Yes, Fit::Unknown, Fit::No][*fit as usize]).collect();
        let all = fits.iter().fold(Fit::Yes, |all, fit| all.and(*fit));
        let expected = if fits.contains(&Fit::No) { Fit::No } else if fits.contains(&Fit::Unknown) { Fit::Unknown } else { Fit::Yes };
        prop_assert_eq!(all, expected);
    }
}

#[test]
fn an_answer_of_a_town_taken_away_makes_no_pair_sure() {
    let (mut fewer, mut same) = (0, 0);
    for seed in 0..200 {
        let mut input = generate(Size { people: 12, rooms: 12, seed }, today());
        let before = place(&input, today(), Options { relax: 0, threads: 1 }).council;
        let taken = (seed as usize % input.people.len(), seed as usize % input.homes.len());
        if seed % 2 == 0 {
            let answers = &mut input.people[taken.0].answers;
            let name = answers.keys().nth(seed as usize % answers.len()).unwrap().clone();
            answers.remove(&name);
        } else {
            let answers = &mut input.homes[taken.1].answers;
            let name = answers.keys().nth(seed as usize % answers.len()).unwrap().clone();
            answers.remove(&name);
        }
        let after = place(&input, today(), Options { relax: 0, threads: 1 }).council;
        assert!(after.pairs_yes <= before.pairs_yes && after.pairs_no <= before.pairs_no, "town {seed}");
        assert!(after.served <= before.served && after.served_at_most >= before.served_at_most, "town {seed}");
        if after == before { same += 1 } else { fewer += 1 }
    }
    assert!(fewer > 50 && same > 5, "{fewer}, {same}");
}

#[test]
fn what_homes_often_refuse_is_a_question_and_never_a_no() {
    let mut input = empty();
    input.criteria = vec![criterion("history", Ground::Talk, accepts("history"))];
    let mut seeker = person("S1");
    seeker.answers.insert("history".into(), Answer::Words(["火の不始末".to_string()].into()));
    input.people = vec![seeker];
    let answers = Answers::from([("history".to_string(), Answer::Words([].into()))]);
    input.homes = vec![Home { id: "H1".into(), answers, rooms: vec![room("R1")] }];
    let output = place(&input, today(), Options::default());
    let council = &output.council;
    assert_eq!((council.pairs_yes, council.pairs_unknown, council.pairs_no), (0, 1, 0));
    assert_eq!(
        output.visits[0].rooms[0].says,
        "確かめれば、合うかもしれません。S1さんの同意を得て、H1と「historyのこと」について話し合ってください。"
    );
    input.talked = vec![placement::Talked { person: "S1".into(), home: "H1".into(), criterion: "history".into() }];
    assert_eq!(place(&input, today(), Options::default()).council.pairs_yes, 1, "settled by talking");
}
