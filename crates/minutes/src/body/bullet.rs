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
