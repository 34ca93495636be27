//! Of which month the files tell, what they are known by, and where their lines lie.

use crate::providers::model::{TakenEdition, TownCode, Towns};
use almanac::Date;
use chrono::Datelike;
use std::collections::{BTreeMap, BTreeSet};
use wamnet::{Edition, Listing, Service, Thin};

/// By what the month of an edition is known.
pub struct AsOf<'a> {
    /// What somebody typed: 2025-09, 2025年9月, R7.9.
    pub typed: &'a str,
    /// What the names of the files say.
    pub in_names: &'a BTreeSet<Edition>,
    /// The present day: no file tells of a month to come.
    pub today: Date,
}

impl AsOf<'_> {
    /// The month.
    ///
    /// # Errors
    /// A sentence: none is known, several are, or it is still to come.
    pub fn edition(&self) -> Result<Edition, String> {
        let typed = match self.typed.trim() {
            "" => None,
            typed => Some(read_month(typed).ok_or("年と月が読めません。例: 2025-09、令和7年9月")?),
        };
        let mut named = self.in_names.iter();
        let edition = match (typed, named.next(), named.next()) {
            (None, None, _) => {
                Err("いつの時点のデータか、ファイルの名から分かりません。年と月を入れてください。例: 2025-09".into())
            }
            (_, Some(one), Some(other)) => Err(format!(
                "ファイルの名が、{one}と{other}の2つの時点を言っています。時点ごとに分けて取り込んでください。"
            )),
            (Some(typed), Some(named), _) if typed != *named => Err(format!(
                "入れた年月は{typed}、ファイルの名は{named}です。空のままにするか、ファイルの名に合わせてください。"
            )),
            (Some(one), ..) => Ok(one),
            (None, Some(one), _) => Ok(*one),
        }?;
        let today = (i32::from(edition.year()), u32::from(edition.month())) <= (self.today.year(), self.today.month());
        if today {
            Ok(edition)
        } else {
            Err(format!("{edition}は、まだ来ていない月です。年と月を確かめてください。"))
        }
    }
}

fn read_month(typed: &str) -> Option<Edition> {
    let typed = typed.trim().trim_end_matches("時点").trim_end_matches('末');
    let plain: String = typed.chars().map(glyphs::plain).filter(|c| !c.is_whitespace()).collect();
    if let Some(edition) = Edition::parse(&plain) {
        return Some(edition);
    }
    // A month is read as its first day.
    let day = if plain.ends_with('月') { format!("{plain}1日") } else { format!("{}.1", plain.replace('/', ".")) };
    let day = almanac::read_date(&day).ok()?;
    let text = day.to_string();
    Edition::parse(text.get(..7)?)
}

/// Was a newer edition of one of these services taken in already? An older one would carry the directory back.
pub fn is_older(as_of: Edition, services: &BTreeSet<Service>, editions: &[TakenEdition]) -> bool {
    let tells = |edition: &TakenEdition| edition.services.iter().any(|service| services.contains(service));
    editions.iter().any(|edition| edition.as_of > as_of && tells(edition))
}

/// 東京都の共同生活援助: 前の40件のうち30件.
pub fn thin_in_words(thin: &Thin) -> String {
    let place = wamnet::prefecture_name(thin.prefecture);
    format!("{place}の{}: 前の{}件のうち{}件", thin.service.label(), thin.of, thin.missing)
}

/// Of which months the directory tells: of each service the newest, from the earliest of these to the latest.
pub fn months(editions: &[TakenEdition]) -> Option<(Edition, Edition)> {
    let mut newest: BTreeMap<Service, Edition> = BTreeMap::new();
    for edition in editions {
        for service in &edition.services {
            let known = newest.entry(*service).or_insert(edition.as_of);
            *known = edition.as_of.max(*known);
        }
    }
    newest.values().min().copied().zip(newest.values().max().copied())
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
        let today = "2025-11-25".parse().unwrap();
        AsOf { typed, in_names: &in_names, today }.edition().map(|edition| edition.to_string())
    }

    #[test]
    fn the_month_is_that_which_was_typed_or_that_of_the_files_and_has_come() {
        for typed in ["2025-09", "２０２５－０９", "令和7年9月", "R7.9", "2025/9", "2025年9月末", "2025年9月末時点"]
        {
            assert_eq!(told(typed, &[]).as_deref(), Ok("2025-09"), "{typed}");
            assert_eq!(told(typed, &[(2025, 9)]).as_deref(), Ok("2025-09"), "{typed}");
        }
        assert_eq!(told("", &[(2025, 9)]).as_deref(), Ok("2025-09"));
        for (typed, named, word) in [
            ("", &[][..], "年と月を入れて"),
            ("", &[(2025, 3), (2025, 9)], "2つの時点"),
            ("九月", &[], "読めません"),
            ("2025-03", &[(2025, 9)], "入れた年月は2025-03、ファイルの名は2025-09です。"),
            ("2052-09", &[], "まだ来ていない月です。"),
            ("", &[(2099, 3)], "まだ来ていない月です。"),
        ] {
            assert!(told(typed, named).unwrap_err().contains(word), "{typed} {named:?}");
        }
    }

    #[test]
    fn each_service_has_its_own_newest_month() {
        let taken = |as_of: &str, codes: &[i64]| TakenEdition {
            id: crate::providers::model::ProviderEditionId::fresh(),
            as_of: Edition::parse(as_of).unwrap(),
            name: String::new(),
            services: codes.iter().filter_map(|code| Service::of_code(*code)).collect(),
            counts: Default::default(),
            taken_at: crate::plumbing::clock::Moment::parse("2026-04-01T00:00:00Z").unwrap(),
        };
        let editions = [taken("2026-03", &[33]), taken("2025-09", &[33, 45])];
        let month = |text: &str| Edition::parse(text).unwrap();
        assert_eq!(months(&editions), Some((month("2025-09"), month("2026-03"))));
        let older =
            |as_of: &str, code: i64| is_older(month(as_of), &Service::of_code(code).into_iter().collect(), &editions);
        assert!(older("2025-09", 33) && !older("2025-09", 45) && older("2025-03", 45) && !older("2026-03", 33));
        assert_eq!(months(&[]), None);
    }
}
