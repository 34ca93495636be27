//! What may stand on paper: characters that have no picture of their own are left out, line ends are told apart.

/// A character that changes how others look or run and has no picture: none of them reaches paper or file.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}'
        | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E00FF}' | '\u{E01F0}'..='\u{E0FFF}')
}

/// A variation selector: it chooses a shape of the character before it.
pub(crate) fn is_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// 外字: what it looks like was agreed on by one office alone.
pub(crate) fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

fn is_no_character(c: char) -> bool {
    matches!(c, '\u{FDD0}'..='\u{FDEF}') || u32::from(c) & 0xFFFE == 0xFFFE
}

/// The text with line ends as `\n` and tabs as blanks, without controls and hidden characters.
pub(crate) fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '\r' if letters.peek() == Some(&'\n') => {}
            '\r' | '\n' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\t' => out.push(' '),
            c if c.is_control() || is_hidden(c) || is_no_character(c) => {}
            c => out.push(c),
        }
    }
    out
}

/// Half characters that the text takes: two for a full-width one.
pub(crate) fn width(text: &str) -> usize {
    text.chars().filter(|c| !is_selector(*c)).map(|c| if c.is_ascii() || matches!(c, '｡'..='ﾟ') { 1 } else { 2 }).sum()
}

/// 1,234,567
pub(crate) fn with_commas(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::from(if number < 0 { "-" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// 1,234.5 from thousandths; decimals that say nothing are left out.
pub(crate) fn with_decimals(thousandths: i64) -> String {
    let (whole, part) = (thousandths.unsigned_abs() / 1000, thousandths.unsigned_abs() % 1000);
    let whole = with_commas(i64::try_from(whole).unwrap_or(i64::MAX));
    let part = format!(".{part:03}");
    let part = part.trim_end_matches('0').trim_end_matches('.');
    format!("{}{whole}{part}", if thousandths < 0 { "-" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_that_say_nothing_are_left_out() {
        for (thousandths, words) in
            [(325_300, "325.3"), (4000, "4"), (1_234_056, "1,234.056"), (0, "0"), (-500, "-0.5")]
        {
            assert_eq!(with_decimals(thousandths), words);
        }
    }

    #[test]
    fn line_ends_of_all_kinds_are_one_kind_and_what_nobody_sees_is_left_out() {
        assert_eq!(visible("一\r\n二\r三\u{2028}四\t五\u{7}\u{202E}六\u{FEFF}\u{0}"), "一\n二\n三\n四 五六");
        assert_eq!(visible("葛\u{E0100}"), "葛\u{E0100}");
    }

    #[test]
    fn a_label_takes_whole_characters() {
        assert_eq!((width("⑴"), width("(1)"), width("委員："), width("ｱ")), (2, 3, 6, 1));
    }

    #[test]
    fn yen_are_parted_by_thousands() {
        assert_eq!(
            (with_commas(0), with_commas(-1_234_567), with_commas(100)),
            ("0".into(), "-1,234,567".into(), "100".into())
        );
        assert_eq!(with_commas(i64::MIN), "-9,223,372,036,854,775,808");
    }
}
