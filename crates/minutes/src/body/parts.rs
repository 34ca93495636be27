//! Lines that extraction glued together: where a mark behind a full stop begins the next block.

use super::*;

/// The lines, parted before names and bullets that stand behind a full stop.
pub(super) fn parted(source: &Source, lines: &[Line], names: &HashSet<String>, ways: &HashSet<Mark>) -> Vec<Line> {
    let mut parts = Vec::with_capacity(lines.len());
    for (order, line) in lines.iter().enumerate() {
        let mut start = line.piece.start;
        if !line.is_row {
            let next = lines.get(order + 1).map(|next| next.piece);
            for at in line.piece.start + 1..line.piece.end {
                if begins_here(source, Piece::new(start, line.piece.end), at, names, ways, next) {
                    parts.push(part_of(source, *line, start, at));
                    start = at;
                }
            }
        }
        parts.push(part_of(source, *line, start, line.piece.end));
    }
    parts
}

fn part_of(source: &Source, line: Line, start: usize, end: usize) -> Line {
    let is_first = start == line.piece.start;
    Line {
        piece: source.trim(Piece::new(start, end)),
        gap: if is_first { line.gap } else { 0 },
        is_virtual: line.is_virtual || !is_first,
        is_page_top: line.is_page_top && is_first,
        ..line
    }
}

fn begins_here(
    source: &Source,
    piece: Piece,
    at: usize,
    names: &HashSet<String>,
    ways: &HashSet<Mark>,
    next: Option<Piece>,
) -> bool {
    let c = source.plain[at];
    if c == ' ' || at <= piece.start {
        return false;
    }
    let Some(before) = (piece.start..at).rev().find(|place| source.plain[*place] != ' ') else { return false };
    let ended = source.plain[before] == '。' || matches!(source.plain[before], ')' | '」' | '?') && before + 1 < at;
    let rest = Piece::new(at, piece.end);
    let is_sign = ways.contains(&Mark::Sign(source.chars[at]));
    if is_sign && !ended {
        // (2) 福祉避難所について ○会長 …: the heading of an item before the mark.
        let is_heading = before + 1 < at
            && item_number(&source.plain[..piece.end], piece.start).is_some()
            && before - piece.start < 44;
        return is_heading && any_speaker(source, rest, names).is_some_and(|spoken| spoken.end < piece.end);
    }
    if !ended {
        return false;
    }
    let behind_stop = source.plain[before] == '。';
    if matches!(c, '・' | '⇒' | '→') && behind_stop {
        return at + 1 < piece.end;
    }
    if matches!(c, '【' | '(' | '[' | '〔' | '<') && behind_stop && crate::kind::printed(source, rest).is_some() {
        return true;
    }
    if c == '(' && behind_stop && ways.is_empty() {
        return is_record(source, rest);
    }
    let broken = || is_sign && next.is_some_and(|next| broken_name(source, rest, next, names).is_some());
    any_speaker(source, rest, names).map_or_else(broken, |spoken| match spoken.mark {
        Mark::Sign(_) => is_sign,
        Mark::Blank | Mark::Alone => false,
        mark => ways.contains(&mark) && spoken.end < piece.end,
    })
}

/// （原案のとおり承認された。） behind a full stop, on a sheet without speakers: a sentence of its own.
fn is_record(source: &Source, rest: Piece) -> bool {
    let close = (rest.start..rest.end.min(rest.start + 120)).find(|at| source.plain[*at] == ')');
    close.is_some_and(|close| source.plain[close - 1] == '。')
}

/// ○小長井委 / 員　避難された: a name behind a mark that the line end broke. Gives its two parts and where the words begin.
pub(super) fn broken_name(
    source: &Source,
    piece: Piece,
    next: Piece,
    names: &HashSet<String>,
) -> Option<(Piece, Piece, usize)> {
    let opener = source.plain[piece.start];
    let closer = match opener {
        '(' => Some(')'),
        '【' => Some('】'),
        '〔' => Some('〕'),
        '<' => Some('>'),
        '[' => Some(']'),
        _ if speaker::is_sign(source.chars[piece.start]) => None,
        _ => return None,
    };
    let head = source.trim(Piece::new(piece.start + 1, piece.end));
    if head.is_empty() || head.len() > 16 || source.plain(head).iter().any(|c| " 。、:()】〕>]".contains(*c)) {
        return None;
    }
    if speaker::is_sign(source.chars[next.start]) {
        return None;
    }
    let stop = (next.start..next.end.min(next.start + 12)).find(|at| match closer {
        Some(closer) => source.plain[*at] == closer,
        None => matches!(source.plain[*at], ' ' | ':'),
    })?;
    let rest = Piece::new(next.start, stop);
    let bare = source.bare(head) + &source.bare(rest);
    (!rest.is_empty() && (names.contains(&bare) || speaker::is_speaker(&bare))).then_some((head, rest, stop + 1))
}
