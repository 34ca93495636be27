//! What CP932 (Windows-31J), the encoding of many municipal exchange files, cannot hold.

use encoding_rs::SHIFT_JIS;

/// A scalar that a target cannot hold, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// Index in Unicode scalars from the start of the text.
    pub at: usize,
    /// The scalar.
    pub scalar: char,
}

/// Every scalar of `text` that CP932 cannot hold, in order: ⑴, 𠮷, —, an emoji. 髙 and ① are held (as extensions of NEC
/// and IBM), so they are not listed, although JIS X 0208 knows neither.
#[must_use]
pub fn cp932_gaps(text: &str) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let mut buffer = [0u8; 4];
    for (at, scalar) in text.chars().enumerate() {
        let unmappable = SHIFT_JIS.encode(scalar.encode_utf8(&mut buffer)).2;
        if unmappable {
            gaps.push(Gap { at, scalar });
        }
    }
    gaps
}

/// Every private-use scalar (外字) of `text`: another machine shows another character there, or none.
#[must_use]
pub fn private_use(text: &str) -> Vec<Gap> {
    text.chars()
        .enumerate()
        .filter(|(_, c)| matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}'))
        .map(|(at, scalar)| Gap { at, scalar })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_for_an_old_system_lists_what_did_not_fit() {
        let gaps: Vec<char> = cp932_gaps("⑴ 髙橋 𠮷田 ① 〜 😀").iter().map(|gap| gap.scalar).collect();
        assert_eq!(gaps, ['⑴', '𠮷', '〜', '😀']);
        assert_eq!(cp932_gaps("令和６年度 第１回 ～"), []);
    }

    #[test]
    fn a_gaiji_is_named_with_its_place() {
        assert_eq!(private_use("渡\u{e000}委員"), [Gap { at: 1, scalar: '\u{e000}' }]);
    }
}
