//! Disposals: the act, its register, and each room told to empty what is in it.

use super::{named, unreadable};
use crate::access::{Action, Facts, Permit};
use crate::council::appointment::store as appointments;
use crate::council::approval::model::ReturnForm;
use crate::council::approval::store as approvals;
use crate::council::edition::store as editions;
use crate::council::handout::store as handouts;
use crate::council::payment::store as payments;
use crate::council::retention::DisposeRetained;
use crate::council::retention::model::{Disposal, DisposalId, DisposalLine, Retained, RetentionKind};
use crate::council::retention::rules::Shelf;
use crate::council::store::CouncilFacts;
use crate::packet::dispatch::store as dispatches;
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::trail::{self, Line, Nameless};
use almanac::{Date, FiscalYear};
use sqlx::Row;
use sqlx::any::AnyRow;

/// Disposes of what is due of a shelf that is kept until a day by a rule with this basis: first its lines in the register, then the content.
///
/// # Errors
/// [`Fault::Taken`] when somebody disposed of one of them in this very moment.
pub async fn dispose(
    tx: &mut Tx,
    permit: &Permit<DisposeRetained>,
    shelf: &Shelf,
    (until, basis): (Date, &str),
    approved: &ReturnForm,
) -> Result<(), Fault> {
    let things: Vec<&Retained> = shelf.due().collect();
    let id = register(tx, permit, shelf, (until, basis), approved).await?;
    let names = named(tx, permit, things.iter().copied()).await?;
    for (thing, name) in things.iter().zip(&names) {
        line(tx, permit, id, thing, name).await?;
    }
    for thing in &things {
        match thing.kind {
            RetentionKind::Minutes => editions::empty(tx, permit, &thing.thing).await?,
            RetentionKind::Handout => handouts::empty(tx, permit, thing).await?,
            RetentionKind::Dispatch => dispatches::empty(tx, permit, &thing.thing).await?,
            RetentionKind::Letter => appointments::empty(tx, permit, &thing.thing).await?,
            RetentionKind::Pay => payments::empty(tx, permit, &thing.thing).await?,
            RetentionKind::Approval => approvals::empty(tx, permit, &thing.thing).await?,
        }
    }
    let detail = format!("{} {} {}", shelf.kind.code(), shelf.year.0, things.len());
    let mut line = Line::<Nameless>::new("retention.disposed", "Disposal", id).detail(detail);
    if let Some(cause) = trail::first::<Nameless>(tx, CouncilFacts::KIND, &permit.facts().spelled()).await? {
        line = line.because(cause);
    }
    trail::record(tx, permit, line).await?;
    Ok(())
}

async fn register(
    tx: &mut Tx,
    permit: &Permit<DisposeRetained>,
    shelf: &Shelf,
    (until, basis): (Date, &str),
    approved: &ReturnForm,
) -> Result<DisposalId, Fault> {
    let id = DisposalId::fresh();
    sqlx::query(
        "insert into disposal (office, id, council, kind, fiscal_year, number, decided_on, kept_until, basis, at, by_account,
           by_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(tx.office().0)
    .bind(id.to_string())
    .bind(permit.facts().spelled())
    .bind(shelf.kind.code())
    .bind(i64::from(shelf.year.0))
    .bind(approved.number.as_str())
    .bind(approved.decided_on.to_string())
    .bind(until.to_string())
    .bind(basis)
    .bind(permit.now().to_string())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    Ok(id)
}

async fn line(
    tx: &mut Tx,
    _permit: &Permit<DisposeRetained>,
    id: DisposalId,
    thing: &Retained,
    name: &str,
) -> Result<(), Fault> {
    sqlx::query(
        "insert into disposal_line (office, kind, thing, disposal, meeting, title, done_on, sha256)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(tx.office().0)
    .bind(thing.kind.code())
    .bind(thing.thing.as_str())
    .bind(id.to_string())
    .bind(thing.meeting.map_or_else(String::new, |meeting| meeting.to_string()))
    .bind(name)
    .bind(thing.done_on.to_string())
    .bind(thing.sha256.as_str())
    .execute(tx.sql())
    .await?;
    Ok(())
}

/// Every disposal of the permit's council, the newest first.
pub async fn disposals<A: Action<On = CouncilFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<Disposal>, Fault> {
    let rows = sqlx::query(
        "select d.id, d.kind, d.fiscal_year, d.number, d.decided_on, d.kept_until, d.at, d.by_name,
           (select count(*) from disposal_line l where l.office = d.office and l.disposal = d.id) as things
         from disposal d where d.office = $1 and d.council = $2 order by d.id desc",
    )
    .bind(tx.office().0)
    .bind(permit.facts().spelled())
    .fetch_all(tx.sql())
    .await?;
    rows.iter().map(disposal).collect()
}

/// What the permit's council disposed of, of one kind and one 年度, as it was done.
pub async fn lines<A: Action<On = CouncilFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
    (kind, year): (RetentionKind, FiscalYear),
) -> Result<Vec<DisposalLine>, Fault> {
    let rows = sqlx::query(
        "select l.disposal, l.title, l.done_on, l.sha256 from disposal_line l
         join disposal d on d.office = l.office and d.id = l.disposal
         where d.office = $1 and d.council = $2 and d.kind = $3 and d.fiscal_year = $4 order by d.id, l.done_on, l.thing",
    )
    .bind(tx.office().0)
    .bind(permit.facts().spelled())
    .bind(kind.code())
    .bind(i64::from(year.0))
    .fetch_all(tx.sql())
    .await?;
    let line = |row: &AnyRow| {
        Ok(DisposalLine {
            disposal: DisposalId::parse(row.try_get("disposal")?).ok_or_else(unreadable)?,
            title: row.try_get("title")?,
            done_on: day(row, "done_on")?,
            sha256: row.try_get("sha256")?,
        })
    };
    rows.iter().map(line).collect()
}

fn disposal(row: &AnyRow) -> Result<Disposal, Fault> {
    let year: i64 = row.try_get("fiscal_year")?;
    Ok(Disposal {
        id: DisposalId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
        kind: RetentionKind::parse(row.try_get("kind")?).ok_or_else(unreadable)?,
        year: FiscalYear(i32::try_from(year).map_err(|_| unreadable())?),
        number: row.try_get("number")?,
        decided_on: day(row, "decided_on")?,
        kept_until: day(row, "kept_until")?,
        at: Moment::parse(row.try_get("at")?).ok_or_else(unreadable)?,
        by: row.try_get("by_name")?,
        count: row.try_get("things")?,
    })
}

fn day(row: &AnyRow, column: &str) -> Result<Date, Fault> {
    let text: &str = row.try_get(column)?;
    text.parse().map_err(|_| unreadable())
}
