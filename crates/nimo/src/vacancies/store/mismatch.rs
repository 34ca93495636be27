//! Why people and homes did not meet. What was kept stays; what was taken back does not count.

use crate::access::{Action, Facts, Permit};
use crate::editing::store::set_aside;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::trail::{self, Line, Nameless};
use crate::vacancies::model::{HomeId, Mismatch, MismatchForm, MismatchId, Reason};
use crate::vacancies::store::{HomeFacts, MismatchFacts, because, unreadable};
use crate::vacancies::{ListMismatches, RecordMismatch, WithdrawMismatch};
use almanac::Date;
use sqlx::Row;
use sqlx::any::AnyRow;

const COLUMNS: &str = "select m.id, m.home, m.on_day, m.reasons, m.is_about_somebody, m.asked_by, m.note, m.by_name,
    case when w.mismatch is null then 0 else 1 end as withdrawn
  from mismatch m left join mismatch_withdrawal w on w.office = m.office and w.mismatch = m.id";

/// Those of the days from `from` to `until`, the newest first.
pub async fn list(
    tx: &mut Tx,
    _permit: &Permit<ListMismatches>,
    (from, until): (Date, Date),
) -> Result<Vec<Mismatch>, Fault> {
    let sql = format!(
        "{COLUMNS} where m.office = $1 and m.on_day >= $2 and m.on_day <= $3 order by m.on_day desc, m.id desc"
    );
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(tx.office().0)
        .bind(from.to_string())
        .bind(until.to_string())
        .fetch_all(tx.sql())
        .await?;
    rows.iter().map(mismatch).collect()
}

/// Those of the permit's home, the newest first.
pub async fn of_home<A: Action<On = HomeFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<Mismatch>, Fault> {
    let sql = format!("{COLUMNS} where m.office = $1 and m.home = $2 order by m.on_day desc, m.id desc");
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_all(tx.sql())
        .await?;
    rows.iter().map(mismatch).collect()
}

/// Keeps one of the permit's home.
pub async fn record(tx: &mut Tx, permit: &Permit<RecordMismatch>, form: &MismatchForm) -> Result<MismatchId, Fault> {
    let id = MismatchId::fresh();
    sqlx::query(
        "insert into mismatch (office, id, home, on_day, reasons, is_about_somebody, asked_by, note, made_at, by_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(tx.office().0)
    .bind(id.to_string())
    .bind(permit.facts().spelled())
    .bind(form.on.to_string())
    .bind(form.codes())
    .bind(i64::from(form.is_about_somebody))
    .bind(form.asked_by.as_str())
    .bind(form.note.as_str())
    .bind(permit.now().to_string())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    let mut line = Line::<Nameless>::new("mismatch.recorded", MismatchFacts::KIND, id).detail(form.codes());
    if let Some(cause) = because(tx, permit.facts().id()).await? {
        line = line.because(cause);
    }
    trail::record(tx, permit, line).await?;
    Ok(id)
}

/// Takes the permit's record back.
pub async fn withdraw(tx: &mut Tx, permit: &Permit<WithdrawMismatch>, reason: &str) -> Result<(), Fault> {
    let id = permit.facts().id();
    if set_aside(tx, permit, ("mismatch_withdrawal", "mismatch"), (&id.to_string(), reason)).await? {
        let mut line = Line::<Nameless>::new("mismatch.withdrawn", MismatchFacts::KIND, id);
        if let Some(cause) = trail::first::<Nameless>(tx, MismatchFacts::KIND, &id.to_string()).await? {
            line = line.because(cause);
        }
        trail::record(tx, permit, line).await?;
    }
    Ok(())
}

fn mismatch(row: &AnyRow) -> Result<Mismatch, Fault> {
    let codes: &str = row.try_get("reasons")?;
    let reasons: Option<Vec<Reason>> = codes.split(' ').map(Reason::parse).collect();
    let form = MismatchForm {
        on: row.try_get::<&str, _>("on_day")?.parse().map_err(|_| unreadable())?,
        reasons: reasons.ok_or_else(unreadable)?,
        is_about_somebody: row.try_get::<i64, _>("is_about_somebody")? == 1,
        asked_by: row.try_get("asked_by")?,
        note: row.try_get("note")?,
    };
    Ok(Mismatch {
        id: MismatchId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
        home: HomeId::parse(row.try_get("home")?).ok_or_else(unreadable)?,
        form,
        by: row.try_get("by_name")?,
        is_withdrawn: row.try_get::<i64, _>("withdrawn")? == 1,
    })
}
