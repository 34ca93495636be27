//! `nimo providers` as somebody at a terminal uses it.

use std::path::{Path, PathBuf};
use std::process::Command;

fn nimo(words: &[&str], folder: &Path) -> (Option<i32>, String, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_nimo")).args(words).current_dir(folder).output().expect("nimo runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (done.status.code(), text(done.stdout), text(done.stderr))
}

struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_file_is_invented_checked_compared_and_taken_in() {
    let folder = Folder(crate::town::fresh_folder());
    let run = |words: &[&str]| nimo(words, &folder.0);
    let fine = |words: &[&str]| {
        let (code, told, wrong) = run(words);
        assert_eq!(code, Some(0), "{words:?}: {told}{wrong}");
        told
    };
    for (name, step) in [("sfkopendata_202603_33.zip", "0"), ("sfkopendata_202609_33.zip", "1")] {
        fine(&["providers", "generate", name, "--lines", "1200", "--step", step, "--sample"]);
    }
    assert!(run(&["providers", "generate", "sfkopendata_202603_33.zip"]).2.contains("書けません"), "it is somebody's");
    let told = fine(&["providers", "check", "sfkopendata_202603_33.zip"]);
    assert!(told.contains("1200行のうち、取り込める行 ") && told.contains("- 緯度・経度がない"), "{told}");
    let (_, _, wrong) = run(&["providers", "import", "sfkopendata_202603_33.zip"]);
    assert!(wrong.contains("データがありません"), "{wrong}");
    fine(&[
        "setup", "--data", "d", "--office-name", "みほん市", "--office", "999999", "--administrator", "管理",
        "--secretariat", "事務",
    ]);
    let import = |name: &'static str, more: &[&'static str]| {
        run(&[&["providers", "import", name, "--data", "d"][..], more].concat())
    };
    let (code, told, wrong) = import("sfkopendata_202603_33.zip", &["--dry-run"]);
    assert!(code == Some(0) && told.contains("取り込んでいません"), "{told}{wrong}");

    assert!(import("sfkopendata_202603_33.zip", &[]).1.contains("取り込みました。"));
    let (code, _, wrong) = import("sfkopendata_202609_33.zip", &[]);
    assert!(code == Some(1) && wrong.contains("--moved に、移ったもの（same）か別の事業所（other）か"), "{wrong}");
    fine(&["providers", "generate", "few_202609.csv", "--lines", "150", "--sample"]);
    let (code, _, wrong) = import("few_202609.csv", &["--moved", "same"]);
    assert!(
        code == Some(1)
            && wrong.contains("全部の分のファイルなら、--whole")
            && wrong.contains("みほん県の居宅介護: 前の"),
        "{wrong}"
    );
    let (code, _, wrong) = import("few_202609.csv", &["--moved", "same", "--as-of", "2062-09"]);
    assert!(code == Some(1) && wrong.contains("入れた年月は2062-09、ファイルの名は2026-09です。"), "{wrong}");
    let (_, told, _) = import("sfkopendata_202609_33.zip", &["--moved", "same"]);
    assert!(told.contains("取り込みました。") && !told.contains("載らなくなった 0件"), "{told}");
    let (code, _, wrong) = import("sfkopendata_202603_33.zip", &["--moved", "same"]);
    assert!(code == Some(1) && wrong.contains("もっと新しい時点のデータ"), "{wrong}");
    let (_, told, _) = import("sfkopendata_202609_33.zip", &["--moved", "same"]);
    assert!(told.contains("新しい 0件・変わった 0件・また載った 0件"), "once more changes nothing: {told}");
}
