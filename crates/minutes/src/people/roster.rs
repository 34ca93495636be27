//! Rosters: one member a line, with columns for seat, body and attendance.

use super::element::starts_with_parenthesis;
use super::*;

/// Columns of a line of a roster: parted by bars, tabs or wide gaps.
pub(super) fn roster_columns(source: &Source, piece: Piece) -> Vec<Piece> {
    let mut columns = Vec::new();
    let mut start = piece.start;
    let mut at = piece.start;
    while at <= piece.end {
        let gap = at < piece.end
            && (matches!(source.chars[at], '\t' | '|' | '｜' | '│')
                || source.plain[at] == ' ' && source.plain.get(at + 1) == Some(&' ') && at + 1 < piece.end
                || source.chars[at] == '\u{3000}' && start + 4 <= at);
        if gap || at == piece.end {
            let column = source.trim(Piece::new(start, at));
            if !column.is_empty() {
                columns.push(column);
            }
            start = at + 1;
        }
        at += 1;
    }
    columns
}

/// The name in a line of a roster, with the parenthesis behind it.
pub(super) fn roster_name(source: &Source, piece: Piece) -> Option<Piece> {
    let columns = roster_columns(source, piece);
    let names: Vec<&Piece> = columns.iter().filter(|column| reads_as_full_name(source, **column)).collect();
    match names[..] {
        [name] if columns.len() >= 2 => {
            let next = columns.iter().find(|c| {
                c.start >= name.end && starts_with_parenthesis(source, **c)
                    || c.start >= name.end
                        && matches!(source.bare(**c).as_str(), "欠席" | "会長" | "副会長" | "オンライン")
            });
            Some(match next {
                Some(next) if starts_with_parenthesis(source, *next) => Piece::new(name.start, next.end),
                _ => *name,
            })
        }
        _ => None,
    }
}
