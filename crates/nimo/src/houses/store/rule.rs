//! Editions of the settings.

use super::{HouseRuleFacts, unreadable};
use crate::access::{Action, Facts, Permit};
use crate::editing::store::{fields, json, keep_revision, write_over};
use crate::houses::model::{HouseRule, HouseRuleForm, HouseRuleId, HouseRules, RULE_SHAPE};
use crate::houses::{AddHouseRule, EditHouseRule};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::trail::{self, Line, Nameless};
use sqlx::Row;
use sqlx::any::AnyRow;

/// The editions of the office, before them the one that ships. They are no secret: whatever one may do to houses, one may read them.
pub async fn list<A: Action>(tx: &mut Tx, _permit: &Permit<A>) -> Result<HouseRules, Fault> {
    let rows = sqlx::query("select id, fields, version from house_rule where office = $1 order by from_on")
        .bind(tx.office().0)
        .fetch_all(tx.sql())
        .await?;
    Ok(HouseRules::of(rows.iter().map(rule).collect::<Result<_, _>>()?))
}

/// The permit's edition.
pub async fn find<A: Action<On = HouseRuleFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<HouseRule, Fault> {
    let row = sqlx::query("select id, fields, version from house_rule where office = $1 and id = $2")
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_one(tx.sql())
        .await?;
    rule(&row)
}

/// Adds an edition.
///
/// # Errors
/// [`Fault::Taken`] when one begins on that day already.
pub async fn add(tx: &mut Tx, permit: &Permit<AddHouseRule>, form: &HouseRuleForm) -> Result<HouseRuleId, Fault> {
    let (id, texts) = (HouseRuleId::fresh(), form.texts());
    sqlx::query(
        "insert into house_rule (office, id, from_on, fields, version, made_at) values ($1, $2, $3, $4, 1, $5)",
    )
    .bind(tx.office().0)
    .bind(id.to_string())
    .bind(form.from_on.to_string())
    .bind(json(&texts)?)
    .bind(permit.now().to_string())
    .execute(tx.sql())
    .await?;
    keep_revision(tx, permit, &RULE_SHAPE, &id.to_string(), (1, &texts, None)).await?;
    trail::record(tx, permit, Line::<Nameless>::new("house_rule.added", RULE_SHAPE.kind, id)).await?;
    Ok(id)
}

/// Changes the permit's edition, if it still has the version that was edited.
///
/// # Errors
/// [`Fault::Lost`] when somebody saved first; [`Fault::Taken`] when another begins on that day.
pub async fn set(
    tx: &mut Tx,
    permit: &Permit<EditHouseRule>,
    version: i64,
    form: &HouseRuleForm,
    reverted_to: Option<i64>,
) -> Result<(), Fault> {
    write_over(tx, permit, ("house_rule", &RULE_SHAPE), (version, &form.texts(), reverted_to)).await?;
    sqlx::query("update house_rule set from_on = $3 where office = $1 and id = $2")
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .bind(form.from_on.to_string())
        .execute(tx.sql())
        .await?;
    let verb = if reverted_to.is_some() { "house_rule.put_back" } else { "house_rule.changed" };
    trail::record(tx, permit, Line::<Nameless>::new(verb, RULE_SHAPE.kind, permit.facts().id())).await?;
    Ok(())
}

fn rule(row: &AnyRow) -> Result<HouseRule, Fault> {
    Ok(HouseRule {
        id: HouseRuleId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
        form: HouseRuleForm::parse(&fields(row)?).map_err(|_| unreadable())?,
        version: row.try_get("version")?,
    })
}
