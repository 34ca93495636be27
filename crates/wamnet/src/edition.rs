//! The month of which a file tells.

use std::fmt;

/// 時点: the end of a month, of which an edition tells (the files come out for the ends of March and September).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edition {
    year: u16,
    month: u8,
}

impl Edition {
    /// A month from 2000 to 2099.
    pub fn of(year: u16, month: u8) -> Option<Edition> {
        ((2000..=2099).contains(&year) && (1..=12).contains(&month)).then_some(Edition { year, month })
    }

    /// 2025-09.
    pub fn parse(text: &str) -> Option<Edition> {
        let (year, month) = text.split_once('-')?;
        Edition::of(year.parse().ok()?, month.parse().ok()?).filter(|edition| edition.to_string() == text)
    }

    /// From the name of a file: sfkopendata_202509_33.zip.
    pub fn in_name(name: &str) -> Option<Edition> {
        let digits = |part: &str| part.len() == 6 && part.bytes().all(|b| b.is_ascii_digit());
        let edition = |part: &str| Edition::of(part[..4].parse().ok()?, part[4..].parse().ok()?);
        name.split(['_', '.', '-', '/']).filter(|part| digits(part)).find_map(edition)
    }

    /// The year.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, from 1.
    pub fn month(self) -> u8 {
        self.month
    }
}

impl fmt::Display for Edition {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{:04}-{:02}", self.year, self.month)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edition_is_read_from_its_own_spelling_and_from_the_name_of_a_file() {
        let september = Edition::of(2025, 9);
        assert_eq!(Edition::parse("2025-09"), september);
        assert_eq!(Edition::in_name("sfkopendata_202509_33.zip"), september);
        assert_eq!(Edition::in_name("132101_202509.csv"), september);
        for odd in ["2025-9", "2025-13", "202509", "25-09", ""] {
            assert_eq!(Edition::parse(odd), None, "{odd}");
        }
        for odd in ["csvdownload033.csv", "sfkopendata_202513_33.zip", "132101.csv"] {
            assert_eq!(Edition::in_name(odd), None, "{odd}");
        }
        assert!(Edition::of(2025, 9) < Edition::of(2026, 3));
    }
}
