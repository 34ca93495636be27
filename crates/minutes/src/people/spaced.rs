//! Lists whose letters all stand alone (宮 坂 典 子).

use super::element::{Element, starts_with_parenthesis};
use super::*;

/// 宮 坂 典 子, 副 会 長 堀 切 恭 平 笹 原 久 雄: letters that all stand alone. Wide gaps part names where there are any;
/// else names of four letters are the rule.
pub(super) fn spaced_names(source: &Source, part: Piece, found: &mut Vec<Element>) {
    let letters = source.split(part, |c| c == ' ');
    let mut at = 0;
    let mut run: Vec<Piece> = Vec::new();
    while at < letters.len() {
        let mut taken = 0;
        let mut joined = String::new();
        for ahead in at..letters.len().min(at + 6) {
            joined.push_str(&source.bare(letters[ahead]));
            let special =
                group_word(&joined).is_some() || role_word(&joined).is_some() || matches!(joined.as_str(), "なし");
            let starts_another = joined == "会長" && at > 0 && source.bare(letters[at - 1]) == "副";
            if special && !starts_another {
                taken = ahead + 1 - at;
            }
        }
        let word = source.bare(letters[at]);
        let is_unit = |piece: &Piece| matches!(source.bare(*piece).as_str(), "名" | "人");
        if word.chars().all(|c| c.is_ascii_digit()) && letters.get(at + 1).is_some_and(is_unit) {
            taken = 2;
        }
        if taken == 0
            && (word.chars().count() > 4
                || starts_with_parenthesis(source, letters[at])
                || total_count(&word).is_some())
        {
            taken = 1;
        }
        if taken > 0 {
            split_letters(source, &mut run, found);
            found.push(Element::Word {
                piece: Piece::new(letters[at].start, letters[at + taken - 1].end),
                before_colon: false,
            });
            at += taken;
        } else {
            run.push(letters[at]);
            at += 1;
        }
    }
    split_letters(source, &mut run, found);
}

pub(super) fn split_letters(source: &Source, run: &mut Vec<Piece>, found: &mut Vec<Element>) {
    let letters = std::mem::take(run);
    if letters.is_empty() {
        return;
    }
    let gap = |pair: &[Piece]| pair[1].start - pair[0].end;
    let widest = letters.windows(2).map(gap).max().unwrap_or(1);
    let narrowest = letters.windows(2).map(gap).min().unwrap_or(1);
    let mut names: Vec<Piece> = Vec::new();
    if widest >= narrowest + 2 {
        let mut start = 0;
        for at in 1..=letters.len() {
            if at == letters.len() || gap(&letters[at - 1..=at]) == widest {
                names.push(Piece::new(letters[start].start, letters[at - 1].end));
                start = at;
            }
        }
    } else {
        let text: Vec<char> = letters.iter().flat_map(|p| source.bare(*p).chars().collect::<Vec<_>>()).collect();
        let mut start = 0;
        for length in crate::surname::name_lengths(&text) {
            names.push(Piece::new(letters[start].start, letters[(start + length - 1).min(letters.len() - 1)].end));
            start = (start + length).min(letters.len());
            if start >= letters.len() {
                break;
            }
        }
    }
    found.extend(names.into_iter().map(|piece| Element::Word { piece, before_colon: false }));
}
