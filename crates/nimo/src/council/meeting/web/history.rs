//! 履歴: every version of the head and of each block that was changed, newest first, with the way back.

use crate::council::meeting::model::{BLOCK_SHAPE, SHAPE};
use crate::council::meeting::web::{block, head, id};
use crate::council::meeting::{EditMeeting, ReadVersions, store};
use crate::editing;
use crate::editing::history::{Past, walk};
use crate::editing::merge::Piece;
use crate::editing::shape::Shape;
use crate::editing::store::Revision;
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

/// One save of the head or of a block.
struct Step {
    past: Past,
    what: String,
    /// Where putting it back goes, and the version of now; none for the present one.
    back: Option<(String, i64)>,
}

#[derive(Template)]
#[template(path = "council/meeting/views/history.html")]
struct HistoryPage {
    frame: Frame,
    id: String,
    title: String,
    can_edit: bool,
    steps: Vec<Step>,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ReadVersions>(id(&ask)?).await?;
    let read = async |tx: &mut Tx| {
        let blocks = store::blocks(tx, &permit).await?;
        let changed: Vec<String> = blocks.iter().filter(|b| b.version > 1).map(|b| b.id.to_string()).collect();
        let of_blocks = editing::store::revisions_of(tx, &permit, BLOCK_SHAPE.kind, &changed).await?;
        let of_head = editing::store::revisions(tx, &permit).await?;
        Ok((store::find(tx, &permit).await?, store::items(tx, &permit).await?, blocks, of_head, of_blocks))
    };
    let (meeting, items, blocks, of_head, of_blocks) = ask.read(read).await?;
    let can_edit = ask.could::<EditMeeting>(meeting.id).await?;
    let mut steps = vec![];
    let head_back = format!("/meetings/{}/put-back", meeting.id);
    steps.extend(of(&of_head, &SHAPE, "会議の基本", &head_back, meeting.version, &head::say));
    for kept in blocks.iter().filter(|kept| kept.version > 1) {
        let mine: Vec<Revision> =
            of_blocks.iter().filter(|(thing, _)| *thing == kept.id.to_string()).map(|(_, r)| r.clone()).collect();
        let number = blocks.iter().position(|other| other.id == kept.id).map_or(0, |at| at + 1);
        let back = format!("/blocks/{}/put-back", kept.id);
        let say = |field: &str, value: &str| block::say(field, value, &items);
        steps.extend(of(&mine, &BLOCK_SHAPE, &format!("発言{number}"), &back, kept.version, &say));
    }
    steps.sort_by_key(|step| std::cmp::Reverse((step.past.seconds, step.past.version)));
    let page = HistoryPage {
        frame: Frame::of(format!("{}の履歴", meeting.form.short()), ask.actor.signed_in(), Place::Councils)
            .saying(ask.query.get("said")),
        id: meeting.id.to_string(),
        title: meeting.form.title(),
        can_edit,
        steps,
    };
    Reply::page(&page)
}

fn of(
    revisions: &[Revision],
    shape: &Shape,
    what: &str,
    back: &str,
    present: i64,
    say: &dyn Fn(&str, &str) -> String,
) -> Vec<Step> {
    let step = |past: Past| Step {
        what: what.to_string(),
        back: (!past.is_present).then(|| (back.to_string(), present)),
        past,
    };
    walk(revisions, shape, present, "入れた", false, say).into_iter().map(step).collect()
}
