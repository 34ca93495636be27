//! もし、この事業所がやめたら: how many of its people others could take, by their own word. Figures alone: a client is a code for one of a count.

use crate::planning::model::{Closing, LoadForm, NewClients};
use crate::planning::rules::figures::Office;
use placement::{
    Answer, Answers, Client, Criterion, Ground, INPUT, Input, Options, Planning, PlanningOffice, Rule, WhatIf,
    WhatIfAnswer, place,
};
use std::collections::BTreeMap;

/// What becomes of one kind of people of an office.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outcome {
    /// How many they are.
    pub clients: usize,
    /// How many others could take for certain.
    pub taken: usize,
    /// How many, if every condition were met.
    pub at_most: usize,
    /// The offices that are full first and hold the others up, by their place in the list.
    pub full: Vec<usize>,
    /// Are there offices at all that say they take somebody?
    pub has_room: bool,
}

/// What would be if an office withdrew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// Its place in the list.
    pub office: usize,
    /// 者.
    pub adults: Outcome,
    /// 児.
    pub children: Outcome,
}

impl Withdrawal {
    /// Its people.
    pub fn clients(&self) -> usize {
        self.adults.clients + self.children.clients
    }

    /// How many could go on for certain.
    pub fn taken(&self) -> usize {
        self.adults.taken + self.children.taken
    }

    /// How many could go on if every condition were met.
    pub fn at_most(&self) -> usize {
        self.adults.at_most + self.children.at_most
    }

    /// For how many no place is certain.
    pub fn left(&self) -> usize {
        self.clients() - self.taken()
    }

    /// Offices that are full first, once each.
    pub fn full(&self) -> Vec<usize> {
        let mut full = [self.adults.full.clone(), self.children.full.clone()].concat();
        full.sort_unstable();
        full.dedup();
        full
    }
}

/// So many questions are answered at once.
const AT_ONCE: usize = 50;

/// 者 or 児.
#[derive(Clone, Copy)]
struct Kind {
    letter: char,
    clients: fn(&LoadForm) -> i64,
    spare: fn(&LoadForm) -> i64,
}

const KINDS: [Kind; 2] = [
    Kind { letter: 'a', clients: |form| form.adults, spare: |form| form.spare().unwrap_or_default().0 },
    Kind { letter: 'c', clients: |form| form.children, spare: |form| form.spare().unwrap_or_default().1 },
];

fn code(office: usize, kind: Kind) -> String {
    format!("{}{office:05}", kind.letter)
}

/// The office that a code names.
fn office_of(code: &str) -> Option<usize> {
    code.get(1..)?.parse().ok()
}

/// What would be if each of the offices that answered withdrew, the one that leaves most people without a certain place first. `None` where
/// they are more than can be read.
pub fn withdrawals(offices: &[Office]) -> Option<Vec<Withdrawal>> {
    let mut found: BTreeMap<usize, Withdrawal> = BTreeMap::new();
    for (at, office) in offices.iter().enumerate() {
        if office.answer.is_some() {
            found.insert(at, Withdrawal { office: at, adults: Outcome::default(), children: Outcome::default() });
        }
    }
    for kind in KINDS {
        let planning = planning(offices, kind);
        let asked: Vec<usize> =
            found.keys().copied().filter(|at| planning.offices.iter().any(|one| one.id == code(*at, kind))).collect();
        for part in asked.chunks(AT_ONCE) {
            let what_if = part.iter().map(|at| WhatIf::Withdraws { office: code(*at, kind) }).collect();
            let input = question(planning.clone(), what_if);
            input.check().ok()?;
            let output = place(&input, placement::Date::default(), Options { relax: 0, threads: 1 });
            for (at, answer) in part.iter().zip(output.what_if) {
                let others = planning.offices.iter().filter(|one| one.id != code(*at, kind));
                let has_room = others.into_iter().any(|one| one.spare > 0) || unsaid(offices, *at) > 0;
                let outcome = Outcome { has_room, ..outcome(answer)? };
                let told = found.get_mut(at)?;
                if kind.letter == 'a' { told.adults = outcome } else { told.children = outcome }
            }
        }
    }
    let mut found: Vec<Withdrawal> = found.into_values().collect();
    found.sort_by_key(|one| (std::cmp::Reverse((one.left(), one.clients())), one.office));
    Some(found)
}

fn outcome(answer: WhatIfAnswer) -> Option<Outcome> {
    let WhatIfAnswer::Office { clients, taken, taken_at_most, full, .. } = answer else { return None };
    let full = full.iter().filter_map(|code| office_of(code)).collect();
    Some(Outcome { clients, taken, at_most: taken_at_most, full, has_room: false })
}

/// The question that is asked of the town.
fn question(planning: Planning, what_if: Vec<WhatIf>) -> Input {
    Input {
        format: INPUT.into(),
        today: None,
        priority: placement::Priority::default(),
        criteria: vec![],
        people: vec![],
        homes: vec![],
        visits: vec![],
        declined: vec![],
        talked: vec![],
        aid_yen: vec![],
        changes: vec![],
        planning,
        what_if,
    }
}

/// The offices that answered and the people of one kind. Who closes or takes nobody has no room; whether who takes people on conditions
/// takes this one, nobody knows.
fn planning(offices: &[Office], kind: Kind) -> Planning {
    let accepts = |person: &str, place: &str| Rule::Accepts { person: person.into(), place: place.into() };
    let criterion = Criterion::new("intake", "新規の受け入れ", Ground::Custom, accepts("comes", "takes"));
    let word = |name: &str, answer: Answer| Answers::from([(name.to_string(), answer)]);
    let mut planning = Planning { criteria: vec![criterion], ..Planning::default() };
    for (at, office) in offices.iter().enumerate() {
        let Some(form) = &office.answer else { continue };
        let takes = form.closing != Closing::Decided && form.intake != Some(NewClients::Refused);
        let spare = if takes { u32::try_from((kind.spare)(form)).unwrap_or(0) } else { 0 };
        let answers = match form.intake {
            // An office without a place is no bottleneck: nothing is said of it.
            Some(NewClients::Taken) if spare > 0 => word("takes", Answer::Words(["new".to_string()].into())),
            _ => Answers::new(),
        };
        planning.offices.push(PlanningOffice { id: code(at, kind), spare, answers });
        let client = |number: i64| Client {
            id: format!("{}-{number:05}", code(at, kind)),
            office: code(at, kind),
            answers: word("comes", Answer::Word("new".into())),
        };
        planning.clients.extend((1..=(kind.clients)(form)).map(client));
    }
    planning
}

/// So many others may take people, and nobody knows how many.
fn unsaid(offices: &[Office], but: usize) -> usize {
    let others =
        offices.iter().enumerate().filter(|(at, _)| *at != but).filter_map(|(_, office)| office.answer.as_ref());
    others.filter(|form| form.closing != Closing::Decided && form.spare().is_none()).count()
}

/// What would be, in sentences: how many could go on, how many nowhere, and which offices are full first.
pub fn sentence(one: &Withdrawal, offices: &[Office], unknown: usize) -> String {
    let name = |at: usize| offices.get(at).map_or("", |office| office.name.as_str());
    let (clients, taken, at_most) = (one.clients(), one.taken(), one.at_most());
    let who = format!("{}が計画相談をやめると、", name(one.office));
    if clients == 0 {
        return format!("{who}移る人はいません（利用者は0人と答えています）。");
    }
    let unsaid = unsaid(offices, one.office);
    let mut told = match (taken, at_most) {
        (0, 0) if unsaid > 0 => {
            format!("{who}利用者{clients}人のうち、ほかの事業所が受けられると分かっている人はいません。")
        }
        (0, 0) => format!("{who}利用者{clients}人のうち、ほかの事業所が受けられる人はいません。"),
        (taken, _) if taken == clients => format!("{who}利用者{clients}人のみなを、ほかの事業所が受けられます。"),
        (taken, at_most) if taken == at_most => {
            format!(
                "{who}利用者{clients}人のうち、ほかの事業所が受けられるのは{taken}人です。{}人には、行き先がありません。",
                clients - taken
            )
        }
        (taken, at_most) => format!(
            "{who}利用者{clients}人のうち、ほかの事業所が確かに受けられるのは{taken}人、条件が合えば{at_most}人までです。{}{}人には、行き先が{}。",
            if at_most == clients { "" } else { "条件が合っても、" },
            if at_most == clients { clients - taken } else { clients - at_most },
            if at_most == clients { "確かではありません" } else { "ありません" }
        ),
    };
    let full = one.full();
    if !full.is_empty() && taken < clients {
        let names: Vec<&str> = full.iter().map(|at| name(*at)).take(5).collect();
        let more =
            if full.len() > names.len() { format!("ほか{}か所", full.len() - names.len()) } else { String::new() };
        told.push_str(&format!("先に埋まるのは、{}{more}です。", names.join("、")));
    }
    for (kind, outcome) in [("者", &one.adults), ("児", &one.children)] {
        if outcome.clients > 0 && !outcome.has_room && taken > 0 {
            told.push_str(&format!("{kind}を受けると答えたところは、ほかにありません。"));
        }
    }
    if unsaid > 0 && taken < clients {
        told.push_str(&format!("あと何人受けられるかの分からない{unsaid}か所の空きは、入っていません。"));
    }
    if unknown > 0 && taken < clients {
        told.push_str(&format!("まだ答えのない{unknown}か所の空きは、入っていません。"));
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planning::rules::figures::tests::{load, office};
    use proptest::prelude::*;

    fn spare(adults: i64, children: i64, form: LoadForm) -> LoadForm {
        LoadForm { spare_adults: Some(adults), spare_children: Some(children), ..form }
    }

    fn named(all: &[Withdrawal], at: usize) -> &Withdrawal {
        all.iter().find(|one| one.office == at).unwrap()
    }

    #[test]
    fn whoever_leaves_most_people_without_a_place_stands_first_and_the_bottleneck_is_named() {
        let offices = [
            office("あおぞら", 25, Some(spare(5, 0, load(200, 30, 10)))),
            office("いずみ", 33, Some(spare(8, 2, load(100, 12, 3)))),
            office("うみべ", 41, Some(load(100, 6, 0))),
            office("えがお", 58, None),
        ];
        let all = withdrawals(&offices).unwrap();
        assert_eq!(all.iter().map(|one| (one.office, one.left())).collect::<Vec<_>>(), [(0, 30), (1, 10), (2, 0)]);
        assert_eq!(
            sentence(&all[0], &offices, 1),
            "あおぞらが計画相談をやめると、利用者40人のうち、ほかの事業所が受けられるのは10人です。30人には、行き先がありません。先に埋まるのは、いずみです。まだ答えのない1か所の空きは、入っていません。"
        );
        assert_eq!(
            sentence(&all[2], &offices, 1),
            "うみべが計画相談をやめると、利用者6人のみなを、ほかの事業所が受けられます。"
        );
        let told = sentence(named(&all, 1), &offices, 0);
        assert!(told.contains("児を受けると答えたところは、ほかにありません。"), "{told}");
    }

    #[test]
    fn who_takes_on_conditions_is_no_certain_place_and_who_closes_is_none() {
        let conditional = LoadForm { intake: Some(NewClients::Conditional), ..spare(4, 0, load(100, 10, 0)) };
        let closing = LoadForm { closing: Closing::Decided, ..spare(9, 0, load(100, 3, 0)) };
        let refusing = LoadForm { intake: Some(NewClients::Refused), ..load(100, 4, 0) };
        let offices =
            [office("あ", 25, Some(conditional)), office("い", 33, Some(closing)), office("う", 41, Some(refusing))];
        let all = withdrawals(&offices).unwrap();
        let closing = named(&all, 1);
        assert_eq!((closing.clients(), closing.taken(), closing.at_most()), (3, 0, 3));
        assert!(
            sentence(closing, &offices, 0)
                .contains("確かに受けられるのは0人、条件が合えば3人までです。3人には、行き先が確かではありません。")
        );
        assert_eq!(named(&all, 0).at_most(), 0);
        assert!(sentence(named(&all, 0), &offices, 0).contains("ほかの事業所が受けられる人はいません。"));
    }

    #[test]
    fn an_office_that_takes_people_and_did_not_say_how_many_is_no_office_that_takes_nobody() {
        let unsaid = LoadForm { spare_adults: None, ..load(100, 6, 0) };
        let offices = [office("あ", 25, Some(load(100, 30, 0))), office("い", 33, Some(unsaid))];
        let all = withdrawals(&offices).unwrap();
        assert_eq!(
            sentence(named(&all, 0), &offices, 0),
            "あが計画相談をやめると、利用者30人のうち、ほかの事業所が受けられると分かっている人はいません。あと何人受けられるかの分からない1か所の空きは、入っていません。"
        );
        assert!(named(&all, 0).adults.has_room && !named(&all, 1).adults.has_room);
    }

    /// What is told is what `placement` finds, and its own proof holds.
    #[test]
    fn every_answer_is_held_against_its_proof() {
        let offices: Vec<Office> =
            (0..60).map(|n| office("あ", 1000 + n, Some(spare(n % 5, n % 3, load(100, n % 9, n % 4))))).collect();
        for kind in KINDS {
            let planning = planning(&offices, kind);
            let what_if = (0..AT_ONCE).map(|at| WhatIf::Withdraws { office: code(at, kind) }).collect();
            let input = question(planning, what_if);
            let today = "2026-12-31".parse().unwrap();
            let output = place(&input, today, Options { relax: 0, threads: 1 });
            assert_eq!(placement::verify(&input, today, &output), Ok(()));
        }
        assert_eq!(withdrawals(&offices).unwrap().len(), 60);
    }

    #[test]
    fn a_town_of_sixty_offices_and_six_thousand_people_is_read_while_somebody_waits() {
        let offices: Vec<Office> =
            (0..60).map(|n| office("あ", 1000 + n, Some(spare(3, 1, load(200, 80, 20))))).collect();
        let began = std::time::Instant::now();
        let all = withdrawals(&offices).unwrap();
        assert_eq!((all.len(), all[0].taken()), (60, 80 + 20));
        assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
    }

    proptest! {
        #[test]
        fn nobody_is_counted_twice_and_no_office_takes_more_than_it_said(
            all in proptest::collection::vec((0i64..12, 0i64..6, 0i64..8, 0i64..4, 0usize..3), 1..7)
        ) {
            let offices: Vec<Office> = all.iter().zip(0..).map(|((adults, children, room, child_room, intake), n)| {
                let form = LoadForm { intake: Some(NewClients::ALL[*intake]), ..spare(*room, *child_room, load(100, *adults, *children)) };
                office("あ", 1000 + n, Some(form))
            }).collect();
            for one in withdrawals(&offices).unwrap() {
                let others = |conditional: bool, spare: fn(&LoadForm) -> i64| -> i64 {
                    offices.iter().enumerate().filter(|(at, _)| *at != one.office).filter_map(|(_, office)| office.answer.as_ref())
                        .filter(|form| form.intake == Some(NewClients::Taken) || conditional && form.intake == Some(NewClients::Conditional))
                        .map(spare).sum()
                };
                let form = offices[one.office].answer.as_ref().unwrap();
                let least = |clients: i64, room: i64| usize::try_from(clients.min(room)).unwrap();
                prop_assert_eq!(one.adults.taken, least(form.adults, others(false, |form| form.spare_adults.unwrap_or(0))));
                prop_assert_eq!(one.children.at_most, least(form.children, others(true, |form| form.spare_children.unwrap_or(0))));
                prop_assert!(!sentence(&one, &offices, 1).is_empty());
            }
        }
    }
}
