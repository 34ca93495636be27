//! Where the rules of how long a council keeps what are kept.

use crate::access::{Action, Permit};
use crate::council::dated::store::{self as dated, Dated, DatedFacts, Plain};
use crate::council::retention::model::{RetentionRule, RetentionRuleForm, RetentionRuleId, SHAPE};
use crate::council::retention::{AddRetentionRule, EditRetentionRule};
use crate::council::store::CouncilFacts;
use crate::editing::shape::{Shape, Texts};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::trail::Nameless;
use almanac::Date;

/// What the gate knows about a rule: whose it is.
pub type RetentionRuleFacts = DatedFacts<RetentionRuleForm>;

impl Dated for RetentionRuleForm {
    type Id = RetentionRuleId;
    type Edit = EditRetentionRule;
    type Plane = Nameless;
    const TABLE: &'static str = "retention_rule";
    const SHAPE: &'static Shape = &SHAPE;
    const VERBS: [&'static str; 3] = ["retention_rule.added", "retention_rule.changed", "retention_rule.put_back"];

    fn begins_on(&self) -> Date {
        self.from_on
    }

    fn texts(&self) -> Texts {
        RetentionRuleForm::texts(self)
    }

    fn stored(texts: &Texts) -> Option<Self> {
        RetentionRuleForm::parse(texts).ok()
    }
}

impl Plain for RetentionRuleForm {
    type Add = AddRetentionRule;
}

/// The rules of the permit's council, newest first.
pub async fn list<A: Action<On = CouncilFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<RetentionRule>, Fault> {
    dated::list(tx, permit).await
}
