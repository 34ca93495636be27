//! The reader of text: from a decoded sheet to [`Minutes`].

mod access;
mod head;
mod name;
mod told;

use crate::agenda::{self, Node, Paper};
use crate::body::{self, Body, Raw};
use crate::header::{Chunk, Outline, outline};
use crate::kind;
use crate::label::Field;
use crate::model::*;
use crate::page::{is_record_foot, lines};
use crate::people::{self, Owners};
use crate::source::{Claims, FURNITURE, Owner, Piece, Source};
use crate::title::{self, Title};
use almanac::{Date, DateMention};
use std::collections::{BTreeMap, HashSet};
use told::{next_in_blocks, venue_in, votes};

/// Reads one sheet. Never fails: what finds no place is `unplaced`. Time grows in line with the text.
#[must_use]
pub fn read(text: &str) -> Minutes {
    let source = Source::new(text);
    let mut claims = Claims::new(source.chars.len());
    let lines = lines(&source, &mut claims);
    let outline = outline(&source, &lines);
    Assembly::new(&source, claims, outline).minutes()
}

struct Assembly<'a> {
    source: &'a Source,
    claims: Claims,
    outline: Outline,
    fields: Vec<(&'static str, Owner)>,
}

impl<'a> Assembly<'a> {
    fn new(source: &'a Source, claims: Claims, outline: Outline) -> Self {
        Assembly { source, claims, outline, fields: Vec::new() }
    }

    fn field(&mut self, name: &'static str) -> Owner {
        let owner = self.claims.owner();
        self.fields.push((name, owner));
        owner
    }

    fn claim_field(&mut self, name: &'static str, piece: Piece) {
        let owner = self.field(name);
        self.claims.claim(piece, owner);
    }

    fn chunks(&self, wanted: &[Field]) -> Vec<Chunk> {
        self.outline.chunks.iter().filter(|chunk| wanted.contains(&chunk.field())).cloned().collect()
    }

    fn minutes(mut self) -> Minutes {
        let source = self.source;
        let mut minutes = blank();
        for chunk in &self.outline.chunks {
            self.claims.claim(chunk.label.piece, FURNITURE);
        }
        let title = self.title(&mut minutes);
        let head_dates = self.sitting(&mut minutes);
        let people = self.people(&mut minutes);
        self.access(&mut minutes, &people);
        let nodes: Vec<Node> = self
            .chunks(&[Field::Agenda])
            .iter()
            .take(1)
            .flat_map(|chunk| agenda::read(source, &mut self.claims, chunk))
            .collect();
        let papers: Vec<Paper> = self
            .chunks(&[Field::Handouts])
            .iter()
            .take(1)
            .flat_map(|chunk| agenda::papers(source, &mut self.claims, chunk))
            .collect();
        let next = self.next_field(&mut minutes);
        if let Some(label) = self.outline.proceedings_label {
            self.claims.claim(label.piece, FURNITURE);
        }
        let names: HashSet<String> = people
            .present
            .iter()
            .flatten()
            .chain(people.absent.iter().flatten())
            .map(|attendee| attendee.name.chars().map(glyphs::plain).collect())
            .collect();
        let body_lines = std::mem::take(&mut self.outline.body);
        let body =
            body::read(source, &mut self.claims, &body_lines, &nodes[..nodes.len().min(agenda::MOST_COMPARED)], &names);
        self.aside();
        let owner = self.field("aside");
        for piece in &body.asides {
            self.claims.claim(*piece, owner);
        }
        self.settle(minutes, Parts { title, head_dates, people, nodes, papers, next, body })
    }

    fn settle(self, mut minutes: Minutes, parts: Parts) -> Minutes {
        let Assembly { source, claims, outline, fields } = self;
        let Parts { title, head_dates, people, mut nodes, papers, next, body } = parts;
        let texts: Vec<String> = body.blocks.iter().map(|block| words(source, block)).collect();
        let plain_texts: Vec<String> = texts.iter().map(|text| kind::sentences(text)).collect();
        let is_section = minutes.body.as_deref().is_some_and(|name| name.ends_with("部会"));
        let kinds = kind::kinds(source, &body.blocks, &plain_texts, is_section);
        minutes.joins = joins(source, &body.blocks);
        let mut settled = claims.settle(source);
        let mut by_name: BTreeMap<String, Vec<Span>> = BTreeMap::new();
        for (name, owner) in fields {
            let spans = settled.take(owner);
            if !spans.is_empty() {
                by_name.entry(name.to_string()).or_default().extend(spans);
            }
        }
        by_name.values_mut().for_each(|spans| spans.sort_unstable());
        minutes.fields = by_name;
        let mut number = 0;
        for ((block, text), kind) in body.blocks.iter().zip(texts).zip(kinds) {
            let spans = settled.take(block.owner);
            if text.is_empty() {
                continue;
            }
            number += 1;
            minutes.proceedings.push(Block {
                id: format!("b{number}"),
                agenda: block.agenda.clone(),
                kind,
                speaker: block.name(source),
                speaker_note: (!block.note.is_empty())
                    .then(|| block.note.iter().map(|note| source.text(*note)).collect()),
                text,
                spans,
            });
        }
        let printed = !nodes.is_empty();
        if !printed {
            nodes = body.nodes.clone();
        }
        minutes.headings = if printed { body.unlisted.clone() } else { Vec::new() };
        minutes.agenda = (!nodes.is_empty()).then(|| agenda::tree(source, &nodes, &mut settled));
        minutes.handouts = outline
            .chunks
            .iter()
            .any(|chunk| chunk.field() == Field::Handouts)
            .then(|| agenda::handouts(source, &papers, &mut settled));
        if let (Some(owner), Some(meeting)) = (next, minutes.next_meeting.as_mut()) {
            meeting.spans = settled.take(owner);
        } else if let Some(owner) = next {
            minutes.fields.insert("next_meeting".into(), settled.take(owner));
        }
        let held = minutes.held_on.as_ref().and_then(|iso| iso.parse::<Date>().ok());
        minutes.votes = votes(&minutes.proceedings);
        if minutes.next_meeting.is_none() {
            minutes.next_meeting = next_in_blocks(&minutes, held);
        }
        minutes.furniture = settled.furniture();
        minutes.unplaced = settled.unplaced();
        minutes.accounted = settled.accounted;
        minutes.coverage = settled.coverage;
        let labels = method_labels(source, &outline);
        (minutes.record_method, minutes.record_method_because) = crate::method::tell(source, &minutes, &labels);
        let held_piece =
            minutes.fields.get("held_on").and_then(|spans| spans.first()).map(|span| Piece::new(span.0, span.1));
        let sides = crate::checks::Sides {
            source,
            minutes: &minutes,
            held: held.zip(held_piece),
            fiscal_year: title.as_ref().and_then(|title| title.fiscal_year.as_ref()),
            head_dates: &head_dates,
            people: &people,
            body: &body,
            papers: &papers[..papers.len().min(agenda::MOST_COMPARED)],
            nodes: if printed { &nodes[..nodes.len().min(agenda::MOST_COMPARED)] } else { &[] },
        };
        minutes.warnings = crate::checks::run(&sides);
        minutes
    }
}

struct Parts {
    title: Option<Title>,
    head_dates: Vec<(DateMention, usize)>,
    people: people::People,
    nodes: Vec<Node>,
    papers: Vec<Paper>,
    next: Option<Owner>,
    body: Body,
}

fn blank() -> Minutes {
    Minutes {
        schema: SCHEMA,
        file: String::new(),
        body: None,
        fiscal_year: None,
        number: None,
        number_of: None,
        held_on: None,
        held_until: None,
        starts_at: None,
        ends_at: None,
        venue: None,
        attendance: Attendance::default(),
        present_count: None,
        absent_count: None,
        late: None,
        left_early: None,
        proxies: None,
        secretariat: None,
        public_access: None,
        observers: None,
        invited: None,
        record_method: RecordMethod::Unknown,
        record_method_because: Vec::new(),
        agenda: None,
        headings: Vec::new(),
        proceedings: Vec::new(),
        votes: Vec::new(),
        next_meeting: None,
        handouts: None,
        warnings: Vec::new(),
        joins: Vec::new(),
        furniture: Vec::new(),
        unplaced: Vec::new(),
        fields: BTreeMap::new(),
        accounted: 1.0,
        coverage: 1.0,
    }
}

/// The words of a block: lines joined, paragraphs parted.
fn words(source: &Source, block: &Raw) -> String {
    let mut text = String::new();
    for (at, (piece, is_paragraph)) in block.pieces.iter().enumerate() {
        if at > 0 {
            let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
            if *is_paragraph {
                text.push('\n');
            } else if latin(text.chars().last()) && latin(source.chars.get(piece.start).copied()) {
                text.push(' ');
            }
        }
        text.push_str(&source.text(*piece));
    }
    text
}

fn joins(source: &Source, blocks: &[Raw]) -> Vec<Join> {
    let mut found = Vec::new();
    for block in blocks {
        for pair in block.pieces.windows(2) {
            if !pair[1].1 {
                let (left, right) = (pair[0].0, pair[1].0);
                let tail = source.text(Piece::new(left.end.saturating_sub(4).max(left.start), left.end));
                let head = source.text(Piece::new(right.start, right.end.min(right.start + 4)));
                found.push(Join { at: right.start, text: format!("{tail}／{head}") });
            }
        }
    }
    found
}

/// Where a sheet says of itself how it is written: title, labels, page feet, 会議録の作成方法.
fn method_labels(source: &Source, outline: &Outline) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    pieces.extend(outline.preamble.iter().map(|line| line.piece));
    for chunk in &outline.chunks {
        pieces.push(chunk.label.piece);
        if chunk.label.word.contains("方法")
            || chunk.label.word.contains("種類")
            || chunk.field() == Field::Name
            || chunk.label.word.starts_with("記録")
        {
            pieces.extend(chunk.values.iter().map(|line| line.piece));
        }
    }
    pieces.extend(outline.proceedings_label.map(|label| label.piece));
    pieces.extend(outline.body.iter().take(3).map(|line| line.piece).filter(|piece| piece.len() < 24));
    let mut start = 0;
    for at in 0..=source.plain.len() {
        if at == source.plain.len() || source.plain[at] == '\n' {
            let line = source.trim(Piece::new(start, at));
            if (5..40).contains(&line.len()) && is_record_foot(&source.bare(line)) {
                pieces.push(line);
            }
            start = at + 1;
        }
    }
    pieces
}
