//! How an edition differs from what was known before: new, changed, seen again, at another address, not seen any more.
//!
//! Who is not in a newer file is not seen any more; whether the office has closed, the file does not say.

use crate::listing::{Listing, OfficeNumber, Spot};
use crate::service::Service;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::Hash;

/// A line that is known from an earlier edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known<I> {
    /// By what the caller knows it.
    pub id: I,
    /// 事業所番号.
    pub number: OfficeNumber,
    /// サービス種別.
    pub service: Service,
    /// Which of the addresses of one number and service, from 0.
    pub branch: i64,
    /// The number of the prefecture.
    pub prefecture: u8,
    /// Of its folded address.
    pub address_hash: i64,
    /// Of all that its line said.
    pub line_hash: i64,
    /// Where it lay.
    pub spot: Option<Spot>,
    /// Was it not in the newest edition of its kind?
    pub is_absent: bool,
}

/// Of which services in which prefectures an edition tells. Only there somebody can be missing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope(BTreeSet<(Service, Option<u8>)>);

/// A file that tells of so many prefectures tells of all Japan, also of those in which nobody offers the service any more.
const ALL_JAPAN: usize = 40;

impl Scope {
    /// The scope of these lines.
    pub fn of(listings: &[Listing]) -> Scope {
        let pairs: BTreeSet<(Service, u8)> = listings.iter().map(|one| (one.service, one.prefecture)).collect();
        let services: BTreeSet<Service> = pairs.iter().map(|(service, _)| *service).collect();
        let mut scope = BTreeSet::new();
        for service in services {
            let here = pairs.iter().filter(|(one, prefecture)| *one == service && *prefecture != 0);
            let here: Vec<u8> = here.map(|(_, prefecture)| *prefecture).collect();
            if here.iter().filter(|prefecture| **prefecture <= 47).count() >= ALL_JAPAN {
                scope.insert((service, None));
            }
            scope.extend(here.into_iter().map(|prefecture| (service, Some(prefecture))));
        }
        Scope(scope)
    }

    /// Does it tell of this service there?
    pub fn holds(&self, service: Service, prefecture: u8) -> bool {
        let everywhere = prefecture <= 47 && self.0.contains(&(service, None));
        everywhere || self.0.contains(&(service, Some(prefecture)))
    }

    /// The services, each with the prefectures; `None` for all Japan.
    pub fn parts(&self) -> impl Iterator<Item = (Service, Option<u8>)> {
        self.0.iter().copied()
    }
}

/// An office that has another address than before: did it move, or is it another one?
#[derive(Debug, Clone, PartialEq)]
pub struct Moved<I> {
    /// The line, by its place in the reading.
    pub listing: usize,
    /// Which one it may have been.
    pub known: I,
    /// The number of both.
    pub number: OfficeNumber,
    /// The service of both.
    pub service: Service,
    /// How many metres lie between; `None` where one of both is not on the map.
    pub metres: Option<f64>,
    /// Was it missing from the edition before?
    pub was_absent: bool,
}

/// The answer to that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// The same office: it moved, or its address is written in another way.
    Same,
    /// Another place: the one before is not seen any more.
    Other,
}

/// Answers, and the one for all who were not asked about.
#[derive(Debug, Clone)]
pub struct Answers<I: Eq + Hash> {
    /// By the known one.
    pub each: HashMap<I, Answer>,
    /// For the others.
    pub rest: Answer,
}

/// What is different. Lines are named by their places in the reading.
#[derive(Debug, Clone, PartialEq)]
pub struct Diff<I> {
    /// Lines that were not known, with their branch.
    pub new: Vec<(usize, i64)>,
    /// Lines that say something else than before.
    pub changed: Vec<(usize, I)>,
    /// Lines that were missing from an earlier edition and are there again, whatever they say.
    pub back: Vec<(usize, I)>,
    /// How many say the same.
    pub same: usize,
    /// What has to be asked.
    pub moved: Vec<Moved<I>>,
    /// Who is not seen any more.
    pub vanished: Vec<I>,
    /// The first free branch of each number and service with a line that is new or asked about.
    free: HashMap<Key, i64>,
}

type Key = (OfficeNumber, Service);

/// Compares what the lines say with what is known. `unread` is of whom lines tell that were refused.
pub(crate) fn compare<I: Clone + Eq + Hash>(
    listings: &[Listing],
    unread: &HashSet<(OfficeNumber, Service)>,
    known: &[Known<I>],
) -> Diff<I> {
    let scope = Scope::of(listings);
    let mut by_key: HashMap<Key, Vec<&Known<I>>> = HashMap::with_capacity(known.len());
    for one in known {
        by_key.entry((one.number, one.service)).or_default().push(one);
    }
    let mut diff = Diff {
        new: vec![],
        changed: vec![],
        back: vec![],
        same: 0,
        moved: vec![],
        vanished: vec![],
        free: HashMap::new(),
    };
    let mut found: HashSet<&I> = HashSet::with_capacity(known.len());
    let mut strange: Vec<usize> = Vec::with_capacity(listings.len().saturating_sub(known.len()));
    diff.free.reserve(strange.capacity());
    for (at, listing) in listings.iter().enumerate() {
        let mut before = by_key.get(&(listing.number, listing.service)).into_iter().flatten();
        match before.find(|one| one.address_hash == listing.address_hash && !found.contains(&one.id)) {
            None => strange.push(at),
            Some(one) => {
                found.insert(&one.id);
                if one.is_absent {
                    diff.back.push((at, one.id.clone()));
                } else if one.line_hash != listing.line_hash {
                    diff.changed.push((at, one.id.clone()));
                } else {
                    diff.same += 1;
                }
            }
        }
    }
    let mut strangers: HashMap<Key, Vec<usize>> = HashMap::new();
    for at in &strange {
        let key = (listings[*at].number, listings[*at].service);
        if by_key.contains_key(&key) {
            strangers.entry(key).or_default().push(*at);
        }
    }
    let mut paired: HashSet<usize> = HashSet::new();
    for (key, lines) in &strangers {
        let here = by_key.get(key).into_iter().flatten();
        let is_left = |one: &&&Known<I>| !found.contains(&one.id) && scope.holds(one.service, one.prefecture);
        let left: Vec<&Known<I>> = here.filter(is_left).copied().collect();
        for (listing, known) in pairs(listings, lines, &left) {
            paired.insert(listing);
            found.insert(&known.id);
            let metres = known.spot.zip(listings[listing].spot).map(|(a, b)| a.metres_to(b));
            let (number, service) = *key;
            let was_absent = known.is_absent;
            diff.moved.push(Moved { listing, known: known.id.clone(), number, service, metres, was_absent });
        }
    }
    diff.moved.sort_by_key(|moved| moved.listing);
    for at in strange.into_iter().filter(|at| !paired.contains(at)) {
        let key = (listings[at].number, listings[at].service);
        let branch = next_branch(&mut diff.free, key, by_key.get(&key));
        diff.new.push((at, branch));
    }
    for moved in &diff.moved {
        let key = (moved.number, moved.service);
        diff.free.entry(key).or_insert_with(|| first_free(by_key.get(&key)));
    }
    let missing = known.iter().filter(|one| !one.is_absent && !found.contains(&one.id));
    let missing = missing.filter(|one| !unread.contains(&(one.number, one.service)));
    diff.vanished = missing.filter(|one| scope.holds(one.service, one.prefecture)).map(|one| one.id.clone()).collect();
    diff
}

/// Who may have become whom: those that were there before those that were missing, those nearest to each other first, and those without a
/// place in their order.
fn pairs<'a, I>(listings: &[Listing], lines: &[usize], left: &[&'a Known<I>]) -> Vec<(usize, &'a Known<I>)> {
    let mut all: Vec<(bool, f64, usize, usize)> = vec![];
    for (l, at) in lines.iter().enumerate() {
        for (k, known) in left.iter().enumerate() {
            let metres = known.spot.zip(listings[*at].spot).map_or(f64::INFINITY, |(a, b)| a.metres_to(b));
            all.push((known.is_absent, metres, l, k));
        }
    }
    all.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then((a.2, a.3).cmp(&(b.2, b.3))));
    let (mut taken, mut gone, mut pairs) = (HashSet::new(), HashSet::new(), vec![]);
    for (_, _, l, k) in all {
        if !taken.contains(&l) && !gone.contains(&k) {
            taken.insert(l);
            gone.insert(k);
            pairs.push((lines[l], left[k]));
        }
    }
    pairs
}

fn first_free<I>(known: Option<&Vec<&Known<I>>>) -> i64 {
    known.into_iter().flatten().map(|one| one.branch + 1).max().unwrap_or(0)
}

fn next_branch<I>(free: &mut HashMap<Key, i64>, key: Key, known: Option<&Vec<&Known<I>>>) -> i64 {
    let next = free.entry(key).or_insert_with(|| first_free(known));
    *next += 1;
    *next - 1
}

/// A service in a prefecture of which so many are missing that the file may not tell of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thin {
    /// The service.
    pub service: Service,
    /// The number of the prefecture.
    pub prefecture: u8,
    /// How many are missing.
    pub missing: usize,
    /// Of how many that were there.
    pub of: usize,
}

impl<I: Clone + Eq + Hash> Diff<I> {
    /// Where more than three in ten of at least ten are missing: a file of one town, or one that was cut off, looks like that.
    pub fn thin(&self, known: &[Known<I>]) -> Vec<Thin> {
        const LEAST: usize = 10;
        let gone: HashSet<&I> = self.vanished.iter().collect();
        let mut counts: BTreeMap<(Service, u8), (usize, usize)> = BTreeMap::new();
        for one in known.iter().filter(|one| !one.is_absent) {
            let (missing, of) = counts.entry((one.service, one.prefecture)).or_default();
            *of += 1;
            *missing += usize::from(gone.contains(&one.id));
        }
        let thin = |((service, prefecture), (missing, of))| Thin { service, prefecture, missing, of };
        counts.into_iter().map(thin).filter(|thin| thin.of >= LEAST && thin.missing * 10 > thin.of * 3).collect()
    }

    /// The same with every question answered: who moved has changed, who is another is new and the one before not seen any more.
    pub fn settled(mut self, answers: &Answers<I>) -> Diff<I> {
        for moved in std::mem::take(&mut self.moved) {
            match answers.each.get(&moved.known).copied().unwrap_or(answers.rest) {
                Answer::Same if moved.was_absent => self.back.push((moved.listing, moved.known)),
                Answer::Same => self.changed.push((moved.listing, moved.known)),
                Answer::Other => {
                    let branch = next_branch::<I>(&mut self.free, (moved.number, moved.service), None);
                    self.new.push((moved.listing, branch));
                    if !moved.was_absent {
                        self.vanished.push(moved.known);
                    }
                }
            }
        }
        self
    }
}
