//! The table of other towns to fill in and read in again: rows in, a list out. Pure.

use crate::goals::indicator::model::{Catalogue, IndicatorDefinition, ValueKind};
use crate::goals::town::model::Municipality;
use almanac::{Date, FiscalYear};
use chrono::Datelike;
use press::{Cell, Column, Grid, Text, Width};

/// What is to be filled in.
#[derive(Debug, Clone, Copy)]
pub enum Wanted {
    /// By what towns are told apart, of this year's first day.
    Features,
    /// An indicator, of every 年度 that has begun.
    Indicator(&'static IndicatorDefinition),
}

/// The heads, as they are read back.
pub const HEADS: [&str; 12] = [
    "団体コード", "都道府県", "市区町村", "指標コード", "指標", "年度", "区分", "数", "単位", "時点", "出典",
    "アドレス",
];

/// A row for each town, and each thing that is wanted of it.
pub fn blank(towns: &[&Municipality], wanted: Wanted, today: Date) -> Vec<Grid> {
    let rows = match wanted {
        Wanted::Features => {
            // 住民基本台帳 tells of the first day of a year.
            let day = today.with_ordinal(1).unwrap_or(today);
            let all = Catalogue::shipped().features.all.iter();
            all.flat_map(|one| towns.iter().map(move |town| line(town, &one.of, None, Some(day)))).collect()
        }
        Wanted::Indicator(of) => {
            let years = of.years().into_iter().filter(|year| year.first_day() <= today);
            years.flat_map(|year| towns.iter().map(move |town| line(town, of, Some(year), None))).collect()
        }
    };
    let widths = [8, 6, 10, 12, 20, 4, 4, 8, 5, 9, 24, 20];
    let column = |(head, width): (&&str, u8)| Column::start(head, Width::Letters(width));
    let columns = HEADS.iter().zip(widths).map(column).collect();
    vec![Grid { id: "blank".into(), caption: "記入".into(), columns, rows }]
}

fn line(town: &Municipality, of: &IndicatorDefinition, year: Option<FiscalYear>, day: Option<Date>) -> Vec<Cell> {
    let mut cells = vec![
        Cell::words(&town.code.to_string()),
        Cell::words(town.prefecture),
        Cell::words(town.name),
        Cell::words(&of.code),
        Cell::words(&of.name),
    ];
    cells.extend([year.map_or(Cell::Blank, |year| Cell::words(&year.short())), Cell::words(ValueKind::Actual.label())]);
    // The cell is for words, so that a spreadsheet does not make 0.284 of 28.4%.
    cells.extend([Cell::Text(Text::default()), Cell::words(&of.unit)]);
    cells.push(day.map_or(Cell::Blank, |on| Cell::Day { on, shown: almanac::in_words(on) }));
    cells.extend([Cell::Blank, Cell::Blank]);
    cells
}
