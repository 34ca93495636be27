//! What stands open, read in one snapshot. No table of others is named here, only the views of what was published.

use super::model::{KeptBytes, PublicMinutes, PublicRelease, PublicRow, Published};
use crate::access::{Action, OfficeFacts, Permit};
use crate::accounts::store as accounts;
use crate::council::edition::model::EditionId;
use crate::council::meeting::model::MeetingId;
use crate::council::model::CouncilId;
use crate::council::release::model::{PublicReleaseId, ReleaseKind};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::frozen;
use crate::plumbing::secret::hash_bytes;
use almanac::Date;
use sqlx::Row;
use sqlx::any::AnyRow;

/// Everything that the permit's office has published.
///
/// # Errors
/// When something does not say any more what was frozen.
pub async fn published<A: Action<On = OfficeFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Published, Fault> {
    let office = accounts::office_name(tx, permit).await?;
    let code = accounts::office_code(tx, permit).await?;
    let minutes = sqlx::query(
        "select edition, council, meeting, body, sha256, pdf_sha256, cast(length(pdf) as bigint) as pdf_size, held_on, on_day
         from v_public_minutes where office = $1 order by edition",
    )
    .bind(tx.office().0)
    .fetch_all(tx.sql())
    .await?;
    let releases = sqlx::query(
        "select id, council, meeting, kind, body, sha256, on_day from v_public_release where office = $1 order by id",
    )
    .bind(tx.office().0)
    .fetch_all(tx.sql())
    .await?;
    let rows: Result<Vec<PublicRow>, Fault> =
        minutes.iter().map(of_minutes).chain(releases.iter().map(of_release)).collect();
    Ok(Published::of(office, code, rows?))
}

/// Bytes that stand open, if they are still those that were frozen.
///
/// # Errors
/// [`Fault::Missing`] when they stand open no longer.
pub async fn bytes_of<A: Action<On = OfficeFacts>>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    kept: KeptBytes,
) -> Result<Vec<u8>, Fault> {
    let office = tx.office().0;
    let row =
        match kept {
            KeptBytes::Minutes(edition) => sqlx::query(
                "select pdf as bytes, pdf_sha256 as sha256 from v_public_minutes where office = $1 and edition = $2",
            )
            .bind(office)
            .bind(edition.to_string())
            .fetch_optional(tx.sql())
            .await?,
            KeptBytes::Paper(release, place) => {
                sqlx::query("select bytes, sha256 from v_public_file where office = $1 and release = $2 and place = $3")
                    .bind(office)
                    .bind(release.to_string())
                    .bind(place)
                    .fetch_optional(tx.sql())
                    .await?
            }
        };
    let row = row.ok_or(Fault::Missing)?;
    let (bytes, sha256): (Vec<u8>, String) = (row.try_get("bytes")?, row.try_get("sha256")?);
    if bytes.is_empty() {
        // Disposed of.
        return Err(Fault::Missing);
    }
    if hash_bytes(&bytes) != sha256 {
        return Err(Fault::broken("public", "bytes are not what was frozen"));
    }
    Ok(bytes)
}

fn of_minutes(row: &AnyRow) -> Result<PublicRow, Fault> {
    let (body, sha256): (String, String) = (row.try_get("body")?, row.try_get("sha256")?);
    let held: Option<String> = row.try_get("held_on")?;
    let minutes = PublicMinutes {
        id: EditionId::parse(row.try_get("edition")?).ok_or_else(unreadable)?,
        on: day(row, "on_day")?,
        body: frozen::thaw(&body, &sha256)?,
        sha256,
        pdf_sha256: row.try_get("pdf_sha256")?,
        pdf_size: row.try_get::<i64, _>("pdf_size")?.try_into().map_err(|_| unreadable())?,
    };
    let meeting = MeetingId::parse(row.try_get("meeting")?).ok_or_else(unreadable)?;
    Ok(PublicRow::Minutes(council(row)?, meeting, held.and_then(|day| day.parse().ok()), minutes))
}

fn of_release(row: &AnyRow) -> Result<PublicRow, Fault> {
    let (body, sha256): (String, String) = (row.try_get("body")?, row.try_get("sha256")?);
    let meeting: String = row.try_get("meeting")?;
    let meeting = if meeting.is_empty() { None } else { Some(MeetingId::parse(&meeting).ok_or_else(unreadable)?) };
    let release = PublicRelease {
        id: PublicReleaseId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
        on: day(row, "on_day")?,
        said: frozen::thaw(&body, &sha256)?,
        sha256,
    };
    let kind = ReleaseKind::parse(row.try_get("kind")?).ok_or_else(unreadable)?;
    Ok(PublicRow::Release(council(row)?, meeting, kind, release))
}

fn council(row: &AnyRow) -> Result<CouncilId, Fault> {
    CouncilId::parse(row.try_get("council")?).ok_or_else(unreadable)
}

fn day(row: &AnyRow, column: &str) -> Result<Date, Fault> {
    row.try_get::<String, _>(column)?.parse().map_err(|_| unreadable())
}

fn unreadable() -> Fault {
    Fault::broken("public", "a row that cannot be read")
}
