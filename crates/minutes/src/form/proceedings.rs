//! The proceedings, written in the town's form: blocks under the headings of the agenda.

use super::outline::Writer;
use super::{OutlineLine, SheetForm, Words};
use crate::model::{AgendaItem, Block, Kind};
use std::collections::BTreeSet;

/// Whole characters from the edge to a bullet below 1 or ⑴.
const BULLET: u8 = 2;

/// The blocks under their headings. `marked` are those whose kind is written out, because the words alone would be read as
/// another one.
pub(super) fn proceedings(writer: &Writer<'_>, marked: &BTreeSet<String>) -> Vec<OutlineLine> {
    let Writer { minutes, form, .. } = writer;
    let items = flat(minutes.agenda.as_deref().unwrap_or_default());
    let mut walk = Walk {
        writer,
        form,
        marked,
        unlisted: &minutes.headings,
        items: &items,
        next: 0,
        path: None,
        head: Head::None,
        among_speeches: minutes.proceedings.iter().any(|block| block.speaker.is_some()),
        lines: Vec::new(),
    };
    for block in &minutes.proceedings {
        walk.heading(block);
        walk.head(block);
        walk.block(block);
    }
    for item in &items[walk.next..] {
        walk.lines.push(writer.item_line(item));
    }
    walk.lines
}

/// What was decided, behind the title of its item; items of which nothing was decided are left out. The words stand among the
/// proceedings too, where their blocks are, so these lines name none. A title alone in its line would be read as the heading
/// under which somebody begins to speak.
pub(super) fn decisions(writer: &Writer<'_>) -> Vec<OutlineLine> {
    let items = flat(writer.minutes.agenda.as_deref().unwrap_or_default());
    let items: Vec<&AgendaItem> = items.into_iter().chain(&writer.minutes.headings).collect();
    let mut last = None;
    let decided = writer.minutes.proceedings.iter().filter(|block| block.kind == Kind::Decision);
    let lines = decided.map(|block| {
        let is_first = last.replace(&block.agenda) != Some(&block.agenda);
        let item = items.iter().find(|item| is_first && Some(&item.path) == block.agenda.as_ref());
        let title = item.map_or_else(String::new, |item| writer.naming.without_names(&item.title));
        let text = writer.told(block).replace('\n', "　");
        let words = if title.is_empty() { text } else { format!("議題「{title}」　{text}") };
        OutlineLine { begins: is_first, ..OutlineLine::of(words) }
    });
    lines.collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Head {
    None,
    Opinions,
    Questions,
}

struct Walk<'a> {
    writer: &'a Writer<'a>,
    form: &'a SheetForm,
    marked: &'a BTreeSet<String>,
    /// Headings that the agenda lacks.
    unlisted: &'a [AgendaItem],
    items: &'a [&'a AgendaItem],
    /// The first item whose heading is not written yet.
    next: usize,
    path: Option<String>,
    head: Head,
    /// Somebody is named on this sheet, so a block without a name is told apart by its kind.
    among_speeches: bool,
    lines: Vec<OutlineLine>,
}

impl Walk<'_> {
    /// Headings up to the block's item; items that nobody spoke about are written on the way.
    fn heading(&mut self, block: &Block) {
        if block.agenda == self.path {
            return;
        }
        let Some(at) = self.items.iter().position(|item| Some(&item.path) == block.agenda.as_ref()) else {
            return self.unlisted_heading(block);
        };
        self.path.clone_from(&block.agenda);
        self.head = Head::None;
        // Talk that comes back to an item stands under its heading again.
        let from = self.next.min(at);
        let from = if at < self.next { at } else { from };
        for item in &self.items[from..=at] {
            self.lines.push(self.writer.item_line(item));
        }
        self.next = self.next.max(at + 1);
    }

    /// A heading that the agenda lacks stands where it was spoken under.
    fn unlisted_heading(&mut self, block: &Block) {
        let Some(item) = self.unlisted.iter().find(|item| Some(&item.path) == block.agenda.as_ref()) else { return };
        self.path.clone_from(&block.agenda);
        self.head = Head::None;
        self.lines.push(self.writer.item_line(item));
    }

    /// （以下意見要旨）, （質疑）: where nobody is named, they say what follows.
    fn head(&mut self, block: &Block) {
        if block.speaker.is_some() || self.among_speeches {
            return;
        }
        let (head, words) = match block.kind {
            Kind::Opinion => (Head::Opinions, &self.form.opinions_head),
            Kind::Question => (Head::Questions, &self.form.questions_head),
            _ => return,
        };
        if head == self.head || words.is_empty() {
            return;
        }
        self.head = head;
        self.lines.push(OutlineLine { indent: BULLET, leads: true, ..OutlineLine::of(words.clone()) });
    }

    /// No name, head or mark shows what the block is: its kind is written before it.
    fn tells_kind(&self, block: &Block) -> bool {
        let below_head = self.head != Head::None && block.kind == Kind::Explanation;
        self.is_marked(block) || (self.among_speeches || below_head) && !is_event(&block.text)
    }

    fn is_marked(&self, block: &Block) -> bool {
        self.marked.contains(&block.id)
    }

    /// The word for its kind: 決定. Proceedings (進行) and notes have one only where it must be said.
    fn kind_word(&self, block: &Block) -> Option<&String> {
        let is_plain = matches!(block.kind, Kind::Statement | Kind::Note);
        let word = self.form.kinds.iter().find(|(kind, _)| *kind == block.kind).map(|(_, word)| word);
        word.filter(|_| !is_plain || self.is_marked(block))
    }

    fn block(&mut self, block: &Block) {
        let text = self.writer.told(block).replace('\n', "\n　");
        let line = match &block.speaker {
            Some(speaker) => {
                let naming = &self.writer.naming;
                let note = block.speaker_note.as_deref().and_then(|note| naming.note(note));
                let speaker = naming.speaker(speaker);
                // One parenthesis behind a speaker is read again, two are not.
                let note = note.filter(|_| !naming.hides() || !speaker.ends_with('）'));
                let note = note.map_or(String::new(), |note| format!("（{note}）"));
                let kind = self.kind_word(block).filter(|_| self.is_marked(block));
                let kind = kind.map_or(String::new(), |word| format!("【{word}】　"));
                let words = vec![
                    Words { text: format!("{speaker}{note}　{kind}"), is_name: true },
                    Words { text, is_name: false },
                ];
                OutlineLine { indent: BULLET, words, ..OutlineLine::default() }.marked(&self.form.speaker, false)
            }
            None if self.tells_kind(block) => {
                let mark = self.kind_word(block).map_or_else(|| self.form.bullet.clone(), |word| format!("{word}："));
                OutlineLine { indent: BULLET, ..OutlineLine::of(text) }.marked(mark, false)
            }
            None if block.kind == Kind::Answer => {
                OutlineLine { indent: BULLET + 1, ..OutlineLine::of(text) }.marked(&self.form.answer, false)
            }
            None if is_event(&block.text) => OutlineLine { indent: BULLET, ..OutlineLine::of(text) },
            None => OutlineLine { indent: BULLET, ..OutlineLine::of(text) }.marked(&self.form.bullet, false),
        };
        self.lines.push(OutlineLine { block: Some(block.id.clone()), ..line });
    }
}

/// （意見なし。承諾された。） and ―― 休憩 ―― stand without a bullet.
pub(super) fn is_event(text: &str) -> bool {
    let (first, last) = (text.chars().next(), text.chars().last());
    let is_closed = matches!(last, Some('）' | ')' | '］' | ']' | '〕' | '≫'));
    let is_dash = |c: Option<char>| c.is_some_and(|c| glyphs::is_dash(c) || c == '─');
    matches!(first, Some('（' | '(' | '［' | '[' | '〔' | '≪')) && is_closed || is_dash(first) && is_dash(last)
}

fn flat(items: &[AgendaItem]) -> Vec<&AgendaItem> {
    items.iter().flat_map(|item| std::iter::once(item).chain(flat(&item.items))).collect()
}
