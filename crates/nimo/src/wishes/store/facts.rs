//! What the gate knows of wishes and readings: whose they are.

use crate::access::Facts;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use crate::wishes::model::{ReadingId, WISH, WishId};
use cedar_policy::RestrictedExpression as Value;

/// Declares the facts of a thing that is its office's and nothing else.
macro_rules! facts {
    ($(#[$doc:meta])* $name:ident, $kind:expr, $id:ident, $sql:literal) => {
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name {
            office: OfficeId,
            id: $id,
        }

        impl Facts for $name {
            type Id = $id;
            const KIND: &'static str = $kind;

            async fn load(tx: &mut Tx, id: $id) -> Result<Option<Self>, Fault> {
                let row = sqlx::query($sql).bind(tx.office().0).bind(id.to_string()).fetch_optional(tx.sql()).await?;
                Ok(row.map(|_| Self { office: tx.office(), id }))
            }

            fn office(&self) -> OfficeId {
                self.office
            }

            fn id(&self) -> $id {
                self.id
            }

            fn spelled(&self) -> String {
                self.id.to_string()
            }

            fn attributes(&self) -> Vec<(&'static str, Value)> {
                vec![("office", Value::new_long(self.office.0))]
            }
        }
    };
}

facts!(
    /// A wish.
    WishFacts, WISH.kind, WishId,
    "select id from wish where office = $1 and id = $2"
);
facts!(
    /// A reading that was kept.
    ReadingFacts, "Reading", ReadingId,
    "select id from reading where office = $1 and id = $2"
);
