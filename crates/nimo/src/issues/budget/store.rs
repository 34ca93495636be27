//! The SQL of the deadlines.

use crate::access::{Action, Permit};
use crate::issues::budget::EditDeadlines;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::trail::{self, Line, Nameless};
use almanac::{Date, FiscalYear};
use sqlx::Row;

/// The deadlines that the office has said, oldest 年度 first.
pub async fn known<A: Action>(tx: &mut Tx, _permit: &Permit<A>) -> Result<Vec<(FiscalYear, Date)>, Fault> {
    let rows = sqlx::query("select fiscal_year, closes_on from budget_deadline where office = $1 order by fiscal_year")
        .bind(tx.office().0)
        .fetch_all(tx.sql())
        .await?;
    let unreadable = || Fault::broken("budget", "a row that cannot be read");
    let mut known = vec![];
    for row in &rows {
        let year = i32::try_from(row.try_get::<i64, _>("fiscal_year")?).map_err(|_| unreadable())?;
        let on: &str = row.try_get("closes_on")?;
        known.push((FiscalYear(year), on.parse().map_err(|_| unreadable())?));
    }
    Ok(known)
}

/// Says the deadline of a 年度.
pub async fn set(tx: &mut Tx, permit: &Permit<EditDeadlines>, year: FiscalYear, closes_on: Date) -> Result<(), Fault> {
    sqlx::query(
        "insert into budget_deadline (office, fiscal_year, closes_on) values ($1, $2, $3)
         on conflict (office, fiscal_year) do update set closes_on = excluded.closes_on",
    )
    .bind(tx.office().0)
    .bind(i64::from(year.0))
    .bind(closes_on.to_string())
    .execute(tx.sql())
    .await?;
    let line = Line::<Nameless>::new("budget.set", "BudgetDeadline", year.0).detail(closes_on.to_string());
    trail::record(tx, permit, line).await?;
    Ok(())
}
