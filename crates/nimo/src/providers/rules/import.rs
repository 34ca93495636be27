//! Of which month the files tell, what they are known by, and where their lines lie.

use crate::providers::model::{TakenEdition, TownCode, Towns};
use std::collections::BTreeSet;
use wamnet::{Edition, Listing};

/// By what the month of an edition is known.
pub struct AsOf<'a> {
    /// What somebody typed: 2025-09, 2025年9月, R7.9.
    pub typed: &'a str,
    /// What the names of the files say.
    pub in_names: &'a BTreeSet<Edition>,
}

impl AsOf<'_> {
    /// The month.
    ///
    /// # Errors
    /// A sentence: none is known, or several are.
    pub fn edition(&self) -> Result<Edition, String> {
        if !self.typed.trim().is_empty() {
            return read_month(self.typed).ok_or_else(|| "年と月が読めません。例: 2025-09、令和7年9月".into());
        }
        let mut named = self.in_names.iter();
        match (named.next(), named.next()) {
            (Some(one), None) => Ok(*one),
            (None, _) => {
                Err("いつの時点のデータか、ファイルの名から分かりません。年と月を入れてください。例: 2025-09".into())
            }
            (Some(one), Some(other)) => Err(format!(
                "ファイルの名が、{one}と{other}の2つの時点を言っています。時点ごとに分けて取り込んでください。"
            )),
        }
    }
}

fn read_month(typed: &str) -> Option<Edition> {
    let plain: String = typed.trim().chars().map(glyphs::plain).filter(|c| !c.is_whitespace()).collect();
    if let Some(edition) = Edition::parse(&plain) {
        return Some(edition);
    }
    // A month is read as its first day.
    let day = if plain.ends_with('月') { format!("{plain}1日") } else { format!("{}.1", plain.replace('/', ".")) };
    let day = almanac::read_date(&day).ok()?;
    let text = day.to_string();
    Edition::parse(text.get(..7)?)
}

/// Was a newer edition taken in already? An older one would carry the directory back.
pub fn is_older(as_of: Edition, editions: &[TakenEdition]) -> bool {
    editions.iter().any(|edition| edition.as_of > as_of)
}

/// In which municipality each line lies.
pub fn places(listings: &[Listing]) -> Vec<TownCode> {
    let mut towns = Towns::default();
    listings.iter().map(|listing| towns.of(listing)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(typed: &str, named: &[(u16, u8)]) -> Result<String, String> {
        let in_names = named.iter().filter_map(|(year, month)| Edition::of(*year, *month)).collect();
        AsOf { typed, in_names: &in_names }.edition().map(|edition| edition.to_string())
    }

    #[test]
    fn the_month_is_that_which_was_typed_or_that_of_the_files() {
        for typed in ["2025-09", "２０２５－０９", "令和7年9月", "R7.9", "2025/9"] {
            assert_eq!(told(typed, &[(2024, 3)]).as_deref(), Ok("2025-09"), "{typed}");
        }
        assert_eq!(told("", &[(2025, 9)]).as_deref(), Ok("2025-09"));
        assert!(told("", &[]).unwrap_err().contains("年と月を入れて"));
        assert!(told("", &[(2025, 3), (2025, 9)]).unwrap_err().contains("2つの時点"));
        assert!(told("九月", &[]).unwrap_err().contains("読めません"));
    }
}
