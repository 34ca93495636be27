//! How marked words are kept out of what is written for others. Pure.

mod paper;

pub use paper::{PaperFate, may_open, paper_fate};

use super::model::{Redaction, RedactionKind};
use crate::council::meeting::model::BlockKind;
use crate::council::meeting::store::Block;
use crate::council::telling::model::Audience;
use crate::council::telling::rules::{Reading, Tellings, reading};
use minutes::Outline;
use press::{Block as Part, Cell, Document, Text};
use std::collections::BTreeMap;
use std::ops::Range;

/// The marks of a meeting that stand, the first first.
pub type Redactions = Vec<Redaction>;

/// What stands in place of marked words on what everybody reads.
pub const WITHHELD: &str = "［非公開］";

/// 伏せ方: how marked words are covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CoverStyle {
    /// On what everybody reads: 「［非公開］」, and for a name what the clerk chose. Nothing tells how long the words were.
    Public,
    /// On what is disclosed on request: 「■■■■〔1〕」, with the number of its ground.
    Disclosure,
}

/// Covers marked words, and counts how often each ground was needed.
pub struct Cover<'a> {
    marks: &'a [Redaction],
    style: CoverStyle,
    /// Each ground in words, in the order in which it was first needed, and how often.
    pub grounds: Vec<(String, usize)>,
}

impl<'a> Cover<'a> {
    /// Nothing is covered yet.
    pub fn new(marks: &'a [Redaction], style: CoverStyle) -> Cover<'a> {
        Cover { marks, style, grounds: vec![] }
    }

    /// What stands in place of words that are kept back on this ground.
    pub fn bar(&mut self, reason: &str) -> String {
        let at = self.count(reason);
        match self.style {
            CoverStyle::Public => WITHHELD.into(),
            CoverStyle::Disclosure => format!("■■■■〔{}〕", at + 1),
        }
    }

    fn count(&mut self, reason: &str) -> usize {
        let at = self.grounds.iter().position(|(known, _)| known == reason).unwrap_or_else(|| {
            self.grounds.push((reason.to_string(), 0));
            self.grounds.len() - 1
        });
        self.grounds[at].1 += 1;
        at
    }

    /// The words of a block without its marked passages; nothing where they were marked below other words.
    pub fn passages(&mut self, block: &str, words: &str) -> Option<String> {
        let of = |mark: &&Redaction| mark.form.kind == RedactionKind::Passage && mark.form.about == block;
        let marks: Vec<&Redaction> = self.marks.iter().filter(of).collect();
        if marks.iter().any(|mark| mark.seen != words) {
            return None;
        }
        let of = |mark: &&Redaction| mark.form.words.lines().map(str::to_string).collect::<Vec<_>>();
        let mut found: Vec<(Range<usize>, String)> = vec![];
        for mark in &marks {
            for passage in of(mark) {
                let hits = words.match_indices(passage.as_str()).map(|(at, hit)| at..at + hit.len());
                found.extend(hits.map(|hit| (hit, mark.form.reason())));
            }
        }
        found.sort_by_key(|(hit, _)| (hit.start, hit.end));
        let mut joined: Vec<(Range<usize>, String)> = vec![];
        for (hit, reason) in found {
            match joined.last_mut() {
                Some((last, before)) if hit.start < last.end || (hit.start == last.end && *before == reason) => {
                    last.end = last.end.max(hit.end);
                }
                _ => joined.push((hit, reason)),
            }
        }
        let (mut covered, mut from) = (String::new(), 0);
        for (hit, reason) in joined {
            covered.push_str(&words[from..hit.start]);
            covered.push_str(&self.bar(&reason));
            from = hit.end;
        }
        covered.push_str(&words[from..]);
        Some(covered)
    }

    /// The words without the marked names, however they are written in it.
    pub fn names(&mut self, words: &str) -> String {
        let mut parts = [words.to_string()];
        self.names_in(&mut parts);
        let [words] = parts;
        words
    }

    /// The same of words in several parts: a name may begin in one and end in another.
    fn names_in(&mut self, parts: &mut [String]) {
        let folded = letters(&parts.concat());
        let mut found: Vec<(Range<usize>, &Redaction)> = vec![];
        for mark in self.marks.iter().filter(|mark| mark.form.kind == RedactionKind::Name) {
            found.extend(hits(&folded, &key_of(&mark.form.words)).into_iter().map(|hit| (hit, mark)));
        }
        // From the first on, the longest first: names that share letters are covered as one.
        found.sort_by_key(|(hit, _)| (hit.start, std::cmp::Reverse(hit.end)));
        let mut joined: Vec<(Range<usize>, &Redaction)> = vec![];
        for (hit, mark) in found {
            match joined.last_mut() {
                Some((last, _)) if hit.start < last.end => last.end = last.end.max(hit.end),
                _ => joined.push((hit, mark)),
            }
        }
        let insteads: Vec<String> = joined.iter().map(|(_, mark)| self.stand_in(mark)).collect();
        for ((hit, _), instead) in joined.into_iter().zip(insteads).rev() {
            replace(parts, hit, &instead);
        }
    }

    /// What stands where a name was.
    fn stand_in(&mut self, mark: &Redaction) -> String {
        match self.style {
            CoverStyle::Public => {
                self.count(&mark.form.reason());
                mark.form.instead.clone()
            }
            CoverStyle::Disclosure => self.bar(&mark.form.reason()),
        }
    }

    /// Covers marked names wherever they stand on a paper.
    pub fn document(&mut self, document: &mut Document) {
        document.title = self.names(&document.title);
        document.foot.left = self.names(&document.foot.left);
        for block in &mut document.body {
            match block {
                Part::Heading(heading) => self.text(&mut heading.text),
                Part::Paragraph(paragraph) => self.text(&mut paragraph.text),
                Part::Sheet(sheet) => {
                    let entries =
                        sheet.rows.iter_mut().flat_map(|row| std::iter::once(&mut row.first).chain(&mut row.second));
                    for paragraph in entries.flat_map(|entry| &mut entry.body) {
                        self.text(&mut paragraph.text);
                    }
                }
                Part::Grid(grid) => {
                    for cell in grid.rows.iter_mut().flatten() {
                        if let Cell::Text(text) = cell {
                            self.text(text);
                        }
                    }
                }
                Part::PageBreak | Part::Spacer(_) => {}
            }
        }
    }

    fn text(&mut self, text: &mut Text) {
        let mut parts: Vec<String> = text.0.iter().map(|run| run.text.clone()).collect();
        self.names_in(&mut parts);
        for (run, part) in text.0.iter_mut().zip(parts) {
            run.text = part;
        }
    }

    /// Covers marked names wherever they stand on a sheet.
    pub fn outline(&mut self, outline: &mut Outline) {
        for line in outline.rows.iter_mut().flatten().flat_map(|cell| &mut cell.lines) {
            if let Some(mark) = &mut line.mark {
                mark.text = self.names(&mark.text);
            }
            let mut parts: Vec<String> = line.words.iter().map(|words| words.text.clone()).collect();
            self.names_in(&mut parts);
            for (words, part) in line.words.iter_mut().zip(parts) {
                words.text = part;
            }
        }
    }
}

/// The letters of a text as they are compared: folded as names are, without what is not printed; each with the bytes from which it came.
fn letters(text: &str) -> Vec<(char, Range<usize>)> {
    let mut letters = vec![];
    let mut rest = text.char_indices().peekable();
    while let Some((from, first)) = rest.next() {
        let mut end = from + first.len_utf8();
        while let Some((at, next)) = rest.next_if(|(_, next)| belongs_to_the_one_before(*next)) {
            end = at + next.len_utf8();
        }
        if first.is_control() || press::is_hidden(first) {
            continue;
        }
        letters.extend(glyphs::fold_name(&text[from..end]).chars().map(|c| (c, from..end)));
    }
    letters
}

fn key_of(words: &str) -> Vec<char> {
    letters(words).into_iter().map(|(letter, _)| letter).collect()
}

/// Marks over a letter, and what chooses its shape.
fn belongs_to_the_one_before(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{3099}' | '\u{309a}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | 'ﾞ' | 'ﾟ')
}

/// Where the key stands, from the first on, none in another.
fn hits(letters: &[(char, Range<usize>)], key: &[char]) -> Vec<Range<usize>> {
    let (mut hits, mut at) = (vec![], 0);
    while !key.is_empty() && at + key.len() <= letters.len() {
        let is_here = letters[at..at + key.len()].iter().map(|(letter, _)| letter).eq(key);
        if is_here {
            hits.push(letters[at].1.start..letters[at + key.len() - 1].1.end);
        }
        at += if is_here { key.len() } else { 1 };
    }
    hits
}

/// Puts something else where bytes stand that run through the parts.
fn replace(parts: &mut [String], bytes: Range<usize>, instead: &str) {
    let mut begin = 0;
    let mut is_put = false;
    for part in parts {
        let end = begin + part.len();
        let (from, to) = (bytes.start.clamp(begin, end) - begin, bytes.end.clamp(begin, end) - begin);
        if from < to {
            part.replace_range(from..to, if is_put { "" } else { instead });
            is_put = true;
        }
        begin = end;
    }
}

/// The mark that keeps a whole block back.
pub fn whole_block<'a>(marks: &'a [Redaction], block: &str) -> Option<&'a Redaction> {
    marks.iter().find(|mark| mark.form.kind == RedactionKind::Block && mark.form.about == block)
}

/// The blocks as everybody reads them, in their order, without what was marked; names are covered once the sheet is written. Where a telling
/// gives everybody other words, or none, a mark of the whole block says why.
pub fn told_publicly(blocks: &[Block], tellings: &Tellings, cover: &mut Cover<'_>) -> Vec<Block> {
    let mut kept = vec![];
    for block in blocks {
        let mut block = block.clone();
        let id = block.id.to_string();
        let reason = whole_block(cover.marks, &id).map(|mark| mark.form.reason());
        if let Some(reason) = &reason {
            cover.count(reason);
        }
        let told = match publicly(tellings, &block) {
            Some(words) => cover.passages(&id, words),
            None => None,
        };
        match (told, is_kept_back(cover.marks, tellings, &block)) {
            (Some(_), true) => {
                let reason = reason.unwrap_or_default();
                silence(&mut block, &format!("（この発言は、公開していません。根拠: {reason}）"));
            }
            (Some(words), false) => block.form.text = words,
            (None, _) => continue,
        }
        kept.push(block);
    }
    kept
}

/// The words that everybody would read of a block before anything in it is covered; nothing where nobody does.
pub fn publicly<'a>(tellings: &'a Tellings, block: &'a Block) -> Option<&'a str> {
    match reading(tellings.get(&block.id), Audience::Public, &block.form.speaker, &block.form.text) {
        Reading::Words(words) => Some(words),
        Reading::LeftOut | Reading::Closed => None,
    }
}

/// Is the whole block kept back? Not where everybody reads other words: there the mark says why.
pub fn is_kept_back(marks: &[Redaction], tellings: &Tellings, block: &Block) -> bool {
    whole_block(marks, &block.id.to_string()).is_some() && publicly(tellings, block) == Some(&block.form.text)
}

/// A line stands where a block was.
pub fn silence(block: &mut Block, line: &str) {
    (block.form.kind, block.form.decision) = (BlockKind::Note, None);
    block.form.speaker = String::new();
    block.form.text = line.into();
}

/// The blocks with marks that were set on other words than everybody would read by now: closed to everybody until somebody looks.
pub fn outgrown(
    blocks: &[Block],
    tellings: &Tellings,
    marks: &[Redaction],
) -> Vec<crate::council::meeting::model::BlockId> {
    let is_outgrown = |block: &&Block| {
        let words = publicly(tellings, block);
        words
            .is_some_and(|words| Cover::new(marks, CoverStyle::Public).passages(&block.id.to_string(), words).is_none())
    };
    blocks.iter().filter(is_outgrown).map(|block| block.id).collect()
}

/// Marked passages that stand in other blocks, too, as everybody reads them: the words, and in how many.
pub fn still_said(told: &[Block], marks: &[Redaction]) -> BTreeMap<String, usize> {
    let told: Vec<_> = told.iter().map(|block| letters(&block.form.text)).collect();
    let mut said = BTreeMap::new();
    let passages = marks.iter().filter(|mark| mark.form.kind == RedactionKind::Passage);
    for passage in passages.flat_map(|mark| mark.form.words.lines()) {
        let key = key_of(passage);
        let count = told.iter().filter(|letters| !hits(letters, &key).is_empty()).count();
        if count > 0 {
            said.insert(passage.to_string(), count);
        }
    }
    said
}

/// Does an edition that was frozen tell everybody what by now is not for everybody? `frozen` are its parts, `now` those that would be
/// frozen today: block or row, and words.
pub fn tells_too_much<'a>(
    frozen: impl Iterator<Item = (&'a str, &'a str)>,
    now: &[(&str, &str)],
    marks: &[Redaction],
    is_rewritten: impl Fn(&str) -> bool,
) -> bool {
    let exposes = |(id, words): (&str, &str)| {
        let about = |mark: &&Redaction| mark.form.about == id;
        let is_whole = whole_block(marks, id).is_some();
        let is_passage = |mark: &Redaction| {
            mark.form.kind == RedactionKind::Passage && mark.form.words.lines().any(|line| words.contains(line))
        };
        let is_named = Cover::new(marks, CoverStyle::Public).names(words) != words;
        let today = now.iter().find(|(other, _)| *other == id).map(|(_, words)| *words);
        let is_same = today == Some(words);
        !is_same
            && (today.is_none()
                || is_rewritten(id)
                || is_whole
                || is_named
                || marks.iter().filter(about).any(is_passage))
    };
    frozen.into_iter().any(exposes)
}

/// The parts of a block's words that can be ticked: up to each 、 and 。, and each end of a line.
pub fn pieces(words: &str) -> Vec<&str> {
    let parts = words.lines().flat_map(|line| line.split_inclusive(['、', '。', '，', '．']));
    parts.map(str::trim).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests;
