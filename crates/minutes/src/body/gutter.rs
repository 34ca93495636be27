//! Two columns without rules: names in a narrow left column, wrapped when they are long, and the words beside them.

use super::*;

/// Where the right column begins, in columns of half width.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gutter {
    at: usize,
}

/// A line's words in the left and in the right column.
struct Cells {
    left: Piece,
    right: Piece,
}

impl Gutter {
    /// The column at which most lines begin or go on behind a name.
    pub fn of(source: &Source, lines: &[Line], names: &HashSet<String>) -> Option<Gutter> {
        let mut counts: HashMap<usize, (usize, usize)> = HashMap::new();
        for line in lines.iter().filter(|line| !line.is_row) {
            if (6..=32).contains(&line.indent) {
                counts.entry(line.indent).or_default().1 += 1;
            }
            for at in starts_behind_blanks(source, *line) {
                counts.entry(at).or_default().0 += 1;
            }
        }
        let likely = |beside: usize, below: usize| beside >= 4 && below >= 3 && (beside + below) * 2 > lines.len();
        let (at, _) = counts
            .into_iter()
            .filter(|(_, (beside, below))| likely(*beside, *below))
            .max_by_key(|(at, (beside, below))| (beside + below, usize::MAX - at))?;
        let gutter = Gutter { at };
        let lefts: Vec<String> = lines
            .iter()
            .filter_map(|line| gutter.cells(source, *line))
            .filter(|cells| !cells.left.is_empty())
            .map(|cells| source.bare(cells.left))
            .collect();
        let named = lefts.iter().filter(|left| names.contains(*left) || speaker::is_speaker(left)).count();
        (named * 2 > lefts.len()).then_some(gutter)
    }

    fn cells(self, source: &Source, line: Line) -> Option<Cells> {
        let Piece { start, end } = line.piece;
        let mut column = line.indent;
        if line.is_row || column > self.at + 4 {
            return None;
        }
        if column + 1 >= self.at {
            return Some(Cells { left: Piece::new(start, start), right: line.piece });
        }
        for at in start..end {
            if column + 1 >= self.at && source.plain[at] != ' ' {
                let is_parted = source.plain[at - 1] == ' ' && column <= self.at + 1;
                let left = source.trim(Piece::new(start, at));
                return is_parted.then_some(Cells { left, right: Piece::new(at, end) });
            }
            column += crate::page::columns(&source.chars[at..=at]);
        }
        Some(Cells { left: line.piece, right: Piece::new(end, end) })
    }
}

/// Columns within the left third of a page at which words begin behind two half-width blanks or a full one.
fn starts_behind_blanks(source: &Source, line: Line) -> Vec<usize> {
    let Piece { start, end } = line.piece;
    let (mut column, mut blanks) = (line.indent, 0);
    let mut found = Vec::new();
    for at in start..end {
        let width = crate::page::columns(&source.chars[at..=at]);
        if source.plain[at] == ' ' {
            blanks += width;
        } else {
            if blanks >= 2 {
                found.push(column);
            }
            blanks = 0;
        }
        column += width;
        if column > 32 {
            break;
        }
    }
    found
}

impl Walk<'_> {
    /// A line of a sheet in two columns: a name begins a speech, or is the rest of a name that was wrapped.
    pub(super) fn beside_gutter(&mut self, line: Line, next: Option<Line>) -> bool {
        let Some(cells) = self.gutter.and_then(|gutter| gutter.cells(self.source, line)) else { return false };
        let source = self.source;
        let in_speech = self.is_open && self.body.blocks.last().is_some_and(|block| block.speaker.is_some());
        if cells.left.is_empty() {
            if in_speech {
                self.words(line);
            }
            return in_speech;
        }
        let bare = source.bare(cells.left);
        if bare.chars().count() > 12 || bare.contains(['。', '、']) {
            return false;
        }
        let stands_alone = cells.right.is_empty() && !next.is_some_and(|next| self.begins_right(next));
        if in_speech && self.is_rest_of_name(&bare, stands_alone) {
            self.claims.claim(cells.left, FURNITURE);
            if let Some(block) = self.body.blocks.last_mut() {
                block.rest_of_name.push(cells.left);
            }
            self.append(cells.right, false);
            return true;
        }
        if cells.right.is_empty() || item_number(&source.plain[..cells.left.end], cells.left.start).is_some() {
            return false;
        }
        let cue = crate::kind::column(&bare).filter(|cue| matches!(cue, Cue::Question | Cue::Answer | Cue::Opinion));
        self.claims.claim(Piece::new(line.piece.start, cells.right.start), FURNITURE);
        self.standing = None;
        if cue.is_some() && !self.is_name(&bare) {
            self.begin(cells.right, None, cue);
        } else {
            self.body.marks += 1;
            self.begin(cells.right, Some(speaker::name_and_note(source, cells.left)), None);
        }
        true
    }

    /// True if the left cell goes on with the name of the open speech: its sentence goes on beside it, or the name is
    /// none yet and becomes one.
    fn is_rest_of_name(&self, bare: &str, stands_alone: bool) -> bool {
        let (Some(block), Some(last)) = (self.body.blocks.last(), self.last) else { return false };
        let so_far =
            block.name(self.source).map(|name| name.chars().map(glyphs::plain).collect::<String>()).unwrap_or_default();
        let becomes_one = self.is_name(&format!("{so_far}{bare}"));
        let full = last.width(self.source) * 10 >= self.widest * 9;
        let goes_on = full && !ends_sentence(self.source, last.piece);
        let is_whole = self.is_name(&so_far);
        becomes_one && (goes_on || stands_alone || !is_whole && full) || goes_on && bare.starts_with('(')
    }

    fn begins_right(&self, line: Line) -> bool {
        let cells = self.gutter.and_then(|gutter| gutter.cells(self.source, line));
        cells.is_some_and(|cells| cells.left.is_empty() && !cells.right.is_empty())
    }

    fn is_name(&self, bare: &str) -> bool {
        self.names.contains(bare) || speaker::is_speaker(bare)
    }
}
