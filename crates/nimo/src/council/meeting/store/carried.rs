//! 前回から: lines of a meeting that were carried over from another, until somebody touches them.

use super::unreadable;
use crate::access::Facts;
use crate::access::{Action, Permit};
use crate::council::meeting::EditMeeting;
use crate::council::meeting::model::MeetingId;
use crate::council::meeting::store::MeetingFacts;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::trail::{self, Line, Nameless};
use sqlx::Row;

/// A line that was carried over: `meeting.venue`, `item.<id>`, `preparation.sender`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// Which.
    pub what: String,
    /// From which meeting.
    pub from: MeetingId,
}

/// What was carried over into a meeting that the permit's thing belongs to, and that nobody has touched.
pub(crate) async fn carried<A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    meeting: MeetingId,
) -> Result<Vec<Carried>, Fault> {
    let rows =
        sqlx::query("select what, from_meeting from meeting_carried where office = $1 and meeting = $2 order by what")
            .bind(tx.office().0)
            .bind(meeting.to_string())
            .fetch_all(tx.sql())
            .await?;
    let carried = rows.iter().map(|row| {
        let from = MeetingId::parse(row.try_get("from_meeting")?).ok_or_else(unreadable)?;
        Ok(Carried { what: row.try_get("what")?, from })
    });
    carried.collect()
}

/// Marks lines as carried over from another meeting of the same council.
pub(crate) async fn mark_carried<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    (meeting, from): (MeetingId, MeetingId),
    what: &[String],
) -> Result<(), Fault> {
    for what in what {
        sqlx::query(
            "insert into meeting_carried (office, meeting, what, from_meeting, at) values ($1, $2, $3, $4, $5)
             on conflict (office, meeting, what) do update set from_meeting = excluded.from_meeting, at = excluded.at",
        )
        .bind(tx.office().0)
        .bind(meeting.to_string())
        .bind(what.as_str())
        .bind(from.to_string())
        .bind(permit.now().to_string())
        .execute(tx.sql())
        .await?;
    }
    Ok(())
}

/// Somebody touched these lines: they are his now.
pub(crate) async fn touch_fields<A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    meeting: MeetingId,
    what: &[String],
) -> Result<(), Fault> {
    for what in what {
        sqlx::query("delete from meeting_carried where office = $1 and meeting = $2 and what = $3")
            .bind(tx.office().0)
            .bind(meeting.to_string())
            .bind(what.as_str())
            .execute(tx.sql())
            .await?;
    }
    Ok(())
}

/// Somebody looked at these lines of the permit's meeting and left them as they are: they are his now, and the trail says so.
pub(crate) async fn looked(tx: &mut Tx, permit: &Permit<EditMeeting>, what: &[String]) -> Result<(), Fault> {
    if what.is_empty() {
        return Ok(());
    }
    touch_fields(tx, permit, permit.facts().id(), what).await?;
    let line = Line::<Nameless>::new("meeting.looked", MeetingFacts::KIND, permit.facts().id());
    trail::record(tx, permit, line.detail(what.join(","))).await?;
    Ok(())
}
