//! Steps: how far a house has come, one row for each change.

use super::{VacantHouseFacts, unreadable};
use crate::access::{Action, Facts, Permit};
use crate::houses::model::{DropReason, HouseStage, HouseStep, SHAPE, StepForm, VacantHouseId};
use crate::houses::{ListHouses, StepHouse};
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::trail::{self, Line, Nameless};
use sqlx::Row;
use sqlx::any::AnyRow;

/// The steps of all houses, oldest first.
pub(super) async fn all(tx: &mut Tx, _permit: &Permit<ListHouses>) -> Result<Vec<(VacantHouseId, HouseStep)>, Fault> {
    let rows = sqlx::query(
        "select house, stage, on_day, dropped_for, why, at, by_name from house_step where office = $1 order by id",
    )
    .bind(tx.office().0)
    .fetch_all(tx.sql())
    .await?;
    let of = |row: &AnyRow| VacantHouseId::parse(row.try_get("house")?).ok_or_else(unreadable);
    rows.iter().map(|row| Ok((of(row)?, read(row)?))).collect()
}

/// The steps of the permit's house, oldest first.
pub(super) async fn of<A: Action<On = VacantHouseFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
) -> Result<Vec<HouseStep>, Fault> {
    let rows = sqlx::query(
        "select stage, on_day, dropped_for, why, at, by_name from house_step where office = $1 and house = $2 order by id",
    )
    .bind(tx.office().0)
    .bind(permit.facts().spelled())
    .fetch_all(tx.sql())
    .await?;
    rows.iter().map(read).collect()
}

/// The permit's house takes a step.
pub async fn step(tx: &mut Tx, permit: &Permit<StepHouse>, form: &StepForm) -> Result<(), Fault> {
    insert(tx, permit, permit.facts().id(), form).await?;
    let line = Line::<Nameless>::new("house.stepped", SHAPE.kind, permit.facts().id());
    trail::record(tx, permit, line.detail(form.stage.code())).await?;
    Ok(())
}

pub(super) async fn insert<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    house: VacantHouseId,
    form: &StepForm,
) -> Result<(), Fault> {
    sqlx::query(
        "insert into house_step (office, id, house, stage, on_day, dropped_for, why, at, by_account, by_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(tx.office().0)
    .bind(uuid::Uuid::now_v7().to_string())
    .bind(house.to_string())
    .bind(form.stage.code())
    .bind(form.on.to_string())
    .bind(form.dropped_for.map_or("", DropReason::code))
    .bind(&form.why)
    .bind(permit.now().to_string())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    Ok(())
}

fn read(row: &AnyRow) -> Result<HouseStep, Fault> {
    let on: &str = row.try_get("on_day")?;
    Ok(HouseStep {
        stage: HouseStage::parse(row.try_get("stage")?).ok_or_else(unreadable)?,
        on: on.parse().map_err(|_| unreadable())?,
        dropped_for: DropReason::parse(row.try_get("dropped_for")?),
        why: row.try_get("why")?,
        at: Moment::parse(row.try_get("at")?).ok_or_else(unreadable)?,
        by: row.try_get("by_name")?,
    })
}
