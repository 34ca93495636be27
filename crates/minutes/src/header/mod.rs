//! The head of a sheet (and what follows its proceedings): which line belongs to which field.

mod seen;
mod tail;
mod trailing;

use crate::label::{Field, Label, is_ornament, label_at, stem_label_at};
use crate::number::{Dress, Numbered, item_number, loose_number};
use crate::page::Line;
use crate::source::{Piece, Source};
use crate::speaker;
use seen::{Seen, Verdict};
use tail::{body_and_tail, take_agenda_as_body};
use trailing::{labels_trail, trailing_label};

/// A label and the lines of its value.
#[derive(Debug, Clone)]
pub(crate) struct Chunk {
    pub label: Label,
    /// The value, line by line, trimmed.
    pub values: Vec<Line>,
}

impl Chunk {
    pub fn field(&self) -> Field {
        self.label.field
    }
}

/// The lines of a sheet, by what they belong to.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    /// Lines before the first label: title, navigation of a web page.
    pub preamble: Vec<Line>,
    /// Head and tail fields in order.
    pub chunks: Vec<Chunk>,
    /// The label of the proceedings, where one is printed.
    pub proceedings_label: Option<Label>,
    /// The proceedings.
    pub body: Vec<Line>,
}

/// Parts head, proceedings and tail.
pub(crate) fn outline(source: &Source, lines: &[Line]) -> Outline {
    let mut outline = Outline::default();
    let mut at = 0;
    let mut seen = Seen::default();
    let is_trailing = labels_trail(source, lines);
    while at < lines.len() {
        let line = lines[at];
        if let Some((label, value)) = is_trailing.then(|| trailing_label(source, line)).flatten() {
            seen.note(&label);
            outline.chunks.push(Chunk { label, values: vec![Line { piece: value, ..line }] });
            at += 1;
            continue;
        }
        let label = label_at(source, line.piece).or_else(|| seen.stem_label(source, &outline, line, lines.get(at + 1)));
        if let Some(label) = label {
            match seen.judge(source, &outline, &label, line, &lines[at + 1..]) {
                Verdict::Item => {}
                Verdict::Body => {
                    // The label stays a heading of the body if it is an agenda item there.
                    outline.proceedings_label = Some(label);
                    push_rest(source, &mut outline.body, line, label.piece.end);
                    at += 1;
                    break;
                }
                Verdict::BodyWithLine => break,
                Verdict::Field => {
                    seen.note(&label);
                    seen.label_indent = line.indent;
                    let mut chunk = Chunk { label, values: Vec::new() };
                    split_value(source, &mut outline, &mut chunk, line, label.piece.end, &mut seen);
                    outline.chunks.push(chunk);
                    at += 1;
                    continue;
                }
            }
        }
        if seen.begins_body(source, &outline, line, &lines[at + 1..]) {
            break;
        }
        if let Some(label) = implied_roster(source, &outline, line) {
            seen.note(&label);
            outline.chunks.push(Chunk { label, values: vec![line] });
            at += 1;
            continue;
        }
        if let Some(label) = implied_agenda(source, &outline, line, lines.get(at + 1)) {
            seen.fields.push(Field::Agenda);
            outline.chunks.push(Chunk { label, values: vec![line] });
            at += 1;
            continue;
        }
        match outline.chunks.last_mut() {
            Some(chunk) => chunk.values.push(line),
            None => outline.preamble.push(line),
        }
        at += 1;
    }
    // Headings right above the first speech belong to it, not to the field above.
    while at > 0
        && outline.proceedings_label.is_none()
        && let Some(chunk) = outline.chunks.last_mut()
        && chunk.field() != Field::Agenda
        && chunk.values.last().is_some_and(|last| last.piece == lines[at - 1].piece && heads_an_item(source, *last))
    {
        chunk.values.pop();
        at -= 1;
    }
    at += notes_on_the_record(source, &mut outline, &lines[at..]);
    take_agenda_as_body(source, &mut outline, &lines[at..]);
    body_and_tail(source, &mut outline, &lines[at..]);
    outline
}

/// ※発言は要約しています。 between the label of the proceedings and the first words: how the record is made.
fn notes_on_the_record(source: &Source, outline: &mut Outline, lines: &[Line]) -> usize {
    let notes = lines.iter().take_while(|line| source.chars[line.piece.start] == '※').count();
    if let Some(first) = lines.first().filter(|_| notes > 0) {
        let label = implied(Field::Aside, "注", *first);
        outline.chunks.push(Chunk { label, values: lines[..notes].to_vec() });
    }
    notes
}

/// 氏名　所属　出欠 below another field: a list of members without its label.
fn implied_roster(source: &Source, outline: &Outline, line: Line) -> Option<Label> {
    let last = outline.chunks.last()?;
    let stands_apart = !is_about_people(last.field()) && !matches!(last.field(), Field::Agenda | Field::Handouts);
    (stands_apart && crate::people::heads_a_roster(source, line)).then(|| implied(Field::Attendees, "出席者", line))
}

/// A field whose label is not printed.
fn implied(field: Field, word: &'static str, line: Line) -> Label {
    let piece = Piece::new(line.piece.start, line.piece.start);
    Label { field, piece, number: None, word, is_parted: true, note: None, is_stem: false }
}

/// 1 開会 right below the place: the agenda without its label.
fn implied_agenda(source: &Source, outline: &Outline, line: Line, next: Option<&Line>) -> Option<Label> {
    let chunk = outline.chunks.last()?;
    let single =
        matches!(chunk.field(), Field::When | Field::Venue | Field::Observers | Field::Access | Field::WhenAndVenue)
            && !chunk.values.is_empty();
    let has_agenda = outline.chunks.iter().any(|chunk| chunk.field() == Field::Agenda);
    let number = item_number(&source.plain[..line.piece.end], line.piece.start)?;
    // 議題１ …／議題２ …: a list, no heading.
    let is_list = next.is_some_and(|next| {
        item_number(&source.plain[..next.piece.end], next.piece.start)
            .is_some_and(|second| second.dress == number.dress && second.value == 2)
    });
    let first = number.value == 1
        && (is_list || matches!(number.dress, Dress::Plain | Dress::Kanji | Dress::Roman | Dress::Ordinal))
        && chunk.label.number.is_none();
    let short = line.piece.len() <= 40 && !source.plain(line.piece).contains(&'。');
    (single && first && short && !has_agenda).then(|| implied(Field::Agenda, "次第", line))
}

fn heads_an_item(source: &Source, line: Line) -> bool {
    line.piece.len() <= 50 && item_words(source, line.piece).0.is_some() && !source.plain(line.piece).contains(&'。')
}

fn push_rest(source: &Source, into: &mut Vec<Line>, line: Line, from: usize) {
    let piece = source.trim(Piece::new(from, line.piece.end));
    if !piece.is_empty() {
        into.push(Line { piece, is_virtual: true, ..line });
    }
}

/// The rest of a labelled line: its value, and further labels on the same line (傍聴の可否 可 傍聴者数 １人).
fn split_value(source: &Source, outline: &mut Outline, chunk: &mut Chunk, line: Line, from: usize, seen: &mut Seen) {
    let rest = source.trim(Piece::new(from, line.piece.end));
    let is_list = matches!(
        chunk.field(),
        Field::Agenda
            | Field::Handouts
            | Field::Attendees
            | Field::Present
            | Field::Absent
            | Field::Secretariat
            | Field::Invited
            | Field::Name
            | Field::Aside
    );
    for at in rest.start + 1..rest.end {
        let after_blank = source.plain[at - 1] == ' ' || matches!(source.plain[at - 1], '|' | ')' | '。');
        if !after_blank || source.plain[at] == ' ' {
            continue;
        }
        let Some(label) = label_at(source, Piece::new(at, rest.end)) else { continue };
        let lone_number = item_number(&source.plain[..rest.end], rest.start)
            .is_some_and(|number| source.trim(Piece::new(number.end, at)).is_empty());
        if lone_number {
            continue;
        }
        // | 会議名 | … | 開催日 | … |: a cell of its own.
        let is_cell = line.is_row
            && label.is_parted
            && matches!(source.plain[..at].iter().rev().find(|c| **c != ' '), Some('|'))
            && source.plain[at..label.piece.end].contains(&'|');
        let strong = label.is_parted && label.piece.end < rest.end || label.word.chars().count() >= 4;
        let kin = matches!(
            label.field,
            Field::Attendees | Field::Present | Field::Absent | Field::Secretariat | Field::Invited
        );
        if !(is_cell || strong && !is_list && !kin) || label.field == chunk.field() || label.field == Field::Proceedings
        {
            continue;
        }
        let piece = source.trim(Piece::new(rest.start, at));
        if !piece.is_empty() {
            chunk.values.push(Line { piece, ..line });
        }
        let mut next = Chunk { label, values: Vec::new() };
        seen.note(&label);
        split_value(source, outline, &mut next, line, label.piece.end, seen);
        // Order of print: this chunk first.
        let first = std::mem::replace(chunk, next);
        outline.chunks.push(first);
        return;
    }
    if !rest.is_empty() {
        chunk.values.push(Line { piece: rest, ..line });
    }
}

fn is_about_people(field: Field) -> bool {
    matches!(field, Field::Attendees | Field::Present | Field::Absent | Field::Secretariat | Field::Invited)
}

/// ○会長　では…, (事務局) …, 【会長】, 事務局：…
fn marks_a_speech(source: &Source, line: Line) -> bool {
    let none = |_: &str| false;
    if let Some(spoken) = speaker::signed(source, line.piece, &none) {
        // ○委員（１５名中１２名出席） heads a list.
        return names_a_voice(source, spoken.name) && !spoken.note.is_some_and(|note| counts_people(source, note));
    }
    if let Some(spoken) = speaker::bracketed(source, line.piece) {
        return names_a_voice(source, spoken.name);
    }
    match speaker::ended_name(source, line.piece, &none, 16) {
        Some(spoken) => {
            let text = source.trim(Piece::new(spoken.end, line.piece.end));
            speaker::is_plain_speaker(&source.bare(spoken.name)) && reads_as_speech(source, text)
        }
        None => false,
    }
}

/// 12名, 3人
fn counts_people(source: &Source, piece: Piece) -> bool {
    source.plain(piece).windows(2).any(|pair| pair[0].is_ascii_digit() && matches!(pair[1], '名' | '人'))
}

fn names_a_voice(source: &Source, name: Piece) -> bool {
    speaker::voice(&source.bare(name)) != speaker::Voice::Unknown
}

/// Many kana, or a full stop: words, not names. A long list holds some names in kana (さやか, まどか), and few of them.
fn reads_as_speech(source: &Source, text: Piece) -> bool {
    let plain = source.plain(text);
    let kana = plain.iter().filter(|c| ('ぁ'..='ん').contains(*c)).count();
    plain.contains(&'。') || kana >= 8 && kana * 5 >= plain.len()
}

/// A whole sentence with its particles, or words with many of them behind a sign.
fn is_spoken(source: &Source, line: Line, text: Piece) -> bool {
    let plain = source.plain(text);
    let kana = plain.iter().filter(|c| ('ぁ'..='ん').contains(*c)).count();
    kana >= 8 && (plain.contains(&'。') || is_ornament(source.plain[line.piece.start]))
}

fn is_sentence(source: &Source, line: Line, rest: &[Line]) -> bool {
    let mut all: Vec<Piece> = vec![line.piece];
    all.extend(rest.iter().take(2).map(|l| l.piece));
    all.iter().any(|piece| reads_as_speech(source, *piece))
}

/// The same agenda item printed twice: equal bare text behind the number.
pub(crate) fn same_item(source: &Source, one: Piece, other: Piece) -> bool {
    if one.len().abs_diff(other.len()) > 24 || other.len() > 120 {
        return false;
    }
    let (first, second) = (item_words(source, one), item_words(source, other));
    let (title, again) = (source.bare(first.1), source.bare(second.1));
    // １．あいさつ（平野会長）: the heading says who.
    let same_number = |a: Numbered, b: Numbered| a.dress == b.dress && a.value == b.value;
    let with_note =
        || again.strip_prefix(title.as_str()).is_some_and(|rest| rest.starts_with('(') && rest.ends_with(')'));
    !title.is_empty()
        && (title == again || first.0.zip(second.0).is_some_and(|(a, b)| same_number(a, b)) && with_note())
}

/// ## 1. 開会, ≪議題①≫　時間延長, ■ 次第3: the number and the words behind marks, brackets and numbers.
fn item_words(source: &Source, piece: Piece) -> (Option<Numbered>, Piece) {
    let is_mark = |c: char| is_ornament(c) && c != '(' || matches!(c, '「' | '」' | '•' | '+');
    let skip = |piece: Piece| {
        let rest = (piece.start..piece.end).find(|at| !is_mark(source.plain[*at]) && source.plain[*at] != ' ');
        source.trim(Piece::new(rest.unwrap_or(piece.end), piece.end))
    };
    let mut number = None;
    let mut rest = skip(piece);
    for _ in 0..2 {
        let plain = &source.plain[..rest.end];
        let Some(found) = item_number(plain, rest.start).or_else(|| loose_number(plain, rest.start)) else { break };
        number = Some(found);
        rest = skip(Piece::new(found.end, rest.end));
    }
    let end = (rest.start..rest.end)
        .rev()
        .find(|at| !matches!(source.plain[*at], '】' | '〕' | '>' | '》' | '≫' | ']' | ' '));
    (number, Piece::new(rest.start, end.map_or(rest.start, |at| at + 1)))
}
