//! What was frozen: the list, and each paper with what changed in it.

use crate::council::meeting::ReadMeeting;
use crate::issues::digest::model::DigestId;
use crate::issues::digest::rules::{Change, changes, headline};
use crate::issues::digest::web::id;
use crate::issues::digest::web::live::Body;
use crate::issues::digest::{ListDigests, PrepareDigest, ReadDigest, store};
use crate::issues::web::{Hop, meeting_hop};
use crate::issues::{self, ListElements};
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

/// A frozen paper in a list.
struct Line {
    id: DigestId,
    number: i64,
    council: String,
    day: String,
}

#[derive(Template)]
#[template(path = "issues/digest/views/list.html")]
struct ListPage {
    frame: Frame,
    lines: Vec<Line>,
    doors: Vec<(String, String)>,
}

/// The list, newest first, and the way to the live papers.
pub async fn list(ask: Ask) -> Answer {
    let permit = ask.may::<ListDigests>(ask.office()?).await?;
    let all = ask.read(async |tx| store::list(tx, &permit).await).await?;
    let names = crate::council::web::names(&ask).await?;
    let mut doors = vec![];
    for (id, name) in &names {
        if ask.could::<PrepareDigest>(*id).await? {
            doors.push((format!("/councils/{id}/digest"), name.clone()));
        }
    }
    let line = |one: store::Listed| Line {
        council: names.iter().find(|(id, _)| *id == one.council).map(|(_, name)| name.clone()).unwrap_or_default(),
        id: one.id,
        number: one.number,
        day: one.at.day_in_words(),
    };
    let page = ListPage {
        frame: Frame::of("課題・方策のまとめ", ask.actor.signed_in(), Place::Issues),
        lines: all.into_iter().map(line).collect(),
        doors,
    };
    Reply::page(&page)
}

#[derive(Template)]
#[template(path = "issues/digest/views/page.html")]
struct DigestPage {
    frame: Frame,
    id: DigestId,
    number: i64,
    day: String,
    by: String,
    sha256: String,
    meeting: Option<Hop>,
    headline: String,
    body: Body,
    before: Option<(DigestId, i64)>,
    changes: Vec<Change>,
}

/// A frozen paper.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ReadDigest>(id(&ask)?).await?;
    let naming = ask.may::<ListElements>(ask.office()?).await?;
    let read = async |tx: &mut Tx| Ok((store::find(tx, &permit).await?, issues::store::elements(tx, &naming).await?));
    let ((frozen, before), elements) = ask.read(read).await?;
    let elements: Vec<String> = elements.into_iter().map(|element| element.label).collect();
    let meeting = match frozen.meeting {
        Some(meeting) => Some(meeting_hop(&ask, meeting).await?),
        None => None,
    };
    let page = DigestPage {
        frame: Frame::of(format!("課題・方策のまとめ 第{}版", frozen.number), ask.actor.signed_in(), Place::Issues)
            .saying(ask.query.get("said")),
        id: frozen.id,
        number: frozen.number,
        day: frozen.at.day_in_words(),
        by: frozen.by,
        sha256: frozen.sha256,
        meeting,
        headline: headline(&frozen.digest),
        changes: before.as_ref().map_or_else(Vec::new, |before| changes(&before.digest, &frozen.digest)),
        before: before.map(|before| (before.id, before.number)),
        body: Body::of(frozen.digest, frozen.layout.grouping, &elements),
    };
    Reply::page(&page)
}

/// The papers that were frozen for the permit's meeting and that the person may read: page and name.
///
/// # Errors
/// What the database says.
pub async fn of_meeting(
    ask: &Ask,
    permit: &crate::access::Permit<ReadMeeting>,
) -> Result<Vec<(String, String)>, Fault> {
    let frozen = ask.read(async |tx| store::of_meeting(tx, permit).await).await?;
    let mut told = vec![];
    for one in frozen {
        if ask.could::<ReadDigest>(one.id).await? {
            told.push((format!("/digests/{}", one.id), format!("課題・方策のまとめ 第{}版", one.number)));
        }
    }
    Ok(told)
}
