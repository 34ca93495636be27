//! Frozen minutes, and where they were published.

use super::{EditionFacts, unreadable};
use crate::access::{Action, Facts, Permit};
use crate::council::edition::model::{Body, EditionId, EditionStage, PublicationId};
use crate::council::edition::{PublishMinutes, WithdrawPublication};
use crate::council::meeting::model::MeetingId;
use crate::council::meeting::store::MeetingFacts;
use crate::council::retention::model::RetentionKind;
use crate::council::retention::store as retention;
use crate::council::telling::model::Audience;
use crate::editing::store::set_aside;
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::frozen;
use crate::plumbing::secret::hash_bytes;
use crate::trail::{self, Line, LineId, Nameless};
use almanac::Date;
use sqlx::Row;
use sqlx::any::AnyRow;

/// An edition without what it says.
#[derive(Clone)]
pub struct Edition {
    /// The id.
    pub id: EditionId,
    /// For whom.
    pub audience: Audience,
    /// A draft that was looked at, or confirmed.
    pub stage: EditionStage,
    /// 第n版 of its stage, from 1.
    pub number: i64,
    /// What was wrong with the one before; empty for the first.
    pub reason: String,
    /// SHA-256 of what it says, as stored.
    pub sha256: String,
    /// SHA-256 of its PDF.
    pub pdf_sha256: String,
    /// When.
    pub at: Moment,
    /// By whom, the name as it was then.
    pub by: String,
    /// Where it was published, if it was and still is.
    pub published: Option<Published>,
    /// The day on which its words and its PDF were disposed of.
    pub gone_on: Option<Date>,
}

/// A publication.
#[derive(Clone)]
pub struct Published {
    /// The id.
    pub id: PublicationId,
    /// On which day.
    pub on: Date,
    /// Where.
    pub place: String,
}

/// What is frozen for one audience.
pub struct Frozen {
    /// For whom.
    pub audience: Audience,
    /// What it says.
    pub body: Body,
    /// Its PDF.
    pub pdf: Vec<u8>,
}

const COLUMNS: &str = "select e.id, e.audience, e.stage, e.number, e.reason, e.sha256, e.pdf_sha256, e.at, e.by_name,
    p.id as publication, p.on_day, p.place, d.at as gone_at
  from edition e left join publication p on p.office = e.office and p.edition = e.id and not exists
    (select 1 from publication_withdrawal w where w.office = p.office and w.publication = p.id)
  left join disposal_line l on l.office = e.office and l.kind = 'minutes' and l.thing = e.id
  left join disposal d on d.office = l.office and d.id = l.disposal";

/// The editions of a meeting that the permit's thing belongs to, the newest first, each number for all its readers.
pub async fn editions<A: Action>(tx: &mut Tx, _permit: &Permit<A>, meeting: MeetingId) -> Result<Vec<Edition>, Fault> {
    let sql = format!(
        "{COLUMNS} where e.office = $1 and e.meeting = $2 order by e.at desc, e.stage desc, e.number desc, e.audience"
    );
    let rows =
        sqlx::query(sqlx::AssertSqlSafe(sql)).bind(tx.office().0).bind(meeting.to_string()).fetch_all(tx.sql()).await?;
    rows.iter().map(edition).collect()
}

/// The permit's edition.
pub async fn find_edition<A: Action<On = EditionFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Edition, Fault> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!("{COLUMNS} where e.office = $1 and e.id = $2")))
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_one(tx.sql())
        .await?;
    edition(&row)
}

/// What an edition says that the permit's thing belongs to, if it still says what was frozen.
///
/// # Errors
/// [`Fault::Disposed`] when its words are gone.
pub async fn body_of<A: Action>(tx: &mut Tx, permit: &Permit<A>, id: EditionId) -> Result<Body, Fault> {
    let row = sqlx::query("select body, sha256 from edition where office = $1 and id = $2")
        .bind(tx.office().0)
        .bind(id.to_string())
        .fetch_one(tx.sql())
        .await?;
    let (body, sha256): (String, String) = (row.try_get("body")?, row.try_get("sha256")?);
    if body.is_empty() {
        return Err(retention::disposed(tx, permit, (RetentionKind::Minutes, &id.to_string())).await?);
    }
    frozen::thaw(&body, &sha256)
}

/// What an edition says where its words are still there, for what is compared with it.
///
/// # Errors
/// What [`body_of`] says of words that are there.
pub async fn still_there<A: Action>(tx: &mut Tx, permit: &Permit<A>, id: EditionId) -> Result<Option<Body>, Fault> {
    match body_of(tx, permit, id).await {
        Err(Fault::Disposed(_)) => Ok(None),
        other => other.map(Some),
    }
}

/// The PDF of the permit's edition, byte for byte as it was frozen.
pub async fn pdf_of<A: Action<On = EditionFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<u8>, Fault> {
    let row = sqlx::query("select pdf, pdf_sha256 from edition where office = $1 and id = $2")
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_one(tx.sql())
        .await?;
    let (pdf, sha256): (Vec<u8>, String) = (row.try_get("pdf")?, row.try_get("pdf_sha256")?);
    if pdf.is_empty() {
        return Err(retention::disposed(tx, permit, (RetentionKind::Minutes, &permit.facts().spelled())).await?);
    }
    if hash_bytes(&pdf) != sha256 {
        return Err(Fault::broken("edition", "a PDF is not what was frozen"));
    }
    Ok(pdf)
}

/// The verb of the line with which minutes were confirmed: what was published names it.
const CONFIRMED: &str = "minutes.confirmed";
/// The same of a later edition.
const PUT_RIGHT: &str = "minutes.put_right";

/// Freezes minutes of the permit's meeting under one number for those who read them, with their because.
///
/// # Errors
/// [`Fault::Taken`] when somebody froze that number in this very moment.
pub async fn freeze<A: Action<On = MeetingFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
    (stage, number, reason): (EditionStage, i64, &str),
    papers: &[Frozen],
) -> Result<(), Fault> {
    for one in papers {
        let (body, sha256) = frozen::freeze(&one.body)?;
        sqlx::query(
            "insert into edition (office, id, council, meeting, audience, stage, number, reason, body, sha256, pdf, pdf_sha256,
               at, by_account, by_name)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        )
        .bind(tx.office().0)
        .bind(EditionId::fresh().to_string())
        .bind(permit.facts().council().to_string())
        .bind(permit.facts().spelled())
        .bind(one.audience.code())
        .bind(stage.code())
        .bind(number)
        .bind(reason)
        .bind(body.as_str())
        .bind(sha256)
        .bind(one.pdf.as_slice())
        .bind(hash_bytes(&one.pdf))
        .bind(permit.now().to_string())
        .bind(permit.actor().spelled())
        .bind(permit.actor().name())
        .execute(tx.sql())
        .await?;
    }
    let verb = match (stage, number) {
        (EditionStage::Asked, _) => return Ok(()),
        (EditionStage::Final, 1) => CONFIRMED,
        (EditionStage::Final, _) => PUT_RIGHT,
    };
    let mut line = Line::<Nameless>::new(verb, MeetingFacts::KIND, permit.facts().id()).detail(number.to_string());
    // Confirmed because members were asked, or else because the minutes were kept.
    let thing = (MeetingFacts::KIND, permit.facts().spelled());
    let mut cause = trail::said::<Nameless, A>(tx, permit, (thing.0, &thing.1), "minutes.asked").await?;
    if cause.is_none() {
        cause = trail::said::<Nameless, A>(tx, permit, (thing.0, &thing.1), "minutes.kept").await?;
    }
    if let Some(cause) = cause {
        line = line.because(cause);
    }
    trail::record(tx, permit, line).await?;
    Ok(())
}

/// 公表した.
///
/// # Errors
/// [`Fault::Disposed`] when there is nothing any more to be published.
pub async fn publish(
    tx: &mut Tx,
    permit: &Permit<PublishMinutes>,
    (on, place): (Date, &str),
    approved: Option<LineId<Nameless>>,
) -> Result<(), Fault> {
    if let Some(day) = find_edition(tx, permit).await?.gone_on {
        return Err(Fault::Disposed(day));
    }
    sqlx::query(
        "insert into publication (office, id, edition, meeting, on_day, place, at, by_account, by_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(tx.office().0)
    .bind(PublicationId::fresh().to_string())
    .bind(permit.facts().spelled())
    .bind(permit.facts().meeting().spelled())
    .bind(on.to_string())
    .bind(place)
    .bind(permit.now().to_string())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    tell(tx, permit, "minutes.published", approved).await
}

/// 公表をやめた: what was published is taken down, and why.
///
/// # Errors
/// [`Fault::Taken`] when that was said before.
pub async fn unpublish(
    tx: &mut Tx,
    permit: &Permit<WithdrawPublication>,
    publication: PublicationId,
    reason: &str,
) -> Result<(), Fault> {
    if !set_aside(tx, permit, ("publication_withdrawal", "publication"), (&publication.to_string(), reason)).await? {
        return Err(Fault::Taken);
    }
    tell(tx, permit, "publication.withdrawn", None).await
}

/// An act on an edition, because of what was confirmed, and of the proposal that came back, where one was wanted.
async fn tell<A: Action<On = EditionFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
    verb: &'static str,
    approved: Option<LineId<Nameless>>,
) -> Result<(), Fault> {
    let meeting = permit.facts().meeting();
    let mut line = Line::<Nameless>::new(verb, MeetingFacts::KIND, meeting.id()).detail(permit.facts().spelled());
    let (thing, edition) = (meeting.spelled(), find_edition(tx, permit).await?);
    let frozen = if edition.number == 1 { CONFIRMED } else { PUT_RIGHT };
    let confirmed = trail::said::<Nameless, A>(tx, permit, (MeetingFacts::KIND, &thing), frozen).await?;
    for cause in confirmed.into_iter().chain(approved) {
        line = line.because(cause);
    }
    trail::record(tx, permit, line).await?;
    Ok(())
}

fn edition(row: &AnyRow) -> Result<Edition, Fault> {
    let publication: Option<String> = row.try_get("publication")?;
    let published = |id: String| {
        let on: &str = row.try_get("on_day")?;
        let id = PublicationId::parse(&id).ok_or_else(unreadable)?;
        Ok::<_, Fault>(Published { id, on: on.parse().map_err(|_| unreadable())?, place: row.try_get("place")? })
    };
    Ok(Edition {
        id: EditionId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
        audience: Audience::parse(row.try_get("audience")?).ok_or_else(unreadable)?,
        stage: EditionStage::parse(row.try_get("stage")?).ok_or_else(unreadable)?,
        number: row.try_get("number")?,
        reason: row.try_get("reason")?,
        sha256: row.try_get("sha256")?,
        pdf_sha256: row.try_get("pdf_sha256")?,
        at: Moment::parse(row.try_get("at")?).ok_or_else(unreadable)?,
        by: row.try_get("by_name")?,
        published: publication.map(published).transpose()?,
        gone_on: row.try_get::<Option<String>, _>("gone_at")?.and_then(|at| Moment::parse(&at)).map(Moment::day),
    })
}
