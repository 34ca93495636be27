//! The SQL of seats and members.

mod facts;
mod member;
mod seat;

pub use facts::{MemberFacts, SeatFacts};
pub use member::{find as find_member, seat as seat_member, set as set_member};
pub(crate) use member::{take_entry, take_renewed};
pub(crate) use seat::withdrawals;
pub use seat::{Withdrawn, add, find, set, withdraw};

use crate::access::{Action, Permit};
use crate::council::charter;
use crate::council::model::CouncilId;
use crate::council::seat::model::{Everybody, Member, MemberForm, MemberId, Seat, SeatForm, SeatId};
use crate::editing::store::fields;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use sqlx::Row;
use sqlx::any::AnyRow;

/// All seats of a council that the permit's thing belongs to, all who ever sat in them, and the rules of all times. What was put in
/// by mistake and taken back is not in it.
pub(crate) async fn everybody<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    council: CouncilId,
) -> Result<Everybody, Fault> {
    let seats = sqlx::query(
        "select s.id, s.fields, s.version from council_seat s where s.office = $1 and s.council = $2
           and not exists (select 1 from council_seat_withdrawal w where w.office = s.office and w.seat = s.id)",
    )
    .bind(tx.office().0)
    .bind(council.to_string())
    .fetch_all(tx.sql())
    .await?;
    let members = sqlx::query(
        "select m.id, m.seat, m.fields, m.version from council_member m where m.office = $1 and m.council = $2
           and not exists (select 1 from council_seat_withdrawal w where w.office = m.office and w.seat = m.seat)
           and not exists (select 1 from council_member_withdrawal w where w.office = m.office and w.member = m.id)",
    )
    .bind(tx.office().0)
    .bind(council.to_string())
    .fetch_all(tx.sql())
    .await?;
    let mut seats: Vec<Seat> = seats.iter().map(seat_of).collect::<Result<_, _>>()?;
    let mut members: Vec<Member> = members.iter().map(member_of).collect::<Result<_, _>>()?;
    seats.sort_by_key(|seat| (seat.form.place, seat.id));
    members.sort_by_key(|member| (member.form.term.from_on, member.id));
    let charters = charter::store::of_council(tx, permit, council).await?;
    Ok(Everybody { seats, members, charters: charters.into_iter().map(|charter| charter.form).collect() })
}

fn seat_of(row: &AnyRow) -> Result<Seat, Fault> {
    Ok(Seat {
        id: SeatId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
        form: SeatForm::parse(&fields(row)?).map_err(|_| unreadable())?,
        version: row.try_get("version")?,
    })
}

fn member_of(row: &AnyRow) -> Result<Member, Fault> {
    Ok(Member {
        id: MemberId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
        seat: SeatId::parse(row.try_get("seat")?).ok_or_else(unreadable)?,
        form: MemberForm::parse(&fields(row)?).map_err(|_| unreadable())?,
        version: row.try_get("version")?,
    })
}

fn unreadable() -> Fault {
    Fault::broken("seat", "a row that cannot be read")
}
