//! The SQL of what was sent, and of the links to it.

use crate::access::{Action, Facts, Permit};
use crate::council::meeting::model::{MeetingId, State};
use crate::council::meeting::store::MeetingFacts;
use crate::packet::dispatch::model::{Dispatch, DispatchId, DispatchLinkId};
use crate::packet::dispatch::{FetchDispatch, LinkDispatch, PrepareDispatch, WithdrawDispatch};
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use crate::plumbing::secret::{Secret, hash};
use crate::trail::{self, Line, Nameless};
use cedar_policy::RestrictedExpression as Value;
use sqlx::Row;
use sqlx::any::AnyRow;

/// What the gate knows about what was sent: it is as open as its meeting.
#[derive(Clone)]
pub struct DispatchFacts {
    dispatch: DispatchId,
    meeting: MeetingFacts,
    is_withdrawn: bool,
}

impl DispatchFacts {
    /// The meeting.
    pub fn meeting(&self) -> &MeetingFacts {
        &self.meeting
    }

    /// Neither it nor its meeting was taken back: it is printed and fetched.
    pub fn stands(&self) -> bool {
        !self.is_withdrawn && self.meeting.state() != State::Withdrawn
    }
}

impl Facts for DispatchFacts {
    type Id = DispatchId;
    const KIND: &'static str = "Dispatch";

    async fn load(tx: &mut Tx, dispatch: DispatchId) -> Result<Option<Self>, Fault> {
        let row = sqlx::query(
            "select d.meeting, w.at as withdrawn_at from dispatch d
             left join dispatch_withdrawal w on w.office = d.office and w.dispatch = d.id
             where d.office = $1 and d.id = $2",
        )
        .bind(tx.office().0)
        .bind(dispatch.to_string())
        .fetch_optional(tx.sql())
        .await?;
        let Some(row) = row else { return Ok(None) };
        let meeting = MeetingId::parse(row.try_get("meeting")?).ok_or_else(unreadable)?;
        let is_withdrawn = row.try_get::<Option<String>, _>("withdrawn_at")?.is_some();
        let facts = MeetingFacts::load(tx, meeting).await?;
        Ok(facts.map(|meeting| DispatchFacts { dispatch, meeting, is_withdrawn }))
    }

    fn office(&self) -> OfficeId {
        self.meeting.office()
    }

    fn id(&self) -> DispatchId {
        self.dispatch
    }

    fn spelled(&self) -> String {
        self.dispatch.to_string()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("office", Value::new_long(self.office().0)),
            ("council", Value::new_string(self.meeting.council().to_string())),
            ("state", Value::new_string(if self.stands() { "standing" } else { "withdrawn" }.into())),
        ]
    }
}

/// The hash of a link's secret, 64 hexadecimal digits: by it a link is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkHash([u8; 64]);

impl LinkHash {
    /// From a hash as it is stored.
    pub fn of(hash: &str) -> Option<LinkHash> {
        hash.as_bytes().try_into().ok().map(LinkHash)
    }

    fn spelled(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }
}

/// What the gate knows about a link: how it stands, and until when.
#[derive(Clone)]
pub struct DispatchLinkFacts {
    hash: LinkHash,
    link: DispatchLinkId,
    dispatch: DispatchFacts,
    is_open: bool,
    until: Moment,
}

impl DispatchLinkFacts {
    /// To what it leads.
    pub fn dispatch(&self) -> DispatchId {
        self.dispatch.dispatch
    }

    /// Until when it opens, if nobody used it.
    pub fn until(&self) -> Moment {
        self.until
    }
}

impl Facts for DispatchLinkFacts {
    type Id = LinkHash;
    const KIND: &'static str = "DispatchLink";

    async fn load(tx: &mut Tx, hash: LinkHash) -> Result<Option<Self>, Fault> {
        let row = sqlx::query(
            "select l.id, l.dispatch, l.until, e.how from dispatch_link l
             left join dispatch_link_end e on e.office = l.office and e.link = l.id
             where l.office = $1 and l.token_hash = $2",
        )
        .bind(tx.office().0)
        .bind(hash.spelled())
        .fetch_optional(tx.sql())
        .await?;
        let Some(row) = row else { return Ok(None) };
        let dispatch = DispatchId::parse(row.try_get("dispatch")?).ok_or_else(unreadable)?;
        let how: Option<String> = row.try_get("how")?;
        let link = DispatchLinkId::parse(row.try_get("id")?).ok_or_else(unreadable)?;
        let until = Moment::parse(row.try_get("until")?).ok_or_else(unreadable)?;
        let facts = DispatchFacts::load(tx, dispatch).await?;
        Ok(facts.map(|dispatch| DispatchLinkFacts { hash, link, dispatch, is_open: how.is_none(), until }))
    }

    fn office(&self) -> OfficeId {
        self.dispatch.office()
    }

    fn id(&self) -> LinkHash {
        self.hash
    }

    fn spelled(&self) -> String {
        self.link.to_string()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        let state = if self.is_open && self.dispatch.stands() { "open" } else { "ended" };
        vec![
            ("office", Value::new_long(self.office().0)),
            ("council", Value::new_string(self.dispatch.meeting.council().to_string())),
            ("state", Value::new_string(state.into())),
            ("until", Value::new_long(self.until.seconds())),
        ]
    }
}

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

/// What was sent for the permit's meeting, newest first.
pub async fn of_meeting<A: Action<On = MeetingFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<Frozen>, Fault> {
    let sql = format!("{COLUMNS} where d.office = $1 and d.meeting = $2 order by d.number desc");
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_all(tx.sql())
        .await?;
    rows.iter().map(frozen).collect()
}

/// The permit's sending.
pub async fn find<A: Action<On = DispatchFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Frozen, Fault> {
    by_id(tx, permit.facts().id()).await
}

/// What the permit's link leads to.
pub async fn find_linked(tx: &mut Tx, permit: &Permit<FetchDispatch>) -> Result<Frozen, Fault> {
    by_id(tx, permit.facts().dispatch()).await
}

async fn by_id(tx: &mut Tx, id: DispatchId) -> Result<Frozen, Fault> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!("{COLUMNS} where d.office = $1 and d.id = $2")))
        .bind(tx.office().0)
        .bind(id.to_string())
        .fetch_one(tx.sql())
        .await?;
    frozen(&row)
}

/// Freezes a sending of the permit's meeting, with its number and its because.
pub async fn freeze(tx: &mut Tx, permit: &Permit<PrepareDispatch>, dispatch: &Dispatch) -> Result<DispatchId, Fault> {
    let id = DispatchId::fresh();
    let body = serde_json::to_string(dispatch).map_err(|_| unreadable())?;
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
    .bind(hash(&body))
    .bind(permit.now().to_string())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    let mut line = Line::<Nameless>::new("dispatch.frozen", DispatchFacts::KIND, id);
    if let Some(cause) = trail::first::<Nameless>(tx, MeetingFacts::KIND, &permit.facts().spelled()).await? {
        line = line.because(cause);
    }
    trail::record(tx, permit, line).await?;
    Ok(id)
}

/// Takes the permit's sending back: nothing of it is printed or fetched any more; one that was taken back stays as it was.
pub async fn withdraw(tx: &mut Tx, permit: &Permit<WithdrawDispatch>, reason: &str) -> Result<(), Fault> {
    let row = sqlx::query(
        "insert into dispatch_withdrawal (office, dispatch, reason, at, by_account, by_name) values ($1, $2, $3, $4, $5, $6)
         on conflict (office, dispatch) do nothing returning dispatch",
    )
    .bind(tx.office().0)
    .bind(permit.facts().spelled())
    .bind(reason)
    .bind(permit.now().to_string())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .fetch_optional(tx.sql())
    .await?;
    if row.is_some() {
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

/// A link, without its secret.
pub struct Link {
    /// The id.
    pub id: DispatchLinkId,
    /// Whose: his place on the list, from 0.
    pub place: i64,
    /// Until when it opens.
    pub until: Moment,
    /// How it ended, and when.
    pub end: Option<(String, Moment)>,
}

/// The links to the permit's sending, oldest first.
pub async fn links<A: Action<On = DispatchFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<Link>, Fault> {
    let rows = sqlx::query(
        "select l.id, l.place, l.until, e.how, e.at as ended_at from dispatch_link l
         left join dispatch_link_end e on e.office = l.office and e.link = l.id
         where l.office = $1 and l.dispatch = $2 order by l.id",
    )
    .bind(tx.office().0)
    .bind(permit.facts().spelled())
    .fetch_all(tx.sql())
    .await?;
    let link = |row: &AnyRow| {
        let (how, ended_at): (Option<String>, Option<String>) = (row.try_get("how")?, row.try_get("ended_at")?);
        let end = how.zip(ended_at.as_deref().and_then(Moment::parse));
        Ok(Link {
            id: DispatchLinkId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
            place: row.try_get("place")?,
            until: Moment::parse(row.try_get("until")?).ok_or_else(unreadable)?,
            end,
        })
    };
    rows.iter().map(link).collect()
}

/// A link opens for so long.
const VALID_MINUTES: i64 = 14 * 24 * 60;

/// Makes a link for one person on the list; his older one ends. It is made after the `last` that stood on the page: pressed again, or
/// by somebody else meanwhile, nothing is made and no link that was just copied ends.
pub async fn link(
    tx: &mut Tx,
    permit: &Permit<LinkDispatch>,
    (place, last): (i64, Option<DispatchLinkId>),
    secret: &Secret,
) -> Result<bool, Fault> {
    let own = links(tx, permit).await?.into_iter().rfind(|link| link.place == place);
    if own.as_ref().map(|link| link.id) != last {
        return Ok(false);
    }
    if let Some(older) = own.filter(|link| link.end.is_none()) {
        end_of(tx, permit, older.id, "ended").await?;
    }
    sqlx::query(
        "insert into dispatch_link (office, id, dispatch, place, token_hash, until, at, by_account, by_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(tx.office().0)
    .bind(DispatchLinkId::fresh().to_string())
    .bind(permit.facts().spelled())
    .bind(place)
    .bind(secret.hash())
    .bind(permit.now().plus_minutes(VALID_MINUTES).to_string())
    .bind(permit.now().to_string())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    let line = Line::<Nameless>::new("dispatch.linked", DispatchFacts::KIND, permit.facts().id());
    trail::record(tx, permit, line).await?;
    Ok(true)
}

/// Ends a link of the permit's sending; one that has ended stays as it was.
pub async fn end(tx: &mut Tx, permit: &Permit<LinkDispatch>, id: DispatchLinkId) -> Result<(), Fault> {
    let own = links(tx, permit).await?.into_iter().find(|link| link.id == id).ok_or(Fault::Missing)?;
    if own.end.is_some() {
        return Ok(());
    }
    end_of(tx, permit, id, "ended").await?;
    let line = Line::<Nameless>::new("dispatch.link_ended", DispatchFacts::KIND, permit.facts().id());
    trail::record(tx, permit, line).await?;
    Ok(())
}

/// The permit's link is used up: of two hands on it only the first gets here.
pub async fn fetch(tx: &mut Tx, permit: &Permit<FetchDispatch>) -> Result<(), Fault> {
    let link = DispatchLinkId::parse(&permit.facts().spelled()).ok_or_else(unreadable)?;
    end_of(tx, permit, link, "used").await?;
    let line = Line::<Nameless>::new("dispatch.fetched", DispatchFacts::KIND, permit.facts().dispatch());
    trail::record(tx, permit, line).await?;
    Ok(())
}

async fn end_of<A: Action>(tx: &mut Tx, permit: &Permit<A>, link: DispatchLinkId, how: &str) -> Result<(), Fault> {
    sqlx::query("insert into dispatch_link_end (office, link, how, at, by_name) values ($1, $2, $3, $4, $5)")
        .bind(tx.office().0)
        .bind(link.to_string())
        .bind(how)
        .bind(permit.now().to_string())
        .bind(permit.actor().name())
        .execute(tx.sql())
        .await?;
    Ok(())
}

fn frozen(row: &AnyRow) -> Result<Frozen, Fault> {
    let (body, sha256): (String, String) = (row.try_get("body")?, row.try_get("sha256")?);
    if hash(&body) != sha256 {
        return Err(Fault::broken("dispatch", "what was sent is not what was frozen"));
    }
    Ok(Frozen {
        id: DispatchId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
        number: row.try_get("number")?,
        dispatch: serde_json::from_str(&body).map_err(|_| unreadable())?,
        sha256,
        at: Moment::parse(row.try_get("at")?).ok_or_else(unreadable)?,
        by: row.try_get("by_name")?,
        withdrawn: row.try_get("reason")?,
    })
}

fn unreadable() -> Fault {
    Fault::broken("dispatch", "a row that cannot be read")
}
