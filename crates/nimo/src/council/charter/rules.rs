//! Which edition holds on a day. Pure.

use crate::council::charter::model::CharterForm;
use almanac::Date;

/// The edition that holds on this day: the last that has begun.
pub fn in_force<'a>(editions: impl IntoIterator<Item = &'a CharterForm>, on: Date) -> Option<&'a CharterForm> {
    editions.into_iter().filter(|edition| edition.from_on <= on).max_by_key(|edition| edition.from_on)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::editing::shape::Texts;

    #[test]
    fn old_days_are_judged_by_the_edition_of_their_time() {
        let edition = |from: &str, most: &str| {
            let texts = [("from_on", from), ("basis", "guideline"), ("most_members", most)];
            let texts: Texts = texts.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
            CharterForm::parse(&texts).unwrap()
        };
        let editions = [edition("R8.4.1", "15"), edition("R3.7.15", "13")];
        let most =
            |on: &str| in_force(&editions, almanac::read_date(on).unwrap()).and_then(|edition| edition.most_members);
        assert_eq!(most("R3.7.14"), None, "before the first nothing is settled");
        assert_eq!([most("R3.7.15"), most("R8.3.31"), most("R8.4.1")], [Some(13), Some(13), Some(15)]);
    }
}
