//! What a goal of several parts has reached becomes the figure of its indicator: typed once, in its parts.

use crate::access::Permit;
use crate::editing::form::{FormPage, Group};
use crate::editing::shape::{Texts, Wrong, text};
use crate::goals::ListGoals;
use crate::goals::indicator::RecordIndicator;
use crate::goals::indicator::model::{Area, Figure, IndicatorDefinition, Origin, Slot, ValueForm, ValueKind};
use crate::goals::indicator::store;
use crate::goals::indicator::web::record::{Done, counting, keep, path};
use crate::goals::indicator::web::tally::MOST_REASON;
use crate::goals::model::SettingState;
use crate::goals::rules::Running;
use crate::goals::store::{self as goals, Goal};
use crate::layout::{Control, Field, Frame, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};

/// The goals of an indicator that meetings decided and whose every part is told, with what they have reached.
///
/// # Errors
/// What the database says.
pub async fn of(ask: &Ask, of: &IndicatorDefinition) -> Result<Vec<(Goal, Running)>, Fault> {
    let listing = ask.may::<ListGoals>(ask.office()?).await?;
    let all = ask.read(async |tx| goals::list(tx, &listing).await).await?;
    let told = |goal: Goal| {
        let is_own = goal.yardstick.indicator().is_some_and(|one| one.code == of.code) && goal.read_from().is_none();
        let is_decided = goal.current().is_ok_and(|setting| setting.state == SettingState::Decided);
        let running = goal.running().filter(|now| is_own && is_decided && now.is_whole())?;
        Some((goal, running))
    };
    Ok(all.into_iter().filter_map(told).collect())
}

/// The form: which goal.
pub async fn form(ask: &Ask, definition: &IndicatorDefinition) -> Answer {
    let goals = of(ask, definition).await?;
    let first = goals.first().map_or_else(String::new, |(goal, _)| goal.id.to_string());
    show(ask, definition, &goals, &Texts::from([("goal".to_string(), first)]), vec![])
}

/// Records it: which goal · how many · the row, which came of the goal.
pub async fn tally(ask: &Ask, permit: &Permit<RecordIndicator>, definition: &IndicatorDefinition) -> Answer {
    let goals = of(ask, definition).await?;
    let texts = ask.typed.only(&["goal", "reason"]);
    let Some((goal, running)) = goals.iter().find(|(goal, _)| goal.id.to_string() == text(&texts, "goal")) else {
        return show(ask, definition, &goals, &texts, vec![Wrong::new("goal", "目標を、一覧から選んでください。")]);
    };
    let reason = text(&texts, "reason").trim();
    if reason.chars().count() > MOST_REASON {
        let what = format!("長すぎます。{MOST_REASON}文字までにしてください。");
        return show(ask, definition, &goals, &texts, vec![Wrong::new("reason", what)]);
    }
    let form = ValueForm {
        slot: Slot { area: Area::Own, kind: ValueKind::Actual, year: goal.year, part: String::new() },
        figure: Figure::Known(running.total),
        as_of: running.as_of,
        // No title: more people read the indicator than the goal.
        source: "目標の実績から".into(),
        address: String::new(),
        seen_on: None,
        reason: reason.to_string(),
    };
    let write = async |tx: &mut Tx, permit: &Permit<RecordIndicator>| {
        let counting = counting(tx, permit, definition, &form.slot).await?;
        let from = store::From { origin: Origin::Tallied, counted: &[], goals: &[goal.id], counting };
        keep(tx, permit, definition, &form, &from).await
    };
    match ask.write(permit, write).await? {
        Done::Recorded => Ok(Reply::see(path(definition, Area::Own, "figure-recorded"))),
        Done::Unchanged => Ok(Reply::see(path(definition, Area::Own, "figure-unchanged"))),
        Done::Unexplained(now) => show(ask, definition, &goals, &texts, vec![Wrong::new("reason", now)]),
    }
}

fn show(ask: &Ask, of: &IndicatorDefinition, goals: &[(Goal, Running)], texts: &Texts, wrongs: Vec<Wrong>) -> Answer {
    // An indicator that has no such goal has no such page.
    if goals.is_empty() {
        return Err(Fault::Missing);
    }
    let heading = format!("{}を、目標の実績から入れる", of.name);
    let because =
        "内わけごとに入れた実績の計を、指標の実績として残します。もとの目標は、記録からたどれます。".to_string();
    let option = |(goal, now): &(Goal, Running)| {
        let id = goal.id.to_string();
        let is_chosen = id == text(texts, "goal");
        let title = goal.current().map(|setting| setting.title.clone()).unwrap_or_default();
        let told = goal.yardstick.with_unit(now.total);
        Option3(id, format!("{} {title}: {told}（{}現在）", goal.year, almanac::in_words(now.as_of)), is_chosen)
    };
    let fields = vec![
        Field::line("goal", "どの目標の実績か", "")
            .required()
            .as_a(Control::Select(goals.iter().map(option).collect()))
            .checked(&wrongs),
        Field::line("reason", "直すわけ", text(texts, "reason"))
            .help("もう入っている数とちがうときだけ要ります。")
            .as_a(Control::Area(2))
            .checked(&wrongs),
    ];
    let home = format!("/indicators/{}", of.code);
    let frame = Frame::of(heading.clone(), ask.actor.signed_in(), Place::Indicators);
    let paths = (format!("{home}/tally"), home);
    FormPage::new(frame, because, (heading, "残す"), paths, wrongs, vec![Group::plain(fields)]).answer()
}
