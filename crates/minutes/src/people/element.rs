//! Lists cut into elements: names, group words, counts, parentheses.

use super::line::{begins_a_note, tells_absence, with_parentheses_closed, words_outside_parentheses};
use super::roster::{Row, lone_name};
use super::spaced::spaced_names;
use super::style::{gap_columns, is_name_in_two};
use super::*;

pub(super) fn is_comma(c: char) -> bool {
    matches!(c, '、' | ',' | '，' | ';' | '；' | '/')
}

pub(super) enum Element {
    Word {
        piece: Piece,
        before_colon: bool,
    },
    Colon(Piece),
    /// A line of a roster.
    Row(Row),
    /// A line that tells about names above, or names who was absent.
    Note(Piece),
}

/// Cuts the lines of a list into elements: names, group words, counts, parentheses.
pub(super) fn elements(
    source: &Source,
    lines: &[Line],
    style: &Style,
    is_group: &mut dyn FnMut(Piece) -> bool,
) -> Vec<Element> {
    let mut found = Vec::new();
    let mut open: Option<Piece> = None;
    let lines = &with_parentheses_closed(source, lines);
    for line in lines {
        if is_footnote(source, line.piece) || tells_absence(source, line.piece) {
            flush(&mut open, &mut found);
            found.push(Element::Note(line.piece));
            continue;
        }
        let row = match &style.roster {
            Some(roster) => roster.row(source, *line),
            None if style.has_columns => lone_name(source, line.piece),
            None => None,
        };
        if let Some(row) = row {
            flush(&mut open, &mut found);
            found.push(Element::Row(row));
            continue;
        }
        let starts_group = {
            let head = first_word(source, line.piece);
            let seat = source.bare(head);
            is_group(head)
                || seat.starts_with('第') && seat.contains('号')
                || role_word(&source.bare(head)).is_some()
                || "◎○◯●・•■◆-*※".contains(source.plain[line.piece.start])
                || source.chars[line.piece.start] == '※'
        };
        if let Some(piece) = open.take() {
            // An element without its comma goes on in the next line, if the lists of this sheet have commas.
            if style.has_commas && !starts_group && !starts_with_parenthesis(source, line.piece) && piece.len() <= 8 {
                let head_end = (line.piece.start..line.piece.end)
                    .find(|at| is_comma(source.plain[*at]) || matches!(source.plain[*at], '(' | ':'))
                    .unwrap_or(line.piece.end);
                let tail = Piece::new(line.piece.start, head_end);
                let joined = format!("{}{}", source.bare(piece), source.bare(tail));
                let short = joined.chars().count() <= 7 || joined.ends_with("委員") && joined.chars().count() <= 9;
                let both_names = reads_as_full_name(source, piece)
                    && reads_as_full_name(source, tail)
                    && source.bare(piece).chars().count() >= 4
                    && source.bare(tail).chars().count() >= 3;
                if short && !both_names {
                    cut_line(source, Piece::new(piece.start, line.piece.end), style, &mut open, &mut found);
                    continue;
                }
            }
            found.push(Element::Word { piece, before_colon: false });
        }
        cut_line(source, line.piece, style, &mut open, &mut found);
    }
    flush(&mut open, &mut found);
    found
}

pub(super) fn flush(open: &mut Option<Piece>, found: &mut Vec<Element>) {
    if let Some(piece) = open.take() {
        found.push(Element::Word { piece, before_colon: false });
    }
}

pub(super) fn first_word(source: &Source, piece: Piece) -> Piece {
    let end = (piece.start..piece.end)
        .find(|at| matches!(source.plain[*at], ' ' | ':' | '\n') || is_comma(source.plain[*at]))
        .unwrap_or(piece.end);
    Piece::new(piece.start, end)
}

pub(super) fn starts_with_parenthesis(source: &Source, piece: Piece) -> bool {
    matches!(source.plain[piece.start], '(' | '【' | '〔' | '[')
}

/// One line (or two that were joined): commas, colons, parentheses, then blanks.
pub(super) fn cut_line(
    source: &Source,
    piece: Piece,
    style: &Style,
    open: &mut Option<Piece>,
    found: &mut Vec<Element>,
) {
    let mut start = piece.start;
    let mut depth = 0;
    let mut at = piece.start;
    while at <= piece.end {
        let c = if at < piece.end { source.plain[at] } else { '\n' };
        if at > start && begins_a_note(source, piece, at) {
            at = (at..piece.end).find(|p| is_comma(source.plain[*p])).unwrap_or(piece.end);
            continue;
        }
        match c {
            '(' | '【' | '〔' | '[' => depth += 1,
            ')' | '】' | '〕' | ']' => depth -= 1,
            _ => {}
        }
        let ends = at == piece.end || depth <= 0 && (style.parts(c) || c == ':' || c == '|' || c == '\t');
        if ends {
            let part = source.trim(Piece::new(start, at));
            let at_end = at == piece.end;
            if !part.is_empty() {
                cut_blanks(source, part, style, c == ':', at_end, open, found);
            }
            if c == ':' && at < piece.end {
                found.push(Element::Colon(Piece::new(at, at + 1)));
            }
            start = at + 1;
            depth = 0;
        }
        at += 1;
    }
}

/// What stands between two commas: one name, or a group word and a name, or names parted by blanks.
pub(super) fn cut_blanks(
    source: &Source,
    part: Piece,
    style: &Style,
    before_colon: bool,
    ends_line: bool,
    open: &mut Option<Piece>,
    found: &mut Vec<Element>,
) {
    let words = words_outside_parentheses(source, part);
    let mut groups: Vec<Piece> = Vec::new();
    if style.is_spaced_out && !style.has_commas && !words.iter().any(|word| is_lone_honorific(&source.bare(*word))) {
        spaced_names(source, part, found);
        return;
    }
    let mut at = 0;
    while at < words.len() {
        let word = words[at];
        let bare = source.bare(word);
        if bare.chars().all(|c| matches!(c, '-' | '・' | '•' | '*' | '·')) {
            at += 1;
            continue;
        }
        // × 上村 幸: the sign belongs to the name behind it.
        if let Some(next) = words.get(at + 1).filter(|_| bare.chars().count() == 1 && bare.chars().all(is_sign)) {
            let there = source.bare(*next);
            if looks_like_name(&there) && group_word(&there).is_none() && role_word(&there).is_none() {
                groups.push(Piece::new(word.start, next.end));
                at += 2;
                continue;
            }
        }
        // 鬼　塚　克　巳　君: the honorific ends a name, however its letters stand.
        if is_lone_honorific(&bare)
            && let Some(from) = name_before(source, &groups)
        {
            groups[from].end = word.end;
            groups.truncate(from + 1);
            at += 1;
            continue;
        }
        // 10 名: a count whose unit stands apart.
        if bare.chars().all(|c| c.is_ascii_digit())
            && let Some(unit) = words.get(at + 1).filter(|next| matches!(source.bare(**next).as_str(), "名" | "人"))
        {
            groups.push(Piece::new(word.start, unit.end));
            at += 2;
            continue;
        }
        // A group or role word of spaced letters: 会 長, 副 会 長, 事 務 局.
        let mut ahead = at + 1;
        let mut joined = bare.clone();
        while ahead < words.len()
            && source.bare(words[ahead]).chars().count() == 1
            && joined.chars().count() < 5
            && joined.chars().count() == ahead - at
        {
            joined.push_str(&source.bare(words[ahead]));
            ahead += 1;
            if group_word(&joined).is_some() || role_word(&joined).is_some() {
                break;
            }
        }
        if ahead > at + 1 && (group_word(&joined).is_some() || role_word(&joined).is_some()) {
            groups.push(Piece::new(word.start, words[ahead - 1].end));
            at = ahead;
            continue;
        }
        groups.push(word);
        at += 1;
    }
    roles_behind_names(source, &mut groups);
    let mut names: Vec<Piece> = Vec::new();
    let push = |piece: Piece, is_last: bool, found: &mut Vec<Element>, open: &mut Option<Piece>| {
        if is_last && ends_line && style.has_commas && !before_colon {
            *open = Some(piece);
        } else {
            found.push(Element::Word { piece, before_colon: is_last && before_colon });
        }
    };
    let mut index = 0;
    while index < groups.len() {
        let word = groups[index];
        let bare = source.bare(word);
        let is_special = group_word(&bare).is_some()
            || role_word(&bare).is_some()
            || starts_with_parenthesis(source, word)
            || grouped_count(&bare).is_some()
            || total_count(&bare).is_some()
            || is_number_token(&bare)
            || bare.starts_with('第') && bare.contains("号委員");
        if is_special {
            if let Some(last) = names.last().copied()
                && starts_with_parenthesis(source, word)
                && grouped_count(bare.trim_matches(['(', ')', '〔', '〕', '[', ']'])).is_none()
            {
                // A parenthesis behind a name belongs to it.
                names.pop();
                names.push(Piece::new(last.start, word.end));
                index += 1;
                continue;
            }
            settle_names(source, &mut names, style, &mut |piece, last| push(piece, last, found, open), false);
            if !is_number_token(&bare) {
                push(word, index + 1 == groups.len(), found, open);
                if open.is_some() {
                    flush(open, found);
                }
            }
        } else {
            names.push(word);
        }
        index += 1;
    }
    settle_names(source, &mut names, style, &mut |piece, last| push(piece, last, found, open), true);
}

/// Where the name begins that the last of these words end.
fn name_before(source: &Source, words: &[Piece]) -> Option<usize> {
    let is_part = |piece: &&Piece| {
        let bare = source.bare(**piece);
        looks_like_name(&bare) && !bare.ends_with('君') && group_word(&bare).is_none() && role_word(&bare).is_none()
    };
    let count = words.iter().rev().take(8).take_while(is_part).count();
    (count > 0).then(|| words.len() - count)
}

/// 越水 朋之　会長　　籠原 みどり　副会長: each role stands behind its name.
fn roles_behind_names(source: &Source, words: &mut Vec<Piece>) {
    let is_role = |piece: &Piece| role_word(&source.bare(*piece)).is_some();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
    if words.len() < 2 || !is_role(last) || is_role(first) || group_word(&source.bare(*first)).is_some() {
        return;
    }
    let mut joined: Vec<Piece> = Vec::with_capacity(words.len());
    for word in words.iter() {
        match joined.last_mut() {
            Some(before) if is_role(word) && !is_role(before) => before.end = word.end,
            _ => joined.push(*word),
        }
    }
    *words = joined;
}

pub(super) fn is_number_token(bare: &str) -> bool {
    !bare.is_empty()
        && bare.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '(' | ')') || glyphs::enclosed(c).is_some())
}

/// Words of one part: decides which blanks stand inside a name.
pub(super) fn settle_names(
    source: &Source,
    names: &mut Vec<Piece>,
    style: &Style,
    push: &mut dyn FnMut(Piece, bool),
    is_end: bool,
) {
    let words = std::mem::take(names);
    if words.is_empty() {
        return;
    }
    if style.is_spaced_out && words.len() > 1 && !words.iter().any(|word| source.bare(*word).ends_with('君')) {
        // 蓼 沼 佳 澄、: every letter stands alone, commas part the names.
        push(Piece::new(words[0].start, words[words.len() - 1].end), is_end);
        return;
    }
    let mut merged: Vec<Piece> = Vec::new();
    let bare = |piece: &Piece| source.bare(*piece);
    let all_titled = words.iter().filter(|w| ends_with_title(&bare(w))).count() * 2 >= words.len();
    let mut at = 0;
    while at < words.len() {
        let word = words[at];
        let here = bare(&word);
        let next = words.get(at + 1).copied();
        let joins = next.is_some_and(|next| {
            let there = bare(&next);
            // 水城委 員: a title that broke.
            if here.ends_with('委') && there.starts_with('員')
                || there == "員"
                || there == "長" && here.ends_with(['会', '員'])
            {
                return true;
            }
            let core = strip_title(there.split(['(', '〔', '[', '【', '※']).next().unwrap_or(&there));
            let short = is_name_in_two(here.trim_start_matches(is_sign), core);
            if all_titled {
                let titled = there.split(['(', '〔', '[', '【']).next().unwrap_or(&there).chars().count();
                return ends_with_title(&there)
                    && !ends_with_title(&here)
                    && !looks_like_body(&here)
                    && (short || here.chars().count() <= 3 && titled <= 6);
            }
            if ends_like_post(&here) || looks_like_body(&here) {
                return style.has_commas && !looks_like_body(&there) || style.has_commas && looks_like_body(&here);
            }
            if let Some(inner) = style.inner_gap.filter(|_| !style.has_commas) {
                return gap_columns(source, word, next) <= inner && short;
            }
            short
                && (style.has_inner_blanks
                    || (here.chars().count() <= 2 && core.chars().count() <= 3 && words.len() == 2))
        });
        if joins {
            let next = words[at + 1];
            merged.push(Piece::new(word.start, next.end));
            // Body + name: keep gathering (社会福祉協議会　山本　花子).
            let mut end = at + 2;
            let is_given =
                |word: &str| word.split(['(', '〔', '[']).next().is_some_and(|core| core.chars().count() <= 3);
            while looks_like_body(&here) && end < words.len() && is_given(&bare(&words[end])) {
                let last = merged.len() - 1;
                merged[last].end = words[end].end;
                end += 1;
            }
            at = end;
        } else {
            merged.push(word);
            at += 1;
        }
    }
    let count = merged.len();
    for (index, piece) in merged.into_iter().enumerate() {
        push(piece, is_end && index + 1 == count);
    }
}
