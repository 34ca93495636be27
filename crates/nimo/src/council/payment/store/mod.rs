//! The SQL of what is paid: what the gate knows here, then one file for each kind of row.

mod list;
mod retained;
mod scale;
mod settlement;

pub use crate::council::dated::store::{add, find as find_scale, set as set_scale};
pub use list::{PayList, begin, find as find_list, of_meeting, set as set_list};
pub(crate) use retained::{empty, retained};
pub(crate) use scale::of_council;
pub use scale::{PayScale, PayScaleFacts, list as list_scales};
pub use settlement::{Settled, find as find_settled, mark, settle, settled, withdraw};

use crate::access::Facts;
use crate::council::meeting::model::{MeetingId, State};
use crate::council::meeting::store::MeetingFacts;
use crate::council::payment::model::PaySettlementId;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use cedar_policy::RestrictedExpression as Value;
use sqlx::Row;

/// What the gate knows about the list of a meeting: it is as open as its meeting. Whether it was paid is a rule, not a question of
/// who: two who act at once get a sentence.
#[derive(Clone)]
pub struct PayListFacts {
    meeting: MeetingFacts,
}

impl PayListFacts {
    /// The meeting.
    pub fn meeting(&self) -> &MeetingFacts {
        &self.meeting
    }
}

impl Facts for PayListFacts {
    type Id = MeetingId;
    const KIND: &'static str = "PayList";

    /// Also before it was begun: beginning it is an act on it.
    async fn load(tx: &mut Tx, meeting: MeetingId) -> Result<Option<Self>, Fault> {
        Ok(MeetingFacts::load(tx, meeting).await?.map(|meeting| PayListFacts { meeting }))
    }

    fn office(&self) -> OfficeId {
        self.meeting.office()
    }

    fn id(&self) -> MeetingId {
        self.meeting.id()
    }

    fn spelled(&self) -> String {
        self.meeting.spelled()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        self.meeting.attributes()
    }
}

/// What the gate knows about a list that was paid.
#[derive(Clone)]
pub struct PaySettlementFacts {
    settlement: PaySettlementId,
    meeting: MeetingFacts,
    is_withdrawn: bool,
}

impl PaySettlementFacts {
    /// The meeting.
    pub fn meeting(&self) -> &MeetingFacts {
        &self.meeting
    }
}

impl Facts for PaySettlementFacts {
    type Id = PaySettlementId;
    const KIND: &'static str = "PaySettlement";

    async fn load(tx: &mut Tx, settlement: PaySettlementId) -> Result<Option<Self>, Fault> {
        let row = sqlx::query(
            "select s.meeting, w.at as withdrawn_at from pay_settlement s
             left join pay_settlement_withdrawal w on w.office = s.office and w.settlement = s.id
             where s.office = $1 and s.id = $2",
        )
        .bind(tx.office().0)
        .bind(settlement.to_string())
        .fetch_optional(tx.sql())
        .await?;
        let Some(row) = row else { return Ok(None) };
        let meeting = MeetingId::parse(row.try_get("meeting")?).ok_or_else(unreadable)?;
        let is_withdrawn = row.try_get::<Option<String>, _>("withdrawn_at")?.is_some();
        let facts = MeetingFacts::load(tx, meeting).await?;
        Ok(facts.map(|meeting| PaySettlementFacts { settlement, meeting, is_withdrawn }))
    }

    fn office(&self) -> OfficeId {
        self.meeting.office()
    }

    fn id(&self) -> PaySettlementId {
        self.settlement
    }

    fn spelled(&self) -> String {
        self.settlement.to_string()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        let is_aside = self.is_withdrawn || self.meeting.state() == State::Withdrawn;
        vec![
            ("office", Value::new_long(self.office().0)),
            ("council", Value::new_string(self.meeting.council().to_string())),
            ("state", Value::new_string(if is_aside { "withdrawn" } else { "standing" }.into())),
        ]
    }
}

fn unreadable() -> Fault {
    Fault::broken("payment", "a row that cannot be read")
}
