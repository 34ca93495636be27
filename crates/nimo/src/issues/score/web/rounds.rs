//! 委員の採点: the rounds that one may see, and what waits for one's own points.

use super::hints::{is_waiting, left};
use crate::issues::score::model::RoundState;
use crate::issues::score::store::{self, Listed};
use crate::issues::score::{ListRounds, OpenRound, ReadRound};
use crate::layout::{Frame, Place};
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use almanac::Date;
use askama::Template;

/// A round as a row.
struct Row {
    path: String,
    title: String,
    council: String,
    mark: &'static str,
    state: String,
    due: String,
    issues: usize,
    act: &'static str,
}

#[derive(Template)]
#[template(path = "issues/score/views/rounds.html")]
struct RoundsPage {
    frame: Frame,
    sentence: String,
    is_tied: bool,
    rows: Vec<Row>,
    doors: Vec<(String, String)>,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ListRounds>(ask.office()?).await?;
    let mut rounds = ask.read(async |tx| store::list(tx, &permit).await).await?;
    rounds.sort_by_key(|round| (!is_waiting(round), round.state != RoundState::Open));
    let councils = crate::council::web::names(&ask).await?;
    let mut doors = vec![];
    for (id, name) in &councils {
        if ask.could::<OpenRound>(*id).await? {
            doors.push((id.to_string(), name.clone()));
        }
    }
    let (mine, open) = (
        rounds.iter().filter(|round| is_waiting(round)).count(),
        rounds.iter().filter(|round| round.state == RoundState::Open).count(),
    );
    let mut rows = vec![];
    for round in rounds {
        let council = councils.iter().find(|(id, _)| *id == round.council).map(|(_, name)| name.clone());
        rows.push(row(&ask, round, council.unwrap_or_default()).await?);
    }
    let page = RoundsPage {
        frame: Frame::of("委員の採点", ask.actor.signed_in(), Place::Issues).saying(ask.query.get("said")),
        sentence: sentence(rows.len(), open, mine),
        is_tied: open == 0,
        rows,
        doors,
    };
    Reply::page(&page)
}

async fn row(ask: &Ask, round: Listed, council: String) -> Result<Row, Fault> {
    let reads = ask.could::<ReadRound>(round.id).await?;
    let waits = is_waiting(&round);
    let (path, act) = match (reads, waits) {
        (true, _) => (format!("/rounds/{}", round.id), "見る"),
        (false, true) => (format!("/rounds/{}/mine", round.id), "採点する"),
        (false, false) => (format!("/rounds/{}/mine", round.id), "自分の点を見る"),
    };
    let state = match (waits, round.mine) {
        (true, Some(0)) => "あなたの採点を待っています".to_string(),
        (true, Some(whole)) => format!("途中（{}件のうち{whole}件）", round.issues),
        (false, Some(_)) if round.state == RoundState::Open => "採点しました".to_string(),
        _ => round.state.label().to_string(),
    };
    let mark = if waits || round.mine.is_none() { round.state.mark() } else { "tied" };
    let due = due(round.due_on, ask.now.day(), round.state);
    Ok(Row { path, title: round.title, council, mark, state, due, issues: round.issues, act })
}

fn due(due_on: Date, today: Date, state: RoundState) -> String {
    let day = almanac::with_weekday(due_on);
    if state == RoundState::Open { format!("{day}（{}）", left(due_on, today)) } else { day }
}

fn sentence(all: usize, open: usize, mine: usize) -> String {
    match (all, open, mine) {
        (0, _, _) => "採点の回は、まだありません。".into(),
        (_, _, mine) if mine > 0 => format!("あなたの採点を待っている回が、{mine}つあります。"),
        (_, 0, _) => "受け付けている回はありません。".into(),
        (_, open, _) => format!("受け付けている回が、{open}つあります。"),
    }
}
