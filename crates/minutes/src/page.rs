//! From scalars to lines: line ends, page heads and feet, boxes, and the virtual lines of a sheet that lost its line ends.

use crate::label::label_at;
use crate::number::item_number;
use crate::source::{Claims, FURNITURE, Piece, Source};
use std::collections::HashMap;

/// A line of words: what stands between two line ends, without the blanks and rules at its ends.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line {
    pub piece: Piece,
    /// Blanks before the first word, in columns of half width.
    pub indent: usize,
    /// Empty lines before it, beyond the sheet's usual spacing.
    pub gap: usize,
    /// It begins where the reader broke a long line, not where the sheet did.
    pub is_virtual: bool,
    /// Its cells are parted by bars or tabs.
    pub is_row: bool,
    /// A page head or foot stands right before it.
    pub is_page_top: bool,
}

impl Line {
    /// Width in columns of half width, indent included.
    pub fn width(&self, source: &Source) -> usize {
        self.indent + columns(&source.chars[self.piece.start..self.piece.end])
    }
}

pub(crate) fn columns(scalars: &[char]) -> usize {
    scalars.iter().map(|c| if (*c as u32) < 0x100 || ('｡'..='ﾟ').contains(c) { 1 } else { 2 }).sum()
}

/// The lines of a text, page furniture claimed and left out.
pub(crate) fn lines(source: &Source, claims: &mut Claims) -> Vec<Line> {
    let physical = physical_lines(source, claims);
    let spacing = usual_spacing(&physical);
    let furniture = page_furniture(source, &physical);
    let mut lines = Vec::new();
    let mut blanks = 0;
    let mut is_page_top = false;
    for (line, is_furniture) in physical.iter().zip(furniture) {
        if line.piece.is_empty() {
            blanks += 1;
            continue;
        }
        if is_furniture {
            claims.claim(line.piece, FURNITURE);
            is_page_top = true;
            continue;
        }
        let line = Line { gap: usize::saturating_sub(blanks, spacing), is_page_top, ..*line };
        (blanks, is_page_top) = (0, false);
        for part in broken_cells(source, claims, line) {
            lines.extend(virtual_lines(source, part));
        }
    }
    lines
}

/// A cell of a marked-up table breaks its lines with <br>.
fn broken_cells(source: &Source, claims: &mut Claims, line: Line) -> Vec<Line> {
    let mut parts = Vec::new();
    let mut start = line.piece.start;
    let mut at = start;
    while at < line.piece.end {
        let is_break = source.plain[at] == '<'
            && matches!(source.plain.get(at + 1..at + 3), Some(['b' | 'B', 'r' | 'R']))
            && source.plain[at + 3..line.piece.end.min(at + 6)].iter().find(|c| !matches!(c, ' ' | '/')) == Some(&'>');
        if !is_break {
            at += 1;
            continue;
        }
        let end = (at..line.piece.end).find(|p| source.plain[*p] == '>').map_or(line.piece.end, |p| p + 1);
        claims.claim(Piece::new(at, end), FURNITURE);
        parts.push(Line { piece: source.trim(Piece::new(start, at)), is_virtual: !parts.is_empty(), ..line });
        (start, at) = (end, end);
    }
    parts.push(Line { piece: source.trim(Piece::new(start, line.piece.end)), is_virtual: !parts.is_empty(), ..line });
    parts.retain(|part| !part.piece.is_empty());
    parts
}

/// Cells without words at the ends of a row, whose rules were taken off with the outer ones.
pub(crate) fn empty_cells(source: &Source, piece: Piece) -> (usize, usize) {
    let outer = |c: &&char| is_rule(**c) || glyphs::is_blank(**c) && **c != '\n';
    let rules = |c: &&char| is_rule(**c);
    let before = source.chars[..piece.start].iter().rev().take_while(outer).filter(rules).count();
    let behind = source.chars[piece.end..].iter().take_while(outer).filter(rules).count();
    (before.saturating_sub(1), behind.saturating_sub(1))
}

const BOX: &str = "│┃┆┇┊┋├┤┝┥┌┐└┘┏┓┗┛╔╗╚╝║═─━┬┴┼┠┨╭╮╰╯|";

fn is_rule(c: char) -> bool {
    BOX.contains(c)
}

fn physical_lines(source: &Source, claims: &mut Claims) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    for at in 0..=source.plain.len() {
        if at < source.plain.len()
            && !matches!(source.chars[at], '\n' | '\r' | '\u{c}' | '\u{b}' | '\u{85}' | '\u{2028}' | '\u{2029}')
        {
            continue;
        }
        let whole = source.trim(Piece::new(start, at));
        let mut piece = whole;
        // A line of rules only, or rules at both ends of a box.
        let solid = |p: Piece| {
            source.chars[p.start..p.end].iter().filter(|c| !glyphs::is_blank(**c)).copied().collect::<Vec<_>>()
        };
        let letters = solid(piece);
        let is_divider = letters.len() >= 3
            && letters.iter().all(|c| {
                is_rule(*c)
                    || glyphs::is_dash(*c)
                    || matches!(
                        c,
                        '=' | '＝'
                            | '*'
                            | '＊'
                            | '_'
                            | '＿'
                            | '~'
                            | '・'
                            | '…'
                            | '.'
                            | '+'
                            | ':'
                            | '★'
                            | '☆'
                            | '◇'
                            | '○'
                    )
            })
            && !letters.iter().all(|c| *c == '・' || *c == '○');
        if is_divider {
            claims.claim(piece, FURNITURE);
            piece = Piece::new(piece.end, piece.end);
        } else {
            while !piece.is_empty() && is_rule(source.chars[piece.start]) {
                claims.claim(Piece::new(piece.start, piece.start + 1), FURNITURE);
                piece = source.trim(Piece::new(piece.start + 1, piece.end));
            }
            while !piece.is_empty() && is_rule(source.chars[piece.end - 1]) && source.chars[piece.end - 1] != '─' {
                claims.claim(Piece::new(piece.end - 1, piece.end), FURNITURE);
                piece = source.trim(Piece::new(piece.start, piece.end - 1));
            }
        }
        let indent = columns(&source.chars[start..piece.start.max(start)]);
        let cells = &source.chars[piece.start..piece.end];
        let ruled = source.chars[whole.start..whole.end].iter().filter(|c| matches!(c, '│' | '┃')).count();
        let is_row = cells.iter().any(|c| matches!(c, '|' | '｜' | '\t' | '│' | '┃')) || ruled > 2 && !piece.is_empty();
        lines.push(Line { piece, indent, gap: 0, is_virtual: false, is_row, is_page_top: false });
        start = at + 1;
        if at < source.plain.len() && source.chars[at] == '\r' && source.chars.get(at + 1) == Some(&'\n') {
            // CR LF counts once: the empty line between them is none.
            start = at + 2;
        }
    }
    drop_half_line_ends(source, lines)
}

/// The loop above sees LF of CR LF as a line of its own; such lines have nothing between them.
fn drop_half_line_ends(source: &Source, lines: Vec<Line>) -> Vec<Line> {
    let mut previous = None;
    lines
        .into_iter()
        .filter(|line| {
            let half = line.piece.is_empty()
                && line.piece.start > 0
                && source.chars.get(line.piece.start) == Some(&'\n')
                && source.chars.get(line.piece.start - 1) == Some(&'\r')
                && previous == Some(line.piece.start - 1);
            previous = Some(line.piece.end);
            !half
        })
        .collect()
}

/// 1 where extraction left an empty line after nearly every line, else 0.
fn usual_spacing(lines: &[Line]) -> usize {
    let (mut alone, mut together) = (0usize, 0usize);
    for pair in lines.windows(2) {
        if !pair[0].piece.is_empty() {
            if pair[1].piece.is_empty() {
                alone += 1;
            } else {
                together += 1;
            }
        }
    }
    usize::from(alone >= 8 && alone > together * 3)
}

fn page_furniture(source: &Source, lines: &[Line]) -> Vec<bool> {
    let mut is_furniture = vec![false; lines.len()];
    let solid: Vec<usize> = (0..lines.len()).filter(|at| !lines[*at].piece.is_empty()).collect();
    let bare: Vec<String> = solid
        .iter()
        .map(|at| if lines[*at].piece.len() <= 80 { source.bare(lines[*at].piece) } else { String::new() })
        .collect();
    page_numbers(&bare, &solid, &mut is_furniture);
    numbered_heads(&bare, &solid, &mut is_furniture);
    let mut seen: HashMap<String, Vec<usize>> = HashMap::new();
    for (order, text) in bare.iter().enumerate() {
        if text.chars().count() >= 4 && !is_furniture[solid[order]] {
            seen.entry(without_digits(text)).or_default().push(order);
        }
    }
    // Twice: of a head of two lines, only one stands beside the page number.
    for _ in 0..2 {
        let marks = is_furniture.clone();
        let near_page_mark = |order: usize| {
            let next_to = |other: Option<&usize>| other.is_some_and(|other| marks[*other]);
            next_to(order.checked_sub(1).and_then(|o| solid.get(o)))
                || next_to(solid.get(order + 1))
                || page_break_beside(source, lines[solid[order]].piece)
        };
        for (text, orders) in &seen {
            if orders.len() >= 2 && orders.iter().all(|order| ends_with_a_page(&bare[*order])) && !begins_a_block(text)
            {
                orders.iter().for_each(|order| is_furniture[solid[*order]] = true);
                continue;
            }
            for order in running(text, orders, &near_page_mark) {
                is_furniture[solid[*order]] = true;
            }
        }
    }
    // 会議録（要点記録） alone on a line, below the head of the sheet, is the foot of a page.
    for (order, text) in bare.iter().enumerate() {
        if order > 3 && is_record_foot(text) || is_web_mark(text) {
            is_furniture[solid[order]] = true;
        }
    }
    is_furniture
}

/// Of lines with the same words, those that are page heads or feet.
fn running<'a>(text: &str, orders: &'a [usize], near_page_mark: &dyn Fn(usize) -> bool) -> &'a [usize] {
    let is_head = names_a_record(text) && !text.contains('。');
    let marked = orders.iter().filter(|order| near_page_mark(**order)).count();
    let runs = marked * 2 >= orders.len() && marked >= 2 || is_head && orders.len() >= 3;
    if orders.len() < 2 || !runs || begins_a_block(text) {
        return &[];
    }
    // The first may be the title itself; it stays unless a page mark stands beside it.
    let keep_first = is_head && !near_page_mark(orders[0]) || is_head && orders[0] <= 1;
    &orders[usize::from(keep_first)..]
}

/// 楡災推協7-2 - 1 -, 会議録 2/7: the same words with a page number that goes up.
fn numbered_heads(bare: &[String], solid: &[usize], is_furniture: &mut [bool]) {
    let mut seen: HashMap<String, Vec<(usize, u32)>> = HashMap::new();
    for (order, text) in bare.iter().enumerate() {
        if let Some((words, page)) = page_in(text)
            && !begins_a_block(text)
        {
            seen.entry(words).or_default().push((order, page));
        }
    }
    for row in seen.values().filter(|row| row.len() >= 2 && row.windows(2).all(|pair| pair[0].1 < pair[1].1)) {
        for (order, _) in row {
            is_furniture[solid[*order]] = true;
        }
    }
}

/// The dressed page number at an end of a line, and the words beside it.
fn page_in(text: &str) -> Option<(String, u32)> {
    if text.chars().count() > 40 || text.contains(['。', '、']) {
        return None;
    }
    let number = |digits: &str| digits.parse::<u32>().ok().filter(|page| *page < 1000);
    let behind = text.trim_end_matches("ページ").trim_end_matches('頁');
    let dashed = behind.strip_suffix('-');
    let cut = dashed.unwrap_or(behind);
    let digits = cut.len() - cut.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (words, last) = cut.split_at(cut.len() - digits);
    let is_dressed = dashed.is_some() && words.ends_with('-') || behind.len() < text.len() && !words.ends_with('第');
    if is_dressed && words.chars().count() > 2 {
        return Some((words.to_string(), number(last)?));
    }
    let (words, pages) = (words.strip_suffix('/')?, last);
    let first = words.len() - words.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (words, page) = words.split_at(words.len() - first);
    (words.chars().count() > 2).then_some((format!("{words}/{pages}"), number(page)?))
}

/// このページの先頭へ, 本文ここまで: what a web page prints between its parts.
fn is_web_mark(bare: &str) -> bool {
    bare.chars().count() <= 16
        && !bare.contains('。')
        && ["ページの先頭", "本文ここまで", "本文ここから", "ページトップ"].iter().any(|word| bare.contains(word))
}

/// 会議録（要点記録）, 議事録（発言要旨）, also with the page's number on the line: 会議録（要点記録） 1／1
pub(crate) fn is_record_foot(bare: &str) -> bool {
    let bare = bare
        .rsplit_once('/')
        .filter(|(_, all)| !all.is_empty() && all.bytes().all(|b| b.is_ascii_digit()))
        .map_or(bare, |(before, _)| before.trim_end_matches(|c: char| c.is_ascii_digit()));
    ["会議録(", "議事録(", "会議要録("].iter().any(|head| bare.starts_with(head))
        && bare.ends_with(')')
        && bare.chars().count() <= 14
        && !["案)", "1)", "2)"].iter().any(|tail| bare.ends_with(tail))
}

/// みほん市連絡協議会　会議録（1／7）, み福第７号　- 1 -: words and the number of the page.
fn ends_with_a_page(bare: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit());
    let in_dashes = bare.strip_suffix('-').and_then(|text| text.rsplit_once('-')).is_some_and(|(_, page)| digits(page));
    let of_all =
        bare.strip_suffix(')').and_then(|text| text.rsplit_once('(')).and_then(|(_, page)| page.split_once('/'));
    in_dashes || of_all.is_some_and(|(page, all)| digits(page) && digits(all))
}

fn page_break_beside(source: &Source, piece: Piece) -> bool {
    let around = |at: usize| source.chars.get(at) == Some(&'\u{c}');
    piece.start > 0 && around(piece.start - 1) || around(piece.end) || around(piece.end + 1)
}

fn names_a_record(text: &str) -> bool {
    ["会議録", "議事録", "協議会", "審議会", "委員会", "会議", "懇談会", "部会"].iter().any(|word| text.contains(word))
}

fn begins_a_block(text: &str) -> bool {
    text.starts_with(['○', '●', '◎', '・', '⇒', '→', '【', '(', '◆', '■', '〔', '<', '＜'])
        || text.contains([':', '。'])
}

fn without_digits(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect()
}

/// Dressed numbers (- 1 -, 1/4, (1) alone) count wherever they stand; a bare number only in a row of at least two that
/// goes up by one.
fn page_numbers(bare: &[String], solid: &[usize], is_furniture: &mut [bool]) {
    let mut lone: Vec<(usize, u32, bool)> = Vec::new();
    for (order, text) in bare.iter().enumerate() {
        let trimmed =
            text.trim_matches(|c: char| matches!(c, '-' | '~' | ' ' | '|' | '・' | '=' | '―' | '─' | 'ー' | '<' | '>'));
        let digits = |t: &str| !t.is_empty() && t.len() <= 3 && t.bytes().all(|b| b.is_ascii_digit());
        let dressed = trimmed.len() < text.len() && digits(trimmed)
            || trimmed.split_once('/').is_some_and(|(page, all)| {
                digits(page.trim_start_matches(['P', 'p', '.']))
                    && digits(all.trim_end_matches("ページ").trim_end_matches('頁'))
            })
            || ["ページ", "頁", "P.", "p.", "P", "p", "Page", "page"]
                .iter()
                .any(|word| trimmed.strip_suffix(word).or_else(|| trimmed.strip_prefix(word)).is_some_and(digits));
        if dressed {
            is_furniture[solid[order]] = true;
        } else if digits(text) {
            if let Ok(value) = text.parse() {
                lone.push((order, value, false));
            }
        } else if let Some(value) =
            text.strip_prefix('(').and_then(|t| t.strip_suffix(')')).filter(|t| digits(t)).and_then(|t| t.parse().ok())
        {
            lone.push((order, value, true));
        }
    }
    for parenthesised in [false, true] {
        let row: Vec<(usize, u32)> = lone.iter().filter(|l| l.2 == parenthesised).map(|l| (l.0, l.1)).collect();
        let ascending = row.windows(2).all(|w| w[1].1 == w[0].1 + 1);
        if row.len() >= 2 && ascending || parenthesised && row.len() == 1 && row[0].1 == 1 {
            for (order, _) in row {
                is_furniture[solid[order]] = true;
            }
        }
    }
}

/// Long lines without line ends: broken before labels, item numbers and marks that follow a blank.
fn virtual_lines(source: &Source, line: Line) -> Vec<Line> {
    let piece = line.piece;
    if piece.len() < 110 || line.is_row {
        return vec![line];
    }
    let mut breaks: Vec<usize> = Vec::new();
    let mut strong = 0;
    for at in piece.start + 1..piece.end {
        if source.plain[at - 1] != ' ' || source.plain[at] == ' ' {
            continue;
        }
        let weight = break_weight(source, Piece::new(at, piece.end));
        let from = breaks.last().copied().unwrap_or(piece.start);
        if weight > 0 && is_only_a_number(source, Piece::new(from, at)) {
            // 3 出席者: the number and its label are one line.
            strong += weight;
        } else if weight > 0 {
            breaks.push(at);
            strong += weight;
        }
    }
    if strong < 3 {
        return vec![line];
    }
    let mut starts = vec![piece.start];
    starts.extend(breaks);
    let mut lines = Vec::with_capacity(starts.len());
    for (index, start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(piece.end);
        let part = source.trim(Piece::new(*start, end));
        if !part.is_empty() {
            let (gap, is_page_top) = if index == 0 { (line.gap, line.is_page_top) } else { (0, false) };
            lines.push(Line { piece: part, is_virtual: index > 0, gap, is_page_top, ..line });
        }
    }
    lines
}

fn is_only_a_number(source: &Source, piece: Piece) -> bool {
    let piece = source.trim(piece);
    piece.is_empty()
        || item_number(&source.plain, piece.start).is_some_and(|number| number.end >= piece.end)
        || piece.len() == 1 && !source.plain[piece.start].is_alphanumeric()
}

fn break_weight(source: &Source, rest: Piece) -> usize {
    let head = Piece::new(rest.start, rest.end.min(rest.start + 60));
    let c = source.plain[rest.start];
    if let Some(label) = label_at(source, head) {
        let strong = label.is_parted || label.word.chars().count() >= 3 || label.number.is_some();
        let spaced = source.plain[rest.start + 1] == ' ';
        if strong || spaced || is_common_label(label.word) {
            return 1;
        }
    }
    if let Some(number) = item_number(&source.plain[..rest.end], rest.start) {
        let previous = source.plain[..rest.start].iter().rev().find(|c| **c != ' ');
        let after_ordinal = previous.is_some_and(|c| matches!(c, '第' | '~' | '-' | '資' | '料'));
        return usize::from(!after_ordinal && number.end < rest.end);
    }
    if "○●◯◎■◆◇□▼▽△▲★☆・⇒→※＊【〔〈≪《•＜".contains(source.chars[rest.start])
    {
        return 1;
    }
    // (委員) …, ［１４時…
    if matches!(c, '(' | '[' | '<') {
        return usize::from(crate::speaker::bracketed(source, head).is_some());
    }
    0
}

fn is_common_label(word: &str) -> bool {
    matches!(word, "日時" | "場所" | "会場" | "議題" | "次第" | "傍聴" | "出席" | "欠席" | "事務局" | "資料" | "議事")
}
