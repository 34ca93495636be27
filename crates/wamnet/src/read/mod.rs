//! Files → listings and doubts. A ZIP with CSV files in it, or a CSV file; UTF-8, or what a spreadsheet of an office made of it.

mod lines;

use crate::columns::{COLUMNS, heads_fit};
use crate::diff::{Diff, Known, compare};
use crate::doubt::{Doubt, DoubtKind};
use crate::edition::Edition;
use crate::listing::{Cells, Listing, OfficeNumber};
use crate::service::Service;
use csv::StringRecord;
use lines::{Line, Sheet, rows};
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::Hash;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// All files together, unpacked. The files of all services for all Japan are about half of it.
pub const MOST_UNPACKED: u64 = 256 * 1024 * 1024;
/// All files together.
pub const MOST_LINES: usize = 1_000_000;

/// A file as it came.
pub struct Delivered<'a> {
    /// Its name.
    pub name: &'a str,
    /// A ZIP, or a CSV.
    pub bytes: Cow<'a, [u8]>,
}

/// What the files say.
#[derive(Debug, Default)]
pub struct Reading {
    /// The names of the CSV files.
    pub files: Vec<String>,
    /// Their texts, of which the listings are parts.
    texts: Vec<Vec<u8>>,
    /// The lines that are taken, in their order.
    pub listings: Vec<Listing>,
    /// What is wrong or doubtful, in the order of the lines.
    pub doubts: Vec<Doubt>,
    /// How many lines there were below the heads.
    pub lines: usize,
    /// Of whom lines tell that are refused: nobody can say that they are missing.
    pub unread: HashSet<(OfficeNumber, Service)>,
    /// The months that the names of the files tell.
    pub editions: BTreeSet<Edition>,
}

impl Reading {
    /// The services of which there is a line.
    pub fn services(&self) -> BTreeSet<Service> {
        self.listings.iter().map(|listing| listing.service).collect()
    }

    /// A line as it came, with its quotes and without its end, in UTF-8.
    pub fn line(&self, listing: &Listing) -> &[u8] {
        let line = self.texts.get(listing.file).and_then(|text| text.get(listing.span.clone())).unwrap_or_default();
        line.trim_ascii_end()
    }

    /// How it differs from what is known.
    pub fn compare<I: Clone + Eq + Hash>(&self, known: &[Known<I>]) -> Diff<I> {
        compare(&self.listings, &self.unread, known)
    }

    /// The cells of a line by name.
    pub fn cells(&self, listing: &Listing) -> Cells {
        Cells::parse(&String::from_utf8_lossy(self.line(listing))).unwrap_or_default()
    }

    /// How many lines are refused.
    pub fn refused(&self) -> usize {
        self.doubts.iter().filter(|doubt| doubt.kind.refuses()).count()
    }
}

/// Reads the files.
///
/// # Errors
/// A sentence for a file that is none of these: what it is, and what to do.
pub fn read(files: Vec<Delivered<'_>>) -> Result<Reading, String> {
    let mut reading = Reading::default();
    let mut left = MOST_UNPACKED;
    let mut seen = HashMap::new();
    for file in files {
        reading.editions.extend(Edition::in_name(file.name));
        for (name, bytes) in unpacked(file, &mut left)? {
            reading.editions.extend(Edition::in_name(&name));
            let (text, start) = decoded(&name, bytes)?;
            table(&name, (text, start), &mut reading, &mut seen)?;
        }
    }
    Ok(reading)
}

/// Name and bytes of a CSV file.
type Csv<'a> = (String, Cow<'a, [u8]>);

/// The CSV files in it.
fn unpacked<'a>(file: Delivered<'a>, left: &mut u64) -> Result<Vec<Csv<'a>>, String> {
    let too_large = || {
        format!(
            "「{}」は、広げると大きすぎます（全部で{}MBまで）。サービスごとに分けて、取り込んでください。",
            file.name,
            MOST_UNPACKED / 1024 / 1024
        )
    };
    if !file.bytes.starts_with(b"PK") {
        *left = left.checked_sub(file.bytes.len() as u64).ok_or_else(too_large)?;
        return Ok(vec![(file.name.to_string(), file.bytes)]);
    }
    let broken =
        || format!("「{}」は、ZIPとして開けません。もう一度ダウンロードして、そのまま選んでください。", file.name);
    let mut packed = ZipArchive::new(Cursor::new(&file.bytes[..])).map_err(|_| broken())?;
    let mut found = vec![];
    for at in 0..packed.len() {
        let entry = packed.by_index(at).map_err(|_| broken())?;
        let name = entry.name().map_err(|_| broken())?.to_string();
        // A Mac lays its own beside each file.
        let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
        if !last.to_ascii_lowercase().ends_with(".csv") || last.starts_with("._") || name.starts_with("__MACOSX/") {
            continue;
        }
        let mut bytes = vec![];
        entry.take(*left + 1).read_to_end(&mut bytes).map_err(|_| broken())?;
        *left = left.checked_sub(bytes.len() as u64).ok_or_else(too_large)?;
        let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
        found.push((last.to_string(), Cow::Owned(bytes)));
    }
    if found.is_empty() {
        return Err(format!("「{}」の中に、CSVがありません。サービスごとのZIPを、そのまま選んでください。", file.name));
    }
    Ok(found)
}

/// As UTF-8, and where the text begins. What begins with its mark is believed, and a line that is no text all the same is refused by itself.
fn decoded(name: &str, bytes: Cow<'_, [u8]>) -> Result<(Vec<u8>, usize), String> {
    let mark = b"\xef\xbb\xbf";
    if bytes.starts_with(mark) {
        return Ok((bytes.into_owned(), mark.len()));
    }
    if std::str::from_utf8(&bytes).is_ok() {
        return Ok((bytes.into_owned(), 0));
    }
    match encoding_rs::SHIFT_JIS.decode_without_bom_handling_and_without_replacement(&bytes) {
        Some(text) => Ok((text.into_owned().into_bytes(), 0)),
        None => Err(format!("「{name}」は、文字として読めません。CSVか、CSVの入ったZIPを選んでください。")),
    }
}

/// Where the first line with a number, service and address stood.
type Seen = HashMap<(OfficeNumber, Service, i64), (usize, u64)>;

fn table(name: &str, (text, start): (Vec<u8>, usize), reading: &mut Reading, seen: &mut Seen) -> Result<(), String> {
    let broken = |_| format!("「{name}」は、表として読めません。CSVのまま選んでください。");
    let mut rows = rows(&text[start..]);
    let mut head = StringRecord::new();
    rows.read_record(&mut head).map_err(broken)?;
    heads_fit(&head).map_err(|missing| no_such_table(name, &missing))?;
    let from = usize::try_from(rows.position().byte()).unwrap_or(usize::MAX).saturating_add(start).min(text.len());
    let sheet = Sheet { file: reading.files.len(), service: of_name(name), text: &text };
    let lines = sheet.lines(from);
    reading.files.push(name.to_string());
    reading.lines += lines.iter().map(Vec::len).sum::<usize>();
    if reading.lines > MOST_LINES {
        return Err(format!(
            "行が多すぎます（全部で{}万行まで）。サービスごとに分けて、取り込んでください。",
            MOST_LINES / 10_000
        ));
    }
    reading.listings.reserve(reading.lines);
    seen.reserve(reading.lines);
    for line in lines.into_iter().flatten() {
        keep(line, name, reading, seen);
    }
    reading.texts.push(text);
    Ok(())
}

fn keep(line: Line, name: &str, reading: &mut Reading, seen: &mut Seen) {
    let number = line.number;
    reading.unread.extend(line.unread);
    let mut doubt = |kind, told| reading.doubts.push(Doubt { file: name.to_string(), line: number, kind, told });
    let listing = match line.listing {
        Ok(listing) => listing,
        Err((kind, told)) => return doubt(kind, told),
    };
    let key = (listing.number, listing.service, listing.address_hash);
    if let Some((file, first)) = seen.get(&key) {
        let place = if *file == listing.file { format!("{first}行目") } else { "ほかのファイル".to_string() };
        return doubt(DoubtKind::Twice, format!("{}（{place}と同じ）", listing.number));
    }
    seen.insert(key, (listing.file, listing.line));
    for (kind, told) in line.doubts {
        doubt(kind, told);
    }
    reading.listings.push(listing);
}

fn no_such_table(name: &str, missing: &[&str]) -> String {
    let named: Vec<String> = missing.iter().take(3).map(|head| format!("「{head}」")).collect();
    let rest = if missing.len() > 3 { format!("など{}列", missing.len()) } else { "の列".to_string() };
    format!(
        "「{name}」に、{}{rest}がありません。障害福祉サービス等情報公表システムのオープンデータのCSV（{}列）か、その入ったZIPを、直さずに選んでください。",
        named.join(""),
        COLUMNS.len()
    )
}

/// The service of which a file tells by its name: csvdownload033.csv.
fn of_name(name: &str) -> Option<Service> {
    let digits = name.strip_prefix("csvdownload")?.strip_suffix(".csv")?;
    Service::of_code(digits.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::write::SimpleFileOptions;

    #[test]
    fn a_bomb_is_refused_before_it_fills_the_memory() {
        let mut file = zip::ZipWriter::new(Cursor::new(vec![]));
        for name in ["a.csv", "b.csv"] {
            file.start_file(name, SimpleFileOptions::default()).unwrap();
            file.write_all(&vec![b' '; 1024 * 1024]).unwrap();
        }
        let bytes = file.finish().unwrap().into_inner();
        let bomb = || Delivered { name: "bomb.zip", bytes: Cow::Borrowed(&bytes) };
        assert!(bytes.len() < 10_000);
        let mut left = 1024 * 1024 + 1;
        assert!(unpacked(bomb(), &mut left).unwrap_err().contains("大きすぎます"));
        assert_eq!(unpacked(bomb(), &mut (2 * 1024 * 1024)).map(|files| files.len()), Ok(2));
    }
}
