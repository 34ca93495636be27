//! The list of papers (資料).

use super::{BULLETS, title_text};
use crate::header::Chunk;
use crate::model::Handout;
use crate::number::item_number;
use crate::source::{Claims, FURNITURE, Owner, Piece, Settled, Source};

/// One paper and its owner.
#[derive(Debug, Clone)]
pub(crate) struct Paper {
    pub label: Option<String>,
    pub title: Vec<Piece>,
    pub owner: Owner,
    pub piece: Piece,
}

/// Reads the list of papers.
pub(crate) fn papers(source: &Source, claims: &mut Claims, chunk: &Chunk) -> Vec<Paper> {
    let mut papers: Vec<Paper> = Vec::new();
    for line in &chunk.values {
        let bare = source.bare(line.piece);
        if matches!(bare.as_str(), "なし" | "特になし" | "無し") {
            claims.claim(line.piece, FURNITURE);
            continue;
        }
        if bare.contains("発言者") && (bare.contains("内容") || bare.contains("要旨")) {
            // 発言者　発言内容: the head of the table below.
            claims.claim(line.piece, FURNITURE);
            continue;
        }
        if source.plain(line.piece).contains(&'。') {
            // PDFファイルをご覧いただくには、…が必要です。
            claims.claim(line.piece, FURNITURE);
            continue;
        }
        for part in paper_parts(source, line.piece) {
            let mut piece = part;
            if let Some(number) = item_number(&source.plain[..piece.end], piece.start)
                && !source.bare(piece).starts_with("報告")
            {
                claims.claim(Piece::new(piece.start, number.end), FURNITURE);
                piece = source.trim(Piece::new(number.end, piece.end));
            }
            while !piece.is_empty() && BULLETS.contains(source.plain[piece.start]) {
                claims.claim(Piece::new(piece.start, piece.start + 1), FURNITURE);
                piece = source.trim(Piece::new(piece.start + 1, piece.end));
            }
            piece = without_file_size(source, claims, piece);
            if piece.is_empty() {
                continue;
            }
            papers.push(paper(source, claims, piece));
        }
    }
    papers
}

/// 名簿（PDFファイル：120KB）: what a web page adds to a title.
fn without_file_size(source: &Source, claims: &mut Claims, piece: Piece) -> Piece {
    let text = source.plain(piece);
    let is_file = |inner: &str| {
        ["PDF", "KB", "MB", "キロバイト", "Excel", "Word", "エクセル", "ワード"].iter().any(|word| inner.contains(word))
    };
    let open = text.iter().rposition(|c| matches!(c, '(' | '[')).filter(|_| matches!(text.last(), Some(')' | ']')));
    match open {
        Some(open) if is_file(&text[open..].iter().collect::<String>()) => {
            claims.claim(Piece::new(piece.start + open, piece.end), FURNITURE);
            source.trim(Piece::new(piece.start, piece.start + open))
        }
        _ => piece,
    }
}

fn paper(source: &Source, claims: &mut Claims, piece: Piece) -> Paper {
    let owner = claims.owner();
    claims.claim(piece, owner);
    let (label, mut title) = match paper_label(source, piece) {
        Some((label, end)) => (Some(label), source.trim(Piece::new(end, piece.end))),
        None => (None, piece),
    };
    let mut label = label.map(|l| source.bare(l));
    while !title.is_empty() && matches!(source.plain[title.start], ':' | '】' | ')' | '・' | '…' | '.') {
        title = source.trim(Piece::new(title.start + 1, title.end));
    }
    if label.is_none()
        && source.plain[piece.end - 1] == ')'
        && let Some(open) = (piece.start..piece.end).rev().find(|at| source.plain[*at] == '(')
        && let Some((inner, end)) = paper_label(source, Piece::new(open + 1, piece.end - 1))
        && end >= piece.end - 1
    {
        // 給付実績（資料2）
        label = Some(source.bare(inner));
        title = source.trim(Piece::new(piece.start, open));
    }
    let label =
        label.map(|text| text.trim_matches(['【', '】', '(', ')', '[', ']', '〔', '〕', ':', '「', '」']).to_string());
    Paper { label, title: vec![title], owner, piece }
}

/// 資料1, 資料２－１, 【資料3】, 参考資料, 別紙1, 当日配布, 追加資料2: the label and where it ends.
pub(crate) fn paper_label(source: &Source, piece: Piece) -> Option<(Piece, usize)> {
    const WORDS: &[&str] = &[
        "当日配布資料", "当日配付資料", "机上配布資料", "参考資料", "追加資料", "補足資料", "会議資料", "事前資料",
        "当日資料", "別添資料", "資料番号", "資料", "別紙", "別添", "別冊", "参考", "様式", "当日配布", "当日配付",
        "机上配布", "机上配付", "追加", "No.",
    ];
    let plain = &source.plain[..piece.end];
    let mut at = piece.start;
    let opened = plain.get(at).copied().filter(|c| matches!(c, '【' | '[' | '〔' | '(' | '<' | '「'));
    if opened.is_some() {
        at += 1;
    }
    let word = WORDS.iter().find(|word| {
        let mut place = at;
        word.chars().all(|letter| {
            while place > at && plain.get(place) == Some(&' ') {
                place += 1;
            }
            let same = plain.get(place) == Some(&letter);
            place += 1;
            same
        })
    })?;
    for letter in word.chars() {
        while plain.get(at) == Some(&' ') && plain.get(at) != Some(&letter) {
            at += 1;
        }
        at += 1;
    }
    let mut ahead = at;
    while plain.get(ahead) == Some(&' ') {
        ahead += 1;
    }
    // 資料No.1: the sign between the word and its number.
    if plain[ahead..].starts_with(&['N', 'o', '.']) || plain[ahead..].starts_with(&['N', 'O', '.']) {
        let digits = ahead + 3 + plain[ahead + 3..].iter().take_while(|c| **c == ' ').count();
        if plain.get(digits).is_some_and(char::is_ascii_digit) {
            ahead = digits;
        }
    }
    let from = ahead;
    // 資料一　…: the kanji number of a sheet in upright columns; a blank parts it from the title.
    let kanji = plain[from..].iter().take_while(|c| "一二三四五六七八九十".contains(**c)).count();
    if kanji > 0 && plain.get(from + kanji).is_none_or(|c| matches!(c, ' ' | ':' | ')' | '】')) {
        ahead = from + kanji;
    }
    while plain.get(ahead).is_some_and(|c| {
        c.is_ascii_digit()
            || glyphs::enclosed(*c).is_some()
            || c.is_ascii_uppercase() && ahead == from
            || (matches!(c, '-' | 'の' | '・' | 'ー')
                && ahead > from
                && plain.get(ahead + 1).is_some_and(|n| n.is_ascii_digit() || glyphs::enclosed(*n).is_some()))
    }) {
        ahead += 1;
    }
    // 資料 3 － 2
    let blanks = |at: usize| at + plain[at.min(plain.len())..].iter().take(3).take_while(|c| **c == ' ').count();
    let dash = blanks(ahead);
    let branch = blanks(dash + 1);
    if ahead > from && plain.get(dash) == Some(&'-') && plain.get(branch).is_some_and(char::is_ascii_digit) {
        ahead = branch + plain[branch..].iter().take_while(|c| c.is_ascii_digit()).count();
    }
    let mut end = if ahead > from { ahead } else { at };
    let has_number = ahead > from;
    if let Some(opened) = opened {
        let closer = match opened {
            '【' => '】',
            '[' => ']',
            '〔' => '〕',
            '<' => '>',
            '「' => '」',
            _ => ')',
        };
        while plain.get(end) == Some(&' ') {
            end += 1;
        }
        if plain.get(end) != Some(&closer) {
            return None;
        }
        return Some((Piece::new(piece.start, end + 1), end + 1));
    }
    let follows = plain.get(end);
    let is_parted = follows.is_none_or(|c| matches!(c, ' ' | ':' | '「' | '『' | '(' | '・' | '|' | '\t' | '.'))
        || end >= piece.end
        || has_number;
    (is_parted).then_some((Piece::new(piece.start, end), end))
}

/// Several papers on a line: before each 資料n behind a blank or comma; without labels, at commas.
fn paper_parts(source: &Source, piece: Piece) -> Vec<Piece> {
    let mut starts = vec![piece.start];
    for at in piece.start + 1..piece.end {
        let before = source.plain[at - 1];
        if matches!(before, ' ' | '、' | ',' | '|' | '/') && source.plain[at] != ' ' {
            let rest = Piece::new(at, piece.end);
            let numbered = paper_label(source, rest)
                .is_some_and(|(_, end)| source.plain[at..end].iter().any(char::is_ascii_digit));
            if numbered {
                starts.push(at);
            }
        }
    }
    let mut parts = Vec::new();
    for (index, start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(piece.end);
        let mut part = source.trim(Piece::new(*start, end));
        while !part.is_empty() && matches!(source.plain[part.end - 1], '、' | ',' | '/' | '|') {
            part = source.trim(Piece::new(part.start, part.end - 1));
        }
        if part.is_empty() {
            continue;
        }
        if paper_label(source, part).is_none() && item_number(&source.plain[..part.end], part.start).is_none() {
            parts.extend(source.split(part, |c| matches!(c, '、' | '/')));
        } else {
            parts.push(part);
        }
    }
    parts
}

pub(crate) fn handouts(source: &Source, papers: &[Paper], settled: &mut Settled) -> Vec<Handout> {
    papers
        .iter()
        .map(|paper| Handout {
            label: paper.label.clone(),
            title: title_text(source, &paper.title),
            spans: settled.take(paper.owner),
        })
        .collect()
}
