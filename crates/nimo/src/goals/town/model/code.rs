//! 市区町村 and their national codes.

use glyphs::plain;
use std::fmt;

/// 全国地方公共団体コード of a 市区町村: six digits, of which the last checks the five before it. It may name one that the shipped
/// list does not know (yet, or any more).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MunicipalityCode(pub(super) u32);

impl MunicipalityCode {
    /// Six digits with a last one that fits, and not those of a prefecture (三桁目から000).
    pub fn parse(text: &str) -> Option<MunicipalityCode> {
        let digits = digits(text)?;
        let fits = digits.len() == 6 && digits[5] == last_digit(&digits[..5]) && digits[2..5] != [0, 0, 0];
        fits.then(|| MunicipalityCode(number(&digits)))
    }

    /// Do both lie in the same prefecture?
    pub fn shares_prefecture(self, other: MunicipalityCode) -> bool {
        self.0 / 10_000 == other.0 / 10_000
    }
}

impl fmt::Display for MunicipalityCode {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{:06}", self.0)
    }
}

/// The digits of a text, plain or full-width; `None` if there is anything else.
pub(super) fn digits(text: &str) -> Option<Vec<u32>> {
    text.trim().chars().map(|c| plain(c).to_digit(10)).collect()
}

pub(super) fn number(digits: &[u32]) -> u32 {
    digits.iter().fold(0, |sum, digit| sum * 10 + digit)
}

/// 検査数字: 11 less the rest of the weighted sum by 11, of which the last figure counts (総務省, 都道府県コード及び市区町村コード).
pub(super) fn last_digit(five: &[u32]) -> u32 {
    let sum: u32 = five.iter().zip([6, 5, 4, 3, 2]).map(|(digit, weight)| digit * weight).sum();
    (11 - sum % 11) % 10
}

/// 市, 特別区, 町, 村.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MunicipalityKind {
    /// 市.
    City,
    /// 特別区.
    SpecialWard,
    /// 町.
    Town,
    /// 村.
    Village,
}

/// 市区町村.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Municipality {
    /// Its national code.
    pub code: MunicipalityCode,
    /// 東京都.
    pub prefecture: &'static str,
    /// 府中市.
    pub name: &'static str,
    /// ふちゅうし.
    pub kana: &'static str,
}

impl Municipality {
    /// 東京都府中市.
    pub fn full(&self) -> String {
        format!("{}{}", self.prefecture, self.name)
    }

    /// By the last letter of its name.
    pub fn kind(&self) -> MunicipalityKind {
        match self.name.chars().last() {
            Some('市') => MunicipalityKind::City,
            Some('区') => MunicipalityKind::SpecialWard,
            Some('町') => MunicipalityKind::Town,
            _ => MunicipalityKind::Village,
        }
    }
}
