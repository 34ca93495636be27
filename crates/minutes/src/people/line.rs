//! Lines of a list: parentheses that go on, notes, sentences, words.

use super::*;

/// ※三隅委員、若宮委員は都合により欠席: a sentence below the list.
pub(super) fn tells_absence(source: &Source, line: Piece) -> bool {
    let text: String = source.bare(Piece::new(line.start, line.end.min(line.start + 120)));
    let text = text.trim_start_matches(['※', '*', '・', '(', '-']).trim_start_matches("なお、");
    let Some((names, told)) = text.split_once('は') else { return false };
    (told.starts_with("欠席")
        || told.ends_with("欠席")
        || told.contains("欠席。")
        || told.contains("欠席で")
        || told.contains("欠席)"))
        && names.split(['、', ',', '・']).all(|name| looks_like_name(strip_title(name)) && name.chars().count() <= 9)
}

/// A parenthesis that a line leaves open takes the next line with it (（訪／問看護ステーション）).
pub(super) fn with_parentheses_closed(source: &Source, lines: &[Line]) -> Vec<Line> {
    let mut joined: Vec<Line> = Vec::new();
    for line in lines {
        let is_open = |piece: Piece| {
            let text = source.plain(piece);
            let count = |wanted: &[char]| text.iter().filter(|c| wanted.contains(c)).count();
            count(&['(']) > count(&[')'])
        };
        match joined.last_mut() {
            Some(last) if is_open(last.piece) && last.piece.len() < 400 => last.piece.end = line.piece.end,
            _ => joined.push(*line),
        }
    }
    joined
}

/// 桑折 敦（社協）※代理出席：高森氏: from the sign on, words about the name before it.
pub(super) fn begins_a_note(source: &Source, line: Piece, at: usize) -> bool {
    at < line.end && source.chars[at] == '※' && {
        let rest = source.bare(Piece::new(at + 1, line.end.min(at + 24)));
        rest.starts_with(|c: char| c.is_ascii_digit())
            || ["代理", "出席", "参加", "オンライン", "WEB", "Web", "退席", "早退", "遅", "途中", "欠席"]
                .iter()
                .any(|word| rest.contains(word))
    }
}

/// No indentation is wider.
const WIDEST_GAP: usize = 120;

pub(super) fn words_outside_parentheses(source: &Source, part: Piece) -> Vec<Piece> {
    let mut words = Vec::new();
    let mut depth = 0i32;
    let mut start = part.start;
    for at in part.start..=part.end {
        let c = if at < part.end { source.plain[at] } else { ' ' };
        if at == part.end || depth <= 0 && matches!(c, ' ' | '\n') && !wraps_at(source, part, at) {
            let word = source.trim(Piece::new(start, at));
            if !word.is_empty() {
                words.push(word);
            }
            start = at + 1;
        }
        match c {
            '(' | '【' | '〔' | '[' => {
                depth += 1;
            }
            ')' | '】' | '〕' | ']' => {
                depth -= 1;
                // （保育課） alone, then a name without a blank.
                if depth == 0 && start < at && matches!(source.plain[start], '(' | '【' | '〔' | '[') {
                    words.push(Piece::new(start, at + 1));
                    start = at + 1;
                }
            }
            _ => {}
        }
    }
    words
}

/// True where only the line's end parts what stands on both sides: 奈良／井 直.
fn wraps_at(source: &Source, part: Piece, at: usize) -> bool {
    let is_gap = |p: &usize| matches!(source.plain[*p], ' ' | '\n');
    let start = (part.start..=at).rev().take(WIDEST_GAP).take_while(is_gap).last().unwrap_or(at);
    let end = (at..part.end).take(WIDEST_GAP).take_while(is_gap).last().unwrap_or(at);
    source.plain[start..=end].contains(&'\n')
}
