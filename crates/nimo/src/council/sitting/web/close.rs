//! 閉会: what the head of the minutes will say, what is still to be looked at, and back into the room after a slip.

use super::page::{Kept, elsewhere, kept};
use crate::access::{Facts, Permit};
use crate::council::handout::rules::{list_lines, numbered};
use crate::council::handout::store as handouts;
use crate::council::meeting::model::{BlockKind, MeetingForm, MeetingId, label_of};
use crate::council::meeting::store as meetings;
use crate::council::meeting::web::{id, say};
use crate::council::sitting::model::SittingWay;
use crate::council::sitting::rules::{Closing, Progress, Verdict, closed, named, progress, told};
use crate::council::sitting::{CloseSitting, ReopenSitting, store};
use crate::editing::shape::Wrong;
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use almanac::{ClockTime, Date};
use askama::Template;

/// An item to which the council came.
pub(super) struct ItemRow {
    pub words: String,
    pub hours: String,
    pub count: usize,
    pub verdict: Verdict,
}

/// The items to which the council came until `ends_at`, or until now, each with whether the meeting stood.
pub(super) fn item_rows(kept: &Kept, ends_at: Option<ClockTime>) -> Vec<ItemRow> {
    let row = |(item, stands): (&meetings::Item, Progress)| {
        let (from, until) = match stands {
            Progress::Done(from, until) => (from, Some(until)),
            Progress::Here(from) => (from, None),
            Progress::Ahead => return None,
        };
        Some(ItemRow {
            words: item.line.words(),
            hours: format!("{}〜{}", told(from), until.map(told).unwrap_or_default()),
            count: kept.blocks.iter().filter(|block| block.form.item == Some(item.id)).count(),
            verdict: kept.quorum.verdict(&kept.people, &kept.steps, from, until),
        })
    };
    kept.items.iter().zip(progress(&kept.items, &kept.begins, ends_at)).filter_map(row).collect()
}

#[derive(Template)]
#[template(path = "council/sitting/views/close.html")]
struct ClosePage {
    frame: Frame,
    id: MeetingId,
    title: String,
    is_written: bool,
    ends_at: String,
    wrongs: Vec<Wrong>,
    /// What the head will say: label and words.
    head: Vec<(&'static str, String)>,
    items: Vec<ItemRow>,
    /// What the council did not come to.
    ahead: Vec<String>,
    /// What is to be looked at before.
    looks: Vec<String>,
    count: usize,
}

/// The page.
pub async fn form(ask: Ask) -> Answer {
    let meeting = id(&ask)?;
    let Some(permit) = ask.if_may::<CloseSitting>(meeting).await? else { return elsewhere(&ask, meeting).await };
    let kept = kept(&ask, &permit).await?;
    let ends_at = usual_end(&ask, &kept).ok_or(Fault::Missing)?;
    show(&ask, &kept, ends_at, told(ends_at), vec![])
}

/// This minute; where that is before the opening (one tries it out the day before), the hour that was planned.
fn usual_end(ask: &Ask, kept: &Kept) -> Option<ClockTime> {
    let now = ask.now.clock()?;
    let planned = kept.meeting.form.ends_at.as_deref().and_then(|at| almanac::read_clock_span(at).ok());
    if now >= kept.sitting.starts_at {
        Some(now)
    } else {
        Some(planned.map_or(kept.sitting.starts_at, |span| span.starts_at))
    }
}

/// Closes it: may you · when it ended · what the head says · its row with its because.
pub async fn close(ask: Ask) -> Answer {
    let meeting = id(&ask)?;
    let Some(permit) = ask.if_may::<CloseSitting>(meeting).await? else { return elsewhere(&ask, meeting).await };
    let now = ask.now.clock().ok_or(Fault::Missing)?;
    let kept = kept(&ask, &permit).await?;
    let typed = ask.typed.get("ends_at");
    let ends_at = match almanac::read_clock_span(typed).map(|span| span.starts_at) {
        Ok(at) if kept.sitting.way == SittingWay::Written || at >= kept.sitting.starts_at => at,
        Ok(_) => {
            return show(
                &ask,
                &kept,
                now,
                typed.into(),
                vec![Wrong::new("ends_at", "終わりが、開会より前です。時刻を直してください。")],
            );
        }
        Err(_) => {
            let wrong = Wrong::new("ends_at", "終わりの時刻を「10:30」のように入れてください。");
            return show(&ask, &kept, now, typed.into(), vec![wrong]);
        }
    };
    let today = ask.now.day();
    if let Err(wrongs) = MeetingForm::parse(&head_of(&kept, ends_at, today).texts()) {
        let sentence =
            |wrong: &Wrong| format!("会議の基本の「{}」に書き込めません。{}", label_of(wrong.field), wrong.sentence);
        let wrongs = wrongs.iter().map(|wrong| Wrong::new("ends_at", sentence(wrong))).collect();
        return show(&ask, &kept, ends_at, typed.into(), wrongs);
    }
    let write = async |tx: &mut Tx, permit: &Permit<CloseSitting>| closing(tx, permit, ends_at, today).await;
    match ask.write(&permit, write).await {
        Ok(()) | Err(Fault::Taken) => {
            Ok(Reply::see(format!("/meetings/{}/correct?said=sitting-closed", permit.facts().id())))
        }
        Err(other) => Err(other),
    }
}

/// Closes it, and writes the head that follows from the room as it is now.
async fn closing(tx: &mut Tx, permit: &Permit<CloseSitting>, ends_at: ClockTime, today: Date) -> Result<(), Fault> {
    let id = permit.facts().id();
    let sitting = store::find(tx, permit, id).await?.ok_or(Fault::Missing)?;
    let (people, steps) = (store::people(tx, permit, id).await?, store::steps(tx, permit, id).await?);
    let (meeting, blocks) = (meetings::find(tx, permit).await?, meetings::blocks(tx, permit).await?);
    let blocks: Vec<_> = blocks.into_iter().map(|block| block.form).collect();
    let papers = list_lines(&numbered(&handouts::of_meeting(tx, permit, id).await?));
    let room =
        Closing { sitting: &sitting, people: &people, steps: &steps, blocks: &blocks, papers: &papers, ends_at, today };
    let form = closed(&meeting.form, &room);
    // What was shown could be read back; what somebody put in since then has to be, too.
    MeetingForm::parse(&form.texts()).map_err(|_| Fault::Lost)?;
    store::close(tx, permit, ends_at).await?;
    if form != meeting.form {
        meetings::set(tx, permit, meeting.version, &form, None).await?;
    }
    Ok(())
}

/// The head as it would be written.
fn head_of(kept: &Kept, ends_at: ClockTime, today: Date) -> MeetingForm {
    let blocks: Vec<_> = kept.blocks.iter().map(|block| block.form.clone()).collect();
    let room = Closing {
        sitting: &kept.sitting,
        people: &kept.people,
        steps: &kept.steps,
        blocks: &blocks,
        papers: &[],
        ends_at,
        today,
    };
    closed(&kept.meeting.form, &room)
}

/// Back into the room.
pub async fn reopen(ask: Ask) -> Answer {
    let permit = ask.may::<ReopenSitting>(id(&ask)?).await?;
    ask.write(&permit, async |tx, permit| store::reopen(tx, permit).await).await?;
    Ok(Reply::see(format!("/meetings/{}/sitting", permit.facts().id())))
}

fn show(ask: &Ask, kept: &Kept, ends_at: ClockTime, typed: String, wrongs: Vec<Wrong>) -> Answer {
    let stands = progress(&kept.items, &kept.begins, Some(ends_at));
    // An item that only holds others is not come to.
    let holds = |at: usize| kept.items.get(at + 1).is_some_and(|next| next.line.depth > kept.items[at].line.depth);
    let ahead = (0..kept.items.len()).filter(|at| stands[*at] == Progress::Ahead && !holds(*at));
    let page = ClosePage {
        frame: Frame::of(format!("{}を閉じる", kept.meeting.form.short()), ask.actor.signed_in(), Place::Councils),
        id: kept.meeting.id,
        title: kept.meeting.form.title(),
        is_written: kept.sitting.way == SittingWay::Written,
        ends_at: typed,
        head: head(&head_of(kept, ends_at, ask.now.day())),
        items: item_rows(kept, Some(ends_at)),
        ahead: ahead.map(|at| kept.items[at].line.words()).collect(),
        looks: looks(kept),
        count: kept.blocks.len(),
        wrongs,
    };
    Reply::page_with(if page.wrongs.is_empty() { 200 } else { 422 }, &page)
}

/// The fields that follow from the room.
const FOLLOW: [&str; 7] = ["present", "absent", "late", "left_early", "proxies", "invited", "observers"];

fn head(form: &MeetingForm) -> Vec<(&'static str, String)> {
    let texts = form.texts();
    let field = |name: &&'static str| (label_of(name), say(name, &texts[*name]).replace('\n', "、"));
    FOLLOW.iter().map(field).filter(|(_, words)| !words.is_empty()).collect()
}

/// What one would want to look at before the room is empty.
fn looks(kept: &Kept) -> Vec<String> {
    let unsettled =
        kept.blocks.iter().filter(|b| b.form.kind == BlockKind::Decision && b.form.decision.is_none()).count();
    let unplaced = kept.blocks.iter().filter(|block| block.form.item.is_none()).count();
    let stays = |id| kept.taken.iter().any(|taken| taken.block == id && taken.name_stays);
    let is_named = |block: &&meetings::Block| named(&block.form.text, &kept.people).is_some() && !stays(block.id);
    let naming = if kept.names_nobody { kept.blocks.iter().filter(is_named).count() } else { 0 };
    let told = [
        (unsettled, "決定のうち、承認・了承・継続・報告の別がないもの"),
        (naming, "要点記録なのに、発言した人の名で始まる行"),
        (if kept.items.is_empty() { 0 } else { unplaced }, "どの議題にも入っていない行"),
    ];
    told.into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{what}が{count}件あります。"))
        .collect()
}
