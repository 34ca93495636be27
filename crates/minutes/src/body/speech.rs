//! Speeches: a name before the words, or behind them.

use super::*;

impl Walk<'_> {
    /// A line that a speaker begins.
    pub(super) fn speech(&mut self, line: Line) -> bool {
        let source = self.source;
        let (piece, bullet) = without_bullet(source, line.piece);
        if piece.is_empty() {
            return false;
        }
        let Some(spoken) = any_speaker(source, piece, self.names) else { return false };
        let bare = source.bare(spoken.name);
        if !self.ways.contains(&spoken.mark) {
            return false;
        }
        let rest = source.trim(Piece::new(spoken.end, line.piece.end));
        let plain_name = speaker::is_plain_speaker(&bare) || self.names.contains(&bare);
        match spoken.mark {
            Mark::Blank if bullet.is_some() || !plain_name && !self.begins_speech(&bare, rest) => return false,
            Mark::Blank => {
                // 会長 挨拶: a heading; 委員 の …: a wrapped sentence.
                let open_sentence = self.is_open
                    && self.last.is_some_and(|last| !ends_sentence(source, last.piece))
                    && line.gap == 0
                    && line.indent > 0;
                if open_sentence || rest.len() <= 4 && !source.plain(rest).contains(&'。') {
                    return false;
                }
            }
            Mark::Alone => {
                let open_sentence =
                    self.is_open && self.last.is_some_and(|last| !ends_sentence(source, last.piece)) && line.gap == 0;
                if !plain_name || open_sentence {
                    return false;
                }
            }
            Mark::Colon
                if self.is_open
                    && self.last.is_some_and(|last| {
                        !ends_sentence(source, last.piece) && last.width(source) * 10 >= self.widest * 9
                    })
                    && !plain_name =>
            {
                return false;
            }
            _ => {}
        }
        self.body.marks += 1;
        self.claims.claim(Piece::new(line.piece.start, spoken.end), FURNITURE);
        let mut cue = if bullet == Some(Bullet::Arrow) { Some(Cue::Answer) } else { None };
        let mut rest = rest;
        // ○会長　【決定】　それでは…: the print tells the kind behind the name.
        if let Some((printed, end)) =
            crate::kind::printed(source, rest).filter(|_| !source.plain[rest.start].is_alphanumeric())
        {
            self.claims.claim(Piece::new(rest.start, end), FURNITURE);
            rest = source.trim(Piece::new(end, rest.end));
            cue = Some(printed);
        }
        let who = (spoken.name, spoken.note);
        self.standing = None;
        let (words, inner) = if rest.is_empty() { (rest, None) } else { without_bullet(source, rest) };
        if rest.is_empty() {
            self.begin_empty(who, cue);
            self.standing = Some(who);
        } else if inner == Some(Bullet::Dot) {
            self.claims.claim(Piece::new(rest.start, words.start), FURNITURE);
            self.begin(words, Some(who), cue);
            self.standing = Some(who);
        } else {
            self.begin(rest, Some(who), cue);
        }
        true
    }

    /// 子育て課長 昨年度の…: a post that is no plain role begins a speech where the line before is done.
    fn begins_speech(&self, bare: &str, rest: Piece) -> bool {
        let gap = self.source.chars[..rest.start].iter().rev().take_while(|c| **c == '\u{3000}').count();
        let is_voice = !matches!(speaker::voice(bare), speaker::Voice::Unknown) || gap >= 2;
        let is_done = self.last.is_none_or(|last| !self.is_open || ends_sentence(self.source, last.piece));
        is_voice && is_done && (self.source.plain(rest).contains(&'。') || rest.len() > 20)
    }

    /// ○小長井委 / 員　避難された…: a speech whose name the line end broke.
    pub(super) fn broken_speech(&mut self, line: Line, next: Option<Line>) -> bool {
        let opener = self.source.chars[line.piece.start];
        let is_way = self
            .ways
            .iter()
            .any(|way| matches!(way, Mark::Sign(c) | Mark::Bracket(c) if *c == opener || *c == glyphs::plain(opener)));
        let Some(next) = next.filter(|_| is_way) else { return false };
        let Some((head, rest, end)) = broken_name(self.source, line.piece, next.piece, self.names) else {
            return false;
        };
        self.body.marks += 1;
        self.claims.claim(line.piece, FURNITURE);
        self.claims.claim(Piece::new(next.piece.start, end), FURNITURE);
        self.standing = None;
        self.push(Some((head, None)), None);
        if let Some(block) = self.body.blocks.last_mut() {
            block.rest_of_name.push(rest);
        }
        self.append(self.source.trim(Piece::new(end, next.piece.end)), true);
        self.taken = 1;
        true
    }

    /// …べきである。（山下委員）: a speaker behind the words.
    pub(super) fn speakers_behind(&mut self) {
        let source = self.source;
        for block in self.body.blocks.iter_mut().filter(|block| block.speaker.is_none() && !block.is_event) {
            let Some((piece, _)) = block.pieces.last_mut() else { continue };
            if source.plain[piece.end - 1] != ')' {
                continue;
            }
            let Some(open) = (piece.start..piece.end).rev().find(|at| source.plain[*at] == '(') else { continue };
            let name = source.trim(Piece::new(open + 1, piece.end - 1));
            let bare = source.bare(name);
            let is_name = speaker::is_plain_speaker(&bare) && bare.chars().count() <= 10;
            let ends = open > piece.start && matches!(source.plain[open - 1], '。' | '.' | '?' | ' ');
            if is_name && ends {
                self.claims.reassign(Piece::new(open, piece.end), FURNITURE);
                *piece = source.trim(Piece::new(piece.start, open));
                block.speaker = Some(name);
                self.body.marks += 1;
            }
        }
    }
}
