//! All blocks of a meeting, and what members and everybody read of each.

use super::edit::start;
use crate::council::meeting;
use crate::council::meeting::model::{BlockId, MeetingId, State};
use crate::council::meeting::store::{self as meetings, Block};
use crate::council::telling::model::{Audience, Telling};
use crate::council::telling::rules::{self, Reading, reading};
use crate::council::telling::{ListTellings, store};
use crate::editing::merge::{Piece, diff};
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

/// What one audience reads: a state with its word, or the words with what is otherwise than at the narrower one's.
struct Cell {
    state: Option<(&'static str, &'static str)>,
    pieces: Vec<Piece>,
}

struct Row {
    id: BlockId,
    number: usize,
    start: String,
    words: String,
    version: i64,
    told: [Cell; 2],
    has_telling: bool,
    is_closed: bool,
}

#[derive(Template)]
#[template(path = "council/telling/views/list.html")]
struct TellingsPage {
    frame: Frame,
    meeting: MeetingId,
    title: String,
    rows: Vec<Row>,
    count: usize,
    shown: usize,
    closed: usize,
    /// The minutes are kept.
    kept: bool,
    /// Words may be written for others.
    may_write: bool,
    /// All blocks are shown, and not only those of which something is said.
    all: bool,
}

/// The page; only what differs, or everything.
pub(super) async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ListTellings>(meeting::web::id(&ask)?).await?;
    let read = async |tx: &mut Tx| {
        let meeting = meetings::find(tx, &permit).await?;
        Ok((meeting, meetings::blocks(tx, &permit).await?, store::list(tx, &permit).await?))
    };
    let (meeting, blocks, tellings) = ask.read(read).await?;
    let closed = rules::closed(&blocks, &tellings);
    let row = |(at, block): (usize, &Block)| row(at + 1, block, tellings.get(&block.id), closed.contains(&block.id));
    let every: Vec<Row> = blocks.iter().enumerate().map(row).collect();
    let says =
        |row: &Row| row.is_closed || row.told.iter().any(|told| told.state.is_none_or(|(mark, _)| mark != "tied"));
    let differing = every.iter().filter(|row| says(row)).count();
    let all = ask.query.get("all") == "1" || differing == 0;
    let page = TellingsPage {
        frame: Frame::of("委員用と公開用の文", ask.actor.signed_in(), Place::Councils).saying(ask.query.get("said")),
        meeting: meeting.id,
        kept: meeting.state == State::Kept,
        may_write: matches!(meeting.state, State::Drafted | State::Kept),
        title: meeting.form.title(),
        count: every.len(),
        shown: differing,
        closed: closed.len(),
        rows: every.into_iter().filter(|row| all || says(row)).collect(),
        all,
    };
    Reply::page(&page)
}

fn row(number: usize, block: &Block, telling: Option<&Telling>, is_closed: bool) -> Row {
    let (speaker, text) = (block.form.speaker.as_str(), block.form.text.as_str());
    let reads = |audience| reading(telling, audience, speaker, text);
    let told = |wider: Reading<'_>, narrower: Reading<'_>, same: &'static str| match (wider, narrower) {
        (Reading::LeftOut, _) => Cell { state: Some(("out", "載せない")), pieces: vec![] },
        (Reading::Closed, _) => Cell { state: Some(("late", "閉じている")), pieces: vec![] },
        (Reading::Words(words), Reading::Words(before)) if words == before => {
            Cell { state: Some(("tied", same)), pieces: vec![] }
        }
        (Reading::Words(words), Reading::Words(before)) => Cell { state: None, pieces: diff(before, words) },
        (Reading::Words(words), _) => Cell { state: None, pieces: diff("", words) },
    };
    Row {
        id: block.id,
        number,
        start: start(&block.form.words()),
        words: block.form.words(),
        version: block.version,
        told: [
            told(reads(Audience::Members), reads(Audience::Internal), "同じ"),
            told(reads(Audience::Public), reads(Audience::Members), "委員用と同じ"),
        ],
        has_telling: telling.is_some(),
        is_closed,
    }
}
