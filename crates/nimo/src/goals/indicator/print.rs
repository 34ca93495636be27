//! Both plan periods on one sheet, and as tables: rows in, a document or lists out. Pure.

use crate::goals::indicator::model::{
    Aggregation, Area, Catalogue, Counting, Figure, IndicatorDefinition, IndicatorKind, IndicatorValue, PlanPeriod,
    Told, ValueKind,
};
use crate::goals::indicator::rules::{Cell as Standing, Reach, public_actual, public_target};
use crate::goals::masking::model::Thresholds;
use almanac::{Date, FiscalYear};
use chrono::NaiveDateTime;
use press::{Align, Block, Cell, Column, Document, Foot, Grid, Heading, PageForm, Paragraph, Width};

/// The title of the sheet.
pub const TITLE: &str = "成果目標・活動指標の一覧";

/// The title of the copy for everybody.
pub const PUBLIC_TITLE: &str = "成果目標・活動指標の一覧（公開用）";

/// What stands in the sheet for one 年度.
#[derive(Debug, Clone)]
pub struct YearCells {
    /// The 年度.
    pub year: FiscalYear,
    /// 目標.
    pub target: Option<Standing>,
    /// 実績.
    pub actual: Option<Standing>,
    /// How they stand to each other.
    pub reach: Reach,
}

/// One indicator with its 年度.
#[derive(Debug, Clone)]
pub struct SheetRow {
    /// The indicator.
    pub of: &'static IndicatorDefinition,
    /// Of whom it tells.
    pub area: Area,
    /// The ways of counting, the shipped one first.
    pub countings: Vec<Counting>,
    /// Its 年度, in order.
    pub years: Vec<YearCells>,
}

impl SheetRow {
    /// The way in which a figure was counted.
    fn aggregation(&self, cell: &Standing) -> Aggregation {
        let counting = self.countings.iter().find(|counting| counting.version == cell.counting);
        counting.map_or(self.of.aggregation, |counting| counting.aggregation)
    }

    /// Is an actual that of a part of its 年度? The number of one day or month, or of a group that was followed, is whole at once.
    pub fn is_partial(&self, year: FiscalYear, cell: &Standing) -> bool {
        let runs = [Aggregation::YearUnique, Aggregation::EventCount, Aggregation::MonthAverage];
        runs.contains(&self.aggregation(cell)) && cell.as_of < year.last_day()
    }

    /// 月の実人数, R8から年の実人数: how it is counted, and from when otherwise.
    pub fn aggregations(&self) -> String {
        let mut told: Vec<String> = vec![];
        for year in self.years.iter().map(|one| one.year) {
            let Some(counting) = Counting::of_year(&self.countings, year) else { continue };
            let label = counting.aggregation.label();
            if told.last().is_none_or(|last| !last.ends_with(label)) {
                told.push(if told.is_empty() { label.into() } else { format!("{}から{label}", year.short()) });
            }
        }
        told.join("、")
    }

    /// （県）, for a figure that is not the town's own; （市町村） where it is, though the indicator is the prefecture's.
    pub fn whose(&self) -> &'static str {
        match (self.area, self.of.usual_area()) {
            (Area::Prefecture, _) => "（県）",
            (Area::Own, Area::Prefecture) => "（市町村）",
            (Area::Own, _) => "",
            // No row of the sheet tells of another town.
            (Area::Other(_), _) => "（ほかの市町村）",
        }
    }

    /// Does the town count otherwise than the guideline's text?
    pub fn is_own(&self) -> bool {
        self.countings.len() > 1
    }
}

/// What stands around the sheet.
pub struct Head {
    /// The town.
    pub office: String,
    /// The moment of the request, in Japan.
    pub dated: NaiveDateTime,
    /// 令和8年11月29日現在.
    pub as_of: String,
}

/// The sheet on one A3.
pub fn sheet(rows: &[SheetRow], head: &Head) -> Document {
    let about = format!(
        "{}　{}。目標の右に実績。（　）は、年度の途中までの数。＊は、もとの資料がふせた数で、0ではない。空は、数がない。公開用ではない（少ない人数をふせていない）。",
        head.office, head.as_of
    );
    laid_out(TITLE, about, head, |period, caption| {
        let own: Vec<&SheetRow> = rows.iter().filter(|row| row.of.period == period.number).collect();
        grid(&format!("period-{}", period.number), caption, &own)
    })
}

/// The copy for everybody: the same sheet, with no actual that no rule of masking made.
pub fn public_sheet(rows: &[SheetRow], head: &Head, thresholds: &Thresholds, today: Date) -> Document {
    let threshold = thresholds.on(today);
    let about = format!(
        "{}　{}。目標の右に実績。（　）は、年度の途中までの数。{threshold}より少ない人数は「＊」にした（引き算で分かる数と、もとの資料がふせた数も）。年度の途中の人数は、{threshold}に届くと「{threshold}以上」のように刻んで示し、年度が終わると総数を示す。空は、数がない。",
        head.office, head.as_of
    );
    laid_out(PUBLIC_TITLE, about, head, |period, caption| {
        let own: Vec<&SheetRow> = rows.iter().filter(|row| row.of.period == period.number).collect();
        let mut grid = grid(&format!("period-{}", period.number), caption, &own);
        for (cells, row) in grid.rows.iter_mut().zip(&own) {
            let last = cells.len() - 1;
            let mut sources = vec![];
            for (one, at) in row.years.iter().zip(0..) {
                if let Some(cell) = &one.target {
                    cells[4 + 2 * at] = Cell::words(&public_target(cell).in_words());
                    sources.push(cell);
                }
                if let Some(cell) = &one.actual {
                    let outer = outer(rows, row, one.year);
                    let of = (row.area, one.year, row.aggregation(cell));
                    let figure = public_actual(row.of, of, (cell, outer), (thresholds.of_year(one.year), today));
                    let (open, close) = if row.is_partial(one.year, cell) { ("（", "）") } else { ("", "") };
                    cells[5 + 2 * at] = Cell::words(&format!("{open}{}{close}", figure.in_words()));
                    // What was typed of a figure that is not told as it is may tell it.
                    sources.extend(figure.exact().map(|_| cell));
                }
            }
            cells[last] = Cell::words(&margin(row, &sources));
        }
        grid
    })
}

/// The cell of the indicator of which this one is a part, of the same 年度 and area.
fn outer<'a>(rows: &'a [SheetRow], row: &SheetRow, year: FiscalYear) -> Option<&'a Standing> {
    let code = row.of.within.as_ref()?;
    let outer = rows.iter().find(|one| one.of.code == *code && one.area == row.area)?;
    outer.years.iter().find(|one| one.year == year)?.actual.as_ref()
}

/// Both periods on one A3, under a title and what there is to know.
fn laid_out(
    title: &'static str,
    about: String,
    head: &Head,
    of_period: impl Fn(&PlanPeriod, String) -> Grid,
) -> Document {
    let mut body = vec![
        Block::Heading(Heading { id: "title".into(), level: 1, text: title.into() }),
        Block::Paragraph(Paragraph::plain("about", about)),
    ];
    for period in &Catalogue::shipped().periods {
        let unchecked = if period.is_checked { "" } else { "【未確認】" };
        let caption = format!("{}　{unchecked}もと: {}", period.in_words(), period.notice);
        body.push(Block::Grid(of_period(period, caption)));
    }
    let size = 9.5;
    Document {
        title: title.into(),
        language: "ja".into(),
        author: Some(head.office.clone()),
        dated: head.dated,
        foot: Foot { left: format!("{}　{title}　{}", head.office, head.as_of), page_numbers: true },
        page: PageForm {
            margins: [12.0, 14.0, 12.0, 14.0],
            size,
            line: 1.25,
            label_size: size,
            title_size: 13.0,
            ..PageForm::a3_wide()
        },
        body,
    }
}

fn grid(id: &str, caption: String, rows: &[&SheetRow]) -> Grid {
    let years: Vec<FiscalYear> =
        rows.first().map(|row| row.years.iter().map(|one| one.year).collect()).unwrap_or_default();
    let mut columns = vec![
        Column::new("種類", Width::Letters(4), Align::Start),
        Column::new("指標", Width::Share(4), Align::Start),
        Column::new("単位・集計", Width::Letters(12), Align::Start),
        Column::new("国の基準", Width::Letters(7), Align::End),
    ];
    for year in &years {
        columns.push(Column::new(&format!("{} 目標", year.short()), Width::Letters(5), Align::End));
        columns.push(Column::new(&format!("{} 実績", year.short()), Width::Letters(5), Align::End));
    }
    columns.push(Column::new("出典・時点・未確認", Width::Share(6), Align::Start));
    let row = |row: &&SheetRow| {
        let kind = match row.of.kind {
            IndicatorKind::Outcome => "成果",
            IndicatorKind::Activity => "活動",
            IndicatorKind::Feature => "",
        };
        let mut cells = vec![
            Cell::words(kind),
            Cell::words(&format!("{}{}", row.of.name, row.whose())),
            Cell::words(&format!("{}・{}", row.of.unit, row.aggregations())),
            Cell::words(&row.of.national.as_ref().map_or_else(String::new, |national| national.short(&row.of.unit))),
        ];
        for one in &row.years {
            cells.push(one.target.as_ref().map_or(Cell::Blank, |cell| figure(cell.figure)));
            cells.push(match &one.actual {
                Some(cell) if row.is_partial(one.year, cell) => Cell::words(&format!("（{}）", cell.figure.in_words())),
                Some(cell) => figure(cell.figure),
                None => Cell::Blank,
            });
        }
        let all: Vec<&Standing> = row.years.iter().flat_map(|one| [&one.target, &one.actual]).flatten().collect();
        cells.push(Cell::words(&margin(row, &all)));
        cells
    };
    Grid { id: id.into(), caption, columns, rows: rows.iter().map(row).collect() }
}

/// 「未確認。町の数え方。R8.9.30現在。出典: 事務局の記録」: the sources of these cells.
fn margin(row: &SheetRow, told_of: &[&Standing]) -> String {
    let mut told = vec![];
    if !row.of.is_checked {
        told.push("未確認".to_string());
    }
    if row.is_own() {
        told.push("町の数え方".into());
    }
    if let Some(newest) = row.years.iter().filter_map(|one| Some(one.actual.as_ref()?.as_of)).max() {
        told.push(format!("{}現在", short(newest)));
    }
    let mut sources: Vec<&str> = vec![];
    for cell in told_of {
        if !sources.contains(&cell.source.as_str()) {
            sources.push(&cell.source);
        }
    }
    if !sources.is_empty() {
        told.push(format!("出典: {}", sources.join("、")));
    }
    told.join("。")
}

/// R8.9.30.
fn short(day: almanac::Date) -> String {
    almanac::wareki(day).map_or_else(|_| day.to_string(), almanac::Wareki::short)
}

/// The heads of a table of records, as they are read back.
pub const HEADS: [&str; 12] =
    ["指標コード", "指標", "年度", "区分", "内訳", "数", "単位", "時点", "どこの数", "出典", "アドレス", "見た日"];

/// The lists for a spreadsheet: a sheet for each period, and every figure that stands as a table that can be read in again.
pub fn lists(rows: &[SheetRow], standing: &[(&'static IndicatorDefinition, Vec<&IndicatorValue>)]) -> Vec<Grid> {
    let mut lists: Vec<Grid> = Catalogue::shipped()
        .periods
        .iter()
        .map(|period| {
            let own: Vec<&SheetRow> = rows.iter().filter(|row| row.of.period == period.number).collect();
            let mut grid = grid(&format!("period-{}", period.number), period.short(), &own);
            // A spreadsheet reckons: there an actual of a year that runs is a number too, and its day stands in the margin.
            for (cells, row) in grid.rows.iter_mut().zip(&own) {
                for (one, at) in row.years.iter().zip(0..) {
                    if let Some(cell) = &one.actual {
                        cells[5 + 2 * at] = figure(cell.figure);
                    }
                }
            }
            grid
        })
        .collect();
    let records = standing.iter().flat_map(|(of, rows)| rows.iter().map(|row| record(of, row)));
    lists.push(table("records", "記録", records.collect()));
    lists
}

/// The empty table of a period, to be filled in and read in: a row for each indicator, part, 年度 and kind.
pub fn blank(period: i64) -> Vec<Grid> {
    let catalogue = Catalogue::shipped();
    let years: Vec<FiscalYear> = catalogue.period(period).map(|period| period.years().collect()).unwrap_or_default();
    let mut rows = vec![];
    for of in catalogue.indicators.iter().filter(|of| of.period == period) {
        let parts: Vec<&str> = of.parts.iter().map(|part| part.name.as_str()).collect();
        for year in &years {
            for kind in [ValueKind::Target, ValueKind::Actual] {
                // A plan says one number; who came is counted by kind.
                let parts = if parts.is_empty() || kind == ValueKind::Target { vec![""] } else { parts.clone() };
                for part in parts {
                    rows.push(line(of, *year, kind, part));
                }
            }
        }
    }
    vec![table("blank", "記入", rows)]
}

fn line(of: &IndicatorDefinition, year: FiscalYear, kind: ValueKind, part: &str) -> Vec<Cell> {
    let mut cells = vec![
        Cell::words(&of.code),
        Cell::words(&of.name),
        Cell::words(&year.short()),
        Cell::words(kind.label()),
        Cell::words(part),
    ];
    // The cell is for words, so that a spreadsheet does not make 0.689 of 68.9%.
    cells.extend([
        Cell::Text(press::Text::default()),
        Cell::words(&of.unit),
        Cell::Blank,
        Cell::words(&of.usual_area().label()),
    ]);
    cells
}

fn record(of: &IndicatorDefinition, row: &IndicatorValue) -> Vec<Cell> {
    let mut cells = line(of, row.slot.year, row.slot.kind, of.part_name(&row.slot.part));
    cells[5] = match row.told {
        // Less than one in a hundred is written so that it is not taken for what a spreadsheet makes of a per cent.
        Told::Figure(Figure::Known(amount)) if of.unit == "%" && (1..1000).contains(&amount.0) => {
            Cell::words(&of.with_unit(Figure::Known(amount)))
        }
        Told::Figure(told) => figure(told),
        Told::Withdrawn => Cell::Blank,
    };
    cells[7] = day(row.as_of);
    cells[8] = Cell::words(&row.slot.area.label());
    cells.extend([Cell::words(&row.source), Cell::words(&row.address), row.seen_on.map_or(Cell::Blank, day)]);
    cells
}

fn table(id: &str, caption: &str, rows: Vec<Vec<Cell>>) -> Grid {
    let widths = [8, 20, 4, 4, 10, 6, 4, 9, 7, 20, 20, 9];
    let columns = HEADS.iter().zip(widths).map(|(head, width)| Column::new(head, Width::Letters(width), Align::Start));
    Grid { id: id.into(), caption: caption.into(), columns: columns.collect(), rows }
}

fn figure(figure: Figure) -> Cell {
    match figure {
        Figure::Known(amount) => Cell::Decimal(amount.0),
        Figure::Masked => Cell::words("＊"),
    }
}

fn day(on: almanac::Date) -> Cell {
    Cell::Day { on, shown: almanac::in_words(on) }
}
