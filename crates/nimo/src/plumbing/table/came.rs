//! What came: a file, pasted text, or the form again with its table and its columns.

use super::xlsx::{MOST_SHEETS, NO_TABLE, is_packed, sheets};
use super::{Row, fits, read, write};
use crate::layout::{Control, Field, Option3};
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

impl Came {
    /// The table, or the sentence why there is none. The form's fields are `file`, `text`, `sheet`, `shown` and `sheet.0` and on.
    ///
    /// # Errors
    /// When the reading aside failed.
    pub async fn of(ask: &Ask) -> Result<Result<Came, String>, Fault> {
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

    /// The head and the lines that were not taken, as a table of its own beside the other sheets.
    pub fn left<'a>(&self, head: &'a Row, lines: impl IntoIterator<Item = &'a Row>) -> Came {
        let rows = std::iter::once(head).chain(lines).zip(1..);
        let rows = rows.map(|(row, line)| Row { line, cells: row.cells.clone() }).collect();
        Came { rows, sheets: self.sheets.clone(), shown: self.shown }
    }

    /// The sheets as a form carries them, name and text each.
    pub fn carried(&self) -> Vec<String> {
        self.sheets.iter().map(|(name, text)| format!("{name}\n{text}")).collect()
    }

    /// The choice of a sheet, where there are several.
    pub fn choice(&self) -> Option<Field> {
        let names = self.sheets.iter().zip(0..);
        let options: Vec<Option3> =
            names.map(|((name, _), at)| Option3(at.to_string(), name.clone(), at == self.shown)).collect();
        let field = Field::line("sheet", "ファイルの中のシート", "");
        let field = field.help("ほかのシートを取り込むときは、選んで「確かめ直す」を押してください。");
        (!options.is_empty()).then(|| field.as_a(Control::Select(options)))
    }
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
