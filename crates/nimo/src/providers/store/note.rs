//! What the town knows of a provider.

use crate::access::{Action, Facts, Permit};
use crate::editing::store::{fields, json, keep_revision, write_over};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::providers::NoteProvider;
use crate::providers::model::{Intake, NoteForm, SHAPE};
use crate::providers::store::{ProviderFacts, unreadable};
use crate::trail::{self, Line, Nameless};
use sqlx::Row;

/// What is known of the permit's provider, and its version; nothing and 0 before anybody wrote.
pub async fn find<A: Action<On = ProviderFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<(NoteForm, i64), Fault> {
    let row = sqlx::query("select fields, version from provider_note where office = $1 and id = $2")
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_optional(tx.sql())
        .await?;
    let Some(row) = row else { return Ok((NoteForm::default(), 0)) };
    Ok((NoteForm::parse(&fields(&row)?).map_err(|_| unreadable())?, row.try_get("version")?))
}

/// Keeps it over the version that was edited.
///
/// # Errors
/// [`Fault::Lost`] when somebody saved first.
pub async fn set(
    tx: &mut Tx,
    permit: &Permit<NoteProvider>,
    version: i64,
    form: &NoteForm,
    reverted_to: Option<i64>,
) -> Result<(), Fault> {
    let texts = form.texts();
    let id = permit.facts().id();
    if version > 0 {
        write_over(tx, permit, ("provider_note", &SHAPE), (version, &texts, reverted_to)).await?;
    } else {
        let row = sqlx::query(
            "insert into provider_note (office, id, provider, fields, intake, version) values ($1, $2, $3, $4, '', 1)
             on conflict (office, id) do nothing returning version",
        )
        .bind(tx.office().0)
        .bind(id.to_string())
        .bind(id.row())
        .bind(json(&texts)?)
        .fetch_optional(tx.sql())
        .await?;
        row.ok_or(Fault::Lost)?;
        keep_revision(tx, permit, &SHAPE, &id.to_string(), (1, &texts, None)).await?;
    }
    sqlx::query("update provider_note set intake = $3, latitude = $4, longitude = $5 where office = $1 and id = $2")
        .bind(tx.office().0)
        .bind(id.to_string())
        .bind(form.intake.map_or("", Intake::code))
        .bind(form.spot.map(|spot| i64::from(spot.latitude)))
        .bind(form.spot.map(|spot| i64::from(spot.longitude)))
        .execute(tx.sql())
        .await?;
    let verb = if reverted_to.is_some() { "provider.put_back" } else { "provider.noted" };
    let line = Line::<Nameless>::new(verb, SHAPE.kind, permit.facts().id());
    trail::record(tx, permit, line.detail(form.intake.map_or("", Intake::code))).await?;
    Ok(())
}
