//! 足りているか: for each service how many there are in the town and within reach, which is nearest where there is none, and which have gone.

use crate::providers::model::{Intake, ProviderId, TownCode};
use wamnet::{Service, Spot};

/// A provider as coverage looks at it.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// Which one.
    pub id: ProviderId,
    /// サービス種別.
    pub service: Service,
    /// 市区町村.
    pub town: TownCode,
    /// Where it lies.
    pub spot: Option<Spot>,
    /// Is it missing from the newest edition?
    pub is_missing: bool,
    /// What the town knows.
    pub intake: Option<Intake>,
}

impl Seen {
    fn has_gone(&self) -> bool {
        self.is_missing || self.intake == Some(Intake::Closed)
    }
}

/// A service in a town.
#[derive(Debug, Clone, PartialEq)]
pub struct Cover {
    /// サービス種別.
    pub service: Service,
    /// 町にある: those in the town that are there.
    pub in_town: usize,
    /// Of those, that take nobody in as far as the town knows.
    pub stopped: usize,
    /// Of those, that the town has asked.
    pub asked: usize,
    /// 届くところにある: within reach, in the town or beyond.
    pub in_reach: usize,
    /// Of those in town, that lie nowhere on the map.
    pub unplaced: usize,
    /// The nearest that is there and is not known to take nobody in, with the metres to it.
    pub nearest: Option<(ProviderId, f64)>,
    /// なくなった: in the town or within reach, and gone.
    pub gone: Vec<ProviderId>,
}

/// Covers each of these services. `town` is the office's own, `from` the place from which the way is measured, `reach` in metres.
pub fn cover(services: &[Service], seen: &[Seen], town: TownCode, from: Option<Spot>, reach: f64) -> Vec<Cover> {
    let metres = |one: &Seen| Some(one.spot?.metres_to(from?));
    let of_one = |service: &Service| {
        let all: Vec<&Seen> = seen.iter().filter(|one| one.service == *service).collect();
        let standing = || all.iter().filter(|one| !one.has_gone());
        let here = || standing().filter(|one| town.holds(one.town));
        let is_in_reach = |one: &Seen| metres(one).is_some_and(|metres| metres <= reach);
        let takes = |one: &&&Seen| one.intake.is_none_or(Intake::takes_people);
        let ways = standing().filter(takes).filter_map(|one| Some((one.id, metres(one)?)));
        Cover {
            service: *service,
            in_town: here().count(),
            stopped: here().filter(|one| !takes(one)).count(),
            asked: here().filter(|one| one.intake.is_some()).count(),
            in_reach: standing().filter(|one| is_in_reach(one)).count(),
            unplaced: here().filter(|one| one.spot.is_none()).count(),
            nearest: ways.min_by(|a, b| a.1.total_cmp(&b.1)),
            gone: all
                .iter()
                .filter(|one| one.has_gone() && (town.holds(one.town) || is_in_reach(one)))
                .map(|one| one.id)
                .collect(),
        }
    };
    services.iter().map(of_one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOWN: TownCode = TownCode(999_999);

    fn seen(service: Service, town: u32, east: f64, is_missing: bool, intake: Option<Intake>) -> Seen {
        let spot = Some(Spot::of(35.0, 142.0 + east));
        // Another one for each place and state.
        let branch = (east * 1000.0) as i64 + i64::from(is_missing) * 400 + intake.map_or(0, |one| 10 + one as i64);
        let number = wamnet::OfficeNumber::parse("9910000025").unwrap();
        Seen {
            id: ProviderId::of(number, service, branch).unwrap(),
            service,
            town: TownCode(town),
            spot,
            is_missing,
            intake,
        }
    }

    fn one(all: &[Seen], service: Service) -> Cover {
        cover(&[service], all, TOWN, Some(Spot::of(35.0, 142.0)), 5_000.0).remove(0)
    }

    #[test]
    fn where_a_town_has_none_the_nearest_that_takes_people_is_named_with_what_has_gone() {
        let a = Service::WORK_A;
        let all = [
            seen(a, 999_999, 0.01, true, None),
            seen(a, 999_981, 0.03, false, Some(Intake::Paused)),
            seen(a, 999_981, 0.04, false, None),
            seen(a, 999_973, 0.30, false, None),
            seen(Service::GROUP_HOME, 999_999, 0.0, false, None),
        ];
        let cover = one(&all, a);
        assert_eq!((cover.in_town, cover.in_reach, cover.gone.as_slice()), (0, 2, &[all[0].id][..]));
        let (nearest, metres) = cover.nearest.unwrap();
        assert_eq!(nearest, all[2].id, "the one that takes nobody in is no way out");
        assert!((3_500.0..3_800.0).contains(&metres), "{metres}");
    }

    #[test]
    fn registered_is_not_active_and_closed_is_gone() {
        let home = Service::GROUP_HOME;
        let all = [
            seen(home, 999_999, 0.0, false, Some(Intake::Taking)),
            seen(home, 999_999, 0.0, false, Some(Intake::Suspended)),
            seen(home, 999_999, 0.0, false, Some(Intake::Closed)),
            Seen { spot: None, ..seen(home, 999_999, 0.0, false, None) },
        ];
        let cover = one(&all, home);
        assert_eq!((cover.in_town, cover.stopped, cover.asked, cover.unplaced), (3, 1, 2, 1));
        assert_eq!((cover.in_reach, cover.gone.len()), (2, 1));
    }

    #[test]
    fn without_a_place_to_measure_from_nothing_is_near() {
        let all = [seen(Service::WORK_A, 999_999, 0.0, false, None)];
        let cover = cover(&[Service::WORK_A], &all, TOWN, None, 5_000.0).remove(0);
        assert_eq!((cover.in_town, cover.in_reach, cover.nearest), (1, 0, None));
    }
}
