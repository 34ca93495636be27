//! Bullets, arrows and numbers before a block.

use super::*;

/// Takes a bullet, arrow or bullet number off: ・ ⇒ → ① 1).
pub(super) fn without_bullet(source: &Source, piece: Piece) -> (Piece, Option<Bullet>) {
    let c = source.plain[piece.start];
    let after = |end: usize| source.trim(Piece::new(end, piece.end));
    if matches!(c, '⇒' | '→' | '⇨' | '➡' | '➔' | '⟶') {
        return (after(piece.start + 1), Some(Bullet::Arrow));
    }
    if matches!(c, '・' | '•' | '･' | '*' | '◦' | '▪' | '‣' | '+')
        || c == '-' && source.plain.get(piece.start + 1) == Some(&' ')
    {
        return (after(piece.start + 1), Some(Bullet::Dot));
    }
    if let Some(number) = item_number(&source.plain[..piece.end], piece.start)
        && matches!(number.dress, Dress::Circled | Dress::HalfParenthesised)
    {
        return (after(number.end), Some(Bullet::Number));
    }
    (piece, None)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bullet {
    Dot,
    Arrow,
    Number,
    /// ○ where ○ stands before names, too.
    Sign,
}

pub(super) fn bulleted(source: &Source, piece: Piece) -> bool {
    let mut at = piece.start;
    while at > 0 && source.plain[at - 1] == ' ' {
        at -= 1;
    }
    let Some(before) = at.checked_sub(1) else { return false };
    "・•⇒→*-)".contains(source.plain[before]) || glyphs::enclosed(source.chars[before]).is_some()
}

pub(super) fn begins_something(source: &Source, piece: Piece) -> bool {
    without_bullet(source, piece).1.is_some()
        || item_number(&source.plain[..piece.end], piece.start).is_some()
        || "○●◎◆◇■□(【〔<[".contains(source.plain[piece.start])
}

/// Marks such as ○ that stand before whole sentences without a name, on this sheet.
pub(super) fn signs(source: &Source, lines: &[Line], names: &HashSet<String>, ways: &HashSet<Mark>) -> HashSet<char> {
    let mut counts: HashMap<char, usize> = HashMap::new();
    for line in lines.iter().filter(|line| speaker::is_sign(source.chars[line.piece.start])) {
        let is_sentence = source.plain(line.piece).contains(&'。') || line.piece.len() > 24;
        if is_sentence && any_speaker(source, line.piece, names).is_none() {
            *counts.entry(source.chars[line.piece.start]).or_default() += 1;
        }
    }
    let spoken = ways.iter().filter_map(|way| match way {
        Mark::Sign(sign) => Some(*sign),
        _ => None,
    });
    let often = counts.iter().filter(|(_, count)| **count >= 2).map(|(sign, _)| *sign);
    spoken.filter(|sign| counts.contains_key(sign)).chain(often).collect()
}

impl Walk<'_> {
    /// A line that a bullet, an arrow or a mark begins.
    pub(super) fn bulleted_line(&mut self, line: Line) -> bool {
        let source = self.source;
        let (mut rest, mut bullet) = without_bullet(source, line.piece);
        if bullet.is_none() && self.signs.contains(&source.chars[line.piece.start]) {
            rest = source.trim(Piece::new(line.piece.start + 1, line.piece.end));
            bullet = Some(Bullet::Sign);
        }
        let Some(bullet) = bullet.filter(|_| !rest.is_empty()) else { return false };
        let block = self.body.blocks.last();
        let in_speech = self.is_open && block.is_some_and(|block| block.speaker.is_some()) && self.standing.is_none();
        let begins = matches!(bullet, Bullet::Arrow | Bullet::Sign)
            || self.is_bulleted_speech && bullet == Bullet::Dot
            || !in_speech
            || self.body.blocks.last().is_some_and(|block| block.cue.is_some());
        if begins {
            self.bullet(line, rest, bullet);
        }
        begins
    }

    fn bullet(&mut self, line: Line, rest: Piece, bullet: Bullet) {
        self.claims.claim(Piece::new(line.piece.start, rest.start), FURNITURE);
        let mut rest = rest;
        let mut cue = (bullet == Bullet::Arrow).then_some(Cue::Answer);
        if let Some((printed, end)) = crate::kind::printed(self.source, rest) {
            self.claims.claim(Piece::new(rest.start, end), FURNITURE);
            rest = self.source.trim(Piece::new(end, rest.end));
            cue = Some(printed);
        }
        self.begin(rest, self.standing, cue);
    }
}
