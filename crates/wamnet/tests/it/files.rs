//! What is read, what is refused, and with which sentence.

use crate::{reading, towns, wanted};
use proptest::prelude::*;
use std::io::{Cursor, Write};
use wamnet::{COLUMNS, Column, DoubtKind, Edition, Reading, Service, generate};
use zip::write::SimpleFileOptions;

fn head() -> String {
    COLUMNS.iter().map(|head| format!("\"{head}\"")).collect::<Vec<_>>().join(",")
}

/// A file with these lines, each given as the cells that differ from a fine one.
fn file(lines: &[&[(Column, &str)]]) -> String {
    let mut text = format!("\u{feff}{}\r\n", head());
    for line in lines {
        let mut cells = vec![""; 29];
        for (column, cell) in [
            (Column::Service, "共同生活援助"),
            (Column::Name, "みほんホーム"),
            (Column::Number, "1310000025"),
            (Column::Town, "東京都小金井市"),
            (Column::Street, "本町1-2-3"),
            (Column::Latitude, "35.7"),
            (Column::Longitude, "139.5"),
        ]
        .iter()
        .chain(*line)
        {
            cells[column.at()] = cell;
        }
        let quoted: Vec<String> = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
        text += &format!("{}\r\n", quoted.join(","));
    }
    text
}

fn packed(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = zip::ZipWriter::new(Cursor::new(vec![]));
    for (name, bytes) in entries {
        file.start_file(*name, SimpleFileOptions::default()).unwrap();
        file.write_all(bytes).unwrap();
    }
    file.finish().unwrap().into_inner()
}

fn read(lines: &[&[(Column, &str)]]) -> Reading {
    reading("csvdownload033.csv", file(lines).as_bytes()).unwrap()
}

fn doubts(reading: &Reading) -> Vec<(u64, DoubtKind)> {
    reading.doubts.iter().map(|doubt| (doubt.line, doubt.kind)).collect()
}

#[test]
fn a_line_becomes_a_listing_with_its_place_and_its_search_words() {
    let one = read(&[&[
        (Column::Kana, "みほんほーむ"),
        (Column::Corporation, "社会福祉法人髙橋会"),
        (Column::Capacity, "20名"),
    ]]);
    let listing = &one.listings[0];
    let (cells, sought) = (one.cells(listing), one.cells(listing).sought());
    assert_eq!(
        (listing.number.to_string().as_str(), listing.service, listing.prefecture),
        ("1310000025", Service::GROUP_HOME, 13)
    );
    assert_eq!(listing.spot.map(wamnet::Spot::degrees), Some((35.7, 139.5)));
    assert!(sought.contains("ミホンホーム") && sought.contains("社会福祉法人高橋会"), "{}", sought);
    assert_eq!((cells.capacity(), cells.get(Column::Corporation)), (Some(20), "社会福祉法人髙橋会"));
    assert_eq!((doubts(&one), listing.line), (vec![], 2));
}

#[test]
fn lines_that_cannot_be_taken_are_refused_with_their_numbers_and_the_others_stay() {
    let mut text = file(&[
        &[(Column::Number, "未定")],
        &[(Column::Service, "訪問看護")],
        &[(Column::Name, "")],
        &[(Column::Note, "一行目\n二行目")],
        &[(Column::Street, "本町１丁目２番３号")],
    ]);
    text += "\"一列だけ\"\r\n";
    let one = reading("csvdownload033.csv", text.as_bytes()).unwrap();
    assert_eq!(
        doubts(&one),
        [
            (2, DoubtKind::Number),
            (3, DoubtKind::Service),
            (4, DoubtKind::Name),
            (7, DoubtKind::Twice),
            (8, DoubtKind::Cells)
        ],
        "a line break inside a cell counts, as it does in an editor"
    );
    assert_eq!((one.lines, one.listings.len(), one.refused()), (6, 1, 5));
    assert!(one.doubts[3].told.contains("5行目と同じ"), "{}", one.doubts[3].told);
    assert_eq!(one.cells(&one.listings[0]).get(Column::Note), "一行目\n二行目");
}

#[test]
fn cells_that_are_not_believed_are_kept_and_told() {
    let one = read(&[
        &[(Column::Latitude, "0.0"), (Column::Longitude, "0.0")],
        &[(Column::Number, "1310000033"), (Column::Latitude, "139.5"), (Column::Longitude, "35.7")],
        &[(Column::Number, "1310000041"), (Column::Latitude, "51.5"), (Column::Longitude, "-0.1")],
        &[(Column::Number, "1310000058"), (Column::Phone, "なし"), (Column::Url, "準備中"), (Column::Capacity, "多数")],
        &[(Column::Number, "110000025"), (Column::CorporationNumber, "123")],
    ]);
    use DoubtKind::{Capacity, CorporationNumber, Crosswise, FarPlace, NoPlace, Nought, Phone, Url};
    let expected = [
        (2, NoPlace),
        (3, Crosswise),
        (4, FarPlace),
        (5, Phone),
        (5, Url),
        (5, Capacity),
        (6, Nought),
        (6, CorporationNumber),
    ];
    assert_eq!(doubts(&one), expected);
    assert_eq!(one.listings.len(), 5, "none is left out");
    assert_eq!(one.listings[1].spot.map(wamnet::Spot::degrees), Some((35.7, 139.5)));
    assert_eq!(one.cells(&one.listings[3]).get(Column::Phone), "なし", "it stays as it was written");
    assert_eq!(one.listings[4].number.to_string(), "0110000025");
}

#[test]
fn an_empty_service_is_that_of_the_file_and_a_wrong_one_is_not_overruled() {
    let text = file(&[&[(Column::Service, "")], &[(Column::Service, "計画相談支援"), (Column::Number, "1310000033")]]);
    let services = |name: &str| {
        let one = reading(name, text.as_bytes()).unwrap();
        one.listings.iter().map(|listing| listing.service.code()).collect::<Vec<_>>()
    };
    assert_eq!(services("csvdownload033.csv"), [33, 52]);
    assert_eq!(services("mihon.csv"), [52], "nobody knows of which service the first line tells");
}

#[test]
fn a_zip_with_several_files_and_a_file_that_a_spreadsheet_saved_are_read() {
    let text = file(&[&[]]);
    let other = file(&[&[(Column::Number, "1310000033")]]);
    let both = packed(&[
        ("a/csvdownload033.csv", text.as_bytes()),
        ("readme.txt", b"x"),
        ("csvdownload033_2.CSV", other.as_bytes()),
    ]);
    let one = reading("sfkopendata_202509_33.zip", &both).unwrap();
    assert_eq!((one.listings.len(), one.files.len()), (2, 2));
    assert_eq!(one.editions.into_iter().collect::<Vec<_>>(), [Edition::of(2025, 9).unwrap()]);
    let (cp932, ..) = encoding_rs::SHIFT_JIS.encode(text.trim_start_matches('\u{feff}'));
    let (office, plain) = (reading("mihon.csv", &cp932).unwrap(), reading("mihon.csv", text.as_bytes()).unwrap());
    assert_eq!(office.cells(&office.listings[0]), plain.cells(&plain.listings[0]));
    assert_eq!(office.listings[0].line_hash, plain.listings[0].line_hash);
}

#[test]
fn what_is_no_such_file_gets_a_sentence_that_says_what_to_do() {
    let without = file(&[&[]]).replace("\"事業所緯度\"", "\"緯度\"").replace("\"定員\"", "\"人数\"");
    let told = reading("mihon.csv", without.as_bytes()).unwrap_err();
    assert!(told.contains("「事業所緯度」「定員」の列がありません") && told.contains("直さずに選んで"), "{told}");
    for (bytes, word) in [
        (&b""[..], "の列がありません。".replace("の列", "など29列")),
        (b"PK\x03\x04", "ZIPとして開けません".into()),
        (b"\xff\xff\xff\x80", "文字として読めません".into()),
        (&packed(&[("readme.txt", b"x")]), "CSVがありません".into()),
    ] {
        let told = reading("mihon.csv", bytes).unwrap_err();
        assert!(told.contains(&word), "{told}");
    }
}

#[test]
fn an_invented_file_has_the_faults_of_real_ones_and_all_else_is_taken() {
    let towns = towns();
    let bytes = generate::csv(&wanted(&towns, 6000, 0, true)).unwrap();
    assert_eq!(bytes, generate::csv(&wanted(&towns, 6000, 0, true)).unwrap(), "the same seed gives the same bytes");
    let one = reading("mihon.csv", &bytes).unwrap();
    assert_eq!(one.lines, 6000);
    assert_eq!(one.listings.len() + one.refused(), 6000, "no line is lost");
    for kind in DoubtKind::ALL {
        let is_there = one.doubts.iter().any(|doubt| doubt.kind == kind);
        let is_rare = [DoubtKind::Service, DoubtKind::Name, DoubtKind::Nought, DoubtKind::FarPlace].contains(&kind);
        assert!(is_there != is_rare, "{kind:?}");
    }
    let clean = generate::csv(&wanted(&towns, 2000, 0, false)).unwrap();
    assert_eq!(reading("mihon.csv", &clean).unwrap().doubts, []);
}

#[test]
fn a_last_line_that_leaves_a_quote_open_is_refused_and_a_mac_is_understood() {
    let mut text = file(&[&[], &[(Column::Number, "1310000033")]]);
    text.truncate(text.trim_end().len() - 1);
    let one = reading("mihon.csv", text.as_bytes()).unwrap();
    assert_eq!((one.listings.len(), doubts(&one)), (1, vec![(3, DoubtKind::Cells)]));
    assert!(one.unread.iter().any(|(number, _)| number.to_string() == "1310000033"), "of whom it tells is known");
    let mac = file(&[&[], &[(Column::Number, "未定")]]).replace("\r\n", "\r");
    assert_eq!(doubts(&reading("mihon.csv", mac.as_bytes()).unwrap()), [(3, DoubtKind::Number)]);
    let packed = packed(&[("__MACOSX/._a.csv", b"\x00\xff"), ("a.csv", file(&[&[]]).as_bytes())]);
    assert_eq!(reading("mihon.zip", &packed).unwrap().listings.len(), 1);
}

#[test]
fn a_line_that_is_no_text_is_refused_and_the_others_stay() {
    let mut bytes =
        file(&[&[], &[(Column::Number, "1310000033"), (Column::Name, "XX")], &[(Column::Number, "1310000041")]])
            .into_bytes();
    let at = bytes.windows(2).position(|two| two == b"XX").unwrap();
    bytes[at] = 0xff;
    let one = reading("mihon.csv", &bytes).unwrap();
    assert_eq!((one.listings.len(), doubts(&one)), (2, vec![(3, DoubtKind::Cells)]));
    assert!(one.doubts[0].told.contains("文字か、引用符として読めない"));
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = reading("mihon.csv", &bytes);
        let _ = reading("mihon.zip", &packed(&[("a.csv", &bytes)]));
    }

    #[test]
    fn no_line_is_lost_whatever_stands_in_it(cells in proptest::collection::vec("(\\PC|[\"\n,]){0,6}", 29), broken in "(\\PC|[\"\n,]){0,40}") {
        let fine = file(&[&[]]);
        let quoted: Vec<String> = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
        let one = reading("mihon.csv", format!("{fine}{}\r\n{broken}", quoted.join(",")).as_bytes()).unwrap();
        prop_assert_eq!(one.listings.len() + one.refused(), one.lines);
        prop_assert!(one.lines >= 2);
    }
}

#[test]
fn a_long_file_is_read_in_parts_as_in_one_piece_and_odd_quotes_do_no_harm() {
    let towns = towns();
    let text = String::from_utf8(generate::csv(&wanted(&towns, 4000, 0, true)).unwrap()).unwrap();
    // A quote in an unquoted cell turns the count of quotes round for all that follows.
    let odd = text.replacen("\"みほん", "みほ\"ん", 1);
    for text in [text, odd] {
        assert!(text.len() > 1024 * 1024, "long enough to be parted");
        let mut rows = csv::ReaderBuilder::new().has_headers(true).flexible(true).from_reader(text.as_bytes());
        let expected: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
        let one = reading("mihon.csv", text.as_bytes()).unwrap();
        assert_eq!(one.lines, expected.len());
        for listing in &one.listings {
            let line = text.lines().nth(usize::try_from(listing.line).unwrap() - 1).unwrap();
            assert!(one.line(listing).starts_with(line.trim_end_matches('\r').as_bytes()), "line {}", listing.line);
        }
        let numbers: Vec<String> = one.listings.iter().map(|listing| listing.number.to_string()).collect();
        let taken = expected
            .iter()
            .filter(|row| row.len() == 29)
            .map(|row| row[14].chars().map(glyphs::plain).collect::<String>());
        let mut taken = taken.filter(|number| number != "未定");
        assert!(numbers.iter().all(|number| taken.any(|other| other == *number)), "in their order");
    }
}
