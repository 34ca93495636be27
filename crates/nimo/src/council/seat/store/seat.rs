//! Seats.

use super::{SeatFacts, seat_of, unreadable};
use crate::access::{Action, Facts, Permit};
use crate::council::model::CouncilId;
use crate::council::seat::model::{MEMBER, MemberId, SEAT, Seat, SeatForm, SeatId};
use crate::council::seat::{AddSeat, EditSeat, WithdrawSeat};
use crate::editing::shape::text;
use crate::editing::store::{fields, json, keep_revision, write_over};
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::trail::{self, Line, Named, Nameless};
use sqlx::Row;
use sqlx::any::AnyRow;

/// The permit's seat.
pub async fn find<A: Action<On = SeatFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Seat, Fault> {
    let row = sqlx::query("select id, fields, version from council_seat where office = $1 and id = $2")
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_one(tx.sql())
        .await?;
    seat_of(&row)
}

/// Adds a seat to the permit's council.
pub async fn add(tx: &mut Tx, permit: &Permit<AddSeat>, form: &SeatForm) -> Result<SeatId, Fault> {
    insert(tx, permit, permit.facts().id(), form).await
}

/// A seat of this council, its first version and its line.
pub(super) async fn insert<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    council: CouncilId,
    form: &SeatForm,
) -> Result<SeatId, Fault> {
    let id = SeatId::fresh();
    let texts = form.texts();
    sqlx::query(
        "insert into council_seat (office, id, council, fields, version, made_at) values ($1, $2, $3, $4, 1, $5)",
    )
    .bind(tx.office().0)
    .bind(id.to_string())
    .bind(council.to_string())
    .bind(json(&texts)?)
    .bind(permit.now().to_string())
    .execute(tx.sql())
    .await?;
    keep_revision(tx, permit, &SEAT, &id.to_string(), (1, &texts, None)).await?;
    trail::record(tx, permit, Line::<Nameless>::new("seat.added", SEAT.kind, id)).await?;
    Ok(id)
}

/// Changes the permit's seat, if it still has the version that was edited.
///
/// # Errors
/// [`Fault::Lost`] when somebody saved first.
pub async fn set(
    tx: &mut Tx,
    permit: &Permit<EditSeat>,
    version: i64,
    form: &SeatForm,
    reverted_to: Option<i64>,
) -> Result<(), Fault> {
    write_over(tx, permit, ("council_seat", &SEAT), (version, &form.texts(), reverted_to)).await?;
    let verb = if reverted_to.is_some() { "seat.put_back" } else { "seat.changed" };
    trail::record(tx, permit, Line::<Nameless>::new(verb, SEAT.kind, permit.facts().id())).await?;
    Ok(())
}

/// Takes the permit's seat back, or one person who was put into it by mistake.
pub async fn withdraw(
    tx: &mut Tx,
    permit: &Permit<WithdrawSeat>,
    member: Option<MemberId>,
    reason: &str,
) -> Result<(), Fault> {
    let (table, column, thing) = match member {
        Some(member) => ("council_member_withdrawal", "member", member.to_string()),
        None => ("council_seat_withdrawal", "seat", permit.facts().spelled()),
    };
    let sql = format!("insert into {table} (office, {column}, reason, at, by_name) values ($1, $2, $3, $4, $5)");
    sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(tx.office().0)
        .bind(thing.as_str())
        .bind(reason)
        .bind(permit.now().to_string())
        .bind(permit.actor().name())
        .execute(tx.sql())
        .await?;
    match member {
        Some(_) => {
            trail::record(tx, permit, Line::<Named>::new("member.withdrawn", MEMBER.kind, thing)).await.map(drop)
        }
        None => trail::record(tx, permit, Line::<Nameless>::new("seat.withdrawn", SEAT.kind, thing)).await.map(drop),
    }
}

/// What was put in by mistake and taken back.
pub struct Withdrawn {
    /// Which seat, or who.
    pub what: String,
    /// Why.
    pub reason: String,
    /// When and by whom, in words.
    pub when: String,
}

/// Everything of a council that was taken back, the newest first.
pub(crate) async fn withdrawals<A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    council: CouncilId,
) -> Result<Vec<Withdrawn>, Fault> {
    let rows = sqlx::query(
        "select s.fields, 'seat' as kind, w.reason, w.at, w.by_name from council_seat_withdrawal w
           join council_seat s on s.office = w.office and s.id = w.seat where s.office = $1 and s.council = $2
         union all
         select m.fields, 'member' as kind, w.reason, w.at, w.by_name from council_member_withdrawal w
           join council_member m on m.office = w.office and m.id = w.member where m.office = $1 and m.council = $2
         order by at desc",
    )
    .bind(tx.office().0)
    .bind(council.to_string())
    .fetch_all(tx.sql())
    .await?;
    let one = |row: &AnyRow| {
        let texts = fields(row)?;
        let what = match row.try_get("kind")? {
            "seat" => format!("席「{}」", text(&texts, "title")),
            _ => format!("{}さん", text(&texts, "name")),
        };
        let at = Moment::parse(row.try_get("at")?).ok_or_else(unreadable)?;
        let by: &str = row.try_get("by_name")?;
        Ok(Withdrawn { what, reason: row.try_get("reason")?, when: format!("{}、{by}", at.in_words()) })
    };
    rows.iter().map(one).collect()
}
