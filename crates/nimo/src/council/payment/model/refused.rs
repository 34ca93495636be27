//! What is never kept here: bank accounts, cards, personal numbers. Pure.

/// What is said to whoever types one.
pub const NO_ACCOUNTS: &str = "口座や個人番号は、nimo には入れません。支払のシステムに入れてください。";

/// Words that ask for one. The first seven also stand in the names of bodies: a bank may send a member.
const WORDS: [&str; 19] = [
    "銀行", "支店", "ゆうちょ", "信用金庫", "信金", "農協", "金融機関", "口座", "預金", "貯金", "店番", "記号番号",
    "振込", "名義", "マイナンバー", "個人番号", "キャッシュカード", "クレジットカード", "通帳",
];
const OF_BODIES: usize = 7;

/// So many digits in one run are a number of somebody's: an account has seven.
const MOST_DIGITS: usize = 6;

/// Does a text name an account or a number of a person?
pub fn names_account(text: &str) -> bool {
    names(text, &WORDS)
}

/// The same of the name of a body, which may be a bank.
pub fn names_account_of_body(text: &str) -> bool {
    names(text, &WORDS[OF_BODIES..])
}

/// The same of a cell of yen, which have digits of their own, at most eight.
pub(super) fn names_account_of_yen(cell: &str) -> bool {
    let digits = |c: &char| glyphs::plain(*c).is_ascii_digit();
    let words: String = cell.chars().filter(|c| !digits(c)).collect();
    cell.chars().filter(digits).count() > 8 || names_account(&words)
}

fn names(text: &str, words: &[&str]) -> bool {
    // 地域人口座談会 is no account.
    let folded = folded(text).replace("人口座談", "");
    has_number(text) || words.iter().any(|word| folded.contains(&self::folded(word)))
}

/// A run of digits, joined by dashes and blanks only; a day, 第12号, 1,240円 are none.
fn has_number(text: &str) -> bool {
    let mut digits = 0;
    for c in text.chars().map(glyphs::plain).chain(['。']) {
        match c {
            _ if c.is_ascii_digit() => digits += 1,
            '-' | ' ' => {}
            // So much in yen.
            '円' => digits = 0,
            _ if digits > MOST_DIGITS => return true,
            _ => digits = 0,
        }
    }
    false
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
            "ﾏｲﾅﾝﾊﾞｰ", "まいなんばー", "個人番号", "1234567", "１２３４５６７", "123-4567", "普通 123 4567、本店",
            "預金の種類", "ゆうちょ貯金", "みほん信用金庫", "みほん信金", "みほん農協", "金融機関名", "店番",
            "記号番号", "振込手数料", "個人口座", "個人番号カード", "キャッシュカード", "クレジットカード",
        ] {
            assert!(names_account(text), "{text}");
        }
        for text in [
            "報酬", "交通費", "受領印", "備考", "123456", "令和8年11月25日", "欠席のかどうか", "",
            "平成18年3月31日条例第22号", "1,240円でなく1,420円", "地域人口座談会", "カードリーダーの係",
            "合わせて12000000円",
        ] {
            assert!(!names_account(text), "{text}");
        }
    }

    #[test]
    fn a_member_may_come_from_a_bank_but_bring_no_account() {
        assert!(!names_account_of_body("みほん銀行 みほん支店") && !names_account_of_body("みほん信用金庫"));
        assert!(names_account_of_body("みほん銀行 口座") && names_account_of_body("普通 1234567"));
    }

    proptest! {
        #[test]
        fn arbitrary_texts_never_panic(text in "\\PC{0,40}") {
            let _ = (names_account(&text), names_account_of_body(&text));
        }
    }
}
