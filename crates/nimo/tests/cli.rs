//! The command as a clerk's script calls it: lines, refusals, exit codes.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn nimo(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_nimo")).args(arguments).output().unwrap()
}

fn sheet(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus").join(name).display().to_string()
}

fn file(name: &str, bytes: &[u8]) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path.display().to_string()
}

#[test]
fn several_files_give_a_line_each_and_an_unreadable_one_does_not_stop_the_rest() {
    let picture = file("picture.txt", b"\xff\xd8\xff\xe0\0\x10JFIF");
    let run =
        nimo(&["minutes", "parse", &sheet("mihon-r6-1.txt"), &picture, "missing.txt", &sheet("v_toshokan_cp932.txt")]);
    assert_eq!(run.status.code(), Some(2));
    let text = String::from_utf8(run.stdout).unwrap();
    let lines: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 4);
    assert_eq!((&lines[0]["schema"], &lines[0]["number"]), (&"nimo-minutes/1".into(), &1.into()));
    assert!(lines[1]["error"].as_str().unwrap().contains("画像"));
    assert!(lines[2]["error"].as_str().unwrap().contains("見つかりません"));
    assert!(lines[3]["body"].is_string());
}

#[test]
fn a_word_file_and_one_too_large_are_refused_with_what_to_do() {
    let word = file("sheet.docx", b"PK\x03\x04\x14\0\x06\0");
    let run = nimo(&["minutes", "parse", &word]);
    assert_eq!(run.status.code(), Some(2));
    assert!(String::from_utf8(run.stdout).unwrap().contains("Wordなどで全文をコピーして、ここに貼り付けてください"));
    let large = file("large.txt", &vec![b'a'; minutes::MOST_BYTES + 1]);
    assert!(String::from_utf8(nimo(&["minutes", "parse", &large]).stdout).unwrap().contains("20MB"));
}

#[test]
fn source_prints_the_text_that_spans_count_in() {
    let run = nimo(&["minutes", "parse", "--format", "source", &sheet("mihon-r6-1.txt")]);
    assert_eq!(run.stdout, std::fs::read(sheet("mihon-r6-1.txt")).unwrap());
}

#[test]
fn check_says_by_its_exit_code_whether_the_method_holds() {
    let check = |name: &str, method: &str| nimo(&["minutes", "check", name, "--method", method]);
    assert_eq!(check(&sheet("mihon-r6-1.txt"), "summary").status.code(), Some(0));
    let longer = check(&sheet("v_bosai_maru.txt"), "summary");
    assert_eq!(longer.status.code(), Some(1));
    assert!(String::from_utf8(longer.stdout).unwrap().contains("発言者"));
    assert_eq!(check(&sheet("v_bosai_maru.txt"), "verbatim").status.code(), Some(0));
    assert_eq!(check("missing.txt", "summary").status.code(), Some(2));
}
