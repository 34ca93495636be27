//! Two people edited the same thing: what joins by itself and what somebody has to choose.

use crate::editing::shape::{Shape, Texts, text};

/// What follows for one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Both texts are equal.
    Same,
    /// Only the later one changed it.
    OnlyMine,
    /// Only the one who saved first changed it.
    OnlyTheirs,
    /// Both changed it, differently: a person chooses.
    Both,
}

/// One field of the merge, with all three texts; none is ever dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The name of the field.
    pub name: &'static str,
    /// Its label.
    pub label: &'static str,
    /// What both started from.
    pub base: String,
    /// What the later one typed.
    pub mine: String,
    /// What was saved first.
    pub theirs: String,
    /// What follows.
    pub verdict: Verdict,
}

impl Merged {
    /// The text that stands unless a person chooses otherwise. Where both changed it, the saved one stands.
    pub fn proposal(&self) -> &str {
        if self.verdict == Verdict::OnlyMine { &self.mine } else { &self.theirs }
    }
}

/// Compares field by field.
pub fn merge(shape: &Shape, base: &Texts, mine: &Texts, theirs: &Texts) -> Vec<Merged> {
    let field = |(name, label): &(&'static str, &'static str)| {
        let [base, mine, theirs] = [base, mine, theirs].map(|texts| text(texts, name).to_string());
        let verdict = if mine == theirs {
            Verdict::Same
        } else if theirs == base {
            Verdict::OnlyMine
        } else if mine == base {
            Verdict::OnlyTheirs
        } else {
            Verdict::Both
        };
        Merged { name, label, base, mine, theirs, verdict }
    };
    shape.fields.iter().map(field).collect()
}

/// A piece of a text that is shown against another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// In both.
    Kept(String),
    /// Only in the old one.
    Gone(String),
    /// Only in the new one.
    Come(String),
}

/// What changed from `old` to `new`: what both begin and end with stays, the middle is shown as gone and come.
pub fn diff(old: &str, new: &str) -> Vec<Piece> {
    let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let most = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let text = |chars: &[char]| chars.iter().collect::<String>();
    let pieces = [
        Piece::Kept(text(&old[..head])),
        Piece::Gone(text(&old[head..old.len() - tail])),
        Piece::Come(text(&new[head..new.len() - tail])),
        Piece::Kept(text(&old[old.len() - tail..])),
    ];
    pieces.into_iter().filter(|piece| !piece.text().is_empty()).collect()
}

impl Piece {
    /// Its text.
    pub fn text(&self) -> &str {
        match self {
            Piece::Kept(text) | Piece::Gone(text) | Piece::Come(text) => text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SHAPE: Shape = Shape { kind: "Sample", fields: &[("a", "あ"), ("b", "い")] };

    fn texts(a: &str, b: &str) -> Texts {
        [("a".to_string(), a.to_string()), ("b".to_string(), b.to_string())].into()
    }

    #[test]
    fn what_one_alone_changed_joins_and_what_both_changed_is_a_question() {
        let merged = merge(&SHAPE, &texts("元", "元"), &texts("私", "元"), &texts("元", "先"));
        assert_eq!(merged.iter().map(|m| m.verdict).collect::<Vec<_>>(), [Verdict::OnlyMine, Verdict::OnlyTheirs]);
        assert_eq!(merged.iter().map(Merged::proposal).collect::<Vec<_>>(), ["私", "先"]);
        let merged = merge(&SHAPE, &texts("元", "元"), &texts("私", "同"), &texts("先", "同"));
        assert_eq!(merged.iter().map(|m| m.verdict).collect::<Vec<_>>(), [Verdict::Both, Verdict::Same]);
    }

    #[test]
    fn a_diff_shows_the_middle_that_changed() {
        let (kept, gone, come) =
            (|t: &str| Piece::Kept(t.into()), |t: &str| Piece::Gone(t.into()), |t: &str| Piece::Come(t.into()));
        assert_eq!(diff("苦情が多い", "声が多い"), [gone("苦情"), come("声"), kept("が多い")]);
        assert_eq!(diff("", "条例"), [come("条例")]);
        assert_eq!(diff("条例", "条例"), [kept("条例")]);
        assert_eq!(diff("ああ", "あああ"), [kept("ああ"), come("あ")]);
    }

    proptest! {
        #[test]
        fn old_and_new_are_both_whole_in_their_diff(old in "[あいう]{0,6}", new in "[あいう]{0,6}") {
            let side = |skip: fn(&Piece) -> bool| diff(&old, &new).iter().filter(|p| !skip(p)).map(Piece::text).collect::<String>();
            prop_assert_eq!(side(|p| matches!(p, Piece::Come(_))), old.clone());
            prop_assert_eq!(side(|p| matches!(p, Piece::Gone(_))), new.clone());
        }

        #[test]
        fn no_text_is_lost_and_a_lone_change_always_stands(
            base in "[あ-う]{0,2}", mine in "[あ-う]{0,2}", theirs in "[あ-う]{0,2}",
        ) {
            let merged = merge(&SHAPE, &texts(&base, ""), &texts(&mine, ""), &texts(&theirs, "")).remove(0);
            prop_assert_eq!((&merged.base, &merged.mine, &merged.theirs), (&base, &mine, &theirs));
            if mine != base && theirs == base { prop_assert_eq!(merged.proposal(), mine.as_str()); }
            if theirs != base && mine == base { prop_assert_eq!(merged.proposal(), theirs.as_str()); }
            prop_assert_eq!(merged.verdict == Verdict::Both, mine != theirs && mine != base && theirs != base);
        }
    }
}
