//! Homes.

use crate::access::{Action, Facts, Permit};
use crate::editing::store::{fields, json, keep_revision, write_over};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::providers::model::ProviderId;
use crate::trail::{self, Line, Nameless};
use crate::vacancies::model::{HOME, HomeForm, HomeId};
use crate::vacancies::store::{HomeFacts, SeesHomes, unreadable};
use crate::vacancies::{AddHome, EditHome};
use sqlx::Row;
use sqlx::any::AnyRow;
use std::collections::BTreeSet;
use wamnet::OfficeNumber;

/// A home, as it is kept.
#[derive(Debug, Clone)]
pub struct Home {
    /// The id.
    pub id: HomeId,
    /// Whose it is.
    pub provider: ProviderId,
    /// What its form holds.
    pub form: HomeForm,
    /// The version of the row.
    pub version: i64,
}

const COLUMNS: &str = "select h.id, h.provider, h.number, h.fields, h.version from home h";

/// The homes that the permit lets see, in the order in which they came.
pub async fn list<A: SeesHomes>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<Home>, Fault> {
    let rows = sqlx::query(sqlx::AssertSqlSafe(format!("{COLUMNS} where h.office = $1 order by h.number, h.id")))
        .bind(tx.office().0)
        .fetch_all(tx.sql())
        .await?;
    let own: BTreeSet<OfficeNumber> =
        permit.actor().signed_in().map(|person| person.providers.clone()).unwrap_or_default();
    let is_seen = |home: &Home| !A::IS_OWN || home.provider.number().is_some_and(|number| own.contains(&number));
    let homes = rows.iter().map(home).collect::<Result<Vec<_>, Fault>>()?;
    Ok(homes.into_iter().filter(is_seen).collect())
}

/// The permit's home.
pub async fn find<A: Action<On = HomeFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Home, Fault> {
    of_room(tx, permit, permit.facts().id()).await
}

/// The home of the permit's thing.
pub async fn of_room<A: Action>(tx: &mut Tx, _permit: &Permit<A>, id: HomeId) -> Result<Home, Fault> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!("{COLUMNS} where h.office = $1 and h.id = $2")))
        .bind(tx.office().0)
        .bind(id.to_string())
        .fetch_one(tx.sql())
        .await?;
    home(&row)
}

/// Adds a home to the permit's provider.
///
/// # Errors
/// [`Fault::Missing`] where the provider has no number by which its people could be told from others.
pub async fn add(tx: &mut Tx, permit: &Permit<AddHome>, form: &HomeForm) -> Result<HomeId, Fault> {
    let (id, provider, texts) = (HomeId::fresh(), permit.facts().id(), form.texts());
    let number = provider.number().ok_or(Fault::Missing)?;
    sqlx::query(
        "insert into home (office, id, provider, number, fields, version, made_at, by_name)
         values ($1, $2, $3, $4, $5, 1, $6, $7)",
    )
    .bind(tx.office().0)
    .bind(id.to_string())
    .bind(provider.to_string())
    .bind(number.to_string())
    .bind(json(&texts)?)
    .bind(permit.now().to_string())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    keep_revision(tx, permit, &HOME, &id.to_string(), (1, &texts, None)).await?;
    trail::record(tx, permit, Line::<Nameless>::new("home.added", HOME.kind, id)).await?;
    Ok(id)
}

/// Changes the permit's home.
///
/// # Errors
/// [`Fault::Lost`] when somebody saved first.
pub async fn set(
    tx: &mut Tx,
    permit: &Permit<EditHome>,
    version: i64,
    form: &HomeForm,
    reverted_to: Option<i64>,
) -> Result<(), Fault> {
    write_over(tx, permit, ("home", &HOME), (version, &form.texts(), reverted_to)).await?;
    let verb = if reverted_to.is_some() { "home.put_back" } else { "home.changed" };
    trail::record(tx, permit, Line::<Nameless>::new(verb, HOME.kind, permit.facts().id())).await?;
    Ok(())
}

fn home(row: &AnyRow) -> Result<Home, Fault> {
    Ok(Home {
        id: HomeId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
        provider: ProviderId::parse(row.try_get("provider")?).ok_or_else(unreadable)?,
        form: HomeForm::parse(&fields(row)?).map_err(|_| unreadable())?,
        version: row.try_get("version")?,
    })
}
