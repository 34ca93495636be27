//! Title lines: which council, which 年度, which sitting.

use crate::model::NumberOf;
use crate::source::{Piece, Source};
use almanac::FiscalYearMention;

/// What one title line says.
#[derive(Debug, Clone)]
pub(crate) struct Title {
    pub line: Piece,
    pub fiscal_year: Option<FiscalYearMention>,
    pub number: Option<(u32, Piece)>,
    pub number_of: Option<NumberOf>,
    /// The pieces of the name, in order.
    pub name: Vec<Piece>,
}

impl Title {
    pub fn name_text(&self, source: &Source) -> String {
        self.name.iter().map(|piece| source.text(*piece)).collect::<Vec<_>>().join("")
    }

    fn bare_name(&self, source: &Source) -> String {
        self.name.iter().map(|piece| source.bare(*piece)).collect()
    }
}

const COUNCIL: &[&str] = &[
    "協議会", "審議会", "委員会", "会議", "部会", "懇談会", "懇話会", "分科会", "検討会", "連絡会", "審査会", "推進会",
    "評議会", "協議体", "運営会", "研究会", "策定会", "評議員会", "調査会", "委員", "ネットワーク", "本部", "市民会",
    "対策会", "企画会", "円卓", "ワーキング", "フォーラム", "作業班",
];
/// What the paper is, not what the council is.
const PAPER: &[&str] = &[
    "会議録要旨", "会議要録", "会議録", "会議概要", "会議要旨", "会議結果報告書", "会議結果報告", "会議結果",
    "会議報告", "議事録要旨", "議事録", "議事要旨", "議事概要", "議事要録", "議事の概要", "議事の要旨", "議事報告",
    "開催結果", "開催概要", "開催報告", "会議の記録", "会議記録", "会議の概要", "会議の結果", "会議の要旨", "議事経過",
    "議事メモ", "要点記録", "発言要旨", "全文記録", "全文筆記", "逐語", "要旨", "概要", "記録", "議事", "について",
    "の開催", "結果", "報告書", "書面開催", "書面会議", "オンライン開催", "審議結果", "次第",
];

pub(crate) fn names_a_council(bare: &str) -> bool {
    COUNCIL.iter().any(|word| bare.contains(word))
}

/// Reads a title line; `None` if it names neither a council nor a sitting.
pub(crate) fn title_at(source: &Source, line: Piece) -> Option<Title> {
    let plain = source.plain(line);
    let is_trail = plain.iter().filter(|c| **c == '>').count() >= 2;
    if plain.contains(&'。') || line.len() > 140 || is_trail {
        return None;
    }
    let fiscal_year = almanac::scan_fiscal_years(plain).into_iter().next().map(|mut mention| {
        mention.start += line.start;
        mention.end += line.start;
        mention
    });
    let number = ordinal_meeting(source, line, fiscal_year.as_ref().map(|f| f.end));
    let mut holes: Vec<Piece> = Vec::new();
    holes.extend(fiscal_year.as_ref().map(|f| Piece::new(f.start, f.end)));
    holes.extend(number.iter().map(|(_, piece, _)| *piece));
    for date in almanac::scan_dates(plain) {
        // （平成26年11月19日開催） goes whole.
        let mut hole = Piece::new(line.start + date.start, line.start + date.end);
        if hole.start > line.start && matches!(source.plain[hole.start - 1], '(' | '[') {
            hole.start -= 1;
            while hole.end < line.end && !matches!(source.plain[hole.end - 1], ')' | ']') {
                hole.end += 1;
            }
        } else {
            // What follows a date on a line of its own is time and place.
            hole.end = line.end;
        }
        holes.push(hole);
    }
    let name = council_name(source, line, &holes);
    if name.is_empty() && number.is_none() {
        return None;
    }
    let number_of = number.as_ref().and_then(|(.., of)| *of);
    Some(Title { line, fiscal_year, number: number.map(|(value, piece, _)| (value, piece)), number_of, name })
}

/// 第1回, 第 ３ 回, 第２回, 1回 (after 年度), 通算第30回, 第5期第2回.
fn ordinal_meeting(source: &Source, line: Piece, after_year: Option<usize>) -> Option<(u32, Piece, Option<NumberOf>)> {
    let plain = &source.plain[..line.end];
    let mut at = line.start;
    while at < line.end {
        let ordinal = plain[at] == '第';
        let bare_number = after_year.is_some_and(|end| {
            let between = &plain[end.min(at)..at];
            at >= end && between.iter().all(|c| *c == ' ')
        });
        if ordinal || bare_number {
            let mut inner = at + usize::from(ordinal);
            while plain.get(inner) == Some(&' ') {
                inner += 1;
            }
            let from = inner;
            while plain.get(inner).is_some_and(|c| c.is_ascii_digit() || "〇一二三四五六七八九十百".contains(*c))
            {
                inner += 1;
            }
            let value = almanac::read_number(&plain[from..inner].iter().collect::<String>());
            while plain.get(inner) == Some(&' ') {
                inner += 1;
            }
            if let (Some(value), Some('回')) = (value, plain.get(inner)) {
                let before: String = plain[line.start..at].iter().filter(|c| **c != ' ').collect();
                let mut start = at;
                let mut of = None;
                if before.ends_with("年度") {
                    of = Some(NumberOf::FiscalYear);
                } else if before.ends_with("通算") {
                    of = Some(NumberOf::Total);
                    start = (line.start..at).rev().find(|p| plain[*p] == '通').unwrap_or(at);
                } else if before.ends_with('期') {
                    of = Some(NumberOf::Term);
                    start = (line.start..at).rev().find(|p| plain[*p] == '第').unwrap_or(at);
                }
                let mut end = inner + 1;
                // （第２回）
                if start > line.start
                    && end < line.end
                    && matches!(plain[start - 1], '(' | '[')
                    && matches!(plain[end], ')' | ']')
                {
                    start -= 1;
                    end += 1;
                }
                return Some((value, Piece::new(start, end), of));
            }
        }
        at += 1;
    }
    None
}

/// What is left of a line when year, number, date and the words for the paper are taken out, if it names a council.
fn council_name(source: &Source, line: Piece, holes: &[Piece]) -> Vec<Piece> {
    let in_hole = |at: usize| holes.iter().any(|hole| hole.start <= at && at < hole.end);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut start = None;
    for at in line.start..=line.end {
        let ends = at == line.end
            || in_hole(at)
            || source.plain[at] == ' '
            || matches!(
                source.chars[at],
                '「' | '」' | '『' | '』' | '|' | '■' | '●' | '◆' | '□' | '#' | '*' | '〜' | '～'
            );
        match (start, ends) {
            (None, false) => start = Some(at),
            (Some(from), true) => {
                pieces.push(Piece::new(from, at));
                start = None;
            }
            _ => {}
        }
    }
    // Blanks between single letters (会 議 録) part no words: glue them.
    let mut words: Vec<Piece> = Vec::new();
    for piece in pieces {
        match words.last_mut() {
            Some(last)
                if (last.end..piece.start).all(|at| source.plain[at] == ' ' && !in_hole(at))
                    && piece.len() == 1
                    && (last.len() == 1 || source.plain[last.start..last.end].contains(&' ')) =>
            {
                last.end = piece.end;
            }
            _ => words.push(piece),
        }
    }
    let mut kept: Vec<Piece> = Vec::new();
    for word in words {
        // 年度の第２回…: the particle that joined year and sitting.
        let is_joined =
            |piece: Piece| piece.len() > 1 && source.plain[piece.start] == 'の' && in_hole(piece.start.max(1) - 1);
        let word = if is_joined(word) { Piece::new(word.start + 1, word.end) } else { word };
        let trimmed = without_paper(source, word);
        // - 1 -: a page number before the title.
        let has_letters = source.plain(trimmed).iter().any(|c| c.is_alphabetic() && *c != 'の');
        let opened = !trimmed.is_empty() && matches!(source.plain[trimmed.end - 1], '(' | '[' | '【');
        let trimmed = if opened { source.trim(Piece::new(trimmed.start, trimmed.end - 1)) } else { trimmed };
        if !trimmed.is_empty() && has_letters {
            kept.push(trimmed);
        }
    }
    // 全体会, 総会, 定例会 behind the name say which sitting, not which council.
    while kept.len() > 1 {
        let last = source.bare(kept[kept.len() - 1]);
        let sitting =
            ["全体会", "総会", "定例会", "本会議", "全体会議", "臨時会", "会議", "定例会議"].contains(&last.as_str());
        let noise =
            !names_a_council(&last) && (kept[..kept.len() - 1].iter().any(|p| names_a_council(&source.bare(*p))));
        if !(sitting || noise && last.chars().count() <= 14) {
            break;
        }
        kept.pop();
    }
    let all: String = kept.iter().map(|piece| source.bare(*piece)).collect();
    if !names_a_council(&all)
        || all.chars().count() < 3
        || COUNCIL.contains(&all.as_str()) && all != "部会" && all.chars().count() < 4 && kept.len() == 1
    {
        return Vec::new();
    }
    kept
}

/// Takes 会議録（要旨） and the like off the end of a word, and a parenthesis that says how the meeting was held.
fn without_paper(source: &Source, word: Piece) -> Piece {
    let mut piece = word;
    loop {
        let bare: Vec<char> = source.plain(piece).to_vec();
        let Some(last) = bare.last() else { return piece };
        if matches!(last, ')' | ']' | '】' | '〕') {
            let opener = match last {
                ')' => '(',
                ']' => '[',
                '】' => '【',
                _ => '〔',
            };
            let Some(open) = bare.iter().rposition(|c| *c == opener) else { return piece };
            let inner: String = bare[open + 1..bare.len() - 1].iter().filter(|c| **c != ' ').collect();
            let says_how = [
                "書面", "要旨", "要点", "概要", "案", "記録", "筆記", "オンライン", "WEB", "Web", "全文", "逐語",
                "公開", "開催", "確定", "抜粋", "発言", "ハイブリッド", "議事", "摘録", "未定稿", "臨時",
            ];
            let emptied = open == 0 || says_how.iter().any(|word| inner.contains(word)) || inner.is_empty();
            if !emptied {
                return piece;
            }
            piece = source.trim(Piece::new(piece.start, piece.start + open));
            continue;
        }
        let text: String = bare.iter().filter(|c| **c != ' ').collect();
        let Some(paper) = PAPER.iter().find(|paper| text.ends_with(**paper)) else {
            // の of 協議会の会議録
            if *last == 'の' && text.chars().count() > 3 {
                piece = source.trim(Piece::new(piece.start, piece.end - 1));
                continue;
            }
            return piece;
        };
        // 会議 belongs to 会議録, but こども会議会議録 ends in two of them.
        let mut left = paper.chars().count();
        let mut end = piece.end;
        while left > 0 && end > piece.start {
            end -= 1;
            if source.plain[end] != ' ' {
                left -= 1;
            }
        }
        piece = source.trim(Piece::new(piece.start, end));
    }
}

/// The best name of several titles: the longest of those that agree, the first otherwise.
pub(crate) fn best<'a>(source: &Source, titles: &'a [Title]) -> Option<&'a Title> {
    let named: Vec<&Title> = titles.iter().filter(|title| !title.name.is_empty()).collect();
    let weight = |title: &Title| {
        let sitting = u32::from(title.number.is_some()) * 2 + u32::from(title.fiscal_year.is_some());
        (sitting, title.bare_name(source).chars().count())
    };
    let first = named.iter().max_by_key(|title| weight(title).0).copied()?;
    let name = first.bare_name(source);
    named
        .iter()
        .copied()
        .filter(|title| {
            let other = title.bare_name(source);
            other == name || other.ends_with(&name) && other.chars().count() <= name.chars().count() + 12
        })
        .max_by_key(|title| (title.bare_name(source).chars().count(), weight(title).0))
        .or(Some(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> (String, Option<String>, Option<u32>) {
        let source = Source::new(line);
        let title = title_at(&source, Piece::new(0, source.chars.len())).unwrap_or_else(|| panic!("{line}"));
        (title.name_text(&source), title.fiscal_year.map(|f| f.printed), title.number.map(|n| n.0))
    }

    #[test]
    fn a_title_tells_council_year_and_number() {
        for (line, name, year, number) in [
            (
                "令和６年度 第１回みほん市精神保健福祉連絡協議会",
                "みほん市精神保健福祉連絡協議会",
                Some("令和6年度"),
                Some(1),
            ),
            (
                "（令和5年11月1日開催）みほん市第7次高齢者計画第4回策定委員会",
                "みほん市第7次高齢者計画策定委員会",
                None,
                Some(4),
            ),
            ("令和元年度「みほん県評価審議会」第10回総会 議事録", "みほん県評価審議会", Some("令和元年度"), Some(10)),
            ("第2回みほん区共生審議会議事録(要旨)", "みほん区共生審議会", None, Some(2)),
            (
                "令和６年度　第３回みほん市自立支援協議会　全体会　会議録（発言要旨）",
                "みほん市自立支援協議会",
                Some("令和6年度"),
                Some(3),
            ),
            (
                "平成29年度第1回みほん市審議会分科会(子ども会議)会議要旨",
                "みほん市審議会分科会(子ども会議)",
                Some("平成29年度"),
                Some(1),
            ),
            ("令和２年度 第１回みほん市連絡協議会（書面開催）", "みほん市連絡協議会", Some("令和2年度"), Some(1)),
            ("みほん市自立支援協議会 くらし部会（第２回）", "みほん市自立支援協議会くらし部会", None, Some(2)),
            ("平成 30 年度第 1 回 みほん市地域公共交通会議", "みほん市地域公共交通会議", Some("平成30年度"), Some(1)),
            ("第1回 第五次みほん市福祉計画審議会 会議録", "第五次みほん市福祉計画審議会", None, Some(1)),
        ] {
            assert_eq!(read(line), (name.into(), year.map(str::to_string), number), "{line}");
        }
    }
}
