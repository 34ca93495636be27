//! The papers around a meeting, each as PDF, Word and text; and its entry for calendars.

use super::gather::Gathered;
use crate::council::meeting::model::{MeetingId, State, closed};
use crate::council::meeting::{self};
use crate::council::model::CouncilId;
use crate::council::preparation::PrepareMeeting;
use crate::council::preparation::calendar::{Entry, calendar as entry};
use crate::council::preparation::print::{Paper, document, file_name, unsettled};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::papers;
use crate::plumbing::web::{Answer, Ask, Reply};
use crate::trail::{self, Nameless};
use almanac::Date;
use press::Document;

/// One paper in one format: `notice.pdf`.
pub async fn paper(ask: Ask) -> Answer {
    let permit = ask.may::<PrepareMeeting>(meeting::web::id(&ask)?).await?;
    let (code, format) = ask.param("paper").split_once('.').ok_or(Fault::Missing)?;
    let paper = Paper::parse(code).ok_or(Fault::Missing)?;
    let gathered = Gathered::of(&ask, &permit).await?;
    let roster = gathered.roster();
    let occasion = gathered.occasion(&roster);
    let (document, name) = (document(paper, &occasion), file_name(paper, &occasion));
    match format {
        "pdf" => papers::pdf(&ask, document, &name).await,
        "docx" => papers::docx(&ask, document, &name).await,
        "txt" => {
            Ok(Reply::paper("text/plain; charset=utf-8", format!("{name}.txt"), press::text(&document).into_bytes()))
        }
        _ => Err(Fault::Missing),
    }
}

/// 開催のお知らせ of a meeting, for who prepares it.
pub struct Announced {
    /// Whose meeting it is.
    pub council: CouncilId,
    /// 令和8年度第2回みほん市…協議会.
    pub name: String,
    /// Its day, once it has one.
    pub day: Option<Date>,
    /// What is not settled yet, a sentence each.
    pub unsettled: Vec<String>,
    /// The paper.
    pub document: Document,
}

/// What everybody learns of a meeting before it is held.
///
/// # Errors
/// When the person may not prepare it.
pub async fn announcement(ask: &Ask, meeting: MeetingId) -> Result<Announced, Fault> {
    let permit = ask.may::<PrepareMeeting>(meeting).await?;
    let gathered = Gathered::of(ask, &permit).await?;
    let roster = gathered.roster();
    let occasion = gathered.occasion(&roster);
    Ok(Announced {
        council: permit.facts().council(),
        name: occasion.name(),
        day: gathered.meeting.form.held_on,
        unsettled: match gathered.meeting.state {
            State::Withdrawn => vec!["この会議は、取り下げられています。".into()],
            _ => unsettled(&occasion),
        },
        document: document(Paper::Announcement, &occasion),
    })
}

/// The meeting for a calendar. Its UID stays, its SEQUENCE only grows: the versions of the meeting, and every putting aside and taking
/// back. A meeting that was put aside is cancelled there.
pub async fn calendar(ask: Ask) -> Answer {
    let permit = ask.may::<PrepareMeeting>(meeting::web::id(&ask)?).await?;
    let gathered = Gathered::of(&ask, &permit).await?;
    let lines = ask.read(async |tx: &mut Tx| trail::history::<Nameless, _>(tx, &permit).await).await?;
    let turns =
        lines.iter().filter(|line| matches!(line.verb.as_str(), "meeting.withdrawn" | "meeting.taken_back")).count();
    let last = lines.iter().map(|line| line.at).max().unwrap_or(ask.now);
    let found = &gathered.meeting;
    let uid = found.id.to_string();
    // It goes into calendars that others look into: neither papers nor what is closed.
    let open =
        gathered.items.iter().zip(closed(gathered.items.iter().map(|item| &item.line))).filter(|(_, closed)| !closed);
    let items = open.map(|(item, _)| format!("{}{}", "　".repeat(item.line.depth), item.line.words()));
    let description: Vec<String> = items.collect();
    let entry = entry(&Entry {
        uid: &uid,
        sequence: u64::try_from(found.version).unwrap_or(0) + turns as u64 - 1,
        is_cancelled: found.state == State::Withdrawn,
        stamped: last.utc(),
        meeting: &found.form,
        council: &found.form.body,
        office: &gathered.office,
        description: description.join("\n"),
    });
    let Some(entry) = entry else {
        return Err(Fault::Unreadable(
            "開催日が、まだ入っていません。先に開催日を入れてから、予定表に入れてください。",
        ));
    };
    Ok(Reply::paper("text/calendar; charset=utf-8", format!("{}.ics", found.form.short()), entry.into_bytes()))
}
