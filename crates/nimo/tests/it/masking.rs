//! 公開用: whoever holds every paper for everybody side by side cannot reckon a figure that is hidden on them.

use almanac::{Date, FiscalYear};
use chrono::NaiveDateTime;
use nimo::goals::indicator::model::{
    Amount, Area, Catalogue, Counting, Figure, IndicatorDefinition, MaskingRule, ValueKind,
};
use nimo::goals::indicator::print::{self as sheets, SheetRow, YearCells};
use nimo::goals::indicator::rules::{Cell as Standing, Reach};
use nimo::goals::model::{GoalPart, PartKind, Setting, SettingState, Yardstick};
use nimo::goals::print::{self as goals, PublicRow};
use nimo::goals::rules::{Running, public};
use nimo::plumbing::clock::Moment;
use nimo::router::routes;
use press::{Block, Cell, Document, Grid};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// The papers for everybody that [`papers`] draws. A new one joins them before its route does.
const HELD: [&str; 2] = ["/goals/public.pdf", "/indicators/public.pdf"];

#[test]
fn every_paper_for_everybody_is_held_against_the_others() {
    let marked: Vec<&str> = routes().map(|route| route.path).filter(|path| path.contains("/public.")).collect();
    assert_eq!(marked, HELD, "draw the new paper in `papers` below, and name it here");
}

/// One town on one day: the people of one service as they came month by month, in two parts; long stays by age; an own rate.
#[derive(Debug, Clone)]
struct Facts {
    already: i64,
    /// New people of each month of the 年度.
    came: Vec<i64>,
    long65: i64,
    long75: i64,
    long64: i64,
    homes: i64,
    threshold: i64,
}

const YEAR: FiscalYear = FiscalYear(2027);

fn facts() -> impl Strategy<Value = Facts> {
    (0i64..6, proptest::collection::vec(0i64..5, 12), (0i64..80, 0i64..80, 0i64..40, 0i64..60), 3i64..15).prop_map(
        |(already, came, (long65, long75, long64, homes), threshold)| Facts {
            already,
            came,
            long65,
            long75: long75.min(long65),
            long64,
            homes,
            threshold,
        },
    )
}

impl Facts {
    fn ahead(&self, months: usize) -> i64 {
        self.came[..months].iter().sum()
    }
}

fn end_of(month: usize) -> Date {
    let first = YEAR.first_day().checked_add_months(chrono::Months::new(u32::try_from(month).unwrap())).unwrap();
    first.pred_opt().unwrap()
}

fn cell(number: i64, as_of: Date) -> Standing {
    let figure = Figure::Known(Amount::whole(number));
    Standing { figure, as_of, counting: 1, source: "台帳".into(), added: None }
}

fn row(code: &str, area: Area, number: i64, as_of: Date) -> SheetRow {
    let of: &'static IndicatorDefinition = Catalogue::shipped().find(code).unwrap();
    let years = of.years().into_iter().map(|year| YearCells {
        year,
        target: None,
        actual: (year == YEAR).then(|| cell(number, as_of)),
        reach: Reach::Open,
    });
    SheetRow { of, area, countings: vec![Counting::shipped(of)], years: years.collect() }
}

fn parts() -> Vec<GoalPart> {
    let part = |name: &str, target, kind| GoalPart { name: name.into(), target: Amount::whole(target), kind };
    vec![part("すでに", 1, PartKind::Already), part("新たに", 4, PartKind::Ahead)]
}

/// Both papers as they are on the first day after a month of the year, or on the first after its end.
fn papers(facts: &Facts, months: usize) -> [Document; 2] {
    let as_of = end_of(months);
    let today = as_of.succ_opt().unwrap();
    let (ahead, at) = (facts.ahead(months), (facts.threshold, today));
    let dated = NaiveDateTime::default();
    let setting = Setting {
        state: SettingState::Decided,
        title: "5人に".into(),
        target: Amount::whole(5),
        parts: parts(),
        decided: None,
        met_on: None,
        reason: String::new(),
        at: Moment::from_seconds(0),
        by: String::new(),
    };
    let running = Running {
        as_of,
        parts: vec![Some(Amount::whole(facts.already)), Some(Amount::whole(ahead))],
        total: Amount::whole(facts.already + ahead),
    };
    let of = Yardstick::Indicator(Catalogue::shipped().find("8-transition").unwrap());
    let told = PublicRow {
        year: YEAR,
        title: "5人に".into(),
        name: of.name().into(),
        unit: of.unit().into(),
        figures: public(&of, YEAR, &setting, Some(&running), at),
        told: String::new(),
    };
    let head = goals::Head { office: "みほん市".into(), dated, as_of: "現在".into(), threshold: facts.threshold };
    let rows = [
        row("8-transition", Area::Own, facts.already + ahead, as_of),
        row("8-group-home", Area::Own, facts.homes, as_of),
        row("8-long65", Area::Own, facts.long65, as_of),
        row("8-long75", Area::Own, facts.long75, as_of),
        row("8-long64", Area::Own, facts.long64, as_of),
        row("8-back90", Area::Own, facts.homes, as_of),
    ];
    let around = sheets::Head { office: "みほん市".into(), dated, as_of: "現在".into() };
    [goals::public(&[told], &head), sheets::public_sheet(&rows, &around, at)]
}

fn grids(document: &Document) -> Vec<&Grid> {
    document.body.iter().filter_map(|block| if let Block::Grid(grid) = block { Some(grid) } else { None }).collect()
}

fn read(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.words(),
        Cell::Blank => String::new(),
        other => panic!("a paper for everybody prints figures that a rule of masking made: {other:?}"),
    }
}

/// What a paper says of a quantity: exactly, at least, or nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    Exactly(i64),
    AtLeast(i64),
    Nothing,
}

fn known(text: &str) -> Known {
    let text = text.trim_start_matches('（').trim_end_matches('）');
    if text == "＊" || text.is_empty() {
        return Known::Nothing;
    }
    match text.strip_suffix("以上") {
        Some(least) => Known::AtLeast(least.parse().unwrap()),
        None => Known::Exactly(text.parse().unwrap_or_else(|_| panic!("{text}"))),
    }
}

/// Quantity and what is known of it, from the paper of the goals and from the sheet.
fn told(papers: &[Document; 2], months: usize) -> Vec<(String, Known)> {
    let goal = &grids(&papers[0])[0].rows[0];
    let mut told = vec![(format!("whole {months}"), known(&read(&goal[5])))];
    for part in read(&goal[6]).split('、') {
        let (name, figure) = part.rsplit_once(' ').unwrap();
        told.push((format!("{name} {months}"), known(figure)));
    }
    let names: BTreeMap<&str, &str> =
        Catalogue::shipped().indicators.iter().map(|of| (of.name.as_str(), of.code.as_str())).collect();
    for grid in grids(&papers[1]) {
        for row in &grid.rows {
            let name = read(&row[1]);
            let code = names
                .iter()
                .find(|(known, code)| name.starts_with(*known) && code.starts_with('8'))
                .map(|(_, code)| *code);
            let figure = known(&read(&row[5]));
            let quantity = match code.unwrap() {
                "8-transition" => format!("whole {months}"),
                code => code.to_string(),
            };
            told.push((quantity, figure));
        }
    }
    told
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// The reader keeps the papers of all twelve months and those after the year.
    #[test]
    fn what_is_hidden_cannot_be_reckoned_from_all_papers_together(facts in facts()) {
        let mut all: BTreeMap<String, Known> = BTreeMap::new();
        for months in 1..=12 {
            for (quantity, figure) in told(&papers(&facts, months), months) {
                if quantity == "8-group-home" && months < 12 {
                    let is_small = facts.homes < facts.threshold;
                    prop_assert_eq!(figure, if is_small { Known::Nothing } else { Known::Exactly(facts.homes) });
                }
                let before = all.insert(quantity.clone(), figure);
                prop_assert!(before.is_none_or(|before| before == figure || !quantity.starts_with("whole")), "both papers say the same of {quantity}");
            }
        }
        let exactly = |name: &str| if let Some(Known::Exactly(number)) = all.get(name) { Some(*number) } else { None };
        let threshold = facts.threshold;
        // While the year runs nothing is exact, so that no two months can be taken from each other.
        for months in 1..12 {
            prop_assert_eq!(exactly(&format!("whole {months}")), None);
            for part in ["すでに", "新たに"] {
                prop_assert_eq!(all[&format!("{part} {months}")], Known::Nothing);
            }
            if let Known::AtLeast(least) = all[&format!("whole {months}")] {
                prop_assert!(least >= threshold && least % threshold == 0);
            }
        }
        // When it is over the whole is told, and of its parts both or none.
        let whole = exactly("whole 12");
        prop_assert_eq!(whole, Some(facts.already + facts.ahead(12)));
        let told: Vec<bool> = ["すでに 12", "新たに 12"].map(|part| exactly(part).is_some()).into();
        prop_assert_eq!(told[0], told[1], "one alone is what the other leaves");
        // Crossed with age: a small count, and the small rest between two counts, are hidden.
        for (code, number) in [("8-long65", facts.long65), ("8-long75", facts.long75), ("8-long64", facts.long64)] {
            prop_assert!(exactly(code).is_none_or(|told| told == number && told >= threshold), "{code}");
        }
        if let (Some(outer), Some(inner)) = (exactly("8-long65"), exactly("8-long75")) {
            prop_assert!(outer - inner >= threshold, "{outer} less {inner} tells the rest");
        }
        prop_assert_eq!(all["8-back90"], Known::Nothing, "a share of a town's few people");
        prop_assert_eq!(exactly("8-group-home"), Some(facts.homes), "the whole of a year that is over");
    }
}

/// A rule that hid nothing would be noticed: the same papers made of raw figures fail the test above.
#[test]
fn the_reader_of_the_papers_would_notice_a_figure_that_is_not_hidden() {
    assert_eq!(known("（＊）"), Known::Nothing);
    assert_eq!(known("（10以上）"), Known::AtLeast(10));
    assert_eq!(known("3"), Known::Exactly(3));
    let facts = Facts { already: 1, came: vec![1; 12], long65: 40, long75: 38, long64: 4, homes: 43, threshold: 10 };
    let half = told(&papers(&facts, 6), 6);
    let of = |name: &str| {
        half.iter().filter(|(quantity, _)| quantity == name).map(|(_, figure)| *figure).collect::<Vec<_>>()
    };
    assert_eq!(of("whole 6"), [Known::Nothing, Known::Nothing], "7 people on two papers");
    assert_eq!(of("8-group-home"), [Known::Exactly(43)]);
    assert_eq!(
        (of("8-long65"), of("8-long75")),
        (vec![Known::Exactly(40)], vec![Known::Nothing]),
        "40 less 38 leaves 2"
    );
    assert_eq!(of("whole 6").len() + of("すでに 6").len() + of("新たに 6").len(), 4);
    let over = told(&papers(&facts, 12), 12);
    assert!(over.contains(&("whole 12".into(), Known::Exactly(13))));
    assert!(
        Catalogue::shipped()
            .indicators
            .iter()
            .all(|of| of.parts.is_empty() || matches!(of.masking, MaskingRule::Attendance | MaskingRule::Plan)),
        "parts of an indicator are not printed, so only exempt ones have some: {:?}",
        ValueKind::Actual
    );
}
