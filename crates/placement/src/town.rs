//! An input as it stands on one day: who seeks in which order, which rooms are open, with numbers instead of codes.

use crate::answer::Answer;
use crate::criterion::{Criterion, Ground};
use crate::fit::Fit;
use crate::input::{Change, DeclinedBy, Home, Input, Person, PersonState, Planning, Room, RoomState};
use crate::reasons::{DECLINED_BY_HOME, DECLINED_BY_PERSON, LIVES_THERE};
use almanac::Date;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

/// Somebody whose own answers are asked.
pub(crate) struct Seeker<'a> {
    pub(crate) id: &'a str,
    pub(crate) class: u32,
    /// Do they name any wish?
    pub(crate) names_wishes: bool,
    /// Places among the first three wishes, ascending, with their rank from 0.
    pub(crate) wishes: Vec<(usize, usize)>,
}

/// A room that is open today, or an office that could take somebody.
pub(crate) struct Place<'a> {
    pub(crate) id: &'a str,
    /// The number of its home in [`Town::homes`].
    pub(crate) home: usize,
}

/// Why a pair is apart, whatever the criteria say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Apart {
    /// The home said no after they met.
    NoByHome,
    /// The person said no after they met.
    NoByPerson,
    /// The person lives there already.
    LivesThere,
}

impl Apart {
    /// All of them.
    pub(crate) const ALL: [Self; 3] = [Self::NoByHome, Self::NoByPerson, Self::LivesThere];

    /// Its bit beside those of the criteria.
    pub(crate) fn bit(self) -> u32 {
        61 + self as u32
    }

    /// Its code beside those of the criteria.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::NoByHome => DECLINED_BY_HOME,
            Self::NoByPerson => DECLINED_BY_PERSON,
            Self::LivesThere => LIVES_THERE,
        }
    }
}

/// Why a room that was told is not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Closed {
    /// It is said to be told on a day that is still to come.
    NotYet(Date),
    /// Its last day is over.
    Expired(Date),
    /// It has come too far.
    State(RoomState),
}

/// The town on one day.
pub(crate) struct Town<'a> {
    pub(crate) criteria: Vec<&'a Criterion>,
    /// Who seeks, in order of priority; equals by code.
    pub(crate) people: Vec<Seeker<'a>>,
    /// Runs of `people` that are equal in priority.
    pub(crate) blocks: Vec<Range<usize>>,
    /// Open rooms by code.
    pub(crate) places: Vec<Place<'a>>,
    /// Codes of homes, ascending.
    pub(crate) homes: Vec<&'a str>,
    pub(crate) resting: Vec<&'a str>,
    /// Rooms that were told and are not open, by code.
    pub(crate) closed: Vec<(&'a str, Closed)>,
    /// For each criterion the answers of each person, one after the other, as [`crate::Rule::of_person`] orders them.
    pub(crate) of_people: Vec<Vec<Option<&'a Answer>>>,
    /// For each criterion the answer of each place.
    pub(crate) of_places: Vec<Vec<Option<&'a Answer>>>,
    pub(crate) made: Made<'a>,
    /// Pairs of person and home that are apart.
    pub(crate) apart: HashMap<(usize, usize), Apart>,
    /// Person, home and criterion that were settled by talking.
    pub(crate) talked: HashSet<(usize, usize, usize)>,
    /// Agreed visits: person and place.
    pub(crate) agreed: BTreeSet<(usize, usize)>,
    /// The places of each home.
    pub(crate) at_home: Vec<Vec<usize>>,
}

/// Changes that are made, by criterion.
#[derive(Default)]
pub(crate) struct Made<'a> {
    pub(crate) by_criterion: Vec<MadeOf<'a>>,
}

/// Changes that are made to one criterion.
#[derive(Default, Clone)]
pub(crate) struct MadeOf<'a> {
    pub(crate) everywhere: bool,
    pub(crate) homes: BTreeSet<&'a str>,
    pub(crate) aid: i64,
    pub(crate) taught: Vec<(&'a str, Option<&'a str>)>,
}

impl<'a> MadeOf<'a> {
    fn lifted(&self, home: &str) -> bool {
        self.everywhere || self.homes.contains(home)
    }

    /// The words that are taught at a home.
    pub(crate) fn taught_at(&self, home: &str) -> Vec<&'a str> {
        let there = self.taught.iter().filter(|(_, at)| at.is_none_or(|at| at == home));
        there.map(|(word, _)| *word).collect()
    }
}

fn made<'a>(criteria: &[&'a Criterion], changes: &'a [Change]) -> Made<'a> {
    let mut by_criterion = vec![MadeOf::default(); criteria.len()];
    for change in changes {
        let (Change::Lift { criterion, .. } | Change::Teach { criterion, .. } | Change::Aid { criterion, .. }) = change;
        let Some(at) = criteria.iter().position(|other| other.id == *criterion) else { continue };
        let made: &mut MadeOf<'a> = &mut by_criterion[at];
        match change {
            Change::Lift { home: None, .. } => made.everywhere = true,
            Change::Lift { home: Some(home), .. } => {
                made.homes.insert(home);
            }
            Change::Teach { word, home, .. } => made.taught.push((word, home.as_deref())),
            Change::Aid { yen, .. } => made.aid = made.aid.saturating_add(*yen),
        }
    }
    Made { by_criterion }
}

impl<'a> Town<'a> {
    /// The town of an input on a day.
    pub(crate) fn of(input: &'a Input, today: Date) -> Self {
        let mut homes: Vec<&Home> = input.homes.iter().collect();
        homes.sort_by_key(|home| &*home.id);
        let mut people: Vec<&Person> =
            input.people.iter().filter(|person| person.state == PersonState::Seeking).collect();
        people.sort_by_key(|person| (rank(person), &*person.id));
        let mut told: Vec<(&Room, usize)> =
            homes.iter().enumerate().flat_map(|(at, home)| home.rooms.iter().map(move |room| (room, at))).collect();
        told.sort_by_key(|(room, _)| &*room.id);
        let (open, shut): (Vec<_>, Vec<_>) = told.into_iter().partition(|(room, _)| closed(room, today).is_none());
        let mut resting: Vec<&str> = input
            .people
            .iter()
            .filter(|person| person.state == PersonState::Resting)
            .map(|person| &*person.id)
            .collect();
        resting.sort_unstable();

        let criteria: Vec<&Criterion> = input.criteria.iter().collect();
        let made = made(&criteria, &input.changes);
        let names: Vec<_> = criteria.iter().map(|criterion| criterion.rule.of_person()).collect();
        let of_people = names
            .iter()
            .map(|names| people.iter().flat_map(|person| names.iter().map(|name| person.answers.get(*name))).collect());
        let of_places = criteria.iter().map(|criterion| {
            let name = criterion.rule.of_place();
            open.iter().map(|(room, home)| room.answers.get(name).or_else(|| homes[*home].answers.get(name))).collect()
        });
        let mut at_home = vec![vec![]; homes.len()];
        open.iter().enumerate().for_each(|(place, (_, home))| at_home[*home].push(place));
        let mut town = Self {
            blocks: runs(&people, |person| rank(person)),
            people: people
                .iter()
                .map(|person| Seeker {
                    id: &person.id,
                    class: person.class.unwrap_or(1),
                    names_wishes: !person.prefers.is_empty(),
                    wishes: wishes(&person.prefers, (&open, &homes), &at_home),
                })
                .collect(),
            places: open.iter().map(|(room, home)| Place { id: &room.id, home: *home }).collect(),
            homes: homes.iter().map(|home| &*home.id).collect(),
            resting,
            closed: shut.iter().filter_map(|(room, _)| closed(room, today).map(|closed| (&*room.id, closed))).collect(),
            of_people: of_people.collect(),
            of_places: of_places.collect(),
            criteria,
            made,
            apart: HashMap::new(),
            talked: HashSet::new(),
            agreed: BTreeSet::new(),
            at_home,
        };
        town.join(input);
        town
    }

    /// Sets numbers for what is told of pairs.
    fn join(&mut self, input: &'a Input) {
        let people: HashMap<&str, usize> = self.people.iter().enumerate().map(|(at, one)| (one.id, at)).collect();
        let homes: HashMap<&str, usize> = self.homes.iter().enumerate().map(|(at, home)| (*home, at)).collect();
        let places: HashMap<&str, usize> = self.places.iter().enumerate().map(|(at, one)| (one.id, at)).collect();
        for declined in &input.declined {
            if let Some(person) = people.get(&*declined.person)
                && let Some(home) = homes.get(&*declined.home)
            {
                let apart = match declined.by {
                    DeclinedBy::Person => Apart::NoByPerson,
                    DeclinedBy::Home => Apart::NoByHome,
                };
                // Where both said no, it is the person's no that counts.
                let there = self.apart.entry((*person, *home)).or_insert(apart);
                *there = apart.max(*there);
            }
        }
        for person in &input.people {
            if let (Some(person), Some(home)) =
                (people.get(&*person.id), person.lives_in.as_ref().and_then(|home| homes.get(&**home)))
            {
                self.apart.insert((*person, *home), Apart::LivesThere);
            }
        }
        for talked in &input.talked {
            let criterion = self.criteria.iter().position(|criterion| criterion.id == talked.criterion);
            if let (Some(person), Some(home), Some(criterion)) =
                (people.get(&*talked.person), homes.get(&*talked.home), criterion)
            {
                self.talked.insert((*person, *home, criterion));
            }
        }
        for visit in &input.visits {
            if let (Some(person), Some(place)) = (people.get(&*visit.person), places.get(&*visit.room)) {
                self.agreed.insert((*person, *place));
            }
        }
    }

    /// The clients of an office beside all other offices.
    pub(crate) fn of_clients(planning: &'a Planning, office: &str) -> (Self, Vec<u32>) {
        let mut offices: Vec<_> = planning.offices.iter().filter(|other| other.id != office).collect();
        offices.sort_by_key(|office| &*office.id);
        let mut clients: Vec<_> = planning.clients.iter().filter(|client| client.office == office).collect();
        clients.sort_by_key(|client| &*client.id);
        let criteria: Vec<&Criterion> = planning.criteria.iter().collect();
        let of_people = criteria.iter().map(|criterion| {
            let names = criterion.rule.of_person();
            clients.iter().flat_map(|client| names.iter().map(|name| client.answers.get(*name))).collect()
        });
        let of_places = criteria
            .iter()
            .map(|criterion| offices.iter().map(|office| office.answers.get(criterion.rule.of_place())).collect());
        let town = Self {
            blocks: runs(&clients, |_| ()),
            people: clients
                .iter()
                .map(|client| Seeker { id: &client.id, class: 1, names_wishes: false, wishes: vec![] })
                .collect(),
            places: offices.iter().enumerate().map(|(home, office)| Place { id: &office.id, home }).collect(),
            homes: offices.iter().map(|office| &*office.id).collect(),
            resting: vec![],
            closed: vec![],
            of_people: of_people.collect(),
            of_places: of_places.collect(),
            made: made(&criteria, &[]),
            criteria,
            apart: HashMap::new(),
            talked: HashSet::new(),
            agreed: BTreeSet::new(),
            at_home: (0..offices.len()).map(|place| vec![place]).collect(),
        };
        (town, offices.iter().map(|office| office.spare).collect())
    }

    /// The answers of a person that a criterion asks for.
    pub(crate) fn of_person(&self, criterion: usize, person: usize) -> &[Option<&'a Answer>] {
        let each = self.criteria[criterion].rule.of_person().len();
        &self.of_people[criterion][person * each..][..each]
    }

    /// Is a criterion lifted at a home?
    pub(crate) fn is_lifted(&self, criterion: usize, home: usize) -> bool {
        self.made.by_criterion[criterion].lifted(self.homes[home])
    }

    /// One criterion of one pair, looked at by itself: without any index, so that others can be held against it.
    pub(crate) fn fit(&self, criterion: usize, person: usize, place: usize) -> Fit {
        let home = self.places[place].home;
        if self.talked.contains(&(person, home, criterion)) {
            return Fit::Yes;
        }
        let made = &self.made.by_criterion[criterion];
        let taught = made.taught_at(self.homes[home]);
        let rule = &self.criteria[criterion].rule;
        let fit = rule.fit(self.of_person(criterion, person), self.of_places[criterion][place], made.aid, &taught);
        match fit {
            // What is not known stays unknown: it is asked before anybody is told to change it.
            Fit::No if self.is_lifted(criterion, home) => Fit::Yes,
            Fit::No if self.criteria[criterion].ground == Ground::Talk => Fit::Unknown,
            fit => fit,
        }
    }

    /// Why a pair is apart, if it is.
    pub(crate) fn apart(&self, person: usize, place: usize) -> Option<Apart> {
        self.apart.get(&(person, self.places[place].home)).copied()
    }

    /// How far down the list of wishes a room stands for a person: 0 to 3; `None` for who has no list.
    pub(crate) fn wish(&self, person: usize, place: usize) -> Option<usize> {
        let seeker = &self.people[person];
        let at = seeker.wishes.binary_search_by_key(&place, |(place, _)| *place);
        seeker.names_wishes.then(|| at.map_or(OTHER, |at| seeker.wishes[at].1))
    }
}

/// The rank of a room that is not among the first three wishes.
pub(crate) const OTHER: usize = 3;

/// The open places among the first three wishes, each with the first of them that names it or its home.
fn wishes(
    prefers: &[String],
    (open, homes): (&[(&Room, usize)], &[&Home]),
    at_home: &[Vec<usize>],
) -> Vec<(usize, usize)> {
    let mut wishes = vec![];
    for (rank, wish) in prefers.iter().take(OTHER).enumerate() {
        if let Ok(place) = open.binary_search_by(|(room, _)| room.id.cmp(wish)) {
            wishes.push((place, rank));
        } else if let Ok(home) = homes.binary_search_by(|home| home.id.cmp(wish)) {
            wishes.extend(at_home[home].iter().map(|place| (*place, rank)));
        }
    }
    wishes.sort_unstable();
    wishes.dedup_by_key(|(place, _)| *place);
    wishes
}

/// What comes first: the class, then the day of the wish; without a day last.
fn rank(person: &Person) -> (u32, Date) {
    (person.class.unwrap_or(1), person.since.unwrap_or(Date::MAX))
}

fn closed(room: &Room, today: Date) -> Option<Closed> {
    match room.state {
        RoomState::Vacant | RoomState::Visiting if room.as_of > today => Some(Closed::NotYet(room.as_of)),
        RoomState::Vacant | RoomState::Visiting if room.expires_on < today => Some(Closed::Expired(room.expires_on)),
        RoomState::Vacant | RoomState::Visiting => None,
        state => Some(Closed::State(state)),
    }
}

/// Runs of equals in a sorted list.
fn runs<T, K: PartialEq>(list: &[T], key: impl Fn(&T) -> K) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = vec![];
    for at in 0..list.len() {
        match runs.last_mut() {
            Some(run) if key(&list[run.start]) == key(&list[at]) => run.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}
