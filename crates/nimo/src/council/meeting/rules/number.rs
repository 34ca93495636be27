//! The numbers of an agenda: read off its order, in the way in which this council writes them. Pure.

use crate::council::meeting::model::ItemLine;

/// How a level is numbered.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Style {
    /// Something, a number, something: 1, 第1号議案, （１）.
    Written { before: String, is_wide: bool, after: String },
    /// One character of a row: ⑴, ①. Behind the twentieth stands (21).
    Enclosed(u32),
    /// ア, イ, ウ.
    Kana,
    /// 一, 二, 三.
    Kanji,
    /// A, Ｂ, c: the first of its row.
    Letter(char),
    /// As typed; nothing is counted.
    AsTyped,
}

const KANJI: &str = "一二三四五六七八九";
const KANA: &str = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ";
const PARENTHESIZED: u32 = '⑴' as u32;
const CIRCLED: u32 = '①' as u32;
const MOST_ENCLOSED: u32 = 20;

impl Style {
    /// The style of a label, where it has one.
    fn of(label: &str) -> Style {
        let mut characters = label.chars();
        if let (Some(first), None) = (characters.next(), characters.next()) {
            for base in [PARENTHESIZED, CIRCLED] {
                if (base..base + MOST_ENCLOSED).contains(&u32::from(first)) {
                    return Style::Enclosed(base);
                }
            }
            if KANA.contains(first) {
                return Style::Kana;
            }
            for row in ['A', 'a', 'Ａ', 'ａ'] {
                if (row..=char::from_u32(u32::from(row) + 25).unwrap_or(row)).contains(&first) {
                    return Style::Letter(row);
                }
            }
        }
        if !label.is_empty() && label.chars().all(|c| KANJI.contains(c) || c == '十') {
            return Style::Kanji;
        }
        let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
        let Some(from) = label.find(is_digit) else { return Style::AsTyped };
        let rest = &label[from..];
        let digits = rest.find(|c| !is_digit(c)).unwrap_or(rest.len());
        let after = &rest[digits..];
        if after.contains(is_digit) {
            return Style::AsTyped;
        }
        let is_wide = rest.chars().next().is_some_and(|c| !c.is_ascii());
        Style::Written { before: label[..from].into(), is_wide, after: after.into() }
    }

    /// What stands on a level of which nothing is known.
    fn usual(depth: usize) -> Style {
        match depth {
            0 => Style::Written { before: String::new(), is_wide: true, after: String::new() },
            1 => Style::Enclosed(PARENTHESIZED),
            2 => Style::Kana,
            3 => Style::Enclosed(CIRCLED),
            _ => Style::AsTyped,
        }
    }

    /// The label of the nth item, from 1.
    fn label(&self, number: u32) -> Option<String> {
        match self {
            Style::Written { before, is_wide, after } => {
                let wide = |c: char| char::from_u32(u32::from(c) - u32::from('0') + u32::from('０')).unwrap_or(c);
                let digits = number.to_string();
                let digits = if *is_wide { digits.chars().map(wide).collect() } else { digits };
                Some(format!("{before}{digits}{after}"))
            }
            Style::Enclosed(base) if number <= MOST_ENCLOSED => char::from_u32(base + number - 1).map(String::from),
            Style::Enclosed(_) => Some(format!("({number})")),
            Style::Kana => {
                KANA.chars().nth(number as usize - 1).map(String::from).or_else(|| Some(format!("({number})")))
            }
            Style::Kanji => Some(kanji(number)),
            Style::Letter(row) if number <= 26 => char::from_u32(u32::from(*row) + number - 1).map(String::from),
            Style::Letter(_) => Some(format!("({number})")),
            Style::AsTyped => None,
        }
    }
}

/// 一, 十, 十一, 二十三; a form has no hundred lines.
fn kanji(number: u32) -> String {
    let digit = |n: u32| KANJI.chars().nth((n as usize).wrapping_sub(1)).map_or_else(String::new, String::from);
    let tens = match number / 10 {
        0 => String::new(),
        1 => "十".into(),
        tens => format!("{}十", digit(tens)),
    };
    tens + &digit(number % 10)
}

/// A line of an agenda that is being put in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it says; its label as it stood.
    pub line: ItemLine,
    /// Is it to have a number? A line that stood without one stays without.
    pub is_numbered: bool,
}

/// The lines with their numbers. A line keeps the way in which it is numbered (報告第1号 beside 議案第1号), a new one takes that of the
/// lines beside it; each way is counted on its own, anew below each item, or right through where this council does.
pub fn numbered(rows: Vec<Row>, standing: &[ItemLine]) -> Vec<ItemLine> {
    let styles: Vec<Style> = (0..rows.len()).map(|at| style_of(&rows, at, standing)).collect();
    let mut counts: Vec<(usize, Style, u32)> = vec![];
    let number = |(row, style): (Row, Style)| {
        let depth = row.line.depth;
        counts.retain(|(other, ..)| *other <= depth || runs_on(standing, *other));
        if !row.is_numbered || style == Style::AsTyped {
            return row.line;
        }
        let at = counts.iter().position(|(other, same, _)| *other == depth && *same == style);
        let at = at.unwrap_or_else(|| {
            counts.push((depth, style.clone(), 0));
            counts.len() - 1
        });
        counts[at].2 += 1;
        let label = style.label(counts[at].2).unwrap_or(row.line.label.clone());
        ItemLine { label, ..row.line }
    };
    rows.into_iter().zip(styles).map(number).collect()
}

/// In which way a line is numbered: its own, else that of its nearest sibling, else that of its level, else the usual one.
fn style_of(rows: &[Row], at: usize, standing: &[ItemLine]) -> Style {
    let line = &rows[at].line;
    if !line.label.is_empty() {
        return Style::of(&line.label);
    }
    let labelled = |row: &&Row| row.line.depth == line.depth && !row.line.label.is_empty();
    let before = rows[..at].iter().rev().take_while(|row| row.line.depth >= line.depth).find(labelled);
    let after = || rows[at + 1..].iter().take_while(|row| row.line.depth >= line.depth).find(labelled);
    if let Some(sibling) = before.or_else(after) {
        return Style::of(&sibling.line.label);
    }
    let mut level = standing.iter().filter(|other| other.depth == line.depth).peekable();
    if level.peek().is_none() {
        return Style::usual(line.depth);
    }
    level.find(|other| !other.label.is_empty()).map_or(Style::AsTyped, |other| Style::of(&other.label))
}

/// Does the agenda that stands count this level right through, over the items above it?
fn runs_on(standing: &[ItemLine], depth: usize) -> bool {
    let mut last: Option<(Style, u32)> = None;
    let mut is_parted = false;
    for line in standing {
        if line.depth < depth {
            is_parted = true;
        }
        if line.depth != depth || line.label.is_empty() {
            continue;
        }
        let style = Style::of(&line.label);
        let value = (1..100).find(|number| style.label(*number).as_deref() == Some(line.label.as_str()));
        let Some(value) = value else { continue };
        if is_parted && last.as_ref().is_some_and(|(before, number)| *before == style && number + 1 == value) {
            return true;
        }
        (last, is_parted) = (Some((style, value)), false);
    }
    false
}

/// The first line that lies more than one step below the one before it: its place, from 1. An agenda is a tree by its steps; none of
/// its items can lie below itself.
pub fn misplaced(lines: &[ItemLine]) -> Option<usize> {
    let before = std::iter::once(None).chain(lines.iter().map(|line| Some(line.depth)));
    let is_wrong = |(line, before): (&ItemLine, Option<usize>)| line.depth > before.map_or(0, |depth| depth + 1);
    lines.iter().zip(before).position(is_wrong).map(|at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::council::meeting::model::{lines_of, read_items};
    use proptest::prelude::*;

    fn rows(text: &str) -> Vec<Row> {
        read_items(text).into_iter().map(|line| Row { line, is_numbered: true }).collect()
    }

    fn again(new: &str, standing: &str) -> String {
        lines_of(&numbered(rows(new), &read_items(standing)))
    }

    #[test]
    fn numbers_follow_the_order_in_the_way_the_council_writes_them() {
        assert_eq!(again("開会\n議題\n　目標\n　空室\n閉会", ""), "１　開会\n２　議題\n　⑴　目標\n　⑵　空室\n３　閉会");
        assert_eq!(
            again("2　議題\n1　開会\n　イ　目標", "1　開会\n2　議題\n　ア　目標"),
            "1　議題\n2　開会\n　ア　目標"
        );
        assert_eq!(again("規約\n予算", "第1号議案　規約\n第2号議案　予算"), "第1号議案　規約\n第2号議案　予算");
        assert_eq!(again("開会\n閉会", "開会\n閉会"), "開会\n閉会", "a council that counts nothing");
        assert_eq!(again("一　議題\n一　開会", "一　開会\n二　議題"), "一　議題\n二　開会");
        assert_eq!(again("題\n".repeat(12).as_str(), "一　開会").lines().last(), Some("十二　題"));
        assert_eq!(again("Ｂ　議題\n開会", "Ａ　開会\nＢ　議題"), "Ａ　議題\nＢ　開会");
        let kinds = "１　報告\n　報告第1号　実績\n　報告第2号　空室\n２　議事\n　議案第1号　規約\n３　その他";
        assert_eq!(again(kinds, kinds), kinds, "each kind counts for itself");
        let mixed = "１　開会\n２　議題\n第1号議案　規約\n第2号議案　予算\n３　閉会";
        assert_eq!(again(mixed, mixed), mixed);
        let through = "１　報告\n　⑴　実績\n　⑵　空室\n２　協議\n　⑶　目標\n　⑷　予算";
        assert_eq!(again(through, through), through, "a council that counts right through");
        assert_eq!(
            again("１　報告\n　⑴　実績\n２　協議\n　⑵　目標\n　足した", through).lines().last(),
            Some("　⑶　足した")
        );
        let many: String = (0..22).map(|n| format!("　題{n}\n")).collect();
        let told = again(&format!("議題\n{many}"), "");
        assert!(told.contains("⒇　題19") && told.contains("(21)　題20"));
        let mut some = rows("開会\n議題");
        some[0].is_numbered = false;
        assert_eq!(lines_of(&numbered(some, &read_items("開会\n１　議題"))), "開会\n１　議題");
    }

    #[test]
    fn a_line_two_steps_down_has_no_place() {
        let line = |depth| ItemLine { depth, title: "題".into(), ..ItemLine::default() };
        assert_eq!(misplaced(&[line(0), line(1), line(2), line(0)]), None);
        assert_eq!(misplaced(&[line(0), line(2)]), Some(2));
        assert_eq!(misplaced(&[line(1)]), Some(1), "the first stands at the top");
    }

    proptest! {
        #[test]
        fn numbering_twice_says_the_same(text in "[あい　\\n]{0,40}", standing in "[１⑴ア第号あ一十Ａ　\\n]{0,40}") {
            let standing = read_items(&standing);
            let once = numbered(rows(&text), &standing);
            let twice = once.iter().cloned().map(|line| Row { line, is_numbered: true }).collect();
            prop_assert_eq!(numbered(twice, &standing), once);
        }
    }
}
