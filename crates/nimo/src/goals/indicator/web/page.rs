//! One indicator: its figures and their picture, what was known when, each recording, and what it counts.

use crate::council::meeting::model::MeetingId;
use crate::goals::indicator::model::{
    Area, Catalogue, Counting, Direction, Figure, IndicatorDefinition, IndicatorKind, IndicatorValue, PlanPeriod, Slot,
    Told, ValueKind,
};
use crate::goals::indicator::print::YearCells;
use crate::goals::indicator::rules::{Chart, Point, Reach, changes, chart, known_on, parts};
use crate::goals::indicator::store::Whose;
use crate::goals::indicator::web::collect::{All, all_of, years};
use crate::goals::indicator::web::list::{Shown, actual};
use crate::goals::indicator::web::{named, tally};
use crate::goals::indicator::{CountIndicator, ListIndicators, RecordIndicator};
use crate::issues::web::{Hop, meeting_hop};
use crate::layout::{Frame, Place};
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use almanac::{Date, FiscalYear};
use askama::Template;
use std::collections::BTreeMap;

/// A 年度 with what stands in it.
struct Year {
    year: FiscalYear,
    target: String,
    target_source: String,
    actual: Shown,
    source: String,
    /// 内訳 with their figures.
    parts: Vec<(String, String)>,
    added: String,
    counting: String,
}

/// A recording.
struct Record {
    at: String,
    by: String,
    slot: String,
    figure: String,
    as_of: String,
    source: String,
    address: String,
    seen: String,
    origin: &'static str,
    reason: String,
    is_withdrawn: bool,
    /// Does it still stand?
    stands: bool,
    counted: Vec<Hop>,
}

/// What was known on a day that is past.
struct Then {
    day: String,
    sentence: String,
    changes: Vec<(String, String, String, String)>,
}

#[derive(Template)]
#[template(path = "goals/indicator/views/page.html")]
struct IndicatorPage {
    frame: Frame,
    of: &'static IndicatorDefinition,
    period: &'static PlanPeriod,
    sentence: String,
    area: Area,
    other: Area,
    national: String,
    years: Vec<Year>,
    picture: Option<Chart>,
    twin: Vec<(String, String, String, String)>,
    countings: Vec<Counting>,
    records: Vec<Record>,
    on: String,
    on_error: Option<String>,
    then: Option<Then>,
    may_record: bool,
    may_count: bool,
    tally: Option<&'static str>,
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ListIndicators>(ask.office()?).await?;
    let of = named(&ask)?;
    let area = Area::parse(ask.query.get("area")).unwrap_or_else(|| of.usual_area());
    let all = all_of(&ask, &permit, Whose::with(area)).await?;
    let rows: Vec<IndicatorValue> = all.rows(of).iter().filter(|row| row.slot.area == area).cloned().collect();
    let standing = known_on(&rows, None);
    let cells = years(of, &standing, area);
    let is_other = matches!(area, Area::Other(_));
    let countings = if is_other { vec![] } else { all.countings(of) };
    let (on, day) = asked_day(&ask);
    let office = ask.office()?;
    let may_record = ask.could::<RecordIndicator>(office).await?;
    let page = IndicatorPage {
        frame: Frame::of(&of.name, ask.actor.signed_in(), Place::Indicators).saying(ask.query.get("said")),
        period: of.span().ok_or(Fault::Missing)?,
        sentence: sentence(of, &cells, &all, area),
        other: if area == Area::Own { Area::Prefecture } else { Area::Own },
        national: of.national.as_ref().map_or_else(String::new, |national| national.in_words(&of.unit)),
        picture: picture(of, &all, area),
        twin: twin(of, &all, area),
        years: shown(of, &all, &standing, cells, area),
        records: records(&ask, of, &rows, &standing).await?,
        then: day.as_ref().ok().and_then(|day| *day).map(|day| then(of, &rows, day)),
        on_error: day.err(),
        on,
        // How another town counts is not ours to say.
        may_count: !is_other && ask.could::<CountIndicator>(office).await?,
        tally: if may_record && area == Area::Own { tally::counts(&ask, of).await? } else { None },
        may_record,
        area,
        countings,
        of,
    };
    Reply::page_with(if page.on_error.is_some() { 422 } else { 200 }, &page)
}

/// The day for which somebody asks what was known, as typed and as understood.
fn asked_day(ask: &Ask) -> (String, Result<Option<Date>, String>) {
    let typed = ask.query.get("on").trim().to_string();
    if typed.is_empty() {
        return (typed, Ok(None));
    }
    let day = match almanac::read_date(&typed) {
        Ok(day) if day > ask.now.day() => Err("きょうより先の日です。これまでの日を入れてください。".to_string()),
        Ok(day) => Ok(Some(day)),
        Err(refusal) => Err(refusal.to_string()),
    };
    (typed, day)
}

/// 「令和7年度は3回で、目標の4回にあと1です。」
fn sentence(of: &'static IndicatorDefinition, cells: &[YearCells], all: &All, area: Area) -> String {
    let Some(one) = cells.iter().rev().find(|one| one.actual.is_some()) else {
        return match cells.iter().any(|one| one.target.is_some()) {
            true => "目標はありますが、実績がまだありません。".into(),
            false => "数はまだありません。".into(),
        };
    };
    let row = all.row(of, area);
    let shown = actual(&row, one);
    let until = if shown.partial.is_empty() { String::new() } else { format!("（{}）", shown.partial) };
    let head = format!("{}{until}は{}{}", one.year, shown.words, of.unit);
    let Some(target) = &one.target else {
        // What towns are told apart by has no target.
        let open = if of.kind == IndicatorKind::Feature { "" } else { "目標はまだありません。" };
        return format!("{head}です。{open}");
    };
    let target = of.with_unit(target.figure);
    match one.reach {
        Reach::Met => format!("{head}で、目標の{target}に届きました。"),
        Reach::Short(by) => {
            let by = of.with_unit(Figure::Known(by));
            match (of.direction, shown.partial.is_empty()) {
                (Direction::Less, _) => format!("{head}で、目標の{target}より{by}多い数です。"),
                (_, true) => format!("{head}で、目標の{target}に{by}足りません。"),
                (_, false) => format!("{head}で、目標の{target}まで、あと{by}です。"),
            }
        }
        Reach::Unsaid | Reach::Open => format!("{head}です。目標は{target}です。くらべられません。"),
    }
}

fn shown(
    of: &'static IndicatorDefinition,
    all: &All,
    standing: &[&IndicatorValue],
    cells: Vec<YearCells>,
    area: Area,
) -> Vec<Year> {
    let row = all.row(of, area);
    let countings = all.countings(of);
    let year = |one: YearCells| {
        let version = one.actual.as_ref().or(one.target.as_ref()).map(|cell| cell.counting);
        let counting = countings.iter().find(|counting| Some(counting.version) == version);
        let parts = parts(of, standing, (area, ValueKind::Actual, one.year));
        let added = one.actual.as_ref().and_then(|cell| cell.added);
        Year {
            actual: actual(&row, &one),
            target: one.target.as_ref().map_or_else(String::new, |cell| of.with_unit(cell.figure)),
            target_source: one.target.map_or_else(String::new, |cell| cell.source),
            source: one
                .actual
                .map_or_else(String::new, |cell| format!("{}（{}現在）", cell.source, almanac::in_words(cell.as_of))),
            parts: parts.into_iter().map(|(name, figure)| (name.to_string(), of.with_unit(figure))).collect(),
            added: added.map_or_else(String::new, |(told, whole)| format!("内訳{whole}のうち{told}の計")),
            counting: counting
                .map_or_else(String::new, |one| format!("{}（{}版）", one.aggregation.label(), one.version)),
            year: one.year,
        }
    };
    cells.into_iter().map(year).collect()
}

/// The indicator of the other period that goes by the same name, before or after this one.
fn kin(of: &IndicatorDefinition) -> Vec<&'static IndicatorDefinition> {
    let end = |code: &str| code.split_once('-').map_or(String::new(), |(_, end)| end.to_string());
    Catalogue::shipped().indicators.iter().filter(|one| end(&one.code) == end(&of.code)).collect()
}

fn points(of: &IndicatorDefinition, all: &All, area: Area) -> Vec<Point> {
    let mut points = vec![];
    for one in kin(of) {
        for cells in years(one, &known_on(all.rows(one), None), area) {
            points.push((one.period, cells.year, cells.target, cells.actual));
        }
    }
    points
}

fn picture(of: &IndicatorDefinition, all: &All, area: Area) -> Option<Chart> {
    chart(&points(of, all, area))
}

fn twin(of: &IndicatorDefinition, all: &All, area: Area) -> Vec<(String, String, String, String)> {
    let words = |cell: &Option<crate::goals::indicator::rules::Cell>| {
        cell.as_ref().map_or_else(|| "－".to_string(), |cell| of.with_unit(cell.figure))
    };
    let row = |(period, year, target, actual): &Point| {
        (format!("第{period}期"), year.to_string(), words(target), words(actual))
    };
    points(of, all, area).iter().map(row).collect()
}

async fn records(
    ask: &Ask,
    of: &IndicatorDefinition,
    rows: &[IndicatorValue],
    standing: &[&IndicatorValue],
) -> Result<Vec<Record>, Fault> {
    let mut hops: BTreeMap<MeetingId, Hop> = BTreeMap::new();
    for meeting in rows.iter().flat_map(|row| &row.counted) {
        if !hops.contains_key(meeting) {
            hops.insert(*meeting, meeting_hop(ask, *meeting).await?);
        }
    }
    let record = |row: &IndicatorValue| Record {
        at: row.at.day_in_words(),
        by: row.by.clone(),
        slot: slot_in_words(of, &row.slot),
        figure: row.told.figure().map_or_else(String::new, |figure| of.with_unit(figure)),
        as_of: almanac::in_words(row.as_of),
        source: row.source.clone(),
        address: row.address.clone(),
        seen: row.seen_on.map_or_else(String::new, almanac::in_words),
        origin: row.origin.label(),
        reason: row.reason.clone(),
        is_withdrawn: row.told == Told::Withdrawn,
        stands: standing.iter().any(|one| one.id == row.id),
        counted: row.counted.iter().filter_map(|meeting| hops.get(meeting).cloned()).collect(),
    };
    Ok(rows.iter().rev().map(record).collect())
}

/// 令和7年度の実績（当事者）.
pub fn slot_in_words(of: &IndicatorDefinition, slot: &Slot) -> String {
    let part = of.part_name(&slot.part);
    let part = if part.is_empty() { String::new() } else { format!("（{part}）") };
    format!("{}の{}{part}", slot.year, slot.kind.label())
}

fn then(of: &IndicatorDefinition, rows: &[IndicatorValue], day: Date) -> Then {
    let words = |figure: Option<Figure>| figure.map_or_else(|| "なし".to_string(), |figure| of.with_unit(figure));
    let changes: Vec<_> = changes(rows, day)
        .into_iter()
        .map(|change| (slot_in_words(of, &change.slot), words(change.then), words(change.now), change.because))
        .collect();
    let day = almanac::in_words(day);
    let sentence = match changes.len() {
        0 => format!("{day}の終わりに分かっていた数と、いまの数は同じです。"),
        count => format!("{day}の終わりに分かっていた数と、いまの数は、{count}か所ちがいます。"),
    };
    Then { day, sentence, changes }
}
