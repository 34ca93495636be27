//! The list of a period's indicators: actual beside target, each year.

use crate::access::Permit;
use crate::goals::indicator::model::{Catalogue, Direction, IndicatorKind, PlanPeriod};
use crate::goals::indicator::print::{SheetRow, YearCells};
use crate::goals::indicator::rules::{Cell, Reach};
use crate::goals::indicator::web::collect::all;
use crate::goals::indicator::{ImportIndicators, ListIndicators, RecordIndicator};
use crate::layout::{Frame, Place};
use crate::plumbing::fault::Fault;
use crate::plumbing::web::{Answer, Ask, Reply};
use almanac::FiscalYear;
use askama::Template;
use std::collections::BTreeSet;

/// A figure as a cell of the screen.
pub struct Shown {
    /// 4, ＊, empty.
    pub words: String,
    /// 「まで」: the year is not over.
    pub partial: String,
    /// The mark of how it stands to its target, and its words.
    pub mark: Option<(&'static str, String)>,
}

/// A 年度 of a row.
struct Year {
    target: String,
    actual: Shown,
}

struct Row {
    code: &'static str,
    area: String,
    name: &'static str,
    whose: &'static str,
    unit: String,
    national: String,
    is_checked: bool,
    is_own: bool,
    years: Vec<Year>,
}

struct Section {
    kind: IndicatorKind,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "goals/indicator/views/list.html")]
struct ListPage {
    frame: Frame,
    sentence: String,
    period: &'static PlanPeriod,
    years: Vec<FiscalYear>,
    others: Vec<(i64, String, bool)>,
    sections: Vec<Section>,
    may_record: bool,
    may_import: bool,
}

/// The period that the address names, else that of today.
pub fn period(ask: &Ask) -> &'static PlanPeriod {
    let catalogue = Catalogue::shipped();
    let named = ask.query.get("period").parse().ok().and_then(|number| catalogue.period(number));
    let now = || catalogue.of_year(FiscalYear::of(ask.now.day()));
    named.or_else(now).or(catalogue.periods.last()).unwrap_or(&catalogue.periods[0])
}

/// The page.
pub async fn page(ask: Ask) -> Answer {
    let permit = ask.may::<ListIndicators>(ask.office()?).await?;
    let period = period(&ask);
    let rows = of_period(&ask, &permit, period).await?;
    let office = ask.office()?;
    let section =
        |kind: IndicatorKind| Section { kind, rows: rows.iter().filter(|row| row.of.kind == kind).map(row).collect() };
    let periods = Catalogue::shipped().periods.iter();
    let page = ListPage {
        frame: Frame::of("指標", ask.actor.signed_in(), Place::Indicators).saying(ask.query.get("said")),
        sentence: sentence(period, &rows),
        years: period.years().collect(),
        others: periods.map(|one| (one.number, one.in_words(), one.number == period.number)).collect(),
        sections: vec![section(IndicatorKind::Activity), section(IndicatorKind::Outcome)],
        may_record: ask.could::<RecordIndicator>(office).await?,
        may_import: ask.could::<ImportIndicators>(office).await?,
        period,
    };
    Reply::page(&page)
}

async fn of_period(ask: &Ask, permit: &Permit<ListIndicators>, period: &PlanPeriod) -> Result<Vec<SheetRow>, Fault> {
    let all = all(ask, permit).await?;
    let own = Catalogue::shipped().indicators.iter().filter(|of| of.period == period.number);
    Ok(own.flat_map(|of| all.rows_of(of)).collect())
}

fn row(row: &SheetRow) -> Row {
    Row {
        code: &row.of.code,
        area: row.area.code(),
        name: &row.of.name,
        whose: row.whose(),
        unit: format!("{}・{}", row.of.unit, row.aggregations()),
        national: row.of.national.as_ref().map_or_else(String::new, |national| national.short(&row.of.unit)),
        is_checked: row.of.is_checked,
        is_own: row.is_own(),
        years: row.years.iter().map(|one| year(row, one)).collect(),
    }
}

fn year(row: &SheetRow, one: &YearCells) -> Year {
    let words = |cell: &Option<Cell>| cell.as_ref().map_or_else(String::new, |cell| cell.figure.in_words());
    Year { target: words(&one.target), actual: actual(row, one) }
}

/// An actual with its day where the year is not over, and how it stands to its target.
pub fn actual(row: &SheetRow, one: &YearCells) -> Shown {
    let Some(cell) = &one.actual else {
        return Shown { words: String::new(), partial: String::new(), mark: None };
    };
    let is_partial = row.is_partial(one.year, cell);
    let short = almanac::wareki(cell.as_of).map_or_else(|_| cell.as_of.to_string(), almanac::Wareki::short);
    let mark = match one.reach {
        Reach::Met => Some(("tied", "届いた".to_string())),
        Reach::Short(by) if row.of.direction == Direction::Less => Some(("open", format!("{}多い", by.in_words()))),
        Reach::Short(by) if is_partial => Some(("draft", format!("あと{}", by.in_words()))),
        Reach::Short(by) => Some(("open", format!("{}足りない", by.in_words()))),
        Reach::Unsaid | Reach::Open => None,
    };
    Shown {
        words: cell.figure.in_words(),
        partial: if is_partial { format!("{short}まで") } else { String::new() },
        mark,
    }
}

/// 「第7期の15の指標で、目標と実績がそろった5年度分のうち、3つが届いています。くらべられないものが1つあります。実績のない指標は9です。」
fn sentence(period: &PlanPeriod, rows: &[SheetRow]) -> String {
    let count =
        |wanted: fn(&YearCells) -> bool| rows.iter().flat_map(|row| &row.years).filter(|one| wanted(one)).count();
    let met = count(|one| one.reach == Reach::Met);
    let short = count(|one| matches!(one.reach, Reach::Short(_)));
    let unsaid = count(|one| one.reach == Reach::Unsaid);
    let told: BTreeSet<&str> = rows
        .iter()
        .filter(|row| row.years.iter().any(|one| one.actual.is_some()))
        .map(|row| row.of.code.as_str())
        .collect();
    let all: BTreeSet<&str> = rows.iter().map(|row| row.of.code.as_str()).collect();
    let (name, untold) = (period.short(), all.len() - told.len());
    if told.is_empty() {
        return format!("{name}の{}の指標に、実績はまだ1つも入っていません。", all.len());
    }
    let mut said = match (met, short) {
        (0, 0) => format!("{name}に、目標と実績をくらべられる年度はまだありません。"),
        (met, 0) => format!("{name}で目標と実績がそろった{met}つは、すべて目標に届いています。"),
        (met, short) => format!("{name}で目標と実績がそろった{}つのうち、{met}つが目標に届いています。", met + short),
    };
    if unsaid > 0 {
        said += &format!("くらべられないものが{unsaid}つあります。");
    }
    if untold > 0 {
        said += &format!("{}の指標のうち、実績のないものは{untold}です。", all.len());
    }
    said
}
