//! Facts about an office: there is one, or its number is free.

use crate::access::Facts;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use cedar_policy::RestrictedExpression as Value;
use sqlx::Row;

/// An office that stands.
#[derive(Clone)]
pub struct OfficeFacts {
    office: OfficeId,
}

/// An office that does not stand yet.
#[derive(Clone)]
pub struct VacantOffice {
    office: OfficeId,
}

impl Facts for OfficeFacts {
    type Id = OfficeId;
    const KIND: &'static str = "Office";

    async fn load(tx: &mut Tx, office: OfficeId) -> Result<Option<Self>, Fault> {
        Ok((office == tx.office() && stands(tx, office).await?).then_some(OfficeFacts { office }))
    }

    fn office(&self) -> OfficeId {
        self.office
    }

    fn id(&self) -> OfficeId {
        self.office
    }

    fn spelled(&self) -> String {
        self.office.to_string()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        vec![("office", Value::new_long(self.office.0))]
    }
}

impl Facts for VacantOffice {
    type Id = OfficeId;
    const KIND: &'static str = "VacantOffice";

    async fn load(tx: &mut Tx, office: OfficeId) -> Result<Option<Self>, Fault> {
        Ok((office == tx.office() && !stands(tx, office).await?).then_some(VacantOffice { office }))
    }

    fn office(&self) -> OfficeId {
        self.office
    }

    fn id(&self) -> OfficeId {
        self.office
    }

    fn spelled(&self) -> String {
        self.office.to_string()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        vec![("office", Value::new_long(self.office.0))]
    }
}

/// A page asks this for each of its buttons; what was seen once in its snapshot is not looked up again.
async fn stands(tx: &mut Tx, office: OfficeId) -> Result<bool, Fault> {
    let is_own = office == tx.office();
    if is_own && tx.office_stands {
        return Ok(true);
    }
    let row = sqlx::query("select count(*) as n from office where id = $1").bind(office.0).fetch_one(tx.sql()).await?;
    let stands = row.try_get::<i64, _>("n")? > 0;
    tx.office_stands = is_own && stands;
    Ok(stands)
}
