//! 公開用: whoever holds every paper for everybody side by side cannot reckon a figure that is hidden on them.

use almanac::{Date, FiscalYear};
use chrono::NaiveDateTime;
use nimo::goals::indicator::model::{
    Aggregation, Amount, Area, Catalogue, Counting, Direction, Figure, IndicatorDefinition,
};
use nimo::goals::indicator::print::{self as sheets, SheetRow, YearCells};
use nimo::goals::indicator::rules::{Cell as Standing, Reach};
use nimo::goals::masking::model::Thresholds;
use nimo::goals::model::{GoalPart, PartKind, Setting, SettingState, Yardstick};
use nimo::goals::print::{self as goals, PublicRow};
use nimo::goals::rules::{Running, public};
use nimo::packet::model::Packet;
use nimo::packet::print as packet;
use nimo::packet::support::model::{AgeBand, MonthBand, SupportLine, SupportStage, SupportTally};
use nimo::packet::support::rules as support;
use nimo::plumbing::clock::Moment;
use nimo::router::routes;
use press::{Block, Cell, Document, Grid};
use proptest::prelude::*;

/// The papers for everybody that [`papers`] draws. A new one joins them before its route does.
const HELD: [&str; 4] =
    ["/goals/public.pdf", "/packets/{id}/public.pdf", "/councils/{id}/support/public.pdf", "/indicators/public.pdf"];
/// Papers for everybody without a figure of people: sentences that were approved.
const WORDS: [&str; 1] = ["/meetings/{id}/outcomes/public.pdf"];

#[test]
fn every_paper_for_everybody_is_held_against_the_others() {
    let marked: Vec<&str> = routes().map(|route| route.path).filter(|path| path.contains("/public.")).collect();
    let marked: Vec<&str> = marked.into_iter().filter(|path| !WORDS.contains(path)).collect();
    assert_eq!(marked, HELD, "draw the new paper in `papers` below, and name it here");
}

/// One town on one day: the people of one service as they came month by month, in two parts; long stays by age; an own rate; what the
/// council counts of its own.
#[derive(Debug, Clone)]
struct Facts {
    already: i64,
    /// New people of each month of the 年度.
    came: Vec<i64>,
    long65: i64,
    long75: i64,
    long64: i64,
    homes: i64,
    base: i64,
    threshold: i64,
}

const YEAR: FiscalYear = FiscalYear(2027);
/// Stands in every source: whoever reads it knows a figure.
const SECRET: &str = "請求データから数えた人数";

fn facts() -> impl Strategy<Value = Facts> {
    let numbers = (0i64..80, 0i64..80, 0i64..40, 0i64..60, 0i64..30);
    (0i64..6, proptest::collection::vec(0i64..5, 12), numbers, 3i64..15).prop_map(
        |(already, came, (long65, long75, long64, homes, base), threshold)| Facts {
            already,
            came,
            long65,
            long75: long75.min(long65),
            long64,
            homes,
            base,
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

fn row(code: &str, number: i64, as_of: Date, way: Option<Aggregation>) -> SheetRow {
    let of: &'static IndicatorDefinition = Catalogue::shipped().find(code).unwrap();
    let version = if way.is_some() { 2 } else { 1 };
    let figure = Figure::Known(Amount::whole(number));
    let cell = Standing { figure, as_of, counting: version, source: format!("{SECRET} {code}"), added: None };
    let years = of.years().into_iter().map(|year| YearCells {
        year,
        target: None,
        actual: (year == YEAR).then(|| cell.clone()),
        reach: Reach::Open,
    });
    let shipped = Counting::shipped(of);
    let own = way.map(|aggregation| Counting { version: 2, from: Some(YEAR), aggregation, ..shipped.clone() });
    SheetRow { of, area: Area::Own, years: years.collect(), countings: std::iter::once(shipped).chain(own).collect() }
}

fn part(name: &str, target: i64) -> GoalPart {
    GoalPart { name: name.into(), target: Amount::whole(target), kind: PartKind::Ahead }
}

fn goal(of: &Yardstick, parts: &[(&str, i64)], whole: i64, as_of: Date, at: (i64, Date)) -> PublicRow {
    let setting = Setting {
        state: SettingState::Decided,
        title: "目標".into(),
        target: Amount::whole(5),
        parts: parts.iter().map(|(name, _)| part(name, 1)).collect(),
        decided: None,
        met_on: None,
        meeting_stands: true,
        reason: String::new(),
        at: Moment::from_seconds(0),
        by: String::new(),
    };
    let told = |number: i64| Some(Amount::whole(number));
    let each =
        if parts.is_empty() { vec![told(whole)] } else { parts.iter().map(|(_, number)| told(*number)).collect() };
    let running = Running { as_of, newest: as_of, parts: each, total: Amount::whole(whole) };
    PublicRow {
        year: YEAR,
        title: "目標".into(),
        name: of.name().into(),
        unit: of.unit().into(),
        figures: public(of, YEAR, &setting, Some(&running), at),
        told: String::new(),
    }
}

fn own(name: &str, unit: &str) -> Yardstick {
    let (aggregation, direction) = (Aggregation::YearUnique, Direction::More);
    Yardstick::Own { name: name.into(), unit: unit.into(), aggregation, direction }
}

/// 資料2 of a day; frozen or live it is the same.
fn tally(facts: &Facts, ahead: i64, as_of: Date, goals: &[PublicRow]) -> Document {
    let counts = [ahead, facts.long75, facts.base, facts.already, facts.homes, facts.long64];
    let lines = SupportStage::ALL.into_iter().zip(counts).filter(|(_, count)| *count > 0);
    let line = |(stage, count)| SupportLine { stage, age: AgeBand::From75, months: MonthBand::Upto3, count };
    let tally = SupportTally {
        as_of,
        is_withdrawn: false,
        lines: lines.map(line).collect(),
        source: SECRET.into(),
        reason: String::new(),
        at: Moment::from_seconds(0),
        by: String::new(),
    };
    let paper = support::paper(&tally, goals.iter().map(goals::public_cells).collect(), facts.threshold);
    let around = packet::Head {
        office: "みほん市".into(),
        version: String::new(),
        dated: NaiveDateTime::default(),
        tells_changes: true,
    };
    packet::public(&Packet::default(), &paper, &around)
}

/// The papers as they are on a day, from figures as of the end of a month of the year.
fn papers(facts: &Facts, months: usize, today: Date) -> [Document; 3] {
    let as_of = end_of(months);
    let (ahead, at) = (facts.ahead(months), (facts.threshold, today));
    let dated = NaiveDateTime::default();
    let plan = |code: &str| Yardstick::of(Catalogue::shipped().find(code).unwrap());
    let (already, whole) = (facts.already, facts.already + ahead);
    let both = [("すでに", already), ("新たに", ahead)];
    let told = [
        goal(&plan("8-transition"), &both, whole, as_of, at),
        goal(&plan("8-group-home").counted_as(Aggregation::YearUnique), &[], facts.homes, as_of, at),
        goal(&plan("8-long75"), &[], facts.long75, as_of, at),
        goal(&plan("8-base"), &[("認知症あり", already), ("認知症なし", facts.base)], already + facts.base, as_of, at),
        goal(&own("申請した人", "件"), &[], ahead, as_of, at),
        goal(&own("65歳以上で移行した人", "人"), &[], already, as_of, at),
        goal(&own("移行できた人の割合", "%"), &[], facts.homes, as_of, at),
    ];
    let head = goals::Head { office: "みほん市".into(), dated, as_of: "現在".into(), threshold: facts.threshold };
    let rows = [
        row("8-transition", whole, as_of, None),
        row("8-group-home", facts.homes, as_of, Some(Aggregation::YearUnique)),
        row("8-training", facts.homes, as_of, None),
        row("8-long65", facts.long65, as_of, None),
        row("8-long75", facts.long75, as_of, None),
        row("8-long64", facts.long64, as_of, None),
        row("8-back90", facts.homes, as_of, None),
        row("8-base", already + facts.base, as_of, None),
    ];
    let around = sheets::Head { office: "みほん市".into(), dated, as_of: "現在".into() };
    let sheet = sheets::public_sheet(&rows, &around, &Thresholds::always(facts.threshold), today);
    [goals::public(&told, &head), sheet, tally(facts, ahead, as_of, &told)]
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

/// Each quantity with what is known of it: goals by the name of what is measured, parts behind it, indicators by their code.
fn told(papers: &[Document; 3]) -> Vec<(String, Known)> {
    let mut told = vec![];
    for row in &grids(&papers[0])[0].rows {
        let name = read(&row[2]);
        let name = name.rsplit_once('（').map_or(name.clone(), |(name, _)| name.to_string());
        told.push((name.clone(), known(&read(&row[5]))));
        for part in read(&row[6]).split('、').filter(|part| !part.is_empty()) {
            let (part, figure) = part.rsplit_once(' ').unwrap();
            told.push((format!("{name} {part}"), known(figure)));
        }
    }
    for row in grids(&papers[1]).into_iter().flat_map(|grid| &grid.rows) {
        let name = read(&row[1]);
        let of =
            Catalogue::shipped().indicators.iter().find(|of| of.period == 8 && name.starts_with(&of.name)).unwrap();
        let figure = known(&read(&row[5]));
        // The source of a figure stands there only where the figure itself does.
        let margin = read(row.last().unwrap());
        assert_eq!(margin.contains(SECRET), matches!(figure, Known::Exactly(_)), "{}: {margin}", of.code);
        told.push((of.code.clone(), figure));
    }
    let [stages, again] = grids(&papers[2])[..] else { panic!("資料2 has two tables") };
    assert_eq!(again.rows, grids(&papers[0])[0].rows, "資料2 tells the goals as their own paper does");
    assert!(!press::text(&papers[2]).contains(SECRET), "nor the source of the tally");
    told.extend(stages.rows.iter().map(|row| (read(&row[0]), known(&read(&row[1])))));
    told
}

/// What is known of one quantity; both papers say the same of it.
fn of(told: &[(String, Known)], name: &str) -> Known {
    told.iter().find(|(quantity, _)| quantity == name).unwrap_or_else(|| panic!("{name}: {told:?}")).1
}

const PEOPLE: &str = "精神障害者の地域移行支援の利用者数";
const HOMES: &str = "精神障害者の共同生活援助の利用者数";
const BASE: &str = "長期入院から移る人のための基盤整備量（利用者数）";

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// The reader keeps the papers of all twelve months, those after the year whose last figures are old, and those when it is told.
    #[test]
    fn what_is_hidden_cannot_be_reckoned_from_all_papers_together(facts in facts()) {
        let threshold = facts.threshold;
        let after = YEAR.last_day().succ_opt().unwrap();
        let steps = |figure: Known| match figure {
            Known::Nothing => true,
            Known::AtLeast(least) => least >= threshold && least % threshold == 0,
            Known::Exactly(_) => false,
        };
        let running: Vec<_> = (1..12).map(|months| (months, end_of(months).succ_opt().unwrap())).collect();
        // While the year runs, and as long as only an old figure is known, nothing that grows is exact: no two papers can be taken
        // from each other. Both papers say the same of it.
        for (months, today) in running.into_iter().chain([(6, after), (11, after)]) {
            let told = told(&papers(&facts, months, today));
            for name in [PEOPLE, "8-transition", HOMES, "8-group-home", "申請した人", "65歳以上で移行した人"] {
                prop_assert!(steps(of(&told, name)), "{name} in month {months}: {:?}", of(&told, name));
            }
            prop_assert_eq!(of(&told, PEOPLE), of(&told, "8-transition"));
            prop_assert_eq!(of(&told, HOMES), of(&told, "8-group-home"));
            for part in ["すでに", "新たに"] {
                prop_assert_eq!(of(&told, &format!("{PEOPLE} {part}")), Known::Nothing);
            }
            // People stand somewhere else next month: every copy of 資料2 is in steps.
            for name in SupportStage::ALL.map(SupportStage::label).into_iter().chain(["計"]) {
                prop_assert!(steps(of(&told, name)), "{name} in month {months}: {:?}", of(&told, name));
            }
            if today < after {
                prop_assert_eq!(of(&told, &format!("{BASE} 認知症あり")), Known::Nothing);
                let is_small = facts.already + facts.base < threshold;
                prop_assert_eq!(of(&told, BASE) == Known::Nothing, is_small, "a plan's total waits for its year's end");
                let is_small = facts.homes < threshold;
                prop_assert_eq!(of(&told, "8-training") == Known::Nothing, is_small, "the level of one month");
            }
        }
        // When it is over the whole of the plan is told, and of its parts both or none.
        let told = told(&papers(&facts, 12, after));
        prop_assert_eq!(of(&told, PEOPLE), Known::Exactly(facts.already + facts.ahead(12)));
        prop_assert_eq!(of(&told, "8-transition"), of(&told, PEOPLE));
        for (whole, parts) in [(PEOPLE, ["すでに", "新たに"]), (BASE, ["認知症あり", "認知症なし"])] {
            let exact = parts.map(|part| matches!(of(&told, &format!("{whole} {part}")), Known::Exactly(_)));
            prop_assert_eq!(exact[0], exact[1], "one alone is what the other leaves");
        }
        // Crossed with age, or counted by the council itself: a small count, and the small rest between two counts, are hidden.
        let exactly = |name: &str| if let Known::Exactly(number) = of(&told, name) { Some(number) } else { None };
        for name in ["8-long65", "8-long75", "8-long64", "申請した人", "65歳以上で移行した人"] {
            prop_assert!(exactly(name).is_none_or(|told| told >= threshold), "{name}");
        }
        if let (Some(outer), Some(inner)) = (exactly("8-long65"), exactly("8-long75")) {
            prop_assert!(outer - inner >= threshold, "{outer} less {inner} tells the rest");
        }
        for name in ["1年以上の長期入院患者数（うち75歳以上）", "8-back90", "移行できた人の割合"] {
            prop_assert_eq!(of(&told, name), Known::Nothing, "{}", name);
        }
    }
}

/// A reader who took hidden figures for shown ones, or the other way round, would find nothing above.
#[test]
fn the_reader_of_the_papers_reads_what_stands_there() {
    assert_eq!(known("（＊）"), Known::Nothing);
    assert_eq!(known("（10以上）"), Known::AtLeast(10));
    assert_eq!(known("3"), Known::Exactly(3));
    let came = vec![1; 12];
    let facts = Facts { already: 1, came, long65: 40, long75: 38, long64: 4, homes: 43, base: 2, threshold: 10 };
    let half = told(&papers(&facts, 6, end_of(7)));
    assert_eq!(
        (of(&half, PEOPLE), of(&half, "8-transition")),
        (Known::Nothing, Known::Nothing),
        "7 people on two papers"
    );
    assert_eq!(
        (of(&half, HOMES), of(&half, "8-training")),
        (Known::AtLeast(40), Known::Exactly(43)),
        "by the year, by the month"
    );
    assert_eq!(
        (of(&half, "8-long65"), of(&half, "8-long75")),
        (Known::Exactly(40), Known::Nothing),
        "40 less 38 leaves 2"
    );
    let over = told(&papers(&facts, 12, YEAR.last_day().succ_opt().unwrap()));
    assert_eq!((of(&over, PEOPLE), of(&over, &format!("{PEOPLE} すでに"))), (Known::Exactly(13), Known::Nothing));
    assert_eq!(of(&over, "申請した人"), Known::Exactly(12));
    assert_eq!(of(&over, "65歳以上で移行した人"), Known::Nothing);
}

/// Parts of an indicator are printed on no paper for everybody; were they, they would need their own rule here.
#[test]
fn no_paper_for_everybody_prints_the_parts_of_an_indicator() {
    let named = |of: &&IndicatorDefinition| !of.parts.is_empty();
    let codes: Vec<&str> = Catalogue::shipped().indicators.iter().filter(named).map(|of| of.code.as_str()).collect();
    assert_eq!(codes, ["7-people", "8-base", "8-people"]);
    let facts =
        Facts { already: 1, came: vec![1; 12], long65: 0, long75: 0, long64: 0, homes: 0, base: 2, threshold: 10 };
    let text = press::text(&papers(&facts, 12, YEAR.last_day().succ_opt().unwrap())[1]);
    assert!(!text.contains("65歳以上・認知症"), "{text}");
}
