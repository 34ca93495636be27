//! The facts that a proposal asks about, and their seal: what changed afterwards is noticed, and which of it.

use crate::plumbing::secret;

/// What is asked for, as the rows say it now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Label and words of each point, as a proposal begins with it.
    pub words: Vec<(&'static str, String)>,
    /// The facts among them that may not change afterwards.
    pub seal: Seal,
}

/// 封: a hash for each fact, under its label. It holds no word of the facts themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seal(Vec<(String, String)>);

impl Seal {
    /// Of facts, each with the label under which a person is told that it changed.
    pub fn of<'a>(facts: impl IntoIterator<Item = (&'a str, String)>) -> Seal {
        Seal(facts.into_iter().map(|(label, fact)| (label.to_string(), secret::hash(&fact))).collect())
    }

    /// From what is stored: a label and a hash on each line.
    pub fn parse(text: &str) -> Option<Seal> {
        let line = |line: &str| line.split_once('\t').map(|(label, hash)| (label.to_string(), hash.to_string()));
        text.lines().map(line).collect::<Option<Vec<_>>>().map(Seal)
    }

    /// As stored.
    pub fn text(&self) -> String {
        self.0.iter().map(|(label, hash)| format!("{label}\t{hash}")).collect::<Vec<_>>().join("\n")
    }

    /// A number for what it seals, that stands on a form, so that what changed below it is noticed.
    pub fn mark(&self) -> i64 {
        const DIGITS: usize = 12;
        i64::from_str_radix(&secret::hash(&self.text())[..DIGITS], 16).unwrap_or(0).max(1)
    }

    /// The labels of what is otherwise now, in order.
    pub fn changed(&self, now: &Seal) -> Vec<String> {
        let of = |seal: &Seal, label: &str| seal.0.iter().find(|(own, _)| own == label).map(|(_, hash)| hash.clone());
        let new = now.0.iter().filter(|(label, _)| of(self, label).is_none());
        let all = self.0.iter().chain(new).map(|(label, _)| label);
        all.filter(|label| of(self, label) != of(now, label)).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_tells_which_fact_changed_and_holds_no_word_of_it() {
        let seal = |day: &str, place: &str| Seal::of([("開催日時", day.to_string()), ("場所", place.to_string())]);
        let first = seal("2026-12-10", "301会議室");
        assert_eq!(Seal::parse(&first.text()), Some(first.clone()));
        assert!(!first.text().contains("301"));
        assert!(first.changed(&seal("2026-12-10", "301会議室")).is_empty());
        assert_eq!(first.changed(&seal("2026-12-17", "301会議室")), ["開催日時"]);
        assert_eq!(first.changed(&seal("2026-12-17", "")), ["開催日時", "場所"]);
        let more = Seal::of([("開催日時", "2026-12-10".to_string()), ("会議", "取り下げ".to_string())]);
        assert_eq!(first.changed(&more), ["場所", "会議"], "what went and what came");
        assert_eq!(Seal::parse("no tab"), None);
    }
}
