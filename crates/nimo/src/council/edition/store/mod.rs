//! The SQL of confirming: facts here, then one file for each kind of row.

mod confirmation;
mod correction;
mod edition;
mod retained;

pub use confirmation::{Window, ask, confirm, find, history_of, newest, set, take_back_confirming, withdraw};
pub use correction::{Correction, add, corrections, find_correction, set_correction, withdraw_correction};
pub use edition::{
    Edition, Frozen, Published, body_of, editions, find_edition, freeze, pdf_of, publish, still_there, unpublish,
};
pub(crate) use retained::{empty, retained};

use crate::access::Facts;
use crate::council::edition::model::{ConfirmationId, CorrectionId, EditionId, EditionStage};
use crate::council::meeting::model::MeetingId;
use crate::council::meeting::store::MeetingFacts;
use crate::council::telling::model::Audience;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use cedar_policy::RestrictedExpression as Value;
use sqlx::Row;

/// What the gate knows about a window: whose meeting it is of. Whether it stands is a rule's to say, so that whoever comes second is told.
#[derive(Clone)]
pub struct ConfirmationFacts {
    confirmation: ConfirmationId,
    meeting: MeetingFacts,
}

impl ConfirmationFacts {
    /// The meeting.
    pub fn meeting(&self) -> &MeetingFacts {
        &self.meeting
    }
}

/// What the gate knows about a correction: it belongs to its meeting.
#[derive(Clone)]
pub struct CorrectionFacts {
    correction: CorrectionId,
    meeting: MeetingFacts,
}

impl CorrectionFacts {
    /// The meeting.
    pub fn meeting(&self) -> &MeetingFacts {
        &self.meeting
    }
}

/// What the gate knows about an edition: of which meeting, for whom, and how far it came.
#[derive(Clone)]
pub struct EditionFacts {
    edition: EditionId,
    meeting: MeetingFacts,
    audience: Audience,
    stage: EditionStage,
    stands: bool,
}

impl EditionFacts {
    /// The meeting.
    pub fn meeting(&self) -> &MeetingFacts {
        &self.meeting
    }
}

impl Facts for ConfirmationFacts {
    type Id = ConfirmationId;
    const KIND: &'static str = "Confirmation";

    async fn load(tx: &mut Tx, confirmation: ConfirmationId) -> Result<Option<Self>, Fault> {
        let meeting = hangs_on(tx, "confirmation", &confirmation.to_string()).await?;
        Ok(meeting.map(|meeting| ConfirmationFacts { confirmation, meeting }))
    }

    fn office(&self) -> OfficeId {
        self.meeting.office()
    }

    fn id(&self) -> ConfirmationId {
        self.confirmation
    }

    fn spelled(&self) -> String {
        self.confirmation.to_string()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        self.meeting.attributes()
    }
}

impl Facts for CorrectionFacts {
    type Id = CorrectionId;
    const KIND: &'static str = "Correction";

    async fn load(tx: &mut Tx, correction: CorrectionId) -> Result<Option<Self>, Fault> {
        let meeting = hangs_on(tx, "correction", &correction.to_string()).await?;
        Ok(meeting.map(|meeting| CorrectionFacts { correction, meeting }))
    }

    fn office(&self) -> OfficeId {
        self.meeting.office()
    }

    fn id(&self) -> CorrectionId {
        self.correction
    }

    fn spelled(&self) -> String {
        self.correction.to_string()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        self.meeting.attributes()
    }
}

/// The meeting on which a row of `table` hangs.
async fn hangs_on(tx: &mut Tx, table: &'static str, id: &str) -> Result<Option<MeetingFacts>, Fault> {
    let sql = format!("select meeting from {table} where office = $1 and id = $2");
    let row = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(tx.office().0).bind(id).fetch_optional(tx.sql()).await?;
    let Some(row) = row else { return Ok(None) };
    let meeting = MeetingId::parse(row.try_get("meeting")?).ok_or_else(unreadable)?;
    MeetingFacts::load(tx, meeting).await
}

/// An edition stands no longer when a newer one of its readers and stage was frozen; a draft, too, when its window was taken back or the
/// minutes were confirmed; and what was published, when it was taken down and not put up again.
const STANDS: &str = "case
    when exists (select 1 from edition n where n.office = e.office and n.meeting = e.meeting and n.audience = e.audience
      and n.stage = e.stage and n.number > e.number) then 0
    when e.stage = 'asked' and exists (select 1 from edition f where f.office = e.office and f.meeting = e.meeting
      and f.stage = 'final') then 0
    when e.stage = 'asked' and exists (select 1 from confirmation c join confirmation_withdrawal w
      on w.office = c.office and w.confirmation = c.id
      where c.office = e.office and c.meeting = e.meeting and c.number = e.number) then 0
    when exists (select 1 from publication p join publication_withdrawal w on w.office = p.office and w.publication = p.id
      where p.office = e.office and p.edition = e.id) and not exists (select 1 from publication p where p.office = e.office
      and p.edition = e.id and not exists (select 1 from publication_withdrawal w where w.office = p.office
      and w.publication = p.id)) then 0
    else 1 end";

impl Facts for EditionFacts {
    type Id = EditionId;
    const KIND: &'static str = "Edition";

    async fn load(tx: &mut Tx, edition: EditionId) -> Result<Option<Self>, Fault> {
        let sql = format!(
            "select e.meeting, e.audience, e.stage, {STANDS} as stands from edition e where e.office = $1 and e.id = $2"
        );
        let row = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(tx.office().0)
            .bind(edition.to_string())
            .fetch_optional(tx.sql())
            .await?;
        let Some(row) = row else { return Ok(None) };
        let meeting = MeetingId::parse(row.try_get("meeting")?).ok_or_else(unreadable)?;
        let audience = Audience::parse(row.try_get("audience")?).ok_or_else(unreadable)?;
        let stage = EditionStage::parse(row.try_get("stage")?).ok_or_else(unreadable)?;
        let stands = row.try_get::<i64, _>("stands")? == 1;
        let meeting = MeetingFacts::load(tx, meeting).await?;
        Ok(meeting.map(|meeting| EditionFacts { edition, meeting, audience, stage, stands }))
    }

    fn office(&self) -> OfficeId {
        self.meeting.office()
    }

    fn id(&self) -> EditionId {
        self.edition
    }

    fn spelled(&self) -> String {
        self.edition.to_string()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        let mut attributes = self.meeting.attributes();
        attributes.push(("audience", Value::new_string(self.audience.code().into())));
        attributes.push(("stage", Value::new_string(self.stage.code().into())));
        attributes.push(("stands", Value::new_bool(self.stands)));
        attributes
    }
}

fn unreadable() -> Fault {
    Fault::broken("edition", "a row that cannot be read")
}
