//! What the counters answered.

use super::{HouseCheckFacts, VacantHouseFacts, unreadable};
use crate::access::{Action, Facts, Permit};
use crate::editing::store::{fields, json, keep_revision, write_over};
use crate::houses::model::{CHECK_SHAPE, CheckForm, CheckKind, HouseCheck, HouseForm, VacantHouseId};
use crate::houses::{EditHouseCheck, ListHouses};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::trail::{self, Line, Nameless};
use sqlx::Row;
use sqlx::any::AnyRow;

/// The four checks of the permit's house.
pub async fn checks<A: Action<On = VacantHouseFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
) -> Result<Vec<HouseCheck>, Fault> {
    let rows = sqlx::query("select kind, fields, version from house_check where office = $1 and house = $2")
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_all(tx.sql())
        .await?;
    let kept = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    Ok(four(&kept))
}

/// The checks of all houses, without what is for secretariats alone; four of each house that is asked for.
pub async fn checks_of_all(
    tx: &mut Tx,
    _permit: &Permit<ListHouses>,
    houses: &[VacantHouseId],
) -> Result<Vec<Vec<HouseCheck>>, Fault> {
    let rows = sqlx::query("select house, kind, fields, version from house_check where office = $1")
        .bind(tx.office().0)
        .fetch_all(tx.sql())
        .await?;
    let of = |row: &AnyRow| VacantHouseId::parse(row.try_get("house")?).ok_or_else(unreadable);
    let kept: Vec<(VacantHouseId, HouseCheck)> =
        rows.iter().map(|row| Ok((of(row)?, read(row)?.outside()))).collect::<Result<_, Fault>>()?;
    let each = houses.iter().map(|house| {
        let own: Vec<HouseCheck> = kept.iter().filter(|(of, _)| of == house).map(|(_, check)| check.clone()).collect();
        four(&own)
    });
    Ok(each.collect())
}

fn four(kept: &[HouseCheck]) -> Vec<HouseCheck> {
    let one = |kind: CheckKind| {
        let found = kept.iter().find(|check| check.kind == kind).cloned();
        found.unwrap_or(HouseCheck { kind, form: CheckForm::default(), version: 0 })
    };
    CheckKind::ALL.iter().map(|kind| one(*kind)).collect()
}

/// The permit's check; nothing and 0 before anybody wrote.
pub async fn check<A: Action<On = HouseCheckFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<HouseCheck, Fault> {
    let row = sqlx::query("select kind, fields, version from house_check where office = $1 and id = $2")
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_optional(tx.sql())
        .await?;
    let kind = permit.facts().kind();
    row.map_or(Ok(HouseCheck { kind, form: CheckForm::default(), version: 0 }), |row| read(&row))
}

/// What is known of the house of the permit's check.
pub async fn house_of<A: Action<On = HouseCheckFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<HouseForm, Fault> {
    let row = sqlx::query("select fields from vacant_house where office = $1 and id = $2")
        .bind(tx.office().0)
        .bind(permit.facts().id().house.to_string())
        .fetch_one(tx.sql())
        .await?;
    HouseForm::parse(&fields(&row)?).map_err(|_| unreadable())
}

/// Keeps it over the version that was edited.
///
/// # Errors
/// [`Fault::Lost`] when somebody saved first.
pub async fn set(
    tx: &mut Tx,
    permit: &Permit<EditHouseCheck>,
    version: i64,
    form: &CheckForm,
    reverted_to: Option<i64>,
) -> Result<(), Fault> {
    let (texts, id) = (form.texts(), permit.facts().id());
    if version > 0 {
        write_over(tx, permit, ("house_check", &CHECK_SHAPE), (version, &texts, reverted_to)).await?;
    } else {
        let row = sqlx::query(
            "insert into house_check (office, id, house, kind, fields, version) values ($1, $2, $3, $4, $5, 1)
             on conflict (office, id) do nothing returning version",
        )
        .bind(tx.office().0)
        .bind(id.to_string())
        .bind(id.house.to_string())
        .bind(id.kind.code())
        .bind(json(&texts)?)
        .fetch_optional(tx.sql())
        .await?;
        row.ok_or(Fault::Lost)?;
        keep_revision(tx, permit, &CHECK_SHAPE, &id.to_string(), (1, &texts, None)).await?;
    }
    let verb = if reverted_to.is_some() { "house_check.put_back" } else { "house_check.told" };
    let line = Line::<Nameless>::new(verb, CHECK_SHAPE.kind, id);
    trail::record(tx, permit, line.detail(form.state.code())).await?;
    Ok(())
}

fn read(row: &AnyRow) -> Result<HouseCheck, Fault> {
    Ok(HouseCheck {
        kind: CheckKind::parse(row.try_get("kind")?).ok_or_else(unreadable)?,
        form: CheckForm::parse(&fields(row)?).map_err(|_| unreadable())?,
        version: row.try_get("version")?,
    })
}
