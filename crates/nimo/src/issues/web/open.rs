//! 意見: everything that was said in kept minutes and leads nowhere yet, meeting by meeting.

use crate::council::meeting::model::{BlockKind, MeetingId};
use crate::council::{ListCouncils, ReadCouncil, store as councils};
use crate::issues::ListFates;
use crate::issues::store::{self, Picked};
use crate::issues::web::hop::{self, Hop};
use crate::layout::{Frame, Place};
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

struct Said {
    kind: BlockKind,
    block: String,
    text: String,
}

/// A meeting with what is open in it.
struct Group {
    id: MeetingId,
    hop: Hop,
    council: String,
    days: Option<i64>,
    said: Vec<Said>,
    more: usize,
    may_settle: bool,
}

#[derive(Template)]
#[template(path = "issues/views/open.html")]
struct OpenPage {
    frame: Frame,
    sentence: String,
    groups: Vec<Group>,
    has_councils: bool,
}

/// So many of one meeting are shown; the rest stands on the page of its opinions.
const MOST: usize = 5;

/// The page, newest meeting first.
pub async fn page(ask: Ask) -> Answer {
    let listing = ask.may::<ListCouncils>(ask.office()?).await?;
    let all = ask.read(async |tx| councils::list(tx, &listing).await).await?;
    let today = ask.now.day();
    let mut groups: Vec<Group> = vec![];
    for council in &all {
        let permit = ask.may::<ReadCouncil>(council.id).await?;
        let open = ask.read(async |tx| store::open_blocks(tx, &permit).await).await?;
        let mut meetings: Vec<MeetingId> = open.iter().map(|block| block.meeting).collect();
        meetings.dedup();
        for id in meetings {
            let said: Vec<&Picked> = open.iter().filter(|block| block.meeting == id).collect();
            let hop = hop::meeting(&ask, id).await?;
            groups.push(Group {
                id,
                days: hop.on.map(|day| (today - day).num_days()).filter(|days| *days >= 0),
                hop,
                council: council.form.name.clone(),
                more: said.len().saturating_sub(MOST),
                said: said.into_iter().take(MOST).map(told).collect(),
                may_settle: ask.could::<ListFates>(id).await?,
            });
        }
    }
    groups.sort_by_key(|group| std::cmp::Reverse(group.hop.on));
    let count: usize = groups.iter().map(|group| group.said.len() + group.more).sum();
    let page = OpenPage {
        frame: Frame::of("意見", ask.actor.signed_in(), Place::Opinions).saying(ask.query.get("said")),
        sentence: match (count, all.is_empty()) {
            (0, true) => "見られる協議会が、まだありません。".into(),
            (0, false) => "行き先のない意見はありません。".into(),
            (count, _) => format!("行き先のない意見が、{}回の会議に{count}件あります。", groups.len()),
        },
        has_councils: !all.is_empty(),
        groups,
    };
    Reply::page(&page)
}

fn told(block: &Picked) -> Said {
    Said { kind: block.kind, block: block.block.to_string(), text: block.text.clone() }
}
