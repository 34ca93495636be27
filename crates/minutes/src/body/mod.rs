//! The proceedings: lines become headings and blocks.

mod bullet;
mod event;
mod gutter;
mod heading;
mod parts;
mod row;
mod speech;
mod tail;
mod ways;

use crate::agenda::{self, Node, Tree};
use crate::kind::{Cue, Phase};
use crate::model::AgendaItem;
use crate::number::{Dress, Numbered, item_number, loose_number};
use crate::page::Line;
use crate::source::{Claims, FURNITURE, Owner, Piece, Source};
use crate::speaker::{self, Mark, Spoken};
use bullet::{Bullet, begins_something, bulleted, without_bullet};
use gutter::Gutter;
use parts::{Seams, broken_name};
use std::collections::{HashMap, HashSet};
use ways::{any_speaker, recurring_names, ways_of_speaking};

/// A block before its kind is told.
#[derive(Debug, Clone)]
pub(crate) struct Raw {
    pub owner: Owner,
    pub agenda: Option<String>,
    pub speaker: Option<Piece>,
    /// The rest of a name that a narrow column or a line end broke.
    pub rest_of_name: Vec<Piece>,
    /// What stands in parentheses behind the name.
    pub note: Vec<Piece>,
    /// Lines of words, in order; `true` where a paragraph begins.
    pub pieces: Vec<(Piece, bool)>,
    /// What the print says of its kind.
    pub cue: Option<Cue>,
    pub phase: Phase,
    pub is_event: bool,
    /// The title of the item it stands under, bare.
    pub item: String,
}

impl Raw {
    /// The speaker as typed, without the blanks inside (会　長).
    pub fn name(&self, source: &Source) -> Option<String> {
        let pieces = self.speaker.iter().chain(&self.rest_of_name);
        self.speaker?;
        Some(
            pieces
                .map(|piece| source.text(*piece))
                .collect::<String>()
                .chars()
                .filter(|c| !glyphs::is_blank(*c))
                .collect(),
        )
    }
}

/// What the proceedings hold.
#[derive(Debug, Default)]
pub(crate) struct Body {
    pub blocks: Vec<Raw>,
    /// Headings in order: path, bare title, place, whether the agenda has it.
    pub headings: Vec<Heading>,
    /// Agenda built from the headings, where none is printed.
    pub nodes: Vec<Node>,
    /// Headings that a printed agenda lacks.
    pub unlisted: Vec<AgendaItem>,
    pub marks: usize,
    /// Notes at the foot of a page, signatures, contacts.
    pub asides: Vec<Piece>,
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
    gutter: Option<Gutter>,
    last: Option<Line>,
    /// Lines that the one before has taken.
    taken: usize,
    columns: Vec<Option<Cue>>,
    /// The blocks of the row above, by column.
    cells: Vec<Option<usize>>,
    /// The kind of numbered rows below a table's head without rules.
    rows: Option<Cue>,
    /// Marks that stand before blocks without a name.
    signs: HashSet<char>,
    /// The open speech began behind a bullet, so the next bullet ends it.
    is_bulleted_speech: bool,
}

/// Reads the proceedings. `agenda` is the printed agenda, `names` the bare names of those present.
pub(crate) fn read(
    source: &Source,
    claims: &mut Claims,
    lines: &[Line],
    agenda: &[Node],
    names: &HashSet<String>,
) -> Body {
    let gutter = Gutter::of(source, lines, names);
    let mut known = names.clone();
    let mut ways = ways_of_speaking(source, lines, names);
    if gutter.is_none() && ways.contains(&Mark::Blank) {
        known.extend(recurring_names(source, lines));
    }
    let names = &known;
    let is_speech = |line: Line| {
        any_speaker(source, line.piece, names)
            .is_some_and(|spoken| ways.contains(&spoken.mark) && !matches!(spoken.mark, Mark::Blank | Mark::Alone))
    };
    let (lines, tail) = lines.split_at(tail::start(source, lines, &is_speech));
    let seams = Seams::of(source, lines, names, &ways);
    let by_blanks = seams.by_blanks();
    let lines = if gutter.is_some() { lines.to_vec() } else { seams.parted(claims, lines) };
    ways.extend(by_blanks.then_some(Mark::Blank));
    let signs = bullet::signs(source, &lines, names, &ways);
    let notes = tail::footnotes(source, &lines);
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
        gutter,
        last: None,
        taken: 0,
        columns: Vec::new(),
        cells: Vec::new(),
        rows: None,
        signs,
        is_bulleted_speech: false,
    };
    for (at, line) in lines.iter().enumerate() {
        if notes.contains(&at) {
            walk.body.asides.push(line.piece);
        } else if walk.taken > 0 {
            walk.taken -= 1;
        } else {
            walk.line(*line, &lines[at + 1..]);
            walk.last = Some(*line);
        }
    }
    walk.speakers_behind();
    walk.body.asides.extend(tail.iter().map(|line| line.piece));
    walk.body
}

/// So far from the margin stands what is set in the middle of the page.
const FAR_IN: usize = 10;

impl Walk<'_> {
    fn line(&mut self, line: Line, below: &[Line]) {
        let source = self.source;
        let next = below.first().copied();
        if line.indent >= FAR_IN && source.plain(line.piece).iter().all(char::is_ascii_digit) {
            // The number of a page, printed in its middle.
            self.claims.claim(line.piece, FURNITURE);
            return;
        }
        if line.is_row
            && (source.plain(line.piece).iter().any(|c| matches!(c, '|' | '│' | '┃')) || self.in_ruled_row(line))
        {
            self.row(line);
            return;
        }
        self.cells.clear();
        if self.rule(line) || self.kind_row(line) {
            return;
        }
        if self.listed_heading(line, below) || self.table_head(line) || self.section(line) || self.event(line, below) {
            return;
        }
        if self.beside_gutter(line, next) || self.speech(line) || self.broken_speech(line, next) {
            return;
        }
        if self.expected_heading(line, next) || self.numbered_row(line) || self.bulleted_line(line) {
            return;
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
            rest_of_name: Vec::new(),
            note: who.and_then(|w| w.1).into_iter().collect(),
            pieces: Vec::new(),
            cue,
            phase: self.phase,
            is_event: false,
            item: self.item.clone(),
        });
        self.is_open = true;
        self.is_bulleted_speech = false;
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

    /// True if words without a full stop are whole all the same: the line ends early, and the next stands no further in.
    fn ends_short(&self, last: Line, line: Line) -> bool {
        let open = self.source.plain[last.piece.end - 1];
        last.width(self.source) * 10 < self.widest * 6
            && line.indent <= last.indent
            && !line.is_virtual
            && !"、,はがをにのともへで".contains(open)
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
        if !sentence_ended && !is_speech && self.ends_short(last, line) {
            self.begin(line.piece, self.standing, None);
            return;
        }
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
