//! What somebody looks for in the directory. Pure.

use super::{Intake, TownCode};
use wamnet::{Service, ServiceGroup, Spot};

/// Where somebody looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum SearchArea {
    /// In one municipality.
    Town(TownCode),
    /// Within so many metres of a place.
    Near(Spot, f64),
    /// In the prefecture of this number.
    Prefecture(u32),
    /// Everywhere.
    Everywhere,
}

/// Of which providers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Standing {
    /// 載っている: in the newest edition, and not closed as far as the town knows.
    #[default]
    Standing,
    /// Of which the town knows this.
    Known(Intake),
    /// 載らなくなった、廃止した.
    Gone,
    /// すべて.
    All,
}

impl Standing {
    /// Each, in the order of the form.
    pub const ALL: [Standing; 7] = [
        Standing::Standing,
        Standing::Known(Intake::Taking),
        Standing::Known(Intake::Paused),
        Standing::Known(Intake::Suspended),
        Standing::Known(Intake::Closing),
        Standing::Gone,
        Standing::All,
    ];

    /// As an address spells it.
    pub fn code(self) -> &'static str {
        match self {
            Standing::Standing => "",
            Standing::Known(intake) => intake.code(),
            Standing::Gone => "gone",
            Standing::All => "all",
        }
    }

    /// From an address; what is none is the usual one.
    pub fn parse(code: &str) -> Standing {
        Standing::ALL.into_iter().find(|one| one.code() == code).unwrap_or_default()
    }

    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            Standing::Standing => "いまあるもの",
            Standing::Known(intake) => intake.label(),
            Standing::Gone => "載らなくなった・廃止した",
            Standing::All => "すべて",
        }
    }
}

/// All that somebody looks for.
#[derive(Debug, Clone, PartialEq)]
pub struct Sought {
    /// Words, folded as the rows are; each must stand somewhere.
    pub words: Vec<String>,
    /// Of these services; of all where there is none.
    pub services: Vec<Service>,
    /// Where.
    pub area: SearchArea,
    /// Of which.
    pub standing: Standing,
}

/// The services that a choice means: `33`, `home`, or all.
pub fn services_of(choice: &str) -> Vec<Service> {
    if let Some(group) = group_of(choice) {
        return Service::all().filter(|service| service.group() == group).collect();
    }
    choice.parse().ok().and_then(Service::of_code).into_iter().collect()
}

/// As an address spells a group of services.
pub fn group_code(group: ServiceGroup) -> &'static str {
    match group {
        ServiceGroup::Home => "home",
        ServiceGroup::Work => "work",
        ServiceGroup::Advice => "advice",
        ServiceGroup::Day => "day",
        ServiceGroup::Visit => "visit",
        ServiceGroup::Child => "child",
    }
}

fn group_of(choice: &str) -> Option<ServiceGroup> {
    ServiceGroup::ALL.into_iter().find(|group| group_code(*group) == choice)
}

/// Words as rows are searched by: folded, hiragana like katakana, one by one.
pub fn words_of(typed: &str) -> Vec<String> {
    let folded = wamnet::sought(&[typed]);
    folded.split(' ').filter(|word| !word.is_empty()).take(8).map(str::to_string).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_a_service_a_group_or_all() {
        assert_eq!(services_of("45"), [Service::WORK_A]);
        assert!(services_of("home").contains(&Service::GROUP_HOME) && !services_of("home").contains(&Service::WORK_A));
        for all in ["", "99", "x"] {
            assert!(services_of(all).is_empty(), "{all}");
        }
        assert_eq!(words_of(" すみれ　高橋 "), ["スミレ", "高橋"]);
        assert_eq!(Standing::ALL.map(|one| Standing::parse(one.code())), Standing::ALL);
    }
}
