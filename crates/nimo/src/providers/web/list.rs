//! The directory as a list; what narrows it stands in the address.

use crate::editing::read::grouped;
use crate::layout::{Frame, Option3, Place};
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use crate::providers::model::{Provider, ProviderId, TakenEdition};
use crate::providers::rules::import::months;
use crate::providers::rules::way::metres_in_words;
use crate::providers::web::sought::{Found, Looked, found};
use crate::providers::{ImportProviders, ListProviders, store};
use askama::Template;
use wamnet::{Column, Edition, Spot};

/// So many stand on a page.
const PAGE: usize = 50;

/// A provider as a row.
pub struct Row {
    /// The id.
    pub id: ProviderId,
    /// すみれホーム.
    pub name: String,
    /// 共同生活援助.
    pub service: &'static str,
    /// 社会福祉法人みほん会.
    pub corporation: String,
    /// みほん市本町1-2-3, without the prefecture.
    pub address: String,
    /// 042-000-1234.
    pub phone: String,
    /// 6名; as it was written where that is no number.
    pub capacity: String,
    /// 3.4km; empty where nobody can say.
    pub way: String,
    /// The mark.
    pub mark: &'static str,
    /// The word beside it.
    pub standing: String,
    /// 令和8年11月1日に確かめた; empty where nobody did.
    pub as_of: String,
}

impl Row {
    /// A provider seen from a place.
    pub fn of(one: &Provider, from: Option<Spot>) -> Row {
        let cell = |column| one.cells.get(column).to_string();
        let (mark, standing) = one.standing();
        let prefecture = wamnet::prefecture_name(u8::try_from(one.town.prefecture()).unwrap_or_default());
        let address = one.cells.address();
        Row {
            id: one.id,
            name: one.name().to_string(),
            service: one.service.label(),
            corporation: cell(Column::Corporation),
            address: address.strip_prefix(prefecture).map_or(address.clone(), str::to_string),
            phone: cell(Column::Phone),
            capacity: one.cells.capacity().map_or_else(|| cell(Column::Capacity), |count| format!("{count}名")),
            way: one.spot.zip(from).map(|(spot, from)| metres_in_words(spot.metres_to(from))).unwrap_or_default(),
            mark,
            standing,
            as_of: one.note.0.as_of.map(|day| format!("{}に確かめた", almanac::in_words(day))).unwrap_or_default(),
        }
    }
}

#[derive(Template)]
#[template(path = "providers/views/list.html")]
struct ListPage {
    frame: Frame,
    sentence: String,
    edition: Option<TakenEdition>,
    credit: String,
    looked: Looked,
    services: Vec<(&'static str, Vec<Option3>)>,
    areas: Vec<Option3>,
    standings: Vec<Option3>,
    query: String,
    rows: Vec<Row>,
    total: usize,
    is_near: bool,
    from: usize,
    page: usize,
    pages: usize,
    may_import: bool,
    is_alone: bool,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ListProviders>(ask.office()?).await?;
    let looked = Looked::of(&ask, &permit).await?;
    let wanted = ask.query.get("page").parse::<usize>().unwrap_or(1).max(1);
    let Found { points, shown } =
        found(&ask, &permit, &looked.sought, ((wanted - 1).saturating_mul(PAGE), PAGE)).await?;
    let editions = ask.read(async |tx| store::editions(tx, &permit).await).await?;
    let town = ask.signed_in()?.office_name.clone();
    let from = looked.origin.as_ref().filter(|_| looked.area == "near").map(|(spot, _)| *spot);
    let total = points.len();
    let page = ListPage {
        frame: Frame::of("事業所", ask.actor.signed_in(), Place::Providers).saying(ask.query.get("said")),
        sentence: sentence(&looked, total, editions.is_empty(), &town),
        credit: credit(&editions),
        edition: editions.into_iter().next(),
        services: looked.services(),
        areas: looked.areas(&town),
        standings: looked.standings(),
        query: looked.query(1),
        rows: shown.iter().map(|one| Row::of(one, from)).collect(),
        total,
        is_near: from.is_some(),
        from: (wanted - 1).saturating_mul(PAGE),
        page: wanted,
        pages: total.div_ceil(PAGE),
        may_import: ask.could::<ImportProviders>(ask.office()?).await?,
        is_alone: is_alone(&ask).await?,
        looked,
    };
    Reply::page(&page)
}

/// Is this office the only one here? Where it is not, only the operator takes the open data in.
///
/// # Errors
/// What the database says.
pub async fn is_alone(ask: &Ask) -> Result<bool, Fault> {
    use crate::access::{CommonsFacts, Facts};
    let office = ask.office()?;
    let facts = ask.read(async |tx| CommonsFacts::load(tx, office).await).await?;
    Ok(facts.is_some_and(|facts| facts.is_alone()))
}

/// Where the rows come from, as the source wants it said.
pub fn credit(editions: &[TakenEdition]) -> String {
    let month = |edition: Edition| format!("{}年{}月末", edition.year(), edition.month());
    let Some((first, last)) = months(editions) else { return String::new() };
    let months = if first == last { month(last) } else { format!("{}〜{}", month(first), month(last)) };
    format!(
        "出典: 障害福祉サービス等情報公表システム（独立行政法人福祉医療機構 WAM NET）のオープンデータ{months}時点を加工して作成"
    )
}

fn sentence(looked: &Looked, total: usize, is_new: bool, town: &str) -> String {
    if is_new {
        return "事業所の一覧は、まだありません。".into();
    }
    let where_ = looked.in_words(town);
    match total {
        0 => format!("{where_}では、見つかりません。"),
        _ => format!("{where_}に、{}件あります。", grouped(i64::try_from(total).unwrap_or(i64::MAX))),
    }
}
