//! The proceedings: lines become headings and blocks.

mod heading;
mod row;

use crate::agenda::{self, Node, Tree};
use crate::kind::{Cue, Phase};
use crate::number::{Dress, Numbered, item_number, loose_number};
use crate::page::Line;
use crate::source::{Claims, FURNITURE, Owner, Piece, Source};
use crate::speaker::{self, Mark, Spoken};
use std::collections::{HashMap, HashSet};

/// A block before its kind is told.
#[derive(Debug, Clone)]
pub(crate) struct Raw {
    pub owner: Owner,
    pub agenda: Option<String>,
    pub speaker: Option<Piece>,
    pub note: Option<Piece>,
    /// Lines of words, in order; `true` where a paragraph begins.
    pub pieces: Vec<(Piece, bool)>,
    /// What the print says of its kind.
    pub cue: Option<Cue>,
    pub phase: Phase,
    pub is_event: bool,
    /// The title of the item it stands under, bare.
    pub item: String,
}

/// What the proceedings hold.
#[derive(Debug, Default)]
pub(crate) struct Body {
    pub blocks: Vec<Raw>,
    /// Headings in order: path, bare title, place, whether the agenda has it.
    pub headings: Vec<Heading>,
    /// Agenda built from the headings, where none is printed.
    pub nodes: Vec<Node>,
    pub marks: usize,
}

#[derive(Debug, Clone)]
pub(crate) struct Heading {
    pub bare: String,
    pub piece: Piece,
    pub is_listed: bool,
    pub number: Option<Numbered>,
}

struct Walk<'a> {
    source: &'a Source,
    claims: &'a mut Claims,
    agenda: &'a [Node],
    names: &'a HashSet<String>,
    ways: HashSet<Mark>,
    body: Body,
    tree: Tree,
    at_agenda: Option<usize>,
    path: Option<String>,
    item: String,
    phase: Phase,
    is_open: bool,
    /// The speaker of bullets below a name that stands alone.
    standing: Option<(Piece, Option<Piece>)>,
    widest: usize,
    last: Option<Line>,
    columns: Vec<Option<Cue>>,
}

/// Reads the proceedings. `agenda` is the printed agenda, `names` the bare names of those present.
pub(crate) fn read(
    source: &Source,
    claims: &mut Claims,
    lines: &[Line],
    agenda: &[Node],
    names: &HashSet<String>,
) -> Body {
    let ways = ways_of_speaking(source, lines, names);
    let mut widths: Vec<usize> = lines.iter().map(|line| line.width(source)).collect();
    widths.sort_unstable();
    let widest = widths.get(widths.len().saturating_sub(1) * 95 / 100).copied().unwrap_or(0);
    let mut walk = Walk {
        source,
        claims,
        agenda,
        names,
        ways,
        body: Body::default(),
        tree: Tree::default(),
        at_agenda: None,
        path: None,
        item: String::new(),
        phase: Phase::Lead,
        is_open: false,
        standing: None,
        widest,
        last: None,
        columns: Vec::new(),
    };
    for (at, line) in lines.iter().enumerate() {
        walk.line(*line, lines.get(at + 1).copied());
        walk.last = Some(*line);
    }
    walk.speakers_behind();
    walk.body
}

/// Which marks name speakers on this sheet: those that name a known voice often enough.
fn ways_of_speaking(source: &Source, lines: &[Line], names: &HashSet<String>) -> HashSet<Mark> {
    let mut counts: HashMap<Mark, usize> = HashMap::new();
    for line in lines {
        let piece = without_bullet(source, line.piece).0;
        if let Some(spoken) = any_speaker(source, piece, names)
            && (speaker::voice(&source.bare(spoken.name)) != speaker::Voice::Unknown
                || names.contains(&source.bare(spoken.name)))
        {
            let plain =
                speaker::is_plain_speaker(&source.bare(spoken.name)) || names.contains(&source.bare(spoken.name));
            if plain || !matches!(spoken.mark, Mark::Blank | Mark::Alone) {
                *counts.entry(spoken.mark).or_default() += 1;
            }
        }
    }
    counts
        .into_iter()
        .filter(|(mark, count)| match mark {
            Mark::Blank | Mark::Alone => *count >= 2,
            _ => *count >= 1,
        })
        .map(|(mark, _)| mark)
        .collect()
}

fn any_speaker(source: &Source, piece: Piece, names: &HashSet<String>) -> Option<Spoken> {
    let known = |bare: &str| names.contains(bare);
    speaker::signed(source, piece, &known)
        .or_else(|| speaker::bracketed(source, piece))
        .or_else(|| speaker::ended_name(source, piece, &known, 22))
}

/// Takes a bullet, arrow or bullet number off: ・ ⇒ → ① 1).
fn without_bullet(source: &Source, piece: Piece) -> (Piece, Option<Bullet>) {
    let c = source.plain[piece.start];
    let after = |end: usize| source.trim(Piece::new(end, piece.end));
    if matches!(c, '⇒' | '→' | '⇨' | '➡' | '➔' | '⟶') {
        return (after(piece.start + 1), Some(Bullet::Arrow));
    }
    if matches!(c, '・' | '•' | '･' | '*' | '◦' | '▪' | '‣' | '+')
        || c == '-' && source.plain.get(piece.start + 1) == Some(&' ')
    {
        return (after(piece.start + 1), Some(Bullet::Dot));
    }
    if let Some(number) = item_number(&source.plain[..piece.end], piece.start)
        && matches!(number.dress, Dress::Circled | Dress::HalfParenthesised)
    {
        return (after(number.end), Some(Bullet::Number));
    }
    (piece, None)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bullet {
    Dot,
    Arrow,
    Number,
}

impl Walk<'_> {
    fn line(&mut self, line: Line, next: Option<Line>) {
        let source = self.source;
        if line.is_row && source.plain(line.piece).contains(&'|') {
            self.row(line);
            return;
        }
        if self.listed_heading(line, next) || self.section(line) || self.event(line) {
            return;
        }
        if self.speech(line) {
            return;
        }
        let (rest, bullet) = without_bullet(source, line.piece);
        if let Some(bullet) = bullet
            && !rest.is_empty()
        {
            let in_speech = self.is_open
                && self.body.blocks.last().is_some_and(|block| block.speaker.is_some())
                && self.standing.is_none();
            if bullet == Bullet::Arrow || !in_speech || self.body.blocks.last().is_some_and(|b| b.cue.is_some()) {
                self.bullet(line, rest, bullet);
                return;
            }
        }
        if let Some((cue, end)) = crate::kind::printed(source, line.piece) {
            self.claims.claim(Piece::new(line.piece.start, end), FURNITURE);
            let rest = source.trim(Piece::new(end, line.piece.end));
            self.begin(rest, self.standing, Some(cue));
            return;
        }
        if self.unlisted_heading(line, next) {
            return;
        }
        self.words(line);
    }

    fn is_speech(&self, line: Line) -> bool {
        any_speaker(self.source, line.piece, self.names).is_some_and(|spoken| self.ways.contains(&spoken.mark))
    }

    /// （質疑）, （以下意見要旨）, ＜決定事項＞, 【主な意見】: heads that say what follows.
    fn section(&mut self, line: Line) -> bool {
        let Some(phase) = crate::kind::section(&self.source.bare(line.piece)) else { return false };
        self.claims.claim(line.piece, FURNITURE);
        self.phase = phase;
        self.is_open = false;
        self.standing = None;
        true
    }

    /// （意見なし。承認された。）, ［14時25分 …］: a whole line in brackets records what happened.
    fn event(&mut self, line: Line) -> bool {
        let source = self.source;
        let plain = source.plain(line.piece);
        let closer = match plain[0] {
            '(' => ')',
            '[' => ']',
            '≪' => '≫',
            '〔' => '〕',
            '<' => '>',
            '《' => '》',
            '【' => '】',
            '-' | '―' | '─' | '~' if plain.len() > 4 => plain[plain.len() - 1],
            _ => return false,
        };
        let closed = plain[plain.len() - 1] == closer && plain.len() >= 3;
        let is_dash = glyphs::is_dash(plain[0]);
        if !closed || is_dash && !glyphs::is_dash(closer) || is_dash && plain[1..plain.len() - 1].contains(&'。') {
            return false;
        }
        let mut depth = 0;
        let whole = is_dash
            || plain.iter().enumerate().all(|(at, c)| {
                if *c == plain[0] {
                    depth += 1;
                } else if *c == closer {
                    depth -= 1;
                }
                depth > 0 || at + 1 == plain.len()
            });
        if !whole || speaker::bracketed(source, line.piece).is_some_and(|spoken| self.ways.contains(&spoken.mark)) {
            return false;
        }
        let unfinished = self.is_open
            && self
                .last
                .is_some_and(|last| !ends_sentence(source, last.piece) && last.width(source) * 10 >= self.widest * 9);
        if unfinished || plain[0] == '【' && !source.bare(line.piece).contains(['異', '承', '休', '了']) {
            return false;
        }
        self.push(None, None);
        self.is_open = false;
        if let Some(block) = self.body.blocks.last_mut() {
            block.is_event = true;
            block.pieces.push((line.piece, true));
            self.claims.claim(line.piece, block.owner);
        }
        true
    }

    /// A line that a speaker begins.
    fn speech(&mut self, line: Line) -> bool {
        let source = self.source;
        let (piece, bullet) = without_bullet(source, line.piece);
        if piece.is_empty() {
            return false;
        }
        let Some(spoken) = any_speaker(source, piece, self.names) else { return false };
        let bare = source.bare(spoken.name);
        if !self.ways.contains(&spoken.mark) {
            return false;
        }
        let rest = source.trim(Piece::new(spoken.end, line.piece.end));
        let plain_name = speaker::is_plain_speaker(&bare) || self.names.contains(&bare);
        match spoken.mark {
            Mark::Blank if !plain_name || bullet.is_some() => return false,
            Mark::Blank => {
                // 会長 挨拶: a heading; 委員 の …: a wrapped sentence.
                let open_sentence = self.is_open
                    && self.last.is_some_and(|last| !ends_sentence(source, last.piece))
                    && line.gap == 0
                    && line.indent > 0;
                if open_sentence || rest.len() <= 4 && !source.plain(rest).contains(&'。') {
                    return false;
                }
            }
            Mark::Alone => {
                let open_sentence =
                    self.is_open && self.last.is_some_and(|last| !ends_sentence(source, last.piece)) && line.gap == 0;
                if !plain_name || open_sentence {
                    return false;
                }
            }
            Mark::Colon
                if self.is_open
                    && self.last.is_some_and(|last| {
                        !ends_sentence(source, last.piece) && last.width(source) * 10 >= self.widest * 9
                    })
                    && !plain_name =>
            {
                return false;
            }
            _ => {}
        }
        self.body.marks += 1;
        self.claims.claim(Piece::new(line.piece.start, spoken.end), FURNITURE);
        let cue = if bullet == Some(Bullet::Arrow) { Some(Cue::Answer) } else { None };
        let who = (spoken.name, spoken.note);
        self.standing = None;
        let (words, inner) = if rest.is_empty() { (rest, None) } else { without_bullet(source, rest) };
        if rest.is_empty() {
            self.begin_empty(who, cue);
            self.standing = Some(who);
        } else if inner == Some(Bullet::Dot) {
            self.claims.claim(Piece::new(rest.start, words.start), FURNITURE);
            self.begin(words, Some(who), cue);
            self.standing = Some(who);
        } else {
            self.begin(rest, Some(who), cue);
        }
        true
    }

    fn bullet(&mut self, line: Line, rest: Piece, bullet: Bullet) {
        self.claims.claim(Piece::new(line.piece.start, rest.start), FURNITURE);
        let mut rest = rest;
        let mut cue = (bullet == Bullet::Arrow).then_some(Cue::Answer);
        if let Some((printed, end)) = crate::kind::printed(self.source, rest) {
            self.claims.claim(Piece::new(rest.start, end), FURNITURE);
            rest = self.source.trim(Piece::new(end, rest.end));
            cue = Some(printed);
        }
        self.begin(rest, self.standing, cue);
    }

    fn begin_empty(&mut self, who: (Piece, Option<Piece>), cue: Option<Cue>) {
        self.push(Some(who), cue);
    }

    fn begin(&mut self, piece: Piece, who: Option<(Piece, Option<Piece>)>, cue: Option<Cue>) {
        // A name that stood alone and has no words yet takes these.
        let waiting = self.is_open && self.body.blocks.last().is_some_and(|block| block.pieces.is_empty());
        if waiting && who.is_some() && self.body.blocks.last().map(|b| b.speaker) == Some(who.map(|w| w.0)) {
            if let Some(block) = self.body.blocks.last_mut() {
                block.cue = block.cue.or(cue);
            }
        } else {
            self.push(who, cue);
        }
        self.append(piece, true);
    }

    fn push(&mut self, who: Option<(Piece, Option<Piece>)>, cue: Option<Cue>) {
        let owner = self.claims.owner();
        self.body.blocks.push(Raw {
            owner,
            agenda: self.path.clone(),
            speaker: who.map(|w| w.0),
            note: who.and_then(|w| w.1),
            pieces: Vec::new(),
            cue,
            phase: self.phase,
            is_event: false,
            item: self.item.clone(),
        });
        self.is_open = true;
    }

    fn append(&mut self, piece: Piece, is_paragraph: bool) {
        if piece.is_empty() {
            return;
        }
        if let Some(block) = self.body.blocks.last_mut() {
            self.claims.claim(piece, block.owner);
            block.pieces.push((piece, is_paragraph));
        }
    }

    /// A line that goes on, or a paragraph of its own.
    fn words(&mut self, line: Line) {
        let source = self.source;
        let Some(last) = self.last.filter(|_| self.is_open) else {
            self.begin(line.piece, self.standing, None);
            return;
        };
        let sentence_ended = ends_sentence(source, last.piece);
        let full = last.width(source) * 100 >= self.widest * 90;
        let block = self.body.blocks.last();
        let is_speech = block.is_some_and(|block| block.speaker.is_some());
        let new_paragraph = sentence_ended
            && (line.gap > 0
                || !full
                || source.chars.get(line.piece.start.wrapping_sub(1)) == Some(&'\u{3000}')
                    && line.indent == 2
                    && last.indent == 0);
        let in_list = block.is_some_and(|block| {
            block.cue.is_some() || block.pieces.first().is_some_and(|(p, _)| bulleted(source, *p))
        }) && line.gap == 0
            && line.indent > 0;
        if is_speech || !sentence_ended || !(line.gap > 0 || !full || line.is_virtual) || in_list {
            self.append(line.piece, new_paragraph);
        } else {
            self.begin(line.piece, self.standing, None);
        }
    }

    /// …べきである。（山下委員）: a speaker behind the words.
    fn speakers_behind(&mut self) {
        let source = self.source;
        for block in self.body.blocks.iter_mut().filter(|block| block.speaker.is_none() && !block.is_event) {
            let Some((piece, _)) = block.pieces.last_mut() else { continue };
            if source.plain[piece.end - 1] != ')' {
                continue;
            }
            let Some(open) = (piece.start..piece.end).rev().find(|at| source.plain[*at] == '(') else { continue };
            let name = source.trim(Piece::new(open + 1, piece.end - 1));
            let bare = source.bare(name);
            let is_name = speaker::is_plain_speaker(&bare) && bare.chars().count() <= 10;
            let ends = open > piece.start && matches!(source.plain[open - 1], '。' | '.' | '?' | ' ');
            if is_name && ends {
                self.claims.reassign(Piece::new(open, piece.end), FURNITURE);
                *piece = source.trim(Piece::new(piece.start, open));
                block.speaker = Some(name);
                self.body.marks += 1;
            }
        }
    }
}

fn bulleted(source: &Source, piece: Piece) -> bool {
    let mut at = piece.start;
    while at > 0 && source.plain[at - 1] == ' ' {
        at -= 1;
    }
    let Some(before) = at.checked_sub(1) else { return false };
    "・•⇒→*-)".contains(source.plain[before]) || glyphs::enclosed(source.chars[before]).is_some()
}

/// Titles compared: without blanks, dots and what is said of openness.
pub(crate) fn key(bare: &str) -> String {
    let cut = ["(公開)", "(非公開)", "(報告)", "(協議)", "(承認)"]
        .iter()
        .fold(bare.to_string(), |text, word| text.replace(word, ""));
    let folded: String = cut
        .chars()
        .filter(|c| {
            !matches!(
                c,
                ' ' | '。'
                    | '、'
                    | ','
                    | '.'
                    | '・'
                    | ':'
                    | '「'
                    | '」'
                    | '【'
                    | '】'
                    | '〔'
                    | '〕'
                    | '<'
                    | '>'
                    | '《'
                    | '》'
                    | '['
                    | ']'
                    | '〈'
                    | '〉'
            )
        })
        .collect();
    folded
}

pub(crate) fn ends_sentence(source: &Source, piece: Piece) -> bool {
    source.plain[piece.start..piece.end]
        .last()
        .is_some_and(|c| matches!(c, '。' | ')' | '」' | '』' | '?' | '!' | '.' | '】' | ']' | '〕'))
}

fn begins_something(source: &Source, piece: Piece) -> bool {
    without_bullet(source, piece).1.is_some()
        || item_number(&source.plain[..piece.end], piece.start).is_some()
        || "○●◎◆◇■□(【〔<[".contains(source.plain[piece.start])
}
