//! 自分の採点: a member's own sheet. Nobody else reads it.

use super::id;
use super::rows::{Row, Told, rows, standing, version};
use crate::access::Permit;
use crate::issues::model::IssueId;
use crate::issues::score::ReadRound;
use crate::issues::score::ScoreIssues;
use crate::issues::score::model::{RoundState, Scores, SheetWrong, Source, TypedScore, parse, typed, with_saved};
use crate::issues::score::rules::whole;
use crate::issues::score::store::{self, Kept, Round, Sheet};
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "issues/score/views/mine.html")]
struct MinePage {
    frame: Frame,
    id: String,
    title: String,
    due: String,
    sentence: String,
    is_tied: bool,
    is_open: bool,
    from_paper: bool,
    reads: bool,
    version: i64,
    rows: Vec<Row>,
    told: Vec<Told>,
    note: Option<String>,
}

/// What stands in the fields, and what is said about it.
#[derive(Default)]
struct Shown {
    status: u16,
    typed: Option<BTreeMap<IssueId, TypedScore>>,
    other: Option<Scores>,
    wrongs: Vec<SheetWrong>,
    note: Option<String>,
}

/// The sheet as it stands.
pub async fn form(ask: Ask) -> Answer {
    let permit = ask.may::<ScoreIssues>(id(&ask)?).await?;
    show(&ask, &permit, Shown { status: 200, ..Shown::default() }).await
}

/// Saves what is there: may you · what was typed · its rows, or what stands in the way with everything that was typed.
pub async fn save(ask: Ask) -> Answer {
    let permit = ask.may::<ScoreIssues>(id(&ask)?).await?;
    let version = version(&ask)?;
    let round = ask.read(async |tx| store::find(tx, &permit).await).await?;
    let issues = round.issue_ids();
    let typed = Some(typed(&issues, ask.typed.fields()));
    let scores = match parse(&issues, ask.typed.fields()) {
        Ok(scores) => scores,
        Err(wrongs) => return show(&ask, &permit, Shown { status: 422, typed, wrongs, ..Shown::default() }).await,
    };
    let write = async |tx: &mut Tx, permit: &Permit<ScoreIssues>| store::keep_own(tx, permit, version, &scores).await;
    let shown = match ask.write(&permit, write).await? {
        Kept::Yes => return Ok(Reply::see(format!("/rounds/{}/mine?said=scored", round.id))),
        Kept::Unchanged => return Ok(Reply::see(format!("/rounds/{}/mine", round.id))),
        Kept::Lost(sheet) => Shown { other: Some(sheet.scores), note: Some(ELSEWHERE.into()), ..Shown::default() },
        Kept::Refused(refusal) => {
            Shown { note: Some(format!("{}{NOT_SAVED}", refusal.sentence())), ..Shown::default() }
        }
        Kept::OnScreen | Kept::Gone => return Err(crate::plumbing::fault::Fault::Refused("round.score")),
    };
    // The state may have changed since the permit was given.
    let permit = ask.may::<ScoreIssues>(round.id).await?;
    show(&ask, &permit, Shown { status: 409, typed, ..shown }).await
}

const ELSEWHERE: &str = "別の画面か紙で、先に保存されています。ここで空だったところには先の点を入れ、違うところには書きそえました。確かめて、もう一度保存してください。";
const NOT_SAVED: &str = "いま送られた点は、保存していません。下に残してあります。";

async fn show(ask: &Ask, permit: &Permit<ScoreIssues>, shown: Shown) -> Answer {
    let read = async |tx: &mut Tx| Ok((store::find(tx, permit).await?, store::own(tx, permit).await?));
    let (round, sheet): (Round, Sheet) = ask.read(read).await?;
    let in_fields = match (shown.typed, &shown.other) {
        (Some(typed), Some(saved)) => with_saved(typed, saved),
        (Some(typed), None) => typed,
        (None, _) => standing(&sheet.scores),
    };
    let (rows, told) = rows(ask, &round, &in_fields, shown.other.as_ref(), &shown.wrongs).await?;
    let done = whole(&sheet.scores);
    let is_open = round.state == RoundState::Open;
    let is_past = round.due_on < ask.now.day();
    let page = MinePage {
        frame: Frame::of(format!("自分の採点 {}", round.title), ask.actor.signed_in(), Place::Issues)
            .saying(ask.query.get("said")),
        id: round.id.to_string(),
        due: due(&round, is_open, is_past),
        sentence: sentence(done, rows.len(), is_open),
        is_tied: done == rows.len() || !is_open,
        is_open,
        from_paper: sheet.source == Some(Source::Paper),
        reads: ask.could::<ReadRound>(round.id).await?,
        version: sheet.version,
        title: round.title,
        rows,
        told,
        note: shown.note,
    };
    Reply::page_with(shown.status, &page)
}

fn due(round: &Round, is_open: bool, is_past: bool) -> String {
    let day = almanac::with_weekday(round.due_on);
    match (is_open, is_past) {
        (true, false) => format!("しめきりは{day}です。それまで、何度でも変えられます。"),
        (true, true) => format!("しめきりの{day}を過ぎましたが、事務局が締め切るまでは受け付けます。"),
        (false, _) => "この回は締め切られました。点は、もう変えられません。".into(),
    }
}

fn sentence(done: usize, all: usize, is_open: bool) -> String {
    match (done, is_open) {
        (0, true) => format!("{all}件の課題に、点を入れてください"),
        (done, true) if done == all => format!("{all}件すべてに、両方の点が入っています"),
        (done, true) => format!("{all}件のうち{done}件に、両方の点が入っています"),
        (done, false) => format!("{all}件のうち{done}件に、両方の点を入れました"),
    }
}
