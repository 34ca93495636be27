//! The elements as the office calls them.

use crate::access::{Action, Permit};
use crate::issues::EditElements;
use crate::issues::model::{ELEMENTS, Element};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::trail::{self, Line, Nameless};
use sqlx::Row;

/// The elements of the office in their order: those that ship, as renamed or retired, then its own.
pub async fn elements<A: Action>(tx: &mut Tx, _permit: &Permit<A>) -> Result<Vec<Element>, Fault> {
    let rows = sqlx::query("select code, label, retired from element where office = $1 order by position, code")
        .bind(tx.office().0)
        .fetch_all(tx.sql())
        .await?;
    let mut own = vec![];
    for row in &rows {
        let is_retired = row.try_get::<i64, _>("retired")? == 1;
        own.push(Element { code: row.try_get("code")?, label: row.try_get("label")?, is_retired });
    }
    let shipped = ELEMENTS.iter().map(|(code, label)| {
        let changed = own.iter().find(|element| element.code == *code).cloned();
        changed.unwrap_or_else(|| Element { code: (*code).into(), label: (*label).into(), is_retired: false })
    });
    let added = own.iter().filter(|element| ELEMENTS.iter().all(|(code, _)| *code != element.code));
    Ok(shipped.chain(added.cloned()).collect())
}

/// Renames, adds or retires an element.
pub async fn set_element(
    tx: &mut Tx,
    permit: &Permit<EditElements>,
    element: &Element,
    position: i64,
) -> Result<(), Fault> {
    sqlx::query(
        "insert into element (office, code, label, position, retired) values ($1, $2, $3, $4, $5)
         on conflict (office, code) do update set label = excluded.label, position = excluded.position, retired = excluded.retired",
    )
    .bind(tx.office().0)
    .bind(element.code.as_str())
    .bind(element.label.as_str())
    .bind(position)
    .bind(i64::from(element.is_retired))
    .execute(tx.sql())
    .await?;
    trail::record(tx, permit, Line::<Nameless>::new("element.set", "Element", &element.code)).await?;
    Ok(())
}
