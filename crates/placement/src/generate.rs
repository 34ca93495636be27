//! Invented towns of any size, the same ones for the same seed: for trying, for tests and for measuring.

use crate::answer::{Answer, Answers, Any, MinutesFrom, Point, Span};
use crate::criterion::{By, Cost, Criterion, Ground, Of, Rule};
use crate::input::{
    AgreedVisit, Client, Declined, DeclinedBy, Home, INPUT, Input, Person, PersonState, Planning, PlanningOffice,
    Priority, Room, RoomState, Talked, WhatIf,
};
use almanac::Date;
use chrono::Days;
use oorandom::Rand64;

/// How large an invented town is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// People who seek, rest, or live in a home.
    pub people: usize,
    /// Rooms that were told.
    pub rooms: usize,
    /// The same seed makes the same town.
    pub seed: u64,
}

/// An invented town as it stands on a day.
#[must_use]
pub fn generate(size: Size, today: Date) -> Input {
    let mut town = Dice(Rand64::new(u128::from(size.seed)));
    let reach = reach(size.people);
    let homes = town.homes(size.rooms, reach, today);
    let people = town.people(size.people, reach, &homes, today);
    let mut input = Input {
        format: INPUT.to_string(),
        today: Some(today),
        priority: Priority {
            rule: "退院できるのに行き先のない人を先に、その中では希望した日の早い順".into(),
            decided_on: Date::from_ymd_opt(2026, 4, 1),
            classes: vec!["行き先が決まれば退院できる人".into(), "そのほかの人".into()],
        },
        criteria: criteria(),
        people,
        homes,
        visits: vec![],
        declined: vec![],
        talked: vec![],
        aid_yen: vec![3_000, 5_000, 10_000],
        changes: vec![],
        planning: town.planning(size.people),
        what_if: vec![],
    };
    town.meetings(&mut input);
    if let (Some(home), Some(office)) = (input.homes.first(), input.planning.offices.first()) {
        input.what_if = vec![WhatIf::Closes { home: home.id.clone() }, WhatIf::Withdraws { office: office.id.clone() }];
    }
    input
}

/// How far a town reaches from its middle, in metres: a small town a few kilometres, a country hundreds.
fn reach(people: usize) -> u64 {
    3_000 + (people as u64).isqrt() * 300
}

fn criteria() -> Vec<Criterion> {
    let accepts = |person: &str, place: &str| Rule::Accepts { person: person.into(), place: place.into() };
    let provides = |person: &str, place: &str| Rule::Provides { person: person.into(), place: place.into() };
    let at_most = |person: &str, place: &str, of| Rule::AtMost { person: person.into(), place: place.into(), of };
    let mut criteria = vec![
        Criterion::new("disability", "障害の種別", Ground::Custom, accepts("disability", "disabilities")),
        Criterion::new("sex", "性別", Ground::Safety, accepts("sex", "sexes")),
        Criterion::new(
            "level",
            "障害支援区分",
            Ground::Law,
            Rule::Range { person: "level".into(), place: "levels".into() },
        ),
        Criterion::new("stairs", "階段", Ground::Works, at_most("climbs", "floor", Of::Cost)),
        Criterion::new("night", "夜間の支援", Ground::Staffing, at_most("night", "night_cover", Of::Need)),
        Criterion::new("term", "住める年数", Ground::Custom, at_most("years", "term_years", Of::Need)),
        Criterion::new("day", "日中の外出", Ground::Staffing, accepts("day", "days")),
        Criterion::new("rent", "月々の費用", Ground::Money, at_most("budget", "cost", Of::Cost)),
        Criterion::new("care", "医療・服薬の手伝い", Ground::Skill, provides("care", "cares")),
        Criterion::new("smoking", "喫煙", Ground::Custom, accepts("smoking", "smokings")),
        Criterion::new("guarantor", "保証人", Ground::Custom, accepts("guarantor", "guarantors")),
        Criterion::new("history", "過去のできごと", Ground::Talk, accepts("history", "histories")),
        Criterion::new("own", "専用の風呂・トイレ", Ground::Wish, provides("own", "owns")),
        Criterion::new(
            "near",
            "住みたい所からの距離",
            Ground::Wish,
            Rule::Within { person: "point".into(), place: "point".into(), limit: "near_m".into(), by: By::Metres },
        ),
        Criterion::new(
            "clinic",
            "通院先までの時間",
            Ground::Wish,
            Rule::Within {
                person: "clinic".into(),
                place: "clinics".into(),
                limit: "clinic_min".into(),
                by: By::Minutes,
            },
        ),
    ];
    criteria[3].cost = Some(Cost::High);
    criteria[8].who = Some("訪問看護と研修を行う機関".into());
    criteria[9].ask_person = Some("たばこを吸いますか。".into());
    criteria[11].ask_talk = Some("どのような支えがあれば受け入れられますか。".into());
    criteria
}

/// Dice with the shares of an invented town.
struct Dice(Rand64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0.rand_range(0..most.max(1))
    }

    /// Does something happen, so many times in a hundred?
    fn once_in(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    fn pick<'a>(&mut self, shares: &[(u64, &'a str)]) -> &'a str {
        let mut left = self.below(shares.iter().map(|(share, _)| share).sum());
        for (share, word) in shares {
            if left < *share {
                return word;
            }
            left -= share;
        }
        ""
    }

    fn words(&mut self, shares: &[(u64, &str)]) -> Answer {
        let words = shares.iter().filter(|(percent, _)| self.once_in(*percent)).map(|(_, word)| (*word).to_string());
        Answer::Words(words.collect())
    }

    /// Sets an answer, but for the few that nobody has asked yet.
    fn set(&mut self, answers: &mut Answers, name: &str, answer: Answer) {
        if self.below(1_000) >= 15 {
            answers.insert(name.to_string(), answer);
        }
    }

    fn point(&mut self, reach: u64) -> Point {
        // A millionth of a degree is about 0.1 m; both axes are drawn alike, a little narrower from east to west.
        let mut off = || self.below(2 * reach * 9) as f64 / 1e6 - (reach * 9) as f64 / 1e6;
        Point { lat: 35.7 + off(), lng: 139.5 + off() }
    }

    fn homes(&mut self, rooms: usize, reach: u64, today: Date) -> Vec<Home> {
        let mut homes: Vec<Home> = vec![];
        let mut left = rooms;
        while left > 0 {
            let count = (1 + self.below(4) as usize).min(left);
            left -= count;
            let id = format!("H{:04}", homes.len() + 1);
            let answers = self.home(reach);
            let rooms = (1..=count).map(|at| self.room(&format!("{id}-{at}"), today)).collect();
            homes.push(Home { id, answers, rooms });
        }
        homes
    }

    fn home(&mut self, reach: u64) -> Answers {
        let mut answers = Answers::new();
        let disabilities = self.pick(&[(55, "精神"), (10, "知的"), (35, "どちらも")]);
        let disabilities: Vec<&str> =
            if disabilities == "どちらも" { vec!["精神", "知的"] } else { vec![disabilities] };
        let word = |words: Vec<&str>| Answer::Words(words.into_iter().map(str::to_string).collect());
        self.set(&mut answers, "disabilities", word(disabilities));
        let sexes = match self.pick(&[(30, "m"), (25, "f"), (45, "any")]) {
            "any" => Answer::Any(Any { any: true }),
            sex => word(vec![sex]),
        };
        self.set(&mut answers, "sexes", sexes);
        let from = self.below(2) as i64;
        let to = (from + 3 + self.below(4) as i64).min(6);
        self.set(&mut answers, "levels", Answer::Range(Span { from: Some(from), to: Some(to) }));
        let night = self.below(5) as i64;
        self.set(&mut answers, "night_cover", Answer::Number(night));
        let term = if self.once_in(20) { Answer::Number(3) } else { Answer::Any(Any { any: true }) };
        self.set(&mut answers, "term_years", term);
        let days = if self.once_in(50) { vec!["goes_out", "stays"] } else { vec!["goes_out"] };
        self.set(&mut answers, "days", word(days));
        let cares = self.words(&[(75, "服薬"), (30, "インスリン"), (25, "注射")]);
        self.set(&mut answers, "cares", cares);
        let smokings = if self.once_in(60) { vec!["no", "yes"] } else { vec!["no"] };
        self.set(&mut answers, "smokings", word(smokings));
        let guarantors = if self.once_in(70) { vec!["has", "none"] } else { vec!["has"] };
        self.set(&mut answers, "guarantors", word(guarantors));
        let histories = self.words(&[(50, "自傷"), (20, "火の不始末")]);
        self.set(&mut answers, "histories", histories);
        let owns = self.words(&[(30, "風呂"), (45, "トイレ")]);
        self.set(&mut answers, "owns", owns);
        let point = self.point(reach);
        self.set(&mut answers, "point", Answer::Point(point));
        let minutes = ["北", "南", "東"].map(|clinic| (clinic.to_string(), 5 + self.below(45) as i64));
        self.set(&mut answers, "clinics", Answer::Minutes(MinutesFrom { minutes: minutes.into_iter().collect() }));
        answers
    }

    fn room(&mut self, id: &str, today: Date) -> Room {
        let as_of = today - Days::new(self.below(36));
        let state = match self.pick(&[(88, "vacant"), (5, "visiting"), (4, "reserved"), (3, "trial")]) {
            "visiting" => RoomState::Visiting,
            "reserved" => RoomState::Reserved,
            "trial" => RoomState::Trial,
            _ => RoomState::Vacant,
        };
        let mut answers = Answers::new();
        let floor = [1, 1, 2, 2, 3][self.below(5) as usize];
        self.set(&mut answers, "floor", Answer::Number(floor));
        let cost = 48_000 + 1_000 * self.below(30) as i64;
        self.set(&mut answers, "cost", Answer::Number(cost));
        Room { id: id.into(), state, as_of, expires_on: as_of + Days::new(30), answers }
    }

    fn people(&mut self, count: usize, reach: u64, homes: &[Home], today: Date) -> Vec<Person> {
        (1..=count).map(|at| self.person(&format!("S{at:05}"), reach, homes, today)).collect()
    }

    fn person(&mut self, id: &str, reach: u64, homes: &[Home], today: Date) -> Person {
        let mut answers = Answers::new();
        let word = |word: &str| Answer::Word(word.to_string());
        let disability = self.pick(&[(85, "精神"), (15, "知的")]);
        self.set(&mut answers, "disability", word(disability));
        let sex = self.pick(&[(55, "m"), (45, "f")]);
        self.set(&mut answers, "sex", word(sex));
        let level = self.below(6) as i64;
        self.set(&mut answers, "level", Answer::Number(level));
        let climbs = [1, 2, 2, 3, 3, 3][self.below(6) as usize];
        self.set(&mut answers, "climbs", Answer::Number(climbs));
        let night = [0, 0, 0, 1, 1, 2, 3][self.below(7) as usize];
        self.set(&mut answers, "night", Answer::Number(night));
        let years = if self.once_in(40) { 10 } else { 2 };
        self.set(&mut answers, "years", Answer::Number(years));
        let day = self.pick(&[(75, "goes_out"), (25, "stays")]);
        self.set(&mut answers, "day", word(day));
        let budget = 60_000 + 1_000 * self.below(40) as i64;
        self.set(&mut answers, "budget", Answer::Number(budget));
        let care = self.words(&[(40, "服薬"), (6, "インスリン"), (4, "注射")]);
        self.set(&mut answers, "care", care);
        let smoking = self.pick(&[(65, "no"), (35, "yes")]);
        self.set(&mut answers, "smoking", word(smoking));
        let guarantor = self.pick(&[(70, "has"), (30, "none")]);
        self.set(&mut answers, "guarantor", word(guarantor));
        let history = self.words(&[(12, "自傷"), (4, "火の不始末")]);
        self.set(&mut answers, "history", history);
        let own = self.words(&[(5, "風呂"), (8, "トイレ")]);
        self.set(&mut answers, "own", own);
        let point = self.point(reach);
        self.set(&mut answers, "point", Answer::Point(point));
        let near = if self.once_in(20) {
            Answer::Any(Any { any: true })
        } else {
            Answer::Number((reach * (80 + self.below(120)) / 100) as i64)
        };
        self.set(&mut answers, "near_m", near);
        let clinic = self.pick(&[(40, "北"), (30, "南"), (30, "東")]);
        self.set(&mut answers, "clinic", word(clinic));
        let clinic_min = 30 + self.below(40) as i64;
        self.set(&mut answers, "clinic_min", Answer::Number(clinic_min));
        let housed = self.once_in(10) && !homes.is_empty();
        let state = if housed {
            PersonState::Housed
        } else if self.once_in(5) {
            PersonState::Resting
        } else {
            PersonState::Seeking
        };
        let lives_in = housed.then(|| homes[self.below(homes.len() as u64) as usize].id.clone());
        let prefers = self.prefers(homes, (disability, sex));
        let class = Some(if self.once_in(30) { 1 } else { 2 });
        let since = Some(today - Days::new(self.below(1_100)));
        Person { id: id.into(), state, since, class, lives_in, prefers, answers }
    }

    /// Up to three homes that somebody wishes for: people hear of homes that take people like them.
    fn prefers(&mut self, homes: &[Home], (disability, sex): (&str, &str)) -> Vec<String> {
        let mut prefers: Vec<String> = vec![];
        let wanted = self.below(4) as usize;
        for _ in 0..homes.len().min(12) {
            let home = &homes[self.below(homes.len() as u64) as usize];
            let takes = |name: &str, word: &str| match home.answers.get(name) {
                Some(Answer::Words(words)) => words.contains(word),
                answer => answer.is_some(),
            };
            let is_new = prefers.len() < wanted && !prefers.contains(&home.id);
            if is_new && takes("disabilities", disability) && takes("sexes", sex) {
                prefers.push(home.id.clone());
            }
        }
        prefers
    }

    /// Visits that were agreed, noes that were said, and what was talked about.
    fn meetings(&mut self, input: &mut Input) {
        let rooms: Vec<(String, String)> = input
            .homes
            .iter()
            .flat_map(|home| home.rooms.iter().map(|room| (room.id.clone(), home.id.clone())))
            .collect();
        if rooms.is_empty() {
            return;
        }
        for person in input.people.iter().map(|person| person.id.clone()) {
            let (room, home) = rooms[self.below(rooms.len() as u64) as usize].clone();
            match self.below(30) {
                0 => input.visits.push(AgreedVisit { person, room }),
                1 => input.declined.push(Declined { person, home, by: DeclinedBy::Person }),
                2 => input.declined.push(Declined { person, home, by: DeclinedBy::Home }),
                3 => input.talked.push(Talked { person, home, criterion: "history".into() }),
                _ => {}
            }
        }
    }

    fn planning(&mut self, people: usize) -> Planning {
        let areas = ["北", "南", "東"];
        let criteria = vec![Criterion::new(
            "area",
            "受け持つ地域",
            Ground::Custom,
            Rule::Accepts { person: "area".into(), place: "areas".into() },
        )];
        let offices = (1..=(people / 15).clamp(3, 400)).map(|at| {
            let areas = areas.iter().filter(|_| self.once_in(60)).map(|area| (*area).to_string()).collect();
            let mut answers = Answers::new();
            self.set(&mut answers, "areas", Answer::Words(areas));
            PlanningOffice { id: format!("O{at:03}"), spare: self.below(5) as u32, answers }
        });
        let offices: Vec<PlanningOffice> = offices.collect();
        let clients = (1..=people).map(|at| {
            let mut answers = Answers::new();
            let area = Answer::Word(self.pick(&[(40, "北"), (30, "南"), (30, "東")]).to_string());
            self.set(&mut answers, "area", area);
            // The first office is large: what happens when it withdraws is the question.
            let office = if self.once_in(30) { 0 } else { self.below(offices.len() as u64) as usize };
            Client { id: format!("C{at:05}"), office: offices[office].id.clone(), answers }
        });
        let clients = clients.collect();
        Planning { criteria, offices, clients }
    }
}
