//! Who may be in the room, and the steps of their attendance.

use super::{clock, unreadable};
use crate::access::{Action, Facts, Permit};
use crate::council::meeting::model::{MeetingId, SHAPE};
use crate::council::seat::model::MemberId;
use crate::council::sitting::model::{
    AttendanceMode, AttendanceStep, AttendanceStepId, PersonKind, SittingPerson, SittingPersonId,
};
use crate::council::sitting::{AttendSitting, rules};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::trail::{self, Line, Nameless};
use almanac::ClockTime;
use sqlx::Row;
use sqlx::any::AnyRow;

/// Who may be in the room of a meeting that the permit's thing belongs to: the members in the order of the roster, then the others.
pub async fn people<A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    meeting: MeetingId,
) -> Result<Vec<SittingPerson>, Fault> {
    let rows = sqlx::query(
        "select id, kind, member, name, role_text, body from sitting_person where office = $1 and meeting = $2
         order by position, id",
    )
    .bind(tx.office().0)
    .bind(meeting.to_string())
    .fetch_all(tx.sql())
    .await?;
    rows.iter().map(person).collect()
}

fn person(row: &AnyRow) -> Result<SittingPerson, Fault> {
    let member: Option<String> = row.try_get("member")?;
    Ok(SittingPerson {
        id: SittingPersonId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
        kind: PersonKind::parse(row.try_get("kind")?).ok_or_else(unreadable)?,
        member: member.map(|member| MemberId::parse(&member).ok_or_else(unreadable)).transpose()?,
        name: row.try_get("name")?,
        role_text: row.try_get("role_text")?,
        body: row.try_get("body")?,
    })
}

/// The steps of a meeting that the permit's thing belongs to, in the order in which they were put in. What was taken back is not in it.
pub async fn steps<A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    meeting: MeetingId,
) -> Result<Vec<AttendanceStep>, Fault> {
    let rows = sqlx::query(
        "select s.id, s.person, s.mode, s.proxy, s.from_time from attendance_step s where s.office = $1 and s.meeting = $2
           and not exists (select 1 from attendance_step_end e where e.office = s.office and e.step = s.id)
         order by s.at, s.id",
    )
    .bind(tx.office().0)
    .bind(meeting.to_string())
    .fetch_all(tx.sql())
    .await?;
    let step = |row: &AnyRow| {
        Ok(AttendanceStep {
            id: AttendanceStepId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
            person: SittingPersonId::parse(row.try_get("person")?).ok_or_else(unreadable)?,
            mode: AttendanceMode::parse(row.try_get("mode")?).ok_or_else(unreadable)?,
            proxy: row.try_get("proxy")?,
            from: clock(row.try_get("from_time")?)?,
        })
    };
    rows.iter().map(step).collect()
}

pub(super) async fn place<A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    meeting: MeetingId,
    position: i64,
    person: &SittingPerson,
) -> Result<(), Fault> {
    sqlx::query(
        "insert into sitting_person (office, id, meeting, position, kind, member, name, role_text, body)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(tx.office().0)
    .bind(person.id.to_string())
    .bind(meeting.to_string())
    .bind(position)
    .bind(person.kind.code())
    .bind(person.member.map(|member| member.to_string()))
    .bind(person.name.as_str())
    .bind(person.role_text.as_str())
    .bind(person.body.as_str())
    .execute(tx.sql())
    .await?;
    Ok(())
}

pub(crate) async fn step<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    meeting: MeetingId,
    person: SittingPersonId,
    (mode, proxy, from): (AttendanceMode, &str, ClockTime),
) -> Result<(), Fault> {
    sqlx::query(
        "insert into attendance_step (office, id, meeting, person, mode, proxy, from_time, by_account, by_name, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(tx.office().0)
    .bind(AttendanceStepId::fresh().to_string())
    .bind(meeting.to_string())
    .bind(person.to_string())
    .bind(mode.code())
    .bind(proxy)
    .bind(from.to_string())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .bind(permit.now().to_string())
    .execute(tx.sql())
    .await?;
    Ok(())
}

/// The ballot of somebody came back, so that he takes part in writing from the first minute on; or it did not come back after all.
///
/// # Errors
/// [`Fault::Missing`] for a meeting that was not opened.
pub(crate) async fn in_writing<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    meeting: MeetingId,
    person: SittingPersonId,
    is_back: bool,
) -> Result<(), Fault> {
    let sitting = super::find(tx, permit, meeting).await?.ok_or(Fault::Missing)?;
    let mode = if is_back { AttendanceMode::Written } else { AttendanceMode::Absent };
    step(tx, permit, meeting, person, (mode, "", sitting.starts_at)).await
}

/// From this minute on somebody is there so, or is not; which minute that is and which steps it takes the place of says
/// [`rules::noted`].
///
/// # Errors
/// [`Fault::Missing`] for somebody of another meeting.
pub async fn attend(
    tx: &mut Tx,
    permit: &Permit<AttendSitting>,
    person: SittingPersonId,
    how: (AttendanceMode, &str, Option<ClockTime>),
) -> Result<(), Fault> {
    let meeting = permit.facts().id();
    people(tx, permit, meeting).await?.iter().find(|known| known.id == person).ok_or(Fault::Missing)?;
    let opening = super::find(tx, permit, meeting).await?.ok_or(Fault::Missing)?.starts_at;
    let now = permit.now().clock().unwrap_or(opening);
    let noted = rules::noted(&steps(tx, permit, meeting).await?, person, (how.0, how.2), now, opening);
    for step in noted.instead_of {
        end(tx, permit, step).await?;
    }
    step(tx, permit, meeting, person, (how.0, how.1, noted.from)).await?;
    let line =
        Line::<Nameless>::new("attendance.noted", SHAPE.kind, meeting).detail(format!("{person}.{}", how.0.code()));
    trail::record(tx, permit, line).await?;
    Ok(())
}

/// Somebody who was asked to come, and is here.
pub async fn invite(
    tx: &mut Tx,
    permit: &Permit<AttendSitting>,
    person: &SittingPerson,
    from: Option<ClockTime>,
) -> Result<(), Fault> {
    let meeting = permit.facts().id();
    let position = i64::try_from(people(tx, permit, meeting).await?.len()).map_err(|_| unreadable())?;
    place(tx, permit, meeting, position, person).await?;
    attend(tx, permit, person.id, (AttendanceMode::InPerson, "", from)).await
}

/// The last step of somebody was put in by mistake. The first one, of the opening, stays: another is put in its place.
///
/// # Errors
/// [`Fault::Missing`] where there is no later one.
pub async fn take_back_step(tx: &mut Tx, permit: &Permit<AttendSitting>, person: SittingPersonId) -> Result<(), Fault> {
    let meeting = permit.facts().id();
    let own: Vec<AttendanceStep> =
        steps(tx, permit, meeting).await?.into_iter().filter(|step| step.person == person).collect();
    let [_, .., last] = own.as_slice() else { return Err(Fault::Missing) };
    end(tx, permit, last.id).await?;
    let line = Line::<Nameless>::new("attendance.taken_back", SHAPE.kind, meeting).detail(person.to_string());
    trail::record(tx, permit, line).await?;
    Ok(())
}

async fn end(tx: &mut Tx, permit: &Permit<AttendSitting>, step: AttendanceStepId) -> Result<(), Fault> {
    sqlx::query("insert into attendance_step_end (office, step, by_account, by_name, at) values ($1, $2, $3, $4, $5)")
        .bind(tx.office().0)
        .bind(step.to_string())
        .bind(permit.actor().spelled())
        .bind(permit.actor().name())
        .bind(permit.now().to_string())
        .execute(tx.sql())
        .await?;
    Ok(())
}
