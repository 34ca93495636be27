//! The page of an issue: how it came to it, what became of it, what is asked of it next.

use crate::council::meeting::ReadMeeting;
use crate::council::meeting::model::{BlockKind, MeetingId};
use crate::council::meeting::store as meetings;
use crate::council::model::CouncilId;
use crate::council::{ReadCouncil, store as councils};
use crate::goals::web::{self as goals, GoalLine};
use crate::issues::elsewhere;
use crate::issues::measure::model::MeasureId;
use crate::issues::measure::rules::BudgetWord;
use crate::issues::measure::{self, AddMeasure};
use crate::issues::model::{IssueForm, Solver, Stage};
use crate::issues::rules::{counted, measures_in_words, missing};
use crate::issues::score::web::{Scored, of_issue};
use crate::issues::store::{self, Issue, IssueFacts, Kin, Step, Tie, Told};
use crate::issues::tree;
use crate::issues::web::form::Words;
use crate::issues::web::hop::{self, Hop};
use crate::issues::web::id;
use crate::issues::web::list::element_words;
use crate::issues::{EditIssue, KinIssue, ReadIssue, ReadIssueHistory, StepIssue};
use crate::layout::{Frame, Place};
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use crate::wishes;
use askama::Template;

/// A meeting, and what of it led here.
pub struct Source {
    /// The meeting.
    pub meeting: MeetingId,
    /// The same, as far as the person may see.
    pub hop: Hop,
    /// 意見2件.
    pub counted: String,
    said: Vec<Said>,
}

/// Something that was said and led here.
struct Said {
    kind: BlockKind,
    path: String,
    text: String,
    has_changed: bool,
}

/// A part of the history.
pub struct Event {
    /// When, to sort by.
    pub at: Moment,
    /// When, in words.
    pub day: String,
    /// What happened.
    pub words: String,
    /// Where, or with what.
    pub link: Option<Hop>,
    /// Why.
    pub reason: String,
}

impl Event {
    /// Something that happened.
    pub fn new(at: Moment, words: String, link: Option<Hop>, reason: &str) -> Event {
        Event { at, day: at.day_in_words(), words, link, reason: reason.to_string() }
    }
}

/// A tie to another issue.
struct Relative {
    word: &'static str,
    hop: Hop,
}

/// What may be done here.
struct May {
    edit: bool,
    step: bool,
    kin: bool,
    versions: bool,
    measure: bool,
}

#[derive(Template)]
#[template(path = "issues/views/page.html")]
struct IssuePage {
    frame: Frame,
    id: String,
    number: String,
    title: String,
    matter: Vec<String>,
    stage: Stage,
    by: String,
    day: String,
    council: Option<(String, String)>,
    tree: Option<tree::web::Shown>,
    sources: Vec<Source>,
    gone: usize,
    split_from: Option<Hop>,
    /// The reading of wishes and rooms from which it was raised.
    reading: Option<Hop>,
    lives_in: Option<Hop>,
    relatives: Vec<Relative>,
    scored: Vec<Scored>,
    then: String,
    elements: String,
    solvers: String,
    owner: String,
    part: Option<(String, String)>,
    events: Vec<Event>,
    missing: String,
    /// Does its form lack something?
    lacks: bool,
    rows: Vec<measure::web::Row>,
    hidden_measures: usize,
    goals: Vec<GoalLine>,
    budget: Option<(String, String, BudgetWord)>,
    cases: elsewhere::web::OfIssue,
    may: May,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ReadIssue>(id(&ask)?).await?;
    let read = async |tx: &mut Tx| {
        let (issue, steps) = (store::find(tx, &permit).await?, store::steps(tx, &permit).await?);
        Ok((issue, steps, store::fates_of(tx, &permit).await?, store::kin(tx, &permit).await?))
    };
    let (issue, steps, told, kin) = ask.read(read).await?;
    let words = Words::of(&ask).await?;
    let (rows, hidden_measures, budget) = measure::web::of_issue(&ask, &permit).await?;
    let of_rows: Vec<MeasureId> = rows.iter().filter_map(|row| MeasureId::parse(&row.id)).collect();
    let (sources, gone) = sources(&ask, &told).await?;
    let relatives = relatives(&ask, &kin).await?;
    let events = events(&ask, &steps, &told, &kin).await?;
    let page = IssuePage {
        frame: frame(&ask, &issue),
        id: issue.id.to_string(),
        number: issue.number.to_string(),
        then: format!("{}{}", then(&issue, &steps), measures_in_words(rows.len(), hidden_measures, issue.stage)),
        missing: missing(&issue.form, issue.stage, rows.len() + hidden_measures > 0).join("、"),
        lacks: !missing(&issue.form, issue.stage, true).is_empty(),
        rows,
        goals: goals::of_issue(&ask, &permit, &of_rows).await?,
        hidden_measures,
        budget,
        cases: elsewhere::web::of_issue(&ask, &permit).await?,
        elements: element_words(&issue.form.elements, words.elements()),
        solvers: issue.form.solvers.iter().map(|solver: &Solver| solver.label()).collect::<Vec<_>>().join("、"),
        part: part(&issue.form, &words),
        council: council(&ask, &issue).await?,
        reading: wishes::web::of_issue(&ask, &permit).await?,
        split_from: hop_of(&kin, &relatives, Tie::SplitFrom),
        lives_in: hop_of(&kin, &relatives, Tie::LivesIn),
        relatives,
        scored: of_issue(&ask, &permit).await?,
        tree: tree::web::of_issue(&ask, &permit, &told, &sources, &kin).await?,
        sources,
        gone,
        events,
        may: may(&ask, permit.facts())?,
        matter: issue.form.matter.lines().map(Into::into).collect(),
        title: issue.form.title,
        owner: issue.form.owner,
        stage: issue.stage,
        day: issue.at.day_in_words(),
        by: steps.first().map(|step| step.by.clone()).unwrap_or_default(),
    };
    Reply::page(&page)
}

fn frame(ask: &Ask, issue: &Issue) -> Frame {
    let title = format!("課題 {} {}", issue.number, issue.form.title);
    Frame::of(title, ask.actor.signed_in(), Place::Issues).saying(ask.query.get("said"))
}

fn may(ask: &Ask, facts: &IssueFacts) -> Result<May, Fault> {
    Ok(May {
        edit: ask.would::<EditIssue>(facts)?,
        step: ask.would::<StepIssue>(facts)?,
        kin: ask.would::<KinIssue>(facts)?,
        versions: ask.would::<ReadIssueHistory>(facts)?,
        measure: ask.would::<AddMeasure>(facts)?,
    })
}

async fn council(ask: &Ask, issue: &Issue) -> Result<Option<(String, String)>, Fault> {
    let Some(permit) = ask.if_may::<ReadCouncil>(issue.council).await? else { return Ok(None) };
    let name = ask.read(async |tx| councils::find(tx, &permit).await).await?.form.name;
    Ok(Some((format!("/councils/{}", issue.council), name)))
}

fn part(form: &IssueForm, words: &Words) -> Option<(String, String)> {
    let part = form.part?;
    let name = words.councils().iter().find(|(id, _)| *id == part);
    let name = name.map_or_else(|| "見る権限のない部会".to_string(), |(_, name)| name.clone());
    Some((name, form.return_on.map(almanac::with_weekday).unwrap_or_default()))
}

/// The meetings in which it was said, oldest first, and how much stands in minutes that were put aside. What was said in a
/// meeting that the person may not read is counted and not told.
///
/// # Errors
/// What the database says.
pub async fn sources(ask: &Ask, told: &[Told]) -> Result<(Vec<Source>, usize), Fault> {
    let mut order: Vec<MeetingId> = vec![];
    for said in told.iter().filter_map(|told| told.said.as_ref()) {
        if !order.contains(&said.meeting) {
            order.push(said.meeting);
        }
    }
    let mut sources = vec![];
    for meeting in order {
        let hop = hop::meeting(ask, meeting).await?;
        let mut here: Vec<&Told> = vec![];
        for one in told.iter().filter(|told| told.said.as_ref().is_some_and(|said| said.meeting == meeting)) {
            // One opinion that led to two issues which were joined is still one opinion.
            if here.iter().all(|other| other.fate.block != one.fate.block) {
                here.push(one);
            }
        }
        let kinds: Vec<BlockKind> = here.iter().filter_map(|told| told.said.as_ref()).map(|said| said.kind).collect();
        let say = |told: &&Told| {
            let said = told.said.as_ref()?;
            Some(Said {
                kind: said.kind,
                path: format!("/blocks/{}", said.block),
                text: said.text.clone(),
                has_changed: told.fate.block_version < said.version,
            })
        };
        let said = if hop.path.is_some() { here.iter().filter_map(say).collect() } else { vec![] };
        sources.push(Source { meeting, counted: counted(&kinds), said, hop });
    }
    let gone = told.iter().filter(|told| told.said.is_none()).count();
    Ok((sources, gone))
}

async fn relatives(ask: &Ask, kin: &[Kin]) -> Result<Vec<Relative>, Fault> {
    let mut relatives = vec![];
    for kin in kin {
        let word = match kin.tie {
            Tie::TookIn => "この課題に合わせた課題",
            Tie::LivesIn => "続きがある課題",
            Tie::SplitFrom => "もとの課題",
            Tie::SplitInto => "ここから分けた課題",
        };
        relatives.push(Relative { word, hop: hop::issue(ask, kin.other).await? });
    }
    Ok(relatives)
}

/// The other side of the first tie of this kind.
fn hop_of(kin: &[Kin], relatives: &[Relative], tie: Tie) -> Option<Hop> {
    let at = kin.iter().position(|kin| kin.tie == tie)?;
    relatives.get(at).map(|relative| relative.hop.clone())
}

/// 「検討中です。」 with the last reason; and what is still to come.
fn then(issue: &Issue, steps: &[Step]) -> String {
    let last = steps.last().filter(|step| step.stage != Stage::Raised);
    let day = last.map(|step| step.at.day_in_words()).unwrap_or_default();
    let reason = last.map(|step| step.reason.trim().trim_end_matches('。')).filter(|reason| !reason.is_empty());
    let reason = reason.map_or_else(String::new, |reason| format!("（{reason}）"));
    match issue.stage {
        Stage::Raised => "まだ検討していません。".into(),
        Stage::Examined => format!("{day}から検討中です{reason}。"),
        Stage::Adopted => format!("{day}に取り組むことになりました{reason}。"),
        Stage::Watched => format!("{day}から見守っています{reason}。"),
        Stage::Closed => format!("{day}に終えました{reason}。"),
        Stage::Reopened => format!("{day}にふたたび開きました{reason}。"),
    }
}

/// 履歴: meetings, people and steps that touched it, oldest first.
async fn events(ask: &Ask, steps: &[Step], told: &[Told], kin: &[Kin]) -> Result<Vec<Event>, Fault> {
    let mut events = vec![];
    for step in steps {
        let link = match step.meeting {
            Some(meeting) => Some(hop::meeting(ask, meeting).await?),
            None => None,
        };
        let what = match step.stage {
            Stage::Raised => format!("{}が課題を起こした", step.by),
            stage => format!("{}が「{}」にした", step.by, stage.label()),
        };
        events.push(Event::new(step.at, what, link, &step.reason));
    }
    for told in told.iter().filter(|told| matches!(told.fate.way, crate::issues::model::Way::Joined(_))) {
        let link = match &told.said {
            Some(said) if ask.could::<ReadMeeting>(said.meeting).await? => Some(hop::meeting(ask, said.meeting).await?),
            _ => None,
        };
        events.push(Event::new(told.fate.at, format!("{}が意見を加えた", told.fate.by), link, ""));
    }
    for kin in kin {
        let link = Some(hop::issue(ask, kin.other).await?);
        let what = match kin.tie {
            Tie::TookIn => format!("{}がほかの課題を合わせた", kin.by),
            Tie::LivesIn => format!("{}がほかの課題に合わせた", kin.by),
            Tie::SplitFrom => format!("{}がほかの課題から分けた", kin.by),
            Tie::SplitInto => format!("{}が一部を分けた", kin.by),
        };
        events.push(Event::new(kin.at, what, link, ""));
    }
    events.sort_by_key(|event| event.at.seconds());
    Ok(events)
}

/// The meetings of the issue's council and of the part that examines it, as far as the person may name them as a reason.
///
/// # Errors
/// What the database says.
pub async fn meeting_choices(ask: &Ask, issue: &Issue) -> Result<Vec<(MeetingId, String)>, Fault> {
    let mut councils = vec![issue.council];
    councils.extend(issue.form.part);
    meetings_of(ask, &councils).await
}

/// The meetings of these councils that the person may read: id and name, newest first.
///
/// # Errors
/// What the database says.
pub async fn meetings_of(ask: &Ask, councils: &[CouncilId]) -> Result<Vec<(MeetingId, String)>, Fault> {
    let mut choices = vec![];
    for council in councils {
        if !ask.could::<ReadCouncil>(*council).await? {
            continue;
        }
        let permit = ask.may::<ReadCouncil>(*council).await?;
        let of_council = ask.read(async |tx| meetings::list(tx, &permit).await).await?;
        choices.extend(of_council.into_iter().map(|meeting| (meeting.id, meeting.form.title())));
    }
    Ok(choices)
}
