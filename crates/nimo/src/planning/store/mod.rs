//! The SQL of the quarterly loads.

mod facts;
pub mod kept;

pub use facts::{PlanLoadFacts, PlanQuarterFacts, PlanRuleFacts};

use crate::access::{Action, Permit};
use crate::editing::store::fields;
use crate::planning::model::{LoadForm, PlanLoadId, PlanRuleId, Quarter, QuarterForm, RuleForm};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use almanac::Date;
use sqlx::Row;

fn unreadable() -> Fault {
    Fault::broken("planning", "a row that cannot be read")
}

/// What was answered for a quarter, with the id of each.
pub async fn loads<A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    quarter: Quarter,
) -> Result<Vec<(PlanLoadId, LoadForm)>, Fault> {
    let rows = sqlx::query("select id, fields from plan_load where office = $1 and quarter = $2 order by id")
        .bind(tx.office().0)
        .bind(quarter.to_string())
        .fetch_all(tx.sql())
        .await?;
    let read = |row: &sqlx::any::AnyRow| {
        let id = PlanLoadId::parse(row.try_get("id")?).ok_or_else(unreadable)?;
        Ok((id, LoadForm::parse(&fields(row)?).map_err(|_| unreadable())?))
    };
    rows.iter().map(read).collect()
}

/// The town's own figures of a quarter, if somebody kept them.
pub async fn of_town<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    quarter: Quarter,
) -> Result<Option<QuarterForm>, Fault> {
    kept::at(tx, permit, &quarter.to_string()).await.map(|found| found.map(|(form, _)| form))
}

/// The editions of figures that the town put, each with its day.
pub async fn rules<A: Action>(tx: &mut Tx, _permit: &Permit<A>) -> Result<Vec<(Date, RuleForm)>, Fault> {
    let rows = sqlx::query("select id, fields from plan_rule where office = $1 order by id")
        .bind(tx.office().0)
        .fetch_all(tx.sql())
        .await?;
    let read = |row: &sqlx::any::AnyRow| {
        let PlanRuleId(from) = PlanRuleId::parse(row.try_get("id")?).ok_or_else(unreadable)?;
        Ok((from, RuleForm::parse(&fields(row)?).map_err(|_| unreadable())?))
    };
    rows.iter().map(read).collect()
}
