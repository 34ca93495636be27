//! Speeches: a name before the words, or behind them.

use super::*;

impl Walk<'_> {
    /// A line that a speaker begins.
    pub(super) fn speech(&mut self, line: Line) -> bool {
        let source = self.source;
        let (mut piece, bullet) = without_bullet(source, line.piece);
        if piece.is_empty() {
            return false;
        }
        // 質問　香月委員　…: the kind stands before the name.
        let before = kind_before_name(source, piece, self.names);
        if let Some((_, start)) = before {
            piece = Piece::new(start, piece.end);
        }
        let Some(spoken) = any_speaker(source, piece, self.names) else { return false };
        let bare = source.bare(spoken.name);
        if !self.ways.contains(&spoken.mark) || self.is_kind(&bare, spoken.mark) {
            return false;
        }
        let mut rest = source.trim(Piece::new(spoken.end, line.piece.end));
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
        let in_note = spoken.note.and_then(|note| crate::kind::kind_word(&source.bare(note)));
        let printed = crate::kind::behind_name(source, rest);
        if let Some((_, end)) = printed {
            self.claims.claim(Piece::new(rest.start, end), FURNITURE);
            rest = source.trim(Piece::new(end, rest.end));
        }
        let arrow = (bullet == Some(Bullet::Arrow)).then_some(Cue::Answer);
        let cue = printed.or(before).map(|(cue, _)| cue).or(in_note).or(arrow);
        let who = (spoken.name, spoken.note.filter(|_| in_note.is_none()));
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
            self.is_bulleted_speech = bullet == Some(Bullet::Dot);
        }
        true
    }

    /// 進行：… where names stand behind signs: what the words do, not who says them.
    fn is_kind(&self, bare: &str, mark: Mark) -> bool {
        matches!(mark, Mark::Colon | Mark::Bracket(_))
            && crate::kind::kind_word(bare).is_some()
            && self.ways.iter().any(|way| matches!(way, Mark::Sign(_)))
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

/// 質問　香月委員　…, 【質問】香月委員：…: the kind of a line, and where the name behind it begins.
pub(super) fn kind_before_name(source: &Source, piece: Piece, names: &HashSet<String>) -> Option<(Cue, usize)> {
    let limit = piece.end.min(piece.start + 10);
    let bracket = matches!(source.plain[piece.start], '【' | '[' | '〔' | '<' | '(');
    let end = (piece.start + 1..limit).find(|at| match bracket {
        true => matches!(source.plain[at - 1], '】' | ']' | '〕' | '>' | ')'),
        false => source.plain[*at] == ' ',
    })?;
    let cue = crate::kind::kind_word(&source.bare(Piece::new(piece.start, end)))?;
    let rest = source.trim(Piece::new(end, piece.end));
    let spoken = any_speaker(source, rest, names).filter(|_| !rest.is_empty())?;
    let bare = source.bare(spoken.name);
    let is_voice = speaker::voice(&bare) != speaker::Voice::Unknown || names.contains(&bare);
    let is_sentence = spoken.end < rest.end && spoken.mark != Mark::Alone;
    (is_voice && is_sentence && crate::kind::kind_word(&bare).is_none()).then_some((cue, rest.start))
}
