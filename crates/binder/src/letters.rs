//! Texts, days and names as a PDF writes them.

use chrono::NaiveDateTime;
use lopdf::{Object, StringFormat};

/// A text as UTF-16BE with its mark.
pub(crate) fn text(words: &str) -> Object {
    let units = [0xFEFF].into_iter().chain(words.encode_utf16());
    Object::String(units.flat_map(u16::to_be_bytes).collect(), StringFormat::Hexadecimal)
}

/// A moment in Japan.
pub(crate) fn moment(dated: &NaiveDateTime) -> Object {
    Object::String(format!("D:{}+09'00'", dated.format("%Y%m%d%H%M%S")).into_bytes(), StringFormat::Literal)
}

/// The two halves of a file's /ID: one number of 128 bits from what went into it. No secret and no seal, a name only.
pub(crate) fn identity<'a>(pieces: impl Iterator<Item = &'a [u8]>) -> Object {
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    let mut halves = [0xcbf2_9ce4_8422_2325_u64, 0x9e37_79b9_7f4a_7c15];
    for piece in pieces {
        let length = piece.len() as u64;
        let words = piece.chunks(8).map(|chunk| {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            u64::from_le_bytes(word)
        });
        for word in words.chain([length]) {
            halves[0] = (halves[0] ^ word).wrapping_mul(PRIME);
            halves[0] ^= halves[0] >> 29;
            halves[1] = (halves[1].rotate_left(23) ^ word).wrapping_mul(PRIME);
        }
    }
    let half: Vec<u8> = halves.into_iter().flat_map(u64::to_be_bytes).collect();
    let half = Object::String(half, StringFormat::Hexadecimal);
    Object::Array(vec![half.clone(), half])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_is_written_in_utf_16_with_its_mark() {
        assert_eq!(text("資").as_str().unwrap(), [0xFE, 0xFF, 0x8C, 0xC7]);
    }

    #[test]
    fn a_moment_is_in_japanese_time() {
        let dated = "2024-05-23T13:30:00".parse().unwrap();
        assert_eq!(moment(&dated).as_str().unwrap(), b"D:20240523133000+09'00'");
    }

    #[test]
    fn another_content_has_another_identity() {
        let of = |pieces: &[&[u8]]| identity(pieces.iter().copied());
        assert_eq!(of(&[b"ab", b"c"]), of(&[b"ab", b"c"]));
        assert_ne!(of(&[b"ab", b"c"]), of(&[b"a", b"bc"]));
    }
}
