//! The SQL of what is made ready before a meeting.

use crate::access::{Action, Facts, Permit};
use crate::council::meeting::model::MeetingId;
use crate::council::meeting::store::{MeetingFacts, touch_fields};
use crate::council::preparation::EditPreparation;
use crate::council::preparation::model::{PreparationForm, SHAPE};
use crate::editing::store::{fields, json, keep_revision, write_over};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use crate::trail::{self, Line, Nameless};
use cedar_policy::RestrictedExpression as Value;
use sqlx::Row;

/// What the gate knows about a preparation: it is as open as its meeting. A meeting whose preparation was not begun has none.
#[derive(Clone)]
pub struct PreparationFacts {
    meeting: MeetingFacts,
}

impl PreparationFacts {
    /// The meeting.
    pub fn meeting(&self) -> &MeetingFacts {
        &self.meeting
    }
}

impl Facts for PreparationFacts {
    type Id = MeetingId;
    const KIND: &'static str = "Preparation";

    async fn load(tx: &mut Tx, meeting: MeetingId) -> Result<Option<Self>, Fault> {
        let row = sqlx::query("select id from meeting_preparation where office = $1 and id = $2")
            .bind(tx.office().0)
            .bind(meeting.to_string())
            .fetch_optional(tx.sql())
            .await?;
        if row.is_none() {
            return Ok(None);
        }
        Ok(MeetingFacts::load(tx, meeting).await?.map(|meeting| PreparationFacts { meeting }))
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

/// What was made ready for a meeting that the permit's thing belongs to, and the version of the row; none where it was not begun.
pub(crate) async fn of_meeting<A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    meeting: MeetingId,
) -> Result<Option<(PreparationForm, i64)>, Fault> {
    let row = sqlx::query("select fields, version from meeting_preparation where office = $1 and id = $2")
        .bind(tx.office().0)
        .bind(meeting.to_string())
        .fetch_optional(tx.sql())
        .await?;
    row.map(|row| Ok((PreparationForm::parse(&fields(&row)?).map_err(|_| unreadable())?, row.try_get("version")?)))
        .transpose()
}

/// Begins what is made ready for a meeting that the permit's act makes or names.
///
/// # Errors
/// [`Fault::Taken`] where it was begun already.
pub(crate) async fn begin<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    meeting: MeetingId,
    form: &PreparationForm,
) -> Result<(), Fault> {
    let texts = form.texts();
    sqlx::query("insert into meeting_preparation (office, id, fields, version, made_at) values ($1, $2, $3, 1, $4)")
        .bind(tx.office().0)
        .bind(meeting.to_string())
        .bind(json(&texts)?)
        .bind(permit.now().to_string())
        .execute(tx.sql())
        .await?;
    keep_revision(tx, permit, &SHAPE, &meeting.to_string(), (1, &texts, None)).await?;
    let mut line = Line::<Nameless>::new("preparation.begun", SHAPE.kind, meeting);
    if let Some(cause) = trail::first::<Nameless>(tx, MeetingFacts::KIND, &meeting.to_string()).await? {
        line = line.because(cause);
    }
    trail::record(tx, permit, line).await?;
    Ok(())
}

/// Changes what was made ready, if it still has the version that was edited. What changed was touched: it is carried over no more.
///
/// # Errors
/// [`Fault::Lost`] when somebody saved first.
pub async fn set(
    tx: &mut Tx,
    permit: &Permit<EditPreparation>,
    (version, before): (i64, &PreparationForm),
    form: &PreparationForm,
    reverted_to: Option<i64>,
) -> Result<(), Fault> {
    let (old, texts) = (before.texts(), form.texts());
    write_over(tx, permit, ("meeting_preparation", &SHAPE), (version, &texts, reverted_to)).await?;
    let changed: Vec<String> = SHAPE
        .names()
        .into_iter()
        .filter(|name| old.get(*name) != texts.get(*name))
        .map(|name| format!("preparation.{name}"))
        .collect();
    touch_fields(tx, permit, permit.facts().id(), &changed).await?;
    let verb = if reverted_to.is_some() { "preparation.put_back" } else { "preparation.changed" };
    trail::record(tx, permit, Line::<Nameless>::new(verb, SHAPE.kind, permit.facts().id())).await?;
    Ok(())
}

fn unreadable() -> Fault {
    Fault::broken("preparation", "a row that cannot be read")
}
