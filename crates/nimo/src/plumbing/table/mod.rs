//! A table as clerks have it: copied from Excel, saved as CSV, written with pipes, or an .xlsx. Text in, rows out.

mod came;
pub mod xlsx;

pub use came::Came;

/// So many lines under the head are taken at once.
pub const MOST_ROWS: usize = 2_000;
/// So many columns fit into the form in which they are named.
pub const MOST_COLUMNS: usize = 24;
/// So many characters, blanks counted too.
pub const MOST_LETTERS: usize = 1_000_000;

/// A row that holds something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number in what came, from 1; blank rows count, as they do at the margin of Excel.
    pub line: usize,
    /// Its cells without outer blanks; blank ones at the end are left out.
    pub cells: Vec<String>,
}

impl Row {
    /// A row of these cells, or none if they are all blank.
    pub fn of(line: usize, cells: impl IntoIterator<Item = String>) -> Option<Row> {
        let mut cells: Vec<String> = cells.into_iter().map(|cell| clean(&cell)).collect();
        while cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
        (!cells.is_empty()).then_some(Row { line, cells })
    }

    /// A cell; blank where the row is shorter.
    pub fn cell(&self, at: usize) -> &str {
        self.cells.get(at).map_or("", String::as_str)
    }
}

/// What no text of a form may hold goes, and so do outer blanks.
fn clean(cell: &str) -> String {
    let plain = cell.replace("\r\n", "\n").replace('\r', "\n").replace("_x000D_", "");
    let kept: String = plain
        .chars()
        .filter(|c| (!c.is_control() || matches!(c, '\n' | '\t')) && !matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}'))
        .collect();
    kept.trim().to_string()
}

/// Text → rows: tabs as Excel copies them, pipes as in markdown, else commas.
pub fn read(text: &str) -> Vec<Row> {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let mut first = text.lines().filter(|line| !line.trim().is_empty()).take(5);
    if text.contains('\t') {
        parted(&text, '\t')
    } else if first.any(|line| line.trim().starts_with('|')) {
        piped(&text)
    } else {
        parted(&text, ',')
    }
}

/// Rows → tabs. What is written is read back equal; blank rows between stay, so that the numbers of the others do.
pub fn write<'a>(rows: impl IntoIterator<Item = &'a Row>) -> String {
    const MOST_GAP: usize = 100;
    let mut text = String::new();
    let mut line = 1;
    for row in rows {
        let gap = row.line.saturating_sub(line);
        if gap <= MOST_GAP {
            text += &"\n".repeat(gap);
        }
        line = row.line + 1;
        for (at, cell) in row.cells.iter().enumerate() {
            if at > 0 {
                text.push('\t');
            }
            if cell.contains(['\t', '\n', '"']) {
                text += &format!("\"{}\"", cell.replace('"', "\"\""));
            } else {
                text += cell;
            }
        }
        // One column alone would be taken for a line with commas or pipes.
        text += if row.cells.len() == 1 { "\t\n" } else { "\n" };
    }
    text
}

fn parted(text: &str, mark: char) -> Vec<Row> {
    let (mut rows, mut cells, mut line, mut rest) = (vec![], vec![], 1, text);
    loop {
        let (cell, after) = quoted(rest, mark).unwrap_or_else(|| {
            let end = rest.find([mark, '\n']).unwrap_or(rest.len());
            (rest[..end].to_string(), &rest[end..])
        });
        cells.push(cell);
        let mut left = after.chars();
        match left.next() {
            Some('\n') => {
                rows.extend(Row::of(line, std::mem::take(&mut cells)));
                line += 1;
            }
            Some(_) => {}
            None => break,
        }
        rest = left.as_str();
    }
    rows.extend(Row::of(line, cells));
    rows
}

/// A cell in quotes, if its last quote ends the cell; otherwise the quotes are the clerk's own.
fn quoted(text: &str, mark: char) -> Option<(String, &str)> {
    let inner = text.strip_prefix('"')?;
    let mut from = 0;
    loop {
        let at = from + inner[from..].find('"')?;
        let after = &inner[at + 1..];
        if after.starts_with('"') {
            from = at + 2;
            continue;
        }
        let ends = after.is_empty() || after.starts_with([mark, '\n']);
        return ends.then(|| (inner[..at].replace("\"\"", "\""), after));
    }
}

fn piped(text: &str) -> Vec<Row> {
    let mut rows = vec![];
    for (line, number) in text.lines().zip(1..) {
        let line = line.trim();
        let line = line.strip_prefix('|').unwrap_or(line);
        let line = line.strip_suffix('|').filter(|rest| !rest.ends_with('\\')).unwrap_or(line);
        let is_rule = line.contains('-') && line.chars().all(|c| matches!(c, '-' | ':' | '|' | ' '));
        if !is_rule {
            let cells = line.replace("\\|", "\u{fffe}");
            let cells = cells.split('|').map(|cell| cell.replace('\u{fffe}', "|").replace("<br>", "\n"));
            rows.extend(Row::of(number, cells));
        }
    }
    rows
}

/// Why a table is not taken as a whole.
///
/// # Errors
/// The sentence.
pub fn fits(rows: &[Row]) -> Result<(), String> {
    let letters: usize = rows.iter().flat_map(|row| &row.cells).map(|cell| cell.chars().count()).sum();
    let widest = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    if rows.is_empty() {
        Err("まだ何も入っていません。ファイルを選ぶか、表を選んでコピーし、ここに貼り付けてください。".into())
    } else if rows.len() > MOST_ROWS + 1 {
        Err("行が多すぎます。見出しのほかに2,000行までにして、残りは次に入れてください。".into())
    } else if widest > MOST_COLUMNS {
        Err(format!(
            "列が多すぎます（{widest}列）。要る列だけを選んでコピーしてください。{MOST_COLUMNS}列まで読めます。"
        ))
    } else if letters > MOST_LETTERS {
        Err("表の文字が多すぎます（100万文字まで）。行を分けて、2回に分けて入れてください。".into())
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        read(text).into_iter().map(|row| row.cells).collect()
    }

    #[test]
    fn a_block_from_excel_keeps_its_line_breaks_and_quotes() {
        let text =
            "\u{feff}課題\t現状\r\n退院後の暮らし\t\"1行目\n「\"\"例\"\"」の2行目\"\r\n\r\n\"住まい\" が足りない\t\r\n";
        let rows = read(text);
        assert_eq!(
            rows.iter().map(|row| row.line).collect::<Vec<_>>(),
            [1, 2, 4],
            "a blank row counts and is left out"
        );
        assert_eq!(rows[1].cells, ["退院後の暮らし", "1行目\n「\"例\"」の2行目"]);
        assert_eq!(rows[2].cells, ["\"住まい\" が足りない"], "quotes of the clerk's own stay");
        assert_eq!((rows[2].cell(0), rows[2].cell(9)), ("\"住まい\" が足りない", ""));
    }

    #[test]
    fn commas_and_pipes_are_tables_too() {
        assert_eq!(cells("課題,現状\n\"住まい、ほか\",\"a,b\"\n"), [["課題", "現状"], ["住まい、ほか", "a,b"]]);
        let piped = "| 課題 | 現状 |\n|---|:--|\n| 住まい | a\\|b<br>c |\n";
        assert_eq!(cells(piped), [["課題", "現状"], ["住まい", "a|b\nc"]]);
        assert_eq!(cells("課題\n=1+1\n"), [["課題"], ["=1+1"]], "no formula is reckoned");
        assert!(read(" \n\t\n").is_empty());
    }

    #[test]
    fn a_table_of_one_column_is_written_so_that_it_stays_one() {
        let rows: Vec<Row> =
            ["課題, その他", "|住まい|"].into_iter().zip(1..).filter_map(|(c, n)| Row::of(n, [c.into()])).collect();
        assert_eq!(read(&write(&rows)), rows);
    }

    #[test]
    fn what_is_too_much_gets_a_sentence() {
        let rows = |count: usize| (1..=count).filter_map(|n| Row::of(n, ["題".into()])).collect::<Vec<_>>();
        assert!(fits(&rows(2001)).is_ok());
        assert!(fits(&rows(2002)).unwrap_err().contains("2,000行まで"));
        let wide = Row::of(1, (0..25).map(|n| n.to_string())).unwrap();
        assert!(fits(&[wide]).unwrap_err().contains("列が多すぎます"));
    }

    proptest! {
        #[test]
        fn arbitrary_text_never_panics(text in "(\\PC|[\t\n\r\",|\"]){0,60}") {
            let _ = fits(&read(&text));
        }

        #[test]
        fn what_was_written_is_read_back_equal(wanted in proptest::collection::vec(
            proptest::collection::vec("(\\PC|[\t\n\r\",|\u{feff}]){0,8}", 0..5), 0..6)) {
            let mut rows: Vec<Row> = vec![];
            for cells in wanted {
                let line = rows.last().map_or(3, |row: &Row| row.line + cells.len().max(1));
                rows.extend(Row::of(line, cells));
            }
            prop_assert_eq!(read(&write(&rows)), rows);
        }
    }
}
