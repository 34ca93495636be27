//! Houses with their steps.

use super::step::{self, insert};
use super::{VacantHouseFacts, unreadable};
use crate::access::{Action, Facts, Permit};
use crate::editing::store::{fields, json, keep_revision, write_over};
use crate::houses::model::{HouseForm, HouseStage, SHAPE, StepForm, VacantHouse, VacantHouseId};
use crate::houses::{AddHouse, EditHouse, ListHouses};
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::trail::{self, Line, Nameless};
use sqlx::Row;
use sqlx::any::AnyRow;

/// The houses of the office, the newest first, without what is for secretariats alone.
pub async fn list(tx: &mut Tx, permit: &Permit<ListHouses>) -> Result<Vec<VacantHouse>, Fault> {
    let rows = sqlx::query(
        "select id, fields, version, made_at, by_name from vacant_house where office = $1 order by made_at desc, id desc",
    )
    .bind(tx.office().0)
    .fetch_all(tx.sql())
    .await?;
    let mut houses: Vec<VacantHouse> = rows.iter().map(house).collect::<Result<_, _>>()?;
    for (of, one) in step::all(tx, permit).await? {
        if let Some(house) = houses.iter_mut().find(|house| house.id == of) {
            house.steps.push(one);
        }
    }
    Ok(houses.into_iter().map(VacantHouse::outside).collect())
}

/// The permit's house, all of it: what others may not read the caller leaves out ([`VacantHouse::outside`]).
pub async fn find<A: Action<On = VacantHouseFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<VacantHouse, Fault> {
    let row =
        sqlx::query("select id, fields, version, made_at, by_name from vacant_house where office = $1 and id = $2")
            .bind(tx.office().0)
            .bind(permit.facts().spelled())
            .fetch_one(tx.sql())
            .await?;
    Ok(VacantHouse { steps: step::of(tx, permit).await?, ..house(&row)? })
}

/// Adds a house; it begins as 話が来た on the day of what was said.
pub async fn add(tx: &mut Tx, permit: &Permit<AddHouse>, form: &HouseForm) -> Result<VacantHouseId, Fault> {
    let id = VacantHouseId::fresh();
    let texts = form.texts();
    sqlx::query(
        "insert into vacant_house (office, id, fields, version, made_at, by_name) values ($1, $2, $3, 1, $4, $5)",
    )
    .bind(tx.office().0)
    .bind(id.to_string())
    .bind(json(&texts)?)
    .bind(permit.now().to_string())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    keep_revision(tx, permit, &SHAPE, &id.to_string(), (1, &texts, None)).await?;
    let on = form.as_of.unwrap_or(permit.now().day());
    let first = StepForm { stage: HouseStage::Heard, on, dropped_for: None, why: String::new() };
    insert(tx, permit, id, &first).await?;
    trail::record(tx, permit, Line::<Nameless>::new("house.added", SHAPE.kind, id)).await?;
    Ok(id)
}

/// Changes the permit's house, if it still has the version that was edited.
///
/// # Errors
/// [`Fault::Lost`] when somebody saved first.
pub async fn set(
    tx: &mut Tx,
    permit: &Permit<EditHouse>,
    version: i64,
    form: &HouseForm,
    reverted_to: Option<i64>,
) -> Result<(), Fault> {
    write_over(tx, permit, ("vacant_house", &SHAPE), (version, &form.texts(), reverted_to)).await?;
    let verb = if reverted_to.is_some() { "house.put_back" } else { "house.changed" };
    trail::record(tx, permit, Line::<Nameless>::new(verb, SHAPE.kind, permit.facts().id())).await?;
    Ok(())
}

fn house(row: &AnyRow) -> Result<VacantHouse, Fault> {
    Ok(VacantHouse {
        id: VacantHouseId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
        form: HouseForm::parse(&fields(row)?).map_err(|_| unreadable())?,
        version: row.try_get("version")?,
        at: Moment::parse(row.try_get("made_at")?).ok_or_else(unreadable)?,
        by: row.try_get("by_name")?,
        steps: vec![],
    })
}
