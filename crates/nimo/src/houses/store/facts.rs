//! What the gate knows: whose they are.

use crate::access::Facts;
use crate::houses::model::{CHECK_SHAPE, CheckKind, HouseCheckId, HouseRuleId, RULE_SHAPE, SHAPE, VacantHouseId};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use cedar_policy::RestrictedExpression as Value;

/// A house.
#[derive(Clone)]
pub struct VacantHouseFacts {
    office: OfficeId,
    house: VacantHouseId,
}

/// A check of a house. There are four of each house, before anybody wrote one down.
#[derive(Clone)]
pub struct HouseCheckFacts {
    office: OfficeId,
    check: HouseCheckId,
}

/// An edition of the settings.
#[derive(Clone)]
pub struct HouseRuleFacts {
    office: OfficeId,
    rule: HouseRuleId,
}

async fn is_there(tx: &mut Tx, sql: &'static str, id: String) -> Result<bool, Fault> {
    let row = sqlx::query(sql).bind(tx.office().0).bind(id).fetch_optional(tx.sql()).await?;
    Ok(row.is_some())
}

const HOUSE: &str = "select id from vacant_house where office = $1 and id = $2";

impl Facts for VacantHouseFacts {
    type Id = VacantHouseId;
    const KIND: &'static str = SHAPE.kind;

    async fn load(tx: &mut Tx, house: VacantHouseId) -> Result<Option<Self>, Fault> {
        let is_there = is_there(tx, HOUSE, house.to_string()).await?;
        Ok(is_there.then(|| VacantHouseFacts { office: tx.office(), house }))
    }

    fn office(&self) -> OfficeId {
        self.office
    }

    fn id(&self) -> VacantHouseId {
        self.house
    }

    fn spelled(&self) -> String {
        self.house.to_string()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        vec![("office", Value::new_long(self.office.0))]
    }
}

impl HouseCheckFacts {
    /// Which of the four.
    pub fn kind(&self) -> CheckKind {
        self.check.kind
    }
}

impl Facts for HouseCheckFacts {
    type Id = HouseCheckId;
    const KIND: &'static str = CHECK_SHAPE.kind;

    async fn load(tx: &mut Tx, check: HouseCheckId) -> Result<Option<Self>, Fault> {
        let is_there = is_there(tx, HOUSE, check.house.to_string()).await?;
        Ok(is_there.then(|| HouseCheckFacts { office: tx.office(), check }))
    }

    fn office(&self) -> OfficeId {
        self.office
    }

    fn id(&self) -> HouseCheckId {
        self.check
    }

    fn spelled(&self) -> String {
        self.check.to_string()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        vec![("office", Value::new_long(self.office.0))]
    }
}

impl Facts for HouseRuleFacts {
    type Id = HouseRuleId;
    const KIND: &'static str = RULE_SHAPE.kind;

    async fn load(tx: &mut Tx, rule: HouseRuleId) -> Result<Option<Self>, Fault> {
        let is_there =
            is_there(tx, "select id from house_rule where office = $1 and id = $2", rule.to_string()).await?;
        Ok(is_there.then(|| HouseRuleFacts { office: tx.office(), rule }))
    }

    fn office(&self) -> OfficeId {
        self.office
    }

    fn id(&self) -> HouseRuleId {
        self.rule
    }

    fn spelled(&self) -> String {
        self.rule.to_string()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        vec![("office", Value::new_long(self.office.0))]
    }
}
