//! What of handouts is kept, and its emptying.

use super::unreadable;
use crate::access::{Action, Permit};
use crate::council::handout::model::HandoutForm;
use crate::council::meeting::model::MeetingId;
use crate::council::model::CouncilId;
use crate::council::retention::DisposeRetained;
use crate::council::retention::model::{Retained, RetentionKind};
use crate::editing::store::fields;
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use almanac::Date;
use sqlx::Row;
use sqlx::any::AnyRow;

/// The files of a council that the permit's thing belongs to whose bytes are there, those of handouts that were taken back among them. What
/// was filed after its meeting is done on the later day; while the papers of its meeting stand open to everybody, or would again were the
/// meeting taken back, so does the file.
pub(crate) async fn retained<A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    council: CouncilId,
) -> Result<Vec<Retained>, Fault> {
    let rows = sqlx::query(
        "select f.id, f.number, f.sha256, f.at, h.fields, h.meeting, m.held_on,
           (select count(*) from public_release r
             where r.office = h.office and r.meeting = h.meeting and r.kind = 'papers'
               and not exists (select 1 from public_release n where n.office = r.office and n.council = r.council
                 and n.meeting = r.meeting and n.kind = r.kind and n.number > r.number)
               and not exists (select 1 from public_release_withdrawal w where w.office = r.office and w.release = r.id))
             as open
         from handout_file f join handout h on h.office = f.office and h.id = f.handout
         join meeting m on m.office = h.office and m.id = h.meeting
         where f.office = $1 and h.council = $2 and not exists
           (select 1 from disposal_line l where l.office = f.office and l.kind = 'handout' and l.thing = f.id)",
    )
    .bind(tx.office().0)
    .bind(council.to_string())
    .fetch_all(tx.sql())
    .await?;
    rows.iter().map(file).collect()
}

fn file(row: &AnyRow) -> Result<Retained, Fault> {
    let form = HandoutForm::parse(&fields(row)?).map_err(|_| unreadable())?;
    let filed = Moment::parse(row.try_get("at")?).ok_or_else(unreadable)?.day();
    let held: Option<Date> = row.try_get::<Option<String>, _>("held_on")?.and_then(|on| on.parse().ok());
    Ok(Retained {
        kind: RetentionKind::Handout,
        thing: row.try_get("id")?,
        meeting: Some(MeetingId::parse(row.try_get("meeting")?).ok_or_else(unreadable)?),
        name: format!("資料「{}」第{}版", form.title, row.try_get::<i64, _>("number")?),
        done_on: held.map_or(filed, |held| held.max(filed)),
        sha256: row.try_get("sha256")?,
        is_open: row.try_get::<i64, _>("open")? > 0,
    })
}

/// Empties a file that stands in the register of disposals, and the copies of it that were laid open and taken down; with the last file of a
/// meeting go all such copies.
pub(crate) async fn empty(tx: &mut Tx, _permit: &Permit<DisposeRetained>, thing: &Retained) -> Result<(), Fault> {
    sqlx::query("update handout_file set bytes = $3, name = '' where office = $1 and id = $2")
        .bind(tx.office().0)
        .bind(thing.thing.as_str())
        .bind(&b""[..])
        .execute(tx.sql())
        .await?;
    let Some(meeting) = thing.meeting else { return Ok(()) };
    sqlx::query(
        "update public_release_file set bytes = $3 where office = $1 and sha256 = $4 and release in
           (select r.id from public_release r where r.office = $1 and r.meeting = $2 and r.kind = 'papers')",
    )
    .bind(tx.office().0)
    .bind(meeting.to_string())
    .bind(&b""[..])
    .bind(thing.sha256.as_str())
    .execute(tx.sql())
    .await?;
    sqlx::query(
        "update public_release_file set bytes = $3 where office = $1 and release in
           (select r.id from public_release r where r.office = $1 and r.meeting = $2 and r.kind = 'papers')
         and not exists (select 1 from handout_file f join handout h on h.office = f.office and h.id = f.handout
           where h.office = $1 and h.meeting = $2 and not exists
             (select 1 from disposal_line l where l.office = f.office and l.kind = 'handout' and l.thing = f.id))",
    )
    .bind(tx.office().0)
    .bind(meeting.to_string())
    .bind(&b""[..])
    .execute(tx.sql())
    .await?;
    Ok(())
}
