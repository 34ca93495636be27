//! The SQL of the room: opening and closing here, then who is there, and what is taken down.

mod attendance;
mod line;
mod writer;

pub(crate) use attendance::in_writing;
pub use attendance::{attend, invite, people, steps, take_back_step};
pub use line::{NewLine, move_line, restore, stay, strike, struck, take, taken};
pub use writer::{Writer, forget, is_writing, writers};

use crate::access::{Action, Facts, Permit};
use crate::council::ballot::store as ballots;
use crate::council::meeting::model::{ItemId, MeetingId, SHAPE};
use crate::council::meeting::store as meetings;
use crate::council::meeting::store::MeetingFacts;
use crate::council::sitting::model::{AttendanceMode, Sitting, SittingPerson, SittingWay};
use crate::council::sitting::{AttendSitting, CloseSitting, OpenSitting, ReopenSitting};
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::trail::{self, Line, Nameless};
use almanac::ClockTime;
use sqlx::Row;

/// How a meeting that the permit's thing belongs to stands in the room; `None` before it was opened.
pub async fn find<A: Action>(tx: &mut Tx, _permit: &Permit<A>, meeting: MeetingId) -> Result<Option<Sitting>, Fault> {
    let row = sqlx::query(
        "select s.way, s.starts_at, s.observers, s.at, s.by_name, c.ends_at, c.at as closed_at, c.by_name as closed_by
         from sitting s left join sitting_close c on c.office = s.office and c.meeting = s.meeting
         where s.office = $1 and s.meeting = $2",
    )
    .bind(tx.office().0)
    .bind(meeting.to_string())
    .fetch_optional(tx.sql())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let closed = match row.try_get::<Option<String>, _>("ends_at")? {
        Some(ends_at) => {
            let at: String = row.try_get("closed_at")?;
            Some((clock(&ends_at)?, Moment::parse(&at).ok_or_else(unreadable)?, row.try_get("closed_by")?))
        }
        None => None,
    };
    Ok(Some(Sitting {
        way: SittingWay::parse(row.try_get("way")?).ok_or_else(unreadable)?,
        starts_at: clock(row.try_get("starts_at")?)?,
        observers: u32::try_from(row.try_get::<i64, _>("observers")?).map_err(|_| unreadable())?,
        opened: (Moment::parse(row.try_get("at")?).ok_or_else(unreadable)?, row.try_get("by_name")?),
        closed,
    }))
}

/// The meeting was opened: a draft that was read from a sheet has no lines of the room.
///
/// # Errors
/// [`Fault::Missing`] for one that never was.
async fn was_opened<A: Action>(tx: &mut Tx, permit: &Permit<A>, meeting: MeetingId) -> Result<(), Fault> {
    find(tx, permit, meeting).await?.map(|_| ()).ok_or(Fault::Missing)
}

/// Somebody who is there when a meeting is opened, or is not.
pub struct AtOpening {
    /// Who.
    pub person: SittingPerson,
    /// How he is there.
    pub mode: AttendanceMode,
    /// Who came in his place; empty where nobody did.
    pub proxy: String,
}

/// Opens the permit's meeting, with who is there; where it is held in writing, with a ballot for each member.
///
/// # Errors
/// [`Fault::Taken`] when somebody opened it first.
pub async fn open(
    tx: &mut Tx,
    permit: &Permit<OpenSitting>,
    way: SittingWay,
    starts_at: ClockTime,
    people: &[AtOpening],
) -> Result<(), Fault> {
    let meeting = permit.facts().id();
    let row = sqlx::query(
        "insert into sitting (office, meeting, way, starts_at, observers, by_account, by_name, at)
         values ($1, $2, $3, $4, 0, $5, $6, $7) on conflict (office, meeting) do nothing returning meeting",
    )
    .bind(tx.office().0)
    .bind(meeting.to_string())
    .bind(way.code())
    .bind(starts_at.to_string())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .bind(permit.now().to_string())
    .fetch_optional(tx.sql())
    .await?;
    row.ok_or(Fault::Taken)?;
    for (place, one) in people.iter().enumerate() {
        let position = i64::try_from(place).map_err(|_| unreadable())?;
        attendance::place(tx, permit, meeting, position, &one.person).await?;
        attendance::step(tx, permit, meeting, one.person.id, (one.mode, &one.proxy, starts_at)).await?;
    }
    if way == SittingWay::Written {
        ballots::lay_out(tx, permit, people.iter().map(|one| &one.person)).await?;
    }
    let mut line = Line::<Nameless>::new("meeting.opened", SHAPE.kind, meeting).detail(way.code());
    if let Some(cause) = trail::first::<Nameless>(tx, SHAPE.kind, &meeting.to_string()).await? {
        line = line.because(cause);
    }
    trail::record(tx, permit, line).await?;
    Ok(())
}

/// Closes the permit's meeting: it was held, and its lines stand in the order of the agenda.
///
/// # Errors
/// [`Fault::Taken`] when somebody closed it first.
pub async fn close(tx: &mut Tx, permit: &Permit<CloseSitting>, ends_at: ClockTime) -> Result<(), Fault> {
    let row = sqlx::query(
        "insert into sitting_close (office, meeting, ends_at, by_account, by_name, at) values ($1, $2, $3, $4, $5, $6)
         on conflict (office, meeting) do nothing returning meeting",
    )
    .bind(tx.office().0)
    .bind(permit.facts().spelled())
    .bind(ends_at.to_string())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .bind(permit.now().to_string())
    .fetch_optional(tx.sql())
    .await?;
    row.ok_or(Fault::Taken)?;
    meetings::held(tx, permit).await?;
    meetings::arrange_by_items(tx, permit, permit.facts().id()).await?;
    trail::record(tx, permit, Line::<Nameless>::new("meeting.closed", SHAPE.kind, permit.facts().id())).await?;
    Ok(())
}

/// The permit's meeting is in the room again. That it was closed stays in the trail.
pub async fn reopen(tx: &mut Tx, permit: &Permit<ReopenSitting>) -> Result<(), Fault> {
    let gone = sqlx::query("delete from sitting_close where office = $1 and meeting = $2 returning meeting")
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_optional(tx.sql())
        .await?;
    gone.ok_or(Fault::Missing)?;
    trail::record(tx, permit, Line::<Nameless>::new("meeting.reopened", SHAPE.kind, permit.facts().id())).await?;
    Ok(())
}

/// So many more came to listen, or so many fewer: a slip of the finger.
pub async fn count_observers(tx: &mut Tx, permit: &Permit<AttendSitting>, more: i64) -> Result<(), Fault> {
    sqlx::query(
        "update sitting set observers = case when observers + $3 < 0 then 0 when observers + $3 > 9999 then 9999
           else observers + $3 end
         where office = $1 and meeting = $2",
    )
    .bind(tx.office().0)
    .bind(permit.facts().spelled())
    .bind(more)
    .execute(tx.sql())
    .await?;
    Ok(())
}

/// The council came to an item; `None`: it has not come there after all. The minute that was put in last holds.
///
/// # Errors
/// [`Fault::Missing`] for an item of another meeting.
pub async fn begin(
    tx: &mut Tx,
    permit: &Permit<AttendSitting>,
    item: ItemId,
    from: Option<ClockTime>,
) -> Result<(), Fault> {
    let known = meetings::items(tx, permit).await?;
    known.iter().find(|known| known.id == item).ok_or(Fault::Missing)?;
    let Some(from) = from else {
        sqlx::query("delete from item_begin where office = $1 and item = $2")
            .bind(tx.office().0)
            .bind(item.to_string())
            .execute(tx.sql())
            .await?;
        return Ok(());
    };
    begin_item(tx, permit, permit.facts().id(), item, from, true).await
}

/// The same for the first line under an item, which tells that the council has come to it.
pub(super) async fn begin_item<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    meeting: MeetingId,
    item: ItemId,
    from: ClockTime,
    is_said: bool,
) -> Result<(), Fault> {
    const SAID: &str = "insert into item_begin (office, item, meeting, from_time, by_account, at) values ($1, $2, $3, $4, $5, $6)
         on conflict (office, item) do update set from_time = excluded.from_time, by_account = excluded.by_account, at = excluded.at";
    const SEEN: &str =
        "insert into item_begin (office, item, meeting, from_time, by_account, at) values ($1, $2, $3, $4, $5, $6)
         on conflict (office, item) do nothing";
    sqlx::query(if is_said { SAID } else { SEEN })
        .bind(tx.office().0)
        .bind(item.to_string())
        .bind(meeting.to_string())
        .bind(from.to_string())
        .bind(permit.actor().spelled())
        .bind(permit.now().to_string())
        .execute(tx.sql())
        .await?;
    Ok(())
}

/// When the council came to each item of the permit's meeting.
pub async fn begins<A: Action<On = MeetingFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
) -> Result<Vec<(ItemId, ClockTime)>, Fault> {
    let rows =
        sqlx::query("select item, from_time from item_begin where office = $1 and meeting = $2 order by from_time")
            .bind(tx.office().0)
            .bind(permit.facts().spelled())
            .fetch_all(tx.sql())
            .await?;
    let begin = |row: &sqlx::any::AnyRow| {
        Ok((ItemId::parse(row.try_get("item")?).ok_or_else(unreadable)?, clock(row.try_get("from_time")?)?))
    };
    rows.iter().map(begin).collect()
}

/// HH:MM as stored.
fn clock(text: &str) -> Result<ClockTime, Fault> {
    almanac::read_clock_span(text).map(|span| span.starts_at).map_err(|_| unreadable())
}

fn unreadable() -> Fault {
    Fault::broken("sitting", "a row that cannot be read")
}
