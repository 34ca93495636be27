//! The text under the reader: scalars, their plain forms, and who has claimed which.

use crate::model::Span;

/// A text as scalars, and its plain form (see [`glyphs::plain`]) of the same length.
pub(crate) struct Source {
    pub chars: Vec<char>,
    pub plain: Vec<char>,
}

/// A range of scalars.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Piece {
    pub start: usize,
    pub end: usize,
}

impl Piece {
    pub fn new(start: usize, end: usize) -> Piece {
        Piece { start, end: end.max(start) }
    }

    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }
}

impl Source {
    pub fn new(text: &str) -> Source {
        let chars: Vec<char> = text.chars().collect();
        let plain = chars.iter().map(|c| if c.is_control() && *c != '\n' { ' ' } else { glyphs::plain(*c) }).collect();
        Source { chars, plain }
    }

    /// The scalars of a piece, as typed.
    pub fn text(&self, piece: Piece) -> String {
        self.chars[piece.start..piece.end].iter().collect()
    }

    /// The plain scalars of a piece.
    pub fn plain(&self, piece: Piece) -> &[char] {
        &self.plain[piece.start..piece.end]
    }

    /// The plain scalars of a piece without blanks.
    pub fn bare(&self, piece: Piece) -> String {
        self.plain(piece).iter().filter(|c| !glyphs::is_blank(**c)).collect()
    }

    /// The piece without blanks at its ends.
    pub fn trim(&self, piece: Piece) -> Piece {
        let Piece { mut start, mut end } = piece;
        while start < end && glyphs::is_blank(self.plain[start]) {
            start += 1;
        }
        while end > start && glyphs::is_blank(self.plain[end - 1]) {
            end -= 1;
        }
        Piece { start, end }
    }

    /// Parts of a piece between scalars that `is_separator`, trimmed, empty ones left out.
    pub fn split(&self, piece: Piece, is_separator: impl Fn(char) -> bool) -> Vec<Piece> {
        let mut parts = Vec::new();
        let mut start = piece.start;
        for at in piece.start..=piece.end {
            if at == piece.end || is_separator(self.plain[at]) {
                let part = self.trim(Piece::new(start, at));
                if !part.is_empty() {
                    parts.push(part);
                }
                start = at + 1;
            }
        }
        parts
    }
}

/// Who a scalar belongs to. Zero is nobody yet.
pub(crate) type Owner = u32;
/// Labels, numbers, rules, page heads and feet.
pub(crate) const FURNITURE: Owner = 1;
const UNPLACED: Owner = 2;

/// One owner for each scalar: first come, first served. So no two spans can overlap, and together they are the text.
pub(crate) struct Claims {
    owner: Vec<Owner>,
    next: Owner,
}

impl Claims {
    pub fn new(length: usize) -> Claims {
        Claims { owner: vec![0; length], next: UNPLACED + 1 }
    }

    /// A new owner.
    pub fn owner(&mut self) -> Owner {
        self.next += 1;
        self.next - 1
    }

    /// Gives the scalars of the piece that are still nobody's to `owner`.
    pub fn claim(&mut self, piece: Piece, owner: Owner) {
        for slot in &mut self.owner[piece.start..piece.end] {
            if *slot == 0 {
                *slot = owner;
            }
        }
    }

    /// Gives the scalars of the piece to `owner`, whoever had them.
    pub fn reassign(&mut self, piece: Piece, owner: Owner) {
        self.owner[piece.start..piece.end].fill(owner);
    }

    /// What nobody claimed: blanks become furniture, the rest unplaced. Then the spans of each owner, by owner.
    pub fn settle(mut self, source: &Source) -> Settled {
        let mut at = 0;
        while at < self.owner.len() {
            if self.owner[at] != 0 {
                at += 1;
                continue;
            }
            let start = at;
            while at < self.owner.len() && self.owner[at] == 0 && source.plain[at] != '\n' {
                at += 1;
            }
            if at == start {
                self.owner[at] = FURNITURE;
                at += 1;
                continue;
            }
            let words = source.trim(Piece::new(start, at));
            for place in start..at {
                let inside = place >= words.start && place < words.end;
                self.owner[place] = if inside { UNPLACED } else { FURNITURE };
            }
        }
        let mut spans: Vec<Vec<Span>> = vec![Vec::new(); self.next as usize];
        let mut start = 0;
        for at in 1..=self.owner.len() {
            if at == self.owner.len() || self.owner[at] != self.owner[start] {
                if start < at {
                    spans[self.owner[start] as usize].push(Span(start, at));
                }
                start = at;
            }
        }
        let solid = |c: &char| !glyphs::is_blank(*c);
        let all = source.plain.iter().filter(|c| solid(c)).count();
        let lost: usize =
            spans[UNPLACED as usize].iter().map(|s| source.plain[s.0..s.1].iter().filter(|c| solid(c)).count()).sum();
        let claimed: usize = spans.iter().flatten().map(|s| s.1 - s.0).sum();
        let ratio = |part: usize, whole: usize| if whole == 0 { 1.0 } else { part as f64 / whole as f64 };
        Settled { accounted: ratio(claimed, source.chars.len()), coverage: ratio(all - lost, all), spans }
    }
}

/// The spans of each owner.
pub(crate) struct Settled {
    spans: Vec<Vec<Span>>,
    pub accounted: f64,
    pub coverage: f64,
}

impl Settled {
    pub fn take(&mut self, owner: Owner) -> Vec<Span> {
        std::mem::take(&mut self.spans[owner as usize])
    }

    pub fn furniture(&mut self) -> Vec<Span> {
        self.take(FURNITURE)
    }

    pub fn unplaced(&mut self) -> Vec<Span> {
        self.take(UNPLACED)
    }
}
