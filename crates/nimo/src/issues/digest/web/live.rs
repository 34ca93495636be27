//! 資料3 as the rows stand: looked at, laid out, printed, frozen.

use crate::access::Permit;
use crate::council;
use crate::council::meeting::model::MeetingId;
use crate::council::meeting::store::Meeting;
use crate::council::model::CouncilId;
use crate::editing::shape::Wrong;
use crate::issues::digest::PrepareDigest;
use crate::issues::digest::model::{Digest, DigestIssue, Grouping, Layout, PaperSize};
use crate::issues::digest::print::scores;
use crate::issues::digest::rules::{Change, changes, groups, headline, opinions_in_words, progress_label, stage_label};
use crate::issues::digest::store::{self, Frozen};
use crate::issues::digest::web::collect::{Live, kept, live, told_as};
use crate::layout::{Frame, Option3, Place, error_of};
use crate::plumbing::db::Tx;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

/// A group of issues on the screen.
pub struct Group {
    /// 住まい, 検討中.
    pub heading: String,
    /// How many it has.
    pub count: usize,
    /// Those that stand on the screen; the papers hold all.
    pub issues: Vec<DigestIssue>,
}

/// So many issues of a group stand on the screen.
const MOST_SHOWN: usize = 100;

/// What the body of the paper needs, live or frozen.
pub struct Body {
    /// The groups.
    pub groups: Vec<Group>,
    /// What became of the opinions, in a sentence.
    pub said: String,
    /// Everything.
    pub digest: Digest,
}

impl Body {
    /// Of a digest, grouped.
    pub fn of(digest: Digest, grouping: Grouping, elements: &[String]) -> Body {
        let group = |(heading, issues): (String, Vec<&DigestIssue>)| Group {
            heading,
            count: issues.len(),
            issues: issues.into_iter().take(MOST_SHOWN).cloned().collect(),
        };
        let groups = groups(&digest, grouping, elements).into_iter().map(group).collect();
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
    let permit = ask.may::<PrepareDigest>(council::web::id(&ask)?).await?;
    let (layout, told) = asked(&ask);
    let wanted = ask.typed.get("meeting");
    let Live { digest, meetings, .. } = live(&ask, &permit, told).await?;
    let meeting = meetings.into_iter().map(|meeting| meeting.id).find(|id| id.to_string() == wanted);
    if meeting.is_none() {
        return show(&ask, &permit, vec![Wrong::new("meeting", "どの会議の資料にするかを、一覧から選んでください。")])
            .await;
    }
    if digest.issues.is_empty() {
        let wrong = Wrong::new("meeting", "課題が1件もないため、固められません。先に課題を起こしてください。");
        return show(&ask, &permit, vec![wrong]).await;
    }
    let write =
        async |tx: &mut Tx, permit: &Permit<PrepareDigest>| store::freeze(tx, permit, &digest, layout, meeting).await;
    let frozen = ask.write_again(&permit, write).await?;
    Ok(Reply::see(format!("/digests/{frozen}?said=digest-frozen")))
}

async fn show(ask: &Ask, permit: &Permit<PrepareDigest>, wrongs: Vec<Wrong>) -> Answer {
    let council = council::web::id(ask)?;
    let (layout, told) = asked(ask);
    let live = live(ask, permit, told).await?;
    let before = ask.read(async |tx| store::newest(tx, permit).await).await?;
    let chosen = live.chosen.map_or_else(String::new, |meeting| meeting.to_string());
    let option = |one: &Meeting| Option3(one.id.to_string(), told_as(one), Some(one.id) == live.chosen);
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
        told: kept(&live.meetings).map(option).collect(),
        meetings: meetings(ask, &live.meetings),
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

/// The meetings for which it may be frozen.
fn meetings(ask: &Ask, all: &[Meeting]) -> Vec<Option3> {
    let chosen = ask.typed.get("meeting");
    let mut options = vec![Option3(String::new(), "（選んでください）".into(), chosen.is_empty())];
    options.extend(all.iter().map(|meeting| {
        let id = meeting.id.to_string();
        let is_chosen = id == chosen;
        Option3(id, meeting.form.title(), is_chosen)
    }));
    options
}
