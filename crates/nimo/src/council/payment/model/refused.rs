//! What is never kept here: bank accounts, cards, personal numbers. Pure.

/// What is said to whoever types one.
pub const NO_ACCOUNTS: &str = "口座や個人番号は、nimo には入れません。支払のシステムに入れてください。";

/// Words that ask for one. The first three also stand in the names of bodies: a bank may send a member.
const WORDS: [&str; 11] = [
    "銀行", "支店", "ゆうちょ", "口座", "振込先", "名義", "マイナンバー", "個人番号", "カード", "キャッシュカード",
    "通帳",
];
const OF_BODIES: usize = 3;

/// So many digits are a number of somebody's: an account has seven.
const MOST_DIGITS: usize = 6;

/// Does a text name an account or a number of a person?
pub fn names_account(text: &str) -> bool {
    names(text, &WORDS)
}

/// The same of the name of a body, which may be a bank.
pub fn names_account_of_body(text: &str) -> bool {
    names(text, &WORDS[OF_BODIES..])
}

fn names(text: &str, words: &[&str]) -> bool {
    let digits = text.chars().filter(|c| glyphs::plain(*c).is_ascii_digit()).count();
    let folded = folded(text);
    digits > MOST_DIGITS || words.iter().any(|word| folded.contains(&self::folded(word)))
}

/// Without blanks, katakana as hiragana: 口 座, ﾏｲﾅﾝﾊﾞｰ and まいなんばー are found.
fn folded(text: &str) -> String {
    let hiragana = |c: char| match c {
        'ァ'..='ヶ' => char::from_u32(c as u32 - 0x60).unwrap_or(c),
        _ => c,
    };
    glyphs::fold(text).chars().filter(|c| !matches!(c, ' ' | '・')).map(hiragana).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_account_is_refused_however_it_is_written() {
        for text in [
            "口座", "振込口座番号", "口　座", "みほん銀行", "支店名", "振込先", "ユウチョ", "口座名義", "マイナンバー",
            "ﾏｲﾅﾝﾊﾞｰ", "まいなんばー", "個人番号", "1234567", "１２３４５６７", "123-4567",
        ] {
            assert!(names_account(text), "{text}");
        }
        for text in ["報酬", "交通費", "受領印", "備考", "123456", "令和8年11月25日", "欠席のかどうか", ""]
        {
            assert!(!names_account(text), "{text}");
        }
    }

    #[test]
    fn a_member_may_come_from_a_bank_but_bring_no_account() {
        assert!(!names_account_of_body("みほん銀行 みほん支店"));
        assert!(names_account_of_body("みほん銀行 口座") && names_account_of_body("普通 1234567"));
    }

    proptest! {
        #[test]
        fn arbitrary_texts_never_panic(text in "\\PC{0,40}") {
            let _ = (names_account(&text), names_account_of_body(&text));
        }
    }
}
