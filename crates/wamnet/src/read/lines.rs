//! A text → its lines, each with what is wrong or doubtful in it. Each core reads a part.

use crate::columns::{COLUMNS, Column};
use crate::doubt::DoubtKind;
use crate::listing::{Listing, OfficeNumber, address_key, can_dial, capacity, hash, spot, web};
use crate::prefecture;
use crate::service::Service;
use csv::StringRecord;
use std::collections::HashMap;
use std::io::Cursor;
use std::ops::Range;
use std::sync::Arc;
use std::thread;

pub(super) fn rows(text: &[u8]) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text)
}

/// A line that was looked at.
pub(super) struct Line {
    pub(super) number: u64,
    pub(super) listing: Result<Listing, (DoubtKind, String)>,
    /// Of whom a line tells that is refused, as far as it can be read.
    pub(super) unread: Option<(OfficeNumber, Service)>,
    pub(super) doubts: Vec<(DoubtKind, String)>,
}

/// What holds for every line of a file.
pub(super) struct Sheet<'a> {
    pub(super) file: usize,
    pub(super) service: Option<Service>,
    pub(super) text: &'a [u8],
}

impl Sheet<'_> {
    /// The lines below the head, each core a part of them.
    pub(super) fn lines(&self, from: usize) -> Vec<Vec<Line>> {
        let cores = thread::available_parallelism().map_or(1, usize::from).min(8);
        let parts = parts(self.text, from, cores);
        let read = |parts: &[Range<usize>]| {
            thread::scope(|scope| {
                let parts: Vec<_> = parts.iter().map(|part| scope.spawn(|| self.part(part.clone()))).collect();
                parts
                    .into_iter()
                    .map(|part| part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
                    .collect::<Vec<Vec<Line>>>()
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
        let mut counted = Counted::of(self.text);
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
            let raw = self.text.get(begin..end).unwrap_or_default();
            if !is_text || std::str::from_utf8(raw).is_err() || (end == self.text.len() && !closes(raw)) {
                let why = (DoubtKind::Cells, "文字か、引用符として読めない".to_string());
                lines.push(Line { number, listing: Err(why), unread: self.about(&row), doubts: vec![] });
                continue;
            }
            let mut doubts = vec![];
            let listing = self.listing(&row, (number, begin..end.max(begin)), &mut towns, &mut doubts);
            let unread = if listing.is_err() { self.about(&row) } else { None };
            lines.push(Line { number, listing, unread, doubts });
        }
        lines
    }

    /// Number and service of a line that is not taken.
    fn about(&self, row: &StringRecord) -> Option<(OfficeNumber, Service)> {
        let cell = |column: Column| row.get(column.at()).unwrap_or_default().trim();
        let number = OfficeNumber::parse(cell(Column::Number))?;
        Some((number, Service::named(cell(Column::Service)).or(self.service)?))
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
        let (latitude, longitude) = (cell(Column::Latitude), cell(Column::Longitude));
        let (spot, doubt) = spot(latitude, longitude);
        doubts.extend(doubt.map(|kind| {
            (kind, if kind == DoubtKind::NoPlace { String::new() } else { short(&format!("{latitude}, {longitude}")) })
        }));
        look_at_the_rest(&cell, doubts);
        let town = match towns.get(cell(Column::Town)) {
            Some(known) => known.clone(),
            None => towns.entry(cell(Column::Town).to_string()).or_insert_with(|| cell(Column::Town).into()).clone(),
        };
        let told = row.iter().enumerate().filter(|(at, _)| *at != Column::Serial.at()).map(|(_, cell)| cell.trim());
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

/// Does a line end outside of a cell in quotes? The last of a file may not, and would swallow what is laid behind it.
fn closes(line: &[u8]) -> bool {
    let mut rows = rows_of(line, b"\nx");
    rows.byte_records().count() == 2
}

fn rows_of(line: &[u8], more: &'static [u8]) -> csv::Reader<Cursor<Vec<u8>>> {
    let text = [line.trim_ascii_end(), more].concat();
    csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(Cursor::new(text))
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
    /// What ends a line: of an old Mac file it is a carriage return alone.
    mark: u8,
}

impl<'a> Counted<'a> {
    fn of(text: &'a [u8]) -> Counted<'a> {
        Counted { text, byte: 0, line: 1, mark: if text.contains(&b'\n') { b'\n' } else { b'\r' } }
    }

    /// The number of the line with which a record begins, and where. The reader lets a record begin before the line feed of the one above,
    /// and before blank lines.
    fn at(&mut self, from: usize) -> (u64, usize) {
        let bytes = self.text;
        let breaks = bytes.get(from..).unwrap_or_default().iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
        let begin = (from + breaks.count()).min(bytes.len());
        self.line += bytes[self.byte..begin].iter().filter(|byte| **byte == self.mark).count() as u64;
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

fn short(text: &str) -> String {
    text.chars().take(60).collect()
}
