//! 部屋と希望: for each matter, how many answer so, and how many rooms suit them by that matter alone.

use crate::wishes::model::Matter;
use crate::wishes::rules::answers::{MOST_STEP, STEP_YEN, counted_by, possible, sent};
use crate::wishes::rules::matched::Matched;
use crate::wishes::rules::question::Question;
use placement::{Answer, Criterion, Fit};
use std::collections::BTreeSet;

/// One answer, who gives it and which open rooms suit it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// The answer in words.
    pub label: String,
    /// The people.
    pub people: Vec<usize>,
    /// The rooms that suit it.
    pub rooms: Vec<usize>,
    /// The rooms of which nobody knows.
    pub ask: Vec<usize>,
    /// Is it an answer beside which nobody gives another one: that none is needed, or that it is all the same?
    pub is_single: bool,
    /// Is it that nobody has asked yet? No room suits or does not suit that.
    pub is_unasked: bool,
}

/// The matters of which anybody has answered anything but that it is all the same, with every answer that could be given: one that nobody
/// gives is counted, too.
pub fn sides(matched: &Matched) -> Vec<(Matter, Vec<Side>)> {
    let told = |matter: &Matter| {
        let sides = of(matched, *matter);
        let says = |side: &Side| !side.people.is_empty() && !side.is_unasked && side.label != ALL_THE_SAME;
        sides.iter().any(says).then_some((*matter, sides))
    };
    Matter::ALL.iter().filter_map(told).collect()
}

const ALL_THE_SAME: &str = "問わない";

/// Parts of a whole? Somebody has one answer to most matters, and any number of disabilities and helps.
pub fn is_whole(matter: Matter) -> bool {
    !matches!(matter, Matter::Disabilities | Matter::Helps | Matter::Area)
}

fn of(matched: &Matched, matter: Matter) -> Vec<Side> {
    let criteria: Vec<&Criterion> =
        matched.question.input.criteria.iter().filter(|one| Question::matter(&one.id) == Some(matter)).collect();
    let all = possible(matter, &matched.question.places);
    let mut people: Vec<Vec<usize>> = vec![vec![]; all.len()];
    let mut unasked = vec![];
    for person in matched.seeking() {
        match matched.question.said[person].get(&matter) {
            None => unasked.push(person),
            Some(answer) => {
                // A place in which no home is any more is another one.
                let at =
                    |one: &Answer| all.iter().position(|other| other == one).unwrap_or(matched.question.places.len());
                let each: BTreeSet<usize> = counted_by(matter, answer).iter().map(at).collect();
                each.into_iter().for_each(|at| people[at].push(person));
            }
        }
    }
    let side = |(answer, people): (Answer, Vec<usize>)| {
        let asked = sent(matter, &answer);
        let fit = |place: &(usize, usize)| {
            let each = criteria.iter().map(|criterion| matched.fit_of(Some(&asked), place.0, criterion));
            each.fold(Fit::Yes, Fit::and)
        };
        let suit = |wanted: Fit| {
            let open = matched.open().iter().filter(|place| fit(place) == wanted);
            open.map(|(room, _)| *room).collect()
        };
        Side {
            label: label(matter, &answer),
            people,
            rooms: suit(Fit::Yes),
            ask: suit(Fit::Unknown),
            is_single: matches!(&answer, Answer::Any(_)) || matches!(&answer, Answer::Words(words) if words.is_empty()),
            is_unasked: false,
        }
    };
    let mut told: Vec<Side> = all.into_iter().zip(people).map(side).collect();
    // Of bath and place nobody is left to be asked.
    if !matches!(matter, Matter::Bath | Matter::Area) {
        let label = "まだ聞いていない".into();
        told.push(Side { label, people: unasked, rooms: vec![], ask: vec![], is_single: false, is_unasked: true });
    }
    told
}

fn label(matter: Matter, answer: &Answer) -> String {
    use crate::vacancies::model::{Disability, level_in_words};
    use crate::wishes::model::{DayLife, NightNeed, Smokes, Stay, UnitFor};
    let number = |number: i64| match matter {
        Matter::Level => level_in_words(number),
        Matter::Night => usize::try_from(number)
            .ok()
            .and_then(|at| NightNeed::ALL.get(at))
            .map_or_else(String::new, |need| need.label().into()),
        Matter::Cost => match number.div_euclid(STEP_YEN) {
            MOST_STEP => format!("月{MOST_STEP}万円以上払える"),
            step => format!("月{step}万円台まで払える"),
        },
        _ => format!("{number}階まで上がれる"),
    };
    let word = |word: &str| {
        let known: Option<&str> = match matter {
            Matter::Sex => UnitFor::parse(word).map(UnitFor::label),
            Matter::Disabilities => Disability::parse(word).map(Disability::label),
            Matter::Term => Stay::parse(word).map(Stay::label),
            Matter::DayOut => DayLife::parse(word).map(DayLife::label),
            Matter::Smoking => Smokes::parse(word).map(Smokes::label),
            Matter::Guarantor => Some(if word == "yes" { "保証人がいる" } else { "保証人がいない" }),
            Matter::Bath => Some("専用がよい"),
            Matter::Talk => Some("先に話し合いたいことがある"),
            _ => None,
        };
        known.unwrap_or(word).to_string()
    };
    match answer {
        Answer::Number(1) if matter == Matter::Stairs => "階段は上がれない".into(),
        Answer::Number(one) => number(*one),
        Answer::Word(one) => word(one),
        Answer::Words(_) if matter == Matter::Helps => "要らない".into(),
        Answer::Words(_) => "とくにない".into(),
        _ => ALL_THE_SAME.into(),
    }
}
