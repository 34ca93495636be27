//! Invented files like the real ones, with the faults that they have, edition after edition. The same seed gives the same bytes.
//!
//! Names are put together from words; numbers of telephones have 000 where a real one has its exchange.

use crate::columns::{COLUMNS, Column};
use crate::listing::Spot;
use crate::service::Service;
use oorandom::Rand64;
use std::io::{self, Cursor, Write};
use zip::write::SimpleFileOptions;

/// A municipality in which offices are invented.
#[derive(Debug, Clone)]
pub struct Town {
    /// Its six digits.
    pub code: u32,
    /// 東京都小金井市.
    pub full: String,
    /// Its middle.
    pub middle: Spot,
}

/// What is wanted.
#[derive(Debug, Clone)]
pub struct Wanted<'a> {
    /// Where the offices lie; the first has as many as any other.
    pub towns: &'a [Town],
    /// How many lines the first edition has.
    pub lines: usize,
    /// From which everything follows.
    pub seed: u64,
    /// Which edition: 0 is the first, and in each later one some have changed, moved, gone or come.
    pub step: u32,
    /// With the faults that real files have?
    pub faults: bool,
}

/// About where the office of each prefecture stands, in tenths of a degree.
const MIDDLES: [(u16, u16); 47] = [
    (431, 1413),
    (408, 1407),
    (397, 1412),
    (383, 1409),
    (397, 1401),
    (382, 1404),
    (378, 1405),
    (363, 1404),
    (366, 1399),
    (364, 1391),
    (359, 1396),
    (356, 1401),
    (357, 1397),
    (354, 1396),
    (379, 1390),
    (367, 1372),
    (366, 1366),
    (361, 1362),
    (357, 1386),
    (367, 1382),
    (354, 1367),
    (350, 1384),
    (352, 1369),
    (347, 1365),
    (350, 1359),
    (350, 1358),
    (347, 1355),
    (347, 1352),
    (347, 1358),
    (342, 1352),
    (355, 1342),
    (355, 1331),
    (347, 1339),
    (344, 1325),
    (342, 1315),
    (341, 1346),
    (343, 1340),
    (338, 1328),
    (336, 1335),
    (336, 1304),
    (332, 1303),
    (327, 1299),
    (328, 1307),
    (332, 1316),
    (319, 1314),
    (316, 1306),
    (262, 1277),
];

impl Town {
    /// A municipality with about as much truth about its place as a test needs: near the office of its prefecture.
    pub fn near(code: u32, full: String) -> Town {
        let prefecture = usize::try_from(code / 10_000).unwrap_or_default();
        let (latitude, longitude) = MIDDLES[prefecture.clamp(1, 47) - 1];
        let dice = &mut Rand64::new(u128::from(code));
        let shift = |tenths: u16, dice: &mut Rand64| f64::from(tenths) / 10.0 + dice.rand_float() * 0.5 - 0.25;
        Town { code, full, middle: Spot::of(shift(latitude, dice), shift(longitude, dice)) }
    }
}

/// Of each thousand lines so many are of this service, about as in September 2025 (domain.md §4.1).
const SHARES: &[(i64, u32)] = &[
    (11, 128),
    (12, 107),
    (13, 15),
    (15, 39),
    (22, 67),
    (24, 25),
    (32, 13),
    (33, 80),
    (34, 2),
    (41, 2),
    (42, 8),
    (45, 24),
    (46, 103),
    (52, 66),
    (53, 19),
    (54, 18),
    (60, 17),
    (61, 3),
    (62, 10),
    (63, 84),
    (65, 124),
    (66, 2),
    (67, 19),
    (70, 49),
];

const HEADS: [&str; 24] = [
    "みほん", "すみれ", "こもれび", "あおぞら", "ひだまり", "つくし", "やまぼうし", "はるかぜ", "なないろ", "そよかぜ",
    "ほしぞら", "かわせみ", "あじさい", "くるみ", "ゆずりは", "たんぽぽ", "みなも", "やすらぎ", "かがやき", "さくら",
    "のぞみ", "あゆみ", "めぐみ", "いずみ",
];
const KANJI: [(&str, &str); 8] = [
    ("髙橋", "たかはし"),
    ("渡邉", "わたなべ"),
    ("山﨑", "やまざき"),
    ("齋藤", "さいとう"),
    ("北本町", "きたほんちょう"),
    ("東通り", "ひがしどおり"),
    ("緑ヶ丘", "みどりがおか"),
    ("中央", "ちゅうおう"),
];
const CORPORATIONS: [(&str, &str); 6] = [
    ("社会福祉法人", "しゃかいふくしほうじん"),
    ("特定非営利活動法人", "とくていひえいりかつどうほうじん"),
    ("株式会社", "かぶしきがいしゃ"),
    ("合同会社", "ごうどうがいしゃ"),
    ("一般社団法人", "いっぱんしゃだんほうじん"),
    ("医療法人社団", "いりょうほうじんしゃだん"),
];

/// A line: its 29 cells, or one too few where a fault wants it so.
pub type Row = Vec<String>;

/// The lines of the edition, in the order of their files.
pub fn rows(wanted: &Wanted<'_>) -> Vec<(Service, Row)> {
    let births = wanted.lines + wanted.lines / 50 * wanted.step as usize;
    let mut rows: Vec<(Service, Row)> = (0..births).filter_map(|at| row(wanted, at)).collect();
    rows.sort_by_key(|(service, _)| *service);
    if wanted.faults && rows.len() > 200 {
        for at in (0..rows.len()).step_by(997) {
            spoil(&mut rows, at);
        }
    }
    rows
}

/// One CSV with all of it, as the real ones are written: quoted, CRLF, with a BOM.
///
/// # Errors
/// What the writing says.
pub fn csv(wanted: &Wanted<'_>) -> io::Result<Vec<u8>> {
    let rows = rows(wanted);
    table(rows.iter().map(|(_, row)| row))
}

/// A ZIP with a CSV for each service, each named as the real ones are.
///
/// # Errors
/// What the writing says.
pub fn zip(wanted: &Wanted<'_>) -> io::Result<Vec<u8>> {
    let rows = rows(wanted);
    let mut file = zip::ZipWriter::new(Cursor::new(vec![]));
    for of_one in rows.chunk_by(|(a, _), (b, _)| a == b) {
        let name = format!("csvdownload{:03}.csv", of_one[0].0.code());
        file.start_file(name, SimpleFileOptions::default()).map_err(io::Error::other)?;
        file.write_all(&table(of_one.iter().map(|(_, row)| row))?)?;
    }
    Ok(file.finish().map_err(io::Error::other)?.into_inner())
}

/// Rows as a file: its head, then each row.
///
/// # Errors
/// What the writing says.
pub fn table<'a>(rows: impl Iterator<Item = &'a Row>) -> io::Result<Vec<u8>> {
    let mut builder = csv::WriterBuilder::new();
    builder.quote_style(csv::QuoteStyle::Always).terminator(csv::Terminator::CRLF).flexible(true);
    let mut file = builder.from_writer(b"\xef\xbb\xbf".to_vec());
    file.write_record(COLUMNS)?;
    for row in rows {
        file.write_record(row)?;
    }
    file.into_inner().map_err(|error| io::Error::other(error.to_string()))
}

/// Faults of whole lines: a cell is missing, a number is none, a line stands there twice.
fn spoil(rows: &mut [(Service, Row)], at: usize) {
    match at / 997 % 3 {
        0 => {
            rows[at].1.pop();
        }
        1 => rows[at].1[Column::Number.at()] = "未定".into(),
        _ if at > 0 => rows[at] = rows[at - 1].clone(),
        _ => {}
    }
}

fn row(wanted: &Wanted<'_>, at: usize) -> Option<(Service, Row)> {
    let dice = &mut Rand64::new(u128::from(wanted.seed) << 64 | at as u128);
    let office = Office::invent(wanted, at, dice);
    let born = u32::try_from(at.saturating_sub(wanted.lines) / (wanted.lines / 50).max(1)).unwrap_or(u32::MAX);
    let born = if at < wanted.lines { 0 } else { born + 1 };
    if wanted.step < born {
        return None;
    }
    let mut state = State { capacity: 6 + dice.rand_range(0..5) * 4, ..State::default() };
    for _ in born..wanted.step {
        match dice.rand_range(0..1000) {
            0..15 => return None,
            15..25 => state.moves += 1,
            25..55 => state.spelling += 1,
            55..75 => state.capacity += 2,
            75..85 => state.phone += 1,
            _ => {}
        }
    }
    Some((office.service, office.cells(&state, wanted)))
}

/// What changes from one edition to the next.
#[derive(Default)]
struct State {
    moves: u64,
    spelling: u64,
    capacity: u64,
    phone: u64,
}

struct Office<'a> {
    at: usize,
    service: Service,
    town: &'a Town,
    head: &'static str,
    kanji: Option<(&'static str, &'static str)>,
    corporation: (&'static str, &'static str),
    owner: &'static str,
    block: [u64; 3],
    room: u64,
    shift: (f64, f64),
}

fn one_of<T: Copy>(dice: &mut Rand64, all: &[T]) -> T {
    all[usize::try_from(dice.rand_range(0..all.len() as u64)).unwrap_or_default()]
}

impl<'a> Office<'a> {
    fn invent(wanted: &Wanted<'a>, at: usize, dice: &mut Rand64) -> Office<'a> {
        let total: u32 = SHARES.iter().map(|(_, share)| share).sum();
        let mut drawn = dice.rand_range(0..u64::from(total));
        let service = SHARES.iter().find(|(_, share)| {
            let is_it = drawn < u64::from(*share);
            drawn = drawn.saturating_sub(u64::from(*share));
            is_it
        });
        let service = service.and_then(|(code, _)| Service::of_code(*code)).unwrap_or(Service::GROUP_HOME);
        let town = usize::try_from(dice.rand_range(0..wanted.towns.len() as u64)).unwrap_or_default();
        let degrees = |dice: &mut Rand64| dice.rand_float() * 0.06 - 0.03;
        Office {
            at,
            service,
            town: &wanted.towns[town],
            head: one_of(dice, &HEADS),
            kanji: (dice.rand_range(0..4) == 0).then(|| one_of(dice, &KANJI)),
            corporation: one_of(dice, &CORPORATIONS),
            owner: one_of(dice, &HEADS),
            block: [dice.rand_range(1..8), dice.rand_range(1..30), dice.rand_range(1..20)],
            room: dice.rand_range(0..400),
            shift: (degrees(dice), degrees(dice)),
        }
    }

    fn name(&self) -> (String, String) {
        let (kanji, read) = self.kanji.unwrap_or(("", ""));
        let (kind, kind_read) = match self.service.code() {
            32..=34 => ("ホーム", "ほーむ"),
            52..=54 | 70 => ("相談支援センター", "そうだんしえんせんたー"),
            11..=15 => ("ヘルパーステーション", "へるぱーすてーしょん"),
            45 | 46 | 60 | 62 => ("ワークス", "わーくす"),
            63..=69 => ("キッズ", "きっず"),
            _ => ("の家", "のいえ"),
        };
        (format!("{kanji}{}{kind}{}", self.head, self.at % 97 + 1), format!("{read}{}{kind_read}", self.head))
    }

    fn street(&self, state: &State) -> String {
        let [chome, block, house] = self.block;
        let block = block + state.moves * 3;
        let place = ["本町", "緑町", "桜町", "中町", "東町"][usize::try_from(chome % 5).unwrap_or_default()];
        let room = if self.room < 100 { format!("　みほんビル{}", self.room + 101) } else { String::new() };
        match state.spelling % 3 {
            0 => format!("{place}{chome}-{block}-{house}{room}"),
            1 => format!("{place}{chome}丁目{block}番{house}号{room}"),
            _ => wide(&format!("{place}{chome}－{block}－{house}{room}")),
        }
    }

    fn cells(&self, state: &State, wanted: &Wanted<'_>) -> Row {
        let mut cells = vec![String::new(); COLUMNS.len()];
        let mut set = |column: Column, text: String| cells[column.at()] = text;
        let (name, kana) = self.name();
        let prefecture = self.town.code / 10_000;
        let phone = |last: u64| format!("0{}-000-{last:04}", 40 + prefecture % 50);
        let serial = u64::try_from(self.at).unwrap_or_default();
        set(Column::Area, format!("{:05}", prefecture * 1000));
        set(Column::Serial, format!("A{:011}", serial + 1));
        set(Column::Designator, self.town.full.clone());
        set(Column::Corporation, format!("{}{}会", self.corporation.0, self.owner));
        set(Column::CorporationKana, format!("{}{}かい", self.corporation.1, self.owner));
        set(Column::CorporationNumber, format!("{:013}", 1_000_000_000_000 + serial / 3));
        set(Column::CorporationTown, self.town.full.clone());
        set(Column::CorporationStreet, self.street(&State::default()));
        set(Column::CorporationPhone, phone(serial % 9000 + 1));
        set(Column::CorporationFax, phone(serial % 9000 + 2));
        set(Column::Service, self.service.label().replace('A', "Ａ").replace('B', "Ｂ"));
        set(Column::Name, name);
        set(Column::Kana, kana);
        set(Column::Number, format!("{prefecture:02}{:08}", 10_000_000 + serial / 2));
        set(Column::Town, self.town.full.clone());
        set(Column::Street, self.street(state));
        set(Column::Phone, phone((serial + state.phone * 7) % 9000 + 1));
        set(Column::Fax, phone((serial + state.phone * 7) % 9000 + 3));
        if self.at.is_multiple_of(3) {
            set(Column::Url, format!("https://office{serial}.example.jp/"));
        }
        let (latitude, longitude) = self.town.middle.degrees();
        let far = |moves: u64| f64::from(u32::try_from(moves).unwrap_or_default()) * 0.005;
        set(Column::Latitude, format!("{:.6}", latitude + self.shift.0 + far(state.moves)));
        set(Column::Longitude, format!("{:.6}", longitude + self.shift.1));
        set(Column::Weekdays, "09:00～18:00".into());
        if self.at.is_multiple_of(4) {
            set(Column::Saturday, "10:00～16:00".into());
        }
        set(
            Column::Closed,
            if self.at.is_multiple_of(4) { "日、祝日、年末年始" } else { "土、日、祝日、年末年始" }.into(),
        );
        if self.at.is_multiple_of(9) {
            set(Column::Note, "お盆は休み。\n見学は、前の日までに電話で。".into());
        }
        set(Column::Capacity, state.capacity.to_string());
        if wanted.faults {
            // A fault of its own, which stays from one edition to the next.
            fault(&mut cells, &mut Rand64::new(u128::from(wanted.seed) << 64 | u128::from(u64::MAX - serial)));
        }
        cells
    }
}

/// Faults of single cells, as often as in the real files or oftener.
fn fault(cells: &mut [String], dice: &mut Rand64) {
    match dice.rand_range(0..200) {
        0..4 => {
            cells[Column::Latitude.at()] = "0.0".into();
            cells[Column::Longitude.at()] = "0.0".into();
        }
        4 => cells.swap(Column::Latitude.at(), Column::Longitude.at()),
        5 => cells[Column::Phone.at()] += "（内線12）",
        6 => cells[Column::Phone.at()] = "なし".into(),
        7 => cells[Column::Phone.at()] = wide(&cells[Column::Phone.at()]),
        8 => cells[Column::Url.at()] = "準備中".into(),
        9 => cells[Column::Capacity.at()] += "名",
        10 => cells[Column::Capacity.at()] = "ユニットによる".into(),
        11 => cells[Column::CorporationNumber.at()].truncate(12),
        12 => cells[Column::Kana.at()].clear(),
        13 => cells[Column::Number.at()] = wide(&cells[Column::Number.at()]),
        _ => {}
    }
}

fn wide(text: &str) -> String {
    let wide = |c: char| match c {
        '0'..='9' => char::from_u32(u32::from(c) - u32::from('0') + u32::from('０')).unwrap_or(c),
        '-' => '－',
        other => other,
    };
    text.chars().map(wide).collect()
}
