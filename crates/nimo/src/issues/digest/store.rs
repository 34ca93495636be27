//! The SQL of frozen papers. A frozen paper is stored whole, with its hash; what it was made from may change.

use crate::access::{Action, Facts, Permit};
use crate::council::meeting::ReadMeeting;
use crate::council::meeting::model::MeetingId;
use crate::council::model::CouncilId;
use crate::council::store::sees_all;
use crate::issues::digest::model::{Digest, DigestId, Layout};
use crate::issues::digest::{ListDigests, PrepareDigest, ReadDigest};
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::frozen;
use crate::plumbing::ids::OfficeId;
use crate::trail::{self, Line, Nameless};
use cedar_policy::RestrictedExpression as Value;
use sqlx::Row;
use sqlx::any::AnyRow;

/// What the gate knows about a frozen paper: it is as open as its council.
#[derive(Clone)]
pub struct DigestFacts {
    office: OfficeId,
    council: CouncilId,
    digest: DigestId,
}

impl Facts for DigestFacts {
    type Id = DigestId;
    const KIND: &'static str = "Digest";

    async fn load(tx: &mut Tx, digest: DigestId) -> Result<Option<Self>, Fault> {
        let row = sqlx::query("select council from digest where office = $1 and id = $2")
            .bind(tx.office().0)
            .bind(digest.to_string())
            .fetch_optional(tx.sql())
            .await?;
        let Some(row) = row else { return Ok(None) };
        let council = CouncilId::parse(row.try_get("council")?).ok_or_else(unreadable)?;
        Ok(Some(DigestFacts { office: tx.office(), council, digest }))
    }

    fn office(&self) -> OfficeId {
        self.office
    }

    fn id(&self) -> DigestId {
        self.digest
    }

    fn spelled(&self) -> String {
        self.digest.to_string()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        vec![("office", Value::new_long(self.office.0)), ("council", Value::new_string(self.council.to_string()))]
    }
}

/// A frozen paper.
pub struct Frozen {
    /// The id.
    pub id: DigestId,
    /// The council.
    pub council: CouncilId,
    /// 第n版, from 1.
    pub number: i64,
    /// The meeting for which it was frozen.
    pub meeting: Option<MeetingId>,
    /// How it is laid out.
    pub layout: Layout,
    /// What it says.
    pub digest: Digest,
    /// SHA-256 of what it says, as stored.
    pub sha256: String,
    /// When.
    pub at: Moment,
    /// By whom, the name as it was then.
    pub by: String,
}

const COLUMNS: &str = "select id, council, number, meeting, layout, body, sha256, at, by_name from digest";

/// The permit's paper, and the one before it.
pub async fn find(tx: &mut Tx, permit: &Permit<ReadDigest>) -> Result<(Frozen, Option<Frozen>), Fault> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!("{COLUMNS} where office = $1 and id = $2")))
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_one(tx.sql())
        .await?;
    let here = kept(&row)?;
    let before = of_council(tx, here.council, here.number - 1).await?;
    Ok((here, before))
}

/// The newest frozen paper of the permit's council.
pub async fn newest(tx: &mut Tx, permit: &Permit<PrepareDigest>) -> Result<Option<Frozen>, Fault> {
    let row = sqlx::query("select coalesce(max(number), 0) as number from digest where office = $1 and council = $2")
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_one(tx.sql())
        .await?;
    of_council(tx, permit.facts().id(), row.try_get("number")?).await
}

async fn of_council(tx: &mut Tx, council: CouncilId, number: i64) -> Result<Option<Frozen>, Fault> {
    let sql = format!("{COLUMNS} where office = $1 and council = $2 and number = $3");
    let row = sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(tx.office().0)
        .bind(council.to_string())
        .bind(number)
        .fetch_optional(tx.sql())
        .await?;
    row.as_ref().map(kept).transpose()
}

/// A line of a list of frozen papers.
pub struct Listed {
    /// The id.
    pub id: DigestId,
    /// The council.
    pub council: CouncilId,
    /// 第n版.
    pub number: i64,
    /// When.
    pub at: Moment,
}

/// The frozen papers that the actor may read, newest first. The gate says the same of each one; a test holds both together.
pub async fn list(tx: &mut Tx, permit: &Permit<ListDigests>) -> Result<Vec<Listed>, Fault> {
    let Some(person) = permit.actor().signed_in() else { return Err(Fault::SignedOut) };
    let rows = sqlx::query("select id, council, number, at from digest where office = $1 order by at desc, id desc")
        .bind(tx.office().0)
        .fetch_all(tx.sql())
        .await?;
    let all: Vec<Listed> = rows.iter().map(listed).collect::<Result<_, _>>()?;
    Ok(all.into_iter().filter(|one| sees_all(person) || person.councils.contains(&one.council)).collect())
}

/// The papers that were frozen for the permit's meeting, oldest first. Whether the actor may read each is the gate's to say.
pub async fn of_meeting(tx: &mut Tx, permit: &Permit<ReadMeeting>) -> Result<Vec<Listed>, Fault> {
    let rows = sqlx::query(
        "select id, council, number, at from digest where office = $1 and meeting = $2 order by number, id",
    )
    .bind(tx.office().0)
    .bind(permit.facts().spelled())
    .fetch_all(tx.sql())
    .await?;
    rows.iter().map(listed).collect()
}

/// Freezes the paper as the next version of the permit's council; its line came of the meeting for which it is.
///
/// # Errors
/// [`Fault::Taken`] when somebody froze one in this very moment.
pub async fn freeze(
    tx: &mut Tx,
    permit: &Permit<PrepareDigest>,
    digest: &Digest,
    layout: Layout,
    meeting: Option<MeetingId>,
) -> Result<DigestId, Fault> {
    let id = DigestId::fresh();
    let (body, sha256) = frozen::freeze(digest)?;
    sqlx::query(
        "insert into digest (office, id, council, number, meeting, layout, body, sha256, at, by_account, by_name)
         values ($1, $2, $3, (select coalesce(max(number), 0) + 1 from digest where office = $1 and council = $3), $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(tx.office().0)
    .bind(id.to_string())
    .bind(permit.facts().spelled())
    .bind(meeting.map(|meeting| meeting.to_string()))
    .bind(serde_json::to_string(&layout).map_err(|_| unreadable())?)
    .bind(body.as_str())
    .bind(sha256)
    .bind(permit.now().to_string())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    let mut line = Line::<Nameless>::new("digest.frozen", DigestFacts::KIND, id);
    if let Some(meeting) = meeting
        && let Some(cause) = trail::first::<Nameless>(tx, "Meeting", &meeting.to_string()).await?
    {
        line = line.because(cause);
    }
    trail::record(tx, permit, line).await?;
    Ok(id)
}

/// What came of the office's closed issues: issue and reason; of one that was closed twice the last stands last.
pub async fn endings<A: Action>(tx: &mut Tx, _permit: &Permit<A>) -> Result<Vec<(String, String)>, Fault> {
    let rows = sqlx::query(
        "select s.issue, s.reason from issue i join issue_step s on s.office = i.office and s.issue = i.id and s.stage = 'closed'
         where i.office = $1 and i.stage = 'closed' order by s.id",
    )
    .bind(tx.office().0)
    .fetch_all(tx.sql())
    .await?;
    rows.iter().map(|row| Ok((row.try_get("issue")?, row.try_get("reason")?))).collect()
}

fn listed(row: &AnyRow) -> Result<Listed, Fault> {
    Ok(Listed {
        id: DigestId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
        council: CouncilId::parse(row.try_get("council")?).ok_or_else(unreadable)?,
        number: row.try_get("number")?,
        at: Moment::parse(row.try_get("at")?).ok_or_else(unreadable)?,
    })
}

fn kept(row: &AnyRow) -> Result<Frozen, Fault> {
    let (body, sha256): (String, String) = (row.try_get("body")?, row.try_get("sha256")?);
    let meeting: Option<String> = row.try_get("meeting")?;
    Ok(Frozen {
        id: DigestId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
        council: CouncilId::parse(row.try_get("council")?).ok_or_else(unreadable)?,
        number: row.try_get("number")?,
        meeting: meeting.map(|id| MeetingId::parse(&id).ok_or_else(unreadable)).transpose()?,
        layout: serde_json::from_str(row.try_get("layout")?).map_err(|_| unreadable())?,
        digest: frozen::thaw(&body, &sha256)?,
        sha256,
        at: Moment::parse(row.try_get("at")?).ok_or_else(unreadable)?,
        by: row.try_get("by_name")?,
    })
}

fn unreadable() -> Fault {
    Fault::broken("digest", "a row that cannot be read")
}
