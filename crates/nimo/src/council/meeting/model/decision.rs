//! 決定の種類: what kind of decision a council came to.

/// 決定の種類.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecisionKind {
    /// 承認: it agreed.
    Approved,
    /// 了承: it took note and had nothing against it.
    Noted,
    /// 継続: it goes on next time.
    Carried,
    /// 報告: it heard.
    Reported,
}

impl DecisionKind {
    /// In the order of the form.
    pub const ALL: [DecisionKind; 4] =
        [DecisionKind::Approved, DecisionKind::Noted, DecisionKind::Carried, DecisionKind::Reported];

    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            DecisionKind::Approved => "approved",
            DecisionKind::Noted => "noted",
            DecisionKind::Carried => "carried",
            DecisionKind::Reported => "reported",
        }
    }

    /// From what is stored or chosen.
    pub fn parse(code: &str) -> Option<DecisionKind> {
        DecisionKind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// As shown, and as typed before the words of a decision.
    pub fn label(self) -> &'static str {
        match self {
            DecisionKind::Approved => "承認",
            DecisionKind::Noted => "了承",
            DecisionKind::Carried => "継続",
            DecisionKind::Reported => "報告",
        }
    }

    /// As the words of a decision say it: by the word before them (「承認　目標を5人とする。」), or by how its last sentence ends
    /// (「…することが承認された。」). `None` where neither does: nothing is guessed from the middle of a sentence.
    pub fn told_by(words: &str) -> Option<DecisionKind> {
        let words = words.trim();
        let said = |kind: &DecisionKind| {
            words.strip_prefix(kind.label()).is_some_and(|rest| {
                rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || "。：:、".contains(c))
            })
        };
        if let Some(kind) = DecisionKind::ALL.iter().find(|kind| said(kind)) {
            return Some(*kind);
        }
        let last = words.trim_end_matches(['。', '」', '）']).rsplit(['。', '\n']).next().unwrap_or(words);
        let told = ENDS.iter().find(|(end, _)| last.ends_with(end));
        let denies = |end: &str| ['不', '未', '非'].iter().any(|no| last.ends_with(&format!("{no}{end}")));
        told.filter(|(end, _)| !denies(end)).map(|(_, kind)| *kind)
    }
}

/// How sentences end that tell a decision.
const ENDS: &[(&str, DecisionKind)] = &[
    ("承認された", DecisionKind::Approved),
    ("承認した", DecisionKind::Approved),
    ("を承認", DecisionKind::Approved),
    ("で承認", DecisionKind::Approved),
    ("承諾された", DecisionKind::Approved),
    ("承諾した", DecisionKind::Approved),
    ("可決された", DecisionKind::Approved),
    ("可決した", DecisionKind::Approved),
    ("異議なし", DecisionKind::Approved),
    ("決定した", DecisionKind::Approved),
    ("決定された", DecisionKind::Approved),
    ("了承された", DecisionKind::Noted),
    ("了承した", DecisionKind::Noted),
    ("を了承", DecisionKind::Noted),
    ("了解された", DecisionKind::Noted),
    ("継続とした", DecisionKind::Carried),
    ("継続審議とした", DecisionKind::Carried),
    ("継続審議", DecisionKind::Carried),
    ("次回に引き続き協議する", DecisionKind::Carried),
    ("引き続き協議する", DecisionKind::Carried),
    ("報告を受けた", DecisionKind::Reported),
    ("報告があった", DecisionKind::Reported),
    ("報告された", DecisionKind::Reported),
    ("報告した", DecisionKind::Reported),
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_words_of_a_decision_say_its_kind_before_them_or_at_their_end() {
        let told = |words: &str| DecisionKind::told_by(words).map(DecisionKind::label);
        for (words, kind) in [
            ("承認　方策①の目標を「令和7年度に6病棟へ配布」とする。", Some("承認")),
            ("了承", Some("了承")),
            ("令和6年度の目標を5人とすることが承認された。", Some("承認")),
            ("公表ずみの会議録はそのままとすることが承諾された。", Some("承認")),
            ("次回の部会で引き続き協議する。", Some("継続")),
            ("事務局から報告を受けた。", Some("報告")),
            ("（「異議なし。」）", Some("承認")),
            ("目標を5人とする。", None),
            ("承認できないとの声があり、次回に回す。", None),
            ("承認されなかった。", None),
            ("不承認", None),
            ("規約の改正は未承認。", None),
            ("相談支援事業は継続。", None),
            ("現行の委託を継続", None),
            ("異議なく、目標を承認", Some("承認")),
        ] {
            assert_eq!(told(words), kind, "{words}");
        }
        assert!(DecisionKind::ALL.iter().all(|kind| DecisionKind::parse(kind.code()) == Some(*kind)));
    }

    proptest! {
        #[test]
        fn any_words_are_looked_at_without_a_panic(words in "\\PC{0,40}") {
            let _ = DecisionKind::told_by(&words);
        }
    }
}
