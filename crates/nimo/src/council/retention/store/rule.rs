//! Rules of how long a council keeps what.

use super::{RetentionRuleFacts, unreadable};
use crate::access::{Action, Facts, Permit};
use crate::council::retention::model::{RetentionRule, RetentionRuleForm, RetentionRuleId, SHAPE};
use crate::council::retention::{AddRetentionRule, EditRetentionRule};
use crate::council::store::CouncilFacts;
use crate::editing::store::{fields, json, keep_revision, write_over};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::trail::{self, Line, Nameless};
use sqlx::Row;
use sqlx::any::AnyRow;

const COLUMNS: &str = "select id, fields, version from retention_rule";

/// The rules of the permit's council, newest first.
pub async fn list<A: Action<On = CouncilFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<RetentionRule>, Fault> {
    let sql = format!("{COLUMNS} where office = $1 and council = $2 order by from_on desc");
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_all(tx.sql())
        .await?;
    rows.iter().map(rule).collect()
}

/// The permit's rule.
pub async fn find<A: Action<On = RetentionRuleFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<RetentionRule, Fault> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!("{COLUMNS} where office = $1 and id = $2")))
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_one(tx.sql())
        .await?;
    rule(&row)
}

/// Adds a rule to the permit's council.
///
/// # Errors
/// [`Fault::Taken`] when one begins on that day already.
pub async fn add(
    tx: &mut Tx,
    permit: &Permit<AddRetentionRule>,
    form: &RetentionRuleForm,
) -> Result<RetentionRuleId, Fault> {
    let id = RetentionRuleId::fresh();
    let texts = form.texts();
    sqlx::query(
        "insert into retention_rule (office, id, council, from_on, fields, version, made_at) values ($1, $2, $3, $4, $5, 1, $6)",
    )
    .bind(tx.office().0)
    .bind(id.to_string())
    .bind(permit.facts().spelled())
    .bind(form.from_on.to_string())
    .bind(json(&texts)?)
    .bind(permit.now().to_string())
    .execute(tx.sql())
    .await?;
    keep_revision(tx, permit, &SHAPE, &id.to_string(), (1, &texts, None)).await?;
    trail::record(tx, permit, Line::<Nameless>::new("retention_rule.added", SHAPE.kind, id)).await?;
    Ok(id)
}

/// Changes the permit's rule, if it still has the version that was edited.
///
/// # Errors
/// [`Fault::Lost`] when somebody saved first; [`Fault::Taken`] when another begins on that day.
pub async fn set(
    tx: &mut Tx,
    permit: &Permit<EditRetentionRule>,
    version: i64,
    form: &RetentionRuleForm,
    reverted_to: Option<i64>,
) -> Result<(), Fault> {
    write_over(tx, permit, ("retention_rule", &SHAPE), (version, &form.texts(), reverted_to)).await?;
    sqlx::query("update retention_rule set from_on = $3 where office = $1 and id = $2")
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .bind(form.from_on.to_string())
        .execute(tx.sql())
        .await?;
    let verb = if reverted_to.is_some() { "retention_rule.put_back" } else { "retention_rule.changed" };
    trail::record(tx, permit, Line::<Nameless>::new(verb, SHAPE.kind, permit.facts().id())).await?;
    Ok(())
}

fn rule(row: &AnyRow) -> Result<RetentionRule, Fault> {
    Ok(RetentionRule {
        id: RetentionRuleId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
        form: RetentionRuleForm::parse(&fields(row)?).map_err(|_| unreadable())?,
        version: row.try_get("version")?,
    })
}
