//! Files → listings and doubts. A ZIP with CSV files in it, or a CSV file; UTF-8, or what a spreadsheet of an office made of it.

use crate::columns::{COLUMNS, Column, places};
use crate::doubt::{Doubt, DoubtKind};
use crate::edition::Edition;
use crate::listing::{Listing, OfficeNumber, Spot, address_key, capacity, dials, hash, sought, web};
use crate::prefecture;
use crate::service::Service;
use csv::ByteRecord;
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::io::{Cursor, Read};
use std::thread;
use zip::ZipArchive;

/// All files together, unpacked. The files of all services for all Japan are about half of it.
pub const MOST_UNPACKED: u64 = 256 * 1024 * 1024;
/// All files together.
pub const MOST_LINES: usize = 1_000_000;
/// So many lines are looked at by one core at once.
const AT_ONCE: usize = 4096;

/// A file as it came.
pub struct Delivered<'a> {
    /// Its name.
    pub name: &'a str,
    /// A ZIP, or a CSV.
    pub bytes: &'a [u8],
}

/// What the files say.
#[derive(Debug, Default)]
pub struct Reading {
    /// The names of the CSV files.
    pub files: Vec<String>,
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

    /// How many lines are refused.
    pub fn refused(&self) -> usize {
        self.doubts.iter().filter(|doubt| doubt.kind.refuses()).count()
    }
}

/// Reads the files.
///
/// # Errors
/// A sentence for a file that is none of these: what it is, and what to do.
pub fn read(files: &[Delivered<'_>]) -> Result<Reading, String> {
    let mut reading = Reading::default();
    let mut left = MOST_UNPACKED;
    let mut seen = HashMap::new();
    for file in files {
        reading.editions.extend(Edition::in_name(file.name));
        for (name, bytes) in unpacked(file, &mut left)? {
            reading.editions.extend(Edition::in_name(&name));
            let text = decoded(&name, &bytes)?;
            table(&name, &text, &mut reading, &mut seen)?;
        }
    }
    Ok(reading)
}

/// Name and bytes of a CSV file.
type Csv<'a> = (String, Cow<'a, [u8]>);

/// The CSV files in it.
fn unpacked<'a>(file: &Delivered<'a>, left: &mut u64) -> Result<Vec<Csv<'a>>, String> {
    let too_large = || {
        format!(
            "「{}」は、広げると大きすぎます（全部で{}MBまで）。サービスごとに分けて、取り込んでください。",
            file.name,
            MOST_UNPACKED / 1024 / 1024
        )
    };
    if !file.bytes.starts_with(b"PK") {
        *left = left.checked_sub(file.bytes.len() as u64).ok_or_else(too_large)?;
        return Ok(vec![(file.name.to_string(), Cow::Borrowed(file.bytes))]);
    }
    let broken =
        || format!("「{}」は、ZIPとして開けません。もう一度ダウンロードして、そのまま選んでください。", file.name);
    let mut packed = ZipArchive::new(Cursor::new(file.bytes)).map_err(|_| broken())?;
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

fn decoded<'a>(name: &str, bytes: &'a [u8]) -> Result<Cow<'a, str>, String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Cow::Borrowed(text));
    }
    match encoding_rs::SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => Ok(text),
        None => Err(format!("「{name}」は、文字として読めません。CSVか、CSVの入ったZIPを選んでください。")),
    }
}

/// Where the first line with a number, service and address stood.
type Seen = HashMap<(OfficeNumber, Service, i64), (usize, u64)>;

fn table(name: &str, text: &str, reading: &mut Reading, seen: &mut Seen) -> Result<(), String> {
    let broken = |_| format!("「{name}」は、表として読めません。CSVのまま選んでください。");
    let mut rows = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut head = ByteRecord::new();
    rows.read_byte_record(&mut head).map_err(broken)?;
    let heads = head.iter().map(|cell| std::str::from_utf8(cell).unwrap_or_default());
    let places = places(heads).map_err(|missing| no_such_table(name, &missing))?;
    let sheet = Sheet { file: reading.files.len(), name, width: head.len(), places, service: of_name(name) };
    reading.files.push(name.to_string());
    let cores = thread::available_parallelism().map_or(1, usize::from).min(8);
    let mut rows = Rows { text: text.as_bytes(), rows, byte: 0, line: 1 };
    let mut batch = rows.fill(AT_ONCE * cores).map_err(broken)?;
    while !batch.is_empty() {
        reading.lines += batch.len();
        if reading.lines > MOST_LINES {
            return Err(format!(
                "行が多すぎます（全部で{}万行まで）。サービスごとに分けて、取り込んでください。",
                MOST_LINES / 10_000
            ));
        }
        // The next lines are parted while these are looked at.
        let (lines, next) = thread::scope(|scope| {
            let parts = batch
                .chunks(AT_ONCE)
                .map(|part| scope.spawn(|| part.iter().map(|(line, row)| sheet.line(*line, row)).collect::<Vec<_>>()));
            let parts: Vec<_> = parts.collect();
            let next = rows.fill(AT_ONCE * cores);
            let lines: Vec<Line> = parts.into_iter().filter_map(|part| part.join().ok()).flatten().collect();
            (lines, next)
        });
        for line in lines {
            keep(line, name, reading, seen);
        }
        batch = next.map_err(broken)?;
    }
    Ok(())
}

/// The lines that are still to come.
struct Rows<'a> {
    text: &'a [u8],
    rows: csv::Reader<&'a [u8]>,
    /// How far the lines are counted, and how many there are.
    byte: usize,
    line: u64,
}

impl Rows<'_> {
    /// Up to `most` lines with their numbers, as an editor counts them.
    fn fill(&mut self, most: usize) -> Result<Vec<(u64, ByteRecord)>, csv::Error> {
        let mut batch = Vec::with_capacity(most);
        while batch.len() < most {
            let mut row = ByteRecord::new();
            if !self.rows.read_byte_record(&mut row)? {
                break;
            }
            // A record begins before the line feed of the one above, and before blank lines.
            let from = row.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(usize::MAX));
            let breaks =
                self.text.get(from..).unwrap_or_default().iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
            let begin = (from + breaks.count()).min(self.text.len());
            let passed = self.text[self.byte..begin].iter().filter(|byte| **byte == b'\n').count();
            self.line += passed as u64;
            self.byte = begin;
            batch.push((self.line, row));
        }
        Ok(batch)
    }
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
    name: &'a str,
    width: usize,
    places: [usize; 29],
    service: Option<Service>,
}

impl Sheet<'_> {
    fn line(&self, number: u64, row: &ByteRecord) -> Line {
        let mut doubts = vec![];
        let listing = self.listing(row, number, &mut doubts);
        Line { number, listing, doubts }
    }

    fn listing(
        &self,
        row: &ByteRecord,
        line: u64,
        doubts: &mut Vec<(DoubtKind, String)>,
    ) -> Result<Listing, (DoubtKind, String)> {
        if row.len() != self.width {
            return Err((DoubtKind::Cells, format!("{}列（見出しは{}列）", row.len(), self.width)));
        }
        let cells: [Cow<'_, str>; 29] = std::array::from_fn(|at| clean(row.get(self.places[at]).unwrap_or_default()));
        let cell = |column: Column| cells[column.at()].as_ref();
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
        let address = format!("{}{}", cell(Column::Town), cell(Column::Street));
        let told: Vec<&str> =
            Column::all().map(|column| if column == Column::Serial { "" } else { cell(column) }).collect();
        let text = serde_json::to_string(&told).map_err(|_| (DoubtKind::Cells, self.name.to_string()))?;
        let texts = [cell(Column::Name), cell(Column::Kana), cell(Column::Corporation), &address];
        Ok(Listing {
            file: self.file,
            line,
            number,
            service,
            prefecture: prefecture::of_address(&address),
            spot,
            address_hash: hash(&address_key(&address)),
            line_hash: hash(&text),
            sought: sought(&texts),
            text,
        })
    }
}

fn look_at_the_rest<'a>(cell: &impl Fn(Column) -> &'a str, doubts: &mut Vec<(DoubtKind, String)>) {
    let mut unless = |fits: bool, kind, column: Column| {
        if !fits && !cell(column).is_empty() {
            doubts.push((kind, short(cell(column))));
        }
    };
    for column in [Column::Phone, Column::Fax] {
        unless(dials(cell(column)).is_some(), DoubtKind::Phone, column);
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

/// Without outer blanks; characters that no text of a form may hold go, a line break stays one.
fn clean(cell: &[u8]) -> Cow<'_, str> {
    let text = std::str::from_utf8(cell).unwrap_or_default().trim();
    let is_odd = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    if text.contains(is_odd) { Cow::Owned(text.replace("\r\n", "\n").replace(is_odd, "")) } else { Cow::Borrowed(text) }
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
        let bomb = Delivered { name: "bomb.zip", bytes: &bytes };
        assert!(bytes.len() < 10_000);
        let mut left = 1024 * 1024 + 1;
        assert!(unpacked(&bomb, &mut left).unwrap_err().contains("大きすぎます"));
        assert_eq!(unpacked(&bomb, &mut (2 * 1024 * 1024)).map(|files| files.len()), Ok(2));
    }
}
