//! The page of a goal: where it was decided, of which parts it is the sum, how far each has come and where it leads, what meetings
//! said of it.

use crate::council::meeting::model::MeetingId;
use crate::council::{ReadCouncil, store as councils};
use crate::goals::indicator::model::MaskingRule;
use crate::goals::masking::web::thresholds;
use crate::goals::model::{ActualState, Decided, EvaluationState, SettingState, Yardstick, sum_in_words};
use crate::goals::rules::{
    GoalChart, Projection, Running, Standing, chart, known_on, project, public_rule, settings_that_stand, then, walk,
};
use crate::goals::store::{self, Goal, GoalFacts};
use crate::goals::web::collect::meetings;
use crate::goals::web::progress::elsewhere;
use crate::goals::web::{id, tie};
use crate::goals::{ChangeGoal, EvaluateGoal, ReadGoal, TellProgress, TieGoal};
use crate::issues::web::Hop;
use crate::layout::{Frame, Place};
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;
use std::collections::BTreeMap;

mod step;

use step::{Step, steps};

/// A part of the sum as the page shows it.
struct Part {
    name: String,
    target: String,
    /// So many knots: tied ones and open ones; none where there are too many to look at.
    knots: Option<(usize, usize)>,
    told: String,
    left: String,
}

/// A decision with its meeting.
struct Word {
    day: String,
    hop: Option<Hop>,
    words: String,
    reason: String,
    evidence: String,
    /// What was known then.
    seen: String,
    is_proposal: bool,
}

/// A recording.
struct Record {
    at: String,
    by: String,
    part: String,
    as_of: String,
    figure: String,
    source: String,
    reason: String,
    is_withdrawn: bool,
    stands: bool,
}

/// What may be done here.
struct May {
    change: bool,
    tell: bool,
    evaluate: bool,
    tie: bool,
}

#[derive(Template)]
#[template(path = "goals/views/page.html")]
struct GoalPage {
    frame: Frame,
    id: String,
    year: almanac::FiscalYear,
    title: String,
    standing: Standing,
    decided: Option<Hop>,
    /// The meeting that changed it since.
    changed: Option<Hop>,
    indicator: Option<(String, String)>,
    measures: Vec<Hop>,
    issues: Vec<Hop>,
    then: String,
    sum: String,
    unit: String,
    whole: Part,
    parts: Vec<Part>,
    projection: Projection,
    until: String,
    picture: Option<GoalChart>,
    twin: Vec<Vec<String>>,
    names: Vec<String>,
    steps: Vec<Step>,
    words: Vec<Word>,
    records: Vec<Record>,
    counting: String,
    council: Option<(String, String)>,
    /// What papers for everybody say of it.
    public: String,
    open: String,
    /// Where its figures are kept instead.
    elsewhere: Option<String>,
    may: May,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ReadGoal>(id(&ask)?).await?;
    let goal = ask.read(async |tx| store::find(tx, &permit).await).await?;
    let today = ask.now.day();
    let setting = goal.current()?.clone();
    let (running, of) = (goal.running(), &goal.yardstick);
    let parts = (setting.target, setting.parts.as_slice());
    let projection = project(of, goal.year, parts, running.as_ref(), today);
    let walk = walk(&goal.actuals, &setting.parts);
    let hops = meetings(&ask, std::slice::from_ref(&goal)).await?;
    let (measures, issues, _) = tie::hops(&ask, &permit).await?;
    let (first, changed) = decided(&goal);
    let page = GoalPage {
        frame: Frame::of(format!("目標 {} {}", goal.year, setting.title), ask.actor.signed_in(), Place::Goals)
            .saying(ask.query.get("said")),
        id: goal.id.to_string(),
        year: goal.year,
        standing: goal.standing(today),
        decided: first.map(|decided| pointed(&hops, decided)),
        changed: changed.map(|decided| pointed(&hops, decided)),
        indicator: of.indicator().map(|of| (format!("/indicators/{}", of.code), of.name.clone())),
        then: then(of, setting.target, running.as_ref()),
        sum: sum_in_words(setting.target, &setting.parts),
        unit: of.unit().to_string(),
        whole: whole(&goal, &setting, running.as_ref()),
        parts: parts_of(&goal, &setting, running.as_ref()),
        until: running.as_ref().map_or_else(String::new, |now| format!("{}まで", almanac::in_words(now.as_of))),
        picture: chart(goal.year, setting.target, &walk, &projection),
        twin: twin(&walk),
        names: setting.parts.iter().map(|part| part.name.clone()).collect(),
        steps: steps(&ask, &goal).await?,
        words: words(&goal, &hops),
        records: records(&goal),
        counting: format!("{}。{}", of.name(), of.aggregation().label()),
        council: council(&ask, &goal).await?,
        public: public_in_words(&goal.yardstick, thresholds(&ask).await?.of_year(goal.year)),
        open: goal.open_end(today).map_or_else(String::new, |end| end.what),
        elsewhere: elsewhere(&goal),
        may: may(&ask, permit.facts())?,
        title: setting.title,
        projection,
        measures,
        issues,
    };
    Reply::page(&page)
}

fn may(ask: &Ask, facts: &GoalFacts) -> Result<May, Fault> {
    Ok(May {
        change: ask.would::<ChangeGoal>(facts)?,
        tell: ask.would::<TellProgress>(facts)?,
        evaluate: ask.would::<EvaluateGoal>(facts)?,
        tie: ask.would::<TieGoal>(facts)?,
    })
}

async fn council(ask: &Ask, goal: &Goal) -> Result<Option<(String, String)>, Fault> {
    let Some(permit) = ask.if_may::<ReadCouncil>(goal.council).await? else { return Ok(None) };
    let name = ask.read(async |tx| councils::find(tx, &permit).await).await?.form.name;
    Ok(Some((format!("/councils/{}", goal.council), name)))
}

/// The meeting that set the goal, and the one that changed it, if another did.
fn decided(goal: &Goal) -> (Option<Decided>, Option<Decided>) {
    let stand = settings_that_stand(&goal.settings).into_iter().filter(|one| one.state == SettingState::Decided);
    let mut decided: Vec<_> = stand.filter_map(|one| Some((one.met_on, one.decided?))).collect();
    decided.sort_by_key(|(met_on, _)| *met_on);
    let first = decided.first().map(|(_, decided)| *decided);
    let last = decided.last().map(|(_, decided)| *decided);
    (first, last.filter(|_| decided.len() > 1))
}

/// 公開の表示 in a sentence.
fn public_in_words(of: &Yardstick, threshold: i64) -> String {
    let target = "目標とその内わけは示す。";
    match public_rule(of) {
        None => format!("{target}実績は示さない。"),
        Some(MaskingRule::Meetings | MaskingRule::Attendance) => format!("{target}実績もそのまま示す。"),
        Some(MaskingRule::Rate) => format!("{target}町だけの割合は示さない。"),
        Some(MaskingRule::YearTotal | MaskingRule::Plan) => {
            format!("{target}実績は、年度が終わるまで{threshold}より少なければ「＊」。")
        }
        Some(MaskingRule::SmallCells | MaskingRule::Published) => {
            format!("{target}実績は、{threshold}より少なければ、年度が終わっても「＊」。")
        }
    }
}

/// A meeting, pointed at the decision in its minutes where there is one.
fn pointed(hops: &BTreeMap<MeetingId, Hop>, decided: Decided) -> Hop {
    let closed = || Hop { name: String::new(), path: None, day: String::new(), on: None };
    let hop = hops.get(&decided.meeting).cloned().unwrap_or_else(closed);
    match (decided.block, &hop.path) {
        (Some(block), Some(_)) => Hop { path: Some(format!("/blocks/{block}")), ..hop },
        _ => hop,
    }
}

/// More knots than this are a number.
const MOST_KNOTS: i64 = 12;

fn knots(target: i64, told: Option<i64>) -> Option<(usize, usize)> {
    let (target, told) = (target / 1000, told.unwrap_or(0) / 1000);
    if target > MOST_KNOTS || told > MOST_KNOTS {
        return None;
    }
    let open = (target - told).max(0);
    Some((usize::try_from(told).ok()?, usize::try_from(open).ok()?))
}

fn part(goal: &Goal, name: String, target: i64, told: Option<i64>) -> Part {
    use crate::goals::indicator::model::Amount;
    let of = &goal.yardstick;
    let left = told.map(|told| target - told).filter(|left| *left > 0);
    Part {
        name,
        target: Amount(target).in_words(),
        knots: knots(target, told),
        told: told.map_or_else(String::new, |told| of.with_unit(Amount(told))),
        left: left.map_or_else(String::new, |left| of.with_unit(Amount(left))),
    }
}

fn whole(goal: &Goal, setting: &crate::goals::model::Setting, running: Option<&Running>) -> Part {
    part(goal, "目標".into(), setting.target.0, running.map(|now| now.total.0))
}

fn parts_of(goal: &Goal, setting: &crate::goals::model::Setting, running: Option<&Running>) -> Vec<Part> {
    let told = |at: usize| running.and_then(|now| now.parts.get(at).copied().flatten()).map(|amount| amount.0);
    let parts = setting.parts.iter().enumerate();
    parts.map(|(at, one)| part(goal, one.name.clone(), one.target.0, told(at))).collect()
}

/// The same as the picture: a day, each part, the whole.
fn twin(walk: &[Running]) -> Vec<Vec<String>> {
    let row = |one: &Running| {
        let mut cells = vec![almanac::in_words(one.as_of)];
        if one.parts.len() > 1 {
            cells.extend(one.parts.iter().map(|told| told.map_or_else(|| "－".into(), |amount| amount.in_words())));
        }
        cells.push(one.total.in_words());
        cells
    };
    walk.iter().map(row).collect()
}

/// What was decided and said, oldest first.
fn words(goal: &Goal, hops: &BTreeMap<MeetingId, Hop>) -> Vec<Word> {
    let of = &goal.yardstick;
    let mut words: Vec<(i64, Word)> = vec![];
    for (at, one) in goal.settings.iter().enumerate() {
        let number = format!("{}{}", sum_in_words(one.target, &one.parts), of.unit());
        let what = match (one.state, at) {
            (SettingState::Proposed, _) => format!("{}が案を出した: {number}", one.by),
            (SettingState::Decided, 0) => format!("目標を置いた: {number}"),
            (SettingState::Decided, _) => format!("目標を{number}と決めた"),
            (SettingState::Withdrawn, _) => format!("{}が取り消した: {number}", one.by),
        };
        let word = Word {
            day: one
                .met_on
                .filter(|_| one.state == SettingState::Decided)
                .map_or_else(|| one.at.day_in_words(), almanac::in_words),
            hop: one.decided.map(|decided| pointed(hops, decided)),
            words: what,
            reason: one.reason.clone(),
            evidence: String::new(),
            seen: String::new(),
            is_proposal: one.state == SettingState::Proposed,
        };
        words.push((one.at.seconds(), word));
    }
    for one in &goal.evaluations {
        let is_proposal = one.state == EvaluationState::Proposed;
        let verb = match one.state {
            EvaluationState::Proposed => "評価の案",
            EvaluationState::Decided => "評価",
            EvaluationState::Withdrawn => "評価の取り消し",
        };
        let word = Word {
            day: one.met_on.filter(|_| !is_proposal).map_or_else(|| one.at.day_in_words(), almanac::in_words),
            hop: Some(pointed(hops, one.decided)),
            words: format!("{verb}「{}」", one.verdict.label()),
            reason: one.reason.clone(),
            evidence: one.evidence.clone(),
            seen: seen_in_words(goal, &one.seen),
            is_proposal,
        };
        words.push((one.at.seconds(), word));
    }
    words.sort_by_key(|(at, _)| *at);
    words.into_iter().map(|(_, word)| word).collect()
}

/// 「すでに支給決定 1人、新たに働きかける人 2人（令和6年9月30日現在）」
fn seen_in_words(goal: &Goal, seen: &[crate::goals::model::SeenPart]) -> String {
    use crate::goals::indicator::model::Amount;
    let part = |one: &crate::goals::model::SeenPart| {
        let figure = one.thousandths.map_or_else(|| "－".to_string(), |told| goal.yardstick.with_unit(Amount(told)));
        if one.name.is_empty() { figure } else { format!("{} {figure}", one.name) }
    };
    let Some(as_of) = seen.iter().filter_map(|one| one.as_of).max() else { return "実績なし".into() };
    format!("{}（{}現在）", seen.iter().map(part).collect::<Vec<_>>().join("、"), almanac::in_words(as_of))
}

fn records(goal: &Goal) -> Vec<Record> {
    let standing: Vec<_> = known_on(&goal.actuals, None).into_iter().map(|row| row.id).collect();
    let record = |row: &crate::goals::model::Actual| Record {
        at: row.at.day_in_words(),
        by: row.by.clone(),
        part: row.part.clone(),
        as_of: almanac::in_words(row.as_of),
        figure: goal.yardstick.with_unit(row.amount),
        source: row.source.clone(),
        reason: row.reason.clone(),
        is_withdrawn: row.state == ActualState::Withdrawn,
        stands: standing.contains(&row.id),
    };
    goal.actuals.iter().rev().map(record).collect()
}
