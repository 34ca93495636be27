//! Rosters (委員名簿): one member a line, with columns for seat, name, body and attendance.

use super::element::starts_with_parenthesis;
use super::*;

/// Words above the columns of a roster.
const NAME_HEADS: &[&str] = &["氏名", "委員名", "委員氏名", "名前", "お名前", "構成員名"];
const OTHER_HEADS: &[&str] = &[
    "区分", "所属", "所属等", "役職", "職名", "役職名", "団体名", "機関名", "選出区分", "出欠", "出席", "出欠席",
    "出欠状況", "出席状況", "参加方法", "出席方法", "備考", "番号", "No", "No.", "役", "職", "分野", "選出母体",
    "所属団体", "推薦団体",
];
/// Fewer lines with one name each make no roster.
const FEWEST_ROWS: usize = 3;

/// How the lines of a roster are cut, and where the name stands.
#[derive(Debug, Clone)]
pub(super) struct Roster {
    name: Place,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    /// The cell behind so many bars or tabs.
    Cell(usize),
    /// From one column of the page to another.
    Columns(usize, usize),
}

/// One line of a roster.
#[derive(Debug)]
pub(super) struct Row {
    pub name: Piece,
    /// What the other cells say, in order.
    pub others: Vec<Piece>,
}

impl Roster {
    /// The roster that these lines are, if they are one: a head names the columns, or one cell of each row is a name.
    pub(super) fn of(source: &Source, lines: &[Line]) -> Option<Roster> {
        if let Some((at, name)) =
            lines.iter().take(4).enumerate().find_map(|(at, line)| Some((at, head(source, *line)?)))
        {
            let roster = Roster { name };
            let rows = lines[at + 1..].iter().filter(|line| roster.row(source, **line).is_some()).count();
            return (rows >= 2 && rows * 2 >= lines.len() - at - 1).then_some(roster);
        }
        Self::without_head(source, lines)
    }

    fn without_head(source: &Source, lines: &[Line]) -> Option<Roster> {
        let rows: Vec<&Line> = lines.iter().filter(|line| line.is_row).collect();
        if rows.len() < FEWEST_ROWS || rows.len() * 3 < lines.len() * 2 {
            return None;
        }
        // How many rows have a name in each cell, and how many have words there that are none.
        let mut names = [0usize; MOST_CELLS];
        let mut words = [0usize; MOST_CELLS];
        for line in &rows {
            for (at, cell) in cells(source, **line) {
                let is_name = reads_as_full_name(source, cell);
                names[at] += usize::from(is_name);
                words[at] += usize::from(!is_name);
            }
        }
        let best = (0..MOST_CELLS).max_by_key(|at| (names[*at], MOST_CELLS - at))?;
        let is_lone = (0..MOST_CELLS).all(|at| at == best || names[at] * 2 < rows.len());
        let has_others = (0..MOST_CELLS).any(|at| at != best && names[at] + words[at] > 0);
        let is_column = names[best] >= FEWEST_ROWS && names[best] * 3 >= rows.len() * 2;
        (is_column && is_lone && has_others).then_some(Roster { name: Place::Cell(best) })
    }

    /// Name and other cells of a line; `None` if no name stands in the name's column.
    pub(super) fn row(&self, source: &Source, line: Line) -> Option<Row> {
        let (name, others): (Vec<Piece>, Vec<Piece>) = match self.name {
            Place::Cell(wanted) => {
                let all = cells(source, line);
                let pick = |is_name: bool| {
                    all.iter().filter(|(at, _)| (*at == wanted) == is_name).map(|(_, cell)| *cell).collect()
                };
                (pick(true), pick(false))
            }
            Place::Columns(from, to) => {
                let [before, name, behind] = columns_of(source, line, from, to)?;
                let mut others = roster_columns(source, before);
                others.extend(roster_columns(source, behind));
                (vec![name], others)
            }
        };
        let name = *name.first()?;
        reads_as_full_name(source, name).then_some(Row { name, others })
    }
}

/// True for the head of a roster: 区分　氏名　所属　出欠.
pub(crate) fn heads_a_roster(source: &Source, line: Line) -> bool {
    head(source, line).is_some()
}

const MOST_CELLS: usize = 8;

/// The cells of a line by how many bars or tabs stand before each on the page.
fn cells(source: &Source, line: Line) -> Vec<(usize, Piece)> {
    let is_edge = |at: &usize| matches!(source.chars[*at], '\t' | '|' | '｜' | '│' | '┃');
    let start = (0..line.piece.start).rev().take(WIDEST).find(|at| source.chars[*at] == '\n').map_or(0, |at| at + 1);
    let mut number = (start..line.piece.start).filter(is_edge).count();
    let mut found = Vec::new();
    let mut from = line.piece.start;
    for at in line.piece.start..=line.piece.end {
        if at == line.piece.end || is_edge(&at) {
            let cell = source.trim(Piece::new(from, at));
            if !cell.is_empty() && number < MOST_CELLS {
                found.push((number, cell));
            }
            number += 1;
            from = at + 1;
        }
    }
    found
}

/// How far back the start of a line is looked for.
const WIDEST: usize = 400;

/// Where the name stands under a head like 区　分　　氏　名　　所　属　　出欠.
fn head(source: &Source, line: Line) -> Option<Place> {
    if line.piece.len() > 80 {
        return None;
    }
    let is_name = |bare: &str| NAME_HEADS.contains(&bare);
    let is_head = |bare: &str| is_name(bare) || OTHER_HEADS.contains(&bare);
    if line.is_row {
        let cells = cells(source, line);
        let heads = cells.iter().filter(|(_, cell)| is_head(&source.bare(*cell))).count();
        let name = cells.iter().find(|(_, cell)| is_name(&source.bare(*cell)))?;
        return (heads >= 2 && heads * 2 > cells.len()).then_some(Place::Cell(name.0));
    }
    // Heads are words that blanks part, their own letters often too.
    let parts = source.split(line.piece, |c| c == ' ');
    let mut heads: Vec<(bool, Piece)> = Vec::new();
    let mut at = 0;
    while at < parts.len() {
        let reach = (at..parts.len().min(at + 4))
            .rev()
            .find(|end| is_head(&source.bare(Piece::new(parts[at].start, parts[*end].end))))?;
        let piece = Piece::new(parts[at].start, parts[reach].end);
        heads.push((is_name(&source.bare(piece)), piece));
        at = reach + 1;
    }
    let name = heads.iter().position(|(is_name, _)| *is_name)?;
    let column = |piece: Piece| line.indent + crate::page::columns(&source.chars[line.piece.start..piece.start]);
    let next = heads.get(name + 1).map_or(usize::MAX, |(_, piece)| column(*piece));
    (heads.len() >= 2).then_some(Place::Columns(column(heads[name].1), next))
}

/// A line cut where the name's column begins and ends; `None` if a word stands across one of them.
fn columns_of(source: &Source, line: Line, from: usize, to: usize) -> Option<[Piece; 3]> {
    let mut column = line.indent;
    let (mut start, mut end) = (None, line.piece.end);
    for at in line.piece.start..line.piece.end {
        let after_blank = at == line.piece.start || source.plain[at - 1] == ' ';
        if start.is_none() && column >= from {
            if !after_blank || column > from + 1 {
                return None;
            }
            start = Some(at);
        }
        if column >= to {
            if !after_blank {
                return None;
            }
            end = at;
            break;
        }
        column += crate::page::columns(&source.chars[at..=at]);
    }
    let start = start?;
    let cut = |from, to| source.trim(Piece::new(from, to));
    Some([cut(line.piece.start, start), cut(start, end), cut(end, line.piece.end)])
}

/// What a cell of a roster says of the day: 出席, ○, 欠席, ×.
pub(super) fn is_absence(bare: &str) -> bool {
    matches!(bare, "×" | "✕" | "欠" | "欠席" | "X" | "x" | "欠 席")
}

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

/// The name in a line of columns that no head names, with the parenthesis behind it.
pub(super) fn lone_name(source: &Source, piece: Piece) -> Option<Row> {
    let columns = roster_columns(source, piece);
    let names: Vec<&Piece> = columns.iter().filter(|column| reads_as_full_name(source, **column)).collect();
    let [name] = names[..] else { return None };
    let next = columns.iter().find(|c| c.start >= name.end && starts_with_parenthesis(source, **c));
    let whole = next.map_or(*name, |next| Piece::new(name.start, next.end));
    let others = columns.iter().filter(|c| c.end <= name.start || c.start >= whole.end).copied().collect();
    (columns.len() >= 2).then_some(Row { name: whole, others })
}
