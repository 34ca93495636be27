//! The SQL of the thresholds. They only grow.

use crate::access::{Action, Permit};
use crate::goals::masking::SetMasking;
use crate::goals::masking::model::{MaskingThreshold, ThresholdForm};
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::gather::{Row, gather};
use crate::trail::{self, Line, Nameless};

/// The thresholds that the office has said, in the order in which they were said.
pub async fn known<A: Action>(tx: &mut Tx, _permit: &Permit<A>) -> Result<Vec<MaskingThreshold>, Fault> {
    let names = ["from_on", "threshold", "reason", "at", "by_name"];
    let select = "select t.* from masking_threshold t where t.office = $1 order by t.id";
    let threshold = |row: &Row<'_>| {
        Ok(MaskingThreshold {
            from_on: row.of("from_on", |text| text.parse().ok())?,
            number: row.number("threshold")?,
            reason: row.text("reason")?.to_string(),
            at: row.of("at", Moment::parse)?,
            by: row.text("by_name")?.to_string(),
        })
    };
    gather(tx, &names, select, &[]).await?.read(threshold)
}

/// Says a threshold.
pub async fn set(tx: &mut Tx, permit: &Permit<SetMasking>, form: &ThresholdForm) -> Result<(), Fault> {
    sqlx::query(
        "insert into masking_threshold (office, id, from_on, threshold, reason, at, by_account, by_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(tx.office().0)
    .bind(uuid::Uuid::now_v7().to_string())
    .bind(form.from_on.to_string())
    .bind(form.number)
    .bind(form.reason.as_str())
    .bind(permit.now().to_string())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    let line = Line::<Nameless>::new("masking.set", "MaskingThreshold", form.from_on).detail(form.number.to_string());
    trail::record(tx, permit, line).await?;
    Ok(())
}
