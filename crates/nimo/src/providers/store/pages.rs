//! The lines of the editions as they came, some hundreds to a page, packed: of the whole country they are a hundred megabytes, of which a page
//! of the screen shows fifty lines.

use crate::access::{Action, Permit};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::providers::ImportProviders;
use crate::providers::model::ProviderEditionId;
use crate::providers::store::unreadable;
use sqlx::Row;
use std::collections::HashMap;
use wamnet::Cells;

/// So many lines stand on a page.
pub const LINES: usize = 128;

/// Where a line stands: its page, and its place on it. A row holds both as one number.
pub type PlaceOfLine = (i64, usize);

/// As a row holds it.
pub fn row_of((page, place): PlaceOfLine) -> i64 {
    page * LINES as i64 + i64::try_from(place).unwrap_or_default()
}

/// From a row.
pub fn place_of(row: i64) -> PlaceOfLine {
    (row / LINES as i64, usize::try_from(row % LINES as i64).unwrap_or_default())
}

/// The number of the first page that is free.
pub async fn next<A: Action>(tx: &mut Tx, _permit: &Permit<A>) -> Result<i64, Fault> {
    let last = sqlx::query("select coalesce(max(id), 0) as last from provider_page").fetch_one(tx.sql()).await?;
    Ok(last.try_get::<i64, _>("last")? + 1)
}

/// Lines as pages, in their order, packed by every core.
pub fn packed(lines: &[&[u8]]) -> Vec<Vec<u8>> {
    let pages: Vec<&[&[u8]]> = lines.chunks(LINES).collect();
    let cores = std::thread::available_parallelism().map_or(1, usize::from).min(8);
    let pack = |page: &&[&[u8]]| lz4_flex::compress_prepend_size(&page.join(&b'\n'));
    std::thread::scope(|scope| {
        let parts = pages.chunks(pages.len().div_ceil(cores).max(1));
        let parts: Vec<_> = parts.map(|part| scope.spawn(move || part.iter().map(pack).collect::<Vec<_>>())).collect();
        parts
            .into_iter()
            .flat_map(|part| part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

/// Lays pages down, the first under this number.
pub async fn insert(
    tx: &mut Tx,
    _permit: &Permit<ImportProviders>,
    edition: ProviderEditionId,
    (first, pages): (i64, Vec<Vec<u8>>),
) -> Result<(), Fault> {
    for (packed, number) in pages.into_iter().zip(first..) {
        sqlx::query("insert into provider_page (id, edition, lines) values ($1, $2, $3)")
            .bind(number)
            .bind(edition.to_string())
            .bind(packed)
            .execute(tx.sql())
            .await?;
    }
    Ok(())
}

/// The lines of these pages, each page in its order.
pub async fn read<A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    pages: impl IntoIterator<Item = i64>,
) -> Result<HashMap<i64, Vec<Cells>>, Fault> {
    const AT_ONCE: usize = 200;
    let mut wanted: Vec<i64> = pages.into_iter().collect();
    wanted.sort_unstable();
    wanted.dedup();
    let mut found = HashMap::new();
    for part in wanted.chunks(AT_ONCE) {
        let ids: Vec<String> = part.iter().map(ToString::to_string).collect();
        let sql = format!("select id, lines from provider_page where id in ({})", ids.join(", "));
        for row in sqlx::query(sqlx::AssertSqlSafe(sql)).fetch_all(tx.sql()).await? {
            let packed: Vec<u8> = row.try_get("lines")?;
            let text = lz4_flex::decompress_size_prepended(&packed).map_err(|_| unreadable())?;
            let text = String::from_utf8(text).map_err(|_| unreadable())?;
            found.insert(row.try_get("id")?, Cells::all_of(&text));
        }
    }
    Ok(found)
}

/// The cells of a line.
pub fn cells(pages: &HashMap<i64, Vec<Cells>>, (page, place): PlaceOfLine) -> Result<Cells, Fault> {
    pages.get(&page).and_then(|lines| lines.get(place)).cloned().ok_or_else(unreadable)
}
