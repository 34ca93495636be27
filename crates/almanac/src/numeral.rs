//! Numbers as sheets write them: 12, １２, 十二, 元 (of years), with blanks between the digits (2 8).

/// A number typed whole: full- or half-width digits, or kanji numerals (十二, 二十三, 一〇). `None` if anything else
/// stands in it.
#[must_use]
pub fn read_number(text: &str) -> Option<u32> {
    let plain: Vec<char> = text.chars().map(glyphs::plain).filter(|c| *c != ' ' && *c != ',').collect();
    if plain.is_empty() {
        return None;
    }
    if plain.iter().all(char::is_ascii_digit) {
        return plain.iter().collect::<String>().parse().ok();
    }
    kanji_number(&plain)
}

/// A kanji numeral up to 9,999: 十二, 二百三, 千, and place notation 二〇二四.
#[must_use]
pub fn kanji_number(letters: &[char]) -> Option<u32> {
    if letters.is_empty() || letters.len() > 9 {
        return None;
    }
    if letters.len() > 1 && letters.iter().all(|c| kanji_digit(*c).is_some()) {
        let digits: String =
            letters.iter().filter_map(|c| kanji_digit(*c)).map(|d| char::from(b'0' + d as u8)).collect();
        return digits.parse().ok();
    }
    let (mut total, mut pending) = (0u32, None);
    for c in letters {
        if let Some(digit) = kanji_digit(*c) {
            if pending.replace(digit).is_some() {
                return None;
            }
        } else {
            let unit = match c {
                '十' => 10,
                '百' => 100,
                '千' => 1000,
                _ => return None,
            };
            if total % (unit * 10) != 0 {
                return None;
            }
            total += pending.take().unwrap_or(1) * unit;
        }
    }
    Some(total + pending.unwrap_or(0))
}

fn kanji_digit(c: char) -> Option<u32> {
    "〇一二三四五六七八九".chars().position(|d| d == c).map(|at| at as u32)
}

/// Cursor over plain scalars (see [`glyphs::plain`]) that steps over blanks; the scanners of this crate share it.
#[derive(Clone, Copy)]
pub(crate) struct Cursor<'a> {
    pub plain: &'a [char],
    pub at: usize,
}

impl<'a> Cursor<'a> {
    pub fn new(plain: &'a [char], at: usize) -> Self {
        Self { plain, at }
    }

    pub fn peek(&self) -> Option<char> {
        self.plain.get(self.at).copied()
    }

    /// Steps over at most three blanks of one line: extraction leaves 「平成 28 年」.
    pub fn blanks(&mut self) {
        let limit = self.at + 3;
        while self.at < limit && self.peek() == Some(' ') {
            self.at += 1;
        }
    }

    /// Takes `wanted` if it stands here, after blanks; else stays.
    pub fn take(&mut self, wanted: char) -> bool {
        self.take_any(&[wanted]).is_some()
    }

    pub fn take_any(&mut self, wanted: &[char]) -> Option<char> {
        let mut ahead = *self;
        ahead.blanks();
        let found = ahead.peek().filter(|c| wanted.contains(c))?;
        self.at = ahead.at + 1;
        Some(found)
    }

    /// Takes the letters of `word`, blanks allowed between them.
    pub fn take_word(&mut self, word: &str) -> bool {
        let mut ahead = *self;
        for letter in word.chars() {
            if !ahead.take(letter) {
                return false;
            }
        }
        *self = ahead;
        true
    }

    /// Takes a number of at most `most` digits (or a kanji numeral), after blanks. Digits may be parted by single blanks
    /// when `loose` and the number goes on to a unit, which the caller checks.
    pub fn number(&mut self, most: usize) -> Option<u32> {
        let mut ahead = *self;
        ahead.blanks();
        let from = ahead.at;
        while ahead.at - from < most && ahead.peek().is_some_and(|c| c.is_ascii_digit()) {
            ahead.at += 1;
        }
        if ahead.at > from {
            if ahead.peek().is_some_and(|c| c.is_ascii_digit()) {
                return None;
            }
            let value = self.plain[from..ahead.at].iter().collect::<String>().parse().ok()?;
            *self = ahead;
            return Some(value);
        }
        while ahead.at - from < 5 && ahead.peek().is_some_and(|c| "〇一二三四五六七八九十百千".contains(c))
        {
            ahead.at += 1;
        }
        let value = kanji_number(&self.plain[from..ahead.at])?;
        *self = ahead;
        Some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_every_width_are_read() {
        for (typed, read) in [
            ("12", Some(12)),
            ("１２", Some(12)),
            ("1,240", Some(1240)),
            ("十二", Some(12)),
            ("二十", Some(20)),
            ("百二", Some(102)),
            ("二〇二四", Some(2024)),
            ("〇", Some(0)),
            ("十十", None),
            ("", None),
            ("3人", None),
        ] {
            assert_eq!(read_number(typed), read, "{typed}");
        }
    }
}
