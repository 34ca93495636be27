//! How the three forms of this room are kept: each is there before anybody writes, and its first save makes version 1.

use crate::access::{Action, Facts, Permit};
use crate::editing::shape::{Shape, Texts};
use crate::editing::store::{fields, json, keep_revision, write_over};
use crate::planning::model::{LOAD, LoadForm, PlanLoadId, PlanRuleId, QUARTER, Quarter, QuarterForm, RULE, RuleForm};
use crate::planning::store::{PlanLoadFacts, PlanQuarterFacts, PlanRuleFacts, unreadable};
use crate::planning::{AnswerPlanLoad, CountPlanQuarter, EditPlanRule};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::trail::{self, Line, Nameless};
use sqlx::Row;

/// A form with its table: `id`, the day or quarter it is of, `fields` and `version`.
pub trait Kept: Sized {
    /// Its facts.
    type On: Facts;
    /// The act of writing it.
    type Act: Action<On = Self::On>;
    /// The table.
    const TABLE: &'static str;
    /// The column that says of when it is.
    const WHEN: &'static str;
    /// Its fields.
    const SHAPE: &'static Shape;
    /// What the trail says when it was written, and put back.
    const VERBS: [&'static str; 2];

    /// Of when it is.
    fn when(id: <Self::On as Facts>::Id) -> String;
    /// The fields as texts.
    fn texts(&self) -> Texts;
    /// What stored texts say; `None` where nobody could have stored them.
    fn stored(texts: &Texts) -> Option<Self>;
}

impl Kept for LoadForm {
    type On = PlanLoadFacts;
    type Act = AnswerPlanLoad;
    const TABLE: &'static str = "plan_load";
    const WHEN: &'static str = "quarter";
    const SHAPE: &'static Shape = &LOAD;
    const VERBS: [&'static str; 2] = ["plan_load.answered", "plan_load.put_back"];

    fn when(id: PlanLoadId) -> String {
        id.quarter.to_string()
    }

    fn texts(&self) -> Texts {
        LoadForm::texts(self)
    }

    fn stored(texts: &Texts) -> Option<LoadForm> {
        LoadForm::parse(texts).ok()
    }
}

impl Kept for QuarterForm {
    type On = PlanQuarterFacts;
    type Act = CountPlanQuarter;
    const TABLE: &'static str = "plan_quarter";
    const WHEN: &'static str = "first_day";
    const SHAPE: &'static Shape = &QUARTER;
    const VERBS: [&'static str; 2] = ["plan_quarter.counted", "plan_quarter.put_back"];

    fn when(id: Quarter) -> String {
        id.first_day().to_string()
    }

    fn texts(&self) -> Texts {
        QuarterForm::texts(self)
    }

    fn stored(texts: &Texts) -> Option<QuarterForm> {
        QuarterForm::parse(texts).ok()
    }
}

impl Kept for RuleForm {
    type On = PlanRuleFacts;
    type Act = EditPlanRule;
    const TABLE: &'static str = "plan_rule";
    const WHEN: &'static str = "from_on";
    const SHAPE: &'static Shape = &RULE;
    const VERBS: [&'static str; 2] = ["plan_rule.put", "plan_rule.put_back"];

    fn when(PlanRuleId(from): PlanRuleId) -> String {
        from.to_string()
    }

    fn texts(&self) -> Texts {
        RuleForm::texts(self)
    }

    fn stored(texts: &Texts) -> Option<RuleForm> {
        RuleForm::parse(texts).ok()
    }
}

/// What is kept under an id, and its version.
pub(super) async fn at<F: Kept, A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    id: &str,
) -> Result<Option<(F, i64)>, Fault> {
    let table = F::TABLE;
    let sql = format!("select fields, version from {table} where office = $1 and id = $2");
    let row = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(tx.office().0).bind(id).fetch_optional(tx.sql()).await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some((F::stored(&fields(&row)?).ok_or_else(unreadable)?, row.try_get("version")?)))
}

/// What is kept of the permit's thing, and its version; `None` before anybody wrote.
pub async fn find<F: Kept, A: Action<On = F::On>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Option<(F, i64)>, Fault> {
    at(tx, permit, &permit.facts().spelled()).await
}

/// Keeps it over the version that was edited.
///
/// # Errors
/// [`Fault::Lost`] when somebody saved first.
pub async fn set<F: Kept>(
    tx: &mut Tx,
    permit: &Permit<F::Act>,
    version: i64,
    form: &F,
    reverted_to: Option<i64>,
) -> Result<(), Fault> {
    let (texts, id) = (form.texts(), permit.facts().spelled());
    if version > 0 {
        write_over(tx, permit, (F::TABLE, F::SHAPE), (version, &texts, reverted_to)).await?;
    } else {
        let (table, when) = (F::TABLE, F::WHEN);
        let sql = format!(
            "insert into {table} (office, id, {when}, fields, version) values ($1, $2, $3, $4, 1)
             on conflict (office, id) do nothing returning version"
        );
        let row = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(tx.office().0)
            .bind(&id)
            .bind(F::when(permit.facts().id()))
            .bind(json(&texts)?)
            .fetch_optional(tx.sql())
            .await?;
        row.ok_or(Fault::Lost)?;
        keep_revision(tx, permit, F::SHAPE, &id, (1, &texts, None)).await?;
    }
    let [written, put_back] = F::VERBS;
    let verb = if reverted_to.is_some() { put_back } else { written };
    trail::record(tx, permit, Line::<Nameless>::new(verb, F::SHAPE.kind, id)).await?;
    Ok(())
}
