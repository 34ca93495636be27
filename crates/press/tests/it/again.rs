//! What is printed is read again: structure → PDF → visible text → the reader → the same structure.

use crate::labelled::labelled;
use crate::sheet;
use minutes::{AgendaItem, Attendee, Minutes, SheetForm};
use press::{Document, Fonts, OnMissing};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const FIELDS: &[&str] = &[
    "body", "fiscal_year", "number", "held_on", "held_until", "starts_at", "ends_at", "venue", "present", "absent",
    "secretariat", "invited", "late", "left_early", "proxies", "public_access", "observers", "agenda", "handouts",
    "next_meeting", "blocks", "kinds", "places", "speakers", "votes",
];

/// Compared as the reader's own corpus is: widths folded, blanks dropped.
fn fold(text: &str) -> String {
    glyphs::fold(text).chars().filter(|c| !c.is_whitespace()).collect()
}

fn people(list: Option<&Vec<Attendee>>) -> String {
    let mut names: Vec<String> = list
        .into_iter()
        .flatten()
        .map(|who| {
            // The form gives everybody a title; who had none printed is a member.
            format!("{}/{:?}/{:?}", fold(&who.name), who.role.unwrap_or(minutes::Role::Member), who.mode)
        })
        .collect();
    names.sort();
    format!("{} {}", list.is_some(), names.join(" "))
}

fn agenda(items: &[AgendaItem]) -> String {
    items.iter().map(|item| format!("{} {}\n{}", item.path, fold(&item.title), agenda(&item.items))).collect()
}

/// Each field as words that are equal if it is.
fn told(sheet: &Minutes) -> BTreeMap<&'static str, String> {
    let blocks =
        |word: &dyn Fn(&minutes::Block) -> String| sheet.proceedings.iter().map(word).collect::<Vec<_>>().join("\n");
    let names = |list: &Option<Vec<String>>| {
        format!("{:?}", list.as_ref().map(|l| l.iter().map(|n| fold(n)).collect::<Vec<_>>()))
    };
    let clerks = sheet.secretariat.iter().flatten().map(|clerk| {
        format!("{:?} {:?} {:?}", clerk.post.as_deref().map(fold), clerk.name.as_deref().map(fold), clerk.count)
    });
    let papers =
        sheet.handouts.iter().flatten().map(|p| format!("{:?} {}", p.label.as_deref().map(fold), fold(&p.title)));
    let next = sheet.next_meeting.as_ref().map(|next| (next.held_on.clone(), next.starts_at.clone()));
    BTreeMap::from([
        ("body", format!("{:?}", sheet.body.as_deref().map(fold))),
        ("fiscal_year", format!("{:?}", sheet.fiscal_year)),
        ("number", format!("{:?}", sheet.number)),
        ("held_on", format!("{:?}", sheet.held_on)),
        ("held_until", format!("{:?}", sheet.held_until)),
        ("starts_at", format!("{:?}", sheet.starts_at)),
        ("ends_at", format!("{:?}", sheet.ends_at)),
        ("venue", format!("{:?}", sheet.venue.as_deref().map(fold))),
        ("present", people(sheet.attendance.present.as_ref())),
        ("absent", people(sheet.attendance.absent.as_ref())),
        ("secretariat", clerks.collect::<Vec<_>>().join("\n")),
        ("invited", names(&sheet.invited)),
        ("late", names(&sheet.late)),
        ("left_early", names(&sheet.left_early)),
        ("proxies", format!("{:?}", sheet.proxies)),
        ("public_access", format!("{:?}", sheet.public_access)),
        ("observers", format!("{:?}", sheet.observers)),
        ("agenda", agenda(sheet.agenda.as_deref().unwrap_or_default())),
        ("handouts", papers.collect::<Vec<_>>().join("\n")),
        ("next_meeting", format!("{next:?}")),
        ("blocks", blocks(&|block| fold(&block.text))),
        ("kinds", blocks(&|block| format!("{:?}", block.kind))),
        ("places", blocks(&|block| format!("{:?}", block.agenda))),
        (
            "speakers",
            blocks(&|block| {
                format!("{:?} {:?}", block.speaker.as_deref().map(fold), block.speaker_note.as_deref().map(fold))
            }),
        ),
        ("votes", format!("{:?}", sheet.votes.iter().map(|v| (v.in_favour, v.against, v.abstain)).collect::<Vec<_>>())),
    ])
}

/// The visible text of a PDF, `None` where poppler is not installed.
pub fn visible_text(pdf: &[u8]) -> Option<String> {
    pdftotext("-layout", pdf)
}

/// Each word of a PDF with its place in points from the upper left: left, top, right, bottom.
pub fn places(pdf: &[u8]) -> Option<Vec<(String, [f64; 4])>> {
    let words = pdftotext("-bbox", pdf)?;
    let place = |line: &str| {
        let mut parts = line.trim().strip_prefix("<word ")?.split('"');
        let mut number = || parts.nth(1).and_then(|n| n.parse().ok());
        let corners = [number()?, number()?, number()?, number()?];
        Some((line.split('>').nth(1)?.trim_end_matches("</word").to_string(), corners))
    };
    Some(words.lines().filter_map(place).collect())
}

fn pdftotext(how: &str, pdf: &[u8]) -> Option<String> {
    let tool = Command::new("pdftotext")
        .args([how, "-enc", "UTF-8", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut tool) = tool else {
        println!("press: pdftotext is not installed (scripts/setup.sh poppler); nothing was read again");
        return None;
    };
    let mut stdin = tool.stdin.take().unwrap();
    let bytes = pdf.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&bytes));
    let output = tool.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success());
    Some(String::from_utf8(output.stdout).unwrap())
}

fn corpus() -> Vec<PathBuf> {
    texts_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus"))
}

fn texts_in(folder: &Path) -> Vec<PathBuf> {
    let mut sheets: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    sheets.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    sheets.sort();
    sheets
}

fn read(path: &Path) -> Minutes {
    minutes::read(&minutes::decode(&std::fs::read(path).unwrap()).unwrap().text)
}

/// The sheets of the corpus, named, in two lives: as the reader understands them, and as a careful person labelled them.
fn sheets() -> Vec<(String, Minutes)> {
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    let as_read = corpus().into_iter().map(|path| (name(&path), read(&path)));
    as_read.chain(corpus().into_iter().map(|path| (format!("{} as labelled", name(&path)), labelled(&path)))).collect()
}

/// A line for each sheet with what differs, then for each field how many sheets are equal. `write` gives the visible
/// text of each paper in order, `None` where the program that opens them is not installed.
pub fn table(write: impl Fn(&[Document]) -> Option<Vec<String>>) -> Option<String> {
    let sheets = sheets();
    let papers: Vec<Document> =
        sheets.iter().map(|(_, sheet)| sheet::document(sheet, &SheetForm::key_points())).collect();
    let mut out = String::new();
    let mut equal: BTreeMap<&str, usize> = BTreeMap::new();
    let mut whole = 0;
    for ((name, before), printed) in sheets.iter().zip(write(&papers)?) {
        let (before, after) = (told(before), told(&minutes::read(&printed)));
        let wrong: Vec<&str> = FIELDS.iter().copied().filter(|field| before[field] != after[field]).collect();
        for field in FIELDS {
            *equal.entry(field).or_default() += usize::from(!wrong.contains(field));
        }
        if std::env::var("NIMO_AGAIN").is_ok_and(|part| name.contains(&part)) {
            println!("=== {name}");
            if std::env::var_os("NIMO_AGAIN_WHOLE").is_some() {
                println!("{printed}");
            }
            for field in &wrong {
                println!("--- {field}\n{}\n+++\n{}", before[field], after[field]);
            }
        }
        whole += usize::from(wrong.is_empty());
        let _ = writeln!(out, "{name}{}{}", if wrong.is_empty() { "" } else { " differs: " }, wrong.join(" "));
    }
    let _ = writeln!(out, "whole {whole}/{}", sheets.len());
    for field in FIELDS {
        let _ = writeln!(out, "{field} {}/{}", equal[field], sheets.len());
    }
    Some(out)
}

pub fn golden(name: &str, now: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("NIMO_GOLDEN").is_some() {
        std::fs::write(&path, now).unwrap();
    }
    let then = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(now == then, "the table differs; read it, and keep it with NIMO_GOLDEN=1 if it is better:\n{now}");
}

#[test]
fn the_sheets_of_the_corpus_are_read_again_from_their_pdf() {
    let print = |paper: &Document| {
        visible_text(&press::pdf(paper, Fonts::embedded(), OnMissing::Geta).expect("each sheet is printed"))
    };
    if let Some(now) = table(|papers| papers.iter().map(print).collect()) {
        golden("again-pdf.txt", &now);
    }
}

#[test]
fn the_sheets_of_the_corpus_are_read_again_from_their_plain_text() {
    let now = table(|papers| Some(papers.iter().map(press::text).collect())).unwrap();
    golden("again-text.txt", &now);
}

#[test]
fn the_sheets_of_an_outside_corpus_are_read_again_from_their_pdf() {
    let Some(folder) = std::env::var_os("NIMO_CORPUS").map(PathBuf::from) else {
        println!("corpus: not given");
        return;
    };
    let mut sheets = texts_in(&folder);
    sheets.extend(texts_in(&folder.join("long")));
    assert!(!sheets.is_empty(), "no sheet in {}", folder.display());
    let mut wrong: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for path in &sheets {
        let before = read(path);
        let paper = sheet::document(&before, &SheetForm::key_points());
        let pdf = press::pdf(&paper, Fonts::embedded(), OnMissing::Geta).expect("each sheet is printed");
        let Some(text) = visible_text(&pdf) else { return };
        let (before, after) = (told(&before), told(&minutes::read(&text)));
        for field in FIELDS.iter().filter(|field| before[**field] != after[**field]) {
            let what = format!("{}\n--- {}\n+++ {}", path.display(), before[field], after[field]);
            wrong.entry(field).or_default().push(what);
        }
    }
    // A line that was taken for what it is not when it was read in may be taken for something else when it is printed.
    for (field, sheets) in wrong {
        assert!(sheets.len() <= 1, "{field} differs on {} sheets:\n{}", sheets.len(), sheets.join("\n"));
    }
}

#[test]
fn the_sheet_of_the_sample_town_loses_nothing_on_paper() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/mihon-r6-1.txt");
    let before = read(&path);
    let paper = sheet::document(&before, &SheetForm::key_points());
    let pdf = press::pdf(&paper, Fonts::embedded(), OnMissing::Refuse).unwrap();
    let Some(text) = visible_text(&pdf) else { return };
    assert_eq!(told(&before), told(&minutes::read(&text)));
}
