//! Counts of people as sheets write them: 3名, なし, あり.

use crate::numeral::read_number;

/// How many, as far as the sheet says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// 3名, なし (0).
    Exactly(u32),
    /// あり: some, and no number.
    Some,
}

impl Count {
    /// The number, where one is said.
    #[must_use]
    pub fn number(self) -> Option<u32> {
        match self {
            Count::Exactly(number) => Some(number),
            Count::Some => None,
        }
    }
}

/// The count at the start of `text`: `3名`, `３ 人`, `1人（報道1人）`, `十二名`, `なし`, `無`, `あり`, `0`, `いない`. `None`
/// where the text does not begin with one.
#[must_use]
pub fn read_count(text: &str) -> Option<Count> {
    let plain: String = text.chars().map(glyphs::plain).filter(|c| !glyphs::is_blank(*c)).collect();
    let bare = plain.trim_start_matches(['(', '[', ':', '計', '全', '約', '延', 'べ', '合']);
    const NONE: &[&str] = &["なし", "無し", "無", "ナシ", "いない", "おりません", "ありません", "該当なし", "0"];
    let digits = bare.chars().take_while(|c| c.is_ascii_digit() || *c == ',').count();
    if digits > 0 {
        return read_number(&bare.chars().take(digits).collect::<String>()).map(Count::Exactly);
    }
    if NONE.iter().any(|none| bare.starts_with(none)) {
        return Some(Count::Exactly(0));
    }
    if bare.starts_with("あり") || bare.starts_with("有") {
        let inner = bare.trim_start_matches(['あ', 'り', '有', '(', ',', '、']);
        let number = inner.chars().take_while(char::is_ascii_digit).collect::<String>();
        return Some(read_number(&number).map_or(Count::Some, Count::Exactly));
    }
    let kanji = bare.chars().take_while(|c| "〇一二三四五六七八九十百".contains(*c)).count();
    let unit = bare.chars().nth(kanji);
    if kanji > 0 && matches!(unit, Some('名' | '人') | None) {
        return read_number(&bare.chars().take(kanji).collect::<String>()).map(Count::Exactly);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_as_printed() {
        for (text, count) in [
            ("3名", Some(Count::Exactly(3))),
            ("　１人", Some(Count::Exactly(1))),
            ("１ 名（うち報道１名）", Some(Count::Exactly(1))),
            ("十二名", Some(Count::Exactly(12))),
            ("なし", Some(Count::Exactly(0))),
            ("無し（定員５名）", Some(Count::Exactly(0))),
            ("0", Some(Count::Exactly(0))),
            ("あり", Some(Count::Some)),
            ("有（2名）", Some(Count::Exactly(2))),
            ("一般公開", None),
            ("可", None),
            ("", None),
        ] {
            assert_eq!(read_count(text), count, "{text}");
        }
    }
}
