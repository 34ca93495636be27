//! The sheet that came, what was read in it, its doubts, and keeping it.

use super::meeting::{items_of, json};
use super::{block, unreadable};
use crate::access::{Action, Facts, Permit};
use crate::council::meeting::model::{MeetingForm, MeetingId, SHAPE};
use crate::council::meeting::reading::{ReadSheet, Reading};
use crate::council::meeting::store::MeetingFacts;
use crate::council::meeting::{EditMeeting, ImportSheet, KeepMinutes, ReadSource};
use crate::council::model::CouncilId;
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::search;
use crate::trail::{self, Line, Nameless};
use sqlx::Row;

/// A sheet as it came: where from, and what makes it the same one again.
pub struct Paper<'a> {
    /// The name of the file; empty for pasted text.
    pub file: &'a str,
    /// Of its bytes.
    pub bytes_hash: String,
    /// Of its folded text, so that the same words in another encoding are the same sheet.
    pub folded_hash: String,
    /// The decoded text.
    pub text: &'a str,
}

/// The sheet of a meeting, without its text.
pub struct Sheet {
    /// The name of the file; empty for pasted text.
    pub file: String,
    /// When it came.
    pub at: Moment,
    /// Who brought it, the name as it was then.
    pub by: String,
    /// What was found in it.
    pub reading: Reading,
}

/// The meeting of the permit's council that this paper became before: by its bytes, or by its folded words.
pub async fn find_same(
    tx: &mut Tx,
    permit: &Permit<ImportSheet>,
    paper: &Paper<'_>,
) -> Result<Option<MeetingId>, Fault> {
    let row = sqlx::query(
        "select s.meeting from sheet s join meeting m on m.office = s.office and m.id = s.meeting
         where s.office = $1 and m.council = $2 and (s.bytes_hash = $3 or s.folded_hash = $4)
         order by s.at desc limit 1",
    )
    .bind(tx.office().0)
    .bind(permit.facts().spelled())
    .bind(paper.bytes_hash.as_str())
    .bind(paper.folded_hash.as_str())
    .fetch_optional(tx.sql())
    .await?;
    row.map(|row| MeetingId::parse(row.try_get("meeting")?).ok_or_else(unreadable)).transpose()
}

/// Reads a paper into a meeting of the permit's council: a new one, or the planned one that waits for it. `form` has been
/// set in that one already.
pub async fn adopt(
    tx: &mut Tx,
    permit: &Permit<ImportSheet>,
    into: Option<MeetingId>,
    paper: &Paper<'_>,
    read: &ReadSheet,
) -> Result<MeetingId, Fault> {
    let meeting = match into {
        Some(meeting) => meeting,
        None => super::meeting::place(tx, permit, &read.form).await?,
    };
    sqlx::query(
        "insert into sheet (office, meeting, file, bytes_hash, folded_hash, source, reading, at, by_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(tx.office().0)
    .bind(meeting.to_string())
    .bind(paper.file)
    .bind(paper.bytes_hash.as_str())
    .bind(paper.folded_hash.as_str())
    .bind(paper.text)
    .bind(json(&read.reading)?)
    .bind(permit.now().to_string())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    let items = items_of(tx, permit, meeting).await?;
    block::place_all(tx, permit, meeting, &items, &read.blocks).await?;
    let mut line = Line::<Nameless>::new("sheet.read", SHAPE.kind, meeting);
    if let Some(cause) = trail::first::<Nameless>(tx, SHAPE.kind, &meeting.to_string()).await? {
        line = line.because(cause);
    }
    trail::record(tx, permit, line).await?;
    Ok(meeting)
}

/// The sheet of the permit's meeting, if one was read into it.
pub async fn find_sheet<A: Action<On = MeetingFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Option<Sheet>, Fault> {
    let row =
        sqlx::query("select s.file, s.reading, s.at, s.by_name from sheet s where s.office = $1 and s.meeting = $2")
            .bind(tx.office().0)
            .bind(permit.facts().spelled())
            .fetch_optional(tx.sql())
            .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Sheet {
        file: row.try_get("file")?,
        at: Moment::parse(row.try_get("at")?).ok_or_else(unreadable)?,
        by: row.try_get("by_name")?,
        reading: serde_json::from_str(row.try_get("reading")?).map_err(|_| unreadable())?,
    }))
}

/// When the minutes of the permit's meeting were kept, and by whom, the name as it was then.
pub async fn kept<A: Action<On = MeetingFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
) -> Result<Option<(Moment, String)>, Fault> {
    let row = sqlx::query("select at, by_name from minutes_keep where office = $1 and meeting = $2")
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_optional(tx.sql())
        .await?;
    row.map(|row| Ok((Moment::parse(row.try_get("at")?).ok_or_else(unreadable)?, row.try_get("by_name")?))).transpose()
}

/// The text of the sheet, as it came.
pub async fn source<A: MayReadSource>(tx: &mut Tx, permit: &Permit<A>) -> Result<String, Fault> {
    let row = sqlx::query("select source from sheet where office = $1 and meeting = $2")
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_one(tx.sql())
        .await?;
    Ok(row.try_get("source")?)
}

/// The acts that see the source: correcting beside it, and reading it.
pub trait MayReadSource: Action<On = MeetingFacts> {}
impl MayReadSource for EditMeeting {}
impl MayReadSource for ReadSource {}

/// A doubt was looked at and stays as it is.
pub async fn settle(tx: &mut Tx, permit: &Permit<EditMeeting>, doubt: usize) -> Result<(), Fault> {
    sqlx::query(
        "insert into doubt_settled (office, meeting, doubt, by_account, at) values ($1, $2, $3, $4, $5)
         on conflict (office, meeting, doubt) do nothing",
    )
    .bind(tx.office().0)
    .bind(permit.facts().spelled())
    .bind(i64::try_from(doubt).map_err(|_| Fault::Missing)?)
    .bind(permit.actor().spelled())
    .bind(permit.now().to_string())
    .execute(tx.sql())
    .await?;
    let line = Line::<Nameless>::new("doubt.settled", SHAPE.kind, permit.facts().id()).detail(doubt.to_string());
    trail::record(tx, permit, line).await?;
    Ok(())
}

/// The numbers of the doubts that were looked at.
pub async fn settled<A: Action<On = MeetingFacts>>(tx: &mut Tx, permit: &Permit<A>) -> Result<Vec<usize>, Fault> {
    let rows = sqlx::query("select doubt from doubt_settled where office = $1 and meeting = $2 order by doubt")
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .fetch_all(tx.sql())
        .await?;
    rows.iter().map(|row| usize::try_from(row.try_get::<i64, _>("doubt")?).map_err(|_| unreadable())).collect()
}

/// Keeps the minutes of the permit's meeting: from now on its council reads them, and search finds them.
pub async fn keep(tx: &mut Tx, permit: &Permit<KeepMinutes>) -> Result<(), Fault> {
    sqlx::query("insert into minutes_keep (office, meeting, by_account, by_name, at) values ($1, $2, $3, $4, $5)")
        .bind(tx.office().0)
        .bind(permit.facts().spelled())
        .bind(permit.actor().spelled())
        .bind(permit.actor().name())
        .bind(permit.now().to_string())
        .execute(tx.sql())
        .await?;
    let mut line = Line::<Nameless>::new("minutes.kept", SHAPE.kind, permit.facts().id());
    if let Some(cause) = trail::first::<Nameless>(tx, SHAPE.kind, &permit.facts().spelled()).await? {
        line = line.because(cause);
    }
    trail::record(tx, permit, line).await?;
    let meeting = super::find(tx, permit).await?;
    let held_on = meeting.form.held_on.map_or_else(String::new, |day| day.to_string());
    kept_words(tx, permit, meeting.council, &meeting.form).await?;
    for block in block::blocks_told(tx, permit).await? {
        let (thing, section) = (permit.facts().spelled(), block.id.to_string());
        let text = block.form.words();
        let section = search::store::Section {
            council: meeting.council,
            thing: &thing,
            section: &section,
            held_on: &held_on,
            text: &text,
        };
        search::store::put(tx, permit, section).await?;
    }
    Ok(())
}

/// Puts the words of a kept meeting's head into the index: title, place, agenda, papers; no list of people.
pub async fn kept_words<A: Action<On = MeetingFacts>>(
    tx: &mut Tx,
    permit: &Permit<A>,
    council: CouncilId,
    form: &MeetingForm,
) -> Result<(), Fault> {
    let text = form.words().join(" ");
    let held_on = form.held_on.map_or_else(String::new, |day| day.to_string());
    let thing = permit.facts().spelled();
    let section = search::store::Section { council, thing: &thing, section: "head", held_on: &held_on, text: &text };
    search::store::put(tx, permit, section).await
}
