//! A line of a file that was taken: an office with one service at one address.

use crate::columns::{COLUMNS, Column};
use crate::doubt::DoubtKind;
use crate::service::Service;
use sha2::{Digest, Sha256};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// 事業所番号: ten digits. One number may hold several services, and a service several addresses (従たる事業所).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OfficeNumber(u64);

impl OfficeNumber {
    /// Ten digits, plain or full-width.
    pub fn parse(text: &str) -> Option<OfficeNumber> {
        let plain = digits(text)?;
        (plain.len() == 10).then(|| plain.parse().ok().map(OfficeNumber)).flatten()
    }

    /// As a number.
    pub fn value(self) -> u64 {
        self.0
    }

    /// Nine digits of which a spreadsheet swallowed the nought of 北海道 to 栃木県 (01 to 09).
    pub(crate) fn without_nought(text: &str) -> Option<OfficeNumber> {
        let plain = digits(text)?;
        (plain.len() == 9 && !plain.starts_with('0')).then(|| plain.parse().ok().map(OfficeNumber)).flatten()
    }
}

impl fmt::Display for OfficeNumber {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{:010}", self.0)
    }
}

fn digits(text: &str) -> Option<String> {
    let plain: String = text.chars().map(glyphs::plain).filter(|c| !c.is_whitespace()).collect();
    plain.bytes().all(|byte| byte.is_ascii_digit()).then_some(plain)
}

/// A place on the earth in millionths of a degree (WGS84): about 11 cm to the north.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// 緯度.
    pub latitude: i32,
    /// 経度.
    pub longitude: i32,
}

impl Spot {
    /// In degrees.
    pub fn of(latitude: f64, longitude: f64) -> Spot {
        // Degrees never reach the ends of an i32.
        #[allow(clippy::cast_possible_truncation, reason = "at most 180 million")]
        let millionths = |degrees: f64| (degrees.clamp(-180.0, 180.0) * 1e6).round() as i32;
        Spot { latitude: millionths(latitude), longitude: millionths(longitude) }
    }

    /// 緯度 and 経度 in degrees.
    pub fn degrees(self) -> (f64, f64) {
        (f64::from(self.latitude) / 1e6, f64::from(self.longitude) / 1e6)
    }

    /// Does it lie in the square around Japan?
    pub fn is_in_japan(self) -> bool {
        let (latitude, longitude) = self.degrees();
        (20.0..=46.0).contains(&latitude) && (122.0..=154.0).contains(&longitude)
    }

    /// Metres to another, as the crow flies (haversine, mean radius of the earth 6,371,008.8 m).
    pub fn metres_to(self, other: Spot) -> f64 {
        const RADIUS: f64 = 6_371_008.8;
        let ((a, b), (c, d)) = (self.degrees(), other.degrees());
        let half = |x: f64, y: f64| ((y - x).to_radians() / 2.0).sin().powi(2);
        let chord = half(a, c) + a.to_radians().cos() * c.to_radians().cos() * half(b, d);
        2.0 * RADIUS * chord.clamp(0.0, 1.0).sqrt().asin()
    }
}

/// What is known of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// Which of the files.
    pub file: usize,
    /// The number of the line in it.
    pub line: u64,
    /// Where it stands in the text of its file; see [`crate::Reading::line`].
    pub span: Range<usize>,
    /// 事業所番号.
    pub number: OfficeNumber,
    /// サービス種別.
    pub service: Service,
    /// The number of the prefecture, 1 to 47; 99 for the sample prefecture; 0 where the address names none.
    pub prefecture: u8,
    /// 東京都小金井市, as it came.
    pub town: Arc<str>,
    /// Where it lies; `None` where the file does not say so.
    pub spot: Option<Spot>,
    /// Of the folded address; equal where the address is only written in another way.
    pub address_hash: i64,
    /// Of all that the line says (but its serial number).
    pub line_hash: i64,
}

/// The cells of a line by the names of their columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cells(Vec<String>);

impl Cells {
    /// From a line as it came.
    pub fn parse(text: &str) -> Option<Cells> {
        Cells::all_of(text).into_iter().next()
    }

    /// From lines as they came, one after the other.
    pub fn all_of(text: &str) -> Vec<Cells> {
        let mut rows = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let rows = rows.records().map_while(Result::ok).filter(|row| row.len() == COLUMNS.len());
        rows.map(|row| Cells(row.iter().map(clean).collect())).collect()
    }

    /// As it is looked for: name, kana, corporation and address.
    pub fn sought(&self) -> String {
        let texts = [self.get(Column::Name), self.get(Column::Kana), self.get(Column::Corporation), &self.address()];
        sought(&texts)
    }

    /// A cell as it came, without outer blanks.
    pub fn get(&self, column: Column) -> &str {
        self.0.get(column.at()).map_or("", String::as_str)
    }

    /// All of them.
    pub fn all(&self) -> &[String] {
        &self.0
    }

    /// 東京都小金井市本町1-2-3.
    pub fn address(&self) -> String {
        format!("{}{}", self.get(Column::Town), self.get(Column::Street))
    }

    /// Where it lies, as the line says so.
    pub fn spot(&self) -> Option<Spot> {
        spot(self.get(Column::Latitude), self.get(Column::Longitude)).0
    }

    /// 定員, where it is a number.
    pub fn capacity(&self) -> Option<u32> {
        capacity(self.get(Column::Capacity))
    }

    /// What a telephone dials for this column; `None` for what is no number.
    pub fn dials(&self, column: Column) -> Option<String> {
        dials(self.get(column))
    }

    /// The address of the web for this column; `None` for what is none.
    pub fn web(&self, column: Column) -> Option<String> {
        web(self.get(column))
    }
}

/// 20, ２０, 20名, 20人.
pub(crate) fn capacity(cell: &str) -> Option<u32> {
    let plain: String = cell.chars().map(glyphs::plain).filter(|c| !c.is_whitespace()).collect();
    plain.trim_end_matches(['名', '人']).parse().ok().filter(|count| *count < 100_000)
}

/// 緯度 and 経度 as a place, and what is wrong with them.
pub(crate) fn spot(latitude: &str, longitude: &str) -> (Option<Spot>, Option<DoubtKind>) {
    let number = |cell: &str| cell.chars().map(glyphs::plain).collect::<String>().trim().parse::<f64>().ok();
    let is_nothing = |cell: &str| cell.is_empty() || number(cell) == Some(0.0);
    if is_nothing(latitude) || is_nothing(longitude) {
        return (None, Some(DoubtKind::NoPlace));
    }
    let (Some(north), Some(east)) = (number(latitude), number(longitude)) else {
        return (None, Some(DoubtKind::FarPlace));
    };
    if Spot::of(north, east).is_in_japan() {
        return (Some(Spot::of(north, east)), None);
    }
    if Spot::of(east, north).is_in_japan() {
        return (Some(Spot::of(east, north)), Some(DoubtKind::Crosswise));
    }
    (None, Some(DoubtKind::FarPlace))
}

/// Without outer blanks; characters that no text of a form may hold go, a line break stays one.
fn clean(cell: &str) -> String {
    let is_odd = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    cell.trim().replace(is_odd, "")
}

/// Would [`dials`] say something?
pub(crate) fn can_dial(cell: &str) -> bool {
    let bytes = cell.as_bytes();
    let digits = bytes.iter().filter(|byte| byte.is_ascii_digit()).count();
    let is_usual = bytes.iter().all(|byte| byte.is_ascii_digit() || *byte == b'-');
    (is_usual && bytes.first() == Some(&b'0') && matches!(digits, 10 | 11)) || dials(cell).is_some()
}

/// Ten or eleven digits that begin with a nought, in whatever way they are parted.
pub(crate) fn dials(cell: &str) -> Option<String> {
    let is_part = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '.' | 'ー') || glyphs::is_dash(c);
    let plain: String = cell.chars().map(glyphs::plain).filter(|c| !is_part(*c)).collect();
    let fits = plain.bytes().all(|byte| byte.is_ascii_digit()) && matches!(plain.len(), 10 | 11);
    (fits && plain.starts_with('0')).then_some(plain)
}

/// http, https, or a host as people write it without either.
pub(crate) fn web(cell: &str) -> Option<String> {
    let plain: String = cell.chars().map(glyphs::plain).collect();
    let lower = plain.to_ascii_lowercase();
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    let host = rest.unwrap_or(&lower).split(['/', '?', '#', ':']).next().unwrap_or_default();
    let labels: Vec<&str> = host.split('.').collect();
    let is_label = |label: &&str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    let is_host = labels.len() > 1 && labels.iter().all(is_label) && labels.last().is_some_and(|last| last.len() > 1);
    let is_odd = |c: char| c.is_whitespace() || c.is_control() || "<>\"'`\\{}|^@".contains(c);
    if !is_host || plain.chars().any(is_odd) {
        return None;
    }
    Some(if rest.is_some() { plain } else { format!("http://{plain}") })
}

/// An address as it is compared: folded, without blanks, numbers of blocks parted by dashes (1丁目2番3号 is 1-2-3). A dash stands between
/// two numbers alone.
pub(crate) fn address_key(parts: &[&str]) -> String {
    const MARKS: [&[char]; 8] =
        [&['丁', '目'], &['番', '地', 'の'], &['番', '地'], &['番'], &['号'], &['の'], &['ー'], &['-']];
    let folded: Vec<char> = parts.iter().flat_map(|part| glyphs::fold(part).chars().collect::<Vec<_>>()).collect();
    let is_digit = |c: char| c.is_ascii_digit();
    let (mut key, mut at, mut parts_two) = (String::with_capacity(folded.len() * 3), 0, false);
    while at < folded.len() {
        let rest = &folded[at..];
        if rest[0] == ' ' {
            parts_two |= key.ends_with(is_digit);
            at += 1;
            continue;
        }
        let mark = MARKS.into_iter().find(|mark| key.ends_with(is_digit) && rest.starts_with(mark));
        if let Some(mark) = mark {
            parts_two = true;
            at += mark.len();
            continue;
        }
        // 三丁目 is 3丁目: up to ten, as streets are counted.
        let count = "〇一二三四五六七八九十".chars().position(|c| c == rest[0]);
        let count = count.filter(|_| rest[1..].starts_with(&['丁', '目'])).map(|count| count.to_string());
        if parts_two && (count.is_some() || is_digit(rest[0])) {
            key.push('-');
        }
        parts_two = false;
        match count {
            Some(count) => key += &count,
            None => key.push(rest[0]),
        }
        at += 1;
    }
    key
}

/// Texts as they are looked for: folded, hiragana and katakana alike.
pub fn sought(texts: &[&str]) -> String {
    let folded = glyphs::fold(&texts.join(" "));
    let katakana = |c| match c {
        'ぁ'..='ゖ' => char::from_u32(c as u32 + 0x60).unwrap_or(c),
        _ => c,
    };
    folded.chars().map(katakana).collect()
}

/// Eight bytes of SHA-256. It tells apart the few lines of one number, and a line from what it was.
pub(crate) fn hash<'a>(cells: impl Iterator<Item = &'a str>) -> i64 {
    let mut told: Vec<u8> = Vec::with_capacity(1024);
    for cell in cells {
        told.extend_from_slice(cell.as_bytes());
        told.push(0x1f);
    }
    let digest = Sha256::digest(&told);
    digest.iter().take(8).fold(0, |sum, byte| (sum << 8) | i64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(address: &str) -> String {
        address_key(&[address])
    }

    #[test]
    fn an_address_is_the_same_however_its_blocks_are_written() {
        let one = key("東京都小金井市本町1-2-3 みほんビル201");
        for other in [
            "東京都小金井市本町１丁目２番３号　みほんビル２０１",
            "東京都小金井市本町一丁目２−３ みほんビル２０１",
            "東京都小金井市本町1ー2ー3みほんビル201",
            "東京都小金井市本町1丁目2-3 みほんビル201",
        ] {
            assert_eq!(key(other), one, "{other}");
        }
        assert_eq!(key("本町1丁目2番地3"), key("本町1-2-3"));
        assert_eq!(key("本町1番地の3"), key("本町1-3"));
        for apart in [
            "東京都小金井市本町1-23 みほんビル201", "東京都小金井市本町1-2-4 みほんビル201",
            "東京都小金井市本町11-2-3 みほんビル201", "東京都小金井市本町1-2-3",
        ] {
            assert_ne!(key(apart), one, "{apart}");
        }
        assert_eq!(key("二丁目食堂一丁目1番館"), "2食堂1-1館");
        assert_eq!(key("本町3ーハイツ"), key("本町3ハイツ"));
        assert_eq!(key("コーポ・ー"), "コーポ・ー");
    }

    #[test]
    fn numbers_are_ten_digits() {
        assert_eq!(OfficeNumber::parse("１３１０００００２５").map(|n| n.to_string()).as_deref(), Some("1310000025"));
        assert_eq!(OfficeNumber::parse("0110000025").map(|n| n.to_string()).as_deref(), Some("0110000025"));
        assert_eq!(OfficeNumber::without_nought("110000025").map(|n| n.to_string()).as_deref(), Some("0110000025"));
        for odd in ["", "131000002", "13100000255", "13-10000025", "一三一〇〇〇〇〇二五"] {
            assert_eq!(OfficeNumber::parse(odd), None, "{odd}");
        }
    }

    #[test]
    fn a_telephone_dials_what_is_a_number_and_nothing_else() {
        for cell in ["042-000-1234", "０４２（０００）１２３４", "042 000 1234", "0420001234", "042ー000ー1234"]
        {
            assert_eq!(dials(cell).as_deref(), Some("0420001234"), "{cell}");
        }
        for odd in ["", "なし", "000-1234", "042-000-1234（内線5）", "42-000-1234", "090-0000-00001"] {
            assert_eq!(dials(odd), None, "{odd}");
        }
    }

    #[test]
    fn a_web_address_is_a_host_and_never_a_script() {
        assert_eq!(web("https://mihon.example.jp/a").as_deref(), Some("https://mihon.example.jp/a"));
        assert_eq!(web("www.mihon.example.jp").as_deref(), Some("http://www.mihon.example.jp"));
        for odd in [
            "", "なし", "javascript:alert(1)", "info@mihon.example.jp", "https://", "ホームページあり",
            "a b.example.jp", "1.5",
        ] {
            assert_eq!(web(odd), None, "{odd}");
        }
    }

    #[test]
    fn a_capacity_is_a_number_with_or_without_its_unit() {
        for (cell, count) in
            [("20", Some(20)), ("２０名", Some(20)), (" 6人 ", Some(6)), ("", None), ("20+10", None), ("-", None)]
        {
            assert_eq!(capacity(cell), count, "{cell}");
        }
    }

    #[test]
    fn a_degree_of_latitude_is_about_111_kilometres() {
        let metres = Spot::of(35.0, 139.0).metres_to(Spot::of(36.0, 139.0));
        assert!((metres - 111_195.0).abs() < 5.0, "{metres}");
        assert!(Spot::of(35.0, 139.0).metres_to(Spot::of(35.0, 139.0)) < 1e-6);
        assert!(!Spot::of(0.0, 0.0).is_in_japan() && Spot::of(35.7, 139.5).is_in_japan());
    }
}
