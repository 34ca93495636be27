//! What the gate knows of wishes and readings: whose they are, and whether a reading stands.

use crate::access::Facts;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use crate::wishes::model::{ReadingId, WISH, WishId};
use cedar_policy::RestrictedExpression as Value;
use sqlx::Row;
use sqlx::any::AnyRow;

/// A wish.
#[derive(Clone)]
pub struct WishFacts {
    office: OfficeId,
    id: WishId,
}

impl Facts for WishFacts {
    type Id = WishId;
    const KIND: &'static str = WISH.kind;

    async fn load(tx: &mut Tx, id: WishId) -> Result<Option<Self>, Fault> {
        let row = sqlx::query("select id from wish where office = $1 and id = $2")
            .bind(tx.office().0)
            .bind(id.to_string())
            .fetch_optional(tx.sql())
            .await?;
        Ok(row.map(|_| Self { office: tx.office(), id }))
    }

    fn office(&self) -> OfficeId {
        self.office
    }

    fn id(&self) -> WishId {
        self.id
    }

    fn spelled(&self) -> String {
        self.id.to_string()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        vec![("office", Value::new_long(self.office.0))]
    }
}

/// A reading that was kept.
#[derive(Clone)]
pub struct ReadingFacts {
    office: OfficeId,
    id: ReadingId,
    stands: bool,
}

impl Facts for ReadingFacts {
    type Id = ReadingId;
    const KIND: &'static str = "Reading";

    async fn load(tx: &mut Tx, id: ReadingId) -> Result<Option<Self>, Fault> {
        let row = sqlx::query(
            "select w.reading from reading r left join reading_withdrawal w on w.office = r.office and w.reading = r.id
             where r.office = $1 and r.id = $2",
        )
        .bind(tx.office().0)
        .bind(id.to_string())
        .fetch_optional(tx.sql())
        .await?;
        let read = |row: AnyRow| {
            let withdrawn: Option<String> = row.try_get("reading")?;
            Ok(Self { office: tx.office(), id, stands: withdrawn.is_none() })
        };
        row.map(read).transpose()
    }

    fn office(&self) -> OfficeId {
        self.office
    }

    fn id(&self) -> ReadingId {
        self.id
    }

    fn spelled(&self) -> String {
        self.id.to_string()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        let state = if self.stands { "standing" } else { "withdrawn" };
        vec![("office", Value::new_long(self.office.0)), ("state", Value::new_string(state.into()))]
    }
}
