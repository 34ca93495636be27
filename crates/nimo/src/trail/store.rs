//! The SQL of the trail. It only grows.

use crate::access::{Action, Facts, Permit};
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::trail::{Line, LineId, Plane, Told};
use sqlx::Row;
use sqlx::any::AnyRow;
use std::marker::PhantomData;

/// Writes a line, in the transaction of its act.
///
/// # Errors
/// What the database says; a cause of another office or of the wrong plane is refused by its keys.
pub async fn record<P: Plane, A: Action>(tx: &mut Tx, permit: &Permit<A>, line: Line<P>) -> Result<LineId<P>, Fault> {
    let id = uuid::Uuid::now_v7().to_string();
    sqlx::query(
        "insert into trail (office, id, plane, at, by_account, by_name, verb, kind, thing, detail)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(tx.office().0)
    .bind(id.as_str())
    .bind(P::CODE)
    .bind(permit.now().to_string())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .bind(line.verb)
    .bind(line.kind)
    .bind(line.thing)
    .bind(line.detail)
    .execute(tx.sql())
    .await?;
    for (plane, cause) in line.causes {
        sqlx::query("insert into trail_cause (office, plane, line, cause_plane, cause) values ($1, $2, $3, $4, $5)")
            .bind(tx.office().0)
            .bind(P::CODE)
            .bind(id.as_str())
            .bind(plane)
            .bind(cause)
            .execute(tx.sql())
            .await?;
    }
    Ok(LineId(id, PhantomData))
}

/// The line with which a thing began, to be named as a cause.
///
/// # Errors
/// What the database says.
pub async fn first<P: Plane>(tx: &mut Tx, kind: &str, thing: &str) -> Result<Option<LineId<P>>, Fault> {
    let row = sqlx::query(
        "select id from trail where office = $1 and kind = $2 and thing = $3 and plane = $4 order by id limit 1",
    )
    .bind(tx.office().0)
    .bind(kind)
    .bind(thing)
    .bind(P::CODE)
    .fetch_optional(tx.sql())
    .await?;
    row.map(|row| Ok(LineId(row.try_get("id")?, PhantomData))).transpose()
}

/// The line with which something was last said of a thing that the permit's thing belongs to, to be named as a cause.
///
/// # Errors
/// What the database says.
pub async fn said<P: Plane, A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    (kind, thing): (&str, &str),
    verb: &str,
) -> Result<Option<LineId<P>>, Fault> {
    let row = sqlx::query(
        "select id from trail where office = $1 and kind = $2 and thing = $3 and plane = $4 and verb = $5
         order by id desc limit 1",
    )
    .bind(tx.office().0)
    .bind(kind)
    .bind(thing)
    .bind(P::CODE)
    .bind(verb)
    .fetch_optional(tx.sql())
    .await?;
    row.map(|row| Ok(LineId(row.try_get("id")?, PhantomData))).transpose()
}

/// When something first came of a line: a time and no word, whatever the plane.
///
/// # Errors
/// What the database says.
pub async fn first_after<P: Plane, A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    line: &LineId<P>,
) -> Result<Option<Moment>, Fault> {
    let row = sqlx::query(
        "select t.at from trail_cause c join trail t on t.office = c.office and t.plane = c.plane and t.id = c.line
         where c.office = $1 and c.cause_plane = $2 and c.cause = $3 and c.line > $3 order by t.id limit 1",
    )
    .bind(tx.office().0)
    .bind(P::CODE)
    .bind(line.0.as_str())
    .fetch_optional(tx.sql())
    .await?;
    let at =
        |row: AnyRow| Moment::parse(row.try_get("at")?).ok_or_else(|| Fault::broken("trail", "a line without a time"));
    row.map(at).transpose()
}

/// The lines of the thing that the permit names, oldest first, of one plane.
///
/// # Errors
/// What the database says.
pub async fn history<P: Plane, A: Action>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<Told<P>>, Fault> {
    let rows = sqlx::query(
        "select id, at, by_name, verb, detail from trail
         where office = $1 and kind = $2 and thing = $3 and plane = $4 order by id",
    )
    .bind(tx.office().0)
    .bind(A::On::KIND)
    .bind(permit.facts().spelled())
    .bind(P::CODE)
    .fetch_all(tx.sql())
    .await?;
    let told = |row: &AnyRow| {
        Ok(Told {
            id: LineId(row.try_get("id")?, PhantomData),
            at: Moment::parse(row.try_get("at")?).ok_or_else(|| Fault::broken("trail", "a line without a time"))?,
            by: row.try_get("by_name")?,
            verb: row.try_get("verb")?,
            detail: row.try_get("detail")?,
        })
    };
    rows.iter().map(told).collect()
}
