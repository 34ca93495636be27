//! Each PDF that is not taken in, for its own reason.

use crate::made::{Made, paper};
use binder::{CheckedFile, CheckedPdf, Refusal, check, check_pdf};
use lopdf::{Dictionary, EncryptionState, EncryptionVersion, Object, Permissions, Stream, StringFormat, dictionary};

fn text(words: &str) -> Object {
    Object::string_literal(words)
}

fn script() -> Dictionary {
    dictionary! { "S" => "JavaScript", "JS" => text("app.alert(1)") }
}

/// Refused for the same reason, however its objects are written.
fn refused(made: impl Fn() -> Made, reason: &Refusal) {
    assert_eq!(check_pdf(&made().plain()).as_ref(), Err(reason));
    assert_eq!(check_pdf(&made().packed()).as_ref(), Err(reason));
}

#[test]
fn a_real_paper_is_taken_in() {
    let bytes = paper("名簿", 3);
    assert_eq!(check_pdf(&bytes), Ok(CheckedPdf { pages: 3 }));
    assert_eq!(check(&bytes), Ok(CheckedFile::Pdf(CheckedPdf { pages: 3 })));
    assert_eq!(check_pdf(&Made::of(2).packed()), Ok(CheckedPdf { pages: 2 }));
}

#[test]
fn what_is_no_pdf_is_named() {
    assert_eq!(check(b""), Err(Refusal::Empty));
    assert_eq!(check_pdf(b""), Err(Refusal::Empty));
    assert_eq!(check(b"MZ\x90\x00 %PDF-1.7"), Err(Refusal::UnknownKind));
    assert_eq!(check_pdf(b"<html>%PDF-1.7"), Err(Refusal::UnknownKind));
    assert_eq!(check(b"%PDF-1.7\nno more"), Err(Refusal::PdfBroken));
}

#[test]
fn a_program_is_found_wherever_it_is() {
    let page = |key: &'static str, value: fn() -> Dictionary| move || Made::of(1).page(0, key, value());
    refused(|| Made::of(1).catalog("OpenAction", script()), &Refusal::PdfProgram);
    refused(|| Made::of(1).catalog("AA", dictionary! { "WC" => script() }), &Refusal::PdfProgram);
    refused(page("AA", || dictionary! { "O" => script() }), &Refusal::PdfProgram);
    refused(
        || Made::of(1).catalog("Names", dictionary! { "JavaScript" => dictionary! { "Names" => vec![] } }),
        &Refusal::PdfProgram,
    );
    for action in ["Launch", "SubmitForm", "ImportData"] {
        refused(|| Made::of(1).catalog("OpenAction", dictionary! { "S" => action }), &Refusal::PdfProgram);
    }
    refused(
        || Made::of(1).page(0, "Annots", vec![dictionary! { "Subtype" => "RichMedia" }.into()]),
        &Refusal::PdfProgram,
    );
    // A script that no page leads to, and one behind a link.
    refused(
        || {
            let mut made = Made::of(1);
            made.document.add_object(vec![script().into()]);
            made
        },
        &Refusal::PdfProgram,
    );
    refused(
        || {
            let mut made = Made::of(1);
            let code = made.document.add_object(Stream::new(Dictionary::new(), b"app.alert(1)".to_vec()));
            let action = made.document.add_object(dictionary! { "S" => "Rendition", "JS" => code });
            let link = dictionary! { "Subtype" => "Link", "A" => action };
            made.page(0, "Annots", vec![link.into()])
        },
        &Refusal::PdfProgram,
    );
}

#[test]
fn a_name_written_in_figures_hides_no_program() {
    let bytes = Made::of(1).catalog("OpenAction", script()).plain();
    let at = bytes.windows(11).position(|window| window == b"/JavaScript").unwrap();
    let mut hidden = bytes[..at].to_vec();
    hidden.extend(b"/#4aava#53cript");
    hidden.extend(&bytes[at + 11..]);
    // The table of objects points past them now, and the file is read anyway.
    assert_eq!(check_pdf(&hidden), Err(Refusal::PdfProgram));
}

#[test]
fn links_and_places_to_open_at_are_no_program() {
    let made = Made::of(2);
    let place = vec![made.pages[1].into(), "Fit".into()];
    let open = dictionary! { "S" => "GoTo", "D" => place };
    let link = dictionary! {
        "Subtype" => "Link",
        "A" => dictionary! { "S" => "URI", "URI" => text("https://example.jp/Web/JavaScript/") },
    };
    let made = made.catalog("OpenAction", open).page(0, "Annots", vec![link.into()]);
    assert_eq!(check_pdf(&made.plain()), Ok(CheckedPdf { pages: 2 }));
}

#[test]
fn other_files_within_are_not_taken_in() {
    let with = || {
        let mut made = Made::of(1);
        let file = made.document.add_object(Stream::new(dictionary! { "Type" => "EmbeddedFile" }, b"MZ".to_vec()));
        let named = dictionary! { "Type" => "Filespec", "F" => text("a.exe"), "EF" => dictionary! { "F" => file } };
        let names = vec![text("a.exe"), named.into()];
        made.catalog("Names", dictionary! { "EmbeddedFiles" => dictionary! { "Names" => names } })
    };
    refused(with, &Refusal::PdfAttachment);
    let pinned = dictionary! { "Subtype" => "FileAttachment" };
    refused(|| Made::of(1).page(0, "Annots", vec![pinned.clone().into()]), &Refusal::PdfAttachment);
    let none = dictionary! { "EmbeddedFiles" => dictionary! { "Names" => vec![] } };
    assert!(check_pdf(&Made::of(1).catalog("Names", none).plain()).is_ok());
}

#[test]
fn a_form_that_one_program_draws_is_not_taken_in() {
    refused(
        || Made::of(1).catalog("AcroForm", dictionary! { "Fields" => vec![], "XFA" => vec![text("template")] }),
        &Refusal::PdfForm,
    );
}

#[test]
fn a_locked_file_is_not_taken_in_even_without_a_password_to_open_it() {
    for password in ["", "secret"] {
        let mut made = Made::of(1);
        let id = Object::String(vec![7; 16], StringFormat::Hexadecimal);
        made.document.trailer.set("ID", vec![id.clone(), id]);
        let version = EncryptionVersion::V2 {
            document: &made.document,
            owner_password: "owner",
            user_password: password,
            key_length: 128,
            permissions: Permissions::PRINTABLE,
        };
        let state = EncryptionState::try_from(version).unwrap();
        made.document.encrypt(&state).unwrap();
        assert_eq!(check_pdf(&made.plain()), Err(Refusal::PdfLocked));
    }
}

#[test]
fn pages_are_counted() {
    assert_eq!(check_pdf(&Made::of(0).plain()), Err(Refusal::NoPages));
    assert_eq!(check_pdf(&Made::of(2_000).packed()), Ok(CheckedPdf { pages: 2_000 }));
    assert_eq!(check_pdf(&Made::of(2_001).packed()), Err(Refusal::TooManyPages));
}

#[test]
fn a_tree_that_leads_back_to_itself_ends() {
    let mut made = Made::of(2);
    let (tree, page) = (made.tree, made.pages[0]);
    let kids = made.document.get_dictionary_mut(tree).unwrap().get_mut(b"Kids").unwrap().as_array_mut().unwrap();
    kids.extend([tree.into(), page.into(), (9_999, 0).into()]);
    assert_eq!(check_pdf(&made.plain()), Ok(CheckedPdf { pages: 2 }));
}

/// A PDF with as many streams of objects as wanted, each of `letters` over and over, 128 times two bytes.
fn with_streams(letters: &[u8], runs: usize, streams: usize) -> Vec<u8> {
    let mut made = Made::of(1);
    let content: Vec<u8> = letters.iter().flat_map(|letter| [129, *letter]).cycle().take(runs * 2).collect();
    // lopdf leaves out old streams of objects when it saves; one with a longer name is none to it.
    let dictionary = dictionary! { "Type" => "ObjStmX", "N" => 0, "First" => 0, "Filter" => "RunLengthDecode" };
    for _ in 0..streams {
        made.document.add_object(Stream::new(dictionary.clone(), content.clone()));
    }
    let mut bytes = made.plain();
    for at in 0..bytes.len() - 6 {
        if bytes[at] == b'O' && &bytes[at..at + 7] == b"ObjStmX" {
            bytes[at + 6] = b' ';
        }
    }
    bytes
}

#[test]
fn a_bomb_is_not_unpacked() {
    const MEGABYTE: usize = (1 << 20) / 128;
    // 40 MB of blanks in one stream of objects, 112 MB in four, 5 million brackets.
    for (letter, runs, streams) in [(b" ", 40 * MEGABYTE, 1), (b" ", 28 * MEGABYTE, 4), (b"[", 5 * MEGABYTE, 1)] {
        assert_eq!(check_pdf(&with_streams(letter, runs, streams)), Err(Refusal::PdfTooLarge));
    }
    assert!(check_pdf(&with_streams(b" ", MEGABYTE, 4)).is_ok());
    let plain = [Made::of(1).plain(), b" 0".repeat(6 << 20)].concat();
    assert_eq!(check_pdf(&plain), Err(Refusal::PdfTooLarge));
}
