//! Which acts want a proposal, from which day on.

use super::{ApprovalRuleFacts, unreadable};
use crate::access::{Action, Facts, Permit};
use crate::council::approval::model::{ApprovalAct, ApprovalRule, ApprovalRuleForm, ApprovalRuleId, RULE};
use crate::council::approval::{AddApprovalRule, EditApprovalRule};
use crate::council::dated::store::Dated;
use crate::council::model::CouncilId;
use crate::editing::shape::{Shape, Texts};
use crate::editing::store::{fields, json, keep_revision};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::trail::{self, Line, Nameless};
use almanac::Date;
use sqlx::Row;
use sqlx::any::AnyRow;

impl Dated for ApprovalRuleForm {
    type Id = ApprovalRuleId;
    type Edit = EditApprovalRule;
    type Plane = Nameless;
    const TABLE: &'static str = "approval_rule";
    const SHAPE: &'static Shape = &RULE;
    const VERBS: [&'static str; 3] = [ADDED, "approval_rule.changed", "approval_rule.put_back"];

    fn begins_on(&self) -> Date {
        self.from_on
    }

    fn texts(&self) -> Texts {
        ApprovalRuleForm::texts(self)
    }

    fn stored(texts: &Texts) -> Option<Self> {
        ApprovalRuleForm::parse(texts).ok()
    }
}

const ADDED: &str = "approval_rule.added";
const COLUMNS: &str = "select id, act, fields, version from approval_rule";

/// The rules of a council that the permit's thing belongs to, newest first.
pub(crate) async fn of_council<A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    council: CouncilId,
) -> Result<Vec<ApprovalRule>, Fault> {
    let sql = format!("{COLUMNS} where office = $1 and council = $2 order by from_on desc, id desc");
    let rows =
        sqlx::query(sqlx::AssertSqlSafe(sql)).bind(tx.office().0).bind(council.to_string()).fetch_all(tx.sql()).await?;
    rows.iter().map(rule).collect()
}

/// The permit's rule.
pub async fn find<A: Action<On = ApprovalRuleFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<ApprovalRule, Fault> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!("{COLUMNS} where office = $1 and id = $2")))
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_one(tx.sql())
        .await?;
    rule(&row)
}

/// Adds a rule for an act of the permit's council.
///
/// # Errors
/// [`Fault::Taken`] when one of this act begins on that day already.
pub async fn add(
    tx: &mut Tx,
    permit: &Permit<AddApprovalRule>,
    act: ApprovalAct,
    form: &ApprovalRuleForm,
) -> Result<ApprovalRuleId, Fault> {
    let id = ApprovalRuleId::fresh();
    let texts = form.texts();
    sqlx::query(
        "insert into approval_rule (office, id, council, act, from_on, fields, version, made_at)
         values ($1, $2, $3, $4, $5, $6, 1, $7)",
    )
    .bind(tx.office().0)
    .bind(id.to_string())
    .bind(permit.facts().spelled())
    .bind(act.code())
    .bind(form.from_on.to_string())
    .bind(json(&texts)?)
    .bind(permit.now().to_string())
    .execute(tx.sql())
    .await?;
    keep_revision(tx, permit, &RULE, &id.to_string(), (1, &texts, None)).await?;
    trail::record(tx, permit, Line::<Nameless>::new(ADDED, RULE.kind, id).detail(act.code())).await?;
    Ok(id)
}

fn rule(row: &AnyRow) -> Result<ApprovalRule, Fault> {
    Ok(ApprovalRule {
        id: ApprovalRuleId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
        act: ApprovalAct::parse(row.try_get("act")?).ok_or_else(unreadable)?,
        form: ApprovalRuleForm::parse(&fields(row)?).map_err(|_| unreadable())?,
        version: row.try_get("version")?,
    })
}
