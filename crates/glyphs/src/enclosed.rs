//! Enclosed numbers (丸数字・括弧数字) as sheets number their items.

/// How a number is dressed. Sheets use one dress for each level of a list, so the dress tells the level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EnclosedStyle {
    /// ① ❶ ㊀
    Circled,
    /// ⑴ ㈠
    Parenthesised,
    /// ⒈
    FullStop,
    /// Ⅰ ⅰ
    Roman,
}

/// A number that is one scalar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Enclosed {
    /// The number, 0 to 50.
    pub value: u32,
    /// Its dress.
    pub style: EnclosedStyle,
}

/// The number that one scalar prints, if it is an enclosed or roman number.
#[must_use]
pub fn enclosed(c: char) -> Option<Enclosed> {
    use EnclosedStyle::{Circled, FullStop, Parenthesised, Roman};
    const RUNS: &[(char, char, u32, EnclosedStyle)] = &[
        ('\u{2460}', '\u{2473}', 1, Circled),
        ('\u{24ea}', '\u{24ea}', 0, Circled),
        ('\u{3251}', '\u{325f}', 21, Circled),
        ('\u{32b1}', '\u{32bf}', 36, Circled),
        ('\u{2776}', '\u{277f}', 1, Circled),
        ('\u{2780}', '\u{2789}', 1, Circled),
        ('\u{278a}', '\u{2793}', 1, Circled),
        ('\u{24eb}', '\u{24f4}', 11, Circled),
        ('\u{24f5}', '\u{24fe}', 1, Circled),
        ('\u{3280}', '\u{3289}', 1, Circled),
        ('\u{2474}', '\u{2487}', 1, Parenthesised),
        ('\u{3220}', '\u{3229}', 1, Parenthesised),
        ('\u{2488}', '\u{249b}', 1, FullStop),
        ('\u{2160}', '\u{216b}', 1, Roman),
        ('\u{2170}', '\u{217b}', 1, Roman),
    ];
    RUNS.iter()
        .find(|(first, last, ..)| (*first..=*last).contains(&c))
        .map(|&(first, _, base, style)| Enclosed { value: base + (c as u32 - first as u32), style })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_agenda_items_are_read_with_their_dress() {
        let read = |c| enclosed(c).map(|e| (e.value, e.style));
        assert_eq!(read('①'), Some((1, EnclosedStyle::Circled)));
        assert_eq!(read('⑳'), Some((20, EnclosedStyle::Circled)));
        assert_eq!(read('㉑'), Some((21, EnclosedStyle::Circled)));
        assert_eq!(read('㊿'), Some((50, EnclosedStyle::Circled)));
        assert_eq!(read('⑴'), Some((1, EnclosedStyle::Parenthesised)));
        assert_eq!(read('⒊'), Some((3, EnclosedStyle::FullStop)));
        assert_eq!(read('Ⅳ'), Some((4, EnclosedStyle::Roman)));
        assert_eq!(read('㈡'), Some((2, EnclosedStyle::Parenthesised)));
        assert_eq!(read('1'), None);
    }
}
