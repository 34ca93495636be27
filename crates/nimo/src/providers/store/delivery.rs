//! Files that wait for a decision: as they came, until they are taken in or set aside.

use crate::access::{Action, Permit};
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::upload::Upload;
use crate::providers::ImportProviders;
use crate::providers::model::DeliveryId;
use crate::providers::store::unreadable;
use sqlx::Row;
use wamnet::Edition;

/// Files that wait.
pub struct Delivery {
    /// Its id.
    pub id: DeliveryId,
    /// 時点.
    pub as_of: Edition,
    /// When it came.
    pub at: Moment,
    /// By whom, the name as it was then.
    pub by: String,
    /// The names of its files.
    pub names: Vec<String>,
}

/// Keeps the files until somebody decides.
pub async fn lay_down(
    tx: &mut Tx,
    permit: &Permit<ImportProviders>,
    as_of: Edition,
    files: &[Upload],
) -> Result<DeliveryId, Fault> {
    let id = DeliveryId::fresh();
    sqlx::query("insert into provider_delivery (office, id, as_of, made_at, by_name) values ($1, $2, $3, $4, $5)")
        .bind(tx.office().0)
        .bind(id.to_string())
        .bind(as_of.to_string())
        .bind(permit.now().to_string())
        .bind(permit.actor().name())
        .execute(tx.sql())
        .await?;
    for (file, place) in files.iter().zip(0i64..) {
        sqlx::query(
            "insert into provider_delivery_file (office, delivery, place, name, bytes) values ($1, $2, $3, $4, $5)",
        )
        .bind(tx.office().0)
        .bind(id.to_string())
        .bind(place)
        .bind(file.name.as_str())
        .bind(file.bytes.as_slice())
        .execute(tx.sql())
        .await?;
    }
    Ok(id)
}

/// What waits, the newest first.
pub async fn waiting<A: Action>(tx: &mut Tx, _permit: &Permit<A>) -> Result<Vec<Delivery>, Fault> {
    let rows = sqlx::query(
        "select d.id, d.as_of, d.made_at, d.by_name, f.name from provider_delivery d
         join provider_delivery_file f on f.office = d.office and f.delivery = d.id
         where d.office = $1 order by d.id desc, f.place",
    )
    .bind(tx.office().0)
    .fetch_all(tx.sql())
    .await?;
    let mut waiting: Vec<Delivery> = vec![];
    for row in &rows {
        let id = DeliveryId::parse(row.try_get("id")?).ok_or_else(unreadable)?;
        let name: String = row.try_get("name")?;
        match waiting.last_mut().filter(|last| last.id == id) {
            Some(last) => last.names.push(name),
            None => waiting.push(Delivery {
                id,
                as_of: Edition::parse(row.try_get("as_of")?).ok_or_else(unreadable)?,
                at: Moment::parse(row.try_get("made_at")?).ok_or_else(unreadable)?,
                by: row.try_get("by_name")?,
                names: vec![name],
            }),
        }
    }
    Ok(waiting)
}

/// The files of a delivery; [`Fault::Missing`] when it is not there any more.
pub async fn files(tx: &mut Tx, _permit: &Permit<ImportProviders>, delivery: DeliveryId) -> Result<Vec<Upload>, Fault> {
    let rows = sqlx::query(
        "select name, bytes from provider_delivery_file where office = $1 and delivery = $2 order by place",
    )
    .bind(tx.office().0)
    .bind(delivery.to_string())
    .fetch_all(tx.sql())
    .await?;
    if rows.is_empty() {
        return Err(Fault::Missing);
    }
    rows.iter().map(|row| Ok(Upload { name: row.try_get("name")?, bytes: row.try_get("bytes")? })).collect()
}

/// Lets the files go: they were taken in, or nobody wants them.
pub async fn let_go(tx: &mut Tx, _permit: &Permit<ImportProviders>, delivery: DeliveryId) -> Result<(), Fault> {
    for sql in [
        "delete from provider_delivery_file where office = $1 and delivery = $2",
        "delete from provider_delivery where office = $1 and id = $2",
    ] {
        sqlx::query(sql).bind(tx.office().0).bind(delivery.to_string()).execute(tx.sql()).await?;
    }
    Ok(())
}
