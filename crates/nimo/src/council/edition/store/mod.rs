//! The SQL of confirming: facts here, then one file for each kind of row.

mod confirmation;
mod correction;
mod edition;

pub use confirmation::{Window, ask, confirm, find, history_of, newest, set, take_back_confirming, withdraw};
pub use correction::{Correction, add, corrections, find_correction, set_correction, withdraw_correction};
pub use edition::{Edition, Frozen, Published, body_of, editions, find_edition, freeze, pdf_of, publish, unpublish};

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

/// What the gate knows about a window: whose meeting it is of, and does it stand?
#[derive(Clone)]
pub struct ConfirmationFacts {
    confirmation: ConfirmationId,
    meeting: MeetingFacts,
    stands: bool,
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
    stands: bool,
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
}

impl EditionFacts {
    /// The meeting.
    pub fn meeting(&self) -> &MeetingFacts {
        &self.meeting
    }

    /// For whom.
    pub fn audience(&self) -> Audience {
        self.audience
    }

    /// How far.
    pub fn stage(&self) -> EditionStage {
        self.stage
    }
}

/// The meeting's attributes, with a state of its own where the thing was taken back.
fn attributes(meeting: &MeetingFacts, stands: bool) -> Vec<(&'static str, Value)> {
    let mut attributes = meeting.attributes();
    if !stands {
        attributes.retain(|(name, _)| *name != "state");
        attributes.push(("state", Value::new_string("withdrawn".into())));
    }
    attributes
}

impl Facts for ConfirmationFacts {
    type Id = ConfirmationId;
    const KIND: &'static str = "Confirmation";

    async fn load(tx: &mut Tx, confirmation: ConfirmationId) -> Result<Option<Self>, Fault> {
        let found = hangs_on(tx, ("confirmation", "confirmation_withdrawal"), &confirmation.to_string()).await?;
        Ok(found.map(|(meeting, stands)| ConfirmationFacts { confirmation, meeting, stands }))
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
        attributes(&self.meeting, self.stands)
    }
}

impl Facts for CorrectionFacts {
    type Id = CorrectionId;
    const KIND: &'static str = "Correction";

    async fn load(tx: &mut Tx, correction: CorrectionId) -> Result<Option<Self>, Fault> {
        let found = hangs_on(tx, ("correction", "correction_withdrawal"), &correction.to_string()).await?;
        Ok(found.map(|(meeting, stands)| CorrectionFacts { correction, meeting, stands }))
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
        attributes(&self.meeting, self.stands)
    }
}

/// The meeting on which a row of `table` hangs, and was the row not taken back?
async fn hangs_on(
    tx: &mut Tx,
    (table, withdrawal): (&'static str, &'static str),
    id: &str,
) -> Result<Option<(MeetingFacts, bool)>, Fault> {
    let sql = format!(
        "select t.meeting, case when w.{table} is null then 1 else 0 end as stands from {table} t
         left join {withdrawal} w on w.office = t.office and w.{table} = t.id where t.office = $1 and t.id = $2"
    );
    let row = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(tx.office().0).bind(id).fetch_optional(tx.sql()).await?;
    let Some(row) = row else { return Ok(None) };
    let meeting = MeetingId::parse(row.try_get("meeting")?).ok_or_else(unreadable)?;
    let stands = row.try_get::<i64, _>("stands")? == 1;
    Ok(MeetingFacts::load(tx, meeting).await?.map(|meeting| (meeting, stands)))
}

impl Facts for EditionFacts {
    type Id = EditionId;
    const KIND: &'static str = "Edition";

    async fn load(tx: &mut Tx, edition: EditionId) -> Result<Option<Self>, Fault> {
        let row = sqlx::query("select meeting, audience, stage from edition where office = $1 and id = $2")
            .bind(tx.office().0)
            .bind(edition.to_string())
            .fetch_optional(tx.sql())
            .await?;
        let Some(row) = row else { return Ok(None) };
        let meeting = MeetingId::parse(row.try_get("meeting")?).ok_or_else(unreadable)?;
        let audience = Audience::parse(row.try_get("audience")?).ok_or_else(unreadable)?;
        let stage = EditionStage::parse(row.try_get("stage")?).ok_or_else(unreadable)?;
        let meeting = MeetingFacts::load(tx, meeting).await?;
        Ok(meeting.map(|meeting| EditionFacts { edition, meeting, audience, stage }))
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
        attributes
    }
}

fn unreadable() -> Fault {
    Fault::broken("edition", "a row that cannot be read")
}
