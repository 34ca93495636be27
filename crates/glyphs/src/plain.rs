//! One scalar in, one scalar out: the plain form by which a reader compares, keeping every position.

use crate::radicals::unified;

/// The plain form (半角の素の形) of one scalar: full-width ASCII becomes ASCII, every kind of blank a space, every dash
/// `-`, every tilde `~`, a radical its ideograph, half-width katakana its full-width letter.
///
/// One scalar stays one scalar, so spans found in the plain form hold in the text. Composed forms (⑴, ㍻, ｶﾞ) stay:
/// see [`crate::enclosed`] and [`crate::fold`].
#[must_use]
pub fn plain(c: char) -> char {
    match c {
        ' '..='~' => c,
        '\t' | '\u{a0}' | '\u{3000}' | '\u{2000}'..='\u{200b}' | '\u{202f}' | '\u{205f}' | '\u{feff}' => ' ',
        '\u{ff61}' => '。',
        '\u{ff62}' => '「',
        '\u{ff63}' => '」',
        '\u{ff64}' => '、',
        '\u{ff65}' => '・',
        '\u{ff66}'..='\u{ff9d}' => half_katakana(c),
        '\u{ff5e}' | '\u{301c}' | '\u{223c}' | '\u{02dc}' | '\u{223e}' | '\u{3030}' => '~',
        '\u{ff01}'..='\u{ff5d}' => narrow(c),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2500}' | '\u{2501}' | '\u{fe63}' => '-',
        '\u{fe30}' => ':',
        '\u{2e80}'..='\u{2fd5}' => unified(c),
        _ => c,
    }
}

/// True for a scalar that prints nothing: blanks of every width, line ends, form feeds.
#[must_use]
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}' | '\u{c}')
}

/// True for a hyphen, minus or dash of any width; ー (長音) is a letter and not one of them.
#[must_use]
pub fn is_dash(c: char) -> bool {
    plain(c) == '-'
}

/// True for 〜 ～ ~ and their look-alikes.
#[must_use]
pub fn is_tilde(c: char) -> bool {
    plain(c) == '~'
}

fn narrow(c: char) -> char {
    char::from_u32(c as u32 - 0xfee0).unwrap_or(c)
}

fn half_katakana(c: char) -> char {
    const FULL: &str = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";
    FULL.chars().nth((c as u32 - 0xff66) as usize).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clerks_full_width_line_reads_plain() {
        let typed = "令和６年５月２３日（木）１０：００～１１：１２　第２庁舎";
        let read: String = typed.chars().map(plain).collect();
        assert_eq!(read, "令和6年5月23日(木)10:00~11:12 第2庁舎");
    }

    #[test]
    fn half_width_katakana_reads_full_but_keeps_its_places() {
        let read: String = "ｸﾞﾙｰﾌﾟﾎｰﾑ".chars().map(plain).collect();
        assert_eq!(read, "クﾞルーフﾟホーム");
    }

    #[test]
    fn every_dash_is_one_dash_and_the_long_vowel_is_none() {
        for c in ['-', '‐', '–', '—', '―', '−', '－', '─'] {
            assert!(is_dash(c), "{c:?}");
        }
        assert!(!is_dash('ー'));
        assert!(is_tilde('〜') && is_tilde('～') && is_tilde('∼'));
    }
}
