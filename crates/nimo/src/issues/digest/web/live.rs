//! 資料3 as the rows stand: looked at, laid out, printed, frozen.

use crate::access::Permit;
use crate::council;
use crate::council::meeting::model::MeetingId;
use crate::council::model::CouncilId;
use crate::editing::shape::Wrong;
use crate::issues::digest::PrepareDigest;
use crate::issues::digest::model::{Digest, DigestIssue, Grouping, Layout, PaperSize};
use crate::issues::digest::print::scores;
use crate::issues::digest::rules::{Change, changes, groups, headline, opinions_in_words, progress_label, stage_label};
use crate::issues::digest::store::{self, Frozen};
use crate::issues::digest::web::collect::{Live, live};
use crate::issues::web::{meetings_of, write_again};
use crate::layout::{Frame, Option3, Place, error_of};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

/// What the body of the paper needs, live or frozen.
pub struct Body {
    /// Heading and issues of each group.
    pub groups: Vec<(String, Vec<DigestIssue>)>,
    /// What became of the opinions, in a sentence.
    pub said: String,
    /// Everything.
    pub digest: Digest,
}

impl Body {
    /// Of a digest, grouped.
    pub fn of(digest: Digest, grouping: Grouping, elements: &[String]) -> Body {
        let groups = groups(&digest, grouping, elements);
        let groups = groups.into_iter().map(|(head, issues)| (head, issues.into_iter().cloned().collect())).collect();
        Body { groups, said: opinions_in_words(&digest), digest }
    }

    /// The label of a stage.
    pub fn stage(&self, code: &str) -> String {
        stage_label(code).to_string()
    }

    /// The label of a progress.
    pub fn progress(&self, code: &str) -> String {
        progress_label(code).to_string()
    }

    /// 4・4.5.
    pub fn scores(&self, issue: &DigestIssue) -> String {
        scores(issue)
    }
}

#[derive(Template)]
#[template(path = "issues/digest/views/live.html")]
struct LivePage {
    frame: Frame,
    council: CouncilId,
    headline: String,
    body: Body,
    query: String,
    groupings: Vec<Option3>,
    sizes: Vec<Option3>,
    told: Vec<Option3>,
    meetings: Vec<Option3>,
    layout: Layout,
    chosen: String,
    before: Option<(String, i64, String)>,
    changes: Vec<Change>,
    wrongs: Vec<Wrong>,
    error: Option<String>,
}

/// How it is laid out, and the meeting whose opinions are told, as the address or the form says.
pub fn asked(ask: &Ask) -> (Layout, Option<MeetingId>) {
    let get = |name| if ask.typed.fields().is_empty() { ask.query.get(name) } else { ask.typed.get(name) };
    let layout = Layout { grouping: Grouping::parse(get("group")), size: PaperSize::parse(get("size")) };
    (layout, MeetingId::parse(get("told")))
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<PrepareDigest>(council::web::id(&ask)?).await?;
    show(&ask, &permit, vec![]).await
}

/// Freezes it: may you · for which meeting · the paper as it is now · its row with its because.
pub async fn freeze(ask: Ask) -> Answer {
    let id = council::web::id(&ask)?;
    let permit = ask.may::<PrepareDigest>(id).await?;
    let (layout, told) = asked(&ask);
    let wanted = ask.typed.get("meeting");
    let known = meetings_of(&ask, &[id]).await?;
    let meeting = known.into_iter().map(|(id, _)| id).find(|id| id.to_string() == wanted);
    if meeting.is_none() {
        return show(&ask, &permit, vec![Wrong::new("meeting", "どの会議の資料にするかを、一覧から選んでください。")])
            .await;
    }
    let Live { digest, .. } = live(&ask, &permit, told).await?;
    if digest.issues.is_empty() {
        let wrong = Wrong::new("meeting", "課題が1件もないため、固められません。先に課題を起こしてください。");
        return show(&ask, &permit, vec![wrong]).await;
    }
    let write =
        async |tx: &mut Tx, permit: &Permit<PrepareDigest>| store::freeze(tx, permit, &digest, layout, meeting).await;
    let frozen = write_again(&ask, &permit, write).await?;
    Ok(Reply::see(format!("/digests/{frozen}?said=digest-frozen")))
}

async fn show(ask: &Ask, permit: &Permit<PrepareDigest>, wrongs: Vec<Wrong>) -> Answer {
    let council = council::web::id(ask)?;
    let (layout, told) = asked(ask);
    let live = live(ask, permit, told).await?;
    let before = ask.read(async |tx| store::newest(tx, permit).await).await?;
    let chosen = live.chosen.map_or_else(String::new, |meeting| meeting.to_string());
    let option = |(id, name): &(MeetingId, String)| Option3(id.to_string(), name.clone(), Some(*id) == live.chosen);
    let page = LivePage {
        frame: Frame::of("課題・方策のまとめ", ask.actor.signed_in(), Place::Issues).saying(ask.query.get("said")),
        council,
        headline: headline(&live.digest),
        query: format!("group={}&size={}&told={chosen}", layout.grouping.code(), layout.size.code()),
        groupings: Grouping::ALL
            .map(|(one, code, label)| Option3(code.into(), label.into(), one == layout.grouping))
            .into(),
        sizes: [(PaperSize::A4, "A4"), (PaperSize::A3, "A3")]
            .map(|(one, label)| Option3(one.code().into(), label.into(), one == layout.size))
            .into(),
        told: live.meetings.iter().map(option).collect(),
        meetings: meetings(ask, council).await?,
        changes: before.as_ref().map_or_else(Vec::new, |before| changes(&before.digest, &live.digest)),
        before: before.as_ref().map(told_before),
        body: Body::of(live.digest, layout.grouping, &live.elements),
        layout,
        chosen,
        error: error_of("meeting", &wrongs),
        wrongs,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}

fn told_before(before: &Frozen) -> (String, i64, String) {
    (format!("/digests/{}", before.id), before.number, before.at.day_in_words())
}

async fn meetings(ask: &Ask, council: CouncilId) -> Result<Vec<Option3>, Fault> {
    let chosen = ask.typed.get("meeting");
    let mut options = vec![Option3(String::new(), "（選んでください）".into(), chosen.is_empty())];
    options.extend(meetings_of(ask, &[council]).await?.into_iter().map(|(id, name)| {
        let id = id.to_string();
        let is_chosen = id == chosen;
        Option3(id, name, is_chosen)
    }));
    Ok(options)
}
