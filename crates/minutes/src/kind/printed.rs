//! Kinds that the print itself tells: heads of sections, labels before a block, heads of columns.

use super::{Cue, Phase};
use crate::label::is_ornament;
use crate::source::{Piece, Source};

/// A head line that says what follows, or `None`.
pub(crate) fn section(bare: &str) -> Option<Phase> {
    let word = bare.trim_matches(is_ornament);
    if word.chars().count() > 14 || word.contains('。') {
        return None;
    }
    let word = word
        .trim_start_matches("以下")
        .trim_start_matches("主な")
        .trim_start_matches("各委員の")
        .trim_start_matches("委員からの")
        .trim_start_matches("委員の")
        .trim_end_matches('等')
        .trim_end_matches("は以下のとおり")
        .trim_end_matches("は次のとおり");
    match word {
        "意見" | "意見要旨" | "意見の要旨" | "御意見" | "ご意見" | "意見交換" | "意見の概要" | "発言"
        | "意見・要望" | "意見・感想" | "感想" => Some(Phase::Opinions),
        "質疑"
        | "質疑応答"
        | "質疑・意見"
        | "意見・質疑"
        | "質問"
        | "質疑・応答"
        | "質疑意見"
        | "質問・意見"
        | "意見・質問"
        | "質疑及び意見"
        | "質疑要旨"
        | "質疑の要旨"
        | "質疑応答・意見交換"
        | "質疑応答・意見"
        | "意見及び質疑"
        | "協議"
        | "審議"
        | "質問及び回答"
        | "質疑・意見交換" => Some(Phase::Questions),
        "決定事項" | "決定" | "結果" | "審議の結果" | "協議の結果" | "会議の結果" | "結論" | "審議結果"
        | "協議結果" | "採決" | "議決" | "決定した事項" | "合意事項" | "まとめ" | "確認事項" => {
            Some(Phase::Decisions)
        }
        "報告"
        | "説明"
        | "説明要旨"
        | "報告要旨"
        | "概要"
        | "事務局説明"
        | "説明の要旨"
        | "説明概要"
        | "報告内容"
        | "事務局からの説明" => Some(Phase::Reports),
        _ => None,
    }
}

/// Words that are printed kinds.
const WORDS: &[(&str, Cue)] = &[
    ("質問・意見", Cue::Either),
    ("意見・質問", Cue::Either),
    ("質問", Cue::Question),
    ("質疑", Cue::Question),
    ("回答", Cue::Answer),
    ("答弁", Cue::Answer),
    ("対応", Cue::Answer),
    ("市の考え方", Cue::Answer),
    ("応答", Cue::Answer),
    ("意見", Cue::Opinion),
    ("要望", Cue::Opinion),
    ("提案", Cue::Opinion),
    ("結果", Cue::Decision),
    ("決定事項", Cue::Decision),
    ("決定", Cue::Decision),
    ("結論", Cue::Decision),
    ("説明", Cue::Explanation),
    ("報告", Cue::Explanation),
    ("進行", Cue::Statement),
    ("発言", Cue::Statement),
    ("注記", Cue::Note),
    ("Q", Cue::Question),
    ("A", Cue::Answer),
    ("問", Cue::Question),
    ("答", Cue::Answer),
];

/// 質問：, 回答：, 【意見】, Q1, 問2, 結果 …: a printed kind and where it ends.
pub(crate) fn printed(source: &Source, piece: Piece) -> Option<(Cue, usize)> {
    let plain = &source.plain[..piece.end];
    let mut at = piece.start;
    let opened = plain.get(at).copied().filter(|c| matches!(c, '(' | '【' | '[' | '〔' | '<' | '《'));
    if opened.is_some() {
        at += 1;
    }
    let (word, cue, end) = WORDS.iter().find_map(|(word, cue)| Some((word, cue, end_of_word(plain, at, word)?)))?;
    let is_spaced = end > at + word.chars().count();
    at = end;
    let digits_from = at;
    while plain
        .get(at)
        .is_some_and(|c| c.is_ascii_digit() || glyphs::enclosed(*c).is_some() || *c == '-' && at > digits_from)
    {
        at += 1;
    }
    let has_digits = at > digits_from;
    if let Some(opened) = opened {
        let closer = match opened {
            '(' => ')',
            '【' => '】',
            '[' => ']',
            '〔' => '〕',
            '<' => '>',
            _ => '》',
        };
        let end = at + 1;
        return (plain.get(at) == Some(&closer) && end < piece.end)
            .then(|| (*cue, if plain.get(end) == Some(&':') { end + 1 } else { end }));
    }
    match plain.get(at) {
        Some(':') => Some((*cue, at + 1)),
        Some('.') if has_digits || word.len() == 1 => Some((*cue, at + 1)),
        Some(' ')
            if !has_digits
                && word.chars().count() > 1
                && !matches!(cue, Cue::Explanation | Cue::Statement | Cue::Note) =>
        {
            // 結　果　…, 質問　…: a label that blanks part from its sentence.
            let rest = source.trim(Piece::new(at, piece.end));
            let is_sentence = rest.len() >= 20 || source.plain(rest).contains(&'。');
            (is_sentence || is_spaced).then_some((*cue, at))
        }
        Some(' ')
            if has_digits
                || word.chars().count() == 1 && (*word == "問" || *word == "答" || *word == "Q" || *word == "A") =>
        {
            Some((*cue, at))
        }
        _ => None,
    }
}

/// ○会長　【決定】　…: a printed kind right behind the name of a speaker, told by brackets, a colon or a tab.
pub(crate) fn behind_name(source: &Source, piece: Piece) -> Option<(Cue, usize)> {
    if piece.is_empty() {
        return None;
    }
    let tab = (piece.start..piece.end.min(piece.start + 8)).find(|at| source.chars[*at] == '\t');
    if let Some(cue) = tab.and_then(|tab| kind_word(&source.bare(Piece::new(piece.start, tab)))) {
        return tab.map(|tab| (cue, tab));
    }
    let (cue, end) = printed(source, piece)?;
    let is_marked = matches!(source.plain[piece.start], '【' | '[' | '〔' | '<' | '《' | '(')
        || source.plain[end - 1] == ':' && end > piece.start + 2;
    (is_marked && end < piece.end).then_some((cue, end))
}

/// The kind of a cell that is a printed kind and no more.
pub(crate) fn kind_word(bare: &str) -> Option<Cue> {
    let bare = bare.trim_matches(['【', '】', '[', ']', '〔', '〕', '<', '>', '(', ')']);
    WORDS.iter().find(|(word, _)| *word == bare && word.chars().count() > 1).map(|(_, cue)| *cue)
}

/// 【表決の結果】, ＜意見交換＞: a line in brackets that is the title of what follows.
pub(crate) fn box_title(bare: &str) -> bool {
    const BRACKETS: &[(char, char)] = &[('【', '】'), ('<', '>'), ('《', '》'), ('≪', '≫'), ('〈', '〉')];
    const ENDS: &[&str] = &[
        "結果", "意見", "質疑", "質問", "回答", "内容", "要旨", "概要", "事項", "経過", "記録", "応答", "交換", "協議",
        "審議", "報告", "説明", "挨拶", "議事", "まとめ", "紹介",
    ];
    let inner = BRACKETS.iter().find_map(|(open, close)| bare.strip_prefix(*open)?.strip_suffix(*close));
    inner.is_some_and(|inner| {
        let inner = inner.trim_end_matches('等');
        (2..=18).contains(&inner.chars().count())
            && !inner.contains('。')
            && ENDS.iter().any(|end| inner.ends_with(end))
    })
}

/// Where a word that begins here ends; its letters may stand apart by the same blanks (結　果).
fn end_of_word(plain: &[char], at: usize, word: &str) -> Option<usize> {
    let gap = plain.get(at + 1..)?.iter().take_while(|c| **c == ' ').count().min(3);
    let count = word.chars().count();
    let letters = word.chars().enumerate();
    let fits = |gap: usize| letters.clone().all(|(i, c)| plain.get(at + i * (gap + 1)) == Some(&c));
    fits(gap).then(|| at + (count - 1) * (gap + 1) + 1)
}

/// The kind that a column's head tells.
pub(crate) fn column(bare: &str) -> Option<Cue> {
    let has = |words: &[&str]| words.iter().any(|word| bare.contains(word));
    if bare.chars().count() > 14 {
        return None;
    }
    if matches!(bare, "No" | "No." | "番号" | "NO" | "項番" | "№" | "#") {
        return Some(Cue::Number);
    }
    let is_record = has(&["発言", "要旨", "内容"]) && has(&["結果", "決定"]);
    if matches!(bare, "次第" | "議事" | "件名") {
        return Some(Cue::Item);
    }
    if is_record {
        return Some(Cue::Words);
    }
    if has(&["回答", "考え方", "対応", "市の", "答"]) {
        return Some(Cue::Answer);
    }
    if has(&["質問", "質疑"]) {
        return Some(if has(&["意見"]) { Cue::Either } else { Cue::Question });
    }
    if has(&["意見", "要望"]) {
        return Some(Cue::Opinion);
    }
    if has(&["結果", "決定"]) {
        return Some(Cue::Decision);
    }
    if has(&["発言者", "委員", "氏名", "発言した"]) || bare == "団体" {
        return Some(Cue::Speaker);
    }
    if has(&["議題", "項目", "議案", "区分", "種別"]) {
        return Some(Cue::Item);
    }
    has(&["内容", "要旨", "発言"]).then_some(Cue::Words)
}

/// The head of a table without rules, made of nothing but words for columns: whether its rows are numbered, and its kinds.
pub(crate) fn bare_head(bare: &str) -> Option<(bool, Vec<Cue>)> {
    const NUMBERS: &[&str] = &["No.", "No", "NO.", "NO", "№", "番号", "項番"];
    const WORDS: &[&str] = &[
        "区分", "種別", "発言した者", "発言者名", "発言者", "発言の要旨", "発言の内容", "発言要旨", "発言内容",
        "質問・意見", "意見・質問", "質問者", "質問", "質疑", "意見等", "意見", "要望", "市の考え方", "考え方",
        "対応方針", "対応", "回答", "結果", "内容", "要旨", "氏名", "発言", "議題", "項目", "審議結果",
    ];
    let numbered = NUMBERS.iter().find_map(|word| bare.strip_prefix(word));
    let mut rest = numbered.unwrap_or(bare);
    let mut cues = Vec::new();
    loop {
        rest = rest.trim_start_matches(['→', '⇒', '・', '/', '|', '-']);
        let Some(word) = WORDS.iter().find(|word| rest.starts_with(**word)) else { break };
        cues.extend(column(word));
        rest = &rest[word.len()..];
    }
    (rest.is_empty() && cues.len() >= 2).then_some((numbered.is_some(), cues))
}
