//! The SQL of what was sent, and of the links to it: what the gate knows here, then one file for each kind of row.

mod link;
mod retained;
mod sent;

pub use link::{Link, end, fetch, link, links};
pub use retained::GoneSending;
pub(crate) use retained::{empty, gone, retained};
pub(crate) use sent::first_sent;
pub use sent::{Frozen, find, find_linked, freeze, of_meeting, rests_on_taken_back, taken_back, withdraw};

use crate::access::Facts;
use crate::council::meeting::model::{MeetingId, State};
use crate::council::meeting::store::MeetingFacts;
use crate::packet::dispatch::model::{DispatchId, DispatchLinkId};
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use cedar_policy::RestrictedExpression as Value;
use sqlx::Row;

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

fn unreadable() -> Fault {
    Fault::broken("dispatch", "a row that cannot be read")
}
