//! Lines that are heads of what follows, and lines in brackets that record what happened.

use super::*;

impl Walk<'_> {
    /// （質疑）, （以下意見要旨）, ＜決定事項＞, 【主な意見】: heads that say what follows. 以上 at the end says nothing.
    pub(super) fn section(&mut self, line: Line) -> bool {
        if line.piece.len() > 40 {
            return false;
        }
        if self.source.bare(line.piece) == "以上" {
            self.claims.claim(line.piece, FURNITURE);
            self.is_open = false;
            return true;
        }
        let bare = self.source.bare(line.piece);
        let is_title = || {
            crate::kind::box_title(&bare)
                && speaker::bracketed(self.source, line.piece).is_none()
                && self.last.is_none_or(|last| !self.is_open || ends_sentence(self.source, last.piece))
        };
        let Some(phase) = crate::kind::section(&bare).or_else(|| is_title().then_some(Phase::Lead)) else {
            return false;
        };
        self.claims.claim(line.piece, FURNITURE);
        self.phase = phase;
        self.is_open = false;
        self.standing = None;
        true
    }

    /// （意見なし。承認された。）, ［14時25分 …］: whole lines in brackets record what happened.
    pub(super) fn event(&mut self, line: Line, below: &[Line]) -> bool {
        let source = self.source;
        let Some(count) = self.lines_of_event(line, below) else { return false };
        let names_one = speaker::bracketed(source, line.piece).is_some_and(|spoken| self.ways.contains(&spoken.mark))
            || below.first().is_some_and(|next| broken_name(source, line.piece, next.piece, self.names).is_some());
        if names_one {
            return false;
        }
        let unfinished = self.is_open
            && closer_of(source.plain[line.piece.start]).is_some()
            && self
                .last
                .is_some_and(|last| !ends_sentence(source, last.piece) && last.width(source) * 10 >= self.widest * 9);
        let is_heading =
            source.plain[line.piece.start] == '【' && !source.bare(line.piece).contains(['異', '承', '休', '了']);
        if unfinished || is_heading {
            return false;
        }
        self.push(None, None);
        self.is_open = false;
        self.taken = count - 1;
        if let Some(block) = self.body.blocks.last_mut() {
            block.is_event = true;
            for (at, line) in std::iter::once(&line).chain(below).take(count).enumerate() {
                block.pieces.push((line.piece, at == 0));
                self.claims.claim(line.piece, block.owner);
            }
        }
        true
    }

    /// How many lines a record in brackets takes, if it is one.
    fn lines_of_event(&self, line: Line, below: &[Line]) -> Option<usize> {
        let plain = self.source.plain(line.piece);
        let (opener, last) = (plain[0], plain[plain.len() - 1]);
        if glyphs::is_dash(opener) || opener == '~' {
            let framed = plain.len() > 3
                && (glyphs::is_dash(last) || last == opener)
                && !plain[1..plain.len() - 1].contains(&'。');
            return framed.then_some(1);
        }
        if is_clock(&self.source.bare(line.piece))
            && self.last.is_none_or(|last| ends_sentence(self.source, last.piece))
        {
            return Some(1);
        }
        let closer = closer_of(opener)?;
        let mut depth = 0;
        for (count, line) in std::iter::once(&line).chain(below).take(MOST_LINES).enumerate() {
            if count > 0 && (begins_something(self.source, line.piece) || self.is_speech(*line)) {
                return None;
            }
            let plain = self.source.plain(line.piece);
            for (at, c) in plain.iter().enumerate() {
                depth += i32::from(*c == opener) - i32::from(*c == closer);
                if depth == 0 {
                    let whole = at + 1 == plain.len() && (count > 0 || plain.len() >= 3);
                    return (whole && (count == 0 || self.records(below, line, count))).then_some(count + 1);
                }
            }
        }
        None
    }

    /// Over several lines only what is a sentence of its own: within a speech, a remark in brackets stays the speaker's.
    fn records(&self, below: &[Line], last: &Line, count: usize) -> bool {
        let in_speech = self.is_open && self.body.blocks.last().is_some_and(|block| block.speaker.is_some());
        let follows = below.get(count);
        let stands_alone = follows.is_none_or(|next| {
            next.gap > 0 || begins_something(self.source, next.piece) || self.is_speech(*next) || next.is_page_top
        });
        !in_speech || stands_alone && ends_sentence(self.source, last.piece)
    }
}

const MOST_LINES: usize = 8;

fn closer_of(opener: char) -> Option<char> {
    let pairs = ["()", "[]", "≪≫", "〔〕", "<>", "《》", "【】"];
    pairs.iter().find(|pair| pair.starts_with(opener)).and_then(|pair| pair.chars().nth(1))
}

/// 午後4時閉会, 14時55分 休憩: a line that only tells when.
fn is_clock(bare: &str) -> bool {
    let ends = ["開会", "閉会", "散会", "終了", "休憩", "再開"].iter().any(|end| bare.ends_with(end));
    ends && bare.chars().count() <= 16 && bare.contains('時') && bare.chars().any(|c| c.is_ascii_digit())
}
