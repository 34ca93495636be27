//! Files → listings and doubts. A ZIP with CSV files in it, or a CSV file; UTF-8, or what a spreadsheet of an office made of it.

use crate::columns::{COLUMNS, Column, heads_fit};
use crate::doubt::{Doubt, DoubtKind};
use crate::edition::Edition;
use crate::listing::{Cells, Listing, OfficeNumber, Spot, address_key, can_dial, capacity, hash, web};
use crate::prefecture;
use crate::service::Service;
use csv::StringRecord;
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::io::{Cursor, Read};
use std::ops::Range;
use std::sync::Arc;
use std::thread;
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
        if !name.to_ascii_lowercase().ends_with(".csv") {
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

fn rows(text: &[u8]) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text)
}

fn keep(line: Line, name: &str, reading: &mut Reading, seen: &mut Seen) {
    let number = line.number;
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

/// A line that was looked at.
struct Line {
    number: u64,
    listing: Result<Listing, (DoubtKind, String)>,
    doubts: Vec<(DoubtKind, String)>,
}

/// What holds for every line of a file.
struct Sheet<'a> {
    file: usize,
    service: Option<Service>,
    text: &'a [u8],
}

impl Sheet<'_> {
    /// The lines below the head, each core a part of them.
    fn lines(&self, from: usize) -> Vec<Vec<Line>> {
        let cores = thread::available_parallelism().map_or(1, usize::from).min(8);
        let parts = parts(self.text, from, cores);
        let read = |parts: &[Range<usize>]| {
            thread::scope(|scope| {
                let parts: Vec<_> = parts.iter().map(|part| scope.spawn(|| self.part(part.clone()))).collect();
                parts.into_iter().map(|part| part.join().unwrap_or_default()).collect::<Vec<Vec<Line>>>()
            })
        };
        let lines = read(&parts);
        // Quotes that stand where none belong could part a line: then a part begins or ends with one that has not all its cells, and all
        // is read in one piece.
        let is_cut = |line: Option<&Line>| line.is_some_and(|line| matches!(line.listing, Err((DoubtKind::Cells, _))));
        if !lines.windows(2).any(|two| is_cut(two[0].last()) || is_cut(two[1].first())) {
            return lines;
        }
        let whole = from..self.text.len();
        read(std::slice::from_ref(&whole))
    }

    fn part(&self, part: Range<usize>) -> Vec<Line> {
        let mut rows = rows(&self.text[part.clone()]);
        let mut row = StringRecord::new();
        let mut counted = Counted { text: self.text, byte: 0, line: 1 };
        let (mut lines, mut towns) = (vec![], HashMap::new());
        loop {
            // A reader of memory fails at nothing but at what is no text.
            let is_text = match rows.read_record(&mut row) {
                Ok(true) => true,
                Ok(false) => break,
                Err(_) => false,
            };
            let begin = row.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(usize::MAX));
            let end = usize::try_from(rows.position().byte()).unwrap_or(usize::MAX);
            let (begin, end) = (part.start.saturating_add(begin), part.start.saturating_add(end).min(part.end));
            let (number, begin) = counted.at(begin);
            if !is_text {
                let why = (DoubtKind::Cells, "文字として読めない".to_string());
                lines.push(Line { number, listing: Err(why), doubts: vec![] });
                continue;
            }
            let mut doubts = vec![];
            let listing = self.listing(&row, (number, begin..end.max(begin)), &mut towns, &mut doubts);
            lines.push(Line { number, listing, doubts });
        }
        lines
    }

    fn listing(
        &self,
        row: &StringRecord,
        (line, span): (u64, Range<usize>),
        towns: &mut HashMap<String, Arc<str>>,
        doubts: &mut Vec<(DoubtKind, String)>,
    ) -> Result<Listing, (DoubtKind, String)> {
        if row.len() != COLUMNS.len() {
            return Err((DoubtKind::Cells, format!("{}列（見出しは{}列）", row.len(), COLUMNS.len())));
        }
        let cell = |column: Column| row.get(column.at()).unwrap_or_default().trim();
        let number = match OfficeNumber::parse(cell(Column::Number)) {
            Some(number) => number,
            None => {
                let number = OfficeNumber::without_nought(cell(Column::Number));
                let number = number.ok_or_else(|| (DoubtKind::Number, short(cell(Column::Number))))?;
                doubts.push((DoubtKind::Nought, number.to_string()));
                number
            }
        };
        let service =
            Service::named(cell(Column::Service)).or(self.service.filter(|_| cell(Column::Service).is_empty()));
        let service = service.ok_or_else(|| (DoubtKind::Service, short(cell(Column::Service))))?;
        if cell(Column::Name).is_empty() {
            return Err((DoubtKind::Name, number.to_string()));
        }
        let spot = spot(cell(Column::Latitude), cell(Column::Longitude), doubts);
        look_at_the_rest(&cell, doubts);
        let town = match towns.get(cell(Column::Town)) {
            Some(known) => known.clone(),
            None => towns.entry(cell(Column::Town).to_string()).or_insert_with(|| cell(Column::Town).into()).clone(),
        };
        let told = row.iter().enumerate().filter(|(at, _)| *at != Column::Serial.at()).map(|(_, cell)| cell);
        Ok(Listing {
            file: self.file,
            line,
            span,
            number,
            service,
            prefecture: prefecture::of_address(&town),
            address_hash: hash(std::iter::once(address_key(&[&town, cell(Column::Street)]).as_str())),
            line_hash: hash(told),
            town,
            spot,
        })
    }
}

/// A text in parts that begin and end with whole lines: after an even number of quotes a line feed is no part of a cell.
fn parts(bytes: &[u8], from: usize, count: usize) -> Vec<Range<usize>> {
    const LEAST: usize = 256 * 1024;
    let (mut begin, mut found, mut counted, mut quotes) = (from, vec![], from, 0usize);
    for part in 1..count {
        let aim = from + (bytes.len() - from) / count * part;
        if aim < begin + LEAST {
            continue;
        }
        quotes += bytes[counted..aim].iter().filter(|byte| **byte == b'"').count();
        counted = aim;
        let end = bytes[aim..].iter().position(|byte| {
            quotes += usize::from(*byte == b'"');
            counted += 1;
            *byte == b'\n' && quotes % 2 == 0
        });
        let Some(end) = end.map(|end| aim + end + 1) else { break };
        found.push(begin..end);
        begin = end;
    }
    found.push(begin..bytes.len());
    found
}

/// The lines of a text, counted as an editor does.
struct Counted<'a> {
    text: &'a [u8],
    byte: usize,
    line: u64,
}

impl Counted<'_> {
    /// The number of the line with which a record begins, and where. The reader lets a record begin before the line feed of the one above,
    /// and before blank lines.
    fn at(&mut self, from: usize) -> (u64, usize) {
        let bytes = self.text;
        let breaks = bytes.get(from..).unwrap_or_default().iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
        let begin = (from + breaks.count()).min(bytes.len());
        self.line += bytes[self.byte..begin].iter().filter(|byte| **byte == b'\n').count() as u64;
        self.byte = begin;
        (self.line, begin)
    }
}

fn look_at_the_rest<'a>(cell: &impl Fn(Column) -> &'a str, doubts: &mut Vec<(DoubtKind, String)>) {
    let mut unless = |fits: bool, kind, column: Column| {
        if !fits && !cell(column).is_empty() {
            doubts.push((kind, short(cell(column))));
        }
    };
    for column in [Column::Phone, Column::Fax] {
        unless(can_dial(cell(column)), DoubtKind::Phone, column);
    }
    unless(web(cell(Column::Url)).is_some(), DoubtKind::Url, Column::Url);
    unless(capacity(cell(Column::Capacity)).is_some(), DoubtKind::Capacity, Column::Capacity);
    let digits = cell(Column::CorporationNumber).chars().map(glyphs::plain);
    let is_number = digits.clone().count() == 13 && digits.clone().all(|c| c.is_ascii_digit());
    unless(is_number, DoubtKind::CorporationNumber, Column::CorporationNumber);
}

fn spot(latitude: &str, longitude: &str, doubts: &mut Vec<(DoubtKind, String)>) -> Option<Spot> {
    let number = |cell: &str| cell.chars().map(glyphs::plain).collect::<String>().trim().parse::<f64>().ok();
    let told = || short(&format!("{latitude}, {longitude}"));
    let is_nothing = |cell: &str| cell.is_empty() || number(cell) == Some(0.0);
    if is_nothing(latitude) || is_nothing(longitude) {
        doubts.push((DoubtKind::NoPlace, String::new()));
        return None;
    }
    let (Some(north), Some(east)) = (number(latitude), number(longitude)) else {
        doubts.push((DoubtKind::FarPlace, told()));
        return None;
    };
    if Spot::of(north, east).is_in_japan() {
        return Some(Spot::of(north, east));
    }
    if Spot::of(east, north).is_in_japan() {
        doubts.push((DoubtKind::Crosswise, told()));
        return Some(Spot::of(east, north));
    }
    doubts.push((DoubtKind::FarPlace, told()));
    None
}

fn short(text: &str) -> String {
    text.chars().take(60).collect()
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
