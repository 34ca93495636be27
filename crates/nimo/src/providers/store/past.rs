//! What a provider said before, and when it was missing.

use crate::access::{Action, Facts, Permit};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::gather::{Row, gather};
use crate::providers::store::ProviderFacts;
use crate::providers::store::pages::{self, LINES, PlaceOfLine};
use wamnet::{Cells, Edition};

/// What its line said until an edition.
#[derive(Debug, Clone, PartialEq)]
pub struct PastLine {
    /// From which edition on.
    pub from: Edition,
    /// The edition that said something else.
    pub until: Edition,
    /// Its cells.
    pub cells: Cells,
}

/// From which edition on a provider was missing, and in which it was there again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Absence {
    /// The edition without it.
    pub from: Edition,
    /// The edition with it again; `None` while it is missing.
    pub until: Option<Edition>,
}

/// The edition since which the permit's provider says what it says now.
pub async fn since<A: Action<On = ProviderFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Option<Edition>, Fault> {
    let select = format!(
        "select e.as_of from provider p join provider_page g on g.id = p.line / {LINES}
         join provider_edition e on e.id = g.edition where $1 = $1 and p.id = cast($2 as bigint)"
    );
    let found =
        gather(tx, &["as_of"], &select, &[row_of(permit)]).await?.read(|row| row.of("as_of", Edition::parse))?;
    Ok(found.into_iter().next())
}

/// What the permit's provider said before, the newest first.
pub async fn past<A: Action<On = ProviderFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<PastLine>, Fault> {
    const COLUMNS: [&str; 3] = ["since", "until", "line"];
    let select = format!(
        "select f.as_of as since, u.as_of as until, h.line from provider_past h
         join provider_page g on g.id = h.line / {LINES} join provider_edition f on f.id = g.edition
         join provider_edition u on u.id = h.until_edition
         where $1 = $1 and h.provider = cast($2 as bigint) order by h.until_edition desc"
    );
    let line = |row: &Row<'_>| {
        let place = pages::place_of(row.number("line")?);
        Ok((row.of("since", Edition::parse)?, row.of("until", Edition::parse)?, place))
    };
    let lines: Vec<(Edition, Edition, PlaceOfLine)> =
        gather(tx, &COLUMNS, &select, &[row_of(permit)]).await?.read(line)?;
    let pages = pages::read(tx, permit, lines.iter().map(|(_, _, (page, _))| *page)).await?;
    let whole = |(from, until, place)| Ok(PastLine { from, until, cells: pages::cells(&pages, place)? });
    lines.into_iter().map(whole).collect()
}

/// When the permit's provider was missing, the newest first.
pub async fn absences<A: Action<On = ProviderFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<Absence>, Fault> {
    let select = "select f.as_of as since, coalesce(u.as_of, '') as until from provider_absence a
         join provider_edition f on f.id = a.edition left join provider_edition u on u.id = a.until_edition
         where $1 = $1 and a.provider = cast($2 as bigint) order by a.edition desc";
    let absence = |row: &Row<'_>| {
        Ok(Absence { from: row.of("since", Edition::parse)?, until: row.maybe("until", Edition::parse)? })
    };
    gather(tx, &["since", "until"], select, &[row_of(permit)]).await?.read(absence)
}

fn row_of<A: Action<On = ProviderFacts>>(permit: &Permit<A>) -> String {
    permit.facts().id().row().to_string()
}
