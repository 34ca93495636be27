//! 進行シナリオ: the chair's words, taken apart by the items of the agenda. A line that begins with ＃ names an item. Pure.

use crate::council::meeting::model::{ItemId, ItemKind, ItemLine, Kept};

/// The words of a script under the items to which they belong.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Script {
    /// What is said at each item, in the order of the script. No item stands there twice.
    pub of_item: Vec<(ItemId, String)>,
    /// Headings that name no item of the agenda, and what follows them.
    pub unmatched: Vec<(String, String)>,
}

impl Script {
    /// What is said at this item.
    pub fn words(&self, item: ItemId) -> Option<&str> {
        self.of_item.iter().find(|(id, _)| *id == item).map(|(_, words)| words.as_str())
    }
}

/// Takes a script apart. Headings are compared with titles without their numbers, blanks and counts; the first of two equal
/// headings is the first of two equal items. What stands before the first heading is said at the first item.
pub fn script(text: &str, items: &[Kept]) -> Script {
    let keys: Vec<String> = items.iter().map(|item| key_of(&item.line.title)).collect();
    let mut used = vec![false; items.len()];
    let mut found = Script::default();
    for (heading, words) in sections(text) {
        let Some(heading) = heading else {
            match items.first() {
                Some(first) => add(&mut found, first.id, &words),
                None => found.unmatched.push((String::new(), words)),
            }
            continue;
        };
        let key = key_of(&ItemLine::read(0, &heading).title);
        let same = |at: &usize| keys[*at] == key;
        let free = (0..items.len()).filter(same).find(|at| !used[*at]);
        match free.or_else(|| (0..items.len()).rfind(same)) {
            Some(at) => {
                used[at] = true;
                add(&mut found, items[at].id, &words);
            }
            None => found.unmatched.push((heading, words)),
        }
    }
    found
}

fn add(found: &mut Script, item: ItemId, words: &str) {
    if words.is_empty() {
        return;
    }
    match found.of_item.iter_mut().find(|(id, _)| *id == item) {
        Some((_, before)) => *before = format!("{before}\n{words}"),
        None => found.of_item.push((item, words.into())),
    }
}

/// Headings with what follows them; what stands before the first has none.
fn sections(text: &str) -> Vec<(Option<String>, String)> {
    let mut sections: Vec<(Option<String>, Vec<&str>)> = vec![(None, vec![])];
    for line in text.lines() {
        let body = line.trim_start();
        if body.starts_with(['＃', '#']) {
            let heading = body.trim_start_matches(['＃', '#']).trim();
            sections.push((Some(heading.into()), vec![]));
        } else if let Some((_, lines)) = sections.last_mut() {
            lines.push(line.trim_end());
        }
    }
    let told =
        |(heading, lines): (Option<String>, Vec<&str>)| (heading, lines.join("\n").trim_matches('\n').to_string());
    sections.into_iter().map(told).filter(|(heading, words)| heading.is_some() || !words.is_empty()).collect()
}

/// A title as compared: folded, without blanks and without counts such as （3件）.
fn key_of(title: &str) -> String {
    let folded: String = glyphs::fold(title).chars().filter(|c| !glyphs::is_blank(*c)).collect();
    let mut rest = folded.as_str();
    let mut key = String::new();
    while let Some((before, behind)) = rest.split_once('(') {
        key.push_str(before);
        match behind.split_once(')') {
            Some((inner, after)) if is_count(inner) => rest = after,
            _ => {
                key.push('(');
                rest = behind;
            }
        }
    }
    key + rest
}

fn is_count(words: &str) -> bool {
    let digits = words.trim_start_matches('全').trim_end_matches(['件', '題', '点', 'つ']);
    digits.len() < words.len() && !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit())
}

/// A first script for an agenda: a heading and a usual sentence for each item.
pub fn skeleton<'a>(items: impl IntoIterator<Item = &'a ItemLine>) -> String {
    let items: Vec<&ItemLine> = items.into_iter().collect();
    let section = |(at, item): (usize, &&ItemLine)| {
        let leads = items.get(at + 1).is_some_and(|next| next.depth > item.depth);
        format!("＃{}\n{}", item.words(), sentence(item, leads))
    };
    items.iter().enumerate().map(section).collect::<Vec<_>>().join("\n\n")
}

/// The usual sentence at an item; one that `leads` has others below it.
fn sentence(item: &ItemLine, leads: bool) -> String {
    let title = item.title.as_str();
    let about = if title.ends_with("について") { title.to_string() } else { format!("{title}について") };
    let has = |words: &[&str]| words.iter().any(|word| title.contains(word));
    match item.kind {
        Some(ItemKind::Report) => format!("{about}、事務局から報告します。ご質問はありますか。"),
        Some(ItemKind::Discussion) => format!("{about}、事務局から説明します。皆様のご意見をお願いします。"),
        Some(ItemKind::Approval) => {
            format!("{about}、事務局から説明します。ご質問はありますか。なければ、このとおり承認してよろしいですか。")
        }
        None if has(&["開会"]) => OPENING.into(),
        None if has(&["閉会"]) => CLOSING.into(),
        None if has(&["あいさつ", "挨拶"]) => "はじめに、ごあいさつをお願いします。".into(),
        None if leads => format!("それでは、「{title}」に入ります。"),
        None if has(&["その他", "そのほか"]) => "そのほかに、皆様から何かありますか。".into(),
        None => format!("{about}、事務局から説明します。ご質問やご意見はありますか。"),
    }
}

/// What is said at the beginning where nothing else is.
pub const OPENING: &str = "定刻になりましたので、ただいまから会議を始めます。";
/// What is said at the end where nothing else is.
pub const CLOSING: &str = "以上で、本日の会議を終わります。皆様、ありがとうございました。";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::council::meeting::model::read_items;
    use proptest::prelude::*;

    const AGENDA: &str = "１　開会\n２　議題（3件）\n　⑴　今年度の目標について【種類: 協議】\n　⑵　実績【種類: 報告】\n　⑶　規約の改正【種類: 承認】\n３　その他\n４　閉会";

    fn items() -> Vec<Kept> {
        read_items(AGENDA).into_iter().map(|line| Kept { id: ItemId::fresh(), line }).collect()
    }

    #[test]
    fn words_stand_under_their_items_whatever_number_they_were_typed_with() {
        let items = items();
        let text = "受付を閉めます。\n＃ 開会\n始めます。\n\n#議題\n議題に入ります。\n＃⑵ 今年度の 目標について【種類: 協議】\n\
                    ご意見を\n\nお願いします。\n＃休憩\n10分休みます。";
        let found = script(text, &items);
        assert_eq!(found.words(items[0].id), Some("受付を閉めます。\n始めます。"));
        assert_eq!(found.words(items[1].id), Some("議題に入ります。"), "a count is no part of the title");
        assert_eq!(found.words(items[2].id), Some("ご意見を\n\nお願いします。"));
        assert_eq!(found.unmatched, [("休憩".to_string(), "10分休みます。".to_string())]);
        assert_eq!(found.words(items[6].id), None);
    }

    #[test]
    fn equal_headings_are_equal_items_in_their_order() {
        let items: Vec<Kept> =
            read_items("１　報告\n２　報告").into_iter().map(|line| Kept { id: ItemId::fresh(), line }).collect();
        let found = script("＃報告\nいち\n＃報告\nに\n＃報告\nさん", &items);
        assert_eq!(found.of_item, [(items[0].id, "いち".to_string()), (items[1].id, "に\nさん".to_string())]);
        assert_eq!(script("前置き", &[]).unmatched, [(String::new(), "前置き".to_string())]);
        assert_eq!(script("", &items), Script::default());
    }

    #[test]
    fn a_first_script_says_at_each_item_what_the_council_does_with_it_and_is_read_again() {
        let items = items();
        let text = skeleton(items.iter().map(|item| &item.line));
        assert!(text.starts_with("＃１　開会\n定刻になりました"), "{text}");
        for said in [
            "＃２　議題（3件）\nそれでは、「議題（3件）」に入ります。",
            "今年度の目標について、事務局から説明します。皆様のご意見",
            "実績について、事務局から報告します。ご質問はありますか。",
            "規約の改正について、事務局から説明します。ご質問はありますか。なければ、このとおり承認",
            "＃４　閉会\n以上で、",
        ] {
            assert!(text.contains(said), "{said} in {text}");
        }
        let found = script(&text, &items);
        assert_eq!((found.of_item.len(), found.unmatched.len()), (items.len(), 0));
    }

    proptest! {
        #[test]
        fn every_agenda_finds_its_own_first_script(agenda in "[１⑴#＃ 　開会議題（3件）【】報告\\n]{0,40}") {
            let items: Vec<Kept> =
                read_items(&agenda).into_iter().map(|line| Kept { id: ItemId::fresh(), line }).collect();
            let found = script(&skeleton(items.iter().map(|item| &item.line)), &items);
            prop_assert!(found.of_item.len() <= items.len());
        }

        #[test]
        fn arbitrary_typing_never_panics(text in "\\PC{0,80}", agenda in "\\PC{0,40}") {
            let items: Vec<Kept> =
                read_items(&agenda).into_iter().map(|line| Kept { id: ItemId::fresh(), line }).collect();
            let _ = script(&text, &items);
        }
    }
}
