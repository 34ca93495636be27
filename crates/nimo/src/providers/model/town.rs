//! In which municipality an address lies.

use crate::goals::town::model::Municipalities;
use std::collections::HashMap;
use std::sync::Arc;
use wamnet::generate::Town;
use wamnet::{Listing, Spot};

/// 市区町村 of a provider as a number: six digits of the national code; those of the prefecture followed by noughts where the address names
/// none that the list knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TownCode(pub u32);

impl TownCode {
    /// From the code of an office.
    pub fn of_office(code: &str) -> TownCode {
        TownCode(code.parse().unwrap_or(0))
    }

    /// The number of its prefecture.
    pub fn prefecture(self) -> u32 {
        self.0 / 10_000
    }

    /// Is it that of a prefecture (130001)?
    pub fn is_prefecture(self) -> bool {
        (self.0 / 10).is_multiple_of(1000)
    }

    /// Does this town, or this prefecture, hold the other one?
    pub fn holds(self, other: TownCode) -> bool {
        self == other || (self.is_prefecture() && self.prefecture() == other.prefecture())
    }

    /// 東京都小金井市, みほん県みほん市; empty where nobody knows.
    pub fn full_name(self) -> String {
        if let Some((_, name)) = SAMPLE.iter().find(|(code, _)| *code == self.0) {
            return format!("{SAMPLE_PREFECTURE}{name}");
        }
        let known = Municipalities::shipped().all().iter().find(|one| one.code.to_string() == format!("{:06}", self.0));
        known.map_or_else(String::new, |one| one.full())
    }
}

/// The sample town and its neighbours; no list knows them.
pub const SAMPLE: [(u32, &str); 3] = [(999_999, "みほん市"), (999_981, "かわなみ町"), (999_973, "ほしみ村")];
/// Their prefecture.
pub const SAMPLE_PREFECTURE: &str = "みほん県";

/// Where they lie: in the sea, where nobody lives. The sample town stands there as often as it has more offices than its neighbours.
pub fn sample_towns() -> Vec<Town> {
    let middles = [Spot::of(35.0, 142.0), Spot::of(35.05, 142.07), Spot::of(34.94, 142.1)];
    let town =
        |((code, name), middle): ((u32, &str), Spot)| Town { code, full: format!("{SAMPLE_PREFECTURE}{name}"), middle };
    let all: Vec<Town> = SAMPLE.into_iter().zip(middles).map(town).collect();
    [0, 0, 0, 1, 2].map(|at: usize| all[at].clone()).into()
}

/// Finds the municipality of an address, each name once.
#[derive(Default)]
pub struct Towns(HashMap<Arc<str>, TownCode>);

impl Towns {
    /// Where the provider of this line lies.
    pub fn of(&mut self, listing: &Listing) -> TownCode {
        if let Some(known) = self.0.get(&listing.town) {
            return *known;
        }
        let found = find(&listing.town).unwrap_or(TownCode(u32::from(listing.prefecture) * 10_000));
        self.0.insert(listing.town.clone(), found);
        found
    }
}

fn find(town: &str) -> Option<TownCode> {
    if let Some(rest) = town.strip_prefix(SAMPLE_PREFECTURE) {
        return SAMPLE.iter().find(|(_, name)| *name == rest).map(|(code, _)| TownCode(*code));
    }
    let all = Municipalities::shipped();
    let code = |name: &str| match all.named(name).as_slice() {
        [one] => one.code.to_string().parse().ok().map(TownCode),
        _ => None,
    };
    // 神奈川県横浜市中区 is 横浜市: the list knows no wards but those of Tokyo.
    code(town).or_else(|| code(&town[..town.rfind('市')? + '市'.len_utf8()]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_lies_in_one_municipality() {
        for (town, code) in [
            ("東京都小金井市", Some(132_101)),
            ("神奈川県横浜市中区", Some(141_003)),
            ("東京都千代田区", Some(131_016)),
            ("北海道石狩郡当別町", Some(13_030)),
            ("みほん県みほん市", Some(999_999)),
            ("広島県府中市", Some(342_084)),
            ("東京都", None),
            ("", None),
            ("みほん県ない市", None),
        ] {
            assert_eq!(find(town).map(|town| town.0), code, "{town}");
        }
        assert_eq!(TownCode(132_101).full_name(), "東京都小金井市");
        assert_eq!(TownCode(13_030).full_name(), "北海道当別町");
        assert_eq!(
            (TownCode(999_999).full_name().as_str(), TownCode(130_000).full_name().as_str()),
            ("みほん県みほん市", "")
        );
        assert_eq!(TownCode::of_office("132101").prefecture(), 13);
        let (tokyo, koganei, fuchu) = (TownCode(130_001), TownCode(132_101), TownCode(132_063));
        assert!(
            tokyo.holds(koganei) && koganei.holds(koganei) && !koganei.holds(fuchu) && !tokyo.holds(TownCode(141_003))
        );
    }
}
