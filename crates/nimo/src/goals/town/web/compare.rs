//! One indicator of a 年度, beside the towns that are near.

use crate::goals::indicator::model::{
    Amount, Area, Catalogue, Figure, IndicatorDefinition, IndicatorKind, IndicatorValue, ValueKind,
};
use crate::goals::indicator::rules::{Cell, cell, known_on};
use crate::goals::indicator::{ListIndicators, store};
use crate::goals::town::rules::{Told, per_100_000, place};
use crate::goals::town::web::near::{Near, Nearby, nearby};
use crate::layout::{Frame, Place};
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use almanac::FiscalYear;
use askama::Template;

/// The figure of one town.
struct Shown {
    /// 3回, ＊.
    figure: String,
    /// 2.4.
    rate: String,
    /// 内訳8のうち1の計: what is added up is not the whole, and is not compared.
    added: String,
    as_of: String,
    source: String,
    known: Option<Amount>,
}

/// A bar of the picture.
struct Bar {
    name: String,
    y: usize,
    width: i64,
    told: String,
    is_own: bool,
}

#[derive(Template)]
#[template(path = "goals/town/views/compare.html")]
struct ComparePage {
    frame: Frame,
    of: &'static IndicatorDefinition,
    year: FiscalYear,
    years: Vec<FiscalYear>,
    sentence: String,
    nearby: Nearby,
    own: Option<Shown>,
    rows: Vec<(Near, Option<Shown>)>,
    bars: Vec<Bar>,
    /// Is a rate told?
    rates: bool,
    /// Does the town count in its own way in this 年度?
    counts_otherwise: bool,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ListIndicators>(ask.office()?).await?;
    let found = Catalogue::shipped().find(ask.param("code")).filter(|of| of.kind != IndicatorKind::Feature);
    let of = found.ok_or(Fault::Missing)?;
    let mut nearby = nearby(&ask, &permit).await?;
    let others: Vec<Area> = nearby.near.iter().map(|near| Area::Other(near.code)).collect();
    let rows = ask.read(async |tx| store::beside(tx, &permit, of, &others).await).await?;
    let standing = known_on(&rows, None);
    let years = of.years();
    let year = asked_year(&ask, &years, &standing);
    let cell_of = |area: Area| cell(of, &standing, (area, ValueKind::Actual, year));
    let own_cell = cell_of(Area::Own);
    let rates = of.unit == "人";
    let own = own_cell.as_ref().map(|cell| shown(of, cell, nearby.people.as_ref().filter(|_| rates)));
    let rows: Vec<(Near, Option<Shown>)> = std::mem::take(&mut nearby.near)
        .into_iter()
        .map(|near| {
            let told = cell_of(Area::Other(near.code));
            let told = told.map(|cell| shown(of, &cell, near.people.as_ref().filter(|_| rates)));
            (near, told)
        })
        .collect();
    let page = ComparePage {
        frame: Frame::of(format!("{}: 似た規模の市区町村", of.name), ask.actor.signed_in(), Place::Indicators),
        sentence: sentence(of, year, &nearby, own.as_ref(), &rows),
        bars: bars(&ask.signed_in()?.office_name, own.as_ref(), &rows),
        counts_otherwise: own_cell.is_some_and(|cell| cell.counting > 1),
        of,
        year,
        years,
        nearby,
        own,
        rows,
        rates,
    };
    Reply::page(&page)
}

/// The 年度 of the address; else the newest in which another town is told, then one's own, then this one.
fn asked_year(ask: &Ask, years: &[FiscalYear], standing: &[&IndicatorValue]) -> FiscalYear {
    let named = almanac::read_fiscal_year(ask.query.get("year")).ok().filter(|year| years.contains(year));
    let newest = |wanted: fn(Area) -> bool| {
        let rows = standing.iter().filter(|row| row.slot.kind == ValueKind::Actual && wanted(row.slot.area));
        rows.map(|row| row.slot.year).max()
    };
    let now = FiscalYear::of(ask.now.day());
    let other = newest(|area| matches!(area, Area::Other(_)));
    named
        .or(other)
        .or_else(|| newest(|area| area == Area::Own))
        .unwrap_or_else(|| if years.contains(&now) { now } else { years.first().copied().unwrap_or(now) })
}

fn shown(of: &IndicatorDefinition, cell: &Cell, people: Option<&Told>) -> Shown {
    let part = cell.added.filter(|(told, whole)| told < whole);
    let known = cell.figure.known().filter(|_| part.is_none());
    let rate = known.zip(people).and_then(|(amount, people)| per_100_000(amount, people.amount));
    Shown {
        figure: of.with_unit(cell.figure),
        rate: rate.map_or_else(String::new, Amount::in_words),
        as_of: almanac::in_words(cell.as_of),
        source: cell.source.clone(),
        added: part.map_or_else(String::new, |(told, whole)| format!("内訳{whole}のうち{told}の計")),
        known,
    }
}

/// 「令和7年度の協議の場の開催回数は、この市町村が3回です。人口の近い10市区町村のうち数の分かる7つとくらべて、多いほうから3番目です。」
fn sentence(
    of: &IndicatorDefinition,
    year: FiscalYear,
    nearby: &Nearby,
    own: Option<&Shown>,
    rows: &[(Near, Option<Shown>)],
) -> String {
    let missing = nearby.missing();
    if !missing.is_empty() {
        return format!("この市町村の{}がまだ入っていないので、近い市区町村を選べません。", missing.join("と"));
    }
    if rows.is_empty() {
        return "くらべられる市区町村が、まだありません。".into();
    }
    let others: Vec<Amount> = rows.iter().filter_map(|(_, told)| told.as_ref()?.known).collect();
    let head = format!("{year}の{}は、", of.name);
    let among = format!("{}の近い{}市区町村", nearby.heads.join("と"), rows.len());
    match (own, others.len()) {
        (_, 0) => format!("{head}{among}に、分かる数がまだありません。"),
        (None, told) => format!("{head}この市町村の数がまだありません。{among}のうち{told}つの数が分かります。"),
        (Some(own), told) => match own.known {
            None if own.added.is_empty() => {
                format!("{head}この市町村の数がふせられています。{among}のうち{told}つの数が分かります。")
            }
            None => format!("{head}この市町村の数が、まだ一部の内訳だけです。{among}のうち{told}つの数が分かります。"),
            Some(amount) => {
                let (place, same) = place(amount, &others);
                let same = if same > 0 { format!("（同じ数がほかに{same}つ）") } else { String::new() };
                format!(
                    "{head}この市町村が{}です。{among}のうち数の分かる{told}つとくらべて、多いほうから{place}番目です{same}。",
                    of.with_unit(Figure::Known(amount))
                )
            }
        },
    }
}

const WIDEST: i64 = 440;
const LINE: usize = 30;

fn bars(town: &str, own: Option<&Shown>, rows: &[(Near, Option<Shown>)]) -> Vec<Bar> {
    let own = own.map(|told| (town.to_string(), told, true)).into_iter();
    let all = own.chain(rows.iter().filter_map(|(near, told)| Some((near.name.clone(), told.as_ref()?, false))));
    let mut all: Vec<(String, &Shown, bool)> = all.filter(|(_, told, _)| told.known.is_some()).collect();
    if all.len() < 2 {
        return vec![];
    }
    all.sort_by_key(|(_, told, _)| std::cmp::Reverse(told.known));
    let most = all.iter().filter_map(|(_, told, _)| told.known).map(|most| most.0).max().unwrap_or(1).max(1);
    let bar = |(at, (name, told, is_own)): (usize, (String, &Shown, bool))| Bar {
        name,
        y: at * LINE,
        width: told.known.map_or(0, |amount| amount.0.saturating_mul(WIDEST) / most),
        told: told.figure.clone(),
        is_own,
    };
    all.into_iter().enumerate().map(bar).collect()
}
