//! The agenda (次第) as people type it: one line for each item, deeper ones behind full-width spaces.

use crate::council::meeting::model::ItemId;

/// One item of the agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemLine {
    /// 0 for an item at the top.
    pub depth: usize,
    /// The number as written (３, ⑴, 第1号議案); empty for none.
    pub label: String,
    /// The title.
    pub title: String,
}

impl ItemLine {
    /// Label and title in one line.
    pub fn words(&self) -> String {
        if self.label.is_empty() { self.title.clone() } else { format!("{}　{}", self.label, self.title) }
    }
}

/// An item that stands already, with its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The id.
    pub id: ItemId,
    /// What it says.
    pub line: ItemLine,
}

const DEEPEST: usize = 4;

/// Reads the lines; empty ones are passed over. Two half-width spaces or a tab count as one full-width space, and no item
/// lies more than one step below the one before it.
pub fn read_items(text: &str) -> Vec<ItemLine> {
    let mut items: Vec<ItemLine> = vec![];
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let body = line.trim_start();
        let indent = &line[..line.len() - body.len()];
        let wide = indent.chars().filter(|c| matches!(c, '　' | '\t')).count();
        let narrow = indent.chars().filter(|c| *c == ' ').count() / 2;
        let below = items.last().map_or(0, |before| before.depth + 1);
        let (label, title) = split_label(body.trim_end());
        items.push(ItemLine {
            depth: (wide + narrow).min(below).min(DEEPEST),
            label: label.into(),
            title: title.into(),
        });
    }
    items
}

/// As typed: the inverse of [`read_items`].
pub fn lines_of(items: &[ItemLine]) -> String {
    let line = |item: &ItemLine| format!("{}{}", "　".repeat(item.depth), item.words());
    items.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Number and title: the number ends at the first blank, or is one enclosed character.
fn split_label(body: &str) -> (&str, &str) {
    if let Some((label, title)) = body.split_once(char::is_whitespace)
        && is_label(label)
        && !title.trim().is_empty()
    {
        return (label, title.trim());
    }
    match body.chars().next() {
        Some(first) if glyphs::enclosed(first).is_some() && body.chars().count() > 1 => body.split_at(first.len_utf8()),
        _ => ("", body),
    }
}

fn is_label(word: &str) -> bool {
    let plain: Vec<char> = word.chars().map(glyphs::plain).collect();
    let is_number =
        |c: &char| c.is_ascii_digit() || "一二三四五六七八九十".contains(*c) || glyphs::enclosed(*c).is_some();
    let is_dress = |c: &char| "().．、,第号議案報告協議事項-その".contains(*c);
    let is_letter =
        plain.len() <= 3 && plain.iter().all(|c| is_dress(c) || c.is_ascii_alphabetic() || ('ア'..='ン').contains(c));
    plain.len() <= 10
        && ((plain.iter().any(is_number) && plain.iter().all(|c| is_number(c) || is_dress(c)))
            || (is_letter && !plain.is_empty() && !plain.iter().all(is_dress)))
}

/// Which of the standing items each new line is. Equal lines first, in order; then an item of the same depth between two
/// that were found again is the same one with new words; the rest is new. Nothing is ever found twice.
pub fn align(before: &[Kept], after: &[ItemLine]) -> Vec<Option<ItemId>> {
    let mut found: Vec<Option<usize>> = vec![None; after.len()];
    let mut taken = vec![false; before.len()];
    let mut from = 0;
    for (at, line) in after.iter().enumerate() {
        if let Some(same) = (from..before.len()).find(|index| before[*index].line == *line) {
            (found[at], taken[same], from) = (Some(same), true, same + 1);
        }
    }
    for (at, line) in after.iter().enumerate() {
        if found[at].is_none() {
            // Moved as it is, to wherever.
            found[at] = (0..before.len()).find(|index| !taken[*index] && before[*index].line.words() == line.words());
            if let Some(index) = found[at] {
                taken[index] = true;
            }
        }
    }
    for at in 0..after.len() {
        if found[at].is_some() {
            continue;
        }
        let low = after[..at].iter().zip(&found).rev().find_map(|(_, index)| *index).map_or(0, |index| index + 1);
        let high = found[at + 1..].iter().find_map(|index| *index).unwrap_or(before.len());
        let here = (low..high.max(low)).find(|index| !taken[*index] && before[*index].line.depth == after[at].depth);
        if let Some(index) = here {
            (found[at], taken[index]) = (Some(index), true);
        }
    }
    found.into_iter().map(|index| index.map(|index| before[index].id)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TYPED: &str = "１　開会\n２　議題\n　⑴　目標について\n　⑵その他\n第1号議案　規約の改正\nＡ　報告\n閉会";

    #[test]
    fn an_agenda_is_typed_as_it_is_printed() {
        let items = read_items(TYPED);
        let told: Vec<_> = items.iter().map(|i| (i.depth, i.label.as_str(), i.title.as_str())).collect();
        assert_eq!(
            told,
            [
                (0, "１", "開会"),
                (0, "２", "議題"),
                (1, "⑴", "目標について"),
                (1, "⑵", "その他"),
                (0, "第1号議案", "規約の改正"),
                (0, "Ａ", "報告"),
                (0, "", "閉会")
            ]
        );
        assert_eq!(read_items("　　⑴　深すぎる\n\n\t二段目")[0].depth, 0);
        assert_eq!(read_items("精神保健福祉　連絡会")[0].label, "");
    }

    #[test]
    fn an_item_with_new_words_is_still_the_same_item() {
        let before: Vec<Kept> = read_items(TYPED).into_iter().map(|line| Kept { id: ItemId::fresh(), line }).collect();
        let after = read_items("１　開会\n２　議題\n　⑴　今年度の目標について\n　⑵　その他\n　⑶　追加\n閉会");
        let found = align(&before, &after);
        assert_eq!(found[..4], [before[0].id, before[1].id, before[2].id, before[3].id].map(Some));
        assert_eq!((found[4], found[5]), (None, Some(before[6].id)));
    }

    proptest! {
        #[test]
        fn what_is_written_back_is_read_the_same(text in "[１２⑴⑵開会議題　 \\n]{0,40}") {
            let items = read_items(&text);
            prop_assert_eq!(read_items(&lines_of(&items)), items);
        }

        #[test]
        fn no_item_is_found_twice(old in "[ab\\n　]{0,20}", new in "[ab\\n　]{0,20}") {
            let before: Vec<Kept> = read_items(&old).into_iter().map(|line| Kept { id: ItemId::fresh(), line }).collect();
            let mut found: Vec<ItemId> = align(&before, &read_items(&new)).into_iter().flatten().collect();
            let count = found.len();
            found.sort();
            found.dedup();
            prop_assert_eq!(found.len(), count);
        }
    }
}
