//! What of payments is kept, and its emptying: all that was paid for a meeting is one thing.

use super::unreadable;
use crate::access::{Action, Permit};
use crate::council::meeting::model::MeetingId;
use crate::council::model::CouncilId;
use crate::council::payment::model::LIST;
use crate::council::retention::DisposeRetained;
use crate::council::retention::model::{Retained, RetentionKind};
use crate::editing::store::forget;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use sqlx::Row;
use sqlx::any::AnyRow;

/// The meetings of a council that the permit's thing belongs to for which something was paid and whose lists are there. A list that was
/// never paid is not done, and counts no years.
pub(crate) async fn retained<A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    council: CouncilId,
) -> Result<Vec<Retained>, Fault> {
    let rows = sqlx::query(
        "select s.meeting, s.number, s.sha256, (select max(o.on_day) from pay_settlement o
             where o.office = s.office and o.meeting = s.meeting) as on_day
         from pay_settlement s join meeting m on m.office = s.office and m.id = s.meeting
         where s.office = $1 and m.council = $2
           and not exists (select 1 from pay_settlement n
             where n.office = s.office and n.meeting = s.meeting and n.number > s.number)
           and not exists (select 1 from disposal_line l
             where l.office = s.office and l.kind = 'pay' and l.thing = s.meeting)",
    )
    .bind(tx.office().0)
    .bind(council.to_string())
    .fetch_all(tx.sql())
    .await?;
    rows.iter().map(paid).collect()
}

fn paid(row: &AnyRow) -> Result<Retained, Fault> {
    let (meeting, on): (String, String) = (row.try_get("meeting")?, row.try_get("on_day")?);
    Ok(Retained {
        kind: RetentionKind::Pay,
        meeting: Some(MeetingId::parse(&meeting).ok_or_else(unreadable)?),
        thing: meeting,
        name: format!("支払の一覧（{}回の支払い）", row.try_get::<i64, _>("number")?),
        done_on: on.parse().map_err(|_| unreadable())?,
        sha256: row.try_get("sha256")?,
        is_open: false,
    })
}

/// Empties everything of a meeting's payment that stands in the register of disposals: what was paid and why it was taken back, the list,
/// its versions and drafts.
pub(crate) async fn empty(tx: &mut Tx, permit: &Permit<DisposeRetained>, meeting: &str) -> Result<(), Fault> {
    const SETTLED: &str = "update pay_settlement set body = '' where office = $1 and meeting = $2";
    const WHY: &str = "update pay_settlement_withdrawal set reason = '' where office = $1 and settlement in
         (select s.id from pay_settlement s where s.office = $1 and s.meeting = $2)";
    const LISTED: &str = "update pay_list set fields = '' where office = $1 and id = $2";
    for sql in [SETTLED, WHY, LISTED] {
        sqlx::query(sql).bind(tx.office().0).bind(meeting).execute(tx.sql()).await?;
    }
    forget(tx, permit, &LIST, meeting).await
}
