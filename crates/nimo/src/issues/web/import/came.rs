//! What came: a file, pasted text, or the form again with its table and its columns.

use crate::issues::table::columns::{Column, guess, head_row, remembered};
use crate::issues::table::xlsx::{MOST_SHEETS, NO_TABLE, is_packed, sheets};
use crate::issues::table::{Row, fits, read, write};
use crate::plumbing::fault::Fault;
use crate::plumbing::typed::Typed;
use crate::plumbing::upload::Upload;
use crate::plumbing::web::Ask;

/// The table that is looked at, and the other sheets of its file.
pub struct Came {
    /// Its rows.
    pub rows: Vec<Row>,
    /// Name and text of every sheet that held something, when there are several.
    pub sheets: Vec<(String, String)>,
    /// Which of them it is.
    pub shown: usize,
}

/// The table, or the sentence why there is none.
pub async fn came(ask: &Ask) -> Result<Result<Came, String>, Fault> {
    let came = match ask.files.first() {
        Some(file) if is_packed(&file.bytes) => from_book(ask, file.clone()).await?,
        Some(file) if !file.bytes.is_empty() => from_text_file(file),
        Some(_) if ask.typed.get("text").trim().is_empty() => {
            Err("ファイルが空です。別のファイルを選んでください。".into())
        }
        _ => Ok(from_form(&ask.typed)),
    };
    Ok(came.and_then(|came| fits(&came.rows).map(|()| came)))
}

async fn from_book(ask: &Ask, file: Upload) -> Result<Result<Came, String>, Fault> {
    let found = match ask.aside(move || sheets(&file.bytes)).await? {
        Ok(found) => found,
        Err(sentence) => return Ok(Err(sentence)),
    };
    let shown = found.iter().position(|sheet| fits(&sheet.rows).is_ok()).unwrap_or(0);
    let mut texts: Vec<(String, String)> = found.iter().map(|sheet| (sheet.name.clone(), write(&sheet.rows))).collect();
    if texts.len() < 2 {
        texts.clear();
    }
    let rows = found.into_iter().nth(shown).map_or_else(Vec::new, |sheet| sheet.rows);
    Ok(Ok(Came { rows, sheets: texts, shown }))
}

fn from_text_file(file: &Upload) -> Result<Came, String> {
    let text = minutes::decode(&file.bytes).map_err(|_| NO_TABLE)?.text;
    Ok(Came { rows: read(&text), sheets: vec![], shown: 0 })
}

/// The form again: its text, or the sheet that was chosen instead of the one that was shown.
fn from_form(typed: &Typed) -> Came {
    let number = |name: &str| typed.get(name).parse::<usize>().unwrap_or(0);
    let carried = (0..MOST_SHEETS).map(|at| typed.get(&format!("sheet.{at}")).to_string());
    let carried = carried.take_while(|sheet| !sheet.is_empty());
    let mut sheets: Vec<(String, String)> = carried
        .map(|sheet| {
            let (name, text) = sheet.split_once('\n').unwrap_or((&sheet, ""));
            (name.to_string(), text.to_string())
        })
        .collect();
    let (before, wanted) = (number("shown"), number("sheet"));
    let mut text = typed.get("text").to_string();
    if let Some(sheet) = sheets.get_mut(before) {
        // What was changed in the one stays when the other is looked at.
        sheet.1.clone_from(&text);
    }
    let shown = if wanted < sheets.len() { wanted } else { 0 };
    if let Some((_, other)) = sheets.get(shown).filter(|_| shown != before) {
        text.clone_from(other);
    }
    Came { rows: read(&text), sheets, shown }
}

/// The table with its head and its columns.
pub struct Draft {
    /// The row of heads.
    pub head: Row,
    /// What stands below it.
    pub rows: Vec<Row>,
    /// The heads, one for each column.
    pub heads: Vec<String>,
    /// What each column becomes.
    pub columns: Vec<Column>,
}

impl Draft {
    /// As chosen in the form, if the form was of these heads; else as remembered and guessed.
    pub fn of(rows: &[Row], known: &[(String, String)], typed: &Typed) -> Draft {
        let at = head_row(rows, known);
        let head = rows.get(at).cloned().unwrap_or(Row { line: 1, cells: vec![] });
        let below = rows.get(at + 1..).unwrap_or_default().to_vec();
        let width = rows.get(at..).unwrap_or_default().iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let heads: Vec<String> = (0..width).map(|column| head.cell(column).to_string()).collect();
        let mut draft = Draft { head, rows: below, columns: vec![], heads };
        draft.columns = match typed.get("heads") == draft.key() {
            true => (0..width)
                .map(|at| Column::parse(typed.get(&format!("column.{at}"))).unwrap_or(Column::Unused))
                .collect(),
            false => guess(&draft.heads, known),
        };
        draft
    }

    /// The heads as one word, by which a form knows its table again.
    pub fn key(&self) -> String {
        self.heads.iter().map(|head| remembered(head)).collect::<Vec<_>>().join("|")
    }

    /// What is remembered of the columns: each head once.
    pub fn remembered(&self) -> Vec<(String, String)> {
        let mut kept: Vec<(String, String)> = vec![];
        for (head, column) in self.heads.iter().zip(&self.columns) {
            let head = remembered(head);
            if !head.is_empty() && kept.iter().all(|(other, _)| *other != head) {
                kept.push((head, column.code().to_string()));
            }
        }
        kept
    }
}
