//! What was asked to be put right.

use super::{CorrectionFacts, unreadable};
use crate::access::{Action, Facts, Permit};
use crate::council::edition::model::{CORRECTION, CorrectionForm, CorrectionId};
use crate::council::edition::{EditConfirmation, EditCorrection};
use crate::council::meeting::model::MeetingId;
use crate::council::meeting::store::MeetingFacts;
use crate::editing::store::{fields, json, keep_revision, set_aside, write_over};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::trail::{self, Line, Nameless};
use sqlx::Row;
use sqlx::any::AnyRow;

/// A correction as it is kept.
pub struct Correction {
    /// The id.
    pub id: CorrectionId,
    /// What its form holds.
    pub form: CorrectionForm,
    /// The version of the row.
    pub version: i64,
}

const COLUMNS: &str = "select c.id, c.fields, c.version from correction c";

/// The corrections of a meeting that the permit's thing belongs to, in the order in which they were written down; none that was taken back.
pub async fn corrections<A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    meeting: MeetingId,
) -> Result<Vec<Correction>, Fault> {
    let sql = format!(
        "{COLUMNS} where c.office = $1 and c.meeting = $2 and not exists
           (select 1 from correction_withdrawal w where w.office = c.office and w.correction = c.id)
         order by c.made_at, c.id"
    );
    let rows =
        sqlx::query(sqlx::AssertSqlSafe(sql)).bind(tx.office().0).bind(meeting.to_string()).fetch_all(tx.sql()).await?;
    rows.iter().map(correction).collect()
}

/// The permit's correction.
pub async fn find_correction<A: Action<On = CorrectionFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
) -> Result<Correction, Fault> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!("{COLUMNS} where c.office = $1 and c.id = $2")))
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_one(tx.sql())
        .await?;
    correction(&row)
}

/// Writes a correction down that came in the permit's window.
pub async fn add(tx: &mut Tx, permit: &Permit<EditConfirmation>, form: &CorrectionForm) -> Result<CorrectionId, Fault> {
    let id = CorrectionId::fresh();
    let texts = form.texts();
    sqlx::query(
        "insert into correction (office, id, meeting, confirmation, fields, version, made_at)
         values ($1, $2, $3, $4, $5, 1, $6)",
    )
    .bind(tx.office().0)
    .bind(id.to_string())
    .bind(permit.facts().meeting().spelled())
    .bind(permit.facts().spelled())
    .bind(json(&texts)?)
    .bind(permit.now().to_string())
    .execute(tx.sql())
    .await?;
    keep_revision(tx, permit, &CORRECTION, &id.to_string(), (1, &texts, None)).await?;
    tell(tx, permit, "correction.came", permit.facts().meeting().id(), id).await?;
    Ok(id)
}

/// Changes the permit's correction, if it still has the version that was edited.
///
/// # Errors
/// [`Fault::Lost`] when somebody saved first.
pub async fn set_correction(
    tx: &mut Tx,
    permit: &Permit<EditCorrection>,
    version: i64,
    form: &CorrectionForm,
    reverted_to: Option<i64>,
) -> Result<(), Fault> {
    write_over(tx, permit, ("correction", &CORRECTION), (version, &form.texts(), reverted_to)).await?;
    let verb = if form.verdict.is_some() { "correction.answered" } else { "correction.changed" };
    tell(tx, permit, verb, permit.facts().meeting().id(), permit.facts().id()).await
}

/// Takes the permit's correction back: it was written down by mistake.
pub async fn withdraw_correction(tx: &mut Tx, permit: &Permit<EditCorrection>, reason: &str) -> Result<(), Fault> {
    if !set_aside(tx, permit, ("correction_withdrawal", "correction"), (&permit.facts().spelled(), reason)).await? {
        return Err(Fault::Taken);
    }
    tell(tx, permit, "correction.withdrawn", permit.facts().meeting().id(), permit.facts().id()).await
}

/// Who asked stands in no line: only which correction.
async fn tell<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    verb: &'static str,
    meeting: MeetingId,
    correction: CorrectionId,
) -> Result<(), Fault> {
    let line = Line::<Nameless>::new(verb, MeetingFacts::KIND, meeting).detail(correction.to_string());
    trail::record(tx, permit, line).await?;
    Ok(())
}

fn correction(row: &AnyRow) -> Result<Correction, Fault> {
    Ok(Correction {
        id: CorrectionId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
        form: CorrectionForm::parse(&fields(row)?).map_err(|_| unreadable())?,
        version: row.try_get("version")?,
    })
}
