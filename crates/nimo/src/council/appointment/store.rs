//! The SQL of letters of appointment.

mod retained;

pub(crate) use retained::{empty, retained};

use crate::access::{Action, Facts, Permit};
use crate::council::appointment::model::{Appointment, AppointmentId, BatchId, Letter, Withdrawal};
use crate::council::appointment::{IssueAppointments, WithdrawAppointment};
use crate::council::model::CouncilId;
use crate::council::retention::model::RetentionKind;
use crate::council::retention::store as retention;
use crate::council::seat::model::MemberId;
use crate::editing::shape::Texts;
use crate::editing::store::json;
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use crate::trail::{self, Line, LineId, Named, Nameless};
use cedar_policy::RestrictedExpression as Value;
use sqlx::Row;
use sqlx::any::AnyRow;
use std::collections::BTreeSet;

/// What the gate knows about a letter: of which council.
#[derive(Clone)]
pub struct AppointmentFacts {
    office: OfficeId,
    council: CouncilId,
    appointment: AppointmentId,
}

impl AppointmentFacts {
    /// Of which council.
    pub fn council(&self) -> CouncilId {
        self.council
    }
}

impl Facts for AppointmentFacts {
    type Id = AppointmentId;
    const KIND: &'static str = "Appointment";

    async fn load(tx: &mut Tx, appointment: AppointmentId) -> Result<Option<Self>, Fault> {
        let row = sqlx::query("select council from council_appointment where office = $1 and id = $2")
            .bind(tx.office().0)
            .bind(appointment.to_string())
            .fetch_optional(tx.sql())
            .await?;
        let office = tx.office();
        row.map(|row| {
            let council = CouncilId::parse(row.try_get("council")?).ok_or_else(unreadable)?;
            Ok(AppointmentFacts { office, council, appointment })
        })
        .transpose()
    }

    fn office(&self) -> OfficeId {
        self.office
    }

    fn id(&self) -> AppointmentId {
        self.appointment
    }

    fn spelled(&self) -> String {
        self.appointment.to_string()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        vec![("office", Value::new_long(self.office.0)), ("council", Value::new_string(self.council.to_string()))]
    }
}

/// Who of a council that the permit's thing belongs to has a letter that holds.
pub(crate) async fn lettered<A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    council: CouncilId,
) -> Result<BTreeSet<MemberId>, Fault> {
    let rows = sqlx::query(
        "select a.member from council_appointment a where a.office = $1 and a.council = $2 and not exists
           (select 1 from council_appointment_withdrawal w where w.office = a.office and w.appointment = a.id)",
    )
    .bind(tx.office().0)
    .bind(council.to_string())
    .fetch_all(tx.sql())
    .await?;
    rows.iter().map(|row| MemberId::parse(row.try_get("member")?).ok_or_else(unreadable)).collect()
}

const COLUMNS: &str = "select a.id, a.member, a.batch, a.place, a.words, a.at, a.by_name,
    w.reason as w_reason, w.at as w_at, w.by_name as w_by
  from council_appointment a left join council_appointment_withdrawal w on w.office = a.office and w.appointment = a.id";

/// Every letter of a council that the permit's thing belongs to, the newest batch first, each in its order. What was disposed of is not among
/// them; [`gone`] counts it.
pub(crate) async fn list<A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    council: CouncilId,
) -> Result<Vec<Appointment>, Fault> {
    let sql =
        format!("{COLUMNS} where a.office = $1 and a.council = $2 and a.words <> '' order by a.batch desc, a.place");
    let rows =
        sqlx::query(sqlx::AssertSqlSafe(sql)).bind(tx.office().0).bind(council.to_string()).fetch_all(tx.sql()).await?;
    rows.iter().map(appointment).collect()
}

/// The permit's letter.
///
/// # Errors
/// [`Fault::Disposed`] when its words are gone.
pub async fn find<A: Action<On = AppointmentFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Appointment, Fault> {
    let what = (RetentionKind::Letter, permit.facts().spelled());
    if let Some(day) = retention::gone(tx, permit, (what.0, &what.1)).await? {
        return Err(Fault::Disposed(day));
    }
    let row = sqlx::query(sqlx::AssertSqlSafe(format!("{COLUMNS} where a.office = $1 and a.id = $2")))
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_one(tx.sql())
        .await?;
    appointment(&row)
}

/// So many letters of a council that the permit's thing belongs to were disposed of.
pub(crate) async fn gone<A: Action>(tx: &mut Tx, _permit: &Permit<A>, council: CouncilId) -> Result<i64, Fault> {
    let row =
        sqlx::query("select count(*) as n from council_appointment where office = $1 and council = $2 and words = ''")
            .bind(tx.office().0)
            .bind(council.to_string())
            .fetch_one(tx.sql())
            .await?;
    Ok(row.try_get("n")?)
}

/// Numbers a batch for the permit's council; each letter rests on its member, and on the proposal that came back, where one was wanted.
pub async fn issue(
    tx: &mut Tx,
    permit: &Permit<IssueAppointments>,
    letters: &[(MemberId, Letter)],
    approved: Option<&LineId<Nameless>>,
) -> Result<BatchId, Fault> {
    let batch = BatchId::fresh();
    for ((member, letter), place) in letters.iter().zip(1i64..) {
        let id = AppointmentId::fresh();
        sqlx::query(
            "insert into council_appointment (office, id, council, member, batch, place, words, at, by_account, by_name)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .bind(tx.office().0)
        .bind(id.to_string())
        .bind(permit.facts().spelled())
        .bind(member.to_string())
        .bind(batch.to_string())
        .bind(place)
        .bind(json(&letter.texts())?)
        .bind(permit.now().to_string())
        .bind(permit.actor().spelled())
        .bind(permit.actor().name())
        .execute(tx.sql())
        .await?;
        let mut line = Line::<Named>::new("appointment.issued", AppointmentFacts::KIND, id);
        if let Some(cause) = trail::first::<Named>(tx, "Member", &member.to_string()).await? {
            line = line.because(cause);
        }
        if let Some(approved) = approved {
            line = line.because(approved.clone());
        }
        trail::record(tx, permit, line).await?;
    }
    Ok(batch)
}

/// Takes the permit's letter back.
///
/// # Errors
/// [`Fault::Taken`] when it was taken back already, [`Fault::Disposed`] when it is gone.
pub async fn withdraw(tx: &mut Tx, permit: &Permit<WithdrawAppointment>, reason: &str) -> Result<(), Fault> {
    find(tx, permit).await?;
    sqlx::query(
        "insert into council_appointment_withdrawal (office, appointment, reason, at, by_name) values ($1, $2, $3, $4, $5)",
    )
    .bind(tx.office().0)
    .bind(permit.facts().spelled())
    .bind(reason)
    .bind(permit.now().to_string())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    let line = Line::<Named>::new("appointment.withdrawn", AppointmentFacts::KIND, permit.facts().id());
    trail::record(tx, permit, line).await?;
    Ok(())
}

fn appointment(row: &AnyRow) -> Result<Appointment, Fault> {
    let words: Texts = serde_json::from_str(row.try_get("words")?).map_err(|_| unreadable())?;
    let at = |column: &str| {
        let text: &str = row.try_get(column)?;
        Ok::<_, Fault>(Moment::parse(text).ok_or_else(unreadable)?.in_words())
    };
    let reason: Option<String> = row.try_get("w_reason")?;
    let withdrawn = match reason {
        Some(reason) => Some(Withdrawal { reason, at: at("w_at")?, by: row.try_get("w_by")? }),
        None => None,
    };
    Ok(Appointment {
        id: AppointmentId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
        member: MemberId::parse(row.try_get("member")?).ok_or_else(unreadable)?,
        batch: BatchId::parse(row.try_get("batch")?).ok_or_else(unreadable)?,
        place: row.try_get("place")?,
        letter: Letter::parse(&words).ok_or_else(unreadable)?,
        at: at("at")?,
        by: row.try_get("by_name")?,
        withdrawn,
    })
}

fn unreadable() -> Fault {
    Fault::broken("appointment", "a row that cannot be read")
}
