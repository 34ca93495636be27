//! 会議ごとの進み: what each meeting of the goal's year could know, and what it said.

use crate::council::ReadCouncil;
use crate::council::meeting::model::{MeetingId, State};
use crate::council::meeting::store as meetings;
use crate::goals::model::{EvaluationState, SettingState};
use crate::goals::rules::{at_meeting, evaluations_that_stand, settings_that_stand};
use crate::goals::store::Goal;
use crate::issues::web::Hop;
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::Ask;
use almanac::Date;

/// A meeting with what was known on its day.
pub struct Step {
    /// The meeting.
    pub hop: Hop,
    /// Each part in words, then the whole; empty where nothing was known.
    pub figures: Vec<String>,
    /// Did the figures come later?
    pub is_later: bool,
    /// What the meeting said of the goal.
    pub said: String,
}

/// So many meetings are looked through, the newest.
const MOST_MEETINGS: usize = 60;

/// The meetings that were held from the setting of the goal, or the beginning of its 年度, until its last word; oldest first.
///
/// # Errors
/// What the database says.
pub async fn steps(ask: &Ask, goal: &Goal) -> Result<Vec<Step>, Fault> {
    let Some(permit) = ask.if_may::<ReadCouncil>(goal.council).await? else { return Ok(vec![]) };
    let all = ask.read(async |tx: &mut Tx| meetings::recent(tx, &permit, MOST_MEETINGS).await).await?;
    let (first, last) = span(goal);
    let parts = &goal.current()?.parts;
    let mut steps = vec![];
    for one in all.iter().rev() {
        let is_held = !matches!(one.state, State::Planned | State::Withdrawn);
        let Some(on) = one.form.held_on.filter(|on| is_held && (first..=last).contains(on)) else { continue };
        let seen = at_meeting(&goal.actuals, parts, on);
        let figures = seen.as_ref().map_or(vec![], |(running, _)| {
            let each = running.parts.iter().map(|told| told.map_or_else(|| "－".into(), |amount| amount.in_words()));
            let each: Vec<String> = if parts.is_empty() { vec![] } else { each.collect() };
            each.into_iter().chain([running.total.in_words()]).collect()
        });
        steps.push(Step {
            hop: Hop::seen(one),
            is_later: seen.is_some_and(|(_, was_known)| !was_known),
            figures,
            said: said(goal, one.id),
        });
    }
    Ok(steps)
}

fn span(goal: &Goal) -> (Date, Date) {
    let set = goal.settings.iter().filter_map(|one| one.met_on).min();
    let judged = goal.evaluations.iter().filter_map(|one| one.met_on).max();
    let (first, last) = (goal.year.first_day(), goal.year.last_day());
    (set.map_or(first, |set| set.min(first)), judged.map_or(last, |judged| judged.max(last)))
}

/// 「目標を置いた。続ける」: what stands of what this meeting decided.
fn said(goal: &Goal, meeting: MeetingId) -> String {
    let set = settings_that_stand(&goal.settings).into_iter().filter(|one| one.state == SettingState::Decided);
    let first = set.clone().min_by_key(|one| one.met_on).and_then(|one| one.decided);
    let set = set.filter_map(|one| one.decided).filter(|decided| decided.meeting == meeting);
    let set =
        set.map(|one| if Some(one) == first { "目標を置いた".to_string() } else { "目標を変えた".to_string() });
    let judged = evaluations_that_stand(&goal.evaluations).into_iter();
    let judged = judged.filter(|one| one.state == EvaluationState::Decided && one.decided.meeting == meeting);
    set.chain(judged.map(|one| one.verdict.label().to_string())).collect::<Vec<_>>().join("。")
}
