//! What would become of a delivery: each difference before it is one, what is asked, and the lines that are left out. Then it is taken in.

use crate::access::Permit;
use crate::editing::shape::Wrong;
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use crate::providers::ImportProviders;
use crate::providers::model::{DeliveryId, EditionCounts, Provider, ProviderId, TakenEdition, TownCode};
use crate::providers::rules::import::{is_older, places, thin_in_words};
use crate::providers::rules::way::metres_in_words;
use crate::providers::store::{self, Brought, Compared, Taking, delivery};
use crate::providers::web::files::csv_bytes;
use crate::providers::web::import::{of_path, read};
use askama::Template;
use std::collections::{BTreeMap, HashMap, HashSet};
use wamnet::{Answer as Moved, Answers, Column, DoubtKind, Listing, Service, Thin};

/// So many names stand in a list, and so many moves are asked about one by one.
const MOST_NAMES: usize = 50;

/// A service as a line of the table.
#[derive(Default)]
pub struct OfService {
    new: usize,
    changed: usize,
    moved: usize,
    vanished: usize,
}

/// An office that has another address.
pub struct Asked {
    id: ProviderId,
    name: String,
    service: &'static str,
    before: String,
    after: String,
    way: String,
    chosen: String,
}

/// What is wrong with lines, by its kind.
pub struct OfKind {
    label: &'static str,
    refuses: bool,
    count: usize,
    first: Vec<String>,
}

#[derive(Template)]
#[template(path = "providers/views/look.html")]
struct LookPage {
    frame: Frame,
    wrongs: Vec<Wrong>,
    id: DeliveryId,
    sentence: String,
    name: String,
    counts: EditionCounts,
    moved: usize,
    is_first: bool,
    is_old: bool,
    after: String,
    by_service: Vec<(Service, OfService)>,
    town: String,
    town_new: Vec<String>,
    town_changed: Vec<(String, String)>,
    town_vanished: Vec<String>,
    asked: Vec<Asked>,
    thin: Vec<String>,
    is_whole: bool,
    rest: usize,
    rest_chosen: String,
    kinds: Vec<OfKind>,
}

/// A delivery, read and compared.
struct Looked {
    brought: Brought,
    compared: Compared,
    editions: Vec<TakenEdition>,
    /// Those of the diff who were known: who moved or vanished, and who changed in the town.
    known: HashMap<ProviderId, Provider>,
    /// Of the moves those that are asked about one by one, by their places in the diff.
    asked: Vec<usize>,
    /// Where so many are missing that the files may not tell of all.
    thin: Vec<Thin>,
    town: TownCode,
}

impl Looked {
    /// The newest edition, as the form carries it.
    fn after(&self) -> String {
        self.compared.after.map_or_else(String::new, |id| id.to_string())
    }
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ImportProviders>(ask.office()?).await?;
    let looked = looked(&ask, &permit).await?;
    show(&ask, &looked, vec![])
}

/// Takes it in: may you · what was answered · is anything left to answer · all of it, with its line, or nothing.
pub async fn take(ask: Ask) -> Answer {
    let permit = ask.may::<ImportProviders>(ask.office()?).await?;
    let looked = looked(&ask, &permit).await?;
    let id = of_path(&ask)?;
    let answers = match answered(&ask, &looked) {
        Ok(answers) => answers,
        Err(wrongs) => return show(&ask, &looked, wrongs),
    };
    // What was asked was asked of what was known then.
    if ask.typed.get("after") != looked.after() {
        return Ok(Reply::see(format!("/providers/import/{id}?said=edition-again")));
    }
    let taking = Taking { brought: &looked.brought, compared: &looked.compared, answers };
    let write = async |tx: &mut Tx, permit: &Permit<ImportProviders>| {
        store::take(tx, permit, &taking).await?;
        delivery::let_go(tx, permit, id).await
    };
    match ask.write(&permit, write).await {
        Ok(()) => Ok(Reply::see("/providers?said=edition-taken")),
        // Another edition came first: what was asked is asked of other lines now.
        Err(Fault::Lost) => Ok(Reply::see(format!("/providers/import/{id}?said=edition-again"))),
        Err(other) => Err(other),
    }
}

/// Every line about which something must be said, as CSV.
pub async fn doubts(ask: Ask) -> Answer {
    let permit = ask.may::<ImportProviders>(ask.office()?).await?;
    let looked = looked(&ask, &permit).await?;
    let head = ["ファイル", "行", "取り込むか", "わけ", "書いてあること"].map(str::to_string).to_vec();
    let line = |doubt: &wamnet::Doubt| {
        let taken = if doubt.kind.refuses() { "取り込まない" } else { "取り込む" };
        vec![doubt.file.clone(), doubt.line.to_string(), taken.into(), doubt.kind.to_string(), doubt.told.clone()]
    };
    let rows = std::iter::once(head).chain(looked.brought.reading.doubts.iter().map(line));
    Ok(Reply::paper("text/csv; charset=utf-8", "確かめる行.csv".into(), csv_bytes(rows)?))
}

fn answered(ask: &Ask, looked: &Looked) -> Result<Answers<ProviderId>, Vec<Wrong>> {
    let read = |field: &str| match ask.typed.get(field) {
        "same" => Some(Moved::Same),
        "other" => Some(Moved::Other),
        _ => None,
    };
    if is_older(looked.brought.as_of, &looked.brought.reading.services(), &looked.editions) {
        let what = "もっと新しい時点のデータを、もう取り込んでいます。古いデータは取り込めません。";
        return Err(vec![Wrong::new("edition", what)]);
    }
    let mut wrongs: Vec<Wrong> = vec![];
    if !looked.thin.is_empty() && ask.typed.get("thin") != "whole" {
        let what =
            "載らなくなったものが多すぎるところがあります。全部の分のファイルかを確かめて、しるしを付けてください。";
        wrongs.push(Wrong::new("thin", what));
    }
    let mut each = HashMap::new();
    for at in &looked.asked {
        let known = looked.compared.diff.moved[*at].known;
        match read(&format!("moved.{known}")) {
            Some(answer) => drop(each.insert(known, answer)),
            None if wrongs.iter().all(|wrong| wrong.field != "moved") => {
                wrongs.push(Wrong::new(
                    "moved",
                    "住所が変わった事業所が、移ったのか別の事業所かを、どれも選んでください。",
                ));
            }
            None => {}
        }
    }
    let has_rest = looked.compared.diff.moved.len() > looked.asked.len();
    let rest = read("rest");
    if has_rest && rest.is_none() {
        wrongs.push(Wrong::new("rest", "ほかの市区町村の、住所が変わった事業所をどうするか、選んでください。"));
    }
    if wrongs.is_empty() { Ok(Answers { each, rest: rest.unwrap_or(Moved::Same) }) } else { Err(wrongs) }
}

async fn looked(ask: &Ask, permit: &Permit<ImportProviders>) -> Result<Looked, Fault> {
    let id = of_path(ask)?;
    let files = async |tx: &mut Tx| {
        let waiting =
            delivery::waiting(tx, permit).await?.into_iter().find(|one| one.id == id).ok_or(Fault::Missing)?;
        Ok((waiting, delivery::files(tx, permit, id).await?))
    };
    let (waiting, files) = ask.read(files).await?;
    let reading = read(ask, files).await?.map_err(|_| Fault::broken("providers", "a delivery that was readable"))?;
    let compare =
        async |tx: &mut Tx| Ok((store::known(tx, permit, &reading).await?, store::editions(tx, permit).await?));
    let (known, editions) = ask.read(compare).await?;
    let town = TownCode::of_office(&ask.signed_in()?.office_code);
    let after = editions.first().map(|edition| edition.id);
    let done = ask.aside(move || {
        let diff = reading.compare(&known);
        let thin = diff.thin(&known);
        let gone: HashSet<ProviderId> = diff.vanished.iter().copied().collect();
        let near = known.iter().filter(|one| u32::from(one.prefecture) == town.prefecture() && gone.contains(&one.id));
        let near: Vec<ProviderId> = near.map(|one| one.id).collect();
        (places(&reading.listings), Compared { after, known, diff }, reading, near, thin)
    });
    let (towns, compared, reading, near, thin) = done.await?;
    let diff = &compared.diff;
    let here = |at: usize| towns[at].prefecture() == town.prefecture();
    let mut asked: Vec<usize> = (0..diff.moved.len()).filter(|at| here(diff.moved[*at].listing)).collect();
    // One's own town first.
    asked.sort_by_key(|at| !town.holds(towns[diff.moved[*at].listing]));
    asked.truncate(MOST_NAMES);
    let own = diff.changed.iter().chain(&diff.back).filter(|(at, _)| town.holds(towns[*at])).take(MOST_NAMES);
    let wanted = own.map(|(_, id)| *id).chain(asked.iter().map(|at| diff.moved[*at].known)).chain(near);
    let wanted: Vec<ProviderId> = wanted.collect();
    let known = ask.read(async |tx| store::named(tx, permit, &wanted).await).await?;
    let known = known.into_iter().map(|one| (one.id, one)).collect();
    let brought = Brought { reading, towns, as_of: waiting.as_of, name: waiting.names.join("、") };
    Ok(Looked { brought, compared, editions, known, asked, thin, town })
}

fn show(ask: &Ask, looked: &Looked, wrongs: Vec<Wrong>) -> Answer {
    let Looked { brought, editions, known, .. } = looked;
    let diff = &looked.compared.diff;
    let counts = store::counts(&brought.reading, diff);
    let listings = &brought.reading.listings;
    let name = |listing: &Listing| {
        format!("{}（{}）", brought.reading.cells(listing).get(Column::Name), listing.service.label())
    };
    let in_town = |at: &&usize| looked.town.holds(brought.towns[**at]);
    let vanished = diff.vanished.iter().filter_map(|id| known.get(id)).filter(|one| looked.town.holds(one.town));
    let page = LookPage {
        frame: Frame::of("公表データを確かめる", ask.actor.signed_in(), Place::Providers).saying(ask.query.get("said")),
        id: of_path(ask)?,
        sentence: sentence(brought, &counts, diff.moved.len(), editions.is_empty()),
        name: brought.name.clone(),
        moved: diff.moved.len(),
        is_first: editions.is_empty(),
        is_old: is_older(brought.as_of, &brought.reading.services(), editions),
        after: looked.after(),
        by_service: by_service(looked),
        town: ask.signed_in()?.office_name.clone(),
        town_new: diff
            .new
            .iter()
            .map(|(at, _)| at)
            .filter(in_town)
            .take(MOST_NAMES)
            .map(|at| name(&listings[*at]))
            .collect(),
        town_changed: diff
            .changed
            .iter()
            .chain(&diff.back)
            .filter(|(at, _)| in_town(&at))
            .take(MOST_NAMES)
            .map(|(at, id)| {
                (name(&listings[*at]), known.get(id).map_or_else(String::new, |one| changes(looked, one, *at)))
            })
            .collect(),
        town_vanished: vanished
            .take(MOST_NAMES)
            .map(|one| format!("{}（{}）", one.name(), one.service.label()))
            .collect(),
        asked: looked.asked.iter().map(|at| asked(ask, looked, *at)).collect(),
        thin: looked.thin.iter().map(thin_in_words).collect(),
        is_whole: ask.typed.get("thin") == "whole",
        rest: diff.moved.len() - looked.asked.len(),
        rest_chosen: ask.typed.get("rest").to_string(),
        kinds: kinds(looked),
        counts,
        wrongs,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}

fn asked(ask: &Ask, looked: &Looked, at: usize) -> Asked {
    let moved = &looked.compared.diff.moved[at];
    let listing = &looked.brought.reading.listings[moved.listing];
    let cells = looked.brought.reading.cells(listing);
    Asked {
        id: moved.known,
        name: cells.get(Column::Name).to_string(),
        service: listing.service.label(),
        before: looked.known.get(&moved.known).map_or_else(String::new, |one| one.cells.address()),
        after: cells.address(),
        way: moved.metres.map_or_else(
            || "距離は分からない".to_string(),
            |metres| format!("{}はなれている", metres_in_words(metres)),
        ),
        chosen: ask.typed.get(&format!("moved.{}", moved.known)).to_string(),
    }
}

/// What is said differently: 定員 6 → 8、事業所電話番号.
fn changes(looked: &Looked, before: &Provider, at: usize) -> String {
    const MOST_LETTERS: usize = 24;
    let now = looked.brought.reading.cells(&looked.brought.reading.listings[at]);
    let differs = |column: &Column| *column != Column::Serial && before.cells.get(*column) != now.get(*column);
    let say = |column: Column| {
        let (was, is) = (before.cells.get(column), now.get(column));
        let is_short = was.chars().count().max(is.chars().count()) <= MOST_LETTERS;
        if is_short { format!("{} {was} → {is}", column.head()) } else { column.head().to_string() }
    };
    let all: Vec<String> = Column::all().filter(differs).map(say).collect();
    if all.is_empty() { "また載った".into() } else { all.join("、") }
}

fn by_service(looked: &Looked) -> Vec<(Service, OfService)> {
    let mut all: BTreeMap<Service, OfService> = BTreeMap::new();
    let service = |at: usize| looked.brought.reading.listings[at].service;
    for service in looked.brought.reading.services() {
        all.entry(service).or_default();
    }
    for (at, _) in &looked.compared.diff.new {
        all.entry(service(*at)).or_default().new += 1;
    }
    for (at, _) in looked.compared.diff.changed.iter().chain(&looked.compared.diff.back) {
        all.entry(service(*at)).or_default().changed += 1;
    }
    for moved in &looked.compared.diff.moved {
        all.entry(moved.service).or_default().moved += 1;
    }
    for service in looked.compared.diff.vanished.iter().filter_map(|id| id.service()) {
        all.entry(service).or_default().vanished += 1;
    }
    all.into_iter().collect()
}

fn kinds(looked: &Looked) -> Vec<OfKind> {
    const SHOWN: usize = 3;
    let doubts = &looked.brought.reading.doubts;
    let of_kind = |kind: DoubtKind| {
        let these: Vec<_> = doubts.iter().filter(|doubt| doubt.kind == kind).collect();
        let first = these.iter().take(SHOWN).map(|doubt| format!("{} {}行目 {}", doubt.file, doubt.line, doubt.told));
        OfKind { label: kind.label(), refuses: kind.refuses(), count: these.len(), first: first.collect() }
    };
    DoubtKind::ALL.into_iter().map(of_kind).filter(|kind| kind.count > 0).collect()
}

fn sentence(brought: &Brought, counts: &EditionCounts, moved: usize, is_first: bool) -> String {
    let month = format!("{}年{}月末", brought.as_of.year(), brought.as_of.month());
    if is_first {
        return format!("{month}の{}件を取り込めます。", counts.new);
    }
    let differs = counts.new + counts.changed + counts.back + counts.vanished + moved;
    match differs {
        0 => format!("{month}のデータは、いまの一覧と同じです。"),
        _ => format!("{month}のデータは、いまの一覧と{differs}件ちがいます。"),
    }
}
