//! What the gate knows of homes, rooms and mismatches: whose they are.

use crate::access::Facts;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use crate::vacancies::model::{HomeId, MismatchId, VacancyId};
use crate::vacancies::store::unreadable;
use cedar_policy::RestrictedExpression as Value;
use sqlx::Row;

/// Declares the facts of one kind of thing that hangs on a home.
macro_rules! facts {
    ($(#[$doc:meta])* $name:ident, $kind:literal, $id:ident, $sql:literal) => {
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name {
            office: OfficeId,
            id: $id,
            home: HomeId,
            number: String,
        }

        impl $name {
            /// The home.
            pub fn home(&self) -> HomeId {
                self.home
            }
        }

        impl Facts for $name {
            type Id = $id;
            const KIND: &'static str = $kind;

            async fn load(tx: &mut Tx, id: $id) -> Result<Option<Self>, Fault> {
                let row = sqlx::query($sql).bind(tx.office().0).bind(id.to_string()).fetch_optional(tx.sql()).await?;
                let office = tx.office();
                row.map(|row| {
                    let home = HomeId::parse(row.try_get("home")?).ok_or_else(unreadable)?;
                    Ok(Self { office, id, home, number: row.try_get("number")? })
                })
                .transpose()
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
                vec![("office", Value::new_long(self.office.0)), ("provider", Value::new_string(self.number.clone()))]
            }
        }
    };
}

facts!(
    /// A home.
    HomeFacts, "Home", HomeId,
    "select id as home, number from home where office = $1 and id = $2"
);
facts!(
    /// A room.
    VacancyFacts, "Vacancy", VacancyId,
    "select v.home, h.number from vacancy v join home h on h.office = v.office and h.id = v.home
     where v.office = $1 and v.id = $2"
);
facts!(
    /// A record of a mismatch.
    MismatchFacts, "Mismatch", MismatchId,
    "select m.home, h.number from mismatch m join home h on h.office = m.office and h.id = m.home
     where m.office = $1 and m.id = $2"
);
