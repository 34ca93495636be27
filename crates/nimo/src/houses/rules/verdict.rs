//! A verdict: what is to be expected, why, by which source, or what has to be found out first.

use crate::houses::model::{CheckKind, RuleSource};

/// What is missing as long as nobody said for what the house would be.
pub(super) const USE: &str = "考えている使い方";

/// 見込み.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// 要る見込み: something has to be done.
    Needed,
    /// 要らない見込み.
    Free,
    /// 分からない: something has to be found out first.
    Unknown,
    /// 合わない見込み.
    Barred,
}

impl Finding {
    /// As shown.
    pub fn label(self) -> &'static str {
        match self {
            Finding::Needed => "要る見込み",
            Finding::Free => "要らない見込み",
            Finding::Unknown => "分からない",
            Finding::Barred => "合わない見込み",
        }
    }

    /// The mark beside the word.
    pub fn mark(self) -> &'static str {
        match self {
            Finding::Needed => "going",
            Finding::Free => "tied",
            Finding::Unknown => "open",
            Finding::Barred => "late",
        }
    }
}

/// What is to be asked at a counter, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// At which.
    pub check: CheckKind,
    /// Of what: 用途変更の確認申請.
    pub matter: &'static str,
    /// 見込み.
    pub finding: Finding,
    /// Why, one sentence.
    pub because: String,
    /// What to ask, or what to find out first.
    pub ask: String,
    /// What has to be found out first; empty where nothing is missing or the counter alone can say.
    pub missing: String,
    /// Where the number comes from.
    pub source: RuleSource,
}

/// The check and the matter of a verdict, and where its number comes from.
pub(super) struct Matter<'a>(pub CheckKind, pub &'static str, pub &'a RuleSource);

impl Matter<'_> {
    /// The verdict on it.
    pub(super) fn is(&self, finding: Finding, because: impl Into<String>, ask: impl Into<String>) -> Verdict {
        let Matter(check, matter, source) = self;
        Verdict {
            check: *check,
            matter,
            finding,
            because: because.into(),
            ask: ask.into(),
            missing: String::new(),
            source: (*source).clone(),
        }
    }

    /// Nobody can say before this is known.
    pub(super) fn unknown(&self, missing: &str, ask: impl Into<String>) -> Verdict {
        let verdict = self.is(Finding::Unknown, format!("{missing}が、まだ分かりません。"), ask);
        Verdict { missing: missing.into(), ..verdict }
    }
}
