//! An .xlsx as rows: every entry is unpacked under a limit before the reader sees the file, and its cells come one by one,
//! so that neither a packed bomb nor a cell at the far corner takes more memory than a table needs. Pure.

use super::{MOST_COLUMNS, MOST_LETTERS, MOST_ROWS, Row};
use calamine::{DataRef, Reader, Xlsx};
use chrono::Timelike;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// A sheet that holds something.
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Its rows, with their numbers in Excel.
    pub rows: Vec<Row>,
}

/// What is no table at all.
pub const NO_TABLE: &str =
    "この表は読めません。Excelの「名前を付けて保存」で .xlsx にするか、表を選んでコピーし、ここに貼り付けてください。";
const TOO_LARGE: &str =
    "広げると大きすぎるファイルです（64MBまで）。表のところだけを選んでコピーし、ここに貼り付けてください。";

/// All that is packed in a file, unpacked.
const MOST_UNPACKED: u64 = 64 * 1024 * 1024;
/// So many sheets are offered; they travel with the form.
pub const MOST_SHEETS: usize = 8;
/// All sheets together, in bytes.
const MOST_CARRIED: usize = 6 * 1024 * 1024;
/// So many different texts; the reader believes the number that the file names.
const MOST_STRINGS: usize = 4_000_000;

/// Is it a packed file, as .xlsx is?
pub fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK")
}

/// bytes → the sheets that hold something.
///
/// # Errors
/// A sentence that says what to do instead.
pub fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, String> {
    weigh(bytes, MOST_UNPACKED)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| NO_TABLE)?;
    let (mut found, mut letters) = (vec![], 0);
    for name in book.sheet_names() {
        // A sheet of charts has no cells.
        let rows = rows(&mut book, &name).unwrap_or_default();
        letters += rows.iter().flat_map(|row| &row.cells).map(String::len).sum::<usize>();
        if !rows.is_empty() && (found.is_empty() || letters < MOST_CARRIED) {
            found.push(Sheet { name: name.chars().filter(|c| !c.is_control()).collect(), rows });
        }
        if found.len() == MOST_SHEETS {
            break;
        }
    }
    if found.is_empty() {
        Err("このファイルには、文字の入った表がありません。別のファイルを選んでください。".into())
    } else {
        Ok(found)
    }
}

/// Unpacks every entry and keeps none.
fn weigh(bytes: &[u8], most: u64) -> Result<(), String> {
    let mut packed = ZipArchive::new(Cursor::new(bytes)).map_err(|_| NO_TABLE)?;
    let mut left = most;
    let mut has_book = false;
    for at in 0..packed.len() {
        let entry = packed.by_index(at).map_err(|_| NO_TABLE)?;
        let name = entry.name().map_err(|_| NO_TABLE)?.to_ascii_lowercase();
        has_book |= name.ends_with("workbook.xml");
        let mut unpacked = vec![];
        entry.take(left + 1).read_to_end(&mut unpacked).map_err(|_| NO_TABLE)?;
        left = left.checked_sub(unpacked.len() as u64).ok_or(TOO_LARGE)?;
        if name.ends_with(".xml") && !is_modest(&unpacked) {
            return Err(NO_TABLE.into());
        }
    }
    if has_book { Ok(()) } else { Err(NO_TABLE.into()) }
}

/// The reader makes room for as many texts as `uniqueCount` names before it has seen one: a number that no file can hold is
/// refused. XML in an encoding of two bytes, in which the name would hide, is not what Excel writes.
fn is_modest(xml: &[u8]) -> bool {
    const NAME: &[u8] = b"uniqueCount";
    let told = xml.windows(NAME.len()).enumerate().filter(|(_, window)| *window == NAME).all(|(at, _)| {
        let rest = xml[at + NAME.len()..].iter().skip_while(|byte| !byte.is_ascii_digit());
        let digits: Vec<u8> = rest.take_while(|byte| byte.is_ascii_digit()).take(20).copied().collect();
        let number = String::from_utf8_lossy(&digits).parse::<usize>();
        digits.is_empty() || number.is_ok_and(|number| number <= MOST_STRINGS)
    });
    told && !xml.contains(&0)
}

/// The rows of a sheet. One row more than is taken is kept, so that [`super::fits`] says so.
fn rows(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Option<Vec<Row>> {
    let mut cells = book.worksheet_cells_reader(name).ok()?;
    let mut found: BTreeMap<u32, BTreeMap<usize, String>> = BTreeMap::new();
    let mut letters = 0;
    while let Ok(Some(cell)) = cells.next_cell() {
        let (row, column) = cell.get_position();
        let text = words(cell.get_value());
        if text.trim().is_empty() {
            continue;
        }
        letters += text.chars().count();
        let column = usize::try_from(column).unwrap_or(usize::MAX).min(MOST_COLUMNS);
        found.entry(row).or_default().insert(column, text);
        if found.len() > MOST_ROWS + 1 || letters > MOST_LETTERS {
            break;
        }
    }
    let row = |(row, mut cells): (u32, BTreeMap<usize, String>)| {
        let widest = cells.keys().next_back().map_or(0, |last| last + 1);
        Row::of(row as usize + 1, (0..widest).map(|at| cells.remove(&at).unwrap_or_default()))
    };
    Some(found.into_iter().filter_map(row).collect())
}

/// A cell as Excel shows it, about: days as offices write them.
fn words(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_string(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(is) => if *is { "TRUE" } else { "FALSE" }.into(),
        DataRef::DateTime(at) => at.as_datetime().map_or_else(String::new, |at| {
            let day = almanac::in_words(at.date());
            if at.num_seconds_from_midnight() == 0 { day } else { format!("{day} {}", at.format("%H:%M")) }
        }),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::Write;
    use zip::write::SimpleFileOptions;

    fn packed(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut file = zip::ZipWriter::new(Cursor::new(vec![]));
        for (name, bytes) in entries {
            file.start_file(*name, SimpleFileOptions::default()).unwrap();
            file.write_all(bytes).unwrap();
        }
        file.finish().unwrap().into_inner()
    }

    #[test]
    fn a_bomb_is_refused_before_it_is_read() {
        let zeros = vec![b' '; 2 * 1024 * 1024];
        let bomb = packed(&[("xl/workbook.xml", b"<a/>"), ("xl/a.bin", &zeros), ("xl/b.bin", &zeros)]);
        assert!(bomb.len() < 100_000);
        assert_eq!(weigh(&bomb, 3 * 1024 * 1024), Err(TOO_LARGE.into()));
        assert_eq!(weigh(&bomb, MOST_UNPACKED), Ok(()));
    }

    #[test]
    fn a_file_that_claims_more_texts_than_it_has_is_refused() {
        let claim = b"<sst uniqueCount='9999999999999'></sst>";
        let bomb = packed(&[("xl/workbook.xml", b"<a/>"), ("xl/sharedStrings.xml", claim)]);
        assert_eq!(sheets(&bomb).err(), Some(NO_TABLE.into()));
        assert!(is_modest(b"<sst count=\"3\" uniqueCount=\"3\">") && !is_modest(b"<\0s\0s\0t\0"));
        assert!(!is_modest(b"<sst uniqueCount=\"99999999999999999999999\">"));
    }

    #[test]
    fn what_is_packed_but_no_workbook_gets_the_sentence() {
        assert_eq!(sheets(&packed(&[("word/document.xml", b"<a/>")])).err(), Some(NO_TABLE.into()));
        assert_eq!(sheets(b"PK\x03\x04").err(), Some(NO_TABLE.into()));
    }

    proptest! {
        #[test]
        fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300), sst in "\\PC{0,80}") {
            let _ = sheets(&bytes);
            let _ = sheets(&packed(&[("xl/workbook.xml", sst.as_bytes()), ("xl/sharedStrings.xml", sst.as_bytes())]));
        }
    }
}
