//! Drafts and versions. What is written is about the thing that the permit names, and nothing else.

use crate::access::{Action, Facts, Permit};
use crate::editing::shape::{Shape, Texts};
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use sqlx::Row;
use sqlx::any::AnyRow;

/// A draft: what one person typed into one form over one version.
pub struct Draft {
    /// The version that was on the screen.
    pub version: i64,
    /// What was typed.
    pub fields: Texts,
    /// When it was kept.
    pub at: Moment,
}

/// A version: what the form held after a save.
#[derive(Clone)]
pub struct Revision {
    /// The number, from 1.
    pub version: i64,
    /// What the form held.
    pub fields: Texts,
    /// When it was saved.
    pub at: Moment,
    /// By whom, the name as it was then.
    pub by: String,
    /// The version that was put back, if that is what the save was.
    pub reverted_to: Option<i64>,
}

/// Keeps a draft for the actor; the same version again replaces it. It hangs on a version that there is, or on 0 where the
/// thing is not made yet.
pub(crate) async fn keep_draft<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    shape: &Shape,
    version: i64,
    fields: &Texts,
) -> Result<(), Fault> {
    if version > 0 {
        find_revision(tx, permit, version).await?;
    }
    sqlx::query(
        "insert into draft (office, account, kind, thing, version, fields, at) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (office, account, kind, thing, version) do update set fields = excluded.fields, at = excluded.at",
    )
    .bind(tx.office().0)
    .bind(permit.actor().spelled())
    .bind(shape.kind)
    .bind(permit.facts().spelled())
    .bind(version)
    .bind(json(fields)?)
    .bind(permit.now().to_string())
    .execute(tx.sql())
    .await?;
    Ok(())
}

/// The actor's newest draft of this form.
pub(crate) async fn find_draft<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    shape: &Shape,
) -> Result<Option<Draft>, Fault> {
    let row = sqlx::query(
        "select version, fields, at from draft where office = $1 and account = $2 and kind = $3 and thing = $4
         order by version desc, at desc limit 1",
    )
    .bind(tx.office().0)
    .bind(permit.actor().spelled())
    .bind(shape.kind)
    .bind(permit.facts().spelled())
    .fetch_optional(tx.sql())
    .await?;
    row.map(|row| Ok(Draft { version: row.try_get("version")?, fields: fields(&row)?, at: at(&row)? })).transpose()
}

/// Forgets the actor's drafts of this form: it was saved, or thrown away.
pub(crate) async fn drop_drafts<A: Action>(tx: &mut Tx, permit: &Permit<A>, shape: &Shape) -> Result<(), Fault> {
    sqlx::query("delete from draft where office = $1 and account = $2 and kind = $3 and thing = $4")
        .bind(tx.office().0)
        .bind(permit.actor().spelled())
        .bind(shape.kind)
        .bind(permit.facts().spelled())
        .execute(tx.sql())
        .await?;
    Ok(())
}

/// Adds a version. `thing` differs from the permit's thing only when the thing is just being made.
pub(crate) async fn keep_revision<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    shape: &Shape,
    thing: &str,
    revision: (i64, &Texts, Option<i64>),
) -> Result<(), Fault> {
    let (version, fields, reverted_to) = revision;
    sqlx::query(
        "insert into revision (office, kind, thing, version, fields, at, by_account, by_name, reverted_to)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(tx.office().0)
    .bind(shape.kind)
    .bind(thing)
    .bind(version)
    .bind(json(fields)?)
    .bind(permit.now().to_string())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .bind(reverted_to)
    .execute(tx.sql())
    .await?;
    Ok(())
}

/// Forgets the versions and everybody's drafts of a thing that was disposed of; the database lets nobody forget any other's versions.
pub(crate) async fn forget<A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    shape: &Shape,
    thing: &str,
) -> Result<(), Fault> {
    for sql in [
        "delete from revision where office = $1 and kind = $2 and thing = $3",
        "delete from draft where office = $1 and kind = $2 and thing = $3",
    ] {
        sqlx::query(sql).bind(tx.office().0).bind(shape.kind).bind(thing).execute(tx.sql()).await?;
    }
    Ok(())
}

/// Writes a form over the row of the permit's thing, whose `table` keeps it as `fields` beside its `version`: the row, if it still
/// has the version that was edited, and the new version.
///
/// # Errors
/// [`Fault::Lost`] when somebody saved first.
pub(crate) async fn write_over<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    of: (&'static str, &Shape),
    revision: (i64, &Texts, Option<i64>),
) -> Result<(), Fault> {
    write_over_one(tx, permit, of, &permit.facts().spelled(), revision).await
}

/// As [`write_over`], of one of the things that the permit is about.
pub(crate) async fn write_over_one<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    (table, shape): (&'static str, &Shape),
    thing: &str,
    (version, fields, reverted_to): (i64, &Texts, Option<i64>),
) -> Result<(), Fault> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!(
        "update {table} set fields = $4, version = version + 1 where office = $1 and id = $2 and version = $3
         returning version"
    )))
    .bind(tx.office().0)
    .bind(thing)
    .bind(version)
    .bind(json(fields)?)
    .fetch_optional(tx.sql())
    .await?
    .ok_or(Fault::Lost)?;
    keep_revision(tx, permit, shape, thing, (row.try_get("version")?, fields, reverted_to)).await
}

/// Says of a thing that it was taken back, by whom and why: one row of `table`, whose `column` names the thing; what it said
/// stays. False when somebody did so before.
pub(crate) async fn set_aside<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    (table, column): (&'static str, &'static str),
    (thing, reason): (&str, &str),
) -> Result<bool, Fault> {
    let done = sqlx::query(sqlx::AssertSqlSafe(format!(
        "insert into {table} (office, {column}, reason, at, by_account, by_name) values ($1, $2, $3, $4, $5, $6)
         on conflict (office, {column}) do nothing"
    )))
    .bind(tx.office().0)
    .bind(thing)
    .bind(reason)
    .bind(permit.now().to_string())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    Ok(done.rows_affected() > 0)
}

/// The texts of a form as its row keeps them.
///
/// # Errors
/// None that a text of ours has.
pub(crate) fn json(fields: &Texts) -> Result<String, Fault> {
    serde_json::to_string(fields).map_err(|_| Fault::broken("editing", "fields unwritable"))
}

/// The texts of a form from the `fields` of its row.
///
/// # Errors
/// When they cannot be read.
pub(crate) fn fields(row: &AnyRow) -> Result<Texts, Fault> {
    let text: &str = row.try_get("fields")?;
    serde_json::from_str(text).map_err(|_| Fault::broken("editing", "fields unreadable"))
}

/// Every version of the permit's thing, oldest first.
pub(crate) async fn revisions<A: Action>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<Revision>, Fault> {
    let rows = sqlx::query(
        "select version, fields, at, by_name, reverted_to from revision
         where office = $1 and kind = $2 and thing = $3 order by version",
    )
    .bind(tx.office().0)
    .bind(A::On::KIND)
    .bind(permit.facts().spelled())
    .fetch_all(tx.sql())
    .await?;
    rows.iter().map(revision).collect()
}

/// Every version of these things of one kind, by thing and version: the parts of the permit's thing.
pub(crate) async fn revisions_of<A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    kind: &str,
    things: &[String],
) -> Result<Vec<(String, Revision)>, Fault> {
    const AT_ONCE: usize = 200;
    let mut found = vec![];
    for part in things.chunks(AT_ONCE) {
        let places: Vec<String> = (0..part.len()).map(|n| format!("${}", n + 3)).collect();
        let sql = format!(
            "select thing, version, fields, at, by_name, reverted_to from revision
             where office = $1 and kind = $2 and thing in ({}) order by thing, version",
            places.join(", ")
        );
        let mut query = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(tx.office().0).bind(kind);
        for thing in part {
            query = query.bind(thing);
        }
        for row in query.fetch_all(tx.sql()).await? {
            found.push((row.try_get("thing")?, revision(&row)?));
        }
    }
    Ok(found)
}

/// One version of the permit's thing.
pub(crate) async fn find_revision<A: Action>(tx: &mut Tx, permit: &Permit<A>, version: i64) -> Result<Revision, Fault> {
    let row = sqlx::query(
        "select version, fields, at, by_name, reverted_to from revision
         where office = $1 and kind = $2 and thing = $3 and version = $4",
    )
    .bind(tx.office().0)
    .bind(A::On::KIND)
    .bind(permit.facts().spelled())
    .bind(version)
    .fetch_one(tx.sql())
    .await?;
    revision(&row)
}

fn revision(row: &AnyRow) -> Result<Revision, Fault> {
    Ok(Revision {
        version: row.try_get("version")?,
        fields: fields(row)?,
        at: at(row)?,
        by: row.try_get("by_name")?,
        reverted_to: row.try_get("reverted_to")?,
    })
}

fn at(row: &AnyRow) -> Result<Moment, Fault> {
    Moment::parse(row.try_get("at")?).ok_or_else(|| Fault::broken("editing", "a row without a time"))
}
