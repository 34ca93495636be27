//! 採点のまとめ: who has answered while it is open, and what all together said once it is closed.

use super::hints::left;
use super::id;
use super::plot::{self, Dot, Line, Told};
use crate::council::ReadCouncil;
use crate::council::meeting::model::{MeetingId, State};
use crate::council::meeting::store as meetings;
use crate::council::model::CouncilId;
use crate::council::store as councils;
use crate::editing::shape::Wrong;
use crate::issues::ReadIssue;
use crate::issues::model::IssueId;
use crate::issues::score::model::{Axis, RoundState};
use crate::issues::score::rules::{IssueTally, Remark, TOO_FEW, Tally, headline, is_told};
use crate::issues::score::store::{self, Answered, Outcome, Round};
use crate::issues::score::{CloseRound, FreezeRound, ReadRound, ScoreIssues, TypeSheet};
use crate::issues::web::hop::{self, Hop};
use crate::layout::{Control, Field, Frame, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

/// An issue as a row of the table.
struct Row {
    number: String,
    title: String,
    path: Option<String>,
    axes: Vec<Option<Told>>,
    is_split: bool,
    is_told: bool,
}

/// What was said about an issue, without names.
struct Said {
    name: String,
    axis: &'static str,
    is_split: bool,
    remarks: Vec<Remark>,
}

/// What stands when figures may be told.
struct Figures {
    lines: Vec<Line>,
    dots: Vec<Dot>,
    unplotted: usize,
    rows: Vec<Row>,
    said: Vec<Said>,
}

/// What may be done here.
struct May {
    types: bool,
    closes: bool,
    freezes: bool,
    scores: bool,
}

#[derive(Template)]
#[template(path = "issues/score/views/result.html")]
struct ResultPage {
    frame: Frame,
    id: String,
    title: String,
    council: String,
    meeting: Option<Hop>,
    issues: usize,
    members: usize,
    day: String,
    by: String,
    state: RoundState,
    sentence: String,
    counted: String,
    due: String,
    sealed: Option<(Hop, String, String)>,
    too_few: bool,
    figures: Option<Figures>,
    answered: Vec<Answered>,
    may: May,
    freeze: Option<Field>,
    wrongs: Vec<Wrong>,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    show(&ask, 200, vec![]).await
}

/// The page with what is wrong.
///
/// # Errors
/// As the page itself.
pub async fn show(ask: &Ask, status: u16, wrongs: Vec<Wrong>) -> Answer {
    let permit = ask.may::<ReadRound>(id(ask)?).await?;
    let read = async |tx: &mut Tx| Ok((store::find(tx, &permit).await?, store::outcome(tx, &permit).await?));
    let (round, outcome) = ask.read(read).await?;
    let may = may(ask, &round).await?;
    let answered = if may.types { answered(ask, &round).await? } else { vec![] };
    let scored = outcome.as_ref().map_or_else(
        || answered.iter().filter(|one| one.source.is_some()).count(),
        |outcome| outcome.tally.scored as usize,
    );
    let told = outcome.as_ref().filter(|outcome| is_told(&outcome.tally));
    let page = ResultPage {
        frame: Frame::of(format!("採点のまとめ {}", round.title), ask.actor.signed_in(), Place::Issues)
            .saying(ask.query.get("said")),
        id: round.id.to_string(),
        council: council(ask, round.council).await?,
        meeting: match round.meeting {
            Some(meeting) => Some(hop::meeting(ask, meeting).await?),
            None => None,
        },
        issues: round.issues.len(),
        members: round.members.len(),
        day: round.at.day_in_words(),
        sentence: sentence(scored, &round, outcome.as_ref()),
        counted: counted(scored, round.members.len()),
        due: due(&round, ask),
        sealed: sealed(ask, outcome.as_ref()).await?,
        too_few: outcome.is_some() && told.is_none(),
        figures: match told {
            Some(outcome) => Some(figures(ask, &outcome.tally).await?),
            None => None,
        },
        freeze: match may.freezes && round.state == RoundState::Closed {
            true => Some(freeze(ask, &round, &wrongs).await?),
            false => None,
        },
        by: round.by,
        title: round.title,
        state: round.state,
        answered,
        may,
        wrongs,
    };
    Reply::page_with(status, &page)
}

async fn may(ask: &Ask, round: &Round) -> Result<May, Fault> {
    Ok(May {
        types: ask.could::<TypeSheet>(round.id).await?,
        closes: ask.could::<CloseRound>(round.id).await?,
        freezes: ask.could::<FreezeRound>(round.id).await?,
        scores: ask.could::<ScoreIssues>(round.id).await?,
    })
}

async fn answered(ask: &Ask, round: &Round) -> Result<Vec<Answered>, Fault> {
    let permit = ask.may::<TypeSheet>(round.id).await?;
    ask.read(async |tx| store::answered(tx, &permit).await).await
}

/// The name of a council, where the person may read it.
pub async fn council(ask: &Ask, id: CouncilId) -> Result<String, Fault> {
    let permit = ask.may::<ReadCouncil>(id).await?;
    Ok(ask.read(async |tx| councils::find(tx, &permit).await).await?.form.name)
}

/// 13人のうち10人が採点しました。
pub fn counted(scored: usize, asked: usize) -> String {
    match scored {
        0 => format!("頼んだ{asked}人は、まだだれも採点していません。"),
        scored if scored == asked => format!("頼んだ{asked}人全員が採点しました。"),
        scored => format!("頼んだ{asked}人のうち{scored}人が採点しました。"),
    }
}

fn sentence(scored: usize, round: &Round, outcome: Option<&Outcome>) -> String {
    match outcome {
        Some(outcome) if is_told(&outcome.tally) => headline(&outcome.tally),
        Some(_) => "採点が2人以下のため、点は出しません。".into(),
        None => counted(scored, round.members.len()),
    }
}

fn due(round: &Round, ask: &Ask) -> String {
    let day = almanac::with_weekday(round.due_on);
    match round.state {
        RoundState::Open if round.due_on < ask.now.day() => {
            format!("しめきりの{day}を過ぎましたが、締め切るまでは受け付けます。")
        }
        RoundState::Open => format!("しめきりは{day}、{}です。", left(round.due_on, ask.now.day())),
        _ => format!("しめきりは{day}でした。"),
    }
}

async fn sealed(ask: &Ask, outcome: Option<&Outcome>) -> Result<Option<(Hop, String, String)>, Fault> {
    let Some(seal) = outcome.and_then(|outcome| outcome.seal.as_ref()) else { return Ok(None) };
    Ok(Some((hop::meeting(ask, seal.meeting).await?, seal.at.day_in_words(), seal.by.clone())))
}

async fn figures(ask: &Ask, tally: &Tally) -> Result<Figures, Fault> {
    let mut rows = vec![];
    for issue in &tally.issues {
        rows.push(row(ask, issue).await?);
    }
    let dots = plot::dots(tally);
    let mut said: Vec<Said> = tally.issues.iter().filter(|issue| !issue.remarks.is_empty()).map(said).collect();
    said.sort_by_key(|said| !said.is_split);
    Ok(Figures { lines: plot::lines(), unplotted: rows.len() - dots.len(), dots, rows, said })
}

async fn row(ask: &Ask, issue: &IssueTally) -> Result<Row, Fault> {
    let id = IssueId::parse(&issue.covered.issue);
    let reads = match id {
        Some(id) => ask.could::<ReadIssue>(id).await?,
        None => false,
    };
    Ok(Row {
        number: issue.covered.number.clone(),
        title: issue.covered.title.clone(),
        path: id.filter(|_| reads).map(|id| format!("/issues/{id}")),
        axes: Axis::ALL.map(|axis| issue.on(axis).map(|spread| plot::told(axis, spread))).into(),
        is_split: issue.is_split(),
        is_told: issue.feasibility.is_some() || issue.effect.is_some(),
    })
}

fn said(issue: &IssueTally) -> Said {
    Said {
        name: format!("{} {}", issue.covered.number, issue.covered.title),
        axis: issue.beside.label(),
        is_split: issue.is_split(),
        remarks: issue.remarks.clone(),
    }
}

async fn freeze(ask: &Ask, round: &Round, wrongs: &[Wrong]) -> Result<Field, Fault> {
    let chosen = match ask.typed.get("meeting") {
        "" => round.meeting.map_or_else(String::new, |meeting| meeting.to_string()),
        typed => typed.to_string(),
    };
    let mut choices = vec![Option3(String::new(), "（選んでください）".into(), chosen.is_empty())];
    for (id, name) in meeting_choices(ask, round.council).await? {
        let id = id.to_string();
        let is_chosen = id == chosen;
        choices.push(Option3(id, name, is_chosen));
    }
    let help = "固めたあとは、点も結果も変わりません。採点しなかった人の分は、待たずに人数だけを書きます。";
    Ok(Field::line("meeting", "どの会議の資料にするか", "")
        .required()
        .help(help)
        .as_a(Control::Select(choices))
        .checked(wrongs))
}

/// The meetings of a council in whose paper a result can stand: id and name, newest first.
///
/// # Errors
/// What the database says.
pub async fn meeting_choices(ask: &Ask, council: CouncilId) -> Result<Vec<(MeetingId, String)>, Fault> {
    let permit = ask.may::<ReadCouncil>(council).await?;
    let all = ask.read(async |tx| meetings::list(tx, &permit).await).await?;
    let standing = all.into_iter().filter(|meeting| meeting.state != State::Withdrawn);
    Ok(standing.map(|meeting| (meeting.id, meeting.form.title())).collect())
}
