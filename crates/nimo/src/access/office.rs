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

/// What all offices read together (commons), as one of them sees it. Where there are several, nobody writes it but by a hand on the machine:
/// what one office takes in, the others would read.
#[derive(Clone)]
pub struct CommonsFacts {
    office: OfficeId,
    is_alone: bool,
}

impl CommonsFacts {
    /// Is the office the only one here?
    pub fn is_alone(&self) -> bool {
        self.is_alone
    }
}

impl Facts for CommonsFacts {
    type Id = OfficeId;
    const KIND: &'static str = "Commons";

    async fn load(tx: &mut Tx, office: OfficeId) -> Result<Option<Self>, Fault> {
        if office != tx.office() || !stands(tx, office).await? {
            return Ok(None);
        }
        let row = sqlx::query("select count(*) as n from office").fetch_one(tx.sql()).await?;
        Ok(Some(CommonsFacts { office, is_alone: row.try_get::<i64, _>("n")? == 1 }))
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
        vec![("office", Value::new_long(self.office.0)), ("alone", Value::new_bool(self.is_alone))]
    }
}
