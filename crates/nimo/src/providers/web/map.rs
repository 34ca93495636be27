//! The directory as a map: a drawing with rings of distance and its table; over it a real map, where the operator gave tiles.

use crate::layout::{Frame, Option3, Place};
use crate::plumbing::web::{Answer, Ask, Reply};
use crate::providers::model::Provider;
use crate::providers::rules::draw::{Drawing, HEIGHT, WIDTH, draw};
use crate::providers::rules::way::middle;
use crate::providers::web::list::{Row, credit};
use crate::providers::web::sought::{Found, Looked, found};
use crate::providers::{ListProviders, store};
use askama::Template;
use wamnet::Spot;

/// So many points stand on one map; more are no picture any more.
const MOST: usize = 300;
/// So many numbers can be read beside their points.
const MOST_NUMBERS: usize = 60;

/// A row with its point.
pub struct Placed {
    /// The row.
    pub row: Row,
    /// Its number on the map, from 1; `None` where it lies nowhere.
    pub number: Option<usize>,
    /// 緯度 and 経度.
    pub degrees: Option<(f64, f64)>,
    /// Is it there, as far as anybody knows?
    pub stands: bool,
}

#[derive(Template)]
#[template(path = "providers/views/map.html")]
struct MapPage {
    frame: Frame,
    sentence: String,
    credit: String,
    looked: Looked,
    services: Vec<(&'static str, Vec<Option3>)>,
    areas: Vec<Option3>,
    standings: Vec<Option3>,
    query: String,
    drawing: Drawing,
    width: f64,
    height: f64,
    rows: Vec<Placed>,
    total: usize,
    unplaced: usize,
    origin: String,
    has_tiles: bool,
    is_numbered: bool,
    is_new: bool,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ListProviders>(ask.office()?).await?;
    let looked = Looked::of(&ask, &permit).await?;
    let Found { points, shown } = found(&ask, &permit, &looked.sought, (0, MOST)).await?;
    let editions = ask.read(async |tx| store::editions(tx, &permit).await).await?;
    let town = ask.signed_in()?.office_name.clone();
    let Seen { origin, drawing, rows } = seen(&looked, &shown);
    let page = MapPage {
        frame: Frame::of("事業所の地図", ask.actor.signed_in(), Place::Providers),
        sentence: sentence(&looked, points.len(), editions.is_empty(), &town),
        credit: credit(&editions),
        services: looked.services(),
        areas: looked.areas(&town),
        standings: looked.standings(),
        query: looked.query(1),
        width: WIDTH,
        height: HEIGHT,
        total: points.len(),
        unplaced: rows.iter().filter(|placed| placed.number.is_none()).count(),
        origin: origin.map_or_else(String::new, |(_, name)| name),
        has_tiles: ask.app.tiles().is_some(),
        is_numbered: drawing.points.len() <= MOST_NUMBERS,
        is_new: editions.is_empty(),
        rows,
        drawing,
        looked,
    };
    Reply::page(&page)
}

/// What is seen: the drawing, its rows, and from where the way is measured.
struct Seen {
    origin: Option<(Spot, String)>,
    drawing: Drawing,
    rows: Vec<Placed>,
}

fn seen(looked: &Looked, shown: &[Provider]) -> Seen {
    let origin = looked.origin.clone();
    let spots: Vec<_> = shown.iter().map(|one| one.spot).collect();
    // Where the town has none with a place: the middle of those that are shown.
    let origin = origin.or_else(|| {
        let middle = middle(spots.iter().flatten().copied().collect());
        middle.map(|spot| (spot, "出しているもののまん中".to_string()))
    });
    let drawing = origin.as_ref().map(|(from, _)| draw(&spots, *from)).unwrap_or_default();
    let number = |at: usize| drawing.points.iter().position(|point| point.at == at).map(|place| place + 1);
    let placed = |(at, one)| {
        let one: &Provider = one;
        Placed {
            row: Row::of(one, origin.as_ref().map(|(spot, _)| *spot)),
            number: number(at),
            degrees: one.spot.map(Spot::degrees),
            stands: one.stands(),
        }
    };
    let rows: Vec<Placed> = shown.iter().enumerate().map(placed).collect();
    Seen { origin, drawing, rows }
}

fn sentence(looked: &Looked, total: usize, is_new: bool, town: &str) -> String {
    if is_new {
        return "事業所の一覧は、まだありません。".into();
    }
    let place = looked.in_words(town);
    match total {
        0 => format!("{place}では、見つかりません。"),
        _ if total > MOST => format!("{place}の{total}件のうち、初めの{MOST}件を並べています。"),
        _ => format!("{place}の{total}件を並べています。"),
    }
}
