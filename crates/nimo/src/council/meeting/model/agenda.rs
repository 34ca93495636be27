//! The agenda (次第) as people type it: one line for each item, deeper ones behind full-width spaces.

use crate::council::meeting::model::ItemId;

/// 議題の種類: what the council does with an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    /// 報告: it hears.
    Report,
    /// 協議: it talks.
    Discussion,
    /// 承認: it decides.
    Approval,
}

impl ItemKind {
    /// In the order of the form.
    pub const ALL: [ItemKind; 3] = [ItemKind::Report, ItemKind::Discussion, ItemKind::Approval];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            ItemKind::Report => "report",
            ItemKind::Discussion => "discussion",
            ItemKind::Approval => "approval",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<ItemKind> {
        ItemKind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// As shown, and as typed behind an item: 【種類: 協議】.
    pub fn label(self) -> &'static str {
        match self {
            ItemKind::Report => "報告",
            ItemKind::Discussion => "協議",
            ItemKind::Approval => "承認",
        }
    }
}

/// One item of the agenda.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ItemLine {
    /// 0 for an item at the top.
    pub depth: usize,
    /// The number as written (３, ⑴, 第1号議案); empty for none.
    pub label: String,
    /// The title.
    pub title: String,
    /// What the council does with it, once that was said.
    pub kind: Option<ItemKind>,
    /// 非公開とする根拠: the ground on which nobody may listen; empty for an open item.
    pub closed: String,
}

impl ItemLine {
    /// An item as it is typed, without its indent: ⑴　目標について【種類: 協議】【非公開: 個人に関する情報】. Marks stand behind the title;
    /// 【報告】 without the word before it is a part of the title, as sheets print it.
    pub fn read(depth: usize, body: &str) -> ItemLine {
        let (label, title) = split_label(body);
        ItemLine::marked(depth, label, title)
    }

    /// An item whose number was read already; marks behind the title are taken off it.
    pub fn marked(depth: usize, label: &str, title: &str) -> ItemLine {
        let mut item = ItemLine { depth, label: label.into(), ..ItemLine::default() };
        let mut title = title.trim();
        while let Some((rest, mark)) = title.strip_suffix('】').and_then(|title| title.rsplit_once('【')) {
            let (word, said) = mark.split_once([':', '：']).map_or(("", ""), |(word, said)| (word.trim(), said.trim()));
            let kind = ItemKind::ALL.into_iter().find(|kind| kind.label() == said);
            match (word, kind) {
                (KIND, Some(kind)) if item.kind.is_none() => item.kind = Some(kind),
                (CLOSED, _) if item.closed.is_empty() && !said.is_empty() => item.closed = said.into(),
                _ => break,
            }
            title = rest.trim_end();
        }
        if title.is_empty() {
            // Marks without a title are a title.
            return ItemLine { depth, label: label.into(), title: body_of(title, &item), ..ItemLine::default() };
        }
        item.title = title.into();
        item
    }

    /// Label and title in one line.
    pub fn words(&self) -> String {
        if self.label.is_empty() { self.title.clone() } else { format!("{}　{}", self.label, self.title) }
    }

    /// What stands behind the title: 【種類: 協議】【非公開: 個人に関する情報】.
    pub fn marks(&self) -> String {
        let kind = self.kind.map_or_else(String::new, |kind| format!("【{KIND}: {}】", kind.label()));
        let closed = if self.closed.is_empty() { String::new() } else { format!("【{CLOSED}: {}】", self.closed) };
        format!("{kind}{closed}")
    }

    /// Does a mark stand in the title that could not be read as one? Then what it closes would stand open.
    pub fn has_lost_mark(&self) -> bool {
        let title: String = self.title.chars().filter(|c| !c.is_whitespace()).collect();
        [KIND, CLOSED].iter().any(|word| [':', '：'].iter().any(|colon| title.contains(&format!("【{word}{colon}"))))
    }

    /// The same item without what stands behind its title.
    fn bare(&self) -> (usize, &str, &str) {
        (self.depth, &self.label, &self.title)
    }
}

const KIND: &str = "種類";
const CLOSED: &str = "非公開";

fn body_of(title: &str, item: &ItemLine) -> String {
    format!("{title}{}", item.marks())
}

/// For each line: may nobody listen? What lies below a closed item is closed with it.
pub fn closed<'a>(lines: impl IntoIterator<Item = &'a ItemLine>) -> Vec<bool> {
    let mut above: Option<usize> = None;
    let closed = |line: &ItemLine| {
        if above.is_some_and(|depth| line.depth <= depth) {
            above = None;
        }
        if above.is_none() && !line.closed.is_empty() {
            above = Some(line.depth);
        }
        above.is_some()
    };
    lines.into_iter().map(closed).collect()
}

/// An item that stands already, with its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The id.
    pub id: ItemId,
    /// What it says.
    pub line: ItemLine,
}

/// So many steps an item lies below the top at most.
pub const DEEPEST: usize = 4;

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
        items.push(ItemLine::read((wide + narrow).min(below).min(DEEPEST), body.trim_end()));
    }
    items
}

/// As typed: the inverse of [`read_items`].
pub fn lines_of(items: &[ItemLine]) -> String {
    let line = |item: &ItemLine| format!("{}{}{}", "　".repeat(item.depth), item.words(), item.marks());
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
        if let Some(same) = (from..before.len()).find(|index| before[*index].line.bare() == line.bare()) {
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

    #[test]
    fn an_item_says_what_the_council_does_with_it_and_on_what_ground_it_is_closed() {
        let items = read_items(
            "⑴　目標について【種類：協議】【非公開：個人に関する情報】\n⑵　【報告】\n⑶　規約【案】\n⑷　予算【種類: 承認】\n⑸　結果【報告】",
        );
        let told: Vec<_> = items.iter().map(|i| (i.title.as_str(), i.kind, i.closed.as_str())).collect();
        assert_eq!(
            told,
            [
                ("目標について", Some(ItemKind::Discussion), "個人に関する情報"),
                ("【報告】", None, ""),
                ("規約【案】", None, ""),
                ("予算", Some(ItemKind::Approval), ""),
                ("結果【報告】", None, "")
            ]
        );
        assert_eq!(lines_of(&items[..1]), "⑴　目標について【種類: 協議】【非公開: 個人に関する情報】");
        let nested = ItemLine::read(0, "個別事例【非公開: 個人【氏名等】の情報】");
        assert!(nested.has_lost_mark() && !items.iter().any(ItemLine::has_lost_mark));
        let before = vec![Kept { id: ItemId::fresh(), line: items[0].clone() }];
        assert_eq!(align(&before, &read_items("⑴　目標について"))[0], Some(before[0].id), "a mark makes no other item");
    }

    proptest! {
        #[test]
        fn what_is_written_back_is_read_the_same(text in "[１２⑴⑵開会議題【】種類協議非公開：　 \\n]{0,40}") {
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
