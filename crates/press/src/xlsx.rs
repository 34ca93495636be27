//! XLSX: lists for calculating with. Real dates and numbers, a frozen head, no merged cell, no formula.

use crate::document::{Cell, Grid, Width};
use crate::fault::PressError;
use crate::letters::visible;
use chrono::NaiveDateTime;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

/// A day as offices write it: 令和6年5月23日.
const DAY: &str = "[$-411]ggge\"年\"m\"月\"d\"日\"";
/// As far back as a sheet's days reach; an earlier one is written as words.
const FIRST_YEAR: i32 = 1900;
const MOST_NAME: usize = 31;

/// Lists as one workbook, each on a sheet named by its caption. `title` and `dated` go to the file's properties.
///
/// # Errors
/// If a list is larger than a sheet (1,048,576 rows, 16,384 columns) or there is none.
pub fn xlsx(title: &str, dated: NaiveDateTime, lists: &[Grid]) -> Result<Vec<u8>, PressError> {
    if lists.is_empty() {
        return Err(PressError::Refused("表がありません".into()));
    }
    write(title, dated, lists).map_err(|fault| PressError::Refused(fault.to_string()))
}

fn write(title: &str, dated: NaiveDateTime, lists: &[Grid]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let at = ExcelDateTime::parse_from_str(&dated.format("%Y-%m-%dT%H:%M:%S").to_string())?;
    book.set_properties(&DocProperties::new().set_title(visible(title)).set_creation_datetime(&at));
    let mut names: Vec<String> = Vec::new();
    for list in lists {
        let name = name_for(&list.caption, &names);
        let sheet = book.add_worksheet();
        sheet.set_name(&name)?;
        names.push(name);
        fill(sheet, list)?;
    }
    book.save_to_buffer()
}

fn fill(sheet: &mut Worksheet, list: &Grid) -> Result<(), XlsxError> {
    let base = Format::new().set_font_name("ＭＳ ゴシック").set_font_size(10.5).set_align(FormatAlign::Top);
    let head = base.clone().set_bold().set_border_bottom(FormatBorder::Thin).set_text_wrap();
    // "@" keeps what begins with = + - @ as words when the cell is typed over.
    let words = base.clone().set_num_format("@").set_text_wrap();
    let number = base.clone().set_num_format("#,##0");
    let decimal = base.clone().set_num_format("#,##0.###");
    let day = base.clone().set_num_format(DAY).set_align(FormatAlign::Left);
    for (at, column) in list.columns.iter().enumerate() {
        let at = index(at)?;
        sheet.write_string_with_format(0, at, one_cell(&column.head), &head)?;
        let letters = match column.width {
            Width::Letters(letters) => f64::from(letters) * 2.0 + 2.0,
            Width::Share(share) => (f64::from(share) * 30.0).min(90.0),
        };
        sheet.set_column_width(at, letters)?;
    }
    for (row_at, row) in list.rows.iter().enumerate() {
        let row_at = u32::try_from(row_at + 1).map_err(|_| XlsxError::RowColumnLimitError)?;
        for (at, cell) in list.cells(row).enumerate() {
            let at = index(at)?;
            match cell {
                Cell::Blank => {}
                Cell::Text(text) => {
                    sheet.write_string_with_format(row_at, at, one_cell(&text.words()), &words)?;
                }
                Cell::Number(value) if value.unsigned_abs() < 1 << 53 => {
                    #[allow(clippy::cast_precision_loss, reason = "below 2^53 nothing is lost")]
                    sheet.write_number_with_format(row_at, at, *value as f64, &number)?;
                }
                Cell::Number(value) => {
                    sheet.write_string_with_format(row_at, at, value.to_string(), &words)?;
                }
                // A format with a place for decimals shows a bare point behind whole numbers.
                Cell::Decimal(value) if value % 1000 != 0 && value.unsigned_abs() < 1 << 53 => {
                    #[allow(clippy::cast_precision_loss, reason = "below 2^53 nothing is lost")]
                    sheet.write_number_with_format(row_at, at, *value as f64 / 1000.0, &decimal)?;
                }
                Cell::Decimal(value) if value.unsigned_abs() < 1 << 53 => {
                    #[allow(clippy::cast_precision_loss, reason = "below 2^53 nothing is lost")]
                    sheet.write_number_with_format(row_at, at, (*value / 1000) as f64, &number)?;
                }
                Cell::Decimal(_) => {
                    sheet.write_string_with_format(row_at, at, one_cell(&cell.shown().words()), &words)?;
                }
                Cell::Day { on, shown } => {
                    use chrono::Datelike;
                    if (FIRST_YEAR..=9999).contains(&on.year()) {
                        let on = ExcelDateTime::parse_from_str(&on.format("%Y-%m-%d").to_string())?;
                        sheet.write_datetime_with_format(row_at, at, &on, &day)?;
                    } else {
                        sheet.write_string_with_format(row_at, at, one_cell(shown), &words)?;
                    }
                }
            };
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_paper_size(9);
    if let (Some(last), false) = (list.columns.len().checked_sub(1), list.rows.is_empty()) {
        let rows = u32::try_from(list.rows.len()).map_err(|_| XlsxError::RowColumnLimitError)?;
        sheet.autofilter(0, 0, rows, index(last)?)?;
    }
    Ok(())
}

fn index(at: usize) -> Result<u16, XlsxError> {
    u16::try_from(at).map_err(|_| XlsxError::RowColumnLimitError)
}

/// A cell holds 32,767 characters, counted as the spreadsheet counts them.
fn one_cell(text: &str) -> String {
    let mut left = 32_767;
    visible(text)
        .chars()
        .take_while(|c| {
            let fits = c.len_utf16() <= left;
            left = left.saturating_sub(c.len_utf16());
            fits
        })
        .collect()
}

/// A sheet's name: at most 31 characters, none of `[]:*?/\'`, none twice.
fn name_for(caption: &str, taken: &[String]) -> String {
    let plain: String = visible(caption)
        .chars()
        .map(|c| if "[]:*?/\\'\n".contains(c) { ' ' } else { c })
        .collect::<String>()
        .trim()
        .to_string();
    let plain = if plain.is_empty() { "一覧".to_string() } else { plain };
    let short = |text: &str, most: usize| {
        let mut left = most;
        text.chars()
            .take_while(|c| {
                let fits = c.len_utf16() <= left;
                left = left.saturating_sub(c.len_utf16());
                fits
            })
            .collect::<String>()
    };
    let is_taken = |name: &str| taken.iter().any(|other| other.to_lowercase() == name.to_lowercase());
    let name = short(&plain, MOST_NAME);
    let numbered = |n: usize| format!("{} ({n})", short(&plain, MOST_NAME - 7));
    if is_taken(&name) { (2..).map(numbered).find(|name| !is_taken(name)).unwrap_or(name) } else { name }
}
