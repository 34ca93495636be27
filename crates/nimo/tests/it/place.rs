//! `nimo place` as somebody at a terminal uses it.

use serde_json::Value;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn nimo(words: &[&str], folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nimo"));
    command.arg("place").args(words).current_dir(folder).output().expect("nimo runs")
}

fn told(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

/// A folder of its own that goes when the scene is over.
struct Folder(std::path::PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("nimo-place-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.0.join(name), text).expect("written");
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_town_is_invented_read_and_looked_through() {
    let folder = Folder::new("round");
    let (code, town, _) =
        told(&nimo(&["generate", "--people", "45", "--rooms", "30", "--seed", "1", "--today", "R8.11.28"], &folder.0));
    assert_eq!(code, Some(0));
    folder.write("town.json", &town);
    let (code, answer, _) = told(&nimo(&["town.json", "--relax", "2"], &folder.0));
    assert_eq!(code, Some(0));
    folder.write("answer.json", &answer);
    assert_eq!(
        told(&nimo(&["verify", "town.json", "answer.json"], &folder.0)),
        (Some(0), "入力のとおりです。\n".into(), String::new())
    );
    let (code, text, _) = told(&nimo(&["town.json", "--format", "text"], &folder.0));
    assert!(code == Some(0) && text.starts_with("■ 協議会のための読み（令和8年11月28日現在）\n"), "{text}");
    // Another day is another answer: most vacancies are over by then.
    let (_, later, _) = told(&nimo(&["town.json", "--today", "2027-01-31"], &folder.0));
    let open = |answer: &str| serde_json::from_str::<Value>(answer).expect("JSON")["council"]["open"].as_u64();
    assert!(open(&answer) > Some(0) && open(&later) == Some(0));
    let (code, _, refused) = told(&nimo(&["verify", "town.json", "answer.json", "--today", "2027-01-31"], &folder.0));
    assert_eq!((code, refused.contains("today")), (Some(1), true), "{refused}");
    let mut wrong: Value = serde_json::from_str(&answer).expect("JSON");
    wrong["council"]["served"] = 99.into();
    folder.write("wrong.json", &wrong.to_string());
    let (code, _, refused) = told(&nimo(&["verify", "town.json", "wrong.json"], &folder.0));
    assert_eq!((code, refused.as_str()), (Some(1), "wrong.json: council: 入力から出るものと違います。\n"));
}

#[test]
fn what_cannot_be_read_is_told_with_its_path() {
    let folder = Folder::new("refused");
    let refused = |words: &[&str]| {
        let (code, out, err) = told(&nimo(words, &folder.0));
        assert_eq!((code, out.as_str()), (Some(2), ""), "{err}");
        err
    };
    assert!(refused(&["nothing.json"]).contains("ファイルが見つかりません"));
    folder.write("broken.json", r#"{"format": "nimo-placement/1", "people": [{"id": 3}]}"#);
    assert!(refused(&["broken.json"]).starts_with("nimo: broken.json: people[0].id: ここが読めません"));
    folder.write("twice.json", r#"{"format": "nimo-placement/1", "people": [{"id": "S1"}, {"id": "S1"}]}"#);
    assert_eq!(
        refused(&["twice.json"]),
        "nimo: twice.json: people[1].id: 番号「S1」が2つあります。別々の番号にしてください。\n"
    );
    assert!(refused(&["verify", "broken.json", "twice.json"]).contains("people[0].id"));
    folder.write("empty.json", r#"{"format": "nimo-placement/1"}"#);
    assert!(refused(&["verify", "empty.json", "twice.json"]).contains("twice.json: 答えとして読めません"));
    assert!(refused(&["empty.json", "--relax", "3"]).contains("0..=2"));
    assert!(refused(&["empty.json", "--today", "2月30日"]).contains("2月30日"));
    assert!(refused(&["generate", "--people", "100001"]).contains("100000"));
    assert!(!refused(&[]).is_empty(), "without a file it says what it wants");
}

#[test]
fn what_is_piped_in_is_read() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_nimo"))
        .args(["place", "-", "--today", "2026-11-28"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("nimo runs");
    child.stdin.take().expect("a pipe").write_all(br#"{"format": "nimo-placement/1"}"#).expect("written");
    let (code, out, _) = told(&child.wait_with_output().expect("it ends"));
    assert!(code == Some(0) && out.contains(r#""seeking": 0"#), "{out}");
}
