//! What of letters is kept, and their emptying.

use super::unreadable;
use crate::access::{Action, Permit};
use crate::council::appointment::model::Letter;
use crate::council::model::CouncilId;
use crate::council::retention::DisposeRetained;
use crate::council::retention::model::{Retained, RetentionKind};
use crate::editing::shape::Texts;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use sqlx::Row;
use sqlx::any::AnyRow;

/// The letters of a council that the permit's thing belongs to whose words are there, by their numbers: to whom is not said here.
pub(crate) async fn retained<A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    council: CouncilId,
) -> Result<Vec<Retained>, Fault> {
    let rows =
        sqlx::query("select id, words from council_appointment where office = $1 and council = $2 and words <> ''")
            .bind(tx.office().0)
            .bind(council.to_string())
            .fetch_all(tx.sql())
            .await?;
    rows.iter().map(letter).collect()
}

fn letter(row: &AnyRow) -> Result<Retained, Fault> {
    let words: Texts = serde_json::from_str(row.try_get("words")?).map_err(|_| unreadable())?;
    let letter = Letter::parse(&words).ok_or_else(unreadable)?;
    Ok(Retained {
        kind: RetentionKind::Letter,
        thing: row.try_get("id")?,
        meeting: None,
        name: format!("{}　{}", letter.kind.title(), letter.number),
        done_on: letter.dated_on,
        sha256: String::new(),
        is_open: false,
    })
}

/// Empties a letter that stands in the register of disposals, and why it was taken back.
pub(crate) async fn empty(tx: &mut Tx, _permit: &Permit<DisposeRetained>, letter: &str) -> Result<(), Fault> {
    const SAID: &str = "update council_appointment set words = '' where office = $1 and id = $2";
    const WHY: &str = "update council_appointment_withdrawal set reason = '' where office = $1 and appointment = $2";
    for sql in [SAID, WHY] {
        sqlx::query(sql).bind(tx.office().0).bind(letter).execute(tx.sql()).await?;
    }
    Ok(())
}
