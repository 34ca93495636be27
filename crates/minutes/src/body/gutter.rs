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
        let lines_of_words = || lines.iter().filter(|line| !line.is_row);
        let mut below: HashMap<usize, usize> = HashMap::new();
        let mut beside: HashMap<usize, usize> = HashMap::new();
        for line in lines_of_words() {
            if (6..=32).contains(&line.indent) {
                *below.entry(line.indent).or_default() += 1;
            }
            for (_, column) in starts_behind_blanks(source, *line) {
                *beside.entry(column).or_default() += 1;
            }
        }
        // Extraction sets the words of a line a little further out than those that go on below.
        let near = |at: usize| {
            (at.saturating_sub(BEFORE)..=at + BEHIND).filter_map(|column| beside.get(&column)).sum::<usize>()
        };
        let (at, _) = below
            .into_iter()
            .map(|(at, below)| (at, (below, near(at))))
            .filter(|(_, (below, beside))| *below >= 3 && *beside >= 4 && (below + beside) * 2 > lines.len())
            .max_by_key(|(at, (below, beside))| (below + beside, usize::MAX - at))?;
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
        if line.is_row || line.indent > self.at + BEHIND {
            return None;
        }
        if line.indent + BEFORE >= self.at {
            return Some(Cells { left: Piece::new(start, start), right: line.piece });
        }
        let near = |column: &usize| (self.at.saturating_sub(BEFORE)..=self.at + BEHIND).contains(column);
        if let Some((at, _)) = starts_behind_blanks(source, line).into_iter().find(|(_, column)| near(column)) {
            return Some(Cells { left: source.trim(Piece::new(start, at)), right: Piece::new(at, end) });
        }
        let is_short = line.width(source) < self.at;
        is_short.then_some(Cells { left: line.piece, right: Piece::new(end, end) })
    }
}

/// How far the right column may begin before and behind its usual place.
const BEFORE: usize = 1;
const BEHIND: usize = 4;

/// Places within the left third of a page, and their columns, where words begin behind two half-width blanks or a full one.
fn starts_behind_blanks(source: &Source, line: Line) -> Vec<(usize, usize)> {
    let Piece { start, end } = line.piece;
    let (mut column, mut blanks) = (line.indent, 0);
    let mut found = Vec::new();
    for at in start..end {
        let width = crate::page::columns(&source.chars[at..=at]);
        if source.plain[at] == ' ' {
            blanks += width;
        } else {
            if blanks >= 2 {
                found.push((at, column));
            }
            blanks = 0;
        }
        column += width;
        if column > 36 {
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
        if in_speech && self.is_rest_of_note(cells.left) {
            self.append(cells.right, false);
            return true;
        }
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

    /// 事務局（住宅 / 課長）: the parentheses behind the name, wrapped.
    fn is_rest_of_note(&mut self, left: Piece) -> bool {
        let source = self.source;
        let Some(block) = self.body.blocks.last_mut() else { return false };
        let is_open = block.note.last().is_some_and(|note| source.plain.get(note.end) != Some(&')'));
        if is_open {
            let end = (left.start..left.end).find(|at| source.plain[*at] == ')').unwrap_or(left.end);
            self.claims.claim(left, FURNITURE);
            block.note.push(source.trim(Piece::new(left.start, end)));
        }
        is_open
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
        self.names.contains(bare) || speaker::is_speaker(bare) || speaker::voice(bare) != speaker::Voice::Unknown
    }
}
