//! The SQL of the record rule's decisions and consents.

use crate::access::{Action, Facts, Permit};
use crate::council::meeting::model::{BlockId, MeetingId};
use crate::council::model::{CouncilForm, RecordRule, SHAPE};
use crate::council::record::DecideRecord;
use crate::council::store::CouncilFacts;
use crate::council::{EditCouncil, store};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::trail::{self, Line, Nameless};
use sqlx::Row;

/// Sets the council's rule by the permit's decision. `editing` is leave to edit that council.
///
/// # Errors
/// [`Fault::Lost`] when somebody saved the council first.
pub async fn decide(
    tx: &mut Tx,
    permit: &Permit<DecideRecord>,
    editing: &Permit<EditCouncil>,
    rule: RecordRule,
) -> Result<(), Fault> {
    let council = store::find(tx, editing).await?;
    let (method, from_on) = (rule.method, rule.from_on);
    let form = CouncilForm { record_rule: Some(rule), ..council.form.clone() };
    if form != council.form {
        store::set(tx, editing, council.version, &form, None).await?;
    }
    sqlx::query(
        "insert into record_decision (office, council, block, method, from_on, at, by_account)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (office, council, block) do nothing",
    )
    .bind(tx.office().0)
    .bind(council.id.to_string())
    .bind(permit.facts().spelled())
    .bind(method.code())
    .bind(from_on.to_string())
    .bind(permit.now().to_string())
    .bind(permit.actor().spelled())
    .execute(tx.sql())
    .await?;
    let line = Line::<Nameless>::new("record.decided", SHAPE.kind, council.id).detail(method.code());
    let line = because_of(tx, permit, line).await?;
    trail::record(tx, permit, line).await?;
    Ok(())
}

/// Lets a meeting's minutes stand that left the rule, by the permit's decision.
pub async fn consent(tx: &mut Tx, permit: &Permit<DecideRecord>, meeting: MeetingId) -> Result<(), Fault> {
    sqlx::query(
        "insert into record_consent (office, meeting, block, at, by_account) values ($1, $2, $3, $4, $5)
         on conflict (office, meeting) do nothing",
    )
    .bind(tx.office().0)
    .bind(meeting.to_string())
    .bind(permit.facts().spelled())
    .bind(permit.now().to_string())
    .bind(permit.actor().spelled())
    .execute(tx.sql())
    .await?;
    let line = Line::<Nameless>::new("record.consented", "Meeting", meeting);
    let line = because_of(tx, permit, line).await?;
    trail::record(tx, permit, line).await?;
    Ok(())
}

/// The line comes of the meeting in which the decision stands.
async fn because_of(tx: &mut Tx, permit: &Permit<DecideRecord>, line: Line<Nameless>) -> Result<Line<Nameless>, Fault> {
    let meeting = permit.facts().meeting().spelled();
    let cause = trail::first::<Nameless>(tx, "Meeting", &meeting).await?;
    Ok(match cause {
        Some(cause) => line.because(cause),
        None => line,
    })
}

/// The decision from which the council's present rule came, if it is known.
pub async fn decided_by<A: Action<On = CouncilFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
    rule: &RecordRule,
) -> Result<Option<BlockId>, Fault> {
    let row = sqlx::query(
        "select block from record_decision where office = $1 and council = $2 and method = $3 and from_on = $4
         order by at desc limit 1",
    )
    .bind(tx.office().0)
    .bind(permit.facts().spelled())
    .bind(rule.method.code())
    .bind(rule.from_on.to_string())
    .fetch_optional(tx.sql())
    .await?;
    row.map(|row| BlockId::parse(row.try_get("block")?).ok_or_else(unreadable)).transpose()
}

/// The meetings of the permit's council whose minutes were let stand, each with its decision.
pub async fn consents<A: Action<On = CouncilFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
) -> Result<Vec<(MeetingId, BlockId)>, Fault> {
    let rows = sqlx::query(
        "select c.meeting, c.block from record_consent c join meeting m on m.office = c.office and m.id = c.meeting
         where c.office = $1 and m.council = $2",
    )
    .bind(tx.office().0)
    .bind(permit.facts().spelled())
    .fetch_all(tx.sql())
    .await?;
    let pair = |row: &sqlx::any::AnyRow| {
        let meeting = MeetingId::parse(row.try_get("meeting")?).ok_or_else(unreadable)?;
        Ok((meeting, BlockId::parse(row.try_get("block")?).ok_or_else(unreadable)?))
    };
    rows.iter().map(pair).collect()
}

fn unreadable() -> Fault {
    Fault::broken("record", "a row that cannot be read")
}
