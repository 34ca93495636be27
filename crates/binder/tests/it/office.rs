//! Office files, taken in or not.

use binder::{CheckedFile, OfficeKind, Refusal, check, check_office};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const EXCEL: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
const POWER_POINT: &str = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml";

fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut packed = zip::ZipWriter::new(Cursor::new(vec![]));
    for (name, content) in files {
        packed.start_file(*name, SimpleFileOptions::default()).unwrap();
        packed.write_all(content).unwrap();
    }
    packed.finish().unwrap().into_inner()
}

fn contents(kind: &str) -> String {
    format!(r#"<Types><Override PartName="/main.xml" ContentType="{kind}"/></Types>"#)
}

fn file(kind: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let contents = contents(kind);
    let mut files = vec![("[Content_Types].xml", contents.as_bytes())];
    files.extend(more);
    packed(&files)
}

#[test]
fn each_program_is_told_by_what_is_inside() {
    for (kind, expected) in
        [(WORD, OfficeKind::Word), (EXCEL, OfficeKind::Excel), (POWER_POINT, OfficeKind::PowerPoint)]
    {
        assert_eq!(check(&file(kind, &[])), Ok(CheckedFile::Office(expected)));
    }
    assert_eq!((OfficeKind::Excel.label(), OfficeKind::Excel.extension()), ("Excel", "xlsx"));
}

#[test]
fn real_files_are_taken_in() {
    let document = press::Document {
        title: "名簿".into(),
        language: "ja".into(),
        author: None,
        dated: "2024-05-23T13:30:00".parse().unwrap(),
        foot: press::Foot::default(),
        page: press::PageForm::a4(),
        body: vec![press::Block::paragraph("a", "本文")],
    };
    assert_eq!(check_office(&press::docx(&document).unwrap()), Ok(OfficeKind::Word));
    let list = press::Grid {
        id: "l".into(),
        caption: "名簿".into(),
        columns: vec![press::Column::start("氏名", press::Width::Share(1))],
        rows: vec![vec![press::Cell::words("山田")]],
    };
    assert_eq!(check_office(&press::xlsx("名簿", document.dated, &[list]).unwrap()), Ok(OfficeKind::Excel));
}

#[test]
fn macros_are_found_by_name_and_by_type() {
    let program: &[u8] = b"\xD0\xCF\x11\xE0";
    for name in ["word/vbaProject.bin", "xl\\VBAPROJECT.BIN", "deep/er/vbaProject.bin"] {
        assert_eq!(check_office(&file(WORD, &[(name, program)])), Err(Refusal::OfficeMacro), "{name}");
    }
    let renamed = contents("application/vnd.ms-word.document.macroEnabled.main+xml");
    let wide: Vec<u8> = renamed.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for contents in [renamed.as_bytes(), &wide, contents("application/vnd.ms-office.vbaProject").as_bytes()] {
        assert_eq!(check_office(&packed(&[("[Content_Types].xml", contents)])), Err(Refusal::OfficeMacro));
    }
    assert_eq!(check_office(&file(WORD, &[("word/activeX/activeX1.bin", program)])), Err(Refusal::OfficeControl));
}

#[test]
fn an_old_or_locked_file_is_named_so() {
    assert_eq!(check(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and more"), Err(Refusal::OfficeOldOrLocked));
}

#[test]
fn another_zip_and_a_broken_one_are_told_apart() {
    assert_eq!(check(&packed(&[("photo.jpg", b"x")])), Err(Refusal::UnknownKind));
    assert_eq!(check_office(&file("application/other", &[])), Err(Refusal::UnknownKind));
    let whole = file(WORD, &[("word/document.xml", b"<a/>")]);
    assert_eq!(check(&whole[..whole.len() / 2]), Err(Refusal::OfficeBroken));
    assert_eq!(check(b"PK\x03\x04"), Err(Refusal::OfficeBroken));
    assert_eq!(check_office(b"plain"), Err(Refusal::UnknownKind));
    assert_eq!(check_office(b""), Err(Refusal::Empty));
}

#[test]
fn bombs_are_not_unpacked() {
    let long = contents(WORD) + &" ".repeat(5 << 20);
    assert_eq!(check_office(&packed(&[("[Content_Types].xml", long.as_bytes())])), Err(Refusal::OfficeTooLarge));
    let names: Vec<String> = (0..20_001).map(|n| format!("n{n}")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    assert_eq!(check_office(&file(WORD, &many)), Err(Refusal::OfficeTooLarge));
}

#[test]
fn a_size_that_a_file_says_of_itself_is_believed_when_it_is_large() {
    let mut bytes = file(WORD, &[("big", b"x")]);
    // The last entry of the central directory: its unpacked size stands 24 bytes behind the signature.
    let at = bytes.windows(4).rposition(|window| window == b"PK\x01\x02").unwrap();
    bytes[at + 24..at + 28].copy_from_slice(&0x7000_0000_u32.to_le_bytes());
    assert_eq!(check_office(&bytes), Err(Refusal::OfficeTooLarge));
}
