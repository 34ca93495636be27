//! What was decided, known and said of a goal. These rows only grow.

use super::unreadable;
use crate::access::{Action, Facts, Permit};
use crate::council::meeting::model::{BlockId, MeetingId};
use crate::council::model::CouncilId;
use crate::goals::indicator::model::Amount;
use crate::goals::model::{
    Actual, ActualId, ActualState, Decided, Evaluation, EvaluationForm, EvaluationState, GoalId, GoalPart, SeenPart,
    Setting, SettingForm, SettingState, Verdict,
};
use crate::goals::{ChangeGoal, EvaluateGoal, TellProgress};
use crate::plumbing::clock::Moment;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::gather::{Row, gather};
use crate::search;
use crate::trail::{self, Line, Nameless};
use almanac::Date;

/// What the trail calls a goal.
const KIND: &str = "Goal";

/// With the day of its meeting, where the meeting was not put aside.
const MET: &str = "left join v_council_meeting m on m.office = r.office and m.meeting = r.meeting";

pub(super) async fn settings<A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    which: &str,
    texts: &[String],
) -> Result<Vec<(GoalId, Setting)>, Fault> {
    let names = [
        "goal", "state", "title", "target", "parts", "meeting", "block", "met_on", "stands", "reason", "at", "by_name",
    ];
    let select = format!(
        "select r.goal, r.state, r.title, r.target, r.parts, r.meeting, r.block, m.held_on as met_on,
           case when r.meeting is null or m.meeting is not null then 1 else 0 end as stands, r.reason, r.at,
           r.by_name from goal_setting r {MET} where r.office = $1 and {which} order by r.id"
    );
    let setting = |row: &Row<'_>| {
        Ok((
            row.of("goal", GoalId::parse)?,
            Setting {
                state: row.of("state", SettingState::parse)?,
                title: row.text("title")?.to_string(),
                target: Amount(row.number("target")?),
                parts: serde_json::from_str::<Vec<GoalPart>>(row.text("parts")?).map_err(|_| unreadable())?,
                decided: decided(row)?,
                met_on: row.maybe("met_on", day)?,
                meeting_stands: row.number::<i64>("stands")? == 1,
                reason: row.text("reason")?.to_string(),
                at: row.of("at", Moment::parse)?,
                by: row.text("by_name")?.to_string(),
            },
        ))
    };
    gather(tx, &names, &select, texts).await?.read(setting)
}

pub(super) async fn actuals<A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    which: &str,
    texts: &[String],
) -> Result<Vec<(GoalId, Actual)>, Fault> {
    let names = ["goal", "id", "part", "as_of", "state", "thousandths", "source", "reason", "at", "by_name"];
    let select = format!("select r.* from goal_actual r where r.office = $1 and {which} order by r.id");
    let actual = |row: &Row<'_>| {
        Ok((
            row.of("goal", GoalId::parse)?,
            Actual {
                id: row.of("id", ActualId::parse)?,
                part: row.text("part")?.to_string(),
                as_of: row.of("as_of", day)?,
                state: row.of("state", ActualState::parse)?,
                amount: Amount(row.number("thousandths")?),
                source: row.text("source")?.to_string(),
                reason: row.text("reason")?.to_string(),
                at: row.of("at", Moment::parse)?,
                by: row.text("by_name")?.to_string(),
            },
        ))
    };
    gather(tx, &names, &select, texts).await?.read(actual)
}

pub(super) async fn evaluations<A: Action>(
    tx: &mut Tx,
    _permit: &Permit<A>,
    which: &str,
    texts: &[String],
) -> Result<Vec<(GoalId, Evaluation)>, Fault> {
    let names = [
        "goal", "state", "verdict", "reason", "evidence", "seen", "meeting", "block", "met_on", "stands", "at",
        "by_name",
    ];
    let select = format!(
        "select r.goal, r.state, r.verdict, r.reason, r.evidence, r.seen, r.meeting, r.block, m.held_on as met_on,
           case when r.meeting is null or m.meeting is not null then 1 else 0 end as stands, r.at,
           r.by_name from goal_evaluation r {MET} where r.office = $1 and {which} order by r.id"
    );
    let evaluation = |row: &Row<'_>| {
        Ok((
            row.of("goal", GoalId::parse)?,
            Evaluation {
                state: row.of("state", EvaluationState::parse)?,
                verdict: row.of("verdict", Verdict::parse)?,
                reason: row.text("reason")?.to_string(),
                evidence: row.text("evidence")?.to_string(),
                seen: serde_json::from_str::<Vec<SeenPart>>(row.text("seen")?).map_err(|_| unreadable())?,
                decided: decided(row)?.ok_or_else(unreadable)?,
                met_on: row.maybe("met_on", day)?,
                meeting_stands: row.number::<i64>("stands")? == 1,
                at: row.of("at", Moment::parse)?,
                by: row.text("by_name")?.to_string(),
            },
        ))
    };
    gather(tx, &names, &select, texts).await?.read(evaluation)
}

fn decided(row: &Row<'_>) -> Result<Option<Decided>, Fault> {
    let Some(meeting) = row.maybe("meeting", MeetingId::parse)? else { return Ok(None) };
    Ok(Some(Decided { meeting, block: row.maybe("block", BlockId::parse)? }))
}

fn day(text: &str) -> Option<Date> {
    text.parse().ok()
}

/// A line of a goal, which came of the meeting that decided.
async fn line(
    tx: &mut Tx,
    verb: &'static str,
    goal: GoalId,
    decided: Option<Decided>,
) -> Result<Line<Nameless>, Fault> {
    let mut line = Line::<Nameless>::new(verb, KIND, goal);
    if let Some(decided) = decided
        && let Some(cause) = trail::first::<Nameless>(tx, "Meeting", &decided.meeting.to_string()).await?
    {
        line = line.because(cause);
    }
    Ok(line)
}

/// One more setting of a goal: its row, its line, and the words by which it is found.
pub(super) async fn add_setting<A: Action>(
    tx: &mut Tx,
    permit: &Permit<A>,
    (goal, council): (GoalId, CouncilId),
    form: &SettingForm,
    (verb, found_by): (&'static str, &str),
) -> Result<(), Fault> {
    sqlx::query(
        "insert into goal_setting
           (office, id, goal, state, title, target, parts, meeting, block, reason, at, by_account, by_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    )
    .bind(tx.office().0)
    .bind(uuid::Uuid::now_v7().to_string())
    .bind(goal.to_string())
    .bind(form.state.code())
    .bind(form.title.as_str())
    .bind(form.target.0)
    .bind(serde_json::to_string(&form.parts).map_err(|_| unreadable())?)
    .bind(form.decided.map(|decided| decided.meeting.to_string()))
    .bind(form.decided.and_then(|decided| decided.block).map(|block| block.to_string()))
    .bind(form.reason.as_str())
    .bind(permit.now().to_string())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    let line = line(tx, verb, goal, form.decided).await?.detail(form.state.code());
    trail::record(tx, permit, line).await?;
    let day = permit.now().day().to_string();
    let section =
        search::store::Section { council, thing: &goal.to_string(), section: "goal", held_on: &day, text: found_by };
    search::store::put(tx, permit, section).await
}

/// The permit's goal has another number, other parts, or is decided at last.
pub async fn change(tx: &mut Tx, permit: &Permit<ChangeGoal>, form: &SettingForm) -> Result<(), Fault> {
    let goal = (permit.facts().id(), permit.facts().council());
    // A proposal does not hide what holds: the goal is found by both.
    let now = super::find(tx, permit).await?;
    let holds = now.current()?.title.as_str();
    let found_by =
        if form.state == SettingState::Decided { form.title.clone() } else { format!("{holds}\n{}", form.title) };
    add_setting(tx, permit, goal, form, ("goal.changed", &found_by)).await
}

/// How many of a part, or of the whole, were reached until a day.
pub async fn tell(
    tx: &mut Tx,
    permit: &Permit<TellProgress>,
    (part, amount): (&str, Amount),
    as_of: Date,
    source: &str,
    reason: &str,
) -> Result<(), Fault> {
    insert(tx, permit, (part, as_of), (ActualState::Figure, amount), source, reason).await?;
    let line = Line::<Nameless>::new("goal.progress", KIND, permit.facts().id()).detail(as_of.to_string());
    trail::record(tx, permit, line).await?;
    Ok(())
}

/// Takes a figure back, with a reason.
pub async fn take_back(tx: &mut Tx, permit: &Permit<TellProgress>, row: &Actual, reason: &str) -> Result<(), Fault> {
    let state = (ActualState::Withdrawn, Amount(0));
    insert(tx, permit, (&row.part, row.as_of), state, &row.source, reason).await?;
    let line = Line::<Nameless>::new("goal.progress_withdrawn", KIND, permit.facts().id());
    trail::record(tx, permit, line.detail(row.as_of.to_string())).await?;
    Ok(())
}

async fn insert(
    tx: &mut Tx,
    permit: &Permit<TellProgress>,
    (part, as_of): (&str, Date),
    (state, amount): (ActualState, Amount),
    source: &str,
    reason: &str,
) -> Result<(), Fault> {
    sqlx::query(
        "insert into goal_actual (office, id, goal, part, as_of, state, thousandths, source, reason, at, by_account, by_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(tx.office().0)
    .bind(ActualId::fresh().to_string())
    .bind(permit.facts().spelled())
    .bind(part)
    .bind(as_of.to_string())
    .bind(state.code())
    .bind(amount.0)
    .bind(source)
    .bind(reason)
    .bind(permit.now().to_string())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    Ok(())
}

/// What a meeting says of the permit's goal, or what is proposed to it, with what is known now.
pub async fn evaluate(
    tx: &mut Tx,
    permit: &Permit<EvaluateGoal>,
    form: &EvaluationForm,
    seen: &[SeenPart],
) -> Result<(), Fault> {
    sqlx::query(
        "insert into goal_evaluation
           (office, id, goal, state, verdict, reason, evidence, seen, meeting, block, at, by_account, by_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    )
    .bind(tx.office().0)
    .bind(uuid::Uuid::now_v7().to_string())
    .bind(permit.facts().spelled())
    .bind(form.state.code())
    .bind(form.verdict.code())
    .bind(form.reason.as_str())
    .bind(form.evidence.as_str())
    .bind(serde_json::to_string(seen).map_err(|_| unreadable())?)
    .bind(form.decided.meeting.to_string())
    .bind(form.decided.block.map(|block| block.to_string()))
    .bind(permit.now().to_string())
    .bind(permit.actor().spelled())
    .bind(permit.actor().name())
    .execute(tx.sql())
    .await?;
    let detail = format!("{} {}", form.state.code(), form.verdict.code());
    let line = line(tx, "goal.evaluated", permit.facts().id(), Some(form.decided)).await?.detail(detail);
    trail::record(tx, permit, line).await?;
    Ok(())
}
