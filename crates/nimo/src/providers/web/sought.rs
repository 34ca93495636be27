//! What the address of a list says: who is sought, where, and in which words it is said again.

use crate::access::{Action, OfficeFacts, Permit};
use crate::layout::Option3;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Ask, escaped};
use crate::providers::model::{
    Provider, ProviderId, SearchArea, Sought, Standing, TownCode, group_code, read_spot, services_of, spot_in_words,
    words_of,
};
use crate::providers::rules::way::middle;
use crate::providers::store::{self, Point};
use wamnet::{Service, ServiceGroup, Spot};

/// What somebody typed and chose, and what follows.
pub struct Looked {
    /// The words as typed.
    pub words: String,
    /// The service or group as chosen.
    pub service: String,
    /// town, near, prefecture, all.
    pub area: &'static str,
    /// So many kilometres, where it is near.
    pub km: u32,
    /// From where the way is measured, as typed; empty for the middle of the town.
    pub from: String,
    /// From where, and what it is called; `None` where nobody knows of any place.
    pub origin: Option<(Spot, String)>,
    /// Was something typed there that is no place and nobody's name?
    pub is_lost: bool,
    /// Which.
    pub standing: Standing,
    /// The town of the office.
    pub town: TownCode,
    /// All of that, for the store.
    pub sought: Sought,
}

/// The farthest that a list reaches.
pub const MOST_KM: u32 = 100;
const USUAL_KM: u32 = 10;

impl Looked {
    /// Reads the address.
    ///
    /// # Errors
    /// What the database says.
    pub async fn of<A: Action<On = OfficeFacts>>(ask: &Ask, permit: &Permit<A>) -> Result<Looked, Fault> {
        let town = TownCode::of_office(&ask.signed_in()?.office_code);
        let query = |name: &str| ask.query.get(name).trim().chars().take(100).collect::<String>();
        let area = ["near", "prefecture", "all"].into_iter().find(|area| *area == query("area")).unwrap_or("town");
        let km =
            query("km").chars().map(glyphs::plain).collect::<String>().parse().unwrap_or(USUAL_KM).clamp(1, MOST_KM);
        let from = query("from");
        let found = origin(ask, permit, town, &from).await?;
        let is_lost = !from.is_empty() && found.as_ref().is_none_or(|found| found.is_middle);
        let origin = found.map(|found| (found.spot, found.name));
        let near = origin.as_ref().map(|(spot, _)| SearchArea::Near(*spot, f64::from(km) * 1000.0));
        let place = match area {
            "near" => near.unwrap_or(SearchArea::Town(town)),
            "prefecture" => SearchArea::Prefecture(town.prefecture()),
            "all" => SearchArea::Everywhere,
            _ => home(town),
        };
        let (words, service, standing) = (query("q"), query("service"), Standing::parse(&query("standing")));
        let sought = Sought { words: words_of(&words), services: services_of(&service), area: place, standing };
        Ok(Looked { words, service, area, km, from, origin, is_lost, standing, town, sought })
    }

    /// The address again, with `page` where it is not the first.
    pub fn query(&self, page: usize) -> String {
        let km = if self.area == "near" { self.km.to_string() } else { String::new() };
        let page = if page > 1 { page.to_string() } else { String::new() };
        let pairs = [
            ("q", self.words.as_str()),
            ("service", self.service.as_str()),
            ("area", if self.area == "town" { "" } else { self.area }),
            ("km", &km),
            ("from", self.from.as_str()),
            ("standing", self.standing.code()),
            ("page", &page),
        ];
        let said = pairs.into_iter().filter(|(_, value)| !value.is_empty());
        let said: Vec<String> = said.map(|(name, value)| format!("{name}={}", escaped(value))).collect();
        if said.is_empty() { String::new() } else { format!("?{}", said.join("&")) }
    }

    /// Is anything narrowed?
    pub fn is_narrowed(&self) -> bool {
        !self.words.is_empty()
            || !self.service.is_empty()
            || self.area != "town"
            || self.standing != Standing::default()
    }

    /// The services by their groups.
    pub fn services(&self) -> Vec<(&'static str, Vec<Option3>)> {
        let option = |value: String, label: String| Option3(value.clone(), label, value == self.service);
        let group = |group: ServiceGroup| {
            let whole = option(group_code(group).into(), format!("{}のすべて", group.label()));
            let each = Service::all().filter(|service| service.group() == group);
            let each = each.map(|service| option(service.to_string(), service.label().into()));
            (group.label(), std::iter::once(whole).chain(each).collect())
        };
        ServiceGroup::ALL.map(group).into()
    }

    /// Where to look.
    pub fn areas(&self, town_name: &str) -> Vec<Option3> {
        let option = |value: &str, label: String| Option3(value.into(), label, value == self.area);
        let prefecture = wamnet::prefecture_name(u8::try_from(self.town.prefecture()).unwrap_or_default());
        let mut all = vec![option("town", town_name.into())];
        if self.origin.is_some() {
            all.push(option("near", "近く（距離で）".into()));
        }
        if !prefecture.is_empty() {
            all.push(option("prefecture", prefecture.into()));
        }
        all.push(option("all", "全国".into()));
        all
    }

    /// Which of them.
    pub fn standings(&self) -> Vec<Option3> {
        Standing::ALL.map(|one| Option3(one.code().into(), one.label().into(), one == self.standing)).into()
    }

    /// In words, for the head of a paper: 「働く」、みほん市から10kmまで.
    pub fn in_words(&self, town_name: &str) -> String {
        let mut words = vec![];
        if !self.words.is_empty() {
            words.push(format!("「{}」", self.words));
        }
        match self.sought.services.as_slice() {
            [] => {}
            [one] => words.push(one.label().to_string()),
            [one, ..] => words.push(one.group().label().to_string()),
        }
        words.push(match (self.area, &self.origin) {
            ("near", Some((_, name))) => format!("{name}から{}kmまで", self.km),
            ("prefecture", _) => {
                wamnet::prefecture_name(u8::try_from(self.town.prefecture()).unwrap_or_default()).into()
            }
            ("all", _) => "全国".into(),
            _ => town_name.to_string(),
        });
        let words = words.join("、");
        if self.standing == Standing::default() { words } else { format!("{words}（{}）", self.standing.label()) }
    }
}

/// The municipality of an office, or the prefecture that it is.
pub fn home(town: TownCode) -> SearchArea {
    if town.is_prefecture() { SearchArea::Prefecture(town.prefecture()) } else { SearchArea::Town(town) }
}

/// From where the way is measured.
struct Origin {
    spot: Spot,
    name: String,
    is_middle: bool,
}

/// From where the way is measured: a place that was typed, a provider by its id or its name, or the middle of those of the town.
async fn origin<A: Action<On = OfficeFacts>>(
    ask: &Ask,
    permit: &Permit<A>,
    town: TownCode,
    from: &str,
) -> Result<Option<Origin>, Fault> {
    let found = |spot, name| Ok(Some(Origin { spot, name, is_middle: false }));
    if let Some(spot) = read_spot(from) {
        return found(spot, format!("選んだ地点（{}）", spot_in_words(spot)));
    }
    if let Some(id) = ProviderId::parse(from) {
        let named = ask.read(async |tx| store::named(tx, permit, &[id]).await).await?;
        if let Some((one, spot)) = named.first().and_then(|one| Some((one, one.spot?))) {
            return found(spot, one.name().to_string());
        }
    }
    if !from.is_empty() {
        // A name: the first of one's own town, else of the prefecture.
        for area in [home(town), SearchArea::Prefecture(town.prefecture())] {
            let named = Sought { words: words_of(from), services: vec![], area, standing: Standing::All };
            let read = async |tx: &mut Tx| {
                let points = store::points(tx, permit, &named).await?;
                let first: Vec<ProviderId> =
                    points.iter().filter(|point| point.spot.is_some()).map(|point| point.id).take(1).collect();
                store::named(tx, permit, &first).await
            };
            if let Some((one, spot)) = ask.read(read).await?.first().and_then(|one| Some((one, one.spot?))) {
                return found(spot, one.name().to_string());
            }
        }
    }
    let all = Sought { words: vec![], services: vec![], area: home(town), standing: Standing::Standing };
    let points = ask.read(async |tx| store::points(tx, permit, &all).await).await?;
    let middle = middle(points.into_iter().filter_map(|point| point.spot).collect());
    let town = ask.actor.signed_in().map_or("", |who| &who.office_name);
    Ok(middle.map(|spot| Origin { spot, name: format!("{town}の事業所のまん中"), is_middle: true }))
}

/// Those who are sought: all as points, and of one page everything.
pub struct Found {
    /// All, in the order of the list.
    pub points: Vec<Point>,
    /// Those of the page.
    pub shown: Vec<Provider>,
}

/// Looks for them; `from` and `most` say which of them are read whole.
///
/// # Errors
/// What the database says.
pub async fn found<A: Action<On = OfficeFacts>>(
    ask: &Ask,
    permit: &Permit<A>,
    sought: &Sought,
    (from, most): (usize, usize),
) -> Result<Found, Fault> {
    let read = async |tx: &mut Tx| {
        let points = store::points(tx, permit, sought).await?;
        let ids: Vec<ProviderId> = points.iter().skip(from).take(most).map(|point| point.id).collect();
        Ok(Found { shown: store::named(tx, permit, &ids).await?, points })
    };
    ask.read(read).await
}
