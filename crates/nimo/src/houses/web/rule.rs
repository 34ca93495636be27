//! The settings (目安) by which nimo says what to ask: those of a day, where each comes from, and the editions.

use crate::houses::model::{HouseRuleForm, HouseRuleId, HouseRules, RuleSource, UseZone};
use crate::houses::{AddHouseRule, EditHouseRule, ListHouseRules, ReadHouseRuleHistory, store};
use crate::layout::{Frame, Place};
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use almanac::Date;
use askama::Template;

/// A setting as a row.
pub struct Line {
    /// At which counter.
    pub of: &'static str,
    /// Of what.
    pub head: &'static str,
    /// What it is.
    pub told: String,
    /// Where it comes from.
    pub source: RuleSource,
}

/// An edition as a row.
pub struct EditionLine {
    /// The id; none of the one that ships.
    pub id: Option<HouseRuleId>,
    /// 令和9年4月1日から.
    pub from: String,
    /// Its day, as the address has it.
    pub day: String,
    /// Does it hold on the day that is looked at?
    pub is_shown: bool,
    /// Is it still to come?
    pub is_ahead: bool,
    /// How many of its sources nobody checked.
    pub unchecked: usize,
    /// May the person edit it, and read its versions?
    pub may: (bool, bool),
}

#[derive(Template)]
#[template(path = "houses/views/rules.html")]
struct RulesPage {
    frame: Frame,
    sentence: String,
    day: String,
    lines: Vec<Line>,
    note: String,
    editions: Vec<EditionLine>,
    may_add: bool,
}

/// The page; `on` is the day that is looked at, today without it.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ListHouseRules>(ask.office()?).await?;
    let rules = ask.read(async |tx| store::rules(tx, &permit).await).await?;
    let today = ask.now.day();
    let on = almanac::read_date(ask.query.get("on")).unwrap_or(today);
    let rule = rules.on(on);
    let page = RulesPage {
        frame: Frame::of("何を聞くかの目安", ask.actor.signed_in(), Place::Houses).saying(ask.query.get("said")),
        sentence: sentence(rule),
        day: if on == today { "きょう".into() } else { almanac::in_words(on) },
        lines: lines(rule),
        note: rule.note.clone(),
        editions: editions(&ask, &rules, on).await?,
        may_add: ask.could::<AddHouseRule>(ask.office()?).await?,
    };
    Reply::page(&page)
}

fn sentence(rule: &HouseRuleForm) -> String {
    match unchecked(rule) {
        0 => "どの目安も、出典を確かめてあります。".into(),
        count => format!("出典のうち{count}つを、まだ確かめていません。"),
    }
}

fn sources(rule: &HouseRuleForm) -> [&RuleSource; 6] {
    [&rule.building, &rule.small_source, &rule.quake, &rule.fire, &rule.zone, &rule.home]
}

/// How many of the sources nobody checked.
fn unchecked(rule: &HouseRuleForm) -> usize {
    sources(rule).into_iter().filter(|source| !source.is_checked).count()
}

async fn editions(ask: &Ask, rules: &HouseRules, on: Date) -> Result<Vec<EditionLine>, Fault> {
    let shown = rules.on(on).from_on;
    let mut editions = vec![];
    for rule in rules.own() {
        let may = (ask.could::<EditHouseRule>(rule.id).await?, ask.could::<ReadHouseRuleHistory>(rule.id).await?);
        editions.push(EditionLine {
            id: Some(rule.id),
            from: format!("{}から", almanac::in_words(rule.form.from_on)),
            day: rule.form.from_on.to_string(),
            is_shown: rule.form.from_on == shown,
            is_ahead: rule.form.from_on > ask.now.day(),
            unchecked: unchecked(&rule.form),
            may,
        });
    }
    let first = rules.first();
    editions.push(EditionLine {
        id: None,
        from: "はじめから入っているもの".into(),
        day: almanac::FIRST_DAY.to_string(),
        is_shown: first.from_on == shown,
        is_ahead: false,
        unchecked: unchecked(first),
        may: (false, false),
    });
    Ok(editions)
}

/// What an edition says, line by line.
pub fn lines(rule: &HouseRuleForm) -> Vec<Line> {
    let line = |of, head, told: String, source: &RuleSource| Line { of, head, told, source: source.clone() };
    let zones = |zones: &[UseZone]| match zones {
        [] => "なし".to_string(),
        _ => zones.iter().map(|zone| zone.label()).collect::<Vec<_>>().join("、"),
    };
    let small = format!("{}未満、{}階以下", rule.small.in_words(), rule.small_floors);
    let small = if rule.small_is_on {
        format!("{small}なら、住宅とみる")
    } else {
        format!("使わない（{small}）")
    };
    let alarm = match rule.alarm.0 {
        0 => "広さにかかわらず要る".to_string(),
        _ => format!("{}以上なら要る", rule.alarm.in_words()),
    };
    let before = almanac::in_words(rule.quake_before);
    vec![
        line("建築", "用途変更の確認申請", format!("{}を超えるとき", rule.change.in_words()), &rule.building),
        line("建築", "小さな家を住宅とみる取扱い", small, &rule.small_source),
        line("建築", "旧耐震", format!("建築確認が、{before}より前"), &rule.quake),
        line("建築", "建てた年だけのときの余裕", format!("{}か月", rule.quake_margin), &rule.quake),
        line(
            "消防",
            "スプリンクラー設備",
            format!("区分4以上の人が、おおむね{}％を超えるとき（ちょうどなら窓口に聞く）", rule.heavy_percent),
            &rule.fire,
        ),
        line("消防", "自動火災報知設備", alarm, &rule.fire),
        line("都市計画", "使えない用途地域", zones(&rule.refused), &rule.zone),
        line("都市計画", "許可を聞く用途地域", zones(&rule.asked), &rule.zone),
        line("事業者", "1つの住居の人数", format!("{}人から{}人まで", rule.home_least, rule.home_most), &rule.home),
        line("事業者", "サテライト型住居の人数", format!("{}人まで", rule.satellite_most), &rule.home),
        line("事業者", "1人の居室", format!("{}以上", rule.room.in_words()), &rule.home),
    ]
}
