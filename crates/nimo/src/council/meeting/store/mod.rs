//! The SQL of meetings: facts here, then one file for each kind of row.

mod block;
mod carried;
mod meeting;
mod sheet;

pub use block::{Block, block_told, blocks, blocks_told, find_block, item_choices, merge, set_block, split};
pub(crate) use block::{add_block, arrange_by_items, block_of, index_told, swap};
pub use carried::Carried;
pub(crate) use carried::{carried, looked, mark_carried, touch_fields};
pub use meeting::{
    Item, Meeting, find, hold, items, list, newest, numbered, plan, recent, set, since, take_back, withdraw,
};
pub(crate) use meeting::{form_of, held, items_of, title_of};
pub use sheet::{
    MayReadSource, Paper, Sheet, adopt, find_same, find_sheet, keep, kept, kept_words, settle, settled, source,
};

use crate::access::Facts;
use crate::council::meeting::model::{BlockId, MeetingId, State};
use crate::council::model::CouncilId;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use cedar_policy::RestrictedExpression as Value;
use sqlx::Row;

/// What the gate knows about a meeting.
#[derive(Clone)]
pub struct MeetingFacts {
    office: OfficeId,
    council: CouncilId,
    meeting: MeetingId,
    state: State,
}

impl MeetingFacts {
    /// The council of the meeting.
    pub fn council(&self) -> CouncilId {
        self.council
    }

    /// How far it has come.
    pub fn state(&self) -> State {
        self.state
    }
}

/// What the gate knows about a block: it is as open as its meeting.
#[derive(Clone)]
pub struct BlockFacts {
    block: BlockId,
    meeting: MeetingFacts,
}

impl BlockFacts {
    /// The meeting in which it stands.
    pub fn meeting(&self) -> &MeetingFacts {
        &self.meeting
    }
}

/// The state of a meeting `m`, from the rows beside it.
const STATE: &str = "case
    when exists (select 1 from meeting_withdrawal w where w.office = m.office and w.meeting = m.id) then 'withdrawn'
    when exists (select 1 from minutes_keep k where k.office = m.office and k.meeting = m.id) then 'kept'
    when exists (select 1 from sheet s where s.office = m.office and s.meeting = m.id) then 'drafted'
    when exists (select 1 from sitting_close c where c.office = m.office and c.meeting = m.id) then 'drafted'
    when exists (select 1 from sitting i where i.office = m.office and i.meeting = m.id) then 'sitting'
    when exists (select 1 from meeting_held h where h.office = m.office and h.meeting = m.id) then 'held'
    else 'planned' end";

impl Facts for MeetingFacts {
    type Id = MeetingId;
    const KIND: &'static str = "Meeting";

    async fn load(tx: &mut Tx, meeting: MeetingId) -> Result<Option<Self>, Fault> {
        let sql = format!("select m.council, {STATE} as state from meeting m where m.office = $1 and m.id = $2");
        let row = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(tx.office().0)
            .bind(meeting.to_string())
            .fetch_optional(tx.sql())
            .await?;
        let Some(row) = row else { return Ok(None) };
        let council = CouncilId::parse(row.try_get("council")?).ok_or_else(unreadable)?;
        Ok(Some(MeetingFacts {
            office: tx.office(),
            council,
            meeting,
            state: state(row.try_get("state")?).ok_or_else(unreadable)?,
        }))
    }

    fn office(&self) -> OfficeId {
        self.office
    }

    fn id(&self) -> MeetingId {
        self.meeting
    }

    fn spelled(&self) -> String {
        self.meeting.to_string()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("office", Value::new_long(self.office.0)),
            ("council", Value::new_string(self.council.to_string())),
            ("state", Value::new_string(self.state.code().into())),
        ]
    }
}

impl Facts for BlockFacts {
    type Id = BlockId;
    const KIND: &'static str = "Block";

    /// A block that was merged away is found as the one that took it in.
    async fn load(tx: &mut Tx, block: BlockId) -> Result<Option<Self>, Fault> {
        let mut block = block;
        for _ in 0..MOST_ALIASES {
            let row = sqlx::query(
                "select b.meeting, a.block as alias_of from block b
                 left join block_alias a on a.office = b.office and a.id = b.id where b.office = $1 and b.id = $2",
            )
            .bind(tx.office().0)
            .bind(block.to_string())
            .fetch_optional(tx.sql())
            .await?;
            let Some(row) = row else { return Ok(None) };
            let alias_of: Option<String> = row.try_get("alias_of")?;
            if let Some(other) = alias_of {
                block = BlockId::parse(&other).ok_or_else(unreadable)?;
                continue;
            }
            let meeting = MeetingId::parse(row.try_get("meeting")?).ok_or_else(unreadable)?;
            return Ok(MeetingFacts::load(tx, meeting).await?.map(|meeting| BlockFacts { block, meeting }));
        }
        Err(Fault::broken("meeting", "aliases that go round"))
    }

    fn office(&self) -> OfficeId {
        self.meeting.office
    }

    fn id(&self) -> BlockId {
        self.block
    }

    fn spelled(&self) -> String {
        self.block.to_string()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        self.meeting.attributes()
    }
}

const MOST_ALIASES: usize = 1000;

fn state(code: &str) -> Option<State> {
    match code {
        "planned" => Some(State::Planned),
        "sitting" => Some(State::Sitting),
        "held" => Some(State::Held),
        "drafted" => Some(State::Drafted),
        "kept" => Some(State::Kept),
        "withdrawn" => Some(State::Withdrawn),
        _ => None,
    }
}

fn unreadable() -> Fault {
    Fault::broken("meeting", "a row that cannot be read")
}
