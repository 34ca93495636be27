//! One provider: what is registered, what the town knows, what it said before, and who is near.

use crate::access::Permit;
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use crate::providers::model::{Provider, ProviderId, SearchArea, Sought, Standing};
use crate::providers::rules::way::metres_in_words;
use crate::providers::store::{self, Absence, PastLine};
use crate::providers::web::id;
use crate::providers::web::list::{Row, credit};
use crate::providers::{ListProviders, NoteProvider, ReadProvider, ReadProviderHistory};
use askama::Template;
use wamnet::{Cells, Column, Edition, ServiceGroup};

/// A line of the registered facts: its head, what stands there, and where it leads.
pub struct Fact {
    /// 電話.
    pub head: &'static str,
    /// As it came.
    pub told: String,
    /// tel: or http(s):; empty where it leads nowhere.
    pub link: String,
}

/// What was said until an edition, where it is not said now.
pub struct Before {
    /// 2025年9月まで.
    pub until: String,
    /// Head and words of each cell that was different.
    pub cells: Vec<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "providers/views/page.html")]
struct ProviderPage {
    frame: Frame,
    id: ProviderId,
    name: String,
    kana: String,
    service: &'static str,
    row: Row,
    provider: Provider,
    facts: Vec<Fact>,
    since: String,
    others: Vec<Row>,
    near: Vec<(Row, String)>,
    before: Vec<Before>,
    absences: Vec<String>,
    credit: String,
    since_day: String,
    may_note: bool,
    may_see_versions: bool,
    /// Is it one that people live with?
    has_rooms: bool,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ReadProvider>(id(&ask)?).await?;
    let listing = ask.may::<ListProviders>(ask.office()?).await?;
    let read = async |tx: &mut Tx| {
        let provider = store::named(tx, &permit, &[id(&ask)?]).await?.into_iter().next().ok_or(Fault::Missing)?;
        let others = store::of_number(tx, &permit).await?;
        let past = store::past(tx, &permit).await?;
        let absences = store::absences(tx, &permit).await?;
        Ok((provider, others, past, absences, store::since(tx, &permit).await?, store::editions(tx, &permit).await?))
    };
    let (provider, others, past, absences, since, editions) = ask.read(read).await?;
    let near = near(&ask, &listing, &provider).await?;
    let page = ProviderPage {
        frame: Frame::of(provider.name(), ask.actor.signed_in(), Place::Providers).saying(ask.query.get("said")),
        id: provider.id,
        name: provider.name().to_string(),
        kana: provider.cells.get(Column::Kana).to_string(),
        service: provider.service.label(),
        row: Row::of(&provider, None),
        facts: facts(&provider),
        since: since.map(month).unwrap_or_default(),
        others: others.iter().filter(|one| one.id != provider.id).map(|one| Row::of(one, None)).collect(),
        near,
        before: past
            .iter()
            .map(|line| before(line, &provider.cells))
            .filter(|before| !before.cells.is_empty())
            .collect(),
        absences: absences.iter().map(absence).collect(),
        credit: credit(&editions),
        since_day: provider.note.0.since.map_or_else(String::new, |day| {
            format!("{}{}", almanac::in_words(day), if day > ask.now.day() { "の予定" } else { "から" })
        }),
        may_note: ask.would::<NoteProvider>(permit.facts())?,
        may_see_versions: provider.note.1 > 0 && ask.would::<ReadProviderHistory>(permit.facts())?,
        has_rooms: provider.service.group() == ServiceGroup::Home,
        provider,
    };
    Reply::page(&page)
}

/// The nearest of the same service within 30 km.
async fn near(ask: &Ask, permit: &Permit<ListProviders>, provider: &Provider) -> Result<Vec<(Row, String)>, Fault> {
    const MOST: usize = 5;
    let Some(spot) = provider.spot else { return Ok(vec![]) };
    let sought = Sought {
        words: vec![],
        services: vec![provider.service],
        area: SearchArea::Near(spot, 30_000.0),
        standing: Standing::Standing,
    };
    let read = async |tx: &mut Tx| {
        let points = store::points(tx, permit, &sought).await?;
        let ids: Vec<ProviderId> =
            points.iter().map(|point| point.id).filter(|id| *id != provider.id).take(MOST).collect();
        store::named(tx, permit, &ids).await
    };
    let found = ask.read(read).await?;
    let way = |one: &Provider| one.spot.map(|other| metres_in_words(other.metres_to(spot))).unwrap_or_default();
    Ok(found.iter().map(|one| (Row::of(one, None), way(one))).collect())
}

fn month(edition: Edition) -> String {
    format!("{}年{}月", edition.year(), edition.month())
}

fn facts(provider: &Provider) -> Vec<Fact> {
    let cells = &provider.cells;
    let plain = |head, told: &str| Fact { head, told: told.to_string(), link: String::new() };
    let phone = |head, column| Fact {
        head,
        told: cells.get(column).to_string(),
        link: cells.dials(column).map(|digits| format!("tel:{digits}")).unwrap_or_default(),
    };
    let web =
        |head, column| Fact { head, told: cells.get(column).to_string(), link: cells.web(column).unwrap_or_default() };
    let hours = [
        ("平日", Column::Weekdays),
        ("土曜", Column::Saturday),
        ("日曜", Column::Sunday),
        ("祝日", Column::Holidays),
        ("定休", Column::Closed),
    ];
    let hours = hours.into_iter().filter(|(_, column)| !cells.get(*column).is_empty());
    let hours: Vec<String> = hours.map(|(day, column)| format!("{day} {}", cells.get(column))).collect();
    let mut facts = vec![
        plain("住所", &cells.address()),
        phone("電話", Column::Phone),
        Fact { link: String::new(), ..phone("FAX", Column::Fax) },
        web("ホームページ", Column::Url),
        plain("定員", cells.get(Column::Capacity)),
        plain("利用できる時間", &hours.join("　")),
        plain("時間の注意", cells.get(Column::Note)),
        plain("法人", cells.get(Column::Corporation)),
        plain("法人番号", cells.get(Column::CorporationNumber)),
        plain("法人の住所", &format!("{}{}", cells.get(Column::CorporationTown), cells.get(Column::CorporationStreet))),
        phone("法人の電話", Column::CorporationPhone),
        plain("指定機関", cells.get(Column::Designator)),
        plain("事業所番号", &provider.number),
    ];
    facts.retain(|fact| !fact.told.is_empty());
    facts
}

fn before(line: &PastLine, now: &Cells) -> Before {
    let differs = |column: &Column| *column != Column::Serial && line.cells.get(*column) != now.get(*column);
    let cells = Column::all().filter(differs).map(|column| {
        let told = line.cells.get(column);
        (column.head(), if told.is_empty() { "（空）".to_string() } else { told.to_string() })
    });
    Before { until: format!("{}から{}の前まで", month(line.from), month(line.until)), cells: cells.collect() }
}

fn absence(one: &Absence) -> String {
    match one.until {
        Some(until) => format!("{}の公表に載らず、{}にまた載りました。", month(one.from), month(until)),
        None => format!("{}の公表から載っていません。廃止かどうかは、公表データからは分かりません。", month(one.from)),
    }
}
