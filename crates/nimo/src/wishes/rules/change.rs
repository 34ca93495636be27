//! Changes that would open doors: those that are told, and in words what is done, where, and who could do it.

use crate::editing::read::yen_in_words;
use crate::wishes::rules::matched::Matched;
use crate::wishes::rules::question::place_of;
use placement::{Change, Ground, Weighed};

/// What is done; `home` says how a home is called, `is_whole` whether a thing that is taught is named.
pub fn says(matched: &Matched, weighed: &Weighed, home: impl Fn(usize) -> String, is_whole: bool) -> String {
    let at = |home_code: &Option<String>| match home_code.as_deref().and_then(place_of) {
        Some(at) => format!("{}で、", home(at)),
        None => "どの住居でも、".into(),
    };
    let each = weighed.changes.iter().map(|change| match change {
        Change::Lift { criterion, home } => {
            let label = matched.label(criterion);
            let what = match matched.by_code(criterion).map(|one| one.ground) {
                Some(Ground::Staffing) => format!("職員の体制を整えて、「{label}」に応じる"),
                Some(Ground::Works) => format!("工事をして、「{label}」を合うようにする"),
                Some(Ground::Skill) => format!("教わって、「{label}」に応じる"),
                _ => format!("「{label}」の条件を問わないことにする"),
            };
            format!("{}{what}", at(home))
        }
        Change::Teach { criterion, word, home } if is_whole => {
            format!("{}教わって、「{}」の「{word}」に応じる", at(home), matched.label(criterion))
        }
        Change::Teach { criterion, home, .. } => {
            format!("{}教わって、「{}」に、もう1つ応じる", at(home), matched.label(criterion))
        }
        Change::Aid { criterion, yen } => {
            format!("「{}」に、月{}を補助する", matched.label(criterion), yen_in_words(*yen))
        }
    });
    each.collect::<Vec<_>>().join("。あわせて、")
}

/// Is it made at every home?
pub fn is_wide(weighed: &Weighed) -> bool {
    let wide = |change: &Change| matches!(change, Change::Lift { home: None, .. } | Change::Teach { home: None, .. });
    weighed.changes.iter().any(wide)
}

/// Who could make a change, and what it costs.
pub fn who(weighed: &Weighed) -> String {
    let each = weighed.who.iter().zip(&weighed.cost).map(|(who, cost)| format!("{who}（{}）", cost.word()));
    each.collect::<Vec<_>>().join("、")
}

impl Matched {
    /// The single changes that help, each with its place, the best first; one that is made everywhere only where it does more than at the best home alone.
    pub fn singles(&self) -> Vec<(usize, &Weighed)> {
        let singles = &self.output.changes.singles;
        let what = |change: &Change| match change {
            Change::Lift { criterion, home } => (criterion.clone(), None, home.is_none()),
            Change::Teach { criterion, word, home } => (criterion.clone(), Some(word.clone()), home.is_none()),
            Change::Aid { criterion, yen } => (criterion.clone(), Some(yen.to_string()), false),
        };
        let told = |(_, one): &(usize, &Weighed)| {
            let (criterion, word, is_wide) = what(&one.changes[0]);
            let is_as_good = |other: &Weighed| {
                let (of, other_word, other_wide) = what(&other.changes[0]);
                of == criterion && other_word == word && !other_wide && other.gain >= one.gain
            };
            !is_wide || !singles.iter().any(is_as_good)
        };
        singles.iter().enumerate().filter(told).collect()
    }
}

/// A sentence of the answer with its codes in words: what `named` says of a letter and a place.
pub fn in_words(says: &str, named: impl Fn(char, usize) -> String) -> String {
    let mut told = String::new();
    let mut rest = says;
    while let Some(at) = rest.find(['H', 'R', 'P']) {
        let token = rest.get(at..at + 6).filter(|token| token[1..].bytes().all(|byte| byte.is_ascii_digit()));
        told.push_str(&rest[..at]);
        let Some((token, place)) = token.and_then(|token| Some((token, place_of(token)?))) else {
            told.push_str(&rest[at..=at]);
            rest = &rest[at + 1..];
            continue;
        };
        told.push_str(&named(token.as_bytes()[0] as char, place));
        rest = &rest[at + 6..];
    }
    told + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_a_sentence_are_told_in_words() {
        let named = |letter, at| format!("<{letter}{at}>");
        assert_eq!(in_words("H00012がP00003さんに: 1LDK", named), "<H12>が<P3>さんに: 1LDK");
        assert_eq!(in_words("H0001、PTA、R", named), "H0001、PTA、R");
    }
}
