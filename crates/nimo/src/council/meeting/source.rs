//! The source beside the structure: its lines, with marks where a field, a block or a doubt was read. Pure.

use crate::council::meeting::reading::{Reading, Spans};

/// So many scalars are laid out beside the structure; the rest is one link away.
pub const MOST_SHOWN: usize = 200_000;

/// What a stretch of the source became.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A label, a number, a rule: nothing of its own.
    Plain,
    /// A field of the head, an item, a paper.
    Field,
    /// A block of the proceedings.
    Block,
    /// It found no place.
    Rest,
}

impl Mark {
    /// The class in the style sheet.
    pub fn class(self) -> &'static str {
        match self {
            Mark::Plain | Mark::Field => "",
            Mark::Block => "b",
            Mark::Rest => "rest",
        }
    }
}

/// A stretch of one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its text.
    pub text: String,
    /// What it became.
    pub mark: Mark,
    /// Is a doubt about it?
    pub is_doubted: bool,
    /// The number of the doubt whose first place ends here, for its pin.
    pub pin: Option<usize>,
}

/// A line of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// From 1.
    pub number: usize,
    /// Its stretches; none for an empty line.
    pub pieces: Vec<Piece>,
}

/// The line (from 1) on which each scalar stands, by the starts of the lines.
pub struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    /// Of a text.
    pub fn of(text: &str) -> Lines {
        let mut starts = vec![0];
        starts.extend(text.chars().enumerate().filter(|(_, c)| *c == '\n').map(|(at, _)| at + 1));
        Lines { starts }
    }

    /// First and last line that these spans touch.
    pub fn touched(&self, spans: &[(usize, usize)]) -> Option<(usize, usize)> {
        let first = spans.iter().map(|(start, _)| *start).min()?;
        let last = spans.iter().map(|(_, end)| end.saturating_sub(1)).max()?;
        Some((self.at(first), self.at(last)))
    }

    fn at(&self, scalar: usize) -> usize {
        self.starts.partition_point(|start| *start <= scalar)
    }
}

/// Lays the first [`MOST_SHOWN`] scalars out.
pub fn lay_out(text: &str, reading: &Reading, blocks: &[Spans]) -> Vec<Line> {
    let chars: Vec<char> = text.chars().take(MOST_SHOWN).collect();
    let mut marks = vec![Mark::Plain; chars.len()];
    let mut paint = |spans: &[(usize, usize)], mark: Mark| {
        for (start, end) in spans {
            let end = (*end).min(marks.len());
            if *start < end {
                marks[*start..end].fill(mark);
            }
        }
    };
    blocks.iter().for_each(|spans| paint(spans, Mark::Block));
    reading.fields.values().for_each(|spans| paint(spans, Mark::Field));
    paint(&reading.unplaced, Mark::Rest);
    let mut doubted = vec![false; chars.len()];
    let mut pins = vec![None; chars.len()];
    for (number, doubt) in reading.doubts.iter().enumerate() {
        for (place, (start, end)) in doubt.spans.iter().enumerate() {
            let end = (*end).min(chars.len());
            if *start < end {
                doubted[*start..end].fill(true);
                if place == 0 {
                    pins[end - 1] = Some(number + 1);
                }
            }
        }
    }
    let mut lines = vec![Line { number: 1, pieces: vec![] }];
    for (at, c) in chars.iter().enumerate() {
        if *c == '\n' {
            let number = lines.len() + 1;
            lines.push(Line { number, pieces: vec![] });
            continue;
        }
        let Some(line) = lines.last_mut() else { continue };
        match line.pieces.last_mut() {
            Some(piece) if piece.pin.is_none() && piece.mark == marks[at] && piece.is_doubted == doubted[at] => {
                piece.text.push(*c);
                piece.pin = pins[at];
            }
            _ => {
                line.pieces.push(Piece { text: c.to_string(), mark: marks[at], is_doubted: doubted[at], pin: pins[at] })
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::council::meeting::reading::{Doubt, Reading};

    fn reading() -> Reading {
        Reading {
            doubts: vec![Doubt { code: "X".into(), sentence: "。".into(), spans: vec![(4, 6), (9, 10)] }],
            fields: [("held_on".to_string(), vec![(3, 6)])].into(),
            unplaced: vec![(10, 12)],
            joins: vec![],
            coverage: 1.0,
            because: vec![],
        }
    }

    #[test]
    fn every_character_of_the_source_is_shown_with_what_became_of_it() {
        let text = "日時：六月一\n・意見\nあ";
        let lines = lay_out(text, &reading(), &[vec![(8, 10)]]);
        let shown: Vec<String> =
            lines.iter().map(|line| line.pieces.iter().map(|p| p.text.as_str()).collect()).collect();
        assert_eq!(shown.join("\n"), text);
        let first: Vec<_> = lines[0].pieces.iter().map(|p| (p.text.as_str(), p.mark, p.is_doubted, p.pin)).collect();
        assert_eq!(
            first,
            [
                ("日時：", Mark::Plain, false, None),
                ("六", Mark::Field, false, None),
                ("月一", Mark::Field, true, Some(1))
            ]
        );
        assert_eq!(lines[2].pieces[0].mark, Mark::Rest);
        assert_eq!((Lines::of(text).touched(&[(8, 10)]), Lines::of(text).touched(&[])), (Some((2, 2)), None));
    }
}
