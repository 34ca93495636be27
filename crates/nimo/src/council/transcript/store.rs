//! The SQL of transcripts and their lines.

use crate::access::{Action, Facts, Permit};
use crate::council::meeting::ImportSheet;
use crate::council::meeting::model::{MeetingForm, MeetingId, SHAPE};
use crate::council::meeting::store::MeetingFacts;
use crate::council::transcript::model::{Transcript, TranscriptFormat, TranscriptId, TranscriptLine, name_of};
use crate::council::transcript::rules::{self, ReadTranscript};
use crate::council::transcript::{AddTranscript, DisposeTranscript, EditTranscript, OpenTranscript};
use crate::editing::store::fields;
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::engine::Engine;
use crate::plumbing::fault::Fault;
use crate::plumbing::gather::{Row as Gathered, gather};
use crate::plumbing::ids::OfficeId;
use crate::trail::{self, Line, Nameless};
use almanac::Date;
use cedar_policy::RestrictedExpression as Value;
use sqlx::Row;
use sqlx::any::AnyRow;

/// What the gate knows about a transcript: its meeting's secretariat alone sees it.
#[derive(Clone)]
pub struct TranscriptFacts {
    transcript: TranscriptId,
    meeting: MeetingFacts,
}

impl TranscriptFacts {
    /// The meeting to which it belongs.
    pub fn meeting(&self) -> &MeetingFacts {
        &self.meeting
    }
}

impl Facts for TranscriptFacts {
    type Id = TranscriptId;
    const KIND: &'static str = "Transcript";

    async fn load(tx: &mut Tx, transcript: TranscriptId) -> Result<Option<Self>, Fault> {
        let row = sqlx::query("select meeting from transcript where office = $1 and id = $2")
            .bind(tx.office().0)
            .bind(transcript.to_string())
            .fetch_optional(tx.sql())
            .await?;
        let Some(row) = row else { return Ok(None) };
        let meeting = MeetingId::parse(row.try_get("meeting")?).ok_or_else(unreadable)?;
        Ok(MeetingFacts::load(tx, meeting).await?.map(|meeting| TranscriptFacts { transcript, meeting }))
    }

    fn office(&self) -> OfficeId {
        self.meeting.office()
    }

    fn id(&self) -> TranscriptId {
        self.transcript
    }

    fn spelled(&self) -> String {
        self.transcript.to_string()
    }

    fn attributes(&self) -> Vec<(&'static str, Value)> {
        self.meeting.attributes()
    }
}

/// What is put beside a meeting.
pub struct NewTranscript<'a> {
    /// The name of its file; empty for what was pasted.
    pub file: &'a str,
    /// SHA-256 of what came.
    pub sha256: &'a str,
    /// What it says.
    pub read: &'a ReadTranscript,
    /// The day of disposal with which it begins.
    pub dispose_on: Date,
}

/// Adds a transcript with all its lines. The same file leads to the one that is there, unless its words are gone; then `true` stands
/// beside its id.
pub async fn add(
    tx: &mut Tx,
    permit: &Permit<AddTranscript>,
    new: &NewTranscript<'_>,
) -> Result<(TranscriptId, bool), Fault> {
    let all = of_meeting(tx, permit).await?;
    if let Some(same) = all.iter().find(|one| one.disposed.is_none() && one.sha256 == new.sha256) {
        return Ok((same.id, true));
    }
    let id = TranscriptId::fresh();
    sqlx::query(
        "insert into transcript (office, id, meeting, file, format, sha256, line_count, dispose_on, version, by_account, by_name,
           at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, $10, $11)",
    )
    .bind(tx.office().0)
    .bind(id.to_string())
    .bind(permit.facts().spelled())
    .bind(new.file)
    .bind(new.read.format.code())
    .bind(new.sha256)
    .bind(i64::try_from(new.read.lines.len()).map_err(|_| unreadable())?)
    .bind(new.dispose_on.to_string())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .bind(permit.now().to_string())
    .execute(tx.sql())
    .await?;
    for lines in new.read.lines.chunks(AT_ONCE) {
        add_lines(tx, id, lines).await?;
    }
    tell(tx, permit, permit.facts().id(), "transcript.added", format!("{id} {}", new.dispose_on)).await?;
    Ok((id, false))
}

/// So many lines go in at once.
const AT_ONCE: usize = 4000;

/// Lines as one text, which the database takes apart: a statement for each takes ten times as long.
async fn add_lines(tx: &mut Tx, id: TranscriptId, lines: &[TranscriptLine]) -> Result<(), Fault> {
    const SQLITE: &str = "insert into transcript_line (office, transcript, number, starts_ms, speaker, text)
         select $1, $2, json_extract(l.value, '$[0]'), json_extract(l.value, '$[1]'), json_extract(l.value, '$[2]'),
           json_extract(l.value, '$[3]')
         from json_each($3) l";
    const POSTGRES: &str = "insert into transcript_line (office, transcript, number, starts_ms, speaker, text)
         select $1, $2, (l.value ->> 0)::bigint, (l.value ->> 1)::bigint, l.value ->> 2, l.value ->> 3
         from json_array_elements($3::json) l";
    let told: Vec<_> = lines.iter().map(|line| (line.number, line.starts_ms, &line.speaker, &line.text)).collect();
    let sql = match tx.engine() {
        Engine::Sqlite => SQLITE,
        Engine::Postgres => POSTGRES,
    };
    sqlx::query(sql)
        .bind(tx.office().0)
        .bind(id.to_string())
        .bind(serde_json::to_string(&told).map_err(|_| unreadable())?)
        .execute(tx.sql())
        .await?;
    Ok(())
}

const REGISTER: &str =
    "select t.id, t.file, t.format, t.sha256, t.line_count, t.dispose_on, t.version, t.at, t.by_name,
       d.at as gone_at, d.by_name as gone_by
     from transcript t left join transcript_disposal d on d.office = t.office and d.transcript = t.id
     where t.office = $1 and ";

/// The register of the permit's meeting: first those whose words are there, each in the order in which they came.
pub(crate) async fn of_meeting<A: Action<On = MeetingFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
) -> Result<Vec<Transcript>, Fault> {
    let order = "t.meeting = $2 order by case when d.at is null then 0 else 1 end, t.at, t.id";
    let rows = sqlx::query(sqlx::AssertSqlSafe(format!("{REGISTER}{order}")))
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_all(tx.sql())
        .await?;
    rows.iter().map(transcript).collect()
}

/// The permit's transcript.
pub async fn find<A: Action<On = TranscriptFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Transcript, Fault> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!("{REGISTER}t.id = $2")))
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_one(tx.sql())
        .await?;
    transcript(&row)
}

/// So many lines of the permit's transcript at most, from a number on.
pub async fn lines(
    tx: &mut Tx,
    permit: &Permit<OpenTranscript>,
    from: u32,
    most: u32,
) -> Result<Vec<TranscriptLine>, Fault> {
    lines_of(tx, permit.facts().id(), from, most).await
}

/// Lines of a transcript of the permit's meeting, at most [`MOST_AT_ONCE`], from a number on.
///
/// # Errors
/// [`Fault::Missing`] for a transcript of another meeting.
pub(crate) async fn lines_around<A: Action<On = MeetingFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
    id: TranscriptId,
    from: u32,
    most: u32,
) -> Result<Vec<TranscriptLine>, Fault> {
    sqlx::query("select id from transcript where office = $1 and id = $2 and meeting = $3")
        .bind(tx.office().0)
        .bind(id.to_string())
        .bind(permit.facts().spelled())
        .fetch_optional(tx.sql())
        .await?
        .ok_or(Fault::Missing)?;
    lines_of(tx, id, from, most.min(MOST_AT_ONCE)).await
}

/// So many lines a page takes at most.
pub const MOST_AT_ONCE: u32 = 400;

async fn lines_of(tx: &mut Tx, id: TranscriptId, from: u32, most: u32) -> Result<Vec<TranscriptLine>, Fault> {
    let sql = format!(
        "select number, starts_ms, speaker, text from transcript_line
         where office = $1 and transcript = $2 and number >= {from} order by number limit {most}"
    );
    let columns = ["number", "starts_ms", "speaker", "text"];
    let line = |row: &Gathered<'_>| {
        Ok(TranscriptLine {
            number: row.number("number")?,
            starts_ms: row.maybe("starts_ms", |ms| ms.parse().ok())?,
            speaker: row.text("speaker")?.into(),
            text: row.text("text")?.into(),
        })
    };
    gather(tx, &columns, &sql, &[id.to_string()]).await?.read(line)
}

/// Another day of disposal for the permit's transcript, if it still has the version that was seen.
///
/// # Errors
/// [`Fault::Lost`] when somebody said another day first, or disposed of it.
pub async fn set_day(tx: &mut Tx, permit: &Permit<EditTranscript>, version: i64, day: Date) -> Result<(), Fault> {
    let before = find(tx, permit).await?;
    if before.version != version || before.disposed.is_some() {
        return Err(Fault::Lost);
    }
    sqlx::query("update transcript set dispose_on = $3, version = version + 1 where office = $1 and id = $2")
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .bind(day.to_string())
        .execute(tx.sql())
        .await?;
    let detail = format!("{} {} {day}", before.id, before.dispose_on);
    tell(tx, permit, permit.facts().meeting().id(), "transcript.day_changed", detail).await
}

/// Disposes of the words of the permit's transcript; its line in the register stays. Nothing happens where they are gone already.
///
/// # Errors
/// In the inner result, the sentence of [`rules::may_dispose`].
pub async fn dispose(tx: &mut Tx, permit: &Permit<DisposeTranscript>) -> Result<Result<(), String>, Fault> {
    let transcript = find(tx, permit).await?;
    if transcript.disposed.is_some() {
        return Ok(Ok(()));
    }
    if let Err(sentence) = rules::may_dispose(&transcript, permit.now().day()) {
        return Ok(Err(sentence));
    }
    sqlx::query("delete from transcript_line where office = $1 and transcript = $2")
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .execute(tx.sql())
        .await?;
    sqlx::query(
        "insert into transcript_disposal (office, transcript, by_account, by_name, at) values ($1, $2, $3, $4, $5)",
    )
    .bind(tx.office().0)
    .bind(permit.facts().spelled())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .bind(permit.now().to_string())
    .execute(tx.sql())
    .await?;
    let meeting = permit.facts().meeting().id();
    tell(tx, permit, meeting, "transcript.disposed", transcript.id.to_string()).await?;
    Ok(Ok(()))
}

/// A transcript whose day has come.
pub struct Due {
    /// Which.
    pub id: TranscriptId,
    /// What it is called.
    pub name: String,
    /// 第1回: its meeting.
    pub meeting: String,
    /// Since when.
    pub dispose_on: Date,
}

/// The transcripts of the permit's council whose day has come, the longest overdue first; no more than a page names. Only who reads sheets
/// in is told of them.
pub async fn due(tx: &mut Tx, permit: &Permit<ImportSheet>, today: Date, most: u32) -> Result<Vec<Due>, Fault> {
    let sql = format!(
        "select t.id, t.file, t.dispose_on, m.fields from transcript t
         join meeting m on m.office = t.office and m.id = t.meeting
         where t.office = $1 and m.council = $2 and t.dispose_on <= $3
           and not exists (select 1 from transcript_disposal d where d.office = t.office and d.transcript = t.id)
         order by t.dispose_on, t.id limit {most}"
    );
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .bind(today.to_string())
        .fetch_all(tx.sql())
        .await?;
    let due = |row: &AnyRow| {
        Ok(Due {
            id: TranscriptId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
            name: name_of(row.try_get("file")?),
            meeting: MeetingForm::parse(&fields(row)?).map_err(|_| unreadable())?.short(),
            dispose_on: day(row)?,
        })
    };
    rows.iter().map(due).collect()
}

/// A line of the trail of its meeting. The detail is the transcript's id and days.
async fn tell<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    meeting: MeetingId,
    verb: &'static str,
    detail: String,
) -> Result<(), Fault> {
    trail::record(tx, permit, Line::<Nameless>::new(verb, SHAPE.kind, meeting).detail(detail)).await?;
    Ok(())
}

fn transcript(row: &AnyRow) -> Result<Transcript, Fault> {
    let gone_at: Option<String> = row.try_get("gone_at")?;
    let gone_by: Option<String> = row.try_get("gone_by")?;
    let count: i64 = row.try_get("line_count")?;
    Ok(Transcript {
        id: TranscriptId::parse(row.try_get("id")?).ok_or_else(unreadable)?,
        file: row.try_get("file")?,
        format: TranscriptFormat::parse(row.try_get("format")?).ok_or_else(unreadable)?,
        sha256: row.try_get("sha256")?,
        line_count: u32::try_from(count).map_err(|_| unreadable())?,
        dispose_on: day(row)?,
        version: row.try_get("version")?,
        at: Moment::parse(row.try_get("at")?).ok_or_else(unreadable)?,
        by: row.try_get("by_name")?,
        disposed: gone_at.as_deref().and_then(Moment::parse).zip(gone_by),
    })
}

fn day(row: &AnyRow) -> Result<Date, Fault> {
    row.try_get::<String, _>("dispose_on")?.parse().map_err(|_| unreadable())
}

fn unreadable() -> Fault {
    Fault::broken("transcript", "a row that cannot be read")
}
