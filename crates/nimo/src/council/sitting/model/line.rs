//! A line as it is typed in the room.

use crate::council::meeting::model::{BlockId, BlockKind};
use almanac::ClockTime;

/// Where a line stands in a transcript: of which, which line of it, and when that was said on the recording (0:12:31).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// The transcript, as its id is spelled.
    pub of: String,
    /// The number of its line, from 1.
    pub number: u32,
    /// When, as the recording counts; empty where the transcript has no times.
    pub at: String,
}

/// How a block came down in the room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenLine {
    /// The block.
    pub block: BlockId,
    /// When it was typed.
    pub said_at: Option<ClockTime>,
    /// Its place in a transcript.
    pub cue: Option<Cue>,
    /// The name before its words stays, somebody said.
    pub name_stays: bool,
    /// Who typed it, as spelled, and his name as it was then.
    pub by: (String, String),
}

/// Kind and words of a line: a mark before its words says its kind more quickly than any key (？ question, ⇒ answer, ！ decision).
pub fn marked(chosen: BlockKind, typed: &str) -> (BlockKind, &str) {
    let words = typed.trim();
    let kind = match words.chars().next() {
        Some('？' | '?') => BlockKind::Question,
        Some('⇒' | '→' | '＞' | '>') => BlockKind::Answer,
        Some('！' | '!') => BlockKind::Decision,
        _ => return (chosen, words),
    };
    (kind, words.trim_start_matches(['？', '?', '⇒', '→', '＞', '>', '！', '!']).trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_mark_before_the_words_says_the_kind() {
        let told = |typed: &'static str| marked(BlockKind::Opinion, typed);
        assert_eq!(told("　空き家を使えないか。"), (BlockKind::Opinion, "空き家を使えないか。"));
        assert_eq!(told("？予算要求は間に合ったのか。"), (BlockKind::Question, "予算要求は間に合ったのか。"));
        assert_eq!(told("⇒ 10月28日に要求した。"), (BlockKind::Answer, "10月28日に要求した。"));
        assert_eq!(told("> 要求した"), (BlockKind::Answer, "要求した"));
        assert_eq!(told("！承認　目標を5人とする。"), (BlockKind::Decision, "承認　目標を5人とする。"));
        assert_eq!(told("間に合うのか？"), (BlockKind::Opinion, "間に合うのか？"));
        assert_eq!(told("！？"), (BlockKind::Decision, ""));
    }

    proptest! {
        #[test]
        fn no_word_is_lost_but_a_mark(typed in "[あ？！⇒ 　\\n]{0,12}") {
            let (_, words) = marked(BlockKind::Opinion, &typed);
            prop_assert!(typed.trim().ends_with(words));
        }
    }
}
