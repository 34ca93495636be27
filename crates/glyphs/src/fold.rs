//! Search keys. `fold` decides what counts as the same text; the index of bigrams only proposes candidates.

use crate::plain::{is_blank, is_dash, is_tilde};
use crate::radicals::unified;
use crate::variants::usual_form;
use std::sync::OnceLock;
use unicode_normalization::{IsNormalized, UnicodeNormalization, char::canonical_combining_class, is_nfkc_quick};

/// The folded form (検索キー) of a text: NFKC, lower case, one dash, one tilde, no variation selectors, radicals and
/// 異体字 in their usual form. Idempotent. Blanks become single spaces. Never stored in place of the text.
#[must_use]
pub fn fold(text: &str) -> String {
    let alone: Option<String> = text.chars().map(alone).collect();
    let once = alone.unwrap_or_else(|| normalized(text));
    if !once.contains("  ") && !once.chars().any(|c| c != ' ' && is_blank(c)) {
        return once;
    }
    let mut folded = String::with_capacity(once.len());
    for c in once.chars() {
        if is_blank(c) {
            if !folded.ends_with(' ') {
                folded.push(' ');
            }
        } else {
            folded.push(c);
        }
    }
    folded
}

fn normalized(text: &str) -> String {
    // NFKC can undo a step of ours and ours can undo NFKC's (a lowered letter may compose anew), so twice is the fixed point.
    pass(&pass(text))
}

/// So many scalars have what they fold to beside each other.
const PAGE: usize = 256;

/// What a scalar folds to whatever stands before and after it; `None` where a neighbour may matter, or where it becomes several or
/// nothing. Reckoned once for each page of the BMP that a text reaches.
fn alone(c: char) -> Option<char> {
    static PAGES: [OnceLock<Box<[u16]>>; PAGE] = [const { OnceLock::new() }; PAGE];
    let at = c as usize;
    let page =
        PAGES.get(at / PAGE)?.get_or_init(|| (0..PAGE).map(|below| stands_alone(at / PAGE * PAGE + below)).collect());
    char::from_u32(u32::from(page[at % PAGE])).filter(|folded| *folded != '\0')
}

fn stands_alone(at: usize) -> u16 {
    let Some(c) = u32::try_from(at).ok().and_then(char::from_u32) else { return 0 };
    let folded = normalized(c.encode_utf8(&mut [0; 4]));
    let mut scalars = folded.chars();
    let (Some(one), None) = (scalars.next(), scalars.next()) else { return 0 };
    // A blank of any kind is one space at once.
    let one = if is_blank(one) { ' ' } else { one };
    // A mark is drawn to what stands before it, and some letters close up with the one before (Hangul).
    let is_drawn =
        |c: char| canonical_combining_class(c) != 0 || is_nfkc_quick(std::iter::once(c)) == IsNormalized::Maybe;
    if is_drawn(c) || is_drawn(one) { 0 } else { u16::try_from(u32::from(one)).unwrap_or(0) }
}

/// The folded form of a person's name (氏名): [`fold`], without blanks, katakana as hiragana, long vowels dropped.
#[must_use]
pub fn fold_name(name: &str) -> String {
    fold(name)
        .chars()
        .filter(|c| !matches!(c, ' ' | 'ー' | '-' | '~' | '・'))
        .map(|c| match c {
            'ァ'..='ヶ' => char::from_u32(c as u32 - 0x60).unwrap_or(c),
            _ => c,
        })
        .collect()
}

/// Bigrams of a folded text, for the search index: every pair of neighbours that are not blank, plus the last scalar of
/// each run alone, so that a query of one character finds it.
#[must_use]
pub fn bigrams(folded: &str) -> Vec<String> {
    let mut grams = Vec::new();
    for run in folded.split(is_blank) {
        let mut scalars = run.chars().peekable();
        while let Some(c) = scalars.next() {
            let mut gram = String::from(c);
            gram.extend(scalars.peek());
            grams.push(gram);
        }
    }
    grams
}

fn pass(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\u{200b}' | '\u{2060}' | '\u{feff}'))
        .map(unified)
        .nfkc()
        .flat_map(char::to_lowercase)
        .map(|c| {
            if is_dash(c) {
                '-'
            } else if is_tilde(c) {
                '~'
            } else {
                usual_form(unified(c))
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_clerk_finds_what_she_would_call_the_same() {
        for (typed, sought) in [
            ("髙梨会長", "高梨会長"),
            ("ｸﾞﾙｰﾌﾟﾎｰﾑ", "グループホーム"),
            ("１０：００～１１：１２", "10:00〜11:12"),
            ("⑴ 今年度の目標", "(1) 今年度の目標"),
            ("⽇常⽣活", "日常生活"),
            ("資料２−１", "資料2-1"),
            ("ＮＩＭＯ", "nimo"),
        ] {
            assert_eq!(fold(typed), fold(sought), "{typed} / {sought}");
        }
    }

    #[test]
    fn names_fold_over_kana_and_long_vowels() {
        assert_eq!(fold_name("ワタナベ　ゆうこ"), fold_name("わたなべユウコ"));
        assert_eq!(fold_name("渡邉 祐一"), fold_name("渡辺祐一"));
        assert_eq!(fold_name("コーダ"), fold_name("こだ"));
    }

    #[test]
    fn bigrams_cover_two_character_words_and_the_last_character() {
        assert_eq!(bigrams("退院 後"), ["退院", "院", "後"]);
        assert_eq!(bigrams("r6-003").first().map(String::as_str), Some("r6"));
    }

    proptest! {
        #[test]
        fn scalars_that_fold_alone_fold_as_in_company(text in "([ぁ-んァ-ヶｦ-ﾟ一-龠ａ-ｚＡ-Ｚ０-９A-Za-z0-9 　−ー〜～髙﨑⼀⽇가-힣ᄀ-ᇿ゙゚́]|\\PC){0,12}") {
            let slow: String = normalized(&text);
            let mut expected = String::new();
            for c in slow.chars() {
                if !is_blank(c) { expected.push(c) } else if !expected.ends_with(' ') { expected.push(' ') }
            }
            prop_assert_eq!(fold(&text), expected);
        }

        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,60}") {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }

        #[test]
        fn a_part_of_a_text_is_found_by_its_bigrams(text in "[ぁ-んァ-ヶ一-龠ａ-ｚ０-９]{2,30}", from in 0usize..28) {
            let folded = fold(&text);
            let scalars: Vec<char> = folded.chars().collect();
            let from = from.min(scalars.len() - 2);
            let query: String = scalars[from..from + 2].iter().collect();
            prop_assert!(bigrams(&folded).contains(&query) || query.contains(' '));
        }
    }
}
