//! By what towns are near, as it was asked for; and those that are, with their figures.

use crate::access::Permit;
use crate::goals::indicator::ListIndicators;
use crate::goals::indicator::model::{Area, Catalogue, Feature};
use crate::goals::indicator::store;
use crate::goals::town::model::{Municipalities, Municipality, MunicipalityCode};
use crate::goals::town::rules::{Distance, Told, nearest, newest, step_in_words};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::Ask;
use std::collections::BTreeMap;

/// So many are shown.
pub const MOST: usize = 10;

/// A box of the form: name, label, whether it is ticked.
pub struct Tick {
    /// The name in the address.
    pub name: String,
    /// As it is read.
    pub label: String,
    /// Is it asked for?
    pub is_on: bool,
}

/// A feature of one town: figure, day, source.
pub struct Cell {
    /// 126,074人.
    pub figure: String,
    /// 令和8年1月1日現在.
    pub as_of: String,
    /// 出典.
    pub source: String,
    /// How far it is from one's own; empty for one's own.
    pub apart: String,
}

/// A town that is near.
pub struct Near {
    /// Its code.
    pub code: MunicipalityCode,
    /// 東京都府中市.
    pub name: String,
    /// 2.3.
    pub distance: String,
    /// Of each feature that is asked for.
    pub cells: Vec<Cell>,
    /// Its people.
    pub people: Option<Told>,
}

/// What the page knows of towns.
pub struct Nearby {
    /// What may be ticked.
    pub ticks: Vec<Tick>,
    /// The names of the features that are asked for.
    pub heads: Vec<&'static str>,
    /// One's own figures of these features; none where one is missing.
    pub own: Vec<Option<Cell>>,
    /// One's own people.
    pub people: Option<Told>,
    /// Those that are near, the nearest first.
    pub near: Vec<Near>,
    /// Of how many towns the population is told, of those that were looked at.
    pub told: usize,
    /// How many of them lack another feature.
    pub lacking: usize,
    /// 「人口は1.1倍で1、65歳以上の割合は1ポイントの差で1」
    pub steps: String,
}

impl Nearby {
    /// Which of one's own features are missing.
    pub fn missing(&self) -> Vec<&'static str> {
        self.heads.iter().zip(&self.own).filter(|(_, cell)| cell.is_none()).map(|(head, _)| *head).collect()
    }
}

/// Reads what was asked for.
///
/// # Errors
/// What the database says.
pub async fn nearby(ask: &Ask, permit: &Permit<ListIndicators>) -> Result<Nearby, Fault> {
    let features = &Catalogue::shipped().features.all;
    let is_on = |name: &str| !ask.query.get(name).is_empty();
    let asked: Vec<&Feature> =
        features.iter().enumerate().filter(|(at, one)| *at == 0 || is_on(&one.of.code)).map(|(_, one)| one).collect();
    let read = async |tx: &mut Tx| {
        let mut told = vec![];
        for feature in &asked {
            told.push(newest(&store::feature(tx, permit, &feature.of.code).await?));
        }
        Ok(told)
    };
    let told: Vec<BTreeMap<Area, Told>> = ask.read(read).await?;
    let own =
        MunicipalityCode::parse(&ask.signed_in()?.office_code).and_then(|code| Municipalities::shipped().find(code));
    let may = |code: MunicipalityCode| {
        own.is_none_or(|own| {
            let is_alike = || Municipalities::shipped().find(code).is_some_and(|one| one.kind() == own.kind());
            let lies_near = !is_on(PREFECTURE) || code.shares_prefecture(own.code);
            code != own.code && lies_near && (!is_on(KIND) || is_alike())
        })
    };
    let figures: Vec<_> = asked.iter().copied().zip(&told).collect();
    let (near, lacking) = nearest(&figures, may);
    let (all, people) = (near.len() + lacking, &told[0]);
    let near = near.iter().take(MOST).map(|one| town(one, &asked, &told)).collect();
    Ok(Nearby {
        ticks: ticks(features, own, is_on),
        heads: asked.iter().map(|one| one.of.name.as_str()).collect(),
        own: asked.iter().zip(&told).map(|(one, told)| Some(cell(one, told.get(&Area::Own)?, ""))).collect(),
        people: people.get(&Area::Own).cloned(),
        near,
        told: all,
        lacking,
        steps: asked.iter().map(|one| step_in_words(one)).collect::<Vec<_>>().join("、"),
    })
}

const PREFECTURE: &str = "prefecture";
const KIND: &str = "kind";

fn ticks(features: &'static [Feature], own: Option<&Municipality>, is_on: impl Fn(&str) -> bool) -> Vec<Tick> {
    let tick = |name: &str, label: String| Tick { name: name.into(), label, is_on: is_on(name) };
    let mut ticks: Vec<Tick> =
        features.iter().skip(1).map(|one| tick(&one.of.code, format!("{}も近い順に", one.of.name))).collect();
    // A sample town lies nowhere.
    if let Some(own) = own {
        let last = own.name.chars().last().map_or_else(String::new, |last| last.to_string());
        ticks.push(tick(PREFECTURE, format!("{}の中だけ", own.prefecture)));
        ticks.push(tick(KIND, format!("{last}だけ")));
    }
    ticks
}

fn town(one: &Distance, asked: &[&Feature], told: &[BTreeMap<Area, Told>]) -> Near {
    let area = Area::Other(one.town);
    let cells = asked.iter().zip(told).zip(&one.gaps);
    Near {
        code: one.town,
        name: Municipalities::shipped().full_name(one.town),
        distance: format!("{:.1}", one.steps),
        cells: cells.filter_map(|((of, told), gap)| Some(cell(of, told.get(&area)?, &gap.words))).collect(),
        people: told[0].get(&area).cloned(),
    }
}

fn cell(of: &Feature, told: &Told, apart: &str) -> Cell {
    Cell {
        figure: format!("{}{}", told.amount.in_words(), of.of.unit),
        as_of: format!("{}現在", almanac::in_words(told.as_of)),
        source: told.source.clone(),
        apart: apart.into(),
    }
}
