//! A quarter on the screen.

use crate::layout::{Frame, Place};
use crate::planning::model::{PlanLoadId, PlanRuleId, Quarter};
use crate::planning::rules::draw::Bars;
use crate::planning::web::collect::{Collected, collect};
use crate::planning::web::rows::{self, Line, Told};
use crate::planning::web::withdraw;
use crate::plumbing::web::{Answer, Ask, Reply};
use crate::providers::model::Provider;
use askama::Template;
use wamnet::Column;

/// An office of another town that may be asked.
pub struct Near {
    /// The address of its answer.
    pub load: String,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub address: String,
    /// 042-000-1234.
    pub phone: String,
}

#[derive(Template)]
#[template(path = "planning/views/page.html")]
struct PlanningPage {
    frame: Frame,
    quarter: Quarter,
    before: Quarter,
    next: Option<Quarter>,
    sentence: String,
    risks: Vec<String>,
    told: Vec<Told>,
    compared: String,
    waiting_note: &'static str,
    picture: Option<Bars>,
    lines: Vec<Line>,
    unanswered: usize,
    near: Vec<Near>,
    of_town: Vec<[String; 3]>,
    town_source: String,
    worst: String,
    rule: String,
    own_rules: Vec<(PlanRuleId, String)>,
    all: Collected,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let all = collect(&ask, false).await?;
    let now = Quarter::of(ask.now.day());
    let lines = rows::lines(&all);
    let page = PlanningPage {
        frame: Frame::of("計画相談", ask.actor.signed_in(), Place::Planning).saying(ask.query.get("said")),
        quarter: all.quarter,
        before: all.quarter.before(),
        next: (all.quarter < now).then(|| all.quarter.next()),
        sentence: rows::sentence(&all),
        risks: rows::risks(&all),
        told: rows::told(&all),
        compared: rows::compared(&all),
        waiting_note: rows::waiting_note(&all),
        picture: rows::picture(&all),
        unanswered: lines.iter().filter(|line| !line.answered).count(),
        lines,
        near: near(&all),
        of_town: rows::of_town(&all),
        town_source: rows::town_source(&all),
        worst: withdraw::worst(&ask, &all).await?,
        rule: rows::rule(&all),
        own_rules: all
            .own_rules
            .iter()
            .map(|from| (PlanRuleId(*from), format!("{}から", almanac::in_words(*from))))
            .collect(),
        all,
    };
    Reply::page(&page)
}

fn near(all: &Collected) -> Vec<Near> {
    let one = |one: &Provider| {
        let load = PlanLoadId::of(one.id, all.quarter)?.to_string();
        let phone = one.cells.get(Column::Phone).to_string();
        Some(Near { load, name: one.name().into(), address: one.cells.address(), phone })
    };
    all.near.iter().filter(|_| all.keeps).filter_map(one).collect()
}
