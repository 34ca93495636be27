//! Editions of what a council pays.

use super::{PayScaleFacts, unreadable};
use crate::access::{Action, Facts, Permit};
use crate::council::model::CouncilId;
use crate::council::payment::model::{PayScaleForm, PayScaleId, SCALE};
use crate::council::payment::{AddPayScale, EditPayScale};
use crate::council::store::CouncilFacts;
use crate::editing::store::{fields, json, keep_revision, write_over};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::trail::{self, Line, Named};
use sqlx::Row;
use sqlx::any::AnyRow;

/// An edition as it is kept.
pub struct PayScale {
    /// The id.
    pub id: PayScaleId,
    /// What it says.
    pub form: PayScaleForm,
    /// The version of the row.
    pub version: i64,
}

const COLUMNS: &str = "select id, fields, version from pay_scale";

/// The editions of the permit's council, newest first.
pub async fn list<A: Action<On = CouncilFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<PayScale>, Fault> {
    of_council(tx, permit, permit.facts().id()).await
}

/// The editions of a council that the permit's thing belongs to, newest first.
pub(crate) async fn of_council<A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    council: CouncilId,
) -> Result<Vec<PayScale>, Fault> {
    let sql = format!("{COLUMNS} where office = $1 and council = $2 order by from_on desc");
    let rows =
        sqlx::query(sqlx::AssertSqlSafe(sql)).bind(tx.office().0).bind(council.to_string()).fetch_all(tx.sql()).await?;
    rows.iter().map(scale).collect()
}

/// The permit's edition.
pub async fn find<A: Action<On = PayScaleFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<PayScale, Fault> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!("{COLUMNS} where office = $1 and id = $2")))
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_one(tx.sql())
        .await?;
    scale(&row)
}

/// Adds an edition to the permit's council.
///
/// # Errors
/// [`Fault::Taken`] when one begins on that day already.
pub async fn add(tx: &mut Tx, permit: &Permit<AddPayScale>, form: &PayScaleForm) -> Result<PayScaleId, Fault> {
    let id = PayScaleId::fresh();
    let texts = form.texts();
    sqlx::query(
        "insert into pay_scale (office, id, council, from_on, fields, version, made_at) values ($1, $2, $3, $4, $5, 1, $6)",
    )
    .bind(tx.office().0)
    .bind(id.to_string())
    .bind(permit.facts().spelled())
    .bind(form.from_on.to_string())
    .bind(json(&texts)?)
    .bind(permit.now().to_string())
    .execute(tx.sql())
    .await?;
    keep_revision(tx, permit, &SCALE, &id.to_string(), (1, &texts, None)).await?;
    trail::record(tx, permit, Line::<Named>::new("pay_scale.added", SCALE.kind, id)).await?;
    Ok(id)
}

/// Changes the permit's edition, if it still has the version that was edited.
///
/// # Errors
/// [`Fault::Lost`] when somebody saved first; [`Fault::Taken`] when another begins on that day.
pub async fn set(
    tx: &mut Tx,
    permit: &Permit<EditPayScale>,
    version: i64,
    form: &PayScaleForm,
    reverted_to: Option<i64>,
) -> Result<(), Fault> {
    write_over(tx, permit, ("pay_scale", &SCALE), (version, &form.texts(), reverted_to)).await?;
    sqlx::query("update pay_scale set from_on = $3 where office = $1 and id = $2")
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .bind(form.from_on.to_string())
        .execute(tx.sql())
        .await?;
    let verb = if reverted_to.is_some() { "pay_scale.put_back" } else { "pay_scale.changed" };
    trail::record(tx, permit, Line::<Named>::new(verb, SCALE.kind, permit.facts().id())).await?;
    Ok(())
}

fn scale(row: &AnyRow) -> Result<PayScale, Fault> {
    Ok(PayScale {
        id: PayScaleId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
        form: PayScaleForm::stored(&fields(row)?).map_err(|_| unreadable())?,
        version: row.try_get("version")?,
    })
}
