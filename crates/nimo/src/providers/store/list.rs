//! The directory: those who are sought, how many they are, and where they lie.

use crate::access::{Action, Facts, Permit};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::gather::{Row, gather};
use crate::providers::model::{Intake, NoteForm, Provider, ProviderId, SearchArea, Sought, Standing, TownCode};
use crate::providers::store::pages::{self, PlaceOfLine};
use crate::providers::store::{ProviderFacts, of_services, unreadable};
use std::collections::{BTreeMap, HashSet};
use wamnet::{Cells, Edition, Service, Spot};

/// A provider as a point: enough to count it and to measure the way.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
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

/// Where the rows come from: the provider, what the office knows of it, and whether it is missing now.
const FROM: &str = "from provider p
   left join provider_note n on n.office = $1 and n.provider = p.id
   left join provider_absence a on a.provider = p.id and a.until_edition is null";
const LATITUDE: &str = "coalesce(n.latitude, p.latitude)";
const LONGITUDE: &str = "coalesce(n.longitude, p.longitude)";

/// Those who are sought, as points, in the order of the list.
pub async fn points<A: Action>(tx: &mut Tx, permit: &Permit<A>, sought: &Sought) -> Result<Vec<Point>, Fault> {
    const COLUMNS: [&str; 7] = ["id", "municipality", "latitude", "longitude", "missing", "intake", "line"];
    let condition = condition(sought);
    let select = format!(
        "select p.id, p.municipality, {LATITUDE} as latitude, {LONGITUDE} as longitude,
           case when a.provider is null then 0 else 1 end as missing, coalesce(n.intake, '') as intake, p.line
         {FROM} where {condition} order by p.municipality, (p.id / 1000) % 100, p.id"
    );
    let mut points = gather(tx, &COLUMNS, &select, &[]).await?.read(point)?;
    if let SearchArea::Near(middle, metres) = sought.area {
        let way = |(point, _): &(Point, PlaceOfLine)| point.spot.map_or(f64::INFINITY, |spot| spot.metres_to(middle));
        points.retain(|point| way(point) <= metres);
        points.sort_by(|a, b| way(a).total_cmp(&way(b)));
    }
    if !sought.words.is_empty() {
        points = saying(tx, permit, points, &sought.words).await?;
    }
    Ok(points.into_iter().map(|(point, _)| point).collect())
}

/// Those whose line says all these words, in the same order. Of the whole country only some pages are unpacked at once.
async fn saying<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    points: Vec<(Point, PlaceOfLine)>,
    words: &[String],
) -> Result<Vec<(Point, PlaceOfLine)>, Fault> {
    const PAGES_AT_ONCE: usize = 64;
    let mut by_page: BTreeMap<i64, Vec<PlaceOfLine>> = BTreeMap::new();
    for (_, place) in &points {
        by_page.entry(place.0).or_default().push(*place);
    }
    let by_page: Vec<(i64, Vec<PlaceOfLine>)> = by_page.into_iter().collect();
    let mut found: HashSet<PlaceOfLine> = HashSet::new();
    for part in by_page.chunks(PAGES_AT_ONCE) {
        let pages = pages::read(tx, permit, part.iter().map(|(page, _)| *page)).await?;
        for place in part.iter().flat_map(|(_, places)| places) {
            let text = pages::cells(&pages, *place)?.sought();
            if words.iter().all(|word| text.contains(word.as_str())) {
                found.insert(*place);
            }
        }
    }
    Ok(points.into_iter().filter(|(_, place)| found.contains(place)).collect())
}

fn point(row: &Row<'_>) -> Result<(Point, PlaceOfLine), Fault> {
    let id = row.of("id", provider_id)?;
    let point = Point {
        id,
        service: id.service().ok_or_else(unreadable)?,
        town: TownCode(row.number("municipality")?),
        spot: spot(row)?,
        is_missing: row.text("missing")? == "1",
        intake: row.maybe("intake", Intake::parse)?,
    };
    Ok((point, place(row)?))
}

fn place(row: &Row<'_>) -> Result<PlaceOfLine, Fault> {
    Ok(pages::place_of(row.number("line")?))
}

fn provider_id(text: &str) -> Option<ProviderId> {
    ProviderId::of_row(text.parse().ok()?)
}

/// These providers, in this order.
pub async fn named<A: Action>(tx: &mut Tx, permit: &Permit<A>, ids: &[ProviderId]) -> Result<Vec<Provider>, Fault> {
    const AT_ONCE: usize = 500;
    let mut found = std::collections::HashMap::new();
    for part in ids.chunks(AT_ONCE) {
        let part: Vec<String> = part.iter().map(|id| id.row().to_string()).collect();
        let all = providers(tx, permit, &format!("p.id in ({})", part.join(", "))).await?;
        found.extend(all.into_iter().map(|one| (one.id, one)));
    }
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

/// Those whose number is that of the permit's provider, the provider too: its other services and addresses.
pub async fn of_number<A: Action<On = ProviderFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<Provider>, Fault> {
    // A number is followed by two digits of the service and three of the address.
    let first = permit.facts().id().row() / 100_000 * 100_000;
    providers(tx, permit, &format!("p.id between {first} and {}", first + 99_999)).await
}

async fn providers<A: Action>(tx: &mut Tx, permit: &Permit<A>, condition: &str) -> Result<Vec<Provider>, Fault> {
    const COLUMNS: [&str; 8] = ["id", "municipality", "latitude", "longitude", "line", "since", "fields", "version"];
    let select = format!(
        "select p.id, p.municipality, {LATITUDE} as latitude, {LONGITUDE} as longitude, p.line,
           coalesce(e.as_of, '') as since, coalesce(n.fields, '') as fields, coalesce(n.version, 0) as version
         {FROM} left join provider_edition e on e.id = a.edition
         where {condition} order by p.id"
    );
    let found = gather(tx, &COLUMNS, &select, &[]).await?.read(|row| Ok((provider(row)?, place(row)?)))?;
    let pages = pages::read(tx, permit, found.iter().map(|(_, (page, _))| *page)).await?;
    let whole = |(one, place): (Provider, PlaceOfLine)| Ok(Provider { cells: pages::cells(&pages, place)?, ..one });
    found.into_iter().map(whole).collect()
}

/// A provider but for its cells.
fn provider(row: &Row<'_>) -> Result<Provider, Fault> {
    let note = if row.text("fields")?.is_empty() {
        NoteForm::default()
    } else {
        NoteForm::parse(&row.texts("fields")?).map_err(|_| unreadable())?
    };
    let id = row.of("id", provider_id)?;
    Ok(Provider {
        id,
        number: id.number().map(|number| number.to_string()).unwrap_or_default(),
        service: id.service().ok_or_else(unreadable)?,
        town: TownCode(row.number("municipality")?),
        spot: spot(row)?,
        cells: Cells::default(),
        missing_since: row.maybe("since", Edition::parse)?,
        note: (note, row.number("version")?),
    })
}

fn spot(row: &Row<'_>) -> Result<Option<Spot>, Fault> {
    let number = |column| row.maybe(column, |text| text.parse::<i32>().ok());
    let both = number("latitude")?.zip(number("longitude")?);
    Ok(both.map(|(latitude, longitude)| Spot { latitude, longitude }))
}

fn condition(sought: &Sought) -> String {
    let mut parts: Vec<String> = vec![match sought.area {
        SearchArea::Town(TownCode(code)) => format!("p.municipality = {code}"),
        SearchArea::Prefecture(number) => {
            format!("p.municipality between {} and {}", number * 10_000, number * 10_000 + 9999)
        }
        SearchArea::Near(middle, metres) => square(middle, metres),
        SearchArea::Everywhere => "1 = 1".into(),
    }];
    if !sought.services.is_empty() {
        parts.push(of_services(&sought.services));
    }
    let intake = |intake: Intake| format!("coalesce(n.intake, '') = '{}'", intake.code());
    match sought.standing {
        Standing::Standing => parts.push(format!("a.provider is null and not ({})", intake(Intake::Closed))),
        Standing::Known(known) => parts.push(format!("a.provider is null and {}", intake(known))),
        Standing::Gone => parts.push(format!("(a.provider is not null or {})", intake(Intake::Closed))),
        Standing::All => {}
    }
    parts.join(" and ")
}

/// A square of degrees around a circle, which is measured afterwards. What the town put right lies elsewhere
/// than its row says, and is few.
fn square(middle: Spot, metres: f64) -> String {
    let (latitude, _) = middle.degrees();
    // Millionths of a degree to the metre: 9.0 to the north, more to the east the further north one is.
    #[allow(clippy::cast_possible_truncation, reason = "a few million at most")]
    let to = |share: f64| (metres.min(1_000_000.0) * 9.1 / share).ceil() as i64;
    let (north, east) = (to(1.0), to(latitude.to_radians().cos().max(0.2)));
    let (lat, lng) = (i64::from(middle.latitude), i64::from(middle.longitude));
    format!(
        "((p.latitude between {} and {} and p.longitude between {} and {}) or n.latitude is not null)",
        lat - north,
        lat + north,
        lng - east,
        lng + east
    )
}
