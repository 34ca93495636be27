//! The pages of the record rule: its replay over all kept minutes, and what a decision settles.

use crate::access::{Facts, Permit};
use crate::council::meeting::model::{BlockId, BlockKind, MeetingId, State};
use crate::council::meeting::store::{self as meetings, Block, Meeting};
use crate::council::model::{RecordMethod, RecordRule};
use crate::council::record::rules::told;
use crate::council::record::{DecideRecord, Keeps, replay, store};
use crate::council::store::{self as councils, CouncilFacts};
use crate::council::web::id as council_id;
use crate::council::{EditCouncil, ReadCouncil};
use crate::editing::shape::Wrong;
use crate::layout::{Control, Field, Frame, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply, Route};
use askama::Template;

/// The replay, and what a decision settles.
pub const ROUTES: &[Route] = &[
    Route::get("/councils/{id}/record", "council.read", |ask| Box::pin(replayed(ask))),
    Route::get("/blocks/{id}/record", "record.decide", |ask| Box::pin(form(ask))),
    Route::post("/blocks/{id}/record", "record.decide", |ask| Box::pin(decide(ask))),
    Route::post("/blocks/{id}/consent", "record.decide", |ask| Box::pin(consent(ask))),
];

/// One kept meeting under the rule.
pub struct Under {
    /// The meeting.
    pub id: MeetingId,
    /// 「令和4年度第2回」.
    pub name: String,
    /// The day.
    pub day: String,
    /// How its minutes are written.
    pub method: &'static str,
    /// What the rule says.
    pub keeps: Keeps,
    /// The decision that let it stand.
    pub consent: Option<BlockId>,
}

#[derive(Template)]
#[template(path = "council/record/views/replay.html")]
struct ReplayPage {
    frame: Frame,
    id: String,
    name: String,
    rule: Option<String>,
    decided_by: Option<BlockId>,
    told: String,
    rows: Vec<Under>,
    open: usize,
}

/// 履歴: the rule replayed over every kept meeting, oldest first.
pub async fn replayed(ask: Ask) -> Answer {
    let permit = ask.may::<ReadCouncil>(council_id(&ask)?).await?;
    let (council, rows, decided_by) = ask.read(async |tx| under_rule(tx, &permit).await).await?;
    let left: Vec<&Under> = rows.iter().filter(|row| row.keeps == Keeps::Leaves).collect();
    let open = left.iter().filter(|row| row.consent.is_none()).count();
    let after = rows.iter().filter(|row| row.keeps != Keeps::Before).count();
    let page = ReplayPage {
        frame: Frame::of(format!("{}の記録のしかた", council.form.name), ask.actor.signed_in(), Place::Councils)
            .saying(ask.query.get("said")),
        id: council.id.to_string(),
        told: told(after, left.len(), left.len() - open),
        rule: council.form.record_rule.as_ref().map(in_words),
        name: council.form.name,
        decided_by,
        open,
        rows,
    };
    Reply::page(&page)
}

/// 「令和3年度第1回（令和3年7月15日）から要点記録」
pub fn in_words(rule: &RecordRule) -> String {
    let day = almanac::in_words(rule.from_on);
    match rule.from_meeting.as_str() {
        "" => format!("{day}の会議から{}", rule.method.label()),
        meeting => format!("{meeting}（{day}）から{}", rule.method.label()),
    }
}

/// The council, its kept meetings under its rule, and where the rule came from.
///
/// # Errors
/// What the database says.
pub async fn under_rule(
    tx: &mut Tx,
    permit: &Permit<ReadCouncil>,
) -> Result<(councils::Council, Vec<Under>, Option<BlockId>), Fault> {
    let council = councils::find(tx, permit).await?;
    let Some(rule) = council.form.record_rule.clone() else { return Ok((council, vec![], None)) };
    let consents = store::consents(tx, permit).await?;
    let mut kept: Vec<Meeting> =
        meetings::list(tx, permit).await?.into_iter().filter(|meeting| meeting.state == State::Kept).collect();
    kept.reverse();
    let under = |meeting: Meeting| Under {
        id: meeting.id,
        name: meeting.form.short(),
        day: meeting.form.held_on.map(almanac::with_weekday).unwrap_or_default(),
        method: meeting.form.record_method.map_or("（決められない）", RecordMethod::label),
        keeps: replay(&rule, meeting.form.held_on, meeting.form.record_method),
        consent: consents.iter().find(|(id, _)| *id == meeting.id).map(|(_, block)| *block),
    };
    let decided_by = store::decided_by(tx, permit, &rule).await?;
    Ok((council, kept.into_iter().map(under).collect(), decided_by))
}

#[derive(Template)]
#[template(path = "council/record/views/decide.html")]
struct DecidePage {
    frame: Frame,
    id: BlockId,
    text: String,
    back: String,
    is_decision: bool,
    rule: Option<String>,
    method: Field,
    left: Field,
    open: usize,
    wrongs: Vec<Wrong>,
}

/// What this decision settles: the rule, or minutes that left it.
pub async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<DecideRecord>(block_id(&ask)?).await?;
    decide_page(&ask, &permit, vec![]).await
}

/// From this meeting on, minutes are written so.
pub async fn decide(ask: Ask) -> Answer {
    let permit = ask.may::<DecideRecord>(block_id(&ask)?).await?;
    let Some(method) = RecordMethod::parse(ask.typed.get("method")) else {
        return decide_page(&ask, &permit, vec![Wrong::new("method", "記録のしかたを1つ選んでください。")]).await;
    };
    let meeting = meeting_of(&ask, &permit).await?;
    let Some(from_on) = meeting.form.held_on else {
        let wrong =
            Wrong::new("method", "この会議の開催日が入っていません。先に、会議の「直す」で開催日を入れてください。");
        return decide_page(&ask, &permit, vec![wrong]).await;
    };
    let rule = RecordRule { method, from_on, from_meeting: meeting.form.short() };
    let write = async |tx: &mut Tx, permit: &Permit<DecideRecord>| {
        is_decision(tx, permit).await?;
        let council = CouncilFacts::load(tx, permit.facts().meeting().council()).await?.ok_or(Fault::Missing)?;
        let editing = ask.app.gate().permit::<EditCouncil>(permit.actor(), council, permit.now())?;
        store::decide(tx, permit, &editing, rule.clone()).await
    };
    ask.write(&permit, write).await?;
    Ok(Reply::see(format!("/councils/{}/record?said=decided", meeting.council)))
}

/// These minutes may stand although they left the rule.
pub async fn consent(ask: Ask) -> Answer {
    let permit = ask.may::<DecideRecord>(block_id(&ask)?).await?;
    let chosen: Vec<MeetingId> = ask.typed.all("left").filter_map(MeetingId::parse).collect();
    if chosen.is_empty() {
        return decide_page(&ask, &permit, vec![Wrong::new("left", "承諾された会議録を、1つ以上選んでください。")])
            .await;
    }
    let council = permit.facts().meeting().council();
    let reading = ask.may::<ReadCouncil>(council).await?;
    let write = async |tx: &mut Tx, permit: &Permit<DecideRecord>| {
        is_decision(tx, permit).await?;
        let (_, rows, _) = under_rule(tx, &reading).await?;
        for meeting in &chosen {
            rows.iter().find(|row| row.id == *meeting && row.keeps == Keeps::Leaves).ok_or(Fault::Missing)?;
            store::consent(tx, permit, *meeting).await?;
        }
        Ok(())
    };
    ask.write(&permit, write).await?;
    Ok(Reply::see(format!("/councils/{council}/record?said=consented")))
}

/// Only what was decided settles anything.
async fn is_decision(tx: &mut Tx, permit: &Permit<DecideRecord>) -> Result<(), Fault> {
    let block: Block = meetings::find_block(tx, permit).await?;
    if block.form.kind == BlockKind::Decision { Ok(()) } else { Err(Fault::Unreadable(NO_DECISION)) }
}

const NO_DECISION: &str =
    "これは「決定」ではありません。会議のページの「直す」で種類を「決定」に変えてから、もう一度お試しください。";

async fn meeting_of(ask: &Ask, permit: &Permit<DecideRecord>) -> Result<Meeting, Fault> {
    let reading = ask.may::<crate::council::meeting::ReadMeeting>(permit.facts().meeting().id()).await?;
    ask.read(async |tx| meetings::find(tx, &reading).await).await
}

async fn decide_page(ask: &Ask, permit: &Permit<DecideRecord>, wrongs: Vec<Wrong>) -> Answer {
    let reading = ask.may::<ReadCouncil>(permit.facts().meeting().council()).await?;
    let read = async |tx: &mut Tx| Ok((meetings::find_block(tx, permit).await?, under_rule(tx, &reading).await?));
    let (block, (council, rows, _)) = ask.read(read).await?;
    let methods = RecordMethod::ALL.map(|method| Option3(method.code().into(), method.label().into(), false)).into();
    let left: Vec<Option3> = rows
        .iter()
        .filter(|row| row.keeps == Keeps::Leaves && row.consent.is_none())
        .map(|row| Option3(row.id.to_string(), format!("{}　{}　{}", row.name, row.day, row.method), true))
        .collect();
    let status = if wrongs.is_empty() { 200 } else { 422 };
    let page = DecidePage {
        frame: Frame::of("決定を記録のしかたに使う", ask.actor.signed_in(), Place::Councils),
        id: block.id,
        is_decision: block.form.kind == BlockKind::Decision,
        back: format!("/meetings/{}#b-{}", permit.facts().meeting().id(), block.id),
        rule: council.form.record_rule.as_ref().map(in_words),
        method: Field::line("method", "この会議からの、記録のしかた", "")
            .required()
            .as_a(Control::Choice(methods))
            .checked(&wrongs),
        open: left.len(),
        left: Field::line("left", "承諾された会議録", "").as_a(Control::Checks(left)).checked(&wrongs),
        text: block.form.text,
        wrongs,
    };
    Reply::page_with(status, &page)
}

fn block_id(ask: &Ask) -> Result<BlockId, Fault> {
    BlockId::parse(ask.param("id")).ok_or(Fault::Missing)
}
