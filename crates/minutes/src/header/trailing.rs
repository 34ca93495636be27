//! Sheets whose labels stand behind their values: 第一会議室　場所. A copy of a table read from right to left, or a form
//! that prints the label below.

use super::*;

/// Lines in which a sheet shows where its labels stand.
const HEAD_LINES: usize = 40;
const FEWEST: usize = 3;

/// True if most labels of the head stand behind their values.
pub(super) fn labels_trail(source: &Source, lines: &[Line]) -> bool {
    let head = &lines[..lines.len().min(HEAD_LINES)];
    let labels = head.iter().filter_map(|line| trailing_label(source, *line)).map(|(label, _)| label.field);
    // A column of 出席 and 欠席 ends each line of a roster: labels differ from line to line.
    let fields: std::collections::HashSet<Field> = labels.collect();
    let leading = head.iter().filter(|line| label_at(source, line.piece).is_some()).count();
    fields.len() >= FEWEST && fields.len() > leading
}

/// The label at the end of a line, and the value before it.
pub(super) fn trailing_label(source: &Source, line: Line) -> Option<(Label, Piece)> {
    if line.piece.len() > 120 || source.plain(line.piece).contains(&'。') || label_at(source, line.piece).is_some() {
        return None;
    }
    let words = source.split(line.piece, |c| c == ' ');
    let first = words.len().saturating_sub(4).max(1);
    (first..words.len()).find_map(|at| {
        let end = Piece::new(words[at].start, line.piece.end);
        let label = label_at(source, end).filter(|label| label.piece.end >= end.end && label.number.is_none())?;
        let value = source.trim(Piece::new(line.piece.start, end.start));
        (label.field != Field::Proceedings).then_some((label, value))
    })
}
