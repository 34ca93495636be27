//! The page of a measure: which issue it came of, how far it has come, what is to be done next.

use crate::access::Permit;
use crate::council::{ReadCouncil, store as councils};
use crate::editing::read::yen_in_words;
use crate::goals::web::{self as goals, GoalLine};
use crate::issues::ReadIssue;
use crate::issues::budget::{ListDeadlines, model::closes, store as deadlines};
use crate::issues::measure::model::{Means, Progress, Reach};
use crate::issues::measure::rules::{BudgetWord, budget_word, missing, progress_in_words, reach, tasks_in_words};
use crate::issues::measure::store::{self, Advance, Measure, MeasureFacts, Serves};
use crate::issues::measure::web::form::{programme_name, programmes};
use crate::issues::measure::web::id;
use crate::issues::measure::{AdvanceMeasure, EditMeasure, ReadMeasure, ReadMeasureHistory};
use crate::issues::model::{IssueId, Solver};
use crate::issues::programme::model::ProgrammeId;
use crate::issues::programme::store::Programme;
use crate::issues::store::{self as issues, Told};
use crate::issues::tree;
use crate::issues::web::{Event, Hop, Source, issue_hop, meeting_hop, sources};
use crate::layout::{Frame, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use almanac::{Date, FiscalYear};
use askama::Template;

/// A step of the measure as the page shows it.
struct Step {
    at: usize,
    title: String,
    due: String,
    done: String,
    is_late: bool,
    is_next: bool,
}

/// A link of the chain from input to outcome.
struct Link {
    label: &'static str,
    lines: Vec<String>,
}

/// What may be done here.
struct May {
    edit: bool,
    advance: bool,
    versions: bool,
}

#[derive(Template)]
#[template(path = "issues/measure/views/page.html")]
struct MeasurePage {
    frame: Frame,
    id: String,
    number: String,
    title: String,
    matter: Vec<String>,
    progress: Progress,
    reach: Reach,
    issue: Hop,
    tree: Option<tree::web::Shown>,
    goals: Vec<GoalLine>,
    sources: Vec<Source>,
    served: Vec<Hop>,
    then: String,
    budget: Option<BudgetWord>,
    steps: Vec<Step>,
    chain: Vec<Link>,
    doers: String,
    owner: String,
    means: Option<Means>,
    programme: Option<(ProgrammeId, String)>,
    money: Vec<(&'static str, String)>,
    council: Option<(String, String)>,
    events: Vec<Event>,
    missing: String,
    may: May,
}

/// Everything of a measure that is read at once.
struct Seen {
    measure: Measure,
    budget: Option<BudgetWord>,
    advances: Vec<Advance>,
    served: Vec<Serves>,
}

async fn look(ask: &Ask, permit: &Permit<ReadMeasure>) -> Result<Seen, Fault> {
    let days = ask.may::<ListDeadlines>(ask.office()?).await?;
    let today = ask.now.day();
    let read = async |tx: &mut Tx| {
        let measure = store::find(tx, permit).await?;
        let meets_on = store::meets_on(tx, permit, measure.council, today).await?;
        let known = deadlines::known(tx, &days).await?;
        let budget = budget_word(&measure.form, measure.progress, |year| closes(&known, year), meets_on, today);
        let (advances, served) = (store::advances(tx, permit).await?, store::served(tx, permit).await?);
        Ok(Seen { measure, budget, advances, served })
    };
    ask.read(read).await
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ReadMeasure>(id(&ask)?).await?;
    let today = ask.now.day();
    let Seen { measure, budget, advances, served } = look(&ask, &permit).await?;
    let catalogue = programmes(&ask).await?;
    let (told, sources) = said_of(&ask, measure.issue).await?;
    let form = &measure.form;
    let page = MeasurePage {
        frame: Frame::of(format!("方策 {} {}", measure.number, form.title), ask.actor.signed_in(), Place::Measures)
            .saying(ask.query.get("said")),
        id: measure.id.to_string(),
        number: measure.number.to_string(),
        reach: reach(form, FiscalYear::of(today)),
        issue: issue_hop(&ask, measure.issue).await?,
        tree: tree::web::of_measure(&ask, &measure, &served, &told, &sources).await?,
        goals: goals::of_measure(&ask, &permit).await?,
        sources,
        served: hops(&ask, &served).await?,
        then: then(&measure, &advances, today),
        budget,
        steps: steps(&measure, today),
        chain: chain(&measure),
        doers: form.doers.iter().map(|doer: &Solver| doer.label()).collect::<Vec<_>>().join("、"),
        programme: form.programme.map(|programme| (programme, programme_name(&catalogue, programme))),
        money: money(&measure),
        council: council(&ask, &measure).await?,
        events: events(&ask, &advances, &served).await?,
        missing: missing(form, measure.progress).join("、"),
        may: may(&ask, permit.facts())?,
        matter: form.matter.lines().map(Into::into).collect(),
        means: form.means,
        owner: form.owner.clone(),
        progress: measure.progress,
        title: measure.form.title,
    };
    Reply::page(&page)
}

async fn hops(ask: &Ask, served: &[Serves]) -> Result<Vec<Hop>, Fault> {
    let mut hops = vec![];
    for serves in served {
        hops.push(issue_hop(ask, serves.issue).await?);
    }
    Ok(hops)
}

/// The meetings in which its issue was said, as far as the person may see; nothing where he may not read the issue.
async fn said_of(ask: &Ask, issue: IssueId) -> Result<(Vec<Told>, Vec<Source>), Fault> {
    if !ask.could::<ReadIssue>(issue).await? {
        return Ok((vec![], vec![]));
    }
    let permit = ask.may::<ReadIssue>(issue).await?;
    let told = ask.read(async |tx| issues::fates_of(tx, &permit).await).await?;
    let sources = sources(ask, &told).await?.0;
    Ok((told, sources))
}

fn may(ask: &Ask, facts: &MeasureFacts) -> Result<May, Fault> {
    Ok(May {
        edit: ask.would::<EditMeasure>(facts)?,
        advance: ask.would::<AdvanceMeasure>(facts)?,
        versions: ask.would::<ReadMeasureHistory>(facts)?,
    })
}

async fn council(ask: &Ask, measure: &Measure) -> Result<Option<(String, String)>, Fault> {
    let Some(permit) = ask.if_may::<ReadCouncil>(measure.council).await? else { return Ok(None) };
    let name = ask.read(async |tx| councils::find(tx, &permit).await).await?.form.name;
    Ok(Some((format!("/councils/{}", measure.council), name)))
}

fn then(measure: &Measure, advances: &[Advance], today: Date) -> String {
    let last = advances.last();
    let since = last.map(|advance| advance.at.day_in_words()).unwrap_or_default();
    let reason = last.map(|advance| advance.reason.as_str()).unwrap_or_default();
    let how_far = progress_in_words(measure.progress, &since, reason);
    if measure.progress.is_over() { how_far } else { format!("{how_far}{}", tasks_in_words(&measure.form, today)) }
}

fn steps(measure: &Measure, today: Date) -> Vec<Step> {
    let next = measure.form.next_task();
    let day = |day: Option<Date>| day.map(almanac::with_weekday).unwrap_or_default();
    let tasks = measure.form.tasks.iter().enumerate();
    tasks
        .map(|(at, task)| Step {
            at,
            title: task.title.clone(),
            due: day(task.due),
            done: day(task.done),
            is_late: task.is_late(today),
            is_next: next.is_some_and(|next| std::ptr::eq(next, task)),
        })
        .collect()
}

/// The chain, where any of it was said; what is empty stands there as empty, so that one sees which link is missing.
fn chain(measure: &Measure) -> Vec<Link> {
    let form = &measure.form;
    let links =
        [("投入", &form.input), ("活動", &form.activity), ("活動の結果", &form.output), ("目ざす変化", &form.outcome)];
    if links.iter().all(|(_, text)| text.is_empty()) {
        return vec![];
    }
    links.map(|(label, text)| Link { label, lines: text.lines().map(Into::into).collect() }).into()
}

fn money(measure: &Measure) -> Vec<(&'static str, String)> {
    let form = &measure.form;
    let mut money = vec![];
    let year = form.budget_year.map_or_else(String::new, |year| format!("（{year}）"));
    match form.budget_yen {
        Some(0) => money.push(("要る予算", "予算は要らない".into())),
        Some(yen) => money.push(("要る予算", format!("{}{year}", yen_in_words(yen)))),
        None => {}
    }
    money.extend(form.asked_on.map(|day| ("要求した日", almanac::with_weekday(day))));
    money.extend(form.cost_yen.map(|yen| ("かかった費用", yen_in_words(yen))));
    if !form.cost_note.is_empty() {
        money.push(("費用の内訳", form.cost_note.clone()));
    }
    money
}

/// 履歴: who added it, which meetings decided on it, which issues it was tied to, oldest first.
async fn events(ask: &Ask, advances: &[Advance], served: &[Serves]) -> Result<Vec<Event>, Fault> {
    let mut events = vec![];
    for (at, advance) in advances.iter().enumerate() {
        let link = match advance.meeting {
            Some(meeting) => Some(meeting_hop(ask, meeting).await?),
            None => None,
        };
        let words = match at {
            0 => format!("{}が方策を加えた", advance.by),
            _ => format!("{}が「{}」にした", advance.by, advance.progress.label()),
        };
        events.push(Event::new(advance.at, words, link, &advance.reason));
    }
    for serves in served {
        let link = Some(issue_hop(ask, serves.issue).await?);
        events.push(Event::new(serves.at, format!("{}がこの課題にも結んだ", serves.by), link, ""));
    }
    events.sort_by_key(|event| event.at.seconds());
    Ok(events)
}

/// The measures of an issue: as rows, how many the person may not read, and the first whose budget presses, with its path, name and
/// word.
///
/// # Errors
/// What the database says.
pub async fn of_issue(
    ask: &Ask,
    permit: &Permit<ReadIssue>,
) -> Result<(Vec<Row>, usize, Option<(String, String, BudgetWord)>), Fault> {
    let days = ask.may::<ListDeadlines>(ask.office()?).await?;
    let today = ask.now.day();
    let read = async |tx: &mut Tx| {
        let (measures, hidden) = store::of_issue(tx, permit).await?;
        if measures.is_empty() {
            return Ok((measures, hidden, None, vec![]));
        }
        let meets_on = store::meets_on(tx, permit, permit.facts().council(), today).await?;
        Ok((measures, hidden, meets_on, deadlines::known(tx, &days).await?))
    };
    let (measures, hidden, meets_on, known) = ask.read(read).await?;
    if measures.is_empty() {
        return Ok((vec![], hidden, None));
    }
    let word = |one: &Measure| {
        let word = budget_word(&one.form, one.progress, |year| closes(&known, year), meets_on, today)?;
        word.presses().then(|| (format!("/measures/{}", one.id), format!("{} {}", one.number, one.form.title), word))
    };
    Ok((rows(&measures, &programmes(ask).await?, today), hidden, measures.iter().find_map(word)))
}

/// A measure as a row of a list, in words.
pub struct Row {
    /// The id.
    pub id: String,
    /// R6-003-1.
    pub number: String,
    /// The measure in one line.
    pub title: String,
    /// How far it has come.
    pub progress: Progress,
    /// Can the town do it this budget year?
    pub reach: Reach,
    /// 普及啓発事業（組みかえ）、新規.
    pub uses: String,
    /// 440,000円（令和9年度）; empty where nobody has said.
    pub budget: String,
    /// 担当.
    pub owner: String,
    /// The next step.
    pub next: String,
    /// Its day, in words.
    pub due: String,
    /// The same day.
    pub due_on: Option<Date>,
    /// Is it past?
    pub is_late: bool,
}

/// Measures as rows of a list.
pub fn rows(measures: &[Measure], catalogue: &[Programme], today: Date) -> Vec<Row> {
    measures.iter().map(|measure| row(measure, catalogue, today)).collect()
}

fn row(measure: &Measure, catalogue: &[Programme], today: Date) -> Row {
    let form = &measure.form;
    let next = form.next_task().filter(|_| !measure.progress.is_over());
    let uses = match (form.programme, form.means) {
        (Some(programme), Some(means)) => format!("{}（{}）", programme_name(catalogue, programme), means.short()),
        (Some(programme), None) => programme_name(catalogue, programme),
        (None, Some(means)) => means.short().into(),
        (None, None) => String::new(),
    };
    Row {
        id: measure.id.to_string(),
        number: measure.number.to_string(),
        title: form.title.clone(),
        progress: measure.progress,
        reach: reach(form, FiscalYear::of(today)),
        uses,
        budget: money(measure)
            .into_iter()
            .find(|(label, _)| *label == "要る予算")
            .map_or_else(String::new, |(_, yen)| yen),
        owner: form.owner.clone(),
        next: next.map_or_else(String::new, |task| task.title.clone()),
        due: next.and_then(|task| task.due).map(almanac::with_weekday).unwrap_or_default(),
        due_on: next.and_then(|task| task.due),
        is_late: next.is_some_and(|task| task.is_late(today)),
    }
}
