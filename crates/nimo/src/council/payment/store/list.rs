//! The list of a meeting. Its id is the meeting's.

use super::{PayListFacts, unreadable};
use crate::access::{Action, Facts, Permit};
use crate::council::meeting::model::MeetingId;
use crate::council::payment::EditPay;
use crate::council::payment::model::{LIST, PayListForm};
use crate::council::retention::model::RetentionKind;
use crate::council::retention::store as retention;
use crate::editing::store::{fields, json, keep_revision, write_over};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::trail::{self, Line, Named};
use sqlx::Row;

/// A list as it is kept.
pub struct PayList {
    /// What it holds.
    pub form: PayListForm,
    /// The version of the row.
    pub version: i64,
}

/// The permit's list.
///
/// # Errors
/// [`Fault::Missing`] before it was begun, [`Fault::Disposed`] when it is gone.
pub async fn find<A: Action<On = PayListFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<PayList, Fault> {
    let what = (RetentionKind::Pay, permit.facts().spelled());
    if let Some(day) = retention::gone(tx, permit, (what.0, &what.1)).await? {
        return Err(Fault::Disposed(day));
    }
    of_meeting(tx, permit, permit.facts().id()).await?.ok_or(Fault::Missing)
}

/// The list of a meeting that the permit's thing belongs to; none before it was begun, and none after it was disposed of.
pub async fn of_meeting<A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    meeting: MeetingId,
) -> Result<Option<PayList>, Fault> {
    let row = sqlx::query("select fields, version from pay_list where office = $1 and id = $2 and fields <> ''")
        .bind(tx.office().0)
        .bind(meeting.to_string())
        .fetch_optional(tx.sql())
        .await?;
    row.map(|row| {
        let form = PayListForm::stored(&fields(&row)?).map_err(|_| unreadable())?;
        Ok(PayList { form, version: row.try_get("version")? })
    })
    .transpose()
}

/// Begins the permit's list.
///
/// # Errors
/// [`Fault::Taken`] when somebody began it first.
pub async fn begin(tx: &mut Tx, permit: &Permit<EditPay>, form: &PayListForm) -> Result<(), Fault> {
    let texts = form.texts();
    sqlx::query("insert into pay_list (office, id, fields, version, made_at) values ($1, $2, $3, 1, $4)")
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .bind(json(&texts)?)
        .bind(permit.now().to_string())
        .execute(tx.sql())
        .await?;
    keep_revision(tx, permit, &LIST, &permit.facts().spelled(), (1, &texts, None)).await?;
    trail::record(tx, permit, Line::<Named>::new("pay.begun", LIST.kind, permit.facts().id())).await?;
    Ok(())
}

/// Changes the permit's list, if it still has the version that was edited.
///
/// # Errors
/// [`Fault::Lost`] when somebody saved first.
pub async fn set(
    tx: &mut Tx,
    permit: &Permit<EditPay>,
    version: i64,
    form: &PayListForm,
    reverted_to: Option<i64>,
) -> Result<(), Fault> {
    write_over(tx, permit, ("pay_list", &LIST), (version, &form.texts(), reverted_to)).await?;
    let thing = permit.facts().spelled();
    let verb = if reverted_to.is_some() { "pay.put_back" } else { "pay.changed" };
    let mut line = Line::<Named>::new(verb, LIST.kind, permit.facts().id());
    if let Some(cause) = trail::first::<Named>(tx, LIST.kind, &thing).await? {
        line = line.because(cause);
    }
    trail::record(tx, permit, line).await?;
    Ok(())
}
