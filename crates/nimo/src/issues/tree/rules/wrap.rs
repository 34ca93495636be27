//! A label in lines, character by character, as Japanese is broken.

/// Characters that do not begin a line.
const NEVER_FIRST: &str = "、。，．・：；？！ー）」』】］〕〉》ゝゞ々ぁぃぅぇぉっゃゅょァィゥェォッャュョ%),.:;?!]}";

/// The breadth of a character in tenths of its height, rather too much than too little.
pub fn breadth(c: char) -> usize {
    match c {
        'm' | 'w' | 'A'..='Z' | '@' | '%' | '&' => 9,
        '\u{20}'..='\u{7e}' | '\u{ff61}'..='\u{ff9f}' => 6,
        _ => 10,
    }
}

/// Text in one line: no line ends, no blanks in a row, at most so many characters.
pub fn line(text: &str, most: usize) -> String {
    let plain = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|part| !part.is_empty());
    let plain: Vec<&str> = plain.collect();
    let plain = plain.join(" ");
    if plain.chars().count() <= most {
        return plain;
    }
    plain.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}

/// Text in at most `lines` lines of `wide` full characters; what is left is 「…」. One character that may not begin a line hangs.
/// One or two characters are not left alone on a line where the lines may as well be shorter.
pub fn wrap(text: &str, wide: usize, lines: usize) -> Vec<String> {
    let out = broken(text, wide, lines);
    let is_alone = |lines: &[String]| lines.last().is_some_and(|last| last.chars().count() <= 2);
    if out.len() < 2 || !is_alone(&out) {
        return out;
    }
    let as_many =
        |shorter: &Vec<String>| shorter.len() == out.len() && !is_alone(shorter) && shorter.concat() == out.concat();
    (wide / 2..wide).rev().map(|wide| broken(text, wide, lines)).find(as_many).unwrap_or(out)
}

fn broken(text: &str, wide: usize, lines: usize) -> Vec<String> {
    let (mut out, mut now, mut room): (Vec<String>, String, usize) = (vec![], String::new(), wide * 10);
    let plain = line(text, usize::MAX);
    let mut chars = plain.chars().peekable();
    while let Some(c) = chars.next() {
        let hangs = NEVER_FIRST.contains(c) && room < breadth(c) && breadth(c) <= room + 10 && !now.is_empty();
        if room < breadth(c) && !hangs {
            let rest = after_comma(&mut now);
            out.push(std::mem::replace(&mut now, rest));
            room = (wide * 10).saturating_sub(now.chars().map(breadth).sum());
        }
        if out.len() == lines {
            return cut(out, wide);
        }
        if now.is_empty() && c == ' ' {
            continue;
        }
        now.push(c);
        room = room.saturating_sub(breadth(c));
        if hangs && chars.peek().is_some() {
            out.push(std::mem::take(&mut now));
            room = wide * 10;
            if out.len() == lines {
                return cut(out, wide);
            }
        }
    }
    if !now.is_empty() {
        out.push(now);
    }
    out
}

/// A comma near the end of a line ends it; what stood behind it begins the next.
fn after_comma(now: &mut String) -> String {
    let chars: Vec<char> = now.chars().collect();
    let near = chars.len().saturating_sub(4).max(chars.len() / 2)..chars.len().saturating_sub(1);
    let Some(at) = near.rev().find(|at| matches!(chars[*at], '、' | '。')) else { return String::new() };
    *now = chars[..=at].iter().collect();
    chars[at + 1..].iter().collect()
}

/// Ends the last line with 「…」 where there is more.
fn cut(mut lines: Vec<String>, wide: usize) -> Vec<String> {
    if let Some(last) = lines.last_mut() {
        while !last.is_empty() && last.chars().map(breadth).sum::<usize>() + 10 > wide * 10 {
            last.pop();
        }
        last.push('…');
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_label_is_broken_as_a_person_would() {
        assert_eq!(wrap("移行支援をもっと使えたら", 9, 3), ["移行支援をもっと使", "えたら"]);
        assert_eq!(wrap("もとになった発言が、結ばれていません", 9, 3), ["もとになった発言が、", "結ばれていません"]);
        assert_eq!(wrap("もとになった発言が、結ばれていません", 11, 3), ["もとになった発言が、", "結ばれていません"]);
        assert_eq!(wrap("退院の日の迎えがない", 9, 3), ["退院の日の迎え", "がない"]);
        assert_eq!(wrap("入院している人に配る冊子をつくるべき", 9, 1), ["入院している人に…"]);
        assert_eq!(wrap("  空き家\n\n空室 ", 9, 3), ["空き家 空室"]);
        assert_eq!(wrap("", 9, 3), [""; 0]);
        assert_eq!(line("一二三四五六", 4), "一二三…");
    }

    proptest! {
        #[test]
        fn no_label_is_broader_or_longer_than_its_room(text in "(\\PC|[。、）a-zA-Z ]|\n){0,80}", wide in 2usize..14, lines in 1usize..4) {
            let out = wrap(&text, wide, lines);
            prop_assert!(out.len() <= lines);
            for one in &out {
                prop_assert!(!one.is_empty() && one.chars().map(breadth).sum::<usize>() <= wide * 10 + 10, "{one}");
            }
            if out.last().is_none_or(|last| !last.ends_with('…')) {
                let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect::<String>();
                prop_assert_eq!(plain(&out.concat()), plain(&text), "nothing is lost without a sign");
            }
        }
    }
}
