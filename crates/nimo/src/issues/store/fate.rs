//! Fates: what became of an opinion. A fate is never changed; it is taken back by a row beside it.

use super::{IssueFacts, issue, kin, unreadable};
use crate::access::{Action, Facts, Permit};
use crate::council::ReadCouncil;
use crate::council::meeting::model::{BlockId, BlockKind, MeetingId};
use crate::council::meeting::store::MeetingFacts;
use crate::council::model::CouncilId;
use crate::issues::SettleFate;
use crate::issues::model::{AnswerKind, FateId, IssueForm, IssueId, IssueNumber, Way};
use crate::issues::rules::PROMISES;
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::gather::gather;
use crate::trail::{self, Line, Nameless};
use sqlx::Row;
use sqlx::any::AnyRow;

/// What became of one block.
#[derive(Clone)]
pub struct Fate {
    /// The id.
    pub id: FateId,
    /// The block that stands for it today.
    pub block: BlockId,
    /// What it did.
    pub way: Way,
    /// Why, or what was answered.
    pub reason: String,
    /// When.
    pub at: Moment,
    /// By whom, the name as it was then.
    pub by: String,
    /// The version of the words that were seen then.
    pub block_version: i64,
    /// The issue to which it leads: council, number, form.
    pub issue: Option<(CouncilId, IssueNumber, IssueForm)>,
}

/// A block of kept minutes, as this room reads it.
#[derive(Clone)]
pub struct Picked {
    /// The block.
    pub block: BlockId,
    /// The meeting in which it was said.
    pub meeting: MeetingId,
    /// The council that held it.
    pub council: CouncilId,
    /// What it is.
    pub kind: BlockKind,
    /// The words.
    pub text: String,
    /// The version of the words.
    pub version: i64,
}

/// A fate with the words of its block; none when the minutes were put aside.
#[derive(Clone)]
pub struct Told {
    /// The fate.
    pub fate: Fate,
    /// The words.
    pub said: Option<Picked>,
}

const FATES: &str = "select f.id, coalesce((select a.block from v_council_alias a where a.office = f.office and a.named = f.block), f.block) as block,
    f.block_version, f.issue, f.way, f.answer, f.reason, f.at, f.by_name, i.council, i.fiscal_year, i.number, i.fields
    from fate f left join issue i on i.office = f.office and i.id = f.issue";
const STANDS: &str = "not exists (select 1 from fate_withdrawal w where w.office = f.office and w.fate = f.id)";
const BLOCKS: &str = "select v.block, v.meeting, v.council, v.kind, v.text, v.version from v_council_block v";

/// What became of the blocks of the permit's meeting.
pub async fn fates_of_meeting<A: Action<On = MeetingFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
) -> Result<Vec<Fate>, Fault> {
    let sql = format!(
        // One set of ids: with two, a database looks through all fates instead of asking its index.
        "{FATES} where f.office = $1 and {STANDS} and f.block in (
           select v.block from v_council_block v where v.office = $1 and v.meeting = $2
           union all select a.named from v_council_alias a join v_council_block v on v.office = a.office and v.block = a.block
             where a.office = $1 and v.meeting = $2)"
    );
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_all(tx.sql())
        .await?;
    let mut fates: Vec<Fate> = rows.iter().map(fate).collect::<Result<_, _>>()?;
    fates.sort_by_key(|fate| fate.id);
    Ok(fates)
}

/// What led to the permit's issue and to all that live on in it, each with its words, in the order in which it was said.
pub async fn fates_of<A: Action<On = IssueFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<Told>, Fault> {
    let family = kin::family_of(tx, permit).await?;
    let sql =
        format!("{FATES} where f.office = $1 and {STANDS} and f.issue in ({}) order by f.id", places(2, family.len()));
    let mut query = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(tx.office().0);
    for issue in &family {
        query = query.bind(issue.to_string());
    }
    let rows = query.fetch_all(tx.sql()).await?;
    let fates: Vec<Fate> = rows.iter().map(fate).collect::<Result<_, _>>()?;
    let ids: Vec<BlockId> = fates.iter().map(|fate| fate.block).collect();
    let words = picked(tx, permit, &ids).await?;
    let told = |fate: Fate| Told { said: words.iter().find(|block| block.block == fate.block).cloned(), fate };
    let mut told: Vec<Told> = fates.into_iter().map(told).collect();
    let place = |told: &Told| words.iter().position(|block| block.block == told.fate.block).unwrap_or(words.len());
    told.sort_by_key(place);
    Ok(told)
}

/// How many things led to each issue, by its own id: for lists.
pub async fn counts<A: Action>(tx: &mut Tx, _permit: &Permit<A>) -> Result<Vec<(IssueId, usize)>, Fault> {
    let sql = format!(
        "select f.issue, count(*) as n from fate f where f.office = $1 and f.issue is not null and {STANDS} group by f.issue"
    );
    let rows = gather(tx, &["issue", "n"], &sql, &[]).await?;
    rows.read(|row| Ok((row.of("issue", IssueId::parse)?, row.number("n")?)))
}

/// These blocks as they stand in kept minutes, in the order in which they were said; what is not kept is left out. Ids that
/// lead to another block find it.
pub async fn picked<A: Action>(tx: &mut Tx, _permit: &Permit<A>, ids: &[BlockId]) -> Result<Vec<Picked>, Fault> {
    if ids.is_empty() {
        return Ok(vec![]);
    }
    let places = places(2, ids.len());
    let sql = format!(
        "{BLOCKS} where v.office = $1 and (v.block in ({places})
           or v.block in (select a.block from v_council_alias a where a.office = $1 and a.named in ({places})))
         order by v.held_on, v.meeting, v.position"
    );
    let mut query = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(tx.office().0);
    for id in ids {
        query = query.bind(id.to_string());
    }
    let rows = query.fetch_all(tx.sql()).await?;
    rows.iter().map(block).collect()
}

/// What is said in kept minutes of the permit's council and led nowhere yet: opinions, and answers that promise.
pub async fn open_blocks(tx: &mut Tx, permit: &Permit<ReadCouncil>) -> Result<Vec<Picked>, Fault> {
    let sql = format!("{BLOCKS} where {} order by v.held_on desc, v.meeting, v.position", open());
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_all(tx.sql())
        .await?;
    rows.iter().map(block).collect()
}

/// How many of these there are.
pub async fn open_count(tx: &mut Tx, permit: &Permit<ReadCouncil>) -> Result<usize, Fault> {
    let sql = format!("select count(*) as n from v_council_block v where {}", open());
    let row = sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_one(tx.sql())
        .await?;
    usize::try_from(row.try_get::<i64, _>("n")?).map_err(|_| unreadable())
}

fn open() -> String {
    let promises: Vec<String> = PROMISES.iter().map(|word| format!("v.text like '%{word}%'")).collect();
    format!(
        "v.office = $1 and v.council = $2 and (v.kind = 'opinion' or v.kind = 'answer' and ({}))
         and not exists (select 1 from fate f where f.office = v.office and f.block = v.block and {STANDS})
         and not exists (select 1 from v_council_alias a join fate f on f.office = a.office and f.block = a.named
           where a.office = v.office and a.block = v.block and {STANDS})",
        promises.join(" or ")
    )
}

/// The permit's block leads to an issue from now on.
pub async fn join_opinions(
    tx: &mut Tx,
    permit: &Permit<SettleFate>,
    version: i64,
    issue: IssueId,
    is_raised: bool,
) -> Result<(), Fault> {
    let way = if is_raised { Way::Raised(issue) } else { Way::Joined(issue) };
    settle(tx, permit, version, way, "").await
}

/// The permit's block was answered, and nothing more comes of it.
pub async fn answer(
    tx: &mut Tx,
    permit: &Permit<SettleFate>,
    version: i64,
    kind: AnswerKind,
    reason: &str,
) -> Result<(), Fault> {
    settle(tx, permit, version, Way::Answered(kind), reason).await
}

async fn settle(tx: &mut Tx, permit: &Permit<SettleFate>, version: i64, way: Way, reason: &str) -> Result<(), Fault> {
    let (code, kind) = match way {
        Way::Raised(_) => ("raised", None),
        Way::Joined(_) => ("joined", None),
        Way::Answered(kind) => ("answered", Some(kind.code())),
    };
    sqlx::query(
        "insert into fate (office, id, block, block_version, issue, way, answer, reason, at, by_account, by_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(tx.office().0)
    .bind(FateId::fresh().to_string())
    .bind(permit.facts().spelled())
    .bind(version)
    .bind(way.issue().map(|issue| issue.to_string()))
    .bind(code)
    .bind(kind)
    .bind(reason)
    .bind(permit.now().to_string())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    let mut line = Line::<Nameless>::new("fate.settled", "Block", permit.facts().id()).detail(code);
    if let Some(cause) = trail::first::<Nameless>(tx, "Meeting", &permit.facts().meeting().spelled()).await? {
        line = line.because(cause);
    }
    trail::record(tx, permit, line).await?;
    Ok(())
}

/// Takes a fate of the permit's block back.
///
/// # Errors
/// [`Fault::Missing`] when the block has no such fate today.
pub async fn withdraw(tx: &mut Tx, permit: &Permit<SettleFate>, id: FateId) -> Result<(), Fault> {
    let present = fates_of_block(tx, permit).await?;
    present.iter().find(|fate| fate.id == id).ok_or(Fault::Missing)?;
    sqlx::query("insert into fate_withdrawal (office, fate, at, by_account, by_name) values ($1, $2, $3, $4, $5)")
        .bind(tx.office().0)
        .bind(id.to_string())
        .bind(permit.now().to_string())
        .bind(permit.actor().spelled())
        .bind(permit.actor().name())
        .execute(tx.sql())
        .await?;
    trail::record(tx, permit, Line::<Nameless>::new("fate.withdrawn", "Block", permit.facts().id())).await?;
    Ok(())
}

/// What became of the permit's block.
pub async fn fates_of_block(tx: &mut Tx, permit: &Permit<SettleFate>) -> Result<Vec<Fate>, Fault> {
    let sql = format!(
        "{FATES} where f.office = $1 and {STANDS} and (f.block = $2
           or f.block in (select a.named from v_council_alias a where a.office = $1 and a.block = $2)) order by f.id"
    );
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_all(tx.sql())
        .await?;
    rows.iter().map(fate).collect()
}

/// `$2, $3, …`
/// Places of a statement for so many values.
pub(in crate::issues) fn places(first: usize, count: usize) -> String {
    (first..first + count).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ")
}

fn issue_id(row: &AnyRow) -> Result<Option<IssueId>, Fault> {
    let id: Option<String> = row.try_get("issue")?;
    id.map(|id| IssueId::parse(&id).ok_or_else(unreadable)).transpose()
}

fn fate(row: &AnyRow) -> Result<Fate, Fault> {
    let issue_id = issue_id(row)?;
    let answer: Option<String> = row.try_get("answer")?;
    let way: String = row.try_get("way")?;
    let way = match (way.as_str(), issue_id, answer.as_deref().and_then(AnswerKind::parse)) {
        ("raised", Some(issue), None) => Way::Raised(issue),
        ("joined", Some(issue), None) => Way::Joined(issue),
        ("answered", None, Some(kind)) => Way::Answered(kind),
        _ => return Err(unreadable()),
    };
    let issue = match issue_id {
        None => None,
        Some(_) => {
            let council = CouncilId::parse(row.try_get("council")?).ok_or_else(unreadable)?;
            Some((council, issue::number(row)?, issue::form(row)?))
        }
    };
    Ok(Fate {
        id: FateId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
        block: BlockId::parse(row.try_get("block")?).ok_or_else(unreadable)?,
        way,
        reason: row.try_get("reason")?,
        at: Moment::parse(row.try_get("at")?).ok_or_else(unreadable)?,
        by: row.try_get("by_name")?,
        block_version: row.try_get("block_version")?,
        issue,
    })
}

fn block(row: &AnyRow) -> Result<Picked, Fault> {
    Ok(Picked {
        block: BlockId::parse(row.try_get("block")?).ok_or_else(unreadable)?,
        meeting: MeetingId::parse(row.try_get("meeting")?).ok_or_else(unreadable)?,
        council: CouncilId::parse(row.try_get("council")?).ok_or_else(unreadable)?,
        kind: BlockKind::parse(row.try_get("kind")?).ok_or_else(unreadable)?,
        text: row.try_get("text")?,
        version: row.try_get("version")?,
    })
}
