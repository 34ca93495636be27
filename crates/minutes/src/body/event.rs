//! Lines that are heads of what follows, and lines in brackets that record what happened.

use super::*;

impl Walk<'_> {
    /// （質疑）, （以下意見要旨）, ＜決定事項＞, 【主な意見】: heads that say what follows.
    pub(super) fn section(&mut self, line: Line) -> bool {
        let Some(phase) = crate::kind::section(&self.source.bare(line.piece)) else { return false };
        self.claims.claim(line.piece, FURNITURE);
        self.phase = phase;
        self.is_open = false;
        self.standing = None;
        true
    }

    /// （意見なし。承認された。）, ［14時25分 …］: a whole line in brackets records what happened.
    pub(super) fn event(&mut self, line: Line) -> bool {
        let source = self.source;
        let plain = source.plain(line.piece);
        let closer = match plain[0] {
            '(' => ')',
            '[' => ']',
            '≪' => '≫',
            '〔' => '〕',
            '<' => '>',
            '《' => '》',
            '【' => '】',
            '-' | '―' | '─' | '~' if plain.len() > 4 => plain[plain.len() - 1],
            _ => return false,
        };
        let closed = plain[plain.len() - 1] == closer && plain.len() >= 3;
        let is_dash = glyphs::is_dash(plain[0]);
        if !closed || is_dash && !glyphs::is_dash(closer) || is_dash && plain[1..plain.len() - 1].contains(&'。') {
            return false;
        }
        let mut depth = 0;
        let whole = is_dash
            || plain.iter().enumerate().all(|(at, c)| {
                if *c == plain[0] {
                    depth += 1;
                } else if *c == closer {
                    depth -= 1;
                }
                depth > 0 || at + 1 == plain.len()
            });
        if !whole || speaker::bracketed(source, line.piece).is_some_and(|spoken| self.ways.contains(&spoken.mark)) {
            return false;
        }
        let unfinished = self.is_open
            && self
                .last
                .is_some_and(|last| !ends_sentence(source, last.piece) && last.width(source) * 10 >= self.widest * 9);
        if unfinished || plain[0] == '【' && !source.bare(line.piece).contains(['異', '承', '休', '了']) {
            return false;
        }
        self.push(None, None);
        self.is_open = false;
        if let Some(block) = self.body.blocks.last_mut() {
            block.is_event = true;
            block.pieces.push((line.piece, true));
            self.claims.claim(line.piece, block.owner);
        }
        true
    }
}
