//! The agenda as a tree (次第・議題), and the papers (資料).

mod paper;

use crate::header::Chunk;
use crate::model::AgendaItem;
use crate::number::{Dress, Numbered, item_number, listed_number};
use crate::source::{Claims, FURNITURE, Owner, Piece, Settled, Source};
pub(crate) use paper::{Paper, handouts, paper_label, papers};

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

/// How far back the last number of the upper level is looked for.
const NEAR: usize = 40;

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
        let in_a_row = if chunk.values.len() == 1 { items_in_a_row(source, line.piece) } else { Vec::new() };
        let parts = if in_a_row.is_empty() { items_of_line(source, line.piece) } else { in_a_row };
        for part in parts {
            let bare = source.bare(part);
            if bare.is_empty() || matches!(bare.as_str(), "|" | "(案)") {
                claims.claim(part, FURNITURE);
                continue;
            }
            let first = source.plain[part.start];
            if source.chars[part.start] == '※' {
                // A note below the list.
                claims.claim(part, FURNITURE);
                continue;
            }
            let last = nodes.iter().rev().take(NEAR).find_map(|node| node.number.filter(|n| n.dress.depth() <= 3));
            if let Some(number) = listed_number(&source.plain[..part.end], part.start, last) {
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
    let mut last = listed_number(&source.plain[..piece.end], piece.start, None);
    // The last number of each dress: 3 goes on behind 2 (1) (2).
    let mut seen: Vec<Numbered> = last.into_iter().collect();
    for at in piece.start + 1..piece.end {
        if source.plain[at - 1] != ' ' && !begins_a_list(source, at, piece.end, last) {
            continue;
        }
        let Some(number) = listed_number(&source.plain[..piece.end], at, last) else { continue };
        let before = seen.iter_mut().find(|seen| seen.dress == number.dress);
        let goes_on = before.as_ref().is_some_and(|l| number.value == l.value + 1) || number.value == 1;
        if goes_on && number.end < piece.end {
            match before {
                Some(before) => *before = number,
                None => seen.push(number),
            }
            parts.push(source.trim(Piece::new(start, at)));
            start = at;
            last = Some(number);
        }
    }
    parts.push(source.trim(Piece::new(start, piece.end)));
    parts.retain(|part| !part.is_empty());
    parts
}

/// 開会、事業の報告、その他、閉会: an agenda in one line, without numbers. Empty if commas seem to stand inside titles.
pub(crate) fn items_in_a_row(source: &Source, piece: Piece) -> Vec<Piece> {
    let numbered = item_number(&source.plain[..piece.end], piece.start).is_some();
    if numbered || piece.len() > 200 || source.plain(piece).contains(&'。') {
        return Vec::new();
    }
    let parts = source.split(piece, |c| matches!(c, '、' | ',' | ';' | '/'));
    let bare: Vec<String> = parts.iter().map(|part| source.bare(*part)).collect();
    let ends_an_item =
        |text: &String| ["について", "の件", "こと", "報告", "選出"].iter().any(|end| text.ends_with(end));
    let opens = bare.first().is_some_and(|first| first == "開会");
    let closes = bare.last().is_some_and(|last| matches!(last.as_str(), "閉会" | "その他"));
    let is_list = parts.len() >= 3 && (opens || closes) || parts.len() >= 2 && bare.iter().all(ends_an_item);
    if is_list { parts } else { Vec::new() }
}

/// ２．議題（１）進捗について（２）その他: a bracketed number against the words before it, where its list goes on.
fn begins_a_list(source: &Source, at: usize, end: usize, last: Option<Numbered>) -> bool {
    if source.plain[at] != '(' && glyphs::enclosed(source.plain[at]).is_none() {
        return false;
    }
    let plain = &source.plain[..end];
    let Some(number) = item_number(plain, at) else { return false };
    let follows = |next: usize| item_number(plain, next).is_some_and(|n| n.dress == number.dress && n.value == 2);
    last.is_some_and(|last| last.dress == number.dress && number.value == last.value + 1)
        || number.value == 1 && (at + 1..end.min(at + 80)).any(follows)
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
