//! The agenda as a tree (次第・議題), and the papers (資料).

use crate::header::Chunk;
use crate::model::{AgendaItem, Handout};
use crate::number::{Dress, Numbered, item_number};
use crate::source::{Claims, FURNITURE, Owner, Piece, Settled, Source};

/// Items and papers that are compared with the proceedings; no sheet has nearly as many, and time stays in line with the
/// text.
pub(crate) const MOST_COMPARED: usize = 500;

/// One item, in order of print.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub path: String,
    pub depth: usize,
    pub label: Option<String>,
    pub number: Option<Numbered>,
    pub title: Vec<Piece>,
    pub bare: String,
    /// The title as it is compared, see [`crate::body::key`].
    pub key: String,
    pub owner: Owner,
}

/// Paths of a list from the dresses of its numbers: a dress seen before goes back to its level.
#[derive(Debug, Default, Clone)]
pub(crate) struct Tree {
    levels: Vec<(Level, String, u32)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Dress(Dress),
    Bullet(usize),
    Nested(usize),
    Words,
}

const BULLETS: &str = "・•●○◎◆◇■□*-+▪◦⚫";

impl Tree {
    /// The path of a numbered item; the levels below it are forgotten.
    pub fn numbered(&mut self, number: Numbered) -> (String, usize) {
        let step = number.letter.map_or_else(|| number.value.to_string(), |letter| letter.to_string());
        self.step(Level::Dress(number.dress), step, number.value)
    }

    /// The same dress again, further in: 1. below 2.
    fn nested(&mut self, number: Numbered, indent: usize) -> (String, usize) {
        self.step(Level::Nested(indent), number.value.to_string(), number.value)
    }

    fn has_nested(&self, indent: usize) -> bool {
        self.levels.iter().any(|(level, ..)| *level == Level::Nested(indent))
    }

    fn unnumbered(&mut self, level: Level) -> (String, usize) {
        let ordinal = self.levels.iter().find(|(l, ..)| *l == level).map_or(1, |(.., n)| n + 1);
        self.step(level, ordinal.to_string(), ordinal)
    }

    fn step(&mut self, level: Level, step: String, value: u32) -> (String, usize) {
        if let Some(at) = self.levels.iter().position(|(l, ..)| *l == level) {
            self.levels.truncate(at);
        } else if let Level::Dress(dress) = level {
            // A usual upper dress never stands below a usual lower one: 1 after (1) goes back up.
            while self.levels.last().is_some_and(|(l, ..)| matches!(l, Level::Dress(d) if d.depth() > dress.depth())) {
                self.levels.pop();
            }
        } else if let Level::Bullet(indent) = level {
            while self.levels.last().is_some_and(|(l, ..)| matches!(l, Level::Bullet(i) if *i > indent)) {
                self.levels.pop();
            }
        }
        self.levels.push((level, step, value));
        let path: Vec<&str> = self.levels.iter().map(|(_, step, _)| step.as_str()).collect();
        (path.join("-"), self.levels.len() - 1)
    }

    /// The last value of a dress that is open now.
    pub fn last_of(&self, dress: Dress) -> Option<u32> {
        self.levels.iter().find(|(l, ..)| *l == Level::Dress(dress)).map(|(.., value)| *value)
    }

    pub fn is_empty(&self) -> bool {
        self.levels.is_empty()
    }

    pub fn deepest(&self) -> Option<Dress> {
        match self.levels.last() {
            Some((Level::Dress(dress), ..)) => Some(*dress),
            _ => None,
        }
    }

    /// Numbers that came twice in one list are the caller's to find; here a list restarts.
    pub fn path(&self) -> Option<String> {
        (!self.levels.is_empty())
            .then(|| self.levels.iter().map(|(_, step, _)| step.as_str()).collect::<Vec<_>>().join("-"))
    }
}

/// Reads the lines of the agenda.
pub(crate) fn read(source: &Source, claims: &mut Claims, chunk: &Chunk) -> Vec<Node> {
    let mut tree = Tree::default();
    let mut nodes: Vec<Node> = Vec::new();
    let widest = chunk.values.iter().map(|line| line.width(source)).max().unwrap_or(0);
    let any_number =
        chunk.values.iter().any(|line| item_number(&source.plain[..line.piece.end], line.piece.start).is_some());
    let mut previous_width = 0;
    let mut indent_before = 0;
    let mut under_group = false;
    for line in &chunk.values {
        for part in items_of_line(source, line.piece) {
            let bare = source.bare(part);
            if bare.is_empty() || matches!(bare.as_str(), "|" | "(案)") {
                claims.claim(part, FURNITURE);
                continue;
            }
            let first = source.plain[part.start];
            if let Some(number) = item_number(&source.plain[..part.end], part.start) {
                let title = source.trim(Piece::new(number.end, part.end));
                let again = nodes.last().is_some_and(|last| last.number.is_some_and(|n| n.dress == number.dress))
                    && number.value == 1;
                let (path, depth) = if again && line.indent > indent_before || tree.has_nested(line.indent) {
                    tree.nested(number, line.indent)
                } else {
                    tree.numbered(number)
                };
                indent_before = line.indent;
                nodes.push(node(source, claims, path, depth, Some(number), Piece::new(part.start, number.end), title));
            } else if matches!(first, '<' | '〈' | '【' | '《' | '[') && bare.chars().count() <= 14 && !nodes.is_empty()
            {
                // 〈承認事項〉: what follows stands below the last item.
                claims.claim(part, FURNITURE);
                under_group = true;
                continue;
            } else if BULLETS.contains(first) {
                let title = source.trim(Piece::new(part.start + 1, part.end));
                let indent = line.indent + if under_group { 100 } else { 0 };
                let (path, depth) = tree.unnumbered(Level::Bullet(indent));
                nodes.push(node(source, claims, path, depth, None, Piece::new(part.start, part.start + 1), title));
            } else if any_number || nodes.last().is_some() && previous_width * 10 >= widest * 9 && widest > 50 {
                match nodes.last_mut() {
                    Some(last) if previous_width * 10 >= widest * 8 || first == '(' => {
                        last.title.push(part);
                        last.bare.push_str(&bare);
                        last.key = crate::body::key(&last.bare);
                        claims.claim(part, last.owner);
                    }
                    Some(_) | None => claims.claim(part, FURNITURE),
                }
            } else {
                let (path, depth) = tree.unnumbered(Level::Words);
                nodes.push(node(source, claims, path, depth, None, Piece::new(part.start, part.start), part));
            }
            previous_width = line.width(source);
        }
    }
    nodes
}

pub(crate) fn node(
    source: &Source,
    claims: &mut Claims,
    path: String,
    depth: usize,
    number: Option<Numbered>,
    mark: Piece,
    title: Piece,
) -> Node {
    let owner = claims.owner();
    claims.claim(mark, FURNITURE);
    claims.claim(title, owner);
    let label = number.map(|_| source.text(source.trim(mark)));
    let bare = source.bare(title);
    let key = crate::body::key(&bare);
    Node { path, depth, label, number, title: vec![title], bare, key, owner }
}

/// (2)部会委員の選任について (3)その他: further items behind a blank.
fn items_of_line(source: &Source, piece: Piece) -> Vec<Piece> {
    let mut parts = Vec::new();
    let mut start = piece.start;
    let mut last = item_number(&source.plain[..piece.end], piece.start);
    for at in piece.start + 1..piece.end {
        if source.plain[at - 1] != ' ' {
            continue;
        }
        let Some(number) = item_number(&source.plain[..piece.end], at) else { continue };
        let goes_on = last.is_some_and(|l| l.dress == number.dress && number.value == l.value + 1) || number.value == 1;
        if goes_on && number.end < piece.end {
            parts.push(source.trim(Piece::new(start, at)));
            start = at;
            last = Some(number);
        }
    }
    parts.push(source.trim(Piece::new(start, piece.end)));
    parts.retain(|part| !part.is_empty());
    parts
}

pub(crate) fn title_text(source: &Source, pieces: &[Piece]) -> String {
    let joined: String = pieces.iter().map(|piece| source.text(*piece)).collect();
    joined.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The nodes as a tree.
pub(crate) fn tree(source: &Source, nodes: &[Node], settled: &mut Settled) -> Vec<AgendaItem> {
    let mut roots: Vec<AgendaItem> = Vec::new();
    for node in nodes {
        let item = AgendaItem {
            path: node.path.clone(),
            label: node.label.clone(),
            title: title_text(source, &node.title),
            spans: settled.take(node.owner),
            items: Vec::new(),
        };
        let mut level = &mut roots;
        for _ in 0..node.depth {
            if level.is_empty() {
                break;
            }
            let last = level.len() - 1;
            level = &mut level[last].items;
        }
        level.push(item);
    }
    roots
}

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
            if source.plain(piece).contains(&'。') {
                claims.claim(piece, FURNITURE);
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
    let from = ahead;
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
