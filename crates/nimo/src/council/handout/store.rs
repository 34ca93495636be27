//! The SQL of handouts and their files.

mod retained;

pub(crate) use retained::{empty, retained};

use crate::access::{Action, Facts, Permit};
use crate::council::handout::model::{
    FileKind, Handout, HandoutFile, HandoutFileId, HandoutForm, HandoutId, HandoutSource, Made, SHAPE,
};
use crate::council::handout::{AddHandout, EditHandout, FileHandout, ReadHandout, WithdrawHandout};
use crate::council::meeting::model::MeetingId;
use crate::council::meeting::store::MeetingFacts;
use crate::council::model::CouncilId;
use crate::council::retention::model::RetentionKind;
use crate::council::retention::store as retention;
use crate::editing::store::{fields, json, keep_revision, set_aside, write_over};
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::ids::OfficeId;
use crate::plumbing::secret::hash_bytes;
use crate::trail::{self, Line, Nameless};
use cedar_policy::RestrictedExpression as Value;
use sqlx::Row;
use sqlx::any::AnyRow;

/// So many papers a meeting has at most.
pub const MOST_HANDOUTS: usize = 100;

/// What the gate knows about a handout: it is as open as its meeting. One that was taken back is not there.
#[derive(Clone)]
pub struct HandoutFacts {
    handout: HandoutId,
    meeting: MeetingFacts,
}

impl HandoutFacts {
    /// The meeting to which it belongs.
    pub fn meeting(&self) -> &MeetingFacts {
        &self.meeting
    }
}

impl Facts for HandoutFacts {
    type Id = HandoutId;
    const KIND: &'static str = "Handout";

    async fn load(tx: &mut Tx, handout: HandoutId) -> Result<Option<Self>, Fault> {
        let row = sqlx::query(
            "select h.meeting from handout h where h.office = $1 and h.id = $2
               and not exists (select 1 from handout_withdrawal w where w.office = h.office and w.handout = h.id)",
        )
        .bind(tx.office().0)
        .bind(handout.to_string())
        .fetch_optional(tx.sql())
        .await?;
        let Some(row) = row else { return Ok(None) };
        let meeting = MeetingId::parse(row.try_get("meeting")?).ok_or_else(unreadable)?;
        Ok(MeetingFacts::load(tx, meeting).await?.map(|meeting| HandoutFacts { handout, meeting }))
    }

    fn office(&self) -> OfficeId {
        self.meeting.office()
    }

    fn id(&self) -> HandoutId {
        self.handout
    }

    fn spelled(&self) -> String {
        self.handout.to_string()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        self.meeting.attributes()
    }
}

/// The master of the permit's meeting, in its order, each with its files.
pub async fn list<A: Action<On = MeetingFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<Handout>, Fault> {
    of_meeting(tx, permit, permit.facts().id()).await
}

/// The master of a meeting that the permit's thing belongs to.
pub(crate) async fn of_meeting<A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    meeting: MeetingId,
) -> Result<Vec<Handout>, Fault> {
    let rows = sqlx::query(
        "select h.id, h.meeting, m.held_on, h.place, h.source, h.fields, h.version from handout h
         join meeting m on m.office = h.office and m.id = h.meeting
         where h.office = $1 and h.meeting = $2
           and not exists (select 1 from handout_withdrawal w where w.office = h.office and w.handout = h.id)
         order by h.place, h.id",
    )
    .bind(tx.office().0)
    .bind(meeting.to_string())
    .fetch_all(tx.sql())
    .await?;
    let mut handouts: Vec<Handout> = rows.iter().map(handout).collect::<Result<_, _>>()?;
    let rows = sqlx::query(
        "select f.handout, f.id, f.number, f.kind, f.name, f.pages, f.size, f.sha256, f.made, f.at, f.by_name, d.at as gone_at
         from handout_file f join handout h on h.office = f.office and h.id = f.handout
         left join disposal_line l on l.office = f.office and l.kind = 'handout' and l.thing = f.id
         left join disposal d on d.office = l.office and d.id = l.disposal
         where f.office = $1 and h.meeting = $2 order by f.number",
    )
    .bind(tx.office().0)
    .bind(meeting.to_string())
    .fetch_all(tx.sql())
    .await?;
    for row in &rows {
        let of = HandoutId::parse(row.try_get("handout")?).ok_or_else(unreadable)?;
        if let Some(handout) = handouts.iter_mut().find(|handout| handout.id == of) {
            handout.files.push(file(row)?);
        }
    }
    Ok(handouts)
}

/// The permit's handout, with its files.
pub async fn find<A: Action<On = HandoutFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Handout, Fault> {
    let all = of_meeting(tx, permit, permit.facts().meeting().id()).await?;
    all.into_iter().find(|handout| handout.id == permit.facts().id()).ok_or(Fault::Missing)
}

/// Adds a handout at the end of the master of the permit's meeting.
pub async fn add(
    tx: &mut Tx,
    permit: &Permit<AddHandout>,
    source: HandoutSource,
    form: &HandoutForm,
) -> Result<HandoutId, Fault> {
    place(tx, permit, (permit.facts().council(), permit.facts().id()), source, form).await
}

/// Adds a handout at the end of the master of a meeting that the permit's act makes or belongs to.
pub(crate) async fn place<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    (council, meeting): (CouncilId, MeetingId),
    source: HandoutSource,
    form: &HandoutForm,
) -> Result<HandoutId, Fault> {
    let id = HandoutId::fresh();
    let texts = form.texts();
    sqlx::query(
        "insert into handout (office, id, council, meeting, place, source, fields, version, made_at)
         values ($1, $2, $3, $4, (select coalesce(max(place), 0) + 1 from handout where office = $1 and meeting = $4),
           $5, $6, 1, $7)",
    )
    .bind(tx.office().0)
    .bind(id.to_string())
    .bind(council.to_string())
    .bind(meeting.to_string())
    .bind(source.code())
    .bind(json(&texts)?)
    .bind(permit.now().to_string())
    .execute(tx.sql())
    .await?;
    keep_revision(tx, permit, &SHAPE, &id.to_string(), (1, &texts, None)).await?;
    let mut line = Line::<Nameless>::new("handout.added", SHAPE.kind, id);
    if let Some(cause) = trail::first::<Nameless>(tx, MeetingFacts::KIND, &meeting.to_string()).await? {
        line = line.because(cause);
    }
    trail::record(tx, permit, line).await?;
    Ok(id)
}

/// Changes the permit's handout, if it still has the version that was edited.
///
/// # Errors
/// [`Fault::Lost`] when somebody saved first.
pub async fn set(
    tx: &mut Tx,
    permit: &Permit<EditHandout>,
    version: i64,
    form: &HandoutForm,
    reverted_to: Option<i64>,
) -> Result<(), Fault> {
    write_over(tx, permit, ("handout", &SHAPE), (version, &form.texts(), reverted_to)).await?;
    let verb = if reverted_to.is_some() { "handout.put_back" } else { "handout.changed" };
    trail::record(tx, permit, Line::<Nameless>::new(verb, SHAPE.kind, permit.facts().id())).await?;
    Ok(())
}

/// Moves the permit's handout one place up or down; at the end of the list nothing happens.
pub async fn shift(tx: &mut Tx, permit: &Permit<EditHandout>, is_up: bool) -> Result<(), Fault> {
    let mut all = of_meeting(tx, permit, permit.facts().meeting().id()).await?;
    let at = all.iter().position(|handout| handout.id == permit.facts().id()).ok_or(Fault::Missing)?;
    let to = if is_up { at.checked_sub(1) } else { Some(at + 1).filter(|to| *to < all.len()) };
    let Some(to) = to else { return Ok(()) };
    all.swap(at, to);
    for (handout, place) in all.iter().zip(1i64..) {
        sqlx::query("update handout set place = $3 where office = $1 and id = $2 and place <> $3")
            .bind(tx.office().0)
            .bind(handout.id.to_string())
            .bind(place)
            .execute(tx.sql())
            .await?;
    }
    trail::record(tx, permit, Line::<Nameless>::new("handout.moved", SHAPE.kind, permit.facts().id())).await?;
    Ok(())
}

/// Takes the permit's handout back: its files stay with what was sent.
pub async fn withdraw(tx: &mut Tx, permit: &Permit<WithdrawHandout>, reason: &str) -> Result<(), Fault> {
    if !set_aside(tx, permit, ("handout_withdrawal", "handout"), (&permit.facts().spelled(), reason)).await? {
        return Err(Fault::Taken);
    }
    trail::record(tx, permit, Line::<Nameless>::new("handout.withdrawn", SHAPE.kind, permit.facts().id())).await?;
    Ok(())
}

/// A file that was looked through and may be kept.
pub struct NewFile<'a> {
    /// What kind.
    pub kind: FileKind,
    /// Its name as it came.
    pub name: &'a str,
    /// Pages of a PDF.
    pub pages: usize,
    /// Of what nimo made it.
    pub made: Option<&'a Made>,
    /// SHA-256 of its bytes.
    pub sha256: &'a str,
    /// All of it.
    pub bytes: &'a [u8],
}

/// Adds a version of the permit's handout and gives its number; none where the newest version is the same file.
pub async fn keep_file(tx: &mut Tx, permit: &Permit<FileHandout>, new: &NewFile<'_>) -> Result<Option<i64>, Fault> {
    let last = find(tx, permit).await?.files.pop();
    if last.as_ref().is_some_and(|last| last.sha256 == new.sha256 && last.made.as_ref() == new.made) {
        return Ok(None);
    }
    let number = last.map_or(1, |last| last.number + 1);
    let made = match new.made {
        Some(made) => serde_json::to_string(made).map_err(|_| unreadable())?,
        None => made_before(tx, new.sha256).await?,
    };
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    sqlx::query(
        "insert into handout_file (office, id, handout, number, kind, name, pages, size, sha256, made, bytes, at, by_account,
           by_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
    )
    .bind(tx.office().0)
    .bind(HandoutFileId::fresh().to_string())
    .bind(permit.facts().spelled())
    .bind(number)
    .bind(new.kind.code())
    .bind(new.name)
    .bind(count(new.pages))
    .bind(count(new.bytes.len()))
    .bind(new.sha256)
    .bind(made)
    .bind(new.bytes)
    .bind(permit.now().to_string())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    let line = Line::<Nameless>::new("handout.filed", SHAPE.kind, permit.facts().id());
    trail::record(tx, permit, line.detail(number.to_string())).await?;
    Ok(Some(number))
}

/// What nimo made stays what it made, also where somebody files the same bytes by hand.
async fn made_before(tx: &mut Tx, sha256: &str) -> Result<String, Fault> {
    let row = sqlx::query("select made from handout_file where office = $1 and sha256 = $2 and made <> '' limit 1")
        .bind(tx.office().0)
        .bind(sha256)
        .fetch_optional(tx.sql())
        .await?;
    row.map_or(Ok(String::new()), |row| Ok(row.try_get("made")?))
}

/// The bytes of one version of the permit's handout.
///
/// # Errors
/// [`Fault::Disposed`] when they are gone.
pub async fn bytes(tx: &mut Tx, permit: &Permit<ReadHandout>, number: i64) -> Result<Vec<u8>, Fault> {
    let row = sqlx::query("select id, bytes from handout_file where office = $1 and handout = $2 and number = $3")
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .bind(number)
        .fetch_optional(tx.sql())
        .await?
        .ok_or(Fault::Missing)?;
    held(tx, permit, row.try_get("id")?, row.try_get("bytes")?).await
}

/// No file is empty when it is filed.
async fn held<A: Action>(tx: &mut Tx, permit: &Permit<A>, id: String, bytes: Vec<u8>) -> Result<Vec<u8>, Fault> {
    if bytes.is_empty() {
        return Err(retention::disposed(tx, permit, (RetentionKind::Handout, &id)).await?);
    }
    Ok(bytes)
}

/// The bytes of a version by its id, held against its hash: for what was sent. The permit's act is about a meeting's papers.
///
/// # Errors
/// [`Fault::Disposed`] when they are gone; when what is stored is not what was filed.
pub(crate) async fn filed<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    id: HandoutFileId,
    sha256: &str,
) -> Result<Vec<u8>, Fault> {
    let row = sqlx::query("select bytes from handout_file where office = $1 and id = $2")
        .bind(tx.office().0)
        .bind(id.to_string())
        .fetch_one(tx.sql())
        .await?;
    let bytes = held(tx, permit, id.to_string(), row.try_get("bytes")?).await?;
    if hash_bytes(&bytes) != sha256 {
        return Err(Fault::broken("handout", "a file is not what was filed"));
    }
    Ok(bytes)
}

fn handout(row: &AnyRow) -> Result<Handout, Fault> {
    Ok(Handout {
        id: HandoutId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
        meeting: MeetingId::parse(row.try_get("meeting")?).ok_or_else(unreadable)?,
        held_on: row.try_get::<Option<String>, _>("held_on")?.and_then(|on| on.parse().ok()),
        place: row.try_get("place")?,
        source: HandoutSource::parse(row.try_get("source")?).ok_or_else(unreadable)?,
        form: HandoutForm::parse(&fields(row)?).map_err(|_| unreadable())?,
        version: row.try_get("version")?,
        files: vec![],
    })
}

fn file(row: &AnyRow) -> Result<HandoutFile, Fault> {
    let made: String = row.try_get("made")?;
    let made = (!made.is_empty()).then(|| serde_json::from_str(&made).map_err(|_| unreadable())).transpose()?;
    Ok(HandoutFile {
        made,
        id: HandoutFileId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
        number: row.try_get("number")?,
        kind: FileKind::parse(row.try_get("kind")?).ok_or_else(unreadable)?,
        name: row.try_get("name")?,
        pages: row.try_get("pages")?,
        size: row.try_get("size")?,
        sha256: row.try_get("sha256")?,
        at: Moment::parse(row.try_get("at")?).ok_or_else(unreadable)?,
        by: row.try_get("by_name")?,
        gone_on: row.try_get::<Option<String>, _>("gone_at")?.and_then(|at| Moment::parse(&at)).map(Moment::day),
    })
}

fn unreadable() -> Fault {
    Fault::broken("handout", "a row that cannot be read")
}
