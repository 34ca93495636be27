//! Lines that extraction glued together: where a mark behind a full stop begins the next block.

use super::*;

/// What may begin a block in the middle of a line of this sheet.
pub(super) struct Seams<'a> {
    source: &'a Source,
    names: &'a HashSet<String>,
    ways: &'a HashSet<Mark>,
    /// Plain roles and known names, parted by blanks alone, stand behind full stops in the middle of long lines.
    blanks: bool,
}

/// So many names behind full stops are no chance.
const OFTEN: usize = 3;
/// A line as long as this was several.
const FLATTENED: usize = 110;

impl<'a> Seams<'a> {
    pub fn of(source: &'a Source, lines: &[Line], names: &'a HashSet<String>, ways: &'a HashSet<Mark>) -> Seams<'a> {
        let seams = Seams { source, names, ways, blanks: true };
        let flattened = lines.iter().filter(|line| line.piece.len() >= FLATTENED || line.is_virtual);
        let count: usize = flattened
            .map(|line| {
                (line.piece.start + 1..line.piece.end).filter(|at| seams.names_plainly(line.piece, *at)).count()
            })
            .sum();
        Seams { blanks: count >= OFTEN, ..seams }
    }

    /// True if speakers are told by blanks alone, in the middle of lines.
    pub fn by_blanks(&self) -> bool {
        self.blanks
    }

    /// The lines, parted before names and bullets that stand behind a full stop, page numbers in their middle claimed.
    pub fn parted(&self, claims: &mut Claims, lines: &[Line]) -> Vec<Line> {
        let mut parts = Vec::with_capacity(lines.len());
        for (order, line) in lines.iter().enumerate() {
            let mut start = line.piece.start;
            let next = lines.get(order + 1).map(|next| next.piece);
            let places = if line.is_row { 0..0 } else { line.piece.start + 1..line.piece.end };
            for at in places {
                let may_begin = matches!(self.source.plain[at - 1], ' ' | '。' | ')' | '」' | '?');
                if at <= start || !may_begin {
                    continue;
                }
                let page = self.page_number(*line, at);
                if page.is_some() || self.begins_here(Piece::new(start, line.piece.end), at, next) {
                    self.push(&mut parts, *line, start, at);
                    start = page.unwrap_or(at);
                    claims.claim(Piece::new(at, start), FURNITURE);
                }
            }
            self.push(&mut parts, *line, start, line.piece.end);
        }
        parts
    }

    fn push(&self, parts: &mut Vec<Line>, line: Line, start: usize, end: usize) {
        let is_first = start == line.piece.start;
        let piece = self.source.trim(Piece::new(start, end));
        let gap = if is_first { line.gap } else { 0 };
        let is_page_top = line.is_page_top && is_first;
        if !piece.is_empty() {
            parts.push(Line { piece, gap, is_virtual: line.is_virtual || !is_first, is_page_top, ..line });
        }
    }

    /// … - 2 - … in the middle of a flattened line: where the page number ends.
    fn page_number(&self, line: Line, at: usize) -> Option<usize> {
        let source = self.source;
        let long = line.piece.len() >= FLATTENED || line.is_virtual;
        if !long || !glyphs::is_dash(source.plain[at]) || source.plain[at - 1] != ' ' {
            return None;
        }
        let end = (at + 1..line.piece.end.min(at + 9)).find(|place| glyphs::is_dash(source.plain[*place]))?;
        let inner = source.bare(Piece::new(at + 1, end));
        let is_number = !inner.is_empty() && inner.len() <= 3 && inner.bytes().all(|b| b.is_ascii_digit());
        let is_parted = end + 1 >= line.piece.end || source.plain[end + 1] == ' ';
        (is_number && is_parted).then_some(end + 1)
    }

    fn begins_here(&self, piece: Piece, at: usize, next: Option<Piece>) -> bool {
        let source = self.source;
        let c = source.plain[at];
        if c == ' ' {
            return false;
        }
        let Some((before, ended)) = self.ended_before(piece, at) else { return false };
        let rest = Piece::new(at, piece.end);
        let is_sign = speaker::is_sign(source.chars[at]) && self.ways.contains(&Mark::Sign(source.chars[at]));
        if is_sign && !ended {
            // (2) 福祉避難所について ○会長 …: the heading of an item before the mark.
            let is_heading = before + 1 < at
                && item_number(&source.plain[..piece.end], piece.start).is_some()
                && before - piece.start < 44;
            return is_heading && any_speaker(source, rest, self.names).is_some_and(|spoken| spoken.end < piece.end);
        }
        if !ended {
            return false;
        }
        let behind_stop = source.plain[before] == '。';
        if behind_stop && self.begins_nameless(rest) {
            return true;
        }
        let broken = || is_sign && next.is_some_and(|next| broken_name(source, rest, next, self.names).is_some());
        any_speaker(source, rest, self.names).map_or_else(broken, |spoken| match spoken.mark {
            Mark::Sign(_) => is_sign,
            Mark::Blank => self.blanks && self.names_plainly(piece, at),
            Mark::Alone => false,
            mark => self.ways.contains(&mark) && spoken.end < piece.end,
        })
    }

    /// The last letter before a place, and whether it ends a sentence there.
    fn ended_before(&self, piece: Piece, at: usize) -> Option<(usize, bool)> {
        let plain = &self.source.plain;
        let before = (piece.start..at).rev().find(|place| plain[*place] != ' ')?;
        Some((before, plain[before] == '。' || matches!(plain[before], ')' | '」' | '?') && before + 1 < at))
    }

    /// 。・…, 。⇒…, 。【回答】…, and on a sheet without speakers 。（承認された。）
    fn begins_nameless(&self, rest: Piece) -> bool {
        match self.source.plain[rest.start] {
            '・' | '⇒' | '→' => rest.len() > 1,
            '(' if self.ways.is_empty() && is_record(self.source, rest) => true,
            '【' | '(' | '[' | '〔' | '<' => crate::kind::printed(self.source, rest).is_some(),
            _ => false,
        }
    }

    /// … 。 会長　…: a plain role or a known name between blanks.
    fn names_plainly(&self, piece: Piece, at: usize) -> bool {
        let source = self.source;
        if source.plain[at] == ' ' || source.plain[at - 1] != ' ' {
            return false;
        }
        let ended = self.ended_before(piece, at).is_some_and(|(_, ended)| ended);
        let known = |bare: &str| self.names.contains(bare);
        ended
            && speaker::ended_name(source, Piece::new(at, piece.end), &known, 22).is_some_and(|spoken| {
                let bare = source.bare(spoken.name);
                spoken.mark == Mark::Blank && (speaker::is_plain_speaker(&bare) || known(&bare))
            })
    }
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
