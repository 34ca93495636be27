//! Wishes.

use crate::access::{Action, Facts, Permit};
use crate::editing::store::{fields, forget, json, keep_revision, write_over, write_over_one};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::secret::Secret;
use crate::trail::{self, Line, Nameless};
use crate::wishes::model::{WISH, WishForm, WishId, WishNumber};
use crate::wishes::store::{WishFacts, unreadable};
use crate::wishes::{AddWishes, EditWish, EraseWishes};
use sqlx::Row;
use sqlx::any::AnyRow;

/// A wish, as it is kept.
#[derive(Debug, Clone)]
pub struct Wish {
    /// The id.
    pub id: WishId,
    /// Its number.
    pub number: WishNumber,
    /// What its form holds.
    pub form: WishForm,
    /// The version of the row.
    pub version: i64,
    /// What goes into its seals, and goes with it.
    pub salt: String,
}

/// The wishes of the office, in the order in which they came.
pub async fn list<A: Action>(tx: &mut Tx, _permit: &Permit<A>) -> Result<Vec<Wish>, Fault> {
    let rows = sqlx::query("select id, number, fields, version, salt from wish where office = $1 order by id")
        .bind(tx.office().0)
        .fetch_all(tx.sql())
        .await?;
    rows.iter().map(wish).collect()
}

/// The permit's wish.
pub async fn find<A: Action<On = WishFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Wish, Fault> {
    let row = sqlx::query("select id, number, fields, version, salt from wish where office = $1 and id = $2")
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_one(tx.sql())
        .await?;
    wish(&row)
}

/// Adds a wish.
///
/// # Errors
/// [`Fault::Taken`] where another one has this number.
pub async fn add(
    tx: &mut Tx,
    permit: &Permit<AddWishes>,
    number: &WishNumber,
    form: &WishForm,
) -> Result<WishId, Fault> {
    let (id, texts) = (WishId::fresh(), form.texts());
    sqlx::query(
        "insert into wish (office, id, number, salt, fields, version, made_at, by_name)
         values ($1, $2, $3, $4, $5, 1, $6, $7)",
    )
    .bind(tx.office().0)
    .bind(id.to_string())
    .bind(number.to_string())
    .bind(Secret::fresh()?.reveal())
    .bind(json(&texts)?)
    .bind(permit.now().to_string())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    keep_revision(tx, permit, &WISH, &id.to_string(), (1, &texts, None)).await?;
    trail::record(tx, permit, Line::<Nameless>::new("wish.added", WISH.kind, id)).await?;
    Ok(id)
}

/// Changes a wish that a table told anew, if it still has the version that was looked at.
///
/// # Errors
/// [`Fault::Lost`] when somebody saved first.
pub async fn carry_over(
    tx: &mut Tx,
    permit: &Permit<AddWishes>,
    (id, version): (WishId, i64),
    form: &WishForm,
) -> Result<(), Fault> {
    write_over_one(tx, permit, ("wish", &WISH), &id.to_string(), (version, &form.texts(), None)).await?;
    trail::record(tx, permit, Line::<Nameless>::new("wish.changed", WISH.kind, id).detail("table")).await?;
    Ok(())
}

/// Changes the permit's wish.
///
/// # Errors
/// [`Fault::Lost`] when somebody saved first.
pub async fn set(
    tx: &mut Tx,
    permit: &Permit<EditWish>,
    version: i64,
    form: &WishForm,
    reverted_to: Option<i64>,
) -> Result<(), Fault> {
    write_over(tx, permit, ("wish", &WISH), (version, &form.texts(), reverted_to)).await?;
    let verb = if reverted_to.is_some() { "wish.put_back" } else { "wish.changed" };
    trail::record(tx, permit, Line::<Nameless>::new(verb, WISH.kind, permit.facts().id())).await?;
    Ok(())
}

/// Erases wishes that ended, each if it still has the version that was looked at: its answers, its versions, everybody's drafts of it and
/// its salt. That there was one, and when it came and went, stays in the trail.
///
/// # Errors
/// [`Fault::Lost`] when somebody saved or erased one of them first.
pub async fn erase(tx: &mut Tx, permit: &Permit<EraseWishes>, wishes: &[(WishId, i64)]) -> Result<(), Fault> {
    for (id, version) in wishes {
        let id = id.to_string();
        sqlx::query("delete from wish where office = $1 and id = $2 and version = $3 returning id")
            .bind(tx.office().0)
            .bind(id.as_str())
            .bind(version)
            .fetch_optional(tx.sql())
            .await?
            .ok_or(Fault::Lost)?;
        forget(tx, permit, &WISH, &id).await?;
        let mut line = Line::<Nameless>::new("wish.erased", WISH.kind, &id);
        if let Some(cause) = trail::first::<Nameless>(tx, WISH.kind, &id).await? {
            line = line.because(cause);
        }
        trail::record(tx, permit, line).await?;
    }
    Ok(())
}

/// Was this ever a wish of the office?
///
/// # Errors
/// [`Fault::Missing`] where it was not.
pub async fn ever(tx: &mut Tx, _permit: &Permit<EraseWishes>, id: WishId) -> Result<(), Fault> {
    let line = trail::first::<Nameless>(tx, WISH.kind, &id.to_string()).await?;
    line.map(|_| ()).ok_or(Fault::Missing)
}

fn wish(row: &AnyRow) -> Result<Wish, Fault> {
    Ok(Wish {
        id: WishId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
        number: WishNumber::read(row.try_get("number")?).map_err(|_| unreadable())?,
        form: WishForm::parse(&fields(row)?).map_err(|_| unreadable())?,
        version: row.try_get("version")?,
        salt: row.try_get("salt")?,
    })
}
