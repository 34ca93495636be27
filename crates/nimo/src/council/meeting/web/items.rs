//! 次第を組む: the agenda as a table of lines, moved and set in by keyboard, numbered by its order.

use crate::access::{Facts, Permit};
use crate::council::meeting::EditMeeting;
use crate::council::meeting::model::{DEEPEST, ItemKind, ItemLine, MeetingForm, MeetingId};
use crate::council::meeting::rules::{Row, misplaced, renumbered};
use crate::council::meeting::store::{self, Carried};
use crate::council::meeting::web::head::used_item;
use crate::council::meeting::web::id;
use crate::editing::act::{self, Edited, Saved, meet};
use crate::editing::shape::Wrong;
use crate::editing::view::Kept;
use crate::layout::{Frame, Place};
use crate::packet::agenda::PrepareAgenda;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

/// So many lines a form can send: five fields each.
const MOST_LINES: usize = 36;
const SPARE: usize = 2;
/// Before the label of a line that was carried over.
const CARRIED: char = '*';

/// A line of the table.
#[derive(Default)]
struct Line {
    /// As it stands; 「新」 for a line that is still to be numbered.
    label: String,
    item: ItemLine,
    is_carried: bool,
}

#[derive(Template)]
#[template(path = "council/meeting/views/items.html")]
struct ItemsPage {
    frame: Frame,
    id: MeetingId,
    title: String,
    version: i64,
    wrongs: Vec<Wrong>,
    lines: Vec<Line>,
    carried: usize,
    may_prepare: bool,
}

/// The table.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<EditMeeting>(id(&ask)?).await?;
    let read = async |tx: &mut Tx| {
        Ok((store::items(tx, &permit).await?, store::carried(tx, &permit, permit.facts().id()).await?))
    };
    let (items, carried) = ask.read(read).await?;
    if items.len() > MOST_LINES {
        return Ok(Reply::see(format!("/meetings/{}/correct#agenda", id(&ask)?)));
    }
    let is_carried = |what: String| carried.iter().any(|one: &Carried| one.what == what);
    let line = |item: store::Item| Line {
        label: item.line.label.clone(),
        is_carried: is_carried(format!("item.{}", item.id)),
        item: item.line,
    };
    show(&ask, &permit, None, items.into_iter().map(line).collect(), vec![]).await
}

/// Saves the table, or moves a line of it without saving.
pub async fn set(ask: Ask) -> Answer {
    let permit = ask.may::<EditMeeting>(id(&ask)?).await?;
    let version: i64 = ask.typed.get("version").parse().map_err(|_| Fault::Missing)?;
    let mut lines = typed(&ask);
    if let Some((act, at)) = ask.typed.get("act").split_once('.') {
        let at = at.parse().map_err(|_| Fault::Missing)?;
        moved(&mut lines, act, at)?;
        return show(&ask, &permit, Some(version), lines, vec![]).await;
    }
    if let Some(wrong) = untitled(&lines) {
        return show(&ask, &permit, Some(version), lines, vec![wrong]).await;
    }
    lines.retain(|line| !line.item.title.is_empty());
    let now = ask.read(async |tx| MeetingForm::now(tx, &permit).await).await?;
    let form = match understood(&lines, now.form) {
        Ok(form) => form,
        Err(wrongs) => return show(&ask, &permit, Some(version), lines, wrongs).await,
    };
    // A draft of the whole head stays, and meets this version when it is saved.
    match act::save_beside(&ask, &permit, version, &form).await {
        Ok(Saved::Wrong(_)) => show(&ask, &permit, Some(version), lines, vec![used_item()]).await,
        Ok(Saved::Yes) => Ok(Reply::see(format!("/meetings/{}/items?said=items-saved", id(&ask)?))),
        Ok(Saved::Unchanged) => Ok(Reply::see(format!("/meetings/{}/items?said=unchanged", id(&ask)?))),
        Err(Fault::Lost) => meet::<MeetingForm>(&ask, &permit, version, &form.texts(), Kept::Page).await,
        Err(other) => Err(other),
    }
}

/// A line of which all but the title was filled in: it would be gone without a word.
fn untitled(lines: &[Line]) -> Option<Wrong> {
    let is_so = |line: &Line| line.item.title.is_empty() && (line.item.kind.is_some() || !line.item.closed.is_empty());
    let at = lines.iter().position(is_so)? + 1;
    Some(Wrong::new("agenda", format!("{at}行目に題がありません。題を入れるか、「✕」で行を消してください。")))
}

/// The lines as they came.
fn typed(ask: &Ask) -> Vec<Line> {
    let cell = |name: &str, at: usize| ask.typed.get(&format!("{name}.{at}")).trim().to_string();
    let line = |at: usize| {
        let title = cell("title", at).replace('\n', "　");
        let closed = cell("closed", at).replace('\n', "　");
        let depth = cell("depth", at).parse().unwrap_or(0);
        let kind = ItemKind::parse(&cell("kind", at));
        let told = cell("label", at);
        let (label, is_carried) = (told.trim_start_matches(CARRIED), told.starts_with(CARRIED));
        let stood = if label == NEW { "" } else { label };
        Line { label: label.into(), item: ItemLine { depth, label: stood.into(), title, kind, closed }, is_carried }
    };
    let count =
        (0..MOST_LINES).take_while(|at| ask.typed.fields().iter().any(|(name, _)| *name == format!("title.{at}")));
    count.map(line).collect()
}

/// Moves a line, sets it in or out, or strikes it: what the buttons do where no script runs.
fn moved(lines: &mut Vec<Line>, act: &str, at: usize) -> Result<(), Fault> {
    let last = lines.len().checked_sub(1).filter(|last| at <= *last).ok_or(Fault::Missing)?;
    match act {
        "up" if at > 0 => lines.swap(at, at - 1),
        "down" if at < last => lines.swap(at, at + 1),
        "in" => lines[at].item.depth = (lines[at].item.depth + 1).min(DEEPEST),
        "out" => lines[at].item.depth = lines[at].item.depth.saturating_sub(1),
        "strike" => drop(lines.remove(at)),
        "below" if lines.len() < MOST_LINES => {
            let depth = lines[at].item.depth;
            lines.insert(at + 1, Line { item: ItemLine { depth, ..ItemLine::default() }, ..new_line() });
        }
        "up" | "down" | "below" => {}
        _ => return Err(Fault::Missing),
    }
    Ok(())
}

fn new_line() -> Line {
    Line { label: NEW.into(), ..Line::default() }
}

const NEW: &str = "新";

/// The agenda that the lines say: each on a step that there is, what is closed with its ground, numbered in the council's way.
fn understood(lines: &[Line], now: MeetingForm) -> Result<MeetingForm, Vec<Wrong>> {
    let row = |line: &Line| Row { line: line.item.clone(), is_numbered: !line.label.is_empty() };
    let rows: Vec<Row> = lines.iter().map(row).collect();
    let items: Vec<ItemLine> = rows.iter().map(|row| row.line.clone()).collect();
    if let Some(at) = misplaced(&items) {
        let sentence =
            format!("{at}行目「{}」が、前の行より2段下です。「外へ」で1段戻してください。", items[at - 1].title);
        return Err(vec![Wrong::new("agenda", sentence)]);
    }
    let agenda = renumbered(rows, &now.agenda);
    let long = agenda.iter().position(|item| item.words().chars().count() + item.closed.chars().count() > 300);
    if let Some(at) = long {
        return Err(vec![Wrong::new("agenda", format!("{}行目が長すぎます。300文字までにしてください。", at + 1))]);
    }
    // The agenda is kept as text: what would be read back as something else is not kept.
    let read_back = |item: &ItemLine| ItemLine::read(item.depth, &format!("{}{}", item.words(), item.marks()));
    if let Some(at) = agenda.iter().position(|item| read_back(item) != *item) {
        let sentence = match agenda[at].closed.contains(['【', '】']) || agenda[at].title.contains(['【', '】']) {
            true => "の【】は、別の意味に読まれます。（）にしてください。",
            false => "の始まりは、番号として読まれます。数字や記号のうしろの空白を取るか、言いかえてください。",
        };
        return Err(vec![Wrong::new("agenda", format!("{}行目「{}」{sentence}", at + 1, agenda[at].title))]);
    }
    MeetingForm::parse(&MeetingForm { agenda, ..now }.texts())
}

async fn show(
    ask: &Ask,
    permit: &Permit<EditMeeting>,
    version: Option<i64>,
    mut lines: Vec<Line>,
    wrongs: Vec<Wrong>,
) -> Answer {
    let meeting = ask.read(async |tx| store::find(tx, permit).await).await?;
    while lines.iter().rev().take_while(|line| line.item.title.is_empty()).count() < SPARE && lines.len() < MOST_LINES {
        lines.push(new_line());
    }
    let page = ItemsPage {
        frame: Frame::of(format!("{}の次第を組む", meeting.form.short()), ask.actor.signed_in(), Place::Councils)
            .saying(ask.query.get("said")),
        id: meeting.id,
        title: meeting.form.title(),
        version: version.unwrap_or(meeting.version),
        may_prepare: ask.would::<PrepareAgenda>(permit.facts())?,
        carried: lines.iter().filter(|line| line.is_carried).count(),
        lines,
        wrongs,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}
