//! The SQL of what was laid open. What was frozen is never changed: a newer one takes its place, or it is taken down.

use super::model::{PublicReleaseId, ReleaseKind, Released};
use super::{MakeRelease, WithdrawRelease};
use crate::access::{Action, Facts, Permit};
use crate::council::meeting::model::MeetingId;
use crate::council::meeting::store::MeetingFacts;
use crate::council::model::CouncilId;
use crate::council::store::CouncilFacts;
use crate::editing::store::set_aside;
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::frozen;
use crate::plumbing::ids::OfficeId;
use crate::plumbing::secret::hash_bytes;
use crate::trail::{self, Line, LineId, Nameless};
use almanac::Date;
use cedar_policy::RestrictedExpression as Value;
use sqlx::Row;
use sqlx::any::AnyRow;

/// What the gate knows about something that was laid open: of which council.
#[derive(Clone)]
pub struct PublicReleaseFacts {
    release: PublicReleaseId,
    council: CouncilFacts,
}

impl PublicReleaseFacts {
    /// The council.
    pub fn council(&self) -> &CouncilFacts {
        &self.council
    }
}

impl Facts for PublicReleaseFacts {
    type Id = PublicReleaseId;
    const KIND: &'static str = "PublicRelease";

    async fn load(tx: &mut Tx, release: PublicReleaseId) -> Result<Option<Self>, Fault> {
        let row = sqlx::query("select council from public_release where office = $1 and id = $2")
            .bind(tx.office().0)
            .bind(release.to_string())
            .fetch_optional(tx.sql())
            .await?;
        let Some(row) = row else { return Ok(None) };
        let council = CouncilId::parse(row.try_get("council")?).ok_or_else(unreadable)?;
        Ok(CouncilFacts::load(tx, council).await?.map(|council| PublicReleaseFacts { release, council }))
    }

    fn office(&self) -> OfficeId {
        self.council.office()
    }

    fn id(&self) -> PublicReleaseId {
        self.release
    }

    fn spelled(&self) -> String {
        self.release.to_string()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        self.council.attributes()
    }
}

/// Something that was laid open, as it was.
pub struct PublicRelease {
    /// Which.
    pub id: PublicReleaseId,
    /// What it is.
    pub kind: ReleaseKind,
    /// Of which meeting, where it is of one.
    pub meeting: Option<MeetingId>,
    /// 第n回: of its kind and thing.
    pub number: i64,
    /// The day on which it was laid open.
    pub on: Date,
    /// What it says.
    pub body: Released,
    /// When it was frozen.
    pub at: Moment,
    /// By whom.
    pub by: String,
    /// Why it was taken down, if it was.
    pub withdrawn: Option<String>,
}

const COLUMNS: &str = "select r.id, r.kind, r.meeting, r.number, r.on_day, r.body, r.sha256, r.at, r.by_name, w.reason
   from public_release r
   left join public_release_withdrawal w on w.office = r.office and w.release = r.id";

/// Everything that was laid open of the permit's council, the newest first.
pub async fn list<A: Action<On = CouncilFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<PublicRelease>, Fault> {
    let sql = format!("{COLUMNS} where r.office = $1 and r.council = $2 order by r.at desc, r.id desc");
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_all(tx.sql())
        .await?;
    rows.iter().map(release).collect()
}

/// The permit's one.
pub async fn find<A: Action<On = PublicReleaseFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<PublicRelease, Fault> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!("{COLUMNS} where r.office = $1 and r.id = $2")))
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_one(tx.sql())
        .await?;
    release(&row)
}

/// Lays something of the permit's council open, because of what it is of, and of the proposal that came back where one was wanted.
///
/// # Errors
/// [`Fault::Taken`] when somebody took the number first.
pub async fn make(
    tx: &mut Tx,
    permit: &Permit<MakeRelease>,
    (kind, meeting, on): (ReleaseKind, Option<MeetingId>, Date),
    (body, files): (&Released, &[Vec<u8>]),
    approved: Option<LineId<Nameless>>,
) -> Result<PublicReleaseId, Fault> {
    let id = PublicReleaseId::fresh();
    let about = meeting.map_or_else(String::new, |meeting| meeting.to_string());
    let (text, sha256) = frozen::freeze(body)?;
    sqlx::query(
        "insert into public_release (office, id, council, meeting, kind, number, body, sha256, on_day, at, by_account, by_name)
         values ($1, $2, $3, $4, $5, (select coalesce(max(number), 0) + 1 from public_release
           where office = $1 and council = $3 and meeting = $4 and kind = $5), $6, $7, $8, $9, $10, $11)",
    )
    .bind(tx.office().0)
    .bind(id.to_string())
    .bind(permit.facts().spelled())
    .bind(about.as_str())
    .bind(kind.code())
    .bind(text.as_str())
    .bind(sha256)
    .bind(on.to_string())
    .bind(permit.now().to_string())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    for (bytes, place) in files.iter().zip(1i64..) {
        sqlx::query(
            "insert into public_release_file (office, release, place, bytes, sha256) values ($1, $2, $3, $4, $5)",
        )
        .bind(tx.office().0)
        .bind(id.to_string())
        .bind(place)
        .bind(bytes.as_slice())
        .bind(hash_bytes(bytes))
        .execute(tx.sql())
        .await?;
    }
    let of = match meeting {
        Some(meeting) => (MeetingFacts::KIND, meeting.to_string()),
        None => (CouncilFacts::KIND, permit.facts().spelled()),
    };
    let mut line = Line::<Nameless>::new("release.made", PublicReleaseFacts::KIND, id).detail(kind.code().to_string());
    let first = trail::first::<Nameless>(tx, of.0, &of.1).await?;
    for cause in first.into_iter().chain(approved) {
        line = line.because(cause);
    }
    trail::record(tx, permit, line).await?;
    Ok(id)
}

/// Takes the permit's one down.
///
/// # Errors
/// [`Fault::Taken`] when somebody did so first.
pub async fn withdraw(tx: &mut Tx, permit: &Permit<WithdrawRelease>, reason: &str) -> Result<(), Fault> {
    if !set_aside(tx, permit, ("public_release_withdrawal", "release"), (&permit.facts().spelled(), reason)).await? {
        return Err(Fault::Taken);
    }
    let mut line = Line::<Nameless>::new("release.withdrawn", PublicReleaseFacts::KIND, permit.facts().id());
    if let Some(cause) = trail::first::<Nameless>(tx, PublicReleaseFacts::KIND, &permit.facts().spelled()).await? {
        line = line.because(cause);
    }
    trail::record(tx, permit, line).await?;
    Ok(())
}

fn release(row: &AnyRow) -> Result<PublicRelease, Fault> {
    let (body, sha256): (String, String) = (row.try_get("body")?, row.try_get("sha256")?);
    Ok(PublicRelease {
        id: PublicReleaseId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
        kind: ReleaseKind::parse(row.try_get("kind")?).ok_or_else(unreadable)?,
        meeting: MeetingId::parse(row.try_get("meeting")?),
        number: row.try_get("number")?,
        on: row.try_get::<String, _>("on_day")?.parse().map_err(|_| unreadable())?,
        body: frozen::thaw(&body, &sha256)?,
        at: Moment::parse(row.try_get("at")?).ok_or_else(unreadable)?,
        by: row.try_get("by_name")?,
        withdrawn: row.try_get("reason")?,
    })
}

fn unreadable() -> Fault {
    Fault::broken("release", "a row that cannot be read")
}
