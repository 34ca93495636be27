//! What was paid: frozen, read, taken back.

use super::{PaySettlementFacts, unreadable};
use crate::access::{Action, Facts, Permit};
use crate::council::meeting::model::MeetingId;
use crate::council::payment::model::{LIST, PaySettlementId, PayTable};
use crate::council::payment::{SettlePay, WithdrawPay};
use crate::council::retention::model::RetentionKind;
use crate::council::retention::store as retention;
use crate::editing::store::set_aside;
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::frozen;
use crate::trail::{self, Line, LineId, Named, Nameless};
use almanac::Date;
use sqlx::Row;
use sqlx::any::AnyRow;

/// A list as it was paid.
pub struct Settled {
    /// The id.
    pub id: PaySettlementId,
    /// 第n回の支払: taken back or not, each has its own.
    pub number: i64,
    /// The day on which it was paid.
    pub on: Date,
    /// All of it.
    pub table: PayTable,
    /// SHA-256 of its body.
    pub sha256: String,
    /// When it was frozen.
    pub at: Moment,
    /// By whom.
    pub by: String,
    /// Why it was taken back, if it was.
    pub withdrawn: Option<String>,
}

const COLUMNS: &str =
    "select s.id, s.number, s.on_day, s.body, s.sha256, s.at, s.by_name, w.reason from pay_settlement s
   left join pay_settlement_withdrawal w on w.office = s.office and w.settlement = s.id";

/// Everything that was paid for a meeting that the permit's thing belongs to, newest first.
///
/// # Errors
/// [`Fault::Disposed`] when it is gone: nothing is paid for such a meeting any more.
pub async fn settled<A: Action>(tx: &mut Tx, permit: &Permit<A>, meeting: MeetingId) -> Result<Vec<Settled>, Fault> {
    stands(tx, permit, meeting).await?;
    let sql = format!("{COLUMNS} where s.office = $1 and s.meeting = $2 order by s.number desc");
    let rows =
        sqlx::query(sqlx::AssertSqlSafe(sql)).bind(tx.office().0).bind(meeting.to_string()).fetch_all(tx.sql()).await?;
    rows.iter().map(paid).collect()
}

async fn stands<A: Action>(tx: &mut Tx, permit: &Permit<A>, meeting: MeetingId) -> Result<(), Fault> {
    let gone = retention::gone(tx, permit, (RetentionKind::Pay, &meeting.to_string())).await?;
    gone.map_or(Ok(()), |day| Err(Fault::Disposed(day)))
}

/// The permit's one.
///
/// # Errors
/// [`Fault::Disposed`] when it is gone.
pub async fn find<A: Action<On = PaySettlementFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Settled, Fault> {
    stands(tx, permit, permit.facts().meeting().id()).await?;
    let row = sqlx::query(sqlx::AssertSqlSafe(format!("{COLUMNS} where s.office = $1 and s.id = $2")))
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_one(tx.sql())
        .await?;
    paid(&row)
}

/// Freezes the list of the permit's meeting as it was paid on this day, with its number and its because: the list, and the proposal that
/// came back, where one was wanted.
///
/// # Errors
/// [`Fault::Taken`] when somebody took the number first.
pub async fn settle(
    tx: &mut Tx,
    permit: &Permit<SettlePay>,
    table: &PayTable,
    on: Date,
    approved: Option<LineId<Nameless>>,
) -> Result<PaySettlementId, Fault> {
    let id = PaySettlementId::fresh();
    let (body, sha256) = frozen::freeze(table)?;
    sqlx::query(
        "insert into pay_settlement (office, id, meeting, number, body, sha256, on_day, at, by_account, by_name)
         values ($1, $2, $3, (select coalesce(max(number), 0) + 1 from pay_settlement where office = $1 and meeting = $3),
           $4, $5, $6, $7, $8, $9)",
    )
    .bind(tx.office().0)
    .bind(id.to_string())
    .bind(permit.facts().spelled())
    .bind(body.as_str())
    .bind(sha256)
    .bind(on.to_string())
    .bind(permit.now().to_string())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    let mut line = Line::<Named>::new("pay.settled", PaySettlementFacts::KIND, id);
    if let Some(cause) = trail::first::<Named>(tx, LIST.kind, &permit.facts().spelled()).await? {
        line = line.because(cause);
    }
    if let Some(approved) = approved {
        line = line.because(approved);
    }
    trail::record(tx, permit, line).await?;
    Ok(id)
}

/// Takes back that the permit's list was paid: it may be edited again. One that was taken back stays as it was.
///
/// # Errors
/// [`Fault::Disposed`] when it is gone.
pub async fn withdraw(tx: &mut Tx, permit: &Permit<WithdrawPay>, reason: &str) -> Result<(), Fault> {
    stands(tx, permit, permit.facts().meeting().id()).await?;
    let is_first =
        set_aside(tx, permit, ("pay_settlement_withdrawal", "settlement"), (&permit.facts().spelled(), reason)).await?;
    if is_first {
        let mut line = Line::<Named>::new("pay.withdrawn", PaySettlementFacts::KIND, permit.facts().id());
        if let Some(cause) = trail::first::<Named>(tx, PaySettlementFacts::KIND, &permit.facts().spelled()).await? {
            line = line.because(cause);
        }
        trail::record(tx, permit, line).await?;
    }
    Ok(())
}

/// What stands for a list on a screen: what is frozen has the same one.
///
/// # Errors
/// None that a list of ours has.
pub fn mark(table: &PayTable) -> Result<String, Fault> {
    frozen::freeze(table).map(|(_, sha256)| sha256)
}

fn paid(row: &AnyRow) -> Result<Settled, Fault> {
    let (body, sha256): (String, String) = (row.try_get("body")?, row.try_get("sha256")?);
    let on: String = row.try_get("on_day")?;
    Ok(Settled {
        id: PaySettlementId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
        number: row.try_get("number")?,
        on: on.parse().map_err(|_| unreadable())?,
        table: frozen::thaw(&body, &sha256)?,
        sha256,
        at: Moment::parse(row.try_get("at")?).ok_or_else(unreadable)?,
        by: row.try_get("by_name")?,
        withdrawn: row.try_get("reason")?,
    })
}
