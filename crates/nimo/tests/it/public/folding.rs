//! The search in the browser folds characters as `glyphs::fold` does: its script is run, where Node is there, on every character that
//! occurs or could stand for one that does.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

const RUN: &str = "
const fs = require('fs');
global.window = {};
eval(fs.readFileSync(process.argv[1] + '/search-index.js', 'utf8'));
const module_ = { exports: {} };
new Function('module', fs.readFileSync(process.argv[1] + '/search.js', 'utf8'))(module_);
const { folding, find, place } = module_.exports;
const fold = folding(window.nimoSearch.fold);
const asked = JSON.parse(fs.readFileSync(0, 'utf8'));
const spots = asked.find.map((query) => {
  const told = find(window.nimoSearch, fold, query);
  return told.found.map(([page, part]) => {
    const at = place(fold, part[2], told.words);
    return [page[0] + '#' + part[0], at ? part[2].slice(at[0], at[1]) : ''];
  });
});
console.log(JSON.stringify({ folded: asked.fold.map(fold), spots }));
";

/// Characters as sheets and searchers write them, some in parts.
const TYPED: &[&str] = &[
    "髙梨会長", "ｸﾞﾙｰﾌﾟﾎｰﾑ", "か\u{3099}", "１０：００～１１：１２", "⑴　今年度", "⽇常⽣活", "資料２−１", "ＮＩＭＯ",
    "﨑\u{fe00}", "葛\u{e0100}", "㍻㌔㈱", "İΣΑΣ", "渡邉\u{3000}\u{3000}二葉", "ﾊﾟ", "\u{200b}退\u{feff}院", "𠮷",
    "ー‐–—―", "〜～∼", "ǅ", "ﬁ",
];

pub fn is_that_of_glyphs(folder: &Path) {
    let index = std::fs::read_to_string(folder.join("search-index.js")).unwrap();
    let index = index.trim_start_matches("window.nimoSearch = ").trim_end_matches(";\n");
    let index: serde_json::Value = serde_json::from_str(index).unwrap();
    let pages = index["pages"].as_array().unwrap().iter();
    let parts = pages.flat_map(|page| page[2].as_array().unwrap()).map(|part| part[2].as_str().unwrap());
    let index: String = parts.collect();
    let there: BTreeSet<char> = glyphs::fold(&index).chars().collect();
    let every = ('!'..='\u{2fa1f}').chain('\u{e0100}'..='\u{e01ef}').map(|c| (c, c.to_string()));
    let is_about = |(c, text): &(char, String)| {
        let folded = glyphs::fold(text);
        index.contains(*c) || (folded != *text && folded.chars().all(|c| there.contains(&c)))
    };
    let mut texts: Vec<String> = every.filter(is_about).map(|(_, text)| text).collect();
    assert!(texts.len() > 400, "characters and what stands for them: {}", texts.len());
    let single = texts.len();
    let is_there = |text: &&&str| glyphs::fold(text).chars().all(|c| there.contains(&c) || c.is_ascii());
    texts.extend(TYPED.iter().filter(is_there).map(ToString::to_string));
    assert!(texts.len() >= single + 5, "some are typed: {}", texts.len() - single);
    let find = ["空室", "すまい 探す人", "ｽﾏｲ", "住まい　探す", "高吉", "傍聴", "見つからない", "室"];
    let asked = serde_json::json!({ "fold": texts, "find": find });
    let Some(told) = run(folder, &asked.to_string()) else {
        return println!("node: not there, the search was not run");
    };
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    for (text, folded) in texts.iter().zip(told["folded"].as_array().unwrap()) {
        assert_eq!(folded.as_str().unwrap(), glyphs::fold(text), "{text:?}");
    }
    let spots: Vec<Vec<(String, String)>> = serde_json::from_value(told["spots"].clone()).unwrap();
    assert!(spots[0].len() == 1 && spots[0][0].0.contains("minutes.html#b-") && spots[0][0].1 == "空室", "{spots:?}");
    assert!(spots[1].is_empty() && spots[2].is_empty(), "kana is not kanji: {spots:?}");
    assert_eq!((spots[3].len(), spots[3][0].1.as_str()), (1, "住まい"), "all words, whatever stands between them");
    assert_eq!(spots[4][0].1, "髙𠮷", "as it is written: {spots:?}");
    assert!(spots[5].iter().any(|spot| spot.0.contains("notice.html")) && spots[6].is_empty(), "{spots:?}");
    assert!(spots[7].len() >= 2, "one character, too: {spots:?}");
}

fn run(folder: &Path, asked: &str) -> Option<String> {
    let node = Command::new("node").arg("-e").arg(RUN).arg(folder).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut node = node.ok()?;
    node.stdin.take()?.write_all(asked.as_bytes()).unwrap();
    let done = node.wait_with_output().unwrap();
    assert!(done.status.success(), "the search broke");
    Some(String::from_utf8(done.stdout).unwrap())
}
