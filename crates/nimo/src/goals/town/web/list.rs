//! The towns that are near, which indicators are told of others, and the codes; and the table to fill in for others.

use crate::goals::indicator::model::{Catalogue, IndicatorDefinition, IndicatorKind};
use crate::goals::indicator::{ImportIndicators, ListIndicators, RecordIndicator, store};
use crate::goals::town::model::{Municipalities, Municipality, MunicipalityCode};
use crate::goals::town::print::{self, Wanted};
use crate::goals::town::web::near::{Nearby, nearby};
use crate::layout::{Frame, Place};
use crate::plumbing::fault::Fault;
use crate::plumbing::papers;
use crate::plumbing::web::{Answer, Ask, Reply};
use almanac::Date;
use askama::Template;

/// So many codes are shown.
const MOST_FOUND: usize = 50;

/// One's own figure of a feature.
struct Own {
    of: &'static IndicatorDefinition,
    told: Option<String>,
}

#[derive(Template)]
#[template(path = "goals/town/views/list.html")]
struct TownsPage {
    frame: Frame,
    sentence: String,
    nearby: Nearby,
    own: Vec<Own>,
    /// The indicators of which another town is told, and of how many.
    told: Vec<(&'static IndicatorDefinition, usize)>,
    prefectures: Vec<(String, &'static str, bool)>,
    indicators: Vec<&'static IndicatorDefinition>,
    q: String,
    found: Vec<&'static Municipality>,
    found_count: usize,
    credit: &'static str,
    may_record: bool,
    may_import: bool,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let office = ask.office()?;
    let permit = ask.may::<ListIndicators>(office).await?;
    let nearby = nearby(&ask, &permit).await?;
    let others = ask.read(async |tx| store::others(tx, &permit).await).await?;
    let catalogue = Catalogue::shipped();
    let q = ask.query.get("q").trim().to_string();
    let found = Municipalities::shipped().search(&q);
    let page = TownsPage {
        frame: Frame::of("似た規模の市区町村", ask.actor.signed_in(), Place::Indicators).saying(ask.query.get("said")),
        sentence: sentence(&nearby),
        own: own(&nearby),
        told: catalogue.indicators.iter().filter_map(|of| Some((of, *others.get(&of.code)?))).collect(),
        prefectures: prefectures(&ask.signed_in()?.office_code),
        indicators: catalogue.indicators.iter().filter(|of| has_begun(of, ask.now.day())).collect(),
        found_count: found.len(),
        found: found.into_iter().take(MOST_FOUND).collect(),
        credit: &Municipalities::shipped().credit,
        may_record: ask.could::<RecordIndicator>(office).await?,
        may_import: ask.could::<ImportIndicators>(office).await?,
        nearby,
        q,
    };
    Reply::page(&page)
}

fn own(nearby: &Nearby) -> Vec<Own> {
    let features = Catalogue::shipped().features.all.iter();
    let told = |name: &str| nearby.heads.iter().position(|head| *head == name);
    let own = |of: &'static IndicatorDefinition| {
        let at = told(&of.name);
        let cell = at.and_then(|at| nearby.own[at].as_ref());
        Own { of, told: cell.map(|cell| format!("{}（{}）", cell.figure, cell.as_of)) }
    };
    features.map(|feature| own(&feature.of)).filter(|own| told(&own.of.name).is_some()).collect()
}

fn sentence(nearby: &Nearby) -> String {
    let missing = nearby.missing();
    if !missing.is_empty() {
        return format!("この市町村の{}がまだ入っていないので、近い市区町村を選べません。", missing.join("と"));
    }
    match (nearby.near.as_slice(), nearby.told) {
        ([], 0) => "ほかの市区町村の人口が、まだ入っていません。".into(),
        ([], told) => format!("人口の分かる{told}市区町村に、{}のそろったものがありません。", nearby.heads.join("と")),
        ([first, ..], told) => format!("人口の分かる{told}市区町村のうち、いちばん近いのは{}です。", first.name),
    }
}

/// Before its period has begun there is no actual to fill in.
fn has_begun(of: &IndicatorDefinition, today: Date) -> bool {
    of.years().first().is_some_and(|year| year.first_day() <= today)
}

/// The prefectures: the first code of each, its name, and whether it is one's own.
fn prefectures(office: &str) -> Vec<(String, &'static str, bool)> {
    let own = MunicipalityCode::parse(office);
    let mut all: Vec<(String, &'static str, bool)> = vec![];
    for one in Municipalities::shipped().all() {
        if all.last().is_none_or(|(_, name, _)| *name != one.prefecture) {
            let is_own = own.is_some_and(|own| own.shares_prefecture(one.code));
            all.push((one.code.to_string(), one.prefecture, is_own));
        }
    }
    all
}

/// The table of a prefecture's towns for one indicator, or for what towns are told apart by.
pub async fn blank(ask: Ask) -> Answer {
    ask.may::<ListIndicators>(ask.office()?).await?;
    let own = MunicipalityCode::parse(&ask.signed_in()?.office_code);
    let first = match ask.query.get("prefecture") {
        "" => own.or(Municipalities::shipped().all().first().map(|one| one.code)),
        typed => MunicipalityCode::parse(typed),
    };
    let first = first.ok_or(Fault::Missing)?;
    let towns =
        Municipalities::shipped().all().iter().filter(|one| one.code.shares_prefecture(first)).collect::<Vec<_>>();
    let Some(prefecture) = towns.first().map(|one| one.prefecture) else { return Err(Fault::Missing) };
    let wanted = match ask.query.get("indicator") {
        "" => Wanted::Features,
        code => {
            let of = Catalogue::shipped().find(code).filter(|of| of.kind != IndicatorKind::Feature);
            Wanted::Indicator(of.filter(|of| has_begun(of, ask.now.day())).ok_or(Fault::Missing)?)
        }
    };
    let name = format!("ほかの市区町村の記入の表（{prefecture}）");
    papers::xlsx(&ask, name.clone(), ask.now.at_japan(), print::blank(&towns, wanted, ask.now.day()), &name).await
}
