//! The list of houses; what narrows it stands in the address.

use crate::houses::model::{
    CheckState, DropReason, HouseCheck, HouseStage, HouseUse, SquareMetres, VacantHouse, VacantHouseId,
};
use crate::houses::rules::{judged_on, next_step};
use crate::houses::{AddHouse, ListHouses, store};
use crate::layout::{Frame, Option3, Place};
use crate::plumbing::db::Tx;
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use askama::Template;

/// What asks for those that are over, too.
const ALL: &str = "all";

/// A house as a row, without what is for secretariats alone.
pub struct Row {
    /// The id.
    pub id: VacantHouseId,
    /// 本町3丁目の2階建て.
    pub label: String,
    /// 本町3丁目.
    pub town: String,
    /// 令和8年11月1日の話.
    pub as_of: String,
    /// 延べ面積, where somebody knows it.
    pub area: Option<SquareMetres>,
    /// 階数.
    pub floors: Option<i64>,
    /// 昭和53年: the year, or the day of its confirmation.
    pub built: String,
    /// グループホーム.
    pub intended: &'static str,
    /// 建築, 消防, 都市計画, 事業者.
    pub checks: Vec<CheckState>,
    /// What it is now.
    pub stage: HouseStage,
    /// 令和8年11月5日から.
    pub since: String,
    /// Why it was given up; empty where it was not.
    pub dropped_for: &'static str,
    /// What is next.
    pub next: String,
}

/// What a list needs; the papers print the same.
pub struct Listed {
    /// What narrows it: a stage, `all`, or nothing for those that are not over.
    pub stage: String,
    /// A use, `none`, or nothing.
    pub intended: String,
    /// The rows, newest house first.
    pub rows: Vec<Row>,
    /// How many houses there are altogether.
    pub all: usize,
    /// What became of all houses so far, for the council.
    pub told: String,
}

#[derive(Template)]
#[template(path = "houses/views/list.html")]
struct ListPage {
    frame: Frame,
    sentence: String,
    listed: Listed,
    stages: Vec<Option3>,
    uses: Vec<Option3>,
    query: String,
    may_add: bool,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let listed = listed(&ask).await?;
    let page = ListPage {
        frame: Frame::of("空き家", ask.actor.signed_in(), Place::Houses).saying(ask.query.get("said")),
        sentence: sentence(&listed),
        stages: stages(&listed.stage),
        uses: uses(&listed.intended),
        query: query(&listed),
        may_add: ask.could::<AddHouse>(ask.office()?).await?,
        listed,
    };
    Reply::page(&page)
}

/// The houses that the address asks for.
///
/// # Errors
/// What the gate and the database say.
pub async fn listed(ask: &Ask) -> Result<Listed, Fault> {
    let permit = ask.may::<ListHouses>(ask.office()?).await?;
    let read = async |tx: &mut Tx| {
        let houses = store::list(tx, &permit).await?;
        let ids: Vec<VacantHouseId> = houses.iter().map(|house| house.id).collect();
        let checks = store::checks_of_all(tx, &permit, &ids).await?;
        Ok((houses, checks, store::rules(tx, &permit).await?))
    };
    let (houses, checks, rules) = ask.read(read).await?;
    let known = |typed: &str, options: Vec<Option3>| options.into_iter().any(|one| one.0 == typed);
    let stage = Some(ask.query.get("stage")).filter(|typed| known(typed, stages(""))).unwrap_or_default().to_string();
    let intended = Some(ask.query.get("use")).filter(|typed| known(typed, uses(""))).unwrap_or_default().to_string();
    let (all, told) = (houses.len(), told(&houses));
    let row = |(house, checks): (VacantHouse, Vec<HouseCheck>)| {
        let verdicts = judged_on(&house.form, &rules, &checks, ask.now.day());
        let next = next_step(house.stage(), &checks, &verdicts);
        Row::of(house, &checks, next)
    };
    let pairs = houses.into_iter().zip(checks);
    let rows = pairs.filter(|(house, _)| is_asked(house, &stage, &intended)).map(row).collect();
    Ok(Listed { stage, intended, rows, all, told })
}

fn is_asked(house: &VacantHouse, stage: &str, intended: &str) -> bool {
    let of_stage = match stage {
        ALL => true,
        "" => !house.stage().is_over(),
        code => house.stage().code() == code,
    };
    let code = house.form.intended.map_or("none", HouseUse::code);
    of_stage && (intended.is_empty() || intended == code)
}

impl Row {
    /// A house with its checks and what is next.
    fn of(house: VacantHouse, checks: &[HouseCheck], next: String) -> Row {
        let (stage, last) = (house.stage(), house.steps.last());
        let form = &house.form;
        let confirmed = || form.confirmed.map(|date| format!("{date}の確認"));
        Row {
            id: house.id,
            as_of: form.as_of.map(|day| format!("{}の話", almanac::in_words(day))).unwrap_or_default(),
            area: form.area,
            floors: form.floors,
            built: form.built.map(|date| date.to_string()).or_else(confirmed).unwrap_or_default(),
            intended: form.intended.map_or("まだ決まっていない", HouseUse::label),
            checks: checks.iter().map(|check| check.form.state).collect(),
            since: last.map(|step| format!("{}から", almanac::in_words(step.on))).unwrap_or_default(),
            dropped_for: last.and_then(|step| step.dropped_for).map_or("", DropReason::label),
            label: house.form.label,
            town: house.form.town,
            stage,
            next,
        }
    }
}

/// What became of all: 使うことになったもの1件、見送り3件（改修の費用2件、持ち主の意向1件）.
fn told(houses: &[VacantHouse]) -> String {
    let now = |stage| houses.iter().filter(|house| house.stage() == stage).count();
    let (used, dropped) = (now(HouseStage::Used), now(HouseStage::Dropped));
    let why = |house: &VacantHouse| house.steps.last().and_then(|step| step.dropped_for);
    let of = |reason: &DropReason| {
        let count = houses.iter().filter(|house| why(house) == Some(*reason)).count();
        (count > 0).then(|| format!("{}{count}件", reason.label()))
    };
    let reasons: Vec<String> = DropReason::ALL.iter().filter_map(of).collect();
    let reasons = if reasons.is_empty() { String::new() } else { format!("（{}）", reasons.join("、")) };
    match used + dropped {
        0 => String::new(),
        _ => format!("これまでに、使うことになったもの{used}件、見送り{dropped}件{reasons}。"),
    }
}

fn sentence(listed: &Listed) -> String {
    let count = listed.rows.len();
    let words = in_words(listed);
    match (listed.all, count) {
        (0, _) => "空き家の話は、まだありません。".into(),
        (_, 0) if words.is_empty() => "動いている空き家の話は、いまありません。".into(),
        (_, 0) => format!("{words}空き家の話は、ありません。"),
        _ if words.is_empty() && listed.stage == ALL => format!("空き家の話は、これまでに{count}件ありました。"),
        _ if words.is_empty() => format!("空き家の話が、{count}件動いています。"),
        _ => format!("{words}空き家の話は、{count}件です。"),
    }
}

/// 「調べている」「グループホーム」の; empty without anything that narrows.
pub fn in_words(listed: &Listed) -> String {
    let chosen = |options: Vec<Option3>| options.into_iter().find(|one| one.2 && !one.0.is_empty() && one.0 != ALL);
    let named: Vec<String> = [chosen(stages(&listed.stage)), chosen(uses(&listed.intended))]
        .into_iter()
        .flatten()
        .map(|one| format!("「{}」", one.1))
        .collect();
    if named.is_empty() { String::new() } else { format!("{}の", named.concat()) }
}

fn query(listed: &Listed) -> String {
    match (listed.stage.as_str(), listed.intended.as_str()) {
        ("", "") => String::new(),
        (stage, "") => format!("?stage={stage}"),
        ("", intended) => format!("?use={intended}"),
        (stage, intended) => format!("?stage={stage}&use={intended}"),
    }
}

fn options<'a>(chosen: &str, all: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<Option3> {
    all.map(|(code, label)| Option3(code.into(), label.into(), code == chosen)).collect()
}

fn stages(chosen: &str) -> Vec<Option3> {
    let each = HouseStage::ALL.iter().map(|stage| (stage.code(), stage.label()));
    options(chosen, std::iter::once(("", "動いているもの")).chain(each).chain([(ALL, "すべて")]))
}

fn uses(chosen: &str) -> Vec<Option3> {
    let each = HouseUse::ALL.iter().map(|one| (one.code(), one.label()));
    options(chosen, std::iter::once(("", "すべて")).chain(each).chain([("none", "まだ決まっていない")]))
}
