//! The SQL of what the secretariat said of open ends. It only grows.

use crate::access::{Facts, Permit};
use crate::packet::agenda::PrepareAgenda;
use crate::packet::agenda::model::{AgendaChoice, Chosen};
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::gather::{Row, gather};
use crate::trail::{self, Line, Nameless};

/// What was said before the permit's meeting, oldest first.
pub async fn of(tx: &mut Tx, permit: &Permit<PrepareAgenda>) -> Result<Vec<Chosen>, Fault> {
    let names = ["key", "choice", "reason", "at", "by_name"];
    let select = "select c.* from agenda_choice c where c.office = $1 and c.meeting = $2 order by c.id";
    let chosen = |row: &Row<'_>| {
        Ok(Chosen {
            key: row.text("key")?.to_string(),
            choice: row.of("choice", AgendaChoice::parse)?,
            reason: row.text("reason")?.to_string(),
            at: row.of("at", Moment::parse)?,
            by: row.text("by_name")?.to_string(),
        })
    };
    gather(tx, &names, select, &[permit.facts().spelled()]).await?.read(chosen)
}

/// Keeps an open end on the agenda of the permit's meeting, or strikes it: by its key, with what it says.
pub async fn choose(
    tx: &mut Tx,
    permit: &Permit<PrepareAgenda>,
    (key, what): (&str, &str),
    choice: AgendaChoice,
    reason: &str,
) -> Result<(), Fault> {
    sqlx::query(
        "insert into agenda_choice (office, id, meeting, key, choice, what, reason, at, by_account, by_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(tx.office().0)
    .bind(uuid::Uuid::now_v7().to_string())
    .bind(permit.facts().spelled())
    .bind(key)
    .bind(choice.code())
    .bind(what)
    .bind(reason)
    .bind(permit.now().to_string())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    let line = Line::<Nameless>::new("agenda.chosen", "Meeting", permit.facts().id());
    trail::record(tx, permit, line.detail(format!("{} {}", choice.code(), key))).await?;
    Ok(())
}
