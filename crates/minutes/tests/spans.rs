//! Nothing vanishes: every scalar has one owner, on any text.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use minutes::{AgendaItem, Minutes, Span};
use proptest::prelude::*;

/// All spans that claim text (warnings and joins only point).
fn claims(sheet: &Minutes) -> Vec<Span> {
    fn items(list: &[AgendaItem], into: &mut Vec<Span>) {
        for item in list {
            into.extend(&item.spans);
            items(&item.items, into);
        }
    }
    let mut all: Vec<Span> = sheet.fields.values().flatten().copied().collect();
    all.extend(sheet.proceedings.iter().flat_map(|block| &block.spans));
    all.extend(sheet.handouts.iter().flatten().flat_map(|paper| &paper.spans));
    all.extend(sheet.next_meeting.iter().flat_map(|next| &next.spans));
    all.extend(&sheet.furniture);
    all.extend(&sheet.unplaced);
    items(sheet.agenda.as_deref().unwrap_or(&[]), &mut all);
    all.sort_unstable();
    all
}

fn holds(text: &str) -> Result<(), TestCaseError> {
    let sheet = minutes::read(text);
    let length = text.chars().count();
    let mut at = 0;
    for Span(start, end) in claims(&sheet) {
        prop_assert_eq!(start, at, "a gap or an overlap");
        prop_assert!(end > start);
        at = end;
    }
    prop_assert_eq!(at, length);
    prop_assert_eq!(sheet.accounted, 1.0);
    prop_assert!((0.0..=1.0).contains(&sheet.coverage));
    for block in &sheet.proceedings {
        prop_assert!(block.spans.windows(2).all(|pair| pair[0].1 <= pair[1].0));
    }
    Ok(())
}

fn sheets() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    paths.iter().map(|path| minutes::decode(&std::fs::read(path).unwrap()).unwrap().text).collect()
}

#[test]
fn every_scalar_of_every_sheet_of_the_corpus_has_one_owner() {
    let sheets = sheets();
    assert!(sheets.len() >= 30);
    for text in &sheets {
        holds(text).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn every_scalar_of_arbitrary_text_has_one_owner(text in "(\\PC|\\n){0,200}") {
        holds(&text)?;
    }

    #[test]
    fn every_scalar_of_text_made_of_a_sheets_words_has_one_owner(
        parts in proptest::collection::vec(prop::sample::select(vec![
            "会議名称", "開催日時", "出席者", "委員：", "事務局", "（", "）", "\n", "　", " ", "令和６年", "５月２３日", "（木）", "１０：００", "～", "１", "⑴", "①", "・", "⇒",
            "会議録", "会議結果", "次第", "資料１", "「", "」", "。", "、", "会長", "山田委員", "○", "|", "\t", "第１回", "みほん市協議会", "年度", "│", "\r\n", "（欠席）", "３名", "なし",
            "次回", "質疑", "賛成", "－１－", "\u{c}", "𠮷", "髙",
        ]), 0..80)
    ) {
        holds(&parts.concat())?;
    }

    #[test]
    fn a_mutated_sheet_is_still_read(which in 0usize..1000, from in 0usize..6000, cut in 0usize..300, paste in "\\PC{0,20}") {
        let sheets = sheets();
        let mut scalars: Vec<char> = sheets[which % sheets.len()].chars().collect();
        let from = from.min(scalars.len());
        let to = (from + cut).min(scalars.len());
        scalars.splice(from..to, paste.chars());
        holds(&scalars.into_iter().collect::<String>())?;
    }

    #[test]
    fn arbitrary_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        if let Ok(decoded) = minutes::decode(&bytes) {
            holds(&decoded.text)?;
        }
    }
}
