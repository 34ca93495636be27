//! The words of a table: elements, who can solve it, how far it has come. Whole words only; what is not known is asked. Pure.

use crate::issues::model::{Element, Solver, Stage};

/// A cell that lists several, parted; `・` also stands inside of words.
pub fn pieces(cell: &str, at_dots: bool) -> Vec<String> {
    let marks = |c: char| matches!(c, '、' | ',' | '，' | '/' | '／' | '\n') || (at_dots && c == '・');
    cell.split(marks).map(str::trim).filter(|piece| !piece.is_empty()).map(str::to_string).collect()
}

/// The codes of the elements that a cell names; the first word that names none.
pub fn elements_of<'a>(cell: &str, elements: &'a [Element]) -> Result<Vec<&'a str>, String> {
    let known = |word: &str| {
        // 「①社会参加」: what a paper counts its elements by.
        let word = label_key(word);
        let bare = word.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ':' | '('));
        let mut current = elements.iter().filter(|element| !element.is_retired);
        let is = |label: &str| {
            let label = label_key(label);
            [word.as_str(), bare].iter().any(|word| *word == label || label.split('(').next() == Some(word))
        };
        current.find(|element| is(&element.label)).map(|element| element.code.as_str())
    };
    if let Some(code) = known(cell) {
        return Ok(vec![code]);
    }
    let mut found = vec![];
    for piece in pieces(cell, false) {
        let words: Vec<&str> = piece.split('・').collect();
        let mut from = 0;
        while from < words.len() {
            // The longest label first: 「障害福祉・介護・住まい」 names two.
            let longest = (from + 1..=words.len()).rev().find_map(|to| Some((known(&words[from..to].join("・"))?, to)));
            match longest {
                Some((code, to)) => {
                    found.push(code);
                    from = to;
                }
                None if words[from].trim().is_empty() => from += 1,
                None => return Err(words[from].trim().to_string()),
            }
        }
    }
    Ok(found)
}

fn label_key(label: &str) -> String {
    glyphs::fold(label).chars().filter(|c| !c.is_whitespace()).collect()
}

/// だれが解けるか, from a word of a table.
pub fn solver_of(word: &str) -> Option<Solver> {
    let word = label_key(word);
    let has = |words: &[&str]| words.iter().any(|part| word.contains(part));
    let ends = |words: &[&str]| words.iter().any(|part| word.ends_with(part));
    if has(&["圏域", "保健所"]) {
        Some(Solver::Area)
    } else if has(&["民間", "事業者", "事業所", "法人", "病院", "医療機関", "企業"]) {
        Some(Solver::Private)
    } else if word == "国" || ends(&["省"]) {
        Some(Solver::Nation)
    } else if word == "都道府県" || ends(&["県", "都", "府", "道", "県庁"]) {
        Some(Solver::Prefecture)
    } else if word == "自治体" || ends(&["市", "町", "村", "区", "市役所", "役場", "区役所"]) {
        Some(Solver::Town)
    } else {
        None
    }
}

const STAGES: &[(Stage, &[&str])] = &[
    (
        Stage::Raised,
        &[
            "起こした", "ふたたび開いた", "新規", "提起", "未着手", "未対応", "未検討", "未実施", "未解決", "未完了",
            "未了", "未定", "-", "ー",
        ],
    ),
    (
        Stage::Examined,
        &[
            "検討中", "検討", "検討開始", "継続検討", "検討継続", "協議中", "協議", "継続協議", "審議中", "調整中",
            "調査中",
        ],
    ),
    (
        Stage::Adopted,
        &[
            "取り組み中", "取組み中", "取組中", "取り組み", "取組", "実施中", "実施", "実施継続", "継続実施", "対応中",
            "着手", "着手済", "着手済み", "進行中", "推進中", "試行中",
        ],
    ),
    (Stage::Watched, &["見守り", "見守り中", "見守る", "継続", "継続中", "経過観察", "保留", "様子見"]),
    (
        Stage::Closed,
        &[
            "完了", "終了", "解決", "解決済", "解決済み", "済", "済み", "終えた", "対応済", "対応済み", "実施済",
            "実施済み", "達成", "完結", "終結",
        ],
    ),
];

/// 状態, from a word of a table. Whole words only: 「一部完了」 is nobody's guess.
pub fn stage_of(word: &str) -> Option<Stage> {
    let word = label_key(word);
    let is = |known: &&str| label_key(known) == word;
    STAGES.iter().find(|(_, words)| words.iter().any(is)).map(|(stage, _)| *stage)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::issues::model::ELEMENTS;
    use crate::issues::rules::may_follow;
    use crate::issues::table::lines::reason;

    fn elements() -> Vec<Element> {
        let own =
            |(code, label): &(&str, &str)| Element { code: (*code).into(), label: (*label).into(), is_retired: false };
        ELEMENTS.iter().map(own).collect()
    }

    #[test]
    fn elements_are_read_as_papers_write_them() {
        let known = elements();
        for (cell, wanted) in [
            ("住まい", &["housing"][..]),
            ("障害福祉・介護", &["welfare_care"]),
            ("障害福祉・介護・住まい", &["welfare_care", "housing"]),
            ("医療、①社会参加\n普及啓発（教育など）", &["medical", "participation", "awareness"]),
            ("社会参加（就労など）／②住まい", &["participation", "housing"]),
        ] {
            assert_eq!(elements_of(cell, &known).as_deref(), Ok(wanted), "{cell}");
        }
        assert_eq!(elements_of("住まい・交通", &known), Err("交通".into()));
        assert!(elements_of("住まい（交通）", &known).is_err(), "nothing is left out in silence");
        let mut retired = elements();
        retired[2].is_retired = true;
        assert!(elements_of("住まい", &retired).is_err(), "not for new issues");
    }

    #[test]
    fn who_can_solve_it_and_how_far_it_has_come_are_read_or_asked() {
        for (word, wanted) in [
            ("みほん市", Some(Solver::Town)),
            ("町村", Some(Solver::Town)),
            ("県", Some(Solver::Prefecture)),
            ("保健所", Some(Solver::Area)),
            ("県保健所", Some(Solver::Area)),
            ("国", Some(Solver::Nation)),
            ("民間事業者", Some(Solver::Private)),
            ("みんな", None),
        ] {
            assert_eq!(solver_of(word), wanted, "{word}");
        }
        for (word, wanted) in [
            ("検討中", Some(Stage::Examined)),
            ("取組み中", Some(Stage::Adopted)),
            ("継続", Some(Stage::Watched)),
            ("完　了", Some(Stage::Closed)),
            ("未着手", Some(Stage::Raised)),
            ("一部完了", None),
            ("解決困難", None),
        ] {
            assert_eq!(stage_of(word), wanted, "{word}");
        }
        for stage in Stage::ALL.into_iter().filter(|stage| !matches!(stage, Stage::Raised | Stage::Reopened)) {
            assert_eq!(may_follow(Stage::Raised, stage, false, reason(stage)), Ok(()), "{stage:?}");
        }
    }
}
