//! Taking an edition in: what is known, what is different, and all of it in one transaction or nothing.

use crate::access::{Action, Permit};
use crate::plumbing::bulk::{self, Value};
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::gather::{Row, gather};
use crate::providers::ImportProviders;
use crate::providers::model::{EditionCounts, ProviderEditionId, ProviderId, TakenEdition, TownCode};
use crate::providers::store::pages::{self, LINES};
use crate::providers::store::{of_services, unreadable};
use crate::trail::{self, Line, Nameless};
use std::collections::HashMap;
use wamnet::{Answers, Diff, Edition, Known, Reading, Scope, Service, Spot};

/// An edition as somebody brought it, read.
pub struct Brought {
    /// Its lines.
    pub reading: Reading,
    /// In which municipality each of them lies.
    pub towns: Vec<TownCode>,
    /// 時点.
    pub as_of: Edition,
    /// The names of the files.
    pub name: String,
}

/// What is known beside an edition, as it was at one moment. Providers change by editions alone: while the newest one is the same, so is this.
pub struct Compared {
    /// The newest edition.
    pub after: Option<ProviderEditionId>,
    /// What is known.
    pub known: Vec<Known<ProviderId>>,
    /// How the edition differs.
    pub diff: Diff<ProviderId>,
}

/// What shall be done with it.
pub struct Taking<'a> {
    /// The edition.
    pub brought: &'a Brought,
    /// How it differs from what was known.
    pub compared: &'a Compared,
    /// Who moved, and who is another.
    pub answers: Answers<ProviderId>,
}

/// Compares an edition with what is known now.
pub async fn compared<A: Action>(tx: &mut Tx, permit: &Permit<A>, reading: &Reading) -> Result<Compared, Fault> {
    let after = editions(tx, permit).await?.first().map(|edition| edition.id);
    let known = known(tx, permit, reading).await?;
    Ok(Compared { after, diff: reading.compare(&known), known })
}

/// The editions that were taken in, the newest first.
pub async fn editions<A: Action>(tx: &mut Tx, _permit: &Permit<A>) -> Result<Vec<TakenEdition>, Fault> {
    let select = "select id, as_of, name, scope, counts, taken_at from provider_edition where $1 = $1 order by id desc";
    let edition = |row: &Row<'_>| {
        Ok(TakenEdition {
            id: row.of("id", ProviderEditionId::parse)?,
            as_of: row.of("as_of", Edition::parse)?,
            name: row.text("name")?.to_string(),
            services: services(row.text("scope")?)?,
            counts: serde_json::from_str(row.text("counts")?).map_err(|_| unreadable())?,
            taken_at: row.of("taken_at", Moment::parse)?,
        })
    };
    gather(tx, &["id", "as_of", "name", "scope", "counts", "taken_at"], select, &[]).await?.read(edition)
}

/// The services of a scope, which is kept as pairs of a service and a prefecture.
fn services(scope: &str) -> Result<Vec<Service>, Fault> {
    let pairs: Vec<(i64, Option<u8>)> = serde_json::from_str(scope).map_err(|_| unreadable())?;
    let mut services: Vec<Service> = pairs.iter().filter_map(|(code, _)| Service::of_code(*code)).collect();
    services.dedup();
    Ok(services)
}

/// What is known of the services of which an edition tells.
pub async fn known<A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    reading: &Reading,
) -> Result<Vec<Known<ProviderId>>, Fault> {
    const COLUMNS: [&str; 7] = ["id", "municipality", "address_hash", "line_hash", "latitude", "longitude", "missing"];
    let services: Vec<Service> = reading.services().into_iter().collect();
    let select = format!(
        "select p.*, case when a.provider is null then 0 else 1 end as missing from provider p
         left join provider_absence a on a.provider = p.id and a.until_edition is null
         where $1 = $1 and {}",
        of_services(&services)
    );
    let one = |row: &Row<'_>| {
        let number = |column| row.maybe(column, |text| text.parse::<i32>().ok());
        let id = row.of("id", |text| ProviderId::of_row(text.parse().ok()?))?;
        Ok(Known {
            id,
            number: id.number().ok_or_else(unreadable)?,
            service: id.service().ok_or_else(unreadable)?,
            branch: id.branch(),
            prefecture: u8::try_from(row.number::<u32>("municipality")? / 10_000).map_err(|_| unreadable())?,
            address_hash: row.number("address_hash")?,
            line_hash: row.number("line_hash")?,
            spot: number("latitude")?
                .zip(number("longitude")?)
                .map(|(latitude, longitude)| Spot { latitude, longitude }),
            is_absent: row.text("missing")? == "1",
        })
    };
    gather(tx, &COLUMNS, &select, &[]).await?.read(one)
}

/// Takes it in.
///
/// # Errors
/// [`Fault::Lost`] when another edition came first; a sentence for one that says nothing.
pub async fn take(tx: &mut Tx, permit: &Permit<ImportProviders>, taking: &Taking<'_>) -> Result<TakenEdition, Fault> {
    let brought = taking.brought;
    if brought.reading.listings.is_empty() {
        return Err(Fault::Unreadable("取り込める行が、1行もありません。ファイルを確かめて、選び直してください。"));
    }
    if editions(tx, permit).await?.first().map(|edition| edition.id) != taking.compared.after {
        return Err(Fault::Lost);
    }
    let diff = taking.compared.diff.clone().settled(&taking.answers);
    let said: HashMap<ProviderId, i64> = taking.compared.known.iter().map(|one| (one.id, one.line_hash)).collect();
    // Who comes back and says what it said is only not missing any more.
    let differs = |(at, id): &&(usize, ProviderId)| said.get(id) != Some(&brought.reading.listings[*at].line_hash);
    let old: Vec<(usize, ProviderId)> = diff.changed.iter().chain(diff.back.iter().filter(differs)).copied().collect();
    let edition = insert_edition(tx, permit, brought, counts(&brought.reading, &diff)).await?;
    keep_past(tx, edition.id, &old).await?;
    keep_lines(tx, permit, edition.id, brought, &Written { new: &diff.new, old: &old }).await?;
    miss(tx, edition.id, &diff).await?;
    trail::record(tx, permit, Line::<Nameless>::new("provider.taken", "ProviderEdition", edition.id)).await?;
    Ok(edition)
}

/// What is different, counted.
pub fn counts(reading: &Reading, diff: &Diff<ProviderId>) -> EditionCounts {
    EditionCounts {
        lines: reading.lines,
        new: diff.new.len(),
        changed: diff.changed.len(),
        back: diff.back.len(),
        same: diff.same,
        vanished: diff.vanished.len(),
        refused: reading.refused(),
        doubted: reading.doubts.len() - reading.refused(),
    }
}

async fn insert_edition(
    tx: &mut Tx,
    permit: &Permit<ImportProviders>,
    brought: &Brought,
    counts: EditionCounts,
) -> Result<TakenEdition, Fault> {
    let edition = TakenEdition {
        id: ProviderEditionId::fresh(),
        as_of: brought.as_of,
        name: brought.name.clone(),
        services: brought.reading.services().into_iter().collect(),
        counts,
        taken_at: permit.now(),
    };
    let scope: Vec<(u8, Option<u8>)> = Scope::of(&brought.reading.listings)
        .parts()
        .map(|(service, prefecture)| (service.code(), prefecture))
        .collect();
    sqlx::query(
        "insert into provider_edition (id, as_of, name, scope, counts, taken_at)
         values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(edition.id.to_string())
    .bind(edition.as_of.to_string())
    .bind(edition.name.as_str())
    .bind(json(&scope)?)
    .bind(json(&edition.counts)?)
    .bind(edition.taken_at.to_string())
    .execute(tx.sql())
    .await?;
    Ok(edition)
}

/// Where that stands which those said before of whom something else is said now.
async fn keep_past(tx: &mut Tx, edition: ProviderEditionId, old: &[(usize, ProviderId)]) -> Result<(), Fault> {
    const AT_ONCE: usize = 500;
    let ids: Vec<String> = old.iter().map(|(_, id)| id.row().to_string()).collect();
    for part in ids.chunks(AT_ONCE) {
        let sql = format!(
            "insert into provider_past (provider, until_edition, line)
             select id, $1, line from provider where id in ({})",
            part.join(", ")
        );
        sqlx::query(sqlx::AssertSqlSafe(sql)).bind(edition.to_string()).execute(tx.sql()).await?;
    }
    Ok(())
}

/// Which lines are written: those of new providers with their branch, and those that say something else of old ones.
struct Written<'a> {
    new: &'a [(usize, i64)],
    old: &'a [(usize, ProviderId)],
}

/// The lines that are new or say something else: packed into pages, and each provider with the place of its own.
async fn keep_lines(
    tx: &mut Tx,
    permit: &Permit<ImportProviders>,
    edition: ProviderEditionId,
    brought: &Brought,
    written: &Written<'_>,
) -> Result<(), Fault> {
    let listings = &brought.reading.listings;
    let mut lines: Vec<(ProviderId, usize)> = written.old.iter().map(|(at, id)| (*id, *at)).collect();
    for (at, branch) in written.new {
        let id = ProviderId::of(listings[*at].number, listings[*at].service, *branch);
        lines.push((id.ok_or_else(|| Fault::broken("providers", "too many addresses of one number"))?, *at));
    }
    // In the order of their ids, so that neighbours lie on one page and an index grows at its end.
    lines.sort_unstable();
    let texts: Vec<&[u8]> = lines.iter().map(|(_, at)| brought.reading.line(&listings[*at])).collect();
    let first = pages::next(tx, permit).await?;
    pages::insert(tx, permit, edition, (first, pages::packed(&texts))).await?;
    let row = |(order, (id, at)): (usize, &(ProviderId, usize))| {
        let (listing, town) = (&listings[*at], brought.towns[*at]);
        let page = first + i64::try_from(order / LINES).unwrap_or_default();
        vec![
            Value::Number(id.row()),
            Value::Number(town.0.into()),
            Value::Maybe(listing.spot.map(|spot| spot.latitude.into())),
            Value::Maybe(listing.spot.map(|spot| spot.longitude.into())),
            Value::Number(listing.address_hash),
            Value::Number(listing.line_hash),
            Value::Number(pages::row_of((page, order % LINES))),
        ]
    };
    bulk::insert(
        tx,
        "insert into provider (id, municipality, latitude, longitude, address_hash, line_hash, line)",
        lines.iter().enumerate().map(row),
        "on conflict (id) do update set municipality = excluded.municipality, latitude = excluded.latitude,
           longitude = excluded.longitude, address_hash = excluded.address_hash, line_hash = excluded.line_hash,
           line = excluded.line",
    )
    .await
}

/// Who is missing, and who is there again.
async fn miss(tx: &mut Tx, edition: ProviderEditionId, diff: &Diff<ProviderId>) -> Result<(), Fault> {
    let row = |id: &ProviderId| vec![Value::Number(id.row()), Value::Text(edition.to_string())];
    let missing = diff.vanished.iter().map(row);
    bulk::insert(tx, "insert into provider_absence (provider, edition)", missing, "").await?;
    for (_, id) in &diff.back {
        sqlx::query("update provider_absence set until_edition = $2 where provider = $1 and until_edition is null")
            .bind(id.row())
            .bind(edition.to_string())
            .execute(tx.sql())
            .await?;
    }
    Ok(())
}

fn json(value: &impl serde::Serialize) -> Result<String, Fault> {
    serde_json::to_string(value).map_err(|_| unreadable())
}
