//! From bytes to text: UTF-8, UTF-16, CP932.

use encoding_rs::{Encoding, SHIFT_JIS, UTF_16BE, UTF_16LE};

/// The largest file that is read, in bytes.
pub const MOST_BYTES: usize = 20 * 1024 * 1024;

/// A decoded file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without its byte order mark.
    pub text: String,
    /// `UTF-8`, `UTF-16LE`, `UTF-16BE` or `CP932`.
    pub encoding: &'static str,
}

/// Reads the bytes of a text file.
///
/// # Errors
/// A Japanese sentence that says what to do: for an empty file, one over [`MOST_BYTES`], one that is no text (a picture, a
/// .docx, a .pdf), one whose bytes fit no single encoding.
pub fn decode(bytes: &[u8]) -> Result<Decoded, String> {
    if bytes.len() > MOST_BYTES {
        return Err(too_large());
    }
    if bytes.iter().all(u8::is_ascii_whitespace) || bytes == b"\xef\xbb\xbf" {
        return Err("ファイルが空です。会議録の全文を貼り付けるか、別のファイルを選んでください。".into());
    }
    if let Some(sentence) = not_text(bytes) {
        return Err(sentence);
    }
    let decoded = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => strict(encoding, &bytes[mark..]),
        None => without_mark(bytes),
    };
    let decoded = decoded.ok_or_else(|| {
        "文字コードが混ざっているか壊れていて、文字として読めません。Wordやメモ帳で開き、「UTF-8」で保存し直すか、全文をコピーして貼り付けてください。".to_string()
    })?;
    let controls = decoded.text.chars().filter(|c| c.is_control() && !c.is_whitespace()).count();
    if controls * 20 > decoded.text.chars().count() {
        return Err("文字ではないデータが多く含まれています。テキスト形式のファイルを選ぶか、全文をコピーして貼り付けてください。".into());
    }
    if decoded.text.trim().is_empty() {
        return Err("ファイルに文字がありません。会議録の全文を貼り付けるか、別のファイルを選んでください。".into());
    }
    Ok(decoded)
}

/// The refusal of a file over [`MOST_BYTES`], for callers who see the size before the bytes.
#[must_use]
pub fn too_large() -> String {
    "ファイルが大きすぎます（20MBまで）。会議録1回分のテキストだけにして、もう一度選んでください。".into()
}

fn strict(encoding: &'static Encoding, bytes: &[u8]) -> Option<Decoded> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?.into_owned();
    let encoding = if encoding == SHIFT_JIS { "CP932" } else { encoding.name() };
    Some(Decoded { text, encoding })
}

fn without_mark(bytes: &[u8]) -> Option<Decoded> {
    // UTF-16 without its mark: line ends and blanks leave zeros. The byte order is the one that reads as Japanese.
    if bytes.len().is_multiple_of(2) && bytes.contains(&0) {
        let readings = [UTF_16LE, UTF_16BE].into_iter().filter_map(|encoding| strict(encoding, bytes));
        if let Some(best) = readings.max_by_key(|decoded| usual_letters(&decoded.text)) {
            return Some(best);
        }
    }
    strict(encoding_rs::UTF_8, bytes)
        .or_else(|| strict(SHIFT_JIS, bytes).filter(|decoded| reads_as_japanese(&decoded.text)))
}

fn usual_letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_ascii() || matches!(c, 'ぁ'..='ヿ' | '　'..='〟' | '！'..='～')).count()
}

/// Bytes of another encoding decode as CP932 too often; then half-width katakana and rare ideographs abound.
fn reads_as_japanese(text: &str) -> bool {
    let (mut usual, mut odd) = (0usize, 0usize);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        match c {
            'ぁ'..='ヿ' | '一'..='鿿' | '　'..='〟' | '！'..='～' => usual += 1,
            '｡'..='ﾟ' | '\u{e000}'..='\u{f8ff}' => odd += 1,
            _ => {}
        }
    }
    usual >= odd
}

fn not_text(bytes: &[u8]) -> Option<String> {
    const WORD: &str = "まだ読めません。Wordなどで全文をコピーして、ここに貼り付けてください。";
    let begins = |magic: &[u8]| bytes.starts_with(magic);
    if begins(b"%PDF-") {
        return Some(format!("PDFは{WORD}"));
    }
    if begins(b"PK\x03\x04") {
        return Some(format!("Word・Excelなどのファイル（.docx .xlsx .zip）は{WORD}"));
    }
    if begins(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Some(format!("古いWord・Excelのファイル（.doc .xls）は{WORD}"));
    }
    if begins(b"{\\rtf") {
        return Some(format!("リッチテキスト（.rtf）は{WORD}"));
    }
    let picture =
        begins(b"\xff\xd8\xff") || begins(b"\x89PNG") || begins(b"GIF8") || begins(b"II*\0") || begins(b"MM\0*");
    picture.then(|| "画像のため文字を読めません。文字の入ったファイルを選ぶか、全文を打ち込んでください。".into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LINE: &str = "会議名称　令和６年度　第１回みほん市精神保健福祉連絡協議会\r\n１０：００～";

    #[test]
    fn a_sheet_is_read_in_every_encoding_a_clerk_saves_in() {
        let utf16 = |big: bool, mark: bool| -> Vec<u8> {
            let units = LINE.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() });
            let bom: &[u8] = if !mark {
                &[]
            } else if big {
                b"\xfe\xff"
            } else {
                b"\xff\xfe"
            };
            bom.iter().copied().chain(units).collect()
        };
        for (bytes, encoding) in [
            (LINE.as_bytes().to_vec(), "UTF-8"),
            ([b"\xef\xbb\xbf", LINE.as_bytes()].concat(), "UTF-8"),
            (SHIFT_JIS.encode(LINE).0.into_owned(), "CP932"),
            (utf16(false, true), "UTF-16LE"),
            (utf16(true, true), "UTF-16BE"),
            (utf16(false, false), "UTF-16LE"),
            (utf16(true, false), "UTF-16BE"),
        ] {
            let decoded =
                decode(&bytes).unwrap_or_else(|sentence| panic!("{encoding} {:02x?}: {sentence}", &bytes[..4]));
            assert_eq!((decoded.text.as_str(), decoded.encoding), (LINE, encoding));
        }
    }

    #[test]
    fn what_is_no_text_is_refused_with_what_to_do() {
        let mixed = [LINE.as_bytes(), &SHIFT_JIS.encode("会議結果").0].concat();
        for (bytes, word) in [
            (b"".as_slice(), "空です"),
            (b" \r\n", "空です"),
            (b"\xef\xbb\xbf", "空です"),
            (b"\xff\xd8\xff\xe0\x00\x10JFIF", "画像"),
            (b"%PDF-1.7", "Wordなどで全文をコピーして、ここに貼り付けてください"),
            (b"PK\x03\x04\x14\x00", "Wordなどで全文をコピーして、ここに貼り付けてください"),
            (&mixed, "文字コード"),
            ("\u{3000}\u{3000}".as_bytes(), "文字がありません"),
            (b"\x01\x02\x03\x04\x05\x06\x07", "文字ではない"),
        ] {
            let sentence = decode(bytes).unwrap_err();
            assert!(sentence.contains(word), "{sentence}");
        }
        assert!(decode(&vec![b'a'; MOST_BYTES + 1]).unwrap_err().contains("20MB"));
    }

    proptest! {
        #[test]
        fn arbitrary_bytes_are_decoded_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            match decode(&bytes) {
                Ok(decoded) => prop_assert!(!decoded.text.trim().is_empty()),
                Err(sentence) => prop_assert!(sentence.ends_with('。')),
            }
        }
    }
}
