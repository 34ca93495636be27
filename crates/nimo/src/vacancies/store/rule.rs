//! For how long a notice is believed: the editions of the town's rule.

use crate::access::{Action, Permit};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::trail::{self, Line, Nameless};
use crate::vacancies::SetVacancyRule;
use crate::vacancies::model::{VacancyRule, VacancyRuleId};
use crate::vacancies::store::unreadable;
use sqlx::Row;

/// The editions, the newest first.
pub async fn all<A: Action>(tx: &mut Tx, _permit: &Permit<A>) -> Result<Vec<VacancyRule>, Fault> {
    let rows = sqlx::query("select from_on, days, source from vacancy_rule where office = $1 order by from_on desc")
        .bind(tx.office().0)
        .fetch_all(tx.sql())
        .await?;
    let rule = |row: &sqlx::any::AnyRow| {
        let from_on = row.try_get::<&str, _>("from_on")?.parse().map_err(|_| unreadable())?;
        Ok(VacancyRule { from_on, days: row.try_get("days")?, source: row.try_get("source")? })
    };
    rows.iter().map(rule).collect()
}

/// Adds an edition.
///
/// # Errors
/// [`Fault::Taken`] when one begins on that day already.
pub async fn add(tx: &mut Tx, permit: &Permit<SetVacancyRule>, rule: &VacancyRule) -> Result<(), Fault> {
    let id = VacancyRuleId::fresh();
    sqlx::query(
        "insert into vacancy_rule (office, id, from_on, days, source, made_at, by_name) values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(tx.office().0)
    .bind(id.to_string())
    .bind(rule.from_on.to_string())
    .bind(rule.days)
    .bind(rule.source.as_str())
    .bind(permit.now().to_string())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    let line = Line::<Nameless>::new("vacancy_rule.added", "VacancyRule", id).detail(rule.days.to_string());
    trail::record(tx, permit, line).await?;
    Ok(())
}
