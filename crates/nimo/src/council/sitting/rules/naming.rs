//! In a 要点記録 no speaker stands. A line that begins with a member's name is told so while the meeting goes on, and not a year later.

use crate::council::sitting::model::SittingPerson;

/// Titles behind a name.
const TITLES: &[&str] =
    &["会長", "副会長", "部会長", "副部会長", "委員長", "副委員長", "座長", "委員", "さん", "氏", "先生", "様"];
/// What leads from a speaker to his words.
const LEADS: &[&str] = &["から", "より", "は", "が"];

/// Who is named as the speaker before the words, and how many characters that takes: 「古谷委員から、」. A name alone, in mid-sentence, or as
/// a thing that is spoken of (「古谷委員の資料は…」) is none.
pub fn named<'a>(text: &str, people: &'a [SittingPerson]) -> Option<(&'a SittingPerson, usize)> {
    people.iter().find_map(|person| Some((person, leading(text, person)?)))
}

fn leading(text: &str, person: &SittingPerson) -> Option<usize> {
    let whole: String = person.name.chars().filter(|c| !c.is_whitespace()).collect();
    let surname = person.name.split_whitespace().next().unwrap_or_default();
    let name = [person.name.as_str(), whole.as_str(), surname]
        .into_iter()
        .filter(|name| !name.is_empty())
        .find(|name| text.starts_with(name))?;
    let rest = text[name.len()..].trim_start();
    let title = TITLES.iter().find_map(|title| rest.strip_prefix(title));
    let after = title.unwrap_or(rest);
    let lead = LEADS.iter().find_map(|lead| after.strip_prefix(lead));
    let comma = |rest: &str| rest.strip_prefix(['、', ',', '，']).map(str::len);
    let colon = after.strip_prefix(['：', ':']).map(str::len);
    // A surname of one character is a word as well: 林は、東から、.
    let is_a_word = name.chars().count() == 1 && title.is_none();
    let lead = lead.filter(|_| !is_a_word);
    let end = match (colon, lead.and_then(comma), title.and_then(comma)) {
        (Some(left), _, _) | (_, Some(left), _) | (_, _, Some(left)) => left,
        _ => return None,
    };
    let words = text[text.len() - end..].trim_start();
    (!words.is_empty()).then(|| text[..text.len() - words.len()].chars().count())
}

/// The words without the speaker before them.
pub fn without_name(text: &str, people: &[SittingPerson]) -> Option<String> {
    let (_, count) = named(text, people)?;
    Some(text.chars().skip(count).collect())
}

#[cfg(test)]
mod tests {
    use super::super::sample::member;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_speaker_before_the_words_is_named_and_nothing_else_is() {
        let people = [member("古谷 正人", ""), member("髙梨 恒一", "会長"), member("原　和子", "")];
        let left = |text: &str| without_name(text, &people);
        for (text, words) in [
            ("古谷委員から、空き家は持ち主の不安が先にある。", Some("空き家は持ち主の不安が先にある。")),
            ("古谷正人：見学の機会がほしい。", Some("見学の機会がほしい。")),
            ("髙梨会長より、進め方の説明があった。", Some("進め方の説明があった。")),
            ("原　和子委員、字を大きくしてほしい。", Some("字を大きくしてほしい。")),
            ("古谷委員は、見学を提案した。", Some("見学を提案した。")),
            ("古谷委員の資料はわかりやすい。", None),
            ("空き家は、古谷委員から話があったとおり。", None),
            ("原因は、持ち主の不安にある。", None),
            ("原は、市の財産である。", None),
            ("原：字を大きくしてほしい。", Some("字を大きくしてほしい。")),
            ("原委員から、字を大きくしてほしい。", Some("字を大きくしてほしい。")),
            ("古谷委員から、", None),
            ("会長から、進め方の説明があった。", None),
        ] {
            assert_eq!(left(text).as_deref(), words, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_words_are_looked_at_without_a_panic(text in "[古谷正人委員から、：あ　]{0,14}") {
            let people = [member("古谷 正人", "")];
            if let Some(words) = without_name(&text, &people) {
                prop_assert!(text.ends_with(&words) && !words.is_empty());
            }
        }
    }
}
