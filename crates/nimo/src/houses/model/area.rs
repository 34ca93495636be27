//! 面積, as a registry writes it.

use std::fmt;

/// 面積 in hundredths of a square metre: 10598 is 105.98㎡, as 登記 has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SquareMetres(
    /// Hundredths.
    pub i64,
);

/// So large is the largest that the form takes.
const MOST: i64 = 100_000;

impl SquareMetres {
    /// 105.98, １９８㎡, 1,200 m2. 坪 is no ㎡.
    pub fn parse(typed: &str) -> Option<SquareMetres> {
        let plain: String = typed.chars().map(glyphs::plain).filter(|c| !c.is_whitespace() && *c != ',').collect();
        let ends = ["㎡", "m2", "m²", "平方メートル", "平米"];
        let bare = ends.iter().find_map(|end| plain.strip_suffix(end)).unwrap_or(&plain);
        let (whole, parts) = bare.split_once('.').unwrap_or((bare, "0"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole) || !digits(parts) || whole.len() > 6 || parts.len() > 2 {
            return None;
        }
        let hundredths = format!("{parts:0<2}").parse::<i64>().ok()?;
        let area = whole.parse::<i64>().ok()? * 100 + hundredths;
        (area <= MOST * 100).then_some(SquareMetres(area))
    }

    /// So many times as much.
    pub fn times(self, count: i64) -> SquareMetres {
        SquareMetres(self.0.saturating_mul(count))
    }

    /// 坪, to a tenth (1坪 is 400/121㎡): 105.98㎡ is 32.1坪.
    pub fn in_tsubo(self) -> String {
        let tenths = (self.0 * 121 + 2000) / 4000;
        format!("{}.{}", tenths / 10, tenths % 10)
    }

    /// 105.98㎡.
    pub fn in_words(self) -> String {
        format!("{self}㎡")
    }
}

impl fmt::Display for SquareMetres {
    /// 105.98, 198.5, 200: no more digits than it needs.
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, parts) = (self.0 / 100, self.0 % 100);
        match parts {
            0 => write!(to, "{whole}"),
            _ if parts % 10 == 0 => write!(to, "{whole}.{}", parts / 10),
            _ => write!(to, "{whole}.{parts:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_area_is_read_as_a_registry_writes_it() {
        for (typed, hundredths) in
            [("105.98", 10_598), ("１９８．５㎡", 19_850), ("1,200 m2", 120_000), ("0", 0), ("85.05平米", 8_505)]
        {
            assert_eq!(SquareMetres::parse(typed), Some(SquareMetres(hundredths)), "{typed}");
        }
        for odd in ["", "60坪", "-5", "1.234", "1.", ".5", "広い", "9999999", "1e3"] {
            assert_eq!(SquareMetres::parse(odd), None, "{odd}");
        }
        assert_eq!(SquareMetres(8_505).in_words(), "85.05㎡");
        assert_eq!((SquareMetres(10_598).in_tsubo(), SquareMetres(331).in_tsubo()), ("32.1".into(), "1.0".into()));
    }

    proptest! {
        #[test]
        fn what_is_said_of_an_area_is_read_back(hundredths in 0..=MOST * 100) {
            prop_assert_eq!(SquareMetres::parse(&SquareMetres(hundredths).to_string()), Some(SquareMetres(hundredths)));
        }
    }
}
