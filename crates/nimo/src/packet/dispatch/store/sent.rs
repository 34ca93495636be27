//! What was sent: frozen, read, taken back.

use super::{DispatchFacts, unreadable};
use crate::access::{Action, Facts, Permit};
use crate::council::meeting::model::MeetingId;
use crate::council::meeting::store::MeetingFacts;
use crate::council::model::CouncilId;
use crate::council::retention::model::RetentionKind;
use crate::council::retention::store as retention;
use crate::editing::store::set_aside;
use crate::packet::dispatch::model::{Dispatch, DispatchId};
use crate::packet::dispatch::{FetchDispatch, PrepareDispatch, WithdrawDispatch};
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::frozen;
use crate::trail::{self, Line, LineId, Nameless};
use almanac::Date;
use sqlx::Row;
use sqlx::any::AnyRow;
use std::collections::BTreeMap;

/// What was sent, as it was frozen.
pub struct Frozen {
    /// The id.
    pub id: DispatchId,
    /// 第n便.
    pub number: i64,
    /// All of it.
    pub dispatch: Dispatch,
    /// SHA-256 of its body.
    pub sha256: String,
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: String,
    /// Why it was taken back, if it was.
    pub withdrawn: Option<String>,
}

const COLUMNS: &str = "select d.id, d.number, d.body, d.sha256, d.at, d.by_name, w.reason from dispatch d
   left join dispatch_withdrawal w on w.office = d.office and w.dispatch = d.id";

/// With this begins the body of what stays with the secretariat.
pub(super) const WHOLE: &str = r#"{"scope":"whole","#;

/// What was sent for the permit's meeting, newest first; what was disposed of is not among it.
pub async fn of_meeting<A: Action<On = MeetingFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<Frozen>, Fault> {
    let sql =
        format!("{COLUMNS} where d.office = $1 and d.meeting = $2 and d.body not in ('', $3) order by d.number desc");
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .bind(WHOLE)
        .fetch_all(tx.sql())
        .await?;
    rows.iter().map(sent).collect()
}

/// The permit's sending.
///
/// # Errors
/// [`Fault::Disposed`] when its words are gone; so does the one that follows.
pub async fn find<A: Action<On = DispatchFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Frozen, Fault> {
    by_id(tx, permit, permit.facts().id()).await
}

/// What the permit's link leads to.
pub async fn find_linked(tx: &mut Tx, permit: &Permit<FetchDispatch>) -> Result<Frozen, Fault> {
    by_id(tx, permit, permit.facts().dispatch()).await
}

async fn by_id<A: Action>(tx: &mut Tx, permit: &Permit<A>, id: DispatchId) -> Result<Frozen, Fault> {
    if let Some(day) = retention::gone(tx, permit, (RetentionKind::Dispatch, &id.to_string())).await? {
        return Err(Fault::Disposed(day));
    }
    let row = sqlx::query(sqlx::AssertSqlSafe(format!("{COLUMNS} where d.office = $1 and d.id = $2")))
        .bind(tx.office().0)
        .bind(id.to_string())
        .fetch_one(tx.sql())
        .await?;
    sent(&row)
}

/// The day in Japan on which the first sending that still stands went to members, for each meeting of the council that the permit's
/// thing belongs to. What stays with the secretariat goes to nobody; a body begins with its scope.
pub(crate) async fn first_sent<A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    council: CouncilId,
) -> Result<BTreeMap<MeetingId, Date>, Fault> {
    let rows = sqlx::query(
        "select d.meeting, min(d.at) as at from dispatch d
         where d.office = $1 and d.council = $2 and d.body not like $3 and not exists
           (select 1 from dispatch_withdrawal w where w.office = d.office and w.dispatch = d.id)
         group by d.meeting",
    )
    .bind(tx.office().0)
    .bind(council.to_string())
    .bind(format!("{WHOLE}%"))
    .fetch_all(tx.sql())
    .await?;
    let day = |row: &AnyRow| {
        let meeting = MeetingId::parse(row.try_get("meeting")?).ok_or_else(unreadable)?;
        let at = Moment::parse(row.try_get("at")?).ok_or_else(unreadable)?;
        Ok((meeting, at.day()))
    };
    rows.iter().map(day).collect()
}

/// Freezes a sending of the permit's meeting, with its number and its because: the meeting, and the proposal that came back, where one was
/// wanted.
pub async fn freeze(
    tx: &mut Tx,
    permit: &Permit<PrepareDispatch>,
    dispatch: &Dispatch,
    approved: Option<LineId<Nameless>>,
) -> Result<DispatchId, Fault> {
    let id = DispatchId::fresh();
    let (body, sha256) = frozen::freeze(dispatch)?;
    sqlx::query(
        "insert into dispatch (office, id, council, meeting, number, body, sha256, at, by_account, by_name)
         values ($1, $2, $3, $4, (select coalesce(max(number), 0) + 1 from dispatch where office = $1 and meeting = $4),
           $5, $6, $7, $8, $9)",
    )
    .bind(tx.office().0)
    .bind(id.to_string())
    .bind(permit.facts().council().to_string())
    .bind(permit.facts().spelled())
    .bind(body.as_str())
    .bind(sha256)
    .bind(permit.now().to_string())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    let mut line = Line::<Nameless>::new("dispatch.frozen", DispatchFacts::KIND, id);
    if let Some(cause) = trail::first::<Nameless>(tx, MeetingFacts::KIND, &permit.facts().spelled()).await? {
        line = line.because(cause);
    }
    if let Some(approved) = approved {
        line = line.because(approved);
    }
    trail::record(tx, permit, line).await?;
    Ok(id)
}

/// Takes the permit's sending back: nothing of it is printed or fetched any more; one that was taken back stays as it was.
///
/// # Errors
/// [`Fault::Disposed`] when its words are gone.
pub async fn withdraw(tx: &mut Tx, permit: &Permit<WithdrawDispatch>, reason: &str) -> Result<(), Fault> {
    find(tx, permit).await?;
    let is_first =
        set_aside(tx, permit, ("dispatch_withdrawal", "dispatch"), (&permit.facts().spelled(), reason)).await?;
    if is_first {
        let line = Line::<Nameless>::new("dispatch.withdrawn", DispatchFacts::KIND, permit.facts().id());
        trail::record(tx, permit, line).await?;
    }
    Ok(())
}

/// The packets that were taken back, of the permit's meeting: what was made of them goes nowhere.
pub async fn taken_back(tx: &mut Tx, permit: &Permit<PrepareDispatch>) -> Result<Vec<String>, Fault> {
    let rows = sqlx::query(
        "select p.id from packet p join packet_withdrawal w on w.office = p.office and w.packet = p.id
         where p.office = $1 and p.meeting = $2",
    )
    .bind(tx.office().0)
    .bind(permit.facts().spelled())
    .fetch_all(tx.sql())
    .await?;
    rows.iter().map(|row| Ok(row.try_get("id")?)).collect()
}

/// Does what was sent hold a paper that was made of a packet which was taken back since? Then nobody is to read it any more.
pub async fn rests_on_taken_back<A: Action>(tx: &mut Tx, _permit: &Permit<A>, sent: &Dispatch) -> Result<bool, Fault> {
    for packet in sent.papers.iter().map(|paper| paper.packet.as_str()).filter(|packet| !packet.is_empty()) {
        let row = sqlx::query("select packet from packet_withdrawal where office = $1 and packet = $2")
            .bind(tx.office().0)
            .bind(packet)
            .fetch_optional(tx.sql())
            .await?;
        if row.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

fn sent(row: &AnyRow) -> Result<Frozen, Fault> {
    let (body, sha256): (String, String) = (row.try_get("body")?, row.try_get("sha256")?);
    Ok(Frozen {
        id: DispatchId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
        number: row.try_get("number")?,
        dispatch: frozen::thaw(&body, &sha256)?,
        sha256,
        at: Moment::parse(row.try_get("at")?).ok_or_else(unreadable)?,
        by: row.try_get("by_name")?,
        withdrawn: row.try_get("reason")?,
    })
}
