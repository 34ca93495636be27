//! The head of a sheet (and what follows its proceedings): which line belongs to which field.

use crate::label::{Field, Label, label_at};
use crate::number::{Dress, item_number};
use crate::page::Line;
use crate::source::{Piece, Source};
use crate::speaker;

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
    while at < lines.len() {
        let line = lines[at];
        if let Some(label) = label_at(source, line.piece) {
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
        if let Some(label) = implied_agenda(source, &outline, line) {
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
    take_agenda_as_body(source, &mut outline, &lines[at..]);
    body_and_tail(source, &mut outline, &lines[at..]);
    outline
}

/// 1 開会 right below the place: the agenda without its label.
fn implied_agenda(source: &Source, outline: &Outline, line: Line) -> Option<Label> {
    let chunk = outline.chunks.last()?;
    let single =
        matches!(chunk.field(), Field::When | Field::Venue | Field::Observers | Field::Access | Field::WhenAndVenue)
            && !chunk.values.is_empty();
    let has_agenda = outline.chunks.iter().any(|chunk| chunk.field() == Field::Agenda);
    let number = item_number(&source.plain[..line.piece.end], line.piece.start)?;
    let first = number.value == 1
        && matches!(number.dress, Dress::Plain | Dress::Kanji | Dress::Roman | Dress::Ordinal)
        && chunk.label.number.is_none();
    let short = line.piece.len() <= 40 && !source.plain(line.piece).contains(&'。');
    (single && first && short && !has_agenda).then_some(Label {
        field: Field::Agenda,
        piece: Piece::new(line.piece.start, line.piece.start),
        number: None,
        word: "次第",
        is_parted: true,
        note: None,
    })
}

fn heads_an_item(source: &Source, line: Line) -> bool {
    let from =
        line.piece.start + usize::from(matches!(source.plain[line.piece.start], '≪' | '【' | '〔' | '<' | '◎' | '■'));
    let numbered = item_number(&source.plain[..line.piece.end], from).is_some();
    numbered && line.piece.len() <= 50 && !source.plain(line.piece).contains(&'。')
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
        let strong = label.is_parted && label.piece.end < rest.end || label.word.chars().count() >= 4;
        let kin = matches!(
            label.field,
            Field::Attendees | Field::Present | Field::Absent | Field::Secretariat | Field::Invited
        );
        if !strong || is_list || kin || label.field == chunk.field() || label.field == Field::Proceedings {
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

enum Verdict {
    Field,
    /// An item of the agenda that reads like a label (３ 議題).
    Item,
    /// The proceedings begin behind this label.
    Body,
    /// The proceedings begin with this line.
    BodyWithLine,
}

#[derive(Default)]
struct Seen {
    fields: Vec<Field>,
    /// The last number that stood before a label of the head.
    head_number: Option<u32>,
}

impl Seen {
    fn note(&mut self, label: &Label) {
        self.fields.push(label.field);
        if label.number.is_some() {
            self.head_number = label.number;
        }
    }

    fn has(&self, field: Field) -> bool {
        self.fields.contains(&field)
    }

    fn knows_the_sitting(&self) -> bool {
        [Field::When, Field::WhenAndVenue, Field::Venue, Field::Attendees, Field::Present, Field::Start]
            .iter()
            .any(|f| self.has(*f))
    }

    fn judge(&self, source: &Source, outline: &Outline, label: &Label, line: Line, rest: &[Line]) -> Verdict {
        let in_agenda = outline.chunks.last().is_some_and(|chunk| chunk.field() == Field::Agenda);
        let agenda_items =
            outline.chunks.iter().rev().find(|chunk| chunk.field() == Field::Agenda && chunk.values.len() > 1);
        if (in_agenda && label.field != Field::Proceedings || in_agenda && label.number.is_some())
            && let Some(verdict) = self.inside_agenda(source, outline, label, line)
        {
            return verdict;
        }
        let rest_of_line = source.trim(Piece::new(label.piece.end, line.piece.end));
        if matches!(label.word, "委員" | "構成員") {
            let colon = label.is_parted && label.piece.end < line.piece.end;
            let names_follow = !rest_of_line.is_empty() && !reads_as_speech(source, rest_of_line);
            let is_list = source.plain(rest_of_line).iter().filter(|c| matches!(c, '、' | ',')).count() >= 2;
            if !(colon || is_list) || !names_follow || self.has(Field::Attendees) || self.has(Field::Present) {
                return Verdict::Item;
            }
        }
        // 次第 within the list of papers is a paper.
        if outline.chunks.last().is_some_and(|chunk| chunk.field() == Field::Handouts)
            && label.field == Field::Agenda
            && rest_of_line.is_empty()
            && label.number.is_none()
            && label.word.ends_with("次第")
        {
            return Verdict::Item;
        }
        if matches!(label.field, Field::Start | Field::End) {
            let value: String = source.plain(Piece::new(label.piece.end, line.piece.end)).iter().collect();
            let is_time = almanac::read_clock_span(&value).is_ok();
            if !is_time && self.knows_the_sitting() {
                return if label.field == Field::Start && agenda_items.is_some() {
                    Verdict::BodyWithLine
                } else {
                    Verdict::Item
                };
            }
            if !is_time {
                return Verdict::Item;
            }
        }
        // 記録　発言の要旨: how it is written, not the record itself.
        let says_how = label.word == "記録" && !rest_of_line.is_empty() && rest_of_line.len() <= 30;
        if says_how && !source.plain(rest_of_line).contains(&'。') {
            return Verdict::Field;
        }
        if label.field == Field::Proceedings && self.knows_the_sitting() {
            let is_title_again = rest.first().is_some_and(|next| {
                label_at(source, next.piece)
                    .is_some_and(|l| matches!(l.field, Field::When | Field::Venue | Field::Name))
            });
            // An empty row of a form above further rows; the proceedings have their own label below.
            let goes_on = rest.iter().take(4).filter_map(|next| label_at(source, next.piece)).any(|l| {
                l.is_parted
                    && matches!(
                        l.field,
                        Field::Access
                            | Field::Observers
                            | Field::AccessReason
                            | Field::Handouts
                            | Field::Absent
                            | Field::Secretariat
                            | Field::Venue
                    )
            }) && rest
                .iter()
                .take(60)
                .filter_map(|next| label_at(source, next.piece))
                .any(|l| l.field == Field::Proceedings && l.is_parted);
            if is_title_again || goes_on {
                return Verdict::Field;
            }
            return Verdict::Body;
        }
        if label.field == Field::Agenda && agenda_items.is_some() && self.knows_the_sitting() {
            return Verdict::BodyWithLine;
        }
        if label.field == Field::Proceedings {
            // A title (会議録) above the head.
            return Verdict::Item;
        }
        if label.field == Field::Invited
            && label.word == "その他"
            && !outline.chunks.last().is_some_and(|c| is_about_people(c.field()))
        {
            return Verdict::Item;
        }
        // A label of two letters, a blank and a sentence: words, not a label.
        if !label.is_parted
            && label.word.chars().count() <= 2
            && source.plain(line.piece).ends_with(&['。'])
            && label.number.is_none()
        {
            return Verdict::Item;
        }
        Verdict::Field
    }

    /// Within the list of the agenda some items read like labels.
    fn inside_agenda(&self, source: &Source, outline: &Outline, label: &Label, line: Line) -> Option<Verdict> {
        let chunk = outline.chunks.last()?;
        let numbers: Vec<(Dress, u32)> = chunk
            .values
            .iter()
            .filter_map(|value| item_number(&source.plain[..value.piece.end], value.piece.start))
            .map(|number| (number.dress, number.value))
            .collect();
        let continues = match item_number(&source.plain[..line.piece.end], line.piece.start) {
            Some(own) => match numbers.iter().rev().find(|(dress, _)| *dress == own.dress) {
                Some((_, last)) => own.value == last + 1,
                None => {
                    own.value == 1 && (numbers.is_empty() || own.dress.depth() > numbers[numbers.len() - 1].0.depth())
                }
            },
            None => false,
        };
        let head_goes_on = label.number.is_some() && label.number == self.head_number.map(|n| n + 1);
        let agenda_like = matches!(
            label.field,
            Field::Agenda
                | Field::Proceedings
                | Field::Start
                | Field::End
                | Field::Next
                | Field::Invited
                | Field::Aside
        );
        if continues
            && (agenda_like || !head_goes_on)
            && !(head_goes_on && label.field == Field::Proceedings && chunk.label.number.is_some())
        {
            return Some(Verdict::Item);
        }
        if label.field == Field::Agenda && label.number.is_none() && !label.is_parted {
            return Some(Verdict::Item);
        }
        // A bullet of the list: ・議事, 議事 with further items below.
        let bulleted = matches!(source.plain[line.piece.start], '・' | '•' | '-' | '○');
        if agenda_like && bulleted && label.piece.end >= line.piece.end && label.field != Field::Proceedings {
            return Some(Verdict::Item);
        }
        if matches!(label.field, Field::Start | Field::End) && label.piece.end >= line.piece.end {
            return Some(Verdict::Item);
        }
        None
    }

    /// The proceedings begin with this line, without a label.
    fn begins_body(&self, source: &Source, outline: &Outline, line: Line, rest: &[Line]) -> bool {
        if !self.knows_the_sitting() {
            // No head at all: the first speech begins the body.
            return outline.chunks.is_empty() && marks_a_speech(source, line) && !rest.is_empty();
        }
        let in_people = outline.chunks.last().is_some_and(|chunk| is_about_people(chunk.field()));
        if marks_a_speech(source, line) && !(in_people && !is_sentence(source, line, rest)) {
            return true;
        }
        let Some(agenda) = outline.chunks.iter().find(|chunk| chunk.field() == Field::Agenda) else { return false };
        let in_agenda = outline.chunks.last().is_some_and(|chunk| chunk.field() == Field::Agenda);
        let Some(first) = agenda.values.iter().find(|value| !source.bare(value.piece).is_empty()) else { return false };
        let repeats_first = same_item(source, first.piece, line.piece);
        let behind = agenda.values.len() > 1 || !in_agenda;
        repeats_first && behind && first.piece.start != line.piece.start
    }
}

fn is_about_people(field: Field) -> bool {
    matches!(field, Field::Attendees | Field::Present | Field::Absent | Field::Secretariat | Field::Invited)
}

/// ○会長　では…, (事務局) …, 【会長】, 事務局：…
fn marks_a_speech(source: &Source, line: Line) -> bool {
    let none = |_: &str| false;
    if let Some(spoken) = speaker::signed(source, line.piece, &none) {
        return names_a_voice(source, spoken.name);
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

fn names_a_voice(source: &Source, name: Piece) -> bool {
    speaker::voice(&source.bare(name)) != speaker::Voice::Unknown
}

/// Long, or with a full stop: words, not a name.
fn reads_as_speech(source: &Source, text: Piece) -> bool {
    let plain = source.plain(text);
    plain.contains(&'。') || plain.iter().filter(|c| ('ぁ'..='ん').contains(*c)).count() >= 8
}

fn is_sentence(source: &Source, line: Line, rest: &[Line]) -> bool {
    let mut all: Vec<Piece> = vec![line.piece];
    all.extend(rest.iter().take(2).map(|l| l.piece));
    all.iter().any(|piece| reads_as_speech(source, *piece))
}

/// The same agenda item printed twice: equal bare text behind the number.
pub(crate) fn same_item(source: &Source, one: Piece, other: Piece) -> bool {
    let title = |piece: Piece| -> String {
        let at = item_number(&source.plain[..piece.end], piece.start).map_or(piece.start, |number| number.end);
        source.bare(Piece::new(at, piece.end)).trim_start_matches(['・', '•', '-', '○', '◎']).to_string()
    };
    let (one, other) = (title(one), title(other));
    !one.is_empty() && one == other
}

/// Where no proceedings are printed apart, a list under 議事 that carries sentences is the proceedings.
fn take_agenda_as_body(source: &Source, outline: &mut Outline, rest: &[Line]) {
    if !rest.is_empty() && (outline.proceedings_label.is_some() || rest.len() > 3) {
        return;
    }
    let Some(at) = outline.chunks.iter().rposition(|chunk| chunk.field() == Field::Agenda) else { return };
    let sentences = outline.chunks[at]
        .values
        .iter()
        .filter(|value| {
            source.plain(value.piece).contains(&'。') || matches!(source.plain[value.piece.start], '⇒' | '→')
        })
        .count();
    let others = outline.chunks.iter().take(at).any(|chunk| chunk.field() == Field::Agenda);
    if sentences == 0 || sentences == 1 && outline.chunks[at].values.len() < 3 && !others {
        return;
    }
    let chunk = outline.chunks.remove(at);
    let tail = outline.chunks.split_off(at);
    outline.proceedings_label = Some(chunk.label);
    outline.body.extend(chunk.values);
    outline.chunks.extend(tail);
}

/// Fields that come behind the proceedings: papers, next meeting, contact, signatures.
fn body_and_tail(source: &Source, outline: &mut Outline, lines: &[Line]) {
    let mut tail: Option<Chunk> = None;
    let has_handouts = outline.chunks.iter().any(|chunk| chunk.field() == Field::Handouts);
    for (at, line) in lines.iter().enumerate() {
        let label = label_at(source, line.piece).filter(|label| {
            let late = match label.field {
                Field::Handouts => {
                    !has_handouts && label.number.is_none() && handouts_follow(source, *label, *line, &lines[at + 1..])
                }
                Field::Aside => {
                    label.is_parted
                        && matches!(
                            label.word,
                            "問合先"
                                | "問い合わせ先"
                                | "問合せ先"
                                | "お問い合わせ先"
                                | "お問い合わせ"
                                | "お問合せ先"
                                | "担当課"
                                | "担当部署"
                                | "連絡先"
                                | "事務担当"
                                | "署名委員"
                                | "会議録署名委員"
                                | "会議録署名人"
                                | "議事録署名人"
                                | "議事録署名委員"
                                | "会議録署名者"
                                | "署名人"
                                | "署名"
                                | "問合せ"
                                | "署名欄"
                        )
                }
                Field::Next => label.is_parted && label.number.is_none() && label.word != "次回" && tail.is_some(),
                _ => {
                    tail.is_some()
                        && label.is_parted
                        && label.word.chars().count() >= 3
                        && !matches!(label.field, Field::Proceedings | Field::Agenda)
                }
            };
            late && !matches!(source.plain[line.piece.start], '・' | '○' | '●')
        });
        if let Some(label) = label {
            outline.chunks.extend(tail.take());
            let mut chunk = Chunk { label, values: Vec::new() };
            push_rest(source, &mut chunk.values, *line, label.piece.end);
            tail = Some(chunk);
            continue;
        }
        let back_to_body =
            tail.is_some() && (marks_a_speech(source, *line) || begins_an_item(source, *line) && lines.len() - at > 12);
        if back_to_body {
            outline.chunks.extend(tail.take());
        }
        match &mut tail {
            Some(chunk) => chunk.values.push(*line),
            None => outline.body.push(*line),
        }
    }
    outline.chunks.extend(tail);
}

fn begins_an_item(source: &Source, line: Line) -> bool {
    item_number(&source.plain[..line.piece.end], line.piece.start)
        .is_some_and(|n| matches!(n.dress, Dress::Plain | Dress::Named))
        && !source.plain(line.piece).contains(&'料')
}

fn handouts_follow(source: &Source, label: Label, line: Line, rest: &[Line]) -> bool {
    let value = source.bare(Piece::new(label.piece.end, line.piece.end));
    let names_papers =
        |text: &str| text.contains("資料") || text.contains("次第") || text.contains("名簿") || text.contains("別紙");
    let is_sentence = |text: &str| text.contains('。');
    if !value.is_empty() {
        return names_papers(&value) && !is_sentence(&value) || label.is_parted && !is_sentence(&value);
    }
    rest.first().is_some_and(|next| {
        let text = source.bare(next.piece);
        names_papers(&text) && !is_sentence(&text)
    })
}
