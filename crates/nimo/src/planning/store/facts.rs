//! What the gate knows of an answer, of the town's figures of a quarter, and of the figures by which both are seen.

use crate::access::Facts;
use crate::planning::model::{LOAD, PlanLoadId, PlanRuleId, QUARTER, Quarter, RULE};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use crate::providers::store::ProviderFacts;
use cedar_policy::RestrictedExpression as Value;

/// What an office answered, or will, for a quarter: seen by the town that asked.
#[derive(Clone)]
pub struct PlanLoadFacts {
    office: OfficeId,
    load: PlanLoadId,
}

impl Facts for PlanLoadFacts {
    type Id = PlanLoadId;
    const KIND: &'static str = LOAD.kind;

    async fn load(tx: &mut Tx, load: PlanLoadId) -> Result<Option<Self>, Fault> {
        let is_there = ProviderFacts::load(tx, load.provider).await?.is_some();
        Ok(is_there.then(|| PlanLoadFacts { office: tx.office(), load }))
    }

    fn office(&self) -> OfficeId {
        self.office
    }

    fn id(&self) -> PlanLoadId {
        self.load
    }

    fn spelled(&self) -> String {
        self.load.to_string()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        vec![("office", Value::new_long(self.office.0))]
    }
}

/// The town's own figures of a quarter.
#[derive(Clone)]
pub struct PlanQuarterFacts {
    office: OfficeId,
    quarter: Quarter,
}

impl Facts for PlanQuarterFacts {
    type Id = Quarter;
    const KIND: &'static str = QUARTER.kind;

    async fn load(tx: &mut Tx, quarter: Quarter) -> Result<Option<Self>, Fault> {
        Ok(Some(PlanQuarterFacts { office: tx.office(), quarter }))
    }

    fn office(&self) -> OfficeId {
        self.office
    }

    fn id(&self) -> Quarter {
        self.quarter
    }

    fn spelled(&self) -> String {
        self.quarter.to_string()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        vec![("office", Value::new_long(self.office.0))]
    }
}

/// An edition of the figures from which on a load is heavy.
#[derive(Clone)]
pub struct PlanRuleFacts {
    office: OfficeId,
    rule: PlanRuleId,
}

impl Facts for PlanRuleFacts {
    type Id = PlanRuleId;
    const KIND: &'static str = RULE.kind;

    async fn load(tx: &mut Tx, rule: PlanRuleId) -> Result<Option<Self>, Fault> {
        Ok(Some(PlanRuleFacts { office: tx.office(), rule }))
    }

    fn office(&self) -> OfficeId {
        self.office
    }

    fn id(&self) -> PlanRuleId {
        self.rule
    }

    fn spelled(&self) -> String {
        self.rule.to_string()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        vec![("office", Value::new_long(self.office.0))]
    }
}
