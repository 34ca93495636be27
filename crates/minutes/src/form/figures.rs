//! Figures as sheets print them: full-width.

use super::NumberDress;

/// Digits and colons full-width: １０：００.
pub(super) fn wide(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '0'..='9' => char::from_u32(u32::from(c) - u32::from('0') + u32::from('０')).unwrap_or(c),
            ':' => '：',
            c => c,
        })
        .collect()
}

/// A number in its dress; what has none in it falls back to （21）.
pub(super) fn dressed(dress: NumberDress, number: u32) -> String {
    const KANA: &str = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ";
    let in_brackets = || format!("（{}）", wide(&number.to_string()));
    match dress {
        NumberDress::Wide => wide(&number.to_string()),
        NumberDress::Parenthesised => match number {
            1..=20 => char::from_u32(0x2473 + number).map_or_else(in_brackets, String::from),
            _ => in_brackets(),
        },
        NumberDress::Circled => match number {
            1..=20 => char::from_u32(0x245f + number).map_or_else(in_brackets, String::from),
            _ => in_brackets(),
        },
        NumberDress::Kana => {
            let at = usize::try_from(number).ok().and_then(|n| n.checked_sub(1));
            at.and_then(|at| KANA.chars().nth(at)).map_or_else(in_brackets, String::from)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_wear_the_dress_of_their_level() {
        assert_eq!(dressed(NumberDress::Wide, 12), "１２");
        assert_eq!(
            (dressed(NumberDress::Parenthesised, 1), dressed(NumberDress::Parenthesised, 20)),
            ("⑴".into(), "⒇".into())
        );
        assert_eq!(dressed(NumberDress::Parenthesised, 21), "（２１）");
        assert_eq!((dressed(NumberDress::Circled, 1), dressed(NumberDress::Circled, 20)), ("①".into(), "⑳".into()));
        assert_eq!((dressed(NumberDress::Kana, 1), dressed(NumberDress::Kana, 99)), ("ア".into(), "（９９）".into()));
    }
}
